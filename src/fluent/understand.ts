/**
 * Understanding of hard messages: asked only where the rules are unsure, and only as a proposal in the person's own words. An intent begins no more
 * than the form's notice, which waits for consent; a slot's words go through the form's own readers as if they had been labelled, are echoed, and stand
 * in the summary that is confirmed.
 */
import { actOf } from '../dialog/acts.ts'
import { applicable, type Form } from '../dialog/form.ts'
import { read } from '../dialog/reading.ts'
import { type DialogState, valuesOf } from '../dialog/state.ts'
import type { Understanding } from '../dialog/turn.ts'
import { ask, type Parts } from './fluent.ts'
import { UnderstandShape } from './shapes.ts'

export type Hard = {
  /** What the rules made of it; a message is only handed over where `unsure` says so. */
  readonly text: string
  readonly own: Understanding
  readonly dialog: DialogState
  readonly forms: readonly Form[]
  readonly today: string
  readonly person: string
  /** When the message is waited for no longer, whoever is asked. */
  readonly until?: AbortSignal
}
/** The message and its understanding as the dialog shall hear them: as they were, or with the proposal worked in. */
export type Heard = { readonly text: string; readonly understanding: Understanding; readonly generated: boolean }

const LONG = 600
const BETWEEN = [0.35, 0.65] as const
/** The answer's own time begins afterwards. */
const WITHIN_MS = 3_000

/** Where rules alone do not tell: between question and wish; or, in a form, words that no reader took and that ask nothing. */
export function unsure({ text, own, dialog, forms }: Hard): 'intent' | 'slots' | null {
  const said = text.trim()
  if (said.length < 8 || said.length > LONG || actOf(said) !== null) return null
  const { draft } = dialog
  if (!draft) return own.question > BETWEEN[0] && own.question < BETWEEN[1] && dialog.offer === null ? 'intent' : null
  const form = forms.find((f) => f.kind === draft.kind)
  if (!form || draft.stage !== 'asking' || dialog.offer !== null) return null
  const seen = read(said, { form, known: valuesOf(draft), pending: pendingOf(form, dialog) })
  const taken = seen.taken.length + seen.problems.length + seen.nones.length + seen.put.length + seen.removed.length + seen.questions.length + seen.named.length
  return taken === 0 && !seen.elsewhere && seen.left.length >= 4 ? 'slots' : null
}

function open(form: Form, dialog: DialogState) {
  const draft = dialog.draft
  if (!draft) return []
  const known = valuesOf(draft)
  return applicable(form, known).filter((s) => known[s.name] === undefined && !draft.skipped.includes(s.name))
}

/** The slot that was asked for last. */
function pendingOf(form: Form, dialog: DialogState): string | null {
  const asked = dialog.draft?.revising ?? dialog.draft?.trail.at(-1)
  return open(form, dialog).find((s) => s.name === asked)?.name ?? open(form, dialog)[0]?.name ?? null
}

/** Asks the model where the rules are unsure; on any failure the message is heard as it was. */
export async function hearHard(parts: Omit<Parts, 'verify'>, hard: Hard): Promise<Heard> {
  const asWas: Heard = { text: hard.text, understanding: hard.own, generated: false }
  const what = unsure(hard)
  if (what === null) return asWas
  const form = hard.forms.find((f) => f.kind === hard.dialog.draft?.kind)
  const slots = what === 'slots' && form ? open(form, hard.dialog) : []
  const expecting = slots.map((s) => `${s.name}：${s.label.zh}`).join('\n') || '（没有待填项）'
  const concealed = parts.conceal(hard.text)
  const until = AbortSignal.any([AbortSignal.timeout(parts.withinMs ?? WITHIN_MS), ...(hard.until ? [hard.until] : [])])
  const said = UnderstandShape.safeParse(
    await ask(parts, 'understand', { message: concealed.text, expecting }, { today: hard.today, person: hard.person, until }).catch(() => null),
  )
  if (!said.success) return asWas
  if (what === 'intent') {
    const { intent } = said.data
    // A question stays one: the worst of it is an answer. A wish begins a form, which asks for consent first.
    if (intent === 'unclear' || intent === hard.own.intent) return asWas
    return { ...asWas, generated: true, understanding: { ...hard.own, intent, measure: null, question: intent === 'question' || intent === 'chitchat' ? 0.9 : 0.1 } }
  }
  const proposed = said.data.slots.flatMap(({ name, words }) => {
    const slot = slots.find((s) => s.name === name)
    const own = concealed.restore(words).trim()
    return slot && own.length > 0 && hard.text.includes(own) ? [{ slot, own }] : []
  })
  const once = proposed.filter((p, i) => proposed.findIndex((o) => o.slot === p.slot) === i)
  if (once.length === 0 || !form) return asWas
  const text = once.map(({ slot, own }) => `${slot.label.zh}：${own}`).join('\n')
  // The readers have the last word: what they do not take was never said.
  const seen = read(text, { form, known: valuesOf(hard.dialog.draft as NonNullable<DialogState['draft']>), pending: null })
  return seen.taken.length > 0 ? { text, understanding: hard.own, generated: true } : asWas
}
