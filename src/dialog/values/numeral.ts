/** Quantities as people write them, Arabic, Chinese, capital or mixed (`3千5百`, `壹佰`, `1.2亿`), for amounts and terms. */
import { DIGITS } from '../../corpus/numerals.ts'

const MARKS: readonly (readonly [pattern: string, factor: number])[] = [
  ['亿', 1e8],
  ['万', 1e4],
  ['千', 1e3],
  ['百', 100],
  ['十', 10],
]

/** One numeral without 万 or 亿, as a pattern: `1,200.5`, `三百五十`, `一点二`. */
export const PLAIN = '(?:\\d+(?:,\\d{3,4})*(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+)?)'

/**
 * The quantity a numeral states, or null where it states none: a unit out of order (`百千`), or more than 24 characters.
 * A last digit without its unit stands one place lower, as spoken: 三千五 is 3500, 一亿二 is 1.2亿.
 */
export function readQuantity(numeral: string): number | null {
  const plain = numeral.replace(/[拾佰仟]/g, (c) => ({ 拾: '十', 佰: '百', 仟: '千' })[c] as string)
  if (plain.length === 0 || plain.length > 24) return null
  const value = quantity(plain, Number.POSITIVE_INFINITY)
  return value === null ? null : Math.round(value * 100) / 100
}

function quantity(text: string, below: number): number | null {
  for (const [mark, factor] of MARKS) {
    const at = text.lastIndexOf(mark)
    if (at < 0) continue
    const head = text.slice(0, at).replace(/^零/, '')
    const tail = text.slice(at + 1)
    const times = head === '' ? 1 : factor >= 1e4 ? quantity(head, factor >= 1e8 ? 1e8 : 1e4) : digits(head)
    const rest = tail === '' ? 0 : trailing(tail, factor)
    if (times === null || rest === null || rest >= factor) return null
    const value = times * factor + rest
    return value < below ? value : null
  }
  const value = digits(text.replace(/^零(?=.)/, ''))
  return value !== null && (value < below || below >= 1e4) ? value : null
}

function trailing(tail: string, factor: number): number | null {
  const single = tail.length === 1 && factor > 10 && (DIGITS[tail] ?? (/\d/.test(tail) ? Number(tail) : undefined))
  return typeof single === 'number' ? (single * factor) / 10 : quantity(tail, factor)
}

function digits(text: string): number | null {
  if (/^\d+(?:,\d{3,4})*(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
  const [whole = '', part, more] = text.split('点')
  if (more !== undefined || whole === '' || part === '') return null
  const read = (run: string) => ([...run].every((c) => c in DIGITS) ? [...run].map((c) => DIGITS[c]).join('') : null)
  const left = read(whole)
  const right = part === undefined ? '0' : read(part)
  return left === null || right === null ? null : Number(`${left}.${right}`)
}

/** True where two digits stand side by side as a spoken range: 三五百, 两三, 十七八, 七八十. `五〇〇` and `二〇二五` are not. */
export function spokenRange(numeral: string): boolean {
  const pair = /[一二两三四五六七八九]{2}/
  return pair.test(numeral) && (/[十百千]/.test(numeral) || /^[一二两三四五六七八九]{2}$/.test(numeral))
}
