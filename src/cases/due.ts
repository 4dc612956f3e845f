/** Until when a case is to be answered or closed: as the clause says where it says so, else by the bureau's own service standard. */
import { z } from 'zod'
import { addWorkingDays } from '../calendar.ts'
import { type Corpus, parseJson } from '../corpus/corpus.ts'
import type { Clause } from '../corpus/notice.ts'
import { readNumber } from '../corpus/numerals.ts'
import { DeskError } from '../errors.ts'
import type { Language } from '../message.ts'
import type { Due, Ground, RequestKind } from './event.ts'

const FILE = 'service-standards.json'
const CALL = 'call'
const NO_CLAUSE: readonly string[] = [CALL, '*']
const StandardShape = z.strictObject({
  /** The clause it is for, `call` for somebody who asked for a person (转人工), or `*` for anything else. */
  measure: z.string().min(1),
  workingDays: z.number().int().min(1).max(60),
  what: z.literal('first-response'),
  /** The words it serves, to the letter. */
  ground: z.strictObject({ clause: z.string(), quote: z.string().min(4) }),
  note: z.string().min(4),
  /** The bureau's own promise and not the notice's; anything else belongs in the notice. */
  ours: z.literal(true),
})
export type Standard = Omit<z.infer<typeof StandardShape>, 'ground'> & { readonly ground: Ground }

/**
 * Parses `corpus/service-standards.json`.
 * @throws DeskError naming the standard when its words are not in the clause it names, a measure has two, or none is for the rest.
 */
export function buildStandards(text: string, corpus: Corpus): Standard[] {
  const standards = parseJson(FILE, text, z.array(StandardShape))
  const wrong = (measure: string, what: string): never => {
    throw new DeskError('service-standard', `corpus/${FILE} 中 ${measure} 的标准：${what}`, '请核对条文编号与引文，一字不差')
  }
  if (!standards.some((s) => s.measure === '*')) wrong('*', '缺少适用于其余各条的标准')
  return standards.map((standard, i) => {
    if (standards.findIndex((s) => s.measure === standard.measure) !== i) wrong(standard.measure, '出现了两次')
    if (!NO_CLAUSE.includes(standard.measure)) corpus.clause(standard.measure)
    const clause = corpus.clause(standard.ground.clause)
    const at = clause.text.indexOf(standard.ground.quote)
    if (at < 0) wrong(standard.measure, `${clause.id} 里没有“${standard.ground.quote}”`)
    return { ...standard, ground: spanned(clause, at, at + standard.ground.quote.length) }
  })
}

/** The time a case is held to, counted from `from`: a call by the standard for calls, else by what its clause says, its own standard, or that for the rest. */
export function dueFor(corpus: Corpus, standards: readonly Standard[], request: RequestKind, measure: string | null, from: string): Due {
  const stated = measure === null || request === 'call' ? null : statedLimit(corpus.clause(measure))
  if (stated) return restarted({ ...stated, what: 'completion', ours: false, from, until: { kind: 'at', at: from } }, from)
  const standard = standards.find((s) => s.measure === (request === 'call' ? CALL : measure)) ?? standards.find((s) => s.measure === '*')
  if (!standard) throw new DeskError('service-standard', `${measure ?? '*'} 没有服务标准`, `请在 corpus/${FILE} 中补上`)
  const { workingDays, what, ground } = standard
  return restarted({ workingDays, what, ground, modality: null, ours: true, from, until: { kind: 'at', at: from } }, from)
}

/** The same promise, counted anew. */
export function restarted(due: Due, from: string): Due {
  return { ...due, from, until: addWorkingDays(from, due.workingDays) }
}

/** The limit in working days that a clause states for itself, with the words around it up to the next stop. */
function statedLimit(clause: Clause): Pick<Due, 'workingDays' | 'modality' | 'ground'> | null {
  for (const fact of clause.facts) {
    const days = fact.kind === 'limit' ? readNumber(/^(.+?)个?工作日/.exec(fact.text)?.[1] ?? '') : null
    if (!days) continue
    const before = clause.text.slice(0, fact.start - clause.start)
    const after = clause.text.slice(fact.end - clause.start)
    const start = Math.max(...['，', '。', '；', '：', '、', '\n'].map((stop) => before.lastIndexOf(stop))) + 1
    return { workingDays: days, modality: fact.modality, ground: spanned(clause, start, clause.text.length - after.length + after.search(/[，。；、\n]|$/)) }
  }
  return null
}

function spanned(clause: Clause, from: number, to: number): Ground {
  return { clause: clause.id, quote: clause.text.slice(from, to), start: clause.start + from, end: clause.start + to }
}

/** A moment as people read it: 2026年11月24日17:00. */
export function readable(at: string, language: Language): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? []
  return language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日${time}` : `${time} on ${year}-${month}-${day} (China time)`
}

/** The due time in words, always saying whose promise it is and keeping the notice's own modality. */
export function dueWords(corpus: Corpus, due: Due, language: Language): string {
  const { label } = corpus.clause(due.ground.clause)
  const { workingDays: n, until } = due
  if (language === 'zh') {
    const when = until.kind === 'at' ? `${readable(until.at, 'zh')}前` : `${n}个工作日内`
    const unknown = until.kind === 'at' ? '' : `（${until.year}年的放假安排尚未录入，具体日期暂不能推算）`
    const what = due.what === 'completion' ? '办结' : '首次回复'
    if (due.ours) return `${when}${what}（${n}个工作日）${unknown}。这是本局的服务标准，通知没有写明期限；通知的要求是“${due.ground.quote}”（${label}）`
    return `${due.modality ?? ''}${when}${what}（${n}个工作日）${unknown}，依据${label}：“${due.ground.quote}”`
  }
  const when = until.kind === 'at' ? `by ${readable(until.at, 'en')}` : `within ${n} working days`
  const unknown = until.kind === 'at' ? '' : ` (the holidays of ${until.year} are not entered yet, so no date can be computed)`
  const what = due.what === 'completion' ? 'completion' : 'a first reply'
  const days = `${n} working day${n === 1 ? '' : 's'}`
  if (due.ours)
    return `${what} ${when} (${days})${unknown}. This is the bureau's own service standard; the notice states no limit and says “${due.ground.quote}” (${label})`
  const aims = due.modality === '力争' ? 'the bureau aims at (力争) ' : due.modality ? `(${due.modality}) ` : ''
  return `${aims}${what} ${when} (${days})${unknown}, on the ground of ${label}: “${due.ground.quote}”`
}
