/** The outbox: each message once by its key, in order within a conversation, leased to one worker at a time. */
import { type Selectable, sql } from 'kysely'
import { DeskError } from '../../src/errors.ts'
import { sealJson } from '../../src/sealing.ts'
import type { Claimed, Outgoing, Store } from '../../src/store.ts'
import type { Ground } from './ground.ts'
import { type DataKey, type Keys, opened } from './keys.ts'
import { post } from './posted.ts'
import type { Db, Tables } from './tables.ts'

/** So many failures, or so many senders who never came back, and the message is dead. */
export const FAILURES = 8

const place = (key: string) => `outbox/${key}/body`

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
  return {
    async claim(worker, now, leaseMs, limit, channel) {
      const claimed = await ground.write((db) => lease(db, ground, keys, { worker, at: now.getTime(), leaseMs, limit, channel }))
      if (claimed.length > 0) ground.trace('outbox-claimed')
      return claimed
    },

    settle: (claimed, result, now) =>
      ground.write(async (db) => {
        const mine = db.updateTable('outbox').where('sequence', '=', claimed.sequence).where('key', '=', claimed.key).where('status', '=', 'waiting')
        if (result.kind === 'sent') {
          // Whoever says so has sent it: true even when the lease ran out in between.
          const sent = await mine
            .set({ status: 'sent', body: null, problem: null, done_at: now.getTime(), lease_by: null, lease_until: null })
            .returning(['channel', 'conversation'])
            .executeTakeFirst()
          if (sent === undefined) return 'stale'
          if (result.posted !== undefined) await post(db, sent, result.posted, now)
          return 'sent'
        }
        const row = await db.selectFrom('outbox').select(['failures', 'faults']).where('sequence', '=', claimed.sequence).executeTakeFirst()
        const ofChannel = result.fault === 'channel' ? 1 : 0
        const failures = (row?.failures ?? 0) + 1 - ofChannel
        const dead = failures >= FAILURES
        const { numUpdatedRows } = await mine
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
      }),
  }
}

type Lease = { readonly worker: string; readonly at: number; readonly leaseMs: number; readonly limit: number; readonly channel: string }

async function lease(db: Db, ground: Ground, keys: Keys, { worker, at, leaseMs, limit, channel }: Lease): Promise<Claimed[]> {
  await bury(db, at, 'lease-lost').where('channel', '=', channel).where(lost(), '>=', FAILURES).where('lease_until', '<=', at).execute()
  const due = heads(db, channel, at, limit)
  const ready = await (ground.flavour === 'postgres' ? due.forUpdate('o').skipLocked() : due).execute()
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

/** The oldest unsent message of each conversation of a channel, when it is due and nobody has it. */
function heads(db: Db, channel: string, at: number, limit: number) {
  return db
    .selectFrom('outbox as o')
    .selectAll('o')
    .where('o.channel', '=', channel)
    .where('o.status', '=', 'waiting')
    .where('o.due_at', '<=', at)
    .where((e) => e.or([e('o.lease_until', 'is', null), e('o.lease_until', '<=', at)]))
    .where((e) => {
      const earlier = e.selectFrom('outbox as p').select(sql.lit(1).as('one')).where('p.status', '=', 'waiting')
      return e.not(e.exists(earlier.whereRef('p.channel', '=', 'o.channel').whereRef('p.conversation', '=', 'o.conversation').whereRef('p.sequence', '<', 'o.sequence')))
    })
    .orderBy(lost('o.'))
    .orderBy('o.sequence')
    .limit(limit)
}

/** How many senders claimed it and never said how it went. */
const lost = (of: '' | 'o.' = '') => sql<number>`${sql.ref(`${of}attempt`)} - ${sql.ref(`${of}failures`)} - ${sql.ref(`${of}faults`)}`

/** Gives up the waiting messages that the caller goes on to name. */
export function bury(db: Db, at: number, problem: string) {
  return db.updateTable('outbox').set({ status: 'dead', body: null, problem, done_at: at, lease_by: null, lease_until: null }).where('status', '=', 'waiting')
}

function read(row: Selectable<Tables['outbox']>, key: DataKey | undefined): Claimed | null {
  const found = row.body === null ? null : opened(key, place(row.key), row.body)
  if (found === null) return null
  const { channel, conversation, sequence, case_number } = row
  return { key: row.key, channel, conversation, sequence, attempt: row.attempt + 1, body: found.json, ...(case_number === null ? {} : { case: case_number }) }
}
