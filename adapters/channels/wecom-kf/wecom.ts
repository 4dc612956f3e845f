/** 微信客服, the official road to WeChat, as a channel: called back, fetched from, and sent to within five messages after each of the customer's. */
import { createHash } from 'node:crypto'
import type { Channel, Health, Sent } from '../../../src/channel.ts'
import { DeskError } from '../../../src/errors.ts'
import { openGather, type Pace } from '../../../src/gathering/gather.ts'
import type { CasePost, Reply, SentFile } from '../../../src/message.ts'
import type { Claimed } from '../../../src/store.ts'
import { type Account, openApi, Refused, STATES } from './api.ts'
import { readCall, type Secrets } from './callback.ts'
import { CHANNEL, customerOf, type Ears, openPulling } from './pulling.ts'
import { type Content, mediaOf, mediaType, render, withNote } from './render.ts'

export type KfOptions = Account &
  Secrets & {
    /** The member of WeCom who takes over a customer there; null: officers answer through the desk alone. */
    readonly servicer?: string | null
    /** How often messages are fetched although nobody called. */
    readonly lookMs?: number
    /** How soon the outbox asks again whether a customer has written meanwhile; it cannot be called. */
    readonly askAgainMs?: number
    /** How long the rest of a thought is waited for. */
    readonly pace?: Pace
  }

export type KfParts = Omit<Ears, 'wrote' | 'gather'> & {
  /** The public page of a clause; null where this desk has none that a phone could open. */
  readonly link: ((clause: string) => string) | null
}

export type WeComKf = Channel & {
  /** The callback, for whatever web server there is. */
  readonly handle: (request: Request) => Promise<Response>
  /** Hands a customer to a person in WeCom, and takes him back: the desk is silent in between. False where WeCom would not. */
  readonly handOver: (conversation: string) => Promise<boolean>
  readonly handBack: (conversation: string) => Promise<boolean>
}

export const API_URL = 'https://qyapi.weixin.qq.com'
const FIVE = 5
const LOOK_MS = 5 * 60_000
const DRAIN_MS = 3_000
const ASK_AGAIN_MS = 10_000
const PACE: Pace = { quietMs: 1_200, quietAfterFileMs: 2_500, longestMs: 4_000 }
const MORE = '（还有，回复任意一个字，我接着发）'
const REMEMBERED = 5_000

/** Codes of WeCom: five have gone out; 48 hours are over; the session is with a person, or over. Those of the account are the operator's to mend. */
const TOO_MANY = 95001
const TOO_LATE = 95002
const NOT_OURS: readonly number[] = [95013, 95016, 95018]
const NO_MEDIA = 40007
const ACCOUNT: readonly number[] = [40001, 40013, 40091, 60020, 95000, 95004]

export function weComKf(parts: KfParts, options: KfOptions): WeComKf {
  const api = openApi(options)
  /** Messages sent since the customer last wrote, as far as this process knows; WeCom counts for itself. */
  const sent = new Map<string, number>()
  const through = new Map<string, number>()
  /** Files handed in, as WeCom names them; it forgets them after three days. */
  const handedIn = new Map<string, Content>()
  let health: Health = { state: 'down', words: '微信客服正在连接', english: 'WeChat customer service is being connected' }
  let looking: NodeJS.Timeout | undefined
  const wait = (problem: string): Sent => ({ kind: 'failed', fault: 'channel', problem, retryMs: options.askAgainMs ?? ASK_AGAIN_MS })
  const pulling = openPulling(api, { ...parts, gather: openGather(options.pace ?? PACE), wrote: (customer) => void sent.delete(customer) })

  function turn(next: Health): void {
    if (next.words !== health.words && next.state !== 'up') parts.tell(next.words)
    health = next
  }

  async function pull(notice: string | null): Promise<void> {
    try {
      await pulling.pull(notice)
      turn({ state: 'up', words: '微信客服已接通', english: 'WeChat customer service is connected' })
    } catch (error) {
      const refused = error instanceof Refused && ACCOUNT.includes(error.code)
      const code = error instanceof Refused ? error.code : null
      turn({
        state: refused ? 'down' : 'degraded',
        words: `微信客服取不到消息（${code === null ? '网络不通' : `错误码 ${code}`}），稍后再试`,
        english: `No messages can be fetched from WeChat customer service (${code === null ? 'no network' : `error ${code}`}); it will be tried again`,
      })
      throw error
    }
  }

  async function send({ key, conversation, body }: Claimed): Promise<Sent> {
    const customer = customerOf(conversation)
    if (pulling.withHuman(customer)) return wait('kf-with-human')
    const post = body as Reply | CasePost
    const contents = [...render({ text: post.text, ...('kind' in post ? {} : post) }, parts.link), ...(('files' in post && post.files) || [])]
    for (let n = through.get(key) ?? 0; n < contents.length; n++) {
      const count = sent.get(customer) ?? 0
      if (count >= FIVE) return wait('kf-five')
      const next = contents[n]
      if (!next) break
      const last = count === FIVE - 1 && n < contents.length - 1
      try {
        const content = 'id' in next ? await handIn(next) : next
        if (content === null) return { kind: 'failed', fault: 'message', problem: 'file-gone' }
        await api.send(customer, msgidOf(key, n), last ? withNote(content, MORE) : content)
      } catch (error) {
        if ('id' in next && error instanceof Refused && error.code === NO_MEDIA) handedIn.delete(next.id)
        return failed(error, customer)
      }
      keep(sent, customer, count + 1)
      keep(through, key, n + 1)
    }
    return { kind: 'sent' }
  }

  /** null when there is no such file any more. */
  async function handIn({ id, name }: SentFile): Promise<Content | null> {
    const known = handedIn.get(id)
    if (known) return known
    const bytes = await parts.store.files.bytes(id)
    if (bytes === null) return null
    const type = mediaType(bytes)
    const content = mediaOf(type, await api.upload(type, { name, bytes }))
    keep(handedIn, id, content)
    return content
  }

  async function failed(error: unknown, customer: string): Promise<Sent> {
    if (!(error instanceof Refused)) return { kind: 'failed', fault: 'channel', problem: 'kf-away' }
    if (error.code === TOO_MANY) {
      keep(sent, customer, FIVE)
      return wait('kf-five')
    }
    if (error.code === TOO_LATE) return wait('kf-48-hours')
    if (NOT_OURS.includes(error.code)) {
      const state = await api.state(customer).catch(() => null)
      await pulling.setHuman(customer, state === STATES.human || state === STATES.queue)
      return wait(state === STATES.ended ? 'kf-ended' : 'kf-with-human')
    }
    return { kind: 'failed', fault: ACCOUNT.includes(error.code) || error.code < 0 ? 'channel' : 'message', problem: `kf-${error.code}` }
  }

  async function move(conversation: string, state: number): Promise<boolean> {
    const customer = customerOf(conversation)
    try {
      await api.trans(customer, state, state === STATES.human ? (options.servicer ?? undefined) : undefined)
    } catch (error) {
      if (error instanceof Refused) return false
      throw error
    }
    await pulling.setHuman(customer, state === STATES.human)
    return true
  }

  return {
    name: CHANNEL,
    async start() {
      try {
        await pull(null)
      } catch (error) {
        if (error instanceof Refused && ACCOUNT.includes(error.code))
          throw new DeskError(
            'wecom-account',
            `微信客服不认这个账号（错误码 ${error.code}）`,
            '请核对企业 ID、微信客服的 Secret 和客服账号（wk 开头），并把本机 IP 加进可信 IP',
            { cause: error },
          )
      }
      looking = setInterval(() => void pull(null).catch(() => {}), options.lookMs ?? LOOK_MS)
    },
    send,
    health: () => health,
    handOver: async (conversation) => (options.servicer ? move(conversation, STATES.human) : false),
    // A session with a person cannot come back to us; it ends, and with the customer's next words a new one begins.
    handBack: (conversation) => move(conversation, STATES.ended),
    async handle(request) {
      const called = await readCall(request, options, parts.clock())
      switch (called.kind) {
        case 'verify':
          return new Response(called.echo, { headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } })
        case 'reject':
          return new Response('forbidden', { status: 403 })
        case 'fetch':
          // Nothing is lost by answering first: the cursor moves only with what is on disk.
          if (called.account === '' || called.account === options.openKfId) void pull(called.token).catch(() => {})
          return new Response('success')
        case 'nothing':
          return new Response('success')
      }
    },
    async stop() {
      clearInterval(looking)
      await pulling.stop(DRAIN_MS)
    },
  }
}

/** WeCom knows a message by our id: the same part of the same message is the same message. */
function msgidOf(key: string, part: number): string {
  return createHash('sha256').update(`${key}\n${part}`).digest('base64url').slice(0, 32)
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value as string)
}
