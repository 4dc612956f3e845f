/** What a form is: data that the engine walks through without knowing what it is about. */
import type { Language } from '../message.ts'

export type Both = { readonly zh: string; readonly en: string }
export type Several = { readonly zh: readonly string[]; readonly en: readonly string[] }
export type Values = Readonly<Record<string, unknown>>

/** A stretch of a message as a reader gets it. Everything keeps the offsets of the whole message. */
export type Said = {
  /** The message with what is not to be read blanked out, otherwise as it was written. */
  readonly raw: string
  /** The same, half width, lower case and Simplified, character for character. */
  readonly text: string
  /** The whole message, folded likewise and nothing blanked: who was spoken of before. */
  readonly whole: string
  /** The pending question is for this very slot. */
  readonly asked: boolean
  /** The stretch stood behind this slot's own label: 联系人：…. */
  readonly labelled: boolean
  /** That label, in lower case; empty where none stood before. */
  readonly label: string
  /** The stretch is a part of a longer message that tells a story. */
  readonly story: boolean
  /** The slot that was asked for. */
  readonly pending: string | null
  /** The form is past its questions, or a correction was announced: what is said now is meant to change something. */
  readonly mending: boolean
  /** What is known so far. */
  readonly known: Values
}

/**
 * One candidate. `sure` stands for itself wherever it stood; one that is not is only taken when the slot is still empty.
 * `soft` gives way to anything said outright.
 */
export type Seen =
  | {
      readonly kind: 'value'
      readonly start: number
      readonly end: number
      readonly value: unknown
      readonly sure: boolean
      readonly soft?: boolean
      readonly about?: 'other'
    }
  | {
      readonly kind: 'problem'
      readonly start: number
      readonly end: number
      readonly reason: string
      readonly what: Both
      readonly suggestion?: unknown
      readonly options?: readonly Option[]
      readonly figure?: string
    }
  /** Said to be unknown, missing or all the same. */
  | { readonly kind: 'none'; readonly start: number; readonly end: number }
  /** The enterprise is not in Liaoning. */
  | { readonly kind: 'elsewhere'; readonly start: number; readonly end: number; readonly place: string }

/** One of several meanings a person is asked to choose from. */
export type Option = { readonly value: unknown; readonly label: Both; readonly cue?: string }

export type Reader = (said: Said) => readonly Seen[]

export type Slot = {
  readonly name: string
  readonly label: Both
  /** Wordings of the question, without example; at least two each. */
  readonly ask: Several
  readonly example: Both
  readonly why: Both
  readonly what: Both
  /** Regular expression source: the words people put before it; `(?:…)` groups only. */
  readonly labels: string
  /** Regular expression source: what people call it when they want it changed, left or explained; looser than `labels`. */
  readonly called: string
  readonly read: Reader
  readonly skippable: boolean
  /** Kept sealed and shown masked. */
  readonly personal: boolean
  /** How it is shown back; `String` where absent. */
  readonly show?: (value: unknown, language: Language) => string
  /** A sentence and more: read up to the next label, joined to what was told before. */
  readonly prose?: boolean
  /** Named in people's own words, so that almost any short text could be meant. */
  readonly free?: boolean
  /** The slot a bare label of this one means while that one is asked for: 公司叫…, asked who infringes. */
  readonly rival?: string
  /** May go on over commas, up to the clause that speaks of another slot. */
  readonly long?: boolean
  /** Several values at once; a later one is added unless it corrects. */
  readonly list?: boolean
  /** So plain that it is read even inside a question or a story: a long number. */
  readonly unmistakable?: boolean
  /** A short message that answers this question is read as its answer before anything else. */
  readonly first?: boolean
  /** Names of files received belong here. */
  readonly files?: boolean
  readonly choices?: readonly Option[]
  /** Asked only while this holds; dropped when it no longer does. */
  readonly applies?: (known: Values) => boolean
  /** Why a value does not go with the others; null where it does. A `set` may offer to change another slot. */
  readonly fits?: (value: unknown, known: Values) => Misfit | null
  /** The value another slot's value already gives away. */
  readonly follows?: (known: Values) => unknown
}

export type Misfit = { readonly what: Both; readonly set?: { readonly slot: string; readonly value: unknown }; readonly drop?: boolean }

/** A clause a form's case may be routed by, and how people say that they mean it. */
export type Measure = { readonly clause: string; readonly name: Both; readonly cue: string }

export type Form = {
  readonly kind: string
  /** Raised whenever slots change; a draft of an older version is carried over. */
  readonly version: number
  readonly title: Both
  /** What `understanding.intent` may be when this form is wished for. */
  readonly intents: readonly string[]
  /** Regular expression source: a plain wish for this form, for the time when another form is open or two are wished at once. */
  readonly wish: string
  /** What the wish is about, without the wishing; both forms' subjects in one message make the desk ask which goes first. */
  readonly subject: string
  readonly measures: readonly Measure[]
  /** The measure where none is named; null where it must be asked. */
  readonly measure: string | null
  readonly slots: readonly Slot[]
  /** The slots that make two requests the same one. */
  readonly identity: readonly string[]
  /** What binds an enterprise outside Liaoning: a national clause, and who acts for it there. */
  readonly elsewhere: { readonly clause: string; readonly label: string; readonly quote: string; readonly bureau: Both }
  /** One short sentence for somebody who is upset by what the form is about. */
  readonly comfort: Several
  /** What the data is used for, in the notice given before consent. */
  readonly use: Both
}

export function words(both: Both, language: Language): string {
  return both[language]
}

export function slotOf(form: Form, name: string): Slot | undefined {
  return form.slots.find((s) => s.name === name)
}

/** The slots that are asked with what is known so far, in order. */
export function applicable(form: Form, known: Values): readonly Slot[] {
  return form.slots.filter((s) => s.applies?.(known) ?? true)
}
