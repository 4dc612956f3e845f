/** The officers' lists: mine, my department's, overdue, by city; each case a card that may stand on any machine. */
import { type Case, holding, type Status } from '../cases/case.ts'
import type { Due, Ground, Hand } from '../cases/event.ts'
import { type Shown, shown } from '../cases/fields.ts'
import { KIND_WORDS } from '../cases/open.ts'
import { STATUS_WORDS } from '../cases/receipt.ts'
import { may, relation } from './authorisation.ts'
import type { Officer } from './officer.ts'

export type Queue =
  | { readonly kind: 'mine' }
  | { readonly kind: 'department' }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'all' }

/** Number, kind, city, right, amount, due and the ground of the routing; nothing of a person, nothing of the enterprise. */
export type Card = {
  readonly number: string
  readonly kind: string
  readonly city: string
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
}

const ON_CARD = ['rightType', 'rightNumber', 'patentNumbers', 'amountYuan', 'termMonths']

export function card(c: Case, now: string): Card {
  return {
    number: c.number,
    kind: KIND_WORDS[c.kind].zh,
    city: c.region,
    fields: shown(c.slots, 'foreign', 'zh').filter((field) => ON_CARD.includes(field.slot)),
    status: c.status,
    words: STATUS_WORDS[c.status].zh,
    due: c.due,
    overdue: overdue(c, now),
    departments: c.routing.departments,
    ground: c.routing.ground,
    accountable: c.accountable,
    handler: c.handler,
    offeredTo: c.transfer?.to ?? null,
  }
}

/** Whether the clock that runs has run out. */
export function overdue(c: Case, now: string): boolean {
  return c.due?.until.kind === 'at' && Date.parse(now) > Date.parse(c.due.until.at)
}

/** The cards an officer may see, the most urgent first; those without a clock last. Only live cases, but for `all`. */
export function queue(cases: readonly Case[], officer: Officer, which: Queue, now: string): Card[] {
  return cases
    .filter((c) => may(officer, c, 'view') && (c.live || which.kind === 'all') && belongs(c, officer, which, now))
    .sort((a, b) => urgency(a) - urgency(b) || (a.number < b.number ? -1 : 1))
    .map((c) => card(c, now))
}

function belongs(c: Case, officer: Officer, which: Queue, now: string): boolean {
  switch (which.kind) {
    case 'mine':
      return c.handler?.officer === officer.id || c.accountable?.officer === officer.id
    case 'department':
      return c.transfer?.to === officer.department || holding(c).includes(officer.department) || relation(officer, c) === 'duty'
    case 'overdue':
      return overdue(c, now)
    case 'city':
      return c.region === which.city
    case 'all':
      return true
  }
}

function urgency(c: Case): number {
  return c.due?.until.kind === 'at' ? Date.parse(c.due.until.at) : Number.MAX_SAFE_INTEGER
}
