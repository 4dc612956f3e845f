/** Lets kysely speak to PostgreSQL through a pool that answers 64-bit integers as numbers. */
import { PostgresDialect } from 'kysely'
import pg from 'pg'

/** The largest of our integers are epoch milliseconds and row numbers, far below 2⁵³. */
const INT8 = 20

export type Pool = pg.Pool

export function pool(url: string, size: number): Pool {
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((id: number, format?: 'text' | 'binary') => (id === INT8 ? Number : pg.types.getTypeParser(id, format as 'text'))) as typeof pg.types.getTypeParser,
  }
  // An acknowledged commit must be on disk whatever the server's default is.
  const made = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    application_name: 'zhiwen',
    options: '-c synchronous_commit=on',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // A server that goes away takes its connections with it, idle or in use: the next query finds a new one or fails by itself, and the process lives.
  made.on('error', () => {})
  made.on('connect', (client) => void client.on('error', () => {}))
  return made
}

export function postgres(made: Pool): PostgresDialect {
  return new PostgresDialect({ pool: made })
}
