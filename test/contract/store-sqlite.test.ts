/** The store's contract on SQLite, and what SQLite alone must keep to. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { type Migration, migrate } from '../../adapters/stores/migrate.ts'
import { connect, refuseOldSqlite, sqliteGround } from '../../adapters/stores/sqlite/ground.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { accepted, hear } from './counting.ts'
import { commit, event, type Place, summary, T0 } from './store/place.ts'
import { sqliteShelter } from './store/shelters.ts'
import { storeContract } from './store.ts'

storeContract('SQLite', sqliteShelter, (at: () => Place) => {
  describe('SQLite', () => {
    const path = () => join(at().folder, 'zhiwen.sqlite')

    it('is opened again as carefully as the first time', async () => {
      await (await at().open()).close()
      const database = connect(path(), false)
      const setting = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0]
      expect(['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'busy_timeout'].map(setting)).toEqual(['wal', 2, 1, 1, 5_000])
      database.close()
    })

    it('is refused in a version that can lose commits', () => {
      for (const version of ['3.51.2', '3.50.4', '2.9.9']) expect(() => refuseOldSqlite(version)).toThrow(expect.objectContaining({ code: 'sqlite-old' }))
      for (const version of ['3.51.3', '3.53.0', '4.0.0']) expect(() => refuseOldSqlite(version)).not.toThrow()
    })

    it('commits what comes in one tick in one transaction', async () => {
      let commits = 0
      const store = await at().open({
        trace: (point) => {
          if (point === 'after-commit') commits++
        },
      })
      commits = 0
      await Promise.all(Array.from({ length: 100 }, (_, n) => hear(store, `c${n}`, 1, T0)))
      expect(commits).toBeLessThanOrEqual(3)
      commits = 0
      await Promise.all(Array.from({ length: 100 }, (_, n) => store.intake.put(accepted(`c${n}`, 2), T0)))
      expect(commits).toBeLessThanOrEqual(3)
      await store.close()
    })

    it('tells the heads of more cases than a statement takes parameters', async () => {
      const store = await at().open()
      await commit(store, { cases: [{ case: 'N-1', expected: 0, events: [event('N-1', 1)], summary }] })
      const database = new DatabaseSync(path())
      database.exec(`
        create temp table n as with recursive n(n) as (select 1 union all select n + 1 from n where n < 40000) select n from n;
        insert into data_key select 'gone-' || n, null, 0, 0 from n;
        insert into case_file (number, key_id, version, kind, status, opened_at, touched_at) select 'M-' || n, 'gone-' || n, 1, 'a', 'b', 0, 0 from n;
        insert into case_event (case_number, seq, at, kind, actor, sealed) select 'M-' || n, 1, '', 'a', 'b', zeroblob(40) from n;
      `)
      database.close()
      const heads = await store.cases.heads()
      expect(heads).toHaveLength(40_001)
      expect(heads.filter(({ hash }) => hash !== null)).toEqual([{ case: 'N-1', seq: 1, hash: 'h1' }])
      await store.close()
    })

    it('is refused when a newer desk has written it', async () => {
      await (await at().open()).close()
      await at().rows("insert into migration values (99, 'future', 0) returning number")
      await expect(at().open()).rejects.toMatchObject({ code: 'schema-newer' })
    })

    it('takes a migration whole or not at all, and goes on where it stopped', async () => {
      const ground = sqliteGround(path(), () => {})
      const torn: Migration = {
        number: 1,
        name: 'torn',
        async up(db) {
          await db.schema.createTable('half').addColumn('a', 'text').execute()
          throw new Error('torn')
        },
      }
      await expect(migrate(ground, T0, [torn])).rejects.toThrow('torn')
      await ground.close()
      const database = new DatabaseSync(path())
      expect(database.prepare("select name from sqlite_schema where type = 'table'").all()).toEqual([])
      database.close()
      await (await at().open()).close()
      expect(await at().rows('select number, name from migration')).toEqual([
        { number: 1, name: 'first' },
        { number: 2, name: 'officers-at-work' },
      ])
    })

    it('in memory does the same and leaves no file', async () => {
      const store = await openSqlite({ folder: null }, T0)
      await Promise.all([1, 2, 3, 3].map((n) => hear(store, 'ann', n, T0)))
      expect(await store.cases.events('C-ann')).toHaveLength(1)
      const { id } = await store.files.put('ann', { name: 'a', type: 'b', bytes: Buffer.from('c') }, T0, T0)
      expect(Buffer.from((await store.files.bytes(id)) ?? []).toString()).toBe('c')
      await store.close()
    })
  })
})
