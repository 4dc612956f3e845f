/** Wishes as people send them, each with what the office makes of it: what the reading of intents is learned from. */
import { z } from 'zod'
import { DeskError } from '../errors.ts'
import type { LessonFile } from './lessons.ts'

export const INTENTS = ['infringement-assistance', 'pledge-financing', 'pledge-registration', 'other-measure', 'question', 'chitchat'] as const

/** What a message is sent for (CONTRACTS, `route`). */
export type Intent = (typeof INTENTS)[number]

const WishShape = z.strictObject({
  q: z.string().min(1),
  intent: z.enum(INTENTS),
  /** The Liaoning clause the wish comes under; `?` where the desk must ask; null for a question, small talk, or an enterprise elsewhere. */
  measure: z.string().min(1).nullable(),
  /** The short name of the enterprise's own city, as far as the message says it. */
  region: z.string().min(1).nullable(),
})

export type Wish = z.infer<typeof WishShape> & { readonly voice: string }

/**
 * Parses the files of `corpus/wishes`.
 * @param known tells whether a clause id exists. @throws DeskError naming file and line.
 */
export function buildWishes(files: readonly LessonFile[], known: (id: string) => boolean): Wish[] {
  return files.flatMap(({ voice, text }) =>
    text.split('\n').flatMap((line, i): Wish[] => {
      if (!line.trim()) return []
      const where = `corpus/wishes/${voice}.jsonl 第 ${i + 1} 行`
      const wish = parse(line, where)
      if (wish.measure !== null && wish.measure !== '?' && !known(wish.measure)) {
        throw new DeskError('corpus-wish', `${where}：引用了不存在的 ${wish.measure}`, '请改正条文编号')
      }
      return [{ ...wish, voice }]
    }),
  )
}

function parse(line: string, where: string): z.infer<typeof WishShape> {
  try {
    return WishShape.parse(JSON.parse(line))
  } catch (cause) {
    throw new DeskError('corpus-wish', `${where}：${(cause as Error).message.slice(0, 120)}`, '每行应是一个 JSON 对象，见 src/corpus/wishes.ts', { cause })
  }
}
