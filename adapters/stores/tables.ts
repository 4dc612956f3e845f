/** The tables as kysely sees them; times are epoch milliseconds, sealed columns are bytes that only their key opens. */
import type { Generated, Kysely } from 'kysely'

export type Tables = {
  setting: { name: string; value: string }
  data_key: { id: string; wrapped: Uint8Array | null; made_at: number; destroyed_at: number | null }
  inbox: { channel: string; id: string; conversation: string; at: number }
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
    /** How often it was claimed, and how often a sender said that it failed; the difference are senders who never came back. */
    attempt: number
    failures: number
    due_at: number
    lease_by: string | null
    lease_until: number | null
    problem: string | null
    made_at: number
    done_at: number | null
  }
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
    erased_at: number | null
  }
  case_department: { case_number: string; position: number; department: string }
  case_event: { case_number: string; seq: number; at: string; kind: string; actor: string; sealed: Uint8Array | null }
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
  officer_code: { officer: string; hash: string; until: number; tries: number }
  record: { sequence: Generated<number>; kind: string; subject: string; actor: string; detail: string; at: number; keep_until: number }
}

/** A connection, or a transaction on one. */
export type Db = Kysely<Tables>
