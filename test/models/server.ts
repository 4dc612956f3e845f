/** A model service on loopback that speaks the OpenAI protocol, in any mood and broken in fourteen ways; it keeps everything it hears. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SPEAKING, type Speaking, speak } from './moods.ts'

export const BROKEN = [
  'refused-connection',
  'hang',
  'drip',
  '401',
  '429',
  '500',
  '503',
  'truncated',
  'wrong-shape',
  'empty',
  'huge',
  'not-utf8',
  'html',
  'wrong-type',
] as const
export type Broken = (typeof BROKEN)[number]
/** `no-schema` knows no `response_format`, and talks around its JSON; `heedless` takes it and does not keep to it; `elsewhere` redirects. */
export type Mood = Speaking | Broken | 'slow' | 'no-schema' | 'heedless' | 'elsewhere'

export type Heard = { readonly path: string; readonly headers: Readonly<Record<string, unknown>>; readonly body: Body; readonly raw: string }
type Body = {
  readonly model: string
  readonly messages?: readonly { readonly role: string; readonly content: string }[]
  readonly response_format?: {
    readonly type: string
    readonly json_schema?: { readonly strict?: boolean; readonly schema: { readonly properties?: Readonly<Record<string, unknown>> } }
  }
  readonly stream?: boolean
  readonly stream_options?: { readonly include_usage?: boolean }
  readonly tools?: unknown
  readonly input?: string | readonly string[]
  readonly encoding_format?: string
}

export type ModelServer = {
  /** The base URL of the service. */
  readonly url: string
  readonly heard: Heard[]
  mood: Mood
  /** Said to the letter instead of anything else. */
  verbatim: string | null
  /** The events of a stream, to the letter. */
  events: string | Buffer | null
  /** What the model writes, instead of what its mood makes of the prompt. */
  content: string | null
  /** Whether it streams where it is asked to: `ignored` says all at once, `refused` is an error, `uncounted` streams without a word on what it cost. */
  streams: 'yes' | 'ignored' | 'refused' | 'uncounted'
  /** Between two pieces of a stream. */
  dripMs: number
  /** A stream waits, once it has written this, until it may go on. */
  gate: { readonly behind: string; readonly open: Promise<unknown> } | null
  /** A stream is cut off after so many characters; 0 never. */
  cutAfter: number
  /** How long `slow` takes. */
  slowMs: number
  /** Every so many-th request for embeddings fails; 0 never. */
  failEvery: number
  /** Connections that are open now. */
  readonly open: () => number
  readonly close: () => Promise<void>
}

export const KEY = 'sk-canary-key-of-the-tests'
const SIZES = 48
/** Characters of one piece of a stream. */
const PIECE = 12

export async function modelServer(mood: Mood = 'faithful'): Promise<ModelServer> {
  const heard: Heard[] = []
  let asked = 0
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy())
  })
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (it.mood === 'refused-connection') return void request.socket.resetAndDestroy()
    const raw = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString()
    const body = JSON.parse(raw) as Body
    heard.push({ path: request.url ?? '', headers: request.headers, body, raw })
    if (it.mood === 'elsewhere') return void response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end()
    if (it.mood === 'slow') await sleep(it.slowMs)
    if (it.verbatim !== null) return void response.writeHead(200, { 'content-type': 'application/json' }).end(it.verbatim)
    if (it.events !== null) return void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(it.events)
    if ((BROKEN as readonly string[]).includes(it.mood)) return broken(it.mood as Broken, response)
    if (request.url?.endsWith('/embeddings')) {
      asked++
      if (it.failEvery > 0 && asked % it.failEvery === 0) return broken('500', response)
      return json(response, 200, embeddings(body))
    }
    if (it.streams === 'refused' && body.stream) return json(response, 400, { error: { message: 'stream is not supported' } })
    if (it.mood === 'no-schema' && body.response_format) return json(response, 400, { error: { message: `response_format is not supported: ${raw}` } })
    const speaking = (SPEAKING as readonly string[]).includes(it.mood) ? (it.mood as Speaking) : 'faithful'
    const value = it.content ?? JSON.stringify(speak(speaking, body.messages?.findLast((m) => m.role === 'user')?.content ?? '', propertiesOf(body)))
    const loose = it.mood === 'no-schema' || (it.mood === 'heedless' && body.response_format === undefined)
    const content = loose ? `<think>{"is": "this it"}</think>好的：\n\`\`\`json\n${value}\n\`\`\`\n请过目。` : it.mood === 'heedless' ? `好的，答案如下。` : value
    return body.stream && it.streams !== 'ignored' ? streamed(response, body, content) : json(response, 200, completion(body.model, content))
  }
  async function streamed(response: ServerResponse, { model, stream_options: options }: Body, content: string): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    const event = (rest: object) => response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model, ...rest })}\n\n`)
    const chunk = (delta: object, finish: string | null) => event({ choices: [{ index: 0, delta, finish_reason: finish }] })
    for (let said = 0; said < content.length && !response.destroyed; said += PIECE) {
      if (it.cutAfter > 0 && said >= it.cutAfter) return void response.destroy()
      chunk({ role: 'assistant', content: content.slice(said, said + PIECE) }, null)
      if (it.dripMs > 0) await sleep(it.dripMs)
      if (it.gate && content.slice(0, said + PIECE).includes(it.gate.behind)) await it.gate.open
    }
    chunk({}, 'stop')
    if (options?.include_usage && it.streams === 'yes') event({ choices: [], usage: usageOf(content) })
    response.end('data: [DONE]\n\n')
  }
  const it: ModelServer = {
    url: '',
    heard,
    mood,
    verbatim: null,
    events: null,
    content: null,
    streams: 'yes',
    dripMs: 0,
    gate: null,
    cutAfter: 0,
    slowMs: 300,
    failEvery: 0,
    open: () => 0,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  let open = 0
  server.on('connection', (socket) => {
    open++
    socket.on('close', () => open--)
  })
  return Object.assign(it, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, open: () => open })
}

/** The shape asked for: in `response_format`, else in the words of the system message. */
function propertiesOf({ response_format: format, messages }: Body): string[] {
  const properties = format?.json_schema?.schema.properties
  if (properties) return Object.keys(properties)
  const system = messages?.find((m) => m.role === 'system')?.content ?? ''
  return ['sentences', 'intent', 'question'].filter((name) => system.includes(`"properties":{"${name}"`))
}

function completion(model: string, content: string): unknown {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: usageOf(content),
  }
}

const usageOf = (content: string) => ({ prompt_tokens: 900, completion_tokens: content.length, total_tokens: 900 + content.length })

/** Vectors of character pairs: alike texts lie near each other. */
function embeddings({ model, input = [], encoding_format: format }: Body): unknown {
  const texts = typeof input === 'string' ? [input] : input
  const data = texts.map((text, index) => {
    const vector = new Float32Array(SIZES).fill(0.01)
    for (let i = 0; i + 1 < text.length; i++) {
      const slot = (text.charCodeAt(i) * 31 + text.charCodeAt(i + 1)) % SIZES
      vector[slot] = (vector[slot] as number) + 1
    }
    return { object: 'embedding', index, embedding: format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : Array.from(vector) }
  })
  return { object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

const HUGE = 64 * 1024 * 1024

async function broken(way: Broken, response: ServerResponse): Promise<void> {
  const whole = JSON.stringify(completion('m', '{"sentences":[]}'))
  const ok = (type = 'application/json') => response.writeHead(200, { 'content-type': type })
  switch (way) {
    case 'refused-connection':
    case 'hang':
      return
    case 'drip':
      ok()
      for (const character of whole) {
        if (response.destroyed) return
        response.write(character)
        await sleep(50)
      }
      return void response.end()
    case '401':
    case '429':
    case '500':
    case '503':
      return json(response, Number(way), { error: { message: `no: ${KEY}`, type: 'error', code: way } })
    case 'truncated':
      return void ok().end(whole.slice(0, whole.length / 2))
    case 'wrong-shape':
      return json(response, 200, completion('m', JSON.stringify({ sentences: 'none', tools: [{ name: 'submit' }] })))
    case 'empty':
      return void ok().end()
    case 'huge': {
      ok()
      response.write(whole.slice(0, -1))
      const part = ' '.repeat(64 * 1024)
      for (let sent = 0; sent < HUGE && !response.destroyed; sent += part.length)
        if (!response.write(part)) await Promise.race([new Promise((d) => response.once('drain', d)), sleep(200)])
      return void response.end('}')
    }
    case 'not-utf8':
      return void ok().end(Buffer.from(whole.replace('sentences', 'sen\u00fftences'), 'latin1'))
    case 'html':
      return void ok('text/html').end('<html><body>502 Bad Gateway</body></html>')
    case 'wrong-type':
      return void ok('text/plain').end(whole)
  }
}
