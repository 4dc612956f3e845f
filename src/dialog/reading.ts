/** Reads one message for a form: values for any slot, in any order, with or without labels; what is wrong with some; what is asked. */
import { type Act, actOf, asks, rhetorical } from './acts.ts'
import type { Form, Said, Seen, Slot, Values } from './form.ts'
import { applicable } from './form.ts'
import { corrects, denied, named, segments } from './labels.ts'
import { line } from './values/line.ts'
import { clauses } from './values/story.ts'

export type Taken = { readonly slot: string; readonly value: unknown; readonly start: number; readonly end: number; readonly soft: boolean; readonly replaces: boolean }
export type Trouble = Extract<Seen, { kind: 'problem' }> & { readonly slot: string }

export type Read = {
  readonly taken: readonly Taken[]
  readonly problems: readonly Trouble[]
  /** Slots said to be unknown or to have nothing. */
  readonly nones: readonly string[]
  readonly elsewhere: { readonly slot: string; readonly place: string } | null
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

export type Reading = { readonly form: Form; readonly known: Values; readonly pending: string | null; readonly mending?: boolean; readonly soft?: ReadonlySet<string> }

const SMALL =
  /[\s\p{P}\p{S}]|我们?|咱们?|俺们?|公司|是|的|了|吧|啊|呢|哦|嗯|哈|呀|嘛|就|这个|那个|叫|为|在|好的?|行|可以|谢谢|您好|你好|改成|改为|换成|改一下|不对|错了|应该|the|is|my|our|it|and|of|to|a|please|thanks/giu

const CORRECTING =
  /改改|也|再|还|改一?下|改|换|修改|更改|更正|变更|重新|写错|填错|说错|打错|弄错|搞错|错|不对|有误|一下|我想|我要|想|要|请|把|帮我|那|change|correct|update|edit|wrong|want|would like|name|number/g

type Span = { readonly start: number; readonly end: number }

function blanked(raw: string, spans: readonly Span[], filler = '，'): string {
  let text = raw
  for (const { start, end } of spans) text = text.slice(0, start) + filler.repeat(Math.max(0, end - start)) + text.slice(end)
  return text
}

/** The message with only one stretch left. */
function only(raw: string, span: Span): string {
  return ' '.repeat(span.start) + raw.slice(span.start, span.end) + ' '.repeat(raw.length - span.end)
}

function within(seen: Seen, span: Span): Seen {
  return { ...seen, start: Math.max(seen.start, span.start), end: Math.min(Math.max(seen.end, span.start), span.end) }
}

export function read(raw: string, { form, known: before, pending, mending: told = false, soft = new Set() }: Reading): Read {
  const whole = line(raw)
  const text = whole.text
  const place = (span: Span): Span => whole.at(span.start, span.end)
  const parts = clauses(text)
  const story = text.length > 36 && parts.length >= 3 && !/[:：]/.test(text)
  const pendingSlot = form.slots.find((s) => s.name === pending)
  const mending = told || corrects(text)
  const slots = applicable(form, before)

  const questions = parts.filter(
    (c, i) => asks(c.text, c.mark) && !rhetorical(c.text) && !(story && (i < parts.length - 1 || !/[?？]|吗|多久|多少/.test(c.text + c.mark))),
  )
  const asking = questions.map(place)
  const refused = denied(text).map(place)
  const labelled = segments(form, slots, text).filter(
    (s) => !questions.some((q) => q.start <= s.start && q.end >= s.end && !/[:：=]/.test(text.slice(s.start, s.valueStart))),
  )
  const label = labelled.map((s) => ({ slot: s.slot, span: place({ start: s.valueStart, end: s.end }), all: place({ start: s.start, end: s.end }) }))
  // 王大伟改成王大为: an old value stands for its slot.
  for (const m of text.matchAll(/([^，,。；;！!？?\s]{2,30}?)(?:改成|改为|换成|变成|应该是|写成|->|→)([^，,。；;！!？?\n]{1,40})/g)) {
    const old = (m[1] as string).replace(/^(?:把|将|那个|名字)/, '')
    const slot = form.slots.find((s) => typeof before[s.name] === 'string' && line(before[s.name] as string).text === old)
    const start = m.index + m[0].length - (m[2] as string).length
    if (slot && !label.some((l) => l.slot === slot.name))
      label.push({ slot: slot.name, span: place({ start, end: m.index + m[0].length }), all: place({ start: m.index, end: m.index + m[0].length }) })
  }
  const namedSlots = mending ? named(form, slots, text) : []

  const known: Record<string, unknown> = { ...before }
  const candidates: { slot: Slot; seen: Seen; how: 'labelled' | 'asked' | 'seen' }[] = []
  const spans: Span[] = []
  const said = (slot: Slot, stretch: string, how: 'labelled' | 'asked' | 'seen'): readonly Seen[] => {
    const reading: Said = {
      raw: stretch,
      text: line(stretch).text,
      asked: how === 'asked',
      labelled: how === 'labelled',
      story: story && how === 'seen',
      pending,
      mending,
      known,
    }
    return slot.read(reading)
  }
  const take = (slot: Slot, seen: Seen, how: 'labelled' | 'asked' | 'seen') => {
    candidates.push({ slot, seen, how })
    if (seen.kind === 'value') known[slot.name] = slot.list ? [...((known[slot.name] as unknown[] | undefined) ?? []), seen.value] : seen.value
    if (seen.kind !== 'none' && !(slot.prose && how === 'seen')) spans.push(seen)
  }
  const overlaps = (seen: Span, slot: Slot) =>
    candidates.some((c) => c.slot !== slot && !c.slot.prose && c.seen.kind !== 'none' && c.seen.end > seen.start && c.seen.start < seen.end)

  for (const { slot: name, span, all } of label) {
    const slot = form.slots.find((s) => s.name === name) as Slot
    const seen = said(slot, only(blanked(raw, slot.prose ? [] : refused, ' '), span), 'labelled')
    for (const s of seen) take(slot, within(s, span), 'labelled')
    if (seen.length > 0 && seen.some((s) => s.kind !== 'problem')) spans.push(all)
  }
  const closed = label.filter((l) => candidates.some((c) => c.slot.name === l.slot && c.how === 'labelled')).map((l) => l.all)
  const labelWords = new RegExp(form.slots.map((s) => `(?:${s.labels})|${s.called}`).join('|'), 'gi')
  const onlyNames = text.replace(labelWords, '').replace(CORRECTING, '').replace(SMALL, '') === ''
  const target = (slot: Slot) =>
    (slot.name === pending && !(onlyNames && namedSlots.length > 0)) || (!onlyNames && namedSlots.includes(slot.name) && !label.some((l) => l.slot === slot.name))

  const answered = (slot: Slot) => candidates.some((c) => c.slot === slot && c.how === 'labelled' && c.seen.kind !== 'problem')
  if (pendingSlot?.first && text.trim().length <= 8 && label.length === 0) {
    const seen = said(pendingSlot, blanked(raw, [...asking, ...refused]), 'asked')
    if (seen[0]?.kind === 'value' && seen[0].sure && seen[0].end - seen[0].start >= raw.trim().length - 2) for (const s of seen) take(pendingSlot, s, 'asked')
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
    for (const s of said(slot, blanked(raw, [...closed, ...asking, ...refused, ...spans]), 'asked')) if (!overlaps(s, slot) || s.kind === 'none') take(slot, s, 'asked')
  }
  // A told story keeps its words, but for the clauses that are nothing but other values.
  const spent = parts
    .map(place)
    .filter(
      (c) =>
        spans.some((s) => s.end > c.start && s.start < c.end) && blanked(raw, spans, ' ').slice(c.start, c.end).replace(labelWords, '').replace(SMALL, '').length <= 3,
    )
  for (const slot of [...form.slots].sort((a, b) => Number(target(b)) - Number(target(a)))) {
    if (!slot.prose || candidates.some((c) => c.slot === slot && c.how === 'labelled')) continue
    if (!target(slot) && pendingSlot?.prose && candidates.some((c) => c.slot === pendingSlot && c.seen.kind === 'value')) continue
    const how = target(slot) ? 'asked' : 'seen'
    const kept = blanked(raw, [...closed, ...(story ? [] : asking), ...spent])
    if (kept.replace(SMALL, '') === '') continue
    for (const s of said(slot, kept, how)) take(slot, s, how)
  }

  type Put = { readonly slot: string; readonly act: Act; readonly drop: boolean; readonly span: Span }
  const put = parts.flatMap((c): Put[] => {
    const all = named(form, slots, c.text)
    const open = all.filter((n) => before[n] === undefined)
    const names = all.length > 1 && open.length === 1 ? open : all
    const name = names[0]
    const rest = c.text.replace(labelWords, '').replace(/^(?:我们?|公司|的|是|呢|嘛|就|这个|现在|对方|这项|my|our|the|is)+|(?:的话|呢|嘛)$/g, '')
    const act =
      names.length === 1 && name && rest !== c.text && !candidates.some((k) => k.slot.name === name && k.seen.kind === 'value' && k.how !== 'asked')
        ? actOf(rest.trim())
        : null
    const drop = names.length === 1 && name !== undefined && /^(?:那?项?)?(?:删掉|删除|删了|去掉|清空|拿掉|不写了|不要了|不填了|划掉|remove|delete)/.test(rest.trim())
    if (drop) return [{ slot: name, act: 'skip' as const, drop, span: place(c) }]
    if (name && before[name] !== undefined && !mending) return []
    return name && (act === 'later' || act === 'unknown' || act === 'none' || act === 'skip') ? [{ slot: name, act, drop, span: place(c) }] : []
  })
  for (const p of put)
    for (let i = candidates.length - 1; i >= 0; i--) {
      const c = candidates[i] as (typeof candidates)[number]
      if (c.seen.start < p.span.end && c.seen.end > p.span.start && (c.slot.name === p.slot || c.how === 'asked')) candidates.splice(i, 1)
    }

  const taken: Taken[] = []
  const problems: Trouble[] = []
  const nones: string[] = []
  let elsewhere: Read['elsewhere'] = null
  const length = raw.replace(SMALL, '').length || 1
  for (const { slot, seen, how } of candidates) {
    const filled = before[slot.name] !== undefined && before[slot.name] !== null && !soft.has(slot.name)
    const meant = how !== 'seen' || target(slot)
    const share = raw.slice(seen.start, seen.end).replace(SMALL, '').length / length
    switch (seen.kind) {
      case 'value': {
        const added = slot.list || (slot.prose && !mending)
        if (!meant && filled && !added && !(seen.sure && (mending || share >= 0.5 || (slot.unmistakable && !story)))) break
        if (!meant && slot.list && filled && !slot.prose && !seen.sure) break
        if (taken.some((t) => t.slot === slot.name && !slot.list && !slot.prose && how === 'seen')) break
        taken.push({
          slot: slot.name,
          value: seen.value,
          start: seen.start,
          end: seen.end,
          soft: seen.soft ?? false,
          replaces: mending && (how === 'labelled' || namedSlots.includes(slot.name) || !slot.list || refused.length > 0),
        })
        break
      }
      case 'problem':
        if (meant || !filled || (mending && share >= 0.3) || slot.unmistakable) problems.push({ ...seen, slot: slot.name })
        break
      case 'none':
        nones.push(slot.name)
        break
      case 'elsewhere':
        if (meant || !filled || mending) elsewhere = { slot: slot.name, place: seen.place }
        break
    }
  }
  const left = blanked(raw, [...spans, ...asking], ' ').replace(SMALL, '')
  return {
    taken,
    problems: problems.filter((p) => !taken.some((t) => t.slot === p.slot && !form.slots.find((s) => s.name === p.slot)?.list)),
    nones: nones.filter((n) => !taken.some((t) => t.slot === n)),
    put: put.map(({ slot, act, drop }) => ({ slot, act, drop })),

    elsewhere,
    named: namedSlots.filter((n) => !taken.some((t) => t.slot === n) && !put.some((p) => p.slot === n)),
    questions: questions.map((q) => q.text.trim() + (/[?？]/.test(q.mark) ? '？' : '')),
    mending,
    left,
  }
}
