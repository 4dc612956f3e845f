/** The examination sets: one file an author, one question a line. `dev-` sets are looked at for mending, `report-` sets never are. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Expected = z.union([
  z.strictObject({
    kind: z.enum(['answerable', 'conversation', 'reference']),
    turns: z.array(z.string()).min(1),
    clauses: z.array(z.string()).min(1),
    also: z.array(z.string()),
    facts: z.array(z.string()),
  }),
  z.strictObject({ kind: z.enum(['near-miss', 'elsewhere', 'conversation', 'reference']), turns: z.array(z.string()).min(1), reason: z.string() }),
])
/** A question and what a right answer cites and says, or why there is none. Only the answer to the last turn counts. */
export type Question = z.infer<typeof Expected>

export type ExaminationSet = { readonly author: string; readonly questions: readonly Question[] }

const FOLDER = join(import.meta.dirname, 'sets')

/** @param prefix `dev-` or `report-`. */
export function readSets(prefix: string): ExaminationSet[] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({
      author: name.slice(0, -'.jsonl'.length),
      questions: readFileSync(join(FOLDER, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line, i) => {
          const read = Expected.safeParse(JSON.parse(line))
          if (!read.success) throw new Error(`${name} line ${i + 1}: ${read.error.issues[0]?.message}`)
          return read.data
        }),
    }))
}
