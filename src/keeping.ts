/** The port of keeping house: waking what waits, records that outlive what they are about, and how everything is forgotten again. */

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
  /** Whether the desk has spoken in this conversation and remembers it. */
  knows(conversation: string): Promise<boolean>
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
