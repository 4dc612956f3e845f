/** `node test/eval/route.ts [more.txt …]`: reads intents of a writer the reading was not learned from, each writer held out in turn; then of further files, learned from all. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readWishFiles } from '../../adapters/corpus/folder.ts'
import { buildWishes, INTENTS, type Wish } from '../../src/corpus/wishes.ts'
import { enterpriseRegion } from '../../src/dialog/values/enterprise-region.ts'
import { chargedFor, type Home, type Route, readIntent } from '../../src/intent/intent.ts'
import { learnWishes, wishReader } from '../../src/intent/wish.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { corpus, lessons, ROOT } from './data.ts'

const known = new Set(corpus.clauses.map((c) => c.id))
const wishes = buildWishes(readWishFiles(join(ROOT, 'corpus')), (id) => known.has(id))
const texts = new Set(wishes.map((w) => w.q))
/** Wishes may stand among the questions too; a writer held out must not be learned from there. */
const asked = { anticipated: lessons.anticipated.filter((l) => !texts.has(l.q)), unanswered: lessons.unanswered.filter((l) => !texts.has(l.q)) }
const liaoning = new Set(corpus.departments.flatMap((d) => /^(.+)市知识产权局$/.exec(d.name)?.[1] ?? /^(.+示范区)知识产权局$/.exec(d.name)?.[1] ?? []))

/** What CONTRACTS makes of a label. */
function expected({ intent, measure, region }: Wish): Omit<Route, 'clarify'> {
  const home: Home = region === null ? null : liaoning.has(region) ? { kind: 'liaoning', city: region } : { kind: 'elsewhere', province: region, city: region }
  if (measure === null || home?.kind === 'elsewhere') return { intent, region, measure: null, departments: [] }
  return measure === '?' ? { intent, region, measure: null, departments: null } : { intent, region, measure, departments: chargedFor(corpus.clause(measure), home) }
}

function evaluate(name: string, learnedFrom: readonly Wish[], held: readonly Wish[]): void {
  const wish = wishReader(learnWishes(learnedFrom, asked))
  const right = { intent: 0, measure: 0, region: 0, departments: 0, all: 0 }
  const confusion = new Map<string, number>()
  const spent: number[] = []
  const wrong: string[] = []
  for (const line of held) {
    const from = performance.now()
    const route = readIntent(line.q, normalise(line.q), { corpus, wish, home: enterpriseRegion })
    spent.push(performance.now() - from)
    const want = expected(line)
    const hits = (['intent', 'measure', 'region', 'departments'] as const).filter((field) => JSON.stringify(route[field]) === JSON.stringify(want[field]))
    for (const field of hits) right[field]++
    if (hits.length === 4) right.all++
    else wrong.push(`  ${show(want)} → ${show(route)} | ${line.q.slice(0, 100)}`)
    confusion.set(`${want.intent} ${route.intent}`, (confusion.get(`${want.intent} ${route.intent}`) ?? 0) + 1)
  }
  spent.sort((a, b) => a - b)
  const share = (n: number) => `${((100 * n) / held.length).toFixed(1)}%`
  console.log(`\n${name}: ${held.length} messages, p50 ${spent[spent.length >> 1]?.toFixed(2)} ms, p99 ${spent[Math.floor(spent.length * 0.99)]?.toFixed(2)} ms`)
  console.log(
    Object.entries(right)
      .map(([field, n]) => `${field} ${share(n)}`)
      .join('  '),
  )
  console.log(`${''.padEnd(24)}${INTENTS.map((i) => i.slice(0, 12).padStart(14)).join('')}`)
  for (const row of INTENTS) console.log(`${row.padEnd(24)}${INTENTS.map((column) => String(confusion.get(`${row} ${column}`) ?? 0).padStart(14)).join('')}`)
  if (process.argv.includes('--errors')) console.log(wrong.join('\n'))
}

function show({ intent, measure, region, departments }: Omit<Route, 'clarify'>): string {
  return `${intent} ${measure ?? '-'} ${region ?? '-'} ${departments === null ? '?' : departments.length}`
}

/** `intent | measure | region | message`, as writers hand it in. */
function readRoutes(path: string): Wish[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
  const jsonl = rows.map((row, i) => {
    const [intent, measure, region, q] = row.split(' | ').map((part) => part.trim())
    if (q === undefined) throw new Error(`${path}:${i + 1} needs four fields`)
    return JSON.stringify({
      q,
      intent,
      measure: measure === '-' ? null : measure === '?' ? '?' : measure?.replace(/^ln#/, 'ln-2022-6#'),
      region: region === '-' ? null : region,
    })
  })
  return buildWishes([{ voice: basename(path), text: jsonl.join('\n') }], (id) => known.has(id))
}

for (const voice of new Set(wishes.map((w) => w.voice)))
  evaluate(
    `${voice}, unseen`,
    wishes.filter((w) => w.voice !== voice),
    wishes.filter((w) => w.voice === voice),
  )
for (const path of process.argv.slice(2).filter((arg) => !arg.startsWith('--'))) evaluate(path, wishes, readRoutes(path))
