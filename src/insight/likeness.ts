/** Questions the desk could not answer, those that ask alike together, so that one new entry of the corpus can serve many. Pure. */
import type { Glossary } from '../corpus/glossary.ts'
import { type Features, featureReader } from '../search/features.ts'
import type { Question } from '../store.ts'
import { normalise } from '../understand/normalise.ts'

/** `head` is the question nearest to all others of its group. */
export type Group = { readonly head: Question; readonly questions: readonly Question[] }

/**
 * Cosines from which two questions ask alike: by themselves, and where both came near the same clause. Of questions of the corpus that
 * ask for different facts, one pair in a thousand is nearer than the first, one in a hundred than the second.
 */
const ALIKE = 0.34
const ALIKE_NEAR = 0.18

/** Larger groups first, of equal ones the newer; questions come the newest first. */
export function alike(questions: readonly Question[], glossary: Glossary): Group[] {
  const vector = vectors(glossary)
  return gather(
    questions.map((q) => [q]),
    vector,
    () => ALIKE,
  )
}

/** Groups that came near the same clause need be less alike to be one. @param near the clause each group's head came near, in order. */
export function joined(groups: readonly Group[], near: readonly (string | null)[], glossary: Glossary): Group[] {
  const vector = vectors(glossary)
  const clause = new Map(groups.map((g, i) => [g.head.id, near[i] ?? null]))
  const of = (q: readonly Question[]) => clause.get(q.find((one) => clause.has(one.id))?.id ?? '') ?? null
  return gather(
    groups.map((g) => [g.head, ...g.questions.filter((q) => q !== g.head)]),
    vector,
    (a, b) => (of(a) !== null && of(a) === of(b) ? ALIKE_NEAR : ALIKE),
  )
}

type Vector = (q: Question) => Features

/** Joins each to the group it is nearest to on the average: a chain of near ones does not make one of far ones. */
function gather(all: readonly (readonly Question[])[], vector: Vector, enough: (a: readonly Question[], b: readonly Question[]) => number): Group[] {
  const groups: Question[][] = []
  for (const one of all) {
    const near = groups.map((g) => mean(g, one, vector))
    const best = near.reduce((top, n, i) => (n > (near[top] ?? -1) ? i : top), 0)
    const group = groups[best]
    if (group && (near[best] as number) >= enough(group, one)) group.push(...one)
    else groups.push([...one])
  }
  return groups
    .map((questions): Group => {
      const closeness = questions.map((q) => mean(questions, [q], vector))
      return { head: questions[closeness.indexOf(Math.max(...closeness))] as Question, questions }
    })
    .sort((a, b) => b.questions.length - a.questions.length)
}

function mean(a: readonly Question[], b: readonly Question[], vector: Vector): number {
  let sum = 0
  for (const x of a) for (const y of b) sum += dot(vector(x), vector(y))
  return sum / (a.length * b.length)
}

function vectors(glossary: Glossary): Vector {
  const read = featureReader(glossary)
  const kept = new Map<Question, Features>()
  return (q) => {
    const found = kept.get(q) ?? unit(read(normalise(q.text)))
    kept.set(q, found)
    return found
  }
}

function unit(features: Features): Features {
  const length = Math.hypot(...features.values())
  return length === 0 ? new Map() : new Map([...features].map(([name, value]) => [name, value / length]))
}

function dot(a: Features, b: Features): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [name, value] of few) sum += value * (many.get(name) ?? 0)
  return sum
}
