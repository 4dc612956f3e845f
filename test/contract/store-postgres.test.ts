/** The store's contract on PostgreSQL, and what PostgreSQL alone must keep to. */
import { describe, expect, it } from 'vitest'
import { openPostgres } from '../../adapters/stores/postgres/store.ts'
import { accepted } from './counting.ts'
import { type Place, T0 } from './store/place.ts'
import { postgresShelter } from './store/shelters.ts'
import { storeContract } from './store.ts'

storeContract('PostgreSQL', postgresShelter, (at: () => Place) => {
  describe('PostgreSQL', () => {
    it('is migrated once when several processes start at once', async () => {
      const stores = await Promise.all([1, 2, 3, 4].map(() => at().open()))
      expect(await at().rows('select number from migration')).toEqual([{ number: 1 }, { number: 2 }])
      for (const store of stores) await store.close()
    })

    it('acknowledges what comes in one tick in one transaction', async () => {
      let commits = 0
      const store = await at().open({
        trace: (point) => {
          if (point === 'after-commit') commits++
        },
      })
      commits = 0
      const late: number[] = []
      await Promise.all(
        Array.from({ length: 200 }, async (_, n) => {
          const began = performance.now()
          await store.intake.put(accepted(`c${n}`, n), T0)
          late.push(performance.now() - began)
        }),
      )
      expect(commits).toBeLessThanOrEqual(2)
      expect(Math.max(...late)).toBeLessThan(1_000)
      await store.close()
    })

    it('is refused when a newer desk has written it', async () => {
      await (await at().open()).close()
      await at().rows("insert into migration values (99, 'future', 0)")
      await expect(at().open()).rejects.toMatchObject({ code: 'schema-newer' })
    })

    it('that cannot be reached says which variable to look at', async () => {
      await expect(openPostgres({ url: 'postgres://nobody@127.0.0.1:1/none', folder: at().folder }, T0)).rejects.toMatchObject({
        code: 'postgres-unreachable',
        remedy: expect.stringContaining('ZHIWEN_DATABASE_URL'),
      })
    })
  })
})
