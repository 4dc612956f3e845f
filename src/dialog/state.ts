/** What a conversation's dialog remembers between two messages: JSON only, sealed and short-lived, and all that exists before consent. */
import type { Language } from '../message.ts'

/** The version of the notice given before consent; raise it when the notice's words change. */
export const NOTICE_VERSION = '2026-11'
/** A silent draft is reminded of once after this long, in working hours. */
export const REMIND_AFTER_MS = 30 * 60_000
/** A draft that was put aside on purpose is reminded of once after this long. */
export const REMIND_PAUSED_AFTER_MS = 24 * 60 * 60_000
/** A draft nobody touched for this long is erased, with notice. */
export const ERASE_AFTER_MS = 7 * 24 * 60 * 60_000
/** What was said outside a draft is kept this long, so that it need not be said again. */
export const FORGET_AFTER_MS = 24 * 60 * 60_000
/** Failures on one slot before a person, a skip or a pause is offered. */
export const FAILURES = 3
/** How many earlier messages are kept to be read into a form. */
export const KEPT_MESSAGES = 12

/**
 * One thing said about a slot, and by which message, so that a recalled message takes it along.
 * `soft` was inferred and gives way to anything; `unsure` was only told in passing and gives way to what is said outright.
 */
export type Entry = { readonly value: unknown; readonly from: string; readonly soft?: boolean; readonly unsure?: boolean }
/** `listed`: said when the form's list had been shown, so that ① means its first item; `wish`: what the form was begun for. */
export type Uttered = {
  readonly id: string
  readonly at: string
  readonly text: string
  readonly files: readonly FileSaid[]
  readonly listed?: boolean
  readonly wish?: boolean
}
export type FileSaid = { readonly name: string; readonly hash: string; readonly from: string }

export type Draft = {
  readonly kind: string
  readonly version: number
  readonly stage: 'consent' | 'asking' | 'summary'
  /** The clause the case will be routed by; null while it is not known. */
  readonly measure: string | null
  /** The history of each slot, the last entry holding. */
  readonly entries: Readonly<Record<string, readonly Entry[]>>
  readonly skipped: readonly string[]
  readonly postponed: readonly string[]
  /** A filled slot that is being said anew. */
  readonly revising: string | null
  /** The slot last filled: what a bare “不对，是…” is about, and where a person who runs ahead stands. */
  readonly last: string | null
  /** The slots asked, in order, for going back. */
  readonly trail: readonly string[]
  readonly failures: Readonly<Record<string, number>>
  /** A print of what the last summary showed; null before the first. */
  readonly shown: string | null
  readonly consent: { readonly at: string; readonly noticeVersion: string } | null
  readonly files: readonly FileSaid[]
  readonly touchedAt: string
  readonly reminded: boolean
  readonly paused: boolean
}

export type Choice = { readonly value: unknown; readonly label: { readonly zh: string; readonly en: string }; readonly cue?: string }
/** What the desk has just offered, so that “第二个” or “是的” means something. */
export type Offer =
  | { readonly kind: 'resume' }
  | { readonly kind: 'which-first'; readonly kinds: readonly string[] }
  /** Data came without a wish: which form it is for. */
  | { readonly kind: 'which-form'; readonly kinds: readonly string[] }
  /** Turned away for where it is; what it says of Liaoning after that opens the form. */
  | { readonly kind: 'elsewhere'; readonly form: string; readonly measure: string | null }
  | { readonly kind: 'other-wish'; readonly form: string }
  | { readonly kind: 'switch'; readonly form: string; readonly measure: string | null; readonly said: Uttered }
  | { readonly kind: 'suggestion'; readonly slot: string; readonly value: unknown; readonly set?: { readonly slot: string; readonly value: unknown } }
  | { readonly kind: 'options'; readonly slot: string; readonly options: readonly Choice[] }
  | { readonly kind: 'unit'; readonly slot: string; readonly figure: string }
  | { readonly kind: 'stuck'; readonly slot: string }
  | { readonly kind: 'measure' }
  | { readonly kind: 'erase' }
  | { readonly kind: 'withdraw'; readonly case: string }
  | {
      readonly kind: 'which-case'
      readonly what: 'supplement' | 'withdraw' | 'rate' | 'reopen' | 'complain'
      readonly cases: readonly string[]
      readonly text: string
      readonly stars?: number
    }
  | { readonly kind: 'supplement'; readonly case: string }
  | { readonly kind: 'files'; readonly case: string; readonly names: readonly FileSaid[] }

export type DialogState = {
  readonly version: 1
  readonly language: Language
  readonly draft: Draft | null
  readonly offer: Offer | null
  /** What was said outside a draft or before consent: raw, here and nowhere else. */
  readonly before: readonly Uttered[]
  /** A second wish, offered after the first. */
  readonly later: { readonly form: string; readonly measure: string | null } | null
  /** What both forms share, kept only while the second is on offer. */
  readonly carried: Readonly<Record<string, readonly Entry[]>> | null
  readonly carriedConsent: Draft['consent']
  /** A form whose consent was refused; nothing else of it is kept. */
  readonly refused: { readonly form: string; readonly measure: string | null } | null
  /** Prints of what was submitted, so that the same is not filed twice. */
  readonly filed: readonly { readonly kind: string; readonly print: string; readonly at: string }[]
  readonly begun: boolean
  readonly ended: 'submitted' | 'cancelled' | null
  readonly handedOver: readonly string[] | null
  readonly region: string | null
  /** The last reply's words, so that they are never said twice running. */
  readonly said: readonly string[]
  /** Counts questions, so that wordings take turns. */
  readonly turn: number
}

export const NO_DIALOG: DialogState = {
  version: 1,
  language: 'zh',
  draft: null,
  offer: null,
  before: [],
  later: null,
  carried: null,
  carriedConsent: null,
  refused: null,
  filed: [],
  begun: false,
  ended: null,
  handedOver: null,
  region: null,
  said: [],
  turn: 0,
}

/** What holds now of each slot; null where nothing was said. */
export function valuesOf(draft: Draft): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, entries] of Object.entries(draft.entries)) {
    const last = entries.at(-1)
    if (last) values[name] = last.value
  }
  return values
}

/** The slots whose present value may still give way, by how easily. */
export type Tentative = { readonly soft: ReadonlySet<string>; readonly unsure: ReadonlySet<string> }

export function tentative(draft: Draft): Tentative {
  const those = (which: (held: Entry) => boolean | undefined) =>
    new Set(Object.entries(draft.entries).flatMap(([name, all]) => (all.at(-1) !== undefined && which(all.at(-1) as Entry) ? [name] : [])))
  return { soft: those((e) => e.soft), unsure: those((e) => e.unsure) }
}

export function openDraft(kind: string, version: number, measure: string | null, now: string): Draft {
  return {
    kind,
    version,
    stage: 'consent',
    measure,
    entries: {},
    skipped: [],
    postponed: [],
    revising: null,
    last: null,
    trail: [],
    failures: {},
    shown: null,
    consent: null,
    files: [],
    touchedAt: now,
    reminded: false,
    paused: false,
  }
}
