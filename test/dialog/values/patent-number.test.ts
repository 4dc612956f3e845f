/** How patent number values are read out of what people type. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patentCheck, patentType, readPatentNumbers } from '../../../src/dialog/values/patent-number.ts'

const read = (raw: string, asked = false) => {
  const readings = readPatentNumbers(raw, { asked })
  for (const r of readings) expect(raw.slice(r.start, r.end)).toBe(r.text)
  return readings
}
const numbers = (raw: string) => read(raw).map((r) => (r.kind === 'found' ? r.value.number : r.reason))
const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''))
const current = fc.tuple(fc.integer({ min: 2003, max: 2026 }), fc.constantFrom(1, 2, 3, 8, 9), digits(7)).map(([y, t, s]) => `${y}${t}${s}`)
const former = fc.tuple(fc.constantFrom('85', '90', '98', '02'), fc.constantFrom(1, 2, 3), digits(5)).map(([y, t, s]) => `${y}${t}${s}`)

describe('a patent number is read', () => {
  test('check digits follow the published rule', () => {
    // ZC 0006-2003 gives 200310102344.5 as its example.
    expect(patentCheck('200310102344')).toBe('5')
    expect(patentCheck('202129999001')).toBe('4')
  })
  test.each([
    '202129999001.4',
    'ZL202129999001.4',
    'zl 2021 2 9999001.4',
    'CN202129999001.4',
    '2021299990014',
    'ZL 202129999001．4',
    '２０２１２９９９９００１．４',
    '202129999001-4',
    '202129999001。4',
    '专利号：ZL2021-2-9999001.4',
  ])('%s becomes 202129999001.4', (raw) => expect(numbers(raw)).toEqual(['202129999001.4']))
  test('x, × and Ⅹ stand for X', () => {
    const ten = [...Array(99).keys()].map((i) => `2021100000${String(i).padStart(2, '0')}`).find((n) => patentCheck(n) === 'X')
    for (const x of ['x', 'X', '×', 'Ⅹ', 'Ｘ']) expect(numbers(`${ten}.${x}`)).toEqual([`${ten}.X`])
  })
  test('old numbers of eight digits and one are read', () => {
    const check = patentCheck('98123456')
    for (const raw of [`98123456.${check}`, `ZL98123456.${check}`, `专利号98123456${check}`]) expect(numbers(raw)).toEqual([`98123456.${check}`])
  })
  test('the type digit gives the type', () => {
    expect(['202110000000', '202220000000', '202330000000', '202180000000', '202190000000', '202140000000'].map(patentType)).toEqual([
      '发明',
      '实用新型',
      '外观设计',
      '发明',
      '实用新型',
      null,
    ])
  })
  test('several at once, however they are parted', () => {
    const all = ['202129999001', '202110000002', '202230000003'].map((n) => `${n}.${patentCheck(n)}`)
    for (const gap of ['、', ',', '，', '\n', ' ', '和', '；', ' / ']) expect(numbers(all.join(gap))).toEqual(all)
    expect(numbers(all.map((n) => `ZL${n}`).join(' '))).toEqual(all)
  })
})

describe('what is no patent number is told apart', () => {
  test('a missing check digit is said, and the computed one suggested', () => {
    expect(read('专利号202129999001')).toMatchObject([{ reason: 'no-check', suggestion: { number: '202129999001.4', type: '实用新型' } }])
    expect(read('202129999001 202110000002').map((r) => r.kind)).toEqual(['problem', 'problem'])
  })
  test('a check digit that does not fit is a problem without a suggestion', () => {
    const [reading] = read('ZL202129999001.5')
    expect(reading).toMatchObject({ reason: 'check' })
    expect(reading).not.toHaveProperty('suggestion')
  })
  test('a type digit no type has is pointed at', () => expect(read('202149999001.4')).toMatchObject([{ reason: 'type' }]))
  test.each(['CN112345678A', 'CN 212345678 U', 'CN1234567B', '公开号CN112345678', '授权公告号CN301234567S'])('%s is a publication number', (raw) =>
    expect(read(raw)).toMatchObject([{ reason: 'publication' }]),
  )
  test('a PCT number is explained', () => expect(read('PCT/CN2021/123456')).toMatchObject([{ reason: 'international' }]))
  test('a wrong length after ZL is counted', () => expect(read('ZL20212999900.4')).toMatchObject([{ reason: 'length' }]))
  test('a letter O is offered as 0 where the check then passes', () =>
    expect(read('ZL2021299990O1.4')).toMatchObject([{ reason: 'letter', suggestion: { number: '202129999001.4' } }]))
  test('dates, mobiles, credit codes and counts are none', () => {
    for (const raw of ['20210315', '13812345678', '91210100MA0Y1234X0', '我有3件专利', '2021年', '专利3件', '500万', '98123456']) expect(read(raw)).toEqual([])
  })
})

describe('properties', () => {
  test('every number comes back in its canonical form', () => {
    fc.assert(
      fc.property(fc.oneof(current, former), fc.constantFrom('ZL', 'zl ', 'CN', 'ＺＬ'), fc.constantFrom('.', '', '．'), (body, prefix, dot) => {
        expect(numbers(`我们的${prefix}${body}${dot}${patentCheck(body)}号专利`)).toEqual([`${body}.${patentCheck(body)}`])
      }),
    )
  })
  test('any one changed digit is caught', () => {
    fc.assert(
      fc.property(current, fc.integer({ min: 5, max: 11 }), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const wrong = `${body.slice(0, at)}${(Number(body[at]) + by) % 10}${body.slice(at + 1)}`
        expect(read(`${wrong}.${patentCheck(body)}`)).toMatchObject([{ kind: 'problem', reason: 'check' }])
      }),
    )
  })
})
