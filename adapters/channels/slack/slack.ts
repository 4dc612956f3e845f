/** The Slack channel: staff ask and officers work, over HTTP or Socket Mode, on Bolt; its parts are joined here. */
import type { RequestListener } from 'node:http'
import { App, type webApi } from '@slack/bolt'
import type { Channel, Health, Hear, Recall } from '../../../src/channel.ts'
import type { Clock } from '../../../src/clock.ts'
import { DeskError } from '../../../src/errors.ts'
import { type Intake, openIntake } from '../../../src/intake.ts'
import type { Citation, Looked, Message } from '../../../src/message.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import type { OfficerDesk } from '../../../src/officers.ts'
import type { Store } from '../../../src/store.ts'
import { CallFailed, openCalls, silent } from './calls.ts'
import { openCards } from './cards.ts'
import { listenToCommands } from './commands.ts'
import { type Door, httpDoor, socketDoor } from './doors.ts'
import { listenToForms } from './forms.ts'
import { openHearing } from './hearing.ts'
import { EXAMPLES, openHome } from './home.ts'
import { CHANNEL, type Heard, heardCommand, heardEvent, heardPress } from './receive.ts'
import { openSender } from './send.ts'
import { listenToPresses } from './work.ts'

export type SlackParts = {
  readonly botToken: string
  /** By HTTP with the signing secret; by Socket Mode where there is an app token. */
  readonly signingSecret?: string | undefined
  readonly appToken?: string | undefined
  readonly apiUrl?: string | undefined
  /** The web desk, as officers reach it. */
  readonly baseUrl: string
  readonly hear: Hear
  readonly recall: Recall
  /** Finds out what files really are, and keeps those that are taken. */
  readonly take: (message: Message, now: Date) => Promise<readonly Looked[]>
  readonly officers: OfficerDesk
  readonly store: Store
  readonly clock: Clock
  /** Where a citation stands on the web desk, its words lit: a whole address. */
  readonly linkOf: (citation: Citation) => string
  /** The printed name of a clause. */
  readonly labelOf: (clause: string) => string
  /** To which a case can be given. */
  readonly departments: readonly string[]
  /** One line for the operator. */
  readonly tell: (line: string) => void
  /** How long a call may take, and how long Socket Mode waits for a sign of life. */
  readonly timing?: { readonly callMs?: number; readonly pingMs?: number }
}

/** `listener` is for the desk's own web server, at POST /slack/events; null by Socket Mode. */
export type Slack = Channel & { readonly listener: RequestListener | null }

/** Without these there is no channel; what else is missing is told, and the rest works. */
const NEEDED = ['chat:write']
export const SCOPES = [
  ...NEEDED,
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'commands',
  'files:read',
  'groups:history',
  'im:history',
  'im:write',
  'reactions:write',
]

const TRY_AGAIN_MS = 15_000
const STOP_MS = 8_000
/** Where one has just knocked, the next stands before the door. */
const PRESSED_MS = 20

export function openSlack(parts: SlackParts): Slack {
  const { botToken, apiUrl, store, clock, tell } = parts
  const calls = openCalls(botToken, apiUrl, clock, tell, parts.timing?.callMs)
  let self: { readonly botId: string; readonly botUserId: string } | null = null
  let starting: NodeJS.Timeout | null = null
  let fatal: string | null = null
  let intake: Intake | null = null
  let knocking = 0
  let knocked = Number.NEGATIVE_INFINITY

  const officerOf = async (user: string) => {
    const found = await store.officers.find({ slack: user })
    return found?.active ? (found as Officer) : null
  }
  const cards = openCards({ calls, officers: parts.officers, store, clock, baseUrl: parts.baseUrl, labelOf: parts.labelOf })
  const home = openHome({ calls, officers: parts.officers, officerOf, clock, baseUrl: parts.baseUrl })
  const sender = openSender({
    calls,
    cards,
    store,
    clock,
    linkOf: parts.linkOf,
    questionOf: (id) => hearing.questionOf(id),
    ours: (id) => hearing.ours(id),
    changed: home.touch,
  })
  const { hear, recall, take, officers } = parts
  const hearing = openHearing({
    hear,
    recall,
    take,
    officers,
    officerOf,
    store,
    calls,
    sender,
    clock,
    token: botToken,
    apiUrl,
    botUser: () => self?.botUserId ?? '',
    pressed: () => knocking > 0 || performance.now() - knocked < PRESSED_MS,
  })

  async function keep(body: Readonly<Record<string, unknown>>): Promise<void> {
    const heard = heardIn(body)
    // Before the identity is known, and once told to stop, nothing is taken: Slack sends it again.
    if (!self || !intake) throw new Error('not ready')
    if (!heard) return
    knocking += 1
    try {
      await intake.accept({ channel: CHANNEL, ...heard })
    } finally {
      knocking -= 1
      knocked = performance.now()
    }
  }

  function heardIn(body: Readonly<Record<string, unknown>>): Heard | null {
    if (body.event) return self ? heardEvent(body.event, self.botUserId) : null
    return body.command ? heardCommand(body) : heardPress(body)
  }

  const door: Door = parts.appToken
    ? socketDoor(
        parts.appToken,
        apiUrl,
        keep,
        (problem) => {
          fatal = problem
          calls.tellOnce('app-token', `Slack 不接受 app token（${problem}）；请在 Slack 应用管理页重新生成，更新 ZHIWEN_SLACK_APP_TOKEN 后重启。`)
        },
        parts.timing?.pingMs,
      )
    : httpDoor(parts.signingSecret ?? '', keep, () => self !== null && intake !== null, clock, calls.tellOnce)
  const report = (error: unknown) => {
    // Slack's own refusals were told where they happened; what is ours is told by its name, never with what somebody wrote.
    if (!(error instanceof CallFailed)) calls.tellOnce(`failed:${nameOf(error)}`, `Slack 的一次操作没有完成（${nameOf(error)}）`)
  }
  const app = new App({
    receiver: door,
    logger: silent,
    authorize: async () => ({ botToken, ...self }),
    clientOptions: { ...(apiUrl ? { slackApiUrl: apiUrl } : {}), retryConfig: { retries: 0 }, timeout: 5000, rejectRateLimitedCalls: true } as webApi.WebClientOptions,
  })
  const respond = async (url: string, body: Readonly<Record<string, unknown>>) => {
    const to = URL.parse(url)
    if (!to || (to.hostname !== 'hooks.slack.com' && to.origin !== (apiUrl ? URL.parse(apiUrl)?.origin : undefined))) return
    await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(5000) })
  }
  const means = { calls, cards, sender, home, officers, officerOf, store, clock, departments: parts.departments, baseUrl: parts.baseUrl, respond }
  app.error(async (error) => report(error.original ?? error))
  listenToPresses(app, means, report)
  listenToForms(app, means, report)
  listenToCommands(app, means, report)
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') return home.show(event.user).catch(report)
    // Decoration: without it people write all the same.
    await calls
      .call('assistant.threads.setSuggestedPrompts', { channel_id: event.channel, prompts: EXAMPLES.map((text) => ({ title: text, message: text })) })
      .catch(() => {})
  })

  /** @throws DeskError when the token is no good; CallFailed when Slack cannot be reached now. */
  async function introduce(): Promise<void> {
    const answer = await calls.call('auth.test', {})
    const { bot_id, user_id, response_metadata } = answer as { bot_id?: string; user_id?: string; response_metadata?: { scopes?: readonly string[] } }
    const granted = response_metadata?.scopes
    const missing = granted ? SCOPES.filter((scope) => !granted.includes(scope)) : []
    const vital = missing.filter((scope) => NEEDED.includes(scope))
    if (vital.length)
      throw new DeskError('slack-scope', `Slack 应用缺少权限 ${vital.join('、')}，未启用 Slack`, '请按 adapters/channels/slack/slack-manifest.yaml 补上后重新安装应用')
    if (missing.length) tell(`Slack 应用缺少权限 ${missing.join('、')}，相应功能不可用；请按 adapters/channels/slack/slack-manifest.yaml 补上后重新安装应用。`)
    self = { botId: bot_id ?? '', botUserId: user_id ?? '' }
    intake = openIntake(CHANNEL, store, clock, hearing.handle, (message, problem) => tell(`Slack 消息 ${message.id} 多次处理失败，已放弃（${problem.slice(0, 60)}）`))
  }

  async function begin(): Promise<void> {
    try {
      await introduce()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const { failure } = error
      if (failure.kind === 'auth' || failure.kind === 'refused')
        throw new DeskError('slack-token', `Slack 不接受 bot token（${failure.problem}），未启用 Slack`, '请在 Slack 应用管理页核对 ZHIWEN_SLACK_BOT_TOKEN（xoxb- 开头）')
      calls.tellOnce('start', '启动时连不上 Slack，会继续尝试；其他渠道不受影响。')
      starting = setTimeout(() => void begin().catch((cause: Error) => refuse(cause)), TRY_AGAIN_MS)
      starting.unref()
      return
    }
    await door.start()
  }

  function refuse(cause: Error): void {
    fatal = cause.message.split('\n')[0] ?? ''
    tell(cause.message)
  }

  return {
    name: CHANNEL,
    listener: door.listener,
    start: () =>
      begin().catch((cause: Error) => {
        fatal = cause.message.split('\n')[0] ?? ''
        throw cause
      }),
    send: sender.send,
    health(): Health {
      if (fatal !== null && self === null) return { state: 'down', words: fatal, english: 'Slack could not be started; the reason stands in the log' }
      if (!self) return { state: 'down', words: '还没有连上 Slack，正在尝试', english: 'Not connected to Slack yet; trying' }
      const { up, words } = door.state()
      return up ? calls.health() : { state: 'degraded', words, english: 'The socket to Slack is down; connecting again' }
    },
    async stop() {
      if (starting) clearTimeout(starting)
      await door.stop()
      const last = intake
      intake = null
      await last?.stop(STOP_MS)
      home.stop()
      cards.stop()
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown'
}
