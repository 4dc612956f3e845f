/** How line values are read out of what people type. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmounts } from '../../../src/dialog/values/amount.ts'
import { readCreditCodes } from '../../../src/dialog/values/credit-code.ts'
import { readMobiles } from '../../../src/dialog/values/mobile.ts'
import { readQuantity } from '../../../src/dialog/values/numeral.ts'
import { readPatentNumbers } from '../../../src/dialog/values/patent-number.ts'
import type { Asking, Reading } from '../../../src/dialog/values/reading.ts'
import { readTerms } from '../../../src/dialog/values/term.ts'
import { enterpriseRegion } from '../../../src/understand/enterprise-region.ts'
import { line } from '../../../src/understand/line.ts'
import { readRegions } from '../../../src/understand/region.ts'
import { cpuMs } from '../../cpu.ts'

type Reader = (raw: string, asking?: Asking) => readonly Reading<unknown>[]
const READERS: Readonly<Record<string, Reader>> = { readCreditCodes, readPatentNumbers, readAmounts, readTerms, readMobiles, readRegions }
const PIECES = [
  '1',
  '8',
  '0',
  '五',
  '百',
  '万',
  '十',
  '亿',
  '-',
  ' ',
  '.',
  ',',
  '，',
  '。',
  '、',
  'ZL',
  'CN',
  'x',
  'O',
  '+86',
  '138',
  '2021',
  '2',
  '沈阳',
  '铁西',
  '朝阳',
  '市',
  '我们',
  '被',
  '仿冒',
  '年',
  '个月',
  '半',
  '到',
  '元',
  '美元',
  '专利号',
  '信用代码',
  '电话',
  '\u200b',
  '️',
  '😀',
  '𝟓',
  '①',
  '瀋',
  '約',
  '\ud800',
  '(',
  '负',
  'w',
  '人民币',
  '贷',
]
const messy = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 40 }).map((p) => p.join(''))

describe('every reader, whatever it is given', () => {
  test.each(Object.entries(READERS))('%s never throws, and its spans are raw, in order and apart', (_, reader) => {
    fc.assert(
      fc.property(messy, fc.boolean(), (raw, asked) => {
        let last = 0
        for (const r of reader(raw, { asked })) {
          expect(raw.slice(r.start, r.end)).toBe(r.text)
          expect(r.end).toBeGreaterThan(r.start)
          expect(r.start).toBeGreaterThanOrEqual(last)
          last = r.end
          if (r.kind === 'problem') expect(r.what).toMatch(/\p{Script=Han}/u)
        }
      }),
      { numRuns: 1500 },
    )
  })
  test('enterpriseRegion never throws', () =>
    fc.assert(
      fc.property(messy, (raw) => {
        enterpriseRegion(raw)
      }),
      { numRuns: 1500 },
    ))
  test.each([...Object.entries(READERS), ['enterpriseRegion', enterpriseRegion] as const])(
    '%s takes linear time on 10,000 characters of anything repeated',
    (_, reader) => {
      for (const piece of [...PIECES, '1,', '1,000', '1.', '1 ', 'a1 ', '1到', '好的', '三五', '几万', '2021 2 ', '138 ', '我是沈阳的，', '一年或', 'a ', '8 8-'])
        for (const asked of [false, true]) {
          const took = (length: number) => {
            const raw = piece.repeat(Math.ceil(length / piece.length))
            return cpuMs(() => reader(raw, { asked }))
          }
          took(2000)
          // The best of three, and room above four times for what is not the reader's.
          const best = (length: number) => Math.min(took(length), took(length), took(length))
          const [short, long] = [best(2500), best(10000)]
          expect(long, JSON.stringify(piece)).toBeLessThan(Math.max(120, short * 10))
        }
    },
  )
})

describe('a line keeps its way back to the raw text', () => {
  test('width, case, Traditional and invisible characters are folded and their places kept', () => {
    const raw = 'ＺＬ\u200b２０萬'
    expect(line(raw).text).toBe('zl20万')
    expect(line(raw).at(2, 5)).toEqual({ start: 3, end: 6, text: '２０萬' })
  })
  test('list marks and exponents are not digits, and a full-width comma parts values', () => {
    expect(line('①500²，3').text).toBe('①500²，3')
    expect(line('1️⃣500').text).toBe('1 500')
  })
  test('every stretch of the folded line has a place in the raw text', () => {
    fc.assert(
      fc.property(messy, (raw) => {
        const { text, at } = line(raw)
        const whole = at(0, text.length)
        expect(raw.slice(whole.start, whole.end)).toBe(whole.text)
      }),
    )
  })
})

describe('a numeral states a quantity', () => {
  test.each([
    ['三千五', 3500],
    ['二百五', 250],
    ['十五', 15],
    ['一百零五', 105],
    ['五〇〇', 500],
    ['一点二', 1.2],
    ['1,200.5', 1200.5],
    ['一万亿', 1e12],
    ['一亿零五百万', 105000000],
    ['壹佰', 100],
    ['两千零二十', 2020],
  ])('%s is %d', (raw, n) => expect(readQuantity(raw)).toBe(n))
  test.each(['', '百千', '五千六千', '一点', '万万'])('%s states none', (raw) => expect(readQuantity(raw)).toBeNull())
})
