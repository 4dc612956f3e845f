/** What became of what the desk wanted to say: where a card stands, what reached whom, what still waits. */
import type { Delivered, Delivery, Outbox } from '../../src/store.ts'
import type { Ground } from './ground.ts'
import type { Db } from './tables.ts'

type Posted = NonNullable<Extract<Delivery, { kind: 'sent' }>['posted']>

/** Written with the mark that the message is sent, or not at all; the last one counts. */
export async function post(db: Db, to: { readonly channel: string; readonly conversation: string }, { thing, remote }: Posted, now: Date): Promise<void> {
  const row = { remote, at: now.getTime() }
  await db
    .insertInto('posted')
    .values({ thing, channel: to.channel, conversation: to.conversation, ...row })
    .onConflict((c) => c.columns(['thing', 'channel', 'conversation']).doUpdateSet(row))
    .execute()
}

export function posted(ground: Ground): Outbox {
  return {
    posted: (channel, conversation, thing) =>
      ground.read(async (db) => {
        const found = db.selectFrom('posted').select('remote').where('thing', '=', thing).where('channel', '=', channel).where('conversation', '=', conversation)
        return (await found.executeTakeFirst())?.remote ?? null
      }),

    thingAt: (channel, conversation, remote) =>
      ground.read(async (db) => {
        const found = db.selectFrom('posted').select('thing').where('conversation', '=', conversation).where('channel', '=', channel).where('remote', '=', remote)
        return (await found.executeTakeFirst())?.thing ?? null
      }),

    standing: (channel, thing) =>
      ground.read((db) =>
        db.selectFrom('posted').select(['conversation', 'remote']).where('thing', '=', thing).where('channel', '=', channel).orderBy('conversation').execute(),
      ),

    deliveries: (number, conversation) =>
      ground.read(async (db) => {
        const rows = await db
          .selectFrom('outbox')
          .select(['key', 'status', 'failures', 'problem', 'made_at', 'done_at'])
          .where('case_number', '=', number)
          .where('conversation', '=', conversation)
          .orderBy('sequence')
          .execute()
        return rows.map(({ key, status, failures, problem, made_at, done_at }): Delivered => ({ key, status, failures, problem, at: new Date(done_at ?? made_at) }))
      }),

    backlog: () =>
      ground.read(async (db) => {
        const rows = await db
          .selectFrom('outbox')
          .select((e) => ['channel', 'status', e.fn.countAll().as('count'), e.fn.min('made_at').as('oldest')])
          .where('status', '<>', 'sent')
          .groupBy(['channel', 'status'])
          .orderBy('channel')
          .execute()
        return [...Map.groupBy(rows, (row) => row.channel)].map(([channel, of]) => {
          const waiting = of.find((row) => row.status === 'waiting')
          const dead = of.find((row) => row.status === 'dead')
          return { channel, waiting: Number(waiting?.count ?? 0), oldest: waiting === undefined ? null : new Date(waiting.oldest), dead: Number(dead?.count ?? 0) }
        })
      }),
  }
}
