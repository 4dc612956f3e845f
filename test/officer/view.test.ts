/** What officers see: cards fit for every machine, personal fields only on the bureau's own and never unrecorded, lists of their own. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import { type Officer, readOfficer } from '../../src/officer/officer.ts'
import { card } from '../../src/officer/queue.ts'
import { history, viewCase } from '../../src/officer/view.ts'
import { anshan, anshan2, anshanChief, approval, approvalChief, corpus, did, financing, happened, MONDAY, opened, protection } from '../cases/sample.ts'

const PERSONAL = /欧阳金丝雀|13940123456/
const CONFIDENTIAL = /阀门|CANAR|202129999001\.4|机械厂|仿制|购买记录|机密/
const TUESDAY = '2026-11-24T10:00:00+08:00'
const worked = () => {
  let story = did(opened(), anshan, { kind: 'accept' }, MONDAY)
  story = did(story, anshan, { kind: 'note', text: '机密备注' }, MONDAY)
  story = did(story, anshan, { kind: 'reply', text: '机密回复', confirmed: true }, MONDAY)
  return did(story, anshan, { kind: 'transfer', department: '行政审批处', reason: '机密理由' }, MONDAY)
}
const look = (officer: Officer, c: Case, place: 'own' | 'foreign', open: string | null = '电话核实') => {
  const seen = viewCase(officer, c, { place, open }, TUESDAY)
  if (seen.kind !== 'view') throw new Error(seen.reason)
  return seen
}

describe('a case on the bureau’s own machine', () => {
  it('opens its personal fields to who works it, and records the look', () => {
    const story = worked()
    const seen = look(anshan, story.case, 'own')
    expect(JSON.stringify(seen.view.fields)).toMatch(PERSONAL)
    expect(seen.events).toEqual([
      {
        kind: 'looked',
        at: TUESDAY,
        by: { kind: 'officer', id: 'a1' },
        data: { fields: ['contact', 'mobile'], reason: '电话核实', hand: { officer: 'a1', name: '赵一', department: '鞍山市知识产权局' } },
      },
    ])
    expect(history(happened(story, seen).events, 'own').at(-1)).toEqual({ at: TUESDAY, by: '鞍山市知识产权局 赵一', what: '查看个人信息' })
  })

  it('keeps them masked until they are asked for, and then records nothing', () => {
    const seen = look(anshan, worked().case, 'own', null)
    expect(JSON.stringify(seen.view)).not.toMatch(PERSONAL)
    expect(JSON.stringify(seen.view.fields)).toContain('139****3456')
    expect(seen.events).toEqual([])
  })

  it.each([
    ['a colleague', anshan2],
    ['the division named', protection],
    ['who is offered it', approval],
    ['a chief of the province', { ...approvalChief, department: '知识产权服务处' }],
  ])('keeps them masked for %s, who asks in vain', (_, officer) => {
    const seen = look(officer, worked().case, 'own')
    expect(JSON.stringify(seen.view)).not.toMatch(PERSONAL)
    expect(seen.events).toEqual([])
    expect(seen.view.actions).not.toContain('view-personal')
  })

  it('shows what was written', () => {
    expect(look(anshan2, worked().case, 'own').view).toMatchObject({
      transfer: { reason: '机密理由' },
      written: { notes: [{ text: '机密备注' }], answers: [{ text: '机密回复' }] },
    })
  })
})

describe('a case that was closed and opened again', () => {
  it('still tells how it was closed, why it was opened again and what was complained of; on the bureau’s own machine alone', () => {
    let story = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    const go = (action: Parameters<typeof enterpriseAct>[1]) => {
      const done = enterpriseAct(story.case, action, TUESDAY)
      if (done.kind !== 'done') throw new Error(done.reason)
      story = happened(story, done)
    }
    story = did(story, anshan, { kind: 'close', result: '已解决', words: '机密结果', confirmed: true }, TUESDAY)
    go({ kind: 'reopen', reason: '机密又在卖' })
    go({ kind: 'complain', text: '机密太慢' })
    story = did(story, anshan, { kind: 'close', result: '已答复指导', words: '机密再结', confirmed: true }, TUESDAY)
    const { written } = look(anshan, story.case, 'own', null).view
    expect(written?.closings.map((c) => [c.result, c.words])).toEqual([
      ['已解决', '机密结果'],
      ['已答复指导', '机密再结'],
    ])
    expect(written?.appeals).toMatchObject([
      { kind: 'reopened', text: '机密又在卖' },
      { kind: 'complained', text: '机密太慢' },
    ])
    expect(JSON.stringify(look(anshan, story.case, 'foreign', null).view)).not.toMatch(CONFIDENTIAL)
  })
})

describe('a case on any other machine', () => {
  it.each([anshan, anshan2, anshanChief, protection, approval])('shows $name nothing of a person, nothing of the enterprise, nothing anybody wrote', (officer) => {
    const seen = look(officer, worked().case, 'foreign')
    expect(JSON.stringify(seen.view)).not.toMatch(PERSONAL)
    expect(JSON.stringify(seen.view)).not.toMatch(CONFIDENTIAL)
    expect(seen.events).toEqual([])
    expect(seen.view).toMatchObject({ number: worked().case.number, region: '鞍山', status: 'transfer-pending', words: '转办中', written: null })
  })
})

describe('a card', () => {
  it('holds number, kind, city, right, amount, due and the ground, and no more of the request', () => {
    const cards = [opened().case, opened(financing, MONDAY, 2).case].map((c) => card(c, MONDAY))
    expect(JSON.stringify(cards)).not.toMatch(PERSONAL)
    expect(JSON.stringify(cards)).not.toMatch(CONFIDENTIAL)
    expect(cards[0]).toMatchObject({
      kind: '维权援助',
      city: '鞍山',
      moved: 1,
      overdue: false,
      ground: { quote: '责任部门：各市、沈抚示范区知识产权局，知识产权保护处' },
      due: { until: { at: '2026-11-26T17:00:00+08:00' } },
      files: 2,
      unanswered: 0,
    })
    expect(cards[0]?.fields.map((f) => f.value)).toEqual(['实用新型', '2021****.4'])
    expect(cards[1]?.fields.map((f) => f.value)).toEqual(['（2 项）', '5000000元', '12个月'])
  })

  it('counts what the enterprise wrote and nobody answered, to the message, within one second too', () => {
    let story = did(did(opened(), anshan, { kind: 'accept' }, MONDAY), anshan, { kind: 'reply', text: '您好', confirmed: true }, MONDAY)
    const say = (text: string) => {
      const said = enterpriseAct(story.case, { kind: 'say', text, files: [] }, MONDAY)
      if (said.kind !== 'done') throw new Error(said.reason)
      story = happened(story, said)
    }
    say('在吗')
    say('急')
    expect(card(story.case, MONDAY).unanswered).toBe(2)
    story = did(story, anshan, { kind: 'reply', text: '在', confirmed: true }, MONDAY)
    expect(card(story.case, MONDAY).unanswered).toBe(0)
    say('好')
    expect(card(story.case, MONDAY).unanswered).toBe(1)
  })

  it('is overdue after its minute and not in it', () => {
    const { case: c } = opened()
    expect([card(c, '2026-11-26T17:00:00+08:00').overdue, card(c, '2026-11-26T17:00:01+08:00').overdue]).toEqual([false, true])
  })
})

describe('what can be done', () => {
  const can = (officer: Officer, c: Case) => look(officer, c, 'own', null).view.actions.join(' ')
  it('is what the table allows and the case is at', () => {
    expect(can(anshan, opened().case)).toBe('view accept note')
    const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    expect(can(anshan, taken.case)).toBe('view view-personal transfer request-supplements reply note close')
    expect(can(anshan2, taken.case)).toBe('view note')
    const talking = did(taken, anshan, { kind: 'reply', text: '您好', confirmed: true }, MONDAY)
    expect(can(anshan, talking.case)).toContain('end-talk')
    expect(look(anshan, talking.case, 'own', null).view.talking).toBe(true)
    expect(can(approval, worked().case)).toBe('view accept-transfer return note')
    expect(can(anshan, worked().case)).toBe('view view-personal request-supplements reply end-talk note')
    const closed = did(taken, anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, MONDAY)
    expect(can(anshan, closed.case)).toBe('view view-personal note')
  })
})

describe('the history', () => {
  it('says who did what and when, and nothing anybody wrote', () => {
    const lines = history(worked().events, 'foreign')
    expect(lines.map((l) => `${l.by}：${l.what}`)).toEqual([
      '企业：提交申请',
      '鞍山市知识产权局 赵一：接单',
      '鞍山市知识产权局 赵一：内部备注',
      '鞍山市知识产权局 赵一：回复企业',
      '鞍山市知识产权局 赵一：提出转办',
    ])
    expect(JSON.stringify(lines)).not.toMatch(CONFIDENTIAL)
  })
})

describe('an officer’s account', () => {
  const read = (change: object) => () => readOfficer({ ...anshan, slack: null, ...change }, corpus.departments)

  it('is read from what is stored', () => {
    expect(read({})()).toEqual(anshan)
    expect(readOfficer({ ...anshan, department: '沈抚示范区知识产权局', city: '沈抚示范区' }, corpus.departments).city).toBe('沈抚示范区')
  })

  it.each([
    [{ department: '鞍山知产局' }, /目录里没有部门“鞍山知产局”/],
    [{ city: '大连' }, /city 应为 鞍山，不是 大连/],
    [{ city: null }, /city 应为 鞍山，不是 null/],
    [{ department: '知识产权保护处' }, /city 应为 null，不是 鞍山/],
    [{ role: 'boss' }, /经办人的 role/],
    [{ name: ' ' }, /经办人的 name/],
    [{ active: 1 }, /经办人的 active/],
  ])('is refused with what is wrong: %j', (change, what) => {
    expect(read(change)).toThrow(what)
  })

  it('cannot be of “各市知识产权局”, which is everybody', () => {
    expect(read({ department: '各市知识产权局', city: null })).toThrow(/目录里没有部门/)
  })
})
