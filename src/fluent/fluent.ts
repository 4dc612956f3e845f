/** The desk's answerer made fluent: a model rewrites what search found, the verifier keeps what is true, and on any failure the answer goes out as it was. */
import type { Answerer } from '../answer/answer.ts'
import type { Memory } from '../answer/memory.ts'
import type { Turn } from '../answer/turn.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Answer, Show } from '../message.ts'
import { type Grown, type Model, PATIENCE_MS, type Said } from '../model.ts'
import { type Filled, fill, type PromptName, type Prompts } from '../prompts.ts'
import { normalise } from '../understand/normalise.ts'
import { readReferences } from '../understand/reference.ts'
import { type Budget, estimate } from './budget.ts'
import type { Verifier } from './claims.ts'
import { type Draft, openDraft } from './draft.ts'
import { wholeQuestion } from './follow-up.ts'
import type { Conceal } from './names.ts'
import { clausesFor, groups, rewritable } from './rewrite.ts'
import { FollowUpShape, RewriteShape, SHAPES } from './shapes.ts'

/** What came of asking the model, for metrics and the evaluation; holds nothing anybody wrote. */
export type Outcome = {
  readonly prompt: PromptName
  readonly came: 'kept' | 'nothing-kept' | 'failed' | 'late' | 'shape' | 'over-budget'
  readonly kept: number
  readonly dropped: number
}

export type Parts = {
  readonly corpus: Corpus
  readonly model: Model
  readonly prompts: Prompts
  readonly verify: Verifier
  readonly conceal: Conceal
  readonly budget: Budget
  /** Sixteen random bytes in hex, drawn anew each time. */
  readonly nonce: () => string
  /** For all of a message's calls together, where the caller sets no end. */
  readonly withinMs?: number
  readonly told?: (outcome: Outcome) => void
}

const ANSWER_TOKENS = 700

export function fluent(answerer: Answerer, parts: Parts): Answerer {
  /** A turn that has to run again says what it showed. */
  const given = new WeakMap<Show, { readonly plain: string; readonly answer: Answer }>()
  return async (message, memory, today, { person = '', until = AbortSignal.timeout(parts.withinMs ?? PATIENCE_MS), show } = {}) => {
    const turn = await answerer(message, memory, today)
    const before = show && given.get(show)
    if (before?.plain === turn.answer.text) return { ...turn, answer: before.answer }
    try {
      const asked = { today, person, until }
      if (!turn.answer.answered) return (await retold(answerer, parts, message, memory, turn, asked)) ?? turn
      const answer = await rewrite(parts, message, turn, asked, show)
      if (answer && show) given.set(show, { plain: turn.answer.text, answer })
      return { ...turn, answer: answer ?? turn.answer }
    } catch {
      // A fault of ours in making it fluent costs fluency, never the answer.
      return turn
    }
  }
}

export type Asked = { readonly today: string; readonly person: string; readonly until: AbortSignal }

/** One call, within time and budget, its value of the prompt's shape; null for anything else. @param draft hears what is said before it is whole. */
export async function ask(
  parts: Pick<Parts, 'model' | 'prompts' | 'budget' | 'nonce' | 'told'>,
  name: PromptName,
  inputs: Readonly<Record<string, string>>,
  { today, person, until }: Asked,
  draft?: Draft,
) {
  const tell = (came: Outcome['came']) => {
    parts.told?.({ prompt: name, came, ...(draft?.count() ?? { kept: 0, dropped: 0 }) })
    return null
  }
  const filled = fill(parts.prompts[name], inputs, parts.nonce())
  const settle = parts.budget.take(today, person, estimate(filled.system + filled.user) + ANSWER_TOKENS)
  if (!settle) return tell('over-budget')
  const said = await inTime(parts.model, filled, name, until, draft?.take)
  // A call that was cut off may have cost all that was held for it.
  settle(said?.spent ?? null)
  if (said === null) return tell('late')
  if (said.kind === 'failed') return tell('failed')
  const read = SHAPES[name].safeParse(said.value)
  return read.success ? read.data : tell('shape')
}

/** The model's word, or null when time is up first, whatever the model does with the signal. */
async function inTime(model: Model, filled: Filled, name: PromptName, until: AbortSignal, grown?: Grown): Promise<Said | null> {
  if (until.aborted) return null
  const { promise, resolve } = Promise.withResolvers<null>()
  const stop = () => resolve(null)
  until.addEventListener('abort', stop, { once: true })
  let over = false
  const hear = grown && ((part: unknown) => (over ? undefined : grown(part)))
  try {
    const call = model.complete(filled, SHAPES[name], until, hear).catch((): Said => ({ kind: 'failed', why: 'broken', spent: null }))
    return await Promise.race([call, promise])
  } finally {
    over = true
    until.removeEventListener('abort', stop)
  }
}

async function rewrite(parts: Parts, message: string, { answer }: Turn, asked: Asked, show?: Show): Promise<Answer | null> {
  const { corpus } = parts
  // Who points at a clause by its number wants its words.
  if (readReferences(normalise(message)).references.some((r) => r.ordinal !== null)) return null
  const clauses = groups(corpus, answer)?.filter((g) => rewritable(corpus, g)) ?? []
  if (clauses.length === 0) return null
  const draft = openDraft(corpus, answer, clauses, parts.verify, show)
  const inputs = { question: parts.conceal(message).text, clauses: clausesFor(corpus, clauses) }
  // Whatever becomes of the model, and of us: what was shown is said.
  return draft.made(await written(parts, inputs, asked, draft, show !== undefined).catch(() => false))
}

/** Whether the model said all it had to say, in its shape; the draft has heard it then. */
async function written(parts: Parts, inputs: Readonly<Record<string, string>>, asked: Asked, draft: Draft, early: boolean): Promise<boolean> {
  const said = RewriteShape.safeParse(await ask(parts, 'rewrite', inputs, asked, early ? draft : undefined))
  if (!said.success) return false
  for (const sentence of said.data.sentences) draft.take(sentence)
  const count = draft.count()
  parts.told?.({ prompt: 'rewrite', came: count.kept > 0 ? 'kept' : 'nothing-kept', ...count })
  return true
}

/** A short message that leans on the last question and was not understood: asked again as one whole question, and said how it was read. */
async function retold(answerer: Answerer, parts: Parts, message: string, memory: Memory, turn: Turn, asked: Asked): Promise<Turn | null> {
  if (turn.answer.reason !== 'unclear' || !memory.normal || message.length > 40) return null
  const before = parts.conceal(memory.normal)
  const own = parts.conceal(message)
  // Placeholders of two texts would be mistaken for one another.
  if (/［/.test(before.text + own.text)) return null
  const read = FollowUpShape.safeParse(await ask(parts, 'follow-up', { before: before.text, message: own.text }, asked))
  const question = read.success ? wholeQuestion(read.data.question, memory.normal, message) : null
  if (!question) return null
  const again = await answerer(question, { ...memory, normal: '', clauses: [], shown: [] }, asked.today)
  if (!again.answer.answered) return null
  parts.told?.({ prompt: 'follow-up', came: 'kept', kept: 1, dropped: 0 })
  return { ...again, answer: { ...again.answer, text: `【AI生成】我理解您问的是：${question}\n${again.answer.text}`, generated: true } }
}
