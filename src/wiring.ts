/** Wires adapters to ports: the corpus, the index, the wishes and the store, each opened once and only when a command needs it. */
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readCorpusFolder, readLessonFiles, readStandards, readWishFiles } from '../adapters/corpus/folder.ts'
import { openIndex } from '../adapters/index/hnsw.ts'
import { openKeptWishes } from '../adapters/index/wishes.ts'
import { takeFiles } from '../adapters/sniff.ts'
import { openSqlite } from '../adapters/stores/sqlite/store.ts'
import { type Answerer, answerer } from './answer/answer.ts'
import weights from './answer/weights.json' with { type: 'json' }
import { buildStandards, type Standard } from './cases/due.ts'
import type { Config } from './config.ts'
import { buildCorpus, type Corpus } from './corpus/corpus.ts'
import { buildLessons, type Lessons } from './corpus/lessons.ts'
import { buildWishes } from './corpus/wishes.ts'
import { type Desk, type HearHard, openDesk } from './desk.ts'
import { type Route, readIntent } from './intent/intent.ts'
import { learnWishes, wishReader } from './intent/wish.ts'
import type { ModelState } from './model.ts'
import { type OfficerDesk, openOfficerDesk } from './officers.ts'
import { hybridSearch } from './search/search.ts'
import type { Store } from './store.ts'
import { enterpriseRegion } from './understand/enterprise-region.ts'
import { normalise } from './understand/normalise.ts'

/** What an officer added to a reply and did not send. */
const KEEP_UNSENT_MS = 24 * 3600_000

export const CORPUS = join(import.meta.dirname, '../corpus')

/** The corpus, and a hash of everything the index is made from. */
export type Loaded = { readonly corpus: Corpus; readonly source: string; readonly lessons: () => Lessons }

export function loadCorpus(): Loaded {
  const files = readCorpusFolder(CORPUS)
  const corpus = buildCorpus(files)
  const questions = readLessonFiles(CORPUS, 'questions')
  const unanswerable = readLessonFiles(CORPUS, 'unanswerable')
  const about = readLessonFiles(CORPUS, 'about')
  const made = createHash('sha256').update(JSON.stringify(files))
  for (const file of [...questions, ...unanswerable, ...about]) made.update(file.voice).update(file.text)
  const ids = new Set(corpus.clauses.map((c) => c.id))
  return { corpus, source: made.digest('hex'), lessons: () => buildLessons(questions, unanswerable, about, (id) => ids.has(id)) }
}

export type Answering = {
  readonly answer: Answerer
  /** By the rules alone, for what nobody reads as an answer. */
  readonly plain: Answerer
  readonly hard?: HearHard
  /** How the model stands today. */
  readonly model?: () => ModelState
}

export async function openAnswering(config: Config, loaded: Loaded): Promise<Answering> {
  const { corpus, source, lessons } = loaded
  const index = await openIndex(config.dataDir, corpus, source, lessons, progressBar('建立索引'))
  // What asks a model is loaded only where one is configured.
  const models = config.llm || config.embedding ? (await import('./wiring-models.ts')).openModels(config, loaded) : null
  const vectors = (await models?.vectors(index, progressBar('计算向量'))) ?? index.vectors
  const plain = answerer(corpus, hybridSearch(corpus, index.learned, vectors, normalise), weights)
  return { plain, ...(models?.speaking(plain) ?? { answer: plain }) }
}

/** Drawn on standard error, so that standard output stays the answer's alone. */
const progressBar = (what: string) => (share: number) => {
  if (!process.stderr.isTTY) return
  const done = Math.round(share * 24)
  process.stderr.write(`\r${what} ${'█'.repeat(done)}${'░'.repeat(24 - done)} ${Math.round(share * 100)}%${share >= 1 ? '\n' : ''}`)
}

export type Reading = Route & { readonly question: number }

/** What a message is sent for, and where it goes. */
export function openIntent(config: Config, { corpus, source, lessons }: Loaded): (message: string) => Reading {
  const files = readWishFiles(CORPUS)
  const ids = new Set(corpus.clauses.map((c) => c.id))
  const stamp = createHash('sha256').update(source).update(JSON.stringify(files)).digest('hex')
  const wish = wishReader(
    openKeptWishes(config.dataDir, stamp, () =>
      learnWishes(
        buildWishes(files, (id) => ids.has(id)),
        lessons(),
      ),
    ),
  )
  return (message) => {
    const normal = normalise(message)
    const told = wish(normal)
    return { ...readIntent(message, normal, { corpus, wish: () => told, home: enterpriseRegion }), question: told.probabilities.question }
  }
}

/** @param config null keeps everything in memory. */
export async function openStore(config: Config | null, now: Date): Promise<Store> {
  if (!config?.databaseUrl) return openSqlite(config ? { folder: config.dataDir, key: config.key } : { folder: null }, now)
  // The driver is loaded only where a server is configured.
  const { openPostgres } = await import('../adapters/stores/postgres/store.ts')
  return openPostgres({ url: config.databaseUrl, folder: config.dataDir, key: config.key }, now)
}

/** How fast the bureau itself means to be, where a clause does not say. */
export function openStandards({ corpus }: Loaded): Standard[] {
  return buildStandards(readStandards(CORPUS), corpus)
}

export function openWholeDesk(loaded: Loaded, answer: Answerer, read: (message: string) => Reading, store: Store, hard?: HearHard): Desk {
  const { corpus } = loaded
  return openDesk({
    corpus,
    standards: openStandards(loaded),
    random: () => randomBytes(32),
    store,
    answer,
    ...(hard ? { hard } : {}),
    understand: (text) => {
      const { intent, measure, region, question } = read(text)
      return { intent, measure, region, question }
    },
    take: (message, now) => takeFiles(store, message, now),
  })
}

export function openOfficers({ corpus }: Loaded, store: Store): OfficerDesk {
  return openOfficerDesk({ corpus, store, take: (message, now) => takeFiles(store, message, now, KEEP_UNSENT_MS) })
}
