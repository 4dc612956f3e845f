/** Case numbers: evenly drawn, read back however they are said, and every slip of the tongue noticed. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseNumber, readCaseNumbers } from '../../src/cases/number.ts'
import { DeskError } from '../../src/errors.ts'
import { MONDAY } from './sample.ts'

const ALPHABET = '23456789ACEFHJKMNPRTWXY'
const drawn = () => caseNumber(MONDAY, randomBytes(32))
const read = (text: string) => readCaseNumbers(text).map((r) => (r.kind === 'number' ? r.number : `? ${r.text}`))

describe('a case number', () => {
  it('carries the date in China and eight characters that cannot be taken for others', () => {
    expect(caseNumber('2026-11-23T17:30:00Z', randomBytes(32))).toMatch(/^LN-20261124-[2-9ACEFHJKMNPRTWXY]{8}$/)
    for (let i = 0; i < 500; i++) expect(drawn()).toMatch(/^LN-20261123-[^01BDGILOQSUVZ]{8}$/)
  })

  it('is drawn evenly and does not repeat', () => {
    const numbers = Array.from({ length: 20_000 }, drawn)
    // Of so many, two are alike by chance once in seventeen runs; five pairs never.
    expect(new Set(numbers).size).toBeGreaterThan(numbers.length - 5)
    const counts = new Map<string, number>()
    for (const number of numbers) for (const c of number.slice(12, 19)) counts.set(c, (counts.get(c) ?? 0) + 1)
    expect(counts.size).toBe(ALPHABET.length)
    for (const count of counts.values()) expect(Math.abs(count / ((numbers.length * 7) / ALPHABET.length) - 1)).toBeLessThan(0.1)
  })

  it('is not made of too few bytes, nor of bytes that would bias it', () => {
    expect(() => caseNumber(MONDAY, new Uint8Array(6))).toThrow(DeskError)
    expect(() => caseNumber(MONDAY, new Uint8Array(64).fill(255))).toThrow(DeskError)
    expect(caseNumber(MONDAY, Uint8Array.from([255, 253, 0, 1, 2, 254, 3, 4, 5, 252]))).toMatch(/^LN-20261123-234567Y.$/)
  })
})

describe('reading a number', () => {
  it.each([
    (n: string) => n,
    (n: string) => `请问${n}办到哪了`,
    (n: string) => n.toLowerCase(),
    (n: string) => n.replaceAll('-', ''),
    (n: string) => n.replaceAll('-', ' '),
    (n: string) => n.replaceAll('-', '－'),
    (n: string) => n.replace(/(....)$/, ' $1'),
    (n: string) => [...n].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
    (n: string) => `编号是 ${n}。`,
    (n: string) => n.replaceAll('2', (d, at: number) => (at > 11 ? 'Z' : d)).replaceAll('5', (d, at: number) => (at > 11 ? 'S' : d)),
  ])('works in every writing (%#)', (writing) => {
    for (let i = 0; i < 200; i++) {
      const number = drawn()
      expect(read(writing(number)), writing(number)).toEqual([number])
    }
  })

  it('finds two in one message', () => {
    const [a, b] = [drawn(), drawn()]
    expect(read(`${a}和${b}`)).toEqual([a, b])
    expect(read(`${a} ${b}`)).toEqual([a, b])
  })

  it('notices every wrong character and every two exchanged', () => {
    for (let i = 0; i < 60; i++) {
      const number = drawn()
      for (let at = 12; at < number.length; at++) {
        for (const c of ALPHABET) if (c !== number[at]) expect(read(number.slice(0, at) + c + number.slice(at + 1))).toEqual([expect.stringMatching(/^\? LN/)])
        const exchanged = number.slice(0, at) + (number[at + 1] ?? '') + number[at] + number.slice(at + 2)
        if (at + 1 < number.length && number[at] !== number[at + 1]) expect(read(exchanged)).toEqual([expect.stringMatching(/^\? LN/)])
      }
      for (let at = 3; at < 11; at++)
        for (const d of '0123456789') if (d !== number[at]) expect(read(number.slice(0, at) + d + number.slice(at + 1))).toEqual([expect.stringMatching(/^\? LN/)])
    }
  })

  it.each(['', '你好', 'LN', 'LN-2026', '辽宁20261123', 'ln-2022-6#8', '202129999001.4', '13940123456', '91210300MA0YCANAR1'])('finds none in %j', (text) => {
    expect(readCaseNumbers(text)).toEqual([])
  })

  it('falls over nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readCaseNumbers(text)),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.stringMatching(/^(?:LN|[\d -]|[A-Z]){0,200}$/), (text) => void readCaseNumbers(text)),
      { numRuns: 2000 },
    )
    const started = performance.now()
    for (const text of ['LN'.repeat(50_000), `LN${'1 '.repeat(50_000)}`, `LN20261123${'A-'.repeat(50_000)}`]) readCaseNumbers(text)
    expect(performance.now() - started).toBeLessThan(300)
  })
})
