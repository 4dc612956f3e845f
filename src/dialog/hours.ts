/** When the bureau is at work, as the dialog is told it; without a calendar, Monday to Friday, 9:00 to 17:00. */

export type Hours = {
  readonly open: (now: string) => boolean
  /** The next moment somebody is there: the moment itself while open. */
  readonly next: (now: string) => string
}

const OFFSET = 8 * 3600_000
const HOUR = 3600_000

function local(now: string): Date {
  return new Date(Date.parse(now) + OFFSET)
}

export function later(now: string, ms: number): string {
  return `${new Date(Date.parse(now) + ms + OFFSET).toISOString().slice(0, 19)}+08:00`
}

export const WEEKDAYS: Hours = {
  open: (now) => {
    const at = local(now)
    return at.getUTCDay() >= 1 && at.getUTCDay() <= 5 && at.getUTCHours() >= 9 && at.getUTCHours() < 17
  },
  next: (now) => {
    if (WEEKDAYS.open(now)) return now
    const at = local(now)
    const morning = Date.parse(`${at.toISOString().slice(0, 10)}T09:00:00Z`)
    for (let days = 0; ; days++) {
      const then = new Date(morning + days * 24 * HOUR)
      if (then.getTime() > at.getTime() && then.getUTCDay() >= 1 && then.getUTCDay() <= 5) return `${then.toISOString().slice(0, 19)}+08:00`
    }
  },
}
