/** The forms as data, and a fourth one added from its data alone. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FORMS, hear, outcome } from '../../src/dialog/dialog.ts'
import type { Form, Slot } from '../../src/dialog/form.ts'
import { ENTERPRISE } from '../../src/dialog/forms/enterprise.ts'
import { NO_DIALOG } from '../../src/dialog/state.ts'
import { ANSWER, departmentsOf } from './stage.ts'

const body = (notice: string) => readFileSync(new URL(`../../corpus/notices/${notice}/body.txt`, import.meta.url), 'utf8')

describe.each(FORMS)('the form $kind', (form) => {
  it('has every question in two wordings and two languages, with example, reason and meaning', () => {
    for (const slot of form.slots)
      for (const language of ['zh', 'en'] as const) {
        expect(new Set(slot.ask[language]).size, slot.name).toBeGreaterThanOrEqual(3)
        for (const text of [slot.label, slot.example, slot.why, slot.what]) expect(text[language].length, slot.name).toBeGreaterThan(1)
      }
  })
  it('quotes the national notice to the letter', () => {
    const [notice = ''] = form.elsewhere.clause.split('#')
    expect(body(notice)).toContain(form.elsewhere.quote)
  })
  it('has only regular expressions that compile', () => {
    for (const slot of form.slots) for (const source of [slot.labels, slot.called]) expect(() => new RegExp(source)).not.toThrow()
    for (const source of [form.wish, form.subject, ...form.measures.map((m) => m.cue)]) expect(() => new RegExp(source)).not.toThrow()
  })
})

it('slots are those of CONTRACTS, in that order, and only those may be skipped that it names', () => {
  const common = ['company', 'creditCode', 'contact', 'mobile', 'region']
  expect(FORMS.map((f) => f.slots.map((s) => s.name))).toEqual([
    [...common, 'rightType', 'rightNumber', 'infringer', 'description', 'evidence'],
    [...common, 'patentNumbers', 'amountYuan', 'purpose', 'termMonths', 'bank'],
    [...common, 'matter'],
  ])
  expect(FORMS.flatMap((f) => f.slots.filter((s) => s.skippable).map((s) => s.name))).toEqual(['infringer', 'evidence', 'purpose', 'termMonths', 'bank'])
})

const SEATS: Slot = {
  name: 'seats',
  label: { zh: '人数', en: 'Seats' },
  ask: { zh: ['几个人参加？', '来多少人？'], en: ['How many people?', 'How many will come?'] },
  example: { zh: '3', en: '3' },
  why: { zh: '好安排座位。', en: 'To arrange seats.' },
  what: { zh: '参加培训的人数。', en: 'How many will attend.' },
  labels: '人数|seats',
  called: '人数|seats',
  read: (said) =>
    [...said.text.matchAll(/(\d+) ?(?:个人|人|people)/g)].map((m) => ({ kind: 'value', start: m.index, end: m.index + m[0].length, value: Number(m[1]), sure: true })),
  skippable: false,
  personal: false,
}
const TRAINING: Form = {
  kind: 'training',
  version: 1,
  title: { zh: '培训报名', en: 'training' },
  intents: [],
  wish: '报名.{0,6}培训',
  subject: '培训',
  measures: [{ clause: 'ln-2022-6#9', name: { zh: '培训', en: 'training' }, cue: '培训' }],
  measure: 'ln-2022-6#9',
  slots: [...ENTERPRISE, SEATS],
  identity: ['company'],
  elsewhere: { clause: 'cnipa-2018-32#9', label: '32号九、', quote: '…', bureau: { zh: '当地知识产权局', en: 'the local office' } },
  comfort: { zh: ['别急。'], en: ['No hurry.'] },
  use: { zh: '只用于报名', en: 'only for the training' },
}

it('a fourth form needs nothing but its data', async () => {
  let state = NO_DIALOG
  const effects: unknown[] = []
  for (const [i, text] of ['我想报名参加培训', '同意', '沈阳海蓝科技有限公司，91210100MA0P4KJU3C，王芳，13940012345', '5个人', '确认'].entries()) {
    const result = await hear(
      state,
      {
        text,
        attachments: [],
        messageId: `m${i}`,
        setting: 'private',
        now: '2026-11-23T09:00:00+08:00',
        understanding: { intent: 'question', measure: null, region: null, question: 0.1 },
        answer: async () => ANSWER,
        cases: [],
        departmentsOf,
      },
      [...FORMS, TRAINING],
    )
    state = result.state
    effects.push(...result.effects)
  }
  expect(outcome(state).outcome).toBe('submitted')
  expect(effects).toMatchObject([{ kind: 'open-case', request: { kind: 'training', region: '沈阳', slots: { seats: 5, company: '沈阳海蓝科技有限公司' } } }])
})
