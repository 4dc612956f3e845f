/** A reply as it reads on a phone: plain text in parts that end where a sentence ends, three at most, the rest on request. */
import { cut } from '../../../src/channel-text.ts'
import type { Reply } from '../../../src/message.ts'

/** Below WeChat's own limit of 2,048 bytes, with room for what is added. */
const PART_BYTES = 1_800
const PARTS = 3
const MENU_LINES = 6
const LINKS = 2
/** What an offer of more may take. */
const OFFER_BYTES = 90

/** `rest` is what did not fit; `byNumber`: it can be asked for by the number 2. */
export type Rendered = { readonly parts: readonly string[]; readonly rest: string | null; readonly byNumber: boolean }

/** @param link the public page of a clause; null where this desk has none that a phone could open. */
export function render(reply: Reply, link: ((clause: string) => string) | null): Rendered {
  const { text, left } = shortMenu(linked(reply, link).trim(), reply.choices?.length ?? 0)
  const all = cut(text, PART_BYTES, OFFER_BYTES)
  const byNumber = !reply.choices?.length && !/^\s*\d{1,2}[.、]/m.test(text)
  if (all.length <= PARTS && left === null) return { parts: all, rest: null, byNumber }
  const shown = all.slice(0, PARTS)
  const rest = [...all.slice(PARTS), ...(left === null ? [] : [left])].join('\n')
  const words = byNumber ? '（还没说完，回复 2 看下一条）' : '（还有，回复“更多”接着看）'
  return { parts: shown.map((part, n) => (n === shown.length - 1 ? `${part}\n${words}` : part)), rest, byNumber }
}

/** The address of each clause under the line that names it. */
function linked({ text, answer }: Reply, link: ((clause: string) => string) | null): string {
  if (link === null || !answer?.answered) return text
  const first = new Map(answer.citations.map((c) => [c.clause, c.label]).reverse() as [string, string][])
  const wanted = [...first].reverse().slice(0, LINKS)
  return wanted.reduce((said, [clause, label]) => {
    const lines = said.split('\n')
    const named = lines.findLastIndex((line) => line.includes(label))
    return (named < 0 ? [...lines, link(clause)] : lines.toSpliced(named + 1, 0, link(clause))).join('\n')
  }, text)
}

const NUMBERED = /^\s*\d{1,2}[.、．]\s*\S/

/** A long list of choices stops after six lines; the others keep their numbers and come when asked for. */
function shortMenu(text: string, choices: number): { readonly text: string; readonly left: string | null } {
  if (choices <= MENU_LINES) return { text, left: null }
  const lines = text.split('\n')
  const numbered = lines.flatMap((line, n) => (NUMBERED.test(line) ? [n] : [])).slice(-choices)
  const over = new Set(numbered.slice(MENU_LINES))
  if (over.size === 0) return { text, left: null }
  return { text: lines.filter((_, n) => !over.has(n)).join('\n'), left: lines.filter((_, n) => over.has(n)).join('\n') }
}
