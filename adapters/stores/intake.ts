/** The intake: messages a channel has acknowledged, sealed under one key of the store, until their turn takes them away. */
import type { Selectable } from 'kysely'
import { DeskError } from '../../src/errors.ts'
import { seal, sealJson } from '../../src/sealing.ts'
import type { Accepted, Inbound, Intake } from '../../src/store.ts'
import { gather } from './gather.ts'
import type { Ground } from './ground.ts'
import { type DataKey, type Keys, opened } from './keys.ts'
import type { Db, Tables } from './tables.ts'

/** Which data key seals the intake now. */
const SETTING = 'intake-key'

type Row = Selectable<Tables['intake']>

const place = ({ channel, id, conversation }: Pick<Row, 'channel' | 'id' | 'conversation'>) => `intake/${channel}/${conversation}/${id}/body`

/** Messages this process took in and has not dropped, and whether they had their turn: then dropping them has nothing left to do. */
export type Own = Map<string, 'waiting' | 'had'>

/** A turn of this message is committed. */
export function hadItsTurn(own: Own, message: Inbound): void {
  const id = same(message)
  if (own.has(id)) own.set(id, 'had')
}

/** The store has its intake key from its first start on, so that taking a message in never has to make one. */
export async function openIntake(ground: Ground, keys: Keys, own: Own, now: Date): Promise<Intake> {
  await ground.write(async (db) => {
    const key = keys.mint()
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('setting')
      .values({ name: SETTING, value: key.id })
      .onConflict((c) => c.column('name').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 1n) await keys.keep(db, key, now)
  })
  // Two processes that take the same messages at once may wait for each other: one by one they do not.
  const put = gather<Put, 'new' | 'duplicate'>(
    (all) => ground.write((db) => putAll(db, ground, keys, all), 'at-once'),
    (error) => !(error instanceof DeskError),
  )
  return {
    async put(message, now) {
      const kept = await put({ message, body: Buffer.from(JSON.stringify(message.body ?? null)), at: now.getTime() })
      if (kept === 'new') own.set(same(message), 'waiting')
      return kept
    },

    waiting: (channel, limit) =>
      ground.read(async (db) => {
        const rows = await db.selectFrom('intake').selectAll().where('channel', '=', channel).orderBy('sequence').limit(limit).execute()
        const found = await keys.findAll(
          db,
          rows.map((row) => row.key_id),
        )
        return rows.flatMap((row) => read(row, found.get(row.key_id)) ?? [])
      }),

    async drop(message) {
      const id = same(message)
      const had = own.get(id) === 'had'
      own.delete(id)
      if (!had) await ground.write((db) => takeAway(db, message))
    },
  }
}

type Put = { readonly message: Accepted; readonly body: Uint8Array; readonly at: number }

const same = ({ channel, id }: Inbound) => `${channel}\n${id}`

async function putAll(db: Db, ground: Ground, keys: Keys, all: readonly Put[]): Promise<('new' | 'duplicate')[]> {
  const key = await keys.find(db, await keyInForce(db, ground, 'share'))
  if (key === null) throw new DeskError('intake-key', '收件用的密钥不在了', '请从备份恢复数据库')
  const rows = all.map(({ message, body, at }) => {
    const { channel, id, conversation } = message
    return { channel, id, conversation, key_id: key.id, body: seal(key.key, place(message), body), at }
  })
  const inserted = await db
    .insertInto('intake')
    .values(rows)
    .onConflict((c) => c.columns(['channel', 'id']).doNothing())
    .returning(['channel', 'id'])
    .execute()
  const fresh = new Set(inserted.map(same))
  // Asked last: the turn that took an earlier row of an id away has let this one in only after its commit.
  for (const seen of await heard(db, inserted)) if (fresh.delete(same(seen))) await takeAway(db, seen)
  // Of several with one id the first is new.
  return all.map(({ message }) => (fresh.delete(same(message)) ? 'new' : 'duplicate'))
}

/** Those that had their turn, and perhaps others. */
async function heard(db: Db, messages: readonly Inbound[]): Promise<Inbound[]> {
  if (messages.length === 0) return []
  const channels = [...new Set(messages.map(({ channel }) => channel))]
  const ids = messages.map(({ id }) => id)
  return db.selectFrom('inbox').select(['channel', 'id']).where('channel', 'in', channels).where('id', 'in', ids).execute()
}

/** The last thing a turn does: whoever waits for this row waits for a commit and nothing else. */
export async function takeAway(db: Db, { channel, id }: Inbound): Promise<void> {
  await db.deleteFrom('intake').where('channel', '=', channel).where('id', '=', id).execute()
}

/** Waiting messages to be forgotten: a conversation's, up to the one that asks for it, or those from before a time. */
export type Forgotten = { readonly kind: 'conversation'; readonly conversation: string; readonly asking?: Inbound } | { readonly kind: 'before'; readonly time: number }

/**
 * Whatever is erased came in through here once, and older copies of the database hold it still: so each erasure ends the key, and what waits is sealed anew.
 * Comes after all other locks of its transaction and before `takeAway`.
 */
export async function renewIntake(db: Db, ground: Ground, keys: Keys, now: Date, forgotten?: Forgotten): Promise<void> {
  const next = await keys.make(db, now)
  const last = await keyInForce(db, ground, 'update')
  await db.updateTable('setting').set({ value: next.id }).where('name', '=', SETTING).execute()
  if (forgotten !== undefined) await forget(db, forgotten)
  const rows = await db.selectFrom('intake').selectAll().execute()
  const found = await keys.findAll(
    db,
    rows.map((row) => row.key_id),
  )
  for (const row of rows) {
    const message = read(row, found.get(row.key_id))
    if (message === null) continue
    await db
      .updateTable('intake')
      .set({ key_id: next.id, body: sealJson(next.key, place(row), message.body) })
      .where('sequence', '=', row.sequence)
      .execute()
  }
  await keys.destroy(db, [last], now)
}

/** `share` keeps the key from being ended before what it seals is committed; `update` waits for all who share it. */
async function keyInForce(db: Db, ground: Ground, lock: 'share' | 'update'): Promise<string> {
  const setting = db.selectFrom('setting').select('value').where('name', '=', SETTING)
  const locked = ground.flavour === 'sqlite' ? setting : lock === 'share' ? setting.forShare() : setting.forUpdate()
  return (await locked.executeTakeFirstOrThrow()).value
}

function read(row: Row, key: DataKey | undefined): Accepted | null {
  const found = opened(key, place(row), row.body)
  if (found === null) return null
  const { channel, id, conversation } = row
  return { channel, id, conversation, body: found.json }
}

async function forget(db: Db, forgotten: Forgotten): Promise<void> {
  switch (forgotten.kind) {
    case 'before':
      await db.deleteFrom('intake').where('at', '<=', forgotten.time).execute()
      break
    case 'conversation': {
      const { conversation, asking } = forgotten
      const own =
        asking === undefined
          ? undefined
          : await db.selectFrom('intake').select('sequence').where('channel', '=', asking.channel).where('id', '=', asking.id).executeTakeFirst()
      // What the person said after asking to be forgotten is theirs to have answered.
      const theirs = db.deleteFrom('intake').where('conversation', '=', conversation)
      await (own === undefined ? theirs : theirs.where('sequence', '<=', own.sequence)).execute()
    }
  }
}
