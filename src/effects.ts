/** Carries out what a dialog decided: opens cases, adds to them, withdraws them; pure, so that the desk can commit it all at once. */
import { type Case, fold, step } from './cases/case.ts'
import { chained, EMPTY, headOf } from './cases/chain.ts'
import { dueWords, type Standard } from './cases/due.ts'
import { type EnterpriseAction, enterpriseAct } from './cases/enterprise.ts'
import type { CaseEvent, CaseNotice, Request as CaseRequest } from './cases/event.ts'
import { openCase } from './cases/open.ts'
import { receiptWords, summary } from './cases/receipt.ts'
import type { Corpus } from './corpus/corpus.ts'
import type { CaseView, Effect } from './dialog/turn.ts'
import type { Language, Reply } from './message.ts'
import { route } from './routing/route.ts'
import type { CaseChange, EventRow } from './store.ts'

/** A case of this conversation, as its events tell it. */
export type Own = { readonly row: Case; readonly events: readonly CaseEvent[] }
export type CarriedOut = {
  readonly changes: readonly CaseChange[]
  readonly replies: readonly Reply[]
  readonly notices: readonly CaseNotice[]
  readonly attached: readonly { readonly hash: string; readonly case: string }[]
}

export type Means = { readonly corpus: Corpus; readonly standards: readonly Standard[]; readonly random: () => Uint8Array }

/** How long a closed case is kept before it is erased (consent and disclosure records live longer, TRUST, Law). */
const KEEP_CLOSED_MS = 3 * 365 * 24 * 3600_000

export function carryOut(means: Means, effects: readonly Effect[], own: readonly Own[], now: string, language: Language): CarriedOut {
  return effects.map((effect) => one(means, effect, own, now, language)).reduce<CarriedOut>(join, { changes: [], replies: [], notices: [], attached: [] })
}

function join(a: CarriedOut, b: Partial<CarriedOut>): CarriedOut {
  return {
    changes: [...a.changes, ...(b.changes ?? [])],
    replies: [...a.replies, ...(b.replies ?? [])],
    notices: [...a.notices, ...(b.notices ?? [])],
    attached: [...a.attached, ...(b.attached ?? [])],
  }
}

function one(means: Means, effect: Effect, own: readonly Own[], now: string, language: Language): Partial<CarriedOut> {
  switch (effect.kind) {
    case 'open-case':
      return open(means, effect.request, now, language)
    case 'supplement':
      return act(own, effect.case, { kind: 'supplement', text: effect.text, files: effect.files.map((f) => f.name) }, now, language, effect.files)
    case 'withdraw':
      return act(own, effect.case, { kind: 'withdraw', reason: '企业撤回' }, now, language)
    case 'rate':
      return act(own, effect.case, { kind: 'rate', stars: effect.stars }, now, language)
    case 'reopen':
      return act(own, effect.case, { kind: 'reopen', reason: effect.words }, now, language)
    case 'complain':
      return act(own, effect.case, { kind: 'complain', text: effect.words }, now, language)
    case 'hand-over':
    case 'erase':
      return {}
  }
}

function open({ corpus, standards, random }: Means, request: Extract<Effect, { kind: 'open-case' }>['request'], now: string, language: Language): Partial<CarriedOut> {
  const asked: CaseRequest = {
    kind: request.kind as CaseRequest['kind'],
    slots: request.slots,
    measure: request.measure,
    region: request.region,
    consent: request.consent,
  }
  const opening = openCase(corpus, standards, asked, route(corpus, request.measure, request.region, corpus.departments), now, random())
  if (opening.kind === 'elsewhere') return {}
  const events = chained(opening.number, EMPTY, opening.events)
  const opened = fold(events)
  return {
    changes: [change(opened, 0, events)],
    replies: [{ text: receiptWords(corpus, opened, language) }],
    notices: opening.notices,
    attached: request.files.map((f) => ({ hash: f.hash, case: opening.number })),
  }
}

function act(
  own: readonly Own[],
  number: string,
  action: EnterpriseAction,
  now: string,
  language: Language,
  files: readonly { readonly hash: string }[] = [],
): Partial<CarriedOut> {
  const mine = own.find((o) => o.row.number === number)
  const outcome = enterpriseAct(mine?.row ?? null, action, now)
  if (outcome.kind === 'refused' || !mine) return { replies: outcome.kind === 'refused' ? [{ text: outcome.words[language] }] : [] }
  const events = chained(number, headOf(mine.events), outcome.events)
  return {
    changes: [change(events.reduce(step, mine.row), mine.events.length, events)],
    notices: outcome.notices,
    attached: files.map((f) => ({ hash: f.hash, case: number })),
  }
}

/** What the store appends and lists. */
export function change(after: Case, expected: number, events: readonly CaseEvent[]): CaseChange {
  const { kind, status, city, departments, accountable, due, closedAt } = summary(after)
  return {
    case: after.number,
    expected,
    events: events as readonly EventRow[],
    summary: {
      kind,
      status,
      city,
      departments,
      accountable,
      handler: after.handler?.officer ?? null,
      due: due ? new Date(due) : null,
      keepUntil: closedAt ? new Date(Date.parse(closedAt) + KEEP_CLOSED_MS) : null,
    },
  }
}

/** A case as the dialog may speak of it to its own enterprise. */
export function viewOf(corpus: Corpus, c: Case, language: Language): CaseView {
  const due = c.due?.until.kind === 'at' ? c.due.until.at : null
  return {
    number: c.number,
    kind: c.kind,
    status: c.status,
    due,
    accountable: c.accountable ? `${c.accountable.department} ${c.accountable.name}` : null,
    departments: c.routing.departments,
    measure: c.measure,
    dueGround: dueWords(corpus, c.promised, language),
  }
}
