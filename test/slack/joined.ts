/** Slack joined to the whole desk as `npm start` joins it, on a server and a store that are given: for tests, for the process that is killed, and for the bench. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSlack, type Slack } from '../../adapters/channels/slack/slack.ts'
import { takeFiles } from '../../adapters/sniff.ts'
import type { Channel } from '../../src/channel.ts'
import { type Courier, startCourier } from '../../src/courier.ts'
import type { Desk } from '../../src/desk.ts'
import type { Message, Reply } from '../../src/message.ts'
import type { OfficerDesk } from '../../src/officers.ts'
import type { Claimed, Store, Trace } from '../../src/store.ts'
import { loadCorpus, openIntent, openOfficers, openWholeDesk } from '../../src/wiring.ts'
import { openDeskUnderTest } from '../desk-under-test.ts'

export const SECRET = 'stage-secret-0123456789abcdef'
export const BASE = 'http://127.0.0.1:3000'

const loaded = loadCorpus()
const { corpus } = loaded
const intent = openIntent({ dataDir: join(tmpdir(), `zhiwen-slack-${loaded.source.slice(0, 16)}`) } as Parameters<typeof openIntent>[0], loaded)

export type Joining = {
  readonly apiUrl: string
  readonly botToken: string
  /** By Socket Mode. */
  readonly appToken?: string
  readonly store: Store
  readonly clock: () => Date
  /** Between hearing and answering, as a slow model would. */
  readonly slow?: () => Promise<void>
  readonly trace?: Trace
  readonly timing?: { readonly callMs?: number; readonly pingMs?: number }
  readonly start?: boolean
  /** The channels of enterprises beside it, not started; without them one that only writes down. */
  readonly others?: (around: Beside) => readonly Channel[]
}

/** What a channel beside Slack is joined to. */
export type Beside = {
  readonly store: Store
  readonly clock: () => Date
  readonly hear: (message: Message, now: Date) => Promise<unknown>
  readonly recall: (message: { readonly channel: string; readonly conversation: string; readonly id: string }, now: Date) => Promise<unknown>
  readonly wake: () => void
  readonly tell: (line: string) => void
}

export type Joined = Awaited<ReturnType<typeof joinSlack>>

export async function joinSlack({ apiUrl, botToken, appToken, store, clock, slow, trace, timing, start, others }: Joining) {
  const desk: Desk = openWholeDesk(loaded, await openDeskUnderTest(), intent, store)
  const officers: OfficerDesk = openOfficers(loaded, store)
  // The first question of a process compiles what answers it.
  await desk.hear(
    { channel: 'warm', id: crypto.randomUUID(), conversation: 'warm:up', setting: 'staff', text: '质押登记几天能办好', attachments: [], at: clock().toISOString() },
    clock(),
  )
  const couriers: Courier[] = []
  const wake = () => {
    for (const courier of couriers) courier.wake()
  }
  const told: string[] = []
  const tell = (line: string) => void told.push(line)
  const hear = async (message: Message, now: Date) => {
    await slow?.()
    await desk.hear(message, now)
    wake()
  }
  const recall: Beside['recall'] = async (message, now) => {
    await desk.recall(message, now)
    wake()
  }
  const slack: Slack = openSlack({
    botToken,
    ...(appToken ? { appToken } : { signingSecret: SECRET }),
    ...(timing ? { timing } : {}),
    apiUrl,
    baseUrl: BASE,
    hear,
    recall,
    take: (message, now) => takeFiles(store, message, now),
    officers: {
      ...officers,
      act: async (...args) => {
        const acted = await officers.act(...args)
        wake()
        return acted
      },
    },
    store,
    clock,
    linkOf: ({ clause, start: from, end }) => `${BASE}/notices/${clause.replace('#', '/')}?from=${from}&to=${end}#cited`,
    labelOf: (id) => corpus.clause(id).label,
    departments: corpus.departments.filter((d) => d.region === '辽宁' && d.name !== '各市知识产权局').map((d) => d.name),
    tell,
  })
  const server = createServer((request, response) => (slack.listener ? slack.listener(request, response) : response.writeHead(404).end()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  let failed: Error | null = null
  if (start !== false)
    await slack.start().catch((error: Error) => {
      failed = error
    })

  /** What enterprises got, oldest first. */
  const wechat: { readonly to: string; readonly text: string; readonly key: string }[] = []
  const byHand = {
    name: 'wechat',
    send: async ({ conversation, body, key }: Claimed) => {
      wechat.push({ to: conversation, text: (body as Reply).text, key })
      return { kind: 'sent' as const }
    },
    health: () => ({ state: 'up' as const, words: '', english: '' }),
  }
  couriers.push(startCourier(slack, store, clock, `slack-${process.pid}`, trace))
  const beside = others?.({ store, clock, hear, recall, wake, tell }) ?? []
  for (const channel of beside) {
    await channel.start()
    couriers.push(startCourier(channel, store, clock, channel.name))
  }
  if (!others) couriers.push(startCourier(byHand, store, clock, 'wechat'))
  return {
    slack,
    desk,
    officers,
    url,
    told,
    wechat,
    failed: failed as Error | null,
    wake,
    async close() {
      await Promise.all([slack, ...beside].map((channel) => channel.stop()))
      await Promise.all(couriers.map((courier) => courier.stop(0)))
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
