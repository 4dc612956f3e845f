/** The statistics: every case counted once, times in working hours, each case held to the clocks it itself got. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EnterpriseAction, enterpriseAct } from '../../src/cases/enterprise.ts'
import { type Clock, clocksOf, verdict } from '../../src/insight/clocks.ts'
import { statistics } from '../../src/insight/statistics.ts'
import { act, type OfficerAction } from '../../src/officer/act.ts'
import type { Happened } from '../../src/store.ts'
import { anshan, corpus, did, financing, happened, infringement, opened, protection, registration, type Story } from '../cases/sample.ts'

const NOW = new Date('2026-11-27T12:00:00+08:00')
const at = (time: string) => `2026-11-${time}:00+08:00`
const REPLY: OfficerAction = { kind: 'reply', text: '好', confirmed: true }
const ASK: OfficerAction = { kind: 'request-supplements', items: ['甲'], confirmed: true }
const CLOSE: OfficerAction = { kind: 'close', result: '已解决', words: '好', confirmed: true }
const ADD: EnterpriseAction = { kind: 'supplement', text: '补上', files: [] }

/** Who works what 辽知发〔2022〕6号（二） gives to 知识产权服务处. */
const service = { ...protection, id: 's1', department: '知识产权服务处' }
type Move = readonly [string, OfficerAction | EnterpriseAction]
const ENTERPRISE: readonly string[] = ['supplement', 'withdraw', 'reopen']
/** A case submitted on a morning, and what happened then. */
function story(request: Parameters<typeof opened>[0], submitted: string, ...moves: readonly Move[]): Story {
  const officer = request?.kind === 'other' ? service : anshan
  return moves.reduce(
    (s, [time, action]) => {
      if (!ENTERPRISE.includes(action.kind)) return did(s, officer, action as OfficerAction, at(time))
      const done = enterpriseAct(s.case, action as EnterpriseAction, at(time))
      if (done.kind !== 'done') throw new Error(done.reason)
      return happened(s, done)
    },
    did(opened(request, at(submitted), ++seeds), officer, { kind: 'accept' }, at(submitted)),
  )
}
let seeds = 0
const logOf = (...stories: readonly Story[]): Happened[] =>
  stories
    .flatMap((s) =>
      s.events.map((e) => ({
        ...{ case: s.case.number, request: s.case.kind, city: s.case.region, departments: s.case.routing.departments, event: e.kind },
        at: new Date(e.at),
      })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
const clocks = (...stories: readonly Story[]): Map<string, Clock[]> => new Map(stories.map((s) => [s.case.number, clocksOf(s.events)]))
const whole = (...stories: readonly Story[]) => statistics(logOf(...stories), clocks(...stories), NOW).whole

describe('a clock', () => {
  it('runs while the case says that one does, through whatever may happen', () => {
    const officers: OfficerAction[] = [{ kind: 'accept' }, REPLY, ASK, CLOSE]
    const enterprises: EnterpriseAction[] = [ADD, { kind: 'withdraw', reason: '算了' }, { kind: 'reopen', reason: '又来' }]
    let restarts = 0
    fc.assert(
      fc.property(
        fc.constantFrom(infringement, registration),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 20 })), { maxLength: 12 }),
        (request, moves) => {
          let s = opened(request, at('16T09:00'))
          let moment = Date.parse(at('16T09:00'))
          for (const [n, hours] of moves) {
            moment += hours * 3600_000
            const now = new Date(moment).toISOString()
            const done =
              n < 4
                ? act(corpus, s.case, request === registration ? service : anshan, officers[n] as OfficerAction, now)
                : enterpriseAct(s.case, enterprises[n - 4] as EnterpriseAction, now)
            if (done.kind !== 'done') continue
            s = happened(s, done)
            const last = clocksOf(s.events).at(-1)
            expect(last?.end === null).toBe(s.case.due !== null)
            if (s.case.due) expect(last).toMatchObject({ until: s.case.due.until, from: s.case.due.from, what: s.case.due.what })
            if (last?.again) restarts++
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(restarts).toBeGreaterThan(0)
  })

  it('that cannot be computed says nothing, and the due minute is in time', () => {
    const [clock] = clocksOf(opened(infringement, at('23T09:00')).events) as [Clock]
    expect(verdict({ ...clock, until: { kind: 'cannot-compute', year: 2031 } }, at('30T09:00'))).toBe('none')
    expect([verdict(clock, at('26T17:00')), verdict({ ...clock, end: { how: 'met', at: at('26T17:00') } }, at('27T09:00'))]).toEqual(['none', 'kept'])
    expect([verdict(clock, '2026-11-26T17:00:01+08:00'), verdict({ ...clock, end: { how: 'met', at: '2026-11-26T17:00:01+08:00' } }, at('27T09:00'))]).toEqual([
      'waiting',
      'late',
    ])
  })
})

describe('the first response', () => {
  it('is an answer, a request for papers or the close, whichever comes first, held to the standard of its own clause', () => {
    expect(whole(story(infringement, '23T09:00', ['23T12:00', REPLY], ['25T12:00', CLOSE])).first).toMatchObject({ done: 1, median: 3, held: 1, within: 1 })
    expect(whole(story(infringement, '23T09:00', ['24T09:30', ASK])).first).toMatchObject({ median: 8.5, held: 1, within: 1 })
    expect(whole(story(infringement, '19T09:00', ['24T17:01', CLOSE])).first).toMatchObject({ held: 1, within: 0, waiting: 0 })
    // Three working days for one, five for the other.
    expect(whole(story(financing, '19T09:00', ['24T17:01', CLOSE])).first).toMatchObject({ held: 1, within: 1 })
  })

  it('that has not come counts as late once its time is over, and not before', () => {
    expect(whole(story(infringement, '23T09:00')).first).toMatchObject({ done: 0, median: null, held: 1, within: 0, waiting: 1 })
    expect(whole(story(infringement, '25T09:00')).first).toMatchObject({ held: 0, waiting: 0 })
    const withdrawn: EnterpriseAction = { kind: 'withdraw', reason: '算了' }
    expect(whole(story(infringement, '23T09:00', ['24T09:00', withdrawn])).first).toMatchObject({ held: 0, waiting: 0 })
    expect(whole(story(infringement, '19T09:00', ['25T09:00', withdrawn])).first).toMatchObject({ held: 1, within: 0, waiting: 0 })
  })

  it('is counted while the bureau works: a weekend costs nothing', () => {
    expect(whole(story(infringement, '20T16:00', ['23T10:00', REPLY])).first).toMatchObject({ median: 2 })
  })

  it('is due anew after papers, by the time that was given then', () => {
    expect(whole(story(infringement, '16T09:00', ['17T09:00', ASK], ['23T10:00', ADD], ['26T17:00', REPLY])).first).toMatchObject({ held: 2, within: 2, waiting: 0 })
    expect(whole(story(infringement, '16T09:00', ['17T09:00', ASK], ['23T10:00', ADD])).first).toMatchObject({ held: 2, within: 1, waiting: 1 })
  })
})

describe('the close', () => {
  it('is held to the one working day that 辽知发〔2022〕6号（二） aims at, and to no standard of ours', () => {
    const done = whole(story(registration, '23T09:00', ['24T16:00', CLOSE]), story(registration, '23T09:30', ['24T17:30', CLOSE]), story(registration, '23T10:00'))
    expect(done.close).toMatchObject({ done: 2, held: 3, within: 1, waiting: 1 })
    expect(done.first).toMatchObject({ done: 2, held: 0 })
    expect(done.grounds).toMatchObject([
      { clause: 'ln-2022-6#2', what: 'completion', workingDays: 1, modality: '力争', ours: false, begun: 3, again: 0, held: 3, within: 1, waiting: 1 },
    ])
  })

  it('waits for papers, and begins again with them and with a case that is opened again', () => {
    const asked: Move = ['23T10:00', ASK]
    expect(whole(story(registration, '23T09:00', asked)).close).toMatchObject({ held: 0, waiting: 0 })
    expect(whole(story(registration, '23T09:00', asked, ['26T10:00', ADD], ['27T11:00', CLOSE])).close).toMatchObject({ held: 1, within: 1 })
    expect(whole(story(registration, '19T09:00', ['23T10:00', ASK])).close).toMatchObject({ held: 1, within: 0 })
    const again = whole(story(registration, '23T09:00', ['24T09:00', CLOSE], ['25T10:00', { kind: 'reopen', reason: '又来' }]))
    expect(again.close).toMatchObject({ done: 0, held: 2, within: 1, waiting: 1 })
    expect(again.grounds).toMatchObject([{ begun: 2, again: 1 }])
  })
})

describe('groups', () => {
  const one = story(infringement, '16T09:00', ['17T10:00', REPLY], ['25T09:00', CLOSE])
  const two = story({ ...registration, region: '大连' }, '24T09:00')

  it('count a case under each of its departments, once under its city, and what has none apart', () => {
    const none = logOf(story(infringement, '24T10:00')).map((h) => ({ ...h, city: null, departments: [], request: 'call' }))
    const { byCity, byDepartment, byRequest, weeks } = statistics([...logOf(one), ...none], clocks(one), NOW)
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

  it('tell by which ground a city, a department and a kind kept their time', () => {
    const { byCity, byDepartment, byRequest, whole } = statistics(logOf(one, two), clocks(one, two), NOW)
    const told = (of: typeof byCity, name: string) => of.find((t) => t.name === name)?.grounds.map((g) => [g.clause, g.what, g.workingDays, g.within, g.held, g.waiting])
    const standard = ['cnipa-2018-32#2', 'first-response', 3, 1, 1, 0]
    const clause = ['ln-2022-6#2', 'completion', 1, 0, 1, 1]
    expect([told(byCity, '鞍山'), told(byCity, '大连')]).toEqual([[standard], [clause]])
    expect([told(byDepartment, '鞍山市知识产权局'), told(byDepartment, '知识产权保护处')]).toEqual([[standard], [standard]])
    expect([told(byRequest, 'infringement'), told(byRequest, 'other')]).toEqual([[standard], [clause]])
    expect(whole.grounds.map((g) => g.clause)).toEqual(['cnipa-2018-32#2', 'ln-2022-6#2'])
  })

  it('count a case whose history is gone, and hold it to nothing', () => {
    const { whole } = statistics(logOf(one, two), clocks(two), NOW)
    expect(whole).toMatchObject({ opened: 2, unread: 1, closed: 1, first: { done: 1, held: 0 }, close: { done: 1, held: 1 } })
  })

  it('leave away what began before the log does, and never count more than there is', () => {
    expect(statistics(logOf(one).slice(1), clocks(one), NOW).whole.opened).toBe(0)
    const event = fc.record({
      case: fc.constantFrom('1', '2', '3'),
      event: fc.constantFrom('submitted', 'accepted', 'answered', 'supplement-requested', 'supplemented', 'closed', 'reopened', 'withdrawn', 'looked'),
      hour: fc.integer({ min: 0, max: 200 }),
    })
    const kept = clocks(one).get(one.case.number) as Clock[]
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const log = events
          .sort((a, b) => a.hour - b.hour)
          .map(
            (e): Happened => ({
              ...{ case: e.case, event: e.event, request: 'infringement', city: '鞍山', departments: ['鞍山市知识产权局', '知识产权保护处'] },
              at: new Date(Date.parse(at('16T09:00')) + e.hour * 3600_000),
            }),
          )
        const { whole, byCity, weeks } = statistics(log, new Map([['1', kept]]), NOW)
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
