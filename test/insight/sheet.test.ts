/** What leaves for a spreadsheet: no cell runs, and nothing is lost that a person wrote. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BANDS, bandOf, classed, type Demand, demandOf, filtered, sheetOf } from '../../src/insight/demand.ts'
import { csv, isFormula } from '../../src/insight/sheet.ts'
import { readCsv } from '../../src/officer/roll.ts'
import { anshan, did, financing, infringement, opened } from '../cases/sample.ts'

const cellsOf = (value: string) => readCsv(csv({ name: '表', head: ['一', '二'], rows: [['x', value]] }))[1]?.cells

describe('a CSV cell', () => {
  it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', ' =1', '　=1', '＝1', '＋1', '－1', '＠A'])('%j is not a formula any more', (bad) => {
    expect(isFormula(bad)).toBe(true)
    expect(csv({ name: '表', head: ['一'], rows: [[bad]] })).toContain(`'${bad}`)
  })

  it('never begins what a spreadsheet runs, and comes back to the letter', () => {
    const hostile = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', "'", ',', ';', 'a', '中', '＝'), maxLength: 8 })
    fc.assert(
      fc.property(hostile, (value) => {
        const cell = cellsOf(value)?.[1] as string
        expect(isFormula(cell)).toBe(false)
        // Our own reader drops carriage returns outside quotes; what stands in a cell is quoted.
        expect(cell.replace(/^'/, '')).toBe(value.replace(/^'/, ''))
      }),
      { numRuns: 500 },
    )
  })
})

describe('the register', () => {
  const demand = (slots: object, seed = 1) => demandOf(opened({ ...financing, slots: { ...financing.slots, ...slots } }, undefined, seed).case) as Demand

  it('holds financing only, and no person', () => {
    expect(demandOf(opened(infringement).case)).toBeNull()
    expect(JSON.stringify(demand({}))).not.toMatch(/欧阳|1394/)
    expect(JSON.stringify(sheetOf([demand({})], 'zh'))).not.toMatch(/欧阳|1394/)
  })

  it('classes every amount once, limits included', () => {
    expect([999_999, 1_000_000, 5_000_000, 9_999_999.5, 10_000_000].map((amountYuan) => bandOf(demand({ amountYuan }))?.id)).toEqual([
      'to-1m',
      'to-5m',
      'to-10m',
      'to-10m',
      'over-10m',
    ])
    fc.assert(fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (amount) => BANDS.filter((b) => amount >= b.from && amount < b.below).length === 1))
    expect(classed([demand({}), demand({ amountYuan: null })]).map((s) => s.count)).toEqual([0, 0, 1, 0, 1])
  })

  it('is filtered by what it became', () => {
    const worked = did(opened(financing, undefined, 2), anshan, { kind: 'accept' }, '2026-11-23T10:00:00+08:00')
    const done = demandOf(did(worked, anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, '2026-11-23T11:00:00+08:00').case) as Demand
    const all = [demand({}), done]
    expect(filtered(all, { state: 'open' })).toEqual([all[0]])
    expect(filtered(all, { state: '已解决' })).toEqual([done])
    expect(filtered(all, { term: 'unsaid' })).toEqual([])
    expect(filtered(all, {})).toHaveLength(2)
  })

  it('takes what it finds in a slot for what it is', () => {
    expect(demand({ amountYuan: '5', patentNumbers: 'x', bank: 3, purpose: '' })).toMatchObject({ amount: null, patents: [], bank: null, purpose: null })
  })
})
