/** Lets kysely speak to the SQLite that Node 24 has built in. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/** Statements that stay prepared; the desk has fewer. */
const KEPT = 200

/** What kysely asks of a statement. */
type Prepared = {
  readonly reader: boolean
  all(parameters: readonly unknown[]): unknown[]
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>
}

/** kysely's own SQLite dialect over `node:sqlite`, whose statements differ from better-sqlite3's in how they take parameters and tell that they return rows. */
export function nodeSqlite(database: DatabaseSync): SqliteDialect {
  const kept = new Map<string, Prepared>()
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(sql) {
        const ready = kept.get(sql)
        if (ready !== undefined) return ready
        if (kept.size >= KEPT) kept.clear()
        const made = prepared(database.prepare(sql))
        kept.set(sql, made)
        return made
      },
    },
  })
}

function prepared(statement: StatementSync): Prepared {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  }
}
