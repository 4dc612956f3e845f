/** WeChat on this machine: the mock puppet as everybody's phone, in process or behind the real gRPC service, with the real desk behind the bot. */

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FileBoxInterface } from 'file-box'
import { log, types } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import type { MakePuppet } from '../../adapters/channels/wechat/puppet.ts'
import type { FriendRule } from '../../adapters/channels/wechat/wechat.ts'
import { type WeChat, weChat } from '../../adapters/channels/wechat/wechat.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { type Courier, startCourier } from '../../src/courier.ts'
import type { Desk } from '../../src/desk.ts'
import type { OfficerDesk } from '../../src/officers.ts'
import type { Store } from '../../src/store.ts'
import { loadCorpus, openIntent, openOfficers, openWholeDesk } from '../../src/wiring.ts'
import { openDeskUnderTest } from '../desk-under-test.ts'

log.level('silent')

export const TYPE = types.Message
export type Contact = InstanceType<typeof mock.ContactMock>

/** What goes through the puppet, and who is in the world behind it. */
export type World = Awaited<ReturnType<typeof openWorld>>

/** @param contacts the ids of people who are there from the start, so that they are the same after a restart. */
export async function openWorld(contacts: readonly string[] = ['alice']) {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  /** Whether all that was heard is answered, and all answers are out; set by the stage. */
  let idle: () => Promise<boolean> = async () => false
  const said: { to: string; text: string; at: number; mentions: readonly string[] }[] = []
  let failing: Error | null = null
  let failingFiles: Error | null = null
  const send = puppet.messageSendText.bind(puppet)
  puppet.messageSendText = async (to: string, text: string, mentions: readonly string[] = []) => {
    if (failing) throw failing
    await send(to, text)
    said.push({ to, text, at: performance.now(), mentions })
  }
  const files: { to: string; name: string; bytes: Buffer }[] = []
  puppet.messageSendFile = async (to: string, box: FileBoxInterface) => {
    if (failing || failingFiles) throw failing ?? failingFiles
    const bytes = await box.toBuffer()
    files.push({ to, name: box.name, bytes })
    // In the chat a file is a line of its own.
    said.push({ to, text: `［文件 ${box.name}］`, at: performance.now(), mentions: [] })
  }
  const self = mocker.createContact({ id: 'zhiwen', name: '知问' })
  const people = new Map(contacts.map((id) => [id, mocker.createContact({ id, name: id })]))
  let n = 0

  function emit(payload: Record<string, unknown>): string {
    const id = String(payload.id ?? `m${++n}-${Math.round(performance.now() * 1000)}`)
    mocker.MessageMock.create({ text: '', timestamp: Date.now(), listenerId: self.id, type: TYPE.Text, ...payload, id } as never)
    puppet.emit('message', { messageId: id })
    return id
  }

  return {
    mocker,
    puppet,
    self,
    said,
    login: () => mocker.login(self),
    person(id: string): Contact {
      const known = people.get(id) ?? mocker.createContact({ id, name: id })
      people.set(id, known)
      return known
    },
    /** A text from a person. @returns the id of the message. */
    say(from: string, text: string, more: Record<string, unknown> = {}): string {
      return emit({ talkerId: from, text, ...more })
    },
    kind(from: string, type: number, more: Record<string, unknown> = {}): string {
      return emit({ talkerId: from, type, ...more })
    },
    file(from: string, box: FileBoxInterface, type: number = TYPE.Image, more: Record<string, unknown> = {}): string {
      const id = String(more.id ?? `f${++n}-${Math.round(performance.now() * 1000)}`)
      mocker.cacheFileBoxPayload.set(id, box.toJSON())
      return emit({ talkerId: from, type, id, ...more })
    },
    again: (messageId: string) => puppet.emit('message', { messageId }),
    recall: (from: string, messageId: string) => emit({ talkerId: from, type: TYPE.Recalled, text: messageId }),
    fail(error: Error | null) {
      failing = error
    },
    failFiles(error: Error | null) {
      failingFiles = error
    },
    filesTo: (to: string) => files.filter((f) => f.to === to),
    idle: () => idle(),
    watch(how: () => Promise<boolean>) {
      idle = how
    },
    /** What one person, or one room, has been sent. */
    sentTo: (to: string) => said.filter((s) => s.to === to).map((s) => s.text),
  }
}

export const QUICK = { quietMs: 80, quietAfterFileMs: 80, longestMs: 300, partsMs: 5 }
export const TIMING = { startMs: 8_000, stopMs: 500, lookMs: 500, silentMs: 2_500, firstRetryMs: 200, longestRetryMs: 2_000 }

export type Stage = {
  readonly store: Store
  readonly desk: Desk
  readonly officers: OfficerDesk
  readonly channel: WeChat
  readonly courier: Courier
  readonly told: readonly string[]
  readonly close: () => Promise<void>
}

const loaded = loadCorpus()
/** Learnt once for all test files of a machine. */
const intent = openIntent({ dataDir: join(tmpdir(), `zhiwen-wechat-${loaded.source.slice(0, 16)}`) } as Parameters<typeof openIntent>[0], loaded)

/** What takes long the first time: the index, and what a wish looks like. */
export async function warm(): Promise<void> {
  await openDeskUnderTest()
  intent('质押登记几天能办好')
}

export async function openDesk(store: Store): Promise<Desk> {
  return openWholeDesk(loaded, await openDeskUnderTest(), intent, store)
}

export type StageOptions = {
  readonly store?: Store
  readonly puppet: MakePuppet
  readonly friends?: FriendRule
  readonly link?: (clause: string) => string
  readonly pace?: typeof QUICK
}

/** The whole desk with WeChat as its one channel. */
export async function openStage({ store: given, puppet, friends, link, pace = QUICK }: StageOptions): Promise<Stage> {
  const store = given ?? (await memoryStore())
  const desk = await openDesk(store)
  const told: string[] = []
  let courier: Courier | null = null
  const wake = () => courier?.wake()
  const clock = () => new Date()
  const channel = weChat(
    {
      store,
      clock,
      hear: async (message, now) => {
        await desk.hear(message, now)
        wake()
      },
      recall: async (message, now) => {
        await desk.recall(message, now)
        wake()
      },
      wake,
      tell: (line) => void told.push(line),
      link: link ?? null,
    },
    { puppet, friends, pace, timing: TIMING },
  )
  await channel.start()
  courier = startCourier(channel, store, clock, 'test')
  const running = courier
  return {
    store,
    desk,
    officers: openOfficers(loaded, store),
    channel,
    courier: running,
    told,
    async close() {
      await channel.stop()
      await running.stop(3_000)
      await channel.close()
    },
  }
}

export function memoryStore(): Promise<Store> {
  return openSqlite({ folder: null }, new Date())
}

/** Both at once: a world and a stage on it, logged in. */
export async function openBoth(options: Partial<StageOptions> & { readonly contacts?: readonly string[] } = {}): Promise<{ world: World; stage: Stage }> {
  const world = await openWorld(options.contacts)
  const stage = await openStage({ puppet: async () => world.puppet, ...options })
  world.watch(
    async () =>
      (await stage.store.intake.waiting('wechat', 1)).length === 0 && (await stage.store.outbox.backlog()).every((b) => b.channel !== 'wechat' || b.waiting === 0),
  )
  world.login()
  await until(() => stage.channel.health().state === 'up')
  return { world, stage }
}

/** Waits until it holds, at most `ms`. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 8_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never came true: ${holds}`)
    await sleep(15)
  }
}

/** Waits until nothing more is said for a while. */
export async function settled(world: World, quietMs = 350): Promise<void> {
  let count = -1
  let since = performance.now()
  while (performance.now() - since < quietMs) {
    if (world.said.length !== count) {
      count = world.said.length
      since = performance.now()
    }
    await sleep(15)
  }
}

/** Says something and gives back what was said upon it. */
export async function ask(world: World, from: string, text: string, ms = 8_000): Promise<string[]> {
  const before = world.sentTo(from).length
  world.say(from, text)
  await until(() => world.sentTo(from).length > before, ms)
  await until(world.idle, 1_000).catch(() => settled(world, 200))
  return world.sentTo(from).slice(before)
}
