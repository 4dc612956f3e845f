/** Contract of what is sealed and of forgetting: erased is erased, expired is gone, rotated opens as before. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RETENTION } from '../../../src/retention.ts'
import { newKey, printKey } from '../../../src/sealing.ts'
import type { Store } from '../../../src/store.ts'
import { accepted, deliver, inbound } from '../counting.ts'
import { commit, DAY, event, later, outcome, type Place, summary, T0, words } from './place.ts'

const HOUR = 60 * 60 * 1000
const CANARY = '金丝雀有限公司13812345678'

/** A conversation with a draft, a question, a transcript, a file of the draft, and a case with a file and a message: all of them hold the canary. */
async function lived(store: Store): Promise<{ draft: string; evidence: string }> {
  const body = { text: CANARY }
  const evidence = await store.files.put('ann', { name: `${CANARY}.jpg`, type: 'image/jpeg', bytes: Buffer.from(`${CANARY} evidence`) }, T0, later(7 * DAY))
  const draft = await store.files.put('ann', { name: `${CANARY}.pdf`, type: 'application/pdf', bytes: Buffer.from(CANARY) }, T0, later(7 * DAY))
  await commit(store, {
    state: { slots: { company: CANARY } },
    cases: [{ case: 'N-1', expected: 0, events: [event('N-1', 1, { slots: { company: CANARY } })], summary }],
    attach: [{ file: evidence.id, case: 'N-1' }],
    outgoing: [words('receipt', { body, case: 'N-1' }), words('hello', { body })],
    asked: [{ id: 'test:asked', at: T0, text: CANARY, answered: true, reason: null, clauses: [], useful: null }],
  })
  await store.transcripts.append('ann', { id: 'said', at: T0, from: 'person', body }, T0)
  return { draft: draft.id, evidence: evidence.id }
}

const state = async (store: Store) => {
  let seen: unknown
  await store.turn('ann', inbound('look', Math.random()), T0, (standing) => {
    seen = standing.state
    return outcome({ state: standing.state })
  })
  return seen
}

export function keepingContract(at: () => Place): void {
  const withStore = async (run: (store: Store) => Promise<void>) => {
    const store = await at().open()
    await run(store)
    await store.close()
  }
  const bytesOnDisk = () => readdirSync(join(at().folder, 'files'))

  describe('what is personal', () => {
    it('lies nowhere in the open: not in the database, its log or the files', () =>
      withStore(async (store) => {
        await lived(store)
        await store.intake.put({ ...accepted('ann', 1), body: { text: CANARY } }, T0)
        const stolen = await at().stolen()
        if (stolen === null) return
        expect(stolen.includes('鞍山市知识产权局')).toBe(true)
        for (const canary of [CANARY, '13812345678', Buffer.from(CANARY).toString('base64').slice(0, 20), Buffer.from(CANARY).toString('hex')])
          expect(stolen.includes(canary)).toBe(false)
      }))

    it('does not open in another row', () =>
      withStore(async (store) => {
        await commit(store, { cases: [{ case: 'N-1', expected: 0, events: [event('N-1', 1, 'a'), event('N-1', 2, 'b')], summary }] })
        await at().rows('update case_event set sealed = (select e.sealed from case_event e where e.seq = 2) where seq = 1')
        await expect(store.cases.events('N-1')).rejects.toMatchObject({ code: 'seal-broken' })
      }))

    it('opens with the key it was sealed with and no other', async () => {
      await withStore((store) => commit(store, {}))
      await expect(at().open({ key: printKey(newKey()) })).rejects.toMatchObject({ code: 'key-wrong' })
      rmSync(join(at().folder, 'key'))
      await expect(at().open()).rejects.toMatchObject({ code: 'key-missing' })
    })

    it('has a key file that only its owner may read', async () => {
      await withStore(async () => {})
      const path = join(at().folder, 'key')
      expect(statSync(path).mode & 0o777).toBe(0o600)
      writeFileSync(path, readFileSync(path), { mode: 0o644 })
    })

    it('has a purpose and a time for every column, and no column twice', async () => {
      await withStore(async () => {})
      expect([...(await at().columns())].sort()).toEqual(Object.keys(RETENTION).sort())
    })
  })

  describe('erasing', () => {
    it('a case takes events, messages and files with it and leaves the figures', () =>
      withStore(async (store) => {
        const { evidence, draft } = await lived(store)
        const before = await at().rows('select key_id from case_file')
        await store.keeping.eraseCase('N-1', later(1))
        expect(await store.cases.events('N-1')).toEqual([])
        expect(await store.cases.row('N-1')).toMatchObject({ erased: true, conversation: null, city: '鞍山', status: 'submitted', openedAt: T0 })
        expect(await store.cases.heads()).toEqual([{ case: 'N-1', seq: 1, hash: null }])
        expect(await store.files.bytes(evidence)).toBeNull()
        expect(bytesOnDisk()).toEqual([draft])
        expect(
          (
            await deliver(
              store,
              'w',
              () => T0,
              () => {},
            )
          ).map((m) => m.key),
        ).toEqual(['hello'])
        expect(await at().rows(`select wrapped from data_key where id = '${before[0]?.key_id}'`)).toEqual([{ wrapped: null }])
        expect(await state(store)).toEqual({ slots: { company: CANARY } })
        await expect(commit(store, { outgoing: [words('late', { case: 'N-1' })] })).rejects.toMatchObject({ code: 'case-absent' })
      }))

    it('a conversation takes its draft and leaves its cases, unless they are to go too', () =>
      withStore(async (store) => {
        const { evidence } = await lived(store)
        await store.keeping.eraseConversation('ann', later(1), false)
        expect(await state(store)).toBeNull()
        expect(await store.cases.events('N-1')).toHaveLength(1)
        expect(bytesOnDisk()).toEqual([evidence])
        await store.keeping.eraseConversation('ann', later(2), true)
        expect(await store.cases.events('N-1')).toEqual([])
        expect(bytesOnDisk()).toEqual([])
        expect(await at().rows("select 1 from inbox where conversation = 'ann' and id not like 'look%'")).toEqual([])
      }))

    it('by chat happens within the turn, whose answer still goes out', () =>
      withStore(async (store) => {
        await lived(store)
        await commit(store, {
          state: { fresh: true },
          erase: { conversation: true, cases: ['N-1'] },
          outgoing: [words('gone')],
          records: [{ kind: 'erasure', subject: 'N-1', by: 'enterprise', detail: '删除我的信息', at: T0, keepUntil: later(DAY) }],
        })
        expect(await store.cases.events('N-1')).toEqual([])
        expect(await state(store)).toEqual({ fresh: true })
        expect(bytesOnDisk()).toEqual([])
        expect(
          (
            await deliver(
              store,
              'w',
              () => T0,
              () => {},
            )
          ).map((m) => m.key),
        ).toEqual(['gone'])
        expect(await store.keeping.records('N-1')).toMatchObject([{ kind: 'erasure', by: 'enterprise' }])
      }))

    it('leaves no wrapped key behind in the database’s own files', () =>
      withStore(async (store) => {
        await lived(store)
        await store.intake.put({ ...accepted('ann', 1), body: { text: CANARY } }, T0)
        const wrapped = (await at().rows('select wrapped from data_key where wrapped is not null')).map((row) => Buffer.from(row.wrapped as Uint8Array))
        const before = await at().stolen()
        if (before === null) return
        expect(wrapped.filter((key) => before.includes(key))).toHaveLength(7)
        await store.keeping.eraseConversation('ann', later(1), true)
        const after = (await at().stolen()) as Buffer
        expect(wrapped.filter((key) => after.includes(key))).toEqual([])
      }))
  })

  describe('time', () => {
    it('takes drafts, cases, files, ids and records whose day has come, and nothing before', () =>
      withStore(async (store) => {
        const { draft, evidence } = await lived(store)
        await commit(store, { keepUntil: later(90 * DAY), outgoing: [words('news')] }, 'bob')
        await deliver(
          store,
          'w',
          () => T0,
          () => {},
        )
        await store.keeping.record({ kind: 'consent', subject: 'N-1', by: 'enterprise', detail: 'v1', at: T0, keepUntil: later(40 * DAY) })
        const nothing = { conversations: 0, cases: 0, inbox: 0, outbox: 0, files: 0, records: 0 }
        expect(await store.keeping.expire(later(7 * DAY - 1))).toEqual(nothing)
        expect(await store.keeping.expire(later(7 * DAY))).toEqual({ ...nothing, conversations: 1 })
        expect(await store.files.bytes(draft)).toBeNull()
        expect(await store.files.bytes(evidence)).not.toBeNull()
        await commit(
          store,
          { cases: [{ case: 'N-1', expected: 1, events: [event('N-1', 2)], summary: { ...summary, keepUntil: later(20 * DAY) } }] },
          'officer',
          later(8 * DAY),
        )
        expect(await store.keeping.expire(later(20 * DAY))).toMatchObject({ conversations: 1, cases: 1 })
        expect(await store.files.bytes(evidence)).toBeNull()
        expect(await store.keeping.expire(later(60 * DAY))).toEqual({ ...nothing, inbox: 3, outbox: 1, records: 1 })
      }))

    it('gives up, after thirty days, what waits in the outbox of a channel that nobody delivers, and the conversation can go', () =>
      withStore(async (store) => {
        await commit(store, { keepUntil: later(8 * DAY), outgoing: [words('hello', { channel: 'closed' }), words('bye', { channel: 'closed' })] })
        await commit(store, { keepUntil: later(90 * DAY), outgoing: [words('young')] }, 'bob', later(DAY))
        expect(await store.keeping.expire(later(30 * DAY - 1))).toMatchObject({ conversations: 0, outbox: 0 })
        expect(await store.keeping.expire(later(30 * DAY))).toMatchObject({ conversations: 1, outbox: 0 })
        expect(await at().rows('select key, status from outbox')).toEqual([{ key: 'young', status: 'waiting' }])
        expect(await store.keeping.expire(later(31 * DAY))).toMatchObject({ conversations: 0, outbox: 0 })
        expect(await at().rows('select status, problem, body from outbox')).toEqual([{ status: 'dead', problem: 'expired', body: null }])
        expect(await store.keeping.expire(later(61 * DAY))).toMatchObject({ outbox: 1 })
      }))

    it('lets somebody finish who is just sending a message that is too old', () =>
      withStore(async (store) => {
        await commit(store, { keepUntil: later(90 * DAY), outgoing: [words('late')] })
        const [late] = await store.claim('w', later(30 * DAY - 1), 1_000, 1, 'test')
        await store.keeping.expire(later(30 * DAY))
        expect(await store.settle(late ?? expect.unreachable(), { kind: 'sent' }, later(30 * DAY))).toBe('sent')
      }))

    it('forgets acknowledged messages that nobody gave a turn for thirty days, and not before, however silent their conversation', () =>
      withStore(async (store) => {
        await commit(store, {})
        await store.intake.put(accepted('ann', 1), T0)
        await store.intake.put(accepted('ann', 2), later(DAY))
        expect(await store.keeping.expire(later(30 * DAY - 1))).toMatchObject({ conversations: 1 })
        expect(await store.intake.waiting('test', 9)).toHaveLength(2)
        await store.keeping.expire(later(30 * DAY))
        expect(await store.intake.waiting('test', 9)).toEqual([accepted('ann', 2)])
      }))

    it('waits for last words that are still to be delivered', () =>
      withStore(async (store) => {
        await commit(store, { outgoing: [words('bye')] })
        expect(await store.keeping.expire(later(8 * DAY))).toMatchObject({ conversations: 0 })
        await deliver(
          store,
          'w',
          () => later(8 * DAY),
          () => {},
        )
        expect(await store.keeping.expire(later(8 * DAY))).toMatchObject({ conversations: 1 })
      }))

    it('sweeps up uploads that no row knows, and lets those under way be', () =>
      withStore(async (store) => {
        const { draft, evidence } = await lived(store)
        for (const name of ['orphan', 'torn.part', 'fresh.part']) writeFileSync(join(at().folder, 'files', name), 'x')
        for (const name of ['orphan', 'torn.part', draft, evidence]) utimesSync(join(at().folder, 'files', name), T0, T0)
        utimesSync(join(at().folder, 'files', 'fresh.part'), later(HOUR), later(HOUR))
        expect(await store.keeping.expire(later(HOUR + 1))).toMatchObject({ files: 2 })
        expect(bytesOnDisk().sort()).toEqual([draft, evidence, 'fresh.part'].sort())
      }))
  })

  describe('rotating the key', () => {
    it('opens everything as before, and a copy of the old key opens nothing any more', async () => {
      const old = join(at().folder, 'old')
      await withStore(async (store) => {
        const { evidence } = await lived(store)
        cpSync(join(at().folder, 'key'), join(old, 'key'))
        await store.keeping.rotateKey(later(1))
        expect(await store.cases.events('N-1')).toHaveLength(1)
        expect(Buffer.from((await store.files.bytes(evidence)) ?? []).toString()).toBe(`${CANARY} evidence`)
        await commit(store, {}, 'new')
      })
      await withStore(async (store) => expect(await state(store)).toEqual({ slots: { company: CANARY } }))
      expect(existsSync(join(at().folder, 'key.next'))).toBe(false)
      await expect(at().open({ key: readFileSync(join(old, 'key'), 'utf8') })).rejects.toMatchObject({ code: 'key-wrong' })
    })

    it('by another process stops this one from sealing with the old key', async () => {
      const [store, other] = [await at().open(), await at().open()]
      await commit(store, {})
      await other.keeping.rotateKey(later(1))
      await expect(commit(store, {}, 'bob')).rejects.toMatchObject({ code: 'key-rotated' })
      await store.close()
      await other.close()
    })
  })
}
