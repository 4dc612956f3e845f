/** One question in, one answer out: references first, then structure, then search and judgement; silence where nothing answers. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Reason } from '../corpus/lessons.ts'
import type { Clause } from '../corpus/notice.ts'
import type { Answer, Language } from '../message.ts'
import type { Evidence, Search } from '../search/search.ts'
import { normalise, wordless } from '../understand/normalise.ts'
import { readSetting, type Setting } from '../understand/place.ts'
import { type Read, type Resolved, readReferences, resolve } from '../understand/reference.ts'
import { type Asked, holds, readAsked } from './asked.ts'
import { composeClauses, composeListing, composeOriginal, composeSilence } from './compose.ts'
import { followUp, type Lean } from './follow.ts'
import { answerable, type Question, type Ranked, rank, type Weights } from './judge.ts'
import { choose } from './select.ts'
import { byDepartment, byMention, notices, outline } from './structure.ts'
import { fault } from './verify.ts'

/** What a conversation is about, as far as the next question may lean on it. */
export type Memory = {
  /** The last question of substance, normalised. */
  readonly normal: string
  /** The clauses it was answered with, best first; those merely related when it was not. */
  readonly clauses: readonly string[]
  /** Every clause shown for it so far. */
  readonly shown: readonly string[]
  /** The enterprise's city in Liaoning, once it was said. */
  readonly city: string | null
}
export const NOTHING_SAID: Memory = { normal: '', clauses: [], shown: [], city: null }

export type Turn = { readonly answer: Answer; readonly memory: Memory }
export type Answerer = (message: string, memory: Memory, today: string) => Promise<Turn>

type Asking = {
  readonly normal: string
  readonly read: Read
  readonly setting: Setting
  readonly asked: Asked
  readonly language: Language
  readonly lean: Lean
  readonly memory: Memory
  readonly today: string
  readonly city: string | null
}

/** Characters of quotes shown before the sources; a phone's screen. */
const ROOM = 260
/** A clause asked for by its number is given whole up to this length. */
const WHOLE = 460
const CITIES = ['沈阳', '大连', '鞍山', '抚顺', '本溪', '丹东', '锦州', '营口', '阜新', '辽阳', '盘锦', '铁岭', '朝阳', '葫芦岛']

export function answerer(corpus: Corpus, search: Search, weights: Weights): Answerer {
  return async (message, memory, today) => {
    const normal = normalise(message)
    const language = readLanguage(normal)
    if (wordless(normal)) return silent(corpus, memory, 'unclear', language, {})
    const read = readReferences(normal)
    const setting = readSetting(normal)
    const said = CITIES.find((c) => normal.includes(c)) ?? (/沈抚/.test(normal) ? '沈抚示范区' : null)
    const asking: Asking = {
      normal,
      read,
      setting,
      asked: readAsked(normal),
      language,
      lean: followUp(normal, read, memory),
      memory: { ...memory, city: said ?? memory.city },
      today,
      city: said ?? memory.city,
    }
    const turn = (await byReference(corpus, search, weights, asking)) ?? byStructure(corpus, asking) ?? (await bySearch(corpus, search, weights, asking))
    const wrong = fault(corpus, turn.answer)
    // Failing closed: an answer whose quotes do not stand is no answer.
    return wrong ? silent(corpus, memory, 'unclear', language, {}) : turn
  }
}

export function readLanguage(normal: string): Language {
  const latin = normal.match(/[a-z]{2,}/g)?.join('').length ?? 0
  const han = normal.match(/\p{Script=Han}/gu)?.length ?? 0
  return latin > 3 * han && /\b(?:the|what|how|who|is|are|do|does|can|which|when|where|for|of|to|in|my|article|notice|patent|ip|loan)\b/.test(normal) ? 'en' : 'zh'
}

function silent(corpus: Corpus, memory: Memory, reason: Reason, language: Language, detail: { asked?: Asked; what?: string | null; near?: Clause | null }): Turn {
  const near = detail.near ?? null
  const answer = composeSilence(corpus, reason, { asked: detail.asked ?? null, what: detail.what ?? null, near }, language)
  return { answer, memory: near ? { ...memory, clauses: [near.id], shown: [near.id] } : memory }
}

function remember(asking: Asking, answer: Answer, normal = asking.normal): Turn {
  const clauses = [...new Set(answer.citations.map((c) => c.clause))]
  return { answer, memory: { normal, clauses, shown: [...new Set([...(asking.lean.kind === 'more' ? asking.memory.shown : []), ...clauses])], city: asking.city } }
}

// ── Exact references ────────────────────────────────────────────────────────

async function byReference(corpus: Corpus, search: Search, weights: Weights, asking: Asking): Promise<Turn | null> {
  const { read, memory, language, lean } = asking
  // A document that is not held cannot be quoted; one that a notice merely names can still be asked about.
  const named =
    read.foreign !== null &&
    corpus.clauses.some((c) => c.facts.some((f) => f.kind === 'document' && f.text.includes((read.foreign as string).replace(/[^\d]+$/, '').slice(-3))))
  if (read.foreign && read.notices.length === 0 && (!named || asking.asked === 'original' || read.references.some((r) => r.ordinal)))
    return silent(corpus, memory, 'not-in-notices', language, { what: language === 'en' ? read.foreign : `${read.foreign}` })
  if (lean.kind === 'original' || lean.kind === 'which') {
    const clauses = lean.clauses.map(corpus.clause)
    return remember(asking, composeOriginal(corpus, clauses.slice(0, lean.kind === 'which' ? 1 : 3), asking.city, language), memory.normal)
  }
  const pointed = read.references.filter((r) => r.ordinal !== null)
  if (pointed.length === 0) return null
  const found: Resolved[] = []
  for (const r of pointed) {
    const notice = r.notice ?? lean.notice
    if (notice) found.push(...resolve(corpus, notice, r.ordinal as NonNullable<typeof r.ordinal>))
    else return unnamed(corpus, search, weights, asking)
  }
  const ids = [...new Set(found.flatMap((f) => (f.kind === 'clause' ? [f.id] : [])))]
  const missing = found.find((f) => f.kind === 'none')
  if (ids.length === 0 && missing?.kind === 'none') {
    const notice = corpus.notice(missing.notice)
    const what =
      language === 'en'
        ? `${notice.number} has ${missing.of} numbered measures; there is no number ${missing.n}.`
        : `${notice.number}只有${missing.of}条，没有第${missing.n}条。`
    return silent(corpus, { ...memory, normal: asking.normal, clauses: [`${missing.notice}#${missing.of}`] }, 'no-such-clause', language, { what })
  }
  const clauses = ids.map(corpus.clause)
  const rest = read.rest.replace(/[^\p{L}\p{N}]/gu, '')
  if (asking.asked === 'original' || (rest.length <= 3 && clauses.every((c) => c.text.length <= WHOLE / ids.length)))
    return remember(asking, composeOriginal(corpus, clauses, asking.city, language))
  const evidence = await search(asking.normal)
  if ((evidence.silence.get('!refused') ?? 0) + (evidence.silence.get('!attack') ?? 0) > 0.5) return silent(corpus, memory, 'refused', language, {})
  if (rest.length > 3 && missingKind(asking, evidence, corpus, clauses))
    return silent(corpus, memory, 'not-in-notices', language, { asked: asking.asked, near: clauses[0] as Clause })
  return remember(asking, show(corpus, evidence, clauses, asking))
}

/** “第四条谁负责” with no notice named and none talked about: the one notice whose fourth measure fits, or a question back. */
async function unnamed(corpus: Corpus, search: Search, weights: Weights, asking: Asking): Promise<Turn> {
  const ordinal = asking.read.references.find((r) => r.ordinal)?.ordinal as NonNullable<Read['references'][number]['ordinal']>
  const candidates = corpus.notices.flatMap((n) => resolve(corpus, n.id, ordinal)).flatMap((r) => (r.kind === 'clause' ? [r.id] : []))
  const evidence = await search(asking.normal)
  const question: Question = { read: asking.read, setting: asking.setting, asked: asking.asked }
  const ranked = rank(asking.normal, question, evidence, corpus.clauses, weights).filter((r) => candidates.includes(r.clause.id))
  const sum = ranked.reduce((s, r) => s + r.share, 0)
  const best = ranked[0]
  if (best && best.share > 0.75 * sum && sum > 0.2) return remember(asking, show(corpus, evidence, [best.clause], asking))
  const what =
    asking.language === 'en'
      ? 'Which notice do you mean? I hold no. 32 (2018), no. 22 (2021), no. 733 (2017) and Liaoning’s no. 6 (2022).'
      : '您指的是哪一份通知？我收录了32号文（2018）、22号文（2021）、733号文（2017）和辽宁6号文（2022），例如“32号文第三条”。'
  return silent(corpus, { ...asking.memory, normal: asking.normal }, candidates.length ? 'unclear' : 'no-such-clause', asking.language, { what })
}

// ── Structure ───────────────────────────────────────────────────────────────

function byStructure(corpus: Corpus, asking: Asking): Turn | null {
  const { normal, read } = asking
  const listing = notices(corpus, normal, read) ?? byDepartment(corpus, normal, read) ?? byMention(corpus, normal, read) ?? outline(corpus, normal, read)
  return listing ? remember(asking, composeListing(corpus, listing, asking.city, asking.language)) : null
}

// ── Search ──────────────────────────────────────────────────────────────────

const CROSS =
  /(?:国家|全国|中央|国知局).{0,16}(?:辽宁|省里|省局|省)|(?:辽宁|省里|省局|咱省).{0,16}(?:国家|全国|中央)|[四三两几各]个?(?:份|个|项)?(?:文件|通知|文)|分别|对比|对照|比较|比一比|区别|不同|异同|一样不|前后|演变|都(?:是)?(?:怎么|咋|如何|咋个)(?:说|写|讲|提|要求|规定|办)|哪些(?:条|文件|通知|规定|要求|政策|措施)|哪几(?:条|份|个)|都有(?:哪|啥|什么)|汇总|归拢|捋|梳理|compare|difference|\beach\b|all (?:the |four )?(?:notices|documents)|both|respectively|which (?:articles|clauses)/

/** An asked-for kind of thing that none of the clauses holds, with the evidence speaking for silence too. */
function missingKind(asking: Asking, evidence: Evidence, corpus: Corpus, clauses: readonly Clause[]): boolean {
  const near = evidence.silence.get('!near-miss') ?? 0
  if (asking.asked === 'validity') return true
  if (asking.asked === 'contact') return !clauses.some((c) => c.facts.some((f) => f.kind === 'contact')) && near > 0.15
  const kinds: readonly Asked[] = ['fee', 'rate', 'amount', 'address', 'material', 'procedure', 'names', 'statistics']
  return near > (kinds.includes(asking.asked) ? 0.3 : 0.6) && !corpus.clauses.some((c) => clauses.includes(c) && c.text.includes(asking.normal))
}

async function bySearch(corpus: Corpus, search: Search, weights: Weights, asking: Asking): Promise<Turn> {
  const { normal, lean } = asking
  if (lean.kind === 'lean' || lean.kind === 'more') return leaning(corpus, search, weights, asking, lean)
  const evidence = await search(normal)
  const question: Question = { read: asking.read, setting: asking.setting, asked: asking.asked }
  const ranked = rank(normal, question, evidence, corpus.clauses, weights)
  const sure = answerable(question, evidence, ranked, weights)
  const parts = (await questions(corpus, search, weights, asking)).map((r) => r.clause)
  if (sure >= 0.5) return remember(asking, show(corpus, evidence, pick(ranked, question, normal, parts), asking))
  if (parts.length && sure >= 0.15) return remember(asking, show(corpus, evidence, [...new Set(parts)], asking))
  return silence(corpus, asking, evidence, ranked)
}

/** What a short follow-up may ask for that only a clause stating it can answer. */
const STATED: readonly Asked[] = ['contact', 'fee', 'rate', 'amount', 'address', 'material', 'names', 'validity', 'when', 'procedure', 'statistics']

/** A message read together with what was said before it. */
async function leaning(corpus: Corpus, search: Search, weights: Weights, asking: Asking, lean: Extract<Lean, { kind: 'lean' | 'more' }>): Promise<Turn> {
  const { normal, asked } = asking
  const evidence = await search(normal, { normal: lean.normal, weight: lean.weight })
  const own = await search(normal)
  const question: Question = { read: lean.read ?? asking.read, setting: lean.setting ?? asking.setting, asked }
  const open = rank(normal, question, evidence, corpus.clauses, weights)
  const ranked = favour(open, lean)
  const best = ranked[0] as Ranked
  const sure = answerable(question, evidence, ranked, weights)
  const off = [...own.silence].filter(([topic]) => !/near-miss|unclear|other-region|no-such/.test(topic)).reduce((sum, [, p]) => sum + p, 0)
  const unstated = STATED.includes(asked) && holds(best.clause, asked) !== true && (lean.weight >= 0.5 || (own.silence.get('!near-miss') ?? 0) > 0.35)
  // “那辽宁呢”: the same question, but nothing in the notice now asked of.
  const nothingThere = lean.only !== null && (open.find((r) => r.clause === best.clause)?.share ?? 0) < 0.01
  if (off > 0.75 || unstated || nothingThere || sure < (lean.weight >= 0.8 ? 0.15 : 0.35)) return silence(corpus, asking, own, ranked)
  const answer = show(corpus, evidence, pick(ranked, question, normal, []), asking)
  return remember(asking, answer, normal.length < 10 ? `${lean.normal} ${normal}` : normal)
}

function favour(ranked: readonly Ranked[], lean: Extract<Lean, { kind: 'lean' | 'more' }>): Ranked[] {
  const raised = ranked.map((r) => {
    if (lean.kind === 'more') return { ...r, share: lean.clauses.includes(r.clause.id) ? 0 : r.share }
    const at = lean.clauses.indexOf(r.clause.id)
    const restricted = lean.only && !lean.only.includes(r.clause.notice)
    return { ...r, share: restricted ? 0 : r.share * (at === 0 ? 1 + 6 * lean.weight : at > 0 ? 1 + 2 * lean.weight : 1) }
  })
  const sum = raised.reduce((s, r) => s + r.share, 0) || 1
  return raised.map((r) => ({ ...r, share: r.share / sum })).sort((a, b) => b.share - a.share)
}

function silence(corpus: Corpus, asking: Asking, evidence: Evidence, ranked: readonly Ranked[]): Turn {
  const [topic] = [...evidence.silence].sort((a, b) => b[1] - a[1])[0] ?? ['!unclear', 0]
  const told = topic.slice(1)
  const reason: Reason =
    told === 'other-region' || told === 'no-such-clause' || told === 'unclear' || told === 'small-talk' || told === 'refused'
      ? told
      : told === 'attack'
        ? 'refused'
        : told === 'noise'
          ? 'unclear'
          : 'not-in-notices'
  const best = ranked[0]
  const near =
    (told === 'near-miss' || reason === 'other-region') && best && best.share > 0.5 && typeof best.clause.ordinal === 'number' && best.clause.ordinal > 0
      ? best.clause
      : null
  const topical = reason === 'not-in-notices' || reason === 'other-region'
  const memory = topical ? { ...asking.memory, normal: asking.lean.kind === 'none' ? asking.normal : asking.memory.normal } : asking.memory
  return silent(corpus, memory, reason, asking.language, { asked: told === 'near-miss' ? asking.asked : null, near })
}

const ANOTHER = 0.33
const CROSS_ANOTHER = 0.05

/** The clauses to rest on: the best, those nearly as good, and in a comparison the best of each side. */
function pick(ranked: readonly Ranked[], { read, setting }: Question, normal: string, parts: readonly Clause[]): Clause[] {
  const best = ranked[0] as Ranked
  const cross = CROSS.test(normal) || read.notices.length > 1
  const fits = (r: Ranked) => read.notices.length === 0 || read.notices.includes(r.clause.notice)
  const taken = ranked
    .filter((r, i) => i === 0 || (fits(r) && r.share >= (cross ? CROSS_ANOTHER : ANOTHER)))
    .slice(0, cross ? 6 : 3)
    .map((r) => r.clause)
  const sides: Clause[] = []
  if (read.notices.length > 1) for (const id of read.notices) sides.push((ranked.find((r) => r.clause.notice === id) as Ranked).clause)
  else if (cross && setting.national && setting.liaoning)
    for (const liaoning of [true, false]) {
      const side = ranked.find((r) => (r.clause.notice === 'ln-2022-6') === liaoning) as Ranked
      if (side.share > 0.01) sides.push(side.clause)
    }
  return [...new Set([best.clause, ...taken, ...sides, ...parts])].slice(0, 6)
}

const ASKS = /[?？]|吗|呢|么|什么|啥|谁|哪|几|多少|怎么|咋|如何|是否|是不是|有没有|能不能|可不可以|多久|多长|when|what|how|who|which|where|does|can /

/** Says that several things are asked. */
const SEVERAL = /两个问题|俩问题|几个问题|三个问题|一块儿|一起(?:问|答|说)|顺便|另外|还有|以及|再问|同时|two (?:questions|things)|also|another question|and also/

/** Other questions in the same message: parts that ask by themselves and are surely about a clause. */
async function questions(corpus: Corpus, search: Search, weights: Weights, asking: Asking): Promise<Ranked[]> {
  const several = SEVERAL.test(asking.normal)
  const parts = asking.normal
    .split(several ? /[?？。;；!！\n,，]|(?:还有|另外|以及|顺便|再问|再一个|第二个|二是|also |and also)/ : /[?？。;；!！\n]/)
    .map((p) => p.trim())
    .filter((p) => p.length >= 6 && ASKS.test(`${p}${asking.normal[asking.normal.indexOf(p) + p.length] ?? ''}`))
  if (parts.length < (several ? 1 : 2) || parts.length > 6) return []
  const found: Ranked[] = []
  for (const part of parts) {
    const read = readReferences(part)
    const own = readSetting(part)
    const question: Question = {
      read: read.notices.length ? read : { ...read, notices: asking.read.notices, exact: false },
      setting: own.liaoning || own.national || own.elsewhere ? own : asking.setting,
      asked: readAsked(part),
    }
    const evidence = await search(part)
    const ranked = rank(part, question, evidence, corpus.clauses, weights)
    const best = ranked[0] as Ranked
    if (best.share > (several ? 0.45 : 0.6) && answerable(question, evidence, ranked, weights) > (several ? 0.6 : 0.8)) found.push(best)
  }
  return found
}

function show(corpus: Corpus, evidence: Evidence, clauses: readonly Clause[], asking: Asking): Answer {
  const place = new Map(corpus.sentences.map((s, i) => [s.start + s.clause, i]))
  const room = Math.max(70, Math.floor(ROOM / clauses.length))
  const shown = clauses.map((clause) => ({ clause, sentences: choose(clause, asking.asked, room, (s) => evidence.sentences(place.get(s.start + s.clause) as number)) }))
  return composeClauses(corpus, shown, asking.city, asking.language, asking.today)
}
