/** The port of a channel: it hands in what it hears, and sends what the outbox holds for it, one message of a conversation at a time. */
import type { Message } from './message.ts'
import type { Claimed } from './store.ts'

/** Gives the desk a message; what the desk says back comes by `send`. */
export type Hear = (message: Message, now: Date) => Promise<unknown>
/** Tells the desk that a message was taken back. */
export type Recall = (message: { readonly channel: string; readonly conversation: string; readonly id: string }, now: Date) => Promise<unknown>

export type Channel = {
  /** What its addresses begin with (`slack:C0123`). */
  readonly name: string
  /** Begins to hear and to send. @throws DeskError, in one line for the operator, when it cannot; the other channels go on. */
  start(): Promise<void>
  /**
   * Sends a message once. A second attempt may follow one that did get through (`attempt` > 1, or a crash in between): where the
   * channel can tell by the key, it does not send again.
   */
  send(message: Claimed): Promise<Sent>
  health(): Health
  /** Hears no more; resolves when what was heard is handed in. */
  stop(): Promise<void>
}

/**
 * `posted`: where a thing that is kept up to date now stands. A failure of the `message` counts against it; one of the `channel`
 * (nobody there, told to wait) does not. `problem` is a short code, never text that a person wrote.
 */
export type Sent =
  | { readonly kind: 'sent'; readonly posted?: { readonly thing: string; readonly remote: string } }
  | { readonly kind: 'failed'; readonly fault: 'message' | 'channel'; readonly problem: string; readonly retryMs?: number }

/** `words` say in one line what the operator should know and do, `english` the same for whoever reads English. While `down`, messages wait. */
export type Health = { readonly state: 'up' | 'degraded' | 'down'; readonly words: string; readonly english: string }
