/** Signing in by a one-time link: a page that only shows a button, so that whatever fetches links in advance does not use the code up; and signing out. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { hashOfCode } from '../../../../src/officer/code.ts'
import { addressOf } from '../guard.ts'
import type { Html } from '../typeset.ts'
import { openPage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import { countTries, type OfficeContext, type OfficeEnv, ownOrigin, type Sessions } from './session.ts'

/** As long as access logs are kept. */
const KEEP_ACCESS_MS = 184 * 24 * 3600_000
const ID = /^[a-z0-9_-]{1,40}$/i

export function enterPages(app: Hono<OfficeEnv>, { store, desk, clock, baseUrl, proxied = false }: OfficeParts, sessions: Sessions): void {
  const tries = countTries()

  app.get('/office/enter', (c) => {
    const { officer = '', code = '', next } = c.req.query()
    return c.html(openPage(c, '登录', enterForm({ officer, code, next: within(next), problem: null })))
  })

  app.post('/office/enter', async (c) => {
    const now = clock()
    const form = await c.req.parseBody()
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '')
    const [officer, code, next] = [text('officer'), text('code'), within(text('next'))]
    const again = (problem: string, status: 400 | 401 | 403 | 429) => c.html(openPage(c, '登录', enterForm({ officer, code: '', next, problem })), status)
    if (!ownOrigin(c, baseUrl)) return again('这次提交不是从经办台的页面发出的，没有登录。', 403)
    const from = addressOf(c, proxied)
    if (tries.tooMany(from, now)) return again('登录失败次数过多，请 15 分钟后再试。', 429)
    if (!ID.test(officer) || code.length < 8 || code.length > 40) {
      tries.failed(from, now)
      return again('请填编号和登录码。', 400)
    }
    const right = await store.officers.redeemCode(officer, hashOfCode(officer, code), now)
    const found = right ? await store.officers.find({ id: officer }) : null
    if (!found?.active) {
      tries.failed(from, now)
      await desk.turnedAway(officer, '网页登录', now)
      return again('登录码不对、已用过或已过期。请管理员重新发一个。', 401)
    }
    await sessions.open(c, officer, now)
    const keepUntil = new Date(now.getTime() + KEEP_ACCESS_MS)
    await store.keeping.record({ kind: 'access', subject: 'officers', by: officer, detail: '登录网页经办台', at: now, keepUntil })
    return c.redirect(next ?? '/office', 303)
  })

  app.post('/office/leave', async (c) => {
    await sessions.close(c, c.get('session'))
    return c.redirect('/office/enter', 303)
  })
}

/** A place on this desk to go on to; nothing else is followed. */
function within(next: string | undefined): string | null {
  return next && /^\/office(?:\/[\w/-]*)?(?:\?[\w=&%.-]*)?$/.test(next) ? next : null
}

function enterForm({ officer, code, next, problem }: { officer: string; code: string; next: string | null; problem: string | null }): Html {
  const linked = ID.test(officer) && code !== '' && problem === null
  return html`<div class="enter"><h1>登录经办台</h1>
${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
<form method="post" action="/office/enter" class="stack">
${
  linked
    ? html`<p>编号 <b>${officer}</b>。登录码只能用一次，按下即用掉；登录后 8 小时内有效。</p><input type="hidden" name="officer" value="${officer}"><input type="hidden" name="code" value="${code}">`
    : html`<p>登录码由管理员在服务器上发给本人：<code>npm run -s officers -- login 姓名</code></p>
<label for="officer">编号</label><input id="officer" name="officer" value="${officer}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="40">
<label for="code">一次性登录码</label><input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="40">`
}
${next ? html`<input type="hidden" name="next" value="${next}">` : ''}
<p><button class="main">登录</button></p>
</form></div>`
}

/** Whoever comes without a session; a link from elsewhere comes without its cookie, and finds it by coming again. */
export function turnedBack(c: OfficeContext): Response | Promise<Response> {
  if (c.req.method !== 'GET')
    return c.html(
      openPage(c, '请登录', html`<div class="enter"><h1>请重新登录</h1><p>登录已到期，刚才的提交没有办理。</p><p><a href="/office/enter">去登录</a></p></div>`),
      401,
    )
  const url = new URL(c.req.url)
  const here = within(url.pathname + url.search)
  if (c.req.header('Sec-Fetch-Site') === 'cross-site' && here)
    return c.html(
      html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>知问 · 经办台</title><meta http-equiv="refresh" content="0;url=${here}"></head><body><p><a href="${here}">打开经办台</a></p></body></html>`,
    )
  return c.redirect(here && here !== '/office' ? `/office/enter?next=${encodeURIComponent(here)}` : '/office/enter', 303)
}
