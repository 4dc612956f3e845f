/** One question on its way to an answer: what is known of it, what the conversation remembers, and how a turn ends. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Topic } from '../corpus/desk-words.ts'
import type { Clause, Sentence } from '../corpus/notice.ts'
import type { Answer, Language, Reason } from '../message.ts'
import type { Evidence, Search } from '../search/search.ts'
import type { Setting } from '../understand/place.ts'
import type { Read } from '../understand/reference.ts'
import type { Asked } from './asked.ts'
import { composeClauses, composeSilence } from './compose.ts'
import type { Lean } from './follow.ts'
import type { Weights } from './judge.ts'
import type { Memory } from './memory.ts'
import { choose } from './select.ts'

export type Turn = { readonly answer: Answer; readonly memory: Memory }

export type Asking = {
  readonly normal: string
  readonly read: Read
  readonly setting: Setting
  readonly asked: Asked
  readonly language: Language
  readonly lean: Lean
  readonly memory: Memory
  readonly today: string
  readonly city: string | null
}

/** What answering needs of the world: the corpus, a search, the fitted weights. */
export type Means = { readonly corpus: Corpus; readonly search: Search; readonly weights: Weights }

/** Characters of quotes shown before the sources; a phone's screen. */
export const ROOM = 260

export function silent(
  corpus: Corpus,
  memory: Memory,
  reason: Reason,
  language: Language,
  detail: { readonly asked?: Asked; readonly what?: string | null; readonly near?: Clause | null; readonly about?: Topic | null },
): Turn {
  const near = detail.near ?? null
  const answer = composeSilence(corpus, reason, { asked: detail.asked ?? null, what: detail.what ?? null, about: detail.about ?? null, near }, language)
  return { answer, memory: near ? { ...memory, clauses: [near.id], shown: [near.id] } : memory }
}

/** @param normal what the next message may lean on: the question, or what it came to mean. */
export function remember(asking: Asking, answer: Answer, normal: string): Turn {
  const clauses = [...new Set(answer.citations.map((c) => c.clause))]
  return { answer, memory: { normal, clauses, shown: [...new Set([...(asking.lean.kind === 'more' ? asking.memory.shown : []), ...clauses])], city: asking.city } }
}

const places = new WeakMap<Corpus, ReadonlyMap<Sentence, number>>()

/** Where each sentence stands among all of the corpus. */
function placesOf(corpus: Corpus): ReadonlyMap<Sentence, number> {
  const known = places.get(corpus) ?? new Map(corpus.sentences.map((sentence, i) => [sentence, i]))
  places.set(corpus, known)
  return known
}

/** The sentences of these clauses that fit the question, in words. */
export function show(corpus: Corpus, evidence: Evidence, clauses: readonly Clause[], asking: Asking): Answer {
  const place = placesOf(corpus)
  const room = Math.max(70, Math.floor(ROOM / clauses.length))
  const shown = clauses.map((clause) => ({ clause, sentences: choose(clause, asking.asked, room, (s) => evidence.sentences(place.get(s) as number)) }))
  return composeClauses(corpus, shown, asking.city, asking.language, asking.today)
}
