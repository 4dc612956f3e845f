/** The wishes of `corpus/wishes`: read whole, or refused by file and line. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWishFiles } from '../../adapters/corpus/folder.ts'
import { buildWishes, INTENTS } from '../../src/corpus/wishes.ts'
import { corpus, ROOT } from '../eval/data.ts'

const ids = new Set(corpus.clauses.map((c) => c.id))
const known = (id: string) => ids.has(id)
const line = (more: object) => JSON.stringify({ q: '求助', intent: 'other-measure', measure: '?', region: null, ...more })

test('every wish of the corpus parses, of several voices, for every intent', () => {
  const wishes = buildWishes(readWishFiles(join(ROOT, 'corpus')), known)
  expect(new Set(wishes.map((w) => w.voice)).size).toBeGreaterThan(1)
  expect(new Set(wishes.map((w) => w.intent))).toEqual(new Set(INTENTS))
})

test('a question or small talk has no measure', () => {
  const wishes = buildWishes(readWishFiles(join(ROOT, 'corpus')), known)
  expect(wishes.filter((w) => (w.intent === 'question' || w.intent === 'chitchat') && w.measure !== null)).toEqual([])
})

test.each([
  ['a line that is no JSON', '{"q":'],
  ['an unknown intent', line({ intent: 'wish' })],
  ['a field too many', line({ voice: 'x' })],
  ['a clause that does not exist', line({ measure: 'ln-2022-6#11' })],
])('%s is refused with its file and line', (_, bad) => {
  expect(() => buildWishes([{ voice: 'town', text: `${line({})}\n\n${bad}\n` }], known)).toThrow('corpus/wishes/town.jsonl 第 3 行')
})
