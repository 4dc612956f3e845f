/** De-identification: nothing that tells a person or an enterprise reaches a model, in any spelling, and what was taken out comes back. */
import { describe, expect, it } from 'vitest'
import { concealer } from '../../src/fluent/names.ts'
import { corpus, lessons } from '../desk-under-test.ts'

const conceal = concealer({
  own: [...corpus.clauses.map((c) => c.text), ...corpus.glossary.flatMap((g) => [g.term, ...g.zh])],
  asked: lessons.anticipated.map((l) => l.q),
})

const MOBILE = '13912345678'
const spellings = (digits: string): string[] => [
  digits,
  digits.replace(/(.{3})(.{4})/, '$1 $2 '),
  digits.replace(/(.{3})(.{4})/, '$1-$2-'),
  [...digits].join(' '),
  [...digits].join('.'),
  [...digits].join('\u200b'),
  [...digits].map((d) => String.fromCodePoint(0xff10 + Number(d))).join(''),
  [...digits].map((d) => '零一二三四五六七八九'[Number(d)]).join(''),
  [...digits].map((d) => '零幺二三四五六七八九'[Number(d)]).join(''),
  [...digits].map((d) => '零壹贰叁肆伍陆柒捌玖'[Number(d)]).join(''),
  `+86${digits}`,
  `（${digits}）`,
]
const TELLING = [
  '沈阳鑫诚精密机械有限公司',
  '鞍山市腾鳌镇老铁匠五金厂',
  '王建国',
  '欧阳晓晴',
  '91210102MA0UXY3T5K',
  'zhangwei@163.com',
  'wx_laozhang88',
  'ZL202110123456.7',
  '21010219850312451X',
  '中山路128号3单元502室',
  '6222021001116245702',
  'www.xincheng-jx.com',
]
const frames = [
  (x: string) => `我是${x}，专利被仿了找谁帮忙`,
  (x: string) => `${x}想办质押登记几天能办好`,
  (x: string) => `联系人${x}，问一下维权援助`,
  (x: string) => `对方叫${x}，仿我们的外观`,
]

describe('what must not leave the house', () => {
  it.each(frames.map((f) => [f('…'), f] as const))('is not in “%s”', (_, frame) => {
    for (const told of [...TELLING, ...spellings(MOBILE)]) {
      const { text } = conceal(frame(told))
      const bare = (s: string) =>
        s
          .normalize('NFKC')
          .replace(/[\s\u200b.\-—（）()]/g, '')
          .toLowerCase()
      const left = bare(text.replace(/［[^］]*］/g, '|'))
      // No stretch of three of its characters is left.
      const all = bare(told)
      const seen = Array.from({ length: all.length - 2 }, (_x, i) => all.slice(i, i + 3)).filter(
        (part) => left.includes(part) && !/有限公|限公司|沈阳|鞍山|机械|五金/.test(part),
      )
      expect(seen, `${told} → ${text}`).toEqual([])
    }
  })

  it('is put back to the letter', () => {
    for (const frame of frames)
      for (const told of TELLING) {
        const { text, restore } = conceal(frame(told))
        expect(restore(text)).toBe(frame(told))
      }
  })
})

describe('what asks', () => {
  it.each(['质押登记几天能办好', '32号文第三条讲什么', '民营企业专利被侵权找谁帮忙', '2018年底前要办几场对接活动', '大连的企业能申请贷款吗'])(
    'stays as it is: %s',
    (text) => {
      expect(conceal(text).text).toBe(text)
    },
  )

  it('cannot bring placeholders of its own', () => {
    expect(conceal('把［公司1］换成别的').text).not.toMatch(/［公司1］/)
  })
})
