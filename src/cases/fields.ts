/** The fields of a request as people read them: their labels, how secret each is, and how each is written masked. */
import type { Language } from '../message.ts'
import type { Slots } from './event.ts'

/** `personal`: of a natural person. `confidential`: of the enterprise, not to leave the bureau's own machines. */
export type Secrecy = 'personal' | 'confidential' | 'open'
/** How much of a request somebody sees: all, all but what is personal, or only what may stand on a machine that is not the bureau's. */
export type Sight = 'all' | 'own' | 'foreign'
export type Field = { readonly zh: string; readonly en: string; readonly secrecy: Secrecy }
export type Shown = { readonly slot: string; readonly label: string; readonly value: string; readonly masked: boolean }

/** In the order a receipt and a case view print them. Names as in CONTRACTS, `converse`. */
export const FIELDS: Readonly<Record<string, Field>> = {
  company: { zh: '企业名称', en: 'Company', secrecy: 'confidential' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code', secrecy: 'confidential' },
  region: { zh: '所在地', en: 'Region', secrecy: 'open' },
  contact: { zh: '联系人', en: 'Contact', secrecy: 'personal' },
  mobile: { zh: '手机', en: 'Mobile', secrecy: 'personal' },
  rightType: { zh: '权利类型', en: 'Right', secrecy: 'open' },
  rightNumber: { zh: '权利号', en: 'Number of the right', secrecy: 'confidential' },
  infringer: { zh: '涉嫌侵权方', en: 'Alleged infringer', secrecy: 'confidential' },
  description: { zh: '情况说明', en: 'Description', secrecy: 'confidential' },
  evidence: { zh: '证据', en: 'Evidence', secrecy: 'confidential' },
  patentNumbers: { zh: '专利号', en: 'Patents', secrecy: 'confidential' },
  amountYuan: { zh: '融资金额', en: 'Amount', secrecy: 'open' },
  purpose: { zh: '用途', en: 'Purpose', secrecy: 'confidential' },
  termMonths: { zh: '期限', en: 'Term', secrecy: 'open' },
  bank: { zh: '意向银行', en: 'Bank', secrecy: 'confidential' },
  matter: { zh: '事项', en: 'Matter', secrecy: 'confidential' },
}
/** A slot nobody has classified is kept from everybody who may not see personal data. */
const UNKNOWN: Field = { zh: '其他', en: 'Other', secrecy: 'personal' }
const UNIT: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = { amountYuan: { zh: '元', en: ' yuan' }, termMonths: { zh: '个月', en: ' months' } }

const hides = (sight: Sight, secrecy: Secrecy) => (sight === 'foreign' ? secrecy !== 'open' : sight === 'own' && secrecy === 'personal')

/** What was given, slot by slot, as this sight allows. What was skipped, and the consent, are left away. */
export function shown(slots: Slots, sight: Sight, language: Language): Shown[] {
  const known = Object.keys(FIELDS)
  const order = [...known.filter((slot) => slot in slots), ...Object.keys(slots).filter((slot) => !known.includes(slot))]
  return order
    .filter((slot) => slot !== 'consent' && slots[slot] !== null && slots[slot] !== undefined)
    .map((slot) => {
      const field = FIELDS[slot] ?? UNKNOWN
      const masked = hides(sight, field.secrecy)
      return { slot, label: field[language], value: masked ? mask(slot, slots[slot], language) : open(slot, slots[slot], language), masked }
    })
}

/** The slots of a request that hold something this secret. */
export function slotsOf(slots: Slots, secrecy: Secrecy): string[] {
  return Object.keys(slots).filter((slot) => slot !== 'consent' && slots[slot] !== null && (FIELDS[slot] ?? UNKNOWN).secrecy === secrecy)
}

function open(slot: string, value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.map((v) => (typeof v === 'string' ? v : JSON.stringify(v))).join(language === 'zh' ? '、' : ', ')
  return `${typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}${UNIT[slot]?.[language] ?? ''}`
}

/** Enough to tell one from another, not enough to know it. */
export function mask(slot: string, value: unknown, language: Language = 'zh'): string {
  if (Array.isArray(value)) return language === 'zh' ? `（${value.length} 项）` : `(${value.length} in all)`
  const characters = [...String(value)]
  const n = characters.length
  const ends = (first: number, last: number) =>
    n > first + last + 1 ? `${characters.slice(0, first).join('')}****${last ? characters.slice(-last).join('') : ''}` : '****'
  switch (slot) {
    case 'contact':
      return n > 1 ? `${characters[0]}**` : '**'
    case 'mobile':
      return ends(3, 4)
    case 'company':
      return ends(2, 4)
    case 'creditCode':
      return ends(2, 2)
    case 'rightNumber':
      return ends(4, 2)
    case 'infringer':
    case 'bank':
      return '****'
    default:
      return language === 'zh' ? `（${n} 字）` : `(${n} characters)`
  }
}
