/** Takes what a message says into the open form: which slot it is for, what is wrong with it, what it asks, and what comes next. */

import { line } from '../understand/line.ts'
import { ask, failed, formNow, summary } from './asking.ts'
import { ordersLast } from './assent.ts'
import { applicable, type Form, type Slot, slotOf } from './form.ts'
import { corrects, named } from './labels.ts'
import { asks } from './questions.ts'
import { type Read, read } from './reading.ts'
import { tellElsewhere } from './start.ts'
import { type Draft, tentative, valuesOf } from './state.ts'
import { alreadyFiled, confirm } from './submit.ts'
import { apply, echo, leave } from './taking.ts'
import { answerPolicy, language, say, sayPhrase, set, setDraft, type Turn } from './turn.ts'
import { readChoice } from './values/choice.ts'
import { clauses, THEY_DO, tells } from './values/story.ts'
import { both, phrase } from './words.ts'

/** Reads values, answers questions, and asks what is next. */
export async function take(t: Turn, text: string, slot: Slot | null, mending = false): Promise<void> {
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const wasSummary = slot === null
  if (restored(t, form)) return
  if (slot?.choices) {
    const more = /[，,；;]/.test(text.trim()) && elsewise(form, draft, text, slot)
    const chosen =
      text.trim().length <= 14 && !more
        ? readChoice(
            text,
            slot.choices.map((c) => c.cue ?? c.label.zh),
          )
        : null
    if (chosen?.kind === 'one')
      return settle(
        t,
        form,
        { ...NOTHING, taken: [{ slot: slot.name, value: slot.choices[chosen.index]?.value, start: 0, end: text.length, soft: false, replaces: true }] },
        slot,
        wasSummary,
      )
    if (chosen?.kind === 'not') {
      const left = slot.choices.filter((_, i) => i !== chosen.index)
      set(t, { offer: { kind: 'options', slot: slot.name, options: left } })
      say(t, both('好，排除这个。那是下面哪一种？', 'Not that one, then. Which of these?'))
      say(t, left.map((c, i) => `${i + 1}. ${c.label[language(t)]}`).join('\n'))
      t.choices = left.map((c) => c.label[language(t)])
      return
    }
  }
  const seen = aimed(form, draft, text, slot, mending || wasSummary || draft.revising !== null)
  await settle(t, form, seen, slot, wasSummary)
}

const RESTORES =
  /(?:还是|还|仍旧?|就|改回|换回|恢复)(?:用|按|写|留|填|要|是|成|到|为)*(?:头一[回次遍]|第一[回次遍]|最早|最初|最开始|一开始|起初|原先|原来|之前|先前|前面|上一[回次个])(?:报|说|给|填|写|发|登)?(?:过)?的?/

/** 手机还是用头一回报的那个号: a value that was said before and replaced since comes back. True when one did. */
function restored(t: Turn, form: Form): boolean {
  const draft = t.state.draft as Draft
  const text = line(t.heard.text).text
  const clause = clauses(text).find((c) => RESTORES.test(c.text))
  if (!clause) return false
  const [name, ...more] = named(form, applicable(form, valuesOf(draft)), clause.text)
  const history = draft.entries[name ?? ''] ?? []
  const earlier = /头一|第一|最早|最初|开始|起初/.test(clause.text) ? history[0] : history.at(-2)
  if (name === undefined || more.length > 0 || history.length < 2 || !earlier || slotOf(form, name)?.list) return false
  if (read(t.heard.text, { form, known: valuesOf(draft), pending: null, mending: true }).taken.some((k) => k.slot === name)) return false
  setDraft(t, { entries: { ...draft.entries, [name]: [...history, { value: earlier.value, from: t.heard.messageId }].slice(-6) }, revising: null })
  say(t, echo(t, form, { changed: [name], corrected: true, remarks: [] }))
  ask(t)
  return true
}

/** The message says something of other slots too, so a choice in it is not all it says. */
function elsewise(form: Form, draft: Draft, text: string, slot: Slot): boolean {
  const seen = read(text, { form, known: valuesOf(draft), pending: slot.name })
  return seen.taken.some((k) => k.slot !== slot.name) || seen.put.some((p) => p.slot !== slot.name)
}

/** A message no longer than this that names a slot wants that slot changed. */
const NAMES_ONLY = 12

const TAKES_BACK =
  /^(?:等等|哦|啊|呃|哎呀?|不好意思|抱歉|对不起|sorry|oh)?[，,、 ]*(?:不对|不是|错了|写错|打错|说错|填错|发错|搞错|弄错|更正|应该(?:是|写|叫)|刚才(?:的|说|写|填|发)|no[,. ]|wait|correction)/i

/**
 * Reads a message for the pending slot; a bare “不对，是…” for the one before it; and what fits nowhere for the slot that
 * comes next in the list, since people who were told the whole list run ahead of the questions.
 */
function aimed(form: Form, draft: Draft, text: string, slot: Slot | null, mending: boolean): Read {
  const known = valuesOf(draft)
  const held = tentative(draft)
  const to = (pending: string | null, change = mending) => read(text, { form, known, pending, mending: change, ...held })
  const seen = to(slot?.name ?? null)
  const said = line(text).text.trim()
  const last = draft.last
  if (last && last !== slot?.name && TAKES_BACK.test(said) && seen.named.length === 0 && seen.questions.length === 0 && seen.taken.every((k) => k.slot === slot?.name)) {
    const back = read(
      said.replace(TAKES_BACK, (m) => ' '.repeat(m.length)),
      { form, known, pending: last, mending: true, ...held },
    )
    if (back.taken.length > 0 && back.taken.every((k) => k.slot === last)) return back
  }
  const nothing =
    seen.removed.length + seen.taken.length + seen.problems.length + seen.nones.length + seen.named.length + seen.questions.length + seen.put.length === 0 &&
    !seen.elsewhere
  if (nothing && slot && !mending && said.length >= 2) {
    const order = applicable(form, known)
    const from = order.findIndex((s) => s.name === last)
    const next = order.slice(from + 1).find((s) => known[s.name] === undefined && !draft.skipped.includes(s.name) && s !== slot)
    const ahead = next && from >= order.indexOf(slot) ? to(next.name) : null
    if (ahead?.taken.some((k) => k.slot === next?.name)) return ahead
  }
  // What was only inferred may be what is now said outright: 备料, after a story that sounded like something else.
  const guessed = form.slots.find((s) => s.long && held.soft.has(s.name))
  if (nothing && guessed && !mending && said.length >= 2) {
    const meant = to(guessed.name, true)
    if (meant.taken.some((k) => k.slot === guessed.name)) return meant
  }
  // What tells of the matter itself is kept with it, whatever was asked.
  const tale = form.slots.find((s) => s.prose && !s.list)
  if (nothing && tale && tale !== slot && said.length >= 12 && (tells(said) || THEY_DO.test(said)) && !corrects(said)) {
    const told = to(tale.name, false)
    if (told.taken.some((k) => k.slot === tale.name)) return { ...told, taken: told.taken.filter((k) => k.slot === tale.name) }
  }
  return seen
}

const NOTHING: Read = { taken: [], problems: [], nones: [], put: [], elsewhere: null, removed: [], named: [], questions: [], mending: false, left: '' }

async function settle(t: Turn, form: Form, seen: Read, slot: Slot | null, wasSummary: boolean): Promise<void> {
  if (seen.elsewhere && !seen.questions.length) return tellElsewhere(t, form, seen.elsewhere.place)
  const before = valuesOf(t.state.draft as Draft)
  const applied = apply(t, form, seen, t.heard.messageId)
  if (seen.questions.length > 0) {
    const said = echo(t, form, applied)
    say(t, said)
    await answerPolicy(t, seen.taken.length > 0 ? seen.questions.join('\n') : undefined)
  } else say(t, echo(t, form, applied))
  for (const remark of applied.remarks) say(t, remark)
  for (const remark of leave(t, form, seen)) say(t, remark)
  const switched = measureSaid(t, form)
  const offered = t.state.offer !== null && applied.remarks.length > 0
  for (const problem of seen.problems) {
    say(t, problem.what)
    if (problem.suggestion !== undefined) {
      say(t, both('对的话回“是”，不对请重发。', 'Reply “yes” if so, or send it again.'))
      set(t, { offer: { kind: 'suggestion', slot: problem.slot, value: problem.suggestion } })
    } else if (problem.options) {
      say(t, problem.options.map((o, i) => `${i + 1}. ${o.label[language(t)]}`).join('\n'))
      t.choices = problem.options.map((o) => o.label[language(t)])
      set(t, { offer: { kind: 'options', slot: problem.slot, options: problem.options } })
    } else if (problem.figure) set(t, { offer: { kind: 'unit', slot: problem.slot, figure: problem.figure } })
  }
  if (seen.problems.length > 0) {
    const bad = slotOf(form, seen.problems[0]?.slot ?? '') as Slot
    const old = before[bad.name]
    if (old !== undefined && t.state.offer === null) say(t, both(`“${bad.label.zh}”先保留原来的。`, `“${bad.label.en}” stays as it was.`))
    if (slot && bad.name === slot.name && !applied.changed.includes(slot.name)) {
      if (failed(t, slot)) return
      if (t.state.offer) return
      setDraft(t, { trail: [...(t.state.draft as Draft).trail, slot.name] })
      return
    }
    if (t.state.offer) return
    if (wasSummary) return say(t, phrase('confirm', language(t), t.state.turn))
  }
  if (offered) return
  if (applied.changed.length > 0 || seen.put.length > 0 || seen.removed.length > 0 || switched) {
    if (seen.named[0] && !applied.changed.includes(seen.named[0])) {
      const target = slotOf(form, seen.named[0])
      if (target && seen.mending && wasSummary) return revise(t, target)
    }
    if (alreadyFiled(t)) return
    if (ordersLast(t.heard.text) && seen.taken.length + seen.problems.length + seen.removed.length === 0 && !switched) return confirm(t)
    return ask(t)
  }
  // 顺便说一句，对方那家店的座机是…: what is merely spoken of is not to be changed.
  if (seen.named.length > 0 && (corrects(t.heard.text) || line(t.heard.text).text.trim().length <= NAMES_ONLY))
    return revise(t, slotOf(form, seen.named[0] as string) as Slot)
  if (seen.questions.length > 0) return wasSummary ? say(t, phrase('confirm', language(t), t.state.turn)) : ask(t, true)
  // What is written beside a file is about the file.
  if (t.heard.attachments.some((a) => a.accepted)) return ask(t)
  if (t.heard.understanding.intent === 'question' && t.heard.understanding.question >= 0.8 && asks(line(t.heard.text).text)) {
    await answerPolicy(t)
    return wasSummary ? say(t, phrase('confirm', language(t), t.state.turn)) : ask(t, true)
  }
  // 证据就这些了: nothing is changed by it.
  if (wasSummary && seen.nones.length > 0) return say(t, phrase('confirm', language(t), t.state.turn))
  if (wasSummary) return sayPhrase(t, seen.mending ? 'which' : 'unread', seen.mending ? '' : phrase('confirm', language(t), t.state.turn))
  if (!slot) return summary(t)
  // What was wrong with it has been said.
  if (seen.problems.length > 0) return ask(t)
  sayPhrase(t, 'unread')
  if (failed(t, slot)) return
  ask(t)
}

/** In the middle of the form somebody says that it is to be punished, not helped with, or the other way round. */
function measureSaid(t: Turn, form: Form): boolean {
  const draft = t.state.draft as Draft
  const said = line(t.heard.text).text
  const understood = form.measures.find((m) => m.clause === t.heard.understanding.measure)
  if (!understood || understood.clause === draft.measure || form.measure === null || said.length > 40) return false
  const wishes = new RegExp(`(?:要|想|请|求|改|换|申请|希望|还是|直接|want|please|rather|instead)[^，,。；;]{0,10}(?:${understood.cue})`)
  if (
    !wishes.test(said.replace(/[^，,。；;]{0,6}(?:客户|消费者|顾客|网友|买家|天天|接|被)[^，,。；;]{0,4}投诉/g, '')) ||
    !form.intents.includes(t.heard.understanding.intent)
  )
    return false
  setDraft(t, { measure: understood.clause })
  say(t, both(`好，按“${understood.name.zh}”办理。`, `All right: ${understood.name.en}.`))
  return true
}

/** A filled slot is said anew. */
export function revise(t: Turn, slot: Slot): void {
  const draft = t.state.draft as Draft
  const value = valuesOf(draft)[slot.name]
  setDraft(t, { revising: slot.name, skipped: draft.skipped.filter((n) => n !== slot.name), stage: 'asking' })
  if (value !== undefined)
    say(
      t,
      both(
        `“${slot.label.zh}”现在是：${slot.show ? slot.show(value, 'zh') : String(value).slice(0, 60)}。请说新的内容；不改就回“跳过”。`,
        `“${slot.label.en}” is now: ${slot.show ? slot.show(value, 'en') : String(value).slice(0, 60)}. Please give the new value, or say “skip” to leave it.`,
      ),
    )
  ask(t)
}
