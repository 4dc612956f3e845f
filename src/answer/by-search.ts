/** Answers by search and judgement: the clauses the evidence speaks for, several questions in one message, follow-ups, or silence. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Topic } from '../corpus/desk-words.ts'
import type { Clause } from '../corpus/notice.ts'
import type { Reason } from '../message.ts'
import type { Evidence } from '../search/search.ts'
import { readSetting } from '../understand/place.ts'
import { readReferences } from '../understand/reference.ts'
import { type Asked, holds, readAsked } from './asked.ts'
import type { Lean } from './follow.ts'
import { answerable, type Question, type Ranked, rank } from './judge.ts'
import { plainNeed } from './need.ts'
import { type Asking, type Means, remember, show, silent, type Turn } from './turn.ts'

/**
 * How sure it must be that the notices answer. At this limit held-out voices are refused 4–5 % of what they could be told,
 * and are answered one near miss in ten (`npm run tune`).
 */
const SURE = 0.65
const STATED_SURE = 0.35

export async function bySearch(means: Means, asking: Asking): Promise<Turn> {
  const { corpus, search, weights } = means
  const { normal, lean } = asking
  if (lean.kind === 'same') return remember(asking, show(corpus, await search(lean.normal), lean.clauses.map(corpus.clause), asking), lean.normal)
  if (lean.kind === 'lean' || lean.kind === 'more') return leaning(means, asking, lean)
  const evidence = await search(normal)
  if (aboutDesk(asking, evidence)) return ofItself(corpus, asking, evidence)
  const question: Question = { read: asking.read, setting: asking.setting, asked: asking.asked }
  const ranked = await pastTheFrame(means, asking, question, rank(normal, question, evidence, corpus.clauses, weights))
  const sure = answerable(question, evidence, ranked, weights)
  const point = STORY.test(normal) ? POINT.exec(normal)?.[1]?.trim() : undefined
  if (point) {
    const told = await byPoint(means, asking, point)
    if (told) return told
  }
  const parts = (await questions(means, asking)).map((r) => r.clause)
  // “要几天” of a clause that sets a limit: the limit is what is asked for.
  const stated = (ranked[0] as Ranked).share > 0.9 && asking.asked === 'when' && holds((ranked[0] as Ranked).clause, 'when') === true
  if (sure >= (stated ? STATED_SURE : SURE)) return remember(asking, show(corpus, evidence, pick(ranked, question, normal, parts), asking), normal)
  // An instruction beside a question changes nothing: the question is answered.
  const instructed = (evidence.silence.get('!refused') ?? 0) > 0.3
  if (parts.length && (sure >= 0.15 || instructed)) return remember(asking, show(corpus, evidence, [...new Set(parts)], asking), normal)
  const need = plainNeed(corpus, normal, asking.setting.elsewhere !== null && !asking.setting.liaoning)
  if (need) return remember(asking, show(corpus, evidence, need, asking), normal)
  return silence(corpus, asking, evidence, ranked)
}

/** “Does the Liaoning notice help …”: naming a notice speaks for its first lines; what is asked of it speaks for itself. */
async function pastTheFrame({ corpus, search, weights }: Means, { read }: Asking, question: Question, ranked: readonly Ranked[]): Promise<readonly Ranked[]> {
  const best = ranked[0] as Ranked
  const numbered = typeof best.clause.ordinal === 'number' && best.clause.ordinal > 0
  if (numbered || read.notices.length !== 1 || read.rest.replace(/[^\p{L}]/gu, '').length < 12) return ranked
  const again = rank(read.rest, question, await search(read.rest), corpus.clauses, weights)
  const first = again[0] as Ranked
  const instead = typeof first.clause.ordinal === 'number' && first.clause.ordinal > 0 && read.notices.includes(first.clause.notice) && first.share > 0.6
  return instead ? again : ranked
}

/** A long message, and the words with which a story comes to its point. */
const STORY = /^.{45,}/s
const POINT =
  /^.*(?:就?想(?:知道|问问?|咨询)(?:一下|下|一句)?|请问(?:一下)?|就问(?:一句|一下)?|问(?:一下|下|一句)|my question is|i (?:just )?(?:want|wanted) to (?:know|ask))[,，:： ]*([^。?？!！]{6,}[?？]?)[^\p{L}\p{N}]*$/su

/** “…别的不问，我就想知道这个质押登记要几天才能办好？”: what stands after the turn is the question, where that is sure by itself. */
async function byPoint({ corpus, search, weights }: Means, asking: Asking, point: string): Promise<Turn | null> {
  const own = readSetting(point)
  const read = readReferences(point)
  const question: Question = {
    read: read.notices.length ? read : { ...read, notices: asking.read.notices, exact: asking.read.exact },
    setting: own.liaoning || own.national || own.elsewhere ? own : asking.setting,
    asked: readAsked(point),
  }
  const evidence = await search(point)
  const ranked = rank(point, question, evidence, corpus.clauses, weights)
  const best = ranked[0] as Ranked
  if (best.share < 0.8 || answerable(question, evidence, ranked, weights) < SURE) return null
  return remember(asking, show(corpus, evidence, pick(ranked, question, point, []), asking), asking.normal)
}

/** What a short follow-up may ask for that only a clause stating it can answer. */
const STATED: readonly Asked[] = ['contact', 'fee', 'rate', 'amount', 'address', 'material', 'names', 'validity', 'when', 'procedure', 'statistics']

/** A message read together with what was said before it. */
async function leaning({ corpus, search, weights }: Means, asking: Asking, lean: Extract<Lean, { kind: 'lean' | 'more' }>): Promise<Turn> {
  const { normal, asked } = asking
  const evidence = await search(normal, { normal: lean.normal, weight: lean.weight })
  const own = await search(normal)
  if (aboutDesk(asking, own)) return ofItself(corpus, asking, own)
  const question: Question = { read: lean.read ?? asking.read, setting: lean.setting ?? asking.setting, asked }
  const open = rank(normal, question, evidence, corpus.clauses, weights)
  const favoured = favour(open, lean)
  // “截止到啥时候” of a clause without a date may mean another clause of the same notice that has one.
  const stating = STATED.includes(asked)
    ? favoured.slice(0, 5).find((r) => r.share > 0.01 && r.clause.notice === favoured[0]?.clause.notice && holds(r.clause, asked) === true)
    : undefined
  const ranked = stating ? [stating, ...favoured.filter((r) => r !== stating)] : favoured
  const best = ranked[0] as Ranked
  const sure = answerable(question, evidence, ranked, weights)
  const elsewhere = asking.setting.elsewhere !== null && (own.silence.get('!other-region') ?? 0) > 0.4
  const off = [...own.silence].filter(([topic]) => !/near-miss|unclear|other-region|no-such/.test(topic)).reduce((sum, [, p]) => sum + p, 0)
  const unstated = STATED.includes(asked) && holds(best.clause, asked) !== true && (lean.weight >= 0.5 || (own.silence.get('!near-miss') ?? 0) > 0.35)
  // “那辽宁呢”: the same question, but nothing in the notice now asked of.
  const nothingThere = lean.only !== null && (open.find((r) => r.clause === best.clause)?.share ?? 0) < (asking.setting.elsewhere ? 0.15 : 0.01)
  if (off > 0.75 || elsewhere || unstated || nothingThere || sure < (lean.weight >= 0.8 ? 0.15 : 0.35)) return silence(corpus, asking, own, favoured)
  const answer = show(corpus, evidence, pick(ranked, question, normal, []), asking)
  return remember(asking, answer, normal.length < 10 ? `${lean.normal} ${normal}` : normal)
}

function favour(ranked: readonly Ranked[], lean: Extract<Lean, { kind: 'lean' | 'more' }>): Ranked[] {
  const raised = ranked.map((r) => {
    if (lean.kind === 'more') return { ...r, share: lean.clauses.includes(r.clause.id) ? 0 : r.share }
    const at = lean.clauses.indexOf(r.clause.id)
    const restricted = lean.only && !lean.only.includes(r.clause.notice)
    return { ...r, share: restricted ? 0 : r.share * (at === 0 ? 1 + 6 * lean.weight ** 2 : at > 0 ? 1 + 2 * lean.weight ** 2 : 1) }
  })
  const sum = raised.reduce((s, r) => s + r.share, 0) || 1
  return raised.map((r) => ({ ...r, share: r.share / sum })).sort((a, b) => b.share - a.share)
}

/** Said to the desk itself, whatever was talked about before; “收费吗” after an answer asks of what was answered. */
const SOCIAL: readonly Topic[] = ['greeting', 'thanks', 'bye', 'mood']
/** “责任部门？” and “能干啥” ask of the answer as well, unless the desk is spoken to. */
const ADDRESSED = /[你您]|知问|机器|\byou\b|\bbot\b|zhiwen/
/** How sure it must be that a message is about the desk; at this, of 60 questions on policy that sound like it, none was taken for it. */
const ITSELF = 0.35

function aboutDesk({ lean, normal }: Asking, { self, seen }: Evidence): boolean {
  const said = lean.kind === 'none' || SOCIAL.includes(self.topic) || ((self.topic === 'who' || self.topic === 'can') && ADDRESSED.test(normal))
  return seen > 0 && self.chance > ITSELF && said
}

function ofItself(corpus: Corpus, { memory, language }: Asking, { self }: Evidence): Turn {
  return silent(corpus, memory, 'small-talk', language, { about: self.topic })
}

const REASON_OF: Readonly<Record<string, Reason>> = {
  'small-talk': 'small-talk',
  'other-region': 'other-region',
  'no-such-clause': 'no-such-clause',
  unclear: 'unclear',
  noise: 'unclear',
  refused: 'refused',
  attack: 'refused',
}

function silence(corpus: Corpus, asking: Asking, evidence: Evidence, ranked: readonly Ranked[]): Turn {
  const told = ([...evidence.silence].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '!unclear').slice(1)
  const read = REASON_OF[told] ?? 'not-in-notices'
  // What leans on an answer is about something: it is neither unclear nor a clause that is not there.
  const moved = asking.lean.kind === 'lean' && asking.lean.only !== null && asking.setting.elsewhere !== null
  if (read === 'small-talk') return ofItself(corpus, asking, evidence)
  const reason: Reason = moved ? 'other-region' : asking.lean.kind !== 'none' && (read === 'unclear' || read === 'no-such-clause') ? 'not-in-notices' : read
  const best = ranked[0]
  const worth = told === 'near-miss' || reason === 'other-region' || asking.lean.kind !== 'none'
  // What a follow-up leans on is what it is about, unless something else stands out.
  const leant = asking.lean.kind === 'lean' && best?.clause.id === asking.lean.clauses[0]
  const near = worth && best && best.share > (leant ? 0.2 : 0.5) && typeof best.clause.ordinal === 'number' && best.clause.ordinal > 0 ? best.clause : null
  const topical = reason === 'not-in-notices' || reason === 'other-region'
  const memory = topical ? { ...asking.memory, normal: asking.lean.kind === 'none' ? asking.normal : asking.memory.normal } : asking.memory
  return silent(corpus, memory, reason, asking.language, { asked: told === 'near-miss' ? asking.asked : null, near })
}

const CROSS =
  /(?:国家|全国|中央|国知局).{0,16}(?:辽宁|省里|省局|省)|(?:辽宁|省里|省局|咱省).{0,16}(?:国家|全国|中央)|[四三两几各]个?(?:份|个|项)?(?:文件|通知|文)|分别|对比|对照|比较|比一比|区别|不同|异同|一样不|前后|演变|都(?:是)?(?:怎么|咋|如何|咋个)(?:说|写|讲|提|要求|规定|办)|哪些(?:条|文件|通知|规定|要求|政策|措施)|哪几(?:条|份|个)|都有(?:哪|啥|什么)|汇总|归拢|捋|梳理|compare|difference|\beach\b|all (?:the |four )?(?:notices|documents)|both|respectively|which (?:articles|clauses)/
const ANOTHER = 0.33
const CROSS_ANOTHER = 0.05
const OWN_PROVINCE = 0.1

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
  // Somebody in Liaoning is told what the province says too.
  const own =
    setting.liaoning && read.notices.length === 0 && best.clause.notice !== 'ln-2022-6'
      ? ranked.find((r) => r.clause.notice === 'ln-2022-6' && r.share > OWN_PROVINCE)
      : undefined
  return [...new Set([best.clause, ...taken, ...sides, ...(own ? [own.clause] : []), ...parts])].slice(0, 6)
}

const ASKS = /[?？]|吗|呢|么|什么|啥|谁|哪|几|多少|怎么|咋|如何|是否|是不是|有没有|能不能|可不可以|多久|多长|when|what|how|who|which|where|does|can /
/** Says that several things are asked. */
const SEVERAL = /两个问题|俩问题|几个问题|三个问题|一块儿|一起(?:问|答|说)|顺便|另外|还有|以及|再问|同时|two (?:questions|things)|also|another question|and also/

/** Other questions in the same message: parts that ask by themselves and are surely about a clause. */
async function questions({ corpus, search, weights }: Means, asking: Asking): Promise<Ranked[]> {
  const several = SEVERAL.test(asking.normal)
  const parts = asking.normal
    .split(several ? /[?？。;；!！\n,，]|(?:还有|另外|以及|顺便|再问|再一个|第二个|二是|also |and also)/ : /[?？。;；!！\n]/)
    .map((p) => p.trim())
    .filter((p) => p.length >= 6 && ASKS.test(`${p}${asking.normal[asking.normal.indexOf(p) + p.length] ?? ''}`))
  const whole = asking.normal.replace(/[?？。;；!！\n,， ]/g, '').length
  if (parts.length === 0 || parts.length > 6 || (parts[0] as string).length >= whole - 3) return []
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
    if (best.share > (several ? 0.45 : 0.6) && answerable(question, evidence, ranked, weights) > (several ? 0.65 : 0.8)) found.push(best)
  }
  return found
}
