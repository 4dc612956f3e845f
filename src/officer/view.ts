/** What an officer sees of a case: masked or open by role, relation and machine, each look at personal data an event. */
import type { Case, Status } from '../cases/case.ts'
import type { CaseEvent, Due, EventDraft, Hand, Routing } from '../cases/event.ts'
import { type Shown, type Sight, shown, slotsOf } from '../cases/fields.ts'
import { STATUS_WORDS } from '../cases/receipt.ts'
import { ABSENT, type Refused, ready } from './act.ts'
import { ACTIONS, type Act, may } from './authorisation.ts'
import { handOf, type Officer, type Place } from './officer.ts'

type Said = { readonly at: string; readonly by: Hand; readonly text: string }
type Answered = Said & { readonly files: readonly string[] }
export type CaseView = {
  readonly number: string
  readonly version: number
  /** What an act on this view is held against. */
  readonly moved: number
  readonly kind: Case['kind']
  readonly measure: string | null
  readonly region: string | null
  readonly status: Status
  readonly words: string
  readonly openedAt: string
  readonly fields: readonly Shown[]
  readonly routing: Routing
  readonly due: Due | null
  readonly promised: Due
  readonly accountable: Hand | null
  readonly handler: Hand | null
  readonly transfer: { readonly to: string; readonly reason: string | null } | null
  readonly rating: number | null
  /** An officer talks with the enterprise; what it writes comes here. */
  readonly talking: boolean
  /** What people wrote; null on a machine that is not the bureau's own. */
  readonly written: {
    readonly wanted: readonly string[]
    readonly supplements: Case['supplements']
    readonly said: Case['said']
    readonly answers: readonly Answered[]
    readonly notes: readonly Said[]
    readonly closed: Case['closed']
    readonly closings: Case['closings']
    readonly appeals: Case['appeals']
  } | null
  /** What this officer may do to it as it stands now. */
  readonly actions: readonly Act[]
}
/** Append the events in the turn that shows the view: an open view without its event is a look nobody recorded. */
export type Viewed = { readonly kind: 'view'; readonly view: CaseView; readonly events: readonly EventDraft[] } | Refused

/**
 * @param looking `open` asks for the personal fields, with the reason that is kept; they are shown only on the bureau's own machines to who may see them.
 */
export function viewCase(officer: Officer, c: Case | null, looking: { readonly place: Place; readonly open: string | null }, now: string): Viewed {
  if (!c || !may(officer, c, 'view')) return ABSENT
  const own = looking.place === 'own'
  const open = own && looking.open !== null && looking.open.trim() !== '' && may(officer, c, 'view-personal')
  const sight: Sight = open ? 'all' : own ? 'own' : 'foreign'
  const {
    number,
    version,
    moved,
    kind,
    measure,
    region,
    status,
    openedAt,
    routing,
    due,
    promised,
    accountable,
    handler,
    transfer,
    rating,
    wanted,
    supplements,
    said,
    answers,
    notes,
    closed,
    closings,
    appeals,
  } = c
  const view: CaseView = {
    ...{ number, version, moved, kind, measure, region, status, openedAt, routing, due, promised, accountable, handler, rating },
    words: STATUS_WORDS[status].zh,
    fields: shown(c.slots, sight, 'zh'),
    transfer: transfer && { to: transfer.to, reason: own ? transfer.reason : null },
    written: own ? { wanted, supplements, said, answers, notes, closed, closings, appeals } : null,
    talking: c.talk !== null,
    actions: ACTIONS.filter((action) => may(officer, c, action) && (action === 'view' || action === 'view-personal' || ready(c, action))),
  }
  const fields = slotsOf(c.slots, 'personal')
  const looked: EventDraft = {
    kind: 'looked',
    at: now,
    by: { kind: 'officer', id: officer.id },
    data: { fields, reason: looking.open?.trim() ?? '', hand: handOf(officer) },
  }
  return { kind: 'view', view, events: open && fields.length > 0 ? [looked] : [] }
}

/** One line of a case's history: who did what, when. It holds nothing anybody wrote; on the bureau's own machines, the names of files sent. */
export type HistoryLine = { readonly at: string; readonly by: string; readonly what: string }

const WHAT: Readonly<Record<CaseEvent['kind'], string>> = {
  submitted: '提交申请',
  accepted: '接单',
  transferred: '提出转办',
  'transfer-accepted': '接收转办',
  'transfer-returned': '退回转办',
  'supplement-requested': '要求补充材料',
  supplemented: '补充材料',
  answered: '回复企业',
  said: '企业来信',
  'talk-ended': '结束对话',
  noted: '内部备注',
  closed: '办结',
  rated: '评价',
  reopened: '重新打开',
  withdrawn: '撤回',
  complained: '投诉',
  looked: '查看个人信息',
  reminded: '到期提醒',
  escalated: '督办',
}

/** The history of a case, oldest first. The caller has shown the case, and so may show this. */
export function history(events: readonly CaseEvent[], place: Place): HistoryLine[] {
  return events.map((event) => {
    const hand = event.kind === 'accepted' || event.kind === 'transfer-accepted' ? event.data : 'hand' in event.data ? event.data.hand : null
    const by = event.by.kind === 'enterprise' ? '企业' : event.by.kind === 'desk' ? '系统' : hand ? `${hand.department} ${hand.name}` : event.by.id
    return { at: event.at, by, what: `${WHAT[event.kind]}${sentWith(event, place)}` }
  })
}

function sentWith(event: CaseEvent, place: Place): string {
  const files = event.kind === 'answered' ? (event.data.files ?? []) : []
  if (files.length === 0) return ''
  return place === 'own' ? `，附 ${files.join('、')}` : `，附文件 ${files.length} 份`
}
