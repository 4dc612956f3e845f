/** Cases as rows: events appended only where they were expected, lists by what is never personal. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { DeskError } from '../../src/errors.ts'
import { sealJson, unsealJson } from '../../src/sealing.ts'
import type { CaseChange, CaseQuery, CaseRow, Cases, EventRow } from '../../src/store.ts'
import { Contention, type Ground } from './ground.ts'
import type { DataKey, Keys } from './keys.ts'
import { atMost, type Db, type Tables } from './tables.ts'

/** What of an event only its key opens. The hashes too: over a short number they could be guessed backwards. */
type Sealed = Pick<EventRow, 'data' | 'hash' | 'previous'>
type FileOfCase = Tables['case_file']

const place = (number: string, seq: number) => `case_event/${number}/${seq}`
/** Rows without a due date come last. */
const NEVER = Number.MAX_SAFE_INTEGER
const due = () => sql<number>`coalesce(case_file.due_at, ${sql.lit(NEVER)})`

/** @throws Contention when the case has other events by now; DeskError when the events themselves do not follow `expected`. */
export async function append(db: Db, keys: Keys, conversation: string, change: CaseChange, now: Date): Promise<void> {
  const { case: number, expected, events, summary } = change
  if (events.some((event, i) => event.case !== number || event.seq !== expected + i + 1)) {
    throw new DeskError('case-sequence', `案件 ${number} 的事件没有从第 ${expected + 1} 条起连续编号`, '这是程序错误：请报告，并附上最近的日志')
  }
  const clear = {
    version: expected + events.length,
    kind: summary.kind,
    status: summary.status,
    city: summary.city,
    accountable: summary.accountable,
    handler: summary.handler,
    touched_at: now.getTime(),
    due_at: summary.due?.getTime() ?? null,
    keep_until: summary.keepUntil?.getTime() ?? null,
    wake_at: summary.wakeAt?.getTime() ?? null,
  }
  const key = expected === 0 ? await open(db, keys, number, conversation, clear, now) : await goOn(db, keys, number, expected, clear)
  await db.deleteFrom('case_department').where('case_number', '=', number).execute()
  const departments = summary.departments.map((department, position) => ({ case_number: number, position, department }))
  if (departments.length > 0) await db.insertInto('case_department').values(departments).execute()
  const rows = events.map(({ seq, at, kind, by, data, hash, previous }) => {
    const sealed: Sealed = { data, hash, previous }
    return {
      case_number: number,
      seq,
      at,
      instant: Date.parse(at),
      kind,
      actor: by.id === undefined ? by.kind : `${by.kind}:${by.id}`,
      sealed: sealJson(key.key, place(number, seq), sealed),
    }
  })
  if (rows.length > 0) await db.insertInto('case_event').values(rows).execute()
}

type Clear = Omit<FileOfCase, 'number' | 'key_id' | 'conversation' | 'opened_at' | 'erased_at'>

async function open(db: Db, keys: Keys, number: string, conversation: string, clear: Clear, now: Date): Promise<DataKey> {
  const key = await keys.make(db, now)
  const opened = await db
    .insertInto('case_file')
    .values({ number, key_id: key.id, conversation, opened_at: now.getTime(), erased_at: null, ...clear })
    .onConflict((c) => c.column('number').doNothing())
    .executeTakeFirst()
  if (opened.numInsertedOrUpdatedRows !== 1n) throw new Contention()
  return key
}

async function goOn(db: Db, keys: Keys, number: string, expected: number, clear: Clear): Promise<DataKey> {
  const moved = await db
    .updateTable('case_file')
    .set(clear)
    .where('number', '=', number)
    .where('version', '=', expected)
    .where('erased_at', 'is', null)
    .returning('key_id')
    .executeTakeFirst()
  const key = moved === undefined ? null : await keys.find(db, moved.key_id)
  if (key === null) throw new Contention()
  return key
}

export function cases(ground: Ground, keys: Keys): Cases {
  return {
    row: (number) =>
      ground.read(async (db) => {
        const row = await db.selectFrom('case_file').selectAll().where('number', '=', number).executeTakeFirst()
        return row === undefined ? null : ((await dress(db, [row]))[0] ?? null)
      }),

    events: (number) =>
      ground.read(async (db) => {
        const rows = await sealedEvents(db).where('case_event.case_number', '=', number).orderBy('case_event.seq').execute()
        const opened = await keys.findAll(
          db,
          rows.slice(0, 1).map((row) => row.key_id),
        )
        return rows.flatMap((row) => unsealed(row, opened.get(row.key_id)))
      }),

    waking: (now, limit) =>
      ground.read((db) =>
        db
          .selectFrom('case_file')
          .select(['number as case', 'version'])
          .where('wake_at', '<=', now.getTime())
          .orderBy('wake_at')
          .orderBy('number')
          .limit(limit)
          .execute(),
      ),

    list: (query) =>
      ground.read(async (db) => {
        const rows = await db
          .selectFrom('case_file')
          .selectAll()
          .where((e) => e.and(conditions(e, query)))
          .orderBy(due())
          .orderBy('number')
          .limit(atMost(query.limit + 1))
          .execute()
        const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
        return { rows: await dress(db, rows.slice(0, query.limit)), next: last === undefined ? null : `${last.due_at ?? NEVER} ${last.number}` }
      }),

    heads: () =>
      ground.read(async (db) => {
        const rows = await db.selectFrom('case_file').select(['number', 'version']).orderBy('number').execute()
        const lasts = await sealedEvents(db).whereRef('case_event.seq', '=', 'case_file.version').execute()
        const opened = await keys.findAll(
          db,
          lasts.map((row) => row.key_id),
        )
        const hashes = new Map(lasts.map((row) => [row.case_number, unsealed(row, opened.get(row.key_id))[0]?.hash ?? null]))
        return rows.map((row) => ({ case: row.number, seq: row.version, hash: hashes.get(row.number) ?? null }))
      }),

    log: (since) =>
      ground.read(async (db) => {
        const time = since.getTime()
        const rows = await db
          .selectFrom('case_event as e')
          .innerJoin('case_file as c', 'c.number', 'e.case_number')
          .select(['e.case_number', 'c.kind as request', 'c.city', 'e.kind as event', 'e.instant'])
          .where('e.instant', '>=', time)
          .orderBy('e.instant')
          .orderBy('e.case_number')
          .orderBy('e.seq')
          .execute()
        const departments = await departmentsOf(db, (e) => e('case_number', 'in', e.selectFrom('case_event').select('case_number').where('instant', '>=', time)))
        return rows.map(({ case_number, request, city, event, instant }) => ({
          case: case_number,
          request,
          city,
          departments: departments(case_number),
          event,
          at: new Date(instant),
        }))
      }),
  }
}

function conditions(e: ExpressionBuilder<Tables, 'case_file'>, query: CaseQuery) {
  const { departments, city, statuses, accountable, handler, conversation, dueBefore, after } = query
  const of = () =>
    e
      .selectFrom('case_department')
      .select('case_number')
      .where('department', 'in', [...(departments ?? [])])
  const [afterDue, afterNumber] = after?.split(' ') ?? []
  return [
    ...(departments === undefined ? [] : [departments.length === 0 ? sql<boolean>`1 = 0` : e('number', 'in', of())]),
    ...(city === undefined ? [] : [e('city', '=', city)]),
    ...(statuses === undefined ? [] : [statuses.length === 0 ? sql<boolean>`1 = 0` : e('status', 'in', [...statuses])]),
    ...(accountable === undefined ? [] : [e('accountable', '=', accountable)]),
    ...(handler === undefined ? [] : [e('handler', '=', handler)]),
    ...(conversation === undefined ? [] : [e('conversation', '=', conversation)]),
    ...(dueBefore === undefined ? [] : [e('due_at', '<', dueBefore.getTime())]),
    ...(afterDue === undefined || afterNumber === undefined
      ? []
      : [e.or([e(due(), '>', Number(afterDue)), e.and([e(due(), '=', Number(afterDue)), e('number', '>', afterNumber)])])]),
  ]
}

function sealedEvents(db: Db) {
  return db
    .selectFrom('case_event')
    .innerJoin('case_file', 'case_file.number', 'case_event.case_number')
    .select(['case_event.case_number', 'case_event.seq', 'case_event.at', 'case_event.kind', 'case_event.actor', 'case_event.sealed', 'case_file.key_id'])
}

function unsealed(row: Awaited<ReturnType<ReturnType<typeof sealedEvents>['execute']>>[number], key: DataKey | undefined): EventRow[] {
  if (key === undefined || row.sealed === null) return []
  const { data, hash, previous } = unsealJson(key.key, place(row.case_number, row.seq), row.sealed) as Sealed
  const cut = row.actor.indexOf(':')
  const by = cut < 0 ? { kind: row.actor } : { kind: row.actor.slice(0, cut), id: row.actor.slice(cut + 1) }
  return [{ case: row.case_number, seq: row.seq, at: row.at, by, kind: row.kind, data, hash, previous }]
}

/** @returns the departments of each case, in their order. */
async function departmentsOf(db: Db, these: (e: ExpressionBuilder<Tables, 'case_department'>) => Expression<SqlBool>): Promise<(number: string) => string[]> {
  const rows = await db.selectFrom('case_department').selectAll().where(these).orderBy('case_number').orderBy('position').execute()
  const all = Map.groupBy(rows, (row) => row.case_number)
  return (number) => (all.get(number) ?? []).map(({ department }) => department)
}

/** Rows with their departments, in their order. */
async function dress(db: Db, rows: readonly FileOfCase[]): Promise<CaseRow[]> {
  if (rows.length === 0) return []
  const numbers = rows.map((row) => row.number)
  const departments = await departmentsOf(db, (e) => e('case_number', 'in', numbers))
  return rows.map((row) => ({
    case: row.number,
    version: row.version,
    kind: row.kind,
    status: row.status,
    city: row.city,
    departments: departments(row.number),
    accountable: row.accountable,
    handler: row.handler,
    conversation: row.conversation,
    openedAt: new Date(row.opened_at),
    due: row.due_at === null ? null : new Date(row.due_at),
    keepUntil: row.keep_until === null ? null : new Date(row.keep_until),
    wakeAt: row.wake_at === null ? null : new Date(row.wake_at),
    erased: row.erased_at !== null,
  }))
}
