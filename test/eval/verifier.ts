/**
 * `node test/eval/verifier.ts`: how many planted errors the verifier of `src/fluent/claims.ts` finds, kind by kind, and how often it cries at a faithful sentence.
 * `-- --misses` lists what went wrong, of the half used for tuning only.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import type { Sentence } from '../../src/corpus/notice.ts'
import { verifier } from '../../src/fluent/claims.ts'
import type { Claim, Flaw } from '../../src/fluent/held.ts'
import { corpus, openDeskUnderTest, TODAY } from '../desk-under-test.ts'
import { KINDS, type Kind, lots, plant } from '../fluent/planting.ts'
import { readSets } from './sets.ts'

const VOICES = ['window', 'phone', 'brief'] as const
type Voice = (typeof VOICES)[number]
type Half = 'tuning' | 'held-out'
export type Paraphrase = Claim & { readonly half: Half; readonly voice: Voice }
type Tally = { hit: number; of: number }

/** What the verifier is tuned on, and what was written by others after that and is not looked into. */
const FILES: readonly (readonly [file: string, half: Half])[] = [
  ['paraphrases.jsonl', 'tuning'],
  ['paraphrases-others-1.jsonl', 'tuning'],
  ['paraphrases-others-2.jsonl', 'tuning'],
  ['paraphrases-others-3.jsonl', 'tuning'],
  ['paraphrases-others-4.jsonl', 'tuning'],
  ['paraphrases-others-5.jsonl', 'tuning'],
  ['paraphrases-others-6.jsonl', 'tuning'],
  ['paraphrases-others-7.jsonl', 'tuning'],
  ['held-out.jsonl', 'held-out'],
]

/** Voices say sentences of the notices in their own words: a clerk's at the window, one on the telephone, a brief one. */
export function paraphrases(): Paraphrase[] {
  return FILES.flatMap(([file, half]) => read(file, half))
}

/** What writers said who played the model by our own prompt, over the desk's own questions and clauses. */
export function prompted(file: 'prompted-report-1.jsonl' | 'prompted-dev-1.jsonl'): Claim[] {
  return readFileSync(join(import.meta.dirname, '../fluent', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Claim)
}

/** How many of them the verifier cries at. */
export function cries(claims: readonly Claim[]): Tally {
  const verify = verifier(corpus)
  return { hit: claims.filter((c) => verify(c)).length, of: claims.length }
}

function read(file: string, half: Half): Paraphrase[] {
  const lines = readFileSync(join(import.meta.dirname, '../fluent', file), 'utf8')
    .trim()
    .split('\n')
  return lines.flatMap((line, i) => {
    const said = JSON.parse(line) as Record<'clause' | 'anchor', string> & Partial<Record<Voice, string>>
    const quote = corpus.clause(said.clause).sentences.find((s) => s.text.includes(said.anchor))?.text
    if (!quote) throw new Error(`${file} line ${i + 1}: ${said.anchor} stands nowhere in ${said.clause}`)
    return VOICES.flatMap((voice) => (said[voice] ? [{ text: said[voice], clause: said.clause, quote, half, voice }] : []))
  })
}

/** The clause sentences that the desk's answers show, an answer each, over the questions of the sets. */
export async function shownSentences(): Promise<Sentence[][]> {
  const ask = await openDeskUnderTest()
  const shown: Sentence[][] = []
  for (const { questions } of [...readSets('dev-'), ...readSets('report-')])
    for (const { turns } of questions) {
      let memory = NOTHING_SAID
      for (const [i, turn] of turns.entries()) {
        const heard = await ask(turn, memory, TODAY)
        memory = heard.memory
        if (i < turns.length - 1 || !heard.answer.answered) continue
        const quoted = [...heard.answer.text.matchAll(/「([^」]*)」/g)].map((m) => m[1] as string)
        const sentences = heard.answer.citations.flatMap((c) =>
          corpus.clause(c.clause).sentences.filter((s) => c.quote.includes(s.text) && quoted.some((q) => q.includes(s.text))),
        )
        if (sentences.length > 0) shown.push(sentences)
      }
    }
  return shown
}

export type Figures = {
  readonly answers: number
  readonly caught: Readonly<Record<Kind, Readonly<Record<Half, Tally>>>>
  readonly alarms: Readonly<Record<Half, Tally>>
  readonly mechanical: Tally
  readonly missed: readonly { readonly kind: Kind; readonly claim: Claim }[]
  readonly cried: readonly { readonly claim: Claim; readonly flaw: Flaw }[]
}

const tally = (): Record<Half, Tally> => ({ tuning: { hit: 0, of: 0 }, 'held-out': { hit: 0, of: 0 } })
const FRAMES = ['通知要求，', '按照规定，', '', '这条写明，', '国家的要求是，']

export async function measure(seed = 20261122): Promise<Figures> {
  const verify = verifier(corpus)
  const all = paraphrases()
  const byQuote = Map.groupBy(all, (p) => `${p.clause}|${p.quote}`)
  const caught = Object.fromEntries(KINDS.map((k) => [k, tally()])) as Record<Kind, Record<Half, Tally>>
  const alarms = tally()
  const mechanical: Tally = { hit: 0, of: 0 }
  const missed: { kind: Kind; claim: Claim }[] = []
  const cried: { claim: Claim; flaw: Flaw }[] = []
  for (const p of all) {
    const flaw = verify(p)
    alarms[p.half].of++
    if (!flaw) continue
    alarms[p.half].hit++
    if (p.half === 'tuning') cried.push({ claim: p, flaw })
  }
  let answers = 0
  const turns = new Map<string, number>()
  const draw = lots(seed)
  for (const sentences of await shownSentences()) {
    const told = sentences.flatMap((s) => byQuote.get(`${s.clause}|${s.text}`) ?? [])
    if (told.length === 0) {
      const s = sentences[0] as Sentence
      if (s.text.length < 16 || !/[。；]$/.test(s.text) || /责任部门/.test(s.text)) continue
      mechanical.of++
      const text = `${FRAMES[mechanical.of % FRAMES.length]}${s.text.replace(/；$/, '。')}`
      if (verify({ text, clause: s.clause, quote: s.text })) mechanical.hit++
      continue
    }
    answers++
    const key = `${told[0]?.clause}|${told[0]?.quote}`
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    // Where a sentence has both, every other answer is of the half nobody looked into.
    const halves = [...Map.groupBy(told, (p) => p.half).values()]
    const half = halves[turn % halves.length] as Paraphrase[]
    const claim = half[Math.floor(turn / halves.length) % half.length] as Paraphrase
    for (const kind of KINDS) {
      const planted = plant(kind, claim, corpus, draw)
      const found = verify(planted) !== null
      caught[kind][claim.half].of++
      if (found) caught[kind][claim.half].hit++
      else if (claim.half === 'tuning') missed.push({ kind, claim: planted })
    }
  }
  return { answers, caught, alarms, mechanical, missed, cried }
}

export function share({ hit, of }: Tally): number {
  return of === 0 ? 0 : hit / of
}

function print({ answers, caught, alarms, mechanical, missed, cried }: Figures): void {
  const cell = (t: Tally) => `${(100 * share(t)).toFixed(1)} %`.padStart(9) + ` ${t.hit}/${t.of}`.padEnd(12)
  console.log(`${answers} answers, 12 planted errors each\n\n${'caught'.padEnd(20)}   tuning               held out`)
  const sum = tally()
  for (const kind of KINDS) {
    console.log(kind.padEnd(20) + cell(caught[kind].tuning) + cell(caught[kind]['held-out']))
    for (const half of ['tuning', 'held-out'] as const) {
      sum[half].hit += caught[kind][half].hit
      sum[half].of += caught[kind][half].of
    }
  }
  console.log('all'.padEnd(20) + cell(sum.tuning) + cell(sum['held-out']))
  console.log(
    `\nfalse alarms\n${'written paraphrases'.padEnd(20)}${cell(alarms.tuning)}${cell(alarms['held-out'])}\n${'mechanical'.padEnd(20)}${cell(mechanical)}\n${'by our prompt'.padEnd(20)}${cell(cries(prompted('prompted-dev-1.jsonl')))}${cell(cries(prompted('prompted-report-1.jsonl')))}`,
  )
  if (!process.argv.includes('--misses')) return
  for (const { claim, flaw } of cried) console.log(`CRIED ${flaw.kind} ${flaw.what} | ${claim.text}\n      ${claim.quote}`)
  for (const { kind, claim } of missed) console.log(`MISSED ${kind} | ${claim.text}`)
}

if (import.meta.main) {
  print(await measure())
  process.exit(0)
}
