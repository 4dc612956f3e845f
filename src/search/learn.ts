/** Learns, from the corpus and its lessons, what the index holds: vocabulary, topics of clauses and of silence, sentence profiles. */
import type { Corpus } from '../corpus/corpus.ts'
import { TOPICS } from '../corpus/desk-words.ts'
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
  /** Told from the frame alone, the notices' own words left out: does a message of this subject ask for what they state (0) or not (1)? */
  readonly frame: Weights
  /** What of the desk itself a message is about, in the order of `TOPICS`; the last: nothing of it. */
  readonly self: Weights
  /** For each sentence of the corpus, in its order: what it says and how people ask for it. */
  readonly profiles: readonly Sparse[]
}

/** Lessons about the desk are few beside the others: each counts so often. */
const ABOUT_TIMES = 10
const SECOND = 0.7
const ALSO = 0.2
const ASKED = 0.5

/** The topic of an unanswerable message: its reason where that is telling, else its group. */
export function silence(lesson: Pick<Unanswered, 'reason' | 'group'>): string {
  return lesson.reason === 'not-in-notices' ? `!${lesson.group}` : `!${lesson.reason}`
}

/** A text of the index, with its vector: anticipated questions, messages left unanswered, then sentences. */
export type Indexed = { readonly text: string; readonly vector: Sparse; readonly kind: 'question' | 'silence' | 'sentence'; readonly clauses: readonly string[] }

/** Learns everything, and says where each text lies in what was learned; deterministic. */
export function learn(corpus: Corpus, lessons: Lessons, progress: (done: number, of: number) => void = () => {}): { learned: Learned; indexed: readonly Indexed[] } {
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
  const spoken = framing(corpus, names)
  const framed = [
    ...lessons.anticipated.map((_, n) => ({ n, side: 0 })),
    ...lessons.unanswered.flatMap((l, n) => (l.group === 'near-miss' ? [{ n: lessons.anticipated.length + n, side: 1 }] : [])),
  ]
  const frame = train(
    framed.map(({ n, side }) => ({ vector: spoken((examples[n] as Example).vector), target: new Map([[side, 1]]) })),
    names.length,
    2,
  )
  const self = aboutTheDesk(lessons, examples, (q) => words.vector(read(normalise(q)), 'spelling'), names.length)
  progress(3, 4)
  const asked = examples.slice(0, lessons.anticipated.length).map((e) => e.vector)
  const said = examples.slice(-corpus.sentences.length).map((e) => e.vector)
  const profiles = profile(corpus, lessons.anticipated, asked, said)
  progress(4, 4)
  const vectorOf = (n: number) => (examples[n] as Example).vector
  const unansweredFrom = lessons.anticipated.length
  const sentencesFrom = examples.length - corpus.sentences.length
  const indexed: Indexed[] = [
    ...lessons.anticipated.map((l, n) => ({ text: l.q, vector: vectorOf(n), kind: 'question' as const, clauses: l.clauses })),
    ...lessons.unanswered.map((l, n) => ({ text: l.q, vector: vectorOf(unansweredFrom + n), kind: 'silence' as const, clauses: [] })),
    ...corpus.sentences.map((s, n) => ({ text: s.text, vector: vectorOf(sentencesFrom + n), kind: 'sentence' as const, clauses: [s.clause] })),
  ]
  return { learned: { names, idf, topics, topic, frame, self, profiles }, indexed }
}

/** Tells messages about the desk from all others. @param examples those of the lessons, anticipated first. */
function aboutTheDesk({ anticipated, unanswered, about }: Lessons, examples: readonly Example[], read: (q: string) => Sparse, size: number): Weights {
  const none = new Map([[TOPICS.length, 1]])
  const others = [...anticipated, ...unanswered].flatMap((l, n) => ('about' in l && l.about ? [] : [{ vector: (examples[n] as Example).vector, target: none }]))
  const own = about.map(({ q, about: topic }) => ({ vector: read(q), target: new Map([[TOPICS.indexOf(topic), 1]]) }))
  return train([...others, ...Array.from({ length: ABOUT_TIMES }, () => own).flat()], size, TOPICS.length + 1)
}

/** English words of questions and of little meaning: they stand in English names of things, and are none. */
const SMALL = new Set(
  `a an the of on in at to for from by with without as against under over into up out off no not and or if it its is are be being was were been am do does did
  have has had can cannot could will would may might must should shall get gets got give gives given take takes taken make makes made
  what when where which who whom whose why how i we you they he she us our my your their them me this that these those there here
  long many much more less few often soon fast faster quick quickly once every each any all some own other same such only yet still even too very
  one two three ten day days week weeks month months year years hour hours time times late early next last first start end
  money fee fees cost costs price charge free pay paid number percent amount rate limit name names call phone email contact
  need needs want help ask asked answer know come go goes find sell set put keep send apply use used hold held open really actually please`.split(/\s+/),
)

/** The English words of what notices write of; `*` ends a beginning. */
function english(corpus: Corpus): (word: string) => boolean {
  const words = new Set<string>()
  const beginnings: string[] = []
  for (const { en } of corpus.glossary)
    for (const word of en.flatMap((form) => form.split(/[^a-z\d*]+/))) {
      const bare = word.replace('*', '')
      if (bare.length < 2 || SMALL.has(bare)) continue
      if (word.endsWith('*')) beginnings.push(bare)
      else words.add(bare)
    }
  return (word) => !SMALL.has(word) && (words.has(word) || beginnings.some((b) => word.startsWith(b)))
}

/** Leaves of a vector what does not stand in the notices, in Chinese or by its English name: how something is asked, not what about. */
export function framing(corpus: Corpus, names: readonly string[]): (vector: Sparse) => Sparse {
  const said = new Set<string>()
  for (const { body } of corpus.notices)
    for (const [run] of body.toLowerCase().matchAll(/\p{Script=Han}+|[a-z]+|\d+/gu)) {
      said.add(`w:${run}`)
      for (let i = 0; i + 2 <= run.length; i++) said.add(run.slice(i, i + 2)).add(run.slice(i, i + 3))
    }
  const named = english(corpus)
  const theirs = names.map(
    (name) =>
      said.has(name) ||
      name.startsWith('g:') ||
      (/^[wp]:[a-z]/.test(name) &&
        name
          .slice(2)
          .split(' ')
          .some((word) => named(word))),
  )
  return ({ ids, weights }) => {
    const kept = Array.from(ids.keys()).filter((j) => !theirs[ids[j] as number])
    const length = Math.sqrt(kept.reduce((sum, j) => sum + (weights[j] as number) ** 2, 0)) || 1
    return { ids: Int32Array.from(kept, (j) => ids[j] as number), weights: Float32Array.from(kept, (j) => (weights[j] as number) / length) }
  }
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
