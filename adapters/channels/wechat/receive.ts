/** What a message on WeChat is to the desk: something to answer, a kind it cannot read, something taken back, or nothing. */
import { UNREAD } from '../../../src/channel-text.ts'
import type { Setting } from '../../../src/message.ts'

export const CHANNEL = 'wechat'

/** What WeChat can carry, as far as the desk tells it apart. */
export type Kind =
  | 'text'
  | 'file'
  | 'recalled'
  | 'voice'
  | 'sticker'
  | 'video'
  | 'card'
  | 'history'
  | 'location'
  | 'mini'
  | 'money'
  | 'link'
  | 'post'
  | 'note'
  | 'unknown'

/** A file that is still where it was sent: its size is looked at before it is fetched; null where it cannot be told. */
export type Remote = { readonly name: string; readonly size: number | null; readonly bytes: () => Promise<Uint8Array> }

/** A message as the puppet gives it. `text` of a recall is the id of what was recalled. */
export type Raw = {
  readonly id: string
  readonly kind: Kind
  readonly self: boolean
  readonly talker: string
  readonly room: string | null
  readonly mentioned: boolean
  readonly text: string
  readonly at: Date
  readonly remote: () => Promise<Remote>
}

export type Received =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'recalled'; readonly conversation: string; readonly of: string }
  | { readonly kind: 'unread'; readonly conversation: string; readonly words: string; readonly perhapsFile?: boolean }
  | { readonly kind: 'said'; readonly conversation: string; readonly setting: Setting; readonly text: string; readonly file: boolean }

/** WeChat's own accounts, and public ones: none of them asks for help. */
const NOBODY = /^(?:weixin|fmessage|medianote|floatbottle|qmessage|tmessage|qqmail|newsapp|filehelper|notifymessage|gh_\w+)$/
/** Lines WeChat itself writes into a chat, which some puppets hand on as a kind they do not know. */
const SYSTEM =
  /你已添加了|现在可以开始聊天|以上是打招呼的内容|通过了你的(?:好友|朋友)验证|收到红包|撤回了一条消息|^\s*<(?:\?xml|msg|sysmsg)|You have added|I've accepted your friend request/

export function receive(raw: Raw, selfName: string | null): Received {
  if (raw.self || NOBODY.test(raw.talker)) return { kind: 'ignored' }
  const conversation = addressOf(raw.talker, raw.room)
  if (raw.kind === 'recalled') return raw.text ? { kind: 'recalled', conversation, of: raw.text } : { kind: 'ignored' }
  if (raw.room !== null && !raw.mentioned) return { kind: 'ignored' }
  switch (raw.kind) {
    case 'text':
      return { kind: 'said', conversation, setting: raw.room === null ? 'private' : 'room', text: spoken(raw.text, raw.room === null ? null : selfName), file: false }
    case 'file':
      return { kind: 'said', conversation, setting: raw.room === null ? 'private' : 'room', text: '', file: true }
    case 'unknown':
      // Office documents arrive as a kind that puppets do not know.
      return SYSTEM.test(raw.text) ? { kind: 'ignored' } : { kind: 'unread', conversation, words: UNREAD.unknown, perhapsFile: true }
    default:
      return { kind: 'unread', conversation, words: UNREAD[raw.kind] }
  }
}

/** What the person says now: without the mention that called us, and without the message that is quoted above it. */
function spoken(text: string, selfName: string | null): string {
  const quoted = /^「[\s\S]*」\s*\n(?:- ?){5,}\s*\n/.exec(text)
  const own = quoted ? text.slice(quoted[0].length) : text
  if (selfName === null) return own.trim()
  return own
    .split(`@${selfName}`)
    .map((piece, n) => (n === 0 ? piece : piece.replace(/^[\u2005\s]+/, '')))
    .join('')
    .trim()
}

/** `wechat:<contact>` alone with a person, `wechat:<room>:<contact>` for one member of a room. */
export function addressOf(talker: string, room: string | null): string {
  return [CHANNEL, ...(room === null ? [] : [room]), talker].map((part, n) => (n === 0 ? part : part.replace(/[%:]/g, encodeURIComponent))).join(':')
}

export function placeOf(address: string): { readonly room: string | null; readonly contact: string } {
  const [first = '', second] = address.split(':').slice(1).map(decodeURIComponent)
  return second === undefined ? { room: null, contact: first } : { room: first, contact: second }
}

const MORE = /^(?:更多|下一条|看下一条|继续看|接着看|还有呢?|more|next)[。.!！\s]*$/i
const TWO = /^\s*[2２二][.。、\s]*$/

/** Whether this asks for the rest of what was too long. @param byNumber the offer named a number. */
export function wantsMore(text: string, byNumber: boolean): boolean {
  return MORE.test(text) || (byNumber && TWO.test(text))
}
