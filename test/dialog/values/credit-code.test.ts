/** How credit code values are read out of what people type. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCheck, organisationCheck, readCreditCodes } from '../../../src/dialog/values/credit-code.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
/** Published codes of known companies: 腾讯, 中国石油. */
const PUBLISHED = ['91440300708461136T', '91110000710929498G']
const CODE = '91210100MA0Y1234X0'
const code = fc
  .tuple(
    fc.constantFrom('91', '92', '12', '52'),
    fc.constantFrom('210100', '210200', '110000', '440300'),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }),
  )
  .map(([head, division, rest]) => {
    const body = `${head}${division}${rest.join('')}`
    return body + creditCheck(body)
  })
const only = (raw: string, asked = false) => {
  const readings = readCreditCodes(raw, { asked })
  expect(readings, raw).toHaveLength(1)
  const [reading] = readings
  if (!reading) throw new Error('none')
  expect(raw.slice(reading.start, reading.end)).toBe(reading.text)
  return reading
}

describe('a credit code is read', () => {
  test('published codes of real companies pass, and their organisation code agrees', () => {
    for (const published of PUBLISHED) expect(only(published)).toMatchObject({ kind: 'found', value: { code: published, organisation: 'agrees' } })
  })
  test('lower case, full width, spaces and dashes are accepted', () => {
    for (const raw of ['91210100ma0y1234x0', '９１２１０１００ＭＡ０Ｙ１２３４Ｘ０', '9121 0100 MA0Y 1234 X0', '91210100-MA0Y1234X-0'])
      expect(only(raw)).toMatchObject({ kind: 'found', value: { code: CODE } })
  })
  test('it is found inside a sentence, beside a mobile number and in English', () => {
    expect(only(`我们是沈阳新光，代码${CODE}，电话13812345678`)).toMatchObject({ kind: 'found', text: CODE })
    expect(only(`${CODE} 13812345678`)).toMatchObject({ kind: 'found', text: CODE })
    expect(only(`our code is ${CODE} thanks`)).toMatchObject({ kind: 'found', text: CODE })
  })
  test('an organisation code that breaks its own check digit is a hint, never a rejection', () => {
    expect(only(CODE)).toMatchObject({ kind: 'found', value: { organisation: 'differs' } })
    expect(organisationCheck('71092949')).toBe('8')
  })
  test('two codes in one message are two candidates', () => {
    expect(readCreditCodes(`${PUBLISHED[0]}、${PUBLISHED[1]}`)).toHaveLength(2)
  })
})

describe('a wrong credit code is told why', () => {
  test.each([
    ['O', '0'],
    ['I', '1'],
    ['Z', '2'],
    ['S', '5'],
    ['V', 'U'],
  ])('%s is pointed at and %s suggested, to be confirmed', (typed, meant) => {
    const body = `91210100MA${meant}Y1234X`
    const right = body + creditCheck(body)
    const wrong = `${right.slice(0, 10)}${typed}${right.slice(11)}`
    expect(only(`代码：${wrong}`)).toMatchObject({ kind: 'problem', reason: 'letter', suggestion: { code: right }, points: [{ start: 13, end: 14 }] })
  })
  test('without a passing check nothing is suggested', () => {
    const reading = only('9121O100MA0Y1234X7')
    expect(reading).toMatchObject({ kind: 'problem', reason: 'letter' })
    expect(reading).not.toHaveProperty('suggestion')
  })
  test('a letter among the six division digits is pointed at', () => {
    expect(only('91210B00MA0Y1234X0')).toMatchObject({ reason: 'division', points: [{ start: 5, end: 6 }] })
  })
  test('points are raw offsets, whatever stands between the characters', () => {
    expect(only('代码 9121-Ｏ100 MA0Y1234X0')).toMatchObject({ reason: 'letter', points: [{ start: 8, end: 9 }] })
  })
  test('a failing check says so and names the half to look at', () => {
    expect(only('91210100MA0Y1234XA')).toMatchObject({ reason: 'check', what: expect.stringContaining('第 9–17 位') })
  })
  test('a wrong length is counted', () => {
    expect(only(CODE.slice(0, 17))).toMatchObject({ reason: 'length', what: expect.stringContaining('少了 1 位') })
    expect(only(`${CODE}1`)).toMatchObject({ reason: 'length', what: expect.stringContaining('多了 1 位'), suggestion: { code: CODE } })
    expect(only('91210100MA0', true)).toMatchObject({ reason: 'length' })
  })
  test('a 15-digit registration number, an organisation code and an identity card are told apart', () => {
    expect(only('210100123456789')).toMatchObject({ reason: 'registration-number' })
    expect(only('组织机构代码 71092949-8')).toMatchObject({ reason: 'organisation-code' })
    expect(only('11010519491231002X')).toMatchObject({ reason: 'identity-card' })
  })
  test('mobile, patent and money figures are no attempts at a code', () => {
    for (const raw of ['13812345678', 'ZL202129999001.4', '5000000', '我们有3件专利', '']) expect(readCreditCodes(raw)).toEqual([])
    expect(readCreditCodes('13812345678', { asked: true })).toEqual([])
  })
})

describe('properties', () => {
  test('every valid code comes back as itself, however it is spaced', () => {
    fc.assert(
      fc.property(code, fc.array(fc.integer({ min: 1, max: 17 }), { maxLength: 4 }), fc.constantFrom(' ', '-', '　'), (right, cuts, gap) => {
        const raw = [...right]
          .map((c, i) => (cuts.includes(i) ? gap + c : c))
          .join('')
          .toLowerCase()
        expect(readCreditCodes(raw)).toMatchObject([{ kind: 'found', value: { code: right } }])
      }),
    )
  })
  test('any one changed character is caught', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...ALPHABET), (right, at, other) => {
        fc.pre(right[at] !== other)
        const readings = readCreditCodes(`信用代码${right.slice(0, at)}${other}${right.slice(at + 1)}`)
        expect(readings.every((r) => r.kind === 'problem')).toBe(true)
        expect(readings).toHaveLength(1)
      }),
    )
  })
})
