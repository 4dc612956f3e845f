/** A language model behind any OpenAI-compatible service: asked within its time, a few at once, left alone for a while when it fails. */
import { ChatOpenAI } from '@langchain/openai'
import { BrokenCircuitError, BulkheadRejectedError, bulkhead, ConsecutiveBreaker, ConstantBackoff, circuitBreaker, handleWhenResult, retry, wrap } from 'cockatiel'
import type { z } from 'zod'
import type { Failure, Grown, Model, Said, Spent } from '../../../src/model.ts'
import type { Filled } from '../../../src/prompts.ts'
import type { Service } from './address.ts'
import { messagesOf, type Spoken, speaking, streaming, type Way } from './chain.ts'
import { clientOf, Fault, faultOf } from './line.ts'

export type Limits = {
  /** A call ends then, whatever its caller's signal allows. */
  readonly callMs: number
  /** Calls at one time, and calls that wait for one of them to end. */
  readonly atOnce: number
  readonly waiting: number
  /** After so many failures in a row the service is left alone for `restMs`, then tried once. */
  readonly failures: number
  readonly restMs: number
  readonly answerBytes: number
  readonly answerTokens: number
}
export const LIMITS: Limits = { callMs: 8_000, atOnce: 4, waiting: 12, failures: 5, restMs: 30_000, answerBytes: 64 * 1024, answerTokens: 1_500 }

const TRY_AGAIN_MS = 150
/** Failures of the service. An answer of another shape, or our own queue being full, says nothing about its health. */
const FAILING: readonly Failure[] = ['unreachable', 'timeout', 'refused', 'busy', 'broken']

/** The chat model of LangChain, for a chain. */
export function openChat(service: Service, limits: Limits = LIMITS): { readonly host: string; readonly chat: ChatOpenAI } {
  const { host, configuration } = clientOf(service, limits.answerBytes)
  const chat = new ChatOpenAI({
    configuration,
    // Local servers want none; the client wants one.
    apiKey: service.key ?? 'none',
    model: service.model,
    temperature: 0,
    maxTokens: limits.answerTokens,
    maxRetries: 0,
    useResponsesApi: false,
    cache: false,
    verbose: false,
  })
  return { host, chat }
}

/** @throws DeskError for an address that may not be asked. */
export function openModel(service: Service, limits: Limits = LIMITS): Model {
  const { host, chat } = openChat(service, limits)
  const failed = (why: readonly Failure[]) => handleWhenResult((said) => (said as Said).kind === 'failed' && why.includes((said as Said & { kind: 'failed' }).why))
  const policy = wrap(
    circuitBreaker(failed(FAILING), { halfOpenAfter: limits.restMs, breaker: new ConsecutiveBreaker(limits.failures) }),
    bulkhead(limits.atOnce, limits.waiting),
    // A connection kept from the last call may be dead by now.
    retry(failed(['unreachable']), { maxAttempts: 1, backoff: new ConstantBackoff(TRY_AGAIN_MS) }),
  )
  /** What the service was found not to do, it is not asked for again. */
  let way: Way = 'schema'
  let streams = true

  async function ask(filled: Filled, shape: z.ZodType, signal: AbortSignal, grown?: Grown): Promise<Fallen> {
    const by = (chosen: Way, told?: Grown): Promise<Fallen> => {
      const [own, messages] = [shape as z.ZodType<Record<string, unknown>>, messagesOf(filled)]
      return (told ? streaming(chat, own, chosen, messages, signal, told) : speaking(chat, own, chosen).invoke(messages, { signal })).then(said, fell)
    }
    let told = streams ? grown : undefined
    let heard = await by(way, told)
    if (told && heard.kind === 'failed' && heard.unsuited && heard.why === 'refused') {
      told = undefined
      heard = await by(way)
      if (heard.kind === 'said') streams = false
    }
    if (heard.kind === 'said' || way === 'words' || !heard.unsuited) return heard
    const second = await by('words', told)
    if (second.kind === 'said') way = 'words'
    return second
  }

  return {
    name: `${service.model}@${host}`,
    complete(filled, shape, signal, grown) {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)])
      let begun = false
      const told =
        grown &&
        ((part: unknown) => {
          begun = true
          grown(part)
        })
      // What broke off in the middle is not begun anew: some of it was told.
      const once = async () => {
        const heard = await ask(filled, shape, ends, told)
        return begun && heard.kind === 'failed' && heard.why === 'unreachable' ? { ...heard, why: 'broken' as const } : heard
      }
      // As a value, so that a service nobody hears from is left alone too.
      const asked = policy.execute(() => within(ends, once()).catch(plainFault), ends)
      return within(ends, asked).then(plain, plainFault)
    },
  }
}

/** A failure on its way out still knows whether another way may work. */
type Fallen = (Said & { readonly kind: 'said' }) | (Said & { readonly kind: 'failed'; readonly unsuited: boolean })

function said({ raw, parsed }: Spoken<Record<string, unknown>>): Fallen {
  const spent = spentOf(raw)
  return parsed === null ? { kind: 'failed', why: 'shape', spent, unsuited: false } : { kind: 'said', value: parsed, spent }
}

function fell(error: unknown): Fallen {
  const { why, unsuited } = faultOf(error)
  return { kind: 'failed', why, spent: null, unsuited }
}

function plain(from: Said): Said {
  return from.kind === 'said' ? { kind: 'said', value: from.value, spent: from.spent } : { kind: 'failed', why: from.why, spent: from.spent }
}

function plainFault(error: unknown): Said {
  const why = error instanceof BrokenCircuitError ? 'open-circuit' : error instanceof BulkheadRejectedError ? 'busy' : faultOf(error).why
  return { kind: 'failed', why, spent: null }
}

/** What the service says it counted; a service that counts nothing is not believed. */
function spentOf(raw: Spoken<unknown>['raw']): Spent | null {
  const { input_tokens: tokensIn = 0, output_tokens: tokensOut = 0 } =
    (raw as { usage_metadata?: { input_tokens?: number; output_tokens?: number } }).usage_metadata ?? {}
  return Number.isSafeInteger(tokensIn) && Number.isSafeInteger(tokensOut) && tokensIn > 0 && tokensOut > 0 ? { tokensIn, tokensOut } : null
}

/** Ends with the signal, whatever the work does. */
function within(signal: AbortSignal, work: Promise<Said>): Promise<Said> {
  const { promise, resolve, reject } = Promise.withResolvers<Said>()
  const end = () => reject(new Fault('timeout'))
  if (signal.aborted) end()
  signal.addEventListener('abort', end, { once: true })
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  return promise
}
