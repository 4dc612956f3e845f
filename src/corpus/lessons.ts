/** Anticipated questions and questions the notices do not answer: what the index is built and the judgement trained from. */
import { z } from 'zod'
import { DeskError } from '../errors.ts'
import { REASONS } from '../message.ts'
import { TOPICS } from './desk-words.ts'

const GROUPS = ['near-miss', 'ip-law', 'other-law', 'government', 'business', 'daily', 'noise', 'attack'] as const

/** What kind of message an unanswerable one is. */
export type Group = (typeof GROUPS)[number]

const AnticipatedShape = z.strictObject({
  q: z.string().min(1),
  /** The clauses an answer must rest on, best first. */
  clauses: z.array(z.string()).min(1),
  /** Clauses that also belong, without being needed. */
  also: z.array(z.string()),
  /** The words of the clause that answer. */
  fact: z.string(),
})
const UnansweredShape = z
  .strictObject({
    q: z.string().min(1),
    reason: z.enum(REASONS),
    group: z.enum(GROUPS),
    /** What of the desk itself it is about, where it is small talk. */
    about: z.enum(TOPICS).optional(),
  })
  .refine(({ reason, about }) => about === undefined || reason === 'small-talk', '只有闲聊（small-talk）才写 about')

export type Anticipated = z.infer<typeof AnticipatedShape> & { readonly voice: string }
const AboutShape = z.strictObject({ q: z.string().min(1), about: z.enum(TOPICS) })

export type Unanswered = z.infer<typeof UnansweredShape> & { readonly voice: string }
/** A message about the desk itself, and what of it. */
export type About = z.infer<typeof AboutShape> & { readonly voice: string }
export type Lessons = { readonly anticipated: readonly Anticipated[]; readonly unanswered: readonly Unanswered[]; readonly about: readonly About[] }

/** One file of lessons, as text: the voice is the file's name without its ending. */
export type LessonFile = { readonly voice: string; readonly text: string }

function lines<T>(file: LessonFile, folder: string, shape: z.ZodType<T>, check: (lesson: T, where: string) => void = () => {}): (T & { voice: string })[] {
  return file.text
    .split('\n')
    .map((line, i) => ({ line, n: i + 1 }))
    .filter(({ line }) => line.trim())
    .map(({ line, n }) => {
      const where = `corpus/${folder}/${file.voice}.jsonl 第 ${n} 行`
      try {
        const lesson = shape.parse(JSON.parse(line))
        check(lesson, where)
        return { ...lesson, voice: file.voice }
      } catch (cause) {
        if (cause instanceof DeskError) throw cause
        throw new DeskError('corpus-lesson', `${where}：${(cause as Error).message.slice(0, 120)}`, '每行应是一个 JSON 对象，见 src/corpus/lessons.ts', { cause })
      }
    })
}

/**
 * Parses all lessons.
 * @param known tells whether a clause id exists. @throws DeskError naming file and line.
 */
export function buildLessons(
  questions: readonly LessonFile[],
  unanswerable: readonly LessonFile[],
  about: readonly LessonFile[],
  known: (id: string) => boolean,
): Lessons {
  const anticipated = questions.flatMap((f) =>
    lines(f, 'questions', AnticipatedShape, ({ clauses, also }, where) => {
      const unknown = [...clauses, ...also].find((id) => !known(id))
      if (unknown) throw new DeskError('corpus-lesson', `${where} 引用了不存在的 ${unknown}`, '请改正条文编号')
    }),
  )
  const unanswered = unanswerable.flatMap((f) => lines(f, 'unanswerable', UnansweredShape))
  const told = unanswered.flatMap(({ q, about, voice }) => (about ? [{ q, about, voice }] : []))
  return { anticipated, unanswered, about: [...told, ...about.flatMap((f) => lines(f, 'about', AboutShape))] }
}
