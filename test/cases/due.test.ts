/** Due times: the notice's own limit where it states one, the bureau's standard where it does not, and always said which. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildStandards, dueFor, dueWords, restarted } from '../../src/cases/due.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { corpus, MONDAY, standards } from './sample.ts'

const text = readFileSync('corpus/service-standards.json', 'utf8')
const due = (measure: string, from = MONDAY) => dueFor(corpus, standards, 'other', measure, from)

describe('pledge registration', () => {
  it('is held to the one working day the notice aims at, in the notice’s own words', () => {
    const found = due('ln-2022-6#2')
    expect(found).toMatchObject({
      what: 'completion',
      workingDays: 1,
      modality: '力争',
      ours: false,
      from: MONDAY,
      until: { kind: 'at', at: '2026-11-24T17:00:00+08:00' },
    })
    expect(found.ground).toMatchObject({ clause: 'ln-2022-6#2', quote: '力争1个工作日完成电子化登记' })
    expect(corpus.notice('ln-2022-6').body.slice(found.ground.start, found.ground.end)).toBe(found.ground.quote)
    expect(dueWords(corpus, found, 'zh')).toBe('力争2026年11月24日17:00前办结（1个工作日），依据辽知发〔2022〕6号（二）：“力争1个工作日完成电子化登记”')
    expect(dueWords(corpus, found, 'en')).toMatch(/aims at \(力争\) completion by 17:00 on 2026-11-24/)
  })

  it('follows the text when the text changes', () => {
    const files = readCorpusFolder('corpus')
    const notices = files.notices.map((n) => ({ ...n, body: n.body.replace('力争1个工作日完成电子化登记', '原则上三个工作日内完成电子化登记') }))
    const found = dueFor(buildCorpus({ ...files, notices }), standards, 'other', 'ln-2022-6#2', MONDAY)
    expect(found).toMatchObject({ workingDays: 3, modality: '原则上', ours: false, ground: { quote: '原则上三个工作日内完成电子化登记' } })
  })
})

describe('a call for a person', () => {
  it('is held to its own standard, whatever it was about', () => {
    for (const measure of [null, 'ln-2022-6#2', 'ln-2022-6#8'])
      expect(dueFor(corpus, standards, 'call', measure, MONDAY)).toMatchObject({
        what: 'first-response',
        workingDays: 1,
        ours: true,
        until: { kind: 'at', at: '2026-11-24T17:00:00+08:00' },
      })
  })
})

describe('every other measure', () => {
  it.each([
    [1, 5],
    [3, 5],
    [4, 5],
    [5, 5],
    [6, 5],
    [7, 3],
    [8, 3],
    [9, 5],
    [10, 5],
  ])('（%i） is held to a first response in %i working days, said to be the bureau’s own standard', (n, days) => {
    const found = due(`ln-2022-6#${n}`)
    expect(found).toMatchObject({ what: 'first-response', workingDays: days, modality: null, ours: true })
    expect(found.until).toEqual({ kind: 'at', at: days === 3 ? '2026-11-26T17:00:00+08:00' : '2026-11-30T17:00:00+08:00' })
    expect(corpus.notice(found.ground.clause.split('#')[0] as string).body.slice(found.ground.start, found.ground.end)).toBe(found.ground.quote)
    expect(dueWords(corpus, found, 'zh')).toContain('这是本局的服务标准，通知没有写明期限')
    expect(dueWords(corpus, found, 'en')).toContain('the bureau’s own service standard'.replace('’', "'"))
  })

  it('rests, for infringement assistance, on the notice that only says 快速反应', () => {
    expect(due('ln-2022-6#8').ground).toMatchObject({ clause: 'cnipa-2018-32#2', quote: '提供快速反应、快速处理、快速反馈的知识产权维权援助服务' })
  })

  it('of another notice has the standard of the rest; a limit in plain days is no limit in working days', () => {
    expect(due('cnipa-2021-22#5')).toMatchObject({ workingDays: 5, ours: true, ground: { clause: 'cnipa-2018-32#2', quote: '实施首问负责制' } })
    expect(due('cnipa-2018-32#6')).toMatchObject({ workingDays: 5, ours: true })
  })
})

describe('a due time on the calendar', () => {
  it('passes a holiday, and can start again', () => {
    expect(due('ln-2022-6#8', '2026-09-29T10:00:00+08:00').until).toEqual({ kind: 'at', at: '2026-10-09T17:00:00+08:00' })
    expect(restarted(due('ln-2022-6#2'), '2026-11-27T10:00:00+08:00')).toMatchObject({
      workingDays: 1,
      from: '2026-11-27T10:00:00+08:00',
      until: { at: '2026-11-30T17:00:00+08:00' },
    })
  })

  it('in a year without data is said not to be known, and not guessed', () => {
    const found = due('ln-2022-6#8', '2026-12-30T10:00:00+08:00')
    expect(found.until).toEqual({ kind: 'cannot-compute', year: 2027 })
    expect(dueWords(corpus, found, 'zh')).toMatch(/^3个工作日内首次回复（3个工作日）（2027年的放假安排尚未录入，具体日期暂不能推算）/)
    expect(dueWords(corpus, found, 'en')).toContain('the holidays of 2027 are not entered yet')
    expect(dueWords(corpus, due('ln-2022-6#2', '2026-12-31T10:00:00+08:00'), 'zh')).toMatch(/^力争1个工作日内办结（1个工作日）（2027年/)
  })
})

describe('the file of standards', () => {
  const broken = (change: (rows: Record<string, unknown>[]) => unknown) => () => buildStandards(JSON.stringify(change(JSON.parse(text))), corpus)

  it('covers every measure of the Liaoning notice that states no limit itself', () => {
    const measures = corpus
      .notice('ln-2022-6')
      .clauses.filter((c) => c.ordinal !== 0)
      .map((c) => c.id)
    expect([...standards.map((s) => s.measure), 'ln-2022-6#2'].sort()).toEqual([...measures, '*', 'call'].sort())
  })

  it('refuses a quote that is not in its clause, a clause that does not exist, a promise not marked as ours, and a hole', () => {
    expect(broken((rows) => rows.with(0, { ...rows[0], ground: { clause: 'ln-2022-6#1', quote: '三日内答复' } }))).toThrow(
      /ln-2022-6#1 的标准：ln-2022-6#1 里没有“三日内答复”/,
    )
    expect(broken((rows) => rows.with(0, { ...rows[0], measure: 'ln-2022-6#11' }))).toThrow(/没有 ln-2022-6#11/)
    expect(broken((rows) => rows.with(0, { ...rows[0], ours: false }))).toThrow(/0\.ours/)
    expect(broken((rows) => rows.with(0, { ...rows[0], workingDays: 0 }))).toThrow(/0\.workingDays/)
    expect(broken((rows) => rows.slice(0, -1))).toThrow(/缺少适用于其余各条的标准/)
    expect(broken((rows) => [...rows, rows[0]])).toThrow(/出现了两次/)
  })
})
