/** Cases as they stand now, rendered for Slack, and their cards kept up to date wherever they stand, one writer at a time for each. */
import { type Clock, chinaTime } from '../../../src/clock.ts'
import type { Card } from '../../../src/officer/queue.ts'
import type { OfficerDesk } from '../../../src/officers.ts'
import type { Store } from '../../../src/store.ts'
import type { Rendered } from './blocks.ts'
import type { Calls } from './calls.ts'
import { type Beside, gone, renderCard } from './card.ts'

export type Cards = {
  /** `waiting`: something is still on its way to the enterprise. */
  readonly rendered: (number: string) => Promise<Rendered & { readonly waiting: boolean; readonly card: Card | null }>
  /** Shows the case as it is now, in place of what stands there. @throws CallFailed */
  readonly update: (number: string, channel: string, ts: string) => Promise<void>
  /** Work on one case in one place, after what is under way there. */
  readonly alone: <T>(place: string, work: () => Promise<T>) => Promise<T>
  readonly stop: () => void
}

export type Means = {
  readonly calls: Calls
  readonly officers: Pick<OfficerDesk, 'cardIn'>
  readonly store: Pick<Store, 'cases' | 'outbox'>
  readonly clock: Clock
  readonly baseUrl: string
  readonly labelOf: (clause: string) => string
}

/** When a card that says “waiting to be sent” is looked at again. */
const LOOK_AGAIN_MS = [2_000, 10_000, 60_000, 600_000]

export function openCards({ calls, officers, store, clock, baseUrl, labelOf }: Means): Cards {
  const lines = new Map<string, Promise<unknown>>()
  const looks = new Map<string, NodeJS.Timeout>()

  async function beside(number: string): Promise<Beside> {
    const row = await store.cases.row(number)
    const all = row?.conversation ? await store.outbox.deliveries(number, row.conversation) : []
    const last = all.at(-1)
    if (!last) return { delivery: null }
    // In order: what stands before holds up what comes after.
    const failures = all.find((d) => d.status === 'waiting')?.failures ?? 0
    const lost = all.slice(0, -1).filter((d) => d.status === 'dead').length
    return { delivery: { status: last.status, at: chinaTime(last.at), failures, lost } }
  }

  async function rendered(number: string): ReturnType<Cards['rendered']> {
    const now = clock()
    const card = await officers.cardIn(number, now)
    if (!card) return { ...gone(number), waiting: false, card: null }
    const also = await beside(number)
    return { ...renderCard(card, also, { baseUrl, labelOf, now: chinaTime(now) }), waiting: also.delivery?.status === 'waiting', card }
  }

  function alone<T>(place: string, work: () => Promise<T>): Promise<T> {
    const mine = (lines.get(place) ?? Promise.resolve()).catch(() => {}).then(work)
    lines.set(place, mine)
    const end = () => {
      if (lines.get(place) === mine) lines.delete(place)
    }
    mine.then(end, end)
    return mine
  }

  /** Nobody tells us when another channel has delivered: we look. */
  function lookAgain(number: string, channel: string, ts: string, nth: number): void {
    const place = `${channel}:${ts}`
    clearTimeout(looks.get(place))
    looks.delete(place)
    const wait = LOOK_AGAIN_MS[nth]
    if (wait === undefined) return
    const timer = setTimeout(() => void update(number, channel, ts, nth + 1).catch(() => {}), wait)
    timer.unref()
    looks.set(place, timer)
  }

  function update(number: string, channel: string, ts: string, nth = 0): Promise<void> {
    return alone(`${channel}:${ts}`, async () => {
      const { text, blocks, waiting } = await rendered(number)
      await calls.call('chat.update', { channel, ts, text, blocks })
      lookAgain(number, channel, ts, waiting ? nth : LOOK_AGAIN_MS.length)
    })
  }

  return {
    rendered,
    update: (number, channel, ts) => update(number, channel, ts),
    alone,
    stop() {
      for (const timer of looks.values()) clearTimeout(timer)
    },
  }
}
