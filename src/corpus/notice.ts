/** The shapes of the corpus: a notice, its clauses, and what is read from each clause, always with its span. */
import { z } from 'zod'

const HandMendShape = z.object({ before: z.string().min(1), after: z.string(), at: z.number().int().nonnegative(), ground: z.string().min(1) })

/** `corpus/notices/<id>/notice.json`: a notice's particulars and how its received text is restored. */
export const NoticeShape = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d{4}-\d+$/),
  number: z.string().regex(/〔\d{4}〕\d+号$/, '文号应形如 国知发管字〔2018〕32号'),
  short: z.string().min(2),
  title: z.string().min(4),
  issuer: z.string().min(4),
  issued: z.iso.date(),
  /** Where it binds: 全国, or the short name of a province. */
  region: z.string().min(2),
  /** How its measures are numbered: `一、heading。text`, a heading line `一、…`, or parts with `(一)` measures. */
  numbering: z.enum(['sentence', 'line', 'bracket']),
  /** The first words of the closing paragraphs, where there are any. */
  closing: z.string().nullable(),
  /** Ours, dated and grounded, never quoted as the notice: where a clause leans on a law that has since changed. */
  notes: z.array(z.strictObject({ clause: z.number().int(), dated: z.iso.date(), text: z.string(), ground: z.string() })),
  restore: z.strictObject({ from: z.string(), to: z.string(), drop: z.array(z.string()), mends: z.array(HandMendShape) }),
})
export type Particulars = z.infer<typeof NoticeShape>

/** JavaScript string offsets into the restored body; `body.slice(start, end)` is the text meant. */
export type Span = { readonly start: number; readonly end: number }

/** A body the clause charges: as named in the directory, and where the clause names it. */
export type Charge = Span & { readonly name: string }

/** How strongly a sentence binds, in the notice's own word. */
export type Modality = '力争' | '鼓励' | '支持' | '应' | '要' | '可以' | '原则上' | '引导' | null

/** One fact read from a clause. `from` is the event a limit counts from, where the text names one. */
export type Fact = Span & {
  readonly kind: 'date' | 'limit' | 'frequency' | 'figure' | 'scope' | 'document' | 'place' | 'contact'
  readonly text: string
  readonly modality: Modality
  readonly from: string | null
}

export type Sentence = Span & { readonly text: string; readonly clause: string }

export type Clause = Span & {
  readonly id: string
  readonly notice: string
  /** 1…n for a measure, 0 for the preamble, `end` for the closing. */
  readonly ordinal: number | 'end'
  /** The part of the notice it stands in (一、 … 四、 of the Liaoning notice), where there are parts. */
  readonly part: number | null
  readonly printed: string
  readonly label: string
  readonly heading: string
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly charges: readonly Charge[]
  readonly facts: readonly Fact[]
}

export type Notice = Particulars & { readonly body: string; readonly clauses: readonly Clause[] }
