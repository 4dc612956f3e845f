/** Erasing: the key is destroyed first of all, then what it sealed is taken out. */
import { shelfOf, type Trace } from '../../src/store.ts'
import type { Ground } from './ground.ts'
import type { Keys } from './keys.ts'
import { forgetOwn } from './own-keys.ts'
import type { Db } from './tables.ts'

/** What is left to do once the erasure is committed: files on disk to unlink, and whether there are older copies to scrub. */
export type Remains = { readonly files: readonly string[]; readonly erased: boolean }

/** @returns the files to unlink. Number, kind, city, status and times stay, so that the office's figures stay true. */
export async function eraseCases(db: Db, keys: Keys, numbers: readonly string[], now: Date, trace: Trace): Promise<string[]> {
  if (numbers.length === 0) return []
  const erased = await db
    .updateTable('case_file')
    .set({ erased_at: now.getTime(), conversation: null, touched_at: now.getTime(), keep_until: null, wake_at: null })
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
  // After the outbox: whoever was just noting where a card stands holds its row there.
  await db.deleteFrom('posted').where('thing', 'in', gone).execute()
  const files = await db
    .deleteFrom('file')
    .where((e) => e.or([e('case_number', 'in', gone), e('conversation', 'in', gone.map(shelfOf))]))
    .returning(['id', 'key_id'])
    .execute()
  await keys.destroy(
    db,
    files.map((row) => row.key_id),
    now,
  )
  return files.map((row) => row.id)
}

/** What was asked in a conversation. The bureau learns from it for longer than the conversation's silence lasts, but not against its wish. */
export async function forgetAsked(db: Db, ground: Ground, keys: Keys, conversation: string, now: Date): Promise<void> {
  await forgetOwn(db, ground, keys, 'question', conversation, now)
}

/** Where cards stand in a conversation. They live as long as their cases, so that silence alone does not take them. */
export async function forgetPosted(db: Db, conversation: string): Promise<void> {
  await db.deleteFrom('posted').where('conversation', '=', conversation).execute()
}

/** Everything a conversation left behind except its row, its cases, what waits for its turn, what it asked and where cards stand. @param key the key its state was sealed with until now. @returns the files to unlink. */
export async function forgetConversation(db: Db, ground: Ground, keys: Keys, conversation: string, key: string | null, now: Date): Promise<string[]> {
  await keys.destroy(db, key === null ? [] : [key], now)
  ground.trace('mid-erasure')
  if (key !== null) await db.deleteFrom('outbox').where('key_id', '=', key).execute()
  await db.updateTable('inbox').set({ conversation: '' }).where('conversation', '=', conversation).execute()
  await forgetOwn(db, ground, keys, 'transcript', conversation, now)
  const files = await db.deleteFrom('file').where('conversation', '=', conversation).where('case_number', 'is', null).returning(['id', 'key_id']).execute()
  await keys.destroy(
    db,
    files.map((row) => row.key_id),
    now,
  )
  return files.map((row) => row.id)
}
