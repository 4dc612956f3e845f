/** The register of financing demand that the 2017 notice asks of each province (三、“建立分类的需求项目库”): one line a request, classed, filtered, summed up. Pure. */
import type { Case, Status } from '../cases/case.ts'
import { RESULTS, type Result } from '../cases/event.ts'
import { OFFICER_STATUS, RESULT_WORDS } from '../cases/receipt.ts'
import type { Both, Language } from '../message.ts'
import type { Cell, Sheet } from './sheet.ts'

/** What the register rests on, to the letter. */
export const GROUND = { clause: 'cnipa-2017-733#3', quote: '建立分类的需求项目库' } as const

/** The classes by amount, in yuan. */
export const BANDS = [
  { id: 'to-1m', words: { zh: '100万元以下', en: 'under 1 million yuan' }, from: 0, below: 1_000_000 },
  { id: 'to-5m', words: { zh: '100万—500万元', en: '1 to 5 million yuan' }, from: 1_000_000, below: 5_000_000 },
  { id: 'to-10m', words: { zh: '500万—1000万元', en: '5 to 10 million yuan' }, from: 5_000_000, below: 10_000_000 },
  { id: 'over-10m', words: { zh: '1000万元以上', en: '10 million yuan and more' }, from: 10_000_000, below: Number.POSITIVE_INFINITY },
] as const satisfies readonly Class[]
export const TERMS = [
  { id: 'year', words: { zh: '一年以内', en: 'up to a year' }, from: 0, below: 13 },
  { id: 'years', words: { zh: '一年以上', en: 'more than a year' }, from: 13, below: Number.POSITIVE_INFINITY },
  { id: 'unsaid', words: { zh: '未说明', en: 'not told' }, from: Number.NaN, below: Number.NaN },
] as const satisfies readonly Class[]
/** From `from` up to and not including `below`. */
type Class = { readonly id: string; readonly words: Both; readonly from: number; readonly below: number }

/** One demand; whom to call is not in it, that is looked up in the case. */
export type Demand = {
  readonly number: string
  readonly opened: string
  readonly city: string | null
  readonly company: string
  readonly patents: readonly string[]
  readonly amount: number | null
  readonly term: number | null
  readonly purpose: string | null
  readonly bank: string | null
  readonly departments: readonly string[]
  readonly status: Status
  readonly live: boolean
  readonly result: Result | null
}
export type Filter = { readonly city?: string; readonly band?: string; readonly term?: string; readonly state?: string; readonly bank?: string }
const WITHDRAWN: Both = { zh: '已撤回', en: 'withdrawn' }
export const STATES: readonly { readonly id: string; readonly words: Both }[] = [
  { id: 'open', words: { zh: '对接中', en: 'under way' } },
  ...RESULTS.map((id) => ({ id, words: RESULT_WORDS[id] })),
  { id: 'withdrawn', words: WITHDRAWN },
]

/** null for a request of another kind. */
export function demandOf(c: Case): Demand | null {
  if (c.kind !== 'financing') return null
  const { slots } = c
  const text = (name: string) => (typeof slots[name] === 'string' && slots[name] ? slots[name] : null)
  const number = (name: string) => (typeof slots[name] === 'number' && Number.isFinite(slots[name]) ? slots[name] : null)
  const patents = Array.isArray(slots.patentNumbers) ? slots.patentNumbers.filter((p): p is string => typeof p === 'string') : []
  return {
    number: c.number,
    opened: c.openedAt,
    city: c.region,
    company: text('company') ?? '',
    patents,
    amount: number('amountYuan'),
    term: number('termMonths'),
    purpose: text('purpose'),
    bank: text('bank'),
    departments: c.routing.departments,
    status: c.status,
    live: c.live,
    result: c.closed?.result ?? null,
  }
}

export function bandOf({ amount }: Demand): (typeof BANDS)[number] | null {
  return amount === null ? null : (BANDS.find((b) => amount >= b.from && amount < b.below) ?? null)
}

export function termOf({ term }: Demand): (typeof TERMS)[number] {
  return TERMS.find((t) => term !== null && term >= t.from && term < t.below) ?? TERMS[2]
}

function stateOf({ live, result }: Demand): string {
  return live ? 'open' : (result ?? 'withdrawn')
}

/** Those that every given filter lets through, the newest first. */
export function filtered(demands: readonly Demand[], { city, band, term, state, bank }: Filter): Demand[] {
  return demands
    .filter(
      (d) =>
        (!city || d.city === city) &&
        (!band || bandOf(d)?.id === band) &&
        (!term || termOf(d).id === term) &&
        (!state || stateOf(d) === state) &&
        (!bank || (bank === 'named') === (d.bank !== null)),
    )
    .sort((a, b) => (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : a.number < b.number ? -1 : 1))
}

export type Sum = { readonly words: Both; readonly count: number; readonly amount: number }

/** The classes and what each comes to. */
export function classed(demands: readonly Demand[]): Sum[] {
  const sum = (words: Both, of: readonly Demand[]) => ({ words, count: of.length, amount: of.reduce((total, d) => total + (d.amount ?? 0), 0) })
  const unsaid = demands.filter((d) => bandOf(d) === null)
  return [
    ...BANDS.map((b) =>
      sum(
        b.words,
        demands.filter((d) => bandOf(d) === b),
      ),
    ),
    ...(unsaid.length ? [sum({ zh: '金额未说明', en: 'amount not told' }, unsaid)] : []),
  ]
}

export function stateWords({ live, status, result }: Demand, language: Language): string {
  if (live) return OFFICER_STATUS[status][language]
  if (!result) return WITHDRAWN[language]
  return language === 'zh' ? `已办结：${result}` : `closed: ${RESULT_WORDS[result].en}`
}

const SHEET: Readonly<Record<Language, { readonly name: string; readonly head: readonly string[]; readonly unsaid: string; readonly join: string }>> = {
  zh: {
    name: '融资需求项目库',
    head: [
      ...['受理编号', '登记日期', '所在地', '企业名称', '金额（元）', '金额分类', '期限（月）', '期限分类'],
      ...['用途', '意向银行', '专利件数', '专利号', '责任部门', '状态', '结果'],
    ],
    unsaid: '未说明',
    join: '、',
  },
  en: {
    name: 'Financing register',
    head: [
      ...['Case number', 'Registered', 'City', 'Enterprise', 'Amount (yuan)', 'Class by amount', 'Term (months)', 'Class by term'],
      ...['Purpose', 'Bank in mind', 'Patents', 'Patent numbers', 'Departments', 'Status', 'Result'],
    ],
    unsaid: 'not told',
    join: ', ',
  },
}

/** The register as a table to take away: headings and classes in `language`, names and what people wrote as they are. */
export function sheetOf(demands: readonly Demand[], language: Language): Sheet {
  const { name, head, unsaid, join } = SHEET[language]
  const row = (d: Demand): Cell[] => [
    d.number,
    d.opened.slice(0, 10),
    d.city ?? '',
    d.company,
    d.amount,
    bandOf(d)?.words[language] ?? unsaid,
    d.term,
    termOf(d).words[language],
    d.purpose ?? '',
    d.bank ?? '',
    d.patents.length,
    d.patents.join(join),
    d.departments.join(join),
    stateWords(d, language),
    d.result ? RESULT_WORDS[d.result][language] : '',
  ]
  return { name, head, rows: demands.map(row) }
}
