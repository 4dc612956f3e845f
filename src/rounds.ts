/** The desk's rounds: what the clock asks of conversations and cases, each in a transaction of its own, in working hours. */
import { appended, readCase } from './case-file.ts'
import { dueActions } from './cases/watch.ts'
import { chinaTime } from './clock.ts'
import type { Store } from './store.ts'
import { tellOf } from './telling.ts'

/** A case nobody can do anything about until somebody enters that year's holidays. */
export type Stuck = { readonly case: string; readonly year: number }

const AT_ONCE = 100
/** What a round leaves of itself in the store. */
const ROUND_KEPT_MS = 24 * 3600_000

/** Reminds, escalates, takes back transfers, ends silent talks. */
export async function roundOfCases(store: Store, now: Date): Promise<readonly Stuck[]> {
  const stuck: Stuck[] = []
  for (const { case: number, version } of await store.cases.waking(now, AT_ONCE)) {
    await store.turn(`case:${number}`, { channel: 'clock', id: `${number}@${version}@${now.toISOString().slice(0, 13)}` }, now, async ({ state }) => {
      const before = (await readCase(store, number))?.case
      const nothing = { value: null, state, keepUntil: new Date(now.getTime() + ROUND_KEPT_MS) }
      if (!before) return nothing
      const actions = dueActions(before, chinaTime(now))
      stuck.push(...actions.flatMap((a) => (a.kind === 'cannot-compute' ? [{ case: number, year: a.year }] : [])))
      const due = actions.flatMap((a) => (a.kind === 'cannot-compute' ? [] : [a]))
      if (due.length === 0) return nothing
      const changed = appended(
        number,
        before,
        due.flatMap((a) => a.events),
        due.flatMap((a) => a.notices),
      )
      return { ...nothing, cases: [changed.change], outgoing: await tellOf(store, [changed]) }
    })
  }
  return stuck
}
