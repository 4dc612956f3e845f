/** What the officers' half of the web desk is made of, and what it is told of the running of the whole. */
import type { Answerer } from '../../../../src/answer/answer.ts'
import type { Health } from '../../../../src/channel.ts'
import type { Clock } from '../../../../src/clock.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import type { ModelState } from '../../../../src/model.ts'
import type { OfficerDesk } from '../../../../src/officers.ts'
import type { Store } from '../../../../src/store.ts'

/** `qr`: what a phone has to scan before the channel can work; null when nothing waits. */
export type ChannelState = { readonly name: string; readonly health: Health; readonly qr: string | null }

/** How things stand, asked at each request. `index`: the stamp of the index in use, null while it is being built. `model`: where one is configured. */
export type Operations = { readonly channels: readonly ChannelState[]; readonly index: string | null; readonly ready: boolean; readonly model?: ModelState }

export type OfficeParts = {
  readonly corpus: Corpus
  readonly store: Store
  readonly desk: OfficerDesk
  readonly clock: Clock
  /** As others reach the desk; with https the session's cookie is sent over TLS only. */
  readonly baseUrl: string
  /** Whether a server of ours stands before this one, so that X-Forwarded-For can be believed. */
  readonly proxied?: boolean
  readonly operations: () => Operations
  /** Wakes whoever carries the outbox: what an officer sends goes out at once. */
  readonly wake?: () => void
  /** Finds the clause an unanswered question came near; without it none is suggested. */
  readonly answer?: Answerer
  /** Aborted when the desk stops: open streams end. */
  readonly closing?: AbortSignal
}
