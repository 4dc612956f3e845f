/** One turn of the dialog while it is worked out: what came in, what is said so far, and the state it will leave. */
import type { Answer, Citation, Language, Reply, Setting } from '../message.ts'
import type { Acts } from './acts.ts'
import type { Both, Form, Values } from './form.ts'
import type { Hours } from './hours.ts'
import type { DialogState, Draft, FileSaid, Uttered } from './state.ts'
import { type Phrase, phrase } from './words.ts'

export type Understanding = {
  readonly intent: 'infringement-assistance' | 'pledge-financing' | 'pledge-registration' | 'other-measure' | 'question' | 'chitchat'
  readonly measure: string | null
  readonly region: string | null
  /** 0…1 that this is a question. */
  readonly question: number
}

/** One of this person's own cases, as the dialog may speak of it. */
export type CaseView = {
  readonly number: string
  readonly kind: string
  readonly status: string
  readonly due: string | null
  readonly accountable: string | null
  readonly departments: readonly string[]
  readonly measure: string | null
  /** Why it is due then: the clause, or a standard of the directory. */
  readonly dueGround?: string
  /** What was received: labels and files. */
  readonly received?: readonly string[]
  /** What it was filed with. */
  readonly slots?: Values
}

export type Heard = {
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly accepted: boolean; readonly problem?: string; readonly hash: string }[]
  readonly messageId: string
  /** Who reads along: in a room, and among staff, no form begins. */
  readonly setting: Setting
  /** ISO 8601, +08:00. */
  readonly now: string
  readonly understanding: Understanding
  /** The desk's answer from the notices; `only` narrows it to the part of the message that asks. */
  readonly answer: (only?: string) => Promise<Answer>
  /** This person's own cases. */
  readonly cases: readonly CaseView[]
  readonly departmentsOf: (measure: string, region: string) => { readonly departments: readonly string[]; readonly ground: string } | null
  /** The words of a clause to be cited; without it the form's own quote is shown. */
  readonly cite?: (clause: string, quote: string) => Citation | null
}

/** A completed dialog opens a case. */
export type Request = {
  readonly kind: string
  readonly slots: Values
  readonly measure: string
  readonly region: string
  readonly consent: { readonly at: string; readonly noticeVersion: string }
  readonly files: readonly { readonly name: string; readonly hash: string }[]
}

/** What a person who is asked for is told: slots only with the consent to keep them. */
export type Known = {
  readonly kind: string | null
  readonly measure: string | null
  readonly region: string | null
  readonly consent: Request['consent'] | null
  readonly slots: Values
}

export type Effect =
  | { readonly kind: 'open-case'; readonly request: Request }
  | { readonly kind: 'supplement'; readonly case: string; readonly text: string; readonly files: readonly { readonly name: string; readonly hash: string }[] }
  | { readonly kind: 'withdraw'; readonly case: string }
  | { readonly kind: 'rate'; readonly case: string; readonly stars: number; readonly words: string }
  | { readonly kind: 'reopen'; readonly case: string; readonly words: string }
  | { readonly kind: 'complain'; readonly case: string; readonly words: string }
  | { readonly kind: 'hand-over'; readonly departments: readonly string[]; readonly known: Known }
  | { readonly kind: 'erase' }

export type Result = { readonly state: DialogState; readonly replies: readonly Reply[]; readonly effects: readonly Effect[] }

export type Turn = {
  state: DialogState
  readonly heard: Heard
  readonly acts: Acts
  readonly forms: readonly Form[]
  readonly hours: Hours
  /** The paragraphs of the reply being written. */
  lines: string[]
  choices: readonly string[] | null
  readonly replies: Reply[]
  readonly effects: Effect[]
}

export function language(t: Turn): Language {
  return t.state.language
}

export function set(t: Turn, change: Partial<DialogState>): void {
  t.state = { ...t.state, ...change }
}

export function setDraft(t: Turn, change: Partial<Draft>): void {
  if (t.state.draft) t.state = { ...t.state, draft: { ...t.state.draft, ...change } }
}

export function say(t: Turn, what: Both | string): void {
  const text = typeof what === 'string' ? what : what[t.state.language]
  if (text.trim()) t.lines.push(text)
}

/** One of a phrase's wordings; they take turns. */
export function sayPhrase(t: Turn, key: Phrase, rest = ''): void {
  t.lines.push(phrase(key, t.state.language, t.state.turn) + rest)
}

/** Ends the reply being written and begins the next. */
export function close(t: Turn): void {
  if (t.lines.length === 0) return
  t.replies.push({ text: t.lines.join('\n'), ...(t.choices ? { choices: t.choices } : {}) })
  t.lines = []
  t.choices = null
}

export function formOf(t: Turn, kind: string): Form | undefined {
  return t.forms.find((f) => f.kind === kind)
}

export function accepted(t: Turn): FileSaid[] {
  return t.heard.attachments.filter((a) => a.accepted).map((a) => ({ name: a.name, hash: a.hash, from: t.heard.messageId }))
}

export function uttered(t: Turn, text = t.heard.text): Uttered {
  return { id: t.heard.messageId, at: t.heard.now, text, files: accepted(t) }
}

/** Answers a question from the notices, as a reply of its own. */
export async function answerPolicy(t: Turn, only?: string): Promise<Answer> {
  close(t)
  const answer = await t.heard.answer(only)
  t.replies.push({ text: answer.text, answer })
  return answer
}

const AGAIN = { zh: ['再说一遍：', '换个说法：', '跟您再确认：', '提醒一下：'], en: ['Once more:', 'To put it again:', 'Just to repeat:', 'A reminder:'] } as const

const TAPS = {
  consent: { zh: ['同意', '不同意'], en: ['agree', 'disagree'] },
  summary: { zh: ['确认', '修改', '取消'], en: ['confirm', 'change', 'cancel'] },
} as const

/** What may be tapped where the form waits for one of a few words and not for a value. */
function tapsOf({ draft, offer, language }: DialogState): readonly string[] | null {
  if (!draft || draft.paused || offer || draft.stage === 'asking') return null
  return TAPS[draft.stage][language]
}

/** The finished turn. No reply has the same words as one of the last. */
export function finish(t: Turn): Result {
  close(t)
  const before = new Set(t.state.said)
  let n = t.state.turn
  const taps = tapsOf(t.state)
  const offered = t.replies.map((r, i): Reply => (taps && i === t.replies.length - 1 && !r.choices && !r.answer ? { ...r, taps } : r))
  const replies = offered.map((r): Reply => {
    if (!before.has(r.text) || r.answer) return r
    const lead = AGAIN[t.state.language]
    for (let i = 0; i < lead.length; i++) {
      const text = `${lead[n++ % lead.length]}${r.text}`
      if (!before.has(text)) return { ...r, text }
    }
    return r
  })
  return { state: { ...t.state, said: replies.map((r) => r.text), turn: t.state.turn + 1 }, replies, effects: t.effects }
}
