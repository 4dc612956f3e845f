/** Entries proposed for the corpus: each loads as the loader loads it, and a patch applies to the file that is there. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { GlossaryShape } from '../../src/corpus/glossary.ts'
import { buildLessons } from '../../src/corpus/lessons.ts'
import { type Draft, entry } from '../../src/insight/entry.ts'
import { alike, joined } from '../../src/insight/likeness.ts'
import type { Question } from '../../src/store.ts'
import { corpus } from '../cases/sample.ts'

const known = (id: string) => corpus.clauses.some((c) => c.id === id)
const problems = (draft: Draft) => {
  const made = entry(draft, corpus)
  return made.kind === 'problems' ? made.problems.map((p) => p.field) : []
}

describe('an entry', () => {
  it('for a question loads as an anticipated question', () => {
    const made = entry({ kind: 'question', q: ' 登记\n要多久 ', clause: 'ln-2022-6#2', fact: '力争1个工作日' }, corpus)
    if (made.kind !== 'entry') throw new Error(JSON.stringify(made))
    const { anticipated } = buildLessons([{ voice: 'officers', text: `${made.line}\n` }], [], [], known)
    expect(anticipated).toEqual([{ q: '登记 要多久', clauses: ['ln-2022-6#2'], also: [], fact: '力争1个工作日', voice: 'officers' }])
  })

  it('for what the notices do not say loads as one more of those', () => {
    const made = entry({ kind: 'silence', q: '利率"多少"', reason: 'not-in-notices' }, corpus)
    if (made.kind !== 'entry') throw new Error(JSON.stringify(made))
    expect(buildLessons([], [{ voice: 'officers', text: made.line }], [], known).unanswered[0]).toMatchObject({ q: '利率"多少"', reason: 'not-in-notices' })
  })

  it('says at each field what is wrong', () => {
    expect(problems({ kind: 'question', q: '', clause: 'x#1', fact: '' })).toEqual(['q', 'clause'])
    expect(problems({ kind: 'question', q: '电话＊是谁的', clause: 'ln-2022-6#2', fact: '三个工作日' })).toEqual(['q', 'fact'])
    expect(problems({ kind: 'word', term: '没有这个词', said: 'x' })).toEqual(['term', 'said'])
    expect(problems({ kind: 'word', term: '专利', said: '小发明' })).toEqual(['said'])
    expect(problems({ kind: 'silence', q: '利率', reason: 'because' })).toEqual(['reason'])
  })

  const folder = mkdtempSync(join(tmpdir(), 'zhiwen-entry-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  it.each([
    ['a term that is there', { kind: 'word', term: '专利', said: '自家发明' }],
    ['the last term there is', { kind: 'word', term: corpus.glossary.at(-1)?.term ?? '', said: '罩着' }],
    ['a new term', { kind: 'word', term: '行政裁决', said: '局里给断个公道' }],
    ['an English form', { kind: 'word', term: '专利', said: 'Gadget Right' }],
  ] as const)('for %s is a patch that applies', (_, draft) => {
    const made = entry(draft, corpus)
    if (made.kind !== 'entry' || !made.patch) throw new Error(JSON.stringify(made))
    mkdirSync(join(folder, 'corpus'), { recursive: true })
    cpSync('corpus/glossary.json', join(folder, made.file))
    const applied = spawnSync('git', ['apply', '--unidiff-zero', '-'], { cwd: folder, input: made.patch, encoding: 'utf8' })
    expect(applied.stderr).toBe('')
    const after = GlossaryShape.parse(JSON.parse(readFileSync(join(folder, made.file), 'utf8')))
    const found = after.find((g) => g.term === draft.term)
    expect([...(found?.zh ?? []), ...(found?.en ?? [])]).toContain(draft.said === 'Gadget Right' ? 'gadget right' : draft.said)
    expect(after.length - corpus.glossary.length).toBe(corpus.glossary.some((g) => g.term === draft.term) ? 0 : 1)
  })
})

describe('questions', () => {
  const question = (id: string, text: string): Question => ({ id, at: new Date(0), text, answered: false, reason: 'not-in-notices', clauses: [], useful: null })
  const all = ['专利质押贷款利率一般是多少', '商标注册费多少钱', '专利质押贷款的利率现在给到几个点', '山东企业能申请吗', '專利質押貸款利率'].map((text, i) =>
    question(String(i), text),
  )

  it('that ask alike stand together, Traditional characters too; each stands once', () => {
    const groups = alike(all, corpus.glossary)
    expect(groups.map((g) => g.questions.map((q) => q.id).sort())).toEqual([['0', '2', '4'], ['1'], ['3']])
    expect(groups[0]?.questions).toContain(groups[0]?.head)
    expect(alike([], corpus.glossary)).toEqual([])
    expect(alike([question('x', '？？'), question('y', '')], corpus.glossary)).toHaveLength(2)
  })

  it('that came near the same clause need be less alike', () => {
    const groups = alike([question('a', '质押贷款贴息贴多少'), question('b', '融资贷款能贴息吗')], corpus.glossary)
    expect(groups).toHaveLength(2)
    expect(joined(groups, ['ln-2022-6#1', 'ln-2022-6#1'], corpus.glossary)).toHaveLength(1)
    expect(joined(groups, ['ln-2022-6#1', 'ln-2022-6#3'], corpus.glossary)).toHaveLength(2)
    expect(joined(groups, [null, null], corpus.glossary)).toHaveLength(2)
  })
})
