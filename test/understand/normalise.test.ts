/** One way of writing: whatever the keyboard, the same message reads the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, simplify, wordless } from '../../src/understand/normalise.ts'

describe('normalise', () => {
  it.each([
    ['３２号文第３条', '32号文第3条', 'full width'],
    ['質押登記幾天能辦好', '质押登记几天能办好', 'Traditional'],
    ['專利權質押線上申請', '专利权质押线上申请', 'Traditional of Taiwan'],
    ['CNIPA Notice', 'cnipa notice', 'capitals'],
    ['质\u200b押\ufeff登\u00ad记\u202e', '质押登记', 'invisible characters'],
    ['质押\u0000\u0007登记', '质押登记', 'control characters'],
    ['质押❤\ufe0f', '质押❤', 'variation selectors'],
    ['质押  \n\t　登记 ', '质押 登记', 'runs of space'],
    ['几天？？？？', '几天?', 'runs of punctuation'],
    ['快点!!!。。。', '快点!。', 'mixed punctuation'],
    ['Ⅷ', 'viii', 'Roman numerals of one character'],
    ['①②', '12', 'circled digits'],
    ['', '', 'nothing'],
    ['   ', '', 'only space'],
  ])('%j reads %j (%s)', (message, expected) => {
    expect(normalise(message)).toBe(expected)
  })

  it('reads the beginning and the end of a long message', () => {
    const read = normalise(`首${'中'.repeat(100_000)}尾`)
    expect(read.length).toBeLessThanOrEqual(4001)
    expect(read.startsWith('首') && read.endsWith('尾')).toBe(true)
    expect(normalise('甲'.repeat(4000))).toHaveLength(4000)
  })

  it('is idempotent and never longer than it says, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (message) => {
        const once = normalise(message)
        expect(normalise(once)).toBe(once)
        expect(once).not.toMatch(/\s{2}|[\p{Cc}\u200b]/u)
      }),
      { numRuns: 1500, seed: 20261122 },
    )
  })
})

describe('simplify', () => {
  it('turns character for character', () => {
    for (const text of ['關於知識產權質押融資', '臺灣後面裡頭', '软件 ABC 123', '頭髮發展']) expect(simplify(text)).toHaveLength(text.length)
    expect(simplify('遼寧省知識產權局助力市場主體紓困解難')).toBe('辽宁省知识产权局助力市场主体纾困解难')
  })

  it.each([
    ['联系人沈默言', '联系人沈默言', 'a surname is none of its variants'],
    ['聯絡人沈默言，瀋陽的', '联络人沈默言，沈阳的', 'among Traditional characters either'],
    ['锁被打坏了', '锁被打坏了', 'what is Simplified already means what it says'],
    ['想瞭解質押，請答覆', '想了解质押，请答复', 'phrases of Traditional writing'],
    ['皇后大道後面', '皇后大道后面', 'a phrase keeps a character'],
  ])('%s reads %s: %s', (written, read) => expect(simplify(written)).toBe(read))
})

describe('wordless', () => {
  it.each(['', '？！…', '😀😀', '🏳️‍🌈', '，。、', '（）'])('%j has nothing to read', (message) => {
    expect(wordless(normalise(message))).toBe(true)
  })

  it.each(['押', '1', 'a', '😀好', '?6?'])('%j has', (message) => {
    expect(wordless(normalise(message))).toBe(false)
  })
})
