/** Who may do what to which case: one reviewed table of role × relation × action, below every channel. */
import { type Case, holding } from '../cases/case.ts'
import type { Officer, Role } from './officer.ts'

export const ACTIONS = ['view', 'view-personal', 'accept', 'transfer', 'accept-transfer', 'return', 'request-supplements', 'reply', 'end-talk', 'note', 'close'] as const
export type Act = (typeof ACTIONS)[number]

/**
 * What an officer has to do with a case; where several hold, the first of these.
 * `handler` works it. `accountable` took it first and answers for it. `offered`: a transfer waits for his department.
 * `holding`: his department has it in hand, or before anybody took it is one of those it was routed to.
 * `concerned`: his department is named by the clause, and another has it in hand. `duty`: nobody has taken it yet, and he is on duty for its city or the province (the receipt names him until then).
 * `province`: he is of the province and has nothing to do with it. `outside`: everybody else, another city above all.
 */
export const RELATIONS = ['handler', 'accountable', 'offered', 'holding', 'concerned', 'duty', 'province', 'outside'] as const
export type Relation = (typeof RELATIONS)[number]

const WORK: readonly Act[] = ['view', 'view-personal', 'transfer', 'request-supplements', 'reply', 'end-talk', 'note', 'close']
const OFFERED: readonly Act[] = ['view', 'accept-transfer', 'return', 'note']
const TAKE: readonly Act[] = ['view', 'accept', 'note']
const NOTHING: readonly Act[] = []

const OFFICER: Readonly<Record<Relation, readonly Act[]>> = {
  handler: WORK,
  accountable: ['view', 'view-personal', 'reply', 'end-talk', 'note'],
  offered: OFFERED,
  holding: TAKE,
  concerned: ['view', 'note'],
  duty: NOTHING,
  province: NOTHING,
  outside: NOTHING,
}

const TABLE: Readonly<Record<Role, Readonly<Record<Relation, readonly Act[]>>>> = {
  officer: OFFICER,
  chief: { ...OFFICER, accountable: WORK, holding: [...WORK, 'accept'], province: ['view'] },
  duty: { ...OFFICER, duty: TAKE },
  admin: { handler: NOTHING, accountable: NOTHING, offered: NOTHING, holding: NOTHING, concerned: NOTHING, duty: NOTHING, province: NOTHING, outside: NOTHING },
}

export function relation(officer: Officer, c: Case): Relation {
  if (!officer.active) return 'outside'
  // Somebody who has moved to another department since is no longer who took it.
  if (c.handler?.officer === officer.id && c.handler.department === officer.department) return 'handler'
  if (c.accountable?.officer === officer.id && c.accountable.department === officer.department) return 'accountable'
  if (c.transfer?.to === officer.department) return 'offered'
  if (holding(c).includes(officer.department)) return 'holding'
  if (c.routing.departments.includes(officer.department)) return 'concerned'
  if (!c.handler && officer.role === 'duty' && (officer.city === null || officer.city === c.region)) return 'duty'
  return officer.city === null ? 'province' : 'outside'
}

export function may(officer: Officer, c: Case, action: Act): boolean {
  return allowed(officer.role, relation(officer, c), action)
}

/** One cell of the table. */
export function allowed(role: Role, related: Relation, action: Act): boolean {
  return TABLE[role][related].includes(action)
}
