/** The outbox: each message once by its key, in order within a conversation, leased to one worker at a time. */
import { type Selectable, sql } from 'kysely'
import { DeskError } from '../../src/errors.ts'
import { sealJson } from '../../src/sealing.ts'
import type { Claimed, Delivery, Outgoing, Store } from '../../src/store.ts'
import { gather } from './gather.ts'
import type { Ground } from './ground.ts'
import { type DataKey, type Keys, opened } from './keys.ts'
import { post } from './posted.ts'
import { atMost, type Db, type Tables } from './tables.ts'

/** So many failures, or so many senders who never came back, and the message is dead. */
export const FAILURES = 8

const place = (key: string) => `outbox/${key}/body`

/** Written into the query: with a parameter in its place SQLite would plan anew, each time, whether the index of the waiting is of use. */
export const WAITING = sql.lit('waiting' as const)

/** Messages of a turn: sealed under the case they speak of, or else under the conversation that made them. */
export async function enqueue(db: Db, keys: Keys, turnKey: DataKey, outgoing: readonly Outgoing[], now: Date): Promise<void> {
  for (const message of outgoing) {
    const key = message.case === undefined ? turnKey : await caseKey(db, keys, message.case)
    await db
      .insertInto('outbox')
      .values({
        key: message.key,
        channel: message.channel,
        conversation: message.conversation,
        case_number: message.case ?? null,
        key_id: key.id,
        body: sealJson(key.key, place(message.key), message.body),
        status: 'waiting',
        attempt: 0,
        failures: 0,
        faults: 0,
        due_at: now.getTime(),
        lease_by: null,
        lease_until: null,
        problem: null,
        made_at: now.getTime(),
        done_at: null,
      })
      .onConflict((c) => c.column('key').doNothing())
      .execute()
  }
}

async function caseKey(db: Db, keys: Keys, number: string): Promise<DataKey> {
  const row = await db.selectFrom('case_file').select('key_id').where('number', '=', number).executeTakeFirst()
  const key = row === undefined ? null : await keys.find(db, row.key_id)
  if (key === null) throw new DeskError('case-absent', `消息提到的案件 ${number} 不存在或已删除`, '这是程序错误：请报告，并附上最近的日志')
  return key
}

export function outbox(ground: Ground, keys: Keys): Pick<Store, 'claim' | 'settle'> {
  const marked = gather<Done, 'sent' | 'stale'>(
    (all) => ground.write((db) => markSent(db, all)),
    (error) => !(error instanceof DeskError),
  )
  return {
    async claim(worker, now, leaseMs, limit, channel) {
      const claimed = await ground.write((db) => lease(db, ground, keys, { worker, at: now.getTime(), leaseMs, limit, channel }))
      if (claimed.length > 0) ground.trace('outbox-claimed')
      return claimed
    },

    settle: (claimed, result, now) => (result.kind === 'sent' ? marked({ claimed, result, now }) : ground.write((db) => failed(db, claimed, result, now))),
  }
}

type Done = { readonly claimed: Claimed; readonly result: Extract<Delivery, { kind: 'sent' }>; readonly now: Date }

/** Whoever says that it sent a message has sent it: true even when the lease ran out in between. */
async function markSent(db: Db, all: readonly Done[]): Promise<('sent' | 'stale')[]> {
  const rows = await db
    .updateTable('outbox')
    .set({ status: 'sent', body: null, problem: null, done_at: Math.max(...all.map(({ now }) => now.getTime())), lease_by: null, lease_until: null })
    .where('status', '=', WAITING)
    .where(
      'sequence',
      'in',
      all.map(({ claimed }) => claimed.sequence),
    )
    .where(
      'key',
      'in',
      all.map(({ claimed }) => claimed.key),
    )
    .returning(['sequence', 'channel', 'conversation'])
    .execute()
  const sent = new Map(rows.map((row) => [row.sequence, row]))
  const told: ('sent' | 'stale')[] = []
  for (const { claimed, result, now } of all) {
    const row = sent.get(claimed.sequence)
    if (row !== undefined && result.posted !== undefined) await post(db, row, result.posted, now)
    told.push(sent.delete(claimed.sequence) ? 'sent' : 'stale')
  }
  return told
}

async function failed(db: Db, claimed: Claimed, result: Extract<Delivery, { kind: 'failed' }>, now: Date): Promise<'waiting' | 'dead' | 'stale'> {
  const row = await db.selectFrom('outbox').select(['failures', 'faults']).where('sequence', '=', claimed.sequence).executeTakeFirst()
  const ofChannel = result.fault === 'channel' ? 1 : 0
  const failures = (row?.failures ?? 0) + 1 - ofChannel
  const dead = failures >= FAILURES
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .where('sequence', '=', claimed.sequence)
    .where('key', '=', claimed.key)
    .where('status', '=', WAITING)
    .where('attempt', '=', claimed.attempt)
    .set({
      ...(dead ? { status: 'dead' as const, body: null, done_at: now.getTime() } : { due_at: result.retryAt.getTime() }),
      failures,
      faults: (row?.faults ?? 0) + ofChannel,
      problem: result.problem.slice(0, 100),
      lease_by: null,
      lease_until: null,
    })
    .executeTakeFirst()
  return numUpdatedRows !== 1n ? 'stale' : dead ? 'dead' : 'waiting'
}

type Lease = { readonly worker: string; readonly at: number; readonly leaseMs: number; readonly limit: number; readonly channel: string }

async function lease(db: Db, ground: Ground, keys: Keys, { worker, at, leaseMs, limit, channel }: Lease): Promise<Claimed[]> {
  const due = heads(db, channel, at, limit)
  const ready = await (ground.flavour === 'postgres' ? due.forUpdate('o').skipLocked() : due).execute()
  const given = ready.filter((row) => row.attempt - row.failures - row.faults >= FAILURES).map((row) => row.sequence)
  if (given.length > 0) {
    await bury(db, at, 'lease-lost').where('sequence', 'in', given).execute()
    return lease(db, ground, keys, { worker, at, leaseMs, limit, channel })
  }
  const fresh = ready.filter((row) => row.attempt === row.failures + row.faults)
  const rows = fresh.length > 0 ? fresh : ready.slice(0, 1)
  if (rows.length === 0) return []
  const sequences = rows.map((row) => row.sequence)
  await db
    .updateTable('outbox')
    .set((e) => ({ lease_by: worker, lease_until: at + leaseMs, attempt: e('attempt', '+', 1) }))
    .where('sequence', 'in', sequences)
    .execute()
  const found = await keys.findAll(
    db,
    rows.map((row) => row.key_id),
  )
  const claimed = rows.flatMap((row) => read(row, found.get(row.key_id)) ?? [])
  // One row that somebody tampered with must not stop the others.
  const broken = sequences.filter((sequence) => !claimed.some((c) => c.sequence === sequence))
  if (broken.length > 0) await bury(db, at, 'seal-broken').where('sequence', 'in', broken).execute()
  return claimed
}

/** The oldest unsent message of each conversation of a channel, when it is due and nobody has it: those to be given up first, then those that no sender was lost with. */
function heads(db: Db, channel: string, at: number, limit: number) {
  return db
    .selectFrom('outbox as o')
    .selectAll('o')
    .where('o.channel', '=', channel)
    .where('o.status', '=', WAITING)
    .where('o.due_at', '<=', at)
    .where((e) => e.or([e('o.lease_until', 'is', null), e('o.lease_until', '<=', at)]))
    .where((e) => {
      const earlier = e.selectFrom('outbox as p').select(sql.lit(1).as('one')).where('p.status', '=', WAITING)
      return e.not(e.exists(earlier.whereRef('p.channel', '=', 'o.channel').whereRef('p.conversation', '=', 'o.conversation').whereRef('p.sequence', '<', 'o.sequence')))
    })
    .orderBy(sql`case when ${LOST} >= ${sql.lit(FAILURES)} then -1 else ${LOST} end`)
    .orderBy('o.sequence')
    .limit(atMost(limit))
}

/** How many senders claimed it and never said how it went. */
const LOST = sql<number>`o.attempt - o.failures - o.faults`

/** Gives up the waiting messages that the caller goes on to name. */
export function bury(db: Db, at: number, problem: string) {
  return db.updateTable('outbox').set({ status: 'dead', body: null, problem, done_at: at, lease_by: null, lease_until: null }).where('status', '=', WAITING)
}

function read(row: Selectable<Tables['outbox']>, key: DataKey | undefined): Claimed | null {
  const found = row.body === null ? null : opened(key, place(row.key), row.body)
  if (found === null) return null
  const { channel, conversation, sequence, case_number } = row
  return { key: row.key, channel, conversation, sequence, attempt: row.attempt + 1, body: found.json, ...(case_number === null ? {} : { case: case_number }) }
}
