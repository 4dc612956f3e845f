/** The officers' half of the web desk: who may come in, what every answer carries, and its pages; and what machines ask of the desk. */
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { languageOf } from '../language.ts'
import { casePages } from './case.ts'
import { enterPages, turnedBack } from './enter.ts'
import { insightPages } from './insight.ts'
import { livePages } from './live.ts'
import { openMetrics } from './metrics.ts'
import { healthPages, operatorPages } from './operator.ts'
import { absentPage, officePage, openPage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import { questionPages } from './questions.ts'
import { queuePages } from './queue.ts'
import { registerPages } from './register.ts'
import { type OfficeEnv, openSessions, ownOrigin, sameToken } from './session.ts'
import { DESK } from './words/desk.ts'

const ASSETS = ['office.css', 'office.js'] as const
const TYPES = { 'office.css': 'text/css; charset=utf-8', 'office.js': 'text/javascript; charset=utf-8' } as const
const MOST_BYTES = 256 * 1024
/** An answer to an enterprise may have files with it. */
const MOST_WITH_FILES = 41 * 1024 * 1024
const WITH_FILES = /^\/office\/cases\/[^/]+\/reply$/

/**
 * Holds `/office`, `/healthz`, `/readyz` and `/metrics`. Its headers are its own: mount it before whatever sets headers for the rest,
 * or a file of a case loses its sandbox.
 */
export function office(parts: OfficeParts): Hono {
  const { store, corpus, clock, baseUrl } = parts
  const sessions = openSessions(store, corpus, baseUrl)
  const metrics = openMetrics(parts)
  const app = new Hono<OfficeEnv>({ strict: false })

  app.use(
    '/office/*',
    async (c, next) => {
      // A file taken out of a case brings stricter ones.
      await next()
      metrics.answered(c.res.status)
      c.header('Cache-Control', c.res.headers.get('Cache-Control') ?? 'no-store')
    },
    async (c, next) => (/\/files\//.test(c.req.path) ? next() : pageHeaders(c, next)),
  )
  for (const name of ASSETS) {
    const text = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
    app.get(`/office/${name}`, (c) => c.body(text, 200, { 'Content-Type': TYPES[name], 'Cache-Control': 'no-cache' }))
  }
  healthPages(app, parts, metrics)

  app.use('/office/*', async (c, next) => {
    const session = await sessions.of(c, clock())
    if (session) c.set('session', session)
    else if (c.req.path !== '/office/enter') return turnedBack(c)
    return next()
  })
  const upTo = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => c.text(DESK[languageOf(c)].large, 413) })
  const [small, large] = [upTo(MOST_BYTES), upTo(MOST_WITH_FILES)]
  app.post('/office/*', (c, next) => (WITH_FILES.test(c.req.path) ? large : small)(c, next))
  app.post('/office/*', async (c, next) => {
    // Before there is a session there is nothing to bind a token to; the origin is checked where one is opened.
    if (c.req.path === '/office/enter') return next()
    const { csrf } = c.get('session')
    const form = await c.req.parseBody()
    if (ownOrigin(c, baseUrl) && sameToken(form.csrf, csrf)) return next()
    const { elsewhere, back } = DESK[languageOf(c)]
    const body = html`<h1>${elsewhere.title}</h1><p>${elsewhere.why}</p><p><a href="/office">${back}</a></p>`
    return c.html(officePage(c, { title: elsewhere.title, spot: 'queue', body }), 403)
  })
  app.get('/office', (c) => c.redirect(c.get('session').officer.role === 'admin' ? '/office/operator' : '/office/queue/mine', 303))
  enterPages(app, parts, sessions)
  livePages(app, parts, sessions)
  queuePages(app, parts)
  questionPages(app, parts)
  registerPages(app, parts)
  insightPages(app, parts)
  operatorPages(app, parts)
  casePages(app, parts)
  app.all('/office/*', (c) => absentPage(c))
  app.onError((error, c) => {
    // What went wrong is for the operator, and may hold what somebody wrote: to the page it is only said that it did.
    process.stderr.write(`经办台：${error.name} ${'code' in error ? String(error.code) : ''}\n`)
    const { broken, back } = DESK[languageOf(c)]
    return c.html(openPage(c, broken.title, html`<h1>${broken.title}</h1><p>${broken.why}</p><p><a href="/office">${back}</a></p>`), 500)
  })
  return new Hono({ strict: false }).route('/', app)
}

const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  // With no-referrer a form would be sent with the origin `null`, and could not be told from a foreign one.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
})
