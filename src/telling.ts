/** Looks up where everybody is who has to hear of a change, and says what goes out. */
import type { Changed } from './case-file.ts'
import { told } from './reach.ts'
import type { Outgoing, Store } from './store.ts'

/** @param conversation the enterprise's own, where the case is only now being opened. */
export async function tellOf(store: Store, changed: readonly Changed[], conversation: string | null = null): Promise<Outgoing[]> {
  if (changed.length === 0) return []
  const [officers, rooms] = await Promise.all([store.officers.list(), store.officers.rooms()])
  const all = await Promise.all(
    changed.map(async (one) => {
      const [row, slack] = await Promise.all([store.cases.row(one.case.number), store.outbox.standing('slack', one.case.number)])
      const to = { ...one, conversation: row ? row.conversation : conversation }
      return told(
        to,
        { officers, rooms },
        slack.map((s) => s.conversation),
      )
    }),
  )
  return all.flat()
}
