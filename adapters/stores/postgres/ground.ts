/** PostgreSQL for any number of desk processes: a transaction a write, a lock a conversation. */
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { DeskError } from '../../../src/errors.ts'
import type { Trace } from '../../../src/store.ts'
import { Contention, type Ground } from '../ground.ts'
import type { Tables } from '../tables.ts'
import { pool, postgres } from './dialect.ts'

const CONNECTIONS = 10
/** Past this a conversation goes on without the lock: whoever holds it is lost or slow, and the version check keeps both honest. */
const PATIENCE_MS = 15_000
/** serialization_failure, deadlock_detected. */
const CONTENTION = new Set(['40001', '40P01'])
/** Data exceptions, integrity violations, wrong SQL: bugs of ours, not of the surroundings. */
const MISTAKE = /^(22|23|42)...$/

const code = (error: unknown) => String((error as { code?: unknown } | null)?.code)

export async function postgresGround(url: string, trace: Trace): Promise<Ground> {
  const connections = pool(url, CONNECTIONS)
  const db = new Kysely<Tables>({ dialect: postgres(connections) })
  try {
    const { rows } = await sql<{ fsync: string }>`select current_setting('fsync') as fsync`.execute(db)
    if (rows[0]?.fsync !== 'on') throw new DeskError('postgres-fsync', 'PostgreSQL 关闭了 fsync，断电会丢失已确认的内容', '请在 postgresql.conf 中设置 fsync = on')
  } catch (cause) {
    await db.destroy()
    if (cause instanceof DeskError) throw cause
    throw new DeskError(
      'postgres-unreachable',
      '连不上 PostgreSQL',
      '请检查 ZHIWEN_DATABASE_URL（如 postgres://user:password@127.0.0.1:5432/zhiwen）以及数据库是否在运行',
      { cause },
    )
  }
  const locks = conversationLocks(url)
  const isContention = (error: unknown) => error instanceof Contention || CONTENTION.has(code(error))

  return {
    flavour: 'postgres',
    read: (job) => reached(job(db)),
    async write(job) {
      let value: Awaited<ReturnType<typeof job>>
      try {
        value = await db.transaction().execute(async (transaction) => {
          const made = await job(transaction)
          trace('before-commit')
          return made
        })
      } catch (cause) {
        if (cause instanceof DeskError || isContention(cause) || MISTAKE.test(code(cause))) throw cause
        throw new DeskError('store-not-written', 'PostgreSQL 没有确认这次写入，不能当作已保存', '请检查数据库是否在运行、磁盘是否已满；对方可以重发，恢复后无需重启', {
          cause,
        })
      }
      trace('after-commit')
      return value
    },
    hold: (conversation) => reached(locks.hold(conversation)),
    async scrub() {
      // Dead rows go now rather than when autovacuum comes by; what the server's own log still holds is worthless after the next key rotation.
      await sql`vacuum data_key, conversation, case_event, outbox, file, intake, posted, question, transcript`.execute(db)
    },
    isContention,
    trace,
    async close() {
      await locks.close()
      await db.destroy()
    },
  }
}

/** Says that the database is away, and lets what it answered pass as it is. */
async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (cause) {
    if (cause instanceof DeskError || cause instanceof pg.DatabaseError) throw cause
    throw new DeskError('store-unreachable', '暂时连不上 PostgreSQL', '请检查数据库是否在运行；恢复后无需重启', { cause })
  }
}

/**
 * Advisory locks of one session, one a conversation: they end with the process, however it ends, and hold no connection of the pool while a decision takes its time.
 * Asking never blocks, so that one connection serves them all.
 */
function conversationLocks(url: string): { hold: Ground['hold']; close: () => Promise<void> } {
  let session: Promise<pg.Client> | null = null

  function connected(): Promise<pg.Client> {
    session ??= (async () => {
      const client = new pg.Client({ connectionString: url, application_name: 'zhiwen locks', keepAlive: true, connectionTimeoutMillis: 10_000 })
      const forget = () => {
        session = null
      }
      client.on('error', forget)
      client.on('end', forget)
      await client.connect().catch((error: unknown) => {
        forget()
        throw error
      })
      return client
    })()
    return session
  }

  /** One question after the other: the session answers each at once. */
  let asked: Promise<unknown> = Promise.resolve()

  function ask(verb: 'pg_try_advisory_lock' | 'pg_advisory_unlock', conversation: string): Promise<boolean> {
    const answer = asked.then(async () => {
      const client = await connected()
      const { rows } = await client.query<{ answer: boolean }>(`select ${verb}(hashtextextended($1, 0)) as answer`, [conversation])
      return rows[0]?.answer === true
    })
    asked = answer.catch(() => false)
    return answer
  }

  return {
    async hold(conversation) {
      const patience = AbortSignal.timeout(PATIENCE_MS)
      for (let wait = 2; !patience.aborted; wait = Math.min(2 * wait, 50)) {
        if (await ask('pg_try_advisory_lock', conversation)) {
          return async () => {
            await ask('pg_advisory_unlock', conversation).catch(() => false)
          }
        }
        await pause(wait * (0.5 + Math.random()))
      }
      return async () => {}
    },
    async close() {
      const client = await session?.catch(() => null)
      await client?.end().catch(() => {})
    },
  }
}
