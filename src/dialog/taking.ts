/** Puts what a message said into the draft: last word wins, branches drop what no longer applies, files join the evidence. */
import { shown, standing } from './asking.ts'
import type { Both } from './form.ts'
import { applicable, type Form, type Slot, slotOf } from './form.ts'
import type { Read } from './reading.ts'
import { type Draft, type Entry, type FileSaid, valuesOf } from './state.ts'
import { language, set, setDraft, type Turn } from './turn.ts'
import { both, phrase } from './words.ts'

export type Applied = {
  /** The slots whose value is new or changed. */
  readonly changed: readonly string[]
  readonly corrected: boolean
  /** What has to be said about it, beyond the echo. */
  readonly remarks: readonly Both[]
}

const MAX_PROSE = 4000

/** Of several only one is meant: 第三个应该是…, 最后那个抄错了. */
const ONE_OF_SEVERAL =
  /第\s*[一二三四五六七八九十\d]+\s*(?:个|件|项|条|张|号|份)|最后|末(?:尾|一|那|了)|后一?(?:面|个|件|条|张|那个)|那(?:一)?(?:个|件|条|张)|另(?:外)?一|其中|有一(?:个|件)|(?:first|second|third|last|other|that) (?:one|number|patent)/i

/** A number said anew in place of the one it resembles, or beside the others where one of several was wrong and not taken. */
function mended(old: readonly unknown[], said: readonly unknown[], text: string): readonly unknown[] | null {
  const [one, ...more] = said
  if (typeof one !== 'string' || more.length > 0 || old.length === 0) return null
  const near = old.filter((o) => typeof o === 'string' && o.length === one.length && [...o].filter((c, i) => c !== one[i]).length <= 3)
  if (near.length === 1) return old.map((o) => (o === near[0] ? one : o))
  return ONE_OF_SEVERAL.test(text) ? [...old, one] : null
}

function joined(slot: Slot, old: unknown, value: unknown, replaces: boolean, text: string): unknown {
  if (slot.list) {
    const before = (old as unknown[] | undefined) ?? []
    const said = Array.isArray(value) ? value : [value]
    const kept = replaces ? ((slot.prose ? null : mended(before, said, text)) ?? said) : [...before, ...said]
    return [...new Set(kept)]
  }
  if (slot.prose && typeof old === 'string' && !replaces) {
    const more = String(value)
    if (old.includes(more)) return old
    if (more.includes(old)) return more
    return `${old}；${more}`.slice(0, MAX_PROSE)
  }
  return value
}

/** What is said of the evidence anew takes the place of what was said before, and of no file. */
function filesKept(draft: Draft, old: unknown, value: unknown): unknown {
  const names = new Set(draft.files.map((f) => f.name))
  const files = ((old as readonly string[] | undefined) ?? []).filter((name) => names.has(name))
  return [...new Set([...files, ...(Array.isArray(value) ? value : [value])])]
}

/** @param from the message the values came with. */
export function apply(t: Turn, form: Form, heard: Read, from: string): Applied {
  const draft = t.state.draft as Draft
  const entries: Record<string, readonly Entry[]> = { ...draft.entries }
  const values = () => valuesOf({ ...draft, entries })
  const changed: string[] = []
  const remarks: Both[] = []
  let skipped = draft.skipped
  let corrected = false
  for (const took of heard.taken) {
    const slot = slotOf(form, took.slot)
    if (!slot) continue
    const old = values()[slot.name]
    const fresh = changed.includes(slot.name)
    const replaces = (took.replaces || draft.revising === slot.name) && !fresh
    const value = replaces && slot.files ? filesKept(draft, old, took.value) : joined(slot, old, took.value, replaces, t.heard.text)
    skipped = skipped.filter((n) => n !== slot.name)
    if (JSON.stringify(value) === JSON.stringify(old)) {
      if (!fresh) changed.push(slot.name)
      const last = entries[slot.name]?.at(-1)
      if (last?.soft && !took.soft) entries[slot.name] = [...(entries[slot.name] ?? []), { value, from }]
      continue
    }
    if (old !== undefined) corrected = true
    entries[slot.name] = [...(entries[slot.name] ?? []), { value, from, ...(took.soft ? { soft: true } : {}), ...(took.unsure ? { unsure: true } : {}) }].slice(-6)
    if (!fresh) changed.push(slot.name)
  }
  for (const { slot: name, value } of heard.removed) {
    const left = ((values()[name] as unknown[] | undefined) ?? []).filter((v) => v !== value)
    if (left.length > 0) entries[name] = [...(entries[name] ?? []), { value: left, from }].slice(-6)
    else delete entries[name]
    corrected = true
    if (left.length > 0 && !changed.includes(name)) changed.push(name)
  }
  for (const name of heard.nones) {
    const slot = slotOf(form, name)
    if (slot?.skippable && values()[name] === undefined && !skipped.includes(name)) {
      skipped = [...skipped, name]
      changed.push(name)
    }
  }
  // What one value gives away of another need not be asked.
  for (const slot of form.slots) {
    const given = values()[slot.name] === undefined ? slot.follows?.(values()) : undefined
    if (given !== undefined && given !== null) {
      entries[slot.name] = [{ value: given, from, soft: true }]
      changed.push(slot.name)
    }
  }
  // A soft value gives way when the one it followed from changes.
  for (const slot of form.slots) {
    const last = entries[slot.name]?.at(-1)
    const given = last?.soft && slot.follows ? slot.follows(values()) : null
    if (last?.soft && given && given !== last.value && changed.length > 0) entries[slot.name] = [{ value: given, from, soft: true }]
  }
  for (const slot of form.slots) {
    const value = values()[slot.name]
    if (value === undefined) continue
    if (slot.applies && !slot.applies(values())) {
      delete entries[slot.name]
      continue
    }
    const misfit = slot.fits?.(value, values())
    if (!misfit) continue
    const fresh = changed.includes(slot.name)
    const other = misfit.set && changed.includes(misfit.set.slot) && !fresh
    if (misfit.drop || other) {
      delete entries[slot.name]
      remarks.push(
        fresh ? misfit.what : both(`原来填的${slot.label.zh}不再适用，已经拿掉。`, `The earlier ${slot.label.en.toLowerCase()} no longer applies and was dropped.`),
      )
      if (fresh) changed.splice(changed.indexOf(slot.name), 1)
    } else if (misfit.set && fresh) {
      const { set: change } = misfit
      const held = entries[change.slot]?.at(-1)
      if (held?.soft) entries[change.slot] = [{ value: change.value, from, soft: true }]
      else {
        delete entries[slot.name]
        changed.splice(changed.indexOf(slot.name), 1)
        const target = slotOf(form, change.slot) as Slot
        remarks.push(
          both(
            `${misfit.what.zh}按号码把${target.label.zh}改为“${target.show?.(change.value, 'zh') ?? change.value}”吗？回“是”就改，不是请重发号码。`,
            `${misfit.what.en} Shall I change the ${target.label.en.toLowerCase()} to ${target.show?.(change.value, 'en') ?? change.value}? Reply “yes”, or send the number again.`,
          ),
        )
        set(t, { offer: { kind: 'suggestion', slot: slot.name, value, set: change } })
      }
    }
  }
  const failures = { ...draft.failures }
  for (const name of changed) delete failures[name]
  const revising = draft.revising && changed.includes(draft.revising) ? null : draft.revising
  const told = heard.taken.filter((k) => changed.includes(k.slot)).map((k) => form.slots.findIndex((s) => s.name === k.slot))
  const last = told.length > 0 ? (form.slots[Math.max(...told)]?.name ?? draft.last) : draft.last
  const next = { ...draft, entries }
  // What is new and said back at once needs no second summary; what was changed does.
  const seen = draft.shown === standing(draft) && !corrected ? standing(next) : draft.shown
  setDraft(t, { entries, skipped, failures, revising, last, shown: seen, postponed: draft.postponed.filter((n) => !changed.includes(n)) })
  return { changed, corrected, remarks }
}

/** What was said to be left open: blank where it may be, else put off to the end. */
export function leave(t: Turn, form: Form, heard: Read): Both[] {
  const remarks: Both[] = []
  for (const p of heard.put) {
    const target = slotOf(form, p.slot) as Slot
    const now = t.state.draft as Draft
    if (valuesOf(now)[p.slot] !== undefined) {
      if (!p.drop && !(heard.mending && target.skippable)) continue
      const { [p.slot]: _, ...entries } = now.entries
      setDraft(t, { entries })
    }
    const kept = t.state.draft as Draft
    if (target.skippable) setDraft(t, { skipped: [...kept.skipped.filter((n) => n !== p.slot), p.slot] })
    else setDraft(t, { postponed: [...kept.postponed.filter((n) => n !== p.slot), p.slot] })
    remarks.push(
      target.skippable
        ? both(`${target.label.zh}先空着。`, `${target.label.en} is left blank.`)
        : both(`${target.label.zh}最后再补。`, `${target.label.en} can wait to the end.`),
    )
  }
  return remarks
}

/** Files received join the slot that takes them, and in any case the draft. */
export function addFiles(t: Turn, form: Form, files: readonly FileSaid[]): void {
  const draft = t.state.draft
  if (!draft || files.length === 0) return
  const slot = form.slots.find((s) => s.files)
  const entries = { ...draft.entries }
  if (slot) {
    const old = (valuesOf(draft)[slot.name] as readonly string[] | undefined) ?? []
    const names = files.map((f) => f.name).filter((n) => !old.includes(n))
    entries[slot.name] = [...(entries[slot.name] ?? []), { value: [...old, ...names], from: files[0]?.from ?? '' }].slice(-12)
  }
  setDraft(t, { entries, files: [...draft.files, ...files], skipped: slot ? draft.skipped.filter((n) => n !== slot.name) : draft.skipped })
}

/** What was understood, said back in one line. */
export function echo(t: Turn, form: Form, applied: Applied): string {
  const draft = t.state.draft as Draft
  const values = valuesOf(draft)
  const en = language(t) === 'en'
  const items = applicable(form, values)
    .filter((s) => applied.changed.includes(s.name))
    .map((s) => {
      const text = shown(s, values[s.name], t)
      const soft = draft.entries[s.name]?.at(-1)?.soft ? (en ? ' (inferred; tell me if not)' : '（推断的，不对请说）') : ''
      return `${s.label[language(t)]}${en ? ': ' : ' '}${text.length > 40 ? `${text.slice(0, 38)}…` : text}${soft}`
    })
  if (items.length === 0) return ''
  return `${phrase(applied.corrected ? 'changed' : 'noted', language(t), t.state.turn)}${en ? ': ' : '：'}${items.join(en ? '; ' : '；')}${en ? '.' : '。'}`
}

/** A recalled message takes along what it brought. */
export function withoutMessage(draft: Draft, id: string): Draft {
  const entries: Record<string, readonly Entry[]> = {}
  let gone = false
  for (const [name, all] of Object.entries(draft.entries)) {
    const lost = all.filter((e) => e.from === id)
    if (lost.length === 0) {
      entries[name] = all
      continue
    }
    gone = true
    // A list or a story grew: what came later keeps only what it added itself.
    const kept = all.filter((e) => e.from !== id)
    const brought = all.flatMap((e, i) => (e.from === id ? additions(all[i - 1]?.value, e.value) : []))
    const clean = kept.map((e) => ({ ...e, value: minus(e.value, brought) })).filter((e) => e.value !== null)
    if (clean.length > 0) entries[name] = clean
  }
  const files = draft.files.filter((f) => f.from !== id)
  return gone || files.length !== draft.files.length ? { ...draft, entries, files, stage: draft.stage === 'summary' ? 'asking' : draft.stage } : draft
}

function additions(before: unknown, after: unknown): unknown[] {
  if (Array.isArray(after)) return after.filter((v) => !(Array.isArray(before) && before.includes(v)))
  if (typeof after === 'string' && typeof before === 'string' && after.startsWith(`${before}；`)) return [after.slice(before.length + 1)]
  return [after]
}

function minus(value: unknown, brought: readonly unknown[]): unknown {
  if (Array.isArray(value)) {
    const left = value.filter((v) => !brought.includes(v))
    return left.length > 0 ? left : null
  }
  if (typeof value === 'string') {
    let text = value
    for (const b of brought)
      if (typeof b === 'string' && text !== b)
        text = text
          .replace(b, '')
          .replace(/；；/g, '；')
          .replace(/^；|；$/g, '')
    return text
  }
  return value
}
