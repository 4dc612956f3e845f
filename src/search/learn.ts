/** Learns, from the corpus and its lessons, what the index holds: vocabulary, topics of clauses and of silence, sentence profiles. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Anticipated, Lessons, Unanswered } from '../corpus/lessons.ts'
import { normalise } from '../understand/normalise.ts'
import { type Example, train, type Weights } from './classifier.ts'
import { type Features, featureReader } from './features.ts'
import { learnVocabulary, type Sparse, vocabulary } from './vocabulary.ts'

/** What is learned, as plain data that can be written down. `!x` among the topics is a kind of message left unanswered. */
export type Learned = {
  readonly names: readonly string[]
  readonly idf: Float32Array
  readonly topics: readonly string[]
  readonly topic: Weights
  /** For each sentence of the corpus, in its order: what it says and how people ask for it. */
  readonly profiles: readonly Sparse[]
}

const SECOND = 0.7
const ALSO = 0.2
const ASKED = 0.5

/** The topic of an unanswerable message: its reason where that is telling, else its group. */
export function silence(lesson: Pick<Unanswered, 'reason' | 'group'>): string {
  return lesson.reason === 'not-in-notices' ? `!${lesson.group}` : `!${lesson.reason}`
}

/** Learns everything; deterministic, about two seconds for nine thousand lessons on one core. */
export function learn(corpus: Corpus, lessons: Lessons, progress: (done: number, of: number) => void = () => {}): Learned {
  const read = featureReader(corpus.glossary)
  const texts: { features: Features; target: ReadonlyMap<string, number> }[] = [
    ...lessons.anticipated.map((l) => ({ features: read(normalise(l.q)), target: shares(l) })),
    ...lessons.unanswered.map((l) => ({ features: read(normalise(l.q)), target: new Map([[silence(l), 1]]) })),
    ...corpus.clauses.map((c) => ({ features: read(normalise(c.heading)), target: new Map([[c.id, 1]]) })),
    ...corpus.sentences.map((s) => ({ features: read(normalise(s.text)), target: new Map([[s.clause, 1]]) })),
  ]
  progress(1, 4)
  const { names, idf } = learnVocabulary(texts.map((t) => t.features))
  const words = vocabulary(names, idf)
  progress(2, 4)
  const topics = [...new Set([...corpus.clauses.map((c) => c.id), ...texts.flatMap((t) => [...t.target.keys()])])]
  const at = new Map(topics.map((topic, i) => [topic, i]))
  const examples = texts.map(
    (t): Example => ({ vector: words.vector(t.features, 'spelling'), target: new Map([...t.target].map(([topic, share]) => [at.get(topic) as number, share])) }),
  )
  const topic = train(examples, names.length, topics.length)
  progress(3, 4)
  const asked = examples.slice(0, lessons.anticipated.length).map((e) => e.vector)
  const said = examples.slice(-corpus.sentences.length).map((e) => e.vector)
  const profiles = profile(corpus, lessons.anticipated, asked, said)
  progress(4, 4)
  return { names, idf, topics, topic, profiles }
}

function shares(lesson: Anticipated): Map<string, number> {
  const raw: [string, number][] = [
    ...lesson.clauses.map((id, i): [string, number] => [id, i === 0 ? 1 : SECOND]),
    ...lesson.also.map((id): [string, number] => [id, ALSO]),
  ]
  const sum = raw.reduce((s, [, share]) => s + share, 0)
  return new Map(raw.map(([id, share]) => [id, share / sum]))
}

/** Text without what a writer may have left out or put otherwise. */
function bare(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]/gu, '')
}

function profile(corpus: Corpus, anticipated: readonly Anticipated[], asked: readonly Sparse[], said: readonly Sparse[]): Sparse[] {
  const sums = said.map((vector) => add(new Map(), vector, 1))
  const bared = corpus.sentences.map((s) => bare(s.text))
  const byClause = new Map<string, number[]>()
  for (const [i, s] of corpus.sentences.entries()) byClause.set(s.clause, [...(byClause.get(s.clause) ?? []), i])
  anticipated.forEach((lesson, n) => {
    const fact = bare(lesson.fact)
    if (fact.length < 2) return
    for (const id of lesson.clauses)
      for (const i of byClause.get(id) ?? []) if ((bared[i] as string).includes(fact)) add(sums[i] as Map<number, number>, asked[n] as Sparse, ASKED)
  })
  return sums.map(unit)
}

function add(sum: Map<number, number>, vector: Sparse, by: number): Map<number, number> {
  vector.ids.forEach((id, j) => {
    sum.set(id, (sum.get(id) ?? 0) + by * (vector.weights[j] as number))
  })
  return sum
}

function unit(sum: ReadonlyMap<number, number>): Sparse {
  const length = Math.sqrt([...sum.values()].reduce((s, w) => s + w * w, 0)) || 1
  return { ids: Int32Array.from(sum.keys()), weights: Float32Array.from(sum.values(), (w) => w / length) }
}
