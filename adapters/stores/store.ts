/** Puts a store together over one database, whichever it is. */
import type { Store } from '../../src/store.ts'
import { asked } from './asked.ts'
import { cases } from './cases.ts'
import { files } from './files.ts'
import type { Ground } from './ground.ts'
import { type Own, openIntake } from './intake.ts'
import { keeping } from './keeping.ts'
import { openKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { officers } from './officers.ts'
import { outbox } from './outbox.ts'
import { posted } from './posted.ts'
import { transcripts } from './transcripts.ts'
import { turns } from './turns.ts'

/** Migrates, agrees on the key, and opens. @param folder DATA_DIR, or null for a store that ends with the process. @param key ZHIWEN_KEY, when it is set. */
export async function openOn(ground: Ground, folder: string | null, key: string | undefined, now: Date): Promise<Store> {
  try {
    await migrate(ground, now)
    const keys = await openKeys(ground, folder, key)
    const shelf = files(ground, keys, folder)
    const own: Own = new Map()
    return {
      turn: turns(ground, keys, own, shelf.unlink),
      ...outbox(ground, keys),
      intake: await openIntake(ground, keys, own, now),
      outbox: posted(ground),
      asked: asked(ground, keys),
      transcripts: transcripts(ground, keys),
      cases: cases(ground, keys),
      files: shelf,
      officers: officers(ground),
      keeping: keeping(ground, keys, shelf),
      close: () => ground.close(),
    }
  } catch (error) {
    await ground.close().catch(() => {})
    throw error
  }
}
