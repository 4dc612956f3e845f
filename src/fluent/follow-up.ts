/** Checks a follow-up that a model wrote out: it may join the words of two messages, and bring none of its own. */
import { normalise } from '../understand/normalise.ts'

/** Characters that join; everything else must have been said. */
const JOINING = /[\s\p{P}的了吗呢么吧是在有和与跟对给把被从到于要想会能可以办怎样如何什多少谁哪几个]/u

/** The question where it may be asked; null where it is empty, adds something, or leaves out what was just said. */
export function wholeQuestion(written: string, before: string, message: string): string | null {
  const question = written.trim().replace(/\s+/g, ' ')
  if (question.length < 4 || question.length > 120) return null
  const said = normalise(`${before} ${message}`)
  const asked = normalise(question)
  if ([...asked].some((c) => !said.includes(c) && !JOINING.test(c))) return null
  // Figures and Latin words come whole or not at all.
  const whole = asked.match(/[a-z]+|\d+/g) ?? []
  const spoken = new Set(said.match(/[a-z]+|\d+/g) ?? [])
  if (whole.some((word) => !spoken.has(word))) return null
  const own = [...new Set(normalise(message))].filter((c) => /[\p{L}\p{N}]/u.test(c) && !JOINING.test(c) && !/[那这它就还也要是若如果]/.test(c))
  return own.length > 0 && own.filter((c) => asked.includes(c)).length < own.length / 2 ? null : question
}
