/** The budget: tokens and money a day, for one and for all, with calls under way held against it. */
import { expect, it } from 'vitest'
import { allows, emptyDay, estimate, FREE, openBudget, spend } from '../../src/fluent/budget.ts'

const limits = { tokensPerPerson: 1000, tokensPerDay: 3000, fenPerDay: 50, fenPerThousandIn: 10, fenPerThousandOut: 30 }

it('counts tokens for one and for all, and money by what is read and written', () => {
  const day = spend(limits, spend(limits, emptyDay('2026-11-22'), 'a', { tokensIn: 600, tokensOut: 100 }), 'b', { tokensIn: 200, tokensOut: 0 })
  expect(day.tokens).toBe(900)
  expect(day.people.get('a')).toBe(700)
  expect(day.fen).toBeCloseTo(6 + 3 + 2)
  expect(allows(limits, day, 'a', 300)).toBe(true)
  expect(allows(limits, day, 'a', 301)).toBe(false)
  expect(allows(limits, day, 'c', 1000)).toBe(true)
  expect(allows({ ...limits, fenPerDay: 12 }, day, 'c', 1000)).toBe(false)
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
  late?.({ tokensIn: 9000, tokensOut: 9000 })
  expect(budget.take('2026-11-23', 'b', 1000)).not.toBeNull()
})

it('keeps what was held where a call does not say what it cost', () => {
  const budget = openBudget(limits)
  budget.take('2026-11-22', 'a', 900)?.(null)
  expect(budget.take('2026-11-22', 'a', 200)).toBeNull()
})

it('estimates Han characters as tokens, others by four', () => {
  expect(estimate('质押登记')).toBe(4)
  expect(estimate('abcdefgh')).toBe(2)
  expect(FREE.fenPerDay).toBe(Number.POSITIVE_INFINITY)
})
