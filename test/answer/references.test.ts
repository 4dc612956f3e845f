/** Exact things asked exactly: references, lists, mentions, outlines, counts, contacts and dates come from the text, whole. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cited, corpus, openDeskUnderTest, reply } from '../desk-under-test.ts'

beforeAll(async () => void (await openDeskUnderTest()), 60_000)

const B = 'cnipa-2018-32'
const C = 'cnipa-2021-22'
const A = 'cnipa-2017-733'
const D = 'ln-2022-6'
const measures = (...ns: number[]) => ns.map((n) => `${D}#${n}`)

describe('a reference is answered from the clause it points to', () => {
  it.each([
    ['32号文第三条', [`${B}#3`]],
    ['32号文第四条关于什么', [`${B}#4`]],
    ['辽知发〔2022〕6号（八）', [`${D}#8`]],
    ['22号文 九', [`${C}#9`]],
    ['733号第五条讲了什么', [`${A}#5`]],
    ['辽知发6号（六）的责任部门', [`${D}#6`]],
    ['What does article 6 of notice 32 say?', [`${B}#6`]],
    ['32号文最后一条', [`${B}#10`]],
    ['32号文第三条和第五条', [`${B}#3`, `${B}#5`]],
    ['辽宁通知第三部分', measures(7, 8)],
    ['32号文第八条和22号文第八条', [`${B}#8`, `${C}#8`]],
  ])('%s', async (question, ids) => {
    expect(cited(await reply(question))).toEqual(ids)
  })

  it('and 原文 gives the clause whole', async () => {
    for (const id of [`${B}#6`, `${D}#2`, `${A}#3`]) {
      const clause = corpus.clause(id)
      const { text, citations } = await reply(`${corpus.notice(clause.notice).short}第${clause.ordinal}条原文`)
      expect(citations[0]?.quote, id).toBe(clause.text.trimEnd())
      expect(text).toContain(`「${clause.text.trimEnd()}」`)
    }
  })
})

describe('a measure that does not exist is said not to exist', () => {
  it.each([
    ['32号文第十一条', '没有第11条', B],
    ['733号文第六条说了什么', '没有第6条', A],
    ['22号文第13条', '没有第13条', C],
    ['辽宁通知第十一条谁负责', '没有第11条', D],
    ['article 15 of notice 32', 'no number 15', B],
    ['32号文第零条', '没有', B],
    ['22号文第一百条', '没有', C],
  ])('%s', async (question, said, notice) => {
    const answer = await reply(question)
    expect([answer.answered, answer.reason, answer.citations]).toEqual([false, 'no-such-clause', []])
    expect(answer.text).toContain(said)
    expect(answer.text).toContain(corpus.notice(notice).number)
  })

  it.each(['国知发保字〔2020〕5号第三条', '辽知发〔2021〕6号（二）', '京知局〔2021〕22号第三条', '北京市知识产权局6号文第二条', '45号文第二条'])(
    'nor is another office’s document taken for one of ours: %s',
    async (question) => {
      const answer = await reply(question)
      expect([answer.answered, answer.reason]).toEqual([false, expect.stringMatching(/not-in-notices|other-region/)])
    },
  )

  it('and a number alone asks which notice is meant', async () => {
    for (const question of ['第三条', '第十条是关于什么的', '第五条原文']) {
      const answer = await reply(question)
      expect([answer.answered, answer.reason], question).toEqual([false, 'unclear'])
      expect(answer.text).toMatch(/哪一份通知/)
    }
  })
})

/** The measures each body is responsible for, written by hand from the 责任部门 lines. */
const RESPONSIBLE: [body: string, measures: string[]][] = [
  ['知识产权运用促进处', measures(1, 3, 4, 5)],
  ['知识产权服务处', measures(2, 4, 7, 9, 10)],
  ['知识产权保护处', measures(7, 8)],
  ['行政审批处', measures(6)],
  ['省知识产权保护中心', measures(2, 10)],
  ['各市知识产权局', measures(1, 3, 4, 5, 6, 7, 8, 9, 10)],
  ['沈抚示范区知识产权局', measures(1, 3, 4, 5, 6, 7, 8, 9, 10)],
]

describe('a list by department is the text’s', () => {
  const FRAMES = [(b: string) => `${b}负责哪些措施`, (b: string) => `哪些措施由${b}负责`, (b: string) => `${b}管哪几条？`, (b: string) => `请列出${b}负责的所有条款`]
  it.each(RESPONSIBLE)('%s', async (body, ids) => {
    for (const frame of FRAMES) {
      const answer = await reply(frame(body))
      expect(cited(answer), frame(body)).toEqual(ids)
      expect(answer.departments, frame(body)).toEqual([body])
      for (const id of ids) expect(answer.text).toContain(corpus.clause(id).heading)
    }
  })

  it.each([
    ['促进处管哪几条', measures(1, 3, 4, 5)],
    ['服务處負責哪些', measures(2, 4, 7, 9, 10)],
    ['保护处都负责什么', measures(7, 8)],
    ['审批处管哪些', measures(6)],
    ['省保护中心负责哪几项', measures(2, 10)],
    ['which measures is 知识产权保护处 responsible for?', measures(7, 8)],
  ])('by its short name too: %s', async (question, ids) => {
    expect(cited(await reply(question))).toEqual(ids)
  })

  it('and names the province', async () => {
    expect((await reply('知识产权保护处负责哪些措施')).text).toContain('辽宁')
  })
})

describe('a mention is listed completely', () => {
  it.each([
    ['提到疫情的有哪几项', measures(2, 3, 4, 6, 10)],
    ['哪几条提到了疫情', measures(2, 3, 4, 6, 10)],
    ['辽宁通知里哪几条写到疫情', measures(2, 3, 4, 6, 10)],
    ['哪些条款提到“专利导航”', [`${B}#5`, `${C}#3`, `${D}#4`]],
    ['哪几条提到地理标志', [`${B}#5`, `${C}#3`, `${D}#6`]],
    ['22号文里哪几条提到高校', [`${C}#4`, `${C}#6`]],
    ['哪些条款提到绿色通道', [`${B}#7`, `${D}#2`, `${D}#8`]],
  ])('%s', async (question, ids) => {
    const answer = await reply(question)
    expect(cited(answer)).toEqual(ids)
    for (const c of answer.citations) expect(answer.text).toContain(`「${c.quote}」`)
  })

  it('the hand-written lists are the text’s own', () => {
    const holding = (term: string) => corpus.clauses.filter((c) => typeof c.ordinal === 'number' && c.ordinal > 0 && c.text.includes(term)).map((c) => c.id)
    expect(holding('疫情')).toEqual(measures(2, 3, 4, 6, 10))
    expect(holding('专利导航')).toEqual([`${B}#5`, `${C}#3`, `${D}#4`])
    expect(holding('绿色通道')).toEqual([`${B}#7`, `${D}#2`, `${D}#8`])
  })

  it('a mention in one clause only is found too', async () => {
    expect(cited(await reply('哪一条提到直播节'))).toEqual(measures(6))
    expect(cited(await reply('哪几条提到“首问负责制”'))).toEqual([`${B}#2`])
  })
})

describe('outlines, counts and the notices themselves', () => {
  it.each([
    ['32号文有几条', B, '十', 10],
    ['22号文一共几条', C, '十二', 12],
    ['733号文有多少条', A, '五', 5],
    ['辽宁6号文共几项', D, '十', 10],
  ])('%s', async (question, notice, chinese, n) => {
    const answer = await reply(question)
    expect(answer.answered).toBe(true)
    expect(answer.text).toMatch(new RegExp(`共(?:${chinese}|${n})条`))
    expect(cited(answer)).toContain(`${notice}#${n}`)
  })

  it.each([
    ['辽宁6号文有哪些措施', D],
    ['733号文主要内容是什么', A],
    ['what are the main points of notice 32', B],
    ['22号文目录', C],
  ])('%s', async (question, id) => {
    const answer = await reply(question)
    const headings = corpus.notice(id).clauses.filter((c) => typeof c.ordinal === 'number' && c.ordinal > 0)
    expect(cited(answer)).toEqual(headings.map((c) => c.id))
    for (const c of headings) expect(answer.text).toContain(c.printed + c.heading)
  })

  it('你收录了哪些文件', async () => {
    const answer = await reply('你收录了哪些文件')
    for (const n of corpus.notices) expect(answer.text).toContain(n.number)
    expect(cited(answer)).toEqual(corpus.notices.map((n) => `${n.id}#0`))
  })
})

describe('contacts, dates and numbers of documents', () => {
  it.each([
    ['733号联系人电话', `${A}#end`, '010—62086660 62086575'],
    ['22号文的联系电话是多少', `${C}#end`, '010—62083864'],
    ['22号文联系人是谁', `${C}#end`, '吕律'],
    ['733号文的邮箱', `${A}#end`, 'gengzhongze@sipo.gov.cn'],
    ['32号文什么时候发的', `${B}#end`, '2018年12月7日'],
    ['辽知发6号的成文日期', `${D}#0`, '2022年5月10日'],
    ['22号文是哪天印发的', `${C}#end`, '2021年7月28日'],
    ['733号文发文日期', `${A}#end`, '2017年10月19日'],
    ['22号文的文号是什么', `${C}#0`, '国知发运字〔2021〕22号'],
    ['民营企业那个通知的文号', `${B}#0`, '国知发管字〔2018〕32号'],
  ])('%s', async (question, id, fact) => {
    const answer = await reply(question)
    expect(cited(answer)[0]).toBe(id)
    expect(answer.text).toContain(fact)
  })

  it.each(['32号文联系人电话', '32号文有联系电话吗', '辽宁6号文的联系电话', '32号文的邮箱'])(
    'a notice that prints no contact lends none from another: %s',
    async (question) => {
      const answer = await reply(question)
      expect(answer.text).not.toMatch(/010—|@/)
      expect([answer.answered, answer.reason]).toEqual([false, 'not-in-notices'])
    },
  )
})

describe('whether a notice is still in force is not guessed', () => {
  it.each([
    '32号文还有效吗',
    '辽宁6号文现在还管用吗',
    '733号文废止了没有',
    '22号文有效期到什么时候',
    'Is notice 733 still in force?',
    '民营企业那个通知还有效吗',
    '纾困那个文件过期了没',
  ])('%s', async (question) => {
    const answer = await reply(question)
    expect([answer.answered, answer.reason]).toEqual([false, 'not-in-notices'])
    expect(answer.text).toMatch(/没有写有效期|do not say how long/)
  })
})
