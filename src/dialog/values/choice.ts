/** Reads which of several numbered choices is meant: by number, place, label or what it is not. */
import { DIGITS } from '../../corpus/numerals.ts'
import { line } from '../../understand/line.ts'
import { WORDS } from './english-number.ts'

export type Chosen = { readonly kind: 'one'; readonly index: number } | { readonly kind: 'not'; readonly index: number } | { readonly kind: 'none-of-them' } | null

const ORDINALS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6 }
const N = '(?:[1-9]|[一二两三四五六七八九]|[①-⑨]|[⑴-⑼]|[❶-❾])'
/** No word here is made of others: each text parses in one way only, so that matching stays linear. */
const LITTLE = "(?:我们?|俺|选[择的]?|要|是|就|那|应该|属于|先|办|the|option|number|no\\.?|choice|choose|pick|i'?d like|i choose|it'?s|嗯|哦|好的?|改成|改为)"
const ORDINAL = new RegExp(
  `^(?:${LITTLE}[\\s，,]*)*(?:第 ?)?(${N}|first|second|third|fourth|fifth|sixth|one|two|three|four|five|six)(?: ?(?:个|项|种|条|号|类|位|one|option))?(?:吧|的|了|啊|呢|哈|先|办)*[\\s.。、!！)）]*$`,
)
const NEGATED = new RegExp(
  `^(?:${LITTLE}[\\s，,]*)*(?:不是|不要|不选|除了|not|isn't|don't want)(?: ?the)? ?(?:第 ?)?(${N}|first|second|third|fourth|fifth|sixth)(?: ?(?:个|项|种|条|号|类|one|option))?(?:吧|的|了|啊|呢)*[\\s.。!！]*$`,
)

function numeral(said: string): number {
  if (/^[1-9]$/.test(said)) return Number(said)
  const at = said.codePointAt(0) ?? 0
  for (const base of [0x2460, 0x2474, 0x2776]) if (at >= base && at < base + 9) return at - base + 1
  return DIGITS[said] ?? ORDINALS[said] ?? WORDS[said] ?? 0
}

/** @param cues for each choice a regular expression source that names it. */
export function readChoice(raw: string, cues: readonly string[], excluded: readonly number[] = []): Chosen {
  const told = line(raw)
    .text.trim()
    .replace(/^[（(【[]|[)）】\]]$/g, '')
  // 不是发明，是第二种: what is denied first only clears the way.
  const after = /^(?:不是|不要|not )[^，,。；;]{1,12}[，,；;]\s*(.+)$/.exec(told)?.[1]
  const said = after && ORDINAL.test(after) ? after : told
  const left = cues.map((_, i) => i).filter((i) => !excluded.includes(i))
  const ordinal = ORDINAL.exec(said)
  if (ordinal) {
    const index = numeral(ordinal[1] as string) - 1
    return index >= 0 && index < cues.length ? { kind: 'one', index } : null
  }
  const not = NEGATED.exec(said)
  if (not) {
    const index = numeral(not[1] as string) - 1
    const others = left.filter((i) => i !== index)
    return others.length === 1 ? { kind: 'one', index: others[0] as number } : index >= 0 && index < cues.length ? { kind: 'not', index } : null
  }
  if (/^(?:都不是|都不对|都不要|一个都不是|没有一个|none(?: of (?:them|these|those|the above))?|neither)[。.!！]*$/.test(said)) return { kind: 'none-of-them' }
  if (/^(?:选|是|要)?(?:前者|前面(?:那个|的)|上面(?:那个|的)|头一个|前一个|the former)(?:吧|的)?$/.test(said)) return { kind: 'one', index: left[0] ?? 0 }
  if (/^(?:选|是|要)?(?:后者|后面(?:那个|的)|下面(?:那个|的)|最后(?:那)?一?个|后一个|the latter|the last(?: one)?)(?:吧|的)?$/.test(said))
    return { kind: 'one', index: left.at(-1) ?? cues.length - 1 }
  if (said.length > 40) return null
  const denied = said.replace(/(?:不是|不要|不选|并非|而不是|not(?: the| a| an)?) ?[^，,。；; 是]+/g, (m) => ' '.repeat(m.length))
  const named = cues.flatMap((cue, i) => (new RegExp(cue).test(denied) ? [i] : []))
  if (named.length === 1) return { kind: 'one', index: named[0] as number }
  const refused = cues.flatMap((cue, i) => (denied !== said && new RegExp(cue).test(said) && !new RegExp(cue).test(denied) ? [i] : []))
  if (named.length === 0 && refused.length > 0) {
    const others = left.filter((i) => !refused.includes(i))
    return others.length === 1 ? { kind: 'one', index: others[0] as number } : { kind: 'not', index: refused[0] as number }
  }
  return null
}
