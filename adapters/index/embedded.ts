/** A second vector index beside the desk's own, made by a model's embedder: half of the neighbours come from it while it can be asked. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import { Document } from '@langchain/core/documents'
import type { Embeddings } from '@langchain/core/embeddings'
import type { Corpus } from '../../src/corpus/corpus.ts'
import type { Lessons } from '../../src/corpus/lessons.ts'
import { featureReader } from '../../src/search/features.ts'
import type { Entry, Neighbour } from '../../src/search/search.ts'
import { vocabulary } from '../../src/search/vocabulary.ts'
import { FoldEmbeddings, type Index } from './hnsw.ts'

/** Bump when what is written, or how it is scaled, changes. */
const FORMAT = 1
const SAMPLE = 200
const POINTS = 32
const NEAR = 6

/** An embedder that remembers what it was asked, and whose name tells its vectors from another's. */
export type NamedEmbeddings = Embeddings & { readonly name: string; embedAll(texts: readonly string[], progress: (share: number) => void): Promise<number[][]> }

/** As search sees it (`VectorIndex`): `text` is what the vector was made of. */
export type EmbeddedIndex = {
  readonly store: HNSWLib
  readonly stamp: string
  readonly nearest: (vector: readonly number[], count: number, text?: string) => Promise<readonly Neighbour[]>
}

/** Similarities of one embedder, from low to high, and what the desk's own says at the same rank. */
type Scale = { readonly theirs: readonly number[]; readonly ours: readonly number[] }

export type Means = {
  readonly folder: string
  readonly corpus: Corpus
  readonly source: string
  readonly lessons: () => Lessons
  readonly own: Index
  readonly embeddings: NamedEmbeddings
  /** Takes out of a question what must not leave the house. */
  readonly hide: (text: string) => string
  readonly progress: (share: number) => void
}

/** @throws DeskError when the index must be built and the service fails: what was embedded until then is kept. */
export async function openEmbeddedIndex(means: Means): Promise<EmbeddedIndex> {
  const { folder, source, own, embeddings, hide } = means
  const stamp = createHash('sha256').update(`${FORMAT}\n${embeddings.name}\n${own.stamp}\n${source}`).digest('hex').slice(0, 16)
  const home = join(folder, `embedded-${stamp}`)
  if (!existsSync(join(home, 'stamp.json'))) await build(means, home, stamp)
  const { scale } = JSON.parse(readFileSync(join(home, 'stamp.json'), 'utf8')) as { scale: Scale }
  const store = await HNSWLib.load(home, embeddings)
  return {
    store,
    stamp,
    async nearest(vector, count, text) {
      const theirs = text ? await asked(store, () => embeddings.embedQuery(hide(text)), Math.floor(count / 2)) : []
      const ours = await own.vectors.nearest(vector, count - theirs.length)
      return [...ours, ...theirs.map((n) => ({ ...n, similarity: scaled(scale, n.similarity) }))]
    },
  }
}

/** Nothing where the service cannot be asked, or speaks of vectors that do not fit: the desk goes on with its own. */
async function asked(store: HNSWLib, embed: () => Promise<number[]>, count: number): Promise<Neighbour[]> {
  try {
    return await near(store, await embed(), count)
  } catch {
    return []
  }
}

async function near(store: HNSWLib, vector: number[], count: number): Promise<Neighbour[]> {
  const found = await store.similaritySearchVectorWithScore(vector, count)
  return found.map(([document, distance]) => ({ ...(document.metadata as Entry), similarity: 1 - distance }))
}

async function build({ corpus, lessons: give, own, embeddings, progress }: Means, home: string, stamp: string): Promise<void> {
  const lessons = give()
  const all: readonly (Entry & { readonly text: string })[] = [
    ...corpus.clauses.map((c) => ({ text: c.text, kind: 'clause' as const, clauses: [c.id] })),
    ...lessons.anticipated.map((l) => ({ text: l.q, kind: 'question' as const, clauses: l.clauses })),
    ...lessons.unanswered.map((l) => ({ text: l.q, kind: 'silence' as const, clauses: [] })),
    ...corpus.sentences.map((s) => ({ text: s.text, kind: 'sentence' as const, clauses: [s.clause] })),
  ]
  const vectors = await embeddings.embedAll(
    all.map(({ text }) => text),
    (share) => progress(0.9 * share),
  )
  const store = new HNSWLib(embeddings, { space: 'cosine', numDimensions: vectors[0]?.length as number })
  await store.addVectors(
    vectors,
    all.map(({ text, kind, clauses }) => new Document({ pageContent: text, metadata: { kind, clauses } satisfies Entry })),
  )
  progress(0.95)
  const every = Math.max(1, Math.floor(lessons.anticipated.length / SAMPLE))
  const sample = all.flatMap(({ text, kind }, i) => (kind === 'question' && i % every === 0 ? [{ text, vector: vectors[i] as number[] }] : []))
  const fold = new FoldEmbeddings(vocabulary(own.learned.names, own.learned.idf), featureReader(corpus.glossary))
  // The first neighbour of a text of the index is the text itself.
  const likeness = (found: readonly Neighbour[]) => found.slice(1).map((n) => n.similarity)
  const theirs: number[] = []
  const ours: number[] = []
  for (const { text, vector } of sample) {
    theirs.push(...likeness(await near(store, vector, NEAR)))
    ours.push(...likeness(await own.vectors.nearest(await fold.embedQuery(text), NEAR)))
  }
  const scale: Scale = { theirs: quantiles(theirs), ours: quantiles(ours) }
  const beside = `${home}.${randomUUID()}.tmp`
  mkdirSync(beside, { recursive: true })
  await store.save(beside)
  writeFileSync(join(beside, 'stamp.json'), JSON.stringify({ stamp, embedder: embeddings.name, format: FORMAT, scale }))
  rmSync(home, { recursive: true, force: true })
  renameSync(beside, home)
  progress(1)
}

function quantiles(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? [] : Array.from({ length: POINTS + 1 }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / POINTS)] as number)
}

/** A similarity of theirs, as rare among ours: what the desk learned to make of similarities stays true. */
export function scaled({ theirs, ours }: Scale, similarity: number): number {
  const x = Math.min(1, Math.max(0, similarity))
  const xs = [0, ...theirs, 1]
  const ys = [0, ...ours, 1]
  const at = Math.max(
    1,
    xs.findIndex((edge) => edge >= x),
  )
  const [x0, x1, y0, y1] = [xs[at - 1], xs[at], ys[at - 1], ys[at]] as [number, number, number, number]
  return x1 > x0 ? y0 + ((x - x0) / (x1 - x0)) * (y1 - y0) : y1
}
