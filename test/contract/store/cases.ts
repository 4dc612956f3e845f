/** Contract of cases, files and officers. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type CaseQuery, type CaseSummary, type Store, shelfOf } from '../../../src/store.ts'
import { commit, DAY, event, later, type Place, summary, T0 } from './place.ts'

const opened = (number: string, more: Partial<CaseSummary> = {}) => ({ case: number, expected: 0, events: [event(number, 1)], summary: { ...summary, ...more } })

export function caseContract(at: () => Place): void {
  const withStore = async (run: (store: Store) => Promise<void>) => {
    const store = await at().open()
    await run(store)
    await store.close()
  }

  describe('a case', () => {
    it('comes back as its events, to the letter', () =>
      withStore(async (store) => {
        const events = [event('N-1', 1, { slots: { company: '鞍山某公司', mobile: '13800000000' } }), { ...event('N-1', 2, null), by: { kind: 'desk' } }]
        await commit(store, { cases: [{ case: 'N-1', expected: 0, events, summary }] })
        expect(await store.cases.events('N-1')).toEqual(events)
        expect(await store.cases.row('N-1')).toEqual({ ...summary, case: 'N-1', version: 2, conversation: 'ann', openedAt: T0, erased: false })
        expect(await store.cases.heads()).toEqual([{ case: 'N-1', seq: 2, hash: 'h2' }])
      }))

    it('that is not there has no row and no events', () =>
      withStore(async (store) => {
        expect(await store.cases.row('N-0')).toBeNull()
        expect(await store.cases.events('N-0')).toEqual([])
      }))

    it('is listed by its last state, and to its departments of now', () =>
      withStore(async (store) => {
        await commit(store, { cases: [opened('N-1')] })
        const moved = { ...summary, status: 'accepted', departments: ['沈阳市知识产权局'], accountable: 'wang', handler: 'wang' }
        await commit(store, { cases: [{ case: 'N-1', expected: 1, events: [event('N-1', 2)], summary: moved }] }, 'officer')
        expect((await store.cases.list({ departments: ['鞍山市知识产权局'], limit: 9 })).rows).toEqual([])
        expect((await store.cases.list({ departments: ['沈阳市知识产权局', '别处'], limit: 9 })).rows).toMatchObject([{ ...moved, conversation: 'ann', version: 2 }])
      }))

    it('is found by everything officers ask for, page by page', () =>
      withStore(async (store) => {
        const cities = ['鞍山', '沈阳']
        for (let n = 0; n < 12; n++) {
          const more = {
            city: cities[n % 2] ?? null,
            status: n < 6 ? 'submitted' : 'accepted',
            due: n % 4 === 3 ? null : later((12 - n) * DAY),
            accountable: n === 5 ? 'wang' : null,
            handler: n === 6 ? 'li' : null,
          }
          await commit(store, { cases: [opened(`N-${String(n).padStart(2, '0')}`, more)] }, n < 3 ? 'ann' : 'bob')
        }
        const find = async (query: Omit<CaseQuery, 'limit'>) => (await store.cases.list({ ...query, limit: 99 })).rows.map((row) => Number(row.case.slice(2)))
        expect(await find({})).toEqual([10, 9, 8, 6, 5, 4, 2, 1, 0, 3, 7, 11])
        expect(await find({ city: '沈阳' })).toEqual([9, 5, 1, 3, 7, 11])
        expect(await find({ statuses: ['accepted'] })).toEqual([10, 9, 8, 6, 7, 11])
        expect(await find({ statuses: [] })).toEqual([])
        expect(await find({ departments: [] })).toEqual([])
        expect(await find({ accountable: 'wang' })).toEqual([5])
        expect(await find({ handler: 'li' })).toEqual([6])
        expect(await find({ conversation: 'ann' })).toEqual([2, 1, 0])
        expect(await find({ dueBefore: later(3 * DAY), city: '鞍山' })).toEqual([10])
        const paged: string[] = []
        for (let after: string | undefined; ; ) {
          const { rows, next } = await store.cases.list({ limit: 5, ...(after === undefined ? {} : { after }) })
          paged.push(...rows.map((row) => row.case))
          if (next === null) break
          after = next
        }
        expect(paged.map((number) => Number(number.slice(2)))).toEqual(await find({}))
      }))

    it('wakes when the clock has something to do about it, the longest waiting first, and no more once that is done', () =>
      withStore(async (store) => {
        await commit(store, { cases: [opened('N-1', { wakeAt: later(2 * DAY) }), opened('N-2', { wakeAt: later(DAY) }), opened('N-3')] })
        expect((await store.cases.row('N-1'))?.wakeAt).toEqual(later(2 * DAY))
        expect((await store.cases.row('N-3'))?.wakeAt).toBeNull()
        expect(await store.cases.waking(later(DAY - 1), 9)).toEqual([])
        expect(await store.cases.waking(later(2 * DAY), 9)).toEqual([
          { case: 'N-2', version: 1 },
          { case: 'N-1', version: 1 },
        ])
        expect(await store.cases.waking(later(2 * DAY), 1)).toEqual([{ case: 'N-2', version: 1 }])
        await commit(store, { cases: [{ case: 'N-2', expected: 1, events: [event('N-2', 2)], summary: { ...summary, wakeAt: later(9 * DAY) } }] }, 'clock')
        await store.keeping.eraseCase('N-1', later(DAY))
        expect(await store.cases.waking(later(2 * DAY), 9)).toEqual([])
        expect(await store.cases.waking(later(9 * DAY), 9)).toEqual([{ case: 'N-2', version: 2 }])
      }))

    it('tells what happened since, oldest first, of every case and after it is erased, and nothing that is sealed', () =>
      withStore(async (store) => {
        const events = [event('N-1', 1, { slots: { company: '鞍山某公司' } }), { ...event('N-1', 2), kind: 'closed', at: '2026-11-23T03:00:00.250Z' }]
        await commit(store, { cases: [{ case: 'N-1', expected: 0, events, summary }] })
        const other = { ...event('N-2', 1), kind: 'submitted', at: '2026-11-23T10:30:00+08:00' }
        await commit(store, { cases: [{ case: 'N-2', expected: 0, events: [other], summary: { ...summary, kind: 'other', city: null, departments: [] } }] })
        await commit(store, { cases: [{ case: 'N-3', expected: 0, events: [event('N-3', 1)], summary }] })
        const of = { case: 'N-1', request: 'infringement', city: '鞍山', departments: summary.departments }
        const all = [
          { ...of, event: 'accepted', at: T0 },
          { ...of, case: 'N-3', event: 'accepted', at: T0 },
          { case: 'N-2', request: 'other', city: null, departments: [], event: 'submitted', at: new Date('2026-11-23T02:30:00Z') },
          { ...of, event: 'closed', at: new Date('2026-11-23T03:00:00.250Z') },
        ]
        expect(await store.cases.log(T0)).toEqual(all)
        expect(await store.cases.log(later(1))).toEqual(all.slice(2))
        expect(await store.cases.log(new Date('2026-11-23T03:00:00.251Z'))).toEqual([])
        await store.keeping.eraseCase('N-1', later(DAY))
        expect(await store.cases.log(T0)).toEqual(all)
      }))

    it('refuses events that leave a gap', () =>
      withStore(async (store) => {
        await expect(commit(store, { cases: [{ case: 'N-1', expected: 0, events: [event('N-1', 2)], summary }] })).rejects.toMatchObject({ code: 'case-sequence' })
      }))
  })

  describe('a file', () => {
    const bytes = Buffer.from('证据照片 '.repeat(1000))
    const photo = { name: '侵权照片.jpg', type: 'image/jpeg', bytes }

    it('comes back with its name, its kind and its bytes', () =>
      withStore(async (store) => {
        const row = await store.files.put('ann', photo, T0, later(DAY))
        expect(row).toMatchObject({ name: photo.name, type: photo.type, size: bytes.length, hash: createHash('sha256').update(bytes).digest('hex'), case: null, at: T0 })
        expect(Buffer.from((await store.files.bytes(row.id)) ?? []).equals(bytes)).toBe(true)
        expect(await store.files.ofConversation('ann')).toEqual([row])
        expect(await store.files.bytes('nothing')).toBeNull()
      }))

    it('sent twice in one conversation is kept once, and in two conversations apart', () =>
      withStore(async (store) => {
        const [first, second, bob] = await Promise.all([
          store.files.put('ann', photo, T0, later(DAY)),
          store.files.put('ann', photo, T0, later(DAY)),
          store.files.put('bob', photo, T0, later(DAY)),
        ])
        expect(first?.id).toBe(second?.id)
        expect(bob?.id).not.toBe(first?.id)
      }))

    it('goes to a case only from the conversation it was sent in', () =>
      withStore(async (store) => {
        const row = await store.files.put('ann', photo, T0, later(DAY))
        await commit(store, { cases: [opened('N-2')], attach: [{ file: row.id, case: 'N-2' }] }, 'bob')
        await commit(store, { cases: [opened('N-1')], attach: [{ file: row.id, case: 'N-1' }] })
        expect(await store.files.ofCase('N-2')).toEqual([])
        expect(await store.files.ofCase('N-1')).toEqual([{ ...row, case: 'N-1' }])
      }))

    it('that an officer sends comes from the case’s own shelf, and goes with the case, sent or not', () =>
      withStore(async (store) => {
        const sent = await store.files.put(shelfOf('N-1'), photo, T0, later(DAY))
        const draft = await store.files.put(shelfOf('N-1'), { ...photo, bytes: Buffer.from('draft') }, T0, later(DAY))
        const other = await store.files.put(shelfOf('N-2'), photo, T0, later(DAY))
        await commit(store, { cases: [opened('N-1'), opened('N-2')] })
        await commit(store, { attach: [{ file: sent.id, case: 'N-1', from: shelfOf('N-1') }] }, 'officer:a1')
        expect((await store.files.ofCase('N-1')).map((f) => f.id)).toEqual([sent.id])
        await commit(store, { erase: { cases: ['N-1'] } })
        expect(await Promise.all([sent, draft, other].map(async ({ id }) => (await store.files.bytes(id)) !== null))).toEqual([false, false, true])
      }))
  })

  describe('an officer', () => {
    const wang = { id: 'wang', name: '王芳', department: '鞍山市知识产权局', city: '鞍山', role: 'officer', active: true, slack: 'U1' }

    it('is found by id, name and Slack account, and can be changed', () =>
      withStore(async (store) => {
        await store.officers.save(wang, T0)
        await store.officers.save({ ...wang, id: 'li', name: '李强', city: null, slack: null }, T0)
        await store.officers.save({ ...wang, active: false }, T0)
        expect(await store.officers.find({ slack: 'U1' })).toEqual({ ...wang, active: false })
        expect(await store.officers.find({ name: '李强' })).toMatchObject({ id: 'li', city: null })
        expect(await store.officers.find({ id: 'nobody' })).toBeNull()
        expect((await store.officers.list()).map((o) => o.id)).toEqual(['li', 'wang'])
      }))

    it('has a Slack account of his own', () =>
      withStore(async (store) => {
        await store.officers.save(wang, T0)
        await expect(store.officers.save({ ...wang, id: 'li' }, T0)).rejects.toMatchObject({ code: 'officer-slack-taken' })
      }))

    it('works in a department that has one room, moves, and may have none any more', () =>
      withStore(async (store) => {
        expect(await store.officers.rooms()).toEqual([])
        await store.officers.saveRoom('鞍山市知识产权局', 'slack:C1', T0)
        await store.officers.saveRoom('沈阳市知识产权局', 'slack:C2', T0)
        await store.officers.saveRoom('鞍山市知识产权局', 'slack:C3', later(1))
        expect(new Set(await store.officers.rooms())).toEqual(
          new Set([
            { department: '沈阳市知识产权局', address: 'slack:C2' },
            { department: '鞍山市知识产权局', address: 'slack:C3' },
          ]),
        )
        await store.officers.saveRoom('沈阳市知识产权局', null, later(2))
        await store.officers.saveRoom('别处', null, later(2))
        expect(await store.officers.rooms()).toEqual([{ department: '鞍山市知识产权局', address: 'slack:C3' }])
      }))

    it('uses a one-time code once, in time, and after four wrong tries at the latest', () =>
      withStore(async (store) => {
        const { officers } = store
        await officers.save(wang, T0)
        await officers.offerCode('wang', 'hash', later(1_000), T0)
        expect(await officers.redeemCode('wang', 'hash', later(1_000))).toBe(false)
        await officers.offerCode('wang', 'hash', later(1_000), T0)
        for (let n = 0; n < 4; n++) expect(await officers.redeemCode('wang', 'wrong', T0)).toBe(false)
        expect(await officers.redeemCode('wang', 'hash', T0)).toBe(true)
        expect(await officers.redeemCode('wang', 'hash', T0)).toBe(false)
        await officers.offerCode('wang', 'hash', later(1_000), T0)
        for (let n = 0; n < 5; n++) await officers.redeemCode('wang', 'wrong', T0)
        expect(await officers.redeemCode('wang', 'hash', T0)).toBe(false)
        await officers.offerCode('wang', 'hash', later(1_000), T0)
        const race = await Promise.all([1, 2, 3].map(() => officers.redeemCode('wang', 'hash', T0)))
        expect(race.filter(Boolean)).toHaveLength(1)
      }))
  })
}
