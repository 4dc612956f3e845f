/** Keeps the index on disk: LangChain's HNSWLib beside what was learned, stamped, written whole or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import { Document } from '@langchain/core/documents'
import { Embeddings } from '@langchain/core/embeddings'
import hnswlib from 'hnswlib-node'
import type { Corpus } from '../../src/corpus/corpus.ts'
import type { Lessons } from '../../src/corpus/lessons.ts'
import { DIMENSIONS, EMBEDDER, fold } from '../../src/search/embedder.ts'
import { type FeatureReader, featureReader } from '../../src/search/features.ts'
import { type Learned, learn } from '../../src/search/learn.ts'
import type { Entry, VectorIndex } from '../../src/search/search.ts'
import { type Sparse, type Vocabulary, vocabulary } from '../../src/search/vocabulary.ts'
import { normalise } from '../../src/understand/normalise.ts'

/** Bump when what is written, or how it is learned, changes. */
const FORMAT = 2

export type Index = { readonly learned: Learned; readonly store: HNSWLib; readonly vectors: VectorIndex; readonly stamp: string }

/** The desk's embedder, as LangChain asks for one. */
export class FoldEmbeddings extends Embeddings {
  private readonly words: Vocabulary
  private readonly read: FeatureReader

  constructor(words: Vocabulary, read: FeatureReader) {
    super({})
    this.words = words
    this.read = read
  }

  async embedQuery(text: string): Promise<number[]> {
    return fold(this.words.vector(this.read(normalise(text))))
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)))
  }
}

/** A lighter graph than HNSWLib asks for by itself: built in a quarter of the time, with no neighbour less. */
class LightGraph extends hnswlib.HierarchicalNSW {
  override initIndex(size: number | { maxElements: number }): void {
    super.initIndex(typeof size === 'number' ? size : size.maxElements, 6, 40, 7)
  }
}

/**
 * Opens the index in `folder`, building it first when it is absent or was made from another corpus or by another embedder.
 * @param lessons read only when the index must be built. @param progress is told 0…1 while it is.
 */
export async function openIndex(folder: string, corpus: Corpus, source: string, lessons: () => Lessons, progress: (share: number) => void): Promise<Index> {
  const stamp = createHash('sha256').update(`${FORMAT}\n${EMBEDDER}\n${source}`).digest('hex').slice(0, 16)
  const home = join(folder, `index-${stamp}`)
  if (existsSync(join(home, 'stamp.json')))
    try {
      return await load(home, corpus, stamp)
    } catch {
      // A damaged index is made anew: it holds nothing that the corpus does not.
      rmSync(home, { recursive: true, force: true })
    }
  await build(home, corpus, lessons(), stamp, progress)
  return load(home, corpus, stamp)
}

async function load(home: string, corpus: Corpus, stamp: string): Promise<Index> {
  const learned = readLearned(home)
  const store = await HNSWLib.load(home, new FoldEmbeddings(vocabulary(learned.names, learned.idf), featureReader(corpus.glossary)))
  return { learned, store, vectors: neighbours(store), stamp }
}

function neighbours(store: HNSWLib): VectorIndex {
  return {
    async nearest(vector, count) {
      const found = await store.similaritySearchVectorWithScore([...vector], count)
      // HNSWLib gives cosine distances, not similarities.
      return found.map(([document, distance]) => ({ ...(document.metadata as Entry), similarity: 1 - distance }))
    },
  }
}

/** Learns and fills the vector store, in memory. */
async function fill(corpus: Corpus, lessons: Lessons, progress: (share: number) => void): Promise<{ learned: Learned; store: HNSWLib }> {
  const { learned, indexed } = learn(corpus, lessons, (done, of) => progress((0.7 * done) / of))
  const words = vocabulary(learned.names, learned.idf)
  const read = featureReader(corpus.glossary)
  const whole = corpus.clauses.map((c) => ({ text: c.text, kind: 'clause' as const, clauses: [c.id], vector: words.vector(read(normalise(c.text)), 'spelling') }))
  const all = [...whole, ...indexed]
  const store = new HNSWLib(new FoldEmbeddings(words, read), { space: 'cosine', numDimensions: DIMENSIONS, index: new LightGraph('cosine', DIMENSIONS) })
  await store.addVectors(
    all.map(({ vector }) => fold(vector)),
    all.map(({ text, kind, clauses }) => new Document({ pageContent: text, metadata: { kind, clauses } satisfies Entry })),
  )
  return { learned, store }
}

/** An index that is never written down: for cross-validation, where each fold has its own lessons. */
export async function memoryIndex(corpus: Corpus, lessons: Lessons): Promise<{ learned: Learned; vectors: VectorIndex }> {
  const { learned, store } = await fill(corpus, lessons, () => {})
  return { learned, vectors: neighbours(store) }
}

async function build(home: string, corpus: Corpus, lessons: Lessons, stamp: string, progress: (share: number) => void): Promise<void> {
  const { learned, store } = await fill(corpus, lessons, progress)
  progress(0.95)
  // HNSWLib writes three files one by one: write beside, then put in place with one rename.
  const beside = `${home}.${randomUUID()}.tmp`
  mkdirSync(beside, { recursive: true })
  await store.save(beside)
  writeLearned(beside, learned)
  writeFileSync(join(beside, 'stamp.json'), JSON.stringify({ stamp, embedder: EMBEDDER, format: FORMAT }))
  rmSync(home, { recursive: true, force: true })
  try {
    renameSync(beside, home)
  } catch (cause) {
    // Somebody else put the same index in place meanwhile.
    rmSync(beside, { recursive: true, force: true })
    if (!existsSync(join(home, 'stamp.json'))) throw cause
  }
  progress(1)
}

/** `learned.json` names things; `learned.bin` holds the numbers: idf, weights and biases of topic, frame and self, then the profiles. */
function writeLearned(home: string, learned: Learned): void {
  const { weights, bias, classes } = learned.topic
  const lengths = learned.profiles.map((p) => p.ids.length)
  const numbers = [
    learned.idf,
    weights,
    bias,
    learned.frame.weights,
    learned.frame.bias,
    learned.self.weights,
    learned.self.bias,
    ...learned.profiles.flatMap((p) => [p.ids, p.weights]),
  ]
  writeFileSync(join(home, 'learned.bin'), Buffer.concat(numbers.map((n) => Buffer.from(n.buffer, n.byteOffset, n.byteLength))))
  writeFileSync(join(home, 'learned.json'), JSON.stringify({ names: learned.names, topics: learned.topics, classes, selves: learned.self.classes, lengths }))
}

function readLearned(home: string): Learned {
  const { names, topics, classes, selves, lengths } = JSON.parse(readFileSync(join(home, 'learned.json'), 'utf8')) as {
    names: string[]
    topics: string[]
    classes: number
    selves: number
    lengths: number[]
  }
  const bytes = readFileSync(join(home, 'learned.bin'))
  const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  let at = 0
  const floats = (count: number) => {
    at += 4 * count
    return new Float32Array(whole, at - 4 * count, count)
  }
  const ints = (count: number) => {
    at += 4 * count
    return new Int32Array(whole, at - 4 * count, count)
  }
  const idf = floats(names.length)
  const weights = floats(names.length * classes)
  const bias = floats(classes)
  const frame = { classes: 2, weights: floats(names.length * 2), bias: floats(2) }
  const self = { classes: selves, weights: floats(names.length * selves), bias: floats(selves) }
  const profiles = lengths.map((n): Sparse => ({ ids: ints(n), weights: floats(n) }))
  return { names, idf, topics, topic: { classes, weights, bias }, frame, self, profiles }
}
