/** When the bureau is at work, as the dialog is told it: China's calendar with its make-up days, Monday to Friday in a year nobody has published. */
import { isWorking, nextWorking } from '../calendar.ts'

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

export const OFFICE: Hours = {
  open: (now) => {
    const working = isWorking(now)
    return working.kind === 'counted' ? working.value : WEEKDAYS.open(now)
  },
  next: (now) => {
    const working = nextWorking(now)
    return working.kind === 'at' ? working.at : WEEKDAYS.next(now)
  },
}
