/**
 * `node test/eval/verifier.ts`: how many errors the verifier of `src/fluent/claims.ts` finds, planted by a program and by hand, kind by kind, and how often
 * it cries at a faithful sentence. `-- --misses` lists what went wrong in the files it was tuned on.
 */
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import type { Sentence } from '../../src/corpus/notice.ts'
import { verifier } from '../../src/fluent/claims.ts'
import type { Claim, Flaw } from '../../src/fluent/held.ts'
import { corpus, openDeskUnderTest, TODAY } from '../desk-under-test.ts'
import { KINDS, type Kind, lots, plant } from '../fluent/planting.ts'
import { HALVES, type Half, mistaken, prompted, type Retold, retold } from '../fluent/said.ts'
import { readSets } from './sets.ts'

type Tally = { hit: number; of: number }

/** How many sentences the verifier cries at, each held as a draft holds it: beside those of its clause that were kept before. */
export function cries(answers: readonly (readonly Claim[])[]): Tally {
  const verify = verifier(corpus)
  const tally: Tally = { hit: 0, of: 0 }
  for (const sentences of answers) {
    const kept: Claim[] = []
    for (const claim of sentences) {
      tally.of++
      const flaw = verify(
        claim,
        kept.filter((k) => k.clause === claim.clause),
      )
      if (flaw) tally.hit++
      else kept.push(claim)
    }
  }
  return tally
}

/** How many errors made by hand it finds, kind by kind. */
export function foundByHand(half: Half): Record<Kind, Tally> {
  const verify = verifier(corpus)
  const found = Object.fromEntries(KINDS.map((k) => [k, { hit: 0, of: 0 }])) as Record<Kind, Tally>
  for (const claim of mistaken(half)) {
    found[claim.kind].of++
    if (verify(claim)) found[claim.kind].hit++
  }
  return found
}

/** What a clerk says before the notice's own words. */
const FRAMES = ['通知要求，', '按照规定，', '', '这条写明，', '国家的要求是，']

/** How often it cries at what the notices say themselves, opened as a clerk would. */
export function ownWords(): Tally {
  const sentences = corpus.clauses.flatMap(({ id, ordinal, sentences }) => (typeof ordinal === 'number' ? sentences.map((s) => ({ clause: id, quote: s.text })) : []))
  const whole = sentences.filter(({ quote }) => quote.length >= 16 && quote.length < 200 && /[。；]$/.test(quote))
  return cries(whole.map(({ clause, quote }, i) => [{ clause, quote, text: `${FRAMES[i % FRAMES.length]}${quote.replace(/；$/, '。')}` }]))
}

export function sum(tallies: readonly Tally[]): Tally {
  return { hit: tallies.reduce((n, t) => n + t.hit, 0), of: tallies.reduce((n, t) => n + t.of, 0) }
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
  readonly missed: readonly { readonly kind: Kind; readonly claim: Claim }[]
  readonly cried: readonly { readonly claim: Claim; readonly flaw: Flaw }[]
}

const tally = (): Record<Half, Tally> => ({ dev: { hit: 0, of: 0 }, report: { hit: 0, of: 0 } })

export async function measure(seed = 20261122): Promise<Figures> {
  const verify = verifier(corpus)
  const all = HALVES.flatMap(retold)
  const byQuote = Map.groupBy(all, (p) => `${p.clause}|${p.quote}`)
  const caught = Object.fromEntries(KINDS.map((k) => [k, tally()])) as Record<Kind, Record<Half, Tally>>
  const alarms = tally()
  const missed: { kind: Kind; claim: Claim }[] = []
  const cried: { claim: Claim; flaw: Flaw }[] = []
  for (const p of all) {
    const flaw = verify(p)
    alarms[p.half].of++
    if (!flaw) continue
    alarms[p.half].hit++
    if (p.half === 'dev') cried.push({ claim: p, flaw })
  }
  let answers = 0
  const turns = new Map<string, number>()
  const draw = lots(seed)
  for (const sentences of await shownSentences()) {
    const told = sentences.flatMap((s) => byQuote.get(`${s.clause}|${s.text}`) ?? [])
    if (told.length === 0) continue
    answers++
    const key = `${told[0]?.clause}|${told[0]?.quote}`
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    // Where a sentence has both, every other answer is of the half nobody looked into.
    const halves = [...Map.groupBy(told, (p) => p.half).values()]
    const half = halves[turn % halves.length] as Retold[]
    const claim = half[Math.floor(turn / halves.length) % half.length] as Retold
    for (const kind of KINDS) {
      const planted = plant(kind, claim, corpus, draw)
      const found = verify(planted) !== null
      caught[kind][claim.half].of++
      if (found) caught[kind][claim.half].hit++
      else if (claim.half === 'dev') missed.push({ kind, claim: planted })
    }
  }
  return { answers, caught, alarms, missed, cried }
}

export function share({ hit, of }: Tally): number {
  return of === 0 ? 0 : hit / of
}

function print({ answers, caught, alarms, missed, cried }: Figures): void {
  const cell = (t: Tally) => `${(100 * share(t)).toFixed(1)} %`.padStart(9) + ` ${t.hit}/${t.of}`.padEnd(12)
  const row = (name: string, dev: Tally, report: Tally) => console.log(name.padEnd(22) + cell(dev) + cell(report))
  console.log(`${answers} answers, 12 planted errors each\n\n${'planted, found'.padEnd(22)}    dev-                 report-`)
  for (const kind of KINDS) row(kind, caught[kind].dev, caught[kind].report)
  row('all', sum(KINDS.map((k) => caught[k].dev)), sum(KINDS.map((k) => caught[k].report)))
  const [dev, report] = [foundByHand('dev'), foundByHand('report')]
  console.log('\nmade by hand, found')
  for (const kind of KINDS) row(kind, dev[kind], report[kind])
  row('all', sum(Object.values(dev)), sum(Object.values(report)))
  console.log('\nfaithful, cried at')
  row('by our prompt', cries(prompted('dev')), cries(prompted('report')))
  row('free retellings', alarms.dev, alarms.report)
  row('the notices’ own words', ownWords(), { hit: 0, of: 0 })
  if (!process.argv.includes('--misses')) return
  for (const { claim, flaw } of cried) console.log(`CRIED ${flaw.kind} ${flaw.what} | ${claim.text}\n      ${claim.quote}`)
  for (const { kind, claim } of missed) console.log(`MISSED ${kind} | ${claim.text}`)
}

if (import.meta.main) {
  print(await measure())
  process.exit(0)
}
