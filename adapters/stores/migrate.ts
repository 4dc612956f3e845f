/** Brings a database to the newest schema: numbered steps, each committed whole, under a lock that lets one process at a time do it. */
import { sql } from 'kysely'
import { DeskError } from '../../src/errors.ts'
import type { Ground } from './ground.ts'
import { first } from './migrations/001-first.ts'
import { officersAtWork } from './migrations/002-officers-at-work.ts'
import type { Db } from './tables.ts'

export type Migration = { readonly number: number; readonly name: string; readonly up: (db: Db, flavour: Ground['flavour'], step: () => void) => Promise<void> }

export const migrations: readonly Migration[] = [
  { number: 1, name: 'first', up: first },
  { number: 2, name: 'officers-at-work', up: officersAtWork },
]

/** An advisory lock of PostgreSQL, held until the step commits; SQLite's write transaction is lock enough. */
const LOCK = 732_018_032

/**
 * @param now when a step is noted as taken.
 * @throws DeskError when the database was written by a newer desk.
 */
export async function migrate(ground: Ground, now: Date, steps: readonly Migration[] = migrations): Promise<void> {
  const newest = steps.at(-1)?.number ?? 0
  for (;;) {
    const more = await ground.write(async (db) => {
      if (ground.flavour === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(db)
      const time = ground.flavour === 'postgres' ? 'bigint' : 'integer'
      await sql`create table if not exists migration (number integer primary key, name text not null, at ${sql.raw(time)} not null)`.execute(db)
      const { rows } = await sql<{ number: number | null }>`select max(number) as number from migration`.execute(db)
      const reached = Number(rows[0]?.number ?? 0)
      if (reached > newest) {
        throw new DeskError('schema-newer', `数据库的结构是第 ${reached} 版，本程序只认识到第 ${newest} 版`, '请用写下这个数据库的新版知问打开它，或恢复升级之前的备份')
      }
      const next = steps.find((step) => step.number === reached + 1)
      if (next === undefined) return false
      await next.up(db, ground.flavour, () => ground.trace('mid-migration'))
      await sql`insert into migration (number, name, at) values (${next.number}, ${next.name}, ${now.getTime()})`.execute(db)
      return true
    })
    if (!more) return
  }
}
