/** Holds the numbers, dates and codes of a sentence against those of the notice: each must stand there, with its unit and bound, and beside what it is said of. */
import type { Notice } from '../corpus/notice.ts'
import { counts, general } from './counted.ts'
import { setOff } from './denial.ts'
import { type Flaw, type Held, same, stretchAt } from './held.ts'
import { type Quantity, readQuantities } from './quantities.ts'
import { held, heldPairs } from './words.ts'

export function quantities(all: Held): Flaw | null {
  const { said, source } = all
  const ours = readQuantities(said)
  for (const code of ours.codes) if (!source.includes(code)) return { kind: 'code', what: code }
  // 以工作日计: a unit without its figure.
  const unit = /工作日|自然日|学时/.exec(said)?.[0]
  if (unit && !source.includes(unit)) return { kind: 'number', what: unit }
  // 2018年6月底前，…；…；…: the day at the head of a list holds for all of it.
  const heads = readQuantities(/^[^,]*/.exec(all.lead)?.[0] ?? '').found.filter((q) => q.kind === 'date')
  const theirs = [...heads, ...readQuantities(source).found]
  const wrong = ours.found.map((q) => doubled(q, ours.found, theirs, all) ?? unfounded(q, theirs, all)).find((flaw) => flaw !== null)
  return wrong ?? null
}

/** One figure said twice, where the notice has another beside it. */
function doubled(q: Quantity, ours: readonly Quantity[], theirs: readonly Quantity[], { said, stretches }: Held): Flaw | null {
  if (q.kind !== 'number' || !theirs.some((t) => t.unit === q.unit && t.value !== q.value)) return null
  // 是50%以上：…: an answer, before the sentence says it.
  const answers = (t: Quantity) => t.end <= (stretches[0]?.text.length ?? 0) && /^[是为要占达到]*$/.test(said.slice(0, t.start))
  const times = ours.filter((t) => same(t, q) && !answers(t)).length
  return times > theirs.filter((t) => same(t, q)).length ? { kind: 'number', what: said.slice(q.start, q.end) } : null
}

/** A figure the notice does not have, or has of something else. */
function unfounded(q: Quantity, theirs: readonly Quantity[], all: Held): Flaw | null {
  const { said, source, context, stretches, notice } = all
  const at = stretchAt(stretches, q.start)
  const { text: here, start: from, asks } = stretches[at] ?? { text: '', start: 0, asks: false }
  // 多久一次？ says none.
  if (asks && theirs.some((t) => t.value === q.value)) return null
  if (setOff(here, q.start - from, context) || (DISCLAIMED.test(here) && theirs.some((t) => t.value === q.value))) return null
  const until = q.kind === 'date' && q.bound === null && UNTIL.test(said.slice(0, q.start))
  const has = (bound: Quantity['bound']) => stands({ ...q, bound }, theirs, notice, source, said.slice(q.end))
  if (!has(q.bound) && !(until && has('before')) && !(q.kind === 'number' && (counts(q, all, theirs) || spans(q, theirs, said, source))))
    return { kind: general(q) ? 'count' : q.kind === 'number' ? 'number' : 'date', what: said.slice(q.start, q.end) }
  // 一半以上的地市，做专利质押融资政策有保障: what it is a number of may stand in the next stretch.
  const leads = [0, 1, stretches.length].map((beside) => lead(q, at, beside, all)).filter((ahead) => Math.abs(ahead) > TIE)
  const elsewhere = q.kind !== 'date' && leads.length > 0 && leads.every((ahead) => ahead > AHEAD)
  return elsewhere ? { kind: 'number', what: `${said.slice(q.start, q.end)} 说的是别处` } : null
}

/** 起码200人次 alone is as like the one as the other. */
const TIE = 0.05
const AHEAD = 0.15

/** How much likelier what is said beside a number is what the notice says of another one. @param beside how many stretches before and behind. */
function lead(q: Quantity, at: number, beside: number, { said, parts, stretches }: Held): number {
  const bare = (text: string) => text.replace(/[\d%.]+/g, '')
  const rival = (text: string) => readQuantities(text).found.some((t) => t.kind === q.kind && t.unit === q.unit && t.value !== q.value)
  // What another figure is told of, and what stands beyond a semicolon, is not beside it.
  const [from, to] = [said.lastIndexOf(';', q.start), said.indexOf(';', q.end)]
  const near = stretches.filter((s, i) => i === at || (Math.abs(i - at) <= beside && !rival(s.text) && s.start > from && (to < 0 || s.start < to)))
  const stretch = bare(near.map((s) => s.text).join())
  const rivals = parts.map((part) => ({
    like: held(stretch, bare(part)) + heldPairs(stretch, bare(part)),
    found: readQuantities(part).found.filter((t) => t.kind === q.kind && t.unit === q.unit),
  }))
  const own = Math.max(0, ...rivals.filter((r) => r.found.some((t) => same(t, q))).map((r) => r.like))
  const other = Math.max(0, ...rivals.filter((r) => r.found.length > 0 && !r.found.some((t) => same(t, q))).map((r) => r.like))
  return other - own
}

/** 一天准能办完我不敢打包票: what a figure is said of is not claimed. */
const DISCLAIMED = /不敢(?:跟您|给您)?(?:打包票|保证|说|许诺|应承)|不(?:能)?(?:打包票|保证|担保)|没(?:有)?说|不是说/

/** Ways of saying 以前 in front of a date: 最晚2018年6月底, 到2018年年末. */
const UNTIL = /(?:截[至止]?|[到至]|赶在|最[晚迟](?:是|在)?|[晚迟]于|期限(?:是|为|在)?|卡在|(?:不(?:能|得|可)?|别|莫)(?:晚|迟|拖|超)?过)$/

function stands(q: Quantity, theirs: readonly Quantity[], notice: Notice, source: string, behind: string): boolean {
  if (q.kind === 'often') return theirs.some((t) => same(t, q))
  if (q.kind === 'date') {
    if (theirs.some((t) => same(t, q) && t.bound === q.bound)) return true
    // The day or the month a notice bears may be told of it.
    const [year, month, day] = notice.issued.split('-').map(Number)
    if (q.bound === null && [`${year}-${month}-${day}-`, `${year}-${month}--`].includes(q.value)) return true
    // A year alone may be named where the notice speaks in it, or names a day of it.
    // GB/T29490-2013: the year of a standard.
    if (q.bound === null && /^\d{4}---$/.test(q.value) && source.includes(`-${q.value.slice(0, 4)}`)) return true
    return q.value === `${year}---` && q.bound === null && !theirs.some((t) => t.value.startsWith(`${year}-`))
  }
  // 面向民营企业培训的人次：200以上
  if (q.unit === '' && /^(?:[,;。!?、:]|$)/.test(behind) && theirs.some((t) => t.kind === 'number' && t.value === q.value && t.bound === q.bound)) return true
  return theirs.some((t) => same(t, q) && (t.bound === q.bound || (t.bound === null && q.bound === 'most' && /工作日|天/.test(q.unit))))
}

/** Figures that say a word of the notice: 三年 for 2018—2020, 一个月 for 每月, 两遍 for 重复. */
function spans(q: Quantity, theirs: readonly Quantity[], said: string, source: string): boolean {
  if (q.unit === '次') return (q.value === '2' && source.includes('重复')) || (q.value === '1' && /^(?:可|还|都)?不(?:够|算|行)/.test(said.slice(q.end)))
  const unit = q.unit.replace(/^个/, '')
  const behind = /^(?:的[^,;。]{0,10}(?:至少|最少|起码)|里|内|到头|下来|当?中|至少|最少|起码|不[能可得]?[少低]|得?有?[一两\d])/.test(said.slice(q.end))
  if (q.value === '1' && behind && theirs.some((t) => t.kind === 'often' && t.value === unit)) return true
  return theirs.some((t) => {
    const [from, to] = t.unit === 'years' ? t.value.split('-').map(Number) : []
    if (from === undefined || to === undefined) return false
    // 2018、2019、2020三年
    return q.unit === '年' ? Number(q.value) === to - from + 1 : q.unit === '' && from <= Number(q.value) && Number(q.value) <= to
  })
}
