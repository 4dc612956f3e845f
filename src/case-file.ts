/** A case as the store holds it: read into where it stands, and what more of its events makes of it. */
import { type Case, fold, step } from './cases/case.ts'
import { chained, EMPTY } from './cases/chain.ts'
import type { CaseEvent, CaseNotice, EventDraft } from './cases/event.ts'
import { summary } from './cases/receipt.ts'
import { lookAt } from './cases/watch.ts'
import type { CaseChange, EventRow, Store } from './store.ts'

export type CaseFile = { readonly case: Case; readonly events: readonly CaseEvent[] }
/** A case that changes, as it will be, and what is told about it. */
export type Changed = { readonly case: Case; readonly change: CaseChange; readonly notices: readonly CaseNotice[] }

/** How long a closed case is kept before it is erased (consent and disclosure records live longer, TRUST, Law). */
export const KEEP_CLOSED_MS = 3 * 365 * 24 * 3600_000

/** null when there is no such case, or it is erased. @throws DeskError when its events cannot have happened. */
export async function readCase(store: Store, number: string): Promise<CaseFile | null> {
  const events = (await store.cases.events(number)) as readonly CaseEvent[]
  return events.length > 0 ? { case: fold(events), events } : null
}

/** The events in their place after what has happened so far. @param before null opens the case. */
export function appended(number: string, before: Case | null, drafts: readonly EventDraft[], notices: readonly CaseNotice[]): Changed {
  const events = chained(number, before?.head ?? EMPTY, drafts)
  const after = before ? events.reduce(step, before) : fold(events)
  return { case: after, change: change(after, before?.version ?? 0, events), notices }
}

/** What the store appends and lists. */
export function change(after: Case, expected: number, events: readonly CaseEvent[]): CaseChange {
  const { kind, status, city, departments, accountable, due, closedAt } = summary(after)
  const wake = lookAt(after)
  return {
    case: after.number,
    expected,
    events: events as readonly EventRow[],
    summary: {
      kind,
      status,
      city,
      departments,
      accountable,
      handler: after.handler?.officer ?? null,
      due: due ? new Date(due) : null,
      wakeAt: wake ? new Date(wake) : null,
      keepUntil: closedAt ? new Date(Date.parse(closedAt) + KEEP_CLOSED_MS) : null,
    },
  }
}
