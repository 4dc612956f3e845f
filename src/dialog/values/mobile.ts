/** Reads mainland mobile numbers by the ranges operators really use; landlines, foreign and hidden numbers are told apart. */
import { joined, type Line, line, runs } from '../../understand/line.ts'
import { type Asking, found, problem, type Reading } from './reading.ts'

export type MobileReason = 'length' | 'range' | 'landline' | 'service' | 'hidden' | 'foreign' | 'letter'
export type MobileReading = Reading<string, MobileReason>

/** Public mobile ranges as assigned by 工信部 (电信网编号计划, as of 2024); 14x data cards and satellite ranges are not among them. */
const RANGE = /^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/
const BETWEEN = /^[ \-‐-―−().·+]{1,3}$/
const LABEL = /(?:电话|手机号?码?|手机|联系方式|号码|mobile|phone|tel|cell)[^\d\n，。；;]{0,6}$/
const SPOKEN = /[零〇一幺二三四五六七八九](?: ?[零〇一幺二三四五六七八九]){10,12}/g
const SPOKEN_DIGITS: Readonly<Record<string, string>> = { 零: '0', 〇: '0', 一: '1', 幺: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
const LANDLINE = /(?<![\d+])\(?0(?:10|2\d|[3-9]\d{2})\)?[ \-‐-―]?[2-9]\d{2,3}[ -]?\d{4}(?:(?: ?(?:转|ext\.?) ?|-)\d{1,5})?(?!\d)/g
const SERVICE = /(?<!\d)[48]00[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/g
const HIDDEN = /(?<!\d)1[3-9]\d[*＊x·.]{3,8}\d{2,4}(?!\d)/g
const FOREIGN = /(?:\+|(?<!\d)00)(?!86)(?!0)[1-9]\d{0,2}[ -]?\d(?:[ -]?\d){5,12}(?!\d)/g
const EXAMPLE = '请发 11 位手机号，例如 13800000000。'

type Spot = { readonly start: number; readonly end: number; readonly reading: MobileReading }

export function isMobile(number: string): boolean {
  return RANGE.test(number)
}

/** Every mobile number as eleven digits, and everything that was meant as one, in the order they stand. */
export function readMobiles(raw: string, { asked = false }: Asking = {}): MobileReading[] {
  const text = line(raw)
  const spots: Spot[] = []
  const scan = (pattern: RegExp, reason: MobileReason, what: string) => {
    for (const m of text.text.matchAll(pattern)) add(spots, m.index, m.index + m[0].length, problem(text.at(m.index, m.index + m[0].length), reason, what))
  }
  const all = runs(text.text)
  const taken = new Set<number>()
  for (let i = 0; i < all.length; i++)
    for (const whole of joined(text.text, all, i, 15, BETWEEN)) {
      const number = /^(?:86|0086|086)?(1\d{10})$/.exec(whole.text)?.[1]
      const before = text.text.slice(Math.max(0, whole.start - 2), whole.start)
      if (number === undefined || /\d\.$/.test(before) || (/\+\d{0,3}$/.test(before) !== /^86/.test(whole.text) && /\+\d{0,3}$/.test(before))) continue
      if (!isMobile(number) && (whole.next > i + 1 || whole.text.length > 11) && !labelled(text, whole.start, asked)) continue
      const start = /\+$/.test(before) ? whole.start - 1 : whole.start
      const place = text.at(start, whole.end)
      const reading = isMobile(number)
        ? found(place, number)
        : problem<string, MobileReason>(place, 'range', `“${number.slice(0, 3)}”不是国内手机号段，请核对。${EXAMPLE}`)
      spots.push({ start, end: whole.end, reading })
      for (let j = i; j < whole.next; j++) taken.add(j)
      i = whole.next - 1
      break
    }
  for (const m of text.text.matchAll(SPOKEN)) {
    const number = m[0].replace(/ /g, '').replace(/./gu, (c) => SPOKEN_DIGITS[c] as string)
    if (isMobile(number)) add(spots, m.index, m.index + m[0].length, found(text.at(m.index, m.index + m[0].length), number))
  }
  const covered = (start: number, end: number) => spots.some((s) => start < s.end && end > s.start)
  scan(FOREIGN, 'foreign', `这是境外号码，这里需要国内手机号。${EXAMPLE}`)
  scan(LANDLINE, 'landline', `这是座机号码。为了能收到进度通知，${EXAMPLE}`)
  scan(SERVICE, 'service', `这是 400/800 服务号码。${EXAMPLE}`)
  scan(HIDDEN, 'hidden', `号码中间被隐去了，请发完整的 11 位手机号，我们会替您遮盖显示。`)
  for (let i = 0; i < all.length; i++) {
    const run = all[i] as (typeof all)[number]
    if (taken.has(i) || !/\d/.test(run.text)) continue
    const named = labelled(text, run.start, asked)
    const windows = [...joined(text.text, all, i, 16, BETWEEN)].filter((w) => w.next - 1 < all.length && !taken.has(w.next - 1) && !covered(w.start, w.end))
    const letters = windows.find((w) => w.text.length === 11 && /^[1il]/.test(w.text) && /[oil]/.test(w.text) && /^[\doil]+$/.test(w.text))
    if (letters) {
      const meant = letters.text.replace(/o/g, '0').replace(/[il]/g, '1')
      if (isMobile(meant)) {
        add(spots, letters.start, letters.end, problem(text.at(letters.start, letters.end), 'letter', `号码里有字母，是不是 ${meant}？`, { suggestion: meant }))
        i = letters.next - 1
        continue
      }
    }
    const numbers = windows.filter((w) => /^\d+$/.test(w.text))
    const attempt = named
      ? numbers.filter((w) => w.text.length >= (asked ? 5 : 7)).at(-1)
      : numbers.find((w) => /^1[3-9]\d{8}(?:\d\d)?$/.test(w.text) && (w.next > i + 1 || alone(text, w)))
    if (!attempt) continue
    if (someOtherNumber(attempt.text) && !/(?:电话|手机|phone|tel)[^\d\n，。；;]{0,6}$/.test(text.text.slice(Math.max(0, run.start - 12), run.start))) continue
    add(spots, attempt.start, attempt.end, wrong(text, attempt))
    i = attempt.next - 1
  }
  return spots.sort((a, b) => a.start - b.start).map((s) => s.reading)
}

function add(spots: Spot[], start: number, end: number, reading: MobileReading): void {
  if (spots.every((s) => end <= s.start || start >= s.end)) spots.push({ start, end, reading })
}

function labelled(text: Line, start: number, asked: boolean): boolean {
  return asked || LABEL.test(text.text.slice(Math.max(0, start - 16), start))
}

/** Not followed by what would make it a sum or a code. */
function alone(text: Line, whole: { start: number; end: number }): boolean {
  return !/^ ?[元块万亿%.]/.test(text.text.slice(whole.end, whole.end + 2)) && !/[.¥￥:号码]$/.test(text.text.slice(Math.max(0, whole.start - 1), whole.start))
}

/** A patent number, a registration number or a date that stands where a number was asked for. */
function someOtherNumber(digits: string): boolean {
  return /^20\d{2}[12389]\d{7,8}$/.test(digits) || digits.length >= 15 || /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/.test(digits)
}

function wrong(text: Line, whole: { start: number; end: number; text: string }): MobileReading {
  const place = text.at(whole.start, whole.end)
  const number = whole.text.replace(/^(?:0086|86)(?=1)/, '')
  if (/^[2-8]\d{6,7}$/.test(number)) return problem(place, 'landline', `这像是座机号码（没有区号）。${EXAMPLE}`)
  if (number.length === 11) return problem(place, 'range', `国内手机号以 1 开头，您写的是“${number.slice(0, 3)}…”，请核对。${EXAMPLE}`)
  const many = number.length < 11 ? `少了 ${11 - number.length} 位` : `多了 ${number.length - 11} 位`
  return problem(place, 'length', `手机号应为 11 位，您写的是 ${number.length} 位，${many}。`)
}
