/** Sending: only a clear yes opens a case, two yeses open one, and the same request again is recognised. */
import { ask, formNow, measureFromValues, pendingSlot, standing } from './asking.ts'
import { applicable, type Form, slotOf } from './form.ts'
import { printOf } from './print.ts'
import { inactive } from './start.ts'
import { type Draft, valuesOf } from './state.ts'
import { close, formOf, language, say, set, setDraft, type Turn } from './turn.ts'
import { both, listed } from './words.ts'

/** A print of what makes two requests the same. */
export function print(form: Form, measure: string | null, values: Record<string, unknown>): string {
  return printOf([form.kind, measure, ...form.identity.map((n) => (Array.isArray(values[n]) ? [...(values[n] as string[])].sort() : (values[n] ?? null)))])
}

/** The slots as CONTRACTS names them: all of the form's, null where nothing was said. */
export function slotsOf(form: Form, draft: Draft): Record<string, unknown> {
  const values = valuesOf(draft)
  const slots: Record<string, unknown> = {}
  for (const slot of form.slots) slots[slot.name] = values[slot.name] ?? null
  return { ...slots, consent: draft.consent ? true : null }
}

/** True when the same request is already being handled; then it is said, and not filed again. */
export function alreadyFiled(t: Turn): boolean {
  const form = formNow(t)
  const draft = t.state.draft as Draft
  if (pendingSlot(form, draft)) return false
  const mine = print(form, draft.measure ?? measureFromValues(form, draft), valuesOf(draft))
  const before = t.state.filed.find((f) => f.kind === form.kind && f.print === mine)
  if (!before) return false
  const cases = t.heard.cases.filter((c) => c.kind === form.kind)
  const active = cases.filter((c) => !inactive(c.status))
  if (cases.length > 0 && active.length === 0) return false
  const number = active[0]?.number
  set(t, { draft: null, offer: null, before: [], ended: 'submitted' })
  say(
    t,
    both(
      `这份申请您已经提交过了${number ? `（编号 ${number}）` : ''}，正在办理，没有重复登记。有新情况，回复“补充材料”；想看进展，回复“进度”。`,
      `You have already submitted this very request${number ? ` (${number})` : ''}; it is being handled and was not filed twice. Say “add material” for anything new, or “progress”.`,
    ),
  )
  return true
}

/**
 * A clear yes, wherever the form stands: what the last summary showed is sent, if it still stands so; else the summary comes first.
 * What may be left is left; a slot that was being said anew keeps what it held; what must be given is asked for.
 */
export function confirm(t: Turn): void {
  const form = formNow(t)
  keepRevised(t)
  const missing = stillMissing(t, form).flatMap((n) => slotOf(form, n) ?? [])
  const needed = missing.filter((s) => !s.skippable).map((s) => s.label[language(t)])
  if (needed.length > 0) {
    say(t, both(`还差${listed('zh', needed)}，填上就能提交。`, `Still needed before it can be submitted: ${listed('en', needed)}.`))
    ask(t)
    return
  }
  setDraft(t, { skipped: [...(t.state.draft as Draft).skipped, ...missing.map((s) => s.name)] })
  if (alreadyFiled(t)) return
  const draft = t.state.draft as Draft
  if (draft.shown === standing(draft)) submit(t)
  else ask(t)
}

/** A slot that was being said anew and got nothing new keeps what it held. True when one did. */
export function keepRevised(t: Turn): boolean {
  const { revising } = t.state.draft as Draft
  if (revising === null) return false
  const slot = slotOf(formNow(t), revising)
  setDraft(t, { revising: null })
  if (!slot || valuesOf(t.state.draft as Draft)[revising] === undefined) return false
  say(t, both(`“${slot.label.zh}”没有改，还是原来的。`, `“${slot.label.en}” stays as it was.`))
  return true
}

function submit(t: Turn): void {
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const values = valuesOf(draft)
  if (!draft.consent || !draft.measure) return
  t.effects.push({
    kind: 'open-case',
    request: {
      kind: form.kind,
      slots: slotsOf(form, draft),
      measure: draft.measure,
      region: String(values.region),
      consent: draft.consent,
      files: draft.files.map((f) => ({ name: f.name, hash: f.hash })),
    },
  })
  const shared = Object.fromEntries(Object.entries(draft.entries).filter(([name]) => t.state.later && formOf(t, t.state.later.form)?.slots.some((s) => s.name === name)))
  const later = t.state.later ? formOf(t, t.state.later.form) : undefined
  set(t, {
    draft: null,
    offer: null,
    before: [],
    ended: 'submitted',
    filed: [...t.state.filed, { kind: form.kind, print: print(form, draft.measure, values), at: t.heard.now }].slice(-20),
    region: String(values.region),
    later: null,
    carried: later ? shared : null,
    carriedConsent: later ? draft.consent : null,
  })
  say(t, both(`收到您的确认，${form.title.zh}申请已提交。`, `Thank you; your request for ${form.title.en} is submitted.`))
  close(t)
  if (later) {
    say(
      t,
      both(
        `您前面还提到${later.title.zh}，现在接着办吗？回“好”就开始，企业信息不用再填。`,
        `You also mentioned ${later.title.en}. Shall we go on with it? Reply “yes”; your company data need not be entered again.`,
      ),
    )
    set(t, { offer: { kind: 'other-wish', form: later.kind } })
  }
}

export function stillMissing(t: Turn, form: Form): string[] {
  const draft = t.state.draft as Draft
  const values = valuesOf(draft)
  return applicable(form, values)
    .filter((s) => values[s.name] === undefined && !draft.skipped.includes(s.name))
    .map((s) => s.name)
}
