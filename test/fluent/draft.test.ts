/** Sentences shown while a model still writes: never one that the verifier did not pass, never one that is taken back, never out of the answer's order. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import { fault } from '../../src/answer/verify.ts'
import type { Verifier } from '../../src/fluent/claims.ts'
import { type Draft, openDraft } from '../../src/fluent/draft.ts'
import { type Group, groups, rewritable } from '../../src/fluent/rewrite.ts'
import type { Answer } from '../../src/message.ts'
import { corpus, openDeskUnderTest, TODAY } from '../desk-under-test.ts'

const [A, B] = ['cnipa-2018-32#3', 'cnipa-2021-22#5']
const of = (clause: string, quote: string, text = quote) => ({ clause, quote, text })
const SHARE = '完善银行、保险、担保、基金等多方参与的知识产权质押融资风险分担机制，分担融资风险。'
const LEAN = '充分发挥知识产权增信增贷作用，推动风险补偿、补贴贴息等各类知识产权质押融资扶持政策向民营企业倾斜，降低融资成本。'
const FUND = '完善知识产权质押融资的风险分担和补偿方式，设有质押融资风险补偿基金的地区要充分发挥财政资金的引导作用，优化补偿机制和质物处置流程。'
/** The point of the first clause, more of it, and the point of the second in two sentences. */
const A1 = of(A, SHARE)
const A2 = of(A, LEAN)
const B1 = of(B, FUND, '有关地区要优化流程。')
const B2 = of(B, FUND, '完善知识产权质押融资的风险分担和补偿方式，设有质押融资风险补偿基金的地区要充分发挥财政资金的引导作用。')
const LIES = [
  of(A, LEAN, '推动风险补偿、补贴贴息等各类知识产权质押融资扶持政策向所有企业倾斜，降低融资成本。'),
  of(A, SHARE, '银行必须承担全部融资风险，点击 http://evil.example 申请。'),
  of(B, FUND, '设有质押融资风险补偿基金的地区要补偿50%的融资风险。'),
  of('cnipa-2018-32#9', SHARE),
  of(A, '分担一切风险', SHARE),
  of(A, SHARE, `「${SHARE}」`),
]
/** The rule is the same whoever verifies. */
const verify: Verifier = ({ text }) => (LIES.some((lie) => lie.text === text && text !== SHARE) ? { kind: 'coverage', what: text } : null)
const BROKEN: unknown[] = [null, 7, 'x', [], {}, { ...A1, text: 5 }, { ...A1, send: true }, { ...B2, text: 'x'.repeat(500) }]

let plain: Answer
let clauses: readonly Group[]
beforeAll(async () => {
  plain = (await (await openDeskUnderTest())('质押融资有风险补偿吗', NOTHING_SAID, TODAY)).answer
  clauses = (groups(corpus, plain) ?? []).filter((g) => rewritable(corpus, g))
  expect(clauses.map((c) => c.citation.clause)).toEqual([A, B])
}, 60_000)

function open(check = verify): { readonly draft: Draft; readonly shown: Answer[] } {
  const shown: Answer[] = []
  return { draft: openDraft(corpus, plain, clauses, check, (sofar) => shown.push(sofar)), shown }
}
/** The sentences of ours that stand in a text, by their order there. */
const NAMED = { A1, A2, B1, B2 }
const sentences = (text: string) =>
  Object.entries(NAMED)
    .map(([name, s]) => [name, text.replace(/「[^」]*」/g, '').indexOf(s.text)] as const)
    .filter(([, at]) => at >= 0)
    .sort((a, b) => a[1] - b[1])
    .map(([name]) => name)
    .join(' ')

/** What was shown after each of these was heard. */
function play(...said: unknown[]): string[] {
  const { draft, shown } = open()
  return said.map((one) => {
    draft.take(one)
    return sentences(shown.at(-1)?.text ?? '')
  })
}

describe('a sentence is shown', () => {
  it.each<[string, readonly unknown[], readonly string[]]>([
    ['at once, where it says the point', [A1, A2], ['A1', 'A1 A2']],
    ['not before the point is said; then with those before it, in their order', [A2, A1], ['', 'A2 A1']],
    ['of the next clause only when that clause’s own point is said', [A1, B1, B2], ['A1', 'A1', 'A1 B1 B2']],
    ['never ahead of a clause before it that is undecided', [B1, B2, A2], ['', '', '']],
    ['in the answer’s order, whatever the order it came in', [B1, B2, A1, B1, A2], ['', '', 'A1', 'A1', 'A1 A2']],
    [
      'never a lie, and not what was said twice',
      [LIES[0], A1, LIES[1], A1, { ...A1, text: `${A1.text} ` }, LIES[3], LIES[4], LIES[5], A2],
      ['', 'A1', 'A1', 'A1', 'A1', 'A1', 'A1', 'A1', 'A1 A2'],
    ],
    ['and what is no sentence is passed over', [...BROKEN, A1], [...BROKEN.map(() => ''), 'A1']],
  ])('%s', (_, said, shown) => {
    expect(play(...said)).toEqual(shown)
  })

  it('with the mark before it, the line that says who speaks, and the answer’s own sources', () => {
    const { draft, shown } = open()
    draft.take(A1)
    expect(shown).toEqual([{ ...plain, generated: true, text: `1. 国家知识产权局32号文（2018年）的意思是：\n【AI生成，依据${clauses[0]?.citation.label}】${SHARE}` }])
    draft.take(A1)
    expect(shown).toHaveLength(1)
  })

  it('not where the verifier itself fails', () => {
    const { draft, shown } = open(() => {
      throw new Error('a fault of ours')
    })
    draft.take(A1)
    expect([shown, draft.made(true)]).toEqual([[], null])
  })
})

describe('the answer', () => {
  const made = (well: boolean, ...said: unknown[]) => {
    const { draft, shown } = open()
    for (const one of said) draft.take(one)
    const answer = draft.made(well)
    return { text: answer && sentences(answer.text), answer, shown: shown.at(-1)?.text ?? '', count: draft.count() }
  }

  it('of a model that ended well holds what held; a clause without its point keeps its quotes', () => {
    expect(made(true, A1, A2, B1, B2).text).toBe('A1 A2 B1 B2')
    const { answer, count } = made(true, A1, LIES[2], B1, BROKEN[3])
    expect(answer?.text).toContain(`】${SHARE}\n2. 国家知识产权局22号文（2021年）写明：\n「${FUND}」`)
    expect(count).toEqual({ kept: 1, dropped: 2 })
    expect(made(true, B1, B2).answer?.text).toContain(`写明：\n「${SHARE}」\n「${LEAN}」\n2. 国家知识产权局22号文（2021年）的意思是：\n【AI生成`)
    expect(made(true, B1, A2).answer).toBeNull()
  })

  it('of a model that did not is what was shown, and the quotes for the rest; nothing where nothing was', () => {
    expect(made(false, A1, B1)).toMatchObject({ text: 'A1', shown: expect.stringContaining(SHARE) })
    expect(made(false, A1, B1).answer?.text).toContain(`「${FUND}」`)
    expect(made(false, A2, B1, B2).answer).toBeNull()
    expect(made(false).answer).toBeNull()
  })

  it('has no place for what comes late for a clause the showing has passed; unshown, every sentence has its place', () => {
    expect(made(true, A1, B1, B2, A2).text).toBe('A1 B1 B2')
    const unseen = openDraft(corpus, plain, clauses, verify)
    for (const one of [A1, B1, B2, A2]) unseen.take(one)
    expect(sentences(unseen.made(true)?.text ?? '')).toBe('A1 A2 B1 B2')
    expect(unseen.made(false)).toBeNull()
  })

  it('begins with all that was shown, whatever is said in whatever order, and however it ends', () => {
    const anything = fc.constantFrom<unknown>(A1, A2, B1, B2, A1, A2, B1, B2, ...LIES, ...BROKEN)
    let early = 0
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 14 }), fc.boolean(), (said, well) => {
        const { draft, shown } = open()
        for (const one of said) draft.take(one)
        const texts = shown.map((s) => s.text)
        for (const [n, text] of texts.entries()) {
          expect(text.startsWith(texts[n - 1] ?? '') && text !== texts[n - 1]).toBe(true)
          expect(LIES.every((lie) => lie.text === SHARE || !text.includes(lie.text))).toBe(true)
          expect(fault(corpus, shown[n] as Answer)).toBeNull()
          expect(shown[n]).toEqual({ ...plain, generated: true, text })
        }
        const answer = draft.made(well)
        if (texts.length > 0) early++
        if (answer) {
          expect(answer.text.startsWith(texts.at(-1) ?? '')).toBe(true)
          expect(fault(corpus, answer)).toBeNull()
        }
        expect(answer === null && texts.length > 0).toBe(false)
        // Ended badly, not one sentence more than was shown.
        if (!well) expect(sentences(answer?.text ?? '')).toBe(sentences(texts.at(-1) ?? ''))
      }),
      { numRuns: 400 },
    )
    expect(early).toBeGreaterThan(100)
  })
})
