/** The port of everything the desk remembers: turns, the outbox, cases, files, officers, and how all of it is forgotten again. */

/**
 * One store. Turn is the heart: the three first methods are all that a conversation needs; the rooms behind them are for officers and for keeping house.
 * What is kept is sealed by the adapter; whoever uses the port only ever sees it open. Bugs and broken surroundings are DeskErrors.
 */
export type Store = {
  /**
   * One message of one conversation is one transaction: the inbound id, the new state, case events, outgoing messages and records commit together or not at all.
   * Messages of a conversation are taken one at a time, across processes too; a message id that was here before runs nothing and changes nothing.
   * The promise resolves only after the commit is on disk.
   * @param work decides and does nothing else: it is called again when somebody else moved the conversation or a case on in the meantime.
   */
  turn<T>(conversation: string, message: Inbound, now: Date, work: (standing: Standing) => Outcome<T> | Promise<Outcome<T>>): Promise<Turned<T>>
  /**
   * Leases up to `limit` outgoing messages to `worker`: at most the oldest unsent one of each conversation, so that order holds.
   * A lease that runs out can be claimed by anybody, and such a message is then claimed alone, so that one that kills its sender takes no others with it.
   * Messages that failed, or were lost, too often are dead and let the next one pass.
   */
  claim(worker: string, now: Date, leaseMs: number, limit: number): Promise<readonly Claimed[]>
  /** What became of a claimed message; its text is dropped as soon as it is sent. A failure reported after the lease went to another worker changes nothing. */
  settle(claimed: Claimed, result: Delivery, now: Date): Promise<'sent' | 'waiting' | 'dead' | 'stale'>
  readonly cases: Cases
  readonly files: Files
  readonly officers: Officers
  readonly keeping: Keeping
  close(): Promise<void>
}

/** An inbound message: `id` is unique within its channel. */
export type Inbound = { readonly channel: string; readonly id: string }

/** Where a conversation stands when a turn begins. `version` counts its turns; 0 with a null state is a conversation never seen or erased since. */
export type Standing = { readonly state: unknown; readonly version: number }

export type Turned<T> = { readonly kind: 'done'; readonly value: T; readonly version: number } | { readonly kind: 'duplicate' }

/** Everything one turn commits. */
export type Outcome<T> = {
  readonly value: T
  /** The conversation's new state, JSON only. */
  readonly state: unknown
  /** When the state and its key are destroyed unless another turn comes before. */
  readonly keepUntil: Date
  /** When the desk should look at this conversation again by itself (a reminder, an expiring draft). */
  readonly wakeAt?: Date | null
  readonly cases?: readonly CaseChange[]
  readonly outgoing?: readonly Outgoing[]
  readonly records?: readonly Entry[]
  /** Files received earlier in this conversation that now belong to a case. */
  readonly attach?: readonly { readonly file: string; readonly case: string }[]
  /** Carried out before the rest of the outcome is written, which is then sealed under a new key. */
  readonly erase?: { readonly conversation?: boolean; readonly cases?: readonly string[] }
}

/** A message to be sent exactly once under its `key`, which the channel may use to drop a repetition. */
export type Outgoing = {
  readonly key: string
  readonly channel: string
  readonly conversation: string
  /** JSON only: a Reply, or whatever the channel renders. */
  readonly body: unknown
  /** The case it speaks of: sealed under that case's key, and gone with it. */
  readonly case?: string
}

/** A leased message. `sequence` grows within a conversation; `attempt` is 1 the first time. */
export type Claimed = Outgoing & { readonly sequence: number; readonly attempt: number }

/** `problem` is a short code for the operator (never text that a person wrote). */
export type Delivery = { readonly kind: 'sent' } | { readonly kind: 'failed'; readonly problem: string; readonly retryAt: Date }

/** One event of a case as the store keeps it; what `data` holds, and how `hash` follows from `previous`, is the cases' business. */
export type EventRow = {
  readonly case: string
  /** 1, 2, 3 … without a gap. */
  readonly seq: number
  /** ISO 8601, kept to the letter because it is hashed. */
  readonly at: string
  readonly by: { readonly kind: string; readonly id?: string }
  readonly kind: string
  readonly data: unknown
  readonly hash: string
  readonly previous: string
}

/** What officers' lists are made of: never a personal field. */
export type CaseSummary = {
  readonly kind: string
  readonly status: string
  readonly city: string | null
  /** In the order of the clause. */
  readonly departments: readonly string[]
  /** The officer who answers for it through every transfer. */
  readonly accountable: string | null
  /** The officer who works it now. */
  readonly handler: string | null
  readonly due: Date | null
  /** When a closed case may be erased; null while it is open. */
  readonly keepUntil: Date | null
}

/** Events appended to a case. `expected` is how many events it has by now, 0 to open it; somebody else's event in between makes the turn run again. */
export type CaseChange = { readonly case: string; readonly expected: number; readonly events: readonly EventRow[]; readonly summary: CaseSummary }

/** `version` is the number of events. `conversation` is who opened it; null once it is erased. */
export type CaseRow = CaseSummary & {
  readonly case: string
  readonly version: number
  readonly conversation: string | null
  readonly openedAt: Date
  readonly erased: boolean
}

/** All that is given must hold. Without `after` from the start; rows come by due date, those without one last. */
export type CaseQuery = {
  readonly departments?: readonly string[]
  readonly city?: string
  readonly statuses?: readonly string[]
  readonly accountable?: string
  readonly handler?: string
  readonly conversation?: string
  readonly dueBefore?: Date
  readonly limit: number
  readonly after?: string
}

/** What is kept outside the store to prove that its history was not rewritten; `hash` is null once the case is erased. */
export type Head = { readonly case: string; readonly seq: number; readonly hash: string | null }

export type Cases = {
  row(number: string): Promise<CaseRow | null>
  /** In order; [] when there is no such case or it is erased. */
  events(number: string): Promise<readonly EventRow[]>
  list(query: CaseQuery): Promise<{ readonly rows: readonly CaseRow[]; readonly next: string | null }>
  heads(): Promise<readonly Head[]>
}

/** A file as received: `hash` is the SHA-256 of its bytes, `type` what it was found to be. */
export type FileRow = {
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly case: string | null
  readonly at: Date
}

export type Files = {
  /** Keeps the bytes, sealed under a key of their own. The same bytes twice in one conversation are one file. */
  put(conversation: string, file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }, now: Date, keepUntil: Date): Promise<FileRow>
  /** null when it is erased or was never there. */
  bytes(id: string): Promise<Uint8Array | null>
  ofCase(number: string): Promise<readonly FileRow[]>
  ofConversation(conversation: string): Promise<readonly FileRow[]>
}

export type Officer = {
  readonly id: string
  readonly name: string
  readonly department: string
  /** null: the whole province. */
  readonly city: string | null
  readonly role: string
  readonly active: boolean
  readonly slack: string | null
}

export type Officers = {
  /** New, or in place of the one with this id. */
  save(officer: Officer, now: Date): Promise<void>
  list(): Promise<readonly Officer[]>
  find(by: { readonly id: string } | { readonly slack: string } | { readonly name: string }): Promise<Officer | null>
  /** One one-time code an officer, hashed by the caller; the last one offered counts. */
  offerCode(officer: string, hash: string, until: Date, now: Date): Promise<void>
  /** True once for the right code in time; the fifth wrong try takes the code back. */
  redeemCode(officer: string, hash: string, now: Date): Promise<boolean>
}

/** A record that outlives what it is about: consent, disclosure, a look at personal fields, an erasure. `detail` holds nothing personal. */
export type Entry = {
  readonly kind: 'consent' | 'disclosure' | 'access' | 'erasure'
  readonly subject: string
  readonly by: string
  readonly detail: string
  readonly at: Date
  readonly keepUntil: Date
}

export type Keeping = {
  /** Conversations whose `wakeAt` has come, oldest first. A turn with an inbound id made of `conversation` and `version` wakes each once. */
  waking(now: Date, limit: number): Promise<readonly { readonly conversation: string; readonly version: number }[]>
  /** Destroys everything whose time has passed, and files that no row knows. */
  expire(now: Date): Promise<Expired>
  /** Everything of one conversation; with `cases`, the cases it opened as well. */
  eraseConversation(conversation: string, now: Date, withCases: boolean): Promise<void>
  /** Destroys the case's key and with it every event, file and message; number, kind, city, status and times stay for the statistics. */
  eraseCase(number: string, now: Date): Promise<void>
  /** Writes a record outside a turn. */
  record(entry: Entry): Promise<void>
  records(subject: string): Promise<readonly Entry[]>
  /** Wraps every key anew under `next` (or a key made for it). Copies of the database from before, backups and logs included, can no longer be opened once the old key is gone. */
  rotateKey(now: Date, next?: string): Promise<void>
}

export type Expired = {
  readonly conversations: number
  readonly cases: number
  readonly inbox: number
  readonly outbox: number
  readonly files: number
  readonly records: number
}

/** Points at which tests let the process die. `before-send` and `after-send` are for whoever delivers the outbox. */
export type FailPoint =
  | 'inbox-stored'
  | 'before-commit'
  | 'after-commit'
  | 'outbox-claimed'
  | 'before-send'
  | 'after-send'
  | 'mid-migration'
  | 'mid-erasure'
  | 'mid-key-rotation'
  | 'upload-written'
  | 'upload-renamed'

export type Trace = (point: FailPoint) => void
