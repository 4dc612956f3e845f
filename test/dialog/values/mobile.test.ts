/** How mobile values are read out of what people type. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMobile, readMobiles } from '../../../src/dialog/values/mobile.ts'

const brief = (raw: string, asked = false) =>
  readMobiles(raw, { asked }).map((r) => {
    expect(raw.slice(r.start, r.end)).toBe(r.text)
    return r.kind === 'found' ? r.value : r.reason
  })

describe('a mobile number is read', () => {
  test.each([
    '13812345678',
    '+86 138 1234 5678',
    '0086-13812345678',
    '8613812345678',
    '138-1234-5678',
    '１３８１２３４５６７８',
    '138 1234 5678',
    '1 3 8 1 2 3 4 5 6 7 8',
    '电话是13812345678，谢谢',
    '（86）13812345678',
    '一三八一二三四五六七八',
    '幺三八一二三四五六七八',
    '联系人张三13812345678',
  ])('%s', (raw) => expect(brief(raw)).toEqual(['13812345678']))
  test('exactly the ranges in use pass', () => {
    const used = [...Array(100).keys()].map((n) => `1${String(n).padStart(2, '0')}`).filter((p) => isMobile(`${p}12345678`))
    const ranges = (text: string) =>
      text.split(',').flatMap((r) => {
        const [a = 0, b = a] = r.split('-').map(Number)
        return [...Array(b - a + 1).keys()].map((i) => String(a + i))
      })
    expect(used).toEqual(ranges('130-139,145-149,150-153,155-159,162,165-167,170-178,180-189,190-193,195-199'))
  })
  test('two numbers are two candidates', () => expect(brief('13812345678 13987654321')).toEqual(['13812345678', '13987654321']))
  test('it is told from what stands beside it', () => expect(brief('张三 138 1234 5678 91210100MA0Y1234X0 500万')).toEqual(['13812345678']))
})

describe('what is no mobile number is told apart', () => {
  test.each([
    ['024-23456789', 'landline'],
    ['(024)23456789', 'landline'],
    ['0417-2345678转801', 'landline'],
    ['电话：23456789', 'landline'],
    ['400-123-4567', 'service'],
    ['138****5678', 'hidden'],
    ['+852 6123 4567', 'foreign'],
    ['14012345678', 'range'],
    ['15412345678', 'range'],
    ['1381234567', 'length'],
    ['138123456789', 'length'],
  ])('%s is a %s problem', (raw, reason) => expect(brief(raw)).toEqual([reason]))
  test('a wrong length is counted', () => expect(readMobiles('手机1381234567')).toMatchObject([{ what: expect.stringContaining('少了 1 位') }]))
  test('a letter O is offered as 0', () => expect(readMobiles('138O1234567')).toMatchObject([{ reason: 'letter', suggestion: '13801234567' }]))
  test('patent numbers, credit codes, dates and sums are none', () => {
    for (const raw of ['ZL202129999001.4', '2021299990014', '91210100MA0Y1234X0', '20250315', '5000000元', '1500000000元', '210100123456789'])
      expect(brief(raw)).toEqual([])
  })
})

test('every number comes back, however it is spaced and prefixed', () => {
  const number = fc
    .tuple(fc.constantFrom('139', '147', '150', '166', '177', '188', '199'), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }))
    .map(([p, d]) => p + d.join(''))
  fc.assert(
    fc.property(number, fc.constantFrom('', '+86', '+86 ', '0086 ', '86-'), fc.constantFrom('', ' ', '-', '　'), (n, prefix, gap) => {
      expect(brief(`手机 ${prefix}${n.slice(0, 3)}${gap}${n.slice(3, 7)}${gap}${n.slice(7)}`)).toEqual([n])
    }),
  )
})
