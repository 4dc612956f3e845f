/** The verifier: holds one sentence of a model against the words of the notice it names, and says what is wrong with it, or nothing. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Notice } from '../corpus/notice.ts'
import { normalise } from '../understand/normalise.ts'
import { readReferences, resolve } from '../understand/reference.ts'
import { aside, condition, denial, exception, hedge, strength } from './force.ts'
import { LINKS } from './hedges.ts'
import { type Claim, type Flaw, type Held, hold, same } from './held.ts'
import { flat, type Quantity, readQuantities } from './quantities.ts'
import { place, scope, subject } from './whom.ts'
import { covered, explainer, held, heldPairs } from './words.ts'

/** What is wrong with a claim, or null. */
export type Verifier = (claim: Claim) => Flaw | null

const LONGEST = 220
const SHORTEST = 6

export function verifier(corpus: Corpus): Verifier {
  const explain = explainer(corpus.glossary)
  const checks: readonly ((held: Held) => Flaw | null)[] = [
    (h) => reference(corpus, h),
    quantities,
    place,
    strength,
    condition,
    hedge,
    exception,
    denial,
    subject,
    scope,
    (h) => coverage(h, explain),
  ]
  return (claim) => {
    const bad = form(claim.text)
    if (bad) return bad
    const clause = corpus.clauses.find((c) => c.id === claim.clause)
    if (!clause || claim.quote.trim().length < 4 || !clause.text.includes(claim.quote)) return { kind: 'quote', what: '引文不在所说的条文里' }
    const flawOf = ([before, after]: readonly [number, number]) => firstFlaw(checks, hold(claim, clause, corpus.notice(clause.notice), before, after))
    const own = flawOf([0, 0])
    // A sentence may join what the clause says beside the words it quotes; it must hold against the whole of that.
    return own && BESIDE.some((reach) => flawOf(reach) === null) ? null : own
  }
}

/** How many sentences in front of the quoted ones, and behind them. */
const BESIDE = [
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 0],
] as const

function firstFlaw(checks: readonly ((held: Held) => Flaw | null)[], made: Held): Flaw | null {
  for (const check of checks) {
    const flaw = check(made)
    if (flaw) return flaw
  }
  return null
}

/** What no sentence may be, whatever it rests on. */
function form(text: string): Flaw | null {
  if (text.length < SHORTEST || text.length > LONGEST || !text.isWellFormed()) return { kind: 'form', what: '过长、过短或字符不完整' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  if (/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff「」⟦⟧［］|]/u.test(text))
    return { kind: 'form', what: '含有不可见字符、引号或占位符' }
  const linked = LINKS.exec(text.normalize('NFKC'))
  if (linked) return { kind: 'link', what: linked[0] }
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han < text.length / 2 ? { kind: 'form', what: '不是中文句子' } : null
}

/** Another clause or notice than its own may be named only where the source itself names it. */
function reference(corpus: Corpus, { raw, clause, source, said }: Held): Flaw | null {
  const read = readReferences(normalise(raw))
  const foreign = /(?:第[零一二三四五六七八九十百\d]+[条款项]|[〔[(]\d{4}[〕\])]\d+号|\d+号文?)/g
  for (const [written] of said.matchAll(foreign)) {
    if (source.includes(written)) continue
    const ordinal = read.references.find((r) => r.ordinal)
    if (!ordinal && !read.notices.includes(clause.notice)) return { kind: 'reference', what: written }
  }
  if (read.foreign && !source.includes(flat(read.foreign))) return { kind: 'reference', what: read.foreign }
  for (const { notice, ordinal } of read.references) {
    if (notice && notice !== clause.notice && read.exact) return { kind: 'reference', what: notice }
    if (!ordinal) continue
    const own = resolve(corpus, notice ?? clause.notice, ordinal).some((r) => r.kind === 'clause' && r.id === clause.id)
    if (!own) return { kind: 'reference', what: '所说的条款不是依据的这一条' }
  }
  return null
}

function quantities({ said, source, parts, stretches, notice }: Held): Flaw | null {
  const ours = readQuantities(said)
  const theirs = readQuantities(source)
  for (const code of ours.codes) if (!source.includes(code)) return { kind: 'code', what: code }
  // One figure said twice, where the notice has another beside it.
  for (const q of ours.found.filter((t) => t.kind === 'number')) {
    const times = (all: readonly Quantity[]) => all.filter((t) => same(t, q)).length
    if (times(ours.found) > times(theirs.found) && theirs.found.some((t) => t.unit === q.unit && t.value !== q.value))
      return { kind: 'number', what: said.slice(q.start, q.end) }
  }
  const listed = said.split(/[、和与及]/).length
  const items = [...said.matchAll(/[^,;。:]+(?:、[^,;。:]+)+/g)].map(([list]) => list.split(/[、和与及]/).length)
  for (const q of ours.found) {
    const until = q.kind === 'date' && q.bound === null && /(?:截[到至止]?|截止到|都到|赶在)$/.test(said.slice(0, q.start))
    if (
      !stands(until ? { ...q, bound: 'before' } : q, theirs.found, notice) &&
      !(q.kind === 'number' && (counts(q, said, listed) || (/^[类种样]$/.test(q.unit) && items.includes(Number(q.value))) || spans(q, theirs.found, said)))
    )
      return { kind: q.kind === 'number' ? 'number' : 'date', what: said.slice(q.start, q.end) }
    if (q.kind === 'date') continue
    // A number belongs to what is said beside it.
    const bare = (text: string) => text.replace(/[\d%.]+/g, '')
    const at = stretches.findIndex((s) => s.start <= q.start && q.start < s.start + s.text.length)
    const elsewhere = (beside: number) => {
      const stretch = bare(
        stretches
          .slice(Math.max(0, at - beside), at + 1 + beside)
          .map((s) => s.text)
          .join(),
      )
      const rivals = parts.map((part) => ({
        like: held(stretch, bare(part)) + heldPairs(stretch, bare(part)),
        found: readQuantities(part).found.filter((t) => t.kind === q.kind && t.unit === q.unit),
      }))
      const own = Math.max(0, ...rivals.filter((r) => r.found.some((t) => same(t, q))).map((r) => r.like))
      return Math.max(0, ...rivals.filter((r) => r.found.length > 0 && !r.found.some((t) => same(t, q))).map((r) => r.like)) > own + 0.15
    }
    // 一半以上的地市，做专利质押融资政策有保障: what it is a number of may stand in the next stretch.
    if ([0, 1, stretches.length].every(elsewhere)) return { kind: 'number', what: `${said.slice(q.start, q.end)} 说的是别处` }
  }
  return null
}

function stands(q: Quantity, theirs: readonly Quantity[], notice: Notice): boolean {
  if (q.kind === 'often') return theirs.some((t) => same(t, q)) || false
  if (q.kind === 'date') {
    if (theirs.some((t) => same(t, q) && t.bound === q.bound)) return true
    // A year alone may be named where the notice speaks in it, or names a day of it.
    const year = /^(\d{4})---$/.exec(q.value)?.[1]
    return year !== undefined && q.bound === null && (notice.issued.startsWith(year) ? !theirs.some((t) => t.value.startsWith(`${year}-`)) : false)
  }
  return theirs.some((t) => same(t, q) && (t.bound === q.bound || (t.bound === null && q.bound === 'most' && /工作日|天/.test(q.unit))))
}

/** 三年 for 2018—2020, 一年里 for 每年. */
function spans(q: Quantity, theirs: readonly Quantity[], said: string): boolean {
  if (q.unit !== '年') return false
  const behind = /^(?:里|内|到头|下来|中|至少|最少|起码|不[少低])/.test(said.slice(q.end))
  return theirs.some((t) => {
    const [from, to] = t.unit === 'years' ? t.value.split('-').map(Number) : []
    return (q.value === '1' && t.kind === 'often' && t.value === '年' && behind) || (from !== undefined && to !== undefined && Number(q.value) === to - from + 1)
  })
}

/** 沈阳和大连这两个城市: counts what the sentence itself lists. */
function counts(q: Quantity, said: string, listed: number): boolean {
  return /^[2-5]$/.test(q.value) && /^(?:个|类|种|项|家|样|)$/.test(q.unit) && Number(q.value) <= listed && /这$|以下$|下列$/.test(said.slice(0, q.start))
}

const SHARE = 0.5
const STRETCH = 0.3
const GAP = 6

function coverage({ clause, said, source, context, stretches }: Held, explain: ReturnType<typeof explainer>): Flaw | null {
  const explained = explain(said, `${source}。${context}`, flat(clause.text))
  const whole = covered(explained)
  if (whole.share < SHARE) return { kind: 'coverage', what: `只有 ${Math.round(100 * whole.share)}% 有依据` }
  if (whole.gap >= GAP) return { kind: 'coverage', what: '有一段没有依据' }
  for (const { text, start } of stretches) {
    const { share, said: told } = covered(explained, start, start + text.length)
    if (told >= 4 && share < STRETCH && !aside(text, source)) return { kind: 'coverage', what: text.slice(0, 24) }
  }
  // A sentence of empty words asserts nothing that could be checked.
  if (whole.said < 4) return { kind: 'coverage', what: '没有说出内容' }
  return held(said, source) < 0.3 ? { kind: 'coverage', what: '与依据几乎无关' } : null
}
