/**
 * `node test/eval/route.ts`: what messages are sent for and where they go, told for writers the reading was not learned from.
 * The examination sets of `sets/routes` come first, learned from all wishes: the development sets (`--errors` lists their misses), or with
 * `--report` the reporting sets, of which only totals are shown. `--voices` holds out each writer of the wishes in turn. Further files
 * (`intent | measure | region | message`, or JSON Lines as the sets) may be named.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { readWishFiles } from '../../adapters/corpus/folder.ts'
import { buildWishes, INTENTS, type Wish } from '../../src/corpus/wishes.ts'
import { chargedFor, type Home, type Route, readIntent } from '../../src/intent/intent.ts'
import { learnWishes, wishReader } from '../../src/intent/wish.ts'
import { enterpriseRegion } from '../../src/understand/enterprise-region.ts'
import { normalise } from '../../src/understand/normalise.ts'
import type { LiaoningCity } from '../../src/understand/region.ts'
import { corpus, lessons, ROOT } from './data.ts'

const known = new Set(corpus.clauses.map((c) => c.id))
const wishes = buildWishes(readWishFiles(join(ROOT, 'corpus')), (id) => known.has(id))
const texts = new Set(wishes.map((w) => w.q))
/** Wishes may stand among the questions too; a writer held out must not be learned from there. */
const asked = { anticipated: lessons.anticipated.filter((l) => !texts.has(l.q)), unanswered: lessons.unanswered.filter((l) => !texts.has(l.q)) }
const liaoning = new Set(corpus.departments.flatMap((d) => /^(.+)市知识产权局$/.exec(d.name)?.[1] ?? /^(.+示范区)知识产权局$/.exec(d.name)?.[1] ?? []))

type Expected = Partial<Omit<Route, 'clarify'>>
type Line = { readonly text: string; readonly expect: Expected }
const FIELDS = ['intent', 'measure', 'region', 'departments'] as const

/** What CONTRACTS makes of a label. */
function expected({ intent, measure, region }: Wish): Expected {
  const home: Home =
    region === null ? null : liaoning.has(region) ? { kind: 'liaoning', city: region as LiaoningCity } : { kind: 'elsewhere', province: region, city: region }
  if (measure === null || home?.kind === 'elsewhere') return { intent, region, measure: null, departments: [] }
  return measure === '?' ? { intent, region, measure: null, departments: null } : { intent, region, measure, departments: chargedFor(corpus.clause(measure), home) }
}

/** A field that is not expected is not judged; a valuation without a loan is a wish of either name. */
function right(route: Route, want: Expected, field: (typeof FIELDS)[number]): boolean {
  if (!(field in want)) return true
  const valuation = field === 'intent' && want.measure === 'ln-2022-6#1' && ['other-measure', 'pledge-financing'].includes(want.intent ?? '')
  return valuation ? ['other-measure', 'pledge-financing'].includes(route.intent) : JSON.stringify(route[field]) === JSON.stringify(want[field])
}

function evaluate(name: string, wish: ReturnType<typeof wishReader>, lines: readonly Line[], errors: boolean): void {
  const hits = { intent: 0, measure: 0, region: 0, departments: 0, all: 0 }
  const spent: number[] = []
  for (const { text, expect } of lines) {
    const from = performance.now()
    const route = readIntent(text, normalise(text), { corpus, wish, home: enterpriseRegion })
    spent.push(performance.now() - from)
    const well = FIELDS.filter((field) => right(route, expect, field))
    for (const field of well) hits[field]++
    if (well.length === FIELDS.length) hits.all++
    else if (errors) console.log(`  ${show(expect)} → ${show(route)} | ${text.slice(0, 120)}`)
  }
  spent.sort((a, b) => a - b)
  const figures = Object.entries(hits).map(([field, n]) => `${field} ${((100 * n) / lines.length).toFixed(1)}`)
  console.log(`${name.padEnd(16)}${String(lines.length).padStart(5)}  ${figures.join('  ')}  p50 ${spent[spent.length >> 1]?.toFixed(2)} ms`)
}

function show({ intent, measure, region, departments }: Expected): string {
  return `${intent} ${measure?.replace('ln-2022-6', '') ?? '-'} ${region ?? '-'} ${departments === null ? '?' : departments?.length}`
}

const Shape = z.object({
  text: z.string(),
  expect: z.strictObject({
    intent: z.enum(INTENTS).optional(),
    region: z.string().nullable().optional(),
    measure: z.string().nullable().optional(),
    departments: z.array(z.string()).nullable().optional(),
  }),
})

function readLines(path: string): Line[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
  return rows.map((row, i): Line => {
    if (row.startsWith('{')) return Shape.parse(JSON.parse(row)) as Line
    const [intent, measure, region, text] = row.split(' | ').map((part) => part.trim())
    if (text === undefined) throw new Error(`${path}:${i + 1} needs four fields`)
    const clause = measure === '-' ? null : measure === '?' ? '?' : (measure as string).replace(/^ln#|^#/, 'ln-2022-6#')
    return {
      text,
      expect: expected({ q: text, intent: z.enum(INTENTS).parse(intent), measure: clause, region: region === '-' ? null : (region as string), voice: path }),
    }
  })
}

const report = process.argv.includes('--report')
const errors = process.argv.includes('--errors') && !report
const all = wishReader(learnWishes(wishes, asked))
const SETS = join(import.meta.dirname, 'sets/routes')
for (const file of readdirSync(SETS).sort())
  if (file.startsWith(report ? 'report-' : 'dev-')) evaluate(basename(file, '.jsonl'), all, readLines(join(SETS, file)), errors)
for (const path of process.argv.slice(2).filter((arg) => !arg.startsWith('--'))) evaluate(basename(path), all, readLines(path), errors)
if (process.argv.includes('--voices'))
  for (const voice of new Set(wishes.map((w) => w.voice))) {
    const wish = wishReader(
      learnWishes(
        wishes.filter((w) => w.voice !== voice),
        asked,
      ),
    )
    const held = wishes.filter((w) => w.voice === voice).map((w): Line => ({ text: w.q, expect: expected(w) }))
    evaluate(voice, wish, held, errors)
  }
