/** Which slot comes next, how it is asked for, and the summary at the end. */
import { applicable, type Form, type Slot, slotOf } from './form.ts'
import { printOf } from './print.ts'
import { type Draft, FAILURES, valuesOf } from './state.ts'
import { language, say, sayPhrase, set, setDraft, type Turn } from './turn.ts'
import { both, listed, options, phrase, question } from './words.ts'

/** The form of the open draft. */
export function formNow(t: Turn): Form {
  return t.forms.find((f) => f.kind === t.state.draft?.kind) as Form
}

function open(form: Form, draft: Draft): readonly Slot[] {
  const values = valuesOf(draft)
  return applicable(form, values).filter((s) => values[s.name] === undefined && !draft.skipped.includes(s.name))
}

/** The slot to ask for: one that is being said anew, else the first without a value, else what was put off. */
export function pendingSlot(form: Form, draft: Draft): Slot | null {
  if (draft.revising) return slotOf(form, draft.revising) ?? null
  const left = open(form, draft)
  return left.find((s) => !draft.postponed.includes(s.name)) ?? left[0] ?? null
}

/** How far the draft is: the number of the question about to be asked, and how many there are. */
export function progressOf(form: Form, draft: Draft): { readonly at: number; readonly of: number } {
  const all = applicable(form, valuesOf(draft))
  const left = open(form, draft)
  const fresh = left.filter((s) => !draft.postponed.includes(s.name)).length
  return { at: fresh > 0 ? all.length - fresh + 1 : Math.min(all.length, all.length - left.length + 1), of: all.length }
}

export function shown(slot: Slot, value: unknown, t: Turn): string {
  if (value === undefined || value === null) return language(t) === 'en' ? '(left blank)' : '（未填）'
  return slot.show ? slot.show(value, language(t)) : String(value)
}

/** Asks for whatever comes next; the summary when nothing does. */
export function ask(t: Turn, again = false): void {
  const form = formNow(t)
  const draft = t.state.draft
  if (!draft) return
  const slot = pendingSlot(form, draft)
  if (!slot) {
    const measure = draft.measure ?? measureFromValues(form, draft)
    if (measure === null) {
      askMeasure(t)
      return
    }
    if (measure !== draft.measure) setDraft(t, { measure })
    summary(t)
    return
  }
  const enough = ready(form, draft)
  if (enough && draft.shown !== standing(draft)) {
    overview(t)
    sayPhrase(t, 'enough')
  }
  const first = !draft.trail.includes(slot.name)
  const times = draft.trail.filter((n) => n === slot.name).length
  const { at, of } = progressOf(form, draft)
  const { at: here } = draft.revising ? { at: applicable(form, valuesOf(draft)).indexOf(slot) + 1 } : { at }
  if (again && t.lines.length === 0) sayPhrase(t, 'again')
  if (first === false && draft.postponed.includes(slot.name) && !draft.revising && !again) say(t, both('前面留着没填的：', 'Still open from before:'))
  say(t, question(slot, here, of, language(t), times))
  if (enough) sayPhrase(t, 'orConfirm')
  if (slot.choices) t.choices = slot.choices.map((c) => c.label[language(t)])
  setDraft(t, { trail: [...draft.trail, slot.name].slice(-40), stage: 'asking' })
}

/** Only what may be left is still open: from here on a yes is enough. */
function ready(form: Form, draft: Draft): boolean {
  return draft.measure !== null && draft.revising === null && open(form, draft).every((s) => s.skippable)
}

/** The measure a form without one of its own goes by, told by the words in its slots; null where they fit several. */
export function measureFromValues(form: Form, draft: Draft): string | null {
  if (form.measure) return form.measure
  const said = JSON.stringify(Object.values(valuesOf(draft))).toLowerCase()
  const hits = form.measures.filter((m) => new RegExp(m.cue).test(said))
  return hits.length === 1 ? (hits[0]?.clause ?? null) : null
}

export function askMeasure(t: Turn): void {
  const form = formNow(t)
  const names = form.measures.map((m) => m.name[language(t)])
  say(t, both('这件事最接近哪一类？回复序号就行。', 'Which of these is it closest to? A number will do.'))
  say(t, options(names))
  t.choices = names
  set(t, { offer: { kind: 'measure' } })
}

/** The summary that is confirmed. */
export function summary(t: Turn): void {
  overview(t)
  say(t, phrase('confirm', language(t), t.state.turn))
  setDraft(t, { stage: 'summary', revising: null })
}

/** All that would be sent, numbered: personal data masked, the departments and the clause they come from. */
function overview(t: Turn): void {
  const form = formNow(t)
  const draft = t.state.draft
  if (!draft) return
  const values = valuesOf(draft)
  const slots = applicable(form, values)
  sayPhrase(t, 'summary')
  const files =
    slots.some((s) => s.files) || draft.files.length === 0
      ? []
      : [language(t) === 'en' ? `Files: ${draft.files.map((f) => f.name).join(', ')}` : `附件：${draft.files.map((f) => f.name).join('、')}`]
  say(t, [...slots.map((s, i) => `${i + 1}. ${s.label[language(t)]}${language(t) === 'en' ? ': ' : '：'}${shown(s, values[s.name], t)}`), ...files].join('\n'))
  const measure = form.measures.find((m) => m.clause === draft.measure)
  const routed = draft.measure ? t.heard.departmentsOf(draft.measure, String(values.region ?? '')) : null
  const handled = measure ? measure.name[language(t)] : form.title[language(t)]
  if (routed && routed.departments.length > 0)
    say(
      t,
      both(
        `办理：${handled}，由${listed('zh', routed.departments)}负责（依据：${routed.ground}）`,
        `Handled as ${handled}, by ${listed('en', routed.departments)} (ground: ${routed.ground})`,
      ),
    )
  else say(t, both(`办理：${handled}，条文没有写明责任部门，由值班人员分办`, `Handled as ${handled}; the clause names no department, so the duty desk passes it on`))
  setDraft(t, { shown: standing(draft) })
}

/** A print of all that a summary shows. */
export function standing(draft: Draft): string {
  return printOf([draft.measure, valuesOf(draft), draft.files.map((f) => f.name)])
}

/** One more failure on a slot; from the third on a way out is offered. True when it was. */
export function failed(t: Turn, slot: Slot): boolean {
  const draft = t.state.draft as Draft
  const count = (draft.failures[slot.name] ?? 0) + 1
  setDraft(t, { failures: { ...draft.failures, [slot.name]: count } })
  if (count < FAILURES) return false
  const zh = ['转人工，请工作人员帮您', slot.skippable ? '跳过这一项' : '这一项最后再补', '先暂停，草稿给您留着']
  const en = ['a person to help you', slot.skippable ? 'skip this one' : 'leave this one to the end', 'pause; the draft is kept']
  const names = language(t) === 'en' ? en : zh
  say(
    t,
    count === FAILURES
      ? both(`“${slot.label.zh}”试了几次都没成，换个办法：`, `“${slot.label.en}” did not work out. What would you like?`)
      : both(`“${slot.label.zh}”还是没读出来，您看怎么办：`, `Still no luck with “${slot.label.en}”. You can choose:`),
  )
  say(t, options(names))
  t.choices = names
  set(t, { offer: { kind: 'stuck', slot: slot.name } })
  return true
}
