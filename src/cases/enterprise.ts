/** What an enterprise can still do to its own case: add papers, withdraw, rate, reopen, complain, and talk with its officer. */
import { addWorkingDays } from '../calendar.ts'
import type { Both } from '../message.ts'
import { type Case, canHappen, holding } from './case.ts'
import { restarted } from './due.ts'
import { type Addressee, type CaseEventBody, type CaseNotice, caseLine, type EventDraft } from './event.ts'

export type EnterpriseAction =
  | { readonly kind: 'supplement'; readonly text: string; readonly files: readonly string[] }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'rate'; readonly stars: number }
  | { readonly kind: 'reopen'; readonly reason: string }
  | { readonly kind: 'complain'; readonly text: string }
  /** To the officer who talks with it. */
  | { readonly kind: 'say'; readonly text: string; readonly files: readonly string[] }
  /** Back to the desk. */
  | { readonly kind: 'end-talk' }

export type EnterpriseRefusal = 'absent' | 'over' | 'not-closed' | 'already-rated' | 'stars' | 'too-late' | 'cannot-compute' | 'empty' | 'no-talk'
export type EnterpriseOutcome =
  | { readonly kind: 'done'; readonly events: readonly EventDraft[]; readonly notices: readonly CaseNotice[] }
  | { readonly kind: 'refused'; readonly reason: EnterpriseRefusal; readonly words: Both }

/** How long after closing a case may be reopened. */
export const REOPEN_WITHIN_DAYS = 10
const DAY = 86_400_000

const REFUSALS: Readonly<Record<EnterpriseRefusal, Both>> = {
  absent: { zh: '没有查到您名下的这个编号。', en: 'There is no such case of yours.' },
  over: { zh: '这个案件已经办结或撤回。', en: 'This case is already closed or withdrawn.' },
  'not-closed': { zh: '案件还没有办结。', en: 'The case is not closed yet.' },
  'already-rated': { zh: '您已经评价过了，每个案件评价一次。', en: 'You have rated this case already; once is all.' },
  stars: { zh: '请用 1–5 分评价。', en: 'Please rate from 1 to 5.' },
  'too-late': {
    zh: `办结已超过${REOPEN_WITHIN_DAYS}个工作日，不能重新打开；可以提交新的申请，或回复“转人工”。`,
    en: `More than ${REOPEN_WITHIN_DAYS} working days have passed since it was closed. You can file a new request, or ask for a person.`,
  },
  'cannot-compute': {
    zh: '该年度的放假安排尚未录入，暂不能判断是否还能重新打开；请回复“转人工”。',
    en: 'The holidays of that year are not entered yet, so the desk cannot tell whether it is still in time; please ask for a person.',
  },
  'no-talk': { zh: '现在没有工作人员在和您对话。', en: 'No officer is talking with you now.' },
  empty: { zh: '请写明内容，或发送文件。', en: 'Please say what it is, or send a file.' },
}

function refused(reason: EnterpriseRefusal): EnterpriseOutcome {
  return { kind: 'refused', reason, words: REFUSALS[reason] }
}

/** @param c the case, or null when this enterprise has none of that number: somebody else's and none at all look the same. */
export function enterpriseAct(c: Case | null, action: EnterpriseAction, now: string): EnterpriseOutcome {
  if (!c) return refused('absent')
  switch (action.kind) {
    case 'supplement': {
      if (!canHappen(c, 'supplemented')) return refused('over')
      if (!action.text.trim() && action.files.length === 0) return refused('empty')
      const due = c.stage === 'supplement-requested' ? restarted(c.promised, now) : null
      return done(
        c,
        now,
        { kind: 'supplemented', data: { text: action.text, files: action.files, due } },
        { zh: '企业补充了材料', en: 'the enterprise has added papers' },
        hands(c),
      )
    }
    case 'withdraw':
      if (!canHappen(c, 'withdrawn')) return refused('over')
      return done(c, now, { kind: 'withdrawn', data: { reason: action.reason } }, { zh: '企业撤回了申请', en: 'the enterprise has withdrawn its request' }, everybody(c))
    case 'rate':
      if (c.rating !== null) return refused('already-rated')
      if (!canHappen(c, 'rated')) return refused(c.stage === 'withdrawn' ? 'over' : 'not-closed')
      if (!Number.isInteger(action.stars) || action.stars < 1 || action.stars > 5) return refused('stars')
      return done(
        c,
        now,
        { kind: 'rated', data: { stars: action.stars } },
        { zh: `企业评价 ${action.stars} 分`, en: `the enterprise rates it ${action.stars} of 5` },
        hands(c),
      )
    case 'reopen':
      return reopen(c, action.reason, now)
    case 'complain': {
      if (!canHappen(c, 'complained')) return refused('over')
      if (!action.text.trim()) return refused('empty')
      const to: Addressee[] = c.routing.duty && !c.handler ? [{ kind: 'duty' }] : holding(c).map((department) => ({ kind: 'chief', department }))
      return done(
        c,
        now,
        { kind: 'complained', data: { text: action.text } },
        { zh: '企业投诉，请负责人处理', en: 'the enterprise complains; the chief is asked to see to it' },
        to,
      )
    }
    case 'say': {
      if (!canHappen(c, 'said')) return refused('no-talk')
      if (!action.text.trim() && action.files.length === 0) return refused('empty')
      if (c.stage === 'supplement-requested' && action.files.length > 0) return enterpriseAct(c, { ...action, kind: 'supplement' }, now)
      return done(
        c,
        now,
        { kind: 'said', data: { text: action.text, files: action.files } },
        { zh: '企业发来消息，请查看', en: 'the enterprise has written; please look' },
        fresh(c, now) ? [] : hands(c),
      )
    }
    case 'end-talk':
      if (!canHappen(c, 'talk-ended')) return refused('no-talk')
      return done(c, now, { kind: 'talk-ended', data: { why: 'enterprise', hand: null } }, { zh: '企业结束了对话', en: 'the enterprise has ended the talk' }, hands(c))
  }
}

/** In time is the tenth working day after closing, to its last minute of business. */
function reopen(c: Case, reason: string, now: string): EnterpriseOutcome {
  if (!canHappen(c, 'reopened') || !c.closed) return refused(c.stage === 'withdrawn' ? 'over' : 'not-closed')
  const last = addWorkingDays(c.closed.at, REOPEN_WITHIN_DAYS)
  // As many working days can never be over before as many days are, whatever the calendar.
  const certainly = Date.parse(now) - Date.parse(c.closed.at) <= REOPEN_WITHIN_DAYS * DAY
  if (last.kind === 'cannot-compute' && !certainly) return refused('cannot-compute')
  if (last.kind === 'at' && Date.parse(now) > Date.parse(last.at)) return refused('too-late')
  return done(
    c,
    now,
    { kind: 'reopened', data: { reason, due: restarted(c.promised, now) } },
    { zh: '企业重新打开了案件', en: 'the enterprise has opened the case again' },
    hands(c),
  )
}

/** Said when the desk answers again after an officer's talk. */
export const BACK_WORDS: Both = { zh: '现在由知问继续为您解答。', en: 'The desk answers again from here.' }

/** Messages of one burst are told to the officer once. */
const BURST_MS = 5 * 60_000

function fresh(c: Case, now: string): boolean {
  const last = c.said.at(-1)
  return last !== undefined && c.unanswered > 0 && Date.parse(now) - Date.parse(last.at) < BURST_MS
}

/** Who works it, and the accountable officer; before anybody took it, the departments or the duty desk. */
function hands(c: Case): Addressee[] {
  const ids = [...new Set([c.handler?.officer, c.accountable?.officer])].flatMap((id) => (id ? [id] : []))
  if (ids.length > 0) return ids.map((id) => ({ kind: 'officer', id }))
  return c.routing.duty ? [{ kind: 'duty' }] : c.routing.departments.map((name) => ({ kind: 'department', name }))
}

function everybody(c: Case): Addressee[] {
  const departments = [...new Set([...c.routing.departments, ...(c.transfer ? [c.transfer.to] : [])])]
  const named: Addressee[] = departments.map((name) => ({ kind: 'department', name }))
  return c.handler ? [...hands(c), ...named] : named.length ? named : hands(c)
}

function done(c: Case, at: string, body: CaseEventBody, words: Both, to: readonly Addressee[]): EnterpriseOutcome {
  const text = caseLine(c.number, words)
  return {
    kind: 'done',
    events: [{ ...body, at, by: { kind: 'enterprise' } }],
    notices: to.map((addressee) => ({ to: addressee, case: c.number, text })),
  }
}
