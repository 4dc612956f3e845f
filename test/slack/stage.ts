/** The whole desk with Slack as its channel, over the emulator: real store, real corpus, real Bolt; enterprises come by a channel that only writes down. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { Message as Inbound } from '../../src/message.ts'
import type { Store } from '../../src/store.ts'
import { type Driver, httpRoad, openDriver } from './driver.ts'
import { type Joining, joinSlack, SECRET } from './joined.ts'
import { problems, problemsOf } from './limits.ts'
import { openSocketMode, type SocketMode } from './socket.ts'
import { type Message, openWorkspace, type Seed, type Workspace } from './workspace.ts'

/** Planted in cases, and never to be found in anything that went to Slack. */
export const CANARIES = {
  company: '沈阳海蓝科技有限公司',
  creditCode: '91210100MA0P4KJU3C',
  contact: '欧阳晓芳',
  mobile: '13940012345',
  infringer: '大连仿冒机械有限公司',
  description: '上个月在展会上看到他们卖一模一样的机器',
  right: '202120000001.1',
  note: '内勤老赵说先别急着联系',
} as const

/** Who is who; by Slack name. */
const ROLL = [
  { id: 'wang', name: '王敏', department: '沈阳市知识产权局', city: '沈阳', role: 'officer' },
  { id: 'li', name: '李强', department: '沈阳市知识产权局', city: '沈阳', role: 'officer' },
  { id: 'zhou', name: '周处', department: '知识产权保护处', city: null, role: 'chief' },
  { id: 'yuan', name: '袁立', department: '大连市知识产权局', city: '大连', role: 'officer' },
] as const

export type StageOptions = {
  readonly seed?: Seed
  readonly store?: Store
  readonly socket?: boolean
  readonly clock?: () => Date
  /** Between hearing and answering, as a slow model would. */
  readonly slow?: () => Promise<void>
  readonly botToken?: string
  readonly workspace?: Workspace
  readonly others?: Joining['others']
}

export type Stage = Awaited<ReturnType<typeof openStage>>

export async function openStage(options: StageOptions = {}) {
  const w =
    options.workspace ?? (await openWorkspace(options.seed ?? { users: ['wang', 'li', 'zhou', 'yuan', 'stranger'], channels: [{ name: 'cases' }, { name: 'talk' }] }))
  const socket: SocketMode | null = options.socket ? await openSocketMode(w) : null
  const clock = options.clock ?? (() => new Date())
  const store = options.store ?? (await openSqlite({ folder: null }, clock()))
  await enrol(store, w, clock())
  const joined = await joinSlack({
    apiUrl: w.apiUrl,
    botToken: options.botToken ?? w.botToken,
    ...(socket ? { appToken: w.appToken } : {}),
    timing: { callMs: 1_500, pingMs: 500 },
    store,
    clock,
    ...(options.slow ? { slow: options.slow } : {}),
    ...(options.others ? { others: options.others } : {}),
  })
  const { desk, wake, url } = joined
  let said = 0
  const enterprise = async (who: string, text: string) => {
    const message: Inbound = { channel: 'wechat', id: `m${++said}`, conversation: `wechat:${who}`, setting: 'private', text, attachments: [], at: clock().toISOString() }
    const turned = await desk.hear(message, clock())
    wake()
    return (turned?.replies ?? []).map((r) => r.text).join('\n')
  }
  const driver: Driver = openDriver(w, socket ? socket.road : httpRoad(url, SECRET))
  return {
    w,
    ...joined,
    store,
    driver,
    socket,
    enterprise,
    /** A whole infringement dialog by WeChat, up to its last question or its number. */
    async opened(who: string, upTo: 'summary' | 'submitted' = 'submitted'): Promise<string> {
      for (const line of REQUEST(who)) await enterprise(who, line)
      if (upTo === 'summary') return ''
      const receipt = await enterprise(who, '确认')
      const number = /LN-\d{8}-[0-9A-Z]{8}/.exec(receipt)?.[0]
      if (!number) throw new Error(`no receipt: ${receipt}`)
      return number
    },
    /** The card of a case in a room. */
    card: (number: string, room = 'cases') =>
      soon(async () => (await w.history(room)).find((m) => m.text.startsWith(number)) ?? Promise.reject(new Error(`no card of ${number}`))),
    /** Our posts in a thread or a direct conversation. */
    answers: async (message: Message) =>
      (message.channel.startsWith('D') ? await w.history(message.channel) : await w.thread(message.channel, message.ts)).filter((m) => m.bot_id === w.botId),
    /** What everything that left for Slack has to keep to. */
    check() {
      expect(problemsOf(w.faults.calls())).toEqual([])
      for (const [what, canary] of Object.entries(CANARIES)) expect({ what, calls: w.faults.carrying(canary).map((c) => c.method) }).toEqual({ what, calls: [] })
    },
    async close() {
      this.check()
      await joined.close()
      await socket?.close()
      if (!options.workspace) await w.close()
      if (!options.store) await store.close()
    },
  }
}

async function enrol(store: Store, w: Workspace, now: Date): Promise<void> {
  for (const officer of ROLL) {
    const slack = ((): string | null => {
      try {
        return w.user(officer.id)
      } catch {
        return null
      }
    })()
    await store.officers.save({ ...officer, active: true, slack }, now)
  }
  try {
    await store.officers.saveRoom('沈阳市知识产权局', `slack:${w.channel('cases')}`, now)
  } catch {
    // A workspace without that channel has no room.
  }
}

/** @param who makes one request unlike another. */
export const REQUEST = (who: string): readonly string[] => [
  '我要申请维权援助',
  '同意',
  `公司名称：${CANARIES.company}\n信用代码：${CANARIES.creditCode}\n联系人：${CANARIES.contact}\n手机：${CANARIES.mobile}\n所在地：沈阳`,
  '实用新型',
  `ZL${CANARIES.right}`,
  CANARIES.infringer,
  `${CANARIES.description}（${who}）`,
  '有购买发票',
]

/** Waits until it holds. */
export async function soon<T>(work: () => T | Promise<T>, ms = 5_000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(15)
    }
  }
}

/** An acknowledgement's own words, checked like any other message. */
export function ackBlocks(body: unknown): { readonly text: string; readonly blocks: readonly Record<string, unknown>[] } {
  const said = body as { text: string; blocks?: readonly Record<string, unknown>[] }
  expect(problems('chat.postEphemeral', { channel: 'C', user: 'U', ...said, response_type: undefined } as never)).toEqual([])
  return { text: said.text, blocks: said.blocks ?? [] }
}
