/** The one place that reads the clock. Everything else is told what time it is. */

export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** ISO 8601 in China's own time. */
export function chinaTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
}

/** The calendar day in China, as ISO 8601. */
export function chinaDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
}
