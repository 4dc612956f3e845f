/** De-identification: what could tell a person or an enterprise stands as ［公司1］ or ［词2］ before a model sees it, and is put back afterwards. */
import { readCompanies } from '../dialog/values/company.ts'
import { readPersons } from '../dialog/values/person.ts'
import { line } from '../understand/line.ts'

export type Concealed = { readonly text: string /** Puts back what stood there. */; readonly restore: (said: string) => string }
export type Conceal = (text: string) => Concealed

type Span = { readonly start: number; readonly end: number; readonly kind: string }

const DIGIT = '[0-9零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]'
const BETWEEN = '[\\s\\-‐-―−_.·,，、/\\\\|*]{0,3}'
/** What is a number of somebody or something, however it is spelled; the notices' own numbers are not. */
const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['邮箱', /[\w.+-]+\s?(?:@|＠|\(at\)|艾特)\s?[\w-]+(?:\s?\.\s?[\w-]+)+/giu],
  ['网址', /(?:https?:|www\.)[^\s，。；]+|[\w-]+\.(?:com|cn|net|org|top|xyz|io|me|shop|vip)(?:\/[^\s，。；]*)?/giu],
  ['号码', new RegExp(`(?:\\+?\\d{1,3}[\\s-]?)?${DIGIT}(?:${BETWEEN}${DIGIT}){5,}[xX]?`, 'gu')],
  ['代码', /(?=[\w.-]*[\d_])(?=[\w.-]*[a-z])\w(?:[\s.-]?\w){4,}/giu],
  [
    '地址',
    /[\p{Script=Han}]{1,6}(?:路|街|巷|大道|胡同|小区|花园|大厦|广场|工业园|村|屯|镇|乡)[\p{Script=Han}\d]{0,4}?\d+[\p{Script=Han}\d\s-]{0,10}(?:号楼?|楼|室|栋|单元|层|组|门)?/gu,
  ],
]
const KEPT_NUMBER = /^(?:20)?(?:17[-－—]?733|18[-－—]?32|21[-－—]?22|22[-－—]?6)$|^(?:\d{4}[-—–]\d{4})$/
const KEPT_LATIN = new Set(['ip', 'pct', 'app', 'pdf', 'gb', 'gbt', 'logo', 'sme', 'smes', 'no', 'ok', 'ai', 'ipo', 'pk', 'vs'])

/** Characters that join words and name nobody. */
const JOINING = new Set(
  '的了吗呢么吧啊呀哦嗯是在有不没我你您他她它们这那哪个几多少什怎如何谁就也都还又再才很太最更和与跟及或但而因所以为被把给让向从到对于按比用去来上下里外中前后内间要想会能可得该请问说讲看听找办做搞弄写填交报拿带发收走开关年月日天号条项款第一二三四五六七八九十百千万亿元块钱次家件份种点时候现今明后早晚等咋啥俺咱嘛哈喂唉哎呗之其将已正过着起出进回成好坏大小新老高低快慢难易省市县区局处厂店公司税费贷款质押登记专利商标'.split(
    '',
  ),
)

/**
 * @param known texts whose words are nobody's: the notices, the glossary, questions anybody asks. A word that stands in none of them is taken out,
 * whatever it is: a list of what is harmless fails to the safe side, a list of names does not.
 */
export function concealer(known: Iterable<string>): Conceal {
  const words = new Intl.Segmenter('zh', { granularity: 'word' })
  const harmless = pairs(known)
  return (raw) => {
    const text = raw
      .toWellFormed()
      .replace(/[［］]/g, '|')
      .replace(INVISIBLE, '')
    const whole = line(text)
    const found: Span[] = PATTERNS.flatMap(([kind, pattern]) =>
      [...whole.text.matchAll(pattern)]
        .filter((m) => kind !== '号码' || !KEPT_NUMBER.test(m[0].trim()))
        .map((m) => ({ ...place(whole.at(m.index, m.index + m[0].length)), kind })),
    )
    for (const company of readCompanies(text)) found.push({ ...place(company), kind: '公司' })
    for (const asked of [false, true]) for (const person of readPersons(text, asked)) if (person.sure) found.push({ ...place(person), kind: '姓名' })
    for (const span of unknown(text, words, harmless)) found.push(span)
    return replaced(text, merged(found))
  }
}

/** Neighbouring characters of the known texts, and their Latin words whole. */
function pairs(known: Iterable<string>): Set<string> {
  const found = new Set<string>()
  for (const text of known)
    for (const run of text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z]+|\p{Script=Han}+/gu) ?? []) {
      if (/^[a-z]/.test(run)) found.add(run)
      else for (let i = 0; i + 2 <= run.length; i++) found.add(run.slice(i, i + 2))
    }
  return found
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

const place = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end })

/** Words nobody's list has; a lone character beside one goes with it, since names fall apart into such. */
function unknown(text: string, words: Intl.Segmenter, harmless: ReadonlySet<string>): Span[] {
  const all = [...words.segment(text)].map((s) => ({
    start: s.index,
    end: s.index + s.segment.length,
    said: s.segment.normalize('NFKC').toLowerCase(),
    word: s.isWordLike === true,
  }))
  const strange = all.map(({ said, word, start, end }) => {
    if (!word) return false
    if (/^[a-z]+$/.test(said)) return said.length > 1 && !KEPT_LATIN.has(said) && !harmless.has(said)
    if (/^\d+$/.test(said)) return said.length > 4
    // A lone character is known by the company it keeps.
    const beside = [text.slice(start - 1, end), text.slice(start, end + 1)]
    if (said.length === 1) return /\p{Script=Han}/u.test(said) && !JOINING.has(said) && !beside.some((pair) => harmless.has(pair))
    return Array.from({ length: said.length - 1 }, (_, i) => said.slice(i, i + 2)).some((pair) => /\p{Script=Han}{2}/u.test(pair) && !harmless.has(pair))
  })
  return all.flatMap((s, i) => {
    const lone = s.word && s.said.length === 1 && !/[的了吗呢么是在我你您]/.test(s.said) && (strange[i - 1] || strange[i + 1])
    return strange[i] || lone ? [{ ...place(s), kind: '词' }] : []
  })
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
