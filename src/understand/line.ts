/** A raw message written one way (width, case, Traditional, invisible characters) that still knows where each character stood. */
import { simplify } from './normalise.ts'

export type Line = {
  /** The message as the readers match it: half width, lower case, Simplified. */
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

function one(character: string): string {
  if (character === '\n' || character === '\r') return '\n'
  if (SPACE.test(character)) return ' '
  if (INVISIBLE.test(character)) return ''
  if (character === '\u20e3') return ' '
  const wide = WIDTH.test(character) ? character.normalize('NFKC') : character
  const lower = wide.toLowerCase()
  return lower.length === wide.length ? lower : wide
}

export function line(raw: string): Line {
  const starts: number[] = []
  const ends: number[] = []
  let folded = ''
  let offset = 0
  for (const character of raw) {
    const written = one(character)
    for (let i = 0; i < written.length; i++) {
      starts.push(offset)
      ends.push(offset + character.length)
    }
    folded += written
    offset += character.length
  }
  const simple = simplify(folded)
  const text = simple.length === folded.length ? simple : evenly(folded)
  return {
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
