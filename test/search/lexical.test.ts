/** BM25 over words in pairs: the text that says it scores, the rarer word more, the shorter text more, repetition less and less. */
import { expect, it } from 'vitest'
import { lexical } from '../../src/search/lexical.ts'

const scores = (texts: readonly string[], question: string) => [...lexical(texts).score(question)]

it('only texts that hold a word of the question score', () => {
  const [a, b, c] = scores(['质押登记', '维权援助', '质押融资'], '质押')
  expect(a).toBeGreaterThan(0)
  expect(b).toBe(0)
  expect(c).toBe(a)
})

it('a rarer word counts for more', () => {
  const [common, , , rare] = scores(['质押登记', '质押融资', '质押风险', '维权援助'], '质押 援助')
  expect(rare as number).toBeGreaterThan(common as number)
})

it('among texts that say it as often, the shorter scores higher', () => {
  const [short, long] = scores(['质押登记', '质押登记以及许多别的事情都在这里'], '质押')
  expect(short as number).toBeGreaterThan(long as number)
})

it('saying it again adds less each time', () => {
  const fill = '甲乙丙丁戊己庚辛'
  const [one, two, three] = scores([`质押 ${fill}${fill}`, `质押 质押 ${fill}${fill.slice(1)}`, `质押 质押 质押 ${fill}${fill.slice(2)}`], '质押') as [
    number,
    number,
    number,
  ]
  expect(two).toBeGreaterThan(one)
  expect(three).toBeGreaterThan(two)
  expect(three - two).toBeLessThan(two - one)
})

it('each distinct word of the question counts once', () => {
  const texts = ['质押登记', '维权援助']
  expect(scores(texts, '质押 质押 质押')).toEqual(scores(texts, '质押'))
})

it('is the sum that Robertson and Zaragoza write', () => {
  // Two texts, one word each pair: N = 2, n = 1, tf = 1, |d| = 3 of a mean of 3.
  const idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
  expect(scores(['质押登记', '维权援助'], '质押')[0]).toBeCloseTo((idf * 2.2) / (1 + 1.2), 10)
})

it('numbers and Latin words are words, single characters are none', () => {
  expect(scores(['gb 29490', '29'], '29490')).toEqual([expect.any(Number), 0])
  expect(scores(['gb 29490', '29'], '29490')[0]).toBeGreaterThan(0)
  expect(scores(['质押'], '质')).toEqual([0])
})

it.each([
  ['no texts', [], '质押', []],
  ['an empty text', [''], '质押', [0]],
  ['an empty question', ['质押'], '', [0]],
  ['punctuation', ['质押'], '？！', [0]],
])('%s', (_, texts, question, expected) => {
  expect(scores(texts, question)).toEqual(expected)
})
