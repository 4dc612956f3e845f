/** The addresses of a conversation: its page, what is posted to it, what streams back, and its receipts. */
import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { streamSSE } from 'hono/streaming'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Said } from '../../../src/store.ts'
import { earlyItem, isReceipt } from './ask-line.ts'
import { askPage, linesOf, receiptPage } from './ask-pages.ts'
import { type Chat, conversationOf, type Early, newToken, type Spoken } from './channel.ts'
import { addressOf, limit } from './guard.ts'
import { inert } from './inert.ts'
import { missingPage } from './notice-pages.ts'
import { type Refusal, refusalWords, refusedPage } from './refused.ts'
import type { View } from './view.ts'

export type AskParts = {
  readonly corpus: Corpus
  readonly chat: () => Chat | null
  readonly view: (c: Context) => View
  readonly proxied: boolean
  /** As others reach the desk; with https the cookie is sent over TLS only. */
  readonly baseUrl: string
  readonly limits?: Limits
}

/** How much one address of the network, and one conversation, may send in a minute. */
export type Limits = { readonly address: number; readonly conversation: number; readonly megabytes: number }

const LIMITS: Limits = { address: 60, conversation: 30, megabytes: 120 }
const COOKIE = 'conversation'
const TOKEN = /^[\w-]{22}$/
const YEAR_S = 365 * 24 * 3600
const MEGABYTE = 1024 * 1024
const LARGEST_FILE = 20 * MEGABYTE
const LARGEST = 40 * MEGABYTE
const MOST_FILES = 9
const LONGEST = 5000
/** How long a form without JavaScript waits for the answer before its page is shown. */
const PATIENCE_MS = 5_000
const STREAMS = 12
const HEARTBEAT_MS = 20_000
/** Another process may have written the answer. */
const LOOK_MS = 4_000

export function newTurn(): string {
  return randomBytes(9).toString('base64url')
}

export function askRoutes({ corpus, chat, view, proxied, baseUrl, limits = LIMITS }: AskParts): Hono {
  const app = new Hono()
  const byAddress = limit(limits.address, 60)
  const byConversation = limit(limits.conversation, 60)
  const megabytes = limit(limits.megabytes, 60)
  const streams = new Map<string, number>()

  const tokenOf = (c: Context) => {
    const token = getCookie(c, COOKIE)
    return token && TOKEN.test(token) ? token : null
  }
  const keep = (c: Context, token: string) =>
    setCookie(c, COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: YEAR_S, secure: baseUrl.startsWith('https:') })
  const wantsJson = (c: Context) => c.req.header('Accept')?.includes('application/json') ?? false

  function refuse(c: Context, why: Refusal, status: ContentfulStatusCode, seconds = 0) {
    if (seconds > 0) c.header('Retry-After', String(seconds))
    return wantsJson(c) ? c.json({ problem: refusalWords(view(c), why, seconds) }, status) : c.html(refusedPage(view(c), why, seconds), status)
  }

  app.use('/ask', noStore)
  app.use('/ask/*', noStore)

  app.get('/ask', async (c) => {
    const desk = chat()
    if (!desk) return refuse(c, 'unready', 503, 5)
    const token = tokenOf(c)
    const conversation = token && conversationOf(token)
    const lines = conversation ? await desk.read(conversation) : []
    const notice = c.req.query('said') === 'rated' ? 'rated' : c.req.query('said') === 'empty' ? 'empty' : null
    const busy = conversation !== null && desk.busy(conversation)
    return c.html(askPage(view(c), corpus, { lines, busy, turn: newTurn(), live: conversation !== null, notice }))
  })

  app.post('/ask', bodyLimit({ maxSize: LARGEST + MEGABYTE, onError: (c) => refuse(c, 'large', 413) }), async (c) => {
    const desk = chat()
    if (!desk) return refuse(c, 'unready', 503, 5)
    const address = addressOf(c, proxied)
    const often = await byAddress(address)
    if (often > 0) return refuse(c, 'often', 429, often)
    const spoken = await readForm(c)
    if (typeof spoken === 'string') return spoken === 'empty' && !wantsJson(c) ? c.redirect('/ask?said=empty', 303) : refuse(c, spoken, spoken === 'large' ? 413 : 400)
    const size = spoken.files.reduce((sum, f) => sum + f.bytes.length, 0)
    const heavy = size > 0 ? await megabytes(address, Math.ceil(size / MEGABYTE)) : 0
    if (heavy > 0) return refuse(c, 'often', 429, heavy)
    const token = tokenOf(c) ?? newToken()
    const conversation = conversationOf(token)
    const fast = await byConversation(conversation)
    if (fast > 0) return refuse(c, 'often', 429, fast)
    const key = await desk.say(conversation, spoken).catch(() => null)
    if (key === null) return refuse(c, 'unsaved', 503, 5)
    keep(c, token)
    if (wantsJson(c)) return c.json({ key }, 202)
    await desk.quiet(conversation, PATIENCE_MS)
    return c.redirect('/ask#compose', 303)
  })

  app.post('/ask/rate', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    const token = tokenOf(c)
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
    const often = await byAddress(addressOf(c, proxied))
    if (often > 0) return refuse(c, 'often', 429, often)
    if (token && typeof form.key === 'string') await chat()?.rate(conversationOf(token), form.key, form.useful === '1')
    return wantsJson(c) ? c.json({}) : c.redirect('/ask?said=rated#compose', 303)
  })

  app.get('/ask/receipt', async (c) => {
    const token = tokenOf(c)
    const lines = token ? ((await chat()?.read(conversationOf(token))) ?? []) : []
    const line = lines.find((l) => l.id === c.req.query('key'))
    return line && isReceipt(line) ? c.html(receiptPage(view(c), line)) : c.html(missingPage(view(c), null, null), 404)
  })

  app.get('/ask/files/:file', async (c) => {
    const token = tokenOf(c)
    const often = await byAddress(addressOf(c, proxied))
    if (often > 0) return refuse(c, 'often', 429, often)
    // Whose browser it is not, and what never was, look the same.
    const file = token ? await chat()?.file(conversationOf(token), c.req.param('file').slice(0, 80)) : null
    return file ? inert(c, file) : c.html(missingPage(view(c), null, null), 404)
  })

  app.get('/ask/events', (c) => {
    const desk = chat()
    const token = tokenOf(c)
    if (!desk || !token) return c.body(null, 204)
    const address = addressOf(c, proxied)
    const open = streams.get(address) ?? 0
    if (open >= STREAMS) return refuse(c, 'often', 429, 30)
    streams.set(address, open + 1)
    const conversation = conversationOf(token)
    const seen = c.req.header('Last-Event-ID') ?? c.req.query('after') ?? ''
    return streamSSE(c, async (stream) => {
      try {
        await follow(desk, conversation, seen, stream, {
          lines: async (lines, last) => String(await linesOf(view(c), corpus, lines, last)),
          early: async (early) => String(await earlyItem(view(c), corpus, early)),
        })
      } finally {
        const left = (streams.get(address) ?? 1) - 1
        if (left > 0) streams.set(address, left)
        else streams.delete(address)
      }
    })
  })

  return app
}

const noStore = async (c: Context, next: () => Promise<void>) => {
  await next()
  c.header('Cache-Control', 'no-store')
}

type Stream = { readonly writeSSE: (message: { event: string; data: string; id?: string }) => Promise<void>; readonly onAbort: (listener: () => void) => void }

type Drawn = { readonly lines: (lines: readonly Said[], last: Said | undefined) => Promise<string>; readonly early: (early: Early) => Promise<string> }

/** Sends what was said after `seen`, then every new line, and of an answer being written what there is by then, until the reader leaves or the desk stops. */
async function follow(desk: Chat, conversation: string, seen: string, stream: Stream, drawn: Drawn): Promise<void> {
  /** What the reader has; null until the first look. */
  let known: ReadonlySet<string> | null = null
  let gone = desk.closing.aborted
  let ring: () => void = () => {}
  const leave = desk.follow(conversation, () => ring())
  const end = () => {
    gone = true
    ring()
  }
  stream.onAbort(end)
  desk.closing.addEventListener('abort', end, { once: true })
  /** Whether the page shows lines that this stream has not accounted for yet. */
  let ahead = seen !== ''
  let said = ''
  let shown: Early | null = null
  let silentMs = 0
  try {
    while (!gone) {
      const rung = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS)
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      const lines = await desk.read(conversation)
      known ??= new Set(lines.slice(0, lines.findIndex((l) => l.id === seen) + 1).map((l) => l.id))
      const here = known
      // Nothing of what was seen is there any more: all was erased, and the page is drawn anew.
      const reset: boolean = (here.size > 0 || ahead) && !lines.some((l) => here.has(l.id))
      const fresh = reset ? lines : lines.filter((l) => !here.has(l.id))
      if (reset || fresh.length > 0) {
        await stream.writeSSE({ event: reset ? 'reset' : 'lines', data: JSON.stringify(await drawn.lines(fresh, lines.at(-1))), id: lines.at(-1)?.id ?? 'none' })
        known = new Set(lines.map((l) => l.id))
        ahead = false
        silentMs = 0
      }
      // Whoever reads slowly is sent the newest beginning, not each one.
      const early = desk.early(conversation, lines)
      if (early && early !== shown) await stream.writeSSE({ event: 'early', data: JSON.stringify(await drawn.early(early)) })
      shown = early
      const busy = desk.busy(conversation) ? 'busy' : 'quiet'
      if (busy !== said || silentMs >= HEARTBEAT_MS) {
        await stream.writeSSE({ event: 'state', data: busy })
        said = busy
        silentMs = 0
      }
      await rung
      silentMs += LOOK_MS
    }
  } finally {
    leave()
    desk.closing.removeEventListener('abort', end)
  }
}

/** What a form says, or why it says nothing that can be taken. */
async function readForm(c: Context): Promise<Spoken | Refusal> {
  const form = await c.req.parseBody({ all: true }).catch(() => null)
  if (!form) return 'broken'
  const one = (name: string) => {
    const value = [form[name]].flat().find((v) => typeof v === 'string')
    return typeof value === 'string' ? value : ''
  }
  const text = (one('choice') || one('text')).replace(/\r\n?/g, '\n').trim()
  const given = [form.files].flat().filter((f) => f instanceof File && (f.size > 0 || f.name !== '')) as File[]
  if (!text && given.length === 0) return 'empty'
  if (text.length > LONGEST) return 'long'
  if (given.length > MOST_FILES) return 'files'
  if (given.some((f) => f.size > LARGEST_FILE)) return 'large'
  const files = await Promise.all(given.map(async (f) => ({ name: f.name || 'file', bytes: new Uint8Array(await f.arrayBuffer()) })))
  return { turn: one('turn').slice(0, 60) || newTurn(), text, files }
}
