/** The short form of the crash tests; `node test/crash/kill.ts` runs the long one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '../contract/postgres.ts'
import { postgresPlace, sqlitePlace } from '../contract/store/shelters.ts'
import { killCluster, killProcesses } from './cycles.ts'
import { dieAt, dieBetween, POINTS } from './failpoints.ts'

const unharmed = { lost: 0, doubled: 0, wrong: [] }

describe('a desk on SQLite', () => {
  it('killed 20 times at random loses nothing it acknowledged and does nothing twice', async () => {
    const place = sqlitePlace()
    const toll = await killProcesses(place, 20)
    await place.remove()
    expect(toll).toMatchObject(unharmed)
    expect(toll.acknowledged).toBeGreaterThan(20)
    expect(toll.repeated).toBeLessThanOrEqual(20)
  }, 120_000)

  it('killed after its receipts and before any turn gives every message its turn when it comes back, once', async () => {
    const place = sqlitePlace()
    expect(await dieBetween(place)).toEqual([])
    await place.remove()
  }, 60_000)

  it.each(POINTS)(
    'that dies at %s comes up again as if nothing had been, or all of it',
    async (point) => {
      const { deaths, wrong } = await dieAt(point, 2, async () => ({ place: sqlitePlace() }))
      expect(wrong).toEqual([])
      expect(deaths).toBeGreaterThan(0)
    },
    60_000,
  )
})

describe('a desk on PostgreSQL', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
  }, 60_000)
  afterAll(() => cluster.stop(), 60_000)

  it('loses nothing it acknowledged when the whole cluster is killed 3 times, and goes on by itself', async () => {
    const place = postgresPlace(await cluster.database())
    const toll = await killCluster(cluster, place, 3)
    await place.remove()
    expect(toll).toMatchObject(unharmed)
    expect(toll.acknowledged).toBeGreaterThan(20)
  }, 120_000)

  it('killed after its receipts and before any turn gives every message its turn when it comes back, once', async () => {
    const url = await cluster.database()
    const place = postgresPlace(url)
    expect(await dieBetween(place, url)).toEqual([])
    await place.remove()
  }, 60_000)

  it.each(POINTS)(
    'that dies at %s comes up again as if nothing had been, or all of it',
    async (point) => {
      const newPlace = async () => {
        const url = await cluster.database()
        return { place: postgresPlace(url), url }
      }
      const { deaths, wrong } = await dieAt(point, 1, newPlace)
      expect(wrong).toEqual([])
      expect(deaths).toBeGreaterThan(0)
    },
    60_000,
  )

  it('killed itself, loses nothing and does nothing twice', async () => {
    const url = await cluster.database()
    const place = postgresPlace(url)
    const toll = await killProcesses(place, 5, url)
    await place.remove()
    expect(toll).toMatchObject(unharmed)
  }, 120_000)
})
