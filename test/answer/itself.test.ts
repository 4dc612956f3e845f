/** What the desk says of itself: told from questions on the notices, in words that agree with what the desk does. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { isWorking } from '../../src/calendar.ts'
import { KEEP_CLOSED_MS } from '../../src/case-file.ts'
import type { Topic } from '../../src/corpus/desk-words.ts'
import { standards } from '../cases/sample.ts'
import { corpus, openDeskUnderTest, reply } from '../desk-under-test.ts'

beforeAll(async () => void (await openDeskUnderTest()), 60_000)

const words = (topic: Topic) => Object.values(corpus.desk[topic])
const SET = readFileSync('test/eval/sets/about/report-1.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { q: string; about: Topic | 'policy' })

describe('messages of an author who saw none of the lessons', () => {
  it('are told what of the desk they ask, at least 70 in 100, and answered from a notice at most 5 in 100', async () => {
    const own = SET.filter((m) => m.about !== 'policy')
    const said = await Promise.all(own.map(async (m) => ({ ...m, answer: await reply(m.q) })))
    const right = said.filter(({ about, answer }) => words(about as Topic).includes(answer.text))
    const misled = said.filter(({ answer }) => answer.answered)
    console.log(`about the desk: ${right.length} of ${own.length} in place, ${misled.length} answered from a notice`)
    expect(right.length / own.length).toBeGreaterThanOrEqual(0.7)
    expect(misled.length / own.length).toBeLessThanOrEqual(0.05)
  })

  it('are not taken for it where they ask of policy: at most 3 in 60', async () => {
    const policy = SET.filter((m) => m.about === 'policy')
    const taken = (await Promise.all(policy.map(async (m) => (await reply(m.q)).reason))).filter((reason) => reason === 'small-talk')
    expect(taken.length).toBeLessThanOrEqual(3)
  })
})

describe('after an answer', () => {
  it.each([
    ['质押登记几天能办好', '收费吗'],
    ['俺大连的，专利押给银行那个登记，几天能下来', '要交多少钱'],
  ])('%s, “%s” asks of what was answered', async (...turns) => {
    const answer = await reply(...turns)
    expect(answer.reason).toBe('not-in-notices')
    expect(answer.related[0]?.clause).toBe('ln-2022-6#2')
  })
  it.each(['谢谢', 'thanks', '行，那我知道了', '再见'])('%s is met with a courtesy', async (said) => {
    expect([...words('thanks'), ...words('bye')]).toContain((await reply('质押登记几天能办好', said)).text)
  })
})

describe('the words', () => {
  it('give the service standards as the directory of standards has them', () => {
    const days = (measure: string) => standards.find((s) => s.measure === measure)?.workingDays
    expect([days('ln-2022-6#8'), days('ln-2022-6#7'), days('ln-2022-6#3'), days('*'), days('call')]).toEqual([3, 3, 5, 5, 1])
    expect(corpus.desk.wait.zh).toMatch(/维权援助、举报侵权在 3 个工作日内.*质押融资等在 5 个工作日内，转人工在 1 个工作日内.*力争 1 个工作日/)
    expect(corpus.desk.wait.en).toMatch(/3 working days .* 5 for pledge financing .* 1 when you asked for an officer.*aims at \(力争\) 1 working day/)
  })
  it('give the hours of the calendar', () => {
    expect(corpus.desk.hours.zh).toContain('9:00–17:00')
    const open = ['08:59', '09:00', '16:59', '17:00'].map((time) => isWorking(`2026-11-23T${time}:00+08:00`))
    expect(open.map((w) => (w.kind === 'counted' ? w.value : w.kind))).toEqual([false, true, true, false])
  })
  it('give how long a request is kept', () => {
    expect(KEEP_CLOSED_MS).toBe(3 * 365 * 24 * 3600_000)
    for (const said of words('privacy')) expect(said).toMatch(/7 (?:天|days).*3 (?:年|years)/)
  })
})
