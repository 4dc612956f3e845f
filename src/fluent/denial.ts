/** Holds whether at all something is said against how the notice says it: denials added, dropped or turned round. */
import { AVOIDING, BENIGN, DENIAL } from './hedges.ts'
import { around, type Flaw, governed, type Held, used } from './held.ts'
import { compared, type Sign } from './opposites.ts'
import { assertsSomething, held, heldPairs } from './words.ts'

function denialsAt(text: string): number[] {
  return [...text.replace(BENIGN, (m) => '·'.repeat(m.length)).matchAll(DENIAL)].map((m) => m.index)
}

const denials = (text: string): number => denialsAt(text).length

/** 不是一下子全放开, 可别以为就没人管了: denies what nobody said, to make plain what is said beside it. */
export function aside(text: string, source: string): boolean {
  return (
    /不是|不等于|并非|别以为|别当|不敢|不见得|别怕|别担心|放心|可不|(?:没有?|并无)(?:说|强制|要求)|光|提醒|告诉|您问|您说|为啥|咋|说白了|打听|问的是|我给您|听我|怎么说呢/.test(
      text,
    ) && heldPairs(text.replaceAll('专利', ''), source) < 0.25
  )
}

const DENIED = /(?:不|没|无|未|非|勿|禁|拒绝?|取消|停止|暂停|暂)(?:不|再|予|有|须|需|能|得|会|要|去|以|必|是|曾|应|可|应当|进行)*([\p{Script=Han}]{2})/gu

/** A word that one of the two denies and the other says plainly. */
function turned(said: string, source: string, avoiding: boolean): string | null {
  const clean = (text: string) => text.replace(BENIGN, (m) => '·'.repeat(m.length))
  const denied = (text: string) => new Set([...clean(text).matchAll(DENIED)].map((m) => m[1] as string))
  const plain = (text: string, word: string) => {
    const found = [...text.matchAll(new RegExp(RegExp.escape(word), 'g'))]
    return (
      found.length > 0 &&
      found.every(
        (m) =>
          denials(
            clean(text)
              .slice(Math.max(0, m.index - 6), m.index)
              .replace(/^.*[,;。]/, ''),
          ) === 0,
      )
    )
  }
  for (const word of denied(said)) if (!avoiding && plain(source, word)) return `不${word}`
  for (const word of denied(source)) if (plain(said, word) && denials(said) < denials(source)) return `丢了“不${word}”`
  return null
}

const within = (at: number, all: readonly Sign[]): boolean => all.some(({ start, end }) => start <= at && at < end)

/** 不能, 别, 不是 before what the notice does not speak of: a way of making plain what is said beside it. */
const CONTRAST = /^(?:不能|不可|不要|不让|不许|不是|并非|别|莫)(?:再|就|光|只|去|把|是|一)*(\p{Script=Han}{2})/u

function foreign(text: string, at: number, source: string): boolean {
  const [, word] = CONTRAST.exec(text.slice(at)) ?? []
  return word !== undefined && assertsSomething(word) && [...word].every((c) => !source.includes(c))
}

/** What is avoided by the notice may be forbidden in other words: 别重复建. */
const FORBIDDEN = /^(?:别|莫|勿|不要|不能|不可|不得|不许|不再|不让|不准|不去|没必要|不必)/

export function denial({ said, source, context, parts, stretches }: Held): Flaw | null {
  const { shared, answered, contrary } = compared(said, source)
  const always = source.match(AVOIDING)?.length ?? 0
  for (const { start, end } of contrary) {
    const { text } = stretches.find((s) => s.start <= start && start < s.start + s.text.length) ?? { text: '' }
    if (!aside(text, source)) return { kind: 'denial', what: `反话：${said.slice(start, end)}` }
  }
  for (const { text, start } of stretches) {
    if (aside(text, source)) continue
    const left = denialsAt(text).filter((at) => !within(start + at, shared) && !foreign(text, at, context))
    if (left.length === 0) continue
    const likeness = parts.map((part) => held(text, part) + heldPairs(text, part))
    const best = Math.max(...likeness)
    const theirs = best < 0.34 ? '' : parts.filter((_, i) => (likeness[i] as number) >= best - 0.1).join()
    const avoided = best < 0.34 ? 0 : Math.min(always, left.filter((at) => FORBIDDEN.test(text.slice(at))).length)
    if (left.length > denials(theirs) + avoided) return { kind: 'denial', what: text.slice(0, 24) }
  }
  const word = turned(said, source, always > 0)
  if (word) return { kind: 'denial', what: word }
  const cleaned = source.replace(BENIGN, (m) => '·'.repeat(m.length))
  for (const m of cleaned.matchAll(DENIAL)) {
    if (within(m.index, answered)) continue
    const rest = governed(source, m.index + 1).slice(0, 10)
    if (used(rest, said) && denials(said) === 0 && !/避免|防止|差|弱|缺|难|才/.test(said)) return { kind: 'denial', what: `丢了“${m[0]}${rest.slice(0, 8)}”` }
  }
  // 打击、避免、遏制 turned into their opposite.
  for (const m of source.matchAll(/避免|遏制|打击|防控|防范|堵住/g)) {
    const rest = governed(source, m.index + m[0].length)
    if (used(rest, said) && denials(around(rest, stretches, 0, 0)) === 0 && !said.includes(m[0]) && !AGAINST.test(said)) return { kind: 'denial', what: `丢了“${m[0]}”` }
  }
  return null
}

/** Ways of saying that something is not to go on. */
const AGAINST = /避免|遏制|打击|防|堵|打|查|罚|惩|治|管|不让|压(?:下|住)|拦|刹|止|制住|按住|抵制|清理|对付|卡住|警惕|当心|小心/
