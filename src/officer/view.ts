/** What an officer sees of a case: masked or open by role, relation and machine, each look at personal data an event. */
import type { Case, Status } from '../cases/case.ts'
import type { CaseEvent, Due, EventDraft, Hand, Routing } from '../cases/event.ts'
import { type Shown, type Sight, shown, slotsOf } from '../cases/fields.ts'
import { OFFICER_STATUS } from '../cases/receipt.ts'
import type { Language } from '../message.ts'
import { ABSENT, type Refused, ready } from './act.ts'
import { ACTIONS, type Act, may } from './authorisation.ts'
import { handOf, type Officer, type Place } from './officer.ts'
import { many, STEP_WORDS } from './words.ts'

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

/** How somebody looks: from which machine, with what reason at personal data (null: not at them), and in which language (Chinese where none is named). */
export type Looking = { readonly place: Place; readonly open: string | null; readonly language?: Language }

/**
 * @param looking `open` asks for the personal fields, with the reason that is kept; they are shown only on the bureau's own machines to who may see them.
 */
export function viewCase(officer: Officer, c: Case | null, looking: Looking, now: string): Viewed {
  if (!c || !may(officer, c, 'view')) return ABSENT
  const own = looking.place === 'own'
  const language = looking.language ?? 'zh'
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
    words: OFFICER_STATUS[status][language],
    fields: shown(c.slots, sight, language),
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

/** The history of a case, oldest first. The caller has shown the case, and so may show this. */
export function history(events: readonly CaseEvent[], place: Place, language: Language = 'zh'): HistoryLine[] {
  const side = language === 'zh' ? { enterprise: '企业', desk: '系统' } : { enterprise: 'enterprise', desk: 'desk' }
  return events.map((event) => {
    const hand = event.kind === 'accepted' || event.kind === 'transfer-accepted' ? event.data : 'hand' in event.data ? event.data.hand : null
    const by = event.by.kind !== 'officer' ? side[event.by.kind] : hand ? `${hand.department} ${hand.name}` : event.by.id
    return { at: event.at, by, what: `${STEP_WORDS[event.kind][language]}${sentWith(event, place, language)}` }
  })
}

function sentWith(event: CaseEvent, place: Place, language: Language): string {
  const files = event.kind === 'answered' ? (event.data.files ?? []) : []
  if (files.length === 0) return ''
  if (language === 'en') return place === 'own' ? `, with ${files.join(', ')}` : `, with ${many(files.length, 'file')}`
  return place === 'own' ? `，附 ${files.join('、')}` : `，附文件 ${files.length} 份`
}
