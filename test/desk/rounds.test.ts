/** The desk's rounds over a clock: warned, escalated, taken back, talks ended; in working hours alone, once, whoever is there to hear it. */
import { describe, expect, it } from 'vitest'
import { isWorking } from '../../src/calendar.ts'
import { chinaTime } from '../../src/clock.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { anshan, anshanChief, approval, everyone, onDuty, protection, protectionChief } from '../cases/sample.ts'
import { caseOf, enrol, type Stage, stage } from './stage.ts'

const ENTERPRISE = 'wechat:ent'
const STEP_MS = 30 * 60_000
const provinceChief: Officer = { ...protectionChief, id: 'g1', department: '辽宁省知识产权局' }

/** Everything that goes out while time passes, looked at every half hour, around the clock; by two processes at once. */
async function pass(s: Stage, until: string): Promise<string[]> {
  const log: string[] = []
  for (let at = s.now.getTime() + STEP_MS; at <= Date.parse(until); at += STEP_MS) {
    s.at(new Date(at).toISOString())
    await Promise.all([s.desk.rounds(s.now), s.desk.rounds(s.now)])
    for (const sent of await s.delivered()) {
      const working = isWorking(chinaTime(s.now))
      expect(working.kind === 'counted' && working.value, `${chinaTime(s.now)} ${sent.text}`).toBe(true)
      log.push(`${chinaTime(s.now).slice(5, 16)} ${sent.to} ${sent.text.replace(/^案件 \S+：/, '').replace(/^【\S+】/, '')}`)
    }
  }
  return log
}

async function begun(start: string, roll: readonly Officer[] = everyone, wish?: string): Promise<{ s: Stage; number: string }> {
  const s = await stage(start)
  await enrol(s.store, roll)
  const number = await s.request(ENTERPRISE, wish)
  await s.delivered()
  return { s, number }
}

describe('a case nobody takes', () => {
  it('is warned of to its lead department, escalated to the chief, and again a week later; each once', async () => {
    const { s, number } = await begun('2026-11-23T09:30:00+08:00')
    expect(await pass(s, '2026-12-07T12:00:00+08:00')).toEqual([
      ...['a1', 'a2', 'a9'].map((id) => `11-26T09:00 tray:${id} 将于2026年11月26日17:00到期，请办理。`),
      '11-27T09:00 tray:a9 已超过期限（2026年11月26日17:00），请督办。',
      '12-07T09:00 tray:a9 已超过期限（2026年11月26日17:00），请督办。',
    ])
    expect((await s.store.cases.events(number)).map((e) => [e.kind, e.by.kind])).toEqual([
      ['submitted', 'enterprise'],
      ['reminded', 'desk'],
      ['escalated', 'desk'],
      ['escalated', 'desk'],
    ])
    await s.close()
  })

  it.each([
    ['the chief of the province where its own has none', [anshan, provinceChief, onDuty], 'tray:g1'],
    ['who is on duty where there is no chief at all', [anshan, onDuty], 'tray:z1'],
    ['nobody where the roll is empty, and it stays on the clock', [], null],
  ] as const)('is escalated to %s', async (_, roll, who) => {
    const { s, number } = await begun('2026-11-23T09:30:00+08:00', roll)
    const log = await pass(s, '2026-11-27T10:00:00+08:00')
    expect(log.filter((l) => l.includes('请督办')).map((l) => l.split(' ')[1])).toEqual(who ? [who] : [])
    expect((await caseOf(s.store, number)).escalatedAt).toBe('2026-11-27T09:00:00+08:00')
    await s.close()
  })

  it('waits out the National Day holiday and works the make-up Saturday', async () => {
    const { s } = await begun('2026-09-29T10:00:00+08:00', [anshan, anshanChief])
    expect((await pass(s, '2026-10-10T10:00:00+08:00')).map((l) => l.slice(0, 20))).toEqual(['10-09T09:00 tray:a1 ', '10-09T09:00 tray:a9 ', '10-10T09:00 tray:a9 '])
    await s.close()
  })
})

describe('a transfer nobody accepts', () => {
  it('comes back after a working day; both sides hear of it, and the enterprise nothing', async () => {
    const { s, number } = await begun('2026-11-23T09:30:00+08:00')
    await s.did(anshan, number, { kind: 'accept' })
    s.at('2026-11-23T15:00:00+08:00')
    await s.did(anshan, number, { kind: 'transfer', department: '行政审批处', reason: '地理标志' })
    await s.delivered()
    expect(await pass(s, '2026-11-25T12:00:00+08:00')).toEqual([
      '11-25T09:00 tray:a1 行政审批处一个工作日内未接收，案件退回鞍山市知识产权局。',
      '11-25T09:00 tray:x1 行政审批处一个工作日内未接收，案件退回鞍山市知识产权局。',
      '11-25T09:00 tray:x9 行政审批处一个工作日内未接收，案件退回鞍山市知识产权局。',
    ])
    expect(await caseOf(s.store, number)).toMatchObject({ status: 'accepted', transfer: null, handler: { officer: 'a1' } })
    expect(await s.act(approval, number, { kind: 'accept-transfer' })).toMatchObject({ kind: 'refused', reason: 'absent' })
    await s.close()
  })
})

describe('a talk', () => {
  it('in which nobody says anything for a day is over: the enterprise is told, and the desk answers again', async () => {
    const { s, number } = await begun('2026-11-23T09:30:00+08:00')
    await s.did(anshan, number, { kind: 'accept' })
    await s.did(anshan, number, { kind: 'reply', text: '您好', confirmed: true })
    s.at('2026-11-23T16:30:00+08:00')
    await s.say(ENTERPRISE, '在吗')
    await s.delivered()
    expect(await pass(s, '2026-11-24T16:00:00+08:00')).toEqual([])
    expect(await pass(s, '2026-11-25T10:00:00+08:00')).toEqual([
      '11-24T16:30 tray:a1 对话一天没有消息，已结束。',
      '11-24T16:30 wechat:ent 和工作人员的对话一天没有消息，先到这里。现在由知问继续为您解答。',
    ])
    expect((await caseOf(s.store, number)).talk).toBeNull()
    expect((await s.say(ENTERPRISE, '质押登记几天能办好？'))?.replies.length).toBeGreaterThan(0)
    await s.close()
  })

  it('begun on a Friday afternoon is not ended at night or on a weekend', async () => {
    const { s, number } = await begun('2026-11-27T15:00:00+08:00')
    await s.did(anshan, number, { kind: 'accept' })
    await s.did(anshan, number, { kind: 'reply', text: '您好', confirmed: true })
    await s.delivered()
    const log = await pass(s, '2026-11-30T10:00:00+08:00')
    expect(log.filter((l) => l.includes('先到这里')).map((l) => l.slice(0, 11))).toEqual(['11-30T09:00'])
    await s.close()
  })
})

describe('rounds', () => {
  it('say which cases no clock can be read for', async () => {
    const { s, number } = await begun('2026-12-30T10:00:00+08:00')
    s.at('2026-12-31T10:00:00+08:00')
    await s.did(protection, number, { kind: 'accept' })
    await s.did(protection, number, { kind: 'transfer', department: '行政审批处', reason: '转' })
    expect((await caseOf(s.store, number)).transfer?.until).toEqual({ kind: 'cannot-compute', year: 2027 })
    await s.close()
  })

  it('leave a case alone that somebody has just answered', async () => {
    const { s, number } = await begun('2026-11-23T09:30:00+08:00')
    s.at('2026-11-26T08:59:59+08:00')
    await s.did(anshan, number, { kind: 'accept' })
    await s.did(anshan, number, { kind: 'reply', text: '在办', confirmed: true })
    await s.did(anshan, number, { kind: 'end-talk' })
    await s.delivered()
    s.at('2026-11-26T08:59:59+08:00')
    expect(await pass(s, '2026-12-07T10:00:00+08:00')).toEqual([])
    await s.close()
  })
})
