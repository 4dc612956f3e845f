/** What whoever keeps the machine looks at: channels, the outbox, the index, a QR code that waits; and what other machines ask. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { encode } from 'uqr'
import { chinaTime } from '../../../../src/clock.ts'
import type { Language } from '../../../../src/message.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import { type Backlog, backlog, type Metrics } from './metrics.ts'
import { absentPage, officePage } from './page.ts'
import type { ChannelState, OfficeParts } from './parts.ts'
import type { OfficeEnv } from './session.ts'
import { own } from './tongue.ts'
import { OPERATOR } from './words/operator.ts'

export function operatorPages(app: Hono<OfficeEnv>, parts: OfficeParts): void {
  const { store, clock, operations } = parts
  app.get('/office/operator', async (c) => {
    if (c.get('session').officer.role !== 'admin') return absentPage(c)
    const now = clock()
    const { channels, index, ready, model } = operations()
    const [lines, officers] = await Promise.all([backlog(store), store.officers.list()])
    const language = languageOf(c)
    const words = OPERATOR[language]
    const body = html`<div class="head-row"><h1>${words.title}</h1><p class="quiet">${words.at(chinaTime(now).slice(0, 19).replace('T', ' '))}</p></div>
<ul class="tiles"><li><span class="name">${words.answering}</span> <b>${ready ? words.ready : words.preparing}</b> <span class="quiet">${words.index}${index ? html`<code>${index}</code>` : words.building}</span></li>
<li><span class="name">${words.waiting}</span> <b>${lines.reduce((sum, l) => sum + l.waiting, 0)}</b> <span class="quiet">${words.given(lines.reduce((sum, l) => sum + l.dead, 0))}</span></li>
<li><span class="name">${words.atWork}</span> <b>${officers.filter((o) => o.active).length}</b> <span class="quiet">${words.roll(officers.length)}</span></li>${
      model
        ? html`
<li><span class="name">${words.model}</span> <b>${model.gone ? words.gone : words.ready}</b> <span class="quiet">${words.spent(model.tokens, `${model.cost.toFixed(2)} ${model.currency}`)}</span></li>`
        : ''
    }</ul>
<section aria-labelledby="channels-title"><h2 id="channels-title">${words.channels}</h2>${channels.length ? html`<ul class="channels">${channels.map((ch) => channel(ch, language))}</ul>` : html`<p class="quiet">${words.webOnly}</p>`}</section>
<section aria-labelledby="outbox-title"><h2 id="outbox-title">${words.outbox}</h2>${outbox(lines, now, language)}</section>
<p class="hint">${words.machines}<a href="/healthz">/healthz</a>${words.comma}<a href="/readyz">/readyz</a>${words.comma}<a href="/metrics">/metrics</a>${words.noCases}</p>`
    return c.html(officePage(c, { title: words.title, spot: 'operator', body }))
  })
}

function channel({ name, health, qr }: ChannelState, language: Language): Html {
  const words = OPERATOR[language]
  return html`<li data-state="${health.state}"><b>${words.names[name] ?? name}</b> <span class="state">${words.states[health.state]}</span><p>${own(language === 'zh' ? health.words : health.english, language)}</p>${qr ? html`<div class="qr">${code(qr, words.qr)}<p>${words.scan}</p></div>` : ''}</li>`
}

function outbox(lines: readonly Backlog[], now: Date, language: Language): Html {
  const words = OPERATOR[language]
  if (lines.length === 0) return html`<p class="quiet">${words.empty}</p>`
  const { columns } = words
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.outboxTable}"><table><thead><tr><th scope="col">${columns.channel}</th><th scope="col">${columns.waiting}</th><th scope="col">${columns.oldest}</th><th scope="col">${columns.dead}</th></tr></thead><tbody>${lines.map(
    (l) =>
      html`<tr><th scope="row">${words.names[l.channel] ?? l.channel}</th><td>${l.waiting}</td><td>${l.oldest ? age(now.getTime() - l.oldest.getTime(), language) : '—'}</td><td>${l.dead}</td></tr>`,
  )}</tbody></table></div>`
}

function age(ms: number, language: Language): string {
  const words = OPERATOR[language]
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) return words.minutes(minutes)
  return minutes < 2880 ? words.hours(Math.floor(minutes / 60)) : words.days(Math.floor(minutes / 1440))
}

/** Dark on light in either colour scheme, or phones do not read it. */
function code(text: string, label: string): Html {
  const { data, size } = encode(text, { border: 3 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><rect class="qr-light" width="${size}" height="${size}"></rect><path class="qr-dark" d="${path}"></path></svg>`
}

/** For other machines: alive, ready, figures. They say nothing of anybody, and need no sign-in. */
export function healthPages(app: Hono<OfficeEnv>, { store, operations }: OfficeParts, metrics: Metrics): void {
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    const kept = await store.outbox.backlog().then(
      () => true,
      () => false,
    )
    const { ready, channels, model } = operations()
    const down = channels.filter((ch) => ch.health.state === 'down').map((ch) => ch.name)
    // A channel that is down is told, and does not take the desk out of service: the others go on.
    return c.json(
      { ready: ready && kept, answering: ready, store: kept, down, ...(model ? { model: model.gone ? 'over-budget' : 'up' } : {}) },
      ready && kept ? 200 : 503,
    )
  })
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'Content-Type': metrics.type }))
}
