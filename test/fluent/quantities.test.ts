/** Quantities: however a number, a date or a term is spelled, the same is the same and another is another. */
import { describe, expect, it } from 'vitest'
import { flat, readQuantities } from '../../src/fluent/quantities.ts'

const keys = (text: string) => readQuantities(flat(text)).found.map((q) => `${q.kind}:${q.value}${q.unit}${q.bound ? `/${q.bound}` : ''}`)

describe('one meaning', () => {
  it.each([
    ['力争1个工作日', '力争一个工作日'],
    ['20%以上', '百分之二十以上'],
    ['超过２亿元', '超过两亿元'],
    ['至少举办1场', '至少办一次'],
    ['2018年底前', '2018年12月底前'],
    ['2018年底前', '二〇一八年年底之前'],
    ['每月', '每个月'],
    ['10天', '十天'],
    ['五万元', '5万元'],
  ])('%s is %s', (a, b) => {
    expect(keys(a)).not.toEqual([])
    expect(keys(b)).toEqual(keys(a))
  })
})

describe('two meanings', () => {
  it.each([
    ['1个工作日', '1天'],
    ['100人次以上', '100人次'],
    ['2亿元', '2万元'],
    ['2018年底前', '2018年6月底前'],
    ['2018年底前', '2019年底前'],
    ['每月', '每年'],
    ['20%', '20个百分点'],
    ['第二届', '第三届'],
    ['1个月', '1年'],
    ['一半', '两成'],
  ])('%s is not %s', (a, b) => {
    expect(keys(a)).not.toEqual(keys(b))
  })
})

it('counts nothing in words that only have a numeral in them', () => {
  for (const text of ['一站式服务', '一视同仁', '进一步', '一起办', '统一', '十分重要', '一系列措施', '一批机构', '一家企业']) expect(keys(text), text).toEqual([])
})

it('keeps codes whole', () => {
  expect(readQuantities(flat('GB/T29490-2013')).codes).toEqual(['gb/t29490-2013'])
  expect(readQuantities(flat('电话010—62083864')).codes).toEqual(['010-62083864'])
})
