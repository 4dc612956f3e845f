/** Learning is deterministic, learns what it was shown, and what was said before leans on a search without drowning it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { memoryIndex } from '../../adapters/index/hnsw.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import type { Lessons } from '../../src/corpus/lessons.ts'
import { predict, train } from '../../src/search/classifier.ts'
import { learn, silence } from '../../src/search/learn.ts'
import { hybridSearch, type Search } from '../../src/search/search.ts'
import { normalise } from '../../src/understand/normalise.ts'

const corpus = buildCorpus(readCorpusFolder('corpus'))
const asked = (q: string, id: string, also: string[] = [], fact = '') => ({ q, clauses: [id], also, fact, voice: 'test' })
const LESSONS: Lessons = {
  anticipated: [
    ...['质押登记几天能办好', '登记质押要多久', '办质押登记快不快', '质押登记找哪个处'].map((q) => asked(q, 'ln-2022-6#2', [], '力争1个工作日完成电子化登记')),
    ...['专利被侵权找谁帮忙', '维权援助怎么找', '有没有人帮我维权', '侵权判定谁给做'].map((q) => asked(q, 'ln-2022-6#8', ['cnipa-2018-32#2'])),
    ...['地理标志产品卖不出去', '地标产品滞销怎么办', '地标直播节是什么'].map((q) => asked(q, 'ln-2022-6#6')),
  ],
  unanswered: [
    ...['质押登记多少钱', '质押登记收费吗', '登记费用多少'].map((q) => ({ q, reason: 'not-in-notices' as const, group: 'near-miss' as const, voice: 'test' })),
    ...['红烧肉怎么做', '今天天气怎么样', '明天天气好吗'].map((q) => ({ q, reason: 'not-in-notices' as const, group: 'daily' as const, voice: 'test' })),
    ...['你好', '您好啊', '谢谢你'].map((q) => ({ q, reason: 'small-talk' as const, group: 'daily' as const, voice: 'test' })),
  ],
  about: ['你是机器人吗', '是真人还是机器人', '你叫什么'].map((q) => ({ q, about: 'who' as const, voice: 'test' })),
}

let search: Search
beforeAll(async () => {
  const { learned, vectors } = await memoryIndex(corpus, LESSONS)
  search = hybridSearch(corpus, learned, vectors, normalise)
})
const best = async (question: string) => {
  const { topic } = await search(normalise(question))
  return corpus.clauses[topic.indexOf(Math.max(...topic))]?.id
}

describe('learning', () => {
  it('gives equal numbers on two runs', () => {
    const [one, two] = [learn(corpus, LESSONS).learned, learn(corpus, LESSONS).learned]
    expect(two.names).toEqual(one.names)
    expect(two.topics).toEqual(one.topics)
    expect(Buffer.compare(Buffer.from(two.idf.buffer), Buffer.from(one.idf.buffer))).toBe(0)
    expect(Buffer.compare(Buffer.from(two.topic.weights.buffer), Buffer.from(one.topic.weights.buffer))).toBe(0)
    expect(two.topic.bias).toEqual(one.topic.bias)
    expect(two.profiles).toEqual(one.profiles)
    expect(one.topic.weights.some((w) => w !== 0)).toBe(true)
  })

  it('tells its progress to the end', () => {
    const told: number[] = []
    learn(corpus, LESSONS, (done, of) => told.push(done / of))
    expect(told).toEqual([0.25, 0.5, 0.75, 1])
  })

  it('knows every clause and every kind of silence as a topic', () => {
    const { topics, profiles } = learn(corpus, LESSONS).learned
    expect(topics.slice(0, 44)).toEqual(corpus.clauses.map((c) => c.id))
    expect(topics.slice(44).sort()).toEqual(['!daily', '!near-miss', '!small-talk'])
    expect(profiles).toHaveLength(corpus.sentences.length)
  })

  it.each([
    [{ reason: 'not-in-notices', group: 'near-miss' }, '!near-miss'],
    [{ reason: 'not-in-notices', group: 'daily' }, '!daily'],
    [{ reason: 'other-region', group: 'near-miss' }, '!other-region'],
    [{ reason: 'refused', group: 'attack' }, '!refused'],
  ] as const)('%j is a silence of the kind %s', (lesson, kind) => {
    expect(silence(lesson)).toBe(kind)
  })
})

describe('search', () => {
  it.each([
    ['质押登记几天', 'ln-2022-6#2'],
    ['谁来帮我维权', 'ln-2022-6#8'],
    ['地标滞销', 'ln-2022-6#6'],
    ['zhiya dengji duo jiu', 'ln-2022-6#2'],
  ])('finds for “%s” the clause learned', async (question, id) => {
    expect(await best(question)).toBe(id)
  })

  it('hears silence where silence was learned', async () => {
    const [weather, fee, answer] = await Promise.all(['今天天气好吗', '质押登记收多少钱', '质押登记几天能办好'].map((q) => search(normalise(q))))
    const most = (silence: ReadonlyMap<string, number> | undefined) => [...(silence ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0]
    const sum = (silence: ReadonlyMap<string, number> | undefined) => [...(silence ?? new Map<string, number>()).values()].reduce((a, b) => a + b, 0)
    expect(most(weather?.silence)).toBe('!daily')
    expect(most(fee?.silence)).toBe('!near-miss')
    expect(sum(weather?.silence)).toBeGreaterThan(sum(answer?.silence))
    expect(answer?.nearestAnswer).toBeGreaterThan(answer?.nearestSilence as number)
  })

  it('gives probabilities, shares and words between 0 and 1', async () => {
    const { topic, near, words, silence, silentNeighbours, seen } = await search(normalise('质押登记几天能办好'))
    expect(topic.reduce((a, b) => a + b, 0) + [...silence.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
    expect(near.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
    expect(Math.max(...words)).toBe(1)
    for (const share of [silentNeighbours, seen]) {
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThanOrEqual(1)
    }
  })

  it('finds the sentence that holds the fact', async () => {
    const { sentences } = await search(normalise('质押登记几天能办好'))
    const first = corpus.sentences.map((s, i) => ({ s, fit: sentences(i) })).sort((a, b) => b.fit - a.fit)[0]
    expect(first?.s.text).toContain('力争1个工作日')
  })

  it('reads what was said before with less weight than the message', async () => {
    const place = (id: string) => corpus.clauses.findIndex((c) => c.id === id)
    const alone = await search(normalise('找谁'))
    const leaning = await search(normalise('找谁'), { normal: '地理标志产品卖不出去', weight: 1 })
    expect(leaning.topic[place('ln-2022-6#6')]).toBeGreaterThan(alone.topic[place('ln-2022-6#6')] as number)
    const light = await search(normalise('找谁'), { normal: '地理标志产品卖不出去', weight: 0.1 })
    expect(light.topic[place('ln-2022-6#6')]).toBeLessThan(leaning.topic[place('ln-2022-6#6')] as number)
  })

  it('of nothing finds nothing', async () => {
    const nothing = await search('')
    expect(nothing).toMatchObject({ nearestAnswer: 0, nearestSilence: 0, silentNeighbours: 1, seen: 0, bestWords: 0 })
  })
})

describe('the classifier', () => {
  const one = (...ids: number[]) => ({ ids: Int32Array.from(ids), weights: new Float32Array(ids.length).fill(1 / Math.sqrt(ids.length)) })

  it('learns to tell two classes apart, and shares what it was told to share', () => {
    const examples = Array.from({ length: 60 }, (_, i) => ({ vector: one(i % 2), target: new Map([[i % 2, 1]]) }))
    const model = train(examples, 3, 2)
    expect(predict(model, one(0))[0]).toBeGreaterThan(0.9)
    expect(predict(model, one(1))[1]).toBeGreaterThan(0.9)
    expect(predict(model, one(2))[0]).toBeCloseTo(0.5, 1)
    const shared = train(
      Array.from({ length: 60 }, () => ({
        vector: one(0),
        target: new Map([
          [0, 0.7],
          [1, 0.3],
        ]),
      })),
      1,
      2,
    )
    expect(predict(shared, one(0))[0]).toBeCloseTo(0.7, 1)
  })
})
