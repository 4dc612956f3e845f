/** What officers type is read as they mean it, what is missing is named, and what they write is left as they wrote it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { departmentAt, type Known, readCommand, readItems, readPlace, readResult } from '../../src/officer/commands.ts'
import { regions } from '../../src/routing/route.ts'
import { corpus, opened } from '../cases/sample.ts'

const known: Known = { directory: corpus.departments, cities: regions(corpus.departments) }
const read = (text: string) => readCommand(text, known)
const NUMBER = opened().case.number

describe('lists', () => {
  it.each([
    [['队列', '我的', '我的案件', ' 刷新 ', 'queue', 'Q', 'mine', '／我的', '/mine', '我的。'], { kind: 'mine' }],
    [['本部门', '部门', 'dept', 'ＤＥＰＴ'], { kind: 'department' }],
    [['逾期', '超期', 'overdue'], { kind: 'overdue' }],
    [['全部', '所有', 'all'], { kind: 'all' }],
    [['鞍山', '鞍山市', '市：鞍山', '鞍山的案件', '看 鞍山'], { kind: 'city', city: '鞍山' }],
    [['沈抚示范区', '沈抚'], { kind: 'city', city: '沈抚示范区' }],
  ])('%j', (said, which) => {
    for (const text of said) expect(read(text), text).toEqual({ kind: 'queue', which })
  })

  it('are turned over', () => {
    for (const text of ['下一页', '下页', 'next', 'n']) expect(read(text)).toEqual({ kind: 'page', page: 'next' })
    for (const text of ['上一页', 'prev', 'p']) expect(read(text)).toEqual({ kind: 'page', page: 'previous' })
    for (const text of ['第3页', '3页', '第三页', '第 ３ 页']) expect(read(text)).toEqual({ kind: 'page', page: 3 })
  })
})

describe('a case', () => {
  it('is meant by its place in any form, or by its number', () => {
    for (const text of ['看 3', '看３', '看③', '看 第三件', '看第3个', '3', '３', '③', '三', '#3', '3.', '3号', 'look 3', 'v 3', '查看 3'])
      expect(read(text), text).toEqual({ kind: 'look', which: { kind: 'place', place: 3 } })
    for (const text of [NUMBER, NUMBER.toLowerCase(), `看 ${NUMBER}`, `open ${NUMBER.replaceAll('-', ' ')}`, `案件 ${NUMBER}`])
      expect(read(text), text).toEqual({ kind: 'look', which: { kind: 'number', number: NUMBER } })
    expect(read('看')).toEqual({ kind: 'look', which: null })
    expect(read('看 那一件')).toMatchObject({ kind: 'missing' })
  })

  it('may be named before an act', () => {
    expect(read('接单')).toEqual({ kind: 'act', on: null, action: { kind: 'accept' } })
    expect(read('接单 2')).toEqual({ kind: 'act', on: { kind: 'place', place: 2 }, action: { kind: 'accept' } })
    expect(read(`接收 ${NUMBER}`)).toEqual({ kind: 'act', on: { kind: 'number', number: NUMBER }, action: { kind: 'accept-transfer' } })
    expect(read(`回复 ${NUMBER} 您好`)).toEqual({ kind: 'act', on: { kind: 'number', number: NUMBER }, action: { kind: 'reply', text: '您好', confirmed: false } })
    expect(read(`转办 ${NUMBER} 大连 企业在大连`)).toMatchObject({ on: { number: NUMBER }, action: { department: '大连市知识产权局', reason: '企业在大连' } })
  })
})

describe('what reaches the enterprise', () => {
  it('is never confirmed by being typed, and is left as it was written', () => {
    expect(read('回复 3天内给您答复，电话１３８')).toEqual({ kind: 'act', on: null, action: { kind: 'reply', text: '3天内给您答复，电话１３８', confirmed: false } })
    expect(read('回复：确认')).toMatchObject({ action: { kind: 'reply', text: '确认', confirmed: false } })
    expect(read('r 您好\\n请讲')).toMatchObject({ action: { kind: 'reply', text: '您好\n请讲' } })
    expect(read('回复您好。')).toMatchObject({ action: { text: '您好。' } })
    expect(read('回复 您好\n第二行')).toMatchObject({ action: { text: '您好\n第二行' } })
    expect(read(`回复 请看 ${NUMBER} 的回执`)).toMatchObject({ on: null, action: { text: `请看 ${NUMBER} 的回执` } })
  })

  it('is confirmed, amended or dropped by one word of its own', () => {
    for (const text of ['确认', '确认。', '是', 'y', 'YES', '发送', 'ｏｋ']) expect(read(text), text).toEqual({ kind: 'confirm' })
    for (const text of ['放弃', '取消', '不发了', 'no', 'cancel']) expect(read(text), text).toEqual({ kind: 'drop' })
    expect(read('改 您好，请于周五前')).toEqual({ kind: 'amend', text: '您好，请于周五前' })
    expect(read('改')).toMatchObject({ kind: 'missing' })
    for (const text of ['确认一下再说', '不对', '是不是', '取消这个案件']) expect(['confirm', 'drop'], text).not.toContain(read(text).kind)
  })

  it('asks for all papers at once, however the list is written', () => {
    for (const text of [
      '补充材料 营业执照；购买凭证',
      '补充材料：营业执照;购买凭证;',
      '补材料 1. 营业执照；2、购买凭证。',
      '要求补充 营业执照、购买凭证',
      'ask 营业执照\\n购买凭证',
    ])
      expect(read(text), text).toEqual({ kind: 'act', on: null, action: { kind: 'request-supplements', items: ['营业执照', '购买凭证'], confirmed: false } })
    expect(readItems('营业执照、法人身份证；购买凭证')).toEqual(['营业执照、法人身份证', '购买凭证'])
    expect(readItems(' ； ;')).toEqual([])
  })

  it('closes with a result by name, beginning or number', () => {
    for (const text of ['办结 已解决 已指导', '办结已解决，已指导', '结案 1 已指导', '办结 解决 已指导', 'close ① 已指导', '办结：已解决。已指导'])
      expect(read(text), text).toEqual({ kind: 'act', on: null, action: { kind: 'close', result: '已解决', words: '已指导', confirmed: false } })
    expect(readResult('已移送 请联系')).toMatchObject({ result: '已移送其他部门' })
    expect(readResult('第五 x')).toMatchObject({ result: '未能联系企业' })
    for (const text of ['已', '9 x', '搞定 x']) expect(readResult(text), text).toBeNull()
  })
})

describe('a transfer', () => {
  it('knows departments by their names, other names, and cities', () => {
    for (const [said, name] of [
      ['大连市知识产权局', '大连市知识产权局'],
      ['大连', '大连市知识产权局'],
      ['大连市局', '大连市知识产权局'],
      ['沈抚示范区', '沈抚示范区知识产权局'],
      ['审批处', '行政审批处'],
      ['省保护中心', '省知识产权保护中心'],
      ['知识产权保护处', '知识产权保护处'],
      ['省局', '辽宁省知识产权局'],
    ] as const)
      for (const text of [`转办 ${said} 企业在那里`, `转办至${said}，原因：企业在那里`, `transfer ${said} 企业在那里`])
        expect(read(text), text).toEqual({ kind: 'act', on: null, action: { kind: 'transfer', department: name, reason: '企业在那里' } })
  })

  it('leaves to the desk what it does not know, and never means “各市”', () => {
    expect(read('转办 火星局 去那里')).toMatchObject({ action: { department: '火星局', reason: '去那里' } })
    expect(departmentAt('各市知识产权局', corpus.departments)).toBeNull()
    expect(departmentAt('国家知识产权局', corpus.departments)).toBeNull()
  })
})

describe('what is missing', () => {
  it.each([
    ['转办', /部门和原因/],
    ['转办 大连', /转办至大连市知识产权局，还缺原因/],
    ['转办 火星局', /没有认出部门“火星局”/],
    ['退回', /原因/],
    ['补充材料', /哪些材料/],
    ['回复', /回复什么/],
    ['备注', /备注什么/],
    ['办结', /结果和给企业的话.*已解决.*未能联系企业/],
    ['办结 搞定', /没有认出结果“搞定”/],
    ['办结 已解决', /还缺给企业的话/],
    ['个人信息', /理由.*记入案件历史/],
    ['保存', /序号和存到哪里/],
    ['保存 1', /序号和存到哪里/],
  ])('%s is named, with an example', (text, words) => {
    const found = read(text)
    expect(found.kind).toBe('missing')
    expect(found.kind === 'missing' && found.words).toMatch(words)
    expect(found.kind === 'missing' && found.words).toContain('例如：')
  })
})

describe('the rest', () => {
  it.each([
    ['历史', { kind: 'history' }],
    ['h', { kind: 'history' }],
    ['文件', { kind: 'files' }],
    ['看文件', { kind: 'files' }],
    ['保存 2 ./a b.png', { kind: 'save', place: 2, path: './a b.png' }],
    ['文件 保存 ② “x.png”', { kind: 'save', place: 2, path: 'x.png' }],
    ['个人信息 电话核实', { kind: 'personal', reason: '电话核实' }],
    ['备注 已联系', { kind: 'act', on: null, action: { kind: 'note', text: '已联系' } }],
    ['退回 不属本处', { kind: 'act', on: null, action: { kind: 'return', reason: '不属本处' } }],
    ['结束对话', { kind: 'act', on: null, action: { kind: 'end-talk' } }],
    ['帮助', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['？', { kind: 'help' }],
    ['退出', { kind: 'leave' }],
    ['exit', { kind: 'leave' }],
    ['', { kind: 'unknown' }],
    ['今天天气不错', { kind: 'unknown' }],
    ['接单吗这个', { kind: 'unknown' }],
    ['全部给我看看吧', { kind: 'unknown' }],
    ['名字', { kind: 'unknown' }],
  ])('%s', (text, command) => {
    expect(read(text)).toEqual(command)
  })

  it('a number is a place only when it is one', () => {
    for (const text of ['0', '-1', '3.5', '三天', '12345', '']) expect(readPlace(text), text).toBeNull()
    expect([readPlace('十二'), readPlace('No.7'), readPlace('第二十件')]).toEqual([12, 7, 20])
  })

  it('nothing makes it fall over or think for long', () => {
    const words = fc.constantFrom(...'转办 办结 补充材料 回复 看 LN-20261123- 大连 已解决 ； 、 ③ 保存 改 1 \\n 第 页 ／'.split(' '), ' ', '\n')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 12 }).map((w) => w.join('')),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          const from = performance.now()
          expect(read(text).kind).toBeTruthy()
          expect(performance.now() - from).toBeLessThan(100)
        },
      ),
      { numRuns: 3_000, seed: 7 },
    )
    for (const text of ['补充材料 '.repeat(20_000), `回复 ${'LN-2026'.repeat(20_000)}`, ' '.repeat(100_000), `转办${'大'.repeat(100_000)}`, '；'.repeat(100_000)]) {
      const from = performance.now()
      read(text)
      expect(performance.now() - from, text.slice(0, 10)).toBeLessThan(100)
    }
  })
})
