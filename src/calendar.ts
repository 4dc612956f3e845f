/** China's working days and working hours: every time the desk promises, warns or waits is counted here, or said to be uncountable. */
import { PUBLISHED } from './calendar-days.ts'
import { DeskError } from './errors.ts'

/** A year whose holidays are not published, or not yet entered. */
export type CannotCompute = { readonly kind: 'cannot-compute'; readonly year: number }
export type Counted<T> = { readonly kind: 'counted'; readonly value: T } | CannotCompute
/** A moment on the calendar: ISO 8601, always written with +08:00. */
export type When = { readonly kind: 'at'; readonly at: string } | CannotCompute

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Asia/Shanghai has kept UTC+8 without summer time since 1991. */
const OFFSET = 8 * 60 * MINUTE
/** The bureau's own hours, in minutes of the day. */
const OPENS = 9 * 60
const CLOSES = 17 * 60
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** A moment as Shanghai reads it: whole days since 1970, and milliseconds into the day. */
type Local = { readonly day: number; readonly ms: number }

function local(at: string): Local {
  const time = INSTANT.test(at) ? Date.parse(at) : Number.NaN
  if (Number.isNaN(time)) throw new DeskError('calendar-instant', `“${at}” 不是带时区的时刻`, '请用 ISO 8601，如 2026-11-23T09:00:00+08:00')
  const day = Math.floor((time + OFFSET) / DAY)
  return { day, ms: time + OFFSET - day * DAY }
}

function written({ day, ms }: Local): string {
  return `${new Date(day * DAY + ms).toISOString().replace(/(?:\.000)?Z$/, '')}+08:00`
}

function date(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Whether a day is worked, or the year that nobody published. */
function worked(day: number): boolean | CannotCompute {
  const iso = date(day)
  const year = Number(iso.slice(0, 4))
  const published = PUBLISHED[year]
  if (!published) return { kind: 'cannot-compute', year }
  const short = iso.slice(5)
  if (published.worked.includes(short)) return true
  const weekday = new Date(day * DAY).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !published.off.some(([first, last]) => first <= short && short <= last)
}

/** The date in China at a moment, `2026-11-23`. */
export function dateInChina(at: string): string {
  return date(local(at).day)
}

/** Whether a date (`2026-10-10`) is a working day. */
export function isWorkingDay(iso: string): Counted<boolean> {
  const found = worked(local(`${iso}T12:00:00+08:00`).day)
  return typeof found === 'boolean' ? { kind: 'counted', value: found } : found
}

/** Whether the bureau is at work at a moment: a working day, 9:00 up to but not at 17:00. */
export function isWorking(at: string): Counted<boolean> {
  const { day, ms } = local(at)
  const found = worked(day)
  if (typeof found !== 'boolean') return found
  return { kind: 'counted', value: found && ms >= OPENS * MINUTE && ms < CLOSES * MINUTE }
}

/** The moment itself when the bureau is at work, else 9:00 of the next working day. */
export function nextWorking(at: string): When {
  const { day, ms } = local(at)
  for (let d = day; ; d++) {
    const found = worked(d)
    if (typeof found !== 'boolean') return found
    const from = d > day ? OPENS * MINUTE : Math.max(ms, OPENS * MINUTE)
    if (found && from < CLOSES * MINUTE) return { kind: 'at', at: written({ day: d, ms: from }) }
  }
}

/**
 * The end of the n-th working day after the day of `from`: the first day does not count, and the last one ends when
 * business does (《民法典》第二百零一条、第二百零三条).
 * @throws DeskError when n is not a whole number from 1.
 */
export function addWorkingDays(from: string, n: number): When {
  if (!Number.isInteger(n) || n < 1) throw new DeskError('calendar-days', `工作日数 ${n} 不是正整数`, '请给 1 以上的整数')
  let { day } = local(from)
  const today = worked(day)
  if (typeof today !== 'boolean') return today
  for (let left = n; left > 0; ) {
    const found = worked(++day)
    if (typeof found !== 'boolean') return found
    if (found) left--
  }
  return { kind: 'at', at: written({ day, ms: CLOSES * MINUTE }) }
}

/**
 * The moment `hours` working hours after `from`, counted only while the bureau is at work.
 * @throws DeskError when hours is negative or no number.
 */
export function addWorkingHours(from: string, hours: number): When {
  if (!(hours >= 0) || !Number.isFinite(hours)) throw new DeskError('calendar-hours', `工作小时数 ${hours} 不是非负数`, '请给 0 以上的数')
  const start = nextWorking(from)
  if (start.kind === 'cannot-compute') return start
  let { day, ms } = local(start.at)
  let left = Math.round(hours * 60 * MINUTE)
  for (;;) {
    const rest = CLOSES * MINUTE - ms
    if (left <= rest) return { kind: 'at', at: written({ day, ms: ms + left }) }
    left -= rest
    const next = nextWorking(written({ day: day + 1, ms: 0 }))
    if (next.kind === 'cannot-compute') return next
    ;({ day, ms } = local(next.at))
  }
}

/** The latest moment that still leaves `hours` working hours before another. */
export function workingHoursBefore(until: string, hours: number): When {
  if (!(hours >= 0) || !Number.isFinite(hours)) throw new DeskError('calendar-hours', `工作小时数 ${hours} 不是非负数`, '请给 0 以上的数')
  let { day, ms } = local(until)
  let left = Math.round(hours * 60 * MINUTE)
  for (;;) {
    const found = worked(day)
    if (typeof found !== 'boolean') return found
    const worth = found ? Math.max(0, Math.min(ms, CLOSES * MINUTE) - OPENS * MINUTE) : 0
    if (left <= worth) return { kind: 'at', at: written({ day, ms: Math.min(ms, CLOSES * MINUTE) - left }) }
    left -= worth
    day -= 1
    ms = DAY
  }
}

/** The working hours between two moments; 0 when the second is not later. */
export function workingHours(from: string, to: string): Counted<number> {
  const a = local(from)
  const b = local(to)
  let total = 0
  for (let day = a.day; day <= b.day; day++) {
    const found = worked(day)
    if (typeof found !== 'boolean') return found
    const start = Math.max(OPENS * MINUTE, day === a.day ? a.ms : 0)
    const end = Math.min(CLOSES * MINUTE, day === b.day ? b.ms : DAY)
    if (found) total += Math.max(0, end - start)
  }
  return { kind: 'counted', value: total / (60 * MINUTE) }
}
