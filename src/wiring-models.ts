/** Wires what a language model and an embedder add to the desk: loaded only where one is configured, and done without when it fails. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openEmbeddedIndex } from '../adapters/index/embedded.ts'
import type { Index } from '../adapters/index/hnsw.ts'
import { KeptEmbeddings } from '../adapters/models/openai/embeddings.ts'
import { openModel } from '../adapters/models/openai/openai.ts'
import { readPromptFolder } from '../adapters/prompts/folder.ts'
import type { Answerer } from './answer/answer.ts'
import type { Config } from './config.ts'
import type { Corpus } from './corpus/corpus.ts'
import type { Lessons } from './corpus/lessons.ts'
import type { HearHard } from './desk.ts'
import { FORMS } from './dialog/dialog.ts'
import { DeskError } from './errors.ts'
import { openBudget } from './fluent/budget.ts'
import { verifier } from './fluent/claims.ts'
import { fluent, type Outcome, type Parts } from './fluent/fluent.ts'
import { concealer } from './fluent/names.ts'
import type { Known } from './fluent/strange.ts'
import { hearHard } from './fluent/understand.ts'
import type { ModelState } from './model.ts'
import type { VectorIndex } from './search/search.ts'

export const PROMPT_FOLDER = join(import.meta.dirname, '../prompts')

type Loaded = { readonly corpus: Corpus; readonly source: string; readonly lessons: () => Lessons }

export type Models = {
  /** The desk's own index beside the embedder's; null where no embedder is configured, or it cannot be asked. */
  readonly vectors: (own: Index, progress: (share: number) => void) => Promise<VectorIndex | null>
  /** Null where no language model is configured. */
  readonly speaking: (plain: Answerer) => { readonly answer: Answerer; readonly hard: HearHard; readonly model: () => ModelState } | null
}

/** @param told what came of each asking, for the evaluation. @throws DeskError for a host that may not be asked: that stops the start. */
export function openModels(
  config: Pick<Config, 'dataDir' | 'llm' | 'embedding' | 'budget'>,
  { corpus, source, lessons }: Loaded,
  told?: (outcome: Outcome) => void,
): Models {
  const embeddings = config.embedding ? new KeptEmbeddings(config.embedding, config.dataDir) : null
  const model = config.llm ? openModel(config.llm) : null
  const conceal = concealer(harmless(corpus, lessons()))
  return {
    async vectors(own, progress) {
      if (!embeddings) return null
      try {
        return await openEmbeddedIndex({ folder: config.dataDir, corpus, source, lessons, own, embeddings, hide: (text) => conceal(text).text, progress })
      } catch (error) {
        if (!(error instanceof DeskError && error.code === 'embedding-failed')) throw error
        process.stderr.write(`${error.message}\n`)
        return null
      }
    },
    speaking(plain) {
      if (!model) return null
      const budget = openBudget(config.budget, ({ tokens, cost, currency }) =>
        process.stderr.write(`模型今日预算已用完（${tokens} 词元，${cost.toFixed(2)} ${currency}）：回答改用原文，北京时间零点恢复\n`),
      )
      const parts: Parts = {
        corpus,
        model,
        prompts: readPromptFolder(PROMPT_FOLDER),
        verify: verifier(corpus),
        conceal,
        budget,
        nonce: () => randomBytes(16).toString('hex'),
        ...(told ? { told } : {}),
      }
      return { answer: fluent(plain, parts), hard: (message) => hearHard(parts, { ...message, forms: FORMS }), model: budget.state }
    },
  }
}

/** Texts whose words are nobody's. */
function harmless(corpus: Corpus, { anticipated, unanswered }: Lessons): Known {
  return {
    own: [...corpus.notices.map((n) => n.body), ...corpus.glossary.flatMap(({ term, zh, en }) => [term, ...zh, ...en.map((form) => form.replaceAll('*', ''))])],
    asked: [...anticipated, ...unanswered].map((l) => l.q),
  }
}
