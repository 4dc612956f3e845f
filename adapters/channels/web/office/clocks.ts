/** Reads the clocks of the cases that the statistics are about, at a bounded cost. */
import { readCase } from '../../../../src/case-file.ts'
import { DeskError } from '../../../../src/errors.ts'
import { type Clock, clocksOf } from '../../../../src/insight/clocks.ts'
import type { Happened, Store } from '../../../../src/store.ts'

/** A case is unsealed in 0.15 ms on SQLite: the whole stays well under a second. */
export const MOST = 3_000
const AT_ONCE = 25

/** `erased`: how many have no history any more, or one that cannot be read. `beyond`: how many were submitted before those that were read. */
export type Read = { readonly clocks: ReadonlyMap<string, readonly Clock[]>; readonly erased: number; readonly beyond: number }

/** @param log oldest first; of the cases submitted in it the last are read. */
export async function readClocks(store: Store, log: readonly Happened[], most = MOST): Promise<Read> {
  const submitted = log.filter((h) => h.event === 'submitted').map((h) => h.case)
  const wanted = submitted.slice(Math.max(0, submitted.length - most))
  const clocks = new Map<string, readonly Clock[]>()
  for (let at = 0; at < wanted.length; at += AT_ONCE)
    await Promise.all(
      wanted.slice(at, at + AT_ONCE).map(async (number) => {
        const file = await readCase(store, number).catch(unreadable)
        if (file) clocks.set(number, clocksOf(file.events))
      }),
    )
  return { clocks, erased: wanted.length - clocks.size, beyond: submitted.length - wanted.length }
}

/** One history that is broken takes no figure of the others away. */
function unreadable(error: unknown): null {
  if (error instanceof DeskError) return null
  throw error
}
