/** Lays a message out before it is read: its clauses, what it asks, denies and labels, and what it says nothing of. */

import { punctuated, withoutLetterhead } from '../understand/dictated.ts'
import { line } from '../understand/line.ts'
import { meant } from '../understand/typos.ts'
import type { Form, Seen, Values } from './form.ts'
import { applicable } from './form.ts'
import { corrects, denied, named, segments } from './labels.ts'
import { asks, rhetorical, tail } from './questions.ts'
import { type Clause, clauses } from './values/story.ts'

/** Words that carry no value. */
export const SMALL =
  /[\s\p{P}\p{S}]|我们?|咱们?|俺们?|公司|是|的|了|吧|啊|呢|哦|嗯|哈|呀|嘛|就|这个|那个|叫|为|在|好的?|行|可以|谢谢|您好|你好|改成|改为|换成|改一下|不对|错了|应该|the|is|my|our|it|and|of|to|a|please|thanks/giu

export type Span = { readonly start: number; readonly end: number }

export function blanked(raw: string, spans: readonly Span[], filler = '，'): string {
  let text = raw
  for (const { start, end } of spans) text = text.slice(0, start) + filler.repeat(Math.max(0, end - start)) + text.slice(end)
  return text
}

/** The message with only one stretch left. */
export function only(raw: string, span: Span): string {
  return ' '.repeat(span.start) + raw.slice(span.start, span.end) + ' '.repeat(raw.length - span.end)
}

export function within(seen: Seen, span: Span): Seen {
  return { ...seen, start: Math.max(seen.start, span.start), end: Math.min(Math.max(seen.end, span.start), span.end) }
}

export function touches(seen: Span, span: Span): boolean {
  return seen.start < span.end && seen.end > span.start
}

/** 电话不变, 别的照旧: nothing is said of these, so nothing is read there. */
const UNCHANGED =
  /[^，,。；;！!？?\n]{1,16}(?:(?:不变|不改|不动|没变|没改|照旧|不用改|不用动|先不动|保持原样|还是原来的?|还用原来的?)(?:了|吧)?|(?<![a-z])(?:unchanged|stays? the same|remains? the same))(?=$|[，,。；;！!\n.])/g

type Scene = {
  readonly pending: string | null
  /** The form is past its questions: what is said now is meant to change something. */
  readonly told: boolean
  /** The form's list had not been shown yet. */
  readonly unlisted: boolean
}

export function layOut(message: string, form: Form, before: Values, { pending, told, unlisted }: Scene) {
  const same = new RegExp(`${form.slots.map((s) => `(?:${s.labels})|${s.called}`).join('|')}|别的|其[他它余]|剩下|另外|以上|rest|others?`, 'i')
  const raw = punctuated(withoutLetterhead(message)).replace(UNCHANGED, (m) => (/改[成为]|换成|[:：]/.test(m) || !same.test(m) ? m : ' '.repeat(m.length)))
  const whole = line(raw)
  const text = whole.text
  const place = (span: Span): Span => whole.at(span.start, span.end)
  const parts = clauses(text)
  const story = text.length > 36 && parts.length >= 3 && !/[:：]/.test(text)
  const mending = told || corrects(text)
  const slots = applicable(form, before)

  const questions = parts
    .filter(
      (c, i) =>
        asks(c.text, c.mark) &&
        // 干啥用？主要是…: asked of oneself, and answered.
        !(
          pending !== null &&
          c.text.trim().length <= 8 &&
          parts[i + 1] !== undefined &&
          !/几天|多久|什么时候/.test(c.text) &&
          /^(?:主要|就是|是|大概|有|没|目前|想|打算|要|准备|用)/.test(parts[i + 1]?.text ?? '')
        ) &&
        !(/^\s*[^:：]{2,20}[:：]/.test(c.text) && !/[?？]|吗\s*$/.test(c.text + c.mark)) &&
        !rhetorical(c.text) &&
        !(story && (i < parts.length - 1 || !/[?？]|吗|多久|多少/.test(c.text + c.mark))),
    )
    .map((c): Clause => ({ ...c, start: c.end - tail(c.text).length, text: tail(c.text) }))
  const asking = questions.map(place)
  const refused = denied(text).map(place)
  const labelled = segments(form, slots, meant(text), unlisted).filter(
    (s) => !questions.some((q) => q.start <= s.start && q.end >= s.end && !/[:：=]/.test(text.slice(s.start, s.valueStart))),
  )
  const rivals = (s: (typeof labelled)[number]) => {
    const slot = form.slots.find((o) => o.name === s.slot)
    return (
      slot?.rival !== undefined &&
      slot.rival === pending &&
      before[s.slot] !== undefined &&
      !corrects(text) &&
      !/[我俺咱]|本公司|our|my /.test(text.slice(Math.max(0, s.start - 8), s.start).replace(/(?:仿|抄|离开|是)我们?/g, ''))
    )
  }
  const label = labelled
    .filter((s) => !rivals(s))
    .map((s) => ({ slot: s.slot, unit: s.unit, span: place({ start: s.valueStart, end: s.end }), all: place({ start: s.start, end: s.end }) }))
  // 王大伟改成王大为: an old value stands for its slot.
  for (const m of text.matchAll(/([^，,。；;！!？?\s]{2,30}?)(?:改成|改为|换成|变成|应该是|写成|->|→)([^，,。；;！!？?\n]{1,40})/g)) {
    const old = (m[1] as string).replace(/^(?:把|将|那个|名字)/, '')
    const slot = form.slots.find((s) => typeof before[s.name] === 'string' && line(before[s.name] as string).text === old)
    const start = m.index + m[0].length - (m[2] as string).length
    if (slot && !label.some((l) => l.slot === slot.name))
      label.push({ slot: slot.name, unit: null, span: place({ start, end: m.index + m[0].length }), all: place({ start: m.index, end: m.index + m[0].length }) })
  }
  const namedSlots = mending ? named(form, slots, text) : []
  return { raw, text, place, parts, story, mending, slots, questions, asking, refused, label, namedSlots }
}
