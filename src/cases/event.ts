/** What can happen to a case: the events of its history, who causes them and what each holds. */
import type { When } from '../calendar.ts'
import type { Modality } from '../corpus/notice.ts'
import type { Both, Citation, Language, SentFile } from '../message.ts'

/** `call`: somebody asked for a person (转人工), with or without a form begun. */
export type RequestKind = 'infringement' | 'financing' | 'other' | 'call'
/** Names and values exactly as CONTRACTS `converse` says. */
export type Slots = Readonly<Record<string, unknown>>
export type Consent = { readonly at: string; readonly noticeVersion: string }
/** What a completed dialog hands over. `measure` is the id of the clause that routes it. */
export type Request = { readonly kind: Exclude<RequestKind, 'call'>; readonly slots: Slots; readonly measure: string; readonly region: string; readonly consent: Consent }

/** The words of a notice that something rests on: `body.slice(start, end) === quote`. */
export type Ground = Omit<Citation, 'label'>

/** Why a request goes where it goes, or nowhere. */
export type RoutingReason = 'named' | 'no-department' | 'national-clause' | 'other-region' | 'asked-for'
/** Where a request goes; `duty` when a person on duty takes it because no department can be read from the clause. */
export type Routing = { readonly departments: readonly string[]; readonly ground: Ground | null; readonly duty: boolean; readonly reason: RoutingReason }

/**
 * A time the case is held to: to be closed (`completion`, where the clause itself says so), or answered for the first time.
 * `ours`: the bureau's own service standard, of which the notice says nothing.
 */
export type Due = {
  readonly what: 'completion' | 'first-response'
  readonly workingDays: number
  /** The notice's own word (力争), never dropped; null when it is ours. */
  readonly modality: Modality
  readonly ours: boolean
  readonly ground: Ground
  readonly from: string
  readonly until: When
}

export type Actor = { readonly kind: 'enterprise' } | { readonly kind: 'officer'; readonly id: string } | { readonly kind: 'desk' }
/** An officer as the history keeps him, whatever becomes of his account. */
export type Hand = { readonly officer: string; readonly name: string; readonly department: string }

/** 办结 needs one of these (BEHAVIOURS, Officers). */
export const RESULTS = ['已解决', '已答复指导', '已移送其他部门', '不属受理范围', '未能联系企业'] as const
export type Result = (typeof RESULTS)[number]

/** To whom something about a case is told. `chief` with a department is that department's chief. */
export type Addressee =
  | { readonly kind: 'enterprise' }
  | { readonly kind: 'officer'; readonly id: string }
  | { readonly kind: 'department'; readonly name: string }
  | { readonly kind: 'chief'; readonly department: string }
  | { readonly kind: 'duty' }

/** What is told to somebody because of an event. To officers it never holds anything an enterprise or an officer wrote: some read it in Slack. `files` go to the enterprise alone, after the text. */
export type CaseNotice = { readonly to: Addressee; readonly case: string; readonly text: Both; readonly files?: readonly SentFile[] }

/** A line about a case to whoever works it. */
export function caseLine(number: string, words: Both): Both {
  return { zh: `案件 ${number}：${words.zh}。`, en: `Case ${number}: ${words.en}.` }
}

/** What the first event of a case holds. */
export type Submission = {
  readonly request: RequestKind
  /** null for a call of which nothing tells what it is about. */
  readonly measure: string | null
  readonly region: string | null
  /** null for a call before any consent: then no slot is kept. */
  readonly consent: Consent | null
  /** What the enterprise is spoken to in. */
  readonly language: Language
  readonly slots: Slots
  readonly routing: Routing
  readonly due: Due
  readonly fingerprint: string
  /** Random, so that the chain's hash gives nothing away of the slots to somebody who tries values after the data was erased. */
  readonly salt: string
}

export type CaseEventBody =
  | { readonly kind: 'submitted'; readonly data: Submission }
  | { readonly kind: 'accepted'; readonly data: Hand }
  | { readonly kind: 'transferred'; readonly data: { readonly to: string; readonly reason: string; readonly until: When; readonly hand: Hand } }
  | { readonly kind: 'transfer-accepted'; readonly data: Hand }
  /** `lapsed`: nobody accepted in time; else the department gave it back. */
  | { readonly kind: 'transfer-returned'; readonly data: { readonly from: string; readonly reason: string; readonly lapsed: boolean } }
  | { readonly kind: 'supplement-requested'; readonly data: { readonly items: readonly string[]; readonly hand: Hand } }
  /** `due` where the clock starts again because the desk had asked for it. */
  | { readonly kind: 'supplemented'; readonly data: { readonly text: string; readonly files: readonly string[]; readonly due: Due | null } }
  /** `files`: the names of what was sent with it; absent where nothing was. */
  | { readonly kind: 'answered'; readonly data: { readonly text: string; readonly files?: readonly string[]; readonly hand: Hand } }
  /** What the enterprise wrote while an officer talks with it. */
  | { readonly kind: 'said'; readonly data: { readonly text: string; readonly files: readonly string[] } }
  /** The desk answers again; `hand` is null when the enterprise went back to it, or a day passed in silence. */
  | { readonly kind: 'talk-ended'; readonly data: { readonly why: 'officer' | 'enterprise' | 'silence'; readonly hand: Hand | null } }
  | { readonly kind: 'noted'; readonly data: { readonly text: string; readonly hand: Hand } }
  | { readonly kind: 'closed'; readonly data: { readonly result: Result; readonly words: string; readonly hand: Hand } }
  | { readonly kind: 'rated'; readonly data: { readonly stars: number } }
  | { readonly kind: 'reopened'; readonly data: { readonly reason: string; readonly due: Due } }
  | { readonly kind: 'withdrawn'; readonly data: { readonly reason: string } }
  | { readonly kind: 'complained'; readonly data: { readonly text: string } }
  /** Somebody looked at personal data. */
  | { readonly kind: 'looked'; readonly data: { readonly fields: readonly string[]; readonly reason: string; readonly hand: Hand } }
  | { readonly kind: 'reminded'; readonly data: { readonly to: Addressee; readonly until: string } }
  | { readonly kind: 'escalated'; readonly data: { readonly to: Addressee; readonly until: string } }

export type EventKind = CaseEventBody['kind']
/** An event before it has its place in a chain. */
export type EventDraft = CaseEventBody & { readonly at: string; readonly by: Actor }
/** An event in its chain (`chain.ts`). */
export type CaseEvent = EventDraft & { readonly case: string; readonly seq: number; readonly hash: string; readonly previous: string }
