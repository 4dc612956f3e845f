/** The desk's answerer made fluent, as the wiring joins it: the model asked by the real prompts, every sentence verified, people's words concealed. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readPromptFolder } from '../../adapters/prompts/folder.ts'
import type { Answerer } from '../../src/answer/answer.ts'
import type { HearHard } from '../../src/desk.ts'
import { FORMS } from '../../src/dialog/dialog.ts'
import { type Limits, openBudget } from '../../src/fluent/budget.ts'
import { verifier } from '../../src/fluent/claims.ts'
import { fluent, type Outcome, type Parts } from '../../src/fluent/fluent.ts'
import { concealer } from '../../src/fluent/names.ts'
import { hearHard } from '../../src/fluent/understand.ts'
import type { Model } from '../../src/model.ts'
import { corpus, lessons, ROOT } from '../desk-under-test.ts'

const FIXED = {
  corpus,
  prompts: readPromptFolder(join(ROOT, 'prompts')),
  verify: verifier(corpus),
  conceal: concealer({ own: corpus.notices.map((n) => n.body), asked: [...lessons.anticipated, ...lessons.unanswered].map((l) => l.q) }),
  nonce: () => randomBytes(16).toString('hex'),
}
const ENDLESS = Number.POSITIVE_INFINITY
export const PLENTY: Limits = { tokensPerPerson: ENDLESS, tokensPerDay: ENDLESS, costPerPerson: ENDLESS, costPerDay: ENDLESS, priceIn: 0, priceOut: 0, currency: 'CNY' }

export function guarded(answer: Answerer, model: Model, told: (outcome: Outcome) => void = () => {}, parts: Partial<Parts> = {}): Answerer {
  return fluent(answer, { ...FIXED, model, budget: openBudget(PLENTY), told, ...parts })
}

/** Hard messages heard with the same model. */
export function hearing(model: Model, told: (outcome: Outcome) => void = () => {}): HearHard {
  const parts = { ...FIXED, model, budget: openBudget(PLENTY), told }
  return (hard) => hearHard(parts, { ...hard, forms: FORMS })
}
