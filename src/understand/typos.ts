/** Hears the words that people put before a value where a phone typed another character of the same sound: 正据有, 电化139…. */
import { sound } from './sound.ts'

/** What labels are made of. */
const WORDS = '代码 注册 证据 电话 手机 联系 公司 企业 名称 专利 商标 期限 用途 银行 金额 情况 经过 侵权'.split(' ')
const BY_SOUND = new Map(WORDS.map((word) => [heard(word), word]))
/** A label is one only where its value comes next. */
const VALUE_NEXT = /^(?:号码?|册号|人|方式?|名称?|材料|情况)?\s*(?:[:：=\dA-Za-z]|是|为|有|叫)/u
const SEGMENTS = new Intl.Segmenter('zh', { granularity: 'word' })

function heard(pair: string): string {
  return `${sound(pair[0] as string)} ${sound(pair[1] as string)}`
}

/** The text with such words as they were meant, character for character. A pair that is a word of its own (收集) is left alone. */
export function meant(text: string): string {
  if (!/\p{Script=Han}{2}/u.test(text)) return text
  let healed = text
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2)
    if (!/^\p{Script=Han}{2}$/u.test(pair)) continue
    const word = BY_SOUND.get(heard(pair))
    if (word === undefined || word === pair || !VALUE_NEXT.test(text.slice(i + 2)) || isWord(text, i)) continue
    healed = healed.slice(0, i) + word + healed.slice(i + 2)
  }
  return healed
}

function isWord(text: string, at: number): boolean {
  const from = Math.max(0, at - 6)
  for (const { segment, index } of SEGMENTS.segment(text.slice(from, at + 8)))
    if (segment.length >= 2 && from + index < at + 2 && from + index + segment.length > at) return true
  return false
}
