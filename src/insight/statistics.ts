/** How the desk does, from what happened and nothing personal: volumes, and the time to the first response and to the close, held against the clocks that the cases themselves got. Pure. */
import { dateInChina, workingHours } from '../calendar.ts'
import { chinaTime } from '../clock.ts'
import type { Happened } from '../store.ts'
import { type Clock, type Promised, type Verdict, verdict } from './clocks.ts'

/**
 * One way of measuring a group of cases. `done`: how many got there; `median` and `longest` in working hours from the submission.
 * `within` of `held`: clocks in time, of those that have ended or run out; `waiting` of them have run out while nothing has come yet.
 */
export type Times = {
  readonly done: number
  readonly median: number | null
  readonly longest: number | null
  readonly held: number
  readonly within: number
  readonly waiting: number
}
/** The clocks of a group that were promised on one ground. `again`: how many of them were counted anew. `median`: working hours from the clock's beginning to what it promised. */
export type Kept = Promised & {
  readonly begun: number
  readonly again: number
  readonly held: number
  readonly within: number
  readonly waiting: number
  readonly median: number | null
}
/** `name` is a city, a department or a kind of request; null is what has none. `unread`: cases whose clocks nobody can read any more; they are in no `held`. */
export type Tally = {
  readonly name: string | null
  readonly opened: number
  readonly open: number
  readonly closed: number
  readonly first: Times
  readonly close: Times
  readonly grounds: readonly Kept[]
  readonly unread: number
}
/** A week begins on its Monday; every week between the first and the last is there. */
export type Week = { readonly from: string; readonly opened: Readonly<Record<string, number>>; readonly closed: number }
export type Statistics = {
  readonly whole: Tally
  readonly weeks: readonly Week[]
  readonly byCity: readonly Tally[]
  readonly byDepartment: readonly Tally[]
  readonly byRequest: readonly Tally[]
}

/** One case as the log tells it. `first` and `close`: working hours from its submission, null where it did not get there. */
type Course = Pick<Happened, 'case' | 'request' | 'city' | 'departments'> & {
  readonly opened: string
  readonly open: boolean
  readonly closed: string | null
  readonly first: number | null
  readonly close: number | null
  readonly clocks: readonly Judged[] | null
}
type Judged = Clock & { readonly verdict: Verdict }

const DAY = 24 * 3600_000
/** To ask for papers is a first response too, and so is the close. */
const RESPONSES: readonly string[] = ['answered', 'supplement-requested', 'closed']

/** @param log from the store, oldest first; cases submitted before it begins are left away. @param clocks by case; one that is not there cannot be read. */
export function statistics(log: readonly Happened[], clocks: ReadonlyMap<string, readonly Clock[]>, now: Date): Statistics {
  const at = chinaTime(now)
  const courses = [...Map.groupBy(log, (h) => h.case)].flatMap(([number, events]) => course(events, clocks.get(number) ?? null, at))
  const by = (names: (c: Course) => readonly (string | null)[]) => {
    const groups = new Map<string | null, Course[]>()
    for (const c of courses) for (const name of names(c)) groups.set(name, [...(groups.get(name) ?? []), c])
    return [...groups]
      .map(([name, of]) => tally(name, of))
      .sort((a, b) => Number(a.name === null) - Number(b.name === null) || b.opened - a.opened || (String(a.name) < String(b.name) ? -1 : 1))
  }
  return {
    whole: tally(null, courses),
    weeks: weeks(courses),
    byCity: by((c) => [c.city]),
    byDepartment: by((c) => (c.departments.length ? c.departments : [null])),
    byRequest: by((c) => [c.request]),
  }
}

function course(events: readonly Happened[], clocks: readonly Clock[] | null, now: string): Course[] {
  const [head] = events
  if (head?.event !== 'submitted') return []
  let closed: string | null = null
  let over = false
  let first: string | null = null
  for (const { event, at } of events) {
    const moment = chinaTime(at)
    if (first === null && RESPONSES.includes(event)) first = moment
    if (event === 'reopened') [closed, over] = [null, false]
    if (event === 'closed') [closed, over] = [moment, true]
    if (event === 'withdrawn') over = true
  }
  const { case: number, request, city, departments } = head
  const opened = chinaTime(head.at)
  const judged = clocks?.map((clock) => ({ ...clock, verdict: verdict(clock, now) })) ?? null
  return [
    {
      ...{ case: number, request, city, departments, opened, closed },
      open: !over,
      first: hoursBetween(opened, first),
      close: hoursBetween(opened, closed),
      clocks: judged,
    },
  ]
}

function hoursBetween(from: string, to: string | null): number | null {
  const took = to ? workingHours(from, to) : null
  return took?.kind === 'counted' ? took.value : null
}

function tally(name: string | null, of: readonly Course[]): Tally {
  const clocks = of.flatMap((c) => c.clocks ?? [])
  return {
    name,
    opened: of.length,
    open: of.filter((c) => c.open).length,
    closed: of.filter((c) => c.closed !== null).length,
    first: times(
      of.map((c) => c.first),
      clocks.filter((k) => k.what === 'first-response'),
    ),
    close: times(
      of.map((c) => c.close),
      clocks.filter((k) => k.what === 'completion'),
    ),
    grounds: [...Map.groupBy(clocks, groundOf).values()].map(kept).sort((a, b) => b.begun - a.begun || (a.clause < b.clause ? -1 : 1)),
    unread: of.filter((c) => c.clocks === null).length,
  }
}

function times(took: readonly (number | null)[], clocks: readonly Judged[]): Times {
  const hours = counted(took)
  return { done: hours.length, median: median(hours), longest: hours.at(-1) ?? null, ...judged(clocks) }
}

function judged(clocks: readonly Judged[]): Pick<Times, 'held' | 'within' | 'waiting'> {
  const count = (verdict: Verdict) => clocks.filter((k) => k.verdict === verdict).length
  return { held: clocks.length - count('none'), within: count('kept'), waiting: count('waiting') }
}

function groundOf({ what, workingDays, modality, ours, clause }: Promised): string {
  return [what, workingDays, modality, ours, clause].join(' ')
}

function kept(clocks: readonly Judged[]): Kept {
  const { what, workingDays, modality, ours, clause } = clocks[0] as Judged
  const hours = counted(clocks.map(({ from, end }) => hoursBetween(from, end?.how === 'met' ? end.at : null)))
  return {
    ...{ what, workingDays, modality, ours, clause },
    ...judged(clocks),
    begun: clocks.length,
    again: clocks.filter((k) => k.again).length,
    median: median(hours),
  }
}

/** Those there are, the shortest first. */
function counted(hours: readonly (number | null)[]): number[] {
  return hours.filter((h) => h !== null).sort((a, b) => a - b)
}

function median(sorted: readonly number[]): number | null {
  const half = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[half - 1], sorted[half]]
  if (high === undefined) return null
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}

function weeks(courses: readonly Course[]): Week[] {
  const starts = courses.map((c) => monday(c.opened))
  const ends = courses.flatMap((c) => (c.closed ? [monday(c.closed)] : []))
  const all = [...starts, ...ends].sort()
  const [first, last] = [all[0], all.at(-1)]
  if (first === undefined || last === undefined) return []
  const found: Week[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += 7 * DAY) {
    const from = new Date(at).toISOString().slice(0, 10)
    const opened: Record<string, number> = {}
    courses.forEach((c, i) => {
      if (starts[i] === from) opened[c.request] = (opened[c.request] ?? 0) + 1
    })
    found.push({ from, opened, closed: ends.filter((e) => e === from).length })
  }
  return found
}

/** The Monday of a moment's week, as the calendar in China has it. */
function monday(at: string): string {
  const day = Date.parse(dateInChina(at))
  return new Date(day - ((new Date(day).getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10)
}
