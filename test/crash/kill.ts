/**
 * The long form of the crash tests:
 *   node test/crash/kill.ts --cycles 300               kill -9 on SQLite
 *   node test/crash/kill.ts --postgres --cycles 30     whole-cluster kills on PostgreSQL
 *   node test/crash/kill.ts --failpoints [--postgres]  every named point, every time it is reached
 *   node test/crash/kill.ts --schedules 2000 [--postgres]
 */
import { parseArgs } from 'node:util'
import { startCluster } from '../contract/postgres.ts'
import { checkSchedules } from '../contract/store/schedules.ts'
import { postgresPlace, sqlitePlace } from '../contract/store/shelters.ts'
import { killCluster, killProcesses } from './cycles.ts'
import { dieAt, POINTS } from './failpoints.ts'

const { values } = parseArgs({ options: { cycles: { type: 'string' }, postgres: { type: 'boolean' }, failpoints: { type: 'boolean' }, schedules: { type: 'string' } } })
const cluster = values.postgres === true ? await startCluster() : null
const began = performance.now()
let bad = 0

async function newPlace() {
  const url = await cluster?.database()
  return url === undefined ? { place: sqlitePlace() } : { place: postgresPlace(url), url }
}

if (values.failpoints === true) {
  for (const point of POINTS) {
    const { deaths, wrong } = await dieAt(point, 200, newPlace)
    bad += wrong.length + (deaths === 0 ? 1 : 0)
    console.log(`${point}: died ${deaths} times, ${wrong.length} wrong`, ...wrong)
  }
}
if (values.schedules !== undefined) {
  const { place } = await newPlace()
  await checkSchedules(place, Number(values.schedules))
  await place.remove()
  console.log(`${values.schedules} schedules, 0 violations`)
}
if (values.cycles !== undefined) {
  const { place } = await newPlace()
  const toll = cluster === null ? await killProcesses(place, Number(values.cycles)) : await killCluster(cluster, place, Number(values.cycles))
  await place.remove()
  bad += toll.lost + toll.doubled + toll.wrong.length
  console.log(toll)
}
await cluster?.stop()
console.log(`${Math.round((performance.now() - began) / 1000)} s, ${bad} wrong`)
process.exitCode = bad === 0 ? 0 : 1
