/** What holds of every answer, whatever was asked: checked over all development questions. */
import { beforeAll, describe, expect, it } from 'vitest'
import { chargedBodies } from '../../src/answer/compose.ts'
import { fault } from '../../src/answer/verify.ts'
import type { Answer } from '../../src/message.ts'
import { conversation, corpus } from '../desk-under-test.ts'
import { readSets } from '../eval/sets.ts'

const heard: { readonly turns: readonly string[]; readonly answer: Answer }[] = []
beforeAll(async () => {
  for (const { questions } of readSets('dev-'))
    for (const { turns } of questions) for (const [i, answer] of (await conversation(...turns)).entries()) heard.push({ turns: turns.slice(0, i + 1), answer })
}, 60_000)

/** The questions whose answers break a promise. */
const broken = (promise: (answer: Answer) => boolean) =>
  heard.filter(({ answer }) => !promise(answer)).map(({ turns, answer }) => `${turns.join(' ‖ ').slice(0, 80)} → ${answer.text.slice(0, 80)}`)

describe('every answer to the development questions', () => {
  it('is one of many, some answered and some not', () => {
    expect(heard.length).toBeGreaterThan(600)
    expect(heard.filter(({ answer }) => answer.answered).length).toBeGreaterThan(200)
    expect(heard.filter(({ answer }) => !answer.answered).length).toBeGreaterThan(200)
  })

  it('has no fault', () => {
    expect(broken((answer) => fault(corpus, answer) === null)).toEqual([])
  })

  it('quotes to the letter, citations and related alike', () => {
    expect(
      broken(({ citations, related }) =>
        [...citations, ...related].every((c) => {
          const clause = corpus.clause(c.clause)
          return corpus.notice(clause.notice).body.slice(c.start, c.end) === c.quote && clause.label === c.label && clause.text.includes(c.quote)
        }),
      ),
    ).toEqual([])
  })

  it('shows in quotes only what a notice says', () => {
    const all = corpus.notices.map((n) => n.body)
    expect(broken(({ text }) => [...text.matchAll(/「([^」]*)」/g)].every(([, quoted]) => all.some((body) => body.includes(quoted as string))))).toEqual([])
  })

  it('keeps the hedge of a deadline it shows', () => {
    expect(broken(({ text }) => !text.includes('1个工作日') || text.includes('力争1个工作日'))).toEqual([])
    expect(heard.some(({ answer }) => answer.text.includes('1个工作日'))).toBe(true)
    expect(broken(({ text }) => !/不跨区域设立/.test(text) || /原则上不跨区域设立/.test(text))).toEqual([])
    expect(broken(({ text }) => !/免费专利代理服务/.test(text) || /鼓励专利代理机构/.test(text))).toEqual([])
  })

  it('names the province of every clause of the province', () => {
    const liaoning = (answer: Answer) => [...answer.citations, ...answer.related].some((c) => c.clause.startsWith('ln-2022-6'))
    expect(broken((answer) => !liaoning(answer) || /辽宁|Liaoning/.test(answer.text))).toEqual([])
    expect(broken((answer) => !answer.citations.some((c) => c.clause.startsWith('cnipa')) || /全国|国家|国知|National|national/.test(answer.text))).toEqual([])
  })

  it('tells to turn to those only that a 责任部门 line names', () => {
    const lines = corpus.clauses.flatMap((c) => c.sentences.filter((s) => s.text.startsWith('责任部门：')).map((s) => s.text))
    const told = ({ text }: Answer) => /^责任部门：(.*)。可向上述责任部门提出。$/m.exec(text)?.[1]?.split('、') ?? []
    const stated = (name: string) => lines.some((line) => line.includes(name.replace(/^.{2,3}市(?=知识产权局)|知识产权局$/g, '')))
    expect(heard.filter(({ answer }) => told(answer).length > 0).length).toBeGreaterThan(50)
    expect(broken((answer) => told(answer).every(stated))).toEqual([])
  })

  it('names departments only where a cited clause does', () => {
    const cities = [null, ...'沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 沈抚示范区'.split(' ')]
    expect(
      broken(({ citations, departments }) => {
        const clauses = citations.map((c) => corpus.clause(c.clause))
        return cities.some((city) => departments.every((d) => chargedBodies(clauses, city).includes(d)))
      }),
    ).toEqual([])
  })

  it('has citations exactly when it answers, a reason exactly when not', () => {
    expect(broken(({ answered, citations, reason }) => answered === citations.length > 0 && answered === (reason === null))).toEqual([])
    expect(broken(({ answered, departments }) => answered || departments.length === 0)).toEqual([])
  })

  it('reads on a phone unless a list, a comparison or a whole clause was asked for', () => {
    expect(
      broken(
        ({ text, citations }) =>
          citations.length > 1 || /^[^\n]*\n「(?:[一二三四五六七八九十]+、|（)/.test(text) || (text.split(/依据|Sources/)[0] as string).length <= 420,
      ),
    ).toEqual([])
  })

  it('is text for a channel: no control characters, no half characters, no doubled lines', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(broken(({ text }) => text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]|undefined|NaN|\[object|null/.test(text) && text.trim() === text)).toEqual([])
  })
})
