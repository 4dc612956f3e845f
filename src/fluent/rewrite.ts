/** Puts verified sentences of a model in the place of an answer's quotes, clause by clause; where too little is left, the quotes stay. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Sentence } from '../corpus/notice.ts'
import type { Answer, Citation } from '../message.ts'
import type { Claim } from './held.ts'
import { flat, readQuantities } from './quantities.ts'
import { held } from './words.ts'

/** A clause as an answer shows it: the line that says who speaks, its quotes, and the sentence that is the point. */
export type Group = { readonly citation: Citation; readonly head: number; readonly quotes: readonly number[]; readonly point: Sentence }

const HEAD = /^(?:\d+\. )?(?:国家知识产权局.{1,12}（\d{4}年）|辽宁省（只适用于辽宁，.{1,20}）)写明：$/
const QUOTE = /^「([^」]+)」$/

/** The groups of an answer found by search; null for any other answer, whose exactness is the point, and for English ones, which nothing here can verify. */
export function groups(corpus: Corpus, answer: Answer): Group[] | null {
  if (!answer.answered || answer.generated) return null
  const lines = answer.text.split('\n')
  const heads = lines.flatMap((l, i) => (HEAD.test(l) ? [i] : []))
  if (heads.length === 0 || heads.length !== answer.citations.length) return null
  const found = heads.map((head, n): Group | null => {
    const citation = answer.citations[n] as Citation
    const until = heads[n + 1] ?? lines.length
    const quotes = lines.flatMap((l, i) => (i > head && i < until && QUOTE.test(l) ? [i] : []))
    const texts = quotes.map((i) => (QUOTE.exec(lines[i] as string) as RegExpExecArray)[1] as string)
    const point = corpus.clause(citation.clause).sentences.find((s) => texts[0]?.startsWith(s.text))
    return point && texts.every((t) => citation.quote.includes(t)) ? { citation, head, quotes, point } : null
  })
  return found.every((g) => g !== null) ? found : null
}

/** Lines that are exact or nothing: who is responsible, contacts, the signature. */
export function rewritable(corpus: Corpus, { citation, point }: Group): boolean {
  const clause = corpus.clause(citation.clause)
  return typeof clause.ordinal === 'number' && clause.ordinal > 0 && !/^责任部门：/.test(point.text) && /[。；]$/.test(point.text)
}

/** The clauses as a model is given them. */
export function clausesFor(corpus: Corpus, shown: readonly Group[]): string {
  return shown
    .map(({ citation }) => {
      const { region } = corpus.notice(corpus.clause(citation.clause).notice)
      return `[${citation.clause}] ${citation.label} ${region === '全国' ? '适用于全国' : `只适用于${region}`}\n${citation.quote}`
    })
    .join('\n\n')
}

/** True where the sentences kept still say the point: they rest on it, with every figure and date of it. */
export function pointKept({ point }: Group, kept: readonly Claim[]): boolean {
  const resting = kept.filter((c) => c.quote.includes(point.text) || point.text.includes(c.quote))
  const said = flat(resting.map((c) => c.text).join('。'))
  const told = readQuantities(said).found
  const needed = readQuantities(flat(point.text)).found.filter((q) => q.kind !== 'date' || /\d{4}/.test(q.value))
  return resting.length > 0 && held(flat(point.text), said) >= 0.35 && needed.every((q) => told.some((t) => t.value === q.value && t.unit === q.unit))
}

/** What was kept, clause by clause. */
export type Kept = ReadonlyMap<Group, readonly Claim[]>

/** The answer with what was kept in the place of quotes; null where nothing was. Departments, sources and citations stay as they were. */
export function rewritten(answer: Answer, kept: Kept): Answer | null {
  return kept.size === 0 ? null : { ...answer, text: joined(lines(answer, kept)), generated: true }
}

/** The same as far as the last sentence kept of one group. */
export function beginning(answer: Answer, kept: Kept, { quotes }: Group): Answer {
  return { ...answer, text: joined(lines(answer, kept).slice(0, (quotes[0] as number) + 1)), generated: true }
}

/** The answer's lines; null in the place of one that is gone. */
function lines(answer: Answer, kept: Kept): (string | null)[] {
  const made: (string | null)[] = answer.text.split('\n')
  for (const [{ citation, head, quotes }, claims] of kept) {
    made[head] = (made[head] as string).replace(/写明：$/, '的意思是：')
    for (const i of quotes) made[i] = null
    // The mark comes first: a channel may cut a long text anywhere.
    made[quotes[0] as number] = `【AI生成，依据${citation.label}】${claims.map((c) => ended(c.text)).join('')}`
  }
  return made
}

const joined = (made: readonly (string | null)[]) => made.filter((line) => line !== null).join('\n')

function ended(text: string): string {
  return /[。！]$/.test(text) ? text : `${text.replace(/[；，,;.]$/, '')}。`
}
