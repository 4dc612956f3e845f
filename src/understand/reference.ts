/** Reads references to notices and clauses out of a message, however they are spelled: 32号文第三条, 辽知发6号（八）, 733-4, article 3 of no. 32. */
import type { Corpus } from '../corpus/corpus.ts'
import { readNumber } from '../corpus/numerals.ts'

/** Where in its notice a reference points: a measure's number, counted from the end (`last: 1` is the last), or a part of the document. */
export type Ordinal = { readonly n: number } | { readonly last: number } | { readonly part: number } | 'preamble' | 'closing'

/** One reference: a notice when one is named or follows from the ones before, and an ordinal when one is given. */
export type Reference = { readonly notice: string | null; readonly ordinal: Ordinal | null }

export type Read = {
  readonly references: readonly Reference[]
  /** The notices named, in order, each once. */
  readonly notices: readonly string[]
  /** A document number that is none of the four, as written. */
  readonly foreign: string | null
  /** The message without what was read as a reference. */
  readonly rest: string
  /** True when the notice was told by its number, not by year, place or subject. */
  readonly exact: boolean
}

const N = '[零〇一二三四五六七八九十百两\\d]{1,5}'
const DOC = '(?:号文件|号文|号函|号令|号通知|号|文件|文|hao ?wen|hao)'

type NoticePattern = { readonly notice: string; readonly exact: RegExp; readonly loose: RegExp }
type Token = { readonly start: number; readonly end: number } & (
  | { readonly notice: string; readonly exact: boolean }
  | { readonly ordinal: Ordinal; readonly until?: Ordinal }
  | { readonly ordinals: readonly Ordinal[] }
  | { readonly foreign: string }
)

/** The ways people name each notice: by its number, and by year, place or subject. */
const NOTICES: readonly NoticePattern[] = [
  {
    notice: 'cnipa-2018-32',
    exact: new RegExp(
      `cnipa-2018-32|(?<!\\d)2018[-－]32(?!\\d)|国知发管字?2018[-－]32|国知发管字?(?: ?[(〔\\[]?(?:2018|18|二〇一八)[)〕\\]]? ?年?)?(?: ?第?(?:32|三十二) ?号)?|(?:2018|18) ?年? ?的?(?:32|三十二) ?${DOC}|(?<![\\d.])32 ?(?:${DOC}|(?=第|[-－—#(（]))|三十?二 ?${DOC}|(?:no\\.?|number|notice|document|doc\\.?|circular) ?(?:no\\.? ?)?32(?!\\d)`,
      'g',
    ),
    loose:
      /(?:20|二〇)?(?:18|一八)年?(?:底|\d{1,2}月(?:\d{1,2}[日号])?)?(?:国家|国知局|国家局)?(?:发|出)?的?(?:那个|那份|这个|这份|那)?(?:民企|民营企业|服务民企|服务民营企业)?的?(?:那个|那份)?(?:国家)?(?:若干措施|通知|文件|文(?!章)|政策|举措|十条|函)|(?:民企|民营企业|民营|服务民企|服务民营企业)(?:创新发展)?(?:的|那个|这个|那份|这份|若干)*(?:通知|文件|十条|文(?!章)|措施)|2018 (?:cnipa |national |private.{0,14})?(?:notice|document|doc|one|circular|policy)|(?:notice|document|circular) (?:of|from) 2018/g,
  },
  {
    notice: 'cnipa-2021-22',
    exact: new RegExp(
      `cnipa-2021-22|(?<!\\d)2021[-－]22(?!\\d)|国知发运字?2021[-－]22|国知发运字?(?: ?[(〔\\[]?(?:2021|21|二〇二一)[)〕\\]]? ?年?)?(?: ?第?(?:22|二十二) ?号)?|(?:2021|21) ?年? ?的?(?:22|二十二) ?${DOC}|(?<![\\d.])22 ?(?:${DOC}|(?=第|[-－—#(（]))|二十?二 ?${DOC}|(?:no\\.?|number|notice|document|doc\\.?|circular) ?(?:no\\.? ?)?22(?!\\d)`,
      'g',
    ),
    loose:
      /(?:20|二〇)?(?:21|二一)年?(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:国家|国知局|国家局)?(?:发|出)?的?(?:那个|那份|这个|这份|那)?(?:促进和规范)?(?:知识产权)?(?:运营)?的?(?:那个|那份)?(?:国家)?(?:通知|文件|文(?!章)|政策|十二条)|(?:知识产权)?运营(?:工作)?(?:的|那个|这个|那份|这份)*(?:通知|文件|文(?!章))|2021 (?:cnipa |national |operation.{0,4} )?(?:notice|document|doc|one|circular|policy)|(?:notice|document|circular) (?:of|from) 2021/g,
  },
  {
    notice: 'cnipa-2017-733',
    exact: new RegExp(
      `cnipa-2017-733|(?<!\\d)2017[-－]733(?!\\d)|国知办函管字?2017[-－]733|国知办函管字?(?: ?[(〔\\[]?(?:2017|17|二〇一七)[)〕\\]]? ?年?)?(?: ?第?(?:733|七百三十三|七三三) ?号)?|(?:2017|17) ?年? ?的?733 ?${DOC}?|(?<!\\d|\\d\\.)733(?!\\d| ?[万亿元块个家件人%千百多]) ?${DOC}?|七(?:百)?三(?:十)?三 ?${DOC}|七三三`,
      'g',
    ),
    loose:
      /(?:20|二〇)?(?:17|一七)年?(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:国家|国知局|国家局)?(?:发|出)?的?(?:那个|那份|这个|这份|那)?(?:专利|知识产权)?(?:质押)?(?:融资)?的?(?:那个|那份)?(?:国家)?(?:通知|文件|文(?!章)|政策|函)|(?:抓紧落实)?专利质押融资(?:有关工作|工作)?(?:的|那个|这个|那份|这份)*(?:通知|文件)|2017 (?:cnipa |national |pledge.{0,12} |patent.{0,20})?(?:notice|document|doc|one|circular|policy|letter)|(?:notice|document|circular) (?:of|from) 2017/g,
  },
  {
    notice: 'ln-2022-6',
    exact: new RegExp(
      `ln-2022-6|辽知发?2022[-－]6|辽知发?(?: ?[(〔\\[]?(?:2022|22|二〇二二)[)〕\\]]? ?年?)?(?: ?第?(?:6|六) ?号)?|(?:辽宁(?:省)?|省里?|省局|2022年?|22年)的?(?:那个)?(?:6|六) ?${DOC}|(?<![\\d.〔局省市第])(?:6|六)(?:号文件|号文)|(?:ln|liaoning|辽宁)[ -]*(?:notice |document |doc )?(?:2022 )?(?:no\\.? ?)?6(?!\\d)|(?<!\\d)6 ?hao ?wen`,
      'g',
    ),
    loose:
      /辽宁省?(?:的|那个|这个|那|里)?(?:(?= ?第? ?[一二三四五六七八九十\d]{1,3} ?[条项])|十(?:条|项)(?:举措|措施)?)|(?:20|二〇)?(?:22|二二)年?(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:辽宁(?:省)?|咱?省里?)(?:局)?(?:发|出)?的?(?:那个|那份|这个|这份|那)?(?:助企)?(?:纾困(?:解难)?)?(?:工作)?(?:通知|文件|文(?!章)|举措|措施|政策)|(?:辽宁省?|咱?省里|省局|咱省|我省)(?:的|那个|这个|那份|这份|出的|发的|2022年?|22年)*(?:助企|帮企业)?(?:的|那个)?(?:纾困(?:解难)?)?(?:工作)?(?:通知|文件|文(?!章)|举措|措施|政策|那条)|纾困(?:解难)?(?:工作)?(?:的|那个|这个|那份|这份)?(?:通知|文件|举措|措施|文|政策)?|liaoning(?:'s)? (?:\w+ )?(?:notice|document|doc|measures?|relief|policy|circular)/g,
  },
]

const ORDINALS: readonly { readonly pattern: RegExp; readonly read: (m: RegExpMatchArray) => { ordinal: Ordinal; until?: Ordinal } | null }[] = [
  {
    pattern: new RegExp(`第 ?(${N}) ?(?:条|项|点|款|则|个?(?:措施|举措|任务))? ?(?:到|至|-|—|~) ?第? ?(${N}) ?(?:条|项|点|款|个?措施)`, 'g'),
    read: (m) => span(m[1], m[2]),
  },
  { pattern: new RegExp(`第 ?(${N}) ?(?:大)?部分`, 'g'), read: (m) => whole(m[1], (n) => ({ part: n })) },
  { pattern: new RegExp(`倒数第 ?(${N}) ?(?:条|项|点|款|个)?`, 'g'), read: (m) => whole(m[1], (n) => ({ last: n })) },
  { pattern: /(?:最后|最末|末尾?)(?:的|那)?(?:一|1)? ?(?:条|项|点|款)|last (?:article|clause|item|measure|one)/g, read: () => ({ ordinal: { last: 1 } }) },
  { pattern: /(?:头|首|打头|开头)(?:的|那)?(?:一|1)? ?(?:条|项|点)|first (?:article|clause|item|measure)/g, read: () => ({ ordinal: { n: 1 } }) },
  { pattern: /(?:结尾|末尾|落款|最后|末|尾)(?:的|那)?(?:一|几)? ?段(?:话)?|落款|closing paragraphs?/g, read: () => ({ ordinal: 'closing' }) },
  { pattern: /(?:抬头|主送(?:机关|单位)?|开头|前言|引言|序言|正文前|帽段)(?:的|那)?(?:一|几)? ?(?:段(?:话)?|部分)?|preamble/g, read: () => ({ ordinal: 'preamble' }) },
  {
    pattern: new RegExp(`第 ?(${N}) ?(?:条|项|点|款|则|个?(?:措施|举措|任务)|(?=[^\\p{Script=Han}\\d]|$|讲|说|是|写|的|规定|责任|原文|内容|全文|谁))`, 'gu'),
    read: (m) => whole(m[1], (n) => ({ n })),
  },
  {
    pattern:
      /(?:article|clause|item|measure|section|point|para(?:graph)?|art\.?) ?(?:no\.? ?|number ?)?\(?(\d{1,2}|x?i{1,3}|x?i?v|vi{1,3}|i?x|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![a-z\d])\)?/g,
    read: (m) => whole(ENGLISH[m[1] as string] ?? m[1], (n) => ({ n })),
  },
  { pattern: new RegExp(`[(（] ?(${N}) ?[)）]`, 'g'), read: (m) => whole(m[1], (n) => ({ n })) },
]

const ENGLISH: Record<string, string> = {
  i: '1',
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
  x: '10',
  xi: '11',
  xii: '12',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
}

/** A bare numeral is an ordinal only right after a notice: “22号文 九”, “32-8”, “辽知发6号八”, “32号文六条”. */
const BARE = new RegExp(`^[ ,，:：的#\\-－—之里头中"“「']{0,5}(${N})(?: ?[条项点款]|(?=[ ,，。、?？!呢吗的讲说"”」']|$))`)
/** “五、六两条” right after a notice points at both. */
const LIST = /^[ ,，:：的第]{0,3}([一二三四五六七八九十\d]{1,3}(?:、[一二三四五六七八九十\d]{1,3})+) ?[两三四几]?(?:条|项|点)/
/** “十条措施” counts, “第十条” points. */
const COUNTED = /^ ?[条项点款]?(?:措施|举措|都|分别|全部|内容都|里|中|当中|的第)/
const FOREIGN =
  /(?:[\p{Script=Han}]{1,8}字?)?[〔([]\d{4}[〕)\]] ?第?\d+ ?号|(?:[\p{Script=Han}]{2,12}局|[\p{Script=Han}]{2,4}[省市])?(?<![\d.〔〕])(?<![a-z])\d{1,4} ?号文(?:件)?/gu

function whole(text: string | undefined, make: (n: number) => Ordinal): { ordinal: Ordinal } | null {
  const n = text === undefined ? null : readNumber(text)
  return n === null || n > 999 ? null : { ordinal: make(n) }
}

function span(a: string | undefined, b: string | undefined): { ordinal: Ordinal; until: Ordinal } | null {
  const [from, to] = [readNumber(a ?? ''), readNumber(b ?? '')]
  return from && to && from < to && to < 30 ? { ordinal: { n: from }, until: { n: to } } : null
}

const SPELLED: Record<string, string> = { 壹: '一', 贰: '二', 叁: '三', 肆: '四', 伍: '五', 陆: '六', 柒: '七', 捌: '八', 玖: '九', 拾: '十', 佰: '百' }
const SYLLABLE: Record<string, string> = { yi: '一', er: '二', san: '三', si: '四', wu: '五', liu: '六', qi: '七', ba: '八', jiu: '九', shi: '十', bai: '百', ling: '〇' }
const COUNTING = '(?:yi|er|san|si|wu|liu|qi|ba|jiu|shi|bai|ling)'

/** Numbers written in capitals (叁拾贰) or in pinyin (“er shi er hao wen di san tiao”), as Chinese numerals. */
function spell(normal: string): string {
  const plain = /[壹贰叁肆伍陆柒捌玖拾佰]/.test(normal) ? normal.replace(/[壹贰叁肆伍陆柒捌玖拾佰]/g, (c) => SPELLED[c] as string) : normal
  if (!/hao|tiao|xiang|liao ?zhi/.test(plain)) return plain
  const numeral = (syllables: string) => (syllables.match(new RegExp(COUNTING, 'g')) ?? []).map((s) => SYLLABLE[s]).join('')
  return plain
    .replace(/liao ?zhi ?fa/g, '辽知发')
    .replace(/liao ?ning/g, '辽宁')
    .replace(new RegExp(`((?:${COUNTING} ?)+)hao(?: ?wen)?(?: ?jian)?(?![a-z])`, 'g'), (_, n: string) => `${numeral(n)}号文`)
    .replace(/(\d+) ?hao(?: ?wen)?(?: ?jian)?(?![a-z])/g, '$1号文')
    .replace(new RegExp(`(?<![a-z])di ?((?:${COUNTING} ?)+)(?=di ?${COUNTING})`, 'g'), (_, n: string) => `第${numeral(n)}条 `)
    .replace(new RegExp(`(?<![a-z])di ?((?:${COUNTING} ?)+)(?:tiao|xiang|dian)(?![a-z])`, 'g'), (_, n: string) => `第${numeral(n)}条`)
    .replace(/(?<![a-z])di ?(\d{1,2}) ?(?:tiao|xiang|dian)(?![a-z])/g, '第$1条')
    .replace(/(?<=文) +(?=第)/g, '')
}

/** Reads all references out of a normalised message. Linear in its length; never throws. */
export function readReferences(message: string): Read {
  const normal = spell(message)
  const tokens = tokenise(normal)
  const references: Reference[] = []
  const named = tokens.filter((t) => 'notice' in t).map((t) => ('notice' in t ? t.notice : ''))
  let current: string | null = null
  let pending = false
  for (const token of tokens) {
    if ('notice' in token) {
      if (pending && current) references.push({ notice: current, ordinal: null })
      // An ordinal that stood before the first notice belongs to it: “第三条 32号文”.
      const orphan = references.findIndex((r) => r.notice === null)
      if (orphan >= 0 && current === null) for (let i = orphan; i < references.length; i++) references[i] = { ...(references[i] as Reference), notice: token.notice }
      pending = !(orphan >= 0 && current === null)
      current = token.notice
    } else if ('ordinal' in token) {
      for (const ordinal of token.until ? range(token.ordinal, token.until) : [token.ordinal]) references.push({ notice: current, ordinal })
      pending = false
    } else if ('ordinals' in token) {
      for (const ordinal of token.ordinals) references.push({ notice: current, ordinal })
      pending = false
    }
  }
  if (pending && current) references.push({ notice: current, ordinal: null })
  const foreign = tokens.find((t) => 'foreign' in t)
  return {
    references: shareOrdinal(references),
    notices: [...new Set(named)],
    foreign: foreign && 'foreign' in foreign ? foreign.foreign : null,
    rest: [...tokens]
      .reverse()
      .reduce((text, t) => `${text.slice(0, t.start)} ${text.slice(t.end)}`, normal)
      .trim(),
    exact: tokens.some((t) => 'notice' in t && t.exact),
  }
}

function range(from: Ordinal, to: Ordinal): Ordinal[] {
  const a = (from as { n: number }).n
  const b = (to as { n: number }).n
  return Array.from({ length: b - a + 1 }, (_, i) => ({ n: a + i }))
}

/** “32号文和733号第三条” speaks of the third of both. */
function shareOrdinal(references: readonly Reference[]): Reference[] {
  const last = references.at(-1)
  if (references.length < 2 || !last?.ordinal || references.slice(0, -1).some((r) => r.ordinal)) return [...references]
  return references.map((r) => ({ ...r, ordinal: last.ordinal }))
}

function tokenise(normal: string): Token[] {
  const found: Token[] = []
  const free = (start: number, end: number) => found.every((t) => t.end <= start || t.start >= end)
  const take = (token: Token) => {
    if (token.end > token.start && free(token.start, token.end)) found.push(token)
  }
  for (const m of normal.matchAll(FOREIGN)) if (!isOurs(m[0])) take({ foreign: m[0].trim(), start: m.index, end: m.index + m[0].length })
  for (const { notice, exact } of NOTICES)
    for (const m of normal.matchAll(exact)) if (m[0].trim()) take({ notice, exact: true, start: m.index, end: m.index + m[0].length })
  for (const { notice, loose } of NOTICES)
    for (const m of normal.matchAll(loose)) if (m[0].trim()) take({ notice, exact: false, start: m.index, end: m.index + m[0].length })
  for (const token of [...found]) {
    if (!('notice' in token)) continue
    const m = BARE.exec(normal.slice(token.end))
    const after = m ? normal.slice(token.end + m[0].length) : ''
    const counts = COUNTED.test(after) || (/^(?:十|十二|五|10|12|5)$/.test(m?.[1] ?? '') && /条$/.test(m?.[0] ?? '') && /^[,，。]/.test(after))
    const several = LIST.exec(normal.slice(token.end))
    if (several) {
      take({
        ordinals: (several[1] as string).split('、').flatMap((n) => whole(n, (k) => ({ n: k }))?.ordinal ?? []),
        start: token.end,
        end: token.end + several[0].length,
      })
      continue
    }
    const ordinal = m && !counts ? whole(m[1], (n) => ({ n })) : null
    if (m && ordinal) take({ ...ordinal, start: token.end, end: token.end + (m[0] as string).length })
  }
  for (const { pattern, read } of ORDINALS)
    for (const m of normal.matchAll(pattern)) {
      const ordinal = read(m)
      if (ordinal) take({ ...ordinal, start: m.index, end: m.index + m[0].length })
    }
  return found.sort((a, b) => a.start - b.start)
}

/** Year and number of the documents the desk holds. */
const OURS: readonly (readonly [year: string, number: string])[] = [
  ['2018', '32'],
  ['2021', '22'],
  ['2017', '733'],
  ['2022', '6'],
]

/** The words before the year, where they are those of our notices or none. */
const OUR_WORDS =
  /^(?:.*?(?:国知(?:办函管|发管|发运)字?|辽知发|国家知识产权局|国知局|国家局|辽宁省?知识产权局|辽宁省?|省局|[咱我]省)的?|[^\p{Script=Han}]*|的|那个?|这个?|看看?|查|给我|请问)?$/u

function isOurs(text: string): boolean {
  const [number, year] = (text.match(/\d+/g) ?? []).reverse()
  const words = text.split(/[〔([\d]/)[0] as string
  if (!OUR_WORDS.test(words)) return false
  return OURS.some(([y, n]) => n === number && (year === undefined || year === y))
}

export type Resolved = { readonly kind: 'clause'; readonly id: string } | { readonly kind: 'none'; readonly notice: string; readonly n: number; readonly of: number }

/** The clause a reference with notice and ordinal points to, or that there is none. A part stands for its measures. */
export function resolve(corpus: Corpus, notice: string, ordinal: Ordinal): Resolved[] {
  const clauses = corpus.notice(notice).clauses
  const measures = clauses.filter((c) => typeof c.ordinal === 'number' && c.ordinal > 0)
  const last = measures.length
  if (ordinal === 'preamble') return [{ kind: 'clause', id: `${notice}#0` }]
  if (ordinal === 'closing') return [{ kind: 'clause', id: clauses.at(-1)?.id as string }]
  if ('part' in ordinal) {
    const inside = measures.filter((c) => c.part === ordinal.part)
    if (inside.length) return inside.map((c) => ({ kind: 'clause', id: c.id }))
    // A notice without parts: “第二部分” is its second measure.
    return clauses.some((c) => c.part !== null) ? [{ kind: 'none', notice, n: ordinal.part, of: last }] : resolve(corpus, notice, { n: ordinal.part })
  }
  const n = 'n' in ordinal ? ordinal.n : last + 1 - ordinal.last
  return n >= 1 && n <= last ? [{ kind: 'clause', id: `${notice}#${n}` }] : [{ kind: 'none', notice, n, of: last }]
}
