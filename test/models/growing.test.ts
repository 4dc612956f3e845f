/** JSON that is still being written: every object of its list once, whole, and no sooner or later than its last character, wherever the text is cut. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growingReader } from '../../adapters/models/openai/growing.ts'

/** What is read of a text in pieces of so many characters, with how much of the text had come by then. */
function readIn(text: string, size: number): (readonly [unknown, number])[] {
  const read = growingReader()
  const found: (readonly [unknown, number])[] = []
  for (let at = 0; at < text.length; at += size) for (const object of read(text.slice(at, at + size))) found.push([object, Math.min(at + size, text.length)])
  return found
}
const objects = (text: string, size = 3) => readIn(text, size).map(([object]) => object)

const Sentence = fc.record({ text: fc.string({ unit: 'binary' }), clause: fc.string(), quote: fc.string({ unit: 'grapheme' }), more: fc.jsonValue() })

describe('a list of objects', () => {
  it('is read object by object, whatever stands in them and wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(Sentence, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), fc.boolean(), (sentences, size, wide) => {
        const text = JSON.stringify({ sentences }, null, wide ? 2 : 0)
        expect(objects(text, size)).toEqual(JSON.parse(text).sentences)
      }),
      { numRuns: 300 },
    )
  })

  it('gives each object with its last character, not with the next one', () => {
    const text = '{"sentences":[{"text":"一}]","n":[{"a":1}]},{"text":"二\\\\"}]}'
    const ends = [text.indexOf(',{"text":"二'), text.length - 2]
    expect(readIn(text, 1)).toEqual([
      [{ text: '一}]', n: [{ a: 1 }] }, ends[0]],
      [{ text: '二\\' }, ends[1]],
    ])
  })

  it.each([
    ['a list of other things before it', '{"notes":["a",["b"]],"of":{"x":[{"y":1}]},"sentences":[{"a":1}]}', [{ a: 1 }]],
    ['words and a fence around it', '好的：\n```json\n{"sentences":[{"a":1}]}\n```\n请过目 {"sentences":[{"a":2}]}', [{ a: 1 }]],
    ['a thought before it, with an answer in it', '<think>{"sentences":[{"a":0}]}</think>{"sentences":[{"a":1}]}', [{ a: 1 }]],
    ['a second list behind it', '{"sentences":[{"a":1}],"others":[{"a":2}]}', [{ a: 1 }]],
    ['things that are no objects in it', '{"sentences":[1,"x",[{"b":1}],null,{"a":1}]}', [{ a: 1 }]],
    ['no end', '{"sentences":[{"a":1},{"a":2},{"a"', [{ a: 1 }, { a: 2 }]],
    ['an object that is none', '{"sentences":[{"a":1},{"a":},{"a":3}]}', [{ a: 1 }]],
    ['brackets that do not match', '{"sentences":[{"a":1},{"a":[1}},{"a":3}]}', [{ a: 1 }]],
    ['a thought without an end', '<think>{"sentences":[{"a":1}]}', []],
    ['no list', '{"question":"x"}', []],
    ['no JSON', '条文没有写。', []],
    ['a list without an object around it', '[{"a":1}]', []],
    ['only brackets', '{[{[{[', []],
  ])('with %s gives what is finished, and only that', (_, text, expected) => {
    for (const size of [1, 2, 7, text.length]) expect(objects(text, size), `${size}`).toEqual(expected)
  })

  it('never fails, and is read in time in proportion to its length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', '<think>', '</think>', '{"sentences":[', '{"a":1}'), { maxLength: 60 }),
        (parts) => {
          const read = growingReader()
          for (const part of parts) read(part)
        },
      ),
      { numRuns: 500 },
    )
    const from = performance.now()
    expect(objects(`{"sentences":[${'{"a":"字"},'.repeat(20_000)}`, 12)).toHaveLength(20_000)
    for (const long of [' ', '字', '<think>', '<think>字']) expect(objects(`${long}${long.at(-1)?.repeat(400_000)}`, 12)).toEqual([])
    expect(performance.now() - from).toBeLessThan(2_000)
  })
})
