/** Contract of the intake: what is acknowledged waits for its turn, and has it once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readKey, unwrapKey } from '../../../src/sealing.ts'
import type { Accepted, Store } from '../../../src/store.ts'
import { accepted, catchUp, hear, inbound, receive, wrongRows } from '../counting.ts'
import { commit, event, later, outcome, type Place, summary, T0 } from './place.ts'
import { peek } from './schedules.ts'

const ids = (waiting: readonly Accepted[]) => waiting.map(({ id }) => id)

export function intakeContract(at: () => Place): void {
  describe('the intake', () => {
    const withStore = async (run: (store: Store) => Promise<void>) => {
      const store = await at().open()
      await run(store)
      await store.close()
    }

    it('gives back what was put in, in the order it came, after a restart too', async () => {
      const slack: Accepted = { channel: 'slack', id: 'e1', conversation: 'slack:C1', body: { text: '<@U1> 质押', files: [{ url: 'x' }] } }
      await withStore(async (store) => {
        expect(await store.intake.put(accepted('bob', 1), T0)).toBe('new')
        expect(await store.intake.put(slack, T0)).toBe('new')
        expect(await store.intake.put(accepted('ann', 1), T0)).toBe('new')
      })
      await withStore(async (store) => {
        expect(await store.intake.waiting('test', 9)).toEqual([accepted('bob', 1), accepted('ann', 1)])
        expect(await store.intake.waiting('test', 1)).toEqual([accepted('bob', 1)])
        expect(await store.intake.waiting('slack', 9)).toEqual([slack])
      })
    })

    it('takes an id once while it waits, and not again once it had its turn', () =>
      withStore(async (store) => {
        const puts = await Promise.all([1, 1, 1, 1].map((n) => store.intake.put(accepted('ann', n), T0)))
        expect(puts.sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'new'])
        expect(await store.intake.put({ ...accepted('ann', 1), channel: 'other' }, T0)).toBe('new')
        await hear(store, 'ann', 1, T0)
        expect(await store.intake.put(accepted('ann', 1), T0)).toBe('duplicate')
        await hear(store, 'ann', 2, T0)
        expect(await store.intake.put(accepted('ann', 2), T0)).toBe('duplicate')
        expect(await store.intake.waiting('test', 9)).toEqual([])
      }))

    it('answers each of many at once as if it had come alone, and keeps them in the order they came', () =>
      withStore(async (store) => {
        for (const n of [3, 60]) await hear(store, 'ann', n, T0)
        await store.intake.put(accepted('ann', 5), T0)
        const coming = Array.from({ length: 100 }, (_, n) => [(n * 37) % 100, (n * 37) % 100]).flat()
        const puts = await Promise.all(coming.map((n) => store.intake.put({ ...accepted('ann', n), body: { n } }, T0)))
        expect(puts).toEqual(coming.map((n, i) => (i % 2 === 1 || [3, 5, 60].includes(n) ? 'duplicate' : 'new')))
        const expected = [accepted('ann', 5), ...coming.filter((_, i) => puts[i] === 'new').map((n) => ({ ...accepted('ann', n), body: { n } }))]
        expect(await store.intake.waiting('test', 999)).toEqual(expected)
      }))

    it('refuses one that cannot be kept and takes those that came with it', () =>
      withStore(async (store) => {
        const circle: Record<string, unknown> = {}
        circle.itself = circle
        const come = [accepted('ann', 1), { ...accepted('ann', 2), body: circle }, { ...accepted('ann', 3), id: null as unknown as string }, accepted('bob', 4)]
        const puts = await Promise.allSettled(come.map((message) => store.intake.put(message, T0)))
        expect(puts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
        expect(ids(await store.intake.waiting('test', 9))).toEqual(['ann/1', 'bob/4'])
      }))

    it('takes the same messages through two processes, one of which hears them backwards, each once', async () => {
      const [one, other] = [await at().open(), await at().open()]
      const all = Array.from({ length: 200 }, (_, n) => accepted(`c${n % 9}`, n))
      const [forwards, backwards] = await Promise.all([
        Promise.all(all.map((message) => one.intake.put(message, T0))),
        Promise.all(all.toReversed().map((message) => other.intake.put(message, T0))),
      ])
      expect(all.map((_, i) => [forwards[i], backwards.toReversed()[i]].sort())).toEqual(all.map(() => ['duplicate', 'new']))
      expect(ids(await one.intake.waiting('test', 999)).sort()).toEqual(all.map(({ id }) => id).sort())
      await one.close()
      await other.close()
    })

    it('gives a message up to its turn in the same commit, and keeps it when the turn fails', () =>
      withStore(async (store) => {
        await store.intake.put(accepted('ann', 1), T0)
        await expect(
          store.turn('ann', inbound('ann', 1), T0, () => {
            throw new Error('no idea')
          }),
        ).rejects.toThrow('no idea')
        await expect(
          store.turn('ann', inbound('ann', 1), T0, () => outcome({ cases: [{ case: 'X', expected: 0, events: [event('X', 5)], summary }] })),
        ).rejects.toMatchObject({ code: 'case-sequence' })
        expect(ids(await store.intake.waiting('test', 9))).toEqual(['ann/1'])
        await hear(store, 'ann', 1, T0)
        expect(await store.intake.waiting('test', 9)).toEqual([])
      }))

    it('is cleared of a message whose turn turns out to be a repetition', () =>
      withStore(async (store) => {
        await hear(store, 'ann', 1, T0)
        await store.intake.put(accepted('ann', 2), T0)
        // What a crash or another process can leave, and `put` would not.
        await at().rows("update intake set id = 'ann/1' where id = 'ann/2'")
        expect(await hear(store, 'ann', 1, T0)).toEqual({ kind: 'duplicate' })
        expect(await at().rows('select id from intake')).toEqual([])
      }))

    it('drops one that can never have a turn, and no other', () =>
      withStore(async (store) => {
        for (const n of [1, 2]) await store.intake.put(accepted('ann', n), T0)
        await store.intake.drop(inbound('ann', 1))
        await store.intake.drop(inbound('ann', 9))
        expect(ids(await store.intake.waiting('test', 9))).toEqual(['ann/2'])
      }))

    it('set aside by a stop is given its turn after the start, each once and in order', async () => {
      await withStore(async (store) => {
        for (const n of [1, 2, 3]) await hear(store, 'calm', n, T0)
        for (const n of [3, 1, 2]) for (const who of ['ann', 'bob']) await store.intake.put(accepted(who, n), T0)
        await hear(store, 'bob', 3, T0)
      })
      await withStore(async (store) => {
        expect(await catchUp(store, later(1))).toBe(5)
        await hear(store, 'same', 3, T0)
        for (const n of [1, 2]) await hear(store, 'same', n, T0)
        const same = await peek(store, 'same')
        expect(await peek(store, 'ann')).toEqual(same)
        expect(await peek(store, 'bob')).toEqual(same)
        expect(await catchUp(store, later(1))).toBe(0)
      })
      expect(await wrongRows(at().rows)).toEqual([])
    })

    it('and turns of two processes at once leave nothing waiting that had its turn', async () => {
      const stores = [await at().open(), await at().open()]
      await Promise.all(Array.from({ length: 80 }, (_, i) => receive(stores[i % 2] ?? expect.unreachable(), `c${i % 5}`, Math.floor(i / 10), T0)))
      expect(await wrongRows(at().rows)).toEqual([])
      expect(await at().rows('select id from intake')).toEqual([])
      expect(await at().rows('select id from inbox')).toHaveLength(40)
      for (const store of stores) await store.close()
    })

    it('skips a message that somebody tampered with, and gives out the others', () =>
      withStore(async (store) => {
        for (const who of ['ann', 'bob', 'cid']) await store.intake.put(accepted(who, 1), T0)
        await at().rows("update intake set body = (select i.body from intake i where i.id = 'ann/1') where id = 'bob/1'")
        await at().rows("update intake set conversation = 'eve' where id = 'cid/1'")
        expect(ids(await store.intake.waiting('test', 9))).toEqual(['ann/1'])
      }))

    it('forgets what a conversation said when that is erased, and keeps what others wait with', () =>
      withStore(async (store) => {
        for (const who of ['ann', 'bob']) await store.intake.put(accepted(who, 1), T0)
        await store.keeping.eraseConversation('ann', later(1), false)
        expect(await store.intake.waiting('test', 9)).toEqual([accepted('bob', 1)])
      }))

    it('forgets with a wish to be forgotten what was said up to it, and answers what was said after it', () =>
      withStore(async (store) => {
        for (const n of [1, 2, 3]) await store.intake.put(accepted('ann', n), T0)
        await store.turn('ann', inbound('ann', 2), T0, () => outcome({ erase: { conversation: true } }))
        expect(await store.intake.waiting('test', 9)).toEqual([accepted('ann', 3)])
      }))

    it('with every erasure ends the key that opened older copies of it', () =>
      withStore(async (store) => {
        const row = async () => (await at().rows('select k.wrapped, k.id, i.body from intake i join data_key k on k.id = i.key_id'))[0] ?? expect.unreachable()
        const master = readKey(readFileSync(join(at().folder, 'key'), 'utf8'), 'key')
        await commit(store, { cases: [{ case: 'N-1', expected: 0, events: [event('N-1', 1)], summary }] })
        await store.intake.put(accepted('bob', 1), T0)
        const erasures = [
          () => store.keeping.eraseConversation('ann', later(1), false),
          () => store.keeping.eraseCase('N-1', later(2)),
          () => commit(store, { erase: { conversation: true } }),
          () => store.keeping.expire(later(8 * 24 * 60 * 60 * 1000)),
        ]
        for (const erase of erasures) {
          const before = await row()
          await erase()
          expect(await at().rows(`select wrapped from data_key where id = '${before.id}'`)).toEqual([{ wrapped: null }])
          const after = await row()
          expect(Buffer.from(after.body as Uint8Array).equals(Buffer.from(before.body as Uint8Array))).toBe(false)
          expect(unwrapKey(master, String(after.id), after.wrapped as Uint8Array)).toHaveLength(32)
          expect(await store.intake.waiting('test', 9)).toEqual([accepted('bob', 1)])
        }
      }))

    it('goes on taking messages while others are erased, and loses none', async () => {
      const stores = [await at().open(), await at().open()]
      const store = (i: number) => stores[i % 2] ?? expect.unreachable()
      await Promise.all(
        Array.from({ length: 60 }, async (_, i) => {
          if (i % 6 === 0) await store(i).keeping.eraseConversation(`gone${i}`, later(1), true)
          if (i % 6 === 3) await store(i).turn(`leaver${i}`, inbound('leaver', i), T0, () => outcome({ erase: { conversation: true } }))
          await store(i + 1).intake.put(accepted(`c${i}`, i), T0)
        }),
      )
      expect(ids(await store(0).intake.waiting('test', 99)).sort()).toEqual(Array.from({ length: 60 }, (_, i) => `c${i}/${i}`).sort())
      for (const each of stores) await each.close()
    })

    it('opens after the master key was rotated', () =>
      withStore(async (store) => {
        await store.intake.put(accepted('ann', 1), T0)
        await store.keeping.rotateKey(later(1))
        await store.intake.put(accepted('ann', 2), T0)
        expect(ids(await store.intake.waiting('test', 9))).toEqual(['ann/1', 'ann/2'])
      }))
  })
}
