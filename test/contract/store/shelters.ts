/** The places contract tests run in: a folder with an SQLite file, or a database of its own on a real PostgreSQL. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { postgresGround } from '../../../adapters/stores/postgres/ground.ts'
import { openPostgres } from '../../../adapters/stores/postgres/store.ts'
import { sqliteGround } from '../../../adapters/stores/sqlite/ground.ts'
import { openSqlite } from '../../../adapters/stores/sqlite/store.ts'
import { sharedCluster } from '../postgres.ts'
import { type Place, type Shelter, T0 } from './place.ts'

function folderOnDisk(): string {
  return mkdtempSync(join(tmpdir(), 'zhiwen-store-'))
}

function contents(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'key' && statSync(join(folder, name)).isFile())
  return Buffer.concat(names.map((name) => readFileSync(join(folder, name))))
}

export function sqlitePlace(): Place {
  const folder = folderOnDisk()
  const rows: Place['rows'] = async (sql) => {
    const database = new DatabaseSync(join(folder, 'zhiwen.sqlite'), { timeout: 5_000 })
    try {
      return database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }))
    } finally {
      database.close()
    }
  }
  return {
    folder,
    rows,
    ground: async () => sqliteGround(join(folder, 'zhiwen.sqlite'), () => {}),
    open: ({ trace, key, folder: other } = {}) => openSqlite({ folder: other ?? folder, key, ...(trace === undefined ? {} : { trace }) }, T0),
    columns: async () =>
      (
        await rows("select m.name || '.' || c.name as name from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'")
      ).map((row) => String(row.name)),
    stolen: async () => contents(folder),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

export async function sqliteShelter(): Promise<Shelter> {
  return { name: 'SQLite', place: async () => sqlitePlace(), close: async () => {} }
}

export function postgresPlace(url: string): Place {
  const folder = folderOnDisk()
  const rows: Place['rows'] = async (sql) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[]
    } finally {
      await client.end()
    }
  }
  return {
    folder,
    rows,
    ground: () => postgresGround(url, () => {}),
    open: ({ trace, key, folder: other } = {}) => openPostgres({ url, folder: other ?? folder, key, ...(trace === undefined ? {} : { trace }) }, T0),
    columns: async () =>
      (await rows("select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'")).map((row) => String(row.name)),
    // What PostgreSQL writes is read back as dumps and backups would hold it.
    stolen: async () => null,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

export async function postgresShelter(): Promise<Shelter> {
  const cluster = await sharedCluster()
  // Making a database takes longer than most tests: one that is done with is emptied and used again.
  const free: string[] = []
  async function place(): Promise<Place> {
    const url = free.pop() ?? (await cluster.database())
    const made = postgresPlace(url)
    return {
      ...made,
      async remove() {
        await made.rows('drop schema public cascade')
        await made.rows('create schema public')
        free.push(url)
        await made.remove()
      },
    }
  }
  return { name: 'PostgreSQL', place, close: cluster.stop }
}
