/** SQLite in one file: a connection that writes, with the commits of one tick in one transaction, and one that reads. */
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { DeskError } from '../../../src/errors.ts'
import type { Trace } from '../../../src/store.ts'
import { Contention, type Ground } from '../ground.ts'
import type { Db, Tables } from '../tables.ts'
import { nodeSqlite } from './dialect.ts'

/** Older ones can lose committed writes in WAL mode when two connections write (fixed in 3.51.3, https://sqlite.org/wal.html#walresetbug). */
const OLDEST = '3.51.3'
/** What a connection keeps of the file in memory, in KiB. */
const CACHE_KIB = 8_192
/** How long a write waits for another process's commit. */
const BUSY_MS = 5_000
/** What costs is the commit: one waits for more as long as every round of the event loop brings some, for so many writes and so long at most. */
const GATHER_MOST = 64
const GATHER_MS = 25
/** After a commit that several shared, the next one leaves time for as many. */
const REST_MS = 5
/** Whoever is in a hurry takes so many others along, and no more. */
const ALONG = 8

type Job = { readonly run: (db: Db) => Promise<unknown>; readonly done: (value: unknown) => void; readonly failed: (error: unknown) => void }

/** @param path a file, or `:memory:` for a store that ends with the process. */
export function sqliteGround(path: string, trace: Trace): Ground {
  const memory = path === ':memory:'
  if (!memory) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const writing = connect(path, memory)
  if (!memory) chmodSync(path, 0o600)
  const writer = new Kysely<Tables>({ dialect: nodeSqlite(writing) })
  const reader = memory ? writer : new Kysely<Tables>({ dialect: nodeSqlite(connect(path, memory)) })

  let waiting: Job[] = []
  let hurried: Job[] = []
  let flushing: Promise<void> | null = null

  let closed = false

  let hurry: () => void = () => {}

  function enqueue<T>(run: (db: Db) => Promise<T>, how?: 'at-once'): Promise<T> {
    if (closed) return Promise.reject(new DeskError('store-closed', '数据库已经关闭', '这是程序错误：关闭之后不应再有写入'))
    return new Promise<T>((done, failed) => {
      const queue = how === 'at-once' ? hurried : waiting
      queue.push({ run, done: done as (value: unknown) => void, failed })
      flushing ??= flush()
      if (how === 'at-once') hurry()
    })
  }

  /** Whatever has gathered becomes one transaction; what comes meanwhile becomes the next. */
  async function flush(): Promise<void> {
    let until = performance.now() + GATHER_MS
    let shared = false
    while (waiting.length + hurried.length > 0) {
      if (shared && hurried.length === 0) await rest()
      shared = false
      const before = waiting.length
      await new Promise<void>((resolve) => setImmediate(resolve))
      const more = waiting.length > before && waiting.length < GATHER_MOST && performance.now() < until
      if (more && hurried.length === 0) continue
      const alone = more && waiting.length > ALONG
      const group = alone ? hurried : [...hurried, ...waiting]
      hurried = []
      if (!alone) {
        waiting = []
        until = performance.now() + GATHER_MS
      }
      await commit(group)
      shared = group.length > 1
    }
    flushing = null
  }

  async function rest(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, REST_MS)
      hurry = resolve
    })
    clearTimeout(timer)
  }

  async function commit(group: readonly Job[]): Promise<void> {
    const settled: (() => void)[] = []
    try {
      writing.exec('begin immediate')
      for (const job of group) {
        writing.exec('savepoint one')
        try {
          const value = await job.run(writer)
          settled.push(() => job.done(value))
        } catch (error) {
          // A full disk undoes the whole transaction by itself: then nobody's work is kept.
          if (!writing.isTransaction) throw error
          writing.exec('rollback to one')
          settled.push(() => job.failed(error))
        }
        writing.exec('release one')
      }
      trace('before-commit')
      writing.exec('commit')
    } catch (cause) {
      if (writing.isTransaction) writing.exec('rollback')
      const error = new DeskError('store-not-written', `数据库 ${path} 写不进去，这一批全部没有保存`, '请检查磁盘空间与权限；对方可以重发，恢复后无需重启', { cause })
      for (const job of group) job.failed(error)
      return
    }
    trace('after-commit')
    for (const settle of settled) settle()
  }

  return {
    flavour: 'sqlite',
    read: (job) => (memory ? enqueue(job) : job(reader)),
    write: enqueue,
    hold: async () => async () => {},
    async scrub() {
      // The log still holds the pages as they were: fold it into the file, which secure_delete has overwritten.
      if (!memory) writing.exec('pragma wal_checkpoint(truncate)')
    },
    isContention: (error) => error instanceof Contention,
    trace,
    async close() {
      closed = true
      while (flushing !== null) await flushing
      if (reader !== writer) await reader.destroy()
      await writer.destroy()
      // kysely closes only what it has used.
      if (writing.isOpen) writing.close()
    },
  }
}

/** A connection that is as careful as it should be, or none. */
export function connect(path: string, memory: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true })
  try {
    refuseOldSqlite(String(pragma(database, 'select sqlite_version()')))
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on; pragma temp_store = memory')
    database.exec(`pragma cache_size = -${CACHE_KIB}`)
    const expected: readonly [string, unknown][] = [
      ['journal_mode', memory ? 'memory' : 'wal'],
      ['synchronous', 2],
      ['secure_delete', 1],
      ['foreign_keys', 1],
      ['busy_timeout', BUSY_MS],
    ]
    for (const [name, value] of expected) {
      const found = pragma(database, `pragma ${name}`)
      if (found !== value)
        throw new DeskError(
          'sqlite-setting',
          `SQLite 的 ${name} 是 ${found}，应为 ${value}`,
          '请把数据目录放在本机磁盘上（网络文件系统不支持 WAL），并使用随 npm 安装的 Node',
        )
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function pragma(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0]
}

/** @throws DeskError for a version that can lose what it has acknowledged. */
export function refuseOldSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const [oldMajor = 0, oldMinor = 0, oldPatch = 0] = OLDEST.split('.').map(Number)
  const older = major !== oldMajor ? major < oldMajor : minor !== oldMinor ? minor < oldMinor : patch < oldPatch
  if (older) throw new DeskError('sqlite-old', `SQLite ${version} 在 WAL 模式下可能丢失已提交的内容`, `请使用 ${OLDEST} 或更新的版本（随 npm 安装的 Node 24 自带）`)
}
