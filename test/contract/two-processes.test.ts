/** Two processes over one PostgreSQL leave what one process leaves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store.ts'
import { run } from '../crash/cycles.ts'
import { hear, wrongRows } from './counting.ts'
import { type Cluster, startCluster } from './postgres.ts'
import { T0 } from './store/place.ts'
import { peek } from './store/schedules.ts'
import { postgresPlace } from './store/shelters.ts'

const CONVERSATIONS = Array.from({ length: 200 }, (_, k) => `c${k}`)
const MESSAGES = [3, 1, 4, 2, 5]

async function finalStates(store: Store): Promise<unknown[]> {
  const states: unknown[] = []
  for (const who of CONVERSATIONS) states.push([who, await peek(store, who), await store.cases.events(`C-${who}`)])
  return states
}

describe('two processes on one PostgreSQL', () => {
  let cluster: Pick<Cluster, 'database' | 'stop'>
  beforeAll(async () => {
    cluster = await startCluster()
  }, 60_000)
  afterAll(() => cluster.stop(), 60_000)

  it('take 200 interleaved conversations, each message to both of them, to the same final states as one', async () => {
    const alone = postgresPlace(await cluster.database())
    const one = await alone.open()
    await Promise.all(
      CONVERSATIONS.map(async (who) => {
        for (const n of MESSAGES) await hear(one, who, n, T0)
      }),
    )
    const expected = await finalStates(one)
    await one.close()
    await alone.remove()

    const url = await cluster.database()
    const place = postgresPlace(url)
    await (await place.open()).close()
    const orders = { folder: place.folder, url, task: { kind: 'serve' } } as const
    const desks = [run(orders, true), run(orders, true)]
    const waiting = new Map<string, (kind: string) => void>()
    const up = desks.map(
      ({ child }, d) =>
        new Promise<void>((resolve) => {
          child.on('message', (message: 'ready' | { who: string; n: number; kind: string }) =>
            message === 'ready' ? resolve() : waiting.get(`${d} ${message.who} ${message.n}`)?.(message.kind),
          )
        }),
    )
    await Promise.all(up)
    const tell = (d: number, who: string, n: number) =>
      new Promise<string>((resolve) => {
        waiting.set(`${d} ${who} ${n}`, resolve)
        desks[d]?.child.send({ who, n })
      })
    const kinds = await Promise.all(
      CONVERSATIONS.map(async (who) => {
        const seen: string[] = []
        for (const n of MESSAGES) seen.push((await Promise.all([tell(0, who, n), tell(1, who, n)])).sort().join())
        return seen
      }),
    )
    for (const { child } of desks) child.send('done')
    for (const { ended } of desks) expect(await ended).toMatchObject({ code: 0 })
    expect(new Set(kinds.flat())).toEqual(new Set(['done,duplicate']))
    const store = await place.open()
    expect(await finalStates(store)).toEqual(expected)
    expect(await wrongRows(place.rows)).toEqual([])
    await store.close()
    await place.remove()
  }, 120_000)
})
