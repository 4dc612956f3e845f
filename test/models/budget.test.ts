/** A day's budget on the whole road: when it is gone the answers are the extractive ones, and whoever keeps the machine sees it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import { readConfig } from '../../src/config.ts'
import { loadCorpus, openAnswering } from '../../src/wiring.ts'
import { everyone } from '../cases/sample.ts'
import { rig } from '../channels/office-rig.ts'
import { TODAY } from '../desk-under-test.ts'
import { QUESTIONS } from '../eval/attacks.ts'
import { type ModelServer, modelServer } from './server.ts'

const loaded = loadCorpus()
let server: ModelServer
let folder: string
beforeAll(async () => {
  server = await modelServer()
  folder = mkdtempSync(join(tmpdir(), 'zhiwen-budget-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})
const config = (env: Record<string, string>) => readConfig({ ZHIWEN_DATA_DIR: folder, ZHIWEN_LLM_BASE_URL: server.url, ZHIWEN_LLM_MODEL: 'm', ...env })

it.each([
  ['tokens', { ZHIWEN_LLM_TOKENS_PER_DAY: '9000' }],
  ['money', { ZHIWEN_LLM_PRICE_IN: '4', ZHIWEN_LLM_PRICE_OUT: '12', ZHIWEN_LLM_COST_PER_DAY: '0.06', ZHIWEN_LLM_CURRENCY: 'USD' }],
])('ends at the %s of a day: quotes go out, one line is told, metrics and the operator’s page say so', { timeout: 60_000 }, async (_, env) => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  server.heard.length = 0
  const { answer, plain, model } = await openAnswering(config(env), loaded)
  const spoken: boolean[] = []
  for (let round = 0; round < 3; round++)
    for (const [n, question] of QUESTIONS.entries()) {
      const given = await answer(question, NOTHING_SAID, TODAY, { person: `web:${round}-${n}` })
      spoken.push(given.answer.generated === true)
      if (!given.answer.generated) expect(given).toEqual(await plain(question, NOTHING_SAID, TODAY))
    }
  const lines = told.mock.calls.map(([line]) => String(line))
  told.mockRestore()
  expect(spoken.slice(0, 2)).toEqual([true, true])
  expect(spoken.slice(-QUESTIONS.length)).toEqual(QUESTIONS.map(() => false))
  expect(server.heard.length).toBeLessThan(QUESTIONS.length * 2)
  expect(lines.filter((line) => line.includes('模型今日预算已用完'))).toHaveLength(1)

  const state = (model as NonNullable<typeof model>)()
  expect(state.gone).toBe(true)
  const { app, signedIn } = await rig({ operations: () => ({ channels: [], index: 'stamp', ready: true, model: state }) })
  const metrics = await (await app.request('/metrics')).text()
  expect(metrics).toContain('zhiwen_model_budget_gone 1')
  expect(metrics).toContain(`zhiwen_model_tokens_day ${state.tokens}`)
  expect(metrics).toMatch(new RegExp(`zhiwen_model_cost_day\\{currency="${state.currency}"\\} ${state.cost > 0 ? '0\\.\\d+' : '0'}`))
  expect(metrics).toMatch(/zhiwen_model_refused_day\{limit="day"\} [1-9]/)
  expect(await (await app.request('/readyz')).json()).toMatchObject({ ready: true, model: 'over-budget' })
  const admin = everyone.find((o) => o.role === 'admin')
  const page = await (await signedIn(admin as NonNullable<typeof admin>)).get('/office/operator')
  expect(page.text).toContain('今日预算已用完')
})

it('of one person ends for that person alone, and nobody is told', { timeout: 60_000 }, async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { answer, model } = await openAnswering(config({ ZHIWEN_LLM_TOKENS_PER_PERSON: '4000' }), loaded)
  const [question = ''] = QUESTIONS
  const spoken: boolean[] = []
  for (let n = 0; n < 4; n++) spoken.push((await answer(question, NOTHING_SAID, TODAY, { person: 'web:much' })).answer.generated === true)
  const other = await answer(question, NOTHING_SAID, TODAY, { person: 'web:other' })
  const lines = told.mock.calls.join()
  told.mockRestore()
  expect([spoken[0], spoken.at(-1), other.answer.generated]).toEqual([true, false, true])
  expect(model?.()).toMatchObject({ gone: false, refused: { day: 0, person: expect.any(Number) } })
  expect(lines).not.toContain('预算')
})
