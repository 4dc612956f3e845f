/** Where a contract test takes place, and the small things its tests are made of. */
import type { Ground } from '../../../adapters/stores/ground.ts'
import type { CaseSummary, EventRow, Outcome, Outgoing, Store, Trace } from '../../../src/store.ts'

/** A fresh, empty database and its folder. `open` may be called again: for a second process, or after a close. */
export type Place = {
  readonly folder: string
  readonly open: (options?: { readonly trace?: Trace; readonly key?: string; readonly folder?: string }) => Promise<Store>
  /** The database as the adapter reaches it, before anything is in it. */
  readonly ground: () => Promise<Ground>
  readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>
  /** Table and column names of the migrated schema. */
  readonly columns: () => Promise<readonly string[]>
  /** Everything the database keeps on disk and the files beside it, as whoever steals them would read them; null where the disk is not ours to read. */
  readonly stolen: () => Promise<Buffer | null>
  readonly remove: () => Promise<void>
}

/** Makes places, all over one server where there is one. */
export type Shelter = { readonly name: string; readonly place: () => Promise<Place>; readonly close: () => Promise<void> }

export const T0 = new Date('2026-11-23T09:00:00+08:00')
export const DAY = 24 * 60 * 60 * 1000
export const later = (ms: number) => new Date(T0.getTime() + ms)

export const summary: CaseSummary = {
  kind: 'infringement',
  status: 'submitted',
  city: '鞍山',
  departments: ['鞍山市知识产权局', '省知识产权局保护处'],
  accountable: null,
  handler: null,
  due: later(DAY),
  keepUntil: null,
  wakeAt: null,
}

export function event(number: string, seq: number, data: unknown = {}): EventRow {
  return { case: number, seq, at: '2026-11-23T09:00:00+08:00', by: { kind: 'officer', id: 'wang' }, kind: 'accepted', data, hash: `h${seq}`, previous: `h${seq - 1}` }
}

export function outcome(more: Partial<Outcome<null>> = {}): Outcome<null> {
  return { value: null, state: { draft: null }, keepUntil: later(7 * DAY), ...more }
}

export function words(key: string, more: Partial<Outgoing> = {}): Outgoing {
  return { key, channel: 'test', conversation: 'ann', body: { text: key }, ...more }
}

let told = 0
/** One turn that commits just this. */
export async function commit(store: Store, more: Partial<Outcome<null>>, conversation = 'ann', now = T0): Promise<void> {
  await store.turn(conversation, { channel: 'test', id: `told-${told++}` }, now, () => outcome(more))
}
