/** Contract of migrating: a database that an older desk has worked with opens in this one, with everything in it. */
import { describe, expect, it } from 'vitest'
import { migrate, migrations } from '../../../adapters/stores/migrate.ts'
import type { Tables } from '../../../adapters/stores/tables.ts'
import { accepted, deliver } from '../counting.ts'
import { commit, event, later, type Place, summary, T0 } from './place.ts'
import old from './schema-1.json' with { type: 'json' }

type Cell = string | number | null | { readonly hex: string }

/** Puts back, table by table, what the desk of schema 1 had written. */
async function restore(at: Place): Promise<void> {
  const ground = await at.ground()
  await migrate(ground, T0, migrations.slice(0, 1))
  await ground.write(async (db) => {
    for (const [table, rows] of Object.entries(old.rows as Record<string, readonly Record<string, Cell>[]>)) {
      const values = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell !== null && typeof cell === 'object' ? Buffer.from(cell.hex, 'hex') : cell])),
      )
      await db
        .insertInto(table as keyof Tables)
        .values(values as never)
        .execute()
    }
  })
  await ground.close()
}

export function migrationContract(at: () => Place): void {
  describe('a database of schema 1', () => {
    it('opens with its conversations, cases, messages, officers and records, and works on', async () => {
      await restore(at())
      const store = await at().open({ key: old.key })
      expect(await at().rows('select number, name from migration order by number')).toEqual([
        { number: 1, name: 'first' },
        { number: 2, name: 'officers-at-work' },
      ])
      expect(await store.cases.row('N-1')).toEqual({ ...summary, case: 'N-1', version: 2, conversation: 'ann', openedAt: T0, erased: false })
      expect(await store.cases.events('N-1')).toEqual([event('N-1', 1, { slots: { company: '鞍山某公司' } }), event('N-1', 2, null)])
      expect(await store.cases.row('N-2')).toMatchObject({ erased: true, wakeAt: null })
      const of = { case: 'N-1', request: 'infringement', city: '鞍山', departments: summary.departments, event: 'accepted', at: T0 }
      expect((await store.cases.log(T0)).filter((happened) => happened.case === 'N-1')).toEqual([of, of])
      expect(await store.cases.log(later(1))).toEqual([])
      expect(await store.asked.list({ since: T0, limit: 9 })).toEqual([])
      expect(await store.transcripts.read('ann', 9)).toEqual([])
      expect(await store.keeping.waking(later(1_000), 9)).toEqual([{ conversation: 'ann', version: 1 }])
      expect(await store.keeping.records('N-1')).toMatchObject([{ kind: 'consent', detail: 'v1' }])
      expect(await store.officers.find({ slack: 'U1' })).toMatchObject({ id: 'wang', name: '王芳' })
      await store.officers.openSession('h', 'wang', later(1))
      expect(await store.officers.session('h', T0)).toMatchObject({ id: 'wang' })
      expect(await store.outbox.deliveries('N-1', 'ann')).toMatchObject([{ key: 'receipt', status: 'sent' }])

      let state: unknown
      expect(await store.intake.put(accepted('ann', 1), T0)).toBe('new')
      await store.turn('ann', { channel: 'test', id: 'ann/1' }, T0, (standing) => {
        state = standing.state
        const woken = { ...summary, wakeAt: later(5) }
        return { value: null, state, keepUntil: later(9), cases: [{ case: 'N-1', expected: 2, events: [event('N-1', 3)], summary: woken }] }
      })
      expect(state).toEqual({ slots: { company: '鞍山某公司' } })
      expect(await store.intake.waiting('test', 9)).toEqual([])
      expect(await store.cases.waking(later(5), 9)).toEqual([{ case: 'N-1', version: 3 }])
      const sent = await deliver(
        store,
        'w',
        () => T0,
        () => {},
      )
      expect(sent).toMatchObject([{ key: 'hello', body: { text: 'hello' } }])
      await store.close()
    })

    it('is migrated once when several processes start at once', async () => {
      await restore(at())
      const stores = await Promise.all([1, 2, 3].map(() => at().open({ key: old.key })))
      expect(await at().rows('select number from migration order by number')).toEqual([{ number: 1 }, { number: 2 }])
      expect(await at().rows("select name from setting where name = 'intake-key'")).toHaveLength(1)
      for (const store of stores) {
        await commit(store, {})
        await store.close()
      }
    })
  })
}
