/** Chains the events of a case by hash, and finds every edit, drop, swap, truncation and re-chaining against a head kept elsewhere. */
import { createHash } from 'node:crypto'
import { DeskError } from '../errors.ts'
import type { CaseEvent, EventDraft } from './event.ts'

/** The last event of a chain, to be kept where whoever can rewrite the events cannot write. */
export type Head = { readonly seq: number; readonly hash: string }
export type Verdict =
  | { readonly kind: 'intact' }
  /** `seq` is the place of the first event that cannot be what was written there. */
  | { readonly kind: 'broken'; readonly seq: number; readonly what: 'hash' | 'previous' | 'seq' | 'case' | 'truncated' | 'head' }

/** What the first event of a case follows. */
export const GENESIS = '0'.repeat(64)
export const EMPTY: Head = { seq: 0, hash: GENESIS }

/**
 * One way of writing a JSON value: keys in UTF-16 order, no blanks, no undefined (RFC 8785).
 * @throws DeskError on what is no JSON.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`)
      .join(',')}}`
  throw new DeskError('chain-json', `事件里有不能写成 JSON 的值（${typeof value}）`, '事件只放字符串、数、布尔、null、数组和普通对象，空缺写 null')
}

/** SHA-256 of an event's canonical form, everything but its own hash. */
export function hashOf(event: Omit<CaseEvent, 'hash'>): string {
  const { hash: _, ...rest } = event as CaseEvent
  return createHash('sha256').update(canonical(rest)).digest('hex')
}

/** Gives drafts their places after `head`. */
export function chained(number: string, head: Head, drafts: readonly EventDraft[]): CaseEvent[] {
  let { seq, hash } = head
  return drafts.map((draft) => {
    const event = { ...draft, case: number, seq: seq + 1, previous: hash }
    seq = event.seq
    hash = hashOf(event)
    return { ...event, hash }
  })
}

export function headOf(events: readonly CaseEvent[]): Head {
  const last = events.at(-1)
  return last ? { seq: last.seq, hash: last.hash } : EMPTY
}

/**
 * Whether these are exactly the events that led to `head`: nothing edited, dropped, swapped, put in, cut off or chained anew.
 * Never throws, whatever was stored.
 */
export function verifyChain(number: string, events: readonly CaseEvent[], head: Head): Verdict {
  let previous = GENESIS
  for (const [i, event] of events.entries()) {
    const broken = (what: Exclude<Verdict, { kind: 'intact' }>['what']): Verdict => ({ kind: 'broken', seq: i + 1, what })
    if (event.case !== number) return broken('case')
    if (event.seq !== i + 1) return broken('seq')
    if (event.previous !== previous) return broken('previous')
    if (!hashes(event)) return broken('hash')
    previous = event.hash
  }
  if (events.length < head.seq) return { kind: 'broken', seq: events.length + 1, what: 'truncated' }
  if (events.length > head.seq || previous !== head.hash) return { kind: 'broken', seq: head.seq, what: 'head' }
  return { kind: 'intact' }
}

function hashes(event: CaseEvent): boolean {
  try {
    return hashOf(event) === event.hash
  } catch (error) {
    if (error instanceof DeskError) return false
    throw error
  }
}
