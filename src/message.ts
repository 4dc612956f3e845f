/** What goes in and out of the desk, whatever the channel: messages, replies, answers and the citations they rest on. */

/** Why the desk does not answer (CONTRACTS, `ask`). */
export const REASONS = ['not-in-notices', 'other-region', 'no-such-clause', 'unclear', 'small-talk', 'refused'] as const
export type Reason = (typeof REASONS)[number]

export type Language = 'zh' | 'en'

/** A file as a channel received it; what it really is, is found out inside. */
export type Attachment = { readonly name: string; readonly bytes: Uint8Array }

/** A file after it was looked at. `hash` is the SHA-256 of its bytes. */
export type Looked = { readonly name: string; readonly accepted: boolean; readonly problem?: string; readonly hash: string }

/** One message of one person. `conversation` is one address string for where it was said; `id` is unique within its channel. */
export type Message = {
  readonly channel: string
  readonly id: string
  readonly conversation: string
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** ISO 8601 with offset, as the channel received it. */
  readonly at: string
}

/** What the desk says back: plain text that every channel can show, and what a richer channel may make of it. */
export type Reply = { readonly text: string; readonly answer?: Answer; readonly choices?: readonly string[] }

/** A stretch of a clause, to the letter: `body.slice(start, end) === quote` in the restored body of its notice. */
export type Citation = { readonly clause: string; readonly label: string; readonly quote: string; readonly start: number; readonly end: number }

export type Answer = {
  readonly answered: boolean
  readonly reason: Reason | null
  /** What a person reads on a text-only channel. */
  readonly text: string
  /** The clauses the answer rests on, best first; empty when it does not answer. */
  readonly citations: readonly Citation[]
  /** Clauses merely shown as 相关. */
  readonly related: readonly Citation[]
  readonly departments: readonly string[]
}
