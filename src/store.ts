/** The port of everything the desk remembers: turns, the outbox, cases, files, officers. How all of it is forgotten again stands in keeping.ts. */
import type { Entry, Keeping } from './keeping.ts'

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
   * Leases up to `limit` outgoing messages of one channel to `worker`: at most the oldest unsent one of each conversation, so that order holds.
   * A lease that runs out can be claimed by anybody, and such a message is then claimed alone, so that one that kills its sender takes no others with it.
   * Messages that failed, or were lost, too often are dead and let the next one pass.
   */
  claim(worker: string, now: Date, leaseMs: number, limit: number, channel: string): Promise<readonly Claimed[]>
  /** What became of a claimed message; its text is dropped as soon as it is sent. A failure reported after the lease went to another worker changes nothing. */
  settle(claimed: Claimed, result: Delivery, now: Date): Promise<'sent' | 'waiting' | 'dead' | 'stale'>
  readonly intake: Intake
  readonly outbox: Outbox
  readonly asked: Asked
  readonly transcripts: Transcripts
  readonly cases: Cases
  readonly files: Files
  readonly officers: Officers
  readonly keeping: Keeping
  close(): Promise<void>
}

/** An inbound message: `id` is unique within its channel. */
export type Inbound = { readonly channel: string; readonly id: string }

/** Messages that a channel has acknowledged and nobody has answered yet: they survive a crash between the two. */
export type Intake = {
  /** Resolves once it is on disk; `duplicate` when the same id waits already or has had its turn. A turn with that id takes it away. */
  put(message: Accepted, now: Date): Promise<'new' | 'duplicate'>
  /** Those of a channel still waiting, oldest first. */
  waiting(channel: string, limit: number): Promise<readonly Accepted[]>
  /** Takes away one that can never have a turn. */
  drop(message: Inbound): Promise<void>
}

/** `body` is the channel's own JSON, sealed. */
export type Accepted = Inbound & { readonly conversation: string; readonly body: unknown }

/** What became of what the desk wanted to say. */
export type Outbox = {
  /** Where something the desk keeps up to date (`thing`: a case's card) stands in a conversation, by the channel's own id; null when it was never posted there. */
  posted(channel: string, conversation: string, thing: string): Promise<string | null>
  /** What stands at a place, by the channel's own id; null when it is nothing of ours. */
  thingAt(channel: string, conversation: string, remote: string): Promise<string | null>
  /** Everywhere a thing stands. */
  standing(channel: string, thing: string): Promise<readonly { readonly conversation: string; readonly remote: string }[]>
  /** The messages about a case that were meant for a conversation, oldest first. */
  deliveries(number: string, conversation: string): Promise<readonly Delivered[]>
  /** How much waits in each channel, since when, and how much was given up. */
  backlog(): Promise<readonly { readonly channel: string; readonly waiting: number; readonly oldest: Date | null; readonly dead: number }[]>
}

/** A question as it was asked, numbers masked, and what became of it: what the bureau learns from. `id` is `channel:message`; kept 180 days, gone with its conversation. */
export type Question = {
  readonly id: string
  readonly at: Date
  readonly text: string
  readonly answered: boolean
  readonly reason: string | null
  readonly clauses: readonly string[]
  /** What the person thought of the answer; null while nothing was said. */
  readonly useful: boolean | null
}

export type Asked = {
  /** False when there is no such question any more. The last word counts. */
  rate(id: string, useful: boolean): Promise<boolean>
  /** The newest first. */
  list(query: { readonly since: Date; readonly answered?: boolean; readonly limit: number }): Promise<readonly Question[]>
}

/** Something that was said in a conversation; `body` is the channel's own JSON, sealed. */
export type Said = { readonly id: string; readonly at: Date; readonly from: 'person' | 'desk' | 'officer'; readonly body: unknown }

/** What was said, for channels that must show it again after a reload. Goes with its conversation, and after 30 days where there is none. */
export type Transcripts = {
  /** Once for each id of a conversation: what is there stays as it is. */
  append(conversation: string, said: Said, now: Date): Promise<void>
  /** The last `limit`, oldest first. */
  read(conversation: string, limit: number): Promise<readonly Said[]>
}

/** `at`: when it was sent or given up, else when it was written. */
export type Delivered = {
  readonly key: string
  readonly status: 'waiting' | 'sent' | 'dead'
  readonly failures: number
  readonly problem: string | null
  readonly at: Date
}

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
  readonly asked?: readonly Question[]
  /** Files kept earlier in this conversation, or in the one they are `from`, that now belong to a case. */
  readonly attach?: readonly { readonly file: string; readonly case: string; readonly from?: string }[]
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

/** `posted.thing` is the number of the case the message speaks of, and goes with it. `problem` is a short code for the operator (never text that a person wrote). A fault of the channel does not count towards giving the message up. */
export type Delivery =
  | { readonly kind: 'sent'; readonly posted?: { readonly thing: string; readonly remote: string } }
  | { readonly kind: 'failed'; readonly problem: string; readonly fault?: 'message' | 'channel'; readonly retryAt: Date }

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
  /** When the clock has something to do about it; null while it has not. */
  readonly wakeAt: Date | null
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

/** One event of a case without what it holds. `request` is the kind of the case, `departments` in its order. */
export type Happened = {
  readonly case: string
  readonly request: string
  readonly city: string | null
  readonly departments: readonly string[]
  readonly event: string
  readonly at: Date
}

export type Cases = {
  row(number: string): Promise<CaseRow | null>
  /** In order; [] when there is no such case or it is erased. */
  events(number: string): Promise<readonly EventRow[]>
  /** Cases whose `wakeAt` has come, oldest first. */
  waking(now: Date, limit: number): Promise<readonly { readonly case: string; readonly version: number }[]>
  list(query: CaseQuery): Promise<{ readonly rows: readonly CaseRow[]; readonly next: string | null }>
  heads(): Promise<readonly Head[]>
  /** What happened since, oldest first: what statistics are made of, nothing of it sealed. */
  log(since: Date): Promise<readonly Happened[]>
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

/** The conversation under which files are kept that officers send in a case, or mean to: they go with the case, and the same bytes sent again are the same file. */
export function shelfOf(number: string): string {
  return `case:${number}`
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

export type Room = { readonly department: string; readonly address: string }

export type Officers = {
  /** New, or in place of the one with this id. */
  save(officer: Officer, now: Date): Promise<void>
  list(): Promise<readonly Officer[]>
  find(by: { readonly id: string } | { readonly slack: string } | { readonly name: string }): Promise<Officer | null>
  /** Where a department is told of its cases (`slack:C0123`); null when it has no place of its own any more. */
  saveRoom(department: string, address: string | null, now: Date): Promise<void>
  rooms(): Promise<readonly Room[]>
  /** One one-time code an officer, hashed by the caller; the last one offered counts. */
  offerCode(officer: string, hash: string, until: Date, now: Date): Promise<void>
  /** True once for the right code in time; the fifth wrong try takes the code back. */
  redeemCode(officer: string, hash: string, now: Date): Promise<boolean>
  /** A signed-in browser, known by the hash of its token. An officer has ten at most: the first opened goes. Nothing is opened for one who is not active. */
  openSession(hash: string, officer: string, until: Date): Promise<void>
  /** Whose session it is; null when there is none, it has ended, or the officer is no longer active. */
  session(hash: string, now: Date): Promise<Officer | null>
  closeSession(hash: string): Promise<void>
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
