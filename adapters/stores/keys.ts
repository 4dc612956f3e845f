/** A key for every conversation, case and file, wrapped by the master key; destroying it is erasing what it sealed. */
import { randomUUIDv7 } from 'node:crypto'
import { DeskError } from '../../src/errors.ts'
import { fingerprint, newKey, readKey, unsealJson, unwrapKey, wrapKey } from '../../src/sealing.ts'
import type { Ground } from './ground.ts'
import { type MasterKey, masterKey } from './key-file.ts'
import type { Db } from './tables.ts'

export type DataKey = { readonly id: string; readonly key: Uint8Array }

export type Keys = {
  make(db: Db, now: Date): Promise<DataKey>
  /** For bytes that must be sealed before the transaction that `keep`s their key. */
  mint(): DataKey
  keep(db: Db, minted: DataKey, now: Date): Promise<void>
  /** null when the key is destroyed. Keys are not remembered between calls: what is destroyed opens nowhere from then on. */
  find(db: Db, id: string): Promise<DataKey | null>
  findAll(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, DataKey>>
  destroy(db: Db, ids: readonly string[], now: Date): Promise<void>
  rotate(now: Date, printed: string | undefined): Promise<void>
}

/** null for a row whose key is gone or that somebody tampered with: it must not stop the others. */
export function opened(key: DataKey | undefined, place: string, sealed: Uint8Array): { readonly json: unknown } | null {
  if (key === undefined) return null
  try {
    return { json: unsealJson(key.key, place, sealed) }
  } catch (error) {
    if (error instanceof DeskError) return null
    throw error
  }
}

/** So many are asked for at once: SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535. */
const MOST = 1_000

/** Which master key wraps the keys of this database. */
const SETTING = 'master-key'

/** @throws DeskError when the key is missing, malformed, or not the one this database was sealed with. */
export async function openKeys(ground: Ground, folder: string | null, given: string | undefined): Promise<Keys> {
  const sealedWith = await ground.read((db) => db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst())
  const kept = masterKey(folder, given, sealedWith === undefined)
  const master = await agree(ground, kept)
  return keysUnder(ground, kept, master)
}

/** The first process to come writes down which key it is; a rotation that was cut short is finished or dropped. */
async function agree(ground: Ground, kept: MasterKey): Promise<Uint8Array> {
  const mark = fingerprint(kept.key)
  const inForce = await ground.write(async (db) => {
    await db
      .insertInto('setting')
      .values({ name: SETTING, value: mark })
      .onConflict((c) => c.column('name').doNothing())
      .execute()
    return (await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirstOrThrow()).value
  })
  if (inForce === mark) {
    if (kept.next !== null) kept.drop()
    return kept.key
  }
  if (kept.next !== null && inForce === fingerprint(kept.next)) {
    kept.adopt()
    return kept.next
  }
  throw new DeskError('key-wrong', '这把密钥不是封存这个数据库的那一把', '请使用原来的 ZHIWEN_KEY 或数据目录里的 key 文件；密钥轮换过的话，用新的那一把')
}

function keysUnder(ground: Ground, kept: MasterKey, first: Uint8Array): Keys {
  let master = first
  let mark = fingerprint(master)

  function open(row: { id: string; wrapped: Uint8Array | null }): DataKey | null {
    return row.wrapped === null ? null : { id: row.id, key: unwrapKey(master, row.id, row.wrapped) }
  }

  async function findAll(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const asked = [...new Set(ids)]
    const found = new Map<string, DataKey>()
    for (let from = 0; from < asked.length; from += MOST) {
      const some = asked.slice(from, from + MOST)
      for (const row of await db.selectFrom('data_key').select(['id', 'wrapped']).where('id', 'in', some).execute()) {
        const key = open(row)
        if (key !== null) found.set(key.id, key)
      }
    }
    return found
  }

  // In the order of their making, so that the keys of one transaction lie on one page of each index.
  const mint = (): DataKey => ({ id: randomUUIDv7(), key: newKey() })

  async function keep(db: Db, minted: DataKey, now: Date): Promise<void> {
    const setting = db.selectFrom('setting').select('value').where('name', '=', SETTING)
    // The row stays locked until the commit, so that no rotation can pass a key that is just being made.
    const inForce = await (ground.flavour === 'postgres' ? setting.forShare() : setting).executeTakeFirstOrThrow()
    if (inForce.value !== mark) throw new DeskError('key-rotated', '另一个进程轮换了封存密钥', '请重新启动本进程，让它读取新的密钥')
    await db
      .insertInto('data_key')
      .values({ id: minted.id, wrapped: wrapKey(master, minted.id, minted.key), made_at: now.getTime(), destroyed_at: null })
      .execute()
  }

  return {
    mint,
    keep,
    async make(db, now) {
      const minted = mint()
      await keep(db, minted, now)
      return minted
    },
    async find(db, id) {
      return (await findAll(db, [id])).get(id) ?? null
    },
    findAll,
    async destroy(db, ids, now) {
      if (ids.length === 0) return
      await db
        .updateTable('data_key')
        .set({ wrapped: null, destroyed_at: now.getTime() })
        .where('id', 'in', [...ids])
        .where('wrapped', 'is not', null)
        .execute()
    },
    async rotate(_now, printed) {
      const next = printed === undefined ? newKey() : readKey(printed, 'ZHIWEN_KEY')
      const marked = fingerprint(next)
      kept.propose(next)
      await ground.write(async (db) => {
        await db.updateTable('setting').set({ value: marked }).where('name', '=', SETTING).execute()
        for (const row of await db.selectFrom('data_key').select(['id', 'wrapped']).where('wrapped', 'is not', null).execute()) {
          const key = open(row)
          if (key !== null)
            await db
              .updateTable('data_key')
              .set({ wrapped: wrapKey(next, key.id, key.key) })
              .where('id', '=', key.id)
              .execute()
          ground.trace('mid-key-rotation')
        }
      })
      kept.adopt()
      master = next
      mark = marked
      await ground.scrub()
    },
  }
}
