/** Keeping house: waking, expiring, erasing, rotating the key. */
import type { Keeping } from '../../src/keeping.ts'
import { eraseCases, forgetAsked, forgetConversation, forgetPosted } from './erase.ts'
import type { Files } from './files.ts'
import type { Ground } from './ground.ts'
import { renewIntake } from './intake.ts'
import type { Keys } from './keys.ts'
import { bury } from './outbox.ts'
import { forgetOld } from './own-keys.ts'
import { records } from './records.ts'
import type { Db } from './tables.ts'

const DAY = 24 * 60 * 60 * 1000
/** How long a repeated delivery of the same message, or of the same outgoing key, is still recognised. */
export const REMEMBERED_MS = 30 * DAY
/** A message that nobody took for so long is given up, and one that never had its turn is forgotten. */
const PATIENCE_MS = 30 * DAY
/** How long the bureau may learn from a question. */
const LEARN_MS = 180 * DAY
/** At most so many conversations or cases in one transaction. */
const BATCH = 100

export function keeping(ground: Ground, keys: Keys, files: Files): Keeping {
  /** A conversation's row and what it left behind. @returns the files to unlink, or null when there is nothing. */
  async function drop(db: Db, conversation: string, now: Date, unlessTouchedSince?: number): Promise<string[] | null> {
    const row = await db
      .deleteFrom('conversation')
      .where('id', '=', conversation)
      .$if(unlessTouchedSince !== undefined, (q) => q.where('keep_until', '<=', unlessTouchedSince as number))
      .returning('key_id')
      .executeTakeFirst()
    if (row === undefined && unlessTouchedSince !== undefined) return null
    return forgetConversation(db, ground, keys, conversation, row?.key_id ?? null, now)
  }

  /** Those whose time has passed and whose last words are delivered or given up. */
  async function stale(at: number): Promise<string[]> {
    const rows = await ground.read((db) =>
      db
        .selectFrom('conversation as c')
        .select('c.id')
        .where('c.keep_until', '<=', at)
        .where((e) => e.not(e.exists(e.selectFrom('outbox as o').select('o.sequence').whereRef('o.key_id', '=', 'c.key_id').where('o.status', '=', 'waiting'))))
        .limit(BATCH)
        .execute(),
    )
    return rows.map((row) => row.id)
  }

  /** Erases batch after batch, each in its own transaction with the intake's key; the bytes go after the commit. */
  async function batches(
    at: Date,
    find: () => Promise<string[]>,
    erase: (db: Db, found: readonly string[]) => Promise<{ count: number; files: readonly string[] }>,
  ): Promise<number> {
    let total = 0
    for (;;) {
      const found = await find()
      if (found.length === 0) return total
      const { count, files: gone } = await ground.write(async (db) => {
        const erased = await erase(db, found)
        if (erased.count > 0) await renewIntake(db, ground, keys, at)
        return erased
      })
      await files.unlink(gone)
      if (count === 0) return total
      total += count
    }
  }

  return {
    ...records(ground),

    waking: (now, limit) =>
      ground.read((db) =>
        db
          .selectFrom('conversation')
          .select(['id as conversation', 'version'])
          .where('wake_at', '<=', now.getTime())
          .orderBy('wake_at')
          .orderBy('id')
          .limit(limit)
          .execute(),
      ),

    knows: (conversation) =>
      ground.read(async (db) => (await db.selectFrom('conversation').select('id').where('id', '=', conversation).executeTakeFirst()) !== undefined),

    async expire(now) {
      const at = now.getTime()
      await ground.write((db) =>
        bury(db, at, 'expired')
          .where('made_at', '<=', at - PATIENCE_MS)
          .where((e) => e.or([e('lease_until', 'is', null), e('lease_until', '<=', at)]))
          .execute(),
      )
      const conversations = await batches(
        now,
        () => stale(at),
        async (db, found) => {
          const gone: string[][] = []
          for (const id of found) gone.push(...[await drop(db, id, now, at)].filter((ids) => ids !== null))
          return { count: gone.length, files: gone.flat() }
        },
      )
      const cases = await batches(
        now,
        () =>
          ground.read(async (db) =>
            (await db.selectFrom('case_file').select('number').where('keep_until', '<=', at).where('erased_at', 'is', null).limit(BATCH).execute()).map(
              (row) => row.number,
            ),
          ),
        async (db, found) => ({ files: await eraseCases(db, keys, found, now, ground.trace), count: found.length }),
      )
      const swept = await ground.write(async (db) => {
        const inbox = await db
          .deleteFrom('inbox')
          .where('at', '<=', at - REMEMBERED_MS)
          .executeTakeFirst()
        const outbox = await db
          .deleteFrom('outbox')
          .where('status', '<>', 'waiting')
          .where('done_at', '<=', at - REMEMBERED_MS)
          .executeTakeFirst()
        const records = await db.deleteFrom('record').where('keep_until', '<=', at).executeTakeFirst()
        await db.deleteFrom('officer_code').where('until', '<=', at).execute()
        await db.deleteFrom('officer_session').where('until', '<=', at).execute()
        const loose = await db.deleteFrom('file').where('case_number', 'is', null).where('keep_until', '<=', at).returning(['id', 'key_id']).execute()
        await keys.destroy(
          db,
          loose.map((row) => row.key_id),
          now,
        )
        const unheard = await db
          .selectFrom('intake')
          .select('id')
          .where('at', '<=', at - PATIENCE_MS)
          .limit(1)
          .executeTakeFirst()
        if (unheard !== undefined) await renewIntake(db, ground, keys, now, { kind: 'before', time: at - PATIENCE_MS })
        return {
          unheard: unheard !== undefined,
          inbox: Number(inbox.numDeletedRows),
          outbox: Number(outbox.numDeletedRows),
          records: Number(records.numDeletedRows),
          files: loose.map((row) => row.id),
        }
      })
      const asked = await forgetOld(ground, keys, 'question', (e) => e('at', '<=', at - LEARN_MS), now)
      // What was said where the desk remembers no conversation: the others go with theirs.
      const said = await forgetOld(
        ground,
        keys,
        'transcript',
        (e) => e.and([e('kept_at', '<=', at - PATIENCE_MS), e('conversation', 'not in', e.selectFrom('conversation').select('id'))]),
        now,
      )
      await files.unlink(swept.files)
      const orphans = await files.sweep(now)
      if (swept.unheard || asked || said || conversations + cases + swept.files.length > 0) await ground.scrub()
      return { conversations, cases, inbox: swept.inbox, outbox: swept.outbox, records: swept.records, files: swept.files.length + orphans }
    },

    async eraseConversation(conversation, now, withCases) {
      const gone = await ground.write(async (db) => {
        const numbers = withCases ? (await db.selectFrom('case_file').select('number').where('conversation', '=', conversation).execute()).map((row) => row.number) : []
        const ids = [...(await eraseCases(db, keys, numbers, now, ground.trace)), ...((await drop(db, conversation, now)) ?? [])]
        await forgetAsked(db, ground, keys, conversation, now)
        await forgetPosted(db, conversation)
        await renewIntake(db, ground, keys, now, { kind: 'conversation', conversation })
        return ids
      })
      await files.unlink(gone)
      await ground.scrub()
    },

    async eraseCase(number, now) {
      const gone = await ground.write(async (db) => {
        const ids = await eraseCases(db, keys, [number], now, ground.trace)
        await renewIntake(db, ground, keys, now)
        return ids
      })
      await files.unlink(gone)
      await ground.scrub()
    },

    rotateKey: (now, next) => keys.rotate(now, next),
  }
}
