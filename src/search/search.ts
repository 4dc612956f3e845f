/** Hybrid search: what the learned topics, the nearest neighbours and the words themselves say of a question. */
import type { Corpus } from '../corpus/corpus.ts'
import { TOPICS, type Topic } from '../corpus/desk-words.ts'
import { latest } from '../understand/latest.ts'
import { predict } from './classifier.ts'
import { fold } from './embedder.ts'
import { featureReader } from './features.ts'
import { framing, type Learned } from './learn.ts'
import { lexical } from './lexical.ts'
import { type Sparse, vocabulary } from './vocabulary.ts'

/** What lies in the vector index: a clause, a sentence, an anticipated question, or a message left unanswered. */
export type Entry = { readonly kind: 'clause' | 'sentence' | 'question' | 'silence'; readonly clauses: readonly string[] }
export type Neighbour = Entry & { readonly similarity: number }

/** The vector index, as search sees it. Whoever keeps it says how. `text` is what was said, normalised, for an index with an embedder of its own. */
export type VectorIndex = { readonly nearest: (vector: readonly number[], count: number, text?: string) => Promise<readonly Neighbour[]> }

/** What search found for one text. Arrays follow the order of `corpus.clauses` or `corpus.sentences`. */
export type Evidence = {
  /** Probability that the clause is what is asked for, silence set aside. */
  readonly topic: Float64Array
  /** Share of the neighbours' weight that points to the clause. */
  readonly near: Float64Array
  /** BM25 of the clause, against the best of all. */
  readonly words: Float64Array
  /** Cosine of the question with each sentence's profile. */
  readonly sentences: (index: number) => number
  /** Probability of each kind of silence. */
  readonly silence: ReadonlyMap<string, number>
  /** Similarity of the nearest entry that answers, and of the nearest message left unanswered. */
  readonly nearestAnswer: number
  readonly nearestSilence: number
  /** Share of the neighbours' weight that stays silent. */
  readonly silentNeighbours: number
  /** Probability, from its frame alone, that the message asks for what the notices do not state. */
  readonly frame: number
  /** What of the desk itself the message is most likely about, and how likely. */
  readonly self: { readonly topic: Topic; readonly chance: number }
  /** Share of the text's weight that the vocabulary knows. */
  readonly seen: number
  readonly bestWords: number
}

export type Search = (normal: string, context?: Context) => Promise<Evidence>

/** What was said before, for a follow-up: read with less weight than the message itself. */
export type Context = { readonly normal: string; readonly weight: number }

const NEIGHBOURS = 24

export function hybridSearch(corpus: Corpus, learned: Learned, index: VectorIndex, normalise: (text: string) => string): Search {
  const vocab = vocabulary(learned.names, learned.idf)
  const read = featureReader(corpus.glossary)
  const frame = framing(corpus, learned.names)
  const place = new Map(corpus.clauses.map((c, i) => [c.id, i]))
  const topicPlace = learned.topics.map((t) => place.get(t) ?? -1)
  const dot = products(learned.names.length)
  const bm25 = lexical(corpus.clauses.map((c) => normalise(c.text)))
  // A follow-up is searched with what it leans on, and by itself.
  const vectorOf = latest((normal) => vocab.vector(read(normal)))
  return async (normal, context) => {
    const own = vectorOf(normal)
    const vector = context ? blend(own, vocab.vector(read(context.normal)), context.weight) : own
    const topic = new Float64Array(corpus.clauses.length)
    const silence = new Map<string, number>()
    predict(learned.topic, vector).forEach((p, i) => {
      const at = topicPlace[i] as number
      if (at >= 0) topic[at] = p
      else silence.set(learned.topics[i] as string, p)
    })
    const neighbours = vector.ids.length ? await index.nearest(fold(vector), NEIGHBOURS, normal) : []
    const near = new Float64Array(corpus.clauses.length)
    let weight = 0
    let silent = 0
    let nearestAnswer = 0
    let nearestSilence = 0
    for (const n of neighbours) {
      const w = Math.max(0, n.similarity) ** 3
      weight += w
      if (n.kind === 'silence') {
        silent += w
        nearestSilence = Math.max(nearestSilence, n.similarity)
        continue
      }
      nearestAnswer = Math.max(nearestAnswer, n.similarity)
      for (const id of n.clauses) {
        const at = place.get(id)
        if (at !== undefined) near[at] = (near[at] as number) + w / n.clauses.length
      }
    }
    const answered = weight - silent || 1
    for (let i = 0; i < near.length; i++) near[i] = (near[i] as number) / answered
    const words = bm25.score(context ? `${normal} ${context.normal}` : normal)
    const bestWords = words.reduce((a, b) => Math.max(a, b), 0)
    if (bestWords > 0) for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) / bestWords
    return {
      topic,
      near,
      words,
      sentences: (i) => dot(vector, learned.profiles[i] as Sparse),
      silence,
      nearestAnswer,
      nearestSilence,
      silentNeighbours: weight ? silent / weight : 1,
      frame: predict(learned.frame, frame(vector))[1] as number,
      self: selfOf(predict(learned.self, own)),
      seen: own.seen,
      bestWords,
    }
  }
}

function selfOf(chances: Float64Array): { topic: Topic; chance: number } {
  const best = TOPICS.reduce((most, _, i) => ((chances[i] as number) > (chances[most] as number) ? i : most), 0)
  return { topic: TOPICS[best] as Topic, chance: chances[best] as number }
}

/** The product of a question with one profile after the other: the question is laid out over the whole vocabulary, once. */
function products(size: number): (question: Sparse, profile: Sparse) => number {
  const weights = new Float64Array(size)
  let laid: Sparse | null = null
  return (question, profile) => {
    if (laid !== question) {
      for (const id of laid?.ids ?? []) weights[id] = 0
      for (let j = 0; j < question.ids.length; j++) weights[question.ids[j] as number] = question.weights[j] as number
      laid = question
    }
    let sum = 0
    for (let j = 0; j < profile.ids.length; j++) sum += (weights[profile.ids[j] as number] as number) * (profile.weights[j] as number)
    return sum
  }
}

function blend(own: Sparse, before: Sparse, weight: number): Sparse {
  const sum = new Map(Array.from(own.ids, (id, j) => [id, own.weights[j] as number]))
  before.ids.forEach((id, j) => {
    sum.set(id, (sum.get(id) ?? 0) + weight * (before.weights[j] as number))
  })
  const length = Math.sqrt([...sum.values()].reduce((s, w) => s + w * w, 0)) || 1
  return { ids: Int32Array.from(sum.keys()), weights: Float32Array.from(sum.values(), (w) => w / length) }
}
