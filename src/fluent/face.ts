/** A text as names and numbers are looked for in it: one width, one script, nothing unseen, and Chinese that was pulled apart put together again. */
import { simplify } from '../understand/normalise.ts'

/** `at` tells where in the raw text a stretch of it stood. */
export type Face = { readonly text: string; readonly at: (start: number, end: number) => { readonly start: number; readonly end: number } }

type Placed = { readonly said: string; readonly start: number; readonly end: number }

/** What is written between the parts of one thing that is told in parts. */
export const JOINT = '(?:然后是?|接着是?|后面是?|最后是?|再是?|加|横?杠|点|转)'

/** Keycaps, accents and what cannot be seen; a line break stays. */
const UNSEEN = /^(?:\p{M}|\p{Cf}|[^\P{Cc}\n\r\t])$/u

/** Case is kept: it tells names of English. */
export function faceOf(raw: string): Face {
  return together(folded(raw), raw.length)
}

function folded(raw: string): Placed[] {
  const found: Placed[] = []
  let at = 0
  for (const character of raw) {
    const written = UNSEEN.test(character) ? '' : character.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC')
    for (const said of written) found.push({ said, start: at, end: at + character.length })
    at += character.length
  }
  const simple = [...simplify(found.map((p) => p.said).join(''))]
  // Phrase tables may change the length of a rare text: then one character at a time.
  return found.map((p, i) => ({ ...p, said: simple.length === found.length ? (simple[i] as string) : ([...simplify(p.said)][0] ?? p.said) }))
}

const SHORT = 4
const GAP = new RegExp(`[^\\p{L}\\p{N}]+(?:${JOINT}[^\\p{L}\\p{N}]*)?`, 'gu')
const LEFT = /[\p{L}\p{N}]{1,12}$/u
const LED = new RegExp(`^${JOINT}+`)
/** The legal form of an enterprise goes with what stands before it. */
const FORM = /^(?:集团|公司|有限|股份)/
const RIGHT = /^[\p{L}\p{N}]{1,5}/u

/** True where marks stand inside of one thing: 王 建 国, 1·9·5, 【沈阳鑫】（诚精密】; never where they part sentences or items of a list. */
function inside(gap: string, left: string, right: string): boolean {
  const joint = /[\p{L}]/u.test(gap)
  if (gap.length > 8 || left === '' || right === '' || /[。？！!?；;：:、]/.test(gap)) return false
  if (left.length === 1 && right.length === 1) return true
  if (/[，,]/.test(gap) && !joint) return false
  if (left.length <= SHORT && right.length <= SHORT && (joint || /[^ ]/.test(gap))) return true
  return (
    /\p{Script=Han}$/u.test(left) &&
    /^\p{Script=Han}/u.test(right) &&
    (left.length <= (gap.includes('\n') ? 2 * SHORT : SHORT) || right.length <= SHORT || FORM.test(right))
  )
}

/** Puts together what marks pull apart. */
function together(all: readonly Placed[], length: number): Face {
  // Offsets of a regular expression count UTF-16 units, and so must the places.
  const units = all.flatMap((p) => Array.from({ length: p.said.length }, (_, i) => ({ ...p, said: p.said[i] as string })))
  const text = units.map((p) => p.said).join('')
  const gone = new Set<number>()
  for (const { 0: gap, index } of text.matchAll(GAP)) {
    const end = index + gap.length
    const left = (LEFT.exec(text.slice(Math.max(0, index - 12), index))?.[0] ?? '').replace(LED, '')
    const [right = ''] = RIGHT.exec(text.slice(end, end + 6)) ?? []
    if (inside(gap, left, right)) for (let i = index; i < end; i++) gone.add(i)
  }
  const kept = units.filter((_, i) => !gone.has(i))
  const from = (i: number) => kept[i]?.start ?? length
  return { text: kept.map((p) => p.said).join(''), at: (start, end) => ({ start: from(start), end: end > start ? (kept[end - 1]?.end ?? length) : from(start) }) }
}
