/** The web desk's addresses: which page answers which path, and the headers every answer carries. */
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Span } from '../../../src/corpus/notice.ts'
import { type Cited, clausePage, homePage, missingPage, noticePage } from './pages.ts'

export function webApp(corpus: Corpus): Hono {
  const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8')
  const noticeOf = (id: string) => corpus.notices.find((n) => n.id === id)
  const app = new Hono({ strict: false })

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
      xFrameOptions: 'DENY',
      // Served on plain http; whoever puts TLS before it decides this.
      strictTransportSecurity: false,
    }),
    etag(),
    async (c, next) => {
      await next()
      c.header('Cache-Control', 'no-cache')
    },
  )

  app.get('/', (c) => c.html(homePage(corpus)))
  app.get('/style.css', (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.get('/favicon.ico', (c) => c.body(null, 204))
  app.get('/notices/:id', (c) => {
    const notice = noticeOf(c.req.param('id'))
    return notice ? c.html(noticePage(notice, citedIn(c.req.query(), { start: 0, end: notice.body.length }, notice.body))) : c.notFound()
  })
  app.get('/notices/:id/:ordinal', (c) => {
    const notice = noticeOf(c.req.param('id'))
    if (!notice) return c.notFound()
    const clause = notice.clauses.find((k) => String(k.ordinal) === c.req.param('ordinal'))
    return clause ? c.html(clausePage(notice, clause, citedIn(c.req.query(), clause, notice.body))) : c.html(missingPage(notice, c.req.param('ordinal')), 404)
  })
  app.notFound((c) => c.html(missingPage(null, null), 404))
  return app
}

/** Reads `from` and `to`; a span counts only when it lies wholly within `within` and holds more than line ends. */
function citedIn({ from, to }: Record<string, string>, within: Span, body: string): Cited {
  if (from === undefined && to === undefined) return { kind: 'none' }
  const [start, end] = [offset(from), offset(to)]
  if (!(start >= within.start && end <= within.end)) return { kind: 'astray' }
  const words = body.slice(start, end)
  const lead = words.length - words.replace(/^\n+/, '').length
  return lead < words.length ? { kind: 'span', span: { start: start + lead, end } } : { kind: 'astray' }
}

function offset(text: string | undefined): number {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
}
