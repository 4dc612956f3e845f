/** How the desk does, from what happened and nothing personal: volumes, and the time to the first response and to the close, held against the clock. Pure. */
import { addWorkingDays, dateInChina, workingHours } from '../calendar.ts'
import { chinaTime } from '../clock.ts'
import type { Happened } from '../store.ts'

/** What a request is held to, counted from its submission. */
export type Promised = { readonly what: 'first-response' | 'completion'; readonly workingDays: number }

/**
 * One way of measuring a group of cases. `done`: how many got there; `median` and `longest` in working hours.
 * `within` of `held`: in time, of those a clock was held against; who waits beyond it counts as late (`waiting`) though nothing has come yet.
 */
export type Times = {
  readonly done: number
  readonly median: number | null
  readonly longest: number | null
  readonly held: number
  readonly within: number
  readonly waiting: number
}
/** `name` is a city, a department or a kind of request; null is what has none. */
export type Tally = {
  readonly name: string | null
  readonly opened: number
  readonly open: number
  readonly closed: number
  readonly first: Times
  readonly close: Times
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

/** How long a way took, whether that was in time, or that it has not been gone yet. */
type Way = { readonly hours: number | null; readonly late: boolean | null }
/** One case as the log tells it. */
type Course = Pick<Happened, 'case' | 'request' | 'city' | 'departments'> & {
  readonly opened: string
  readonly open: boolean
  readonly closed: string | null
  readonly first: Way
  readonly close: Way
}

const DAY = 24 * 3600_000
/** To ask for papers is a first response too, and so is the close. */
const RESPONSES: readonly string[] = ['answered', 'supplement-requested', 'closed']

/** @param log from the store, oldest first; cases submitted before it begins are left away. @param promised by the kind of request. */
export function statistics(log: readonly Happened[], promised: (request: string) => Promised | null, now: Date): Statistics {
  const courses = [...Map.groupBy(log, (h) => h.case).values()].flatMap((events) => course(events, promised, now))
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

function course(events: readonly Happened[], promised: (request: string) => Promised | null, now: Date): Course[] {
  const [head] = events
  if (head?.event !== 'submitted') return []
  const promise = promised(head.request)
  const opened = chinaTime(head.at)
  /** Where the clock to the close runs from; null while the enterprise looks for its papers. */
  let from: string | null = opened
  let wanted = false
  let closed: string | null = null
  let over = false
  let first: string | null = null
  for (const { event, at } of events) {
    const moment = chinaTime(at)
    if (first === null && RESPONSES.includes(event)) first = moment
    if (event === 'supplement-requested') [from, wanted] = [null, true]
    if (event === 'supplemented' && wanted) [from, wanted] = [moment, false]
    if (event === 'reopened') [from, closed, over] = [moment, null, false]
    if (event === 'closed') [closed, over] = [moment, true]
    if (event === 'withdrawn') over = true
  }
  const { case: number, request, city, departments } = head
  const at = chinaTime(now)
  const running = over ? null : at
  return [
    {
      ...{ case: number, request, city, departments, opened, closed },
      open: !over,
      first: way(opened, opened, first, running, promise?.what === 'first-response' ? promise.workingDays : null),
      close: way(opened, from, closed, running, promise?.what === 'completion' ? promise.workingDays : null),
    },
  ]
}

/** @param from where the clock runs from, null while it stands. @param running the present, null when nothing can come any more. */
function way(opened: string, from: string | null, reached: string | null, running: string | null, days: number | null): Way {
  const took = reached ? workingHours(opened, reached) : null
  const hours = took?.kind === 'counted' ? took.value : null
  const until = days !== null && from !== null ? addWorkingDays(from, days) : null
  if (until?.kind !== 'at') return { hours, late: null }
  const after = (moment: string) => Date.parse(moment) > Date.parse(until.at)
  if (reached) return { hours, late: after(reached) }
  return { hours, late: running !== null && after(running) ? true : null }
}

function tally(name: string | null, of: readonly Course[]): Tally {
  return {
    name,
    opened: of.length,
    open: of.filter((c) => c.open).length,
    closed: of.filter((c) => c.closed !== null).length,
    first: times(of.map((c) => c.first)),
    close: times(of.map((c) => c.close)),
  }
}

function times(ways: readonly Way[]): Times {
  const hours = ways.flatMap((w) => (w.hours === null ? [] : [w.hours])).sort((a, b) => a - b)
  const held = ways.filter((w) => w.late !== null)
  return {
    done: hours.length,
    median: median(hours),
    longest: hours.at(-1) ?? null,
    held: held.length,
    within: held.filter((w) => !w.late).length,
    waiting: held.filter((w) => w.late && w.hours === null).length,
  }
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
