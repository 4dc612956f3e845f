/** Authorisation: the table cell by cell against one written by hand, the relations it rests on, and every action held to it. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import { ABSENT, act, type OfficerAction } from '../../src/officer/act.ts'
import { ACTIONS, type Act, allowed, may, RELATIONS, type Relation, relation } from '../../src/officer/authorisation.ts'
import { type Officer, ROLES, type Role } from '../../src/officer/officer.ts'
import { viewCase } from '../../src/officer/view.ts'
import {
  admin,
  anshan,
  anshan2,
  anshanChief,
  approval,
  approvalChief,
  call,
  called,
  corpus,
  dalian,
  dalianChief,
  did,
  everyone,
  infringement,
  MONDAY,
  onDuty,
  opened,
  protection,
  protectionChief,
} from '../cases/sample.ts'

/** Columns: view, view-personal, accept, transfer, accept-transfer, return, request-supplements, reply, end-talk (x), note, close. */
const EXPECTED = `
officer handler      v p . t . . s r x n c
officer accountable  v p . . . . . r x n .
officer offered      v . . . a b . . . n .
officer holding      v . A . . . . . . n .
officer concerned    v . . . . . . . . n .
officer duty         . . . . . . . . . . .
officer province     . . . . . . . . . . .
officer outside      . . . . . . . . . . .
chief   handler      v p . t . . s r x n c
chief   accountable  v p . t . . s r x n c
chief   offered      v . . . a b . . . n .
chief   holding      v p A t . . s r x n c
chief   concerned    v . . . . . . . . n .
chief   duty         . . . . . . . . . . .
chief   province     v . . . . . . . . . .
chief   outside      . . . . . . . . . . .
duty    handler      v p . t . . s r x n c
duty    accountable  v p . . . . . r x n .
duty    offered      v . . . a b . . . n .
duty    holding      v . A . . . . . . n .
duty    concerned    v . . . . . . . . n .
duty    duty         v . A . . . . . . n .
duty    province     . . . . . . . . . . .
duty    outside      . . . . . . . . . . .
admin   handler      . . . . . . . . . . .
admin   accountable  . . . . . . . . . . .
admin   offered      . . . . . . . . . . .
admin   holding      . . . . . . . . . . .
admin   concerned    . . . . . . . . . . .
admin   duty         . . . . . . . . . . .
admin   province     . . . . . . . . . . .
admin   outside      . . . . . . . . . . .`
const COLUMNS: readonly Act[] = ['view', 'view-personal', 'accept', 'transfer', 'accept-transfer', 'return', 'request-supplements', 'reply', 'end-talk', 'note', 'close']

describe('the table', () => {
  const rows = EXPECTED.trim()
    .split('\n')
    .map((row) => row.split(/\s+/))

  it('has every role, relation and action', () => {
    expect([...COLUMNS].sort()).toEqual([...ACTIONS].sort())
    expect(rows.map(([role, related]) => `${role} ${related}`).sort()).toEqual(ROLES.flatMap((role) => RELATIONS.map((r) => `${role} ${r}`)).sort())
  })

  it.each(rows)('%s × %s', (role, related, ...cells) => {
    for (const [i, action] of COLUMNS.entries()) expect(allowed(role as Role, related as Relation, action), action).toBe(cells[i] !== '.')
  })
})

const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
const offered = did(taken, anshan, { kind: 'transfer', department: '行政审批处', reason: '地理标志' }, MONDAY)
const moved = did(offered, approval, { kind: 'accept-transfer' }, MONDAY)
const unrouted = opened({ ...infringement, measure: 'ln-2022-6#0' })
const dutyTook = did(unrouted, onDuty, { kind: 'accept' }, MONDAY)

describe('what an officer has to do with a case', () => {
  it.each<[string, Case, Officer, Relation]>([
    ['new, his city', opened().case, anshan, 'holding'],
    ['new, the division named', opened().case, protection, 'holding'],
    ['new, another city', opened().case, dalian, 'outside'],
    ['new, the chief of another city', opened().case, dalianChief, 'outside'],
    ['new, another division', opened().case, approval, 'province'],
    ['new, on duty', opened().case, onDuty, 'duty'],
    ['new, on duty in its city', opened().case, { ...anshan, id: 'az', department: '鞍山市知识产权局', role: 'duty' }, 'holding'],
    ['new, on duty in another city', opened().case, { ...dalian, role: 'duty' }, 'outside'],
    ['a call for nobody in particular, on duty', called({ ...call, departments: [] }).case, onDuty, 'duty'],
    ['a call for his city', called().case, anshan, 'holding'],
    ['a call from nobody knows where, on duty in a city', called({ ...call, departments: [], region: null }).case, { ...dalian, role: 'duty' }, 'outside'],
    ['taken, on duty', taken.case, onDuty, 'province'],
    ['taken by him', taken.case, anshan, 'handler'],
    ['taken by a colleague', taken.case, anshan2, 'holding'],
    ['taken by the city, the division named', taken.case, protection, 'concerned'],
    ['offered to his department', offered.case, approval, 'offered'],
    ['offered away by him', offered.case, anshan, 'handler'],
    ['offered away by a colleague', offered.case, anshan2, 'holding'],
    ['transferred to him', moved.case, approval, 'handler'],
    ['transferred to his department', moved.case, approvalChief, 'holding'],
    ['transferred away: first touched by him', moved.case, anshan, 'accountable'],
    ['transferred away from a department the clause names', moved.case, anshan2, 'concerned'],
    ['without department, on duty', unrouted.case, onDuty, 'duty'],
    ['without department, on duty in its city', unrouted.case, { ...anshan, role: 'duty' }, 'duty'],
    ['without department, on duty in another city', unrouted.case, { ...dalian, role: 'duty' }, 'outside'],
    ['without department, its city, not on duty', unrouted.case, anshan, 'outside'],
    ['without department, taken by him', dutyTook.case, onDuty, 'handler'],
    ['without department, taken by a colleague on duty', dutyTook.case, { ...onDuty, id: 'z2' }, 'holding'],
    ['taken by him, but he has left', taken.case, { ...anshan, active: false }, 'outside'],
    ['taken by him, but he works in another city now', taken.case, { ...anshan, department: '大连市知识产权局', city: '大连' }, 'outside'],
    ['first touched by him, but he works elsewhere now', moved.case, { ...anshan, department: '大连市知识产权局', city: '大连' }, 'outside'],
  ])('%s', (_, c, officer, expected) => {
    expect(relation(officer, c)).toBe(expected)
  })

  it('makes nothing of the rights of who has left, whatever he was', () => {
    for (const officer of everyone)
      for (const { case: c } of [opened(), taken, offered, moved, unrouted])
        for (const action of ACTIONS) expect(may({ ...officer, active: false }, c, action)).toBe(false)
  })
})

const EVERY_ACTION: readonly OfficerAction[] = [
  { kind: 'accept' },
  { kind: 'transfer', department: '知识产权服务处', reason: '转' },
  { kind: 'accept-transfer' },
  { kind: 'return', reason: '不属本处' },
  { kind: 'request-supplements', items: ['证书'], confirmed: true },
  { kind: 'reply', text: '收到', confirmed: true },
  { kind: 'reply', text: '收到', confirmed: false },
  { kind: 'end-talk' },
  { kind: 'note', text: '记' },
  { kind: 'close', result: '已解决', words: '好', confirmed: true },
]

describe('every action of every officer on every case', () => {
  it('is done only where the table allows it; who may not look hears what he would hear of a case that is not there', () => {
    let cells = 0
    for (const { case: c } of [opened(), taken, offered, moved, unrouted, dutyTook])
      for (const officer of everyone)
        for (const action of EVERY_ACTION) {
          const outcome = act(corpus, c, officer, action, MONDAY)
          cells++
          if (outcome.kind !== 'refused') expect(may(officer, c, action.kind), `${officer.name} ${action.kind}`).toBe(true)
          if (may(officer, c, 'view')) expect(outcome).not.toEqual(ABSENT)
          else {
            expect(outcome).toEqual(act(corpus, null, officer, action, MONDAY))
            expect(viewCase(officer, c, { place: 'own', open: '核对' }, MONDAY)).toEqual(viewCase(officer, null, { place: 'own', open: '核对' }, MONDAY))
          }
        }
    expect(cells).toBe(6 * everyone.length * EVERY_ACTION.length)
  })

  it('of another city and of the administrator is nothing at all', () => {
    for (const officer of [dalian, dalianChief, admin])
      for (const { case: c } of [opened(), taken, offered, moved, unrouted]) for (const action of ACTIONS) expect(may(officer, c, action)).toBe(false)
  })

  it('of a chief of the province reaches every case, to look and no more', () => {
    for (const { case: c } of [taken, unrouted]) expect(ACTIONS.filter((action) => may(approvalChief, c, action))).toEqual(['view'])
    expect(may(protectionChief, taken.case, 'view-personal')).toBe(false)
    expect(may(anshanChief, taken.case, 'view-personal')).toBe(true)
  })
})
