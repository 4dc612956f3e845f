/** Hears the office's commonest words where a phone typed another character of the same sound: 正据有, 电化139…, 提教吧. */
import { sound } from './sound.ts'

/** What labels are made of. */
const WORDS = '贷款 代码 注册 证据 电话 手机 联系 公司 企业 名称 专利 商标 期限 用途 银行 金额 情况 经过 侵权'.split(' ')
const ORDERS = '提交 递交 确认 同意 不同 取消'.split(' ')
/** A label is one only where its value comes next. */
const VALUE_NEXT = /^(?:号码?|册号|人|方式?|名称?|材料|情况|用途|金额|期限)?\s*(?:[:：=\dA-Za-z]|是|为|有|叫)/u
const TOPICS = '贷款 质押 融资 维权 举报 侵权 专利 商标 抵押'.split(' ')
const SEGMENTS = new Intl.Segmenter('zh', { granularity: 'word' })

const bySound = (words: readonly string[]) => new Map(words.map((word) => [heard(word), word]))
const LABELS_BY_SOUND = bySound(WORDS)
const ORDERS_BY_SOUND = bySound(ORDERS)
const TOPICS_BY_SOUND = bySound(TOPICS)

function heard(pair: string): string {
  return `${sound(pair[0] as string)} ${sound(pair[1] as string)}`
}

/** The text with the words of labels as they were meant, character for character. A pair that is a word of its own (收集) is left alone. */
export function meant(text: string): string {
  return healed(text, LABELS_BY_SOUND, VALUE_NEXT)
}

/** The same for what is wished for: 砖利, 质押代款. */
export function topical(text: string): string {
  return healed(text, TOPICS_BY_SOUND, /^/)
}

/** The same for the few words that a form is agreed to and sent by: 提教, 确人. */
export function ordered(text: string): string {
  return healed(text, ORDERS_BY_SOUND, /^/)
}

function healed(text: string, words: ReadonlyMap<string, string>, next: RegExp): string {
  let told = text
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2)
    if (!/^\p{Script=Han}{2}$/u.test(pair)) continue
    const word = words.get(heard(pair))
    if (word !== undefined && word !== pair && next.test(text.slice(i + 2)) && !isWord(text, i)) told = told.slice(0, i) + word + told.slice(i + 2)
  }
  return told
}

function isWord(text: string, at: number): boolean {
  const from = Math.max(0, at - 6)
  for (const { segment, index } of SEGMENTS.segment(text.slice(from, at + 8)))
    if (segment.length >= 2 && from + index < at + 2 && from + index + segment.length > at) return true
  return false
}
