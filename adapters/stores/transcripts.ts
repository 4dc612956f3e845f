/** What was said in a conversation, sealed, for channels that show it again after a reload. */
import type { Selectable } from 'kysely'
import { sealJson } from '../../src/sealing.ts'
import type { Said, Transcripts } from '../../src/store.ts'
import type { Ground } from './ground.ts'
import { type DataKey, type Keys, opened } from './keys.ts'
import { ownKey } from './own-keys.ts'
import type { Tables } from './tables.ts'

const place = (conversation: string, id: string) => `transcript/${conversation}/${id}/body`

export function transcripts(ground: Ground, keys: Keys): Transcripts {
  return {
    append: (conversation, { id, at, from, body }, now) =>
      ground.write(async (db) => {
        const key = await ownKey(db, ground, keys, 'transcript', conversation, now)
        const sealed = sealJson(key.key, place(conversation, id), body)
        await db
          .insertInto('transcript')
          .values({ conversation, id, key_id: key.id, at: at.getTime(), speaker: from, body: sealed, kept_at: now.getTime() })
          .onConflict((c) => c.columns(['conversation', 'id']).doNothing())
          .execute()
      }),

    read: (conversation, limit) =>
      ground.read(async (db) => {
        const last = await db
          .selectFrom('transcript')
          .selectAll()
          .where('conversation', '=', conversation)
          .orderBy('at', 'desc')
          .orderBy('sequence', 'desc')
          .limit(limit)
          .execute()
        const found = await keys.findAll(
          db,
          last.map((row) => row.key_id),
        )
        return last.toReversed().flatMap((row) => read(row, found.get(row.key_id)) ?? [])
      }),
  }
}

function read(row: Selectable<Tables['transcript']>, key: DataKey | undefined): Said | null {
  const found = opened(key, place(row.conversation, row.id), row.body)
  return found === null ? null : { id: row.id, at: new Date(row.at), from: row.speaker as Said['from'], body: found.json }
}
