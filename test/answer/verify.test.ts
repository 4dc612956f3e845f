/** The last gate: a true answer passes, and each way of spoiling one is found. */
import { beforeAll, describe, expect, it } from 'vitest'
import { fault } from '../../src/answer/verify.ts'
import type { Answer, Citation } from '../../src/message.ts'
import { corpus, reply } from '../desk-under-test.ts'

let good: Answer
let first: Citation
beforeAll(async () => {
  good = await reply('辽知发6号（二）的责任部门是谁')
  first = good.citations[0] as Citation
}, 60_000)

const silent: Answer = { answered: false, reason: 'unclear', text: '没看明白', citations: [], related: [], departments: [] }

it('a true answer passes, and so does silence with a reason', () => {
  expect(good.citations.length).toBeGreaterThan(0)
  expect(good.text).toContain('「')
  expect(fault(corpus, good)).toBeNull()
  expect(fault(corpus, silent)).toBeNull()
})

describe('a planted defect is found', () => {
  const cite = (change: Partial<Citation>): Answer => ({ ...good, citations: [{ ...first, ...change }, ...good.citations.slice(1)] })
  const quoted = () => (/「([^」]*)」/.exec(good.text) as RegExpExecArray)[1] as string
  const defects: [name: string, spoil: () => Answer, told: RegExp][] = [
    ['an answer without citations', () => ({ ...good, citations: [] }), /citations/],
    ['silence with a citation', () => ({ ...silent, citations: [first] }), /citations/],
    ['silence without a reason', () => ({ ...silent, reason: null }), /reason/],
    ['an answer with a reason for silence', () => ({ ...good, reason: 'unclear' }), /reason/],
    ['one character of a quote changed', () => cite({ quote: first.quote.replace('知识产权', '知识产杈') }), /not the text/],
    ['a number of a quote changed', () => cite({ quote: first.quote.replace('1', '2') }), /not the text/],
    ['a hedge dropped from a quote', () => cite({ quote: first.quote.replace('力争', '') }), /not the text/],
    ['a span one character early', () => cite({ start: first.start - 1, end: first.end - 1 }), /not the text|outside/],
    ['a span one character short', () => cite({ end: first.end - 1 }), /not the text/],
    ['a span of nothing', () => cite({ end: first.start, quote: '' }), /outside/],
    ['a span upside down', () => cite({ start: first.end, end: first.start }), /outside/],
    ['another clause named', () => cite({ clause: 'ln-2022-6#3' }), /outside/],
    ['the same clause of another notice named', () => cite({ clause: 'cnipa-2018-32#2' }), /outside|not the text/],
    ['a span beyond the clause', () => cite({ end: corpus.clause(first.clause).end + 5 }), /outside/],
    ['a spoilt quote among the related', () => ({ ...good, related: [{ ...first, quote: `${first.quote}。` }] }), /not the text/],
    ['words in the text that no citation holds', () => ({ ...good, text: `${good.text}\n「三个工作日内办结」` }), /without a citation: 三个工作日内办结/],
    ['a number in the text changed', () => ({ ...good, text: good.text.replace('1个工作日', '3个工作日') }), /without a citation/],
    ['a hedge in the text dropped', () => ({ ...good, text: good.text.replace('力争', '') }), /without a citation/],
    ['a negation in the text added', () => ({ ...good, text: good.text.replace('「责任部门', '「不是责任部门') }), /without a citation/],
    [
      'the citation a quoted line rests on taken away',
      () => ({ ...good, citations: [{ ...first, end: first.start + 2, quote: first.quote.slice(0, 2) }], text: `「${quoted()}」` }),
      /without a citation/,
    ],
  ]

  it.each(defects)('%s', (_, spoil, told) => {
    const spoilt = spoil()
    expect(spoilt, 'the defect was planted').not.toEqual(good)
    expect(fault(corpus, spoilt)).toMatch(told)
  })

  it.each([
    ['a clause that does not exist', () => cite({ clause: 'ln-2022-6#99' })],
    ['a label that is another clause’s', () => cite({ label: '国知发管字〔2018〕32号三、' })],
  ] as [string, () => Answer][])('%s: told as a fault, not thrown', (_, spoil) => {
    expect(fault(corpus, spoil())).toEqual(expect.any(String))
  })
})
