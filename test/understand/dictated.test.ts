/** Where commas go into what was dictated, and where they stay out. */

import { describe, expect, test } from 'vitest'
import { punctuated, withoutLetterhead } from '../../src/understand/dictated.ts'
import { cpuMs } from '../cpu.ts'

describe('what was dictated gets its commas', () => {
  test.each([
    ['公司名字叫营口固达门窗有限公司在鲅鱼圈区', '公司名字叫营口固达门窗有限公司，在鲅鱼圈区'],
    ['联系人李国栋手机号17744266942', '联系人李国栋，手机号17744266942'],
    ['想贷二百六十万用两年半主要是给窑炉换燃烧器', '想贷二百六十万，用两年半，主要是给窑炉换燃烧器'],
    ['我们厂叫辽阳石花机床厂统一社会信用代码是91210411MA0W39HN3U我叫谷云飞', '我们厂叫辽阳石花机床厂，统一社会信用代码是91210411MA0W39HN3U，我叫谷云飞'],
    ['银行没想好哪家都行银行这项跳过', '银行没想好哪家都行，银行这项跳过'],
    ['主要进一批钢材的期限就一年', '主要进一批钢材的，期限就一年'],
    ['银行写桓仁银行就行期限两年', '银行写桓仁银行就行，期限两年'],
    ['那个我是海城的我们厂想用专利去银行押点钱周转一下你看咋办', '那个我是海城的，我们厂想用专利去银行押点钱周转一下，你看咋办'],
  ])('%s', (said, written) => expect(punctuated(said)).toBe(written))
})

describe('spaces that stand for commas become commas', () => {
  test.each([
    ['在忙 长话短说 新民的厂 想专利质押贷款80万 期限六个月', '在忙，长话短说，新民的厂，想专利质押贷款80万，期限六个月'],
    ['我家火锅店商标让人仿了 想维权', '我家火锅店商标让人仿了，想维权'],
    ['想贷三百万 期限两年', '想贷三百万，期限两年'],
    ['公司在辽阳 三年了', '公司在辽阳，三年了'],
    ['公司叫铁岭岚桥电缆有限公司 在开原', '公司叫铁岭岚桥电缆有限公司，在开原'],
  ])('%s', (said, written) => expect(punctuated(said)).toBe(written))
  test.each(['电话幺三八 零四幺幺 九二七六', '一三九 四零零 一二三四五', '联系人 厉春花', '专利号 2022305719083', '王 鑫', 'Dalian Bright Pump Co., Ltd. 大连'])(
    '%s stays',
    (said) => expect(punctuated(said)).toBe(said),
  )
})

describe('what needs no comma gets none', () => {
  test.each([
    '我们公司叫大连海蓝科技有限公司，在甘井子区，联系人王芳',
    '想请你们帮忙协调一下销路',
    '公司名叫盘锦苇编人家工艺品有限公司',
    '贷款用途是进铝型材备明年开春的料',
    '对方客服电话13700058261',
    '这么长的期限我还不起',
    '银行写桓仁银行就行',
    '去抚顺银行就办不下来',
    'We are a maker of valves in Dalian and want to apply',
    '',
  ])('%s', (said) => expect(punctuated(said)).toBe(said))
  test('long texts of anything repeated are done in time', () => {
    for (const piece of ['我叫', '公司', '联系人 ', '沈阳有限公司在', '，']) {
      expect(
        cpuMs(() => punctuated(piece.repeat(10_000 / piece.length))),
        piece,
      ).toBeLessThan(1000)
    }
  })
})

describe('a letterhead', () => {
  test('of who writes for a client is left out', () =>
    expect(withoutLetterhead('替客户申请维权援助。\n\n——\n宋以宁 专利代理师\n北京恒知远事务所\n手机 18610374925')).toBe('替客户申请维权援助。'))
  test('of the enterprise itself stays', () => {
    const own = '我们想申请维权援助。\n——\n沈阳海蓝科技有限公司\n王芳 13940012345'
    expect(withoutLetterhead(own)).toBe(own)
  })
})
