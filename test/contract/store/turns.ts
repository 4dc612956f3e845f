/** Contract of the turn: once, in order, all or nothing. */
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { caseOf, counting, hear, inbound, wrongRows } from '../counting.ts'
import { DAY, event, later, outcome, type Place, summary, T0, words } from './place.ts'

export function turnContract(at: () => Place): void {
  describe('a turn', () => {
    it('begins with nothing and then with what the last one left', async () => {
      const store = await at().open()
      const seen: unknown[] = []
      for (const n of [1, 2]) {
        await store.turn('ann', inbound('ann', n), T0, (standing) => {
          seen.push(standing)
          return outcome({ state: { 称呼: '安', n } })
        })
      }
      expect(seen).toEqual([
        { state: null, version: 0 },
        { state: { 称呼: '安', n: 1 }, version: 1 },
      ])
      await store.close()
    })

    it('runs nothing for a message that was here before, after a restart too', async () => {
      const store = await at().open()
      expect(await hear(store, 'ann', 1, T0)).toMatchObject({ kind: 'done', version: 1 })
      await store.close()
      const again = await at().open()
      expect(await again.turn('ann', inbound('ann', 1), T0, () => expect.unreachable())).toEqual({ kind: 'duplicate' })
      await again.close()
    })

    it('takes the same message once when it comes four times at once', async () => {
      const store = await at().open()
      const turned = await Promise.all([1, 1, 1, 1].map((n) => hear(store, 'ann', n, T0)))
      expect(turned.map((t) => t.kind).sort()).toEqual(['done', 'duplicate', 'duplicate', 'duplicate'])
      await store.close()
    })

    it('takes the messages of a conversation one at a time, two processes or not', async () => {
      const stores = [await at().open(), await at().open()]
      await Promise.all(Array.from({ length: 40 }, (_, n) => hear(stores[n % 2] ?? expect.unreachable(), 'ann', n, T0)))
      const last = await stores[0]?.turn('ann', inbound('ann', 99), T0, ({ state, version }) => outcome({ state: { state, version } }))
      expect(last).toMatchObject({ version: 41 })
      expect(await at().rows('select version from case_file')).toEqual([{ version: 13 }])
      expect(await wrongRows(at().rows)).toEqual(['message without its outbox row: ann/99'])
      for (const store of stores) await store.close()
    })

    it('lets a slow decision hold up its own conversation alone', async () => {
      const store = await at().open()
      let goOn = () => {}
      const slow = store.turn('slow', inbound('slow', 1), T0, async () => {
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
        return outcome()
      })
      const others = await Promise.all(Array.from({ length: 20 }, (_, n) => hear(store, `quick${n}`, 1, T0)))
      expect(others.every((t) => t.kind === 'done')).toBe(true)
      goOn()
      expect(await slow).toMatchObject({ kind: 'done' })
      await store.close()
    })

    it('leaves nothing of a decision that fails, and the message may come again', async () => {
      const store = await at().open()
      await expect(
        store.turn('ann', inbound('ann', 1), T0, () => {
          throw new Error('no idea')
        }),
      ).rejects.toThrow('no idea')
      expect(await hear(store, 'ann', 1, T0)).toMatchObject({ kind: 'done', version: 1 })
      await store.close()
    })

    it('undoes one that cannot be written and none of those beside it', async () => {
      const store = await at().open()
      const bad = store.turn('bad', inbound('bad', 1), T0, () =>
        outcome({ outgoing: [words('lost')], cases: [{ case: 'X', expected: 0, events: [event('X', 5)], summary }] }),
      )
      const good = Promise.all(Array.from({ length: 5 }, (_, n) => hear(store, `good${n}`, 1, T0)))
      await expect(bad).rejects.toMatchObject({ code: 'case-sequence' })
      await good
      expect(await at().rows('select id from inbox order by id')).toHaveLength(5)
      expect(await at().rows("select key from outbox where key = 'lost'")).toEqual([])
      expect(await store.cases.row('X')).toBeNull()
      await store.close()
    })

    it('decides again when an officer moved the case on in the meantime', async () => {
      const store = await at().open()
      for (const n of [1, 2, 3]) await hear(store, 'ann', n, T0)
      const number = caseOf('ann')
      const rounds: number[] = []
      await store.turn('ann', inbound('ann', 4), T0, async () => {
        const expected = (await store.cases.row(number))?.version ?? 0
        rounds.push(expected)
        if (rounds.length === 1)
          await store.turn('officer', inbound('officer', 1), T0, () => outcome({ cases: [{ case: number, expected, events: [event(number, expected + 1)], summary }] }))
        await pause(1)
        return outcome({ cases: [{ case: number, expected, events: [event(number, expected + 1)], summary }] })
      })
      expect(rounds).toEqual([1, 2])
      expect((await store.cases.events(number)).map((e) => e.seq)).toEqual([1, 2, 3])
      await store.close()
    })

    it('of two who open the same case, lets the second see that it is there', async () => {
      const store = await at().open()
      const rounds: (string | null)[] = []
      const both = Promise.withResolvers<void>()
      const open = (who: string) =>
        store.turn(who, inbound(who, 1), T0, async () => {
          const row = await store.cases.row('N-1')
          rounds.push(row?.conversation ?? null)
          if (rounds.length === 2) both.resolve()
          await both.promise
          return outcome(row === null ? { cases: [{ case: 'N-1', expected: 0, events: [event('N-1', 1)], summary }] } : {})
        })
      await Promise.all([open('ann'), open('bob')])
      expect(rounds.filter((who) => who === null)).toHaveLength(2)
      expect(rounds).toHaveLength(3)
      expect(await store.cases.events('N-1')).toHaveLength(1)
      await store.close()
    })

    it('wakes a conversation when its time has come, and once', async () => {
      const store = await at().open()
      await store.turn('ann', inbound('ann', 1), T0, () => outcome({ wakeAt: later(DAY) }))
      await store.turn('bob', inbound('bob', 1), T0, () => outcome())
      expect(await store.keeping.waking(later(DAY - 1), 10)).toEqual([])
      const [woken] = await store.keeping.waking(later(DAY), 10)
      expect(woken).toEqual({ conversation: 'ann', version: 1 })
      await store.turn('ann', { channel: 'clock', id: `ann@${woken?.version}` }, later(DAY), ({ state }) => outcome({ state }))
      expect(await store.keeping.waking(later(DAY), 10)).toEqual([])
      await store.close()
    })

    it('is remembered until its conversation is erased or has been silent too long', async () => {
      const store = await at().open()
      expect(await store.keeping.knows('ann')).toBe(false)
      for (const who of ['ann', 'bob', 'cid']) await store.turn(who, inbound(who, 1), T0, () => outcome({ keepUntil: later(who === 'bob' ? DAY : 9 * DAY) }))
      await store.keeping.eraseConversation('ann', later(1), false)
      await store.keeping.expire(later(DAY))
      expect(await Promise.all(['ann', 'bob', 'cid'].map((who) => store.keeping.knows(who)))).toEqual([false, false, true])
      await store.close()
    })

    it('keeps 200 conversations apart', async () => {
      const store = await at().open()
      await Promise.all(Array.from({ length: 1_000 }, (_, i) => hear(store, `c${i % 200}`, Math.floor(i / 200), T0)))
      expect(await at().rows('select version, count(*) as n from conversation group by version')).toMatchObject([{ version: 5 }])
      expect(await wrongRows(at().rows)).toEqual([])
      let state: unknown
      await store.turn('c7', inbound('c7', 9), T0, (standing) => {
        state = standing.state
        return counting('c7', 9, T0)(standing)
      })
      expect(state).toMatchObject({ count: 5, sum: 10, events: 1 })
      await store.close()
    })
  })
}
