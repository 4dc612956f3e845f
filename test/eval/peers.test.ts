/** The peers of the evaluation work at all, and never throw. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { langchainQuickstart, PEERS, type Peer } from './peers.ts'

const { clauses } = buildCorpus(readCorpusFolder(join(import.meta.dirname, '../../corpus')))
const ids = new Set(clauses.map((clause) => clause.id))

const VERBATIM: readonly (readonly [id: string, sentence: string])[] = [
  ['cnipa-2017-733#1', '2018年6月底前，辖区内70%以上的地市建立完善专利质押融资服务和促进机制，并将专利质押融资工作纳入年度计划'],
  ['cnipa-2017-733#4', '将知识产权管理制度不够健全、管理能力相对较弱的创新型中小企业列入重点名单，提供及时有效的知识产权保护。'],
  ['cnipa-2018-32#2', '各知识产权维权援助中心要主动作为、上门服务，实施首问负责制，每月至少开展一次民营企业上门服务活动'],
  ['cnipa-2018-32#5', '鼓励专利代理机构为困难民营小微企业提供免费专利代理服务，2018年援助企业数增幅20%以上。'],
  ['cnipa-2018-32#8', '完善专利数据服务试验系统，扩大专利基础数据开放范围，推进商标数据库逐步开放，便利企业获取知识产权信息。'],
  ['cnipa-2021-22#3', '建立专利与技术标准融合工作推进机制，合理引导相关专利纳入技术标准，抢占产业竞争的制高点。'],
  ['cnipa-2021-22#8', '打击不以使用为目的的恶意商标注册申请行为，严格交易标的和交易方背景审核，坚决堵住非法交易牟利的通道。'],
  ['cnipa-2021-22#11', '建设期满的重点城市要将行之有效的政策、项目予以延续和深化，打造升级版运营服务体系。'],
  ['ln-2022-6#2', '设立专利商标质押登记绿色通道，鼓励采取网上和邮寄方式提交，提供电话预约和专人指导等服务'],
  ['ln-2022-6#6', '举办好第二届地理标志产品直播节，通过电商直播等新业态、新模式，加大我省地理标志产品展示推介力度，积极支持产销对接。'],
]

const HOSTILE: readonly (readonly [what: string, question: string])[] = [
  ['nothing', ''],
  ['white space', ' \n\t\u3000'],
  ['one character', '押'],
  ['emoji', '😀🙏🏽👨‍👩‍👧'],
  ['quotes', `"'“”‘’\`""" OR ''; DROP TABLE clause; --`],
  ['query syntax', '质押* NEAR(a b) ^text: -登记 + (AND'],
  ['control characters and half a surrogate pair', '质押\0登记\u0007费\ud83d用'],
  ['10,000 times one character', '押'.repeat(10_000)],
  [
    '10,000 characters of the notices',
    clauses
      .map((clause) => clause.text)
      .join('')
      .slice(0, 10_000),
  ],
  ['10,000 different characters', String.fromCodePoint(...Array.from({ length: 10_000 }, (_, i) => 0x4e00 + i))],
]

/** Stands in for the desk's own embedder: counted characters, so that a test of a peer needs no other part. */
const counted = {
  embedQuery: async (text: string) => {
    const vector = Array.from({ length: 512 }, () => 0)
    for (const character of text) {
      const at = (character.codePointAt(0) ?? 0) % vector.length
      vector[at] = (vector[at] ?? 0) + 1
    }
    return vector
  },
  embedDocuments: async (texts: string[]) => Promise.all(texts.map(counted.embedQuery)),
}

test('the peers are the six that need no embedder, each under its own name', () => {
  expect(PEERS.map((peer) => peer.name)).toEqual(['MiniSearch + jieba', 'MiniSearch + bigrams', 'Orama + Mandarin', 'FlexSearch', 'SQLite FTS5 trigram', 'nlp.js'])
})

describe.each([...PEERS, langchainQuickstart(counted)])('$name', (peer) => {
  let built: Awaited<ReturnType<Peer['build']>>
  const spoken = vi.fn()
  beforeAll(async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level).mockImplementation(spoken))
    built = await peer.build(clauses)
    for (const spy of spies) spy.mockRestore()
  }, 60_000)

  test('builds without a word on the console and without a file left behind', () => {
    expect(spoken).not.toHaveBeenCalled()
    expect(existsSync('model.nlp')).toBe(false)
  })

  test.each(VERBATIM)('puts %s first when asked in its own words', async (id, sentence) => {
    expect(clauses.find((clause) => clause.id === id)?.text).toContain(sentence)
    expect((await built.search(sentence))[0]).toBe(id)
  })

  test.each(HOSTILE)('answers %s with at most ten known clauses, each once', async (_what, question) => {
    const found = await built.search(question)
    expect(found.length).toBeLessThanOrEqual(10)
    expect(new Set(found).size).toBe(found.length)
    expect(found.filter((id) => !ids.has(id))).toEqual([])
  })
})
