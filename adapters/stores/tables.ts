/** The tables as kysely sees them; times are epoch milliseconds, sealed columns are bytes that only their key opens. */
import { type Generated, type Kysely, sql } from 'kysely'

export type Tables = {
  setting: { name: string; value: string }
  data_key: { id: string; wrapped: Uint8Array | null; made_at: number; destroyed_at: number | null }
  inbox: { channel: string; id: string; conversation: string; at: number }
  intake: { sequence: Generated<number>; channel: string; id: string; conversation: string; key_id: string; body: Uint8Array; at: number }
  conversation: { id: string; key_id: string; version: number; state: Uint8Array; touched_at: number; wake_at: number | null; keep_until: number }
  outbox: {
    sequence: Generated<number>
    key: string
    channel: string
    conversation: string
    case_number: string | null
    key_id: string
    body: Uint8Array | null
    status: 'waiting' | 'sent' | 'dead'
    /** How often it was claimed, and how often a sender said that it failed by itself or by a fault of the channel; the difference are senders who never came back. */
    attempt: number
    failures: number
    faults: number
    due_at: number
    lease_by: string | null
    lease_until: number | null
    problem: string | null
    made_at: number
    done_at: number | null
  }
  question: {
    sequence: Generated<number>
    id: string
    conversation: string
    key_id: string
    at: number
    text: Uint8Array
    answered: number
    reason: string | null
    /** JSON: an array of clause ids. */
    clauses: string
    useful: number | null
  }
  transcript: { sequence: Generated<number>; conversation: string; id: string; key_id: string; at: number; speaker: string; body: Uint8Array; kept_at: number }
  posted: { thing: string; channel: string; conversation: string; remote: string; at: number }
  case_file: {
    number: string
    key_id: string
    version: number
    kind: string
    status: string
    city: string | null
    accountable: string | null
    handler: string | null
    conversation: string | null
    opened_at: number
    touched_at: number
    due_at: number | null
    keep_until: number | null
    wake_at: number | null
    erased_at: number | null
  }
  case_department: { case_number: string; position: number; department: string }
  case_event: { case_number: string; seq: number; at: string; kind: string; actor: string; sealed: Uint8Array | null; instant: number }
  file: {
    id: string
    conversation: string
    hash: string
    key_id: string
    case_number: string | null
    name: Uint8Array
    type: string
    size: number
    at: number
    keep_until: number
  }
  officer: { id: string; name: string; department: string; city: string | null; role: string; active: number; slack: string | null; touched_at: number }
  department_room: { department: string; address: string; touched_at: number }
  officer_session: { sequence: Generated<number>; hash: string; officer: string; until: number }
  officer_code: { officer: string; hash: string; until: number; tries: number }
  record: { sequence: Generated<number>; kind: string; subject: string; actor: string; detail: string; at: number; keep_until: number }
}

/** A connection, or a transaction on one. */
export type Db = Kysely<Tables>

/** The limit of a query that is asked often: at a bare parameter SQLite would look when it plans, and plan anew each time one is bound. */
export const atMost = (count: number) => sql<number>`${count} + 0`
