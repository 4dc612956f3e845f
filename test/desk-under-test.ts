/** The desk over the real corpus for the tests: its index is built once for a state of the sources, in a temp folder, and shared by all test files. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readCorpusFolder, readLessonFiles } from '../adapters/corpus/folder.ts'
import { openIndex } from '../adapters/index/hnsw.ts'
import { type Answerer, answerer } from '../src/answer/answer.ts'
import { type Memory, NOTHING_SAID } from '../src/answer/memory.ts'
import weights from '../src/answer/weights.json' with { type: 'json' }
import { buildCorpus } from '../src/corpus/corpus.ts'
import { buildLessons } from '../src/corpus/lessons.ts'
import type { Answer } from '../src/message.ts'
import { hybridSearch } from '../src/search/search.ts'
import { normalise } from '../src/understand/normalise.ts'

export const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'corpus')

/** The day the tests live on: every target of the notices has passed. */
export const TODAY = '2026-11-22'

export const corpus = buildCorpus(readCorpusFolder(FOLDER))
const ids = new Set(corpus.clauses.map((c) => c.id))
export const lessons = buildLessons(readLessonFiles(FOLDER, 'questions'), readLessonFiles(FOLDER, 'unanswerable'), readLessonFiles(FOLDER, 'about'), (id) => ids.has(id))

/** Everything an index depends on: the corpus, the lessons, and the code that learns. */
function sources(): string {
  const hash = createHash('sha256')
  const names = ['corpus/**/*.{txt,json,jsonl}', 'src/{corpus,search,understand}/**/*.ts', 'adapters/index/*.ts', 'package-lock.json']
  for (const name of globSync(names, { cwd: ROOT }).sort()) hash.update(name).update(readFileSync(join(ROOT, name)))
  return hash.digest('hex')
}

const PATIENCE = 20_000
const nothing = () => {}

let opened: Promise<Answerer> | null = null

/** The answering desk; the index it opens is built by whichever test file comes first. */
export function openDeskUnderTest(): Promise<Answerer> {
  opened ??= open()
  return opened
}

async function open(): Promise<Answerer> {
  const source = sources()
  const folder = join(tmpdir(), `zhiwen-desk-under-test-${source.slice(0, 16)}`)
  if (!existsSync(folder)) await buildOnce(folder, source)
  const index = await openIndex(folder, corpus, source, () => lessons, nothing)
  return answerer(corpus, hybridSearch(corpus, index.learned, index.vectors, normalise), weights)
}

/** Test files run in processes of their own: one builds, the others wait for the folder to be put in place. */
async function buildOnce(folder: string, source: string): Promise<void> {
  const lock = `${folder}.lock`
  try {
    mkdirSync(lock)
  } catch {
    const until = performance.now() + PATIENCE
    while (!existsSync(folder) && performance.now() < until) await sleep(50)
    if (existsSync(folder)) return
  }
  const beside = `${folder}.${process.pid}`
  try {
    await openIndex(beside, corpus, source, () => lessons, nothing)
    if (existsSync(folder)) rmSync(beside, { recursive: true, force: true })
    else renameSync(beside, folder)
  } finally {
    rmSync(lock, { recursive: true, force: true })
    sweep(folder)
  }
}

const HOUR = 3600_000

/** Takes away what former states of the sources left behind. */
function sweep(kept: string): void {
  const left = globSync('zhiwen-desk-under-test-*', { cwd: tmpdir() }).map((name) => join(tmpdir(), name))
  for (const folder of left) {
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
    if (folder !== kept && made !== undefined && Date.now() - made > HOUR) rmSync(folder, { recursive: true, force: true })
  }
}

/** The answer to the last of some messages of one conversation. */
export async function reply(...turns: readonly string[]): Promise<Answer> {
  return (await conversation(...turns)).at(-1) as Answer
}

/** The answers to the messages of one conversation, in order. */
export async function conversation(...turns: readonly string[]): Promise<Answer[]> {
  const answer = await openDeskUnderTest()
  let memory: Memory = NOTHING_SAID
  const given: Answer[] = []
  for (const turn of turns) {
    const heard = await answer(turn, memory, TODAY)
    memory = heard.memory
    given.push(heard.answer)
  }
  return given
}

/** The clauses an answer rests on, best first, each once. */
export function cited(answer: Answer): string[] {
  return [...new Set(answer.citations.map((c) => c.clause))]
}
