/**
 * `npm run eval`: the desk beside what a user would otherwise pick, on the same questions in the same run, per author.
 * `-- --dev` takes the development sets instead of the reporting sets; `-- --misses` lists what went wrong (development sets only).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FoldEmbeddings, openIndex } from '../../adapters/index/hnsw.ts'
import { answerer } from '../../src/answer/answer.ts'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import { fault } from '../../src/answer/verify.ts'
import weights from '../../src/answer/weights.json' with { type: 'json' }
import type { Answer } from '../../src/message.ts'
import { featureReader } from '../../src/search/features.ts'
import { hybridSearch } from '../../src/search/search.ts'
import { vocabulary } from '../../src/search/vocabulary.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { corpus, lessons } from './data.ts'
import { langchainQuickstart, PEERS, type Peer } from './peers.ts'
import { type Question, readSets } from './sets.ts'

const dev = process.argv.includes('--dev')
const misses = dev && process.argv.includes('--misses')
const TODAY = '2026-11-22'
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

/** A tally of how many of how many. */
type Tally = { hit: number; of: number }
const COLUMNS = ['first', 'all', 'belong', 'facts', 'refused', 'near', 'elsewhere', 'follow', 'refs'] as const
type Column = (typeof COLUMNS)[number]

function bare(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]/gu, '')
}

function mark(row: Record<Column, Tally>, question: Question, answer: Answer): string[] {
  const bump = (column: Column, ok: boolean, by = 1, of = 1) => {
    row[column].hit += ok ? by : 0
    row[column].of += of
  }
  if ('reason' in question) {
    const silent = !answer.answered
    if (question.kind === 'near-miss') bump('near', silent)
    else if (question.kind === 'elsewhere') bump('elsewhere', silent)
    else bump(question.kind === 'reference' ? 'refs' : 'follow', silent)
    return silent ? [] : ['ANSWERED']
  }
  const cited = [...new Set(answer.citations.map((c) => c.clause))]
  const fine = new Set([...question.clauses, ...question.also])
  const first = cited[0] !== undefined && fine.has(cited[0])
  const all = question.clauses.every((id) => cited.includes(id))
  if (question.kind !== 'answerable') {
    bump(question.kind === 'reference' ? 'refs' : 'follow', first && all)
    return first && all ? [] : [answer.answered ? 'WRONG' : 'REFUSED']
  }
  const said = question.facts.every((fact) => bare(answer.text).includes(bare(fact)))
  const belonging = cited.filter((id) => fine.has(id)).length
  bump('first', first)
  bump('all', all)
  bump('belong', true, belonging, cited.length)
  bump('facts', said)
  bump('refused', !answer.answered)
  return [
    ...(answer.answered ? [] : ['REFUSED']),
    ...(first ? [] : ['FIRST']),
    ...(all ? [] : ['ALL']),
    ...(belonging < cited.length ? ['EXTRA'] : []),
    ...(said ? [] : ['FACT']),
  ]
}

function percent({ hit, of }: Tally): string {
  return (of ? ((100 * hit) / of).toFixed(1) : '–').padStart(9)
}

const sets = readSets(dev ? 'dev-' : 'report-')
console.log(`author`.padEnd(22) + COLUMNS.map((c) => c.padStart(9)).join(''))
for (const { author, questions } of sets) {
  const row = Object.fromEntries(COLUMNS.map((c) => [c, { hit: 0, of: 0 }])) as Record<Column, Tally>
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
