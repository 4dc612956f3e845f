/** De-identification: what could tell a person or an enterprise stands as ［公司1］ or ［词2］ before a model sees it, and is put back afterwards. */
import { readCompanies } from '../dialog/values/company.ts'
import { SURNAME } from '../dialog/values/name.ts'
import { readPersons } from '../dialog/values/person.ts'
import { faceOf } from './face.ts'
import { numbers, type Stretch } from './numbered.ts'
import { english, type Known, listsOf, strangeHan, strangeLatin, usualHan } from './strange.ts'

export type Concealed = { readonly text: string /** Puts back what stood there. */; readonly restore: (said: string) => string }
export type Conceal = (text: string) => Concealed

type Span = Stretch & { readonly kind: string }

const STREET = '路|街|巷|大道|胡同|街道'
const PLACE = '小区|花园|大厦|广场|工业园|村|屯|镇|乡'
const DOOR = '(?:号楼?|楼|室|栋|单元|层|组|门|段|弄)'
const ON = '[\\p{Script=Han}\\d\\s-]'
const HOUSE = '[\\d零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖]+'
/** What has a form of its own, whatever its words. */
const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['邮箱', /[\w.+-]+\s?(?:@|\(at\)|艾特)\s?[\w-]+(?:\s?\.\s?[\w-]+)+/giu],
  ['网址', /(?:https?:|www\.)[^\s，。；]+|[\w-]+\.(?:com|cn|net|org|top|xyz|io|me|shop|vip)(?:\/[^\s，。；]*)?/giu],
  // What is filled in behind a label is somebody's, whatever it is.
  ['姓名', /(?<=(?:联系人|联络人|姓名|法人|法定代表人|经办人|负责人|企业名称|公司名称|单位名称|侵权方|被投诉方|收件人)\s?[:：]\s?)[\p{L}\p{N}·]{2,24}/gu],
  ['公司', /(?<=(?:侵权[方人]|对方|被告|仿冒方)(?:是|叫|为|[:：])\s?)[\p{L}\p{N}·()]{3,24}?(?:行|坊|部|铺|店|厂|馆|社|公司|摊|集团)(?!\p{Script=Han})/gu],
  // Names of enterprises in pinyin end as those in Chinese do.
  ['公司', /(?:\b[a-z]{1,6} ){1,14}you xian (?:ze ren )?gong ?si|\b[a-z]{2,60}youxian(?:zeren)?gongsi/giu],
  ['公司', new RegExp(`[老小大]?${SURNAME}(?:家|记|氏)的?\\p{Script=Han}{1,8}?(?:厂|店|铺|坊|馆|行|社|部|摊)`, 'gu')],
  ['地址', new RegExp(`\\p{Script=Han}{1,8}(?:${STREET}|${PLACE})${ON}{0,6}?${HOUSE}${ON}{0,3}?${DOOR}${ON}{0,12}(?:${DOOR}|\\d)?`, 'gu')],
  ['地址', new RegExp(`\\p{Script=Han}{1,8}(?:${STREET})\\d{1,4}`, 'gu')],
  ['地址', /(?:\b[a-z]{1,6} ){1,6}(?:lu|jie|xiang|dadao) +(?:\d|ling|yao|yi|er|san|si|wu|liu|qi|ba|jiu)\b/giu],
]

const LEGAL = /有限|股份|责任|集团|[a-z]/i

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

/** @param known whose words stay; every other word is taken out, whatever it is. */
export function concealer(known: Known): Conceal {
  const lists = listsOf(known)
  const word = english(lists)
  return (raw) => {
    const text = raw
      .toWellFormed()
      .replace(/[［］]/g, '|')
      .replace(INVISIBLE, '')
    const { text: said, at } = faceOf(text)
    const found: Span[] = PATTERNS.flatMap(([kind, pattern]) => [...said.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length, kind })))
    for (const { start, end } of numbers(said.toLowerCase(), word)) found.push({ start, end, kind: '号码' })
    const usual = ({ start, end }: Stretch) => usualHan(said.slice(start, end), lists)
    // 担保公司, 辽宁小店: a kind of enterprise, and no name of one.
    for (const { start, end, role } of readCompanies(said))
      if (role || LEGAL.test(said.slice(start, end)) || !usual({ start, end })) found.push({ start, end, kind: '公司' })
    for (const { start, end, sure } of readPersons(said, false)) if (sure) found.push({ start, end, kind: '姓名' })
    for (const { start, end, sure } of readPersons(said, true)) if (sure && !usual({ start, end })) found.push({ start, end, kind: '姓名' })
    for (const { start, end } of [...strangeHan(said, lists), ...strangeLatin(said, lists)]) found.push({ start, end, kind: '词' })
    return replaced(
      text,
      merged(found).map(({ start, end, kind }) => ({ ...at(start, end), kind })),
    )
  }
}

function merged(found: readonly Span[]): Span[] {
  const spans: { start: number; end: number; kind: string }[] = []
  for (const span of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans.at(-1)
    if (last && span.start <= last.end) {
      last.end = Math.max(last.end, span.end)
      // Whatever is more telling names the whole.
      if (last.kind === '词') last.kind = span.kind
    } else spans.push({ ...span })
  }
  return spans
}

function replaced(text: string, spans: readonly Span[]): Concealed {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  const standIn = (said: string, kind: string) => {
    const before = [...names].find(([, original]) => original === said)?.[0]
    if (before) return before
    const n = (counts.get(kind) ?? 0) + 1
    counts.set(kind, n)
    names.set(`［${kind}${n}］`, said)
    return `［${kind}${n}］`
  }
  let out = ''
  let at = 0
  for (const { start, end, kind } of spans) {
    out += text.slice(at, start) + standIn(text.slice(start, end), kind)
    at = end
  }
  return { text: out + text.slice(at), restore: (said) => said.replace(/［[^［］]{1,6}］/gu, (name) => names.get(name) ?? name) }
}
