/** Erasing: the key is destroyed first of all, then what it sealed is taken out. */
import type { Trace } from '../../src/store.ts'
import type { Keys } from './keys.ts'
import type { Db } from './tables.ts'

/** What is left to do once the erasure is committed: files on disk to unlink, and whether there are older copies to scrub. */
export type Remains = { readonly files: readonly string[]; readonly erased: boolean }

/** @returns the files to unlink. Number, kind, city, status and times stay, so that the office's figures stay true. */
export async function eraseCases(db: Db, keys: Keys, numbers: readonly string[], now: Date, trace: Trace): Promise<string[]> {
  if (numbers.length === 0) return []
  const erased = await db
    .updateTable('case_file')
    .set({ erased_at: now.getTime(), conversation: null, touched_at: now.getTime(), keep_until: null })
    .where('number', 'in', [...numbers])
    .where('erased_at', 'is', null)
    .returning(['number', 'key_id'])
    .execute()
  if (erased.length === 0) return []
  const gone = erased.map((row) => row.number)
  await keys.destroy(
    db,
    erased.map((row) => row.key_id),
    now,
  )
  trace('mid-erasure')
  await db.updateTable('case_event').set({ sealed: null }).where('case_number', 'in', gone).execute()
  await db.deleteFrom('outbox').where('case_number', 'in', gone).execute()
  const files = await db.deleteFrom('file').where('case_number', 'in', gone).returning(['id', 'key_id']).execute()
  await keys.destroy(
    db,
    files.map((row) => row.key_id),
    now,
  )
  return files.map((row) => row.id)
}

/** Everything a conversation left behind except its row and its cases. @param key the key its state was sealed with until now. @returns the files to unlink. */
export async function forgetConversation(db: Db, keys: Keys, conversation: string, key: string | null, now: Date, trace: Trace): Promise<string[]> {
  await keys.destroy(db, key === null ? [] : [key], now)
  trace('mid-erasure')
  if (key !== null) await db.deleteFrom('outbox').where('key_id', '=', key).execute()
  await db.updateTable('inbox').set({ conversation: '' }).where('conversation', '=', conversation).execute()
  const files = await db.deleteFrom('file').where('conversation', '=', conversation).where('case_number', 'is', null).returning(['id', 'key_id']).execute()
  await keys.destroy(
    db,
    files.map((row) => row.key_id),
    now,
  )
  return files.map((row) => row.id)
}
