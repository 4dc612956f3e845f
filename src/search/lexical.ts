/** BM25 (Robertson & Zaragoza 2009) over the clauses' own words: characters in pairs, numbers and Latin words. */

export type Lexical = { readonly score: (normal: string) => Float64Array }

const K1 = 1.2
const B = 0.75

function terms(normal: string): string[] {
  const found: string[] = []
  for (const [piece] of normal.matchAll(/\p{Script=Han}+|[a-z]+|\d+/gu)) {
    if (/^[a-z\d]/.test(piece)) found.push(piece)
    else for (let i = 0; i + 2 <= piece.length; i++) found.push(piece.slice(i, i + 2))
  }
  return found
}

/** @param texts normalised; scores come back in their order, each the sum over the question's distinct terms. */
export function lexical(texts: readonly string[]): Lexical {
  const postings = new Map<string, [number, number][]>()
  const lengths = texts.map((text, doc) => {
    const counts = new Map<string, number>()
    const all = terms(text)
    for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const [term, n] of counts) postings.set(term, [...(postings.get(term) ?? []), [doc, n]])
    return all.length
  })
  const mean = lengths.reduce((a, b) => a + b, 0) / (lengths.length || 1)
  return {
    score(normal) {
      const scores = new Float64Array(texts.length)
      for (const term of new Set(terms(normal))) {
        const docs = postings.get(term)
        if (!docs) continue
        const idf = Math.log(1 + (texts.length - docs.length + 0.5) / (docs.length + 0.5))
        for (const [doc, n] of docs) {
          const norm = K1 * (1 - B + (B * (lengths[doc] as number)) / mean)
          scores[doc] = (scores[doc] as number) + (idf * n * (K1 + 1)) / (n + norm)
        }
      }
      return scores
    },
  }
}
