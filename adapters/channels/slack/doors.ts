/** The two ways Slack reaches us, by signed HTTP and by Socket Mode; through either, what is for us is on disk before Slack hears that we have it. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { Clock } from '../../../src/clock.ts'
import { silent } from './calls.ts'

/** Keeps what has to be kept of a body. @throws when it cannot, so that Slack sends it again. */
export type Keep = (body: Readonly<Record<string, unknown>>) => Promise<void>

/** A receiver that goes between Slack and the app. */
export type Door = Receiver & {
  /** For the desk's own web server, at POST /slack/events; null by Socket Mode. */
  readonly listener: RequestListener | null
  readonly state: () => { readonly up: boolean; readonly words: string }
}

export const EVENTS_PATH = '/slack/events'

/** What the app is given in place of the receiver's own events. */
function keeping(app: App, keep: Keep): App {
  return {
    processEvent: async (event: ReceiverEvent) => {
      await keep(event.body)
      return app.processEvent(event)
    },
  } as App
}

const AHEAD_S = 60

/** @param ready whether the app knows who it is: before that nothing can be told from our own words. */
export function httpDoor(signingSecret: string, keep: Keep, ready: () => boolean, clock: Clock, tellOnce: (cause: string, line: string) => void): Door {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [EVENTS_PATH], logger: { ...silent, warn: refusedWords(tellOnce) } })
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const end = (status: number) => void response.writeHead(status, { connection: 'close' }).end()
    // Bolt throws at any other path or method, out of the server.
    if (request.method !== 'POST' || request.url?.split('?')[0] !== EVENTS_PATH) return end(404)
    const signed = Number(request.headers['x-slack-request-timestamp'])
    // Bolt lets a time to come in.
    if (!Number.isFinite(signed) || signed > clock().getTime() / 1000 + AHEAD_S) return end(401)
    if (!ready()) return end(503)
    receiver.requestListener(request, response)
  }
  return {
    init: (app) => receiver.init(keeping(app, keep)),
    start: async () => {},
    stop: async () => {},
    listener,
    state: () => ({ up: true, words: '' }),
  }
}

/** A request that is not signed as it should be is told of without a word of it. */
function refusedWords(tellOnce: (cause: string, line: string) => void) {
  return (...said: readonly unknown[]) => {
    if (said.some((word) => typeof word === 'string' && /verify/.test(word)))
      tellOnce('unsigned', '收到签名不符的 Slack 请求，已拒绝。若 Slack 里没有反应，请核对 ZHIWEN_SLACK_SIGNING_SECRET 与服务器时间。')
  }
}

type SocketClient = {
  start(): Promise<unknown>
  disconnect(): Promise<unknown>
  on(event: string, listener: (...args: never[]) => void): unknown
  once(event: string, listener: () => void): unknown
  removeAllListeners(event: string): unknown
  onWebSocketMessage?: (data: unknown, binary: boolean) => Promise<void>
}

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 30_000
const OPEN_WITHIN_MS = 15_000
/** What will not get better by trying again. */
const HOPELESS = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'user_removed_from_team', 'team_disabled', 'not_allowed_token_type']

/**
 * Socket Mode under a supervisor of our own: the client's own reconnection ends in unhandled rejections, so it is turned off.
 * @param fatal the app token does not work.
 */
export function socketDoor(appToken: string, apiUrl: string | undefined, keep: Keep, fatal: (problem: string) => void, pingMs?: number): Door {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silent,
    autoReconnectEnabled: false,
    ...(pingMs ? { clientPingTimeout: pingMs } : {}),
    // One try: the supervisor makes the next.
    installerOptions: { clientOptions: { ...(apiUrl ? { slackApiUrl: apiUrl } : {}), retryConfig: { retries: 0 }, timeout: 5000, rejectRateLimitedCalls: true } },
  })
  const client = receiver.client as unknown as SocketClient
  hardened(client)
  let stopping = false
  let up = false
  let problem = '正在连接'
  let stopWaiting: () => void = () => {}

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      stopWaiting = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  /** One connection, from opening to its end. */
  async function connection(opened: () => void): Promise<void> {
    const ended = new Promise<void>((resolve) => client.once('disconnected', resolve))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), OPEN_WITHIN_MS)
    })
    try {
      await Promise.race([client.start(), late])
    } finally {
      clearTimeout(timer)
    }
    up = true
    opened()
    await ended
    up = false
  }

  async function supervise(opened: () => void): Promise<void> {
    let wait = FIRST_WAIT_MS
    while (!stopping) {
      try {
        await connection(() => {
          wait = FIRST_WAIT_MS
          opened()
        })
        problem = '连接断开，正在重连'
      } catch (error) {
        const { data, retryAfter } = error as { data?: { error?: string }; retryAfter?: number }
        problem = data?.error ?? '连不上 Slack'
        if (HOPELESS.includes(problem)) {
          fatal(problem)
          wait = LONGEST_WAIT_MS
        }
        if (retryAfter !== undefined) wait = Math.max(wait, retryAfter * 1000)
      }
      if (stopping) return
      await pause(wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }

  return {
    init: (app) => receiver.init(keeping(app, keep)),
    /** Resolves at the first connection; without one it goes on trying by itself. */
    start: () =>
      new Promise<void>((resolve) => {
        void supervise(resolve)
        setTimeout(resolve, OPEN_WITHIN_MS).unref()
      }),
    async stop() {
      stopping = true
      stopWaiting()
      if (up) await Promise.race([client.disconnect(), new Promise((resolve) => setTimeout(resolve, 2_000).unref())])
    },
    listener: null,
    state: () => ({ up, words: up ? '' : `Socket Mode：${problem}` }),
  }
}

/** A frame that is no envelope is a rejection nobody handles: here it is handled. */
function hardened(client: SocketClient): void {
  const take = client.onWebSocketMessage
  if (typeof take !== 'function') return
  client.removeAllListeners('ws_message')
  client.on('ws_message', ((data: unknown, binary: boolean) => void take.call(client, data, binary).catch(() => {})) as (...args: never[]) => void)
}
