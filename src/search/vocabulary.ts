/** The features an index knows, their weights, and the way from a sound to the word it most likely means. */

import { sound } from '../understand/sound.ts'
import type { Features } from './features.ts'

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
  /** What sounds like a feature that is not known as it is written. */
  const alike = (name: string): number | undefined => {
    if (name.startsWith('y:')) return bySound().get(name.slice(2))
    return HAN.test(name) ? bySound().get(heardAs(name)) : undefined
  }
  /** Where each feature stands among those found of the text being read, counted from 1; 0 between texts. */
  const places = new Uint32Array(names.length)
  return {
    names,
    idf,
    vector(features, by = 'sound') {
      const found: number[] = []
      const weights: number[] = []
      let known = 0
      let unknown = 0
      for (const [name, count] of features) {
        const written = ids.get(name)
        const id = written ?? (by === 'sound' ? alike(name) : undefined)
        if (id === undefined) {
          if (!name.startsWith('y:')) unknown += Math.log1p(count) * rare
          continue
        }
        const weight = Math.log1p(count) * (idf[id] as number) * (written === undefined ? BY_SOUND : 1)
        known += weight
        const at = (places[id] as number) - 1
        if (at < 0) {
          places[id] = found.push(id)
          weights.push(weight)
        } else weights[at] = (weights[at] as number) + weight
      }
      let squares = 0
      for (let j = 0; j < found.length; j++) {
        squares += (weights[j] as number) * (weights[j] as number)
        places[found[j] as number] = 0
      }
      const length = Math.sqrt(squares) || 1
      return {
        ids: Int32Array.from(found),
        weights: Float32Array.from(weights, (w) => w / length),
        seen: known / (known + unknown || 1),
      }
    },
  }
}

function heardAs(name: string): string {
  let heard = ''
  for (const char of name) heard += heard === '' ? sound(char) : ` ${sound(char)}`
  return heard
}

/** Of all words that sound alike, the commonest. */
function listen(ids: ReadonlyMap<string, number>, idf: Float32Array): Map<string, number> {
  const heard = new Map<string, number>()
  for (const [name, id] of ids) {
    if (!HAN.test(name)) continue
    const key = heardAs(name)
    const other = heard.get(key)
    if (other === undefined || (idf[id] as number) < (idf[other] as number)) heard.set(key, id)
  }
  return heard
}
