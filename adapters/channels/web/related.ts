/** Which measures of the other notices speak of the same thing: the words two clauses share, each weighed by how rare it is. */
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Clause } from '../../../src/corpus/notice.ts'

const AT_MOST = 3
/** Below this, what two measures share is the language of notices. */
const LIKE = 0.07

export type Related = (clause: Clause) => readonly Clause[]

export function relatedClauses(corpus: Corpus): Related {
  const measures = corpus.clauses.filter((c) => c.ordinal !== 0 && c.ordinal !== 'end')
  // A heading says what its clause is about: it counts three times.
  const counts = measures.map((c) => counted([...pairs(c.text), ...pairs(c.heading), ...pairs(c.heading)]))
  const documents = counted(counts.flatMap((terms) => [...terms.keys()]))
  const vectors = counts.map((terms) => {
    const weights = [...terms].map(([term, n]) => [term, (1 + Math.log(n)) * Math.log(measures.length / (documents.get(term) ?? 1))] as const)
    const length = Math.hypot(...weights.map(([, w]) => w)) || 1
    return new Map(weights.map(([term, w]) => [term, w / length]))
  })
  const found = new Map(
    measures.map((clause, i) => {
      const near = measures
        .map((other, j) => ({ other, like: other.notice === clause.notice ? 0 : likeness(vectors[i] as Weights, vectors[j] as Weights) }))
        .filter(({ like }) => like >= LIKE)
        .sort((a, b) => b.like - a.like)
      return [clause.id, near.slice(0, AT_MOST).map((n) => n.other)]
    }),
  )
  return (clause) => found.get(clause.id) ?? []
}

type Weights = ReadonlyMap<string, number>

function likeness(a: Weights, b: Weights): number {
  let sum = 0
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0)
  return sum
}

function pairs(text: string): string[] {
  return [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(([run]) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)))
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
