/** Reads one message for a form: values for any slot, in any order, with or without labels; what is wrong with some; what is asked. */

import { line } from '../understand/line.ts'
import { type Act, actOf } from './acts.ts'
import type { Form, Said, Seen, Slot, Values } from './form.ts'
import { type Candidate, type Judged, judge } from './judging.ts'
import { corrects, named } from './labels.ts'
import { blanked, layOut, only, SMALL, type Span, touches, within } from './layout.ts'
import { leftOpen, putsIn } from './puts.ts'

export type Read = Judged & {
  /** What is said about a slot instead of a value: 期限没定, 信用代码明天给. */
  readonly put: readonly { readonly slot: string; readonly act: Act; readonly drop: boolean }[]
  /** Slots a correction names without a value. */
  readonly named: readonly string[]
  /** The clauses that ask for something. */
  readonly questions: readonly string[]
  readonly mending: boolean
  /** What is left when values, labels, questions and small words are taken out. */
  readonly left: string
}

export type Reading = {
  readonly form: Form
  readonly known: Values
  readonly pending: string | null
  readonly mending?: boolean
  /** Said before the form's list was shown: its numbers are somebody's own. */
  readonly unlisted?: boolean
  readonly soft?: ReadonlySet<string>
  readonly unsure?: ReadonlySet<string>
}

const CORRECTING =
  /改改|也|再|还|改一?下|改|换|修改|更改|更正|变更|重新|写错|填错|说错|打错|弄错|搞错|错|不对|有误|一下|我想|我要|想|要|请|把|帮我|那|change|correct|update|edit|wrong|want|would like|name|number/g

export function read(message: string, { form, known: before, pending, mending: told = false, unlisted = false, soft = new Set(), unsure = new Set() }: Reading): Read {
  const { raw, text, place, parts, story, mending, slots, questions, asking, refused, label, namedSlots } = layOut(message, form, before, { pending, told, unlisted })
  const pendingSlot = form.slots.find((s) => s.name === pending)

  const known: Record<string, unknown> = { ...before }
  const candidates: Candidate[] = []
  const spans: Span[] = []
  const said = (slot: Slot, stretch: string, how: Candidate['how'], behind = ''): readonly Seen[] => {
    const reading: Said = {
      raw: stretch,
      text: line(stretch).text,
      whole: text,
      asked: how === 'asked',
      labelled: how === 'labelled',
      label: behind,
      story: story && how === 'seen',
      pending,
      mending,
      known,
    }
    return slot.read(reading)
  }
  /** Seen in passing for a slot that is filled, and not surely: it will not be taken. */
  const idle = ({ slot, seen, how }: Candidate) =>
    how === 'seen' &&
    before[slot.name] !== undefined &&
    !soft.has(slot.name) &&
    !slot.list &&
    seen.kind === 'value' &&
    // A place by itself is a place, even where a story was asked for.
    !(pendingSlot?.prose && slot.follows && raw.slice(seen.start, seen.end).replace(SMALL, '').length >= raw.replace(SMALL, '').length * 0.8) &&
    !(
      seen.sure &&
      (mending || unsure.has(slot.name) || slot.unmistakable || raw.slice(seen.start, seen.end).replace(SMALL, '').length >= raw.replace(SMALL, '').length / 2)
    )
  const take = (slot: Slot, seen: Seen, how: Candidate['how']) => {
    candidates.push({ slot, seen, how })
    if (seen.kind === 'value' && !idle({ slot, seen, how }))
      known[slot.name] = slot.list ? [...((known[slot.name] as unknown[] | undefined) ?? []), seen.value] : seen.value
    if (seen.kind !== 'none' && !(slot.prose && how === 'seen') && !idle({ slot, seen, how })) spans.push(seen)
  }
  /** The place an enterprise’s name begins with is part of the name. */
  const part = (c: Candidate, slot: Slot, seen: Span) =>
    slot.rival !== undefined && c.how === 'seen' && c.slot.follows !== undefined && c.seen.start >= seen.start && c.seen.end <= seen.end
  const overlaps = (seen: Span, slot: Slot) =>
    candidates.some(
      (c) =>
        c.slot !== slot &&
        !c.slot.prose &&
        c.seen.kind !== 'none' &&
        !idle(c) &&
        !(target(slot) && part(c, slot, seen)) &&
        c.seen.end > seen.start &&
        c.seen.start < seen.end,
    )

  const left: { readonly slot: string; readonly act: Act; readonly drop: boolean; readonly span: Span }[] = []
  const shortened = new Map<string, number>()
  for (const { slot: name, span, all, unit } of label) {
    const slot = form.slots.find((s) => s.name === name) as Slot
    const act = actOf(raw.slice(span.start, span.end))
    const open = slot.skippable && !slot.prose && leftOpen(line(raw.slice(span.start, span.end)).text)
    if (act === 'skip' || act === 'unknown' || act === 'later' || (act === 'none' && slot.skippable) || open) {
      left.push({ slot: slot.name, act: act === 'later' ? act : (act ?? 'none'), drop: false, span: all })
      continue
    }
    const counted =
      unit && /^\s*[\d.,]+\s*$/.test(raw.slice(span.start, span.end))
        ? `${raw.slice(0, span.start).replace(/./gsu, ' ')}${raw.slice(span.start, span.end).trimEnd()}${unit === '月' ? '个月' : unit}`
        : null
    const seen = said(slot, counted ?? only(blanked(raw, slot.prose ? [] : refused, ' '), span), 'labelled', line(raw.slice(all.start, span.start)).text)
    for (const s of seen) take(slot, within(s, span), 'labelled')
    // Without marks a label reaches to the end of the message; a number says itself where it ends.
    const end = !slot.prose && !slot.free && seen.length > 0 ? Math.max(...seen.map((s) => Math.min(s.end, span.end))) : all.end
    if (seen.length > 0 && seen.some((s) => s.kind !== 'problem')) spans.push({ start: all.start, end })
    if (end < all.end) shortened.set(name + all.start, end)
  }
  const closed = label
    .filter((l) => candidates.some((c) => c.slot.name === l.slot && c.how === 'labelled'))
    .map((l) => ({ start: l.all.start, end: shortened.get(l.slot + l.all.start) ?? l.all.end }))
  const labelWords = new RegExp(form.slots.map((s) => `(?:${s.labels})|${s.called}`).join('|'), 'gi')
  const onlyNames = text.replace(labelWords, '').replace(CORRECTING, '').replace(SMALL, '') === ''
  /** A correction of something else, or a question, leaves no answer to the pending question behind. */
  const beside =
    (corrects(text) && !told && (label.some((l) => l.slot !== pending) || namedSlots.some((n) => n !== pending)) && !label.some((l) => l.slot === pending)) ||
    (questions.length > 0 &&
      blanked(raw, asking)
        .replace(SMALL, '')
        .replace(/对了|顺便|那个|问|打听|一?下/g, '').length < 3)
  const target = (slot: Slot) =>
    (slot.name === pending && !(beside && (slot.prose || slot.free)) && !(onlyNames && namedSlots.length > 0)) ||
    (!onlyNames && namedSlots.includes(slot.name) && !label.some((l) => l.slot === slot.name))

  const answered = (slot: Slot) => candidates.some((c) => c.slot === slot && c.how === 'labelled' && c.seen.kind !== 'problem')
  if (pendingSlot?.first && text.trim().length <= 8 && label.length === 0) {
    const seen = said(pendingSlot, blanked(raw, [...asking, ...refused]), 'asked')
    if (seen[0]?.kind === 'value' && seen[0].sure && seen[0].end - seen[0].start >= raw.trim().length - 2) for (const s of seen) take(pendingSlot, s, 'asked')
  }
  /** Almost anything could be a purpose; what is wholly another open slot's value (时间两年) goes there. */
  const elsewhereMeant = (slot: Slot, stretch: string): boolean => {
    const share = stretch.replace(SMALL, '').length
    for (const other of form.slots) {
      if (
        other === slot ||
        other.prose ||
        other.free ||
        other.first ||
        other.unmistakable ||
        other.choices ||
        before[other.name] !== undefined ||
        known[other.name] !== undefined
      )
        continue
      const [seen] = said(other, stretch, 'asked')
      if (seen?.kind !== 'value' || stretch.slice(seen.start, seen.end).replace(SMALL, '').length < share - 3 || stretch.slice(seen.start, seen.end).trim().length > 12)
        continue
      take(other, seen, 'asked')
      return true
    }
    return false
  }
  // 侵权方写错了，应该是…: what a correction names has the first word.
  for (const slot of form.slots) {
    if (slot.prose || slot.unmistakable || slot.name === pending || !namedSlots.includes(slot.name) || !target(slot) || answered(slot)) continue
    for (const s of said(slot, blanked(raw, [...closed, ...asking, ...refused, ...spans]), 'asked')) if (!overlaps(s, slot) && s.kind === 'value') take(slot, s, 'asked')
  }
  // First everything that can be told by its looks, then what was asked for, out of what is left.
  for (const slot of form.slots) {
    if (slot.prose || (target(slot) && !slot.unmistakable) || (answered(slot) && !slot.list)) continue
    const stretch = slot.unmistakable
      ? blanked(raw, [...refused, ...candidates.filter((c) => c.how === 'labelled' && !c.slot.prose).map((c) => c.seen)])
      : blanked(raw, [...closed, ...asking, ...refused, ...spans])
    // What was asked for takes a torso for an attempt, so it waits until every whole number has found its slot.
    for (const s of said(slot, stretch, 'seen')) if (!overlaps(s, slot)) take(slot, s, target(slot) ? 'asked' : 'seen')
  }
  for (const slot of form.slots) {
    if (!slot.unmistakable || !target(slot) || answered(slot) || candidates.some((c) => c.slot === slot)) continue
    for (const s of said(slot, blanked(raw, [...refused, ...spans]), 'asked')) if (!overlaps(s, slot)) take(slot, s, 'asked')
  }
  for (const slot of form.slots) {
    if (slot.prose || !target(slot) || slot.unmistakable || answered(slot) || candidates.some((c) => c.slot === slot && c.how === 'asked')) continue
    const parted = slot.rival === undefined ? [] : candidates.filter((c) => c.how === 'seen' && c.slot.follows !== undefined).map((c) => c.seen)
    const stretch = blanked(raw, [...closed, ...asking, ...refused, ...spans.filter((s) => !parted.some((o) => o === s))])
    if (slot.free && elsewhereMeant(slot, stretch)) continue
    for (const s of said(slot, stretch, 'asked')) if (!overlaps(s, slot) || s.kind === 'none') take(slot, s, 'asked')
  }
  // A told story keeps its words, but for the clauses that are nothing but other values.
  // Who did it belongs to the story too, so a name told in its own words spends no clause.
  const plain = spans.filter((s) => !candidates.some((c) => c.slot.free && !c.slot.long && c.how !== 'labelled' && c.seen.start === s.start && c.seen.end === s.end))
  const spent = parts
    .map(place)
    .filter(
      (c) =>
        plain.some((s) => s.end > c.start && s.start < c.end) && blanked(raw, plain, ' ').slice(c.start, c.end).replace(labelWords, '').replace(SMALL, '').length <= 3,
    )
  const unsaid = putsIn(parts, {
    form,
    slots,
    // What was but inferred holds nothing open that is said to be left open.
    known: Object.fromEntries(Object.entries(before).filter(([name]) => !soft.has(name))),
    pending,
    mending,
    labelWords,
    valued: (name, c) =>
      candidates.some((k) => k.slot.name === name && k.seen.kind === 'value' && k.how !== 'asked' && (k.how === 'labelled' || touches(k.seen, place(c)))),
  }).map((p) => ({ ...p, drop: p.drop || soft.has(p.slot), span: place(p.clause) }))
  // 侵权方是谁还没查到，这一项先跳过: what is said of a slot left open is no part of the story.
  const open = parts
    .filter((c) => unsaid.some((p) => p.clause === c || (/没|不|未|还|not|don't|unknown/.test(c.text) && named(form, slots, c.text).includes(p.slot))))
    .map(place)
  for (const slot of [...form.slots].sort((a, b) => Number(target(b)) - Number(target(a)))) {
    if (!slot.prose || candidates.some((c) => c.slot === slot && c.how === 'labelled')) continue
    if (!target(slot) && !(slot.list && !pendingSlot?.list) && pendingSlot?.prose && candidates.some((c) => c.slot === pendingSlot && c.seen.kind === 'value')) continue
    const how = target(slot) ? 'asked' : 'seen'
    const kept = blanked(raw, [...closed, ...(story ? [] : asking), ...spent, ...open])
    if (kept.replace(SMALL, '') === '') continue
    for (const s of said(slot, kept, how)) take(slot, s, how)
  }

  const put = [...left, ...unsaid].filter((p, i, all) => all.findIndex((o) => o.slot === p.slot) === i)
  for (const p of put)
    for (let i = candidates.length - 1; i >= 0; i--) {
      const c = candidates[i] as Candidate
      if (c.seen.start < p.span.end && c.seen.end > p.span.start && (c.slot.name === p.slot || c.how === 'asked')) candidates.splice(i, 1)
    }

  const judged = judge(candidates, { raw, text, known: before, soft, unsure, mending, story, denies: refused.length > 0, named: namedSlots, target })
  const { taken } = judged
  const over = blanked(raw, [...spans, ...asking], ' ').replace(SMALL, '')
  const still = named(form, slots, line(blanked(raw, spans, ' ')).text)
  return {
    ...judged,
    put: put.map(({ slot, act, drop }) => ({ slot, act, drop })),

    named: namedSlots.filter((n) => still.includes(n) && !taken.some((t) => t.slot === n) && !judged.nones.includes(n) && !put.some((p) => p.slot === n)),
    questions: questions.map((q) => q.text.trim() + (/[?？]/.test(q.mark) ? '？' : '')),
    mending,
    left: over,
  }
}
