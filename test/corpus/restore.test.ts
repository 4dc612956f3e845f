/** The restored bodies: rebuilt from the bytes as received and the recorded mends, and clean of everything that damaged them. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NoticeShape } from '../../src/corpus/notice.ts'
import { type Recipe, restore } from '../../src/corpus/restore.ts'
import { DeskError } from '../../src/errors.ts'
import { simplify } from '../../src/understand/normalise.ts'

const FOLDER = join(import.meta.dirname, '../../corpus/notices')
const file = (id: string, name: string) => readFileSync(join(FOLDER, id, name))
const text = (id: string, name: string) => file(id, name).toString('utf8')
const recipe = (id: string) => NoticeShape.parse(JSON.parse(text(id, 'notice.json'))).restore
const body = (id: string) => text(id, 'body.txt')

/** The four files as they were received; nothing may ever touch them. */
const RECEIVED = {
  'cnipa-2017-733': 'cf64d6f09a77dc413d1c3758e236588c49d26c739a319215ee53e728870b0851',
  'cnipa-2018-32': '934570c2b2be1dd898e3253ad1f2c48075a371fd2fd0b9a5b5f171b230674e58',
  'cnipa-2021-22': '48356a43724ac4c6b20d127a986456cbb876f6a9a43e2271700cb78a998f4de9',
  'ln-2022-6': '7dfd5970186c637d6612b3c389d3cde574648837b7ebcc105dd28da9f0bd9cc8',
}
const IDS = Object.keys(RECEIVED)

/** Characters of the received texts that only Traditional writing has, picked by reading them. */
const TRADITIONAL = /[關於緊實專質資國務辦發強創驅動進開眾業廣舉對識產權請組織經驗認總結擴應區團體點險優補貼銀設積極與項議處構頭標準場義導護確訴書報電話郵聯]/u

describe.each(IDS)('the body of %s', (id) => {
  it('stems from bytes that are still those received', () => {
    expect(createHash('sha256').update(file(id, 'received.txt')).digest('hex')).toBe(RECEIVED[id as keyof typeof RECEIVED])
  })

  it('is rebuilt from the received bytes and the recorded list, to the letter', () => {
    expect(restore(text(id, 'received.txt'), recipe(id), simplify).body).toBe(body(id))
  })

  it('changed only what the list of mends accounts for', () => {
    const received = text(id, 'received.txt')
    const { mends } = restore(received, recipe(id), simplify)
    expect(mends.length).toBeGreaterThan(0)
    for (const mend of mends) {
      expect(received.slice(mend.at, mend.at + mend.length), mend.ground).toBe(mend.before)
      expect(mend.after, `${mend.before} at ${mend.at}`).not.toBe(mend.before)
      expect(mend.ground.length).toBeGreaterThan(3)
    }
    // Characters of the body that no mend wrote stand in the received text in the same order.
    const touched = new Set(mends.flatMap((m) => Array.from({ length: m.length }, (_, i) => m.at + i)))
    const kept = received
      .split('')
      .filter((_, i) => !touched.has(i))
      .join('')
      .trim()
    const restored = body(id)
    let at = 0
    for (const c of kept) {
      at = restored.indexOf(c, at) + 1
      if (at === 0) expect.fail(`“${c}” was kept but does not stand in the body`)
    }
  })

  it('was mended by hand only where the received text is what the list says, each with a ground', () => {
    const received = text(id, 'received.txt')
    for (const { at, before, after, ground } of recipe(id).mends) {
      expect(received.slice(at, at + before.length)).toBe(before)
      expect(after).not.toBe(before)
      expect(ground).toMatch(/\p{Script=Han}{2}/u)
    }
  })

  it('is not rebuilt when one of its hand mends has moved', () => {
    const { mends, ...rest } = recipe(id)
    mends.forEach((mend, i) => {
      const moved = { ...rest, mends: mends.with(i, { ...mend, at: mend.at + 2 }) }
      expect(() => restore(text(id, 'received.txt'), moved, simplify), `${mend.before} at ${mend.at}`).toThrow(expect.objectContaining({ code: 'restore-mend' }))
    })
  })

  it('has nothing left of Traditional writing, pinyin, odd spaces, half-width punctuation, chrome or mojibake', () => {
    const restored = body(id)
    expect(restored, 'Traditional').not.toMatch(TRADITIONAL)
    expect(simplify(restored), 'OpenCC finds nothing more to do').toBe(restored)
    expect(restored, 'pinyin').not.toMatch(/\([a-zà-ǜ]+\)|[ɡāáǎàēéěèīíǐìōóǒòūúǔùǘǚǜ]/u)
    expect(restored, 'spaces').not.toMatch(/[\u00a0\u3000\t\r\u200b\ufeff]| {2}|^ | $|\n\n/mu)
    expect(restored, 'half-width punctuation').not.toMatch(/(?<=\p{Script=Han})[,;:()?!]|[,;:()?!](?=\p{Script=Han})|[[\]]/u)
    expect(restored, 'spaces inside words').not.toMatch(/\p{Script=Han} (?=[，。、；：）])|[，。、；：（] /u)
    expect(restored, 'chrome').not.toMatch(/首页|返回|打印|关闭|字号:|作者:|来源:|img\d|分享|上一篇|下一篇|责任编辑|广告|http|www\./u)
    expect(restored, 'mojibake').not.toMatch(/[\ufffd?]|[ａ-ｚ]|[à-ÿ]|殉|ê|鞯|厥|校┮|wù/u)
    expect(restored.endsWith('\n') && !restored.endsWith('\n\n')).toBe(true)
  })
})

describe('what was damaged', () => {
  it.each([
    ['cnipa-2017-733', '认真梳理全省（含各地市）已出台的各项政策措施'],
    ['cnipa-2017-733', '试点期间在当地政务大厅设立专利权质押登记服务窗口'],
    ['cnipa-2017-733', '国知办函管字〔2017〕733号\n'],
    ['cnipa-2017-733', '联系人：专利管理司 耿中泽 余博 王双龙\n电话：010—62086660 62086575\n邮箱：gengzhongze@sipo.gov.cn\n'],
    ['cnipa-2018-32', '国知发管字〔2018〕32号\n'],
    ['cnipa-2018-32', '\n国家知识产权局\n2018年12月7日\n'],
    ['cnipa-2021-22', '国家知识产权局文件\n国知发运字〔2021〕22号\n'],
    ['cnipa-2021-22', '\n国家知识产权局 2021年7月27日\n'],
    ['cnipa-2021-22', '国家知识产权局办公室 2021年7月28日印发\n'],
    ['cnipa-2021-22', '四川省知识产权服务促进中心，广东省知识产权保护中心：\n'],
    ['ln-2022-6', '工作举措》的通知\n辽知发〔2022〕6号\n'],
    ['ln-2022-6', '\n辽宁省知识产权局\n2022年5月10日\n'],
  ])('in %s reads %j, once', (id, words) => {
    expect(body(id).split(words)).toHaveLength(2)
  })
})

describe('a recipe that does not fit the received text', () => {
  const RECEIVED_TEXT = 'menu 关于一事的通知。甲乙丙丁。特此通知。footer'
  const fits: Recipe = { from: '关于', to: '特此通知。', drop: [], mends: [] }
  const refused = (change: Partial<Recipe>) => () => restore(RECEIVED_TEXT, { ...fits, ...change }, simplify)
  const mend = { before: '乙丙', after: '乙、丙', at: RECEIVED_TEXT.indexOf('乙丙'), ground: '示例' }

  it('is not this one, whose mends are all recorded', () => {
    const { body, mends } = restore(RECEIVED_TEXT, { ...fits, mends: [mend], drop: ['丁'] }, simplify)
    expect(body).toBe('关于一事的通知。甲乙、丙。特此通知。\n')
    expect(mends.map(({ before, after }) => [before, after])).toEqual([
      ['footer', ''],
      ['丁', ''],
      ['乙丙', '乙、丙'],
      ['menu ', ''],
    ])
  })

  it.each([
    ['its beginning is missing', { from: '没有这一句' }, 'restore-anchor', /首尾/],
    ['its end is missing', { to: '没有这一句' }, 'restore-anchor', /首尾/],
    ['its end stands only before its beginning', { to: 'menu' }, 'restore-anchor', /首尾/],
    ['what it drops is missing', { drop: ['没有这一句'] }, 'restore-anchor', /没有这一句.*恰好出现一次/],
    ['what it drops stands twice', { drop: ['通知'] }, 'restore-anchor', /通知.*恰好出现一次/],
    ['a mend stands one place early', { mends: [{ ...mend, at: mend.at - 1 }] }, 'restore-mend', new RegExp(`第 ${mend.at - 1} 位不是 “乙丙”`)],
    ['a mend stands one place late', { mends: [{ ...mend, at: mend.at + 1 }] }, 'restore-mend', new RegExp(`第 ${mend.at + 1} 位不是 “乙丙”`)],
    ['a mend says other words', { mends: [{ ...mend, before: '乙丁' }] }, 'restore-mend', /不是 “乙丁”/],
  ])('is refused when %s', (_, change, code, message) => {
    expect(refused(change)).toThrow(DeskError)
    expect(refused(change)).toThrow(message)
    expect(refused(change)).toThrow(expect.objectContaining({ code, remedy: expect.stringMatching(/restore\./) }))
  })

  it('is refused when its dictionary changes the number of characters', () => {
    expect(() => restore(RECEIVED_TEXT, fits, (t) => `${t}。`)).toThrow(expect.objectContaining({ code: 'restore-length' }))
  })
})
