/** What the desk says of itself (`corpus/desk.json`): who it is, what it can do, when somebody is there; words for the bureau to revise. */
import { z } from 'zod'

export const TOPICS = ['greeting', 'thanks', 'bye', 'mood', 'who', 'can', 'fee', 'sure', 'privacy', 'hours', 'wait', 'progress', 'change', 'complain'] as const
export type Topic = (typeof TOPICS)[number]

export const DeskWordsShape = z.record(z.enum(TOPICS), z.strictObject({ zh: z.string().min(4), en: z.string().min(4) }))
export type DeskWords = z.infer<typeof DeskWordsShape>
