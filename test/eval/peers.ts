/** What a user would otherwise pick, as peers of the desk: each finds clauses for a question, at its best reasonable setting for Chinese. */
import { createRequire } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { create, insertMultiple, search } from '@orama/orama'
import { createTokenizer } from '@orama/tokenizers/mandarin'
import { Index } from 'flexsearch'
import MiniSearch from 'minisearch'

/** `text` opens with the heading as printed, so peers that index `text` have both; a heading field beside it, boosted or not, made them worse. */
export type PeerClause = { readonly id: string; readonly heading: string; readonly text: string }

/** `search` gives clause ids, best first, each once, at most ten. */
export type Peer = {
  readonly name: string
  readonly build: (clauses: readonly PeerClause[]) => Promise<{ readonly search: (question: string) => Promise<readonly string[]> }>
}

const LIMIT = 10

function best(ids: Iterable<string>): readonly string[] {
  return [...new Set(ids)].slice(0, LIMIT)
}

/** Overlapping stretches of `n` characters; none when the text is shorter. */
function grams(text: string, n: number): string[] {
  const characters = [...text]
  return characters.slice(n - 1).map((_, i) => characters.slice(i, i + n).join(''))
}

/** Runs of Chinese as overlapping bigrams, as Lucene's CJKBigramFilter makes them; other words and lone characters whole, in lower case. */
function bigrams(text: string): string[] {
  const runs = text.toLowerCase().match(/\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? []
  return runs.flatMap((run) => (/^\p{Script=Han}{2}/u.test(run) ? grams(run, 2) : [run]))
}

function miniSearch(name: string, tokenize: () => (text: string) => string[]): Peer {
  return {
    name,
    build: async (clauses) => {
      const index = new MiniSearch<PeerClause>({ fields: ['text'], tokenize: tokenize() })
      index.addAll(clauses)
      return { search: async (question) => best(index.search(question).map((hit) => String(hit.id))) }
    },
  }
}

/**
 * jieba's search mode (cutForSearch, with HMM for words the dictionary lacks) is the one its documentation gives for search engines.
 * MiniSearch's defaults stay (OR, BM25+): prefixes and fuzziness are for alphabets, and lost a little here.
 */
const withJieba = miniSearch('MiniSearch + jieba', () => {
  const jieba = Jieba.withDict(dict)
  return (text) => jieba.cutForSearch(text, true).filter((word) => /[\p{L}\p{N}]/u.test(word))
})

/** Bigrams are the usual stand-in where no segmenter is wanted; MiniSearch takes them through its `tokenize` option. */
const withBigrams = miniSearch('MiniSearch + bigrams', () => bigrams)

/**
 * The Mandarin tokenizer is what Orama's "Using Chinese with Orama" names; 3.1.18 of it ignores stop words, so none are given.
 * The page's `threshold: 0` wants every word of the question in one clause, so the default (any word, by BM25) stays.
 */
const orama: Peer = {
  name: 'Orama + Mandarin',
  build: async (clauses) => {
    const index = create({ schema: { text: 'string' } as const, components: { tokenizer: createTokenizer() } })
    await insertMultiple(
      index,
      clauses.map(({ id, text }) => ({ id, text })),
    )
    return { search: async (question) => best((await search(index, { term: question, limit: LIMIT })).hits.map((hit) => hit.id)) }
  },
}

/**
 * `suggest` is FlexSearch's way to take a question of which not every term occurs. A custom encoder of bigrams, without `context`, did
 * better than its Charset.CJK (single characters) with or without `context`, better than jieba and Intl.Segmenter, and than its presets.
 */
const flexSearch: Peer = {
  name: 'FlexSearch',
  build: async (clauses) => {
    const index = new Index({ tokenize: 'strict', encode: bigrams })
    for (const { id, text } of clauses) index.add(id, text)
    return { search: async (question) => best((await index.searchAsync(question, { limit: LIMIT, suggest: true })).map(String)) }
  },
}

/**
 * The trigram tokenizer is the one of SQLite's own that finds Chinese inside a line; FTS5 wants a quoted string for each term, a quote in it
 * doubled. NUL would end the query early, so it is taken for a space.
 */
const fts5: Peer = {
  name: 'SQLite FTS5 trigram',
  build: async (clauses) => {
    const database = new DatabaseSync(':memory:')
    database.exec(`CREATE VIRTUAL TABLE clause USING fts5(id UNINDEXED, text, tokenize = 'trigram')`)
    const insert = database.prepare('INSERT INTO clause (id, text) VALUES (?, ?)')
    for (const { id, text } of clauses) insert.run(id, text)
    const select = database.prepare(`SELECT id FROM clause WHERE clause MATCH ? ORDER BY bm25(clause) LIMIT ${LIMIT}`)
    return {
      search: async (question) => {
        const terms = [...new Set(grams(question.replaceAll('\0', ' '), 3))].map((gram) => `"${gram.replaceAll('"', '""')}"`)
        return terms.length ? best(select.all(terms.join(' OR ')).map(({ id }) => String(id))) : []
      },
    }
  },
}

/** The part of node-nlp used here; the package is CommonJS and ships no types. */
type NlpManager = {
  readonly container: { get(name: 'tokenizer-zh'): { tokenize(text: string): unknown } }
  addDocument(locale: string, utterance: string, intent: string): void
  train(): Promise<unknown>
  process(locale: string, utterance: string): Promise<{ readonly classifications: readonly { readonly intent: string; readonly score: number }[] }>
}

/**
 * nlp.js learns from short utterances like those people type: sentences cut at commas did far better than whole ones.
 * Its default is to save `model.nlp` where it runs; it is told not to.
 */
const nlpJs: Peer = {
  name: 'nlp.js',
  build: async (clauses) => {
    const { NlpManager } = createRequire(import.meta.url)('node-nlp') as { NlpManager: new (settings: object) => NlpManager }
    const nlp = new NlpManager({ languages: ['zh'], autoSave: false, autoLoad: false, forceNER: false, nlu: { log: false } })
    quietly(() => nlp.container.get('tokenizer-zh').tokenize('知'))
    for (const { id, heading, text } of clauses)
      for (const utterance of [heading, ...text.split(/[，。；：\n]/u)]) if (utterance.trim()) nlp.addDocument('zh', utterance.trim(), id)
    await nlp.train()
    return {
      search: async (question) => {
        const { classifications } = await nlp.process('zh', question)
        return best(classifications.filter(({ intent, score }) => intent !== 'None' && score > 0).map(({ intent }) => intent))
      },
    }
  },
}

/** The Chinese dictionary of nlp.js announces on the console, at its first word, that it is being compiled. */
function quietly(act: () => void): void {
  const { log } = console
  console.log = () => {}
  try {
    act()
  } finally {
    console.log = log
  }
}

export const PEERS: readonly Peer[] = [withJieba, withBigrams, orama, flexSearch, fts5, nlpJs]

/**
 * LangChain's quickstart, over the embedder it is given. Its page on writing without word boundaries says to put Chinese punctuation among
 * the separators; of the chunk sizes tried, the 100 of that page did best (the quickstart's 1000 leaves every clause whole).
 */
export function langchainQuickstart(embeddings: EmbeddingsInterface): Peer {
  return {
    name: 'LangChain quickstart',
    build: async (clauses) => {
      const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 100, chunkOverlap: 20, separators: ['\n\n', '\n', '。', '；', '，', '、', ' ', ''] })
      const chunks = await splitter.createDocuments(
        clauses.map(({ text }) => text),
        clauses.map(({ id }) => ({ id })),
      )
      const store = await HNSWLib.fromDocuments(chunks, embeddings)
      const k = Math.min(chunks.length, 4 * LIMIT)
      return { search: async (question) => best((await store.similaritySearch(question, k)).map(({ metadata: { id } }) => String(id))) }
    },
  }
}
