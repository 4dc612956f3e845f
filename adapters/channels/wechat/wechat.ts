/** WeChat as a channel: one bot kept alive, what it hears put on disk and joined to thoughts, what the desk says sent at a person's pace. */
import type { Channel, Hear, Recall } from '../../../src/channel.ts'
import { WELCOME } from '../../../src/channel-text.ts'
import type { Clock } from '../../../src/clock.ts'
import { openGather, type Pace } from '../../../src/gathering/gather.ts'
import type { Store } from '../../../src/store.ts'
import { keepBot, type Login, TIMING, type Timing } from './bot.ts'
import { openHearing } from './hearing.ts'
import { openNotebook } from './notebook.ts'
import { type MakePuppet, type PuppetChoice, puppetOf, type Request } from './puppet.ts'
import { qrText } from './qr.ts'
import { addressOf, CHANNEL } from './receive.ts'
import { openSending } from './sending.ts'

/** Whose friend request is accepted: everybody's, nobody's, or that of whoever says the word. */
export type FriendRule = 'all' | 'none' | { readonly word: string }

export type WeChatParts = {
  readonly store: Store
  readonly clock: Clock
  readonly hear: Hear
  readonly recall: Recall
  /** Something was put into the outbox that no hearing put there. */
  readonly wake: () => void
  /** A line for the operator. */
  readonly tell: (line: string) => void
  /** The public page of a clause; null where this desk has no address that a phone could open. */
  readonly link: ((clause: string) => string) | null
}

export type WeChatOptions = {
  readonly puppet: PuppetChoice | MakePuppet
  readonly friends?: FriendRule
  readonly pace?: Pace & { readonly partsMs: number }
  readonly timing?: Timing
}

export type WeChat = Channel & {
  /** Lets go of the log-in. After `stop` it hears nothing more, and still sends what the outbox holds until this. */
  readonly close: () => Promise<void>
  /** For the operator's page: the code to scan, or who is logged in. */
  readonly login: () => Login
}

const PACE = { quietMs: 1_200, quietAfterFileMs: 2_500, longestMs: 4_000, partsMs: 1_000 }
/** How long what was heard may take to have its turn when the channel stops; the rest waits on disk. */
const DRAIN_MS = 3_000

export function weChat(parts: WeChatParts, { puppet, friends = 'all', pace = PACE, timing = TIMING }: WeChatOptions): WeChat {
  const notebook = openNotebook(parts.store, parts.clock, parts.wake)
  const make = typeof puppet === 'function' ? puppet : () => puppetOf(puppet)
  const session = typeof puppet === 'function' ? null : (puppet.session ?? null)
  const keeper = keepBot(
    make,
    session,
    {
      tell: parts.tell,
      scan: (code) => parts.tell(qrText(code)),
      message(raw) {
        void hearing.take(raw, keeper.selfName()).catch((error: Error) => parts.tell(`微信：有一条消息没能存下（${error.message.split('\n')[0]}）`))
      },
      request: (request) => void befriend(request).catch((error: Error) => parts.tell(`微信：一个好友申请没能通过（${error.message.split('\n')[0]}）`)),
      friend: (contact) => void welcome(contact).catch(() => {}),
    },
    timing,
  )
  const sending = openSending({ say: keeper.say, hand: keeper.hand, bytes: parts.store.files.bytes }, parts.link, pace.partsMs)
  const hearing = openHearing({ ...parts, gather: openGather(pace), notebook, rest: sending.rest, taken: sending.taken })

  async function befriend({ contact, hello, accept }: Request): Promise<void> {
    if (friends === 'none' || (friends !== 'all' && !hello.includes(friends.word))) return
    await accept()
    await welcome(contact)
  }

  const welcome = (contact: string) => notebook.done(addressOf(contact, null), `welcome:${contact}`, { text: WELCOME })

  return {
    name: CHANNEL,
    start: keeper.start,
    async send(message) {
      if (keeper.login().state !== 'in') return { kind: 'failed', fault: 'channel', problem: 'wechat-away' }
      return sending.send(message)
    },
    health: keeper.health,
    login: keeper.login,
    async stop() {
      await keeper.arrived()
      await hearing.stop(DRAIN_MS)
    },
    close: keeper.stop,
  }
}
