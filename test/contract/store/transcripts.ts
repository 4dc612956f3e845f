/** Contract of transcripts: what was said can be shown again, in its order, as long as its conversation is remembered. */
import { describe, expect, it } from 'vitest'
import type { Said, Store } from '../../../src/store.ts'
import { commit, DAY, later, outcome, type Place, T0 } from './place.ts'

const said = (n: number, from: Said['from'] = 'person'): Said => ({ id: `m${n}`, at: later(n), from, body: { text: `第 ${n} 句`, files: [{ name: 'a.jpg' }] } })

export function transcriptContract(at: () => Place): void {
  const withStore = async (run: (store: Store) => Promise<void>) => {
    const store = await at().open()
    await run(store)
    await store.close()
  }
  const live = () => at().rows('select id from data_key where wrapped is not null and id in (select key_id from transcript)')

  describe('a transcript', () => {
    it('shows what was said as it was said, the oldest first, after a restart too', async () => {
      await withStore(async (store) => {
        await store.transcripts.append('web:1', said(2, 'desk'), T0)
        await store.transcripts.append('web:1', said(1), T0)
        await commit(store, {}, 'web:1')
        await store.transcripts.append('web:1', said(3, 'officer'), T0)
        await store.transcripts.append('web:2', { ...said(1), body: null }, T0)
      })
      await withStore(async (store) => {
        expect(await store.transcripts.read('web:1', 9)).toEqual([said(1), said(2, 'desk'), said(3, 'officer')])
        expect(await store.transcripts.read('web:1', 2)).toEqual([said(2, 'desk'), said(3, 'officer')])
        expect(await store.transcripts.read('web:2', 9)).toEqual([{ ...said(1), body: null }])
        expect(await store.transcripts.read('web:3', 9)).toEqual([])
        expect(await live()).toHaveLength(2)
      })
    })

    it('holds an id once in a conversation, however often and at once it is said', () =>
      withStore(async (store) => {
        await Promise.all([1, 1, 1, 1].map((n) => store.transcripts.append('web:1', said(n), T0)))
        await store.transcripts.append('web:1', { ...said(1), body: 'other' }, T0)
        await store.transcripts.append('web:2', said(1), T0)
        expect(await store.transcripts.read('web:1', 9)).toEqual([said(1)])
        expect(await store.transcripts.read('web:2', 9)).toEqual([said(1)])
      }))

    it('goes with the silence of its conversation and not before', () =>
      withStore(async (store) => {
        await commit(store, { keepUntil: later(90 * DAY) }, 'web:1')
        await store.transcripts.append('web:1', said(1), T0)
        await store.transcripts.append('web:1', said(2), later(89 * DAY))
        await store.keeping.expire(later(90 * DAY - 1))
        expect(await store.transcripts.read('web:1', 9)).toHaveLength(2)
        await store.keeping.expire(later(90 * DAY))
        expect(await at().rows('select id from transcript')).toEqual([])
      }))

    it('goes after thirty days where the desk remembers no conversation', () =>
      withStore(async (store) => {
        await store.transcripts.append('web:1', said(1), T0)
        await store.transcripts.append('web:1', said(2), later(DAY))
        await store.keeping.expire(later(30 * DAY - 1))
        expect(await store.transcripts.read('web:1', 9)).toHaveLength(2)
        await store.keeping.expire(later(30 * DAY))
        expect(await store.transcripts.read('web:1', 9)).toEqual([said(2)])
        await store.keeping.expire(later(31 * DAY))
        expect(await at().rows('select id from transcript')).toEqual([])
      }))

    it('goes with its erasure, with the key that opened older copies of it, and begins anew', () =>
      withStore(async (store) => {
        const erasures = [
          () => store.keeping.eraseConversation('web:1', later(1), false),
          () => store.turn('web:1', { channel: 'web', id: 'forget' }, T0, () => outcome({ erase: { conversation: true } })),
        ]
        await store.transcripts.append('web:2', said(1), T0)
        for (const erase of erasures) {
          await store.transcripts.append('web:1', said(1), T0)
          await commit(store, {}, 'web:1')
          const [key] = await at().rows("select key_id from transcript where conversation = 'web:1'")
          await erase()
          expect(await at().rows("select id from transcript where conversation = 'web:1'")).toEqual([])
          expect(await at().rows(`select wrapped from data_key where id = '${key?.key_id}'`)).toEqual([{ wrapped: null }])
          await store.transcripts.append('web:1', said(2, 'desk'), later(2))
          expect(await store.transcripts.read('web:1', 9)).toEqual([said(2, 'desk')])
        }
        expect(await store.transcripts.read('web:2', 9)).toEqual([said(1)])
      }))

    it('skips an entry that somebody tampered with, and shows the others', () =>
      withStore(async (store) => {
        for (const n of [1, 2, 3]) await store.transcripts.append('web:1', said(n), T0)
        await at().rows("update transcript set body = (select t.body from transcript t where t.id = 'm1') where id = 'm2'")
        expect(await store.transcripts.read('web:1', 9)).toEqual([said(1), said(3)])
      }))

    it('written through two processes while it is erased is legible, or gone', async () => {
      const stores = [await at().open(), await at().open()]
      const store = (i: number) => stores[i % 2] ?? expect.unreachable()
      const talks = Array.from({ length: 20 }, (_, i) => `web:${i}`)
      await Promise.all(talks.map((who, i) => store(i).transcripts.append(who, said(0), T0)))
      await Promise.all(
        talks.flatMap((who, i) => [
          store(i).keeping.eraseConversation(who, T0, false),
          ...[1, 2, 3].map((n) => store(i + n).transcripts.append(who, said(n), T0)),
          ...(i % 4 === 0 ? [store(i + 1).keeping.eraseConversation(who, T0, false)] : []),
        ]),
      )
      const left = await at().rows('select distinct key_id from transcript')
      expect(await live()).toHaveLength(left.length)
      const read = await Promise.all(talks.map((who, i) => store(i).transcripts.read(who, 99)))
      expect(read.flat()).toHaveLength((await at().rows('select id from transcript')).length)
      for (const each of stores) await each.close()
    })
  })
}
