/** The reader of patent numbers as both forms use it. */
import type { Said, Seen } from '../form.ts'
import { readPatentNumbers } from '../values/patent-number.ts'
import { spokenDigits } from '../values/spoken.ts'
import { explained } from './enterprise.ts'

const PATENT_EN: Readonly<Record<string, string>> = {
  'no-check': 'The check digit after the dot is missing',
  check: 'The check digit does not match; please compare the number with the certificate.',
  letter: 'A patent number has digits only, but for a final X; please check it',
  type: 'The digit after the year tells the kind of patent and cannot be that one; please check it.',
  length: 'A patent number has 12 digits and a check digit (8 and one before October 2003); this one has not.',
  publication: 'That is a publication number. Please send the patent number on the certificate (it begins with ZL).',
  international: 'That is an international application number. Please send the Chinese application number.',
}

export function patentNumbers(said: Said): Seen[] {
  return readPatentNumbers(spokenDigits(said.raw), { asked: said.asked || said.labelled }).map((r): Seen => {
    if (r.kind === 'found') return { kind: 'value', start: r.start, end: r.end, value: r.value.number, sure: true }
    const suggestion = r.suggestion?.number
    const english = explained(r.what, r.reason, PATENT_EN, 'Please check the patent number.')
    return {
      kind: 'problem',
      start: r.start,
      end: r.end,
      reason: r.reason,
      what: suggestion ? { zh: english.zh, en: `${english.en} — did you mean ${suggestion}?` } : english,
      ...(suggestion ? { suggestion } : {}),
    }
  })
}
