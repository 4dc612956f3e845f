/** Answers what points at a notice or a clause by its number: exactly, before anything is searched. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Clause } from '../corpus/notice.ts'
import type { Evidence } from '../search/search.ts'
import { type Ordinal, type Resolved, resolve } from '../understand/reference.ts'
import { type Asked, holds } from './asked.ts'
import { composeOriginal } from './compose.ts'
import { type Question, rank } from './judge.ts'
import { type Asking, type Means, remember, show, silent, type Turn } from './turn.ts'

/** A clause asked for by its number is given whole up to this length. */
const WHOLE = 460

/** What stands between references without asking anything. */
const BETWEEN = /跟|和|与|以及|都|发我|给我|看看?|比一比|对比|比较|一下|请|麻烦|查|的|and|compare|with|[两三]条|贴出来|出来|列|发|全文|show me|please/g

export async function byReference(means: Means, asking: Asking): Promise<Turn | null> {
  const { corpus, search } = means
  const { read, memory, language, lean } = asking
  if (foreign(corpus, asking)) return silent(corpus, memory, 'not-in-notices', language, { what: read.foreign })
  if (lean.kind === 'original' || lean.kind === 'which') {
    const clauses = lean.clauses.map(corpus.clause).slice(0, lean.kind === 'which' ? 1 : 3)
    return remember(asking, composeOriginal(corpus, clauses, asking.city, language), memory.normal)
  }
  const pointed = read.references.filter((r) => r.ordinal !== null)
  if (pointed.length === 0) return null
  const found: Resolved[] = []
  for (const r of pointed) {
    const notice = r.notice ?? lean.notice
    if (!notice) return unnamed(means, asking, r.ordinal as Ordinal)
    found.push(...resolve(corpus, notice, r.ordinal as Ordinal))
  }
  const ids = [...new Set(found.flatMap((f) => (f.kind === 'clause' ? [f.id] : [])))]
  const missing = found.find((f) => f.kind === 'none')
  if (ids.length === 0 && missing) return noSuchClause(corpus, asking, missing)
  const clauses = ids.map(corpus.clause)
  const meant = [read.rest, ...clauses.map((c) => c.heading)].join(' ')
  const rest = read.rest.replace(BETWEEN, '').replace(/[^\p{L}\p{N}]/gu, '')
  if (asking.asked === 'original' || (rest.length <= 3 && clauses.every((c) => c.text.length <= WHOLE / ids.length)))
    return remember(asking, composeOriginal(corpus, clauses, asking.city, language), meant)
  const evidence = await search(asking.normal)
  if ((evidence.silence.get('!refused') ?? 0) + (evidence.silence.get('!attack') ?? 0) > 0.5) return silent(corpus, memory, 'refused', language, {})
  if (rest.length > 3 && unstated(asking, evidence, clauses))
    return silent(corpus, memory, 'not-in-notices', language, { asked: asking.asked, near: clauses[0] as Clause })
  return remember(asking, show(corpus, evidence, clauses, asking), meant)
}

/** A document that is not held cannot be quoted; one that a notice merely names can still be asked about. */
function foreign(corpus: Corpus, { read, asked }: Asking): boolean {
  if (!read.foreign || read.notices.length > 0) return false
  const number = /(\d+) ?号/.exec(read.foreign)?.[1]
  const named = corpus.clauses.some((c) => c.facts.some((f) => f.kind === 'document' && number !== undefined && f.text.includes(`〕${number}号`)))
  return !named || asked === 'original' || read.references.some((r) => r.ordinal)
}

function noSuchClause(corpus: Corpus, asking: Asking, missing: Extract<Resolved, { kind: 'none' }>): Turn {
  const notice = corpus.notice(missing.notice)
  const what =
    asking.language === 'en'
      ? `${notice.number} has ${missing.of} numbered measures; there is no number ${missing.n}.`
      : `${notice.number}只有${missing.of}条，没有第${missing.n}条。`
  return silent(corpus, { ...asking.memory, normal: asking.normal, clauses: [`${missing.notice}#${missing.of}`] }, 'no-such-clause', asking.language, { what })
}

/** “第四条谁负责” with no notice named and none talked about: the one notice whose fourth measure fits, or a question back. */
async function unnamed({ corpus, search, weights }: Means, asking: Asking, ordinal: Ordinal): Promise<Turn> {
  const candidates = corpus.notices.flatMap((n) => resolve(corpus, n.id, ordinal)).flatMap((r) => (r.kind === 'clause' ? [r.id] : []))
  const asks = asking.read.rest.replace(/是|关于|什么|啥|讲|说|写|内容|规定|的|谁|负责|责任部门|原文|呢|吗|[^\p{L}\p{N}]/gu, '')
  if (asks.length >= 2) {
    const evidence = await search(asking.normal)
    const question: Question = { read: asking.read, setting: asking.setting, asked: asking.asked }
    const ranked = rank(asking.normal, question, evidence, corpus.clauses, weights).filter((r) => candidates.includes(r.clause.id))
    const sum = ranked.reduce((s, r) => s + r.share, 0)
    const best = ranked[0]
    if (best && best.share > 0.75 * sum && sum > 0.2) return remember(asking, show(corpus, evidence, [best.clause], asking), asking.normal)
  }
  const what =
    asking.language === 'en'
      ? 'Which notice do you mean? I hold no. 32 (2018), no. 22 (2021), no. 733 (2017) and Liaoning’s no. 6 (2022).'
      : '您指的是哪一份通知？我收录了32号文（2018）、22号文（2021）、733号文（2017）和辽宁6号文（2022），例如“32号文第三条”。'
  return silent(corpus, { ...asking.memory, normal: asking.normal }, candidates.length ? 'unclear' : 'no-such-clause', asking.language, { what })
}

const STATED: readonly Asked[] = ['fee', 'rate', 'amount', 'address', 'material', 'procedure', 'names', 'statistics']

/** The clause pointed at does not state the kind of thing asked for, and the evidence speaks for silence too. */
function unstated(asking: Asking, evidence: Evidence, clauses: readonly Clause[]): boolean {
  const near = evidence.silence.get('!near-miss') ?? 0
  if (asking.asked === 'validity') return true
  if (asking.asked === 'contact') return !clauses.some((c) => holds(c, 'contact'))
  return near > (STATED.includes(asking.asked) ? 0.3 : 0.6)
}
