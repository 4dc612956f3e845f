/** The fold: whatever officers, enterprises and the clock do in any order, a case stays a legal case and its history tells it exactly. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Case, canHappen, fold, HAPPENS_AT, holding, type Stage, step } from '../../src/cases/case.ts'
import { chained, headOf, verifyChain } from '../../src/cases/chain.ts'
import { type EnterpriseAction, enterpriseAct } from '../../src/cases/enterprise.ts'
import type { EventDraft, EventKind } from '../../src/cases/event.ts'
import { dueActions } from '../../src/cases/watch.ts'
import { DeskError } from '../../src/errors.ts'
import { act, type OfficerAction } from '../../src/officer/act.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { viewCase } from '../../src/officer/view.ts'
import { anshan, corpus, did, everyone, financing, happened, infringement, MONDAY, opened, registration, type Story } from './sample.ts'

type Move =
  /** By one of the officers there are, by whoever has the case, or by somebody of the department it is offered to. */
  | { readonly kind: 'officer'; readonly officer: Officer | 'handler' | 'offered'; readonly action: OfficerAction }
  | { readonly kind: 'enterprise'; readonly action: EnterpriseAction }
  | { readonly kind: 'look'; readonly officer: Officer }
  | { readonly kind: 'clock' }

const said = fc.constantFrom('甲', '请补', '已核', '好', '谢谢', '转', '', '  ', '很长'.repeat(900))
/** Mostly yes: a preview changes nothing. */
const confirmed = fc.constantFrom(true, true, true, false)
const officerAction: fc.Arbitrary<OfficerAction> = fc.oneof(
  fc.constant<OfficerAction>({ kind: 'accept' }),
  fc.record({
    kind: fc.constant('transfer' as const),
    department: fc.constantFrom('行政审批处', '大连市知识产权局', '鞍山市知识产权局', '各市知识产权局'),
    reason: said,
  }),
  fc.constant<OfficerAction>({ kind: 'accept-transfer' }),
  fc.constant<OfficerAction>({ kind: 'end-talk' }),
  fc.record({ kind: fc.constant('return' as const), reason: said }),
  fc.record({ kind: fc.constant('request-supplements' as const), items: fc.array(said, { minLength: 1, maxLength: 3 }), confirmed }),
  fc.record({ kind: fc.constant('reply' as const), text: said, confirmed }),
  fc.record({ kind: fc.constant('note' as const), text: said }),
  fc.record({ kind: fc.constant('close' as const), result: fc.constantFrom('已解决', '已答复指导', '随便'), words: said, confirmed }),
)
const enterpriseAction: fc.Arbitrary<EnterpriseAction> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('supplement' as const), text: said, files: fc.array(fc.constant('a.pdf'), { maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), reason: said }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('rate' as const), stars: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('reopen' as const), reason: said }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('complain' as const), text: said }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), text: said, files: fc.array(fc.constant('b.jpg'), { maxLength: 1 }) }) },
  { weight: 2, arbitrary: fc.constant<EnterpriseAction>({ kind: 'end-talk' }) },
)
const someone = fc.constantFrom(...everyone)
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('officer' as const), officer: someone, action: officerAction }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('officer' as const), officer: fc.constantFrom('handler' as const, 'offered' as const), action: officerAction }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('enterprise' as const), action: enterpriseAction }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), officer: someone }) },
  { weight: 3, arbitrary: fc.constant<Move>({ kind: 'clock' }) },
)

function made(c: Case, m: Move, now: string): readonly (readonly EventDraft[])[] {
  switch (m.kind) {
    case 'officer': {
      const outcome = act(corpus, c, who(c, m.officer), m.action, now)
      return outcome.kind === 'done' ? [outcome.events] : []
    }
    case 'enterprise': {
      const outcome = enterpriseAct(c, m.action, now)
      return outcome.kind === 'done' ? [outcome.events] : []
    }
    case 'look': {
      const seen = viewCase(m.officer, c, { place: 'own', open: '核对联系方式' }, now)
      return seen.kind === 'view' ? [seen.events] : []
    }
    case 'clock':
      return dueActions(c, now).flatMap((a) => (a.kind === 'cannot-compute' ? [] : [a.events]))
  }
}

function who(c: Case, officer: Officer | 'handler' | 'offered'): Officer {
  if (typeof officer === 'object') return officer
  const found = officer === 'handler' ? everyone.find((o) => o.id === c.handler?.officer) : everyone.find((o) => o.department === c.transfer?.to)
  return found ?? anshan
}

/** What holds of every case at every moment. */
function legal(c: Case): void {
  expect(c.live).toBe(!['closed', 'rated', 'withdrawn'].includes(c.stage))
  expect(c.status).toBe(c.transfer ? 'transfer-pending' : c.stage)
  if (c.stage === 'submitted') expect([c.handler, c.accountable, c.transfer]).toEqual([null, null, null])
  else if (c.stage !== 'withdrawn') expect(c.handler && c.accountable).not.toBeNull()
  if (c.transfer) expect(c.live && c.handler).toBeTruthy()
  if (!c.live) expect([c.due, c.transfer, c.wanted]).toEqual([null, null, []])
  expect(c.closed !== null).toBe(c.stage === 'closed' || c.stage === 'rated')
  expect(c.wanted.length > 0).toBe(c.stage === 'supplement-requested')
  if (c.stage === 'rated') expect(c.rating).not.toBeNull()
  if (c.due) expect(c.due).toEqual(c.promised)
  expect(holding(c).length > 0 || c.routing.duty).toBe(true)
}

describe('whatever happens to a case', () => {
  it('leaves a legal case, an unbroken chain, one accountable officer for ever, and the same case when read again', () => {
    const reached = new Set<string>()
    const kinds = new Map<EventKind, number>()
    fc.assert(
      fc.property(
        fc.constantFrom(infringement, financing, registration, { ...registration, measure: 'ln-2022-6#0' }),
        fc.array(fc.tuple(move, fc.integer({ min: 0, max: 14 })), { minLength: 30, maxLength: 80, size: 'max' }),
        (request, moves) => {
          let story: Story = opened(request)
          let time = Date.parse(MONDAY)
          for (const [m, hours] of moves) {
            time += hours * 3_600_000
            for (const events of made(story.case, m, new Date(time).toISOString())) {
              const before = story.case
              story = happened(story, { events })
              const after = story.case
              legal(after)
              expect(after.version).toBe(before.version + events.length)
              if (before.accountable) expect(after.accountable).toEqual(before.accountable)
              if (before.rating !== null) expect(after.rating).toBe(before.rating)
              expect([after.number, after.slots, after.routing, after.openedAt]).toEqual([before.number, before.slots, before.routing, before.openedAt])
              reached.add(after.status)
              for (const event of events) kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1)
            }
          }
          expect(fold(story.events)).toEqual(story.case)
          expect(fold(JSON.parse(JSON.stringify(story.events)))).toEqual(story.case)
          expect(story.case.head).toEqual(headOf(story.events))
          expect(verifyChain(story.case.number, story.events, story.case.head)).toEqual({ kind: 'intact' })
          const cut = Math.floor(story.events.length / 2) || 1
          expect(story.events.slice(cut).reduce(step, fold(story.events.slice(0, cut)))).toEqual(story.case)
        },
      ),
      { numRuns: 400, seed: 20261123 },
    )
    console.log(`events that happened: ${JSON.stringify(Object.fromEntries(kinds))}`)
    expect([...reached].sort()).toEqual([
      'accepted',
      'answered',
      'closed',
      'rated',
      'reopened',
      'submitted',
      'supplement-requested',
      'supplemented',
      'transfer-pending',
      'withdrawn',
    ])
    expect(Object.keys(HAPPENS_AT).filter((kind) => !kinds.has(kind as EventKind))).toEqual(['submitted'])
  })
})

describe('what may follow what', () => {
  /** S submitted, A accepted, W supplement-requested (waiting), P supplemented, N answered, C closed, R rated, O reopened, X withdrawn. */
  const STAGES: Record<string, Stage> = {
    S: 'submitted',
    A: 'accepted',
    W: 'supplement-requested',
    P: 'supplemented',
    N: 'answered',
    C: 'closed',
    R: 'rated',
    O: 'reopened',
    X: 'withdrawn',
  }
  it.each<[EventKind, string]>([
    ['submitted', ''],
    ['accepted', 'S'],
    ['transferred', 'AWPNO'],
    ['transfer-accepted', 'AWPNO'],
    ['transfer-returned', 'AWPNO'],
    ['supplement-requested', 'APNO'],
    ['supplemented', 'SAWPNO'],
    ['answered', 'AWPNO'],
    ['said', 'AWPNO'],
    ['talk-ended', 'AWPNO'],
    ['noted', 'SAWPNCRO'],
    ['closed', 'AWPNO'],
    ['rated', 'C'],
    ['reopened', 'CR'],
    ['withdrawn', 'SAWPNO'],
    ['complained', 'SAWPNCRO'],
    ['looked', 'SAWPNCROX'],
    ['reminded', 'SAWPNO'],
    ['escalated', 'SAWPNO'],
  ])('%s only at the stages it belongs to', (kind, stages) => {
    for (const [letter, stage] of Object.entries(STAGES)) expect(HAPPENS_AT[kind].includes(stage), `${kind} at ${stage}`).toBe(stages.includes(letter))
  })

  it('an event that cannot follow is a broken history, not a silent change', () => {
    const story = opened()
    const at = { at: MONDAY, by: { kind: 'desk' } as const }
    const hand = { officer: 'a1', name: '赵一', department: '鞍山市知识产权局' }
    const drafts: EventDraft[] = [
      { ...at, kind: 'rated', data: { stars: 5 } },
      { ...at, kind: 'transfer-accepted', data: hand },
      { ...at, kind: 'closed', data: { result: '已解决', words: '', hand } },
      { ...at, kind: 'reopened', data: { reason: '', due: story.case.promised } },
      { ...at, kind: 'submitted', data: (story.events[0] as Extract<(typeof story.events)[number], { kind: 'submitted' }>).data },
    ]
    for (const draft of drafts) expect(() => happened(story, { events: [draft] }), draft.kind).toThrow(DeskError)
    for (const draft of drafts) expect(canHappen(story.case, draft.kind)).toBe(false)
  })

  it('a transfer is answered only while one waits, and the clock speaks only while it runs', () => {
    const taken = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    const pending = did(taken, anshan, { kind: 'transfer', department: '行政审批处', reason: '转' }, MONDAY).case
    const answered = did(taken, anshan, { kind: 'reply', text: '在办', confirmed: true }, MONDAY).case
    const can = (c: Case) => (['transferred', 'transfer-accepted', 'transfer-returned', 'closed', 'reminded', 'escalated'] as const).filter((kind) => canHappen(c, kind))
    expect(can(taken.case)).toEqual(['transferred', 'closed', 'reminded', 'escalated'])
    expect(can(pending)).toEqual(['transfer-accepted', 'transfer-returned', 'reminded', 'escalated'])
    expect(can(answered)).toEqual(['transferred', 'closed'])
  })

  it('an event out of place, or of another case, is refused', () => {
    const story = opened()
    const note = { at: MONDAY, by: { kind: 'desk' }, kind: 'complained', data: { text: 'x' } } as const
    const [event] = chained(story.case.number, story.case.head, [note])
    if (!event) throw new Error('no event')
    expect(step(story.case, event).version).toBe(2)
    expect(() => step(story.case, { ...event, seq: 3 })).toThrow(DeskError)
    expect(() => step(story.case, { ...event, case: 'LN-20261123-22222222' })).toThrow(DeskError)
    expect(() => fold([{ ...(story.events[0] as (typeof story.events)[number]), seq: 2 }])).toThrow(DeskError)
  })
})
