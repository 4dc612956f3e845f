/** What whoever keeps the machine looks at: channels, the outbox, the index, a QR code that waits; and what other machines ask. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { encode } from 'uqr'
import type { Html } from '../typeset.ts'
import { type Backlog, backlog, type Metrics } from './metrics.ts'
import { absentPage, officePage } from './page.ts'
import type { ChannelState, OfficeParts } from './parts.ts'
import type { OfficeEnv } from './session.ts'

const STATE = { up: '正常', degraded: '不稳', down: '不通' } as const
const NAMES: Readonly<Record<string, string>> = { web: '网页', slack: 'Slack', wechat: '微信', terminal: '终端', tray: '经办台通知' }

export function operatorPages(app: Hono<OfficeEnv>, parts: OfficeParts): void {
  const { store, clock, operations } = parts
  app.get('/office/operator', async (c) => {
    if (c.get('session').officer.role !== 'admin') return absentPage(c)
    const now = clock()
    const { channels, index, ready } = operations()
    const [lines, officers] = await Promise.all([backlog(store), store.officers.list()])
    const body = html`<div class="head-row"><h1>运行</h1><p class="quiet">${new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')}（北京时间）；刷新看最新</p></div>
<ul class="tiles"><li><span class="name">问答</span> <b>${ready ? '可用' : '还在准备'}</b> <span class="quiet">索引 ${index ? html`<code>${index}</code>` : '正在建立'}</span></li>
<li><span class="name">待发消息</span> <b>${lines.reduce((sum, l) => sum + l.waiting, 0)}</b> <span class="quiet">放弃 ${lines.reduce((sum, l) => sum + l.dead, 0)}</span></li>
<li><span class="name">在岗</span> <b>${officers.filter((o) => o.active).length}</b> <span class="quiet">名册 ${officers.length} 人</span></li></ul>
<section aria-labelledby="channels-title"><h2 id="channels-title">渠道</h2>${channels.length ? html`<ul class="channels">${channels.map(channel)}</ul>` : html`<p class="quiet">只有网页。</p>`}</section>
<section aria-labelledby="outbox-title"><h2 id="outbox-title">发件箱</h2>${outbox(lines, now)}</section>
<p class="hint">供监控读取：<a href="/healthz">/healthz</a>、<a href="/readyz">/readyz</a>、<a href="/metrics">/metrics</a>。管理员看不到任何案件。</p>`
    return c.html(officePage(c, { title: '运行', spot: 'operator', body }))
  })
}

function channel({ name, health, qr }: ChannelState): Html {
  return html`<li data-state="${health.state}"><b>${NAMES[name] ?? name}</b> <span class="state">${STATE[health.state]}</span><p>${health.words}</p>${qr ? html`<div class="qr">${code(qr)}<p>用要值守的微信扫这个码登录；码会过期，失效请刷新。</p></div>` : ''}</li>`
}

function outbox(lines: readonly Backlog[], now: Date): Html {
  if (lines.length === 0) return html`<p class="quiet">空的。</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="各渠道等待的消息"><table><thead><tr><th scope="col">渠道</th><th scope="col">等待</th><th scope="col">最早的已等</th><th scope="col">放弃</th></tr></thead><tbody>${lines.map(
    (l) =>
      html`<tr><th scope="row">${NAMES[l.channel] ?? l.channel}</th><td>${l.waiting}</td><td>${l.oldest ? age(now.getTime() - l.oldest.getTime()) : '—'}</td><td>${l.dead}</td></tr>`,
  )}</tbody></table></div>`
}

function age(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 1) return '不到 1 分钟'
  return minutes < 60 ? `${minutes} 分钟` : minutes < 2880 ? `${Math.floor(minutes / 60)} 小时` : `${Math.floor(minutes / 1440)} 天`
}

/** Dark on light in either colour scheme, or phones do not read it. */
function code(text: string): Html {
  const { data, size } = encode(text, { border: 3 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="微信登录二维码" shape-rendering="crispEdges"><rect class="qr-light" width="${size}" height="${size}"></rect><path class="qr-dark" d="${path}"></path></svg>`
}

/** For other machines: alive, ready, figures. They say nothing of anybody, and need no sign-in. */
export function healthPages(app: Hono<OfficeEnv>, { store, operations }: OfficeParts, metrics: Metrics): void {
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    const kept = await store.outbox.backlog().then(
      () => true,
      () => false,
    )
    const { ready, channels } = operations()
    const down = channels.filter((ch) => ch.health.state === 'down').map((ch) => ch.name)
    // A channel that is down is told, and does not take the desk out of service: the others go on.
    return c.json({ ready: ready && kept, answering: ready, store: kept, down }, ready && kept ? 200 : 503)
  })
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'Content-Type': metrics.type }))
}
