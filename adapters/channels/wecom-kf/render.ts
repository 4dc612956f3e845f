/** A reply as 微信客服 shows it: choices to tap, text in as few parts as its limits allow, for only five go out until the customer writes again. */
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
type Item = { readonly type: 'click'; readonly click: { readonly id: string; readonly content: string } }

const bytes = (text: string) => Buffer.byteLength(text)

/** @param link the public page of a clause; null where this desk has none. */
export function render(reply: Reply, link: ((clause: string) => string) | null): Content[] {
  const text = linked(reply, link).trim()
  const menu = menuOf(text, reply.choices ?? [])
  if (menu) return [...parts(menu.before).map(textOf), menu.content]
  return parts(text).map(textOf)
}

const textOf = (content: string): Content => ({ msgtype: 'text', text: { content } })

/** The same words with a line behind them, where there is room. */
export function withNote(content: Content, note: string): Content {
  return content.msgtype === 'text'
    ? textOf(`${content.text.content}\n${note}`)
    : { ...content, msgmenu: { ...content.msgmenu, tail_content: [content.msgmenu.tail_content, note].filter(Boolean).join('\n') } }
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
  const list = choices.map((content, n): Item => ({ type: 'click', click: { id: String(n + 1), content } }))
  return {
    before: fits ? '' : above.slice(0, -1).join('\n'),
    content: { msgtype: 'msgmenu', msgmenu: { head_content: fits ? above.join('\n') : question, list, tail_content: tail } },
  }
}

/** Cut at a line's end, else a sentence's, never within a character. */
function parts(text: string): string[] {
  const most = TEXT_BYTES - NOTE_BYTES
  const cutAt = (left: string): number => {
    let size = 0
    let end = 0
    for (const character of left) {
      size += bytes(character)
      if (size > most) break
      end += character.length
    }
    const window = left.slice(0, end)
    const ends = [window.lastIndexOf('\n'), Math.max(...[...'。！？；!?;'].map((mark) => window.lastIndexOf(mark)))].map((n) => n + 1)
    return ends.find((n) => n > end * 0.4) ?? end
  }
  const cut: string[] = []
  let left = text.trim()
  while (bytes(left) > most) {
    const end = cutAt(left)
    cut.push(left.slice(0, end).trim())
    left = left.slice(end).trim()
  }
  return [...cut, left].filter((part) => part !== '')
}
