/** The process that scenario 4 kills: Slack and the whole desk over one SQLite file, as told in its one argument. */
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { FailPoint } from '../../src/store.ts'
import { joinSlack } from './joined.ts'

export type Orders = {
  readonly folder: string
  readonly apiUrl: string
  readonly botToken: string
  /** Added to the clock, so that the leases of the dead have run out. */
  readonly aheadMs: number
  /** Never answers. */
  readonly stuck?: boolean
  readonly dieAt?: FailPoint
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders
const clock = () => new Date(Date.now() + orders.aheadMs)
const store = await openSqlite({ folder: orders.folder }, clock())
const { url, failed } = await joinSlack({
  apiUrl: orders.apiUrl,
  botToken: orders.botToken,
  store,
  clock,
  slow: () => (orders.stuck ? new Promise(() => {}) : Promise.resolve()),
  trace: (point) => {
    if (point === orders.dieAt) process.kill(process.pid, 'SIGKILL')
  },
})
if (failed) throw failed
process.stdout.write(`${url}\n`)
