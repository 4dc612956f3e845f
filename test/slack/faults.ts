/** The proxy between the app and the emulator: keeps every call, and by rule limits, breaks, loses or delays answers as Slack does on a bad day. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Json = Record<string, unknown>

/** One request of the app, with what it was answered; `answer` is null when nothing came back. */
export type Call = {
  readonly method: string
  readonly token: string | null
  readonly at: number
  /** The body as fields, JSON within a form already opened (`blocks`, `view`, `metadata` …). */
  readonly body: Json
  /** Every character that was sent, form encoding undone: for the search after what must never leave. */
  readonly text: string
  answer: { readonly status: number; readonly body: unknown } | null
  fault: Fault['kind'] | null
}

export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  | { readonly kind: 'unavailable' }
  /** Stored, then the connection is cut before a byte of the answer. */
  | { readonly kind: 'lost' }
  /** Never answered; `stored` says whether the emulator got it. */
  | { readonly kind: 'hang'; readonly stored: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Slack's own refusal: 200 with `ok: false`. */
  | { readonly kind: 'error'; readonly error: string; readonly more?: Json }
  | { readonly kind: 'answer'; readonly body: Json }
  /** Anything else: a page of another host, broken JSON. */
  | { readonly kind: 'raw'; readonly status: number; readonly type: string; readonly body: string }

/** Counted over the calls of this method since the rule was made: from the `nth` on (1), so many `times` (1), when `when` holds. */
export type RuleOptions = { readonly nth?: number; readonly times?: number; readonly when?: (call: Call) => boolean }
export type Rule = { readonly hits: () => number; remove(): void }

export type Faults = {
  /** Ends in a slash; what the app is given as `slackApiUrl`. */
  readonly apiUrl: string
  readonly url: string
  /** @param method a Web API method, `/files-pri`, `/upload`, `/respond`, or `*` */
  on(method: string, fault: Fault, options?: RuleOptions): Rule
  /** A method the emulator does not know. */
  answerWith(method: string, body: (call: Call) => Json): void
  calls(method?: string): readonly Call[]
  count(method?: string): number
  /** Headers of every answer to a method. */
  headersWith(method: string, headers: Record<string, string>): void
  /** The calls that carry this text anywhere. */
  carrying(text: string): readonly Call[]
  forget(): void
  /** Tokens that exist; any other is answered `invalid_auth`, where the emulator would take it for an administrator. */
  admit(token: string): void
  revoke(token: string): void
  /** Connections are refused until `back`. */
  gone(): Promise<void>
  back(): Promise<void>
  close(): Promise<void>
}

/** What real Slack serves, with a 200, for a file asked for without a good token. */
const SIGN_IN = '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>'

const OPENED = ['blocks', 'view', 'metadata', 'attachments', 'files']

function fields(type: string, text: string): Json {
  if (type.includes('json')) return JSON.parse(text || '{}') as Json
  if (!type.includes('urlencoded')) return {}
  const body: Json = Object.fromEntries(new URLSearchParams(text))
  for (const key of OPENED) if (typeof body[key] === 'string' && body[key] !== '') body[key] = JSON.parse(body[key] as string)
  return body
}

const readable = (type: string, text: string) => (type.includes('urlencoded') ? [...new URLSearchParams(text)].map(([k, v]) => `${k}=${v}`).join('\n') : text)

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const named = (url: string) => {
  const path = new URL(url, 'http://slack').pathname
  return path.startsWith('/api/') ? path.slice(5) : `/${path.split('/')[1]}`
}

type Kept = { method: string; fault: Fault; seen: number; hits: number; nth: number; times: number; when: (call: Call) => boolean }

/** @param upstream the emulator, without a slash at the end */
export async function openFaults(upstream: string): Promise<Faults> {
  const calls: Call[] = []
  const rules: Kept[] = []
  const answers = new Map<string, (call: Call) => Json>()
  const headers = new Map<string, Record<string, string>>()
  const admitted = new Set<string>()
  const revoked = new Set<string>()
  const sockets = new Set<Socket>()
  let own = ''

  const chosen = (call: Call): Fault | null => {
    let found: Fault | null = null
    // The newest rule wins; the others count the call all the same.
    for (const rule of [...rules].reverse()) {
      if ((rule.method !== '*' && rule.method !== call.method) || !rule.when(call)) continue
      rule.seen += 1
      if (found || rule.seen < rule.nth || rule.seen >= rule.nth + rule.times) continue
      rule.hits += 1
      found = rule.fault
    }
    return found
  }

  const say = (response: ServerResponse, call: Call, status: number, body: unknown, headers: Record<string, string> = {}) => {
    call.answer = { status, body }
    const raw = Buffer.isBuffer(body) || typeof body === 'string'
    response.writeHead(status, { ...(raw ? {} : { 'content-type': 'application/json; charset=utf-8' }), ...headers })
    response.end(raw ? body : JSON.stringify(body))
  }

  const pass = async (request: IncomingMessage, sent: Buffer) => {
    const headers: Record<string, string> = {}
    for (const name of ['authorization', 'content-type']) if (request.headers[name]) headers[name] = String(request.headers[name])
    const answer = await fetch(upstream + request.url, { method: request.method ?? 'POST', headers, ...(sent.length ? { body: new Uint8Array(sent) } : {}) })
    const type = answer.headers.get('content-type') ?? 'text/plain'
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (!type.includes('json')) return { status: answer.status, type, body: bytes as Buffer | Json }
    // Addresses of files and uploads come through here as well.
    const body = JSON.parse(bytes.toString().replaceAll(upstream.replace('127.0.0.1', 'localhost'), own).replaceAll(upstream, own)) as Json
    return { status: answer.status, type, body }
  }

  const forward = async (request: IncomingMessage, response: ServerResponse, call: Call, sent: Buffer) => {
    if (call.method === '/respond') return say(response, call, 200, 'ok')
    const api = request.url?.startsWith('/api/')
    if (api && call.token && revoked.has(call.token)) return say(response, call, 200, { ok: false, error: 'token_revoked' })
    if (api && call.token && !admitted.has(call.token)) return say(response, call, 200, { ok: false, error: 'invalid_auth' })
    if (call.method === '/files-pri' && !(call.token && admitted.has(call.token) && !revoked.has(call.token)))
      return say(response, call, 200, SIGN_IN, { 'content-type': 'text/html; charset=utf-8' })
    const made = answers.get(call.method)
    if (made) return say(response, call, 200, made(call))
    const { status, type, body } = await pass(request, sent)
    if (api && status === 404) return say(response, call, 200, { ok: false, error: 'unknown_method', req_method: call.method })
    return say(response, call, status, body, { 'content-type': type, ...headers.get(call.method) })
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const sent = await read(request)
    const type = request.headers['content-type'] ?? ''
    const text = sent.toString()
    const url = request.url ?? '/'
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
    const call: Call = { method: named(url), token, at: Date.now(), body: fields(type, text), text: `${url}\n${readable(type, text)}`, answer: null, fault: null }
    calls.push(call)
    const fault = chosen(call)
    call.fault = fault?.kind ?? null
    switch (fault?.kind) {
      case undefined:
        return forward(request, response, call, sent)
      case 'rate-limited':
        return say(response, call, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) })
      case 'unavailable':
        return say(response, call, 503, 'upstream connect error', { 'content-type': 'text/plain' })
      case 'error':
        return say(response, call, 200, { ok: false, error: fault.error, ...fault.more })
      case 'answer':
        return say(response, call, 200, fault.body)
      case 'raw':
        return say(response, call, fault.status, fault.body, { 'content-type': fault.type })
      case 'slow':
        await sleep(fault.ms)
        return forward(request, response, call, sent)
      case 'lost':
        await pass(request, sent)
        return response.destroy()
      case 'hang':
        if (fault.stored) await pass(request, sent)
    }
  }

  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((request, response) => void handle(request, response).catch((error) => response.destroy(error as Error)))
      server.on('connection', (socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve(server))
    })
  const shut = (server: Server) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })

  let server: Server | null = await listen(0)
  const { port } = server.address() as AddressInfo
  own = `http://127.0.0.1:${port}`

  const gone = async () => {
    const was = server
    server = null
    if (was) await shut(was)
  }

  return {
    url: own,
    apiUrl: `${own}/api/`,
    on(method, fault, { nth = 1, times = 1, when = () => true } = {}) {
      const rule: Kept = { method, fault, seen: 0, hits: 0, nth, times, when }
      rules.push(rule)
      return { hits: () => rule.hits, remove: () => void (rules.includes(rule) && rules.splice(rules.indexOf(rule), 1)) }
    },
    answerWith: (method, body) => void answers.set(method, body),
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    count: (method) => calls.filter((call) => method === undefined || call.method === method).length,
    headersWith: (method, more) => void headers.set(method, more),
    carrying: (text) => calls.filter((call) => call.text.includes(text)),
    forget: () => void calls.splice(0),
    admit(token) {
      admitted.add(token)
      revoked.delete(token)
    },
    revoke: (token) => void revoked.add(token),
    gone,
    back: async () => {
      server ??= await listen(port)
    },
    close: gone,
  }
}
