/** The clock: warned before, escalated after, transfers taken back, never at night, and nothing said twice. */
import { describe, expect, it } from 'vitest'
import { isWorking } from '../../src/calendar.ts'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import { type DueAction, dueActions, lookAt } from '../../src/cases/watch.ts'
import { anshan, approval, did, happened, infringement, MONDAY, opened, registration, type Story } from './sample.ts'

/** Everything the clock does to a case between two moments, looking every quarter of an hour. */
function watched(story: Story, from: string, to: string): { story: Story; log: string[] } {
  const log: string[] = []
  let now = story
  for (let time = Date.parse(from); time <= Date.parse(to); time += 15 * 60_000) {
    const at = new Date(time + 8 * 3600_000).toISOString().replace('.000Z', '+08:00')
    for (const action of dueActions(now.case, at)) {
      if (action.kind === 'cannot-compute') {
        log.push(`${at.slice(5, 16)} cannot-compute ${action.year}`)
        continue
      }
      for (const notice of action.notices) log.push(`${at.slice(5, 16)} ${action.kind} ${Object.values(notice.to).join(' ')}`)
      now = happened(now, action)
    }
  }
  return { story: now, log }
}
const kinds = (actions: readonly DueAction[]) => actions.map((a) => a.kind)
const accepted = () => did(opened(), anshan, { kind: 'accept' }, MONDAY)

describe('a case nobody answers', () => {
  it('is warned of once one working day before, and escalated after, in working hours, and again each week', () => {
    expect(watched(accepted(), MONDAY, '2026-12-12T09:00:00+08:00').log).toEqual([
      '11-26T09:00 remind officer a1',
      '11-27T09:00 escalate chief 鞍山市知识产权局',
      '12-07T09:00 escalate chief 鞍山市知识产权局',
    ])
  })

  it('and nobody took is its lead department’s', () => {
    expect(watched(opened(), MONDAY, '2026-11-28T09:00:00+08:00').log).toEqual([
      '11-26T09:00 remind department 鞍山市知识产权局',
      '11-27T09:00 escalate chief 鞍山市知识产权局',
    ])
    expect(watched(opened({ ...infringement, measure: 'ln-2022-6#0' }), MONDAY, '2026-12-02T09:00:00+08:00').log).toEqual([
      '11-30T09:00 remind duty',
      '12-01T09:00 escalate duty',
    ])
  })

  it('and was reopened is warned of and escalated anew', () => {
    const late = watched(accepted(), MONDAY, '2026-11-27T10:00:00+08:00').story
    const closed = did(late, anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, '2026-11-27T11:00:00+08:00')
    const reopened = enterpriseAct(closed.case, { kind: 'reopen', reason: '没有' }, '2026-11-27T12:00:00+08:00')
    if (reopened.kind !== 'done') throw new Error(reopened.reason)
    expect(watched(happened(closed, reopened), '2026-11-27T12:00:00+08:00', '2026-12-03T10:00:00+08:00').log).toEqual([
      '12-02T09:00 remind officer a1',
      '12-03T09:00 escalate chief 鞍山市知识产权局',
    ])
  })

  it('waits out the holidays', () => {
    const story = opened(infringement, '2026-09-29T10:00:00+08:00')
    expect(watched(story, '2026-09-29T10:00:00+08:00', '2026-10-10T12:00:00+08:00').log).toEqual([
      '10-09T09:00 remind department 鞍山市知识产权局',
      '10-10T09:00 escalate chief 鞍山市知识产权局',
    ])
  })

  it('of one working day is warned of half a day before', () => {
    const story = opened(registration)
    expect(watched(story, MONDAY, '2026-11-25T10:00:00+08:00').log).toEqual(['11-24T13:00 remind department 知识产权服务处', '11-25T09:00 escalate chief 知识产权服务处'])
  })
})

describe('a case that is answered', () => {
  it('is left in peace once a first response was the promise', () => {
    for (const action of [
      { kind: 'reply', text: '在办', confirmed: true },
      { kind: 'request-supplements', items: ['证书'], confirmed: true },
    ] as const) {
      const story = did(accepted(), anshan, action, '2026-11-24T10:00:00+08:00')
      expect(story.case.due).toBeNull()
      expect(watched(story, '2026-11-24T10:00:00+08:00', '2026-12-10T10:00:00+08:00').log.filter((l) => !l.includes('talk-end'))).toEqual([])
    }
  })

  it('is still on the clock where completion was', () => {
    const service = { ...anshan, department: '知识产权服务处', city: null }
    const story = did(opened(registration), service, { kind: 'accept' }, MONDAY)
    const answered = did(story, service, { kind: 'reply', text: '在办', confirmed: true }, MONDAY)
    expect(answered.case.due).not.toBeNull()
    expect(watched(answered, MONDAY, '2026-11-24T14:00:00+08:00').log).toEqual([
      '11-24T09:00 talk-end officer a1',
      '11-24T09:00 talk-end enterprise',
      '11-24T13:00 remind officer a1',
    ])
  })

  it('or closed is on no clock', () => {
    const story = did(accepted(), anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, MONDAY)
    expect(watched(story, MONDAY, '2026-12-10T10:00:00+08:00').log).toEqual([])
  })
})

describe('a transfer', () => {
  const transferred = (at: string) => did(accepted(), anshan, { kind: 'transfer', department: '行政审批处', reason: '地理标志' }, at)

  it('nobody accepts in one working day comes back, and both sides hear of it', () => {
    const { story, log } = watched(transferred('2026-11-24T10:00:00+08:00'), '2026-11-24T10:00:00+08:00', '2026-11-26T09:00:00+08:00')
    expect(log).toEqual(['11-26T09:00 transfer-return officer a1', '11-26T09:00 transfer-return department 行政审批处', '11-26T09:00 remind officer a1'])
    expect(story.case).toMatchObject({ status: 'accepted', transfer: null, handler: { officer: 'a1' } })
    expect(story.events.at(-2)).toMatchObject({ kind: 'transfer-returned', by: { kind: 'desk' }, data: { from: '行政审批处', lapsed: true } })
  })

  it('over a weekend waits for Monday', () => {
    expect(
      watched(transferred('2026-11-27T16:59:00+08:00'), '2026-11-27T17:00:00+08:00', '2026-12-01T09:00:00+08:00').log.filter((l) => l.includes('return officer')),
    ).toEqual(['12-01T09:00 transfer-return officer a1'])
  })

  it('that was accepted does not come back', () => {
    const story = did(transferred('2026-11-24T10:00:00+08:00'), approval, { kind: 'accept-transfer' }, '2026-11-24T11:00:00+08:00')
    expect(watched(story, '2026-11-24T11:00:00+08:00', '2026-11-27T10:00:00+08:00').log).toEqual([
      '11-26T09:00 remind officer x1',
      '11-27T09:00 escalate chief 行政审批处',
    ])
  })
})

describe('a talk', () => {
  const TUESDAY = '2026-11-24T10:00:00+08:00'
  const talking = () => did(accepted(), anshan, { kind: 'reply', text: '您好', confirmed: true }, TUESDAY)
  const say = (story: Story, at: string) => {
    const said = enterpriseAct(story.case, { kind: 'say', text: '在吗', files: [] }, at)
    if (said.kind !== 'done') throw new Error(said.reason)
    return happened(story, said)
  }

  it('is over a day after the last word of either, and both are told', () => {
    expect(watched(talking(), TUESDAY, '2026-11-26T10:00:00+08:00').log).toEqual(['11-25T10:00 talk-end officer a1', '11-25T10:00 talk-end enterprise'])
    expect(watched(say(talking(), '2026-11-25T09:30:00+08:00'), '2026-11-25T09:30:00+08:00', '2026-11-26T12:00:00+08:00').log).toEqual([
      '11-26T09:30 talk-end officer a1',
      '11-26T09:30 talk-end enterprise',
    ])
  })

  it('that went silent in the evening is ended in the morning', () => {
    expect(watched(say(talking(), '2026-11-24T20:00:00+08:00'), '2026-11-24T20:00:00+08:00', '2026-11-26T12:00:00+08:00').log[0]).toBe('11-26T09:00 talk-end officer a1')
  })
})

describe('when to look', () => {
  /** The clock must be looked at no later than it has something to do. */
  it('is never after there is something to do, and always in working hours', () => {
    const stories = [opened(), accepted(), opened(registration), did(accepted(), anshan, { kind: 'transfer', department: '行政审批处', reason: '转' }, MONDAY)]
    stories.push(did(accepted(), anshan, { kind: 'reply', text: '您好', confirmed: true }, '2026-11-27T15:00:00+08:00'))
    for (const begun of stories) {
      let story = begun
      for (let time = Date.parse(MONDAY); time <= Date.parse('2026-12-12T00:00:00+08:00'); time += 15 * 60_000) {
        const at = new Date(time + 8 * 3600_000).toISOString().replace('.000Z', '+08:00')
        const wake = lookAt(story.case)
        const actions = dueActions(story.case, at).filter((a) => a.kind !== 'cannot-compute')
        if (actions.length > 0) expect(wake !== null && Date.parse(wake) <= time, `${at} ${wake}`).toBe(true)
        else if (wake !== null && Date.parse(wake) <= time) expect(isWorking(at), `${at}: woken for nothing since ${wake}`).toEqual({ kind: 'counted', value: false })
        for (const action of actions) story = happened(story, action as never)
        if (wake) expect(isWorking(wake)).toEqual({ kind: 'counted', value: true })
      }
    }
  })

  it('is never for a case that is over, nor for one without a clock', () => {
    const closed = did(accepted(), anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, MONDAY)
    expect(lookAt(closed.case)).toBeNull()
    const asked = did(accepted(), anshan, { kind: 'request-supplements', items: ['证书'], confirmed: true }, MONDAY)
    expect(lookAt(asked.case)).toBeNull()
  })
})

describe('at the edges', () => {
  it('nothing happens outside working hours, however late it is', () => {
    for (const at of ['2026-12-01T08:59:59+08:00', '2026-12-01T17:00:00+08:00', '2026-11-28T11:00:00+08:00', '2026-12-01T23:00:00+08:00'])
      expect(dueActions(accepted().case, at)).toEqual([])
    expect(kinds(dueActions(accepted().case, '2026-12-01T09:00:00+08:00'))).toEqual(['escalate'])
  })

  it('the due minute itself is still in time', () => {
    expect(kinds(dueActions(did(opened(infringement, '2026-11-23T09:00:00+08:00'), anshan, { kind: 'accept' }, MONDAY).case, '2026-11-26T16:59:59+08:00'))).toEqual([
      'remind',
    ])
  })

  it('a year without data is reported, not passed over', () => {
    const story = opened(infringement, '2026-12-30T10:00:00+08:00')
    expect(dueActions(story.case, '2026-12-31T10:00:00+08:00')).toEqual([{ kind: 'cannot-compute', year: 2027 }])
    expect(dueActions(opened().case, '2027-01-04T10:00:00+08:00')).toEqual([{ kind: 'cannot-compute', year: 2027 }])
  })

  it('what goes out holds nothing of the enterprise', () => {
    for (const action of dueActions(accepted().case, '2026-12-01T09:00:00+08:00')) expect(JSON.stringify(action)).not.toMatch(/欧阳|13940123456|阀门|CANAR/)
  })
})
