/** References in every spelling: read to the notice and the clause meant, never to the nearest, and nothing read where none is. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { type Ordinal, readReferences, resolve } from '../../src/understand/reference.ts'
import { cpuMs } from '../cpu.ts'

const corpus = buildCorpus(readCorpusFolder('corpus'))
const A = 'cnipa-2017-733'
const B = 'cnipa-2018-32'
const C = 'cnipa-2021-22'
const D = 'ln-2022-6'

function written(ordinal: Ordinal | null): string {
  if (ordinal === null) return ''
  if (typeof ordinal === 'string') return `#${ordinal}`
  if ('n' in ordinal) return `#${ordinal.n}`
  return 'last' in ordinal ? `#-${ordinal.last}` : `#part${ordinal.part}`
}

/** `notice#ordinal` for each reference; `?` where no notice is named. */
const told = (message: string) => readReferences(normalise(message)).references.map((r) => `${r.notice ?? '?'}${written(r.ordinal)}`)

describe('a notice and a measure are told', () => {
  it.each<[message: string, ...told: string[]]>([
    ['32号文第三条', `${B}#3`],
    ['３２号文第３条', `${B}#3`],
    ['32號文第三條說了什麼', `${B}#3`],
    ['三十二号文第三条', `${B}#3`],
    ['叁拾贰号文第叁条', `${B}#3`],
    ['32文第3条', `${B}#3`],
    ['国知发管字〔2018〕32号第三条', `${B}#3`],
    ['国知发管字[2018]32号 第三条', `${B}#3`],
    ['國知發管字（2018）32號（三）', `${B}#3`],
    ['国知发管字2018年32号第3条', `${B}#3`],
    ['2018年32号文第十条', `${B}#10`],
    ['cnipa-2018-32#3', `${B}#3`],
    ['2017年10月19号那份函的第5款', `${A}#5`],
    ['2021年运营通知五、六两条', `${C}#5`, `${C}#6`],
    ['2021-22 art. 4', `${C}#4`],
    ['32-8', `${B}#8`],
    ['32号文六条', `${B}#6`],
    ['32号文的第二项', `${B}#2`],
    ['article 3 of notice 32', `${B}#3`],
    ['Notice No. 32, Article VII', `${B}#7`],
    ['notice 32 article three', `${B}#3`],
    ['What does clause 5 in no. 32 say?', `${B}#5`],
    ['san shi er hao wen di san tiao', `${B}#3`],
    ['32 hao wen di si tiao', `${B}#4`],
    ['第三条 32号文', `${B}#3`],
    ['32号文第十一条', `${B}#11`],
    ['民营企业那个通知第二条', `${B}#2`],
    ['2018年国家那个通知第九条', `${B}#9`],
    ['22号文 九', `${C}#9`],
    ['22号文第十二条', `${C}#12`],
    ['二十二号文第五条', `${C}#5`],
    ['贰拾贰号文第伍条', `${C}#5`],
    ['国知发运字〔2021〕22号十一', `${C}#11`],
    ['22-4', `${C}#4`],
    ['notice 22 item ix', `${C}#9`],
    ['er shi er hao wen di jiu tiao', `${C}#9`],
    ['运营通知第一条', `${C}#1`],
    ['733号第五条', `${A}#5`],
    ['七百三十三号文第二条', `${A}#2`],
    ['七三三号文第四条', `${A}#4`],
    ['国知办函管字〔2017〕733号第一条', `${A}#1`],
    ['国知办函管字2017-733 四', `${A}#4`],
    ['733-4', `${A}#4`],
    ['733号的第一点', `${A}#1`],
    ['专利质押融资通知第三条', `${A}#3`],
    ['辽知发〔2022〕6号（八）', `${D}#8`],
    ['遼知發〔2022〕6號（八）', `${D}#8`],
    ['辽知发6号八', `${D}#8`],
    ['辽知发６号（十）', `${D}#10`],
    ['辽宁6号文第二项', `${D}#2`],
    ['省局6号文（二）', `${D}#2`],
    ['ln-2022-6#2', `${D}#2`],
    ['liao zhi fa liu hao di ba tiao', `${D}#8`],
    ['Liaoning notice item 8', `${D}#8`],
    ['辽宁的通知第七条', `${D}#7`],
    ['纾困通知（六）', `${D}#6`],
  ])('%s', (message, ...expected) => {
    expect(told(message)).toEqual(expected)
  })
})

describe('parts, ends, ranges and several at once', () => {
  it.each<[message: string, ...told: string[]]>([
    ['辽知发6号第三部分', `${D}#part3`],
    ['辽宁通知第二大部分', `${D}#part2`],
    ['32号文最后一条', `${B}#-1`],
    ['22号文倒数第二条', `${C}#-2`],
    ['733号文第一条和最后一条', `${A}#1`, `${A}#-1`],
    ['32号文头一条', `${B}#1`],
    ['the last article of notice 22', `${C}#-1`],
    ['first clause of notice 733', `${A}#1`],
    ['32号文第三条到第五条', `${B}#3`, `${B}#4`, `${B}#5`],
    ['32号文第2-4条', `${B}#2`, `${B}#3`, `${B}#4`],
    ['22号文第五至七条', `${C}#5`, `${C}#6`, `${C}#7`],
    ['32号文第三条和第五条', `${B}#3`, `${B}#5`],
    ['32号文第三条、22号文第五条', `${B}#3`, `${C}#5`],
    ['32号文和733号第三条', `${B}#3`, `${A}#3`],
    ['733号前言', `${A}#preamble`],
    ['733号文结尾那段', `${A}#closing`],
    ['32号文的落款', `${B}#closing`],
    ['第三条', '?#3'],
    ['（八）谁负责', '?#8'],
    ['最后一条呢', '?#-1'],
    ['32号文', B],
    ['32号文和22号文有什么不同', B, C],
  ])('%s', (message, ...expected) => {
    expect(told(message)).toEqual(expected)
  })
})

describe('no measure is pointed to', () => {
  it.each([
    ['32号文有哪十条措施', [B]],
    ['32号文十条措施分别是什么', [B]],
    ['辽宁十条举措', [D]],
    ['22号文一共几条', [C]],
    ['733号文五条都讲了什么', [A]],
    ['质押登记几天能办好', []],
    ['我有三条建议', []],
    ['去年6月32家企业拿到了22笔贷款', []],
    ['给我办6件事', []],
    ['贷款733万', []],
    ['我今年32岁', []],
    ['2018年12月7日', []],
    ['2022年6月', []],
    ['第三方评估', []],
    ['第二届地理标志产品直播节', []],
    ['专利法第二十二条的创造性', ['?#22']],
    ['I have 3 patents and 2 articles in a journal', []],
  ])('%s', (message, expected) => {
    expect(told(message)).toEqual(expected)
  })
})

describe('a document that is none of the four', () => {
  it.each([
    ['国知发保字〔2020〕5号第三条', '国知发保字〔2020〕5号'],
    ['辽知发〔2021〕6号（八）', '辽知发〔2021〕6号'],
    ['国知发管字〔2019〕32号第三条', '国知发管字〔2019〕32号'],
    ['国知办函管字〔2017〕96号', '国知办函管字〔2017〕96号'],
    ['国办发(2022)15号', '国办发(2022)15号'],
    ['45号文第二条', '45号文'],
    ['233号文', '233号文'],
    ['京知局〔2021〕22号第三条', '京知局〔2021〕22号'],
    ['财税〔2018〕32号第一条', '财税〔2018〕32号'],
  ])('%s is told as such, and is no notice of ours', (message, foreign) => {
    const read = readReferences(normalise(message))
    expect(read.foreign).toBe(foreign)
    expect(read.notices).toEqual([])
  })

  it.each(['32号文', '国知发运字〔2021〕22号', '质押登记', '辽知发〔2022〕6号（八）', '733号联系人电话'])('%s is not one', (message) => {
    expect(readReferences(normalise(message)).foreign).toBeNull()
  })
})

describe('what is read besides', () => {
  it('the rest of the message, without the reference', () => {
    const read = readReferences(normalise('辽知发6号（八）的责任部门是谁'))
    expect(read.rest).toBe('的责任部门是谁')
    expect(readReferences(normalise('质押登记几天')).rest).toBe('质押登记几天')
  })

  it('whether the notice was told by its number', () => {
    for (const message of ['32号文第三条', '辽知发〔2022〕6号', '733-4']) expect(readReferences(normalise(message)).exact, message).toBe(true)
    for (const message of ['民营企业那个通知', '纾困通知', '第三条', '你好']) expect(readReferences(normalise(message)).exact, message).toBe(false)
  })

  it('the notices named, each once, in order', () => {
    expect(readReferences(normalise('22号文第一条、32号文第一条、22号文第二条')).notices).toEqual([C, B])
  })
})

describe('resolving', () => {
  const ids = (notice: string, ordinal: Ordinal) => resolve(corpus, notice, ordinal).map((r) => (r.kind === 'clause' ? r.id : `none: ${r.n} of ${r.of}`))
  it.each<[string, Ordinal, string[]]>([
    [B, { n: 3 }, [`${B}#3`]],
    [B, { n: 10 }, [`${B}#10`]],
    [B, { n: 11 }, ['none: 11 of 10']],
    [A, { n: 6 }, ['none: 6 of 5']],
    [C, { n: 13 }, ['none: 13 of 12']],
    [D, { n: 11 }, ['none: 11 of 10']],
    [C, { last: 1 }, [`${C}#12`]],
    [C, { last: 12 }, [`${C}#1`]],
    [A, { last: 6 }, ['none: 0 of 5']],
    [D, { part: 1 }, [`${D}#1`, `${D}#2`, `${D}#3`]],
    [D, { part: 4 }, [`${D}#9`, `${D}#10`]],
    [B, { part: 2 }, [`${B}#2`]],
    [A, 'preamble', [`${A}#0`]],
    [A, 'closing', [`${A}#end`]],
  ])('%s %j', (notice, ordinal, expected) => {
    expect(ids(notice, ordinal)).toEqual(expected)
  })

  it('a fifth part of the Liaoning notice does not exist, and is not its fifth measure', () => {
    expect(ids(D, { part: 5 })).toEqual([expect.stringMatching(/^none/)])
  })
})

describe('whatever is written', () => {
  const pieces = [
    '第',
    '三',
    '条',
    '32',
    '22',
    '733',
    '号',
    '文',
    '〔',
    '2018',
    '〕',
    '（',
    '）',
    '辽知发',
    '国知发',
    ' ',
    'article',
    'hao',
    'di',
    'er',
    '-',
    '到',
    '和',
    '最后一',
    '，',
    '廿',
    'Ⅷ',
    '零',
    '\u0000',
    '😀',
  ]
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))

  it('it never throws and reads only notices there are', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 200 })), (message) => {
        const read = readReferences(normalise(message))
        for (const { notice } of read.references) expect(notice === null || [A, B, C, D].includes(notice)).toBe(true)
        for (const { notice, ordinal } of read.references) if (notice && ordinal) expect(resolve(corpus, notice, ordinal).length).toBeGreaterThan(0)
        expect(read.references.length).toBeLessThan(2000)
      }),
      { numRuns: 1500, seed: 20261122 },
    )
  })

  it.each([
    ['one numeral', '三'.repeat(10_000)],
    ['ordinals', '第三条'.repeat(3400)],
    ['notices', '32号文'.repeat(2500)],
    ['brackets', '（'.repeat(10_000)],
    ['open brackets with years', '〔2018'.repeat(2000)],
    ['han before a bracket', `${'知'.repeat(9990)}〔2018〕`],
    ['digits', '2'.repeat(10_000)],
    ['spaces', `32${' '.repeat(9_990)}号`],
    ['pinyin numerals', 'er shi '.repeat(1400)],
    ['pinyin that almost ends in hao', `${'er shi '.repeat(1400)}ha hao`],
    ['article', 'article '.repeat(1250)],
    ['那 and 的', `2018年${'那个的'.repeat(3300)}`],
    ['ranges', '第三到'.repeat(3300)],
    ['liaoning', 'liaoning '.repeat(1100)],
  ])('10,000 characters of %s take less than 100 ms', (_, message) => {
    const times = [1, 2, 3].map(() => cpuMs(() => readReferences(normalise(message))))
    expect(Math.min(...times)).toBeLessThan(100)
  })
})
