/** Slack on a bad day (CHANNELS, scenarios 7–9 and 22): limited, silent, gone, unwilling; nothing lost, nothing twice, one clear line to the operator. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openStage, type Stage, soon } from './stage.ts'
import { openWorkspace, SCOPES } from './workspace.ts'

let s: Stage
let ahead = 0
beforeAll(async () => {
  s = await openStage({ clock: () => new Date(Date.now() + ahead) })
})
afterEach(() => s.check())
afterAll(() => s.close())

let made = 0
/** Lines the desk has to say in a conversation, put into the outbox by one turn. */
async function say(where: string, ...lines: readonly string[]): Promise<void> {
  const id = `out${++made}`
  const outgoing = lines.map((text, n) => ({ key: `slack:${id}:${n}`, channel: 'slack', conversation: `slack:${s.w.channel(where)}`, body: { text } }))
  await s.store.turn(`out:${id}`, { channel: 'test', id }, new Date(), () => ({ value: null, state: {}, keepUntil: new Date(Date.now() + 60_000), outgoing }))
  s.wake()
}
const posts = async (where: string, prefix: string) => (await s.w.history(where)).map((m) => m.text).filter((text) => text.startsWith(prefix))
const later = async (ms: number) => {
  ahead += ms
  s.wake()
}

it('scenario 7: a 429 with Retry-After 2 is sent once, after it, in order; other conversations are not held up', async () => {
  s.w.faults.forget()
  const room = s.w.channel('cases')
  s.w.faults.on('chat.postMessage', { kind: 'rate-limited', retryAfter: 2 }, { when: (call) => call.body.channel === room })
  const began = Date.now()
  await say('cases', 'limited 1', 'limited 2', 'limited 3')
  await say('talk', 'free 1', 'free 2')
  await soon(async () => expect(await posts('talk', 'free')).toEqual(['free 1', 'free 2']))
  expect(Date.now() - began).toBeLessThan(1_900)
  expect(s.slack.health().words).not.toBe('')
  await soon(async () => expect(await posts('cases', 'limited')).toEqual(['limited 1', 'limited 2', 'limited 3']))
  const calls = s.w.faults.calls('chat.postMessage').filter((call) => call.body.channel === room)
  expect(calls.map((call) => call.fault)).toEqual(['rate-limited', null, null, null])
  expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_900)
})

it('scenario 8: a reply lost after it was stored, a 503, a timeout: each message stands in the history exactly once', async () => {
  for (const [i, fault] of ([{ kind: 'lost' }, { kind: 'unavailable' }, { kind: 'hang', stored: true }, { kind: 'hang', stored: false }] as const).entries()) {
    s.w.faults.on('chat.postMessage', fault)
    await say('talk', `once ${i} a`, `once ${i} b`)
    await soon(() => expect(s.w.faults.calls('chat.postMessage').at(-1)?.fault).toBe(fault.kind))
    if (fault.kind === 'hang') await sleep(1_600)
    await soon(async () => {
      await later(1_100)
      expect(await posts('talk', `once ${i}`)).toEqual([`once ${i} a`, `once ${i} b`])
    }, 8_000)
  }
  await sleep(300)
  expect((await posts('talk', 'once')).length).toBe(8)
})

it('scenario 9: Slack gone for a minute: nothing lost, delivered in order afterwards, health says degraded', async () => {
  await s.w.faults.gone()
  await say('talk', 'gone 1', 'gone 2', 'gone 3')
  await say('cases', 'gone 4')
  await soon(() => expect(s.slack.health()).toMatchObject({ state: 'degraded', words: expect.stringContaining('连不上 Slack') }))
  for (let n = 0; n < 10; n++) {
    await later(6_000)
    await sleep(30)
  }
  expect((await s.store.outbox.backlog()).find((b) => b.channel === 'slack')).toMatchObject({ waiting: 4, dead: 0 })
  await s.w.faults.back()
  await soon(async () => {
    await later(60_000)
    expect(await posts('talk', 'gone')).toEqual(['gone 1', 'gone 2', 'gone 3'])
    expect(await posts('cases', 'gone')).toEqual(['gone 4'])
  })
  await soon(() => expect(s.slack.health().state).toBe('up'))
  ahead = 0
})

it('scenario 22: not in the channel, archived, a missing scope: one clear line each, and the rest goes on', async () => {
  await s.w.addChannel('secret', { private: true, bot: false })
  await s.w.addChannel('attic')
  await s.w.archive('attic')
  s.told.splice(0)
  await say('secret', 'not in')
  await say('attic', 'archived')
  await say('talk', 'goes on')
  await soon(async () => expect(await posts('talk', 'goes on')).toEqual(['goes on']))
  await soon(() => expect(s.told).toHaveLength(2))
  await later(16 * 60_000)
  await sleep(300)
  expect(s.told).toHaveLength(2)
  expect(s.told.find((line) => line.includes(s.w.channel('secret')))).toContain('/invite @知问')
  expect(s.told.find((line) => line.includes(s.w.channel('attic')))).toContain('已归档')
  for (const line of s.told) expect(line).not.toContain('\n')
  await s.w.unarchive('attic')
  await soon(async () => {
    await later(16 * 60_000)
    expect(await posts('attic', 'archived')).toEqual(['archived'])
  })
  ahead = 0
})

it('scenario 22: a bad token at the start is one line for the operator; other channels are not touched', async () => {
  const bad = await openStage({ workspace: s.w, botToken: 'xoxb-wrong' })
  expect(bad.failed?.message).toMatch(/^Slack 不接受 bot token（invalid_auth），未启用 Slack\n {2}→ 请.*ZHIWEN_SLACK_BOT_TOKEN/)
  expect(bad.failed?.message).not.toContain('xoxb-wrong')
  expect(bad.slack.health().state).toBe('down')
  expect((await bad.driver.mention('wang', 'talk', '在吗')).sent.map((one) => one.status)).toEqual([503, 503])
  // Enterprises are answered all the same.
  await bad.store.turn('out:w', { channel: 'test', id: 'w' }, new Date(), () => ({
    value: null,
    state: {},
    keepUntil: new Date(Date.now() + 60_000),
    outgoing: [{ key: 'w:1', channel: 'wechat', conversation: 'wechat:w', body: { text: '照常' } }],
  }))
  bad.wake()
  await soon(() => expect(bad.wechat.map((m) => m.text)).toContain('照常'))
  await bad.close()
})

it('scenario 22: without chat:write there is no Slack; without another scope the rest works, and the line names it', async () => {
  const mute = await openWorkspace({ scopes: SCOPES.filter((scope) => scope !== 'chat:write') })
  const none = await openStage({ workspace: mute })
  expect(none.failed?.message).toMatch(/^Slack 应用缺少权限 chat:write，未启用 Slack\n {2}→ .*slack-manifest\.yaml/)
  await none.close()
  await mute.close()
  const poor = await openWorkspace({ scopes: SCOPES.filter((scope) => scope !== 'files:read') })
  const some = await openStage({ workspace: poor })
  expect(some.failed).toBeNull()
  expect(some.told).toEqual([expect.stringContaining('files:read')])
  const { message } = await some.driver.mention('wang', 'cases', '质押登记几天能办好')
  await soon(async () => expect(await some.answers(message)).toHaveLength(1))
  await some.close()
  await poor.close()
})

it('scenario 22: a token revoked while at work is told once; messages wait and go out when it is good again', async () => {
  s.told.splice(0)
  s.w.revoke()
  await say('talk', 'revoked 1')
  await soon(() => expect(s.told).toEqual([expect.stringContaining('token_revoked')]))
  expect(s.slack.health()).toMatchObject({ state: 'degraded', words: expect.stringContaining('ZHIWEN_SLACK_BOT_TOKEN') })
  s.w.restore()
  await soon(async () => {
    await later(31_000)
    expect(await posts('talk', 'revoked')).toEqual(['revoked 1'])
  })
  ahead = 0
})

it('scenario 8: a second attempt finds by its key what the first one left', async () => {
  const message = { key: 'slack:died:0', channel: 'slack', conversation: `slack:${s.w.channel('attic')}`, body: { text: 'died once' }, sequence: 1 }
  for (const attempt of [1, 2, 3]) expect(await s.slack.send({ ...message, attempt })).toEqual({ kind: 'sent' })
  expect(await posts('attic', 'died')).toEqual(['died once'])
})
