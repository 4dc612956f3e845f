/** A real process killed with -9 between the acknowledgement and the reply (CHANNELS, scenario 4), and started again over the same file. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Orders } from './child.ts'
import { httpRoad, openDriver } from './driver.ts'
import { SECRET } from './joined.ts'
import { problemsOf } from './limits.ts'
import { soon } from './stage.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

let w: Workspace
const folder = mkdtempSync(join(tmpdir(), 'zhiwen-slack-crash-'))
const children: ChildProcess[] = []
beforeAll(async () => {
  w = await openWorkspace()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await w.close()
  rmSync(folder, { recursive: true, force: true })
})

let generation = 0
async function start(how: Partial<Orders> = {}) {
  const orders: Orders = { folder, apiUrl: w.apiUrl, botToken: w.botToken, aheadMs: ++generation * 90_000, ...how }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const gone = once(child, 'exit')
  const [url] = (await Promise.race([once(createInterface(child.stdout), 'line'), gone.then(() => Promise.reject(new Error('the child ended')))])) as [string]
  return { driver: openDriver(w, httpRoad(url, SECRET)), gone, kill: () => child.kill('SIGKILL') }
}

const answers = async (ts: string) => (await w.thread('cases', ts)).filter((m) => m.bot_id === w.botId).map((m) => m.text)

it('scenario 4: killed after the 200 and before the reply, at three places; started again, each reply goes out once', async () => {
  // Acknowledged, and never thought about.
  const stuck = await start({ stuck: true })
  const { message: first, sent } = await stuck.driver.mention('wang', 'cases', '质押登记几天能办好')
  expect(sent.map((one) => one.status)).toEqual([200, 200])
  stuck.kill()
  await stuck.gone
  expect(await answers(first.ts)).toEqual([])

  // Answered and committed, and dead before a byte left.
  const mute = await start({ dieAt: 'before-send' })
  await mute.gone
  expect(await answers(first.ts)).toEqual([])

  // Sent, and dead before it said so.
  const sending = await start({ dieAt: 'after-send' })
  await sending.gone
  expect(await answers(first.ts)).toHaveLength(1)

  const well = await start()
  // Slack, which heard nothing of all this, delivers once more.
  const event = { type: 'app_mention', user: first.user, text: first.text, ts: first.ts, channel: first.channel, event_ts: first.ts }
  expect((await well.driver.redeliver(event, 'EvAGAIN', 3)).status).toBe(200)
  const { message: second } = await well.driver.mention('wang', 'cases', '32号文第三条')
  await soon(async () => expect(await answers(second.ts)).toHaveLength(1), 8_000)
  await sleep(1_300)
  expect((await answers(first.ts)).map((text) => text.includes('1个工作日'))).toEqual([true])
  expect(await answers(second.ts)).toHaveLength(1)
  well.kill()
  await well.gone
  expect(problemsOf(w.faults.calls())).toEqual([])
}, 60_000)
