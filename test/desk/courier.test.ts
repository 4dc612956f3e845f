/** The courier: each message once and in order, tried again with growing pauses, kept through a channel's outage, sent off before the desk stops. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { Channel, Health, Sent } from '../../src/channel.ts'
import { type Courier, startCourier } from '../../src/courier.ts'
import type { Claimed, Store } from '../../src/store.ts'

let now: number
let store: Store
let couriers: Courier[]
const clock = () => new Date(now)
beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00+08:00')
  store = await openSqlite({ folder: null }, clock())
  couriers = []
})
afterEach(async () => {
  await Promise.all(couriers.map((c) => c.stop(0)))
  await store.close()
})

let n = 0
/** One turn of a conversation that says these things. */
async function put(conversation: string, ...texts: string[]): Promise<void> {
  const outgoing = texts.map((text) => ({ key: `k${++n}`, channel: 'test', conversation, body: { text } }))
  await store.turn(conversation, { channel: 'test', id: `m${++n}` }, clock(), () => ({ value: null, state: null, keepUntil: new Date(now + 86_400_000), outgoing }))
}

type Told = { readonly text: string; readonly attempt: number; readonly at: number }
function channel(send: (message: Claimed) => Promise<Sent> | Sent = () => ({ kind: 'sent' })): {
  it: Pick<Channel, 'name' | 'send' | 'health'>
  told: Told[]
  health: (h: Health['state']) => void
} {
  const told: Told[] = []
  let state: Health['state'] = 'up'
  return {
    told,
    health: (h) => {
      state = h
    },
    it: {
      name: 'test',
      async send(message) {
        told.push({ text: (message.body as { text: string }).text, attempt: message.attempt, at: now })
        return send(message)
      },
      health: () => ({ state, words: '', english: '' }),
    },
  }
}
const start = (it: Pick<Channel, 'name' | 'send' | 'health'>, worker = 'w') => {
  const courier = startCourier(it, store, clock, worker)
  couriers.push(courier)
  return courier
}
const status = async () => (await store.outbox.backlog())[0] ?? { waiting: 0, dead: 0 }
const until = (check: () => unknown) => vi.waitFor(async () => expect(await check()).toBeTruthy(), { timeout: 5_000, interval: 5 })

describe('the courier', () => {
  it('keeps the order of each conversation, and does not let one wait for another', async () => {
    let free: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      free = resolve
    })
    const { it: slow, told } = channel(async (message) => {
      if (message.conversation === 'a') await held
      return { kind: 'sent' }
    })
    await put('a', 'a1', 'a2', 'a3')
    await put('b', 'b1', 'b2')
    start(slow)
    await until(() => told.length >= 3)
    expect(told.map((t) => t.text).sort()).toEqual(['a1', 'b1', 'b2'])
    free()
    await until(() => told.length === 5)
    for (const of of ['a', 'b']) expect(told.map((t) => t.text).filter((t) => t.startsWith(of))).toEqual([1, 2, 3].slice(0, of === 'a' ? 3 : 2).map((i) => `${of}${i}`))
    await until(async () => (await status()).waiting === 0)
  })

  it('tries again after growing pauses, and holds what comes after', async () => {
    let fails = 3
    const { it: flaky, told } = channel(() => (fails-- > 0 ? { kind: 'failed', fault: 'message', problem: 'rate' } : { kind: 'sent' }))
    await put('a', 'one', 'two')
    const courier = start(flaky)
    for (const wait of [0, 1_000, 2_000, 4_000]) {
      now += wait
      const so = told.length
      courier.wake()
      await until(() => told.length > so)
    }
    await until(() => told.some((t) => t.text === 'two'))
    expect(told.filter((t) => t.text === 'one').map((t) => t.attempt)).toEqual([1, 2, 3, 4])
    expect(told.at(-1)).toMatchObject({ text: 'two', attempt: 1 })
  })

  it('waits as long as the channel says', async () => {
    let first = true
    const { it: limited, told } = channel(() => {
      const failed: Sent = { kind: 'failed', fault: 'channel', problem: 'too-many', retryMs: 30_000 }
      const sent: Sent = { kind: 'sent' }
      const answer = first ? failed : sent
      first = false
      return answer
    })
    await put('a', 'one')
    const courier = start(limited)
    await until(() => told.length === 1)
    now += 29_000
    courier.wake()
    await new Promise((r) => setTimeout(r, 50))
    expect(told).toHaveLength(1)
    now += 1_000
    courier.wake()
    await until(() => told.length === 2)
  })

  it('gives up a message that fails by itself, says so, and lets the next one pass', async () => {
    const { it: picky, told } = channel((m) =>
      (m.body as { text: string }).text === 'bad' ? { kind: 'failed', fault: 'message', problem: 'refused' } : { kind: 'sent' },
    )
    await put('a', 'bad', 'good')
    const courier = start(picky)
    await until(async () => {
      now += 400_000
      courier.wake()
      return told.some((t) => t.text === 'good')
    })
    expect(told.filter((t) => t.text === 'bad')).toHaveLength(8)
    await until(async () => (await status()).waiting === 0)
    expect(await status()).toMatchObject({ waiting: 0, dead: 1 })
  })

  it('never gives a message up because the channel is at fault', async () => {
    let broken = true
    const { it: outage, told } = channel(() => (broken ? { kind: 'failed', fault: 'channel', problem: 'nobody-there' } : { kind: 'sent' }))
    await put('a', 'one')
    const courier = start(outage)
    await until(() => {
      now += 400_000
      courier.wake()
      return told.length > 20
    })
    expect(await status()).toMatchObject({ dead: 0 })
    broken = false
    await until(async () => {
      now += 400_000
      courier.wake()
      return (await status()).waiting === 0
    })
  })

  it('takes an error for a failure of the message, with its code and not its words', async () => {
    const { it: throwing, told } = channel(() => {
      throw Object.assign(new Error('secret words'), { code: 'ECONNRESET' })
    })
    await put('a', 'one')
    start(throwing)
    await until(() => told.length === 1)
    await until(async () => (await status()).waiting === 1)
    expect(JSON.stringify(await store.outbox.backlog())).not.toContain('secret')
  })

  it('asks nothing of a channel that is down, and goes on when it is up', async () => {
    const { it: down, told, health } = channel()
    health('down')
    await put('a', 'one')
    const courier = start(down)
    courier.wake()
    await new Promise((r) => setTimeout(r, 60))
    expect(told).toEqual([])
    health('up')
    courier.wake()
    await until(() => told.length === 1)
    expect(told[0]?.attempt).toBe(1)
  })

  it('is woken at once, and looks by itself for what another process wrote', async () => {
    const { it: quick, told } = channel()
    const courier = start(quick)
    await new Promise((r) => setTimeout(r, 30))
    await put('a', 'woken')
    const from = performance.now()
    courier.wake()
    await until(() => told.length === 1)
    expect(performance.now() - from).toBeLessThan(500)
    await put('a', 'found')
    await until(() => told.length === 2)
  })

  it('of two on one store sends each message once', async () => {
    const { it: both, told } = channel(async () => {
      await new Promise((r) => setTimeout(r, 2))
      return { kind: 'sent' }
    })
    for (let i = 0; i < 30; i++) await put(`c${i}`, `c${i}-1`, `c${i}-2`)
    start(both, 'one')
    start(both, 'two')
    await until(() => told.length >= 60)
    expect(new Set(told.map((t) => t.text)).size).toBe(60)
    expect(told).toHaveLength(60)
  })

  it('sends what is ready before it stops, and no longer than it may', async () => {
    const { it: fine, told } = channel()
    const courier = start(fine)
    await put('a', '1', '2', '3', '4')
    await courier.stop(2_000)
    expect(told.map((t) => t.text)).toEqual(['1', '2', '3', '4'])
    await put('a', '5')
    courier.wake()
    await new Promise((r) => setTimeout(r, 30))
    expect(told).toHaveLength(4)
  })
})
