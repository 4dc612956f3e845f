/** What the enterprise holds in its hands: the receipt when a case opens, and later its progress. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Both, Language } from '../message.ts'
import type { Case, Status } from './case.ts'
import { dueWords } from './due.ts'
import type { Due, Hand, Result, Routing } from './event.ts'
import { type Shown, shown } from './fields.ts'
import { KIND_WORDS } from './open.ts'

export const STATUS_WORDS: Readonly<Record<Status, Both>> = {
  submitted: { zh: '已提交，待接单', en: 'submitted, waiting to be taken' },
  accepted: { zh: '已接单', en: 'taken by an officer' },
  'supplement-requested': { zh: '待您补充材料', en: 'waiting for your further papers' },
  supplemented: { zh: '材料已补充，办理中', en: 'papers received, being handled' },
  answered: { zh: '已答复，办理中', en: 'answered, being handled' },
  closed: { zh: '已办结', en: 'closed' },
  rated: { zh: '已办结并评价', en: 'closed and rated' },
  reopened: { zh: '已重新打开', en: 'reopened' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  'transfer-pending': { zh: '转办中', en: 'being transferred' },
}

/** The same for officers. */
export const OFFICER_STATUS: Readonly<Record<Status, Both>> = {
  ...STATUS_WORDS,
  'supplement-requested': { zh: '待企业补充材料', en: 'waiting for papers from the enterprise' },
}

export const RESULT_WORDS: Readonly<Record<Result, Both>> = {
  已解决: { zh: '已解决', en: 'solved' },
  已答复指导: { zh: '已答复指导', en: 'answered with guidance' },
  已移送其他部门: { zh: '已移送其他部门', en: 'passed to another department' },
  不属受理范围: { zh: '不属受理范围', en: 'not within what is taken' },
  未能联系企业: { zh: '未能联系企业', en: 'the enterprise could not be reached' },
}

/** What to write to the desk afterwards, with the number. */
export const COMMANDS = { progress: '进度', add: '补充材料', withdraw: '撤回', complain: '投诉', rate: '评价', reopen: '重新打开' } as const

export type Receipt = {
  readonly number: string
  readonly kind: Case['kind']
  readonly openedAt: string
  /** What was received, personal fields masked. */
  readonly received: readonly Shown[]
  readonly routing: Routing
  /** null: nobody has taken it yet; the departments answer, or the officer on duty where there are none. */
  readonly accountable: Hand | null
  readonly due: Due
  readonly how: typeof COMMANDS
}

export function receipt(c: Case, language: Language): Receipt {
  const { number, kind, openedAt, routing, accountable, promised } = c
  return { number, kind, openedAt, received: shown(c.slots, 'own', language), routing, accountable, due: promised, how: COMMANDS }
}

/** The receipt in words, for channels of plain text. */
export function receiptWords(corpus: Corpus, c: Case, language: Language): string {
  const { number, received, routing, accountable, due } = receipt(c, language)
  const listed = received.map((field) => `  ${field.label}${language === 'zh' ? '：' : ': '}${field.value}`)
  const label = routing.ground ? corpus.clause(routing.ground.clause).label : ''
  if (language === 'zh')
    return [
      `【回执】受理编号 ${number}（${KIND_WORDS[c.kind].zh}）`,
      '已收到：',
      ...listed,
      routing.duty ? '办理：值班人员接办' : `责任部门：${routing.departments.join('、')}（依据${label}“${routing.ground?.quote}”）`,
      `首问负责人：${accountable ? `${accountable.department} ${accountable.name}` : '接单后告知；此前由值班人员负责'}`,
      `期限：${dueWords(corpus, due, 'zh')}`,
      `查进度回复“${COMMANDS.progress} ${number}”，补材料回复“${COMMANDS.add} ${number}”，撤回回复“${COMMANDS.withdraw} ${number}”，不满意回复“${COMMANDS.complain} ${number}”。`,
    ].join('\n')
  return [
    `Receipt. Case number ${number} (${KIND_WORDS[c.kind].en})`,
    'Received:',
    ...listed,
    routing.duty ? 'Handled by: the officer on duty' : `Departments: ${routing.departments.join(', ')} (${label}: “${routing.ground?.quote}”)`,
    `Accountable officer: ${accountable ? `${accountable.name}, ${accountable.department}` : 'told as soon as an officer takes it; until then the officer on duty'}`,
    `Due: ${dueWords(corpus, due, 'en')}`,
    `Write “${COMMANDS.progress} ${number}” for progress, “${COMMANDS.add} ${number}” to add papers, “${COMMANDS.withdraw} ${number}” to withdraw, “${COMMANDS.complain} ${number}” to complain.`,
  ].join('\n')
}

export type Progress = {
  readonly number: string
  readonly kind: Case['kind']
  readonly status: Status
  readonly words: string
  readonly departments: readonly string[]
  readonly accountable: Hand | null
  /** Who works it now, where that is somebody else. */
  readonly handler: Hand | null
  /** The clock that runs. */
  readonly due: Due | null
  readonly wanted: readonly string[]
  readonly answers: readonly { readonly at: string; readonly by: Hand; readonly text: string }[]
  readonly closed: { readonly at: string; readonly result: Result; readonly words: string } | null
}

/** Where a case stands, for its own enterprise alone: whoever calls this has made sure of that. Notes are not in it. */
export function progress(c: Case, language: Language): Progress {
  const { number, kind, status, routing, accountable, handler, due, wanted, answers } = c
  const closed = c.closed && { at: c.closed.at, result: c.closed.result, words: c.closed.words }
  return { number, kind, status, words: STATUS_WORDS[status][language], departments: routing.departments, accountable, handler, due, wanted, answers, closed }
}

/** What lists and stores keep of a case: never a personal field. */
export function summary(c: Case): {
  readonly kind: Case['kind']
  readonly status: Status
  readonly city: string | null
  readonly departments: readonly string[]
  readonly accountable: string | null
  /** ISO 8601 with offset; null where no clock runs or none can be computed. */
  readonly due: string | null
  readonly closedAt: string | null
} {
  const departments = [...new Set([...c.routing.departments, ...(c.handler ? [c.handler.department] : []), ...(c.transfer ? [c.transfer.to] : [])])]
  const due = c.due?.until.kind === 'at' ? c.due.until.at : null
  return { kind: c.kind, status: c.status, city: c.region, departments, accountable: c.accountable?.officer ?? null, due, closedAt: c.closed?.at ?? null }
}
