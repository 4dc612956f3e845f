/** The desk's own store: one SQLite file in DATA_DIR. */
import { join } from 'node:path'
import type { Store, Trace } from '../../../src/store.ts'
import { openOn } from '../store.ts'
import { sqliteGround } from './ground.ts'

/** @param at.folder DATA_DIR; null keeps everything in memory. @param at.key ZHIWEN_KEY. @param at.trace only for tests that let the process die. */
export function openSqlite(at: { readonly folder: string | null; readonly key?: string | undefined; readonly trace?: Trace }, now: Date): Promise<Store> {
  const path = at.folder === null ? ':memory:' : join(at.folder, 'zhiwen.sqlite')
  return openOn(sqliteGround(path, at.trace ?? (() => {})), at.folder, at.key, now)
}
