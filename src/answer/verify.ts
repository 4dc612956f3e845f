/** The last gate before an answer leaves: every quote stands in its notice to the letter, every quoted line in a citation. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Answer } from '../message.ts'

/** What is wrong with an answer, or null. Checked at run time on every answer; the desk fails closed. */
export function fault(corpus: Corpus, answer: Answer): string | null {
  if (answer.answered !== answer.citations.length > 0) return 'an answer needs citations, and only an answer has them'
  if (answer.answered === (answer.reason !== null)) return 'silence needs a reason, and only silence has one'
  for (const cited of [...answer.citations, ...answer.related]) {
    const clause = corpus.clauses.find((c) => c.id === cited.clause)
    if (!clause) return `${cited.clause}: there is no such clause`
    const body = corpus.notice(clause.notice).body
    if (cited.start < clause.start || cited.end > clause.end || cited.start >= cited.end) return `${cited.clause}: the span lies outside the clause`
    if (body.slice(cited.start, cited.end) !== cited.quote) return `${cited.clause}: the quote is not the text`
    if (cited.label !== clause.label) return `${cited.clause}: the label is another clause's`
  }
  for (const [, quoted] of answer.text.matchAll(/「([^」]*)」/g)) {
    const held = [...answer.citations, ...answer.related].some((c) => c.quote.includes(quoted as string))
    if (!held) return `quoted without a citation: ${quoted}`
  }
  return null
}
