/** The officers' lists: mine, my department's, overdue, by city; each case a card that may stand on any machine. */
import type { Case, Status } from '../cases/case.ts'
import type { Due, Ground, Hand } from '../cases/event.ts'
import { type Shown, shown } from '../cases/fields.ts'
import { KIND_WORDS } from '../cases/open.ts'
import { OFFICER_STATUS } from '../cases/receipt.ts'
import type { Language } from '../message.ts'

export type Queue =
  | { readonly kind: 'mine' }
  | { readonly kind: 'department' }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'all' }

/** Number, kind, city, right, amount, due and the ground of the routing; nothing of a person, nothing of the enterprise. */
export type Card = {
  readonly number: string
  /** What an act on this card is held against. */
  readonly moved: number
  readonly kind: string
  readonly city: string | null
  /** Type of right and masked number, sum, term: whatever of the request is fit for every eye. */
  readonly fields: readonly Shown[]
  readonly status: Status
  readonly words: string
  readonly due: Due | null
  readonly overdue: boolean
  readonly departments: readonly string[]
  readonly ground: Ground | null
  readonly accountable: Hand | null
  readonly handler: Hand | null
  readonly offeredTo: string | null
  /** Files received, and messages of the enterprise nobody has answered. */
  readonly files: number
  readonly unanswered: number
  /** An officer talks with the enterprise, and the desk is silent. */
  readonly talking: boolean
}

/** `page` from 1 of `pages`; `total` counts the whole list. */
export type Page = { readonly cards: readonly Card[]; readonly page: number; readonly pages: number; readonly total: number }

const ON_CARD = ['rightType', 'rightNumber', 'patentNumbers', 'amountYuan', 'termMonths']

export function card(c: Case, now: string, language: Language = 'zh'): Card {
  return {
    number: c.number,
    moved: c.moved,
    kind: KIND_WORDS[c.kind][language],
    city: c.region,
    fields: shown(c.slots, 'foreign', language).filter((field) => ON_CARD.includes(field.slot)),
    status: c.status,
    words: OFFICER_STATUS[c.status][language],
    due: c.due,
    overdue: overdue(c, now),
    departments: c.routing.departments,
    ground: c.routing.ground,
    accountable: c.accountable,
    handler: c.handler,
    offeredTo: c.transfer?.to ?? null,
    files: filesOf(c),
    unanswered: c.unanswered,
    talking: c.talk !== null,
  }
}

function filesOf(c: Case): number {
  const evidence = Array.isArray(c.slots.evidence) ? c.slots.evidence.length : 0
  return [...c.supplements, ...c.said].reduce((sum, s) => sum + s.files.length, evidence)
}

/** Whether the clock that runs has run out. */
export function overdue(c: Case, now: string): boolean {
  return c.due?.until.kind === 'at' && Date.parse(now) > Date.parse(c.due.until.at)
}
