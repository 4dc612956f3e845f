/** Seals what must not lie open: AES-256-GCM, each row bound to its place, each key wrapped by the master key. */
import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto'
import { DeskError } from './errors.ts'

const CIPHER = 'aes-256-gcm'
const FORM = 1
const NONCE = 12
const TAG = 16
const KEY = 32
const HEAD = Buffer.from([FORM])

/**
 * Form byte, nonce, tag, ciphertext. The nonce is random: a key here seals far fewer than the 2³² messages that NIST SP 800-38D (8.3) allows with random nonces.
 * @param place table, row and column: sealed bytes moved elsewhere do not open.
 */
export function seal(key: Uint8Array, place: string, open: Uint8Array): Uint8Array {
  const nonce = freshNonce()
  // As a KeyObject: that bare bytes are none Node learns by an exception it catches, which takes longer than the sealing.
  const cipher = createCipheriv(CIPHER, createSecretKey(key), nonce, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(place))
  const [body, end] = [cipher.update(open), cipher.final()]
  return Buffer.concat([HEAD, nonce, cipher.getAuthTag(), body, end])
}

const NONCES_DRAWN = 256
let drawn: Uint8Array = new Uint8Array(0)
let used = 0

/** Random bytes are drawn many nonces at a time; each is handed out once. */
function freshNonce(): Uint8Array {
  if (used === drawn.length) {
    drawn = randomBytes(NONCES_DRAWN * NONCE)
    used = 0
  }
  used += NONCE
  return drawn.subarray(used - NONCE, used)
}

/** @throws DeskError when the bytes were not sealed with this key for this place, or were changed since. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): Uint8Array {
  const body = 1 + NONCE + TAG
  try {
    if (sealed.length < body || sealed[0] !== FORM) throw new Error('not of the sealed form')
    // Without authTagLength Node would take a tag of four bytes.
    const decipher = createDecipheriv(CIPHER, createSecretKey(key), sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(sealed.subarray(1 + NONCE, body))
    return Buffer.concat([decipher.update(sealed.subarray(body)), decipher.final()])
  } catch (cause) {
    throw new DeskError('seal-broken', `${place} 的密文打不开：密钥不符，或内容被改动、被移位`, '请从备份恢复这一行，并查明是谁改动了数据库', { cause })
  }
}

export function sealJson(key: Uint8Array, place: string, value: unknown): Uint8Array {
  return seal(key, place, Buffer.from(JSON.stringify(value ?? null)))
}

export function unsealJson(key: Uint8Array, place: string, sealed: Uint8Array): unknown {
  return JSON.parse(Buffer.from(unseal(key, place, sealed)).toString('utf8'))
}

export function newKey(): Uint8Array {
  return randomBytes(KEY)
}

/** A key as it stands in a file or a variable. */
export function printKey(key: Uint8Array): string {
  return Buffer.from(key).toString('base64')
}

/** Base64 or hexadecimal, 32 bytes. @throws DeskError for anything else, without repeating it. */
export function readKey(printed: string, from: string): Uint8Array {
  const text = printed.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null
  if (bytes?.length !== KEY)
    throw new DeskError('key-malformed', `${from} 不是一把封存密钥`, '应为 32 字节，以 base64（44 个字符）或十六进制（64 个字符）书写；可用 openssl rand -base64 32 生成')
  return bytes
}

/** Tells master keys apart without giving anything of them away. */
export function fingerprint(master: Uint8Array): string {
  return createHash('sha256').update('zhiwen master key\0').update(master).digest('hex').slice(0, 16)
}

/** The key `id` as it is kept: sealed by the master key. */
export function wrapKey(master: Uint8Array, id: string, key: Uint8Array): Uint8Array {
  return seal(master, `data_key/${id}`, key)
}

export function unwrapKey(master: Uint8Array, id: string, wrapped: Uint8Array): Uint8Array {
  return unseal(master, `data_key/${id}`, wrapped)
}
