/** What goes in and out of the desk, whatever the channel: messages, replies, answers and the citations they rest on. */

/** Why the desk does not answer (CONTRACTS, `ask`). */
export const REASONS = ['not-in-notices', 'other-region', 'no-such-clause', 'unclear', 'small-talk', 'refused'] as const
export type Reason = (typeof REASONS)[number]

export type Language = 'zh' | 'en'
/** The same words in both. */
export type Both = Readonly<Record<Language, string>>

/** A file as a channel received it; what it really is, is found out inside. */
export type Attachment = { readonly name: string; readonly bytes: Uint8Array }

/** A file after it was looked at. `problem`: why it is not taken, `english` the same for whoever reads English. `hash` is the SHA-256 of its bytes. */
export type Looked = { readonly name: string; readonly accepted: boolean; readonly problem?: string; readonly english?: string; readonly hash: string }

/**
 * Who reads along. `private`: the person alone. `room`: others of a chat room. `staff`: people of the bureau, on a machine that is not the bureau's (Slack).
 * Personal data is taken down in private only (个人信息保护法 第二十五条).
 */
export type Setting = 'private' | 'room' | 'staff'

/** One message of one person. `conversation` is one address string for where it was said; `id` is unique within its channel. */
export type Message = {
  readonly channel: string
  readonly id: string
  readonly conversation: string
  readonly setting: Setting
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** ISO 8601 with offset, as the channel received it. */
  readonly at: string
}

/** A file that the desk sends, by its id in the store: whoever sends it takes the bytes from there. */
export type SentFile = { readonly id: string; readonly name: string }

/**
 * What the desk says back: plain text that every channel can show, and what a richer channel may make of it. `choices` stand numbered in the text.
 * `taps` are whole answers that a channel with buttons may offer below it, sent back word for word as if typed; nobody prints them, for the text says
 * already what may be answered. `files` go out after the text, which may be empty then. */
export type Reply = {
  readonly text: string
  readonly answer?: Answer
  readonly choices?: readonly string[]
  readonly taps?: readonly string[]
  readonly files?: readonly SentFile[]
}

/** What the desk tells officers about a case, outside an answer to them: a card kept up to date where the channel can, or a line. It holds nothing anybody wrote. `english` is the same line for whoever reads English. */
export type CasePost = { readonly kind: 'card' | 'notice'; readonly case: string; readonly text: string; readonly english?: string }

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
  /** Some of the text was written by a model, and says so (AI生成); the quotes never are. */
  readonly generated?: true
}

/**
 * Told of an answer while it is still being written, where a channel can show it: `sofar` is the answer with the beginning of its text, each time more of it.
 * The reply that is sent begins with what was shown. It is for whoever reads that conversation, is kept nowhere, and nobody waits for it.
 */
export type Show = (sofar: Answer) => void
