/** Carries out what a dialog decided: opens cases, adds to them, withdraws them; pure, so that the desk can commit it all at once. */
import { appended, type Changed, KEEP_CLOSED_MS } from './case-file.ts'
import type { Case } from './cases/case.ts'
import { dueWords, type Standard } from './cases/due.ts'
import { type EnterpriseAction, enterpriseAct } from './cases/enterprise.ts'
import type { Request as CaseRequest, Slots } from './cases/event.ts'
import { openCall, openCase } from './cases/open.ts'
import { receiptWords } from './cases/receipt.ts'
import type { Corpus } from './corpus/corpus.ts'
import type { CaseView, Effect } from './dialog/turn.ts'
import type { Entry } from './keeping.ts'
import type { Language, Reply } from './message.ts'
import { route } from './routing/route.ts'

export type CarriedOut = {
  readonly changed: readonly Changed[]
  readonly replies: readonly Reply[]
  readonly records: readonly Entry[]
  readonly attached: readonly { readonly hash: string; readonly case: string }[]
}

export type Means = { readonly corpus: Corpus; readonly standards: readonly Standard[]; readonly random: () => Uint8Array }

/** Consent is proved for three years after the case is gone. */
const KEEP_CONSENT_MS = 2 * KEEP_CLOSED_MS

export function carryOut(means: Means, effects: readonly Effect[], own: readonly Case[], now: string, language: Language): CarriedOut {
  return effects.map((effect) => one(means, effect, own, now, language)).reduce<CarriedOut>(join, NOTHING)
}

const NOTHING: CarriedOut = { changed: [], replies: [], records: [], attached: [] }

/** What was carried out, with nothing where nothing was. */
export function joined(done: Partial<CarriedOut>): CarriedOut {
  return join(NOTHING, done)
}

function join(a: CarriedOut, b: Partial<CarriedOut>): CarriedOut {
  return {
    changed: [...a.changed, ...(b.changed ?? [])],
    replies: [...a.replies, ...(b.replies ?? [])],
    records: [...a.records, ...(b.records ?? [])],
    attached: [...a.attached, ...(b.attached ?? [])],
  }
}

function one(means: Means, effect: Effect, own: readonly Case[], now: string, language: Language): Partial<CarriedOut> {
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
      return call(means, effect, own, now, language)
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
  const routing = route(corpus, request.measure, request.region, corpus.departments)
  const opening = openCase(asked, routing, { corpus, standards, language, now, random: random() })
  if (opening.kind === 'elsewhere') return {}
  const opened = appended(opening.number, null, opening.events, opening.notices)
  return {
    changed: [opened],
    replies: [{ text: receiptWords(corpus, opened.case, language) }],
    records: [consented(opening.number, asked.consent.noticeVersion, now)],
    attached: request.files.map((f) => ({ hash: f.hash, case: opening.number })),
  }
}

function consented(subject: string, version: string, now: string): Entry {
  const at = new Date(now)
  return { kind: 'consent', subject, by: 'enterprise', detail: `告知书 ${version}`, at, keepUntil: new Date(at.getTime() + KEEP_CONSENT_MS) }
}

/** A person was asked for; who asks again while the first call is open is not called twice. */
function call(
  { corpus, standards, random }: Means,
  { departments, known }: Extract<Effect, { kind: 'hand-over' }>,
  own: readonly Case[],
  now: string,
  language: Language,
): Partial<CarriedOut> {
  const open = own.find((c) => c.kind === 'call' && c.live)
  if (open) {
    const who = open.handler ? `${open.handler.department} ${open.handler.name}` : null
    const zh = who ? `${who} 已接单（编号 ${open.number}），会在这里直接和您说。` : `已经登记过了（编号 ${open.number}），正在等工作人员接单。`
    const en = who ? `${who} has taken your call (${open.number}) and will write here.` : `Your call is registered (${open.number}) and waits for an officer.`
    return { replies: [{ text: language === 'zh' ? zh : en }] }
  }
  const { consent, measure, region, slots } = known
  const opening = openCall({ departments, measure, region, consent, slots: slots as Slots }, { corpus, standards, language, now, random: random() })
  const zh = `已登记，编号 ${opening.number}。工作人员接单后会在这里直接和您说；这之前您写的，我答不了的也会转过去（不想留可说“删除我的信息”）。查进度回复“进度”。`
  const en = `Registered as ${opening.number}. An officer will write to you here, and gets what I cannot answer until then (“delete my data” takes it back); reply “progress” to ask how it stands.`
  return {
    changed: [appended(opening.number, null, opening.events, opening.notices)],
    replies: [{ text: language === 'zh' ? zh : en }],
    records: consent ? [consented(opening.number, consent.noticeVersion, now)] : [],
  }
}

/** An act of the enterprise on a case of its own. */
export function act(
  own: readonly Case[],
  number: string,
  action: EnterpriseAction,
  now: string,
  language: Language,
  files: readonly { readonly hash: string }[] = [],
): Partial<CarriedOut> {
  const mine = own.find((c) => c.number === number)
  const outcome = enterpriseAct(mine ?? null, action, now)
  if (outcome.kind === 'refused' || !mine) return { replies: outcome.kind === 'refused' ? [{ text: outcome.words[language] }] : [] }
  return {
    changed: [appended(number, mine, outcome.events, outcome.notices)],
    attached: files.map((f) => ({ hash: f.hash, case: number })),
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
    slots: c.slots,
  }
}
