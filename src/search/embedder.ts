/** The desk's own embedder: local, deterministic, no model file. A text's vocabulary vector, folded by signed hashing. */
import type { Sparse } from './vocabulary.ts'

export const EMBEDDER = 'zhiwen-fold-128'
export const DIMENSIONS = 128
const PROJECTIONS = 4

/** Folds a sparse vector into `DIMENSIONS` numbers that keep its cosines (Achlioptas 2003; Weinberger et al. 2009). */
export function fold(vector: Sparse): number[] {
  const out = new Array<number>(DIMENSIONS).fill(0)
  for (let j = 0; j < vector.ids.length; j++) {
    let hash = Math.imul((vector.ids[j] as number) + 1, 0x9e3779b1)
    for (let p = 0; p < PROJECTIONS; p++) {
      hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
      hash ^= hash >>> 13
      const slot = (hash >>> 1) % DIMENSIONS
      out[slot] = (out[slot] as number) + (hash & 1 ? 1 : -1) * (vector.weights[j] as number)
    }
  }
  return out
}
