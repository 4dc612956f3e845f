/** The features an index knows, their weights, and the way from a sound to the word it most likely means. */
import type { Features } from './features.ts'
import { sound } from './pinyin.ts'

/** A sparse unit vector over the vocabulary. */
export type Sparse = { readonly ids: Int32Array; readonly weights: Float32Array }

export type Vocabulary = {
  readonly names: readonly string[]
  readonly idf: Float32Array
  /** The vector of a text, length 1; features never seen are taken by their sound (unless only spelling counts), or left. `seen` is the share of weight that was known. */
  readonly vector: (features: Features, by?: 'spelling' | 'sound') => Sparse & { readonly seen: number }
}

const HAN = /^\p{Script=Han}{2,}$/u
const BY_SOUND = 0.7

/** The vocabulary of a training text: what stands in at least two of its texts. */
export function learnVocabulary(texts: readonly Features[]): { names: string[]; idf: Float32Array } {
  const counts = new Map<string, number>()
  for (const text of texts) for (const name of text.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const kept = [...counts].filter(([name, n]) => n >= 2 && !name.startsWith('y:'))
  return { names: kept.map(([name]) => name), idf: Float32Array.from(kept, ([, n]) => Math.log(1 + texts.length / n)) }
}

export function vocabulary(names: readonly string[], idf: Float32Array): Vocabulary {
  const ids = new Map(names.map((name, i) => [name, i]))
  let heard: Map<string, number> | null = null
  const bySound = () => {
    heard ??= listen(ids, idf)
    return heard
  }
  const rare = idf.reduce((most, x) => Math.max(most, x), 0)
  const find = (name: string, listen: boolean): { id: number; by: number } | null => {
    const id = ids.get(name)
    if (id !== undefined) return { id, by: 1 }
    if (!listen) return null
    const key = name.startsWith('y:') ? name.slice(2) : HAN.test(name) ? Array.from(name, sound).join(' ') : null
    const alike = key === null ? undefined : bySound().get(key)
    return alike === undefined ? null : { id: alike, by: BY_SOUND }
  }
  return {
    names,
    idf,
    vector(features, by = 'sound') {
      const weights = new Map<number, number>()
      let known = 0
      let unknown = 0
      for (const [name, count] of features) {
        const found = find(name, by === 'sound')
        if (!found) {
          if (!name.startsWith('y:')) unknown += Math.log1p(count) * rare
          continue
        }
        const weight = Math.log1p(count) * (idf[found.id] as number) * found.by
        known += weight
        weights.set(found.id, (weights.get(found.id) ?? 0) + weight)
      }
      const length = Math.sqrt([...weights.values()].reduce((sum, w) => sum + w * w, 0)) || 1
      return {
        ids: Int32Array.from(weights.keys()),
        weights: Float32Array.from(weights.values(), (w) => w / length),
        seen: known / (known + unknown || 1),
      }
    },
  }
}

/** Of all words that sound alike, the commonest. */
function listen(ids: ReadonlyMap<string, number>, idf: Float32Array): Map<string, number> {
  const heard = new Map<string, number>()
  for (const [name, id] of ids) {
    if (!HAN.test(name)) continue
    const key = Array.from(name, sound).join(' ')
    const other = heard.get(key)
    if (other === undefined || (idf[id] as number) < (idf[other] as number)) heard.set(key, id)
  }
  return heard
}
