/** Contract of signed-in browsers: whose they are, and every way in which they end. */
import { describe, expect, it } from 'vitest'
import type { Officer, Store } from '../../../src/store.ts'
import { later, type Place, T0 } from './place.ts'

const wang: Officer = { id: 'wang', name: '王芳', department: '鞍山市知识产权局', city: '鞍山', role: 'officer', active: true, slack: 'U1' }
const HOUR = 60 * 60 * 1000

export function sessionContract(at: () => Place): void {
  const withStore = async (run: (store: Store) => Promise<void>) => {
    const store = await at().open()
    await store.officers.save(wang, T0)
    await run(store)
    await store.close()
  }
  const hashes = async () => (await at().rows('select hash from officer_session order by sequence')).map((row) => row.hash)

  describe('an officer’s session', () => {
    it('says whose it is, as the officer is now, after a restart too', async () => {
      await withStore((store) => store.officers.openSession('h1', 'wang', later(HOUR)))
      await withStore(async (store) => {
        expect(await store.officers.session('h1', T0)).toEqual(wang)
        await store.officers.save({ ...wang, role: 'head' }, T0)
        expect(await store.officers.session('h1', T0)).toEqual({ ...wang, role: 'head' })
        expect(await store.officers.session('h2', T0)).toBeNull()
      })
    })

    it('ends with its time, and is taken out after it', () =>
      withStore(async (store) => {
        await store.officers.openSession('h1', 'wang', later(HOUR))
        await store.officers.openSession('h2', 'wang', later(2 * HOUR))
        expect(await store.officers.session('h1', later(HOUR - 1))).toEqual(wang)
        expect(await store.officers.session('h1', later(HOUR))).toBeNull()
        await store.keeping.expire(later(HOUR - 1))
        expect(await hashes()).toEqual(['h1', 'h2'])
        await store.keeping.expire(later(HOUR))
        expect(await hashes()).toEqual(['h2'])
      }))

    it('ends when it is closed, and no other with it', () =>
      withStore(async (store) => {
        for (const hash of ['h1', 'h2']) await store.officers.openSession(hash, 'wang', later(HOUR))
        await store.officers.closeSession('h1')
        await store.officers.closeSession('h9')
        expect(await store.officers.session('h1', T0)).toBeNull()
        expect(await store.officers.session('h2', T0)).toEqual(wang)
      }))

    it('ends when the officer leaves, does not come back with him, and cannot be opened meanwhile', () =>
      withStore(async (store) => {
        await store.officers.save({ ...wang, id: 'li', slack: null }, T0)
        for (const who of ['wang', 'li']) await store.officers.openSession(`h-${who}`, who, later(HOUR))
        await store.officers.save({ ...wang, active: false }, T0)
        expect(await store.officers.session('h-wang', T0)).toBeNull()
        await store.officers.openSession('h-later', 'wang', later(HOUR))
        await store.officers.openSession('h-nobody', 'nobody', later(HOUR))
        await store.officers.save(wang, T0)
        for (const hash of ['h-wang', 'h-later', 'h-nobody']) expect(await store.officers.session(hash, T0)).toBeNull()
        expect(await store.officers.session('h-li', T0)).toMatchObject({ id: 'li' })
      }))

    it('is not one of an officer who is marked as gone in the database itself', () =>
      withStore(async (store) => {
        await store.officers.openSession('h1', 'wang', later(HOUR))
        await at().rows("update officer set active = 0 where id = 'wang'")
        expect(await store.officers.session('h1', T0)).toBeNull()
      }))

    it('is one of ten at most: the first opened goes, and another officer’s stay', () =>
      withStore(async (store) => {
        await store.officers.save({ ...wang, id: 'li', slack: null }, T0)
        await store.officers.openSession('li', 'li', later(HOUR))
        for (let n = 0; n < 12; n++) await store.officers.openSession(`h${n}`, 'wang', later(HOUR - n))
        expect(await hashes()).toEqual(['li', ...Array.from({ length: 10 }, (_, n) => `h${n + 2}`)])
        const other = await at().open()
        await Promise.all(Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? store : other).officers.openSession(`r${n}`, 'wang', later(HOUR))))
        expect(await hashes()).toHaveLength(11)
        expect((await hashes())[0]).toBe('li')
        await other.close()
      }))

    it('is not taken over by whoever opens another with its hash', () =>
      withStore(async (store) => {
        await store.officers.save({ ...wang, id: 'li', slack: null }, T0)
        await store.officers.openSession('h1', 'wang', later(HOUR))
        await expect(store.officers.openSession('h1', 'li', later(HOUR))).rejects.toThrow()
        expect(await store.officers.session('h1', T0)).toEqual(wang)
      }))
  })
}
