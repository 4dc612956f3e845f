/** Keeps on disk what was learned of wishes, beside the index, so that it is learned once for a corpus. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Head, LearnedWishes } from '../../src/intent/wish.ts'

type Written = { readonly names: readonly string[]; readonly classes: readonly string[]; readonly idf: string; readonly weights: string; readonly bias: string }

/** Reads what was learned for this stamp, or learns it and writes it whole. A file that cannot be read is made anew. */
export function openKeptWishes(folder: string, stamp: string, learn: () => LearnedWishes): LearnedWishes {
  const path = join(folder, `wishes-${stamp.slice(0, 16)}.json`)
  try {
    const { act, matter } = JSON.parse(readFileSync(path, 'utf8')) as { act: Written; matter: Written }
    return { act: revive(act), matter: revive(matter) }
  } catch {
    const learned = learn()
    mkdirSync(folder, { recursive: true })
    const beside = `${path}.${randomUUID()}.tmp`
    writeFileSync(beside, JSON.stringify({ act: write(learned.act), matter: write(learned.matter) }))
    renameSync(beside, path)
    return learned
  }
}

function write({ names, classes, idf, weights }: Head): Written {
  return { names, classes, idf: text(idf), weights: text(weights.weights), bias: text(weights.bias) }
}

function revive({ names, classes, idf, weights, bias }: Written): Head {
  return { names, classes, idf: numbers(idf), weights: { classes: classes.length, weights: numbers(weights), bias: numbers(bias) } }
}

function text(numbers: Float32Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
}

function numbers(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
