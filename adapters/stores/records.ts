/** Records that outlive what they are about: consent, disclosure, looks at personal fields, erasures. */
import type { Entry, Keeping } from '../../src/keeping.ts'
import type { Ground } from './ground.ts'
import type { Db } from './tables.ts'

export async function note(db: Db, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ kind, subject, by, detail, at, keepUntil }) => ({ kind, subject, actor: by, detail, at: at.getTime(), keep_until: keepUntil.getTime() }))
  if (rows.length > 0) await db.insertInto('record').values(rows).execute()
}

export function records(ground: Ground): Pick<Keeping, 'record' | 'records'> {
  return {
    record: (entry) => ground.write((db) => note(db, [entry])),
    records: (subject) =>
      ground.read(async (db) => {
        const rows = await db.selectFrom('record').selectAll().where('subject', '=', subject).orderBy('sequence').execute()
        return rows.map((row) => ({
          kind: row.kind as Entry['kind'],
          subject: row.subject,
          by: row.actor,
          detail: row.detail,
          at: new Date(row.at),
          keepUntil: new Date(row.keep_until),
        }))
      }),
  }
}
