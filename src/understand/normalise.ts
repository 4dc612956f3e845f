/** One way of writing for every message: width, Traditional, case, invisible characters, runs of space and punctuation. */
import * as OpenCC from 'opencc-js/t2cn'
import { latest } from './latest.ts'

const convert: (text: string) => string = OpenCC.Converter({ from: 'tw', to: 'cn' })

/**
 * Turns Traditional characters (Taiwan and Hong Kong forms too) into Simplified, one for one. The tables' phrases hold (瞭解 is 了解,
 * 答覆 is 答复), but for characters that are something else in Simplified: 沈默言 is a name, no misspelt 沉默; 打坏 is broken, no 坯; 昇 is a
 * standard character of its own in names (通用规范汉字表).
 */
export const simplify: (text: string) => string = latest(simplified)

function simplified(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text
  const turned = convert(text)
  if (turned === text || turned.length !== text.length) return turned
  return Array.from({ length: text.length }, (_, i) => {
    const [was, is] = [text[i] as string, turned[i] as string]
    return /[沈坏昇]/.test(was) ? was : is
  }).join('')
}

/** Of a longer message the beginning and the end are read, so many characters of each. */
const READ_EACH = 2000

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}/gu

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one
const ESCAPES = /\u001b\[[\d;]*[a-z]/gi

/** The message as every later step reads it. */
export const normalise: (message: string) => string = latest(normal)

function normal(message: string): string {
  return simplify(ends(message).replace(ESCAPES, '').replace(INVISIBLE, '').normalize('NFKC'))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/([!?。,，！？~…])\1+/g, '$1')
    .trim()
}

function ends(message: string): string {
  return message.length <= 2 * READ_EACH ? message : `${message.slice(0, READ_EACH)} ${message.slice(-READ_EACH)}`
}

/** True where nothing is written that could be read: no letter, digit or Han character. */
export function wordless(normal: string): boolean {
  return !/[\p{L}\p{N}]/u.test(normal)
}
