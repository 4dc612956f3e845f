/** How amount values are read out of what people type. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmounts } from '../../../src/dialog/values/amount.ts'

const read = (raw: string, asked = false) => {
  const readings = readAmounts(raw, { asked })
  for (const r of readings) expect(raw.slice(r.start, r.end)).toBe(r.text)
  return readings
}
const brief = (raw: string, asked = false) => read(raw, asked).map((r) => (r.kind === 'found' ? r.value.yuan : r.reason))

describe('an amount is read as it is said', () => {
  test.each([
    ['五百万', 5e6],
    ['500w', 5e6],
    ['500W', 5e6],
    ['５００Ｗ', 5e6],
    ['500万', 5e6],
    ['500 万', 5e6],
    ['1.2亿', 1.2e8],
    ['1.15亿', 1.15e8],
    ['壹佰万元整', 1e6],
    ['伍佰萬圓整', 5e6],
    ['3千万', 3e7],
    ['5kw', 5e7],
    ['500k', 5e5],
    ['300万人民币', 3e6],
    ['人民币5000000', 5e6],
    ['¥5,000,000.00', 5e6],
    ['￥500万', 5e6],
    ['RMB 5,000,000', 5e6],
    ['5 million yuan', 5e6],
    ['5000000元', 5e6],
    ['10000块', 10000],
    ['500,0000元', 5e6],
    ['一亿二', 1.2e8],
    ['1亿2千万', 1.2e8],
    ['1个亿', 1e8],
    ['1.5个亿', 1.5e8],
    ['半个亿', 5e7],
    ['两亿半', 2.5e8],
    ['3万5', 35000],
    ['三千五百万', 3.5e7],
    ['3千5百万', 3.5e7],
    ['120万5千', 1205000],
    ['两千万', 2e7],
    ['壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分', 1234567.89],
    ['五百万块钱', 5e6],
    ['①500万', 5e6],
  ] as const)('%s is %d yuan', (raw, yuan) => expect(brief(raw)).toEqual([yuan]))
  test.each(['五十来万', '500万左右', '大概500万', '500多万', '2000余万元', '差不多五百万吧', '大概要个三百万吧', '约1500万'])(
    '%s keeps its value and is approximate',
    (raw) => expect(read(raw)).toMatchObject([{ kind: 'found', value: { approximate: true } }]),
  )
  test('an exact amount is not approximate', () => expect(read('十万')).toMatchObject([{ value: { yuan: 1e5, approximate: false } }]))
  test('in a story each figure says what it is about', () => {
    expect(read('注册资本1000万，年销售额5000万，想贷500万').map((r) => r.kind === 'found' && [r.value.yuan, r.value.about])).toEqual([
      [1e7, 'other'],
      [5e7, 'other'],
      [5e6, 'wanted'],
    ])
  })
  test('a list of sums is several candidates', () => expect(brief('100万、200万')).toEqual([1e6, 2e6]))
})

describe('what is no amount is asked about, never guessed', () => {
  test.each(['500', '五百', '5000000', '五百个', '想贷款五百个', '大概500吧'])('%s has no unit', (raw) => expect(brief(raw)).toEqual(['unit']))
  test('a unit problem suggests no value', () => expect(read('500')[0]).not.toHaveProperty('suggestion'))
  test.each(['300到500万', '三五百万', '300万-500万', '300-500w', '三、四百万', '500万或者800万', '七八十万', '二十到三十万', '十五六万', '500~800'])(
    '%s is a range',
    (raw) => expect(brief(raw)).toEqual(['range']),
  )
  test.each(['不超过500万', '500万以内', '至少300万', '500万以上', '500万起'])('%s is a bound', (raw) => expect(brief(raw)).toEqual(['bound']))
  test.each(['几百万', '十几万', '上百万', '好几百万'])('%s is vague', (raw) => expect(brief(raw)).toEqual(['vague']))
  test.each(['0', '零元', '0万'])('%s is zero', (raw) => expect(brief(raw)).toEqual(['zero']))
  test.each(['-500万', '负500万', '金额：-500万'])('%s is negative', (raw) => expect(brief(raw)).toEqual(['negative']))
  test.each(['500万美元', '$500万', '100万欧元', 'USD 5000000', '三百万港币'])('%s is another currency', (raw) => expect(brief(raw)).toEqual(['currency']))
  test('under ten thousand yuan is asked again, with what was said as suggestion', () =>
    expect(read('500元')).toMatchObject([{ reason: 'tiny', suggestion: { yuan: 500 } }]))
})

describe('figures that are no money are left alone', () => {
  test.each([
    '500万件',
    '年产100万台阀门',
    '万一不行',
    '千万不要',
    '我们有30人，2019年成立',
    '贷款3年',
    '500W电机',
    '13812345678',
    'ZL202129999001.4',
    '91210100MA0Y1234X0',
    '咱们一块儿去',
    '这一块怎么办',
    '领导要一句话',
  ])('%s', (raw) => expect(brief(raw)).toEqual([]))
  test('a phone number beside the amount asked for is not asked about', () => expect(brief('500万，电话138 1234 5678', true)).toEqual([5e6]))
})

describe('properties', () => {
  test('every whole number of 万 comes back, Arabic and with signs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99999 }), fc.constantFrom('万', 'w', 'W', '万元', ' 万', '萬'), (n, unit) => {
        expect(brief(`我想贷${n}${unit}。`)).toEqual([n * 10000])
      }),
    )
  })
  test('every sum written out in Chinese comes back', () => {
    const digit = [...'零一二三四五六七八九']
    const section = (n: number): string => {
      let written = ''
      let gap = false
      for (const [place, mark] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const) {
        const d = Math.floor(n / place) % 10
        if (d === 0) gap = written !== ''
        else {
          written += `${gap ? '零' : ''}${digit[d]}${mark}`
          gap = false
        }
      }
      return written
    }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 9999 }), (high, low) => {
        const written = `${section(high)}万${low === 0 ? '' : `${low < 1000 ? '零' : ''}${section(low)}`}元整`
        expect(brief(written), written).toEqual([high * 10000 + low])
      }),
    )
  })
})
