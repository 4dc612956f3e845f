/** Case numbers: LN-20261123-7K4M2PXR, not to be guessed, easy to read aloud, with a check character over the whole. */
import { dateInChina } from '../calendar.ts'
import { DeskError } from '../errors.ts'

/** Without 0 O D Q, 1 I L, 2's Z, 5's S, 8's B, 6's G, and U V: 23 is prime, so that one check character finds every wrong and every exchanged one. */
const ALPHABET = '23456789ACEFHJKMNPRTWXY'
const DRAWN = 7
const FORM = new RegExp(`^LN(\\d{8})([${ALPHABET}]{${DRAWN}})([${ALPHABET}])$`)
/** What is meant by a character that is in no number. */
const MEANT: Readonly<Record<string, string>> = { Z: '2', S: '5', B: '8', G: '6' }

/** `mistyped`: it looks like a number of ours, and its check character says that it is none. */
export type NumberReading = { readonly kind: 'number'; readonly number: string } | { readonly kind: 'mistyped'; readonly text: string }

/**
 * A new number. Seven drawn characters are 31 bits beside the date; who asks about a case is known by more than its number all the same.
 * @param random bytes from a cryptographic source; 32 are plenty. @throws DeskError when too few of them can be used.
 */
export function caseNumber(at: string, random: Uint8Array): string {
  const whole = Math.floor(256 / ALPHABET.length) * ALPHABET.length
  const drawn = [...random]
    .filter((byte) => byte < whole)
    .slice(0, DRAWN)
    .map((byte) => ALPHABET[byte % ALPHABET.length])
  if (drawn.length < DRAWN) throw new DeskError('case-number-random', '随机字节不够取一个受理编号', '请给 32 个来自密码学来源的随机字节')
  const date = dateInChina(at).replaceAll('-', '')
  return `LN-${date}-${drawn.join('')}${check(date, drawn.join(''))}`
}

/** Weights 1, 2, 3 … mod 23 over the digits of the date and the drawn characters. */
function check(date: string, drawn: string): string {
  const values = [...[...date].map(Number), ...[...drawn].map((c) => ALPHABET.indexOf(c))]
  return ALPHABET[values.reduce((sum, value, i) => sum + value * (i + 1), 0) % ALPHABET.length] as string
}

/** Every number in a message, however spaced, cased or wide; look-alikes (Z for 2, S for 5 …) are read as what they look like. */
export function readCaseNumbers(text: string): NumberReading[] {
  const plain = text.normalize('NFKC').toUpperCase()
  return [
    ...plain.matchAll(
      /(?<![A-Z\d])LN[ \-‐-―−－_.]{0,3}(?:\d[ \-‐-―−_.]?){8}[ \-‐-―−_.]{0,2}[A-Z\d](?:(?:[ \-‐-―−_.]?[A-Z\d]){7}|(?:[ \-‐-―−_.]?[A-Z\d]){4,9})(?![A-Z\d])/g,
    ),
  ].map((m) => {
    const code = m[0].replace(/[^A-Z\d]/g, '')
    const found = FORM.exec(code.slice(0, 10) + code.slice(10).replace(/[ZSBG]/g, (c) => MEANT[c] as string))
    if (!found || check(found[1] as string, found[2] as string) !== found[3]) return { kind: 'mistyped', text: m[0].trim() }
    return { kind: 'number', number: `LN-${found[1]}-${found[2]}${found[3]}` }
  })
}
