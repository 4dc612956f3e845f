/** Questions as they were asked: written by the turn that answered them, for the bureau to learn from. */
import type { Selectable } from 'kysely'
import { sealJson } from '../../src/sealing.ts'
import type { Asked, Question } from '../../src/store.ts'
import type { Ground } from './ground.ts'
import { type DataKey, type Keys, opened } from './keys.ts'
import { ownKey } from './own-keys.ts'
import type { Db, Tables } from './tables.ts'

const place = (conversation: string, id: string) => `question/${conversation}/${id}/text`
const flag = (useful: boolean | null) => (useful === null ? null : useful ? 1 : 0)

export async function ask(db: Db, ground: Ground, keys: Keys, conversation: string, questions: readonly Question[], now: Date): Promise<void> {
  if (questions.length === 0) return
  const key = await ownKey(db, ground, keys, 'question', conversation, now)
  const rows = questions.map(({ id, at, text, answered, reason, clauses, useful }) => ({
    id,
    conversation,
    key_id: key.id,
    at: at.getTime(),
    text: sealJson(key.key, place(conversation, id), text),
    answered: answered ? 1 : 0,
    reason,
    clauses: JSON.stringify(clauses),
    useful: flag(useful),
  }))
  await db
    .insertInto('question')
    .values(rows)
    .onConflict((c) => c.column('id').doNothing())
    .execute()
}

export function asked(ground: Ground, keys: Keys): Asked {
  return {
    rate: (id, useful) =>
      ground.write(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('question')
          .set({ useful: flag(useful) })
          .where('id', '=', id)
          .executeTakeFirst()
        return numUpdatedRows === 1n
      }),

    list: ({ since, answered, limit }) =>
      ground.read(async (db) => {
        const rows = await db
          .selectFrom('question')
          .selectAll()
          .where('at', '>=', since.getTime())
          .$if(answered !== undefined, (q) => q.where('answered', '=', answered === true ? 1 : 0))
          .orderBy('at', 'desc')
          .orderBy('sequence', 'desc')
          .limit(limit)
          .execute()
        const found = await keys.findAll(
          db,
          rows.map((row) => row.key_id),
        )
        return rows.flatMap((row) => read(row, found.get(row.key_id)) ?? [])
      }),
  }
}

function read(row: Selectable<Tables['question']>, key: DataKey | undefined): Question | null {
  const found = opened(key, place(row.conversation, row.id), row.text)
  if (found === null) return null
  return {
    id: row.id,
    at: new Date(row.at),
    text: found.json as string,
    answered: row.answered === 1,
    reason: row.reason,
    clauses: JSON.parse(row.clauses) as string[],
    useful: row.useful === null ? null : row.useful === 1,
  }
}
