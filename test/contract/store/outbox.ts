/** Contract of the outbox: each message once, in order, whoever delivers it. */
import { describe, expect, it } from 'vitest'
import type { Claimed, Store } from '../../../src/store.ts'
import { deliver } from '../counting.ts'
import { commit, later, type Place, T0, words } from './place.ts'

const keys = (claimed: readonly Claimed[]) => claimed.map((c) => c.key)
const failed = { kind: 'failed', problem: 'rate-limited', retryAt: later(60_000) } as const

export function outboxContract(at: () => Place): void {
  describe('the outbox', () => {
    const withStore = async (run: (store: Store) => Promise<void>) => {
      const store = await at().open()
      await run(store)
      await store.close()
    }

    it('gives a message back as it was put in', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('one', { body: { text: '回执 №1', choices: ['是'] } })] })
        expect(await store.claim('w', T0, 1_000, 10, 'test')).toEqual([
          { key: 'one', channel: 'test', conversation: 'ann', body: { text: '回执 №1', choices: ['是'] }, sequence: 1, attempt: 1 },
        ])
      }))

    it('takes a key once, however often it is said', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('one')] })
        await commit(store, { outgoing: [words('one'), words('two')] })
        expect(
          keys(
            await deliver(
              store,
              'w',
              () => T0,
              () => {},
            ),
          ),
        ).toEqual(['one', 'two'])
        await commit(store, { outgoing: [words('one')] })
        expect(await store.claim('w', T0, 1_000, 10, 'test')).toEqual([])
      }))

    it('keeps the order of a conversation and does not let one wait for another', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1'), words('a2'), words('b1', { conversation: 'bob' }), words('b2', { conversation: 'bob' })] })
        const first = await store.claim('w', T0, 1_000, 10, 'test')
        expect(keys(first)).toEqual(['a1', 'b1'])
        expect(await store.claim('v', T0, 1_000, 10, 'test')).toEqual([])
        await store.settle(first[1] as Claimed, { kind: 'sent' }, T0)
        expect(keys(await store.claim('v', T0, 1_000, 10, 'test'))).toEqual(['b2'])
      }))

    it('tries again when it is time, and holds the later ones until then', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1'), words('a2')] })
        const [a1] = await store.claim('w', T0, 1_000, 10, 'test')
        expect(await store.settle(a1 as Claimed, failed, T0)).toBe('waiting')
        expect(await store.claim('w', later(59_999), 1_000, 10, 'test')).toEqual([])
        expect(await store.claim('w', later(60_000), 1_000, 10, 'test')).toMatchObject([{ key: 'a1', attempt: 2 }])
      }))

    it('gives a lease that ran out to another, and knows whose word counts', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1')] })
        const [mine] = await store.claim('w', T0, 1_000, 10, 'test')
        expect(await store.claim('v', later(999), 1_000, 10, 'test')).toEqual([])
        const [theirs] = await store.claim('v', later(1_000), 1_000, 10, 'test')
        expect(theirs).toMatchObject({ key: 'a1', attempt: 2 })
        expect(await store.settle(mine as Claimed, failed, later(1_001))).toBe('stale')
        expect(await store.settle(mine as Claimed, { kind: 'sent' }, later(1_002))).toBe('sent')
        expect(await store.settle(theirs as Claimed, { kind: 'sent' }, later(1_003))).toBe('stale')
        expect(await store.claim('w', later(99_999), 1_000, 10, 'test')).toEqual([])
      }))

    it('gives up after eight tries and lets the next one pass', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1'), words('a2')] })
        const ends: string[] = []
        for (let n = 0; n < 8; n++) {
          const [a1] = await store.claim('w', later(n * 60_000), 1_000, 10, 'test')
          ends.push(await store.settle(a1 as Claimed, { ...failed, retryAt: later((n + 1) * 60_000) }, later(n * 60_000)))
        }
        expect(ends).toEqual([...Array(7).fill('waiting'), 'dead'])
        expect(keys(await store.claim('w', later(0), 1_000, 10, 'test'))).toEqual(['a2'])
      }))

    it('does not count a fault of the channel towards giving a message up, nor take the sender for dead', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1'), words('b1', { conversation: 'bob' })] })
        for (let n = 0; n < 20; n++) {
          const claimed = await store.claim('w', later(n * 60_000), 1_000, 10, 'test')
          expect(keys(claimed)).toEqual(['a1', 'b1'])
          for (const message of claimed) {
            const down = { ...failed, problem: 'disconnected', fault: 'channel', retryAt: later((n + 1) * 60_000) } as const
            expect(await store.settle(message, down, later(n * 60_000))).toBe('waiting')
          }
        }
        expect(await store.claim('w', later(20 * 60_000), 1_000, 1, 'test')).toMatchObject([{ key: 'a1', attempt: 21 }])
      }))

    it('gives up on a message that kills whoever sends it, which takes no others with it', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('poison'), words('after'), words('b1', { conversation: 'bob' }), words('c1', { conversation: 'cid' })] })
        const out: string[] = []
        for (let n = 0; n < 30; n++) {
          for (const message of await store.claim('w', later(n * 1_000), 1_000, 10, 'test')) {
            if (message.key === 'poison') break
            out.push(message.key)
            await store.settle(message, { kind: 'sent' }, later(n * 1_000))
          }
        }
        expect(out).toEqual(['b1', 'c1', 'after'])
        expect(await at().rows("select status, problem, body, attempt from outbox where key = 'poison'")).toEqual([
          { status: 'dead', problem: 'lease-lost', body: null, attempt: 8 },
        ])
      }))

    it('hands each message to one of many workers', () =>
      withStore(async (store) => {
        const outgoing = Array.from({ length: 120 }, (_, n) => words(`m${n}`, { conversation: `c${n % 30}` }))
        await commit(store, { outgoing })
        const other = await at().open()
        const sent: Claimed[] = []
        const worker = (n: number) =>
          deliver(
            n % 2 === 0 ? store : other,
            `w${n}`,
            () => T0,
            (m) => void sent.push(m),
          )
        await Promise.all([0, 1, 2, 3].map(worker))
        // A worker that finds everything leased by others goes home; somebody is left for the rest.
        await worker(0)
        expect(new Set(keys(sent)).size).toBe(120)
        expect(sent).toHaveLength(120)
        for (const [, mine] of Map.groupBy(sent, (m) => m.conversation))
          expect(mine.map((m) => m.sequence)).toEqual(mine.map((m) => m.sequence).toSorted((a, b) => a - b))
        await other.close()
      }))

    it('leases the messages of one channel, and those of another do not stand in their way', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('s1', { channel: 'slack' }), words('s2', { channel: 'slack' }), words('w1'), words('w2')] })
        expect(keys(await store.claim('v', T0, 1_000, 10, 'test'))).toEqual(['w1'])
        expect(keys(await store.claim('w', T0, 1_000, 10, 'slack'))).toEqual(['s1'])
        expect(await store.claim('x', T0, 1_000, 10, 'terminal')).toEqual([])
      }))

    it('lets a channel whose senders die hold up nobody but itself', () =>
      withStore(async (store) => {
        const outgoing = ['ann', 'bob', 'cid'].flatMap((conversation) => [
          words(`s-${conversation}`, { conversation, channel: 'slack' }),
          words(`w-${conversation}`, { conversation }),
        ])
        await commit(store, { outgoing })
        await store.claim('dies', T0, 1_000, 10, 'slack')
        expect(keys(await store.claim('dies', later(1_000), 1_000, 10, 'slack'))).toEqual(['s-ann'])
        expect(keys(await store.claim('w', later(1_000), 1_000, 10, 'test'))).toEqual(['w-ann', 'w-bob', 'w-cid'])
      }))

    it('leaves what the dead senders of another channel have lost to that channel, where a late word still counts', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('s1', { channel: 'slack' }), words('w1')] })
        let last: Claimed | undefined
        for (let n = 0; n < 8; n++) last = (await store.claim(`dies-${n}`, later(n * 1_000), 1_000, 1, 'slack'))[0]
        expect(last).toMatchObject({ key: 's1', attempt: 8 })
        expect(keys(await store.claim('w', later(60_000), 1_000, 10, 'test'))).toEqual(['w1'])
        expect(await at().rows("select status, problem, attempt from outbox where key = 's1'")).toEqual([{ status: 'waiting', problem: null, attempt: 8 }])
        expect(await store.settle(last ?? expect.unreachable(), { kind: 'sent' }, later(60_001))).toBe('sent')
      }))

    it('keeps no text of what is sent', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1')] })
        await deliver(
          store,
          'w',
          () => T0,
          () => {},
        )
        expect(await at().rows('select status, body from outbox')).toEqual([{ status: 'sent', body: null }])
      }))

    it('sets a message aside that somebody tampered with, and sends the others', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('a1'), words('b1', { conversation: 'bob' })] })
        await at().rows("update outbox set body = (select o.body from outbox o where o.key = 'a1') where key = 'b1'")
        expect(keys(await store.claim('w', T0, 1_000, 10, 'test'))).toEqual(['a1'])
        expect(await at().rows("select status, problem from outbox where key = 'b1'")).toEqual([{ status: 'dead', problem: 'seal-broken' }])
      }))
  })
}
