/** How names values are read out of what people type. */
import { describe, expect, it } from 'vitest'
import { readChoice } from '../../../src/dialog/values/choice.ts'
import { readCompanies } from '../../../src/dialog/values/company.ts'
import { figures } from '../../../src/dialog/values/english-number.ts'
import { isName } from '../../../src/dialog/values/name.ts'
import { readPersons } from '../../../src/dialog/values/person.ts'
import { readPurpose } from '../../../src/dialog/values/purpose.ts'
import { readMarkNumbers, readRightTypes } from '../../../src/dialog/values/right.ts'
import { evidenceSaid, readBank, tale } from '../../../src/dialog/values/story.ts'

const companies = (text: string) => readCompanies(text).map((c) => `${c.role ?? '?'}:${c.name}`)

describe('company names', () => {
  it('are told apart as our own and somebody else’s', () => {
    expect(companies('我们沈阳海蓝科技有限公司的专利被大连仿冒机械有限公司抄了')).toEqual(['self:沈阳海蓝科技有限公司', 'other:大连仿冒机械有限公司'])
    expect(companies('对方公司名称：广州山寨电子有限公司')).toEqual(['other:广州山寨电子有限公司'])
    expect(companies('俺们合作社叫盘山县绿苇稻蟹专业合作社')).toEqual(['self:盘山县绿苇稻蟹专业合作社'])
    expect(companies('沈阳海蓝科技有限公司')).toEqual(['?:沈阳海蓝科技有限公司'])
    expect(companies('We are Dalian Bright Pump Co., Ltd. and Suzhou Fake Pump Co., Ltd. copied us')).toEqual([
      'self:Dalian Bright Pump Co., Ltd.',
      'other:Suzhou Fake Pump Co., Ltd.',
    ])
  })
  it('are simplified, and keep the case they were written in', () => {
    expect(companies('瀋陽ABC科技有限公司')).toEqual(['?:沈阳ABC科技有限公司'])
  })
  it('are no common nouns and no stories', () => {
    for (const text of ['我们公司', '一家公司', '深圳一家公司', '有家公司', '保护中心', '去唐山开厂', '开了个小厂子', '改一下公司名', '吉林四平的花生酱厂'])
      expect(companies(text), text).toEqual([])
  })
  it('that merely contain a word of a command are names', () => {
    expect(companies('沈阳帮助科技有限公司')).toHaveLength(1)
    expect(companies('大连跳过贸易有限公司')).toHaveLength(1)
  })
})

describe('persons', () => {
  const names = (text: string, asked = false) => [...new Set(readPersons(text, asked).map((p) => p.name))]
  it('are read by surname, label, introduction or the number beside them', () => {
    expect(names('联系人王芳，电话13940012345')).toEqual(['王芳'])
    expect(names('我叫牛二宝')).toEqual(['牛二宝'])
    expect(names('张伟13940012345')).toEqual(['张伟'])
    expect(names('姓周，周建国，13841000004')).toEqual(['周建国'])
    expect(names('联系人是我本人，鲁达，13940800123')).toEqual(['鲁达'])
    expect(names('My name is Chen Hao, phone 13840900012')).toEqual(['Chen Hao'])
    expect(names('王芳女士', true)).toEqual(['王芳'])
    expect(names('老李', true)).toEqual(['老李'])
  })
  it('are no ordinary words', () => {
    for (const word of ['金额', '周转', '安排', '高新', '康平', '大连', '周转用', '同意']) expect(isName(word), word).toBe(false)
  })
})

describe('choices', () => {
  const cues = ['发明', '实用', '外观']
  it.each([
    ['2', 1],
    ['②', 1],
    ['第二个', 1],
    ['二', 1],
    ['选3', 2],
    ['第3种', 2],
    ['实用新型', 1],
    ['是外观的', 2],
    ['the second one', 1],
    ['最后一个', 2],
    ['不是发明，是第二种', 1],
    ['option 3', 2],
  ] as const)('%s', (said, index) => expect(readChoice(said, cues)).toEqual({ kind: 'one', index }))
  it('a negation leaves the other of two, and asks on among three', () => {
    expect(readChoice('不是第一个', ['沈阳', '鞍山'])).toEqual({ kind: 'one', index: 1 })
    expect(readChoice('不是第一个', cues)).toEqual({ kind: 'not', index: 0 })
    expect(readChoice('都不是', cues)).toEqual({ kind: 'none-of-them' })
    expect(readChoice('9', cues)).toBeNull()
  })
})

describe('rights', () => {
  it('are named in many ways, and not by 发明 alone in a story', () => {
    const types = (text: string, asked = false) => readRightTypes(text, asked).map((r) => r.type)
    expect(types('我们的外观让人抄了')).toEqual(['外观设计'])
    expect(types('注册商标')).toEqual(['商标'])
    expect(types('这是我发明的机器')).toEqual([])
    expect(types('发明', true)).toEqual(['发明'])
    expect(types('不是实用新型，是外观设计')).toEqual(['外观设计'])
    expect(types('utility model')).toEqual(['实用新型'])
    expect(types('被抢走的不是专利，是商标')).toEqual(['商标'])
  })
  it('have registration numbers that are no telephone numbers', () => {
    expect(readMarkNumbers('注册号12345678', false).map((m) => m.number)).toEqual(['12345678'])
    expect(readMarkNumbers('注册号我翻出来了，40817263', false).map((m) => m.number)).toEqual(['40817263'])
    expect(readMarkNumbers('注册号我不清楚，厂里有 40817263 件货', false)).toEqual([])
    expect(readMarkNumbers('第9876543号', true).map((m) => m.number)).toEqual(['9876543'])
    expect(readMarkNumbers('13940012345', true)).toEqual([])
  })
})

describe('stories', () => {
  it('are kept in their own words, without mere wishes', () => {
    expect(tale('专利被抄了，想申请维权援助', [], false)).toBeNull()
    expect(tale('上个月在展会上看到他们卖一模一样的机器，求帮忙', [], false)?.text).toBe('上个月在展会上看到他们卖一模一样的机器')
  })
  it('tell of evidence where there is some', () => {
    expect(evidenceSaid('我有公证书和照片', false)).toHaveLength(1)
    expect(evidenceSaid('没有什么证据', false)).toEqual([])
  })
  it('tell what the money is for and from which bank', () => {
    expect(readPurpose('想贷300万买设备', false)?.text).toBe('买设备')
    expect(readPurpose('贷款买的设备', false)).toBeNull()
    expect(readBank('最好是盛京银行', false)).toMatchObject({ kind: 'bank', told: { text: '盛京银行' } })
    expect(readBank('建行说不认专利', false)).toBeNull()
    expect(readBank('帮忙找家银行', false)).toBeNull()
    expect(readBank('哪家银行都行', true)).toEqual({ kind: 'any' })
  })
})

it('English numbers become figures', () => {
  expect(figures('five million yuan for two years').text).toBe('5 million yuan for 2 years')
  expect(figures('a year and a half').text).toBe('18 months')
  expect(figures('about five hundred thousand yuan').text).toBe('about 500 thousand yuan')
  expect(figures('no one knows').text).toBe('no one knows')
})

it.each([
  ['we want two million yuan now', '2 million', 'two million'],
  ['for a year and a half, then', '18 months', 'a year and a half'],
  ['pay five hundred thousand yuan', '500 thousand', 'five hundred thousand'],
  ['say half a million or 2 mil', ' million', ' mil'],
])('a figure of %s knows where it was said', (said, figure, words) => {
  const { text, from } = figures(said)
  const at = text.lastIndexOf(figure)
  expect(said.slice(from[at], from[at + figure.length])).toBe(words)
  expect(from).toHaveLength(text.length + 1)
  expect(from.at(-1)).toBe(said.length)
})
