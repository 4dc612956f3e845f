/** The real process as `npm start` runs it, told to stop while everybody writes (CHANNELS, scenario 36): Slack over HTTP, WeChat over the gRPC gateway, the web. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../desk-under-test.ts'
import { type Driver, httpRoad, openDriver } from '../slack/driver.ts'
import { SECRET } from '../slack/joined.ts'
import { soon } from '../slack/stage.ts'
import { openWorkspace, type Workspace } from '../slack/workspace.ts'
import { freePort, type Gateway, openGateway } from '../wechat/gateway.ts'
import { openWorld, until, type World } from '../wechat/rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhiwen-stop-'))
const PEOPLE = Array.from({ length: 30 }, (_, n) => `p${n}`)
const QUESTION = '质押登记几天能办好'
let w: Workspace
let world: World
let gateway: Gateway
const children: ChildProcess[] = []
beforeAll(async () => {
  w = await openWorkspace({ users: ['wang', 'li'], channels: [{ name: 'talk' }] })
  world = await openWorld(PEOPLE)
  gateway = await openGateway(world, await freePort())
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await gateway.kill().catch(() => {})
  await w.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The desk, up on all its channels. */
async function start() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ZHIWEN_DATA_DIR: join(folder, 'data'),
    ZHIWEN_PORT: String(port),
    ZHIWEN_SLACK_BOT_TOKEN: w.botToken,
    ZHIWEN_SLACK_SIGNING_SECRET: SECRET,
    ZHIWEN_SLACK_API_URL: w.apiUrl,
    ZHIWEN_WECHAT_PUPPET: 'wechaty-puppet-service',
    ZHIWEN_WECHAT_PUPPET_TOKEN: `${gateway.token}@127.0.0.1:${gateway.port}`,
  }
  const child = spawn(process.execPath, ['src/main.ts', 'start'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line))
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>
  const ended = gone.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${lines.join('\n')}`)))
  ended.catch(() => {})
  const ready = async () => {
    await soon(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 90_000)
    // A gateway tells a log-in to whoever is there; who is logged in already stays so, and is told of by itself.
    const loginAgain = () => {
      try {
        world.login()
      } catch (error) {
        if (!/logout first/.test(String(error))) throw error
      }
    }
    for (let n = 0; !lines.some((line) => line.includes('已登录')); n++) {
      if (n > 300) throw new Error(lines.join('\n'))
      if (n % 20 === 10) loginAgain()
      await sleep(100)
    }
  }
  await Promise.race([ready(), ended])
  return { child, gone, lines, url, driver: openDriver(w, httpRoad(`${url}/slack/events`, SECRET)) }
}

type Asked = { readonly ts: string; readonly taken: boolean }
async function mention(driver: Driver, who: string): Promise<Asked> {
  const { message, sent } = await driver.mention(who, 'talk', QUESTION)
  return { ts: message.ts, taken: sent.some((one) => one.status === 200) }
}
async function post(url: string): Promise<{ readonly cookie: string; readonly taken: boolean }> {
  const cookie = `conversation=${crypto.randomUUID().replaceAll('-', '').slice(0, 22)}`
  const body = new FormData()
  body.set('turn', crypto.randomUUID())
  body.set('text', QUESTION)
  const answer = await fetch(`${url}/ask`, { method: 'POST', body, headers: { Origin: url, Accept: 'application/json', Cookie: cookie } }).catch(() => null)
  return { cookie, taken: answer?.status === 202 }
}

it('scenario 36: told to stop under load, it takes in no more, drains within ten seconds, ends with 0, and sends nothing twice at the next start', async () => {
  const first = await start()
  const slack: Promise<Asked>[] = []
  const web: ReturnType<typeof post>[] = []
  const said: { readonly who: string; readonly at: number }[] = []
  let asking = true
  let [slackTaken, webTaken] = [0, 0]
  const load = (async () => {
    for (let n = 0; asking; n++) {
      const [mentioned, posted] = [mention(first.driver, n % 2 ? 'wang' : 'li'), n % 2 === 0 ? post(first.url) : null]
      slack.push(mentioned)
      if (posted) web.push(posted)
      void mentioned.then((a) => (slackTaken += a.taken ? 1 : 0))
      void posted?.then((a) => (webTaken += a.taken ? 1 : 0))
      const who = PEOPLE[n]
      if (who) {
        world.say(who, QUESTION)
        said.push({ who, at: performance.now() })
      }
      await sleep(60)
    }
  })()
  // Told to stop in the midst of it: when some were taken in on either road, however slow the machine.
  await sleep(1_500)
  await until(() => [slackTaken, webTaken].every((n) => n > 5), 30_000)
  const told = performance.now()
  first.child.kill('SIGTERM')
  const [code, signal] = await first.gone
  const took = performance.now() - told
  asking = false
  await load
  expect([code, signal], first.lines.join('\n')).toEqual([0, null])
  expect(took).toBeLessThan(10_000)
  const [asked, posted] = [await Promise.all(slack), await Promise.all(web)]
  // Some were taken in before and some turned away after: otherwise this showed nothing.
  for (const all of [asked, posted]) expect([all.filter((a) => a.taken).length > 5, all.some((a) => !a.taken)], JSON.stringify(all)).toEqual([true, true])

  const answers = async (ts: string) => (await w.thread('talk', ts)).filter((m) => m.bot_id === w.botId && m.text.includes('1个工作日')).length
  const before = new Map(PEOPLE.map((who) => [who, world.sentTo(who).length]))
  const second = await start()
  for (const { ts, taken } of asked) {
    if (taken) await soon(async () => expect(await answers(ts)).toBe(1), 15_000)
    else expect(await answers(ts)).toBeLessThanOrEqual(1)
  }
  for (const { cookie, taken } of posted.filter((p) => p.taken)) {
    const lines = async () => ((await (await fetch(`${second.url}/ask`, { headers: { Cookie: cookie } })).text()).match(/<li class="line desk/g) ?? []).length
    await soon(async () => expect({ taken, lines: await lines() }).toEqual({ taken, lines: 1 }), 15_000)
  }
  const heard = said.filter(({ at }) => at < told - 300)
  expect(heard.length).toBeGreaterThan(10)
  await until(() => heard.every(({ who }) => world.sentTo(who).length > 0), 20_000)
  await sleep(1_500)
  for (const { who } of said) {
    expect(new Set(world.sentTo(who)).size, who).toBe(world.sentTo(who).length)
    // What was through before the stop was not sent again.
    if ((before.get(who) ?? 0) > 0) expect(world.sentTo(who)).toHaveLength(before.get(who) ?? 0)
  }
  for (const { ts } of asked) expect(await answers(ts)).toBeLessThanOrEqual(1)
  second.child.kill('SIGTERM')
  expect((await second.gone)[0], second.lines.join('\n')).toBe(0)
}, 240_000)
