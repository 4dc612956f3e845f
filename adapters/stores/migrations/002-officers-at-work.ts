/** Schema 2: messages acknowledged before their turn, cases with a clock of their own, what was posted, asked and said where, and officers signed in. */
import { sql } from 'kysely'
import type { Ground } from '../ground.ts'
import type { Db } from '../tables.ts'

/** The words in which the two databases differ, as in schema 1; INSTANT is the time that an event's `at` says. */
const words = {
  sqlite: {
    TIME: 'integer',
    BYTES: 'blob',
    NUMBERED: 'integer primary key autoincrement',
    INSTANT: "cast(round(unixepoch(at, 'subsec') * 1000) as integer)",
    END: 'strict',
  },
  postgres: {
    TIME: 'bigint',
    BYTES: 'bytea',
    NUMBERED: 'bigint generated always as identity primary key',
    INSTANT: '(extract(epoch from at::timestamptz) * 1000)::bigint',
    END: '',
  },
} as const

const statements: readonly string[] = [
  'alter table case_file add column wake_at TIME',
  'create index case_file_wake on case_file (wake_at, number) where wake_at is not null',
  `create table intake (sequence NUMBERED, channel text not null, id text not null, conversation text not null, key_id text not null references data_key (id), body BYTES not null,
    at TIME not null, unique (channel, id)) END`,
  // Case first: what erases a case knows no channel.
  'create table posted (thing text not null, channel text not null, conversation text not null, remote text not null, at TIME not null, primary key (thing, channel, conversation)) END',
  'create index posted_conversation on posted (conversation, channel, remote)',
  'create table department_room (department text primary key, address text not null, touched_at TIME not null) END',
  'alter table outbox add column faults integer not null default 0',
  "create index outbox_unsent on outbox (channel, status, made_at) where status <> 'sent'",
  'alter table case_event add column instant TIME not null default 0',
  'update case_event set instant = INSTANT',
  'create index case_event_instant on case_event (instant)',
  `create table question (sequence NUMBERED, id text not null unique, conversation text not null, key_id text not null references data_key (id), at TIME not null, text BYTES not null,
    answered integer not null, reason text, clauses text not null, useful integer) END`,
  'create index question_at on question (at)',
  'create index question_conversation on question (conversation)',
  'create index question_data_key on question (key_id)',
  `create table transcript (sequence NUMBERED, conversation text not null, id text not null, key_id text not null references data_key (id), at TIME not null, speaker text not null,
    body BYTES not null, kept_at TIME not null, unique (conversation, id)) END`,
  'create index transcript_at on transcript (conversation, at, sequence)',
  'create index transcript_data_key on transcript (key_id)',
  'create index transcript_kept on transcript (kept_at)',
  'create table officer_session (sequence NUMBERED, hash text not null unique, officer text not null references officer (id), until TIME not null) END',
  'create index officer_session_officer on officer_session (officer, sequence)',
]

export async function officersAtWork(db: Db, flavour: Ground['flavour'], step: () => void): Promise<void> {
  for (const statement of statements) {
    const spoken = statement.replace(/\b(TIME|BYTES|NUMBERED|INSTANT|END)\b/g, (word) => words[flavour][word as keyof (typeof words)['sqlite']])
    await sql.raw(spoken).execute(db)
    step()
  }
}
