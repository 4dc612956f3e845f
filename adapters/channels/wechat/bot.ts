/** Keeps one bot alive: builds it, listens whether its gateway still answers, and builds another one when it does not. */
import type { Health } from '../../../src/channel.ts'
import { DeskError } from '../../../src/errors.ts'
import { type Bot, type BotEvents, type MakePuppet, openBot } from './puppet.ts'

/** What the operator is shown: a code to scan, who is logged in, or why nobody is. */
export type Login =
  | { readonly state: 'starting' }
  | { readonly state: 'scan'; readonly code: string }
  | { readonly state: 'in'; readonly name: string }
  | { readonly state: 'out'; readonly why: string }

export type Timing = {
  readonly startMs: number
  readonly stopMs: number
  /** How often the gateway is asked whether it is there, and how long it may be silent. */
  readonly lookMs: number
  readonly silentMs: number
  readonly firstRetryMs: number
  readonly longestRetryMs: number
}

export const TIMING: Timing = { startMs: 12_000, stopMs: 3_000, lookMs: 3_000, silentMs: 10_000, firstRetryMs: 1_000, longestRetryMs: 10_000 }

export type Keeper = {
  /** @throws DeskError when what is configured can never work; a gateway that is merely away is waited for. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly arrived: () => Promise<void>
  readonly say: Bot['say']
  readonly hand: Bot['hand']
  readonly selfName: () => string | null
  readonly login: () => Login
  readonly health: () => Health
}

export type KeeperEvents = Pick<BotEvents, 'message' | 'request' | 'friend'> & {
  /** One line for the operator, when something changed. */
  readonly tell: (line: string) => void
  readonly scan: (code: string) => void
}

/** As gRPC numbers them: the road to the gateway is gone; or the gateway does not know the token. */
const GONE: readonly unknown[] = [1, 4, 14]
const REFUSED = 16

class Lost extends Error {
  readonly code: unknown
  constructor(code: unknown, message: string) {
    super(message)
    this.code = code
  }
}

export function keepBot(make: MakePuppet, session: string | null, on: KeeperEvents, timing: Timing = TIMING): Keeper {
  let bot: Bot | null = null
  let login: Login = { state: 'starting' }
  let stopping = false
  let generation = 0
  let failures = 0
  let lastHeard = 0
  let answersDing = false
  let retry: NodeJS.Timeout | undefined
  let watch: NodeJS.Timeout | undefined

  function turn(next: Login, line?: string): void {
    const changed = JSON.stringify(next) !== JSON.stringify(login)
    login = next
    if (line && changed && !stopping) on.tell(line)
  }

  /** One bot, until it is logged in, waits for a scan, or fails. */
  async function build(): Promise<void> {
    const mine = ++generation
    const here = () => mine === generation && !stopping
    const failed = Promise.withResolvers<never>()
    failed.promise.catch(() => {})
    lastHeard = performance.now()
    answersDing = false
    let started = false
    const made = await openBot(await make(), session, {
      message: (raw) => here() && on.message(raw),
      request: (request) => here() && on.request(request),
      friend: (contact) => here() && on.friend(contact),
      alive(what) {
        if (!here()) return
        lastHeard = performance.now()
        answersDing ||= what === 'dong'
      },
      scan(code) {
        if (!here() || !code) return
        turn({ state: 'scan', code }, '微信：请用手机微信扫码登录')
        on.scan(code)
      },
      login(name) {
        if (!here()) return
        failures = 0
        turn({ state: 'in', name }, `微信：已登录“${name}”`)
      },
      logout: (reason) =>
        here() && turn({ state: 'out', why: '微信已退出登录，消息先留着' }, `微信：已退出登录${reason ? `（${reason}）` : ''}，消息先留着，重新登录后续发`),
      error({ code, message }) {
        if (!here()) return
        if (!started) {
          if (code === REFUSED || GONE.includes(code)) failed.reject(new Lost(code, message))
        } else if (code === REFUSED || GONE.includes(code)) rebuild(`微信网关断开（${message.split('\n')[0]?.slice(0, 80)}）`)
      },
    })
    bot = made
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Lost(4, '网关没有回应')), timing.startMs)
    })
    await Promise.race([made.start(), failed.promise, late]).finally(() => clearTimeout(timer))
    started = true
    clearInterval(watch)
    watch = setInterval(() => look(made), timing.lookMs)
  }

  function look(one: Bot): void {
    // A puppet that never answers a ding says nothing by its silence.
    if (answersDing && performance.now() - lastHeard > timing.silentMs) {
      rebuild('微信网关没有回应')
      return
    }
    try {
      one.ding()
    } catch {
      rebuild('微信网关断开')
    }
  }

  function rebuild(why: string): void {
    if (stopping) return
    generation++
    clearInterval(watch)
    clearTimeout(retry)
    const old = bot
    bot = null
    turn({ state: 'out', why: `${why}，正在重新连接` }, `${why}，消息先留着，正在重新连接`)
    const wait = Math.min(timing.firstRetryMs * 2 ** failures, timing.longestRetryMs)
    failures++
    retry = setTimeout(() => {
      void discard(old)
        .then(build)
        .catch((error: unknown) => rebuild(reasonOf(error)))
    }, wait)
  }

  /** Stopping may hang on a gateway that is gone: it is given a moment, and then left behind. */
  async function discard(old: Bot | null): Promise<void> {
    if (!old) return
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      old.stop().catch(() => {}),
      new Promise((resolve) => {
        timer = setTimeout(resolve, timing.stopMs)
      }),
    ])
    clearTimeout(timer)
  }

  return {
    async start() {
      try {
        await build()
      } catch (error) {
        if (error instanceof Lost && error.code !== REFUSED) return rebuild(reasonOf(error))
        const failed = bot
        bot = null
        generation++
        turn({ state: 'out', why: reasonOf(error) })
        await discard(failed)
        if (error instanceof DeskError) throw error
        throw new DeskError('wechat-token', reasonOf(error), '请换一个有效的令牌：ZHIWEN_WECHAT_PUPPET_TOKEN，然后重新启动', { cause: error })
      }
    },
    async stop() {
      stopping = true
      clearInterval(watch)
      clearTimeout(retry)
      const old = bot
      bot = null
      await discard(old)
    },
    arrived: async () => bot?.arrived(),
    async say(to, text) {
      if (!bot || login.state !== 'in') throw new Error('not logged in')
      return bot.say(to, text)
    },
    async hand(to, file) {
      if (!bot || login.state !== 'in') throw new Error('not logged in')
      return bot.hand(to, file)
    },
    selfName: () => bot?.selfName() ?? null,
    login: () => login,
    health: () => healthOf(login),
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Lost)
    return error.code === REFUSED ? '微信网关不认这个令牌（可能已过期或被停用）' : `微信网关连不上（${error.message.split('\n')[0]?.slice(0, 80)}）`
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}

function healthOf(login: Login): Health {
  switch (login.state) {
    case 'in':
      return { state: 'up', words: `微信已登录“${login.name}”`, english: `WeChat is signed in as “${login.name}”` }
    case 'scan':
      return { state: 'down', words: '微信等待扫码登录：请在终端或网页上扫码', english: 'WeChat waits for its code to be scanned, on the terminal or on the web' }
    case 'starting':
      return { state: 'down', words: '微信正在连接', english: 'WeChat is being connected' }
    case 'out':
      return { state: 'down', words: login.why, english: 'WeChat is signed out or cannot be reached; messages wait, and it is tried again' }
  }
}
