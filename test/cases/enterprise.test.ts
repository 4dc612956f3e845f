/** What an enterprise does with its own case afterwards, and the times within which it may. */
import { describe, expect, it } from 'vitest'
import { type EnterpriseAction, enterpriseAct } from '../../src/cases/enterprise.ts'
import { anshan, approval, did, happened, infringement, MONDAY, onDuty, opened, registration, type Story } from './sample.ts'

const TUESDAY = '2026-11-24T10:00:00+08:00'
const supplement: EnterpriseAction = { kind: 'supplement', text: '补公证书', files: [] }
const go = (story: Story, action: EnterpriseAction, now: string) => {
  const outcome = enterpriseAct(story.case, action, now)
  if (outcome.kind !== 'done') throw new Error(outcome.reason)
  return happened(story, outcome)
}
const why = (story: Story, action: EnterpriseAction, now: string) => {
  const outcome = enterpriseAct(story.case, action, now)
  if (outcome.kind === 'refused') expect(outcome.words.zh && outcome.words.en).toBeTruthy()
  return outcome.kind === 'refused' ? outcome.reason : 'done'
}
const accepted = () => did(opened(), anshan, { kind: 'accept' }, MONDAY)
const closed = (at = TUESDAY) => did(accepted(), anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, at)

describe('somebody else’s case', () => {
  it.each<EnterpriseAction>([supplement, { kind: 'withdraw', reason: '' }, { kind: 'rate', stars: 5 }, { kind: 'reopen', reason: '' }, { kind: 'complain', text: '慢' }])(
    'looks like none at all for $kind',
    (action) => {
      expect(enterpriseAct(null, action, MONDAY)).toMatchObject({ kind: 'refused', reason: 'absent' })
    },
  )
})

describe('further papers', () => {
  it('reach who works the case, and do not change where it stands when nobody asked', () => {
    const story = go(accepted(), supplement, TUESDAY)
    expect(story.case).toMatchObject({ status: 'accepted', supplements: [{ text: '补公证书' }] })
    expect(story.case.due).toEqual(accepted().case.due)
    expect(story.notices.map((n) => n.to)).toEqual([{ kind: 'officer', id: 'a1' }])
    expect(JSON.stringify(story.notices)).not.toContain('公证书')
  })

  it('reach the departments before anybody took it, and the duty desk where there are none', () => {
    expect(go(opened(), supplement, TUESDAY).notices.map((n) => n.to)).toEqual([
      { kind: 'department', name: '鞍山市知识产权局' },
      { kind: 'department', name: '知识产权保护处' },
    ])
    expect(go(opened({ ...registration, measure: 'ln-2022-6#0' }), supplement, TUESDAY).notices.map((n) => n.to)).toEqual([{ kind: 'duty' }])
  })

  it('that were asked for start the clock again', () => {
    const asked = did(accepted(), anshan, { kind: 'request-supplements', items: ['公证书'], confirmed: true }, TUESDAY)
    expect(asked.case).toMatchObject({ status: 'supplement-requested', wanted: ['公证书'], due: null })
    const given = go(asked, { kind: 'supplement', text: '', files: ['公证书.pdf'] }, '2026-12-01T10:00:00+08:00')
    expect(given.case).toMatchObject({ status: 'supplemented', wanted: [], due: { workingDays: 3, until: { at: '2026-12-04T17:00:00+08:00' } } })
  })

  it('must be something', () => {
    expect(why(opened(), { kind: 'supplement', text: ' \n', files: [] }, TUESDAY)).toBe('empty')
    expect(why(closed(), supplement, TUESDAY)).toBe('over')
  })

  it('reach the accountable officer too, after a transfer', () => {
    let story = did(accepted(), anshan, { kind: 'transfer', department: '行政审批处', reason: '地理标志' }, TUESDAY)
    story = did(story, approval, { kind: 'accept-transfer' }, TUESDAY)
    expect(go(story, supplement, TUESDAY).notices.map((n) => n.to)).toEqual([
      { kind: 'officer', id: 'x1' },
      { kind: 'officer', id: 'a1' },
    ])
  })
})

describe('withdrawing', () => {
  it('ends the case and tells everybody who had it, a department still to accept it included', () => {
    const pending = did(accepted(), anshan, { kind: 'transfer', department: '行政审批处', reason: '地理标志' }, TUESDAY)
    const story = go(pending, { kind: 'withdraw', reason: '和解了' }, TUESDAY)
    expect(story.case).toMatchObject({ status: 'withdrawn', live: false, due: null, transfer: null })
    expect(story.notices.map((n) => n.to)).toEqual([
      { kind: 'officer', id: 'a1' },
      { kind: 'department', name: '鞍山市知识产权局' },
      { kind: 'department', name: '知识产权保护处' },
      { kind: 'department', name: '行政审批处' },
    ])
    expect(JSON.stringify(story.notices)).not.toContain('和解')
    for (const action of [
      supplement,
      { kind: 'withdraw', reason: '' },
      { kind: 'reopen', reason: '' },
      { kind: 'rate', stars: 3 },
      { kind: 'complain', text: 'x' },
    ] as const)
      expect(why(story, action, TUESDAY)).toBe('over')
  })

  it('reaches the duty desk where a case has no department', () => {
    expect(go(opened({ ...registration, measure: 'ln-2022-6#0' }), { kind: 'withdraw', reason: '' }, TUESDAY).notices.map((n) => n.to)).toEqual([{ kind: 'duty' }])
  })

  it('comes too late after closing', () => {
    expect(why(closed(), { kind: 'withdraw', reason: '' }, TUESDAY)).toBe('over')
  })
})

describe('what is said in a talk', () => {
  const talking = () => did(accepted(), anshan, { kind: 'reply', text: '您好', confirmed: true }, TUESDAY)
  const say = (text: string, files: readonly string[] = []): EnterpriseAction => ({ kind: 'say', text, files })

  it('reaches the officer, once for a burst, and holds no clock up', () => {
    const first = go(talking(), say('在吗'), TUESDAY)
    expect(first.case).toMatchObject({ said: [{ text: '在吗' }], unanswered: 1, status: 'answered' })
    expect(first.notices.map((n) => n.to)).toEqual([{ kind: 'officer', id: 'a1' }])
    expect(JSON.stringify(first.notices)).not.toContain('在吗')
    expect(go(first, say('急'), '2026-11-24T10:04:59+08:00').notices).toEqual([])
    expect(go(first, say('急'), '2026-11-24T10:05:00+08:00').notices).toHaveLength(1)
  })

  it('is nothing without a talk, and nothing when empty', () => {
    expect(why(accepted(), say('在吗'), TUESDAY)).toBe('no-talk')
    expect(why(accepted(), { kind: 'end-talk' }, TUESDAY)).toBe('no-talk')
    expect(why(talking(), say('  '), TUESDAY)).toBe('empty')
  })

  it('counts as papers only when papers were asked for and come', () => {
    const asked = did(talking(), anshan, { kind: 'request-supplements', items: ['公证书'], confirmed: true }, TUESDAY)
    expect(go(asked, say('明天发'), TUESDAY).case.status).toBe('supplement-requested')
    expect(go(asked, say('', ['公证书.pdf']), TUESDAY).case).toMatchObject({ status: 'supplemented', wanted: [] })
  })
})

describe('rating', () => {
  it.each([1, 2, 3, 4, 5])('%i is taken once', (stars) => {
    const story = go(closed(), { kind: 'rate', stars }, TUESDAY)
    expect(story.case).toMatchObject({ status: 'rated', rating: stars, live: false })
    expect(why(story, { kind: 'rate', stars }, TUESDAY)).toBe('already-rated')
  })

  it.each([0, 6, -1, 4.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no rating', (stars) => {
    expect(why(closed(), { kind: 'rate', stars }, TUESDAY)).toBe('stars')
  })

  it('waits for the closing, and stays one even when the case is reopened and closed again', () => {
    expect(why(accepted(), { kind: 'rate', stars: 5 }, TUESDAY)).toBe('not-closed')
    const again = go(go(closed(), { kind: 'rate', stars: 1 }, TUESDAY), { kind: 'reopen', reason: '没解决' }, TUESDAY)
    const story = did(again, anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, TUESDAY)
    expect(why(story, { kind: 'rate', stars: 5 }, TUESDAY)).toBe('already-rated')
  })
})

describe('reopening', () => {
  it('keeps number and officer, and starts a clock', () => {
    const story = go(closed(), { kind: 'reopen', reason: '又卖了' }, '2026-11-30T10:00:00+08:00')
    expect(story.case).toMatchObject({
      number: closed().case.number,
      status: 'reopened',
      live: true,
      closed: null,
      handler: { officer: 'a1' },
      accountable: { officer: 'a1' },
      due: { until: { at: '2026-12-03T17:00:00+08:00' } },
    })
    expect(story.notices).toMatchObject([{ to: { kind: 'officer', id: 'a1' } }])
    expect(did(story, anshan, { kind: 'reply', text: '再查', confirmed: true }, '2026-11-30T11:00:00+08:00').case.status).toBe('answered')
  })

  it('is in time to the last minute of the tenth working day, and not after', () => {
    const reopen: EnterpriseAction = { kind: 'reopen', reason: '' }
    expect(why(closed(), reopen, '2026-12-08T17:00:00+08:00')).toBe('done')
    expect(why(closed(), reopen, '2026-12-08T17:00:01+08:00')).toBe('too-late')
    expect(why(closed('2026-09-24T10:00:00+08:00'), reopen, '2026-10-15T16:00:00+08:00')).toBe('done')
    expect(why(closed('2026-09-24T10:00:00+08:00'), reopen, '2026-10-16T10:00:00+08:00')).toBe('too-late')
    expect(why(accepted(), reopen, TUESDAY)).toBe('not-closed')
  })

  it('into a year without holidays entered is allowed while it is certain, and else left to a person', () => {
    const late = () => closed('2026-12-28T10:00:00+08:00')
    expect(why(late(), { kind: 'reopen', reason: '' }, '2027-01-07T09:00:00+08:00')).toBe('done')
    expect(why(late(), { kind: 'reopen', reason: '' }, '2027-01-07T10:00:01+08:00')).toBe('cannot-compute')
  })
})

describe('a complaint', () => {
  it('goes to the chief of who has the case, without its words', () => {
    const story = go(accepted(), { kind: 'complain', text: '一直没人理我' }, TUESDAY)
    expect(story.notices).toMatchObject([{ to: { kind: 'chief', department: '鞍山市知识产权局' } }])
    expect(JSON.stringify(story.notices)).not.toContain('没人理')
    expect(story.case.status).toBe('accepted')
    expect(go(opened(), { kind: 'complain', text: '没人接' }, TUESDAY).notices.map((n) => n.to)).toEqual([
      { kind: 'chief', department: '鞍山市知识产权局' },
      { kind: 'chief', department: '知识产权保护处' },
    ])
    const onDutys = did(opened({ ...infringement, measure: 'ln-2022-6#0' }), onDuty, { kind: 'accept' }, MONDAY)
    expect(go(onDutys, { kind: 'complain', text: '慢' }, TUESDAY).notices).toMatchObject([{ to: { kind: 'chief', department: '辽宁省知识产权局' } }])
    expect(why(accepted(), { kind: 'complain', text: '  ' }, TUESDAY)).toBe('empty')
    expect(why(closed(), { kind: 'complain', text: '不满意' }, TUESDAY)).toBe('done')
    expect(go(opened({ ...infringement, measure: 'ln-2022-6#0' }), { kind: 'complain', text: 'x' }, TUESDAY).notices).toMatchObject([{ to: { kind: 'duty' } }])
  })
})
