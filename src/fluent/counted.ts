/** Holds what people count by themselves, 三项权利, 这四样, against what is listed beside it or in the notice. */
import { type Held, stretchAt } from './held.ts'
import type { Quantity } from './quantities.ts'
import { heldPairs } from './words.ts'

/** What people count by without naming it: 三项权利, 两条线, 四样. */
const GENERAL = /^(?:个|块|类|种|项|家|件|份|样|条|头|档|宗|桩|路|步|层|座|道|点|端|处|部分|方面|方|边|面|头儿|事|)$/
/** Says that there is no more of it than that. */
const ALL = /一共|总共|共计|[仅只就]|够|全部/
/** What is counted is named behind, 三个部门, or is never only a way of counting, 两家. */
const NAMED = /^(?![都全也就要得缺齐一里当之事])\p{Script=Han}{2}/u
const PIECES = /^[家件份]$/

/** What stands between the things of a list. */
const APART = /[、和与及跟]|还有|以及|(?<![增附参更])加(?![强快大入以])/

/** 三样, 两条线: counts what is named, by a word for anything. */
export function general(q: Quantity): boolean {
  return q.kind === 'number' && /^[2-6]$/.test(q.value) && GENERAL.test(q.unit)
}

/** True where a count says nothing of its own: the sentence lists so many beside it, or the notice does where it says the same. */
export function counts(q: Quantity, { said, parts, stretches }: Held, theirs: readonly Quantity[]): boolean {
  if (!general(q) || q.bound !== null || theirs.some((t) => t.unit === q.unit)) return false
  if (/每[^,;。]{0,8}$/.test(said.slice(0, q.start))) return false
  const value = Number(q.value)
  const at = stretchAt(stretches, q.start)
  const near = new Set(stretches.slice(Math.max(0, at - 1), at + 2).flatMap((s) => s.near))
  const written = parts.filter((_, i) => near.has(i)).flatMap(listed)
  const own = said.slice(stretches[at]?.start ?? 0, q.start)
  // 沈阳、大连这两个…
  if (/[这那]$/.test(own) && listed(own).includes(value)) return true
  if (/另外|其余|其他|别的/.test(said.slice(Math.max(0, q.start - 3), q.start + 2)) && written.includes(value + 1)) return true
  // 两项权，使用权和收益权, where the notice names three.
  if (written.some((n) => n > value) && (!written.includes(value) || some(value, stretches.slice(at, at + 3), parts))) return false
  if (invented(value, stretches.slice(Math.max(0, at - 1), at + 4), parts)) return false
  if (ALL.test(stretches[at]?.text ?? '')) return written.includes(value)
  const beside = stretches.slice(Math.max(0, at - 1), at + 3).flatMap((s) => listed(s.text))
  const shown = beside.length > 0 ? beside : written
  const [before, behind] = around(at, said, stretches)
  if (said.match(/[一二三四五六]是/g)?.length === value) return true
  if (PIECES.test(q.unit) ? !said.startsWith('事', q.end) : NAMED.test(said.slice(q.end))) {
    const opens = /^[^,;。]*:/.test(said.slice(q.end))
    const after = stretches.slice(at + 1, at + 1 + behind).reduce((sum, s) => sum + Math.max(1, ...listed(s.text)), 0)
    return shown.includes(value) || (opens && (behind === value || after === value))
  }
  const short = stretches.slice(at + 1, at + 1 + value).every((s) => s.text.length <= 10)
  return [...shown, behind, behind - 1, before, before + 1].includes(value) || (value <= behind && short)
}

/** True where so many are named of a longer list of the notice's. */
function some(value: number, stretches: Held['stretches'], parts: readonly string[]): boolean {
  const lists = stretches.map((s) => s.text.split(APART).filter(Boolean)).filter((items) => items.length === value)
  return lists.some((items) => parts.some((part) => Math.max(...listed(part)) > value && items.every((item) => heldPairs(item, part) >= 0.5)))
}

/** True where a list of so many names what the notice's list has, and one thing more. */
function invented(value: number, stretches: Held['stretches'], parts: readonly string[]): boolean {
  const lists = stretches.map((s) => s.text.split(APART).filter(Boolean)).filter((items) => items.length === value)
  const theirs = parts.filter((part) => listed(part).length > 0).join()
  return lists.some((items) => {
    const foreign = items.filter((item) => heldPairs(item, theirs) === 0).length
    return foreign > 0 && items.length - foreign >= 2
  })
}

/** How many stretches of the same sentence stand before one and behind it. */
function around(at: number, said: string, stretches: Held['stretches']): readonly [before: number, behind: number] {
  const ends = stretches.map((s) => /[。!]/.test(said[s.start + s.text.length] ?? ''))
  const first = ends.slice(0, at).lastIndexOf(true) + 1
  const last = ends.indexOf(true, at)
  return [at - first, (last < 0 ? stretches.length - 1 : last) - at]
}

/** How many things are named one after another: by 、, the last of them by 和. */
function listed(text: string): number[] {
  const all = runs(text.split(APART))
  return (/、[^、]*(?:[和与及跟]|以及)[^、]*$/.test(text) ? all : [...runs(text.split('、')), ...all]).filter((n) => n > 1)
}

/** Of one thing in a list, in characters. */
const LONGEST = 9

/** How long the lists are: what is long between two ends one and begins another, 创新创业人才开展多层次. */
function runs(items: readonly string[]): number[] {
  const found = [1]
  for (const [i, before] of items.slice(0, -1).entries()) {
    if (i > 0 && before.length > LONGEST) found.push(2)
    else found.push((found.pop() ?? 0) + 1)
  }
  return found
}
