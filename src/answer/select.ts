/** Chooses, within the clauses that answer, the sentences to show: the point first, then what stands around it. */
import type { Clause, Sentence } from '../corpus/notice.ts'
import type { Asked } from './asked.ts'

const RESPONSIBLE_LINE = /^责任部门：/
const PART_LINE = /^[一二三四五六七八九十]+、/

/** True for a sentence that only names the clause: its heading, or the part's. */
export function isHeading(clause: Clause, sentence: Sentence): boolean {
  if (clause.ordinal === 0 || clause.ordinal === 'end') return false
  const text = sentence.text
  return text.startsWith(clause.printed) || (clause.part !== null && PART_LINE.test(text))
}

/** What a clause is made of; by its sentences, which every view of it shares. */
type Made = { readonly content: readonly Sentence[]; readonly responsible: Sentence | undefined }
const made = new WeakMap<readonly Sentence[], Made>()

function madeOf(clause: Clause): Made {
  const known = made.get(clause.sentences)
  if (known !== undefined) return known
  const said = clause.sentences.filter((s) => !isHeading(clause, s) && !RESPONSIBLE_LINE.test(s.text))
  const read = { content: said.length ? said : clause.sentences, responsible: clause.sentences.find((s) => RESPONSIBLE_LINE.test(s.text)) }
  made.set(clause.sentences, read)
  return read
}

/** The sentences that say something: no heading, no 责任部门 line. */
export function content(clause: Clause): readonly Sentence[] {
  return madeOf(clause).content
}

export function responsibleLine(clause: Clause): Sentence | undefined {
  return madeOf(clause).responsible
}

/** A sentence that fits less than this share of the best is left for 原文. */
const WORTH = 0.25

/**
 * The sentences to show of a clause, the best first, the rest in the order they stand, within about `room` characters.
 * @param score how well a sentence fits the question.
 */
export function choose(clause: Clause, asked: Asked, room: number, score: (sentence: Sentence) => number): Sentence[] {
  const line = responsibleLine(clause)
  const scored = content(clause).map((sentence) => ({ sentence, fit: score(sentence) }))
  const byFit = [...scored].sort((a, b) => b.fit - a.fit)
  const best = asked === 'responsible' && line ? line : (byFit[0]?.sentence ?? clause.sentences[0])
  if (!best) return []
  let left = room - best.text.length
  const floor = WORTH * (byFit[0]?.fit ?? 0)
  const others = byFit
    .filter(({ sentence, fit }) => {
      if (sentence === best || fit < floor || sentence.text.length > left) return false
      left -= sentence.text.length
      return true
    })
    .map((s) => s.sentence)
    .sort((a, b) => a.start - b.start)
  return [best, ...others]
}
