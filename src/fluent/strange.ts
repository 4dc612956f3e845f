/** Finds the words that nobody's list has: a list of what is harmless fails to the safe side, a list of names does not. */
import { pinyin } from 'pinyin-pro'
import { SURNAME } from '../dialog/values/name.ts'
import { syllables } from '../search/pinyin.ts'
import { englishName, liaoningCounties, provinces } from '../understand/regions.ts'
import type { Stretch } from './numbered.ts'

/** Texts whose words are nobody's. `own`: the notices and what speaks of them, every word of which passes; `asked`: what people ask, whose words pass when several use them. */
export type Known = { readonly own: Iterable<string>; readonly asked: Iterable<string> }

export type Lists = {
  /** Neighbouring Han characters. */
  readonly pairs: ReadonlySet<string>
  readonly english: ReadonlySet<string>
  readonly stems: readonly string[]
  /** English words seen with a capital inside a sentence: places, months. */
  readonly capitals: ReadonlySet<string>
  /** Words of the notices as they sound. */
  readonly sounds: ReadonlySet<string>
}

const SEGMENTS = new Intl.Segmenter('zh', { granularity: 'word' })
/** So many people must have used a Latin word: names of foreigners stand among them. */
const OFTEN = 2
/** Tells English from pinyin. */
const ENGLISH = /\b(?:the|of|to|is|are|for|what|does|how|which|and|any|with|on)\b/i

export function listsOf({ own, asked }: Known): Lists {
  const counts = new Map<string, number>()
  const capitals = new Set<string>()
  const sounds = new Set<string>()
  const stems = new Set<string>()
  const count = (text: string, weight: number) => {
    const plain = text.normalize('NFKC')
    for (const [word] of plain.matchAll(/(?<=[a-z,] )[A-Z][a-z]+/g)) capitals.add(word.toLowerCase())
    const pinyin = !ENGLISH.test(plain) && weight < OFTEN
    for (const part of partsOf(plain.toLowerCase())) if (!pinyin || syllables(part) === null) counts.set(part, (counts.get(part) ?? 0) + weight)
  }
  for (const text of [...own, ...places()]) {
    count(text, OFTEN)
    for (const [stem] of text.toLowerCase().matchAll(/[a-z]{5,}/g)) stems.add(stem)
    for (const { segment } of SEGMENTS.segment(text)) if (/^\p{Script=Han}{2,4}$/u.test(segment)) sounds.add(sound(segment))
  }
  for (const text of asked) count(text, 1)
  const latin = ([part]: [string, number]) => /^[a-z]/.test(part)
  return {
    pairs: new Set([...counts].filter((c) => !latin(c)).map(([part]) => part)),
    english: new Set([...counts].filter((c) => latin(c) && c[1] >= OFTEN && !(SURNAME_SOUNDS.has(c[0]) && syllables(c[0]))).map(([part]) => part)),
    stems: [...stems],
    capitals,
    sounds,
  }
}

const sound = (word: string): string => pinyin(word, { toneType: 'none', v: true, type: 'array' }).join('')

/** Surnames as foreigners and phones write them. */
const SURNAME_SOUNDS = new Set([...SURNAME].filter((c) => /\p{Script=Han}/u.test(c)).map(sound))

function places(): string[] {
  return [...provinces().flatMap(({ province, cities }) => [province, ...cities]), ...liaoningCounties().flatMap(({ city, counties }) => [city, ...counties])]
}

function partsOf(text: string): Set<string> {
  const found = new Set<string>()
  for (const run of text.match(/[a-z]+|\p{Script=Han}+/gu) ?? []) {
    if (/^[a-z]/.test(run)) found.add(run)
    else for (let i = 0; i + 2 <= run.length; i++) found.add(run.slice(i, i + 2))
  }
  return found
}

const OF_SOMEBODY = new RegExp(`${SURNAME}(?:家|记|氏|姐|哥|叔|婶|嫂|师傅|老板)`, 'u')

/** True where every two neighbours are said elsewhere too, and nobody is named: not so 老李家. */
export function usualHan(text: string, { pairs }: Lists): boolean {
  return (
    !OF_SOMEBODY.test(text) &&
    /^\p{Script=Han}{2,}$/u.test(text) &&
    Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)).every((pair) => pairs.has(pair))
  )
}

const KEPT_LATIN = new Set('ip ipr pct app pdf gb gbt logo sme smes no ok ai ipo pk vs rmb co ltd inc'.split(' '))

/** True for a Latin word that tells nobody by itself. */
export function english({ english, stems }: Lists): (said: string) => boolean {
  return (said) =>
    KEPT_LATIN.has(said) ||
    english.has(said) ||
    englishName(said).length > 0 ||
    (said.length >= 5 && syllables(said) === null && stems.some((stem) => said.startsWith(stem)))
}

/** Characters that join words and name nobody. */
const JOINING = new Set(
  '的了吗呢么吧啊呀哦嗯是在有不没我你您他她它们这那哪个几多少什怎如何谁就也都还又再才很太最更和与跟及或但而因所以为被把给让向从到对于按比用去来上下里外中前后内间要想会能可得该请问说讲看听找办做搞弄写填交报拿带发收走开关年月日天号条项款第一二三四五六七八九十百千万亿元块钱次家件份种点时候现今明后早晚等咋啥俺咱嘛哈喂唉哎呗之其将已正过着起出进回成好坏大小新老高低快慢难易省市县区局处厂店公司税费贷款质押登记专利商标'.split(
    '',
  ),
)
const ONE_SURNAME = new RegExp(`^${SURNAME}$`, 'u')

type Word = Stretch & { readonly said: string }

/** Chinese words of which two neighbours stand in no known text. A surname goes with what follows it, a lone character with what stands beside it. */
export function strangeHan(text: string, { pairs }: Lists): Stretch[] {
  const all: Word[] = [...SEGMENTS.segment(text)].map((s) => ({ start: s.index, end: s.index + s.segment.length, said: s.segment }))
  const han = (word: Word | undefined): word is Word => word !== undefined && /^\p{Script=Han}+$/u.test(word.said)
  const known = (start: number, end: number) => pairs.has(text.slice(start, end))
  const strange = all.map((word) => {
    if (!han(word)) return false
    if (word.said.length === 1) return !JOINING.has(word.said) && !known(word.start - 1, word.end) && !known(word.start, word.end + 1)
    return Array.from({ length: word.said.length - 1 }, (_, i) => word.start + i).some((i) => !known(i, i + 2))
  })
  const named = all.map((word, i) => {
    const before = all[i - 1]
    return (
      han(word) &&
      word.said.length <= 2 &&
      han(before) &&
      ONE_SURNAME.test(before.said) &&
      (before.said.length === 2 || !(known(before.start, before.end + 1) || known(before.start - 1, before.end)))
    )
  })
  return all.flatMap((word, i) => {
    const lone = han(word) && word.said.length === 1 && !/[的了吗呢么是在我你您]/.test(word.said) && (strange[i - 1] || strange[i + 1])
    const surname = named[i + 1] && !JOINING.has(word.said)
    return strange[i] || lone || surname || (named[i] && !JOINING.has(all[i - 1]?.said ?? '')) ? [{ start: word.start, end: word.end }] : []
  })
}

/** Words of grammar, of asking and of counting, as they sound. */
const GRAMMAR = new Set(
  'a ba bei bu cai de dou duo duoshao dui e gei geng guo ha hai haishi hao he hen hui ji jitian jiu kan keyi le ma mei meiyou men na nali nage ne neng ni nimen nin qing qingwen shenme shi shui suo ta tai tamen tian wei weishenme wo women xiang xiangwen xiawu yao ye yi yige yinwei you yong zai zen zenme zenyang zhe zhege zhi zui'.split(
    ' ',
  ),
)

/** Latin words no list has: of English by the word, of pinyin by the sounds of the notices' own words. What stands beside a strange one and may be part of a name goes with it. */
export function strangeLatin(text: string, lists: Lists): Stretch[] {
  const word = english(lists)
  const all = [...text.matchAll(/[A-Za-z]+/g)].map((m) => ({ written: m[0], said: m[0].toLowerCase(), start: m.index, end: m.index + m[0].length }))
  const sung = all.map(({ said }) => (!word(said) && syllables(said) ? said : null))
  const told = covered(sung, lists.sounds)
  const strange = all.map(({ said, written, start }, i) => {
    if (said.length === 1) return false
    // A capital makes a name of a word: of pinyin anywhere, of English inside a sentence.
    const capital = /^[A-Z][a-z]+$/.test(written) && !lists.capitals.has(said) && englishName(said).length === 0
    if (sung[i]) return !told[i] || capital
    return !word(said) || (capital && /[a-z,]\s$/.test(text.slice(0, start)))
  })
  const beside = (i: number, j: number) => {
    const [a, b] = [all[Math.min(i, j)], all[Math.max(i, j)]]
    return a !== undefined && b !== undefined && /^[\s.,&'’·-]{1,2}$/.test(text.slice(a.end, b.start))
  }
  return all.flatMap(({ start, end, written, said }, i) => {
    const named = sung[i] !== null || (/^[A-Z][a-z]/.test(written) && !lists.capitals.has(said) && englishName(said).length === 0)
    const drawn =
      named &&
      [i - 2, i - 1, i + 1, i + 2].some((j) => strange[j] && Array.from({ length: Math.abs(j - i) }, (_, k) => Math.min(i, j) + k).every((k) => beside(k, k + 1)))
    return strange[i] || drawn ? [{ start, end }] : []
  })
}

/** Which pinyin tokens are made of words of the notices and of words of grammar, each by itself or with the next ones. */
function covered(tokens: readonly (string | null)[], sounds: ReadonlySet<string>): boolean[] {
  const told = tokens.map(() => false)
  for (let at = 0; at < tokens.length; ) {
    const length =
      [4, 3, 2].find((n) => at + n <= tokens.length && tokens.slice(at, at + n).every((t) => t !== null) && sounds.has(tokens.slice(at, at + n).join(''))) ?? 1
    const alone = tokens[at]
    if (length > 1 || (alone && made(alone, sounds))) told.fill(true, at, at + length)
    at += length
  }
  return told
}

/** True for a token that known words fill without a rest: zhiyadengji. */
function made(token: string, sounds: ReadonlySet<string>): boolean {
  if (GRAMMAR.has(token)) return true
  const reached = [true]
  for (let end = 1; end <= token.length; end++)
    reached[end] = Array.from({ length: Math.min(end, 20) }, (_, k) => end - k - 1).some((start) => reached[start] && sounds.has(token.slice(start, end)))
  return reached[token.length] === true
}
