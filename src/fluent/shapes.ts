/** What a model may say, prompt by prompt: the whole of it. No shape has a place for a link, an address, a command or a decision. */
import { z } from 'zod'
import { INTENTS } from '../corpus/wishes.ts'

export const SentenceShape = z.strictObject({
  text: z.string().max(400).describe('一句口语化、完整的话'),
  clause: z.string().max(40).describe('这句话依据的条文编号，照抄'),
  quote: z.string().max(600).describe('条文里支持这句话的原文，一字不差'),
})

export const MOST_SENTENCES = 12
export const RewriteShape = z.strictObject({ sentences: z.array(SentenceShape).max(MOST_SENTENCES) })
export type Rewrite = z.infer<typeof RewriteShape>

export const UnderstandShape = z.strictObject({
  intent: z.enum([...INTENTS, 'unclear']),
  slots: z.array(z.strictObject({ name: z.string().max(40), words: z.string().max(400).describe('消息里的原话，一字不差') })).max(12),
})
export type Understood = z.infer<typeof UnderstandShape>

export const FollowUpShape = z.strictObject({ question: z.string().max(200).describe('补全后的完整问题；补不全就留空') })
export type WholeQuestion = z.infer<typeof FollowUpShape>

/** The shape each prompt is answered in. */
export const SHAPES = { rewrite: RewriteShape, understand: UnderstandShape, 'follow-up': FollowUpShape } as const
