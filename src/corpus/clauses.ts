/** Cuts a restored body into clauses that tile it, and a clause into sentences. */
import { DeskError } from '../errors.ts'
import type { Particulars, Sentence, Span } from './notice.ts'
import { readNumber } from './numerals.ts'

export type Cut = Span & { readonly ordinal: number | 'end'; readonly part: number | null; readonly printed: string; readonly heading: string }

const LINE: Record<Particulars['numbering'], RegExp> = {
  sentence: /^([一二三四五六七八九十]+)、([^。]+)。/,
  line: /^([一二三四五六七八九十]+)、(.+)$/,
  bracket: /^（([一二三四五六七八九十]+)）([^。]+)。/,
}
const PART = /^([一二三四五六七八九十]+)、/

/**
 * The clauses of a body, in order, first character to last without a gap.
 * A part's heading line (`一、…` over `（一）`) belongs to the measure that follows it.
 * @throws DeskError naming notice, line and what was expected.
 */
export function cut(notice: Particulars, body: string): Cut[] {
  const fail = (line: number, found: string, expected: string): never => {
    throw new DeskError('corpus-clause', `${notice.id} 第 ${line} 行：“${found.slice(0, 24)}”，应为${expected}`, `请核对 corpus/notices/${notice.id}/body.txt`)
  }
  const starts: (Omit<Cut, 'end'> & { line: number })[] = [{ ordinal: 0, part: null, printed: '前言', heading: notice.title, start: 0, line: 1 }]
  let at = 0
  let heading: number | null = null
  let part: number | null = null
  const lines = body.split('\n')
  lines.forEach((line, i) => {
    const found = LINE[notice.numbering].exec(line)
    if (found) {
      const ordinal = readNumber(found[1] as string) ?? 0
      const expected = starts.length
      if (ordinal !== expected) fail(i + 1, line, `第 ${expected} 条`)
      const printed = notice.numbering === 'bracket' ? `（${found[1]}）` : `${found[1]}、`
      starts.push({ ordinal, part, printed, heading: found[2] as string, start: heading ?? at, line: i + 1 })
      heading = null
    } else if (notice.numbering === 'bracket' && PART.test(line)) {
      heading = at
      part = readNumber((PART.exec(line) as RegExpExecArray)[1] as string)
    } else if (notice.closing && line.startsWith(notice.closing)) starts.push({ ordinal: 'end', part: null, printed: '结尾', heading: '结尾', start: at, line: i + 1 })
    at += line.length + 1
  })
  if (starts.length < 3) fail(lines.length, lines.at(-2) ?? '', '带编号的条文')
  if (notice.closing && starts.at(-1)?.ordinal !== 'end') fail(lines.length, lines.at(-2) ?? '', `结尾段“${notice.closing}…”`)
  return starts.map(({ line: _, ...clause }, i) => ({ ...clause, end: starts[i + 1]?.start ?? body.length }))
}

/** The sentences of a clause: split after 。 and at line ends, each trimmed, its span exact. Long ones are split at ；. */
export function sentences(body: string, clause: Span & { readonly id: string }): Sentence[] {
  const found: Sentence[] = []
  const push = (start: number, end: number) => {
    const text = body.slice(start, end)
    const lead = text.length - text.trimStart().length
    const trimmed = text.trim()
    if (trimmed) found.push({ start: start + lead, end: start + lead + trimmed.length, text: trimmed, clause: clause.id })
  }
  for (const m of body.slice(clause.start, clause.end).matchAll(/[^。\n]+[。\n]*/gu)) {
    const start = clause.start + m.index
    if (m[0].length <= 90) push(start, start + m[0].length)
    else for (const p of m[0].matchAll(/[^；]+；?/gu)) push(start + p.index, start + p.index + p[0].length)
  }
  return found
}
