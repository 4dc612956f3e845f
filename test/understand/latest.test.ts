/** What is kept of the last text: one message is read by many. */
import { expect, test } from 'vitest'
import { latest } from '../../src/understand/latest.ts'

test('reads a text once for all who ask for it in a row, and anew when another text came between', () => {
  const read: string[] = []
  const length = latest((text) => {
    read.push(text)
    return { length: text.length }
  })
  const first = length('质押登记')
  expect(length('质押登记')).toBe(first)
  expect(length('')).toEqual({ length: 0 })
  expect(length('质押登记')).toEqual({ length: 4 })
  expect(read).toEqual(['质押登记', '', '质押登记'])
})
