/** Reads 统一社会信用代码 (GB 32100-2015) out of a message and says which character is wrong where one is. */
import { joined, line, type Run, runs } from '../../understand/line.ts'
import { type Asking, found, problem, type Reading } from './reading.ts'

/** `organisation`: whether characters 9–17 keep the organisation code's own check digit (GB 11714-1997); a hint, since real codes break it. */
export type CreditCode = { readonly code: string; readonly organisation: 'agrees' | 'differs' }
export type CreditCodeReason = 'letter' | 'division' | 'check' | 'length' | 'registration-number' | 'organisation-code' | 'identity-card'
export type CreditCodeReading = Reading<CreditCode, CreditCodeReason>

/** GB 32100-2015, table 2: digits and letters without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5', V: 'U' }
const BETWEEN = /^[ \-‐-―−_.·]{1,3}$/
const LABEL = /(?:信用代码|统一代码|社会代码|信用号|信用编码|税号|机构代码|代码证?|credit code|uscc)[^0-9a-z\n，。；;]{0,6}$/
const REGISTRATION = /(?:注册号|执照号|登记号)[^0-9a-z\n，。；;]{0,6}$/
/** The first two digits of a division: a province, or 10 for the national registrar (GB/T 2260). */
const PROVINCES = /^(?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/

/** The check character of the first seventeen: weights 3^i mod 31, 31 minus the remainder (GB 32100-2015, 4.5). */
export function creditCheck(code: string): string | null {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] as string
}

/** The check character of an eight-character organisation code (GB 11714-1997, 11 minus the remainder, 10 as X). */
export function organisationCheck(code: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number.parseInt(code[i] ?? '0', 36), 0)
  return '0123456789X'[(11 - (sum % 11)) % 11] as string
}

/** Every credit code, and everything that was meant as one, in the order they stand. */
export function readCreditCodes(raw: string, { asked = false }: Asking = {}): CreditCodeReading[] {
  const text = line(raw)
  const all = runs(text.text)
  const taken = new Set<number>()
  const readings: { reading: CreditCodeReading; start: number }[] = []
  const take = (first: number, next: number, start: number, reading: CreditCodeReading) => {
    for (let i = first; i < next; i++) taken.add(i)
    readings.push({ reading, start })
  }
  for (let i = 0; i < all.length; i++)
    for (const whole of joined(text.text, all, i, 18, BETWEEN)) {
      if (whole.text.length !== 18) continue
      const code = whole.text.toUpperCase()
      if (whole.next > i + 1 && !plausible(code)) continue
      const place = text.at(whole.start, whole.end)
      if (valid(code)) take(i, whole.next, whole.start, found(place, creditCode(code)))
      else if (valid(mended(code)) && digits(code) >= 8) take(i, whole.next, whole.start, wrong(code, place))
      else continue
      i = whole.next - 1
      break
    }
  for (let i = 0; i < all.length; i++) {
    if (taken.has(i)) continue
    const run = all[i] as (typeof all)[number]
    const before = text.text.slice(Math.max(0, run.start - 24), run.start)
    const named = LABEL.test(before)
    const registration = REGISTRATION.test(before)
    if (!/\d/.test(text.text.slice(run.start, run.start + 24))) continue
    const windows: (Run & { readonly next: number })[] = []
    for (const window of joined(text.text, all, i, 30, BETWEEN)) {
      if (taken.has(window.next - 1)) break
      windows.push(window)
    }
    const attempt = choose(windows, named || registration || asked)
    if (!attempt) continue
    const code = attempt.text.toUpperCase()
    if (!named && !registration && !(asked && !someOtherNumber(code)) && !plausible(code)) continue
    take(i, attempt.next, attempt.start, wrong(code, text.at(attempt.start, attempt.end), before))
    i = attempt.next - 1
  }
  return readings.sort((a, b) => a.start - b.start).map((r) => r.reading)
}

function creditCode(code: string): CreditCode {
  return { code, organisation: organisationCheck(code.slice(8, 16)) === code[16] ? 'agrees' : 'differs' }
}

function valid(code: string): boolean {
  return code.length === 18 && /^\d{6}$/.test(code.slice(2, 8)) && creditCheck(code) === code[17]
}

function mended(code: string): string {
  return code.replace(/[OIZSV]/g, (c) => MEANT[c] as string)
}

function digits(code: string): number {
  return code.replace(/\D/g, '').length
}

/** The window that most looks like one code: 18 characters, else next to 18, else the longest that is left. */
function choose<W extends { readonly text: string }>(windows: readonly W[], expected: boolean): W | undefined {
  const fit = windows.filter((w) => digits(w.text) >= (expected ? 4 : 8))
  const near = [...fit].filter((w) => w.text.length >= 14 && w.text.length <= 22).sort((a, b) => Math.abs(a.text.length - 18) - Math.abs(b.text.length - 18))[0]
  return near ?? (expected ? fit.filter((w) => w.text.length >= 6).at(-1) : undefined)
}

/** Without a label only what begins like a code is taken for one: registrar, kind, then the number of a province. */
function plausible(code: string): boolean {
  if (/^\d{15}$/.test(code)) return PROVINCES.test(code)
  if (identityCard(code)) return true
  return code.length >= 16 && code.length <= 20 && /^[1-9ANY][1-9A-Z]/.test(code) && PROVINCES.test(mended(code).slice(2))
}

function someOtherNumber(code: string): boolean {
  return /^1[3-9]\d{9}$/.test(code) || /^(?:ZL|CN)?20\d{2}[12389]\d{7}[\dX]?$/.test(code)
}

/** GB 11643-1999: a birth date inside and a check digit mod 11-2. */
function identityCard(code: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(code)) return false
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(code[i]), 0) % 11] === code[17]
}

function wrong(code: string, place: { start: number; end: number; text: string }, before = ''): CreditCodeReading {
  const length = code.length
  if (length === 15 && /^\d+$/.test(code))
    return problem(place, 'registration-number', '这是 15 位的工商注册号，不是统一社会信用代码。信用代码有 18 位，在营业执照右上角（或左上角）。')
  if (length === 9 && /^[0-9A-Z]{8}[\dX]$/.test(code) && /机构代码/.test(before))
    return problem(place, 'organisation-code', '这是 9 位的组织机构代码，只是信用代码的第 9–17 位。请发 18 位的统一社会信用代码。')
  if (identityCard(code)) return problem(place, 'identity-card', '这像是身份证号码，请不要发身份证号。需要的是企业的 18 位统一社会信用代码。')
  if (length !== 18) {
    const inside = [code.slice(0, 18), code.slice(-18)].find((part) => length > 18 && valid(part))
    const many = length < 18 ? `少了 ${18 - length} 位` : `多了 ${length - 18} 位`
    return problem(place, 'length', `统一社会信用代码应为 18 位，您写的是 ${length} 位，${many}。`, { suggestion: inside === undefined ? undefined : creditCode(inside) })
  }
  const letters = positions(code, (c) => c in MEANT)
  if (letters.length > 0) {
    const named = letters.map((i) => `第 ${i + 1} 位的“${code[i]}”`).join('、')
    const meant = mended(code)
    const suggestion = valid(meant) ? creditCode(meant) : undefined
    const ask = suggestion ? `，是不是 ${letters.map((i) => `“${meant[i]}”`).join('、')}？即 ${meant}` : '，请再核对'
    return problem(place, 'letter', `${named}不会出现在信用代码里（代码不用字母 I、O、Z、S、V）${ask}。`, { suggestion, points: points(place, letters) })
  }
  const division = positions(code, (c, i) => i >= 2 && i <= 7 && !/\d/.test(c))
  if (division.length > 0) {
    const named = division.map((i) => `第 ${i + 1} 位的“${code[i]}”`).join('、')
    return problem(place, 'division', `信用代码第 3–8 位是登记机关的行政区划，只能是数字，${named}不对。`, { points: points(place, division) })
  }
  const where = organisationCheck(code.slice(8, 16)) === code[16] ? '多半错在第 1–8 位或第 18 位' : '多半错在第 9–17 位'
  return problem(place, 'check', `这个信用代码的校验不通过（按前 17 位，末位应是“${creditCheck(code)}”，您写的是“${code[17]}”），${where}，请对照营业执照核对。`)
}

function positions(code: string, which: (character: string, i: number) => boolean): number[] {
  return [...code].flatMap((c, i) => (which(c, i) ? [i] : []))
}

/** Where in the raw text the code's characters of these positions stand. */
function points(place: { start: number; text: string }, wanted: readonly number[]): { start: number; end: number }[] {
  const letters = [...place.text.matchAll(/[\p{L}\p{N}]/gu)]
  return wanted.flatMap((i) => {
    const m = letters[i]
    return m ? [{ start: place.start + m.index, end: place.start + m.index + m[0].length }] : []
  })
}
