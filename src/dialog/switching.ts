/** Going over to another form in the middle of one: what both share is carried when the person says so, the rest is dropped. */

import { line } from '../understand/line.ts'
import { ask, formNow } from './asking.ts'
import { FRESH, keeps, sharedWith } from './carrying.ts'
import type { Form } from './form.ts'
import { absorb, start } from './start.ts'
import { type Draft, type Entry, openDraft, type Uttered } from './state.ts'
import { echo } from './taking.ts'
import { close, language, say, set, type Turn, uttered } from './turn.ts'
import { both, needed, notice, options } from './words.ts'

/** Asks whether what both forms share goes along, unless the person has said so. */
export function switchTo(t: Turn, form: Form, measure: string | null): void {
  const said = uttered(t)
  const text = line(said.text).text
  if (t.state.draft?.stage === 'consent') {
    const before = t.state.before
    set(t, { draft: null, before })
    start(t, form, measure, said)
    return
  }
  if (keeps(text)) {
    changeForm(t, form, measure, said, true)
    return
  }
  if (FRESH.test(text)) {
    changeForm(t, form, measure, said, false)
    return
  }
  askSwitch(t, form, measure, said)
}

export function askSwitch(t: Turn, form: Form, measure: string | null, said: Uttered): void {
  const shared = form.slots.filter((s) => sharedWith(formNow(t), s)).map((s) => s.label[language(t)])
  const names =
    language(t) === 'en'
      ? [`switch and keep ${shared.slice(0, 3).join(', ')} …`, 'switch and start afresh', 'stay with the present form']
      : ['改办，公司、电话这些共同的带过去', '改办，全部重新填', '不换，继续现在的']
  say(t, both(`要改办${form.title.zh}吗？`, `Switch to ${form.title.en}?`))
  say(t, options(names))
  t.choices = names
  set(t, { offer: { kind: 'switch', form: form.kind, measure, said } })
}

export function changeForm(t: Turn, form: Form, measure: string | null, said: Uttered, carry: boolean): void {
  const old = formNow(t)
  const draft = t.state.draft as Draft
  const entries: Record<string, readonly Entry[]> = {}
  if (carry) for (const [name, all] of Object.entries(draft.entries)) if (form.slots.some((s) => s.name === name && sharedWith(old, s))) entries[name] = all
  const next = openDraft(form.kind, form.version, measure, t.heard.now)
  set(t, { draft: carry ? { ...next, entries, consent: draft.consent, stage: 'asking' } : next, before: [said], offer: null, begun: true, ended: null })
  if (!carry) {
    say(t, both(`好，改办${form.title.zh}，前面填的都清了。`, `Switched to ${form.title.en}; the earlier entries are gone.`))
    say(t, needed(form, language(t)))
    say(t, notice(form, language(t)))
    return
  }
  say(
    t,
    both(
      `好，改办${form.title.zh}，共同的内容带过来了，其余已清除。您之前的同意继续有效（不愿意就回“不同意”）。`,
      `Switched to ${form.title.en}; what both share is kept, the rest is gone. Your consent still holds (say “disagree” to take it back).`,
    ),
  )
  say(t, needed(form, language(t)))
  const applied = absorb(t, form)
  const fresh = { ...applied, changed: applied.changed }
  say(t, echo(t, form, fresh))
  for (const remark of applied.remarks) say(t, remark)
  close(t)
  ask(t)
}
