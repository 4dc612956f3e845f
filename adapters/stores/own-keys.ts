/** What a conversation leaves in a table of its own, questions or a transcript, has a key of its own there: it may come before the conversation's state and outlive it. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Ground } from './ground.ts'
import type { DataKey, Keys } from './keys.ts'
import { atMost, type Db, type Tables } from './tables.ts'

type Own = 'question' | 'transcript'
type Condition = (e: ExpressionBuilder<Tables, Own>) => Expression<SqlBool>

/** At most so many conversations in one transaction. */
const BATCH = 100

/** The key that seals a conversation's rows, made when there is none. No erasure passes until what is sealed with it is committed. */
export async function ownKey(db: Db, ground: Ground, keys: Keys, table: Own, conversation: string, now: Date): Promise<DataKey> {
  await alone(db, ground, table, conversation)
  const row = await db.selectFrom(table).select('key_id').where('conversation', '=', conversation).limit(atMost(1)).executeTakeFirst()
  return (row === undefined ? null : await keys.find(db, row.key_id)) ?? keys.make(db, now)
}

/** Takes a conversation's rows out, or only the old ones; with the last of them goes the key. */
export async function forgetOwn(db: Db, ground: Ground, keys: Keys, table: Own, conversation: string, now: Date, old?: Condition): Promise<void> {
  await alone(db, ground, table, conversation)
  const all = db.selectFrom(table).select('key_id').distinct().where('conversation', '=', conversation)
  const before = await all.execute()
  const doomed = db.deleteFrom(table).where('conversation', '=', conversation)
  await (old === undefined ? doomed : doomed.where(old)).execute()
  const after = new Set((await all.execute()).map((row) => row.key_id))
  const done = before.map((row) => row.key_id).filter((id) => !after.has(id))
  await keys.destroy(db, done, now)
}

/** The old rows of all conversations, some at a time. @returns whether there were any. */
export async function forgetOld(ground: Ground, keys: Keys, table: Own, old: Condition, now: Date): Promise<boolean> {
  for (let any = false; ; any = true) {
    const found = await ground.write(async (db) => {
      const rows = await db.selectFrom(table).select('conversation').distinct().where(old).orderBy('conversation').limit(BATCH).execute()
      for (const { conversation } of rows) await forgetOwn(db, ground, keys, table, conversation, now, old)
      return rows.length
    })
    if (found === 0) return any
  }
}

/** One at a time for each conversation, to the end of the transaction. */
async function alone(db: Db, ground: Ground, table: Own, conversation: string): Promise<void> {
  if (ground.flavour === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${`${table}/${conversation}`}, 0))`.execute(db)
}
