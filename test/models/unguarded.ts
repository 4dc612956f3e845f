/** What the desk would be if it believed its model: the control that shows that the attacks can be seen at all. */
import { randomBytes } from 'node:crypto'
import type { Answerer } from '../../src/answer/answer.ts'
import { type Rewrite, RewriteShape } from '../../src/fluent/shapes.ts'
import type { Model } from '../../src/model.ts'
import { fill, type Prompt } from '../../src/prompts.ts'

export function unguarded(answer: Answerer, model: Model, prompt: Prompt): Answerer {
  return async (message, memory, today) => {
    const turn = await answer(message, memory, today)
    if (!turn.answer.answered) return turn
    const { citations } = turn.answer
    const clauses = citations.map((c) => `[${c.clause}] ${c.label}\n${c.quote}`).join('\n\n')
    const said = await model.complete(fill(prompt, { question: message, clauses }, randomBytes(16).toString('hex')), RewriteShape, AbortSignal.timeout(4_000))
    if (said.kind === 'failed') return turn
    const { sentences } = said.value as Rewrite
    return { ...turn, answer: { ...turn.answer, text: sentences.map((s) => `${s.text}（${s.clause}）`).join('\n') } }
  }
}
