/** Reads Chinese patent application numbers out of a message: twelve digits and a check digit, or eight and one before October 2003. */
import { type Line, line } from '../../understand/line.ts'
import { type Asking, found, problem, type Reading } from './reading.ts'

export type PatentType = '发明' | '实用新型' | '外观设计'
/** `number` without ZL, with dot and upper-case X: `202129999001.4`. */
export type PatentNumber = { readonly number: string; readonly type: PatentType }
export type PatentNumberReason = 'no-check' | 'check' | 'letter' | 'type' | 'length' | 'publication' | 'international'
export type PatentNumberReading = Reading<PatentNumber, PatentNumberReason>

/** The digit after the year; 8 and 9 mark PCT applications that entered China (GB/T 专利申请号标准 ZC 0006-2003, 4.2). */
const TYPES: Readonly<Record<string, PatentType>> = { 1: '发明', 2: '实用新型', 3: '外观设计', 8: '发明', 9: '实用新型' }
const LABEL = '专利号|专利申请号|申请号|授权号|专利编号|专利|patent(?: no\\.?| number)?|application(?: no\\.?| number)?'
const LOOKALIKE: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', z: '2', s: '5' }

const PCT = /pct ?[/-] ?[a-z]{2} ?\d{4} ?[/-] ?\d{5,6}(?!\d)/g
const PUBLICATION = /(?<![a-z\d])cn ?(?:\d{7,9}|(?:19|20)\d{9,10}) ?[abcusyed]\d?(?![a-z\d])|(?<![a-z\d])[123]\d{8} ?[abus]\d?(?![a-z\d])/g
const PUBLISHED_BARE = /(?:(?<![a-z\d])cn ?|(?:公开|公告|授权公告)号[^\da-z\n]{0,4}(?:cn ?)?)[123]\d{8}(?![a-z\d.])/g
const PREFIX = '(?:(?<![a-z\\d])(?:zl|cn)[ .:：-]?|(?<![a-z\\d.]))'
const CHECK = '(?: ?[.。·•・-] ?([\\dx×х])|([\\dx×х])| ([\\dx×х]))?(?![a-z\\d])'
const NEW = new RegExp(`${PREFIX}(20\\d{2})([ .-]?)(\\d)([ .-]?)(\\d{7})${CHECK}`, 'g')
/** The same in groups of any size, as people read it out: 2021 1000 0001.6; only with its dot. */
const SPREAD = new RegExp(`${PREFIX}(20\\d{2}(?:[ -]?\\d){8}) ?[.。·点] ?([\\dx×х])(?![a-z\\d])`, 'g')
const OLD = new RegExp(`(?:(?<![a-z\\d])(zl|cn)[ .:：-]?|(${LABEL})[^\\da-z\\n，。；;]{0,6}|(?<![a-z\\d.,/-]))((?:8[5-9]|9\\d|0[0-4]))( ?)(\\d)( ?)(\\d{5})${CHECK}`, 'g')
/** What follows ZL or a label like 专利号, whatever its length. */
const ATTEMPT = new RegExp(
  `(?:(?<![a-z\\d])zl[ .:：-]?|(?:${LABEL})[^\\da-z\\n，。；;]{0,6}(?:zl|cn)?[ .:：-]?)((?=[a-z]{0,3}\\d)[\\doilzs](?:[ .-]?[\\doilzsx]){4,24})(?![a-z\\d])`,
  'g',
)
const BARE_ATTEMPT = /(?<![a-z\d.])((?=[a-z]{0,3}\d)[\doilzs](?:[ .-]?[\doilzsx]){4,24})(?![a-z\d])/g

/** The check character: weights 2…9 over and over, the sum mod 11, ten as X (ZC 0006-2003, 4.4). */
export function patentCheck(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * ((i % 8) + 2), 0)
  return '0123456789X'[sum % 11] as string
}

/** What a type digit says, for holding it against the type a person states; null for a digit that is given to none. */
export function patentType(number: string): PatentType | null {
  const digits = number.replace(/\D/g, '')
  return TYPES[(digits.length >= 12 ? digits[4] : digits[2]) ?? ''] ?? null
}

type Spot = { readonly start: number; readonly end: number; readonly reading: PatentNumberReading }

/** Every patent number, and everything that was meant as one, in the order they stand. */
export function readPatentNumbers(raw: string, { asked = false }: Asking = {}): PatentNumberReading[] {
  const text = line(raw)
  const spots: Spot[] = []
  const free = (start: number, end: number) => spots.every((s) => end <= s.start || start >= s.end)
  const add = (start: number, end: number, reading: PatentNumberReading) => {
    if (free(start, end)) spots.push({ start, end, reading })
  }
  for (const m of text.text.matchAll(PCT))
    add(
      m.index,
      m.index + m[0].length,
      problem(text.at(m.index, m.index + m[0].length), 'international', '这是 PCT 国际申请号。请发进入中国后的申请号（12 位数字加校验位，如 202129999001.4）。'),
    )
  for (const pattern of [PUBLICATION, PUBLISHED_BARE])
    for (const m of text.text.matchAll(pattern)) {
      const what = '这是公开（公告）号，不是专利号：公开号以 CN 开头、末尾是 A、B、U、S 一类字母。请发证书上的专利号（ZL 开头，带小数点和校验位）。'
      add(m.index, m.index + m[0].length, problem(text.at(m.index, m.index + m[0].length), 'publication', what))
    }
  for (const m of text.text.matchAll(NEW)) {
    const digits = `${m[1]}${m[3]}${m[5]}`
    const spot = judged(text, m, digits, [m[6], m[7], m[8]])
    // Twelve digits that begin like a year are a number where the type digit is a known one, a prefix stands before or a dot within.
    if (spot && Number(m[1]) >= 2003 && (TYPES[m[3] as string] || /^(?:zl|cn)/.test(m[0]) || m[6] || asked)) add(spot.start, spot.end, spot.reading)
  }
  for (const m of text.text.matchAll(SPREAD)) {
    const digits = (m[1] as string).replace(/[ -]/g, '')
    const spot = judged(text, m, digits, [m[2], undefined, undefined])
    if (spot && TYPES[digits[4] as string]) add(spot.start, spot.end, spot.reading)
  }
  for (const m of text.text.matchAll(OLD)) {
    const digits = `${m[3]}${m[5]}${m[7]}`
    const marked = Boolean(m[1] || m[2] || asked)
    const spot = judged(text, m, digits, [m[8], m[9], m[10]])
    const sure = spot?.reading.kind === 'found' && Boolean(m[8])
    if (spot && (marked || sure)) add(spot.start, spot.end, spot.reading)
  }
  for (const pattern of asked ? [ATTEMPT, BARE_ATTEMPT] : [ATTEMPT])
    for (const m of text.text.matchAll(pattern)) {
      const code = (m[1] as string).replace(/[ .-]/g, '')
      const end = m.index + m[0].length
      if (/^1[3-9]\d{9}$/.test(code) || (code.length === 18 && pattern === BARE_ATTEMPT)) continue
      add(m.index, end, attempted(text, end - (m[1] as string).length, m.index, end, code))
    }
  return spots.sort((a, b) => a.start - b.start).map((s) => s.reading)
}

/** A number of the right length: with its check digit beside it, one apart that may belong to something else, or none. */
function judged(text: Line, m: RegExpExecArray, digits: string, [dotted, close, apart]: readonly (string | undefined)[]): Spot | null {
  const label = /^[^\da-z]*?(?:patent|application)[^\d]*|^[^\da-z]+/.exec(m[0])?.[0].length ?? 0
  const start = m.index + label
  const type = TYPES[digits.length === 12 ? (digits[4] as string) : (digits[2] as string)]
  const expected = patentCheck(digits)
  const given = (dotted ?? close ?? apart)?.replace(/[x×х]/, 'X')
  const loose = dotted === undefined ? apart !== undefined : /[。-]/.test(m[0].slice(-4))
  const kept = given !== undefined && (given === expected || !loose)
  const end = kept ? m.index + m[0].length : m.index + m[0].length - tail(m[0], given)
  const place = text.at(start, end)
  const number = `${digits}.${expected}`
  if (!type) {
    const where = digits.length === 12 ? 5 : 3
    return {
      start,
      end,
      reading: problem(place, 'type', `专利号第 ${where} 位表示类型，只能是 1（发明）、2（实用新型）、3（外观设计）或 8、9（PCT），您写的是 ${digits[where - 1]}。`),
    }
  }
  if (!kept)
    return { start, end, reading: problem(place, 'no-check', `这个专利号少了小数点后的校验位，按前面的数字推算应是 ${number}，对吗？`, { suggestion: { number, type } }) }
  if (given !== expected)
    return {
      start,
      end,
      reading: problem(place, 'check', `这个专利号的校验位对不上（按前 ${digits.length} 位应是“${expected}”，您写的是“${given}”），请对照证书逐位核对。`),
    }
  return { start, end, reading: found(place, { number, type }) }
}

function tail(whole: string, given: string | undefined): number {
  return given === undefined ? 0 : (/ ?[.。·•・ -]? ?[\dx×х]$/.exec(whole)?.[0].length ?? 0)
}

function attempted(text: Line, codeStart: number, start: number, end: number, code: string): PatentNumberReading {
  const prefix = /(?:zl|cn)[ .:：-]?$/.exec(text.text.slice(start, codeStart))?.[0].length ?? 0
  const place = text.at(codeStart - prefix, end)
  const letters = /[oilzs]/.test(code)
  const digits = code.replace(/[oilzs]/g, (c) => LOOKALIKE[c] as string).toUpperCase()
  const body = digits.slice(0, -1)
  const whole = (digits.length === 13 && Number(digits.slice(0, 4)) >= 2003) || digits.length === 9
  const type = patentType(body)
  if (letters) {
    const meant = whole && type && /^\d+$/.test(body) && patentCheck(body) === digits.at(-1) ? { number: `${body}.${digits.at(-1)}`, type } : undefined
    return problem(place, 'letter', `专利号里除了末位的 X 都是数字，您写的里面有字母${meant ? `，是不是 ${meant.number}？` : '，请核对。'}`, { suggestion: meant })
  }
  return problem(place, 'length', `专利号应是 12 位数字加 1 位校验位（2003 年 10 月以前的是 8 位加 1 位），您写的是 ${code.length} 位，请核对。`)
}
