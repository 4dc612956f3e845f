/** Search over the clauses by the words themselves: every word asked for must stand in the clause; the places it stands at are given. */
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Clause, Span } from '../../../src/corpus/notice.ts'
import { normalise } from '../../../src/understand/normalise.ts'

/** `spans` are offsets into the restored body; empty where the clause was found by its sense. */
export type Found = { readonly clause: Clause; readonly spans: readonly Span[] }

const WORDS_READ = 8
const LONGEST = 100

export function findWords(corpus: Corpus, asked: string): readonly Found[] {
  const words = [
    ...new Set(
      normalise(asked.slice(0, LONGEST))
        .split(/[\s，。、；：,;]+/)
        .filter(Boolean),
    ),
  ].slice(0, WORDS_READ)
  if (words.length === 0) return []
  return corpus.clauses
    .flatMap((clause) => {
      const text = folded(clause.text)
      const places = words.map((word) => everyPlace(text, word))
      if (places.some((p) => p.length === 0)) return []
      const inHeading = words.filter((word) => folded(clause.heading).includes(word)).length
      const spans = places.flatMap((starts, i) => starts.map((at) => ({ start: clause.start + at, end: clause.start + at + (words[i] as string).length })))
      return [{ clause, spans: apart(spans), weight: inHeading * 10 + Math.min(spans.length, 9) }]
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ clause, spans }) => ({ clause, spans }))
}

/** Lower case and narrow, one character for one, so that offsets hold. */
function folded(text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const ch = text[i] as string
    const narrow = ch.normalize('NFKC').toLowerCase()
    return narrow.length === 1 ? narrow : ch
  }).join('')
}

function everyPlace(text: string, word: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at)
  return places
}

function apart(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  return sorted.filter((s, i) => i === 0 || s.start >= (sorted[i - 1] as Span).end)
}

/** A piece of the clause around the first places found, cut at sentence ends where it can be. */
export function excerpt(clause: Clause, spans: readonly Span[]): Span {
  const below = clause.start + clause.text.indexOf(clause.heading) + clause.heading.length
  const first = spans.find((s) => s.start >= below)
  const sentence = clause.sentences.find((s) => (first ? s.start <= first.start && first.start < s.end : s.start >= below)) ?? clause.sentences[0]
  const wide = sentence ?? { start: clause.start, end: clause.end }
  if (!first) return { start: wide.start, end: Math.min(wide.end, wide.start + 120) }
  const start = Math.max(wide.start, first.start - 40)
  return { start, end: Math.min(wide.end, start + 140) }
}
