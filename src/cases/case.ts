/** A case is its events: this folds them into where it stands, and refuses a history that cannot have happened. */

import type { When } from '../calendar.ts'
import { DeskError } from '../errors.ts'
import type { Language } from '../message.ts'
import type { Head } from './chain.ts'
import type { CaseEvent, Consent, Due, EventKind, Hand, RequestKind, Result, Routing, Slots } from './event.ts'

export type Stage = 'submitted' | 'accepted' | 'supplement-requested' | 'supplemented' | 'answered' | 'closed' | 'rated' | 'reopened' | 'withdrawn'
export type Status = Stage | 'transfer-pending'

export type Transfer = { readonly to: string; readonly reason: string; readonly until: When; readonly from: Hand; readonly at: string }

export type Case = {
  readonly number: string
  /** How many events it has; an append against an older version lost the race. */
  readonly version: number
  /** The last event that changed what can be done: an officer who has seen this one has seen the case as it stands. */
  readonly moved: number
  readonly head: Head
  readonly kind: RequestKind
  readonly measure: string | null
  readonly region: string | null
  readonly routing: Routing
  readonly slots: Slots
  readonly consent: Consent | null
  readonly language: Language
  readonly fingerprint: string
  readonly openedAt: string
  readonly changedAt: string
  readonly stage: Stage
  readonly status: Status
  /** Neither closed nor withdrawn. */
  readonly live: boolean
  /** 首问负责: the first officer to take it, who answers for it through every transfer. */
  readonly accountable: Hand | null
  /** Who works it now. */
  readonly handler: Hand | null
  readonly transfer: Transfer | null
  /** The clock that runs; null while none does. */
  readonly due: Due | null
  /** The last promise made, kept or not. */
  readonly promised: Due
  /** What is asked of the enterprise and not yet given. */
  readonly wanted: readonly string[]
  readonly supplements: readonly { readonly at: string; readonly text: string; readonly files: readonly string[] }[]
  readonly answers: readonly { readonly at: string; readonly by: Hand; readonly text: string; readonly files: readonly string[] }[]
  /** What the enterprise wrote to the officer who talks with it. */
  readonly said: readonly { readonly at: string; readonly text: string; readonly files: readonly string[] }[]
  /** How many of those came after the last answer. */
  readonly unanswered: number
  /** An officer talks with the enterprise since then, `last` said by either; the desk is silent. */
  readonly talk: { readonly since: string; readonly last: string } | null
  readonly notes: readonly { readonly at: string; readonly by: Hand; readonly text: string }[]
  /** Every closing there was; a case that was opened again has more to tell than its last. */
  readonly closings: readonly { readonly at: string; readonly by: Hand; readonly result: Result; readonly words: string }[]
  /** Why the enterprise opened it again, and what it complained of. */
  readonly appeals: readonly { readonly at: string; readonly kind: 'reopened' | 'complained'; readonly text: string }[]
  readonly closed: { readonly at: string; readonly by: Hand; readonly result: Result; readonly words: string } | null
  readonly rating: number | null
  /** Whether the owner was warned of the due time that runs. */
  readonly warned: boolean
  /** When the chief was last told that it has passed. */
  readonly escalatedAt: string | null
}

/** At work: an officer has it and it is neither closed nor withdrawn. */
const WORKED: readonly Stage[] = ['accepted', 'supplement-requested', 'supplemented', 'answered', 'reopened']
const LIVE: readonly Stage[] = ['submitted', ...WORKED]
/** The statuses of a case that is neither closed nor withdrawn. */
export const LIVE_STATUSES: readonly Status[] = [...LIVE, 'transfer-pending']
const ANY: readonly Stage[] = [...LIVE, 'closed', 'rated', 'withdrawn']

/** At which stages each event can happen; the one table of what may follow what. */
export const HAPPENS_AT: Readonly<Record<EventKind, readonly Stage[]>> = {
  submitted: [],
  accepted: ['submitted'],
  transferred: WORKED,
  'transfer-accepted': WORKED,
  'transfer-returned': WORKED,
  'supplement-requested': ['accepted', 'supplemented', 'answered', 'reopened'],
  supplemented: LIVE,
  answered: WORKED,
  said: WORKED,
  'talk-ended': WORKED,
  noted: [...LIVE, 'closed', 'rated'],
  closed: WORKED,
  rated: ['closed'],
  reopened: ['closed', 'rated'],
  withdrawn: LIVE,
  complained: [...LIVE, 'closed', 'rated'],
  looked: ANY,
  reminded: LIVE,
  escalated: LIVE,
}

/** What happens without changing what anybody may do next. */
const UNMOVED: readonly EventKind[] = ['noted', 'looked', 'reminded', 'escalated', 'said', 'complained']

/** Whether an event may happen to a case now: its stage, and a pending transfer or its absence. */
export function canHappen(c: Case, kind: EventKind): boolean {
  if (!HAPPENS_AT[kind].includes(c.stage)) return false
  if (kind === 'transfer-accepted' || kind === 'transfer-returned') return c.transfer !== null
  if (kind === 'transferred' || kind === 'closed') return c.transfer === null
  if (kind === 'said' || kind === 'talk-ended') return c.talk !== null
  if (kind === 'rated') return c.rating === null
  if (kind === 'reminded' || kind === 'escalated') return c.due !== null
  return true
}

/** The departments that have it in hand: the handler's, and before anybody took it those it was routed to. */
export function holding(c: Case): readonly string[] {
  return c.handler ? [c.handler.department] : c.routing.departments
}

/**
 * The case its events make.
 * @throws DeskError when there are none, or they cannot have happened in this order; run `verifyChain` to see who changed what.
 */
export function fold(events: readonly CaseEvent[]): Case {
  const [first, ...rest] = events
  if (first?.kind !== 'submitted' || first.seq !== 1) throw impossible(first?.case ?? '?', first?.seq ?? 0, first?.kind ?? '没有事件')
  const { request, measure, region, routing, slots, consent, language, due } = first.data
  const opened: Case = {
    number: first.case,
    version: first.seq,
    moved: first.seq,
    head: { seq: first.seq, hash: first.hash },
    kind: request,
    measure,
    region,
    routing,
    slots,
    consent,
    language,
    fingerprint: first.data.fingerprint,
    openedAt: first.at,
    changedAt: first.at,
    stage: 'submitted',
    status: 'submitted',
    live: true,
    accountable: null,
    handler: null,
    transfer: null,
    due,
    promised: due,
    wanted: [],
    supplements: [],
    answers: [],
    said: [],
    unanswered: 0,
    talk: null,
    notes: [],
    closings: [],
    appeals: [],
    closed: null,
    rating: null,
    warned: false,
    escalatedAt: null,
  }
  return rest.reduce(step, opened)
}

/** One event more. @throws DeskError when it cannot follow. */
export function step(c: Case, event: CaseEvent): Case {
  if (event.case !== c.number || event.seq !== c.version + 1 || !canHappen(c, event.kind)) throw impossible(c.number, event.seq, event.kind)
  const next = happened(c, event)
  const live = LIVE.includes(next.stage)
  return {
    ...next,
    version: event.seq,
    moved: UNMOVED.includes(event.kind) ? c.moved : event.seq,
    head: { seq: event.seq, hash: event.hash },
    changedAt: event.at,
    live,
    status: next.transfer ? 'transfer-pending' : next.stage,
    due: live ? next.due : null,
    talk: live ? next.talk : null,
  }
}

function happened(c: Case, event: CaseEvent): Case {
  const { at } = event
  switch (event.kind) {
    case 'submitted':
      return c
    case 'accepted':
      return { ...c, stage: 'accepted', accountable: c.accountable ?? event.data, handler: event.data, talk: c.kind === 'call' ? { since: at, last: at } : null }
    case 'transferred':
      return { ...c, transfer: { to: event.data.to, reason: event.data.reason, until: event.data.until, from: event.data.hand, at } }
    case 'transfer-accepted':
      return { ...c, transfer: null, handler: event.data }
    case 'transfer-returned':
      return { ...c, transfer: null }
    case 'supplement-requested':
      // To ask is a first response; and while the enterprise looks for its papers, no clock runs against the officer.
      return { ...c, stage: 'supplement-requested', wanted: event.data.items, due: null }
    case 'supplemented': {
      const supplements = [...c.supplements, { at, text: event.data.text, files: event.data.files }]
      if (c.stage !== 'supplement-requested') return { ...c, supplements }
      return clocked({ ...c, stage: 'supplemented', wanted: [], supplements }, event.data.due)
    }
    case 'answered': {
      const answers = [...c.answers, { at, by: event.data.hand, text: event.data.text, files: event.data.files ?? [] }]
      const stage = c.stage === 'supplement-requested' ? c.stage : 'answered'
      return { ...c, stage, answers, unanswered: 0, talk: { since: c.talk?.since ?? at, last: at }, due: c.due?.what === 'first-response' ? null : c.due }
    }
    case 'said': {
      const { text, files } = event.data
      return { ...c, said: [...c.said, { at, text, files }], unanswered: c.unanswered + 1, talk: c.talk && { ...c.talk, last: at } }
    }
    case 'talk-ended':
      return { ...c, talk: null }
    case 'noted':
      return { ...c, notes: [...c.notes, { at, by: event.data.hand, text: event.data.text }] }
    case 'closed': {
      const closed = { at, by: event.data.hand, result: event.data.result, words: event.data.words }
      return { ...c, stage: 'closed', closed, closings: [...c.closings, closed], wanted: [] }
    }
    case 'rated':
      return { ...c, stage: 'rated', rating: event.data.stars }
    case 'reopened':
      return clocked({ ...c, stage: 'reopened', closed: null, appeals: [...c.appeals, { at, kind: event.kind, text: event.data.reason }] }, event.data.due)
    case 'withdrawn':
      return { ...c, stage: 'withdrawn', transfer: null, wanted: [] }
    case 'reminded':
      return { ...c, warned: true }
    case 'escalated':
      return { ...c, escalatedAt: at }
    case 'complained':
      return { ...c, appeals: [...c.appeals, { at, kind: event.kind, text: event.data.text }] }
    case 'looked':
      return c
  }
}

/** A clock that starts again has warned nobody yet. */
function clocked(c: Case, due: Due | null): Case {
  return due ? { ...c, due, promised: due, warned: false, escalatedAt: null } : c
}

function impossible(number: string, seq: number, kind: string): DeskError {
  return new DeskError('case-history', `案件 ${number} 的第 ${seq} 个事件（${kind}）不可能在这里发生`, '请用 verifyChain 核对这个案件的历史，并从备份恢复')
}
