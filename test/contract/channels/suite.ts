/** What every channel owes the desk, whatever it talks to: one suite, run on each. A new channel is a folder and one call of this. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../../adapters/stores/sqlite/store.ts'
import type { Channel } from '../../../src/channel.ts'
import { type Courier, startCourier } from '../../../src/courier.ts'
import type { Message, Reply, Setting } from '../../../src/message.ts'
import type { Store } from '../../../src/store.ts'
import { still, until } from './waiting.ts'

export type Parts = {
  readonly store: Store
  readonly clock: () => Date
  readonly hear: (message: Message, now: Date) => Promise<unknown>
  readonly recall: (message: { readonly channel: string; readonly conversation: string; readonly id: string }, now: Date) => Promise<unknown>
  readonly wake: () => void
  readonly tell: (line: string) => void
}

/** A channel, not started, and the people on its other side. What a channel does not have is null. */
export type Side = {
  readonly channel: Channel
  /** After `start`: whatever brings it up. */
  readonly up: () => Promise<void>
  readonly say: (person: string, text: string) => Promise<string>
  /** The same message delivered once more. */
  readonly again: ((person: string, id: string, text: string) => Promise<void>) | null
  /** Something that is no text and no file. */
  readonly odd: ((person: string) => Promise<void>) | null
  /** What a person has been shown, one entry a message. */
  readonly shown: (person: string) => readonly string[]
  readonly fail: ((failing: boolean) => void) | null
  /** Takes the sides of the world down, after `stop`. */
  readonly close: () => Promise<void>
}

export type Kind = {
  readonly people: readonly string[]
  readonly address: (person: string) => string
  /** Bytes of one message; null where there is no limit. */
  readonly limit: number | null
  /** Asks for what was too long; null where everything comes at once. */
  readonly more: string | null
  /** How long a line of a person may be. */
  readonly longest: number
  /** Who reads along; the person alone unless told otherwise. */
  readonly setting?: Setting
  /** What such a channel cannot do to us, said once and here; each of these is null in every side. */
  readonly lacks?: readonly ('again' | 'odd' | 'fail')[]
}

type Running = { readonly side: Side; readonly heard: Message[]; readonly courier: Courier; readonly told: string[]; readonly stop: () => Promise<void> }

export function channelContract(name: string, kind: Kind, open: (parts: Parts) => Promise<Side>): void {
  const running: Running[] = []
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop()
  })

  async function run(store?: Store): Promise<Running> {
    const kept = store ?? (await openSqlite({ folder: null }, new Date()))
    const heard: Message[] = []
    const told: string[] = []
    let courier: Courier | null = null
    const side = await open({
      store: kept,
      clock: () => new Date(),
      wake: () => courier?.wake(),
      tell: (line) => void told.push(line),
      recall: async () => {},
      async hear(message, now) {
        await kept.turn(message.conversation, { channel: message.channel, id: message.id }, now, () => {
          heard.push(message)
          const body: Reply = { text: `听到：${message.text.slice(0, 20)}` }
          return {
            value: null,
            state: null,
            keepUntil: new Date(now.getTime() + 1e8),
            outgoing: [{ key: `${message.channel}:${message.id}`, channel: message.channel, conversation: message.conversation, body }],
          }
        })
        courier?.wake()
      },
    })
    await side.channel.start()
    await side.up()
    courier = startCourier(side.channel, kept, () => new Date(), 'contract')
    const carrying = courier
    let stopped = false
    const one: Running = {
      side,
      heard,
      courier,
      told,
      async stop() {
        if (stopped) return
        stopped = true
        await side.channel.stop()
        await carrying.stop(2_000)
        await side.close()
      },
    }
    running.push(one)
    return one
  }

  async function put(store: Store, person: string, text: string): Promise<void> {
    await store.turn('elsewhere', { channel: 'test', id: crypto.randomUUID() }, new Date(), () => ({
      value: null,
      state: null,
      keepUntil: new Date(Date.now() + 1e8),
      outgoing: [{ key: crypto.randomUUID(), channel: kind.address(person).split(':')[0] as string, conversation: kind.address(person), body: { text } satisfies Reply }],
    }))
  }

  const [first = '', second] = kind.people
  const memory = () => openSqlite({ folder: null }, new Date())

  describe(`${name} as a channel`, () => {
    it('hears a person: where, in private, when, and what', async () => {
      const { side, heard } = await run()
      await side.say(first, '质押登记几天能办好')
      await until(() => heard.length === 1)
      const setting = kind.setting ?? 'private'
      expect(heard[0]).toMatchObject({ channel: side.channel.name, conversation: kind.address(first), setting, text: '质押登记几天能办好', attachments: [] })
      expect(heard[0]?.conversation.startsWith(`${side.channel.name}:`)).toBe(true)
      expect(Math.abs(Date.parse(heard[0]?.at ?? '') - Date.now())).toBeLessThan(60_000)
      await until(() => side.shown(first).some((t) => t.includes('听到：质押登记')))
    })

    it('says in one line how it is', async () => {
      const { side } = await run()
      const { state, words } = side.channel.health()
      expect(state).toBe('up')
      expect(words).toMatch(/^[^\n]{2,80}$/)
      expect(side.shown(first)).toEqual([])
    })

    it('keeps the order of a conversation', async () => {
      const { side, heard } = await run()
      const texts = Array.from({ length: 5 }, (_, n) => `第${n}句`)
      for (const text of texts) await side.say(first, text)
      await until(
        () =>
          heard
            .map((m) => m.text)
            .join('\n')
            .split('\n').length === texts.length,
      )
      expect(heard.map((m) => m.text).join('\n')).toBe(texts.join('\n'))
      await until(() => side.shown(first).filter((t) => t.includes('听到')).length === heard.length)
    })

    if (second !== undefined)
      it('keeps people apart', async () => {
        const { side, heard } = await run()
        for (const person of kind.people) await side.say(person, `我是${person}`)
        await until(() => heard.length === kind.people.length)
        for (const person of kind.people) {
          await until(() => side.shown(person).length > 0)
          expect(heard.filter((m) => m.conversation === kind.address(person)).map((m) => m.text)).toEqual([`我是${person}`])
          expect(side.shown(person).join('\n')).toContain(`听到：我是${person}`.slice(0, 23))
        }
      })

    it('takes 100,000 characters, or as many as it can carry, without losing one', async () => {
      const { side, heard } = await run()
      const text = '一二三四五六七八九十'.repeat(kind.longest / 10)
      await side.say(first, text)
      await until(() => heard.length === 1)
      expect(heard[0]?.text).toBe(text)
    })

    it('sends 5,000 characters within its limits, in order, all of them', async () => {
      const store = await memory()
      const { side, courier } = await run(store)
      await put(store, first, Array.from({ length: 313 }, (_, n) => `第${String(n).padStart(3, '0')}句说得完整，需要切开。`).join(''))
      courier.wake()
      await until(() => side.shown(first).length > 0)
      await still(() => side.shown(first).length)
      for (let n = 0; n < 4 && kind.more !== null && !side.shown(first).join('').includes('第312句'); n++) {
        await side.say(first, kind.more)
        await still(() => side.shown(first).length)
      }
      expect(
        side
          .shown(first)
          .join('')
          .match(/第\d{3}句/g),
      ).toEqual(Array.from({ length: 313 }, (_, n) => `第${String(n).padStart(3, '0')}句`))
      if (kind.limit !== null) for (const text of side.shown(first)) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(kind.limit)
    }, 20_000)

    it('stops, and stopping again does no harm', async () => {
      const { side } = await run()
      const since = performance.now()
      await side.channel.stop()
      await side.channel.stop()
      expect(performance.now() - since).toBeLessThan(5_000)
    })

    it('answers what was said before it was told to stop, then or at the next start, once', async () => {
      const store = await memory()
      const before = await run(store)
      const texts = ['甲说', '乙说', '丙说']
      for (const text of texts) await before.side.say(first, text)
      await before.stop()
      const after = await run(store)
      await until(
        () =>
          [...before.heard, ...after.heard]
            .map((m) => m.text)
            .join('\n')
            .split('\n').length === texts.length,
      )
      expect([...before.heard, ...after.heard].map((m) => m.text).join('\n')).toBe(texts.join('\n'))
    })
  })

  const has = (what: 'again' | 'odd' | 'fail') => !kind.lacks?.includes(what)

  // A describe without a test is an error: it is there only where something is.
  if (has('again') || has('fail') || has('odd'))
    describe(`${name}, where it has such things`, () => {
      if (has('again'))
        it('hears a message once, however often it is delivered, also after a restart', async () => {
          const store = await memory()
          const one = await run(store)
          if (one.side.again === null) throw new Error('not declared in `lacks`')
          const id = await one.side.say(first, '32号文第三条')
          await one.side.again(first, id, '32号文第三条')
          await until(() => one.heard.length === 1)
          await one.side.again(first, id, '32号文第三条')
          await sleep(200)
          expect(one.heard).toHaveLength(1)
          await one.stop()
          const next = await run(store)
          await next.side.again?.(first, id, '32号文第三条')
          await sleep(300)
          expect(next.heard).toEqual([])
        })

      if (has('fail'))
        it('reports a failure to send, and does not throw it', async () => {
          const one = await run()
          if (one.side.fail === null) throw new Error('not declared in `lacks`')
          const message = { key: 'k1', channel: one.side.channel.name, conversation: kind.address(first), body: { text: '请看' }, sequence: 1, attempt: 1 }
          one.side.fail(true)
          const failed = await one.side.channel.send(message)
          expect(failed).toMatchObject({ kind: 'failed', problem: expect.stringMatching(/^[a-z0-9-]{3,40}$/) })
          one.side.fail(false)
          await one.side.say(first, '在')
          await until(() => one.side.shown(first).length > 0)
          expect(await one.side.channel.send({ ...message, attempt: 2 })).toEqual({ kind: 'sent' })
          expect(one.side.shown(first).filter((t) => t.includes('请看'))).toHaveLength(1)
        })

      if (has('fail'))
        it('sends again what failed, in order, each once', async () => {
          const store = await memory()
          const one = await run(store)
          if (one.side.fail === null) throw new Error('not declared in `lacks`')
          await one.side.say(first, '在')
          await until(() => one.side.shown(first).length === 1)
          one.side.fail(true)
          for (const text of ['第一', '第二', '第三']) await put(store, first, text)
          one.courier.wake()
          await sleep(400)
          one.side.fail(false)
          await until(() => one.side.shown(first).length === 4, 10_000)
          expect(
            one.side
              .shown(first)
              .slice(1)
              .map((t) => t.slice(-2)),
          ).toEqual(['第一', '第二', '第三'])
        }, 20_000)

      if (has('odd'))
        it('says one line about what it cannot read, and hears nothing', async () => {
          const one = await run()
          if (one.side.odd === null) throw new Error('not declared in `lacks`')
          for (let n = 0; n < 3; n++) await one.side.odd(first)
          await until(() => one.side.shown(first).length > 0)
          await sleep(200)
          expect(one.side.shown(first)).toHaveLength(1)
          expect(one.heard).toEqual([])
          expect(one.told.filter((line) => /失败|没能/.test(line))).toEqual([])
        })
    })
}
