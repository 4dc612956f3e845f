/** Fetches what customers wrote, page by page from where it left off, and gives each message its turn: on disk before the cursor moves on. */
import { createHash, randomUUID } from 'node:crypto'
import type { Hear, Recall } from '../../../src/channel.ts'
import { complete, together, UNREAD, WELCOME } from '../../../src/channel-text.ts'
import type { Clock } from '../../../src/clock.ts'
import type { Gather } from '../../../src/gathering/gather.ts'
import { isJoined, openThoughts } from '../../../src/gathering/thoughts.ts'
import { type Intake, openIntake } from '../../../src/intake.ts'
import type { Attachment, Reply } from '../../../src/message.ts'
import type { Accepted, Store } from '../../../src/store.ts'
import { type Api, type KfMessage, Refused } from './api.ts'

export const CHANNEL = 'wecom'

export type Ears = {
  readonly store: Store
  readonly clock: Clock
  readonly hear: Hear
  readonly recall: Recall
  readonly wake: () => void
  readonly tell: (line: string) => void
  readonly gather: Gather
  /** The customer has written: five more messages may go out. */
  readonly wrote: (customer: string) => void
}

export type Pulling = {
  /** Fetches all there is, one fetch at a time. @param notice the token of the callback that said so. */
  readonly pull: (notice: string | null) => Promise<void>
  /** Whether a person in WeCom itself answers this customer now. */
  readonly withHuman: (customer: string) => boolean
  readonly setHuman: (customer: string, human: boolean) => Promise<void>
  readonly stop: (ms: number) => Promise<void>
}

type Said = { readonly kind: 'said'; readonly text: string; readonly at: string; readonly media: string | null }
type Body = Said | { readonly kind: 'recall'; readonly of: string }
type Kept = { readonly cursor: string | null; readonly humans: readonly string[] }

const LARGEST = 20 * 1024 * 1024
/** WeCom keeps messages for three days; a cursor older than that leads nowhere. */
const KEEP_MS = 3 * 24 * 3600_000
const BURST_MS = 60_000
const BESIDE = `${CHANNEL}~cursor`

/** WeCom's names for what cannot be read. */
const KINDS: Readonly<Record<string, keyof typeof UNREAD>> = {
  ...{ voice: 'voice', video: 'video', location: 'location', link: 'link' },
  ...{ miniprogram: 'mini', business_card: 'card', merged_msg: 'history' },
}

/** The token of a callback is good for ten minutes. */
const STALE_NOTICE = 95007
/** session_status_change: taken up, passed on, ended, taken up again. */
const ENDED = 3

export function addressOf(customer: string): string {
  return `${CHANNEL}:${customer.replace(/[%:]/g, encodeURIComponent)}`
}

export function customerOf(address: string): string {
  return decodeURIComponent(address.split(':')[1] ?? '')
}

export function openPulling(api: Api, { store, clock, hear, recall, wake, tell, gather, wrote }: Ears): Pulling {
  let kept: Kept | null = null
  let line: Promise<void> = Promise.resolve()
  let stopping = false
  const bursts = new Map<string, number>()

  const thoughts = openThoughts(CHANNEL, store, gather, () => intake)
  const intake: Intake = openIntake(CHANNEL, store, clock, handle, (message, problem) => {
    tell(`微信客服：有一条消息多次处理失败，已放弃（${problem.split('\n')[0]}）`)
    void own(message.conversation, message.id, { text: '刚才那条消息我没能处理，请再发一次。' }).catch(() => {})
  })

  /** What the channel keeps for itself, in a conversation of its own. */
  async function keep(change: (was: Kept) => Kept): Promise<Kept> {
    const now = clock()
    const turned = await store.turn(BESIDE, { channel: CHANNEL, id: `kept:${randomUUID()}` }, now, ({ state }) => {
      const next = change((state as Kept | null) ?? { cursor: null, humans: [] })
      return { value: next, state: next, keepUntil: new Date(now.getTime() + KEEP_MS) }
    })
    if (turned.kind === 'done') kept = turned.value
    return kept ?? { cursor: null, humans: [] }
  }

  /** A line of the channel's own, once by the message it answers. */
  async function own(conversation: string, id: string, reply?: Reply): Promise<void> {
    const now = clock()
    const beside = `${CHANNEL}~${createHash('sha256').update(conversation).digest('hex').slice(0, 32)}`
    await store.turn(beside, { channel: CHANNEL, id }, now, () => ({
      value: null,
      state: null,
      keepUntil: new Date(now.getTime() + KEEP_MS),
      outgoing: reply ? [{ key: `${CHANNEL}:${id}:own`, channel: CHANNEL, conversation, body: reply }] : [],
    }))
    if (reply) wake()
  }

  async function handle(message: Accepted): Promise<void> {
    const { conversation, body } = message
    if (isJoined(body)) return
    const heard = body as Body
    if (heard.kind === 'recall') return void (await recall({ channel: CHANNEL, conversation, id: thoughts.leaderOf(heard.of) }, clock()))
    const group = await thoughts.of(message)
    await turn(message, group)
    thoughts.done(group)
  }

  async function turn({ id, conversation }: Accepted, group: readonly Accepted[]): Promise<void> {
    const said = group.map((m) => m.body as Said)
    const attachments: Attachment[] = []
    let tooLarge = false
    for (const { media } of said) {
      const file = media === null ? null : await api.media(media, LARGEST)
      if (file) attachments.push(file)
      tooLarge ||= media !== null && file === null
    }
    const text = together(said.map((s) => s.text))
    const refusal: Reply | undefined = tooLarge ? { text: `文件超过 ${LARGEST / 1024 / 1024} MB，收不下。请压缩、拆开，或者只发要紧的几页。` } : undefined
    const last = said.at(-1)
    if (!last || (!text && attachments.length === 0)) return own(conversation, id, refusal)
    if (refusal) await own(conversation, `${id}:large`, refusal)
    await hear({ channel: CHANNEL, id, conversation, setting: 'private', text, attachments, at: last.at }, clock())
  }

  async function take(message: KfMessage): Promise<void> {
    if (message.origin === 4 || message.msgtype === 'event') return event(message)
    if (message.origin !== 3) return
    const customer = message.external_userid
    const conversation = addressOf(customer)
    wrote(customer)
    // A person answers in WeCom, and has it before him.
    if (withHuman(customer)) return own(conversation, message.msgid)
    const said = (text: string, media: string | null): Body => ({ kind: 'said', text, at: new Date(message.send_time * 1000).toISOString(), media })
    const accept = (body: Body, alone: boolean) => thoughts.take({ channel: CHANNEL, id: message.msgid, conversation, body }, { alone, file: !message.text })
    // A tap on a menu is whole by itself.
    if (message.msgtype === 'text' && message.text) return accept(said(message.text.content, null), Boolean(message.text.menu_id) || complete(message.text.content))
    const media = message.image?.media_id ?? message.file?.media_id
    if (media) return accept(said('', media), false)
    return own(conversation, message.msgid, once(customer) ? { text: UNREAD[KINDS[message.msgtype] ?? 'unknown'] } : undefined)
  }

  async function event({ msgid, event: told }: KfMessage): Promise<void> {
    if (!told) return
    const customer = told.external_userid
    switch (told.event_type) {
      case 'user_recall_msg':
        if (told.recall_msgid && !thoughts.withdraw(addressOf(customer), told.recall_msgid)) {
          const body: Body = { kind: 'recall', of: told.recall_msgid }
          await intake.accept({ channel: CHANNEL, id: `recalled:${told.recall_msgid}`, conversation: addressOf(customer), body })
        }
        return
      case 'enter_session':
        if (told.welcome_code) await api.welcome(told.welcome_code, msgid.replace(/[^\w-]/g, '').slice(0, 32), WELCOME).catch(() => {})
        return
      case 'session_status_change':
        return setHuman(customer, told.change_type !== ENDED)
      case 'msg_send_fail':
        return tell(`微信客服：有一条消息没有送达（原因 ${told.fail_type ?? '不明'}）`)
    }
  }

  const withHuman = (customer: string): boolean => kept?.humans.includes(customer) ?? false

  async function setHuman(customer: string, human: boolean): Promise<void> {
    if (withHuman(customer) !== human) await keep((was) => ({ ...was, humans: human ? [...was.humans, customer] : was.humans.filter((c) => c !== customer) }))
  }

  function once(customer: string): boolean {
    const now = performance.now()
    const last = bursts.get(customer)
    bursts.delete(customer)
    bursts.set(customer, now)
    if (bursts.size > 5_000) bursts.delete(bursts.keys().next().value as string)
    return last === undefined || now - last > BURST_MS
  }

  async function fetchAll(notice: string | null): Promise<void> {
    let { cursor } = kept ?? (await keep((was) => was))
    for (let more = true; more && !stopping; ) {
      const page = await api.sync(cursor, notice).catch((error: unknown) => {
        // A callback that came late is still a reason to look.
        if (notice !== null && error instanceof Refused && error.code === STALE_NOTICE) return api.sync(cursor, null)
        throw error
      })
      for (const message of page.messages) await take(message)
      more = page.more && page.cursor !== cursor
      if (page.cursor !== cursor) await keep((was) => ({ ...was, cursor: page.cursor }))
      cursor = page.cursor
    }
  }

  return {
    withHuman,
    setHuman,
    pull(notice) {
      const mine = line.then(() => (stopping ? undefined : fetchAll(notice)))
      line = mine.catch(() => {})
      return mine
    },
    async stop(ms) {
      stopping = true
      thoughts.flush()
      await Promise.race([line, new Promise((resolve) => setTimeout(resolve, ms).unref())])
      await intake.stop(ms)
    },
  }
}
