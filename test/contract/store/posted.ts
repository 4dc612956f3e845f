/** Contract of what became of the desk's words: where cards stand, who got what, what waits. */
import { describe, expect, it } from 'vitest'
import type { Claimed, Store } from '../../../src/store.ts'
import { deliver } from '../counting.ts'
import { commit, DAY, event, later, type Place, summary, T0, words } from './place.ts'

const opened = (number: string) => ({ case: number, expected: 0, events: [event(number, 1)], summary })
const card = (key: string, number: string, conversation: string) => words(key, { channel: 'slack', conversation, case: number })
const nobody = () => {}

export function postedContract(at: () => Place): void {
  const withStore = async (run: (store: Store) => Promise<void>) => {
    const store = await at().open()
    await run(store)
    await store.close()
  }

  /** Sends what waits for Slack, as Slack does: each post gets an id of its own. */
  async function post(store: Store, now = T0): Promise<Claimed[]> {
    const sent: Claimed[] = []
    for (;;) {
      const claimed = await store.claim('w', now, 1_000, 9, 'slack')
      if (claimed.length === 0) return sent
      for (const message of claimed) {
        const posted = message.case === undefined ? {} : { posted: { thing: message.case, remote: `ts-${message.key}` } }
        expect(await store.settle(message, { kind: 'sent', ...posted }, now)).toBe('sent')
        sent.push(message)
      }
    }
  }

  describe('a card', () => {
    it('is known by where it stands, and by its last post there', () =>
      withStore(async (store) => {
        expect(await store.outbox.posted('slack', 'C1', 'N-1')).toBeNull()
        await commit(store, { cases: [opened('N-1'), opened('N-2')], outgoing: [card('a', 'N-1', 'C1'), card('b', 'N-1', 'C2'), card('c', 'N-2', 'C1')] })
        await post(store)
        expect(await store.outbox.posted('slack', 'C1', 'N-1')).toBe('ts-a')
        expect(await store.outbox.posted('other', 'C1', 'N-1')).toBeNull()
        expect(await store.outbox.thingAt('slack', 'C1', 'ts-c')).toBe('N-2')
        for (const [channel, conversation, remote] of [
          ['slack', 'C2', 'ts-c'],
          ['other', 'C1', 'ts-c'],
          ['slack', 'C1', 'ts'],
        ] as const)
          expect(await store.outbox.thingAt(channel, conversation, remote)).toBeNull()
        expect(await store.outbox.standing('slack', 'N-1')).toEqual([
          { conversation: 'C1', remote: 'ts-a' },
          { conversation: 'C2', remote: 'ts-b' },
        ])
        await commit(store, { outgoing: [card('d', 'N-1', 'C2')] })
        await post(store)
        expect(await store.outbox.posted('slack', 'C2', 'N-1')).toBe('ts-d')
        expect(await store.outbox.standing('slack', 'N-3')).toEqual([])
      }))

    it('stands nowhere when its post failed, or when another had said before that it was sent', () =>
      withStore(async (store) => {
        await commit(store, { cases: [opened('N-1')], outgoing: [card('a', 'N-1', 'C1')] })
        const [slow] = await store.claim('slow', T0, 1_000, 9, 'slack')
        await store.settle(slow as Claimed, { kind: 'failed', problem: 'rate-limited', retryAt: later(1) }, T0)
        expect(await store.outbox.posted('slack', 'C1', 'N-1')).toBeNull()
        const [first] = await store.claim('first', later(1), 1_000, 9, 'slack')
        const [second] = await store.claim('second', later(1_001), 1_000, 9, 'slack')
        const sent = (remote: string) => ({ kind: 'sent', posted: { thing: 'N-1', remote } }) as const
        expect(await store.settle(second as Claimed, sent('by the second'), later(1_002))).toBe('sent')
        expect(await store.settle(first as Claimed, sent('by the first'), later(1_003))).toBe('stale')
        expect(await store.outbox.posted('slack', 'C1', 'N-1')).toBe('by the second')
      }))

    it('is forgotten with its case, and one still under way is not noted any more', () =>
      withStore(async (store) => {
        await commit(store, { cases: [opened('N-1'), opened('N-2')], outgoing: [card('a', 'N-1', 'C1'), card('b', 'N-2', 'C1')] })
        await post(store)
        await commit(store, { outgoing: [card('c', 'N-1', 'C2')] })
        const [under] = await store.claim('w', T0, 1_000, 9, 'slack')
        await store.keeping.eraseCase('N-1', later(1))
        expect(await store.settle(under as Claimed, { kind: 'sent', posted: { thing: 'N-1', remote: 'late' } }, later(2))).toBe('stale')
        expect(await at().rows('select thing from posted')).toEqual([{ thing: 'N-2' }])
      }))

    it('is forgotten with the conversation it stands in when that is erased, and outlives the silence of it', () =>
      withStore(async (store) => {
        await commit(store, { keepUntil: later(90 * DAY), cases: [opened('N-1')], outgoing: [card('a', 'N-1', 'C1'), card('b', 'N-1', 'C2'), card('c', 'N-1', 'C3')] })
        await post(store)
        await commit(store, { keepUntil: later(DAY) }, 'C1')
        expect(await store.keeping.expire(later(2 * DAY))).toMatchObject({ conversations: 1 })
        expect(await store.outbox.standing('slack', 'N-1')).toHaveLength(3)
        await store.keeping.eraseConversation('C1', later(2 * DAY), false)
        await commit(store, { erase: { conversation: true } }, 'C2')
        expect(await store.outbox.standing('slack', 'N-1')).toEqual([{ conversation: 'C3', remote: 'ts-c' }])
      }))
  })

  describe('a case', () => {
    it('tells which of its messages reached a conversation, which wait, and why one was given up', () =>
      withStore(async (store) => {
        const news = (key: string, number = 'N-1', conversation = 'ann') => words(key, { conversation, case: number })
        await commit(store, { cases: [opened('N-1'), opened('N-2')], outgoing: [news('a1'), news('a2'), news('a3'), news('other', 'N-2'), news('b', 'N-1', 'bob')] })
        const claim = async (ms: number) => (await store.claim('w', later(ms), 1_000, 1, 'test'))[0] as Claimed
        await store.settle(await claim(0), { kind: 'sent' }, later(5))
        await store.settle(await claim(6), { kind: 'failed', problem: 'rate-limited', retryAt: later(60_000) }, later(7))
        expect(await store.outbox.deliveries('N-1', 'ann')).toEqual([
          { key: 'a1', status: 'sent', failures: 0, problem: null, at: later(5) },
          { key: 'a2', status: 'waiting', failures: 1, problem: 'rate-limited', at: T0 },
          { key: 'a3', status: 'waiting', failures: 0, problem: null, at: T0 },
        ])
        for (let n = 1; n < 8; n++) {
          const a2 = (await store.claim('w', later(n * 60_000), 1_000, 9, 'test')).find((m) => m.key === 'a2')
          await store.settle(a2 as Claimed, { kind: 'failed', problem: 'blocked', retryAt: later((n + 1) * 60_000) }, later(n * 60_000))
        }
        expect((await store.outbox.deliveries('N-1', 'ann'))[1]).toEqual({ key: 'a2', status: 'dead', failures: 8, problem: 'blocked', at: later(7 * 60_000) })
        expect((await store.outbox.deliveries('N-1', 'bob')).map((d) => d.key)).toEqual(['b'])
        expect(await store.outbox.deliveries('N-9', 'ann')).toEqual([])
      }))
  })

  describe('the backlog', () => {
    it('says of each channel how much waits, since when, and how much was given up', () =>
      withStore(async (store) => {
        expect(await store.outbox.backlog()).toEqual([])
        await commit(store, { outgoing: [words('a1'), words('b1', { conversation: 'bob' }), words('s1', { channel: 'slack' })] })
        await commit(store, { outgoing: [words('a2'), words('x', { channel: 'closed' })] }, 'ann', later(DAY))
        expect(await store.outbox.backlog()).toEqual([
          { channel: 'closed', waiting: 1, oldest: later(DAY), dead: 0 },
          { channel: 'slack', waiting: 1, oldest: T0, dead: 0 },
          { channel: 'test', waiting: 3, oldest: T0, dead: 0 },
        ])
        await store.keeping.expire(later(30 * DAY))
        await deliver(store, 'w', () => later(30 * DAY), nobody)
        expect(await store.outbox.backlog()).toEqual([
          { channel: 'closed', waiting: 1, oldest: later(DAY), dead: 0 },
          { channel: 'slack', waiting: 0, oldest: null, dead: 1 },
          { channel: 'test', waiting: 0, oldest: null, dead: 2 },
        ])
      }))
  })
}
