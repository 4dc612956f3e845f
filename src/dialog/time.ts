/** Time that goes by, and what comes without a message: reminders, erasing, newer forms, recalled messages. */
import { readActs } from './acts.ts'
import { ask, formNow, progressOf } from './asking.ts'
import type { Form } from './form.ts'
import { type Hours, OFFICE } from './hours.ts'
import { type DialogState, ERASE_AFTER_MS, FORGET_AFTER_MS, REMIND_AFTER_MS, REMIND_PAUSED_AFTER_MS, valuesOf } from './state.ts'
import { withoutMessage } from './taking.ts'
import { close, finish, formOf, type Heard, type Result, say, set, setDraft, type Turn } from './turn.ts'
import { both } from './words.ts'

/** What was abandoned is erased, and it is said; what was only said in passing is dropped silently. */
export function forget(t: Turn): boolean {
  const { draft } = t.state
  const now = Date.parse(t.heard.now)
  let told = false
  if (draft && now - Date.parse(draft.touchedAt) >= ERASE_AFTER_MS) {
    const form = formOf(t, draft.kind)
    set(t, { draft: null, before: [], offer: null, later: null, carried: null, carriedConsent: null, ended: 'cancelled' })
    say(
      t,
      both(
        `${form?.title.zh ?? '上次'}的草稿超过 7 天没动，已按约定删除，需要时重新开始就行。`,
        `The draft for ${form?.title.en ?? 'your request'} was untouched for 7 days and has been erased as announced; you can begin again at any time.`,
      ),
    )
    close(t)
    told = true
  }
  if (!t.state.draft) {
    const before = t.state.before.filter((u) => now - Date.parse(u.at) < FORGET_AFTER_MS)
    if (before.length < t.state.before.length) set(t, { before })
  }
  return told
}

/** A draft of an older version of its form keeps what the new one still asks; a form that is gone strands nobody. */
export function migrate(t: Turn): void {
  const { draft } = t.state
  if (!draft) return
  const form = formOf(t, draft.kind)
  if (!form) {
    set(t, { draft: null, offer: null })
    return
  }
  if (draft.version === form.version) return
  const known = (names: readonly string[]) => names.filter((n) => form.slots.some((s) => s.name === n))
  const entries = Object.fromEntries(Object.entries(draft.entries).filter(([n]) => form.slots.some((s) => s.name === n)))
  const values = valuesOf({ ...draft, entries })
  for (const slot of form.slots) {
    const value = values[slot.name]
    if (value !== undefined && ((slot.list === true) !== Array.isArray(value) || slot.fits?.(value, values))) delete entries[slot.name]
  }
  const measure = form.measures.some((m) => m.clause === draft.measure) ? draft.measure : form.measure
  set(t, { offer: null })
  setDraft(t, {
    version: form.version,
    entries,
    measure,
    skipped: known(draft.skipped),
    postponed: known(draft.postponed),
    trail: known(draft.trail),
    revising: null,
    stage: draft.stage === 'summary' ? 'asking' : draft.stage,
  })
  say(t, both('表格更新过，您填过的都还在。', 'The form has been updated; what you entered is still there.'))
}

const SILENT: Pick<Heard, 'text' | 'setting' | 'attachments' | 'messageId' | 'understanding' | 'cases' | 'answer' | 'departmentsOf'> = {
  text: '',
  setting: 'private',
  attachments: [],
  messageId: '',
  understanding: { intent: 'chitchat', measure: null, region: null, question: 0 },
  cases: [],
  answer: () => Promise.reject(new Error('nobody asked')),
  departmentsOf: () => null,
}

function quiet(state: DialogState, now: string, forms: readonly Form[], hours: Hours): Turn {
  return { state, heard: { ...SILENT, now }, acts: readActs(''), forms, hours, lines: [], choices: null, replies: [], effects: [] }
}

/** Time goes by without a message: one reminder in working hours, and at last the draft is erased, with notice. */
export function passTime(state: DialogState, now: string, forms: readonly Form[], hours: Hours = OFFICE): Result {
  const t = quiet(state, now, forms, hours)
  migrate(t)
  t.lines = []
  if (forget(t)) return finish(t)
  const { draft } = t.state
  if (!draft || draft.reminded || !hours.open(now)) return { state: t.state, replies: [], effects: [] }
  const silent = Date.parse(now) - Date.parse(draft.touchedAt)
  if (silent < (draft.paused ? REMIND_PAUSED_AFTER_MS : REMIND_AFTER_MS)) return { state: t.state, replies: [], effects: [] }
  const form = formNow(t)
  const { at, of } = progressOf(form, draft)
  setDraft(t, { reminded: true })
  const where =
    draft.stage === 'consent'
      ? both('还等您一句“同意”或“不同意”', 'I only need your “agree” or “disagree”')
      : draft.stage === 'summary'
        ? both('就差您回复“确认”', 'only your “confirm” is missing')
        : both(`填到 ${at}/${of} 了`, `you are at ${at}/${of}`)
  say(
    t,
    both(
      `您的${form.title.zh}还没填完，${where.zh}。方便时回复“继续”接着填，不想办了回“取消”；7 天没动静会自动删除。`,
      `Your request for ${form.title.en} is not finished: ${where.en}. Say “continue” when convenient, or “cancel”; it is erased after 7 days of silence.`,
    ),
  )
  return finish(t)
}

/** When the desk should look again by itself; null when there is nothing to wait for. */
export function wakeAt(state: DialogState, hours: Hours = OFFICE): string | null {
  const { draft } = state
  if (!draft) return null
  const touched = Date.parse(draft.touchedAt)
  const at = (ms: number) => `${new Date(touched + ms + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
  return draft.reminded ? at(ERASE_AFTER_MS) : hours.next(at(draft.paused ? REMIND_PAUSED_AFTER_MS : REMIND_AFTER_MS))
}

/** A message was recalled: what it brought leaves the draft. */
export function takeBack(state: DialogState, messageId: string, now: string, forms: readonly Form[]): Result {
  const t = quiet(state, now, forms, OFFICE)
  set(t, { before: state.before.filter((u) => u.id !== messageId) })
  const { draft } = t.state
  if (!draft) return { state: t.state, replies: [], effects: [] }
  const next = withoutMessage(draft, messageId)
  if (next === draft) return { state: t.state, replies: [], effects: [] }
  set(t, { draft: next, offer: null })
  say(t, both('您撤回的那条消息，内容已经从草稿里拿掉。', 'What the recalled message said has left the draft.'))
  ask(t)
  return finish(t)
}
