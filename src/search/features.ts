/** What a normalised text is made of, for searching: stretches of one to three characters, Latin words, sounds, and the official terms it means. */
import { type Glossary, meanings } from '../corpus/glossary.ts'
import { plainly } from '../understand/dialect.ts'
import { syllables } from './pinyin.ts'

/** Feature → weight. `w:` marks a Latin word or number, `p:` two of them in a row, `g:` a stretch of a word, `y:` one known only by its sound. */
export type Features = Map<string, number>

const PIECES = /\p{Script=Han}+|[a-z]+|\d+/gu

/** Reads the features of a normalised text. Pure and deterministic. */
export type FeatureReader = (normal: string) => Features

/** What an official term weighs that is meant but not said. */
const MEANT = 0.4

export function featureReader(glossary: Glossary): FeatureReader {
  const mean = meanings(glossary)
  return (written) => {
    const normal = plainly(written)
    const found: Features = new Map()
    const add = (name: string, weight: number) => found.set(name, (found.get(name) ?? 0) + weight)
    said(normal, add)
    for (const term of mean(normal)) han(term, (name, weight) => add(name, MEANT * weight))
    return found
  }
}

function said(normal: string, add: (name: string, weight: number) => void): void {
  let spoken: string[] = []
  let before = ''
  for (const [piece] of normal.matchAll(PIECES)) {
    if (/^[a-z]/.test(piece)) {
      // “how long”, “how many”: as telling in English as 多久 and 多少.
      if (before) add(`p:${before} ${piece}`, 0.8)
      before = piece
      const heard = syllables(piece)
      if (heard) spoken = hear(spoken, heard, add)
      else spoken = []
      latin(piece, add)
      continue
    }
    spoken = []
    before = ''
    if (/^\d/.test(piece)) add(`w:${piece}`, 1)
    else han(piece, add)
  }
}

function han(run: string, add: (name: string, weight: number) => void): void {
  for (let i = 0; i < run.length; i++) {
    add(run[i] as string, 0.5)
    if (i + 2 <= run.length) add(run.slice(i, i + 2), 1)
    if (i + 3 <= run.length) add(run.slice(i, i + 3), 0.8)
  }
}

function latin(word: string, add: (name: string, weight: number) => void): void {
  add(`w:${word}`, 1)
  // Stems and misspellings of longer words meet in their four-letter stretches.
  if (word.length > 4) for (let i = 0; i + 4 <= word.length; i++) add(`g:${word.slice(i, i + 4)}`, 0.3)
}

function hear(before: readonly string[], now: readonly string[], add: (name: string, weight: number) => void): string[] {
  const all = [...before, ...now]
  for (let end = before.length + 1; end <= all.length; end++) {
    if (end >= 2) add(`y:${all.slice(end - 2, end).join(' ')}`, 1)
    if (end >= 3) add(`y:${all.slice(end - 3, end).join(' ')}`, 0.8)
  }
  return all.slice(-2)
}
