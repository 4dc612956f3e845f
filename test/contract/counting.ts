/** A desk small enough to know by heart what it must have stored: it counts, and every third message is a question and an event of a case. */
import type { Accepted, Claimed, Inbound, Outcome, Standing, Store, Trace, Turned } from '../../src/store.ts'

export const KEEP_MS = 7 * 24 * 60 * 60 * 1000

/** `sum` tells which messages were counted whatever their order, `trail` in which order. */
export type Count = { readonly count: number; readonly sum: number; readonly trail: number; readonly events: number }

export const caseOf = (conversation: string) => `C-${conversation}`

/** Message `n` of a conversation is told apart by its number alone. */
export function inbound(conversation: string, n: number): Inbound {
  return { channel: 'test', id: `${conversation}/${n}` }
}

export function counting(conversation: string, n: number, now: Date): (standing: Standing) => Outcome<Count> {
  return ({ state }) => {
    const before = (state ?? { count: 0, sum: 0, trail: 0, events: 0 }) as Count
    const count = before.count + 1
    const due = count % 3 === 0
    const after: Count = { count, sum: before.sum + n, trail: (before.trail * 31 + n + 1) % 1_000_000_007, events: before.events + (due ? 1 : 0) }
    const number = caseOf(conversation)
    const event = {
      case: number,
      seq: after.events,
      at: now.toISOString(),
      by: { kind: 'enterprise' },
      kind: 'counted',
      data: { count },
      hash: `h${after.events}`,
      previous: `h${before.events}`,
    }
    const summary = {
      kind: 'other',
      status: 'submitted',
      city: '鞍山',
      departments: ['鞍山市知识产权局'],
      accountable: null,
      handler: null,
      due: null,
      keepUntil: null,
      wakeAt: null,
    }
    return {
      value: after,
      state: after,
      keepUntil: new Date(now.getTime() + KEEP_MS),
      cases: due ? [{ case: number, expected: before.events, events: [event], summary }] : [],
      asked: due ? [{ id: `test:${conversation}/${n}`, at: now, text: `第 ${n} 条`, answered: true, reason: null, clauses: [], useful: null }] : [],
      outgoing: [{ key: `${conversation}/${n}/reply`, channel: 'test', conversation, body: { text: `${count}` }, ...(due ? { case: number } : {}) }],
    }
  }
}

export function hear(store: Store, conversation: string, n: number, now: Date): Promise<Turned<Count>> {
  return store.turn(conversation, inbound(conversation, n), now, counting(conversation, n, now))
}

/** A message as its channel acknowledges it; the body alone says which it is. */
export function accepted(conversation: string, n: number): Accepted {
  return { ...inbound(conversation, n), conversation, body: { text: `第 ${n} 条`, n } }
}

/** What a channel does: acknowledge, and then give it its turn. @param acknowledged is told in between. */
export async function receive(store: Store, conversation: string, n: number, now: Date, acknowledge: () => void = () => {}): Promise<void> {
  const put = await store.intake.put(accepted(conversation, n), now)
  acknowledge()
  // One that was here before waits for the turn that somebody else gives it, or has had it.
  if (put === 'new') await hear(store, conversation, n, now)
}

/** What a channel does first after a restart: those acknowledged before it get their turn, in their order. @returns how many. */
export async function catchUp(store: Store, now: Date): Promise<number> {
  for (let given = 0; ; ) {
    const waiting = await store.intake.waiting('test', 50)
    if (waiting.length === 0) return given
    await Promise.all(waiting.map(({ conversation, body }) => hear(store, conversation, (body as { n: number }).n, now)))
    given += waiting.length
  }
}

/** Delivers until nothing is left to claim. @returns what was sent, in order. */
export async function deliver(
  store: Store,
  worker: string,
  now: () => Date,
  send: (message: Claimed) => void | Promise<void>,
  trace: Trace = () => {},
): Promise<Claimed[]> {
  const sent: Claimed[] = []
  for (;;) {
    const claimed = await store.claim(worker, now(), 2_000, 50, 'test')
    if (claimed.length === 0) return sent
    for (const message of claimed) {
      trace('before-send')
      await send(message)
      trace('after-send')
      await store.settle(message, { kind: 'sent' }, now())
      sent.push(message)
    }
  }
}

/** What must hold of the rows themselves, whatever happened. @param rows runs SQL on the database. @returns what is wrong. */
export async function wrongRows(rows: (sql: string) => Promise<readonly Record<string, unknown>[]>): Promise<string[]> {
  const checks: Record<string, string> = {
    'case event without its outbox row':
      'select e.case_number from case_event e join case_file f on f.number = e.case_number and f.erased_at is null left join (select case_number, count(*) as n from outbox where case_number is not null group by case_number) o on o.case_number = e.case_number group by e.case_number, o.n having count(*) <> coalesce(o.n, 0)',
    'case event without its question':
      'select e.case_number from case_event e join case_file f on f.number = e.case_number and f.erased_at is null left join (select conversation, count(*) as n from question group by conversation) q on q.conversation = f.conversation group by e.case_number, q.n having count(*) <> coalesce(q.n, 0)',
    'question without its message': "select id from question q where not exists (select 1 from inbox i where q.id = i.channel || ':' || i.id)",
    'question without its key': 'select q.id from question q join data_key k on k.id = q.key_id where k.wrapped is null',
    'transcript without its key': 'select t.id from transcript t join data_key k on k.id = t.key_id where k.wrapped is null',
    'outbox row without its case': 'select key from outbox where case_number is not null and case_number not in (select number from case_file)',
    'case without its events': 'select number from case_file c where version <> (select count(*) from case_event e where e.case_number = c.number)',
    'message without its outbox row': "select id from inbox i where conversation <> '' and not exists (select 1 from outbox o where o.key = i.id || '/reply')",
    'message that waits although it had its turn': 'select i.id from intake i join inbox b on b.channel = i.channel and b.id = i.id',
    'outbox row without its message': "select key from outbox o where not exists (select 1 from inbox i where i.id || '/reply' = o.key)",
    'conversation that counts otherwise than its inbox': 'select c.id from conversation c where version <> (select count(*) from inbox i where i.conversation = c.id)',
  }
  const wrong: string[] = []
  for (const [what, sql] of Object.entries(checks)) {
    for (const row of await rows(sql)) wrong.push(`${what}: ${Object.values(row)[0]}`)
  }
  return wrong
}
