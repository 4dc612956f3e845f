/** `npm run eval -- --model`: the same questions with and without what is configured, and what LangChain's chain of the same model says when nobody verifies it. */
import { randomBytes } from 'node:crypto'
import { type Index, openIndex } from '../../adapters/index/hnsw.ts'
import { ClauseRetriever } from '../../adapters/index/retriever.ts'
import { answering } from '../../adapters/models/openai/chain.ts'
import { openChat } from '../../adapters/models/openai/openai.ts'
import { readPromptFolder } from '../../adapters/prompts/folder.ts'
import { type Answerer, answerer } from '../../src/answer/answer.ts'
import { type Memory, NOTHING_SAID } from '../../src/answer/memory.ts'
import weights from '../../src/answer/weights.json' with { type: 'json' }
import type { Config, ServiceConfig } from '../../src/config.ts'
import { DeskError } from '../../src/errors.ts'
import { verifier } from '../../src/fluent/claims.ts'
import type { Outcome } from '../../src/fluent/fluent.ts'
import { type Rewrite, RewriteShape } from '../../src/fluent/shapes.ts'
import type { Answer } from '../../src/message.ts'
import { hybridSearch, type VectorIndex } from '../../src/search/search.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { loadCorpus } from '../../src/wiring.ts'
import { openModels, PROMPT_FOLDER } from '../../src/wiring-models.ts'
import { COLUMNS, mark, noMarks, percent } from './marks.ts'
import type { Question } from './sets.ts'

const loaded = loadCorpus()
const { corpus } = loaded

/** Yields the table line by line: `model` is the share of answers with a model's words in them, `p50` and `p99` milliseconds an answer. */
export async function* compare(config: Config, questions: readonly Question[], today: string): AsyncGenerator<string> {
  if (!config.llm && !config.embedding) throw new DeskError('eval-model', '没有配置模型', '例如 ZHIWEN_LLM_BASE_URL=http://127.0.0.1:11434/v1 ZHIWEN_LLM_MODEL=qwen3')
  const own = await openIndex(config.dataDir, corpus, loaded.source, loaded.lessons, () => {})
  const came: Outcome[] = []
  const models = openModels(config, loaded, (outcome) => came.push(outcome))
  const desk = (vectors: VectorIndex) => answerer(corpus, hybridSearch(corpus, own.learned, vectors, normalise), weights)
  const vectors = (await models.vectors(own, () => {})) ?? own.vectors
  const speaking = models.speaking(desk(vectors))
  yield `${'desk'.padEnd(28)}${[...COLUMNS, 'model', 'p50', 'p99'].map((c) => c.padStart(9)).join('')}`
  yield await row('by itself', desk(own.vectors), questions, today)
  if (vectors !== own.vectors) yield await row('with the embedder', desk(vectors), questions, today)
  if (speaking) yield await row('with the model', speaking.answer, questions, today)
  if (config.llm) {
    const broken = { sentences: 0, flawed: 0 }
    yield await row('the chain, unverified', chained(config.llm, own, broken), questions, today)
    const all = came.reduce((sum, o) => sum + o.kept + o.dropped, 0)
    yield `\nsentences of the model that were dropped: ${came.reduce((sum, o) => sum + o.dropped, 0)} of ${all}; that the chain would have sent: ${broken.flawed} of ${broken.sentences}`
    yield `how asking ended: ${[...Map.groupBy(came, (o) => o.came)].map(([how, all]) => `${how} ${all.length}`).join(', ') || 'nobody asked'}`
  }
}

async function row(name: string, answer: Answerer, questions: readonly Question[], today: string): Promise<string> {
  const marks = noMarks()
  const times: number[] = []
  const written = { hit: 0, of: 0 }
  for (const [n, question] of questions.entries()) {
    let memory: Memory = NOTHING_SAID
    let given: Answer | null = null
    for (const turn of question.turns) {
      const from = performance.now()
      // Everybody asks as somebody else, so that nobody's budget ends.
      const heard = await answer(turn, memory, today, { person: `eval:${n}` })
      times.push(performance.now() - from)
      memory = heard.memory
      given = heard.answer
    }
    if (given?.answered) written.of++
    if (given?.generated) written.hit++
    mark(marks, question, given as Answer)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1).padStart(9)
  return `${name.padEnd(28)}${COLUMNS.map((c) => percent(marks[c])).join('')}${percent(written)}${at(0.5)}${at(0.99)}`
}

/** question ─▶ retriever ─▶ prompt ─▶ model, believed: what most desks of this kind are. Examination questions are nobody's: they go as they are. */
function chained(service: ServiceConfig, { store }: Index, broken: { sentences: number; flawed: number }): Answerer {
  const verify = verifier(corpus)
  const chain = answering({
    retriever: new ClauseRetriever(store, corpus),
    prompt: readPromptFolder(PROMPT_FOLDER).rewrite,
    written: ({ metadata, pageContent }) => `[${metadata.clause}] ${metadata.label}\n${pageContent}`,
    nonce: () => randomBytes(16).toString('hex'),
    chat: openChat(service).chat,
    shape: RewriteShape,
  })
  return async (message, memory) => {
    const said: Rewrite = (await chain.invoke(message, { timeout: 8_000 }).catch(() => null))?.parsed ?? { sentences: [] }
    const known = said.sentences.filter((s) => corpus.clauses.some((c) => c.id === s.clause))
    broken.sentences += said.sentences.length
    broken.flawed += said.sentences.filter((s) => verify(s) !== null).length
    const citations = known.map(({ clause, quote }) => ({ clause, label: corpus.clause(clause).label, quote, start: 0, end: 0 }))
    const text = said.sentences.map((s) => s.text).join('\n')
    const answered = citations.length > 0
    return { answer: { answered, reason: answered ? null : 'not-in-notices', text, citations, related: [], departments: [], generated: true }, memory }
  }
}
