/** Contract under random delivery: whatever comes again, late or at once has one effect. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/store.ts'
import { type Count, deliver, hear, inbound, wrongRows } from '../counting.ts'
import { type Place, T0 } from './place.ts'

type Delivery = { readonly conversation: number; readonly n: number; readonly times: number; readonly places: readonly number[] }

/** A few conversations, each message delivered 1–4 times at random places; `burst` deliveries are under way at once. */
const schedules = fc.record({
  deliveries: fc.array(
    fc.record({ conversation: fc.nat(3), n: fc.nat(7), times: fc.integer({ min: 1, max: 4 }), places: fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 }) }),
    {
      minLength: 1,
      maxLength: 16,
    },
  ),
  bursts: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
})

/** @param runs 200 in the suite; `node test/crash/kill.ts --schedules 2000` for the long form. */
export async function checkSchedules(at: Place, runs: number): Promise<void> {
  const stores = [await at.open(), await at.open()] as const
  let run = 0
  await fc.assert(
    fc.asyncProperty(schedules, async ({ deliveries, bursts }) => {
      const mark = `r${run++}`
      const order = deliveries
        .flatMap((d: Delivery) => d.places.slice(0, d.times).map((place) => ({ place, conversation: `${mark}-${d.conversation}`, n: d.n })))
        .sort((a, b) => a.place - b.place)
      const expected = Map.groupBy(deliveries, (d) => `${mark}-${d.conversation}`)
      let done = 0
      for (let i = 0, b = 0; i < order.length; b++) {
        const burst = bursts[b % bursts.length] ?? 1
        const turned = await Promise.all(order.slice(i, i + burst).map((d, k) => hear(stores[k % 2 === 0 ? 0 : 1], d.conversation, d.n, T0)))
        done += turned.filter((t) => t.kind === 'done').length
        i += burst
      }
      let messages = 0
      for (const [conversation, mine] of expected) {
        const distinct = new Set(mine.map((d) => d.n))
        messages += distinct.size
        const sum = [...distinct].reduce((a, b) => a + b, 0)
        expect(await peek(stores[0], conversation)).toMatchObject({ count: distinct.size, sum, events: Math.floor(distinct.size / 3) })
      }
      expect(done).toBe(messages)
      const sent = await deliver(
        stores[0],
        'w',
        () => T0,
        () => {},
      )
      expect(new Set(sent.map((m) => m.key)).size).toBe(sent.length)
      expect(sent).toHaveLength(messages)
    }),
    { numRuns: runs },
  )
  expect(await wrongRows(at.rows)).toEqual([])
  for (const store of stores) await store.close()
}

/** Looks without leaving a trace. */
export async function peek(store: Store, conversation: string): Promise<Count | null> {
  const looked = Symbol('looked')
  let state: Count | null = null
  await store
    .turn(conversation, inbound(conversation, -1), T0, (standing) => {
      state = standing.state as Count | null
      throw looked
    })
    .catch((error: unknown) => {
      if (error !== looked) throw error
    })
  return state
}

export function scheduleContract(at: () => Place): void {
  describe('delivery', () => {
    it('one to four times, in any order, at once, through two processes, has one effect', () => checkSchedules(at(), 200), 120_000)
  })
}
