/** Reads for the slots of a financing: sum, purpose, term, bank. */

import { line } from '../../understand/line.ts'
import type { Said, Seen } from '../form.ts'
import { readAmounts } from '../values/amount.ts'
import { figures } from '../values/english-number.ts'
import { readPurpose } from '../values/purpose.ts'
import { polish, readBank } from '../values/story.ts'
import { readTerms } from '../values/term.ts'
import { explained } from './enterprise.ts'

const AMOUNT_EN: Readonly<Record<string, string>> = {
  unit: 'Is that yuan or 万元 (ten thousand yuan)? Please give the unit too.',
  range: 'That is a range; please give one figure.',
  bound: 'That is a limit; please give one figure.',
  vague: 'Please give a rough figure, for example 3,000,000 yuan; it can be changed later.',
  zero: 'The amount must be more than zero.',
  negative: 'The amount cannot be negative.',
  currency: 'Only yuan (RMB) can be recorded here; please convert it.',
  tiny: 'That is very little; is “万” missing? Say yes if the figure is right.',
  unreadable: 'I could not read that amount.',
}

/** English numbers are read as figures; what is found stands where it was said. */
export function inFigures(read: (said: Said) => Seen[]): (said: Said) => readonly Seen[] {
  return (said) => {
    const { text: raw, from } = figures(said.raw)
    if (raw === said.raw) return read(said)
    return read({ ...said, raw, text: line(raw).text, whole: figures(said.whole).text }).map((seen) => ({
      ...seen,
      start: from[seen.start] ?? 0,
      end: from[seen.end] ?? said.raw.length,
    }))
  }
}

const TAKEN_BACK = /不对|错了|口误|说多了|说少了|少一位|多一位|[写说打]错|(?<![a-z])(?:no,|sorry|i mean|wrong)/

export function amountSlot(said: Said): Seen[] {
  const asked = said.asked || said.labelled
  const all = readAmounts(said.raw, { asked })
  const found = all.filter((r) => r.kind === 'found')
  const wanted = found.filter((r) => r.kind === 'found' && r.value.about === 'wanted')
  const open = found.filter((r) => r.kind === 'found' && r.value.about === null)
  // 要1.2亿，不对，是1200万: what is said after taking it back.
  const [earlier, latest] = [found.at(-2), found.at(-1)]
  const mended = earlier && latest && TAKEN_BACK.test(said.text.slice(earlier.end, latest.start)) ? latest : undefined
  const chosen =
    mended ??
    wanted.at(-1) ??
    (asked || said.mending ? open.at(-1) : open.length === 1 ? open[0] : undefined) ??
    (said.labelled || (asked && found.length === 1) ? found.at(-1) : undefined)
  if (chosen?.kind === 'found')
    return [
      { kind: 'value', start: chosen.start, end: chosen.end, value: chosen.value.yuan, sure: asked || said.mending || (chosen.value.about === 'wanted' && !said.story) },
    ]
  const wrong = all.filter((r) => r.kind === 'problem').at(-1)
  if (wrong?.kind !== 'problem') return []
  const near = line(said.raw).text.slice(Math.max(0, wrong.start - 14), wrong.start)
  if (!asked && !said.mending && !/融资|贷|借|额度|需要|想要|要|缺|差|loan|borrow|need|financ/.test(near)) return []
  const figure = wrong.reason === 'unit' ? wrong.text.trim() : undefined
  return [
    {
      kind: 'problem',
      start: wrong.start,
      end: wrong.end,
      reason: wrong.reason,
      what: explained(wrong.what, wrong.reason, AMOUNT_EN, 'Please give the amount with its unit.'),
      ...(wrong.suggestion ? { suggestion: wrong.suggestion.yuan } : {}),
      ...(figure ? { figure } : {}),
    },
  ]
}

const TERM_EN: Readonly<Record<string, string>> = {
  range: 'That is a range; please give one term.',
  bound: 'That is a limit; please give one term.',
  zero: 'The term must be longer than zero.',
  fraction: 'Please give whole months.',
  'month-or-months': 'Do you mean a number of months? For example “12 months”.',
  unit: 'Is that months or years?',
  vague: 'Please give a rough term, for example one year.',
  'too-long': 'That term is too long; please check it.',
}

export function termSlot(said: Said): Seen[] {
  const asked = said.asked || said.labelled
  // What stood before a term says whether it is one, even where it was another slot's value and is blanked by now.
  const all =
    said.whole.length === said.raw.length && !said.labelled
      ? readTerms(said.whole, { asked }).filter((r) => said.text.slice(r.start, r.end) === said.whole.slice(r.start, r.end))
      : readTerms(said.raw, { asked })
  const found = all.filter((r) => r.kind === 'found').at(-1)
  if (found?.kind === 'found') return [{ kind: 'value', start: found.start, end: found.end, value: found.value.months, sure: asked || said.mending }]
  const wrong = all.at(-1)
  if (wrong?.kind !== 'problem' || !(asked || said.mending)) return []
  const suggestion = wrong.suggestion?.months
  const figure = wrong.reason === 'unit' ? wrong.text.trim() : undefined
  return [
    {
      kind: 'problem',
      start: wrong.start,
      end: wrong.end,
      reason: wrong.reason,
      what: explained(wrong.what, wrong.reason, TERM_EN, 'Please give a term in months or years.'),
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(figure ? { figure } : {}),
    },
  ]
}

/** 把旧锅炉换成燃气的: asked what for, that is what for, and no correction of anything. */
const SWAPS = /[把将给][^，,。；;]{1,12}(?:换|改|升级|更新)[成为]/
/** 用途改一下: no purpose yet. */
const MENDS = /^(?:[要得想]?(?:改|换|修改|更正|更改)(?:一?下|一个)?|不对|[写说填弄]错了?)(?:$|[，, ]+|(?=改成|换成))(?:改成|换成|应该是|应为)?/u

export function purposeSlot(said: Said): Seen[] {
  const raw = said.asked && said.known.purpose === undefined && SWAPS.test(said.whole) ? said.whole : said.raw
  const text = polish(raw)
    .replace(MENDS, '')
    .replace(/^(?:主要|就|拟|计划|将|想|打算|准备|是|用于|用来|用在|用作|拿来|拿去|为了|资金|用途|贷款|钱){0,6}(?:是|为|用于|用来|[:：]){0,3} */u, '')
    .replace(/(?:用|的|吧|呗|啊|呢)$/u, '')
  if (said.labelled) return text.length >= 2 ? [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }] : []
  const told = readPurpose(raw, said.asked)
  // What sounds like spending in the wish itself gives way to what is said of it later.
  if (told && (told.sure || !said.asked || polish(said.raw).length > 40))
    return [
      {
        kind: 'value',
        start: told.start,
        end: told.end,
        value: told.text,
        sure: told.sure && (said.pending !== null || said.mending),
        soft: !told.sure && said.pending === null && !said.mending,
      },
    ]
  // 借一年半，收秋粮用: the rest is another slot's, and only the spending is this one's.
  if (told && said.asked && /，，/.test(said.raw)) return [{ kind: 'value', start: told.start, end: told.end, value: told.text, sure: true }]
  if (said.asked && /银行|期限|专利号|手机|电话|联系人|信用代码|\d{6}/.test(text) && !told) return []
  if (said.asked && text.length >= 2 && /\p{L}{2}/u.test(text) && !/^\d/.test(text))
    return [{ kind: 'value', start: 0, end: said.raw.length, value: text.slice(0, 200), sure: true }]
  return []
}

const SHORT_BANK = /^(?:工商|农业|建设|交通|招商|邮储|民生|光大|中信|浦发|兴业|华夏|平安|广发|浙商|渤海|盛京|锦州|辽沈|农信|农商)$/

export function bankSlot(said: Said): Seen[] {
  const bank = readBank(said.raw, said.asked || said.labelled)
  if (bank?.kind === 'any') return [{ kind: 'none', start: 0, end: said.raw.length }]
  if (bank) return [{ kind: 'value', start: bank.told.start, end: bank.told.end, value: bank.told.text, sure: said.asked || said.labelled || said.mending }]
  if (said.asked && !said.labelled && !/银行|行$|社$|bank/i.test(said.raw) && !SHORT_BANK.test(polish(said.raw))) return []
  const text = polish(said.raw)
    .replace(/^(?:就|想找|意向|希望|是|找|去|跟|和|写|填|选|定|最好是?)+/u, '')
    .replace(/(?:吧|呗|啊|呢|就行|都行)$/u, '')
  if (
    (said.labelled || said.asked) &&
    text.length >= 2 &&
    text.length <= 30 &&
    !/^(?:不|没|无|别|哪|谁|个|[一这那]?家)|的[^，,。]{0,2}银行$|银行(?:那边|先|就|也)*不/.test(text) &&
    (said.labelled || /(?:银行|[支分]行|行|社|营业部|bank)$/i.test(text) || SHORT_BANK.test(text))
  )
    return [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }]
  return []
}

export function money(value: unknown): string {
  const yuan = Number(value)
  if (yuan >= 1e8 && yuan % 1e6 === 0) return `${yuan / 1e8} 亿元`
  return yuan >= 1e4 && yuan % 100 === 0 ? `${yuan / 1e4} 万元` : `${yuan} 元`
}
