/** Opens a case from what a completed dialog hands over: number, routing, clock and consent in its first event. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Language } from '../message.ts'
import { dueFor, type Standard } from './due.ts'
import type { Addressee, CaseNotice, Consent, EventDraft, Request, RequestKind, Routing, Slots, Submission } from './event.ts'
import { fingerprint } from './fingerprint.ts'
import { caseNumber } from './number.ts'

export type Opening =
  | { readonly kind: 'opened'; readonly number: string; readonly events: readonly EventDraft[]; readonly notices: readonly CaseNotice[] }
  /** The enterprise is not in Liaoning: no case. */
  | { readonly kind: 'elsewhere' }

export const KIND_WORDS: Readonly<Record<RequestKind, { readonly zh: string; readonly en: string }>> = {
  infringement: { zh: '维权援助', en: 'infringement assistance' },
  financing: { zh: '质押融资', en: 'pledge financing' },
  other: { zh: '其他事项', en: 'another matter' },
  call: { zh: '人工接谈', en: 'a talk with an officer' },
}

/** What every opening takes besides what is asked for. `random`: at least 32 bytes from a cryptographic source. */
export type Circumstances = {
  readonly corpus: Corpus
  readonly standards: readonly Standard[]
  readonly language: Language
  readonly now: string
  readonly random: Uint8Array
}

export function openCase(request: Request, routing: Routing, at: Circumstances): Opening {
  if (routing.reason === 'other-region') return { kind: 'elsewhere' }
  return opening({ ...request, request: request.kind, routing, fingerprint: fingerprint(request) }, at)
}

/** Somebody asked for a person. `slots` only with the consent to keep them. */
export type Call = {
  readonly departments: readonly string[]
  readonly measure: string | null
  readonly region: string | null
  readonly consent: Consent | null
  readonly slots: Slots
}

/** A case without a form: whoever takes it talks with the enterprise. */
export function openCall({ departments, measure, region, consent, slots }: Call, at: Circumstances): Extract<Opening, { kind: 'opened' }> {
  const routing: Routing = { departments, ground: null, duty: departments.length === 0, reason: 'asked-for' }
  return opening({ request: 'call', measure, region, consent, slots: consent ? slots : {}, routing, fingerprint: '' }, at)
}

type Asked = Omit<Submission, 'language' | 'due' | 'salt'>

function opening(asked: Asked, { corpus, standards, language, now, random }: Circumstances): Extract<Opening, { kind: 'opened' }> {
  const { request, measure, region, consent, routing, fingerprint } = asked
  const number = caseNumber(now, random)
  const due = dueFor(corpus, standards, request, measure, now)
  const slots = JSON.parse(JSON.stringify(asked.slots)) as Slots
  // The number shows some of the bytes; what is hashed with them does not give the rest away.
  const salt = Buffer.from(random).toString('hex')
  const event: EventDraft = {
    kind: 'submitted',
    at: now,
    by: { kind: 'enterprise' },
    data: { request, measure, region, consent, language, slots, routing, due, fingerprint, salt },
  }
  const text = {
    zh: `新案件 ${number}：${KIND_WORDS[request].zh}，${region ?? '所在地未说明'}，请接单。`,
    en: `New case ${number}: ${KIND_WORDS[request].en}, ${region ?? 'region not told'}; please take it.`,
  }
  const to: Addressee[] = routing.duty ? [{ kind: 'duty' }] : routing.departments.map((name) => ({ kind: 'department', name }))
  return { kind: 'opened', number, events: [event], notices: to.map((addressee) => ({ to: addressee, case: number, text })) }
}
