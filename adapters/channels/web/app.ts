/** The web desk's addresses: which page answers which path, and what every request passes on its way. */
import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { etag } from 'hono/etag'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Notice, Span } from '../../../src/corpus/notice.ts'
import { askRoutes, type Limits, newTurn } from './ask-routes.ts'
import type { Chat } from './channel.ts'
import { departmentPage, departmentsPage } from './department-pages.ts'
import { findWords } from './find.ts'
import { addressOf, fromHere, headers, keepOwnPolicy, limit, ownPolicy } from './guard.ts'
import { homePage, noticesPage, type Walk } from './home.ts'
import { isLanguage, LANGUAGE_COOKIE } from './language.ts'
import { type Mending, mending } from './mends.ts'
import { type Cited, clausePage, missingPage, noticePage, type Shelf } from './notice-pages.ts'
import { refusedPage } from './refused.ts'
import { relatedClauses } from './related.ts'
import { type Sense, searchPage } from './search-page.ts'
import { viewOf } from './view.ts'

export type WebParts = {
  readonly corpus: Corpus
  /** The conversations; null while the desk is getting ready. Without it there are the notices alone. */
  readonly chat?: () => Chat | null
  /** The text of a notice as it was received, to show every mend against it. */
  readonly received?: (notice: string) => string
  /** Search by sense, beside the search by words. */
  readonly sense?: Sense
  /** The officers' pages, under addresses of their own (/office …). */
  readonly office?: Hono
  readonly walk?: Walk
  /** Whether a server of ours stands before this one, so that X-Forwarded-For can be believed. */
  readonly proxied?: boolean
  /** As others reach the desk; with https cookies are sent over TLS only. */
  readonly baseUrl?: string
  readonly limits?: Limits
}

const SEARCHES = { points: 120, seconds: 60 }
const YEAR_S = 365 * 24 * 3600
const FILES = { '/style.css': 'text/css', '/ask.css': 'text/css', '/ask.js': 'text/javascript', '/home.js': 'text/javascript', '/search.js': 'text/javascript' } as const

export function webApp(parts: WebParts): Hono {
  const { corpus, chat, sense, office, proxied = false } = parts
  const shelf = shelfOf(parts)
  const view = (c: Context) => viewOf(c, office !== undefined)
  const searches = limit(SEARCHES.points, SEARCHES.seconds)
  const app = new Hono({ strict: false })

  app.use(keepOwnPolicy, headers, ownPolicy)
  app.use(async (c, next) => {
    if (!fromHere(c, parts.baseUrl ?? '')) return c.html(refusedPage(view(c), 'elsewhere'), 403)
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache')
    c.header('Vary', 'Accept-Language, Cookie', { append: true })
  })
  for (const path of ['/notices', '/notices/*', '/departments', '/departments/*', ...Object.keys(FILES)]) app.use(path, etag())

  for (const [path, type] of Object.entries(FILES)) {
    const text = readFileSync(new URL(`.${path}`, import.meta.url), 'utf8')
    app.get(path, (c) => c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` }))
  }
  app.get('/favicon.ico', (c) => c.body(null, 204))
  app.post('/language', async (c) => {
    const chosen = (await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)).language
    if (isLanguage(chosen)) setCookie(c, LANGUAGE_COOKIE, chosen, { path: '/', maxAge: YEAR_S, sameSite: 'Lax', httpOnly: true })
    return c.redirect(cameFrom(c), 303)
  })

  app.get('/', (c) => c.html(homePage(view(c), corpus, { turn: chat ? newTurn() : null, walk: parts.walk ?? null })))
  app.get('/notices', (c) => c.html(noticesPage(view(c), corpus)))
  app.get('/notices/:id', (c) => {
    const notice = shelf.find(c.req.param('id'))
    return notice ? c.html(noticePage(view(c), shelf, notice, citedIn(c.req.query(), { start: 0, end: notice.body.length }, notice.body))) : c.notFound()
  })
  app.get('/notices/:id/:ordinal', (c) => {
    const notice = shelf.find(c.req.param('id'))
    if (!notice) return c.notFound()
    const clause = notice.clauses.find((k) => String(k.ordinal) === c.req.param('ordinal'))
    if (!clause) return c.html(missingPage(view(c), notice, c.req.param('ordinal')), 404)
    return c.html(clausePage(view(c), shelf, notice, clause, citedIn(c.req.query(), clause, notice.body)))
  })
  app.get('/departments', (c) => c.html(departmentsPage(view(c), corpus)))
  app.get('/departments/:name', (c) => {
    const department = corpus.departments.find((d) => d.name === c.req.param('name'))
    return department ? c.html(departmentPage(view(c), corpus, department)) : c.notFound()
  })
  app.get('/search', async (c) => {
    const wait = await searches(addressOf(c, proxied))
    if (wait > 0) return c.html(refusedPage(view(c), 'often', wait), 429, { 'Retry-After': String(wait) })
    const asked = (c.req.query('q') ?? '').slice(0, 100)
    const near = asked.trim() && sense ? await sense(asked, 8).catch(() => []) : []
    const clauses = near.flatMap((id) => corpus.clauses.filter((k) => k.id === id))
    return c.html(searchPage(view(c), corpus, asked, findWords(corpus, asked), clauses))
  })

  app.route('/', askRoutes({ corpus, chat: chat ?? (() => null), view, proxied, baseUrl: parts.baseUrl ?? '', ...(parts.limits ? { limits: parts.limits } : {}) }))
  if (office) app.route('/', office)
  app.notFound((c) => c.html(missingPage(view(c), null, null), 404))
  return app
}

function shelfOf({ corpus, received }: WebParts): Shelf & { readonly find: (id: string) => Notice | undefined } {
  const kept = new Map<string, Mending>()
  return {
    mending(notice) {
      const made = kept.get(notice.id) ?? (received ? mending(notice, received(notice.id)) : { byHand: [], byRule: [] })
      kept.set(notice.id, made)
      return made
    },
    related: relatedClauses(corpus),
    noticeOf: corpus.notice,
    find: (id) => corpus.notices.find((n) => n.id === id),
  }
}

/** The page of this desk that a form stood on. */
function cameFrom(c: Context): string {
  const referer = c.req.header('Referer')
  if (!referer || !URL.canParse(referer)) return '/'
  const { host, pathname, search } = new URL(referer)
  return host === (c.req.header('Host') ?? new URL(c.req.url).host) && !pathname.startsWith('//') ? pathname + search : '/'
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
