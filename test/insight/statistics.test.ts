/** The statistics: every case counted once, times in working hours, the clock stopped and started as the cases themselves do. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statistics } from '../../src/insight/statistics.ts'
import type { Happened } from '../../src/store.ts'

const NOW = new Date('2026-11-27T12:00:00+08:00')
const happened = (number: string, event: string, at: string, more: Partial<Happened> = {}): Happened => ({
  case: number,
  request: 'infringement',
  city: '鞍山',
  departments: ['鞍山市知识产权局', '知识产权保护处'],
  event,
  at: new Date(`2026-11-${at}:00+08:00`),
  ...more,
})
const within3 = () => ({ what: 'first-response', workingDays: 3 }) as const
const first = (...log: Happened[]) => statistics(log, within3, NOW).whole.first
const close = (...log: Happened[]) => statistics(log, () => ({ what: 'completion', workingDays: 1 }), NOW).whole.close

describe('the first response', () => {
  it('is an answer, a request for papers or the close, whichever comes first', () => {
    expect(
      first(happened('1', 'submitted', '23T09:00'), happened('1', 'accepted', '23T10:00'), happened('1', 'answered', '23T12:00'), happened('1', 'closed', '25T12:00')),
    ).toMatchObject({ done: 1, median: 3, held: 1, within: 1 })
    expect(first(happened('1', 'submitted', '23T09:00'), happened('1', 'supplement-requested', '24T09:30'))).toMatchObject({ median: 8.5, within: 1 })
    expect(first(happened('1', 'submitted', '23T09:00'), happened('1', 'closed', '26T17:01'))).toMatchObject({ held: 1, within: 0, waiting: 0 })
    expect(first(happened('1', 'submitted', '23T09:00'), happened('1', 'closed', '26T17:00'))).toMatchObject({ held: 1, within: 1 })
  })

  it('that has not come counts as late once its time is over, and not before', () => {
    expect(first(happened('1', 'submitted', '23T09:00'))).toMatchObject({ done: 0, median: null, held: 1, within: 0, waiting: 1 })
    expect(first(happened('1', 'submitted', '25T09:00'))).toMatchObject({ held: 0, waiting: 0 })
    expect(first(happened('1', 'submitted', '23T09:00'), happened('1', 'withdrawn', '24T09:00'))).toMatchObject({ held: 0, waiting: 0 })
  })

  it('is counted while the bureau works: a weekend costs nothing', () => {
    expect(first(happened('1', 'submitted', '20T16:00'), happened('1', 'answered', '23T10:00'))).toMatchObject({ median: 2 })
  })
})

describe('the close', () => {
  it('is held against a clock that waits for papers and begins again with them', () => {
    const asked = [happened('1', 'submitted', '23T09:00'), happened('1', 'supplement-requested', '23T10:00')]
    expect(close(...asked)).toMatchObject({ held: 0, waiting: 0 })
    expect(close(...asked, happened('1', 'supplemented', '26T10:00'), happened('1', 'closed', '27T11:00'))).toMatchObject({ held: 1, within: 1 })
    expect(close(happened('1', 'submitted', '23T09:00'), happened('1', 'supplemented', '24T10:00'), happened('1', 'closed', '25T09:00'))).toMatchObject({
      held: 1,
      within: 0,
    })
    expect(close(happened('1', 'submitted', '23T09:00'), happened('1', 'closed', '24T09:00'), happened('1', 'reopened', '27T10:00'))).toMatchObject({ done: 0, held: 0 })
  })
})

describe('groups', () => {
  it('count a case under each of its departments, once under its city, and what has none apart', () => {
    const { byCity, byDepartment, byRequest, weeks } = statistics(
      [
        happened('1', 'submitted', '16T09:00'),
        happened('2', 'submitted', '24T09:00', { city: null, departments: [], request: 'call' }),
        happened('1', 'closed', '25T09:00'),
      ],
      within3,
      NOW,
    )
    expect(byCity.map((t) => [t.name, t.opened, t.open, t.closed])).toEqual([
      ['鞍山', 1, 0, 1],
      [null, 1, 1, 0],
    ])
    expect(byDepartment.map((t) => t.name)).toEqual(['知识产权保护处', '鞍山市知识产权局', null])
    expect(byRequest.map((t) => t.name)).toEqual(['call', 'infringement'])
    expect(weeks).toEqual([
      { from: '2026-11-16', opened: { infringement: 1 }, closed: 0 },
      { from: '2026-11-23', opened: { call: 1 }, closed: 1 },
    ])
  })

  it('leave away what began before the log does, and never count more than there is', () => {
    expect(statistics([happened('1', 'closed', '24T09:00')], within3, NOW).whole.opened).toBe(0)
    const event = fc.record({
      case: fc.constantFrom('1', '2', '3'),
      event: fc.constantFrom('submitted', 'accepted', 'answered', 'supplement-requested', 'supplemented', 'closed', 'reopened', 'withdrawn', 'looked'),
      hour: fc.integer({ min: 0, max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const log = events
          .sort((a, b) => a.hour - b.hour)
          .map((e) => happened(e.case, e.event, '16T09:00', { at: new Date(Date.parse('2026-11-16T09:00:00+08:00') + e.hour * 3600_000) }))
        const { whole, byCity, weeks } = statistics(log, within3, NOW)
        expect(byCity.reduce((sum, t) => sum + t.opened, 0)).toBe(whole.opened)
        expect(weeks.reduce((sum, w) => sum + Object.values(w.opened).reduce((a, b) => a + b, 0), 0)).toBe(whole.opened)
        for (const t of [whole.first, whole.close]) {
          expect(t.within + t.waiting).toBeLessThanOrEqual(t.held)
          expect(t.done).toBeLessThanOrEqual(whole.opened)
        }
      }),
      { numRuns: 200 },
    )
  })
})
