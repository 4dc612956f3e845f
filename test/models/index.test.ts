/** Embeddings and retrieval by LangChain: vectors asked for once, carried on after a failure, done without when the service is gone; the chain in one piece. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEmbeddedIndex, scaled } from '../../adapters/index/embedded.ts'
import { type Index, openIndex } from '../../adapters/index/hnsw.ts'
import { ClauseRetriever } from '../../adapters/index/retriever.ts'
import { answering } from '../../adapters/models/openai/chain.ts'
import { EMBEDDING_LIMITS, KeptEmbeddings } from '../../adapters/models/openai/embeddings.ts'
import { openChat } from '../../adapters/models/openai/openai.ts'
import type { Lessons } from '../../src/corpus/lessons.ts'
import { RewriteShape } from '../../src/fluent/shapes.ts'
import { fill, readPrompt } from '../../src/prompts.ts'
import { corpus, ROOT } from '../desk-under-test.ts'
import { KEY, type ModelServer, modelServer } from './server.ts'

const lessons: Lessons = {
  anticipated: corpus.clauses.slice(0, 12).map((c) => ({ q: `${c.heading}怎么办`, clauses: [c.id], also: [], fact: '', voice: 'a' })),
  unanswered: ['质押登记多少钱', '登记多少钱'].map((q) => ({ q, reason: 'not-in-notices', group: 'near-miss', voice: 'a' })),
  about: [],
}
const TEXTS = Array.from({ length: 10 }, (_, i) => `第${i}段文字`)
const limits = { ...EMBEDDING_LIMITS, batch: 4, attempts: 1, pauseMs: 10, questionMs: 400, restMs: 200 }

let server: ModelServer
let folder: string
let own: Index
let ownFolder: string
beforeAll(async () => {
  server = await modelServer()
  ownFolder = mkdtempSync(join(tmpdir(), 'zhiwen-own-'))
  own = await openIndex(
    ownFolder,
    corpus,
    'one',
    () => lessons,
    () => {},
  )
})
afterAll(async () => {
  await server.close()
  rmSync(ownFolder, { recursive: true, force: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiwen-embeddings-'))
  Object.assign(server, { mood: 'faithful', failEvery: 0 })
  server.heard.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const embedder = (model = 'bge-m3') => new KeptEmbeddings({ baseUrl: server.url, key: KEY, model }, folder, limits)
const asked = () => server.heard.flatMap((h) => h.body.input ?? [])
const index = (hide = (text: string) => text, model = 'bge-m3') =>
  openEmbeddedIndex({ folder, corpus, source: 'one', lessons: () => lessons, own, embeddings: embedder(model), hide, progress: () => {} })

describe('embeddings', () => {
  it('are asked for in batches, once a text, and told of from 0 to 1', async () => {
    const told: number[] = []
    const vectors = await embedder().embedAll([...TEXTS, TEXTS[0] as string], (share) => told.push(share))
    expect(server.heard.map((h) => h.body.input?.length)).toEqual([4, 4, 2])
    expect(vectors).toHaveLength(11)
    expect(vectors[10]).toEqual(vectors[0])
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
    server.heard.length = 0
    expect(await embedder().embedAll(TEXTS, () => {})).toEqual(vectors.slice(0, 10))
    expect(asked()).toEqual([])
    await embedder('other').embedAll(TEXTS, () => {})
    expect(asked()).toEqual(TEXTS)
  })

  it('go on after a failure where they stopped, a torn line included', async () => {
    server.failEvery = 2
    await expect(embedder().embedAll(TEXTS, () => {})).rejects.toThrow('4/10')
    server.failEvery = 0
    server.heard.length = 0
    appendFileSync(join(folder, readdirSync(folder)[0] as string), '\nabc AAAA')
    await embedder().embedAll(TEXTS, () => {})
    expect(asked()).toEqual(TEXTS.slice(4))
  })

  it('try a batch again before giving up', async () => {
    server.failEvery = 2
    const patient = new KeptEmbeddings({ baseUrl: server.url, model: 'm' }, folder, { ...limits, attempts: 3 })
    expect(await patient.embedAll(TEXTS, () => {})).toHaveLength(10)
  })

  it('of a question leave nothing on disk, and say nothing of it when they fail', async () => {
    await embedder().embedQuery('张三的电话')
    expect(readdirSync(folder)).toEqual([])
    for (const mood of ['500', 'hang', 'html', 'wrong-shape'] as const) {
      server.mood = mood
      const error = await embedder()
        .embedQuery('张三的电话')
        .catch((e: Error) => e)
      expect(String((error as Error).stack)).not.toMatch(/张三|sk-canary/)
      expect(error).toBeInstanceOf(Error)
    }
  })
})

describe('an index by embeddings', () => {
  it('gives half of the neighbours, on the desk’s own scale, for the question as it may leave the house', async () => {
    const both = await index((text) => text.replaceAll('张三', '［人名1］'))
    server.heard.length = 0
    const question = lessons.anticipated[3]?.q as string
    const found = await both.nearest(await vectorOf(question), 24, `${question}张三`)
    expect(asked()).toEqual([`${question}［人名1］`])
    expect(found).toHaveLength(24)
    expect(found.slice(12).some((n) => n.clauses.includes(lessons.anticipated[3]?.clauses[0] as string))).toBe(true)
    expect(found.every((n) => n.similarity >= 0 && n.similarity <= 1.0001)).toBe(true)
  })

  it('is the desk’s own alone when the service is gone, and within its patience', async () => {
    const both = await index()
    const vector = await vectorOf('质押登记')
    const alone = await own.vectors.nearest(vector, 24)
    for (const mood of ['500', 'hang', 'truncated'] as const) {
      server.mood = mood
      const from = performance.now()
      expect(await both.nearest(vector, 24, '质押登记')).toEqual(alone)
      expect(performance.now() - from).toBeLessThan(1_500)
    }
    expect(await both.nearest(vector, 24)).toEqual(alone)
    // Three failures in a row: nobody is asked for a while, then again.
    server.mood = 'faithful'
    expect(await both.nearest(vector, 24, '质押登记')).toEqual(alone)
    await sleep(limits.restMs + 50)
    expect(await both.nearest(vector, 24, '质押登记')).not.toEqual(alone)
  })

  it('is made once for an embedder, and anew for another', async () => {
    const { stamp } = await index()
    server.heard.length = 0
    expect((await index()).stamp).toBe(stamp)
    expect(asked()).toEqual([])
    expect((await index(undefined, 'other')).stamp).not.toBe(stamp)
    expect(JSON.parse(readFileSync(join(folder, `embedded-${stamp}`, 'stamp.json'), 'utf8'))).toMatchObject({ embedder: 'bge-m3' })
  })

  it('scales by rank', () => {
    const scale = { theirs: [0.6, 0.7, 0.8], ours: [0.1, 0.3, 0.5] }
    expect([0, 0.6, 0.75, 0.8, 1, 1.01, -1].map((s) => Number(scaled(scale, s).toFixed(3)))).toEqual([0, 0.1, 0.4, 0.5, 1, 1, 0])
  })
})

async function vectorOf(text: string): Promise<number[]> {
  const { FoldEmbeddings } = await import('../../adapters/index/hnsw.ts')
  const { vocabulary } = await import('../../src/search/vocabulary.ts')
  const { featureReader } = await import('../../src/search/features.ts')
  return new FoldEmbeddings(vocabulary(own.learned.names, own.learned.idf), featureReader(corpus.glossary)).embedQuery(text)
}

describe('the chain', () => {
  it('finds clauses, fills the prompt as the desk does, and gives what was said in its shape', async () => {
    const { store } = await index()
    const retriever = new ClauseRetriever(store, corpus)
    const question = lessons.anticipated[5]?.q as string
    const found = await retriever.invoke(question)
    expect(found[0]?.metadata.clause).toBe(lessons.anticipated[5]?.clauses[0])
    expect(store).toBeInstanceOf(HNSWLib)
    const prompt = readPrompt('rewrite', readFileSync(join(ROOT, 'prompts/rewrite.md'), 'utf8'))
    const written = (c: (typeof found)[number]) => `[${c.metadata.clause}] ${c.metadata.label}\n${c.pageContent}`
    const nonce = '0123456789abcdef'
    const { chat } = openChat({ baseUrl: server.url, key: KEY, model: 'm' })
    server.heard.length = 0
    const { parsed } = await answering({ retriever, prompt, written, nonce: () => nonce, chat, shape: RewriteShape }).invoke(question)
    expect(parsed?.sentences[0]?.clause).toBe(found[0]?.metadata.clause)
    const sent = server.heard.find((h) => h.body.messages)?.body.messages
    const { system, user } = fill(prompt, { question, clauses: found.map(written).join('\n\n') }, nonce)
    expect(sent?.map((m) => m.content)).toEqual([system, user])
  })
})
