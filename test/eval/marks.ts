/** Marks an answer against what a right one cites and says: the columns of the evaluation's tables. */
import type { Answer } from '../../src/message.ts'
import { normalise } from '../../src/understand/normalise.ts'
import type { Question } from './sets.ts'

/** A tally of how many of how many. */
export type Tally = { hit: number; of: number }
export const COLUMNS = ['first', 'all', 'belong', 'facts', 'refused', 'near', 'elsewhere', 'follow', 'refs'] as const
type Column = (typeof COLUMNS)[number]
export type Marks = Record<Column, Tally>

export function noMarks(): Marks {
  return Object.fromEntries(COLUMNS.map((c) => [c, { hit: 0, of: 0 }])) as Marks
}

function bare(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]/gu, '')
}

/** Marks one answer, and says what was wrong with it. */
export function mark(row: Marks, question: Question, answer: Answer): string[] {
  const bump = (column: Column, ok: boolean, by = 1, of = 1) => {
    row[column].hit += ok ? by : 0
    row[column].of += of
  }
  if ('reason' in question) {
    const silent = !answer.answered
    if (question.kind === 'near-miss') bump('near', silent)
    else if (question.kind === 'elsewhere') bump('elsewhere', silent)
    else bump(question.kind === 'reference' ? 'refs' : 'follow', silent)
    return silent ? [] : ['ANSWERED']
  }
  const cited = [...new Set(answer.citations.map((c) => c.clause))]
  const fine = new Set([...question.clauses, ...question.also])
  const first = cited[0] !== undefined && fine.has(cited[0])
  const all = question.clauses.every((id) => cited.includes(id))
  if (question.kind !== 'answerable') {
    bump(question.kind === 'reference' ? 'refs' : 'follow', first && all)
    return first && all ? [] : [answer.answered ? 'WRONG' : 'REFUSED']
  }
  const said = question.facts.every((fact) => bare(answer.text).includes(bare(fact)))
  const belonging = cited.filter((id) => fine.has(id)).length
  bump('first', first)
  bump('all', all)
  bump('belong', true, belonging, cited.length)
  bump('facts', said)
  bump('refused', !answer.answered)
  return [
    ...(answer.answered ? [] : ['REFUSED']),
    ...(first ? [] : ['FIRST']),
    ...(all ? [] : ['ALL']),
    ...(belonging < cited.length ? ['EXTRA'] : []),
    ...(said ? [] : ['FACT']),
  ]
}

export function percent({ hit, of }: Tally): string {
  return (of ? ((100 * hit) / of).toFixed(1) : '–').padStart(9)
}
