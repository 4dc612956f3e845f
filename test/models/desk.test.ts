/** The whole desk while its model is careless, lying, slow, dead or broken: every question is answered in time, and as well as without one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS, type Limits, openModel } from '../../adapters/models/openai/openai.ts'
import { openBudget } from '../../src/fluent/budget.ts'
import type { Outcome, Parts } from '../../src/fluent/fluent.ts'
import type { Answer } from '../../src/message.ts'
import { openTarget, QUESTIONS, say, type Target, wrongIn } from '../eval/attacks.ts'
import { guarded, PLENTY } from './guarded.ts'
import { BROKEN, type ModelServer, modelServer } from './server.ts'

const PATIENCE = 8_000
const NOW = new Date('2026-11-23T09:00:00+08:00')

let server: ModelServer
let alone: Target
const plain: Answer[] = []
beforeAll(async () => {
  server = await modelServer()
  alone = await openTarget((answer) => answer)
  for (const [n, question] of QUESTIONS.entries()) plain.push(await ask(alone, `web:plain-${n}`, question))
})
afterAll(async () => {
  await alone.close()
  await server.close()
})

async function ask(target: Target, who: string, question: string): Promise<Answer> {
  const replies = await say(target.desk, who, `${question}？`)
  const answer = replies.find((reply) => reply.answer)?.answer
  if (!answer) throw new Error(`no answer to ${question}`)
  return answer
}

let came: Outcome[] = []
const open = (limits: Partial<Limits>, parts: Partial<Parts> = {}) => {
  const model = openModel({ baseUrl: server.url, model: 'm' }, { ...LIMITS, ...limits })
  came = []
  return openTarget((answer) => guarded(answer, model, (outcome) => came.push(outcome), parts))
}

describe('a desk whose model', () => {
  it.each([...BROKEN, 'elsewhere'] as const)('is broken (%s) answers as it would alone, in time', async (mood) => {
    const target = await open({ callMs: 300 })
    server.mood = mood
    for (const [n, question] of QUESTIONS.slice(0, 2).entries()) {
      const from = performance.now()
      expect(await ask(target, `web:asking-${n}`, question)).toEqual(plain[n])
      expect(performance.now() - from).toBeLessThan(PATIENCE)
    }
    await target.close()
  })

  it('hangs while many ask answers all of them in time, and none twice', async () => {
    const target = await open({ callMs: 500 })
    server.mood = 'hang'
    const from = performance.now()
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => ask(target, `web:many-${n}`, QUESTIONS[n % QUESTIONS.length] as string)))
    expect(performance.now() - from).toBeLessThan(PATIENCE)
    for (const [n, answer] of answers.entries()) expect(answer).toEqual(plain[n % QUESTIONS.length])
    await target.close()
  })

  it.each(['faithful', 'careless', 'lying', 'no-schema', 'heedless', 'slow'] as const)('is %s says nothing that the clauses do not', async (mood) => {
    const target = await open({})
    server.mood = mood
    for (const [n, question] of QUESTIONS.entries()) {
      const answer = await ask(target, `web:asking-${n}`, question)
      expect(wrongIn(answer), answer.text).toEqual([])
      // Marked exactly when a model wrote it.
      expect(answer.generated === true).toBe(answer.text !== plain[n]?.text)
      expect(answer.text.includes('AI生成')).toBe(answer.generated === true)
    }
    const kept = came.filter((o) => o.came === 'kept').length
    if (mood === 'careless' || mood === 'lying') expect(came.some((o) => o.dropped > 0)).toBe(true)
    else expect(kept).toBeGreaterThanOrEqual(QUESTIONS.length - 1)
    await target.close()
  })

  it.each(['faithful', 'careless', 'wavering', 'lying', 'obedient', 'no-schema', 'heedless', 'slow'] as const)(
    'is %s shows on the way nothing but what its answer begins with',
    async (mood) => {
      const target = await open({})
      server.mood = mood
      let early = 0
      for (const [n, question] of QUESTIONS.entries()) {
        const shown: Answer[] = []
        const message = {
          channel: 'web',
          id: `${mood}-${n}`,
          conversation: `web:early-${n}`,
          setting: 'private',
          text: `${question}？`,
          attachments: [],
          at: NOW.toISOString(),
        } as const
        const turned = await target.desk.hear(message, NOW, (sofar) => shown.push(sofar))
        const answer = turned?.replies.find((reply) => reply.answer)?.answer as Answer
        for (const sofar of shown) {
          expect(wrongIn(sofar), sofar.text).toEqual([])
          expect(answer.text.startsWith(sofar.text)).toBe(true)
        }
        early += shown.length
        expect(wrongIn(answer), answer.text).toEqual([])
        expect(answer.generated === true).toBe(shown.length > 0)
      }
      if (mood !== 'careless' && mood !== 'lying' && mood !== 'obedient') expect(early).toBeGreaterThanOrEqual(QUESTIONS.length)
      await target.close()
    },
  )

  it('costs too much is asked no more that day, and the answers go on', async () => {
    const target = await open({}, { budget: openBudget({ ...PLENTY, tokensPerPerson: 6_000, tokensPerDay: 6_000 }) })
    server.mood = 'faithful'
    server.heard.length = 0
    for (let round = 0; round < 3; round++) for (const [n, question] of QUESTIONS.entries()) await ask(target, `web:cost-${round}-${n}`, question)
    expect(came.some((o) => o.came === 'over-budget')).toBe(true)
    expect(server.heard.length).toBeGreaterThan(0)
    expect(server.heard.length).toBeLessThan(6)
    await target.close()
  })
})
