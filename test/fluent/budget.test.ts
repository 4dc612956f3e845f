/** The budget: tokens and money a day, for one and for all, with calls under way held against it. */
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { emptyDay, estimate, type Limits, openBudget, overrun, spend } from '../../src/fluent/budget.ts'
import type { ModelState } from '../../src/model.ts'

const ENDLESS = Number.POSITIVE_INFINITY
const limits: Limits = { tokensPerPerson: 1000, tokensPerDay: 3000, costPerPerson: ENDLESS, costPerDay: ENDLESS, priceIn: 100, priceOut: 300, currency: 'CNY' }

it('counts tokens for one and for all, and money by what is read and written', () => {
  const day = spend(limits, spend(limits, emptyDay('2026-11-22'), 'a', { tokensIn: 600, tokensOut: 100 }), 'b', { tokensIn: 200, tokensOut: 0 })
  expect(day.tokens).toBe(900)
  expect(day.people.get('a')?.tokens).toBe(700)
  // 100 a million read and 300 a million written.
  expect(day.cost).toBeCloseTo(0.06 + 0.03 + 0.02, 9)
  expect(day.people.get('a')?.cost).toBeCloseTo(0.09, 9)
})

it('ends at the tokens or the money of one person, and of all, whichever comes first', () => {
  const day = spend(limits, spend(limits, emptyDay('2026-11-22'), 'a', { tokensIn: 600, tokensOut: 100 }), 'b', { tokensIn: 200, tokensOut: 0 })
  expect(overrun(limits, day, 'a', 300)).toBeNull()
  expect(overrun(limits, day, 'a', 301)).toBe('person')
  expect(overrun(limits, day, 'c', 1000)).toBeNull()
  expect(overrun({ ...limits, tokensPerDay: 1899 }, day, 'c', 1000)).toBe('day')
  // A call is reckoned at the dearer price: 0.3 for 1,000 tokens.
  expect(overrun({ ...limits, costPerDay: 0.42 }, day, 'c', 1000)).toBeNull()
  expect(overrun({ ...limits, costPerDay: 0.4 }, day, 'c', 1000)).toBe('day')
  expect(overrun({ ...limits, costPerPerson: 0.16 }, day, 'a', 200)).toBeNull()
  expect(overrun({ ...limits, costPerPerson: 0.14 }, day, 'a', 200)).toBe('person')
  expect(overrun({ ...limits, tokensPerDay: 0 }, emptyDay('2026-11-22'), 'a', 1)).toBe('day')
})

it('holds calls under way, so that many at once do not overrun it', () => {
  const budget = openBudget(limits)
  const taken = Array.from({ length: 20 }, (_, i) => budget.take('2026-11-22', `p${i}`, 500))
  expect(taken.filter((t) => t !== null)).toHaveLength(3000 / 500)
  taken[0]?.({ tokensIn: 10, tokensOut: 10 })
  expect(budget.take('2026-11-22', 'late', 480)).not.toBeNull()
})

it('begins anew every day, and what comes late from yesterday costs today nothing', () => {
  const budget = openBudget(limits)
  const late = budget.take('2026-11-22', 'a', 1000)
  expect(budget.take('2026-11-22', 'a', 1)).toBeNull()
  expect(budget.take('2026-11-23', 'a', 1000)).not.toBeNull()
  expect(budget.state().refused).toEqual({ day: 0, person: 0 })
  late?.({ tokensIn: 9000, tokensOut: 9000 })
  expect(budget.take('2026-11-23', 'b', 1000)).not.toBeNull()
})

it('keeps what was held where a call does not say what it cost', () => {
  const budget = openBudget(limits)
  budget.take('2026-11-22', 'a', 900)?.(null)
  expect(budget.take('2026-11-22', 'a', 200)).toBeNull()
})

it('says how the day stands, and tells once that it is gone for everybody', () => {
  const told: ModelState[] = []
  const budget = openBudget({ ...limits, tokensPerPerson: ENDLESS }, (state) => told.push(state))
  budget.take('2026-11-22', 'a', 2900)?.({ tokensIn: 2800, tokensOut: 100 })
  for (let n = 0; n < 3; n++) expect(budget.take('2026-11-22', 'b', 500)).toBeNull()
  expect(told).toHaveLength(1)
  expect(budget.state()).toEqual({ gone: true, tokens: 2900, cost: expect.closeTo(0.31, 9), currency: 'CNY', refused: { day: 3, person: 0 } })
  budget.take('2026-11-23', 'a', 3001)
  expect(told).toHaveLength(2)
})

it('tells nobody where only one person has asked too much', () => {
  const told: ModelState[] = []
  const budget = openBudget(limits, (state) => told.push(state))
  budget.take('2026-11-22', 'a', 900)
  expect(budget.take('2026-11-22', 'a', 200)).toBeNull()
  expect(budget.state().refused).toEqual({ day: 0, person: 1 })
  expect(told).toEqual([])
})

it('estimates Han characters as tokens, others by four', () => {
  expect(estimate('质押登记')).toBe(4)
  expect(estimate('abcdefgh')).toBe(2)
})

const LLM = { ZHIWEN_LLM_BASE_URL: 'http://127.0.0.1:1/v1', ZHIWEN_LLM_MODEL: 'm' }

it('is read from the environment: tokens by default, money where a price is given', () => {
  expect(readConfig(LLM).budget).toEqual({
    tokensPerPerson: 60_000,
    tokensPerDay: 3_000_000,
    costPerPerson: ENDLESS,
    costPerDay: ENDLESS,
    priceIn: 0,
    priceOut: 0,
    currency: 'CNY',
  })
  const priced = { ...LLM, ZHIWEN_LLM_PRICE_IN: '0.8', ZHIWEN_LLM_PRICE_OUT: '2' }
  expect(readConfig(priced).budget).toMatchObject({ priceIn: 0.8, priceOut: 2, costPerPerson: 2, costPerDay: 50, currency: 'CNY' })
  const own = { ...priced, ZHIWEN_LLM_CURRENCY: 'USD', ZHIWEN_LLM_COST_PER_DAY: '7.5', ZHIWEN_LLM_COST_PER_PERSON: '0.2', ZHIWEN_LLM_TOKENS_PER_DAY: '1000' }
  expect(readConfig(own).budget).toMatchObject({ costPerDay: 7.5, costPerPerson: 0.2, tokensPerDay: 1000, currency: 'USD' })
})

it.each([
  ['ZHIWEN_LLM_TOKENS_PER_DAY', 'much', '环境变量 ZHIWEN_LLM_TOKENS_PER_DAY=much 不可用：应是不小于 0 的整数'],
  ['ZHIWEN_LLM_TOKENS_PER_PERSON', '-1', '环境变量 ZHIWEN_LLM_TOKENS_PER_PERSON=-1 不可用：应是不小于 0 的整数'],
  ['ZHIWEN_LLM_PRICE_IN', '¥2', '环境变量 ZHIWEN_LLM_PRICE_IN=¥2 不可用：应是不小于 0 的数'],
  ['ZHIWEN_LLM_COST_PER_DAY', 'Infinity', '环境变量 ZHIWEN_LLM_COST_PER_DAY=Infinity 不可用：应是不小于 0 的数'],
  ['ZHIWEN_LLM_CURRENCY', '元', '环境变量 ZHIWEN_LLM_CURRENCY=元 不可用：应是三个大写字母的货币代码'],
  ['ZHIWEN_LLM_PRICE_OUT', '2', '设置了 ZHIWEN_LLM_PRICE_OUT，还缺 ZHIWEN_LLM_PRICE_IN'],
  ['ZHIWEN_LLM_COST_PER_DAY', '10', '设置了 ZHIWEN_LLM_COST_PER_DAY，还缺 ZHIWEN_LLM_PRICE_IN'],
])('says in one line what is wrong with %s=%s', (name, value, line) => {
  // The line, and behind it what to do.
  expect(() => readConfig({ ...LLM, [name]: value })).toThrow(new RegExp(`^${RegExp.escape(line)}[^\n]*\n {2}→ [^\n]+$`))
})
