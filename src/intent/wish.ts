/** Learns from messages sent before, and reads out of a new one, whether something is wished for and under which measure. */
import type { Lessons } from '../corpus/lessons.ts'
import type { Intent, Wish } from '../corpus/wishes.ts'
import { type Example, predict, train, type Weights } from '../search/classifier.ts'
import type { Features } from '../search/features.ts'
import { learnVocabulary, type Sparse, type Vocabulary, vocabulary } from '../search/vocabulary.ts'
import { normalise } from '../understand/normalise.ts'
import { affirmed, frame, lastClause, said } from './frame.ts'
import { readSigns, SIGNS, type Signs } from './signs.ts'

/** One softmax over words and signs: the signs' rows follow the words'. */
export type Head = { readonly names: readonly string[]; readonly idf: Float32Array; readonly classes: readonly string[]; readonly weights: Weights }

/** What is learned, as plain data. `act` tells a wish from a question and from small talk; `matter` tells the measure of a wish. */
export type LearnedWishes = { readonly act: Head; readonly matter: Head }

export type ReadWish = {
  readonly intent: Intent
  /** A clause of the Liaoning notice; `?` where the message does not say which; null where nothing is wished for. */
  readonly measure: string | null
  readonly probabilities: { readonly wish: number; readonly question: number; readonly chitchat: number; readonly measure: number }
}

/** The notice whose measures are wished for. */
const NOTICE = 'ln-2022-6'
const UNSAID = '?'
const INTENT_OF: Readonly<Record<string, Intent>> = {
  [`${NOTICE}#1`]: 'pledge-financing',
  [`${NOTICE}#2`]: 'pledge-registration',
  [`${NOTICE}#3`]: 'pledge-financing',
  [`${NOTICE}#7`]: 'infringement-assistance',
  [`${NOTICE}#8`]: 'infringement-assistance',
}
const ACTS = ['wish', 'question', 'chitchat'] as const
type Act = (typeof ACTS)[number]

/** Questions are ten times as many as wishes: each sample takes as many at even distances, and all the wishes. */
const QUESTIONS = 1500
const SAMPLES = 4
const ACT_TIMES = 1
const MATTER_TIMES = 3
const CHITCHAT_TIMES = 2
/** A wish taken for a question costs one more turn; a form begun for a question is stopped with a word. Found by cross-validation over writers. */
const WISH_ODDS = 4
const SIGN_WEIGHT = 0.25

type Labelled<C extends string> = { readonly q: string; readonly as: C }

/** The intent of a measure. */
export function intentOf(measure: string): Intent {
  return INTENT_OF[measure] ?? 'other-measure'
}

/** Learns from wishes, and from lessons as what is not one. Deterministic, about two seconds. A lesson that is also a wish is the wish. */
export function learnWishes(wishes: readonly Wish[], lessons: Omit<Lessons, 'about'>): LearnedWishes {
  const wished = new Set(wishes.map((w) => w.q))
  const asked = [
    ...lessons.anticipated.map((l) => ({ q: l.q, as: 'question' as Act, clause: l.clauses[0] })),
    ...lessons.unanswered.filter((l) => l.reason !== 'unclear' || l.group === 'noise').map((l) => ({ q: l.q, as: actOf(l), clause: undefined })),
  ].filter(({ q }) => !wished.has(q))
  const sent = times(ACT_TIMES, wishes).map(({ q, intent }): Labelled<Act> => ({ q, as: intent === 'question' || intent === 'chitchat' ? intent : 'wish' }))
  const act = Array.from({ length: SAMPLES }, (_, n): Labelled<Act>[] => [...sent, ...evenly(asked, QUESTIONS, n / SAMPLES)])
  const matter: Labelled<string>[] = [
    ...times(MATTER_TIMES, wishes).flatMap(({ q, intent, measure }) => {
      // An enterprise elsewhere has no measure here, but a pledge to be registered has only one.
      const as = measure ?? (intent === 'pledge-registration' ? `${NOTICE}#2` : null)
      return as === null || as === UNSAID ? [] : [{ q, as }]
    }),
    ...asked.flatMap(({ q, clause }) => (clause?.startsWith(`${NOTICE}#`) && clause !== `${NOTICE}#0` ? [{ q, as: clause }] : [])),
  ]
  const talk = act.map((sample) => [
    ...sample,
    ...times(
      CHITCHAT_TIMES - 1,
      sample.filter((l) => l.as === 'chitchat'),
    ),
  ])
  return { act: learnHead(talk, ACTS, frame), matter: learnHead([matter], [...new Set(matter.map((l) => l.as))], said) }
}

function actOf({ reason, group }: Lessons['unanswered'][number]): Act {
  return reason === 'small-talk' || (group === 'noise' && reason === 'unclear') ? 'chitchat' : 'question'
}

function times<T>(n: number, items: readonly T[]): T[] {
  return Array.from({ length: n }, () => items).flat()
}

/** So many items at even distances, the first at a share of the distance. */
function evenly<T>(items: readonly T[], count: number, from: number): T[] {
  const step = Math.max(1, items.length / count)
  return Array.from({ length: Math.min(count, items.length) }, (_, i) => items[Math.floor((i + from) * step) % items.length] as T)
}

/** Learns from each sample by itself and takes the mean, which errs less than any of them. */
function learnHead<C extends string>(samples: readonly (readonly Labelled<C>[])[], classes: readonly C[], take: (normal: string) => Features): Head {
  const read = new Map(samples.flat().map(({ q }) => [q, { normal: '', found: new Map() as Features }]))
  for (const [q] of read) {
    const normal = affirmed(normalise(q))
    read.set(q, { normal, found: take(normal) })
  }
  const { names, idf } = learnVocabulary([...read.values()].map((r) => r.found))
  const words = vocabulary(names, idf)
  const vectors = new Map([...read].map(([q, { normal, found }]) => [q, vector(words, found, readSigns(normal), 'spelling')]))
  const learned = samples.map((sample) => {
    const examples = sample.map(({ q, as }): Example => ({ vector: vectors.get(q) as Sparse, target: new Map([[classes.indexOf(as), 1]]) }))
    return train(examples, names.length + SIGNS.length, classes.length)
  })
  return { names, idf, classes, weights: { classes: classes.length, weights: mean(learned.map((l) => l.weights)), bias: mean(learned.map((l) => l.bias)) } }
}

function mean(all: readonly Float32Array[]): Float32Array {
  return (all[0] as Float32Array).map((_, i) => all.reduce((sum, one) => sum + (one[i] as number), 0) / all.length)
}

function vector(words: Vocabulary, found: Features, signs: Signs, by: 'spelling' | 'sound'): Sparse {
  const said = words.vector(found, by)
  const size = said.ids.length
  const ids = new Int32Array(size + signs.ids.length)
  const weights = new Float32Array(ids.length).fill(SIGN_WEIGHT, size)
  ids.set(said.ids)
  weights.set(said.weights)
  signs.ids.forEach((id, i) => {
    ids[size + i] = words.names.length + id
  })
  return { ids, weights }
}

/** Makes what is learned ready for reading: a function of a normalised message. */
export function wishReader(learned: LearnedWishes): (normal: string) => ReadWish {
  const actWords = vocabulary(learned.act.names, learned.act.idf)
  const matterWords = vocabulary(learned.matter.names, learned.matter.idf)
  return (message) => {
    const normal = affirmed(message)
    const signs = readSigns(normal)
    const acts = tilt(predict(learned.act.weights, vector(actWords, frame(normal), signs, 'sound')))
    const [wish, question, chitchat] = acts as [number, number, number]
    const probabilities = { wish, question, chitchat, measure: 0 }
    if (merelySaid(signs) || (chitchat > wish && chitchat > question)) return { intent: 'chitchat', measure: null, probabilities }
    if (howTo(normal, signs)) return { intent: 'question', measure: null, probabilities }
    const bare = bareTopic(signs)
    if (bare) return { intent: bare, measure: UNSAID, probabilities }
    if (question >= wish || asksToBeTold(normal)) return { intent: idly(signs, normal) ? 'chitchat' : 'question', measure: null, probabilities }
    const matters = predict(learned.matter.weights, vector(matterWords, said(normal), signs, 'sound'))
    const measure = likeliest(learned.matter.classes, matters, signs)
    const unsaid = unsaidMatter(normal, signs, matters[learned.matter.classes.indexOf(measure)] as number)
    if (unsaid) return { intent: unsaid, measure: UNSAID, probabilities }
    return { intent: intentOf(measure), measure, probabilities: { ...probabilities, measure: matters[learned.matter.classes.indexOf(measure)] as number } }
  }
}

function tilt([wish = 0, question = 0, chitchat = 0]: Float64Array): [number, number, number] {
  const sum = wish * WISH_ODDS + question + chitchat
  return [(wish * WISH_ODDS) / sum, question / sum, chitchat / sum]
}

/** What names each measure. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  '1': ['valuation', 'risk'],
  '2': ['register'],
  '3': ['loan', 'pledge', 'bank'],
  '4': ['funds'],
  '5': ['university'],
  '6': ['produce'],
  '7': ['fake', 'report', 'punish'],
  '8': ['infringed', 'remedy'],
  '9': ['platform'],
  '10': ['lapsed', 'filing'],
}

/** How likely the words alone must make a measure that no sign names. */
const SURE = 0.7
/** How much likelier a measure is that something in the message names. */
const NAMING = 12

function likeliest(classes: readonly string[], chances: Float64Array, signs: Signs): string {
  const weighed = classes.map((id, i) => ({ id, chance: (chances[i] as number) * (NAMED_BY[id.split('#')[1] as string]?.some(signs.has) ? NAMING : 1) }))
  return weighed.reduce((best, one) => (one.chance > best.chance ? one : best)).id
}

/** “我就是想知道维权援助是什么”: the last clause asks to be told, and nothing in it asks for anything else. */
function asksToBeTold(normal: string): boolean {
  const last = readSigns(lastClause(normal))
  return last.has('tell') && (last.has('what') || last.has('office')) && !['help', 'give', 'order', 'urgent'].some(last.has)
}

/** Thanks, or a greeting, and nothing named or wished for beside it. */
function merelySaid(signs: Signs): boolean {
  const greets = signs.has('greeting') && signs.size <= 14 && !['please', 'help', 'give'].some(signs.has)
  const polite = greets || ['thanks', 'idle', 'nothing'].some(signs.has)
  return polite && signs.matters.length === 0 && !['want', 'vague', 'tell', 'right', 'order'].some(signs.has) && (signs.size <= 12 || !signs.has('what'))
}

/** Words that ask, of anything at all. */
const ASKS = /怎|咋|如何|为[何啥]|干[嘛吗]|哪|会不会|能不能|要不要|可不可以|还是|[?]|\d{3}|how|why|what|where|who/

/** “外头起雾了，开车慢点”: asks nothing, wishes for nothing, and speaks of nothing that the office does. */
function idly(signs: Signs, normal: string): boolean {
  const business = ['please', 'help', 'give', 'want', 'order', 'own', 'vague', 'right', 'money'].some(signs.has)
  return signs.unasked && !business && signs.matters.length === 0 && signs.size <= 40 && (signs.has('idle') || !ASKS.test(normal))
}

/** “地理标志怎么申请”, “who signs off on the pledge registration”: a few words that ask the way, told of nobody. */
function howTo(normal: string, signs: Signs): boolean {
  return HOW.test(normal) && !['own', 'help', 'give', 'please', 'order', 'urgent'].some(signs.has)
}

const HOW =
  /^[^,，。被让]{2,12}(?:怎么|咋|如何)(?:申请|办理?|弄|报名|做|走)(?:呀|啊|呢|的)?[?]?$|^(?:so |and |hi,? |hello,? )?(?:who|which|what|when|where|how (?:long|many|much|often|soon))\b[^.!?]{0,80}[?]?$/

/** “侵权的事”, “沈阳企业 商标侵权”: a few words that name a trouble, ask nothing and wish for nothing. */
function bareTopic(signs: Signs): Intent | null {
  const bids = ['help', 'give', 'order', 'please', 'want', 'report'].some(signs.has)
  if (signs.size > 14 || !signs.unasked || bids) return null
  return named(signs, ['infringed', 'fake']) ? 'infringement-assistance' : null
}

/** A wish whose message names no matter, or only a field of which several measures speak. */
function unsaidMatter(normal: string, signs: Signs, chance: number): Intent | null {
  if (signs.matters.length === 0) return signs.size > 55 || (signs.has('right') && signs.size > 14 && chance >= SURE) ? null : 'other-measure'
  if (named(signs, ['pledge']) && !signs.has('money') && signs.size <= 30) return 'pledge-financing'
  const field = /(?:侵权|假冒)[^。]{0,8}(?:[的个]事|方面|那块|这块|情况|业务)/u.test(normal)
  return field && named(signs, ['infringed', 'fake', 'report']) && signs.size <= 40 ? 'infringement-assistance' : null
}

function named(signs: Signs, only: readonly string[]): boolean {
  return signs.matters.length > 0 && signs.matters.every((matter) => only.includes(matter))
}
