/** The store for more than one desk process: a PostgreSQL, with the files and the key still in DATA_DIR. */
import type { Store, Trace } from '../../../src/store.ts'
import { openOn } from '../store.ts'
import { postgresGround } from './ground.ts'

/** @param at.url ZHIWEN_DATABASE_URL. @param at.folder DATA_DIR, shared by all the processes. @param at.key ZHIWEN_KEY. @param at.trace only for tests that let the process die. */
export async function openPostgres(
  at: { readonly url: string; readonly folder: string; readonly key?: string | undefined; readonly trace?: Trace },
  now: Date,
): Promise<Store> {
  return openOn(await postgresGround(at.url, at.trace ?? (() => {})), at.folder, at.key, now)
}
