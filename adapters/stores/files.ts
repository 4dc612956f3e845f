/** Files as received: bytes sealed on disk under a key of their own, everything else in a row. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Selectable } from 'kysely'
import { DeskError } from '../../src/errors.ts'
import { seal, unseal } from '../../src/sealing.ts'
import type { FileRow, Files as Port } from '../../src/store.ts'
import { Contention, type Ground } from './ground.ts'
import { syncFolder } from './key-file.ts'
import type { DataKey, Keys } from './keys.ts'
import type { Tables } from './tables.ts'

/** A file on disk without a row is somebody's upload under way, or what a crash left: after this long it is the latter. */
const ORPHAN_MS = 60 * 60 * 1000

export type Files = Port & {
  readonly unlink: (ids: readonly string[]) => Promise<void>
  /** Takes away what no row knows. @returns how many. */
  readonly sweep: (now: Date) => Promise<number>
}

const place = (id: string, column: 'name' | 'bytes') => `file/${id}/${column}`

/** @param folder null keeps the bytes in memory, for a store that ends with the process. */
export function files(ground: Ground, keys: Keys, folder: string | null): Files {
  const shelf = folder === null ? inMemory() : onDisk(join(folder, 'files'), ground)

  async function of(column: 'case_number' | 'conversation', value: string): Promise<FileRow[]> {
    return ground.read(async (db) => {
      const rows = await db.selectFrom('file').selectAll().where(column, '=', value).orderBy('at').orderBy('id').execute()
      const opened = await keys.findAll(
        db,
        rows.map((row) => row.key_id),
      )
      return rows.flatMap((row) => read(row, opened.get(row.key_id)) ?? [])
    })
  }

  return {
    async put(conversation, file, now, keepUntil) {
      const hash = createHash('sha256').update(file.bytes).digest('hex')
      const before = (await of('conversation', conversation)).find((row) => row.hash === hash)
      if (before !== undefined) return before
      const id = randomUUID()
      const key = keys.mint()
      await shelf.put(id, seal(key.key, place(id, 'bytes'), file.bytes))
      // The key is committed with the row; until then the bytes on disk are noise to everybody.
      try {
        await ground.write(async (db) => {
          await keys.keep(db, key, now)
          const row = {
            id,
            conversation,
            hash,
            key_id: key.id,
            case_number: null,
            type: file.type,
            size: file.bytes.length,
            at: now.getTime(),
            keep_until: keepUntil.getTime(),
          }
          const { numInsertedOrUpdatedRows } = await db
            .insertInto('file')
            .values({ ...row, name: seal(key.key, place(id, 'name'), Buffer.from(file.name)) })
            .onConflict((c) => c.columns(['conversation', 'hash']).doNothing())
            .executeTakeFirst()
          if (numInsertedOrUpdatedRows !== 1n) throw new Contention()
        })
        return { id, hash, name: file.name, type: file.type, size: file.bytes.length, case: null, at: now }
      } catch (error) {
        // Whether another error was committed is not certain: then the bytes stay, and are swept when no row knows them.
        if (!ground.isContention(error)) throw error
        shelf.drop(id)
      }
      const first = (await of('conversation', conversation)).find((row) => row.hash === hash)
      if (first === undefined) throw new DeskError('file-erased', '文件在保存的同时被删除', '请重新发送')
      return first
    },
    bytes: (id) =>
      ground.read(async (db) => {
        const row = await db.selectFrom('file').select('key_id').where('id', '=', id).executeTakeFirst()
        const key = row === undefined ? null : await keys.find(db, row.key_id)
        if (key === null) return null
        const sealed = shelf.get(id)
        if (sealed === null) throw new DeskError('file-absent', `文件 ${id} 有记录，但数据目录的 files/ 里没有`, '请从备份恢复 files/ 目录')
        return unseal(key.key, place(id, 'bytes'), sealed)
      }),
    ofCase: (number) => of('case_number', number),
    ofConversation: (conversation) => of('conversation', conversation),
    async unlink(ids) {
      for (const id of ids) shelf.drop(id)
    },
    async sweep(now) {
      const old = shelf.olderThan(now.getTime() - ORPHAN_MS)
      const known = await ground.read(async (db) => new Set((await db.selectFrom('file').select('id').execute()).map((row) => row.id)))
      const orphans = old.filter((name) => !known.has(name))
      for (const id of orphans) shelf.drop(id)
      return orphans.length
    },
  }
}

function read(row: Selectable<Tables['file']>, key: DataKey | undefined): FileRow | null {
  if (key === undefined) return null
  const name = Buffer.from(unseal(key.key, place(row.id, 'name'), row.name)).toString('utf8')
  return { id: row.id, hash: row.hash, name, type: row.type, size: row.size, case: row.case_number, at: new Date(row.at) }
}

type Shelf = { put(id: string, sealed: Uint8Array): Promise<void>; get(id: string): Uint8Array | null; drop(id: string): void; olderThan(time: number): string[] }

function inMemory(): Shelf {
  const kept = new Map<string, Uint8Array>()
  return { put: async (id, sealed) => void kept.set(id, sealed), get: (id) => kept.get(id) ?? null, drop: (id) => void kept.delete(id), olderThan: () => [] }
}

function onDisk(folder: string, ground: Ground): Shelf {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    async put(id, sealed) {
      const beside = join(folder, `${id}.part`)
      const handle = await open(beside, 'wx', 0o600)
      try {
        await handle.writeFile(sealed)
        await handle.sync()
      } finally {
        await handle.close()
      }
      ground.trace('upload-written')
      renameSync(beside, join(folder, id))
      syncFolder(folder)
      ground.trace('upload-renamed')
    },
    get(id) {
      try {
        return readFileSync(join(folder, id))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    drop: (id) => rmSync(join(folder, id), { force: true }),
    olderThan: (time) => readdirSync(folder).filter((name) => (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY) < time),
  }
}
