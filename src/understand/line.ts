/** A raw message written one way (width, case, Traditional, invisible characters) that still knows where each character stood. */

import { homely } from './dialect.ts'
import { latest } from './latest.ts'
import { simplify } from './normalise.ts'

export type Line = {
  /** As it was received. */
  readonly raw: string
  /** The message as the readers match it: half width, lower case, Simplified, its small words as the standard has them. */
  readonly text: string
  /** The raw place of `text.slice(start, end)`. */
  readonly at: (start: number, end: number) => { readonly start: number; readonly end: number; readonly text: string }
}

/** A stretch of letters and digits in a line. */
export type Run = { readonly start: number; readonly end: number; readonly text: string }

const INVISIBLE = /^(?:\p{Cc}|\p{Cf}|\ufe0e|\ufe0f)$/u
/** Widths only: ①, ² and their like are list marks and exponents, never digits of a value. A full-width comma parts values, so it stays. */
const WIDTH = /^[\uff01-\uff0b\uff0d-\uff5e\uffe0-\uffe6\uff61-\uff9f\u2160-\u217f\uf900-\ufaff\u2f00-\u2fd5\u{1d7ce}-\u{1d7ff}]$/u
const SPACE = /^[\p{Zs}\t\v\f]$/u

/** What most of a message is made of, and stays as it is: Han, digits, small letters. */
function plain(character: string): boolean {
  const code = character.charCodeAt(0)
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

function one(character: string): string {
  if (plain(character)) return character
  if (character === '\n' || character === '\r') return '\n'
  if (SPACE.test(character)) return ' '
  if (INVISIBLE.test(character)) return ''
  if (character === '\u20e3') return ' '
  const wide = WIDTH.test(character) ? character.normalize('NFKC') : character
  const lower = wide.toLowerCase()
  return lower.length === wide.length ? lower : wide
}

/** A raw message as the readers match it. */
export const line: (raw: string) => Line = latest(folded)

function folded(raw: string): Line {
  const starts: number[] = []
  const ends: number[] = []
  let written = ''
  let offset = 0
  for (const character of raw) {
    const now = one(character)
    for (let i = 0; i < now.length; i++) {
      starts.push(offset)
      ends.push(offset + character.length)
    }
    written += now
    offset += character.length
  }
  const simple = simplify(written)
  const text = homely(simple.length === written.length ? simple : evenly(written))
  return {
    raw,
    text,
    at: (start, end) => {
      const from = starts[start] ?? raw.length
      const to = end > start ? (ends[end - 1] ?? raw.length) : from
      return { start: from, end: to, text: raw.slice(from, to) }
    },
  }
}

/** Simplified one character at a time, for the rare text whose length the phrase tables would change. */
function evenly(text: string): string {
  return [...text].map((c) => (simplify(c).length === c.length ? simplify(c) : c)).join('')
}

export function runs(text: string): Run[] {
  return [...text.matchAll(/[0-9a-z]+/g)].map((m) => ({ start: m.index, end: m.index + m[0].length, text: m[0] }))
}

/** Neighbouring runs from `first` on, one more at a time, while `between` allows the gap and at most `most` characters are joined. */
export function* joined(text: string, all: readonly Run[], first: number, most: number, between: RegExp): Generator<Run & { readonly next: number }> {
  const head = all[first]
  if (!head) return
  let code = head.text
  let end = head.end
  let next = first + 1
  while (code.length <= most) {
    yield { start: head.start, end, text: code, next }
    const run = all[next]
    if (!run || run.start - end > 3 || !between.test(text.slice(end, run.start))) return
    code += run.text
    end = run.end
    next++
  }
}
