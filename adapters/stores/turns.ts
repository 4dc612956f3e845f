/** Turn = transaction: decides outside, commits inside, and decides again when somebody else was faster. */
import { DeskError } from '../../src/errors.ts'
import { sealJson, unsealJson } from '../../src/sealing.ts'
import type { Outcome, Store, Turned } from '../../src/store.ts'
import { ask } from './asked.ts'
import { append } from './cases.ts'
import { eraseCases, forgetAsked, forgetConversation, forgetPosted, type Remains } from './erase.ts'
import type { Files } from './files.ts'
import { Contention, type Ground } from './ground.ts'
import { hadItsTurn, type Own, renewIntake, takeAway } from './intake.ts'
import type { DataKey, Keys } from './keys.ts'
import { enqueue } from './outbox.ts'
import { note } from './records.ts'
import type { Db } from './tables.ts'

/** Each round somebody's turn commits, so that this many are never needed by as many processes as one database bears. */
const ROUNDS = 50

type Found = { readonly duplicate: boolean; readonly state: unknown; readonly version: number; readonly key: DataKey | null }

export function turns(ground: Ground, keys: Keys, own: Own, unlink: Files['unlink']): Store['turn'] {
  const lines = new Map<string, Promise<unknown>>()

  /** Within the process, conversations wait in line; across processes, the ground holds them. */
  function inLine<T>(conversation: string, job: () => Promise<T>): Promise<T> {
    const last = lines.get(conversation) ?? Promise.resolve()
    const mine = last.then(job, job)
    const quiet = mine.catch(() => {})
    lines.set(conversation, quiet)
    void quiet.then(() => {
      if (lines.get(conversation) === quiet) lines.delete(conversation)
    })
    return mine
  }

  return (conversation, message, now, work) =>
    inLine(conversation, async () => {
      const release = await ground.hold(conversation)
      try {
        for (let round = 0; round < ROUNDS; round++) {
          const found = await ground.read((db) => look(db, keys, conversation, message))
          if (found.duplicate) {
            await ground.write((db) => takeAway(db, message))
            hadItsTurn(own, message)
            return { kind: 'duplicate' }
          }
          const outcome = await work({ state: found.state, version: found.version })
          try {
            const { turned, remains } = await ground.write((db) => commit(db, ground, keys, conversation, message, now, found, outcome))
            hadItsTurn(own, message)
            await unlink(remains.files)
            if (remains.erased) await ground.scrub()
            return turned
          } catch (error) {
            if (!ground.isContention(error)) throw error
          }
        }
        throw new DeskError('turn-contended', `会话在 ${ROUNDS} 次尝试中总被别处抢先`, '请检查是否有多个进程反复处理同一条消息')
      } finally {
        await release()
      }
    })
}

async function look(db: Db, keys: Keys, conversation: string, message: { channel: string; id: string }): Promise<Found> {
  const seen = await db.selectFrom('inbox').select('id').where('channel', '=', message.channel).where('id', '=', message.id).executeTakeFirst()
  const nothing = { duplicate: seen !== undefined, state: null, version: 0, key: null }
  if (nothing.duplicate) return nothing
  const row = await db.selectFrom('conversation').select(['key_id', 'version', 'state']).where('id', '=', conversation).executeTakeFirst()
  if (row === undefined) return nothing
  const key = await keys.find(db, row.key_id)
  return { ...nothing, state: key === null ? null : unsealJson(key.key, place(conversation), row.state), version: row.version, key }
}

const place = (conversation: string) => `conversation/${conversation}/state`

async function commit<T>(
  db: Db,
  ground: Ground,
  keys: Keys,
  conversation: string,
  message: { channel: string; id: string },
  now: Date,
  found: Found,
  outcome: Outcome<T>,
): Promise<{ turned: Turned<T>; remains: Remains }> {
  const at = now.getTime()
  const stored = await db
    .insertInto('inbox')
    .values({ channel: message.channel, id: message.id, conversation, at })
    .onConflict((c) => c.columns(['channel', 'id']).doNothing())
    .executeTakeFirst()
  if (stored.numInsertedOrUpdatedRows === 0n) {
    await takeAway(db, message)
    return { turned: { kind: 'duplicate' }, remains: { files: [], erased: false } }
  }
  ground.trace('inbox-stored')

  const erased = await eraseCases(db, keys, outcome.erase?.cases ?? [], now, ground.trace)
  const renew = found.key === null || outcome.erase?.conversation === true
  const key = renew || found.key === null ? await keys.make(db, now) : found.key
  const version = found.version + 1
  const row = {
    key_id: key.id,
    version,
    state: sealJson(key.key, place(conversation), outcome.state),
    touched_at: at,
    wake_at: outcome.wakeAt?.getTime() ?? null,
    keep_until: outcome.keepUntil.getTime(),
  }
  // The key as well as the version: a conversation that was erased and begun anew is another one.
  const written =
    found.key === null
      ? (
          await db
            .insertInto('conversation')
            .values({ id: conversation, ...row })
            .onConflict((c) => c.column('id').doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows
      : (
          await db
            .updateTable('conversation')
            .set(row)
            .where('id', '=', conversation)
            .where('version', '=', found.version)
            .where('key_id', '=', found.key.id)
            .executeTakeFirst()
        ).numUpdatedRows
  if (written !== 1n) throw new Contention()
  const forgotten = outcome.erase?.conversation === true ? await forgetConversation(db, ground, keys, conversation, found.key?.id ?? null, now) : []
  if (outcome.erase?.conversation === true) await forgetAsked(db, ground, keys, conversation, now)

  // In one order everywhere, so that two turns over the same cases cannot wait for each other.
  for (const change of (outcome.cases ?? []).toSorted((a, b) => (a.case < b.case ? -1 : 1))) await append(db, keys, conversation, change, now)
  for (const { file, case: number, from = conversation } of outcome.attach ?? []) {
    await db.updateTable('file').set({ case_number: number }).where('id', '=', file).where('conversation', '=', from).execute()
  }
  await enqueue(db, keys, key, outcome.outgoing ?? [], now)
  await note(db, outcome.records ?? [])
  await ask(db, ground, keys, conversation, outcome.asked ?? [], now)
  if (outcome.erase !== undefined) {
    if (outcome.erase.conversation === true) await forgetPosted(db, conversation)
    await renewIntake(db, ground, keys, now, outcome.erase.conversation === true ? { kind: 'conversation', conversation, asking: message } : undefined)
  }
  await takeAway(db, message)
  return { turned: { kind: 'done', value: outcome.value, version }, remains: { files: [...erased, ...forgotten], erased: outcome.erase !== undefined } }
}
