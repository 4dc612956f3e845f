/** `npm run tune`: fits the weights of judgement on questions of a voice the index has not seen, each voice held out in turn. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryIndex } from '../../adapters/index/hnsw.ts'
import { readAsked } from '../../src/answer/asked.ts'
import { ANSWER_FEATURES, answerFeatures, type Question, RANK_FEATURES, rank, rankFeatures, spokenOf } from '../../src/answer/judge.ts'
import type { Lessons } from '../../src/corpus/lessons.ts'
import { hybridSearch } from '../../src/search/search.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { readSetting } from '../../src/understand/place.ts'
import { readReferences } from '../../src/understand/reference.ts'
import { corpus, lessons, ROOT } from './data.ts'

type Case = {
  readonly voice: string
  readonly q: string
  readonly clauses: readonly string[]
  readonly also: readonly string[]
  readonly group: string | null
  readonly normal: string
  readonly question: Question
  readonly features: number[][]
  readonly evidence: Awaited<ReturnType<ReturnType<typeof hybridSearch>>>
}

const voices = [...new Set(lessons.anticipated.map((l) => l.voice))].sort()
const cases: Case[] = []
for (const voice of voices) {
  const heldOut = ({ voice: own }: { readonly voice: string }) => own !== voice
  const others: Lessons = { anticipated: lessons.anticipated.filter(heldOut), unanswered: lessons.unanswered.filter(heldOut), about: lessons.about.filter(heldOut) }
  const { learned, vectors } = await memoryIndex(corpus, others)
  const search = hybridSearch(corpus, learned, vectors, normalise)
  const held = [
    ...lessons.anticipated.filter((l) => l.voice === voice),
    ...lessons.unanswered.filter((l) => l.voice === voice).map((l) => ({ ...l, clauses: [] as string[], also: [] as string[] })),
  ]
  for (const l of held) {
    const normal = normalise(l.q)
    const question: Question = { read: readReferences(normal), setting: readSetting(normal), asked: readAsked(normal) }
    const evidence = await search(normal)
    cases.push({
      voice,
      q: l.q,
      clauses: l.clauses,
      group: 'group' in l ? l.group : null,
      also: l.also,
      normal,
      question,
      evidence,
      features: corpus.clauses.map((c, i) => rankFeatures(spokenOf(normal), question, evidence, c, i)),
    })
  }
  console.error(`${voice}: ${held.length}`)
}

const rankWeights = fitRank(cases.filter((c) => c.clauses.length > 0))
const ranked = new Map(cases.map((c) => [c, rank(c.normal, c.question, c.evidence, corpus.clauses, { rank: rankWeights, answer: [] })]))
const rows = cases.map((c) => ({ x: answerFeatures(c.question, c.evidence, ranked.get(c) as never), y: c.clauses.length > 0 ? 1 : 0, c }))
// Minimal pairs are harder than what people send: they teach the index, and do not set the limit.
const usual = rows.filter((r) => !r.c.voice.startsWith('pairs-'))
const answerWeights = fitAnswer(usual)

console.log('voice            first   in 3  abstains  refuses')
for (const voice of [...voices, '']) {
  const mine = rows.filter((r) => !voice || r.c.voice === voice)
  const yes = mine.filter((r) => r.y)
  const no = mine.filter((r) => !r.y)
  const p = (r: (typeof rows)[number]) => 1 / (1 + Math.exp(-r.x.reduce((s, x, i) => s + x * (answerWeights[i] as number), 0)))
  const top = (r: (typeof rows)[number], n: number) =>
    (ranked.get(r.c) as { clause: { id: string } }[]).slice(0, n).some((k) => [...r.c.clauses, ...r.c.also].includes(k.clause.id))
  const share = (n: number, of: number) => `${((100 * n) / of).toFixed(1)}`.padStart(7)
  console.log(
    (voice || 'all').padEnd(15),
    share(yes.filter((r) => top(r, 1)).length, yes.length),
    share(yes.filter((r) => top(r, 3)).length, yes.length),
    share(no.filter((r) => p(r) < 0.5).length, no.length),
    ' ',
    share(yes.filter((r) => p(r) < 0.5).length, yes.length),
  )
  if (voice && process.argv.includes('--errors'))
    for (const r of mine) {
      const k = (ranked.get(r.c) as { clause: { id: string }; share: number }[]).slice(0, 2).map((x) => `${x.clause.id} ${x.share.toFixed(2)}`)
      if (r.y ? !top(r, 1) || p(r) < 0.5 : p(r) >= 0.5) console.log('  ', p(r).toFixed(2), r.c.clauses.join(',') || '∅', '→', k.join(' '), '|', r.c.q.slice(0, 110))
    }
}
for (const limit of [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]) {
  const p = (r: (typeof rows)[number]) => 1 / (1 + Math.exp(-r.x.reduce((s, x, i) => s + x * (answerWeights[i] as number), 0)))
  const of = (some: typeof rows) => `${((100 * some.filter((r) => p(r) < limit).length) / some.length).toFixed(1)}`.padStart(6)
  const silent = usual.filter((r) => !r.y)
  console.log(
    `limit ${limit}: near misses ${of(silent.filter((r) => r.c.group === 'near-miss'))}, elsewhere ${of(silent.filter((r) => r.c.group !== 'near-miss'))}, refused ${of(usual.filter((r) => r.y))}`,
  )
}
if (!process.argv.includes('--dry'))
  writeFileSync(join(ROOT, 'src/answer/weights.json'), `${JSON.stringify({ rank: rankWeights.map(round), answer: answerWeights.map(round) }, null, 2)}\n`)

function round(x: number): number {
  return Math.round(x * 1e4) / 1e4
}

/** Multinomial logit with shared weights, by gradient steps. */
function fitRank(yes: readonly Case[]): number[] {
  const w = new Array<number>(RANK_FEATURES).fill(0)
  w[0] = 1
  const speed = new Array<number>(RANK_FEATURES).fill(1e-8)
  for (let step = 0; step < 120; step++) {
    const g = new Array<number>(RANK_FEATURES).fill(0)
    for (const c of yes) {
      const z = c.features.map((f) => f.reduce((s, x, i) => s + x * (w[i] as number), 0))
      const most = Math.max(...z)
      const e = z.map((x) => Math.exp(x - most))
      const sum = e.reduce((a, b) => a + b, 0)
      corpus.clauses.forEach((clause, k) => {
        const target = c.clauses.includes(clause.id) ? 1 / c.clauses.length : 0
        const d = (e[k] as number) / sum - target
        if (Math.abs(d) < 1e-4) return
        const f = c.features[k] as number[]
        for (let i = 0; i < RANK_FEATURES; i++) g[i] = (g[i] as number) + d * (f[i] as number)
      })
    }
    for (let i = 0; i < RANK_FEATURES; i++) {
      const d = (g[i] as number) / yes.length + 1e-4 * (w[i] as number)
      speed[i] = (speed[i] as number) + d * d
      w[i] = (w[i] as number) - (0.5 * d) / Math.sqrt(speed[i] as number)
    }
  }
  return w
}

function fitAnswer(rows: readonly { x: number[]; y: number }[]): number[] {
  const w = new Array<number>(ANSWER_FEATURES).fill(0)
  const speed = new Array<number>(ANSWER_FEATURES).fill(1e-8)
  for (let step = 0; step < 1500; step++) {
    const g = new Array<number>(ANSWER_FEATURES).fill(0)
    for (const { x, y } of rows) {
      const d = 1 / (1 + Math.exp(-x.reduce((s, v, i) => s + v * (w[i] as number), 0))) - y
      for (let i = 0; i < ANSWER_FEATURES; i++) g[i] = (g[i] as number) + d * (x[i] as number)
    }
    for (let i = 0; i < ANSWER_FEATURES; i++) {
      const d = (g[i] as number) / rows.length + 1e-5 * (w[i] as number)
      speed[i] = (speed[i] as number) + d * d
      w[i] = (w[i] as number) - (0.5 * d) / Math.sqrt(speed[i] as number)
    }
  }
  return w
}
