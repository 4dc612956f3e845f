/** The clocks a case has had, each with the ground it was promised on, its own due time and how it ended. Pure. */
import type { When } from '../calendar.ts'
import type { CaseEvent, Due } from '../cases/event.ts'

/** What a time is promised on: the clause, what is promised within how many working days, how strongly, and whether it is the bureau's own standard. */
export type Promised = Pick<Due, 'what' | 'workingDays' | 'modality' | 'ours'> & { readonly clause: string }
/**
 * `again`: counted anew, after papers or because the enterprise opened the case again; its due time is the one it got then.
 * `end` is null while it runs. `met`: what was promised happened. `stopped`: the enterprise looks for its papers, or has withdrawn.
 */
export type Clock = Promised & {
  readonly from: string
  readonly until: When
  readonly again: boolean
  readonly end: { readonly how: 'met' | 'stopped'; readonly at: string } | null
}

/** To ask for papers is a response too, and so is the close. */
const RESPONSES: readonly string[] = ['answered', 'supplement-requested', 'closed']
const STOPS: readonly string[] = ['supplement-requested', 'withdrawn']

/** @param events of one case, oldest first. */
export function clocksOf(events: readonly CaseEvent[]): Clock[] {
  const clocks: Clock[] = []
  for (const event of events) {
    const running = clocks.at(-1)
    if (running && !running.end) {
      const met = running.what === 'first-response' ? RESPONSES.includes(event.kind) : event.kind === 'closed'
      if (met || STOPS.includes(event.kind)) clocks[clocks.length - 1] = { ...running, end: { how: met ? 'met' : 'stopped', at: event.at } }
    }
    const due = event.kind === 'submitted' || event.kind === 'supplemented' || event.kind === 'reopened' ? event.data.due : null
    if (due) clocks.push(begun(due, event.kind !== 'submitted'))
  }
  return clocks
}

function begun({ what, workingDays, modality, ours, ground, from, until }: Due, again: boolean): Clock {
  return { what, workingDays, modality, ours, clause: ground.clause, from, until, again, end: null }
}

/** `waiting`: late, and what was promised has not happened yet. `none`: nothing can be said: it runs and has time, was stopped in time, or cannot be computed. */
export type Verdict = 'kept' | 'late' | 'waiting' | 'none'

/** @param now ISO 8601. The due minute itself is still in time. */
export function verdict({ until, end }: Clock, now: string): Verdict {
  if (until.kind !== 'at') return 'none'
  const over = Date.parse(end?.at ?? now) > Date.parse(until.at)
  if (!end) return over ? 'waiting' : 'none'
  return over ? 'late' : end.how === 'met' ? 'kept' : 'none'
}
