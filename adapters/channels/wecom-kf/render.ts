/** A reply as 微信客服 shows it: choices to tap, text in as few parts as its limits allow, for only five go out until the customer writes again. */
import { cut } from '../../../src/channel-text.ts'
import type { Reply } from '../../../src/message.ts'

/** WeCom's own limits: a text, a menu's words above its items, an item, how many of them. */
const TEXT_BYTES = 2_048
const HEAD_BYTES = 1_024
const ITEM_BYTES = 128
const ITEMS = 10
/** What may be put behind a part. */
const NOTE_BYTES = 120

export type Content =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | { readonly msgtype: 'msgmenu'; readonly msgmenu: { readonly head_content: string; readonly list: readonly Item[]; readonly tail_content: string } }
  | { readonly msgtype: 'image'; readonly image: { readonly media_id: string } }
  | { readonly msgtype: 'file'; readonly file: { readonly media_id: string } }
type Item = { readonly type: 'click'; readonly click: { readonly id: string; readonly content: string } }

const bytes = (text: string) => Buffer.byteLength(text)

/** @param link the public page of a clause; null where this desk has none. */
export function render(reply: Reply, link: ((clause: string) => string) | null): Content[] {
  const text = linked(reply, link).trim()
  const tapped = menuOf(text, reply.choices ?? []) ?? below(text, reply.taps ?? [])
  if (tapped) return [...parts(tapped.before), tapped.content]
  return parts(text)
}

const parts = (text: string): Content[] => cut(text, TEXT_BYTES - NOTE_BYTES).map(textOf)
const textOf = (content: string): Content => ({ msgtype: 'text', text: { content } })

/** The same words with a line behind them, where there is room. */
export function withNote(content: Content, note: string): Content {
  switch (content.msgtype) {
    case 'text':
      return textOf(`${content.text.content}\n${note}`)
    case 'msgmenu':
      return { ...content, msgmenu: { ...content.msgmenu, tail_content: [content.msgmenu.tail_content, note].filter(Boolean).join('\n') } }
    default:
      return content
  }
}

/** WeCom shows photos of these two kinds as photos, up to ten megabytes; all else is a file to open. */
const IMAGE_BYTES = 10 * 1024 * 1024
const IMAGES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
]

export function mediaType(file: Uint8Array): 'image' | 'file' {
  return file.length <= IMAGE_BYTES && IMAGES.some((start) => start.every((byte, n) => file[n] === byte)) ? 'image' : 'file'
}

export function mediaOf(type: 'image' | 'file', media_id: string): Content {
  return type === 'image' ? { msgtype: type, image: { media_id } } : { msgtype: type, file: { media_id } }
}

function linked({ text, answer }: Reply, link: ((clause: string) => string) | null): string {
  const cited = link !== null && answer?.answered ? answer.citations[0] : undefined
  return cited && link ? `${text}\n${link(cited.clause)}` : text
}

/** The numbered lines of the choices become items; what stood above and below them stays there. */
function menuOf(text: string, choices: readonly string[]): { readonly before: string; readonly content: Content } | null {
  if (choices.length === 0 || choices.length > ITEMS || choices.some((c) => bytes(c) > ITEM_BYTES)) return null
  const lines = text.split('\n')
  const items = choices.map((choice, n) => lines.findLastIndex((line) => line.trim() === `${n + 1}. ${choice}`))
  const first = Math.min(...items)
  if (first < 0) return null
  const above = lines.slice(0, first)
  const tail = lines
    .slice(first)
    .filter((_, n) => !items.includes(n + first))
    .join('\n')
  const question = above.at(-1) ?? ''
  const fits = bytes(above.join('\n')) <= HEAD_BYTES
  if (bytes(tail) > HEAD_BYTES - NOTE_BYTES || bytes(question) > HEAD_BYTES) return null
  return { before: fits ? '' : above.slice(0, -1).join('\n'), content: menu(fits ? above.join('\n') : question, choices, tail) }
}

/** Answers to tap below the words, or below their last line where they are long. */
function below(text: string, taps: readonly string[]): { readonly before: string; readonly content: Content } | null {
  const lines = text.split('\n')
  const last = lines.at(-1) ?? ''
  if (taps.length === 0 || taps.length > ITEMS || taps.some((tap) => bytes(tap) > ITEM_BYTES) || bytes(last) > HEAD_BYTES) return null
  const fits = bytes(text) <= HEAD_BYTES
  return { before: fits ? '' : lines.slice(0, -1).join('\n'), content: menu(fits ? text : last, taps, '') }
}

function menu(head: string, items: readonly string[], tail: string): Content {
  const list = items.map((content, n): Item => ({ type: 'click', click: { id: String(n + 1), content } }))
  return { msgtype: 'msgmenu', msgmenu: { head_content: head, list, tail_content: tail } }
}
