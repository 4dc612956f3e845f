/** A sentence and its source, made comparable: what a claim is, what a flaw is, and where in the one the other is said. */
import type { Clause, Notice } from '../corpus/notice.ts'
import { plain, unnamed } from './plain.ts'
import { blanked, flat, type Quantity } from './quantities.ts'
import { held, heldPairs } from './words.ts'

/** One sentence, the clause it is said of, and the words of the clause it rests on. */
export type Claim = { readonly text: string; readonly clause: string; readonly quote: string }

export const FLAWS = [
  'form',
  'link',
  'quote',
  'reference',
  'number',
  'count',
  'date',
  'code',
  'place',
  'strength',
  'condition',
  'hedge',
  'exception',
  'denial',
  'subject',
  'scope',
  'coverage',
] as const
export type Flaw = { readonly kind: (typeof FLAWS)[number]; readonly what: string }

/** A sentence and its source, made comparable. */
export type Held = {
  readonly clause: Clause
  readonly notice: Notice
  readonly said: string
  /** The same behind what was said just before, where the sentence leans on that, 这些地区还要…, or both rest on one sentence of the notice. */
  readonly told: string
  readonly raw: string
  /** The notice's sentences the quote stands in. */
  readonly source: string
  /** The same with the names of works blanked, whose words govern nothing: 《关于…试点…的通知》. */
  readonly untitled: string
  /** What stands before that and goes on in it: the sentences of a list as far as their last full stop. */
  readonly lead: string
  readonly parts: readonly string[]
  /** The sentence's own stretches between marks, each with the source's stretch it is most like; what `asks` asserts nothing. */
  readonly stretches: readonly { readonly text: string; readonly start: number; readonly near: readonly number[]; readonly asks: boolean }[]
  readonly context: string
}

/**
 * @param earlier what was said of the clause just before, and holds.
 * @param reach how many sentences of the clause in front of the quoted ones, and behind them, a sentence may draw on.
 */
export function hold(claim: Claim, clause: Clause, notice: Notice, earlier: readonly Claim[], [before, after]: readonly [number, number]): Held {
  const at = clause.start + clause.text.indexOf(claim.quote)
  const quoted = clause.sentences.flatMap((s, i) => (s.start < at + claim.quote.length && s.end > at ? [i] : []))
  const first = Math.max(0, (quoted[0] ?? 0) - before)
  const inside = clause.sentences.slice(first, (quoted.at(-1) ?? -1) + 1 + after)
  const text = inside.map((s) => s.text).join('')
  const source = flat(text)
  const untitled = [...text.matchAll(/《[^《》]*》/g)].reduce((left, [work]) => blanked(left, flat(work)), source)
  const said = unnamed(plain(flat(claim.text)), notice, clause)
  const beside = earlier.filter((e) => LEANS.test(said) || inside.some((s) => s.text.includes(e.quote) || e.quote.includes(s.text)))
  const told = [...beside.map((e) => plain(flat(e.text))), said].join()
  const ended = clause.sentences.slice(0, first).findLastIndex((s) => !s.text.endsWith('；'))
  const lead = flat(
    clause.sentences
      .slice(ended + 1, first)
      .map((s) => s.text)
      .join(''),
  )
  const parts = source.split(/[,;:。!?]/).filter(Boolean)
  const stretches = [...said.matchAll(/[^,;:。!?]+/g)].map((m) => {
    const likeness = parts.map((part) => held(m[0], part))
    const best = Math.max(...likeness, 0)
    return {
      text: m[0],
      start: m.index,
      asks: said[m.index + m[0].length] === '?',
      near: likeness.flatMap((l, i) => (l > 0 && (l >= 0.34 || l >= best - 0.12) ? [i] : [])),
    }
  })
  const context = `${source}${flat(`${clause.heading}${notice.issuer}${notice.title}${notice.short}`)}`
  return { clause, notice, said, told, raw: claim.text, source, untitled, lead, parts, stretches, context }
}

/** 这些地区还要, 同时: whom it is about was said before. */
const LEANS =
  /^.{0,3}(?:这|其中|里[面头])|这(?:些|类|种|样|几)|该(?:类|地|省|市|局|项|企业|基金)|此[类外]|上述|前述|他们|它们|^(?:还|也|并|同时|另外|再|且|而且)|[还也](?:要|会|可|得|应|须|需|鼓励|支持|提)/

/** Which of the sentence's stretches a place of it stands in; −1 for a mark between two. */
export function stretchAt(stretches: Held['stretches'], at: number): number {
  return stretches.findIndex((s) => s.start <= at && at < s.start + s.text.length)
}

export const GOVERNED = 26

/** What a word of the source governs: the rest of its stretch. */
export function governed(source: string, end: number): string {
  return (/^[^,;。]*/.exec(source.slice(end)) as RegExpExecArray)[0].slice(0, GOVERNED)
}

/** True where a sentence says what a stretch of the source says. */
export function used(stretch: string, said: string): boolean {
  const bare = stretch.replaceAll('知识产权', '')
  const says = (part: string, share: number, pairs: number) => held(part, said) >= share && heldPairs(part, said) >= pairs
  if (bare.length < 6) return says(bare, 0.7, 0.5)
  return says(bare, 0.55, 0.3) || (bare.length > 10 && says(bare.slice(0, 9), 0.7, 0.55))
}

/** The sentence's stretch that says most of it, with its neighbours. */
export function around(stretch: string, stretches: Held['stretches'], before = 1, after = 0): string {
  const likeness = stretches.map((s) => held(stretch, s.text) + heldPairs(stretch, s.text))
  const best = likeness.indexOf(Math.max(...likeness))
  return stretches
    .slice(Math.max(0, best - before), best + 1 + after)
    .map((s) => s.text)
    .join()
}

export function same(a: Quantity, b: Quantity): boolean {
  return a.kind === b.kind && a.value === b.value && a.unit === b.unit
}
