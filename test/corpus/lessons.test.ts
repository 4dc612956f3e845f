/** The lessons: enough of them from enough voices, none against another, none that an examination will ask, and bad lines refused by file and line. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLessonFiles } from '../../adapters/corpus/folder.ts'
import { buildLessons } from '../../src/corpus/lessons.ts'
import { DeskError } from '../../src/errors.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { corpus, lessons, ROOT } from '../desk-under-test.ts'

/** What is left of a question when spelling is set aside: two that agree in it are the same question. */
const bare = (q: string) => normalise(q).replace(/[^\p{L}\p{N}]/gu, '')
const { anticipated, unanswered, about } = lessons

describe('anticipated questions', () => {
  it.each(corpus.clauses.map((c) => c.id))('%s has at least sixty, from at least six voices', (id) => {
    const about = anticipated.filter((l) => l.clauses.includes(id))
    expect(new Set(about.map((l) => bare(l.q))).size).toBeGreaterThanOrEqual(60)
    const perVoice = new Map<string, number>()
    for (const l of about) perVoice.set(l.voice, (perVoice.get(l.voice) ?? 0) + 1)
    expect([...perVoice.values()].filter((n) => n >= 3).length, [...perVoice].join(' ')).toBeGreaterThanOrEqual(6)
  })

  it('quote as their fact words of a clause they name', () => {
    const strays = anticipated.filter((l) => l.fact && ![...l.clauses, ...l.also].some((id) => bare(corpus.clause(id).text).includes(bare(l.fact))))
    expect(strays.map((l) => `${l.voice}: ${l.q} → ${l.fact}`)).toEqual([])
  })

  it('never name a clause both as needed and as merely belonging, nor twice', () => {
    const doubled = anticipated.filter((l) => new Set([...l.clauses, ...l.also]).size !== l.clauses.length + l.also.length)
    expect(doubled.map((l) => `${l.voice}: ${l.q}`)).toEqual([])
  })
})

describe('questions the notices do not answer', () => {
  it('are at least two thousand, of every kind and every reason', () => {
    expect(new Set(unanswered.map((l) => bare(l.q))).size).toBeGreaterThanOrEqual(2000)
    const count = (key: 'group' | 'reason') => {
      const counts = new Map<string, number>()
      for (const l of unanswered) counts.set(l[key], (counts.get(l[key]) ?? 0) + 1)
      return counts
    }
    for (const group of ['near-miss', 'ip-law', 'other-law', 'government', 'business', 'daily', 'noise', 'attack'])
      expect(count('group').get(group) ?? 0, group).toBeGreaterThanOrEqual(30)
    for (const reason of ['not-in-notices', 'other-region', 'no-such-clause', 'unclear', 'small-talk', 'refused'])
      expect(count('reason').get(reason) ?? 0, reason).toBeGreaterThanOrEqual(30)
  })

  it('are never also anticipated as answered', () => {
    const answered = new Map(anticipated.map((l) => [bare(l.q), l]))
    const both = unanswered.filter((l) => bare(l.q) && answered.has(bare(l.q)))
    expect(both.map((l) => `${l.q} (${l.voice}; ${answered.get(bare(l.q))?.voice})`)).toEqual([])
  })
})

it('no question of an examination stands in the lessons', () => {
  const learned = new Map([...anticipated, ...unanswered].map((l) => [bare(l.q), l.voice]))
  const sets = globSync('test/eval/sets/*.jsonl', { cwd: ROOT })
  expect(sets.length).toBeGreaterThan(0)
  const known: string[] = []
  for (const name of sets)
    for (const line of readFileSync(join(ROOT, name), 'utf8').split('\n').filter(Boolean)) {
      const { turns } = JSON.parse(line) as { turns: string[] }
      // What opens or continues a conversation (“你好”, “谁负责”) may be said in both; a question asked by itself may not.
      const [question = ''] = turns
      if (turns.length === 1 && learned.has(bare(question))) known.push(`${name}: ${question} (${learned.get(bare(question))})`)
    }
  const told = new Map(about.map((l) => [bare(l.q), l.voice]))
  // A word or two (“886”) is said by everybody.
  for (const name of globSync('test/eval/sets/about/*.jsonl', { cwd: ROOT }))
    for (const line of readFileSync(join(ROOT, name), 'utf8').split('\n').filter(Boolean)) {
      const { q } = JSON.parse(line) as { q: string }
      if (bare(q).length > 8 && told.has(bare(q))) known.push(`${name}: ${q} (${told.get(bare(q))})`)
    }
  expect(known).toEqual([])
})

it('the files read are those of their folders, a voice each', () => {
  const voices = (kind: 'questions' | 'unanswerable' | 'about') => readLessonFiles(join(ROOT, 'corpus'), kind).map((f) => f.voice)
  expect(voices('questions').length).toBeGreaterThanOrEqual(6)
  expect(new Set(voices('unanswerable'))).toEqual(new Set(unanswered.map((l) => l.voice)))
  expect(about.map((l) => l.voice)).toEqual(expect.arrayContaining(voices('about')))
})

describe('a bad line is refused, naming file and line', () => {
  const good = '{"q":"登记几天","clauses":["ln-2022-6#2"],"also":[],"fact":""}'
  const silent = '{"q":"利率多少","reason":"not-in-notices","group":"near-miss"}'
  const known = (id: string) => id === 'ln-2022-6#2'
  const questions = (line: string) => () => buildLessons([{ voice: 'someone', text: `${good}\n\n${line}\n` }], [], [], known)
  const unanswerable = (line: string) => () => buildLessons([], [{ voice: 'someone', text: `${silent}\n${line}` }], [], known)

  it('but good ones are read, blank lines skipped, the voice kept', () => {
    expect(
      buildLessons([{ voice: 'a', text: `${good}\n\n` }], [{ voice: 'b', text: `\n${silent}` }], [{ voice: 'c', text: '{"q":"你是谁","about":"who"}' }], known),
    ).toEqual({
      anticipated: [{ q: '登记几天', clauses: ['ln-2022-6#2'], also: [], fact: '', voice: 'a' }],
      unanswered: [{ q: '利率多少', reason: 'not-in-notices', group: 'near-miss', voice: 'b' }],
      about: [{ q: '你是谁', about: 'who', voice: 'c' }],
    })
  })

  it.each([
    ['that is not JSON', '{"q":'],
    ['without a question', '{"q":"","clauses":["ln-2022-6#2"],"also":[],"fact":""}'],
    ['without a clause', '{"q":"几天","clauses":[],"also":[],"fact":""}'],
    ['with a field too many', '{"q":"几天","clauses":["ln-2022-6#2"],"also":[],"fact":"","why":1}'],
    ['with a field too few', '{"q":"几天","clauses":["ln-2022-6#2"],"fact":""}'],
    ['that is no object', '[]'],
  ])('among the questions, one %s', (_, line) => {
    expect(questions(line)).toThrow(DeskError)
    expect(questions(line)).toThrow(/corpus\/questions\/someone\.jsonl 第 3 行/)
  })

  it.each([
    ['with a reason unknown', '{"q":"几天","reason":"tired","group":"daily"}'],
    ['with a group unknown', '{"q":"几天","reason":"unclear","group":"gossip"}'],
    ['that is a question of the other kind', good],
  ])('among the unanswerable, one %s', (_, line) => {
    expect(unanswerable(line)).toThrow(/corpus\/unanswerable\/someone\.jsonl 第 2 行/)
  })

  it.each(['{"q":"第十一条","clauses":["ln-2022-6#11"],"also":[],"fact":""}', '{"q":"第十一条","clauses":["ln-2022-6#2"],"also":["ln-2022-6#11"],"fact":""}'])(
    'and one that names a clause that does not exist: %s',
    (line) => {
      expect(questions(line)).toThrow(/corpus\/questions\/someone\.jsonl.*ln-2022-6#11/)
      expect(questions(line), 'the line').toThrow(/第 3 行/)
    },
  )
})
