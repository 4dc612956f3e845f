/** The vocabulary: what stands twice is known, what sounds alike is found, and a text's vector has length one. */
import { describe, expect, it } from 'vitest'
import type { Glossary } from '../../src/corpus/glossary.ts'
import { DIMENSIONS, fold } from '../../src/search/embedder.ts'
import { featureReader } from '../../src/search/features.ts'
import { syllables } from '../../src/search/pinyin.ts'
import { learnVocabulary, type Sparse, vocabulary } from '../../src/search/vocabulary.ts'
import { sound } from '../../src/understand/sound.ts'

const GLOSSARY: Glossary = [{ term: '质押融资', zh: ['抵押贷款'], en: ['patent loan*'] }]
const read = featureReader(GLOSSARY)
const TEXTS = ['质押登记几天办好', '质押登记找谁', '商标质押登记', '维权援助找谁', '维权援助上门', '银行质押融资', '质押融资利率', '登基大典', '登基仪式', '登记簿']
const learned = learnVocabulary(TEXTS.map(read))
const words = vocabulary(learned.names, learned.idf)

const weightOf = (text: string, name: string, by?: 'spelling' | 'sound') => {
  const { ids, weights } = words.vector(read(text), by)
  const at = ids.indexOf(learned.names.indexOf(name))
  return at < 0 ? 0 : (weights[at] as number)
}
const cosine = (a: Sparse, b: Sparse) => a.ids.reduce((sum, id, j) => sum + (a.weights[j] as number) * (b.weights[b.ids.indexOf(id)] ?? 0), 0)
const alike = (a: string, b: string) => cosine(words.vector(read(a)), words.vector(read(b)))

describe('the vocabulary', () => {
  it('keeps what stands in at least two texts, and no mere sound', () => {
    expect(learned.names).toContain('质押')
    expect(learned.names).toContain('维权援')
    expect(learned.names).not.toContain('大典')
    expect(learned.names.filter((n) => n.startsWith('y:'))).toEqual([])
    expect(learned.idf).toHaveLength(learned.names.length)
  })

  it('weighs what is rare above what is common', () => {
    const idf = (name: string) => learned.idf[learned.names.indexOf(name)] as number
    expect(idf('维权')).toBeGreaterThan(idf('质押'))
    expect(idf('质押')).toBeCloseTo(Math.log(1 + 10 / 5), 5)
  })

  it.each(['质押登记', '援助', 'zhiya', '质压'])('makes vectors of length one (%s)', (text) => {
    const { weights } = words.vector(read(text))
    expect(Math.sqrt(weights.reduce((s, w) => s + w * w, 0))).toBeCloseTo(1, 5)
  })

  it('says how much of a text it knows', () => {
    expect(words.vector(read('质押登记')).seen).toBe(1)
    expect(words.vector(read('乾隆甲子')).seen).toBe(0)
    const half = words.vector(read('质押乾隆')).seen
    expect(half).toBeGreaterThan(0.1)
    expect(half).toBeLessThan(0.9)
    expect(words.vector(read('')).ids).toHaveLength(0)
  })
})

describe('by sound', () => {
  it.each(['质压', '之押', '制鸭', '字亚', 'zhiya', 'zhi ya', 'ziya'])('%s finds 质押', (text) => {
    expect(weightOf(text, '质押')).toBeGreaterThan(0)
  })

  it.each(['质检', '押质', 'zhima', 'zhi'])('%s does not', (text) => {
    expect(weightOf(text, '质押')).toBe(0)
  })

  it('only spelling counts where only spelling is asked for', () => {
    expect(weightOf('质压', '质押', 'spelling')).toBe(0)
    expect(weightOf('质押', '质押', 'spelling')).toBeGreaterThan(0)
  })

  it('weighs less than the word itself', () => {
    expect(weightOf('质压登记', '质押')).toBeGreaterThan(0)
    expect(weightOf('质压登记', '质押')).toBeLessThan(weightOf('质押登记', '质押'))
  })

  it('means the commonest of the words that sound so', () => {
    expect(weightOf('dengji', '登记')).toBeGreaterThan(0)
    expect(weightOf('dengji', '登基')).toBe(0)
    expect(weightOf('登基', '登基')).toBeGreaterThan(0)
  })

  it('three syllables find a word of three', () => {
    expect(weightOf('weiquanyuan', '维权援')).toBeGreaterThan(0)
    expect(weightOf('wei quan yuan', '维权援')).toBeGreaterThan(0)
  })
})

describe('sounds and syllables', () => {
  it.each([
    ['质', 'zi'],
    ['之', 'zi'],
    ['生', 'sen'],
    ['深', 'sen'],
    ['川', 'cuan'],
    ['押', 'ya'],
    ['绿', 'lv'],
  ])('%s sounds %s', (char, heard) => {
    expect(sound(char)).toBe(heard)
  })

  it.each([
    ['zhiya', ['zi', 'ya']],
    ['zhiyadengji', ['zi', 'ya', 'den', 'ji']],
    ['weiquan', ['wei', 'quan']],
    ['xian', ['xian']],
    ['patent', null],
    ['the', null],
    ['xyz', null],
    ['a', null],
  ])('%s is %j', (word, expected) => {
    expect(syllables(word)).toEqual(expected)
  })

  it('are read from as many letters as a message is read to in less than 100 ms', () => {
    const from = performance.now()
    syllables('zhuang'.repeat(666))
    expect(performance.now() - from).toBeLessThan(100)
  })
})

describe('features', () => {
  it('are stretches of one to three characters, words, numbers, and the terms meant', () => {
    expect([...read('质押12').keys()]).toEqual(['质', '质押', '押', 'w:12'])
    expect(read('维权援').get('维权援')).toBe(0.8)
    expect(read('抵押贷款').get('融资')).toBeCloseTo(0.4, 5)
    expect(read('抵押').has('融资')).toBe(false)
    expect(read('patent loans').has('融资')).toBe(true)
  })

  it('of longer English words meet in their stretches', () => {
    const shared = [...read('registration').keys()].filter((k) => k.startsWith('g:') && read('registered').has(k))
    expect(shared).toEqual(['g:regi', 'g:egis', 'g:gist', 'g:istr'].filter((k) => read('registered').has(k)))
    expect(shared.length).toBeGreaterThanOrEqual(3)
  })
})

describe('the embedder', () => {
  it('folds into a fixed number of dimensions, the same every time', () => {
    const vector = fold(words.vector(read('质押登记')))
    expect(vector).toHaveLength(DIMENSIONS)
    expect(fold(words.vector(read('质押登记')))).toEqual(vector)
    expect(fold(words.vector(read('维权援助')))).not.toEqual(vector)
    expect(fold({ ids: new Int32Array(0), weights: new Float32Array(0) })).toEqual(new Array(DIMENSIONS).fill(0))
  })

  it('keeps what is alike alike', () => {
    const near = (a: string, b: string) => {
      const [x, y] = [fold(words.vector(read(a))), fold(words.vector(read(b)))]
      const dot = (p: number[], q: number[]) => p.reduce((s, v, i) => s + v * (q[i] as number), 0)
      return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
    }
    for (const [a, b] of [
      ['质押登记', '商标质押登记'],
      ['维权援助', '维权援助上门'],
      ['质押登记', '维权援助'],
    ] as const)
      expect(Math.abs(near(a, b) - alike(a, b))).toBeLessThan(0.25)
    expect(near('质押登记', '商标质押登记')).toBeGreaterThan(near('质押登记', '维权援助'))
  })
})
