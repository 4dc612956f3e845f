/** What people wrote to hold the verifier against, in `said/`: true sentences and false ones, by writers who saw the notices and not the code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Claim } from '../../src/fluent/held.ts'
import { corpus } from '../desk-under-test.ts'
import { KINDS, type Kind } from './planting.ts'

/** `dev-` files the verifier was tuned on; `report-` files only measure. */
export const HALVES = ['dev', 'report'] as const
export type Half = (typeof HALVES)[number]

export const VOICES = ['window', 'phone', 'brief'] as const
/** A sentence of the notices in somebody's own words: as a clerk says it at the window, on the telephone, or briefly. */
export type Retold = Claim & { readonly half: Half; readonly voice: (typeof VOICES)[number] }
/** A sentence with one error in it, written by hand as a model makes it. */
export type Mistaken = Claim & { readonly kind: Kind }

const FOLDER = join(import.meta.dirname, 'said')
const Line = {
  retold: z.strictObject({ clause: z.string(), anchor: z.string(), window: z.string().optional(), phone: z.string().optional(), brief: z.string().optional() }),
  prompted: z.strictObject({ sentences: z.array(z.strictObject({ text: z.string(), clause: z.string(), quote: z.string() })).min(1) }),
  mistaken: z.strictObject({ clause: z.string(), anchor: z.string(), kind: z.enum(KINDS), text: z.string() }),
}

function lines<K extends keyof typeof Line>(kind: K, half: Half): z.infer<(typeof Line)[K]>[] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(`${half}-${kind}-`))
    .sort()
    .flatMap((name) =>
      readFileSync(join(FOLDER, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => Line[kind].parse(JSON.parse(line)) as z.infer<(typeof Line)[K]>),
    )
}

/** The sentence of a clause an anchor stands in: what is said of it rests on that. */
function quoted(clause: string, anchor: string): string {
  const found = corpus.clause(clause).sentences.find((s) => s.text.includes(anchor))
  if (!found) throw new Error(`${anchor} stands nowhere in ${clause}`)
  return found.text
}

export function retold(half: Half): Retold[] {
  return lines('retold', half).flatMap(({ clause, anchor, ...said }) =>
    VOICES.flatMap((voice) => (said[voice] ? [{ text: said[voice], clause, quote: quoted(clause, anchor), half, voice }] : [])),
  )
}

/** Answers of writers who played the model, given our own prompt and the desk's own questions and clauses. */
export function prompted(half: Half): (readonly Claim[])[] {
  return lines('prompted', half).map(({ sentences }) => sentences)
}

export function mistaken(half: Half): Mistaken[] {
  return lines('mistaken', half).map(({ clause, anchor, kind, text }) => ({ text, clause, quote: quoted(clause, anchor), kind }))
}
