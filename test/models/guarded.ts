/** The desk's answerer made fluent, as the wiring joins it: the model asked by the real prompts, every sentence verified, people's words concealed. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readPromptFolder } from '../../adapters/prompts/folder.ts'
import type { Answerer } from '../../src/answer/answer.ts'
import type { HearHard } from '../../src/desk.ts'
import { FORMS } from '../../src/dialog/dialog.ts'
import { FREE, openBudget } from '../../src/fluent/budget.ts'
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
  conceal: concealer([...corpus.notices.map((n) => n.body), ...lessons.anticipated.map((l) => l.q), ...lessons.unanswered.map((l) => l.q)]),
  nonce: () => randomBytes(16).toString('hex'),
}
const PLENTY = { ...FREE, tokensPerPerson: 1e9, tokensPerDay: 1e9 }

export function guarded(answer: Answerer, model: Model, told: (outcome: Outcome) => void = () => {}, parts: Partial<Parts> = {}): Answerer {
  return fluent(answer, { ...FIXED, model, budget: openBudget(PLENTY), told, ...parts })
}

/** Hard messages heard with the same model. */
export function hearing(model: Model, told: (outcome: Outcome) => void = () => {}): HearHard {
  const parts = { ...FIXED, model, budget: openBudget(PLENTY), told }
  return (hard) => hearHard(parts, { ...hard, forms: FORMS })
}
