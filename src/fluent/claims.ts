/** The verifier: holds one sentence of a model against the words of the notice it names, and says what is wrong with it, or nothing. */
import type { Corpus } from '../corpus/corpus.ts'
import { normalise } from '../understand/normalise.ts'
import { readReferences, resolve } from '../understand/reference.ts'
import { subject } from './actors.ts'
import { aside, denial } from './denial.ts'
import { quantities } from './figures.ts'
import { condition, exception, hedge, strength } from './force.ts'
import { LINKS } from './hedges.ts'
import { type Claim, type Flaw, type Held, hold } from './held.ts'
import { blankedAt, flat, readQuantities } from './quantities.ts'
import { place, scope } from './whom.ts'
import { belonging, covered, type Explainer, explainer, held, ownHeld } from './words.ts'

/** What is wrong with a claim, or null. `earlier`: what was said of its clause just before, and holds. */
export type Verifier = (claim: Claim, earlier?: readonly Claim[]) => Flaw | null

const LONGEST = 220
const SHORTEST = 6

export function verifier(corpus: Corpus): Verifier {
  const explain = explainer(corpus.glossary)
  const belongs = belonging(corpus.clauses.flatMap(({ id, sentences }) => sentences.map((s) => ({ clause: id, text: flat(s.text) }))))
  const checks: readonly ((held: Held) => Flaw | null)[] = [
    (h) => reference(corpus, h),
    quantities,
    place,
    strength,
    (h) => condition(h, explain),
    hedge,
    exception,
    denial,
    subject,
    scope,
    (h) => coverage(h, explain),
    (h) => elsewhere(h, belongs),
  ]
  return (claim, earlier = []) => {
    const bad = form(claim.text)
    if (bad) return bad
    const clause = corpus.clauses.find((c) => c.id === claim.clause)
    if (!clause || claim.quote.trim().length < 4 || !clause.text.includes(claim.quote)) return { kind: 'quote', what: '引文不在所说的条文里' }
    const holdBy = (reach: readonly [number, number]) => hold(claim, clause, corpus.notice(clause.notice), earlier, reach)
    const quoted = holdBy([0, 0])
    const flaw = firstFlaw(checks, quoted)
    if (!flaw || FINAL.has(flaw.kind)) return flaw
    // A sentence may join what the clause says beside the words it quotes; it must hold against the whole of that.
    const lifts = (wide: Held) => (!ADDED.has(flaw.kind) || joins(wide, quoted)) && firstFlaw(checks, wide) === null
    return BESIDE.some((reach) => lifts(holdBy(reach))) ? null : flaw
  }
}

/** What the quoted words themselves hold the sentence to; nothing beside them lifts it. */
const FINAL: ReadonlySet<Flaw['kind']> = new Set(['count', 'exception', 'hedge', 'strength'])

/** What may not be fetched from beside without saying what stands there. */
const ADDED: ReadonlySet<Flaw['kind']> = new Set(['number', 'date', 'code', 'place', 'subject', 'scope'])

/** How many sentences in front of the quoted ones, and behind them. */
const BESIDE = [
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 0],
] as const

/** True where a sentence takes up what stands beside the words it quotes, and not only a figure of it. */
function joins({ said, source }: Held, quoted: Held): boolean {
  return ownHeld(source.replace(quoted.source, ',').replace(/[\d%.]+/g, ''), said, quoted.source)
}

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
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  return count(/\p{Script=Han}/gu) <= count(/(?!\p{Script=Han})\p{L}/gu) ? { kind: 'form', what: '不是中文句子' } : null
}

/** Another clause or notice than its own may be named only where the source itself names it. */
function reference(corpus: Corpus, { raw, clause, notice, source, said }: Held): Flaw | null {
  const work = [...raw.matchAll(/《([^《》]+)》?/g)].find(([, name = '']) => !flat(`${clause.text}${notice.title}`).includes(flat(name)))
  if (work) return { kind: 'reference', what: work[0] }
  // 头一条，…: the first thing the speaker says, not the notice's first clause.
  const read = readReferences(normalise(raw.replace(/(?<!通知|号|文件?|的)头一[条项个]/g, '首先')))
  const foreign = /(?:第[零一二三四五六七八九十百\d]+[条款项]|[〔[(]\d{4}[〕\])]\d+号|(?<!月)\d+号文?)/g
  for (const [written] of said.matchAll(foreign)) {
    if (source.includes(written)) continue
    const ordinal = read.references.find((r) => r.ordinal)
    if (!ordinal && !read.notices.includes(clause.notice)) return { kind: 'reference', what: written }
  }
  if (read.foreign && !source.includes(flat(read.foreign).replace(/^.*?(?=国知|国办|国发)/, ''))) return { kind: 'reference', what: read.foreign }
  for (const { notice, ordinal } of read.references) {
    if (notice && notice !== clause.notice && read.exact) return { kind: 'reference', what: notice }
    // 文件落款: a part of the paper, not a clause of it.
    if (!ordinal || typeof ordinal === 'string') continue
    const own = resolve(corpus, notice ?? clause.notice, ordinal).some((r) => r.kind === 'clause' && r.id === clause.id)
    if (!own) return { kind: 'reference', what: '所说的条款不是依据的这一条' }
  }
  return null
}

/** What belongs to another clause: that says more of it than the one it names. */
function elsewhere({ clause, said, context, stretches }: Held, belongs: ReturnType<typeof belonging>): Flaw | null {
  const source = `${context}。${flat(clause.text)}`
  const beyond = (text: string, lead: number) => {
    // Days were held by themselves.
    const undated = readQuantities(text)
      .found.filter((q) => q.kind === 'date')
      .reduce(blankedAt, text)
    const { own, other } = belongs(undated, source, clause.id)
    return other > own * AHEAD + lead
  }
  const strange = beyond(said, LEAD) || stretches.some(({ text, asks }) => !asks && beyond(text, STRETCH_LEAD))
  return strange ? { kind: 'coverage', what: '说的是别的条文' } : null
}

/** Notices repeat each other; a pair that few sentences have weighs about 5. */
const AHEAD = 1.1
const LEAD = 2
const STRETCH_LEAD = 9

const SHARE = 0.5
const STRETCH = 0.25
const GAP = 6

function coverage({ clause, said, source, context, stretches }: Held, explain: Explainer): Flaw | null {
  const { weights } = explain(said, `${source}。${context}`, flat(clause.text))
  // What a question says beyond the notice is nobody's claim; a figure was held by itself.
  const settled = [...stretches.filter((s) => s.asks).map(({ start, text }) => ({ start, end: start + text.length })), ...readQuantities(said).found]
  const explained = { weights: weights.map((weight, i) => (weight < 1 && settled.some(({ start, end }) => start <= i && i < end) ? -1 : weight)) }
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
