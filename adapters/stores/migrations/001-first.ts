/** Schema 1: everything the store remembers. What each column is for, and how long it is kept, stands in src/retention.ts. */
import { sql } from 'kysely'
import type { Ground } from '../ground.ts'
import type { Db } from '../tables.ts'

/** TIME, BYTES, NUMBERED (rows in the order they were written) and END are the words in which the two databases differ. */
const words = {
  sqlite: { TIME: 'integer', BYTES: 'blob', NUMBERED: 'integer primary key autoincrement', END: 'strict' },
  postgres: { TIME: 'bigint', BYTES: 'bytea', NUMBERED: 'bigint generated always as identity primary key', END: '' },
} as const

const statements: readonly string[] = [
  'create table setting (name text primary key, value text not null) END',
  'create table data_key (id text primary key, wrapped BYTES, made_at TIME not null, destroyed_at TIME) END',
  'create table inbox (channel text not null, id text not null, conversation text not null, at TIME not null, primary key (channel, id)) END',
  'create index inbox_at on inbox (at)',
  'create index inbox_conversation on inbox (conversation)',
  `create table conversation (id text primary key, key_id text not null references data_key (id), version integer not null, state BYTES not null,
    touched_at TIME not null, wake_at TIME, keep_until TIME not null) END`,
  'create index conversation_wake on conversation (wake_at) where wake_at is not null',
  'create index conversation_keep on conversation (keep_until)',
  `create table outbox (sequence NUMBERED, key text not null unique, channel text not null, conversation text not null, case_number text,
    key_id text not null references data_key (id), body BYTES, status text not null check (status in ('waiting', 'sent', 'dead')), attempt integer not null, failures integer not null, due_at TIME not null,
    lease_by text, lease_until TIME, problem text, made_at TIME not null, done_at TIME) END`,
  "create index outbox_waiting on outbox (channel, conversation, sequence) where status = 'waiting'",
  'create index outbox_case on outbox (case_number)',
  'create index outbox_data_key on outbox (key_id)',
  `create table case_file (number text primary key, key_id text not null references data_key (id), version integer not null, kind text not null, status text not null, city text,
    accountable text, handler text, conversation text, opened_at TIME not null, touched_at TIME not null, due_at TIME, keep_until TIME, erased_at TIME) END`,
  'create index case_file_due on case_file (due_at, number)',
  'create index case_file_conversation on case_file (conversation)',
  'create table case_department (case_number text not null references case_file (number), position integer not null, department text not null, primary key (case_number, position)) END',
  'create index case_department_department on case_department (department, case_number)',
  `create table case_event (case_number text not null references case_file (number), seq integer not null, at text not null, kind text not null, actor text not null, sealed BYTES,
    primary key (case_number, seq)) END`,
  `create table file (id text primary key, conversation text not null, hash text not null, key_id text not null references data_key (id), case_number text, name BYTES not null,
    type text not null, size integer not null, at TIME not null, keep_until TIME not null, unique (conversation, hash)) END`,
  'create index file_case on file (case_number)',
  `create table officer (id text primary key, name text not null, department text not null, city text, role text not null, active integer not null, slack text unique, touched_at TIME not null) END`,
  'create table officer_code (officer text primary key references officer (id), hash text not null, until TIME not null, tries integer not null) END',
  `create table record (sequence NUMBERED, kind text not null, subject text not null, actor text not null, detail text not null, at TIME not null, keep_until TIME not null) END`,
  'create index record_subject on record (subject)',
]

export async function first(db: Db, flavour: Ground['flavour'], step: () => void): Promise<void> {
  for (const statement of statements) {
    const spoken = statement.replace(/\b(TIME|BYTES|NUMBERED|END)\b/g, (word) => words[flavour][word as keyof (typeof words)['sqlite']])
    await sql.raw(spoken).execute(db)
    step()
  }
}
