/** Opens a case from what a completed dialog hands over: number, routing, clock and consent in its first event. */
import type { Corpus } from '../corpus/corpus.ts'
import { dueFor, type Standard } from './due.ts'
import type { Addressee, CaseNotice, EventDraft, Request, RequestKind, Routing, Slots } from './event.ts'
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
}

/** @param random at least 32 bytes from a cryptographic source. */
export function openCase(corpus: Corpus, standards: readonly Standard[], request: Request, routing: Routing, now: string, random: Uint8Array): Opening {
  if (routing.reason === 'other-region') return { kind: 'elsewhere' }
  const number = caseNumber(now, random)
  const { measure, region, consent } = request
  const due = dueFor(corpus, standards, measure, now)
  const slots = JSON.parse(JSON.stringify(request.slots)) as Slots
  // The number shows some of the bytes; what is hashed with them does not give the rest away.
  const salt = Buffer.from(random).toString('hex')
  const event: EventDraft = {
    kind: 'submitted',
    at: now,
    by: { kind: 'enterprise' },
    data: { request: request.kind, measure, region, consent, slots, routing, due, fingerprint: fingerprint(request), salt },
  }
  const text = `新案件 ${number}：${KIND_WORDS[request.kind].zh}，${region}，请接单。`
  const to: Addressee[] = routing.duty ? [{ kind: 'duty' }] : routing.departments.map((name) => ({ kind: 'department', name }))
  return { kind: 'opened', number, events: [event], notices: to.map((addressee) => ({ to: addressee, case: number, text: { zh: text, en: text } })) }
}
