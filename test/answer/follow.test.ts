/** Follow-ups: a short message is read with what the conversation is about, and with nothing else. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cited, conversation, corpus, openDeskUnderTest, reply } from '../desk-under-test.ts'

beforeAll(async () => void (await openDeskUnderTest()), 60_000)

const B = 'cnipa-2018-32'
const C = 'cnipa-2021-22'
const D = 'ln-2022-6'

/** What may have been asked before, and the clause it is about. */
const BEFORE: [question: string, id: string][] = [
  ['质押登记几天能办好', `${D}#2`],
  ['地理标志产品卖不出去怎么办', `${D}#6`],
  ['疫情耽误了专利期限，权利没了怎么办', `${D}#10`],
  ['辽知发6号（八）', `${D}#8`],
]

describe('谁负责', () => {
  it.each(BEFORE)('after “%s” is answered from %s', async (question, id) => {
    for (const who of ['谁负责', '那归哪个部门管？', '這個誰負責']) {
      const answer = await reply(question, who)
      expect(cited(answer), who).toEqual([id])
      expect(answer.departments, who).toEqual(corpus.clause(id).charges.map((c) => c.name))
      expect(answer.text).toContain(answer.departments.at(-1) as string)
    }
  })
})

describe('原文', () => {
  it.each(BEFORE)('after “%s” is the whole of %s', async (question, id) => {
    for (const whole of ['原文', '给我看看全文', '原文发一下']) {
      const answer = await reply(question, whole)
      expect(
        answer.citations.map((c) => [c.clause, c.quote]),
        whole,
      ).toEqual([[id, corpus.clause(id).text.trimEnd()]])
    }
  })

  it('twice is the same', async () => {
    const [, one, two] = await conversation('质押登记几天能办好', '原文', '原文')
    expect(two?.citations).toEqual(one?.citations)
  })

  it('and 哪一条说的 tells which it was', async () => {
    const answer = await reply('地理标志产品卖不出去怎么办', '哪一条说的？')
    expect(cited(answer)).toEqual([`${D}#6`])
    expect(answer.text).toContain('辽知发〔2022〕6号（六）')
  })
})

describe('another place', () => {
  it.each(BEFORE.filter(([, id]) => id !== `${D}#2`))('那大连呢 after “%s” stays with %s, for Dalian’s own bureau', async (question, id) => {
    const answer = await reply(question, '那大连呢')
    expect(cited(answer)[0]).toBe(id)
    expect(answer.departments).toContain('大连市知识产权局')
    expect(answer.departments).not.toContain('各市知识产权局')
  })

  it.each(['那吉林呢', '广东的企业也行吗', '我在杭州呢'])('%s leaves Liaoning', async (where) => {
    const answer = await reply('疫情耽误了专利期限，权利没了怎么办', where)
    expect(cited(answer).filter((id) => id.startsWith(D))).toEqual([])
    // A national clause may speak of it; where none does, that is the reason.
    if (!answer.answered) expect(answer.reason).toBe('other-region')
  })

  it('the city once told is remembered', async () => {
    expect((await reply('我在大连', '地理标志产品卖不出去怎么办')).departments).toEqual(['大连市知识产权局', '行政审批处'])
    expect((await reply('我在大连，质押登记几天能办好', '地理标志产品卖不出去怎么办', '谁负责')).departments).toEqual(['大连市知识产权局', '行政审批处'])
  })
})

describe('another level', () => {
  it.each([
    ['辽宁的维权援助怎么搞', '国家层面呢', `${B}#2`],
    ['32号文对维权援助怎么说', '那辽宁呢', `${D}#8`],
    ['辽宁的入园惠企是什么', '国家层面怎么说', `${C}#5`],
  ])('%s — %s', async (question, level, id) => {
    expect(cited(await reply(question, level))[0]).toBe(id)
  })
})

describe('another number', () => {
  it.each([
    [['32号文第三条', '第四条呢'], [`${B}#4`]],
    [['32号文第三条', '第五条呢', '第七条呢'], [`${B}#7`]],
    [['22号文第一条', '最后一条呢'], [`${C}#12`]],
    [['辽知发6号（八）', '那（九）呢'], [`${D}#9`]],
    [['32号文第三条', '那22号文第五条呢'], [`${C}#5`]],
    [['地理标志产品卖不出去怎么办', '第七条讲什么'], [`${D}#7`]],
  ])('%j', async (turns, ids) => {
    expect(cited(await reply(...turns))).toEqual(ids)
  })

  it('that does not exist is said not to exist, and the conversation goes on', async () => {
    const [, none, next] = await conversation('32号文第三条', '那第十一条呢', '第十条呢')
    expect([none?.answered, none?.reason]).toEqual([false, 'no-such-clause'])
    expect(next && cited(next)).toEqual([`${B}#10`])
  })
})

describe('还有别的吗', () => {
  it.each([
    ['质押登记几天能办好', '还有别的吗'],
    ['维权援助有什么', '还有吗？'],
    ['地理标志有什么支持', '还有别的措施吗'],
  ])('%s — %s shows nothing shown before', async (question, more) => {
    const [first, second] = await conversation(question, more)
    expect(first?.answered).toBe(true)
    expect(second && cited(second).filter((id) => first && cited(first).includes(id))).toEqual([])
  })
})

describe('what does not lean', () => {
  it('a whole question stands by itself', async () => {
    for (const question of ['地理标志产品卖不出去怎么办', '32号文第六条', '知识产权保护处负责哪些措施'])
      expect(cited(await reply('质押登记几天能办好', question)), question).toEqual(cited(await reply(question)))
  })

  it.each(['谁负责', '原文', '那大连呢', '还有别的吗', '第四条呢'])('%s with nothing said before is not answered', async (message) => {
    const answer = await reply(message)
    expect(answer.answered).toBe(false)
  })

  it('asking after what is not stated stays silent', async () => {
    for (const question of ['要多少钱', '电话多少', '需要什么材料', '地址在哪']) {
      const answer = await reply('质押登记几天能办好', question)
      expect([answer.answered, answer.reason], question).toEqual([false, 'not-in-notices'])
    }
  })

  it('a word of thanks between does not end the subject', async () => {
    expect(cited(await reply('地理标志产品卖不出去怎么办', '谢谢', '谁负责'))).toEqual([`${D}#6`])
  })

  it('one conversation hears nothing of another', async () => {
    const [alone] = await conversation('谁负责')
    await conversation('质押登记几天能办好', '谁负责')
    expect((await conversation('谁负责'))[0]).toEqual(alone)
  })
})
