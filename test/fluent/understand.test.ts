/** Hard messages: a model is asked only where the rules are unsure, proposes only the person's own words, and the form's validators and the person decide. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPromptFolder } from '../../adapters/prompts/folder.ts'
import { readConfig } from '../../src/config.ts'
import { FORMS } from '../../src/dialog/dialog.ts'
import { type DialogState, NO_DIALOG } from '../../src/dialog/state.ts'
import { openBudget } from '../../src/fluent/budget.ts'
import { concealer } from '../../src/fluent/names.ts'
import { type Hard, hearHard, unsure } from '../../src/fluent/understand.ts'
import type { Filled } from '../../src/prompts.ts'
import { corpus } from '../desk-under-test.ts'
import { stage } from '../dialog/stage.ts'

const prompts = readPromptFolder(join(import.meta.dirname, '../../prompts'))
const conceal = concealer({ own: [...corpus.clauses.map((c) => c.text), ...corpus.glossary.flatMap((g) => [g.term, ...g.zh])], asked: [] })
const own = { intent: 'chitchat', measure: null, region: null, question: 0.1 } as const
const hard = (text: string, dialog: DialogState, change: Partial<Hard> = {}): Hard => ({ text, own, dialog, forms: FORMS, today: '2026-11-23', person: 'p', ...change })

function parts(say: (filled: Filled) => unknown) {
  const heard: Filled[] = []
  const complete = async (filled: Filled) => {
    heard.push(filled)
    return { kind: 'said', value: say(filled), spent: null } as const
  }
  return {
    heard,
    parts: { corpus, model: { name: 'scripted', complete }, prompts, conceal, budget: openBudget(readConfig({}).budget), nonce: () => randomBytes(16).toString('hex') },
  }
}

let asking: DialogState
beforeAll(async () => {
  const it = stage()
  await it.say('我要申请维权援助，专利被仿了')
  await it.say('同意')
  asking = it.state
  expect(asking.draft?.stage).toBe('asking')
})

/** Words that no reader takes for anything. */
const RIDDLE = '跟营口那帮人差不离儿，就那一嘴'

describe('where the rules are sure', () => {
  it.each(['质押登记几天能办好', '同意', '我要申请质押融资', '谢谢', 'ok', ''])('no model is asked: %s', async (text) => {
    const p = parts(() => ({ intent: 'question', slots: [] }))
    const given = hard(text, NO_DIALOG, { own: { ...own, intent: 'question', question: 0.95 } })
    expect(unsure(given)).toBeNull()
    expect(await hearHard(p.parts, given)).toEqual({ text, understanding: given.own, generated: false })
    expect(p.heard).toEqual([])
  })

  it('nor where a form reads a value, a question or an act out of the message', () => {
    for (const text of ['公司是沈阳甲乙丙机械有限公司', '电话13912345678', '质押登记几天能办好？', '先不填这项', '转人工'])
      expect(unsure(hard(text, asking)), text).toBeNull()
  })
})

describe('where they are not', () => {
  const between = { own: { ...own, intent: 'question', question: 0.5 } } as const
  it('an intent of the model begins no more than the form’s notice', async () => {
    const p = parts(() => ({ intent: 'infringement-assistance', slots: [] }))
    const text = '隔壁那家又整我那个壳子，我寻思你们给瞅瞅'
    const given = await hearHard(p.parts, hard(text, NO_DIALOG, between))
    expect(given).toMatchObject({ text, generated: true, understanding: { intent: 'infringement-assistance', measure: null } })
    const on = stage()
    await on.say({ text: given.text, understanding: given.understanding })
    expect(on.state.draft?.stage ?? 'consent').toBe('consent')
    expect(on.effects).toEqual([])
    expect(on.state.draft?.entries ?? {}).toEqual({})
  })

  it.each([null, 'wish', { intent: 'send', slots: [] }, { intent: 'unclear', slots: [] }, { intent: 'question', slots: [], tool: 'x' }])(
    'anything else said changes nothing: %j',
    async (value) => {
      const given = hard('隔壁那家又整我那个壳子，我寻思你们给瞅瞅', NO_DIALOG, between)
      expect(await hearHard(parts(() => value).parts, given)).toEqual({ text: given.text, understanding: given.own, generated: false })
    },
  )

  it('words for a slot go through the form’s reader and are echoed', async () => {
    expect(unsure(hard(RIDDLE, asking))).toBe('slots')
    const p = parts(() => ({ intent: 'infringement-assistance', slots: [{ name: 'region', words: '营口' }] }))
    const given = await hearHard(p.parts, hard(RIDDLE, asking))
    expect(given).toMatchObject({ generated: true, text: expect.stringContaining('营口') })
    const on = stage('2026-11-23T09:05:00+08:00', asking)
    const replies = await on.say(given.text)
    expect(replies.join()).toContain('营口')
    expect(on.state.draft?.entries.region?.at(-1)?.value).toBe('营口')
    expect(on.effects).toEqual([])
  })

  it.each([
    ['words nobody said', [{ name: 'company', words: '沈阳甲乙丙机械有限公司' }]],
    ['a slot that is not there', [{ name: 'consent', words: RIDDLE }]],
    [
      'a value that no validator takes',
      [
        { name: 'creditCode', words: '上回唠的' },
        { name: 'mobile', words: '那啥' },
      ],
    ],
    ['nothing', []],
  ])('%s: the message is heard as it was', async (_, slots) => {
    const p = parts(() => ({ intent: 'infringement-assistance', slots }))
    expect(await hearHard(p.parts, hard(RIDDLE, asking))).toEqual({ text: RIDDLE, understanding: own, generated: false })
    expect(p.heard).toHaveLength(1)
  })

  it('a model that throws or never answers costs its time and no more', async () => {
    const given = hard(RIDDLE, asking)
    for (const complete of [() => Promise.reject(new Error('x')), () => new Promise<never>(() => {})])
      expect(await hearHard({ ...parts(() => null).parts, model: { name: 'x', complete }, withinMs: 100 }, given)).toMatchObject({ generated: false, text: RIDDLE })
  })
})
