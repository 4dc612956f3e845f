/**
 * `npm run eval`: the desk beside what a user would otherwise pick, on the same questions in the same run, per author.
 * `-- --dev` takes the development sets instead of the reporting sets; `-- --misses` lists what went wrong (development sets only).
 * `-- --model` compares answers with and without the configured model and embedder; `-- --first 20` takes so many questions of each author.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FoldEmbeddings, openIndex } from '../../adapters/index/hnsw.ts'
import { answerer } from '../../src/answer/answer.ts'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import { fault } from '../../src/answer/verify.ts'
import weights from '../../src/answer/weights.json' with { type: 'json' }
import { readConfig } from '../../src/config.ts'
import type { Answer } from '../../src/message.ts'
import { featureReader } from '../../src/search/features.ts'
import { hybridSearch } from '../../src/search/search.ts'
import { vocabulary } from '../../src/search/vocabulary.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { corpus, lessons } from './data.ts'
import { COLUMNS, mark, noMarks, percent } from './marks.ts'
import { langchainQuickstart, PEERS, type Peer } from './peers.ts'
import { readSets } from './sets.ts'

const dev = process.argv.includes('--dev')
const misses = dev && process.argv.includes('--misses')
const TODAY = '2026-11-22'
if (process.argv.includes('--model')) {
  const { compare } = await import('./with-model.ts')
  const first = Number(process.argv[process.argv.indexOf('--first') + 1] ?? '')
  const asked = readSets(dev ? 'dev-' : 'report-').flatMap(({ questions }) => questions.slice(0, process.argv.includes('--first') ? first : undefined))
  for await (const line of compare(readConfig(process.env), asked, TODAY)) console.log(line)
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'zhiwen-eval-'))
const index = await openIndex(
  folder,
  corpus,
  'eval',
  () => lessons,
  () => {},
)
const ask = answerer(corpus, hybridSearch(corpus, index.learned, index.vectors, normalise), weights)
const times: number[] = []
let faults = 0

async function last(turns: readonly string[]): Promise<Answer> {
  let memory = NOTHING_SAID
  let given: Answer | null = null
  for (const turn of turns) {
    const from = performance.now()
    const heard = await ask(turn, memory, TODAY)
    times.push(performance.now() - from)
    memory = heard.memory
    given = heard.answer
    if (fault(corpus, given)) faults++
  }
  return given as Answer
}

const sets = readSets(dev ? 'dev-' : 'report-')
console.log(`author`.padEnd(22) + COLUMNS.map((c) => c.padStart(9)).join(''))
for (const { author, questions } of sets) {
  const row = noMarks()
  for (const question of questions) {
    const answer = await last(question.turns)
    const wrong = mark(row, question, answer)
    if (misses && wrong.length) {
      const expected = 'reason' in question ? `!${question.reason}` : question.clauses.join(',')
      console.log(
        `  ${wrong.join(' ')} | ${expected} → ${answer.citations.map((c) => c.clause).join(',') || answer.reason} | ${question.turns.join(' ‖ ').slice(0, 150)}`,
      )
    }
  }
  console.log(author.padEnd(22) + COLUMNS.map((c) => percent(row[c])).join(''))
}
times.sort((a, b) => a - b)
const at = (share: number) => (times[Math.floor(share * (times.length - 1))] as number).toFixed(2)
console.log(`\nan answer: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms over ${times.length}; quotes or citations at fault: ${faults}`)

console.log('\nfirst / in three, of the same answerable questions')
const answerable = sets.map((s) => ({ author: s.author, questions: s.questions.flatMap((q) => (q.kind === 'answerable' ? [q] : [])) }))
console.log(`                              ${sets.map((s) => s.author.slice(-14).padStart(15)).join('')}`)
const peers: readonly Peer[] = [...PEERS, langchainQuickstart(new FoldEmbeddings(vocabulary(index.learned.names, index.learned.idf), featureReader(corpus.glossary)))]
const report = async (name: string, search: (question: string) => Promise<readonly string[]>) => {
  const cells: string[] = []
  for (const { questions } of answerable) {
    let one = 0
    let three = 0
    for (const q of questions) {
      const found = await search(q.turns[0] as string)
      const fine = [...q.clauses, ...q.also]
      if (fine.includes(found[0] ?? '')) one++
      if (found.slice(0, 3).some((id) => fine.includes(id))) three++
    }
    cells.push(`${((100 * one) / questions.length).toFixed(0)} / ${((100 * three) / questions.length).toFixed(0)}`.padStart(15))
  }
  console.log(name.padEnd(30) + cells.join(''))
}
await report('Zhiwen', async (q) => (await last([q])).citations.map((c) => c.clause))
for (const peer of peers) {
  const built = await peer.build(corpus.clauses)
  await report(peer.name, built.search)
}
rmSync(folder, { recursive: true, force: true })
process.exit(0)
