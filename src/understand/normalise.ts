/** One way of writing for every message: width, Traditional, case, invisible characters, runs of space and punctuation. */
import * as OpenCC from 'opencc-js/t2cn'

/** Turns Traditional characters (Taiwan and Hong Kong forms too) into Simplified, one for one. */
export const simplify: (text: string) => string = OpenCC.Converter({ from: 'tw', to: 'cn' })

/** Of a longer message the beginning and the end are read, so many characters of each. */
const READ_EACH = 2000

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}/gu

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one
const ESCAPES = /\u001b\[[\d;]*[a-z]/gi

/** The message as every later step reads it. */
export function normalise(message: string): string {
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
