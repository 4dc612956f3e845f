/** One-time codes by which an officer proves himself where there is no account: made here, printed once, kept only as a hash. */
import { createHash } from 'node:crypto'
import { DeskError } from '../errors.ts'

/** Without 0 O 1 I L: it is read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 12
export const CODE_MINUTES = 10

/** @param random bytes from a cryptographic source; 32 are plenty. */
export function newCode(random: Uint8Array): string {
  const whole = Math.floor(256 / ALPHABET.length) * ALPHABET.length
  const drawn = [...random].filter((byte) => byte < whole).slice(0, LENGTH)
  if (drawn.length < LENGTH) throw new DeskError('officer-code-random', '随机字节不够取一个登录码', '请给 32 个来自密码学来源的随机字节')
  const text = drawn.map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

/** What is kept of a code, and what a code typed in is compared by: small letters, full width and gaps do not count. */
export function hashOfCode(officer: string, code: string): string {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(`officer-code\n${officer}\n${plain}`).digest('hex')
}
