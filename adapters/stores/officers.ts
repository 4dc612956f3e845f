/** The officers' roll, their departments' rooms, their one-time codes and the browsers they are signed in with. */
import { DeskError } from '../../src/errors.ts'
import type { Officer, Officers } from '../../src/store.ts'
import type { Ground } from './ground.ts'
import type { Tables } from './tables.ts'

const TRIES = 5
const SESSIONS = 10

const read = ({ id, name, department, city, role, active, slack }: Tables['officer']): Officer => ({ id, name, department, city, role, active: active === 1, slack })

export function officers(ground: Ground): Officers {
  return {
    save: ({ id, ...rest }, now) =>
      ground.write(async (db) => {
        if (rest.slack !== null) {
          const other = await db.selectFrom('officer').select('name').where('slack', '=', rest.slack).where('id', '<>', id).executeTakeFirst()
          if (other !== undefined) throw new DeskError('officer-slack-taken', `这个 Slack 账号已经登记给${other.name}`, '请先在那一位名下去掉它')
        }
        const row = { ...rest, active: rest.active ? 1 : 0, touched_at: now.getTime() }
        await db
          .insertInto('officer')
          .values({ id, ...row })
          .onConflict((c) => c.column('id').doUpdateSet(row))
          .execute()
        if (!rest.active) await db.deleteFrom('officer_session').where('officer', '=', id).execute()
      }),
    list: () => ground.read(async (db) => (await db.selectFrom('officer').selectAll().orderBy('id').execute()).map(read)),
    find: (by) =>
      ground.read(async (db) => {
        const all = db.selectFrom('officer').selectAll().orderBy('active', 'desc').orderBy('id')
        const rows = await ('id' in by ? all.where('id', '=', by.id) : 'slack' in by ? all.where('slack', '=', by.slack) : all.where('name', '=', by.name))
          .limit(1)
          .execute()
        return rows[0] === undefined ? null : read(rows[0])
      }),
    saveRoom: (department, address, now) =>
      ground.write(async (db) => {
        if (address === null) {
          await db.deleteFrom('department_room').where('department', '=', department).execute()
          return
        }
        const row = { address, touched_at: now.getTime() }
        await db
          .insertInto('department_room')
          .values({ department, ...row })
          .onConflict((c) => c.column('department').doUpdateSet(row))
          .execute()
      }),
    rooms: () => ground.read((db) => db.selectFrom('department_room').select(['department', 'address']).orderBy('department').execute()),
    offerCode: (officer, hash, until) =>
      ground.write(async (db) => {
        const row = { hash, until: until.getTime(), tries: TRIES }
        await db
          .insertInto('officer_code')
          .values({ officer, ...row })
          .onConflict((c) => c.column('officer').doUpdateSet(row))
          .execute()
      }),
    redeemCode: (officer, hash, now) =>
      ground.write(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('officer_code')
          .where('officer', '=', officer)
          .where('hash', '=', hash)
          .where('until', '>', now.getTime())
          .executeTakeFirst()
        if (numDeletedRows === 1n) return true
        await db
          .updateTable('officer_code')
          .set((e) => ({ tries: e('tries', '-', 1) }))
          .where('officer', '=', officer)
          .execute()
        await db
          .deleteFrom('officer_code')
          .where('officer', '=', officer)
          .where((e) => e.or([e('tries', '<=', 0), e('until', '<=', now.getTime())]))
          .execute()
        return false
      }),
    openSession: (hash, officer, until) =>
      ground.write(async (db) => {
        const active = db.selectFrom('officer').select('id').where('id', '=', officer).where('active', '=', 1)
        // One at a time for each officer: none slips in beside the tenth, or past a leave.
        if ((await (ground.flavour === 'postgres' ? active.forNoKeyUpdate() : active).executeTakeFirst()) === undefined) return
        await db.insertInto('officer_session').values({ hash, officer, until: until.getTime() }).execute()
        const newest = db.selectFrom('officer_session').select('sequence').where('officer', '=', officer).orderBy('sequence', 'desc').limit(SESSIONS)
        await db.deleteFrom('officer_session').where('officer', '=', officer).where('sequence', 'not in', newest).execute()
      }),
    session: (hash, now) =>
      ground.read(async (db) => {
        const row = await db
          .selectFrom('officer_session as s')
          .innerJoin('officer as o', 'o.id', 's.officer')
          .selectAll('o')
          .where('s.hash', '=', hash)
          .where('s.until', '>', now.getTime())
          .where('o.active', '=', 1)
          .executeTakeFirst()
        return row === undefined ? null : read(row)
      }),
    closeSession: (hash) =>
      ground.write(async (db) => {
        await db.deleteFrom('officer_session').where('hash', '=', hash).execute()
      }),
  }
}
