/** Signing in by a one-time link: a page that only shows a button, so that whatever fetches links in advance does not use the code up; and signing out. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { hashOfCode } from '../../../../src/officer/code.ts'
import { addressOf } from '../guard.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import { openPage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import { countTries, type OfficeContext, type OfficeEnv, ownOrigin, type Sessions } from './session.ts'
import { DESK } from './words/desk.ts'

/** As long as access logs are kept. */
const KEEP_ACCESS_MS = 184 * 24 * 3600_000
const ID = /^[a-z0-9_-]{1,40}$/i

export function enterPages(app: Hono<OfficeEnv>, { store, desk, clock, baseUrl, proxied = false }: OfficeParts, sessions: Sessions): void {
  const tries = countTries()

  app.get('/office/enter', (c) => {
    const { officer = '', code = '', next } = c.req.query()
    return c.html(enterPage(c, { officer, code, next: within(next), problem: null }))
  })

  app.post('/office/enter', async (c) => {
    const now = clock()
    const form = await c.req.parseBody()
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '')
    const [officer, code, next] = [text('officer'), text('code'), within(text('next'))]
    const words = DESK[languageOf(c)].enter
    const again = (problem: string, status: 400 | 401 | 403 | 429) => c.html(enterPage(c, { officer, code: '', next, problem }), status)
    if (!ownOrigin(c, baseUrl)) return again(words.fromElsewhere, 403)
    const from = addressOf(c, proxied)
    if (tries.tooMany(from, now)) return again(words.often, 429)
    if (!ID.test(officer) || code.length < 8 || code.length > 40) {
      tries.failed(from, now)
      return again(words.missing, 400)
    }
    const right = await store.officers.redeemCode(officer, hashOfCode(officer, code), now)
    const found = right ? await store.officers.find({ id: officer }) : null
    if (!found?.active) {
      tries.failed(from, now)
      await desk.turnedAway(officer, '网页登录', now)
      return again(words.wrong, 401)
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

type Entering = { readonly officer: string; readonly code: string; readonly next: string | null; readonly problem: string | null }

function enterPage(c: OfficeContext, { officer, code, next, problem }: Entering): Html {
  const words = DESK[languageOf(c)].enter
  const linked = ID.test(officer) && code !== '' && problem === null
  return openPage(
    c,
    words.title,
    html`<div class="enter"><h1>${words.heading}</h1>
${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
<form method="post" action="/office/enter" class="stack">
${
  linked
    ? html`<p>${words.id} <b>${officer}</b>${words.linked}</p><input type="hidden" name="officer" value="${officer}"><input type="hidden" name="code" value="${code}">`
    : html`<p>${words.howToGet} <code>${words.command}</code></p>
<label for="officer">${words.id}</label><input id="officer" name="officer" value="${officer}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="40">
<label for="code">${words.code}</label><input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="40">`
}
${next ? html`<input type="hidden" name="next" value="${next}">` : ''}
<p><button class="main">${words.button}</button></p>
</form></div>`,
  )
}

/** Whoever comes without a session; a link from elsewhere comes without its cookie, and finds it by coming again. */
export function turnedBack(c: OfficeContext): Response | Promise<Response> {
  const language = languageOf(c)
  const { again, open, desk } = DESK[language]
  if (c.req.method !== 'GET')
    return c.html(
      openPage(c, again.title, html`<div class="enter"><h1>${again.heading}</h1><p>${again.why}</p><p><a href="/office/enter">${again.link}</a></p></div>`),
      401,
    )
  const url = new URL(c.req.url)
  const here = within(url.pathname + url.search)
  if (c.req.header('Sec-Fetch-Site') === 'cross-site' && here)
    return c.html(
      html`<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${desk}</title><meta http-equiv="refresh" content="0;url=${here}"></head><body><p><a href="${here}">${open}</a></p></body></html>`,
    )
  return c.redirect(here && here !== '/office' ? `/office/enter?next=${encodeURIComponent(here)}` : '/office/enter', 303)
}
