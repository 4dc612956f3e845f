/** What sealing promises, byte by byte. */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint, newKey, printKey, readKey, seal, sealJson, unseal, unsealJson, unwrapKey, wrapKey } from '../src/sealing.ts'

const broken = expect.objectContaining({ code: 'seal-broken' })

describe('sealing', () => {
  const key = newKey()

  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (bytes, place) => Buffer.from(unseal(key, place, seal(key, place, bytes))).equals(Buffer.from(bytes))),
    )
    fc.assert(fc.property(fc.jsonValue(), (value) => isDeepStrictEqual(unsealJson(key, 'p', sealJson(key, 'p', value)), JSON.parse(JSON.stringify(value)))))
  })

  it('refuses every changed bit', () => {
    const sealed = seal(key, 'case_event/N-1/1', Buffer.from('沈阳'))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => unseal(key, 'case_event/N-1/1', changed)).toThrow(broken)
    }
  })

  it('refuses every shortened seal, a short tag included', () => {
    const sealed = seal(key, 'p', Buffer.from('12345'))
    for (let length = 0; length < sealed.length; length++) expect(() => unseal(key, 'p', sealed.subarray(0, length))).toThrow(broken)
  })

  it('refuses another place and another key', () => {
    const sealed = seal(key, 'case_event/N-1/1', Buffer.from('a'))
    expect(() => unseal(key, 'case_event/N-1/2', sealed)).toThrow(broken)
    expect(() => unseal(newKey(), 'case_event/N-1/1', sealed)).toThrow(broken)
  })

  it('never seals the same twice', () => {
    const seals = new Set(Array.from({ length: 1000 }, () => Buffer.from(seal(key, 'p', Buffer.from('a'))).toString('hex')))
    expect(seals.size).toBe(1000)
  })

  it('wraps a key for its own row only', () => {
    const wrapped = wrapKey(key, 'k1', newKey())
    expect(unwrapKey(key, 'k1', wrapped)).toHaveLength(32)
    expect(() => unwrapKey(key, 'k2', wrapped)).toThrow(broken)
  })

  it('reads a key in both spellings and repeats none that is wrong', () => {
    const hex = Buffer.from(key).toString('hex')
    expect(Buffer.from(readKey(`${printKey(key)}\n`, 'ZHIWEN_KEY')).toString('hex')).toBe(hex)
    expect(Buffer.from(readKey(hex, 'ZHIWEN_KEY')).toString('hex')).toBe(hex)
    for (const wrong of ['', 'geheim', printKey(key).slice(4), `${hex}00`]) {
      expect(() => readKey(wrong, 'ZHIWEN_KEY')).toThrow(expect.objectContaining({ code: 'key-malformed', message: expect.not.stringContaining(wrong || 'geheim') }))
    }
    expect(fingerprint(key)).not.toBe(fingerprint(newKey()))
  })
})
