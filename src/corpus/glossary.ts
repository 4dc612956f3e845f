/** The glossary: how people say what notices write, in everyday Chinese and in English. */
import { z } from 'zod'

/** `term` stands in a notice; `zh` and `en` are how people say it. A `*` after an English word takes any ending. */
export const GlossaryShape = z.array(z.strictObject({ term: z.string().min(2), zh: z.array(z.string().min(2)), en: z.array(z.string().min(2)) }))
export type Glossary = z.infer<typeof GlossaryShape>

type Phrase = { readonly words: readonly string[]; readonly term: string }

/** The official terms a normalised text means without saying them, each once. */
export function meanings(glossary: Glossary): (normal: string) => string[] {
  const chinese = new Map<number, { form: string; term: string }[]>()
  const english = new Map<string, Phrase[]>()
  for (const { term, zh, en } of glossary) {
    for (const form of zh) push(chinese, pair(form, 0), { form, term })
    for (const form of en) push(english, form.slice(0, 2), { words: form.split(/[ -]+/), term })
  }
  return (normal) => {
    const meant = new Set<string>()
    for (let i = 0; i + 2 <= normal.length; i++) for (const { form, term } of chinese.get(pair(normal, i)) ?? NONE) if (normal.startsWith(form, i)) meant.add(term)
    const words = normal.match(/[a-z]+|\d+/g) ?? []
    words.forEach((word, i) => {
      for (const phrase of english.get(word.slice(0, 2)) ?? NONE) if (phrase.words.every((w, k) => fits(words[i + k], w))) meant.add(phrase.term)
    })
    return [...meant]
  }
}

const NONE: readonly never[] = []

/** Two characters as one number of 32 bits. */
function pair(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)
}

function fits(word: string | undefined, form: string): boolean {
  if (word === undefined) return false
  return form.endsWith('*') ? word.startsWith(form.slice(0, -1)) : word === form
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
