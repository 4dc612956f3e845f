/** The line to a service: fetch, held to one host, JSON, UTF-8, a size and the caller's time; whatever else comes back is a fault with a name. */
import type { ClientOptions } from '@langchain/openai'
import type { Failure } from '../../../src/model.ts'
import { permittedHost, type Service } from './address.ts'

/** `unsuited`: the service understood, and does not do what was asked (a JSON schema, as a rule). Holds no text of anybody's. */
export class Fault extends Error {
  readonly why: Failure
  readonly unsuited: boolean
  constructor(why: Failure, unsuited = false) {
    super(why)
    this.why = why
    this.unsuited = unsuited
  }
}

/** How @langchain/openai's client is set up: nothing taken from the environment, nothing logged. */
export function clientOf(service: Service, limitBytes: number): { readonly host: string; readonly configuration: ClientOptions } {
  const host = permittedHost(service)
  const options = { baseURL: service.baseUrl.replace(/\/+$/, ''), organization: null, project: null, logLevel: 'off' as const, fetch: line(limitBytes) }
  return { host, configuration: options }
}

/** What a thrown thing means. Anything without a name of ours never got through. */
export function faultOf(error: unknown): Fault {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof Fault) return e
    if (/^(?:AbortError|TimeoutError)$/.test(e.name)) return new Fault('timeout')
    // The client reads a schema's answer by itself: JSON that is none, JSON of another shape, an answer cut off or withheld.
    if (e instanceof SyntaxError) return new Fault('shape', true)
    if (/^\$?Zod|Parser|FinishReason/.test(e.constructor.name) || /^\$?Zod/.test(e.name)) return new Fault('shape')
    if (e.cause === undefined && e instanceof TypeError && !/fetch|network|terminated/i.test(e.message)) return new Fault('broken')
  }
  return new Fault('unreachable')
}

/** Around each word of a stream stands an envelope; as a stream, an answer may be so many times as long. */
const ENVELOPES = 16

function line(limitBytes: number): typeof fetch {
  return async (input, init) => {
    const streams = typeof init?.body === 'string' && JSON.parse(init.body).stream === true
    // A redirect could lead the question to another host.
    const response = await fetch(input, { ...init, redirect: 'manual' })
    if (!response.ok) {
      await response.body?.cancel()
      throw ofStatus(response.status)
    }
    const type = response.headers.get('content-type') ?? ''
    if (streams && /^text\/event-stream\b/i.test(type)) return new Response(response.body?.pipeThrough(guard(limitBytes * ENVELOPES)) ?? '', { headers: STREAM })
    if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
      await response.body?.cancel()
      throw new Fault('broken')
    }
    const text = await whole(response, limitBytes)
    return streams ? new Response(asStream(text), { headers: STREAM }) : new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } })
  }
}

const STREAM = { 'content-type': 'text/event-stream' }

/** Lets UTF-8 of so many bytes pass. */
function guard(limitBytes: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let length = 0
  const checked = (part?: Uint8Array) => {
    try {
      decoder.decode(part, { stream: part !== undefined })
    } catch {
      throw new Fault('broken')
    }
  }
  return new TransformStream({
    transform(part, passed) {
      length += part.byteLength
      if (length > limitBytes) throw new Fault('broken')
      checked(part)
      passed.enqueue(part)
    },
    flush: () => checked(),
  })
}

/** The answer of a service that was asked to stream and said all at once. */
function asStream(text: string): string {
  const said = JSON.parse(text) as { readonly choices?: unknown } | null
  if (!Array.isArray(said?.choices)) throw new Fault('broken')
  const choices = said.choices.map((choice: { readonly message?: unknown } | null) => ({ ...choice, delta: choice?.message }))
  return `data: ${JSON.stringify({ ...said, choices })}\n\ndata: [DONE]\n\n`
}

function ofStatus(status: number): Fault {
  if (status === 429 || status === 503 || status === 529) return new Fault('busy')
  if (status === 408 || status === 504) return new Fault('timeout')
  if (status === 400 || status === 422 || status === 501) return new Fault('refused', true)
  return new Fault(status >= 500 ? 'broken' : 'refused')
}

/** The body, read to its end; JSON by now. */
async function whole(response: Response, limitBytes: number): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.byteLength
    if (length > limitBytes) throw new Fault('broken')
    parts.push(part)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
    JSON.parse(text)
    return text
  } catch {
    throw new Fault('broken')
  }
}
