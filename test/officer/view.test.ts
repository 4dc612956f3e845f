/** What officers see: cards fit for every machine, personal fields only on the bureau's own and never unrecorded, lists of their own. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import { type Officer, readOfficer } from '../../src/officer/officer.ts'
import { type Queue, queue } from '../../src/officer/queue.ts'
import { history, viewCase } from '../../src/officer/view.ts'
import {
  admin,
  anshan,
  anshan2,
  anshanChief,
  approval,
  approvalChief,
  corpus,
  dalian,
  did,
  financing,
  happened,
  infringement,
  MONDAY,
  onDuty,
  opened,
  protection,
} from '../cases/sample.ts'

const PERSONAL = /欧阳金丝雀|13940123456/
const CONFIDENTIAL = /阀门|CANAR|202129999001\.4|机械厂|仿制|购买记录|机密/
const TUESDAY = '2026-11-24T10:00:00+08:00'
const worked = () => {
  let story = did(opened(), anshan, { kind: 'accept' }, MONDAY)
  story = did(story, anshan, { kind: 'note', text: '机密备注' }, MONDAY)
  story = did(story, anshan, { kind: 'reply', text: '机密回复', confirmed: true }, MONDAY)
  return did(story, anshan, { kind: 'transfer', department: '行政审批处', reason: '机密理由' }, MONDAY)
}
const look = (officer: Officer, c: Case, place: 'own' | 'foreign', open = true) => {
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
        data: { fields: ['contact', 'mobile'], hand: { officer: 'a1', name: '赵一', department: '鞍山市知识产权局' } },
      },
    ])
    expect(history(happened(story, seen).events).at(-1)).toEqual({ at: TUESDAY, by: '鞍山市知识产权局 赵一', what: '查看个人信息' })
  })

  it('keeps them masked until they are asked for, and then records nothing', () => {
    const seen = look(anshan, worked().case, 'own', false)
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
    const cases = [opened().case, opened(financing, MONDAY, 2).case]
    const cards = queue(cases, { ...anshan, role: 'chief' }, { kind: 'all' }, MONDAY)
    expect(JSON.stringify(cards)).not.toMatch(PERSONAL)
    expect(JSON.stringify(cards)).not.toMatch(CONFIDENTIAL)
    expect(cards[0]).toMatchObject({
      kind: '维权援助',
      city: '鞍山',
      overdue: false,
      ground: { quote: '责任部门：各市、沈抚示范区知识产权局，知识产权保护处' },
      due: { until: { at: '2026-11-26T17:00:00+08:00' } },
    })
    expect(cards[0]?.fields.map((f) => f.value)).toEqual(['实用新型', '2021****.4'])
    expect(cards[1]?.fields.map((f) => f.value)).toEqual(['（2 项）', '5000000元', '12个月'])
  })
})

describe('the queue', () => {
  const fresh = opened(infringement, MONDAY, 3)
  const mine = did(opened(infringement, MONDAY, 4), anshan, { kind: 'accept' }, MONDAY)
  const theirs = did(opened(infringement, MONDAY, 5), anshan2, { kind: 'accept' }, MONDAY)
  const pending = did(opened(infringement, '2026-11-20T09:00:00+08:00', 6), anshan, { kind: 'accept' }, '2026-11-20T09:00:00+08:00')
  const offered = did(pending, anshan, { kind: 'transfer', department: '行政审批处', reason: '转' }, MONDAY)
  const away = did(offered, approval, { kind: 'accept-transfer' }, MONDAY)
  const closed = did(opened(infringement, MONDAY, 7), anshan, { kind: 'accept' }, MONDAY)
  const over = did(closed, anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, MONDAY)
  const dalians = opened({ ...infringement, region: '大连' }, MONDAY, 8)
  const nobodys = opened({ ...infringement, measure: 'ln-2022-6#0' }, MONDAY, 9)
  const all = [fresh, mine, theirs, offered, over, dalians, nobodys]
  const names = new Map([...all, away].map((story) => [story.case.number, story]))
  const label = new Map<unknown, string>([
    [fresh, 'fresh'],
    [mine, 'mine'],
    [theirs, 'theirs'],
    [offered, 'offered'],
    [away, 'offered'],
    [over, 'over'],
    [dalians, 'dalians'],
    [nobodys, 'nobodys'],
  ])
  const seen = (officer: Officer, which: Queue, stories = all, now = TUESDAY) =>
    queue(
      stories.map((s) => s.case),
      officer,
      which,
      now,
    ).map((c) => label.get(names.get(c.number)))

  it('of an officer: mine, my department’s, overdue, by city', () => {
    expect(seen(anshan, { kind: 'mine' }).sort()).toEqual(['mine', 'offered'])
    expect(seen(anshan, { kind: 'department' }).sort()).toEqual(['fresh', 'mine', 'offered', 'theirs'])
    expect(seen(anshan, { kind: 'overdue' })).toEqual([])
    expect(seen(anshan, { kind: 'overdue' }, all, '2026-11-25T17:00:00+08:00')).toEqual([])
    expect(seen(anshan, { kind: 'overdue' }, all, '2026-11-25T17:00:01+08:00')).toEqual(['offered'])
    expect(seen(anshan, { kind: 'city', city: '鞍山' })).toHaveLength(4)
    expect(seen(anshan, { kind: 'city', city: '大连' })).toEqual([])
  })

  it('keeps with the accountable officer what was transferred away', () => {
    expect(seen(anshan, { kind: 'mine' }, [away])).toEqual(['offered'])
    expect(seen(anshan, { kind: 'department' }, [away])).toEqual([])
    expect(seen(approval, { kind: 'department' }, [away])).toEqual(['offered'])
  })

  it('shows who is offered a case that it waits', () => {
    expect(seen(approval, { kind: 'department' })).toEqual(['offered'])
  })

  it('has the most urgent first, and the closed only among all', () => {
    expect(seen(anshan, { kind: 'department' })[0]).toBe('offered')
    expect(seen(anshan, { kind: 'all' })).toContain('over')
    expect(seen(anshan, { kind: 'all' }).at(-1)).toBe('over')
    expect(seen(anshan, { kind: 'mine' })).not.toContain('over')
  })

  it('of a chief of the province is the whole; of his own department only its own', () => {
    expect(seen(approvalChief, { kind: 'all' })).toHaveLength(all.length)
    expect(seen(approvalChief, { kind: 'department' })).toEqual(['offered'])
    expect(seen(approvalChief, { kind: 'city', city: '大连' })).toEqual(['dalians'])
  })

  it('of the duty desk is what has no department; of another city nothing of this one; of the administrator nothing', () => {
    expect(seen(onDuty, { kind: 'department' })).toEqual(['nobodys'])
    expect(seen(dalian, { kind: 'all' })).toEqual(['dalians'])
    expect(seen(admin, { kind: 'all' })).toEqual([])
  })
})

describe('the history', () => {
  it('says who did what and when, and nothing anybody wrote', () => {
    const lines = history(worked().events)
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
