/** Who is told of what, and where: rooms, accounts, trays, and the next best when nobody is there. */
import { describe, expect, it } from 'vitest'
import { change } from '../../src/case-file.ts'
import { chained, EMPTY } from '../../src/cases/chain.ts'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import type { Addressee } from '../../src/cases/event.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { addressesOf, channelOf, type Roll, told } from '../../src/reach.ts'
import { admin, anshan, anshan2, anshanChief, dalian, did, everyone, infringement, MONDAY, onDuty, opened, protectionChief, type Story } from '../cases/sample.ts'

const roll = (officers: readonly (Officer & { slack?: string })[], rooms: Roll['rooms'] = []): Roll => ({ officers: officers.map((o) => ({ slack: null, ...o })), rooms })
const all = roll(everyone)
const to = (who: Exclude<Addressee, { kind: 'enterprise' }>, on: Roll, city: string | null = '鞍山') => addressesOf(who, city, on)
const provinceChief: Officer = { ...protectionChief, id: 'g1', department: '辽宁省知识产权局' }
const cityDuty: Officer = { ...anshan, id: 'az', role: 'duty' }

describe('an officer', () => {
  it('is told in his own Slack, or else in his tray, which is a channel of its own', () => {
    expect(to({ kind: 'officer', id: 'a1' }, all)).toEqual(['tray:a1'])
    expect(to({ kind: 'officer', id: 'a1' }, roll([{ ...anshan, slack: 'U01' }]))).toEqual(['slack:@U01'])
    expect([channelOf('tray:a1'), channelOf('slack:@U01'), channelOf('slack:C01'), channelOf('wechat:x:y')]).toEqual(['tray:a1', 'slack', 'slack', 'wechat'])
  })

  it('who has left is followed by his department, then by who is on duty', () => {
    const left = { ...anshan, active: false }
    expect(to({ kind: 'officer', id: 'a1' }, roll([left, anshan2, anshanChief, onDuty]))).toEqual(['tray:a2', 'tray:a9'])
    expect(to({ kind: 'officer', id: 'a1' }, roll([left, onDuty, dalian]))).toEqual(['tray:z1'])
    expect(to({ kind: 'officer', id: 'gone' }, roll([onDuty, dalian]))).toEqual(['tray:z1'])
  })
})

describe('a department', () => {
  it('is told in its room, or else each of its officers is', () => {
    const department = { kind: 'department', name: '鞍山市知识产权局' } as const
    expect(to(department, roll(everyone, [{ department: '鞍山市知识产权局', address: 'slack:C01' }]))).toEqual(['slack:C01'])
    expect(to(department, roll(everyone, [{ department: '大连市知识产权局', address: 'slack:C02' }]))).toEqual(['tray:a1', 'tray:a2', 'tray:a9'])
  })

  it('where nobody works falls to who is on duty in the city, then in the province, then to the chiefs of the province', () => {
    const department = { kind: 'department', name: '盘锦市知识产权局' } as const
    expect(to(department, roll([cityDuty, onDuty, provinceChief]))).toEqual(['tray:az'])
    expect(to(department, roll([cityDuty, onDuty, provinceChief]), '盘锦')).toEqual(['tray:z1'])
    expect(to(department, roll([cityDuty, provinceChief, dalian]), '盘锦')).toEqual(['tray:g1'])
    expect(to(department, roll([{ ...onDuty, active: false }, admin]), '盘锦')).toEqual([])
  })
})

describe('a chief', () => {
  it('is the department’s own, or one of the province, or whoever is on duty', () => {
    const chief = { kind: 'chief', department: '鞍山市知识产权局' } as const
    expect(to(chief, all)).toEqual(['tray:a9'])
    expect(to(chief, roll([anshan, provinceChief, onDuty]))).toEqual(['tray:g1'])
    expect(to(chief, roll([anshan, onDuty]))).toEqual(['tray:z1'])
  })
})

describe('the duty desk', () => {
  it('is the city’s where there is one; administrators and who has left are never told', () => {
    expect(to({ kind: 'duty' }, roll([cityDuty, onDuty]))).toEqual(['tray:az'])
    expect(to({ kind: 'duty' }, roll([cityDuty, onDuty]), null)).toEqual(['tray:z1'])
    expect(to({ kind: 'duty' }, roll([admin, { ...onDuty, active: false }]))).toEqual([])
  })
})

/** What goes out for the last step of a story. */
function out(story: Story, steps: number, on: Roll, standing: readonly string[] = []) {
  const events = chained(story.case.number, EMPTY, story.events)
  const last = events.slice(-steps)
  return told({ case: story.case, change: change(story.case, events.length - steps, last), notices: story.notices, conversation: 'wechat:ent' }, on, standing)
}

describe('a new case', () => {
  const rooms = [
    { department: '鞍山市知识产权局', address: 'slack:C01' },
    { department: '知识产权保护处', address: 'slack:C02' },
  ]

  it('is a card in each department’s room, and no line beside it', () => {
    const sent = out(opened(), 1, roll(everyone, rooms))
    expect(sent.map((m) => [m.channel, m.conversation, (m.body as { kind: string }).kind])).toEqual([
      ['slack', 'slack:C01', 'card'],
      ['slack', 'slack:C02', 'card'],
    ])
  })

  it('is a line in the trays where there is no room; each key once, under its case', () => {
    const sent = out(opened(), 1, all)
    expect(sent.map((m) => m.conversation)).toEqual(['tray:a1', 'tray:a2', 'tray:a9', 'tray:p1', 'tray:p9'])
    expect(new Set(sent.map((m) => m.key)).size).toBe(sent.length)
    for (const m of sent) expect([m.case, m.channel]).toEqual([opened().case.number, m.conversation])
  })

  it('that nobody can be told of loses nothing else', () => {
    expect(out(opened(), 1, roll([]))).toEqual([])
    const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    expect(out(taken, 1, roll([])).map((m) => m.conversation)).toEqual(['wechat:ent'])
  })
})

describe('a case that moves on', () => {
  it('brings its card up to date wherever it stands, and where it is new', () => {
    const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    const offered = did(taken, anshan, { kind: 'transfer', department: '行政审批处', reason: '转' }, MONDAY)
    const on = roll(everyone, [{ department: '行政审批处', address: 'slack:C03' }])
    const cards = out(offered, 1, on, ['slack:C01', 'slack:C09']).filter((m) => (m.body as { kind?: string }).kind === 'card')
    expect(cards.map((m) => m.conversation)).toEqual(['slack:C01', 'slack:C09', 'slack:C03'])
  })

  it('but a note touches no card and tells nobody', () => {
    const noted = did(did(opened(), anshan, { kind: 'accept' }, MONDAY), anshan, { kind: 'note', text: '记' }, MONDAY)
    expect(out(noted, 1, all, ['slack:C01'])).toEqual([])
  })

  it('does not tell who moved it', () => {
    const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    const trays = out(taken, 1, all).map((m) => m.conversation)
    expect(trays).toEqual(['wechat:ent', 'tray:a2', 'tray:a9', 'tray:p1', 'tray:p9'])
  })

  it('tells an enterprise that was erased nothing', () => {
    const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    const events = chained(taken.case.number, EMPTY, taken.events)
    const sent = told({ case: taken.case, change: change(taken.case, 1, events.slice(1)), notices: taken.notices, conversation: null }, all, [])
    expect(sent.every((m) => m.conversation.startsWith('tray:'))).toBe(true)
  })

  it('speaks to the enterprise in its own language, once', () => {
    const story = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    const english = { ...story, case: { ...story.case, language: 'en' as const } }
    const mine = out(english, 1, all).filter((m) => m.conversation === 'wechat:ent')
    expect(mine.map((m) => (m.body as { text: string }).text)).toEqual([expect.stringMatching(/has taken your case/)])
  })

  it('tells one who is meant twice only once', () => {
    let story = did(opened({ ...infringement, measure: 'ln-2022-6#0' }), onDuty, { kind: 'accept' }, MONDAY)
    const withdrawn = enterpriseAct(story.case, { kind: 'withdraw', reason: '算了' }, MONDAY)
    if (withdrawn.kind !== 'done') throw new Error(withdrawn.reason)
    const events = chained(story.case.number, story.case.head, withdrawn.events)
    story = { ...story, events: [...story.events, ...events], notices: [...withdrawn.notices, ...withdrawn.notices] }
    const sent = told({ case: story.case, change: change(story.case, story.case.version, events), notices: story.notices, conversation: null }, all, [])
    expect(sent.map((m) => m.conversation)).toEqual(['tray:z1'])
  })
})
