/** Restores a notice as received (page chrome, Traditional characters, pinyin, PDF spacing) and records every mend. */
import { DeskError } from '../errors.ts'

/** One change to the received text: `received.slice(at, at + length)` gave `after`, on this ground. */
export type Mend = {
  readonly at: number
  readonly length: number
  readonly before: string
  readonly after: string
  readonly ground: string
}

/** A mend no rule can make, written by hand: `before` stands exactly once in the received text. */
export type HandMend = { readonly before: string; readonly after: string; readonly at: number; readonly ground: string }

/** What is particular to one received file. */
export type Recipe = {
  /** The first and last words of the notice itself; what stands outside them is page chrome. */
  readonly from: string
  readonly to: string
  /** Page chrome inside the notice, each standing once. */
  readonly drop: readonly string[]
  readonly mends: readonly HandMend[]
}

export type Restored = { readonly body: string; readonly mends: readonly Mend[] }

/** Turns Traditional into Simplified, one character for one. */
export type Simplify = (text: string) => string

/** A text in the making: each character knows the received offset it stems from, and where that source ends. */
type Draft = { readonly chars: readonly string[]; readonly from: readonly number[]; readonly to: readonly number[] }
type Edit = { readonly start: number; readonly end: number; readonly after: string }
type Rule = { readonly ground: string; readonly edits: (text: string) => Edit[] }

const HAN = '\\p{Script=Han}'
const CHROME = '网页外壳，非通知内容'
const CJK = `[${HAN}，。、；：？！“”《》（）〔〕—]`
const WIDE: Record<string, string> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？', '!': '！' }

function matches(text: string, pattern: string, after: string | ((found: string) => string)): Edit[] {
  return [...text.matchAll(new RegExp(pattern, 'gu'))].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    after: typeof after === 'string' ? after : after(m[0]),
  }))
}

/** The rules in the order they run; each sees what the ones before it left. */
function rules(simplify: Simplify): Rule[] {
  return [
    { ground: '拼音注音，非原文', edits: (t) => matches(t, `(?<=${HAN})\\([a-zü\\u00e0-\\u01dc]+\\)`, '') },
    { ground: '繁体转为简体（OpenCC）', edits: (t) => byCharacter(t, simplify(t)) },
    { ground: '发文字号用六角括号（GB/T 9704-2012 7.2.5）', edits: (t) => matches(t, '(?<=发)\\[\\d{4}\\](?=\\d)', (s) => `〔${s.slice(1, -1)}〕`) },
    { ground: 'PDF 换页断开的段落', edits: (t) => matches(t, `(?<=[^\\n]{40,}[${HAN},、])[ \\u00a0]*\\n{4,}(?=${HAN})`, '') },
    { ground: '空行与行首行尾空白', edits: (t) => [...matches(t, '[ \\u00a0\\u3000]*(?:\\n[ \\u00a0\\u3000]*)+', '\n')] },
    { ground: 'PDF 在词中插入的空格', edits: (t) => matches(t, `(?<=${CJK}|[,;:)])\\u00a0(?=${CJK}|[()])`, '') },
    { ground: '连续空格', edits: (t) => matches(t, '[ \\u00a0]{2,}|\\u00a0', ' ') },
    {
      ground: '半角标点改为全角',
      edits: (t) => matches(t, `(?<=\\([^()\\n]*${HAN}[^()\\n]*)\\)|(?<=[${HAN}，。、；：”》）〕%])[,;:()?!]|[,;:()?!](?=[${HAN}“《（〔])`, (s) => WIDE[s] ?? s),
    },
  ]
}

/** The differing stretches of two texts of one length. */
function byCharacter(before: string, after: string): Edit[] {
  if (before.length !== after.length) throw new DeskError('restore-length', '繁简转换改变了字数', '请用逐字转换的字典')
  const edits: Edit[] = []
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) edits.push({ start: i, end: i + 1, after: after[i] as string })
  return edits
}

function apply(draft: Draft, edits: readonly Edit[], ground: string, mends: Mend[], received: string): Draft {
  const chars: string[] = []
  const from: number[] = []
  const to: number[] = []
  let at = 0
  const keep = (end: number) => {
    for (; at < end; at++) {
      chars.push(draft.chars[at] as string)
      from.push(draft.from[at] as number)
      to.push(draft.to[at] as number)
    }
  }
  for (const edit of edits) {
    if (draft.chars.slice(edit.start, edit.end).join('') === edit.after) continue
    keep(edit.start)
    const start = draft.from[edit.start] as number
    const end = draft.to[edit.end - 1] as number
    mends.push({ at: start, length: end - start, before: received.slice(start, end), after: edit.after, ground })
    for (const ch of edit.after) {
      chars.push(ch)
      from.push(start)
      to.push(end)
    }
    at = edit.end
  }
  keep(draft.chars.length)
  return { chars, from, to }
}

/**
 * Restores a received text by its recipe. Pure: the same bytes, recipe and dictionary give the same body.
 * @throws DeskError when an anchor of the recipe does not stand exactly once, or a hand mend not where it says.
 */
export function restore(received: string, recipe: Recipe, simplify: Simplify): Restored {
  const start = received.lastIndexOf(recipe.from)
  const end = received.indexOf(recipe.to, start) + recipe.to.length
  if (start < 0 || end < recipe.to.length) throw new DeskError('restore-anchor', '找不到通知正文的首尾', '请核对 restore.from 与 restore.to')
  const mends: Mend[] = []
  const whole: Draft = {
    chars: received.split(''),
    from: Array.from({ length: received.length }, (_, i) => i),
    to: Array.from({ length: received.length }, (_, i) => i + 1),
  }
  const byHand = [
    { start: 0, end: start, after: '', ground: CHROME },
    { start: end, end: received.length, after: '', ground: CHROME },
    ...recipe.drop.map((part) => ({ ...locate(received, part), after: '', ground: CHROME })),
    ...recipe.mends.map((mend) => ({ ...check(received, mend), after: mend.after, ground: mend.ground })),
  ].sort((a, b) => b.start - a.start)
  // Right to left, so that offsets of the received text stay true until used.
  const handled = byHand.reduce((draft, edit) => apply(draft, [edit], edit.ground, mends, received), whole)
  const draft = rules(simplify).reduce((d, rule) => apply(d, rule.edits(d.chars.join('')), rule.ground, mends, received), handled)
  return { body: `${draft.chars.join('').trim()}\n`, mends }
}

function locate(received: string, part: string): { start: number; end: number } {
  const start = received.indexOf(part)
  if (start < 0 || received.indexOf(part, start + 1) >= 0)
    throw new DeskError('restore-anchor', `“${part.slice(0, 30)}” 在收到的文本中应恰好出现一次`, '请核对 notice.json 的 restore.drop')
  return { start, end: start + part.length }
}

function check(received: string, mend: HandMend): { start: number; end: number } {
  const end = mend.at + mend.before.length
  if (received.slice(mend.at, end) !== mend.before)
    throw new DeskError('restore-mend', `第 ${mend.at} 位不是 “${mend.before}”`, '请核对 notice.json 中 restore.mends 的位置')
  return { start: mend.at, end }
}
