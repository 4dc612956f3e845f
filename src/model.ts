/** The port to a language model: a filled prompt goes in, one value of one shape comes out, and whatever fails is a value too. */
import type { z } from 'zod'
import type { Filled } from './prompts.ts'

/** Why a model said nothing that can be used. */
export const FAILURES = ['unreachable', 'timeout', 'refused', 'busy', 'broken', 'shape', 'open-circuit'] as const
export type Failure = (typeof FAILURES)[number]

/** What a call cost, as far as the service tells; else it is estimated from the texts. */
export type Spent = { readonly tokensIn: number; readonly tokensOut: number }

/** `why` goes to logs: a kind, never a text that came from the service. */
export type Said =
  | { readonly kind: 'said'; readonly value: unknown; readonly spent: Spent | null }
  | { readonly kind: 'failed'; readonly why: Failure; readonly spent: Spent | null }

/** Told each object of the answer's list, unread, as soon as the service has written it to its end. */
export type Grown = (part: unknown) => void

/** How the model stands today, for whoever keeps the machine. `gone`: no money or tokens are left for anybody; `refused`: calls not made, for everybody's limit and for a person's own. */
export type ModelState = {
  readonly gone: boolean
  readonly tokens: number
  readonly cost: number
  readonly currency: string
  readonly refused: { readonly day: number; readonly person: number }
}

/** For all that one message asks of models, so that with the rest of the work it is answered within eight seconds. */
export const PATIENCE_MS = 6_000

export type Model = {
  /** Model and host, for the index of what was said by which. */
  readonly name: string
  /**
   * One structured answer. Never throws and never rejects; `value` is read again by the caller, whatever the adapter checked.
   * There are no tools: a model has no way to write, route, confirm or send.
   * @param shape sent to the service as its JSON schema. @param signal ends the call; the answer is then `timeout`.
   * @param grown asks for the answer as it is written. What was told stays told: a call that fails after it is not made again.
   */
  readonly complete: (filled: Filled, shape: z.ZodType, signal: AbortSignal, grown?: Grown) => Promise<Said>
}
