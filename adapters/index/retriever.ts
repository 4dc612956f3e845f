/** The index as a LangChain retriever: the clauses that the nearest texts of the vector store lead to, best first. */
import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager'
import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { VectorStoreInterface } from '@langchain/core/vectorstores'
import type { Corpus } from '../../src/corpus/corpus.ts'
import type { Clause } from '../../src/corpus/notice.ts'
import type { Entry } from '../../src/search/search.ts'

const NEIGHBOURS = 24
const CLAUSES = 4

/** A clause as a document: its text, and what names it. */
export type ClauseFound = Document<{ readonly clause: string; readonly label: string; readonly weight: number }>

/** Sentences, anticipated questions and whole clauses all speak for their clause; messages left unanswered speak for none. */
export class ClauseRetriever extends BaseRetriever {
  readonly lc_namespace = ['zhiwen', 'retrievers']
  private readonly store: VectorStoreInterface
  private readonly clauses: ReadonlyMap<string, Clause>

  /** @param store HNSWLib, as adapters/index/hnsw.ts keeps it. */
  constructor(store: VectorStoreInterface, corpus: Corpus) {
    super()
    this.store = store
    this.clauses = new Map(corpus.clauses.map((c) => [c.id, c]))
  }

  override async _getRelevantDocuments(question: string, _run?: CallbackManagerForRetrieverRun): Promise<ClauseFound[]> {
    const weights = new Map<string, number>()
    for (const [document, distance] of await this.store.similaritySearchWithScore(question, NEIGHBOURS)) {
      const { kind, clauses } = document.metadata as Entry
      // HNSWLib gives cosine distances; the desk's own search weighs neighbours by the same cube.
      const weight = Math.max(0, 1 - distance) ** 3
      if (kind !== 'silence') for (const id of clauses) weights.set(id, (weights.get(id) ?? 0) + weight / clauses.length)
    }
    const best = [...weights].sort(([, a], [, b]) => b - a).slice(0, CLAUSES)
    return best.flatMap(([id, weight]) => {
      const clause = this.clauses.get(id)
      return clause ? [new Document({ pageContent: clause.text, metadata: { clause: id, label: clause.label, weight } })] : []
    })
  }
}
