/** Contract of questions asked: kept for the bureau to learn from, rated, and gone with the wish of whoever asked. */
import { describe, expect, it } from 'vitest'
import type { Question, Store } from '../../../src/store.ts'
import { commit, DAY, later, type Place, T0 } from './place.ts'

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  at: T0,
  text: `${id}：质押融资有补贴吗`,
  answered: true,
  reason: null,
  clauses: ['ln-2021-7', 'ln-2021-9'],
  useful: null,
  ...more,
})
const all = (store: Store) => store.asked.list({ since: new Date(0), limit: 99 })
const ids = (questions: readonly Question[]) => questions.map(({ id }) => id)

export function askedContract(at: () => Place): void {
  const withStore = async (run: (store: Store) => Promise<void>) => {
    const store = await at().open()
    await run(store)
    await store.close()
  }
  const keys = () => at().rows('select k.wrapped from data_key k where k.id in (select key_id from question)')

  describe('a question', () => {
    it('comes back as it was asked, the newest first, after a restart too', async () => {
      const open = question('test:2', { at: later(1), answered: false, reason: 'no-clause', clauses: [] })
      const second = question('test:1:1')
      await withStore(async (store) => {
        await commit(store, { asked: [question('test:1'), second] })
        await commit(store, { asked: [open] }, 'bob')
        await commit(store, { asked: [question('test:3', { at: new Date(0) })] }, 'bob')
        expect(await keys()).toHaveLength(2)
      })
      await withStore(async (store) => {
        expect((await all(store)).slice(0, 3)).toEqual([open, second, question('test:1')])
        expect(await store.asked.list({ since: T0, answered: false, limit: 9 })).toEqual([open])
        expect(ids(await store.asked.list({ since: T0, answered: true, limit: 1 }))).toEqual(['test:1:1'])
        expect(await store.asked.list({ since: later(1), limit: 9 })).toEqual([open])
      })
    })

    it('is asked only where its turn commits, and once', () =>
      withStore(async (store) => {
        await commit(store, { asked: [question('test:1')] })
        const late = commit(store, { asked: [question('test:2')], outgoing: [{ key: 'x', channel: 'test', conversation: 'ann', body: null, case: 'absent' }] })
        await expect(late).rejects.toMatchObject({ code: 'case-absent' })
        await commit(store, { asked: [question('test:1', { text: 'again' })] })
        expect(await all(store)).toEqual([question('test:1')])
      }))

    it('is rated by the last word, as long as it is there', () =>
      withStore(async (store) => {
        await commit(store, { asked: [question('test:1'), question('test:2')] })
        expect(await store.asked.rate('test:1', true)).toBe(true)
        expect(await store.asked.rate('test:1', false)).toBe(true)
        expect(await store.asked.rate('test:9', true)).toBe(false)
        expect((await all(store)).map(({ id, useful }) => [id, useful])).toEqual([
          ['test:2', null],
          ['test:1', false],
        ])
      }))

    it('outlives the silence of its conversation and stays 180 days, a conversation’s newest no longer with its oldest', () =>
      withStore(async (store) => {
        await commit(store, { asked: [question('test:1')] })
        await commit(store, { asked: [question('test:2', { at: later(DAY) })] }, 'ann', later(DAY))
        expect(await store.keeping.expire(later(100 * DAY))).toMatchObject({ conversations: 1 })
        await commit(store, { asked: [question('test:3', { at: later(100 * DAY) })], keepUntil: later(300 * DAY) }, 'ann', later(100 * DAY))
        await store.keeping.expire(later(180 * DAY - 1))
        expect(await all(store)).toHaveLength(3)
        await store.keeping.expire(later(180 * DAY))
        expect(ids(await all(store))).toEqual(['test:3', 'test:2'])
        const [key] = await at().rows('select distinct key_id from question')
        await store.keeping.expire(later(280 * DAY))
        expect(await all(store)).toEqual([])
        expect(await at().rows(`select wrapped from data_key where id = '${key?.key_id}'`)).toEqual([{ wrapped: null }])
      }))

    it('goes with the erasure of its conversation and the key that opened older copies of it, and no other goes', () =>
      withStore(async (store) => {
        const erasures = [
          () => store.keeping.eraseConversation('ann', later(1), false),
          () => commit(store, { erase: { conversation: true }, asked: [question('after')] }),
        ]
        for (const erase of erasures) {
          await commit(store, { asked: [question('test:1')] })
          await commit(store, { asked: [question('bob')] }, 'bob')
          const [key] = await at().rows("select key_id from question where id = 'test:1'")
          await erase()
          expect(ids(await all(store))).not.toContain('test:1')
          expect(ids(await all(store))).toContain('bob')
          expect(await at().rows(`select wrapped from data_key where id = '${key?.key_id}'`)).toEqual([{ wrapped: null }])
        }
        expect(ids(await all(store))).toContain('after')
      }))

    it('stays when only a case is erased', () =>
      withStore(async (store) => {
        await commit(store, { asked: [question('test:1')], erase: { cases: ['N-1'] } })
        await commit(store, { erase: { cases: ['N-1'] } })
        expect(ids(await all(store))).toEqual(['test:1'])
      }))

    it('that somebody tampered with is skipped, and the others are listed', () =>
      withStore(async (store) => {
        await commit(store, { asked: [question('test:1'), question('test:2'), question('test:3')] })
        await at().rows("update question set text = (select q.text from question q where q.id = 'test:1') where id = 'test:2'")
        await at().rows("update question set conversation = 'eve' where id = 'test:3'")
        expect(ids(await all(store))).toEqual(['test:1'])
      }))

    it('asked while questions are erased and expired is either there and legible, or gone', async () => {
      const stores = [await at().open(), await at().open()]
      const store = (i: number) => stores[i % 2] ?? expect.unreachable()
      const year = later(365 * DAY)
      await Promise.all(
        Array.from({ length: 60 }, async (_, i) => {
          if (i % 7 === 3) await store(i).keeping.eraseConversation(`c${i % 5}`, year, false)
          if (i % 7 === 5) await store(i).keeping.expire(year)
          const when = i % 3 === 0 ? T0 : year
          await commit(store(i + 1), { asked: [question(`test:${i}`, { at: when })], keepUntil: later(999 * DAY) }, `c${i % 5}`, when)
        }),
      )
      expect((await keys()).filter((row) => row.wrapped === null)).toEqual([])
      expect(await at().rows('select id from question')).toHaveLength((await all(store(0))).length)
      for (const each of stores) await each.close()
    })
  })
}
