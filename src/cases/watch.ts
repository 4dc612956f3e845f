/** What the clock asks of a case: warn its owner before the due time, tell the chief after it, take back a transfer nobody accepted; and when to look. */
import { addWorkingDays, isWorking, nextWorking, type When, workingHours, workingHoursBefore } from '../calendar.ts'
import type { Both } from '../message.ts'
import { type Case, holding } from './case.ts'
import { readable } from './due.ts'
import { BACK_WORDS } from './enterprise.ts'
import { type Addressee, type CaseEventBody, type CaseNotice, caseLine, type EventDraft } from './event.ts'

export type DueAction =
  | { readonly kind: 'remind' | 'escalate' | 'transfer-return' | 'talk-end'; readonly events: readonly EventDraft[]; readonly notices: readonly CaseNotice[] }
  /** The clock cannot be read: somebody has to enter that year's holidays. */
  | { readonly kind: 'cannot-compute'; readonly year: number }

/** One working day before the time; half a day when the whole is one. */
const WARN_HOURS = 8
const HOURS_A_DAY = 8
/** An overdue case is not told of once and forgotten. */
const ESCALATE_AGAIN_DAYS = 5

/**
 * What is to be done about a case now; [] when nothing, and always outside working hours. Append the events in the turn
 * that sends the notices: it is they that keep the same thing from being said twice.
 */
export function dueActions(c: Case, now: string): DueAction[] {
  if (!c.live || (!c.due && !c.transfer && !c.talk)) return []
  const working = isWorking(now)
  if (working.kind === 'cannot-compute') return [working]
  if (!working.value) return []
  return [...returned(c, now), ...timed(c, now), ...silent(c, now)]
}

/** A talk in which nobody has said anything for a day is over. */
const TALK_SILENT_MS = 24 * 3600_000

function silent(c: Case, now: string): DueAction[] {
  if (!c.talk || Date.parse(now) - Date.parse(c.talk.last) < TALK_SILENT_MS) return []
  const ended = acted(
    c,
    now,
    'talk-end',
    { kind: 'talk-ended', data: { why: 'silence', hand: null } },
    { zh: '对话一天没有消息，已结束', en: 'nothing was said in the talk for a day; it has ended' },
    [owner(c)],
  )
  const text = {
    zh: `【${c.number}】和工作人员的对话一天没有消息，先到这里。${BACK_WORDS.zh}`,
    en: `[${c.number}] Nothing was said for a day, so the talk with the officer ends here. ${BACK_WORDS.en}`,
  }
  return [{ ...ended, notices: [...ended.notices, { to: { kind: 'enterprise' }, case: c.number, text }] }]
}

function returned(c: Case, now: string): DueAction[] {
  if (!c.transfer) return []
  const { until, to, from } = c.transfer
  if (until.kind === 'cannot-compute') return [until]
  if (Date.parse(now) < Date.parse(until.at)) return []
  const reason = '一个工作日内未接收'
  const told: Addressee[] = [
    { kind: 'officer', id: c.handler?.officer ?? from.officer },
    { kind: 'department', name: to },
  ]
  return [
    acted(
      c,
      now,
      'transfer-return',
      { kind: 'transfer-returned', data: { from: to, reason, lapsed: true } },
      { zh: `${to}${reason}，案件退回${from.department}`, en: `${to} did not accept it within a working day; it goes back to ${from.department}` },
      told,
    ),
  ]
}

function timed(c: Case, now: string): DueAction[] {
  if (!c.due) return []
  const { until, workingDays } = c.due
  if (until.kind === 'cannot-compute') return [until]
  const by = { zh: readable(until.at, 'zh'), en: readable(until.at, 'en') }
  if (Date.parse(now) > Date.parse(until.at)) {
    const again = c.escalatedAt ? addWorkingDays(c.escalatedAt, ESCALATE_AGAIN_DAYS) : null
    if (again && (again.kind === 'cannot-compute' || Date.parse(now) < Date.parse(again.at))) return []
    const to = chief(c)
    return [
      acted(
        c,
        now,
        'escalate',
        { kind: 'escalated', data: { to, until: until.at } },
        { zh: `已超过期限（${by.zh}），请督办`, en: `past its due time (${by.en}); please see to it` },
        [to],
      ),
    ]
  }
  const left = workingHours(now, until.at)
  if (c.warned || left.kind === 'cannot-compute' || left.value > warnHours(workingDays)) return []
  const to = owner(c)
  return [acted(c, now, 'remind', { kind: 'reminded', data: { to, until: until.at } }, { zh: `将于${by.zh}到期，请办理`, en: `due by ${by.en}; please see to it` }, [to])]
}

function warnHours(workingDays: number): number {
  return Math.min(WARN_HOURS, (workingDays * HOURS_A_DAY) / 2)
}

/** When `dueActions` will have something to do, always in working hours; null when nothing waits, or the years ahead have no calendar yet. */
export function lookAt(c: Case): string | null {
  if (!c.live) return null
  const times: When[] = []
  if (c.transfer) times.push(c.transfer.until)
  if (c.talk) times.push({ kind: 'at', at: new Date(Date.parse(c.talk.last) + TALK_SILENT_MS).toISOString() })
  if (c.due?.until.kind === 'at') {
    const { until, workingDays } = c.due
    if (c.escalatedAt) times.push(addWorkingDays(c.escalatedAt, ESCALATE_AGAIN_DAYS))
    else times.push(c.warned ? { kind: 'at', at: after(until.at) } : workingHoursBefore(until.at, warnHours(workingDays)))
  }
  const working = times.flatMap((t) => {
    const at = t.kind === 'at' ? nextWorking(t.at) : t
    return at.kind === 'at' ? [at.at] : []
  })
  return working.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}

/** The due minute itself is still in time. */
function after(at: string): string {
  return new Date(Date.parse(at) + 1000).toISOString()
}

/** Before anybody took it, the lead department owns it: the first the clause names. */
function owner(c: Case): Addressee {
  if (c.handler) return { kind: 'officer', id: c.handler.officer }
  const lead = c.routing.departments[0]
  return lead ? { kind: 'department', name: lead } : { kind: 'duty' }
}

function chief(c: Case): Addressee {
  const department = holding(c)[0]
  return department ? { kind: 'chief', department } : { kind: 'duty' }
}

function acted(
  c: Case,
  at: string,
  kind: Exclude<DueAction['kind'], 'cannot-compute'>,
  body: CaseEventBody,
  words: Both,
  to: readonly Addressee[],
): Exclude<DueAction, { kind: 'cannot-compute' }> {
  const text = caseLine(c.number, words)
  return { kind, events: [{ ...body, at, by: { kind: 'desk' } }], notices: to.map((addressee) => ({ to: addressee, case: c.number, text })) }
}
