/** How term values are read out of what people type. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTerms } from '../../../src/dialog/values/term.ts'

const brief = (raw: string, asked = false) =>
  readTerms(raw, { asked }).map((r) => {
    expect(raw.slice(r.start, r.end)).toBe(r.text)
    return r.kind === 'found' ? r.value.months : r.reason
  })

describe('a term is read in months', () => {
  test.each([
    ['一年', 12],
    ['1年', 12],
    ['18个月', 18],
    ['十八個月', 18],
    ['两年半', 30],
    ['兩年', 24],
    ['半年', 6],
    ['一年半', 18],
    ['1.5年', 18],
    ['一年零三个月', 15],
    ['1年3个月', 15],
    ['36期', 36],
    ['三年期', 36],
    ['两个季度', 6],
    ['12 months', 12],
    ['2 years', 24],
    ['１２个月', 12],
    ['24月', 24],
    ['期限：24个月', 24],
    ['改成18个月', 18],
    ['想贷500万，用两年', 24],
    ['三年,五百万', 36],
    ['贷款500万,3年', 36],
  ] as const)('%s is %d', (raw, months) => expect(brief(raw)).toEqual([months]))
  test('左右 and 大概 keep the value and make it approximate', () => {
    for (const raw of ['三年左右', '大概三年']) expect(readTerms(raw)).toMatchObject([{ value: { months: 36, approximate: true } }])
  })
})

describe('what is no term is asked about', () => {
  test.each(['一到三年', '1-3年', '两三年', '6至12个月', '半年到一年', '一年或两年', '十七八个月'])('%s is a range', (raw) => expect(brief(raw)).toEqual(['range']))
  test.each(['不超过三年', '一年以上', '最多两年'])('%s is a bound', (raw) => expect(brief(raw)).toEqual(['bound']))
  test.each([
    ['0个月', 'zero'],
    ['零年', 'zero'],
    ['两个半月', 'fraction'],
    ['1.3年', 'fraction'],
  ])('%s is %s', (raw, reason) => expect(brief(raw)).toEqual([reason]))
  test('asked for, a bare figure, days, a month of the calendar and vague words are problems', () => {
    expect(['12', '45天', '6月', '长期', '几年', '三年内'].map((raw) => brief(raw, true)[0])).toEqual(['unit', 'unit', 'month-or-months', 'vague', 'vague', 'bound'])
  })
})

describe('years that are no term are left alone', () => {
  test.each([
    '2021年',
    '2021年3月',
    '成立三年了',
    '三年前',
    '做了十年阀门',
    '第三年',
    '每年',
    '上半年',
    '有效期十年',
    '18年的文件',
    '专利授权三年了',
    '跟银行贷款跑了半年',
    '找银行贷款做了三年阀门',
  ])('%s', (raw) => expect(brief(raw)).toEqual([]))
  test('a story of years gives only the term', () => expect(brief('公司成立于2015年，做了十年阀门，想贷500万用两年')).toEqual([24]))
})

test('every number of months comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 360 }), (n) => {
      expect(brief(`期限${n}个月`)).toEqual([n])
    }),
  )
})
