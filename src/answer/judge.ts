/** Judges the evidence: which clauses answer, in what order, and whether anything does. Weights are fitted by `npm run tune`. */
import type { Clause } from '../corpus/notice.ts'
import type { Evidence } from '../search/search.ts'
import type { Setting } from '../understand/place.ts'
import type { Read } from '../understand/reference.ts'
import { type Asked, holds, KINDS } from './asked.ts'

/** What is known of a question apart from its evidence. */
export type Question = { readonly read: Read; readonly setting: Setting; readonly asked: Asked }

export type Weights = { readonly rank: readonly number[]; readonly answer: readonly number[] }

/** A clause and how surely it is what was asked for, 0…1. */
export type Ranked = { readonly clause: Clause; readonly share: number }

const YEARS: Record<string, RegExp> = {
  'cnipa-2018-32': /(?<!\d)(?:20)?18年|2018|一八年/,
  'cnipa-2021-22': /(?<!\d)(?:20)?21年|2021|二一年/,
  'cnipa-2017-733': /(?<!\d)(?:20)?17年|2017|一七年/,
  'ln-2022-6': /(?<!\d)(?:20)?22年|2022|二二年/,
}
const PRIVATE = /民企|民营|私企|私营|私人|private|minqi|minying/
const PATENT = /专利|patent|zhuanli/

/** What a text says that speaks for one notice or another: their years, private firms, patents. */
export type Spoken = { readonly years: ReadonlySet<string>; readonly privately: boolean; readonly patent: boolean }

export function spokenOf(normal: string): Spoken {
  const years = Object.entries(YEARS).flatMap(([notice, year]) => (year.test(normal) ? [notice] : []))
  return { years: new Set(years), privately: PRIVATE.test(normal), patent: PATENT.test(normal) }
}

export const RANK_FEATURES = 12
/** What speaks for a clause. */
export function rankFeatures({ years, privately, patent }: Spoken, question: Question, evidence: Evidence, clause: Clause, at: number): number[] {
  const { read, setting } = question
  const named = read.notices.includes(clause.notice)
  const year = years.has(clause.notice)
  const anyYear = years.size > 0
  const ours = clause.notice === 'ln-2022-6'
  return [
    Math.log((evidence.topic[at] as number) + 1e-4),
    Math.log((evidence.near[at] as number) + 1e-2),
    evidence.words[at] as number,
    named && read.exact ? 1 : 0,
    named && !read.exact ? 1 : 0,
    read.notices.length > 0 && !named ? 1 : 0,
    anyYear && year ? 1 : 0,
    anyYear && !year ? 1 : 0,
    setting.liaoning && !setting.national ? (ours ? 1 : -1) : 0,
    setting.national && !setting.liaoning ? (ours ? -1 : 1) : 0,
    privately && clause.notice === 'cnipa-2018-32' ? 1 : 0,
    patent && clause.notice === 'cnipa-2017-733' ? 1 : 0,
  ]
}

export function rank(normal: string, question: Question, evidence: Evidence, clauses: readonly Clause[], weights: Weights): Ranked[] {
  const elsewhere = question.setting.elsewhere !== null && !question.setting.liaoning && !question.read.notices.includes('ln-2022-6')
  const spoken = spokenOf(normal)
  const scored = clauses.map((clause, at) => {
    if (elsewhere && clause.notice === 'ln-2022-6') return { clause, score: Number.NEGATIVE_INFINITY }
    const f = rankFeatures(spoken, question, evidence, clause, at)
    let score = 0
    for (let i = 0; i < f.length; i++) score += (f[i] as number) * (weights.rank[i] as number)
    return { clause, score }
  })
  const most = scored.reduce((m, s) => Math.max(m, s.score), Number.NEGATIVE_INFINITY)
  const sum = scored.reduce((s, x) => s + Math.exp(x.score - most), 0)
  return scored.map(({ clause, score }) => ({ clause, share: Math.exp(score - most) / sum })).sort((a, b) => b.share - a.share)
}

export const ANSWER_FEATURES = 16 + 2 + KINDS.length
/** What speaks for answering at all. The last is constant. */
export function answerFeatures(question: Question, evidence: Evidence, ranked: readonly Ranked[]): number[] {
  const silence = [...evidence.silence.values()].reduce((a, b) => a + b, 0)
  const best = evidence.topic.reduce((a, b) => Math.max(a, b), 0)
  const of = (name: string) => evidence.silence.get(name) ?? 0
  const held = ranked[0] ? holds(ranked[0].clause, question.asked) : null
  const logit = (p: number) => Math.log((p + 1e-3) / (1 - p + 1e-3))
  return [
    -logit(silence),
    Math.log(best + 1e-4),
    ranked[0]?.share ?? 0,
    1 - evidence.silentNeighbours,
    evidence.nearestAnswer,
    evidence.nearestSilence,
    evidence.nearestAnswer - evidence.nearestSilence,
    evidence.seen,
    Math.log1p(evidence.bestWords) / 4,
    of('!near-miss'),
    of('!ip-law') + of('!other-law') + of('!government') + of('!business') + of('!daily'),
    question.read.exact ? 1 : 0,
    question.read.notices.length > 0 && !question.read.exact ? 1 : 0,
    question.setting.elsewhere && !question.setting.liaoning ? 1 : 0,
    logit(evidence.frame),
    held === true ? 1 : 0,
    held === false ? 1 : 0,
    ...KINDS.map((kind) => (question.asked === kind ? 1 : 0)),
    1,
  ]
}

/** Probability that the notices answer, 0…1. */
export function answerable(question: Question, evidence: Evidence, ranked: readonly Ranked[], weights: Weights): number {
  const z = answerFeatures(question, evidence, ranked).reduce((sum, x, i) => sum + x * (weights.answer[i] as number), 0)
  return 1 / (1 + Math.exp(-z))
}
