/** Agreement, refusal and the order to send, in the words of authors who saw only what people expect of the desk; the report set was never looked into. */
import { expect, test } from 'vitest'
import { heard, readSaid } from '../eval/assent.ts'

test.each([
  ['dev-1.jsonl', { yes: 0.97, no: 0.95, sent: 0.98, wrongly: 0 }],
  ['dev-2.jsonl', { yes: 0.96, no: 0.9, sent: 1, wrongly: 0 }],
  ['report-1.jsonl', { yes: 0.97, no: 0.87, sent: 0.92, wrongly: 0.02 }],
] as const)('%s: heard as meant, and hardly ever taken for a yes that it was not', { timeout: 300_000 }, (file, bound) => {
  const said = readSaid(file)
  const taken = heard(said)
  const share = (those: (is: string, stage: string) => boolean, as: string) => {
    const all = said.flatMap((s, i) => (those(s.is, s.stage) ? [taken[i]] : []))
    return all.length === 0 ? 1 : all.filter((t) => t === as).length / all.length
  }
  expect(share((is, stage) => stage === 'consent' && is === 'yes', 'yes')).toBeGreaterThanOrEqual(bound.yes)
  expect(share((is, stage) => stage === 'consent' && is === 'no', 'no')).toBeGreaterThanOrEqual(bound.no)
  expect(share((is, stage) => stage === 'summary' && is === 'yes', 'yes')).toBeGreaterThanOrEqual(bound.sent)
  const not = said.flatMap((s, i) => (s.is === 'yes' ? [] : [taken[i]]))
  expect(not.filter((t) => t === 'yes').length / not.length).toBeLessThanOrEqual(bound.wrongly)
})
