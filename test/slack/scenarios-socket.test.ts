/** Slack by Socket Mode (CHANNELS, scenarios 20 and 21): connections break, come back, carry nonsense; what was said is handled once. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import * as payloads from './payloads.ts'
import type { SocketMode } from './socket.ts'
import { openStage, type Stage, soon } from './stage.ts'

let s: Stage
let socket: SocketMode
let slow = 0
const rejected: unknown[] = []
const note = (reason: unknown) => void rejected.push(reason)
beforeAll(async () => {
  process.on('unhandledRejection', note)
  s = await openStage({ socket: true, slow: () => sleep(slow) })
  socket = s.socket as SocketMode
})
afterEach(() => {
  s.check()
  expect(rejected).toEqual([])
})
afterAll(async () => {
  await s.close()
  process.off('unhandledRejection', note)
})

it('scenario 20: a dropped connection is back in less than ten seconds; the redelivered envelope is handled once', async () => {
  const { message } = await s.driver.mention('wang', 'talk', '质押登记几天能办好')
  await soon(async () => expect(await s.answers(message)).toHaveLength(1))

  slow = 400
  const trigger = await s.w.trigger('li')
  const sent = socket.send('slash_commands', payloads.slash(s.w, 'li', 'talk', '/zhiwen', '32号文第三条', trigger))
  const began = Date.now()
  const back = socket.nextConnection()
  socket.drop()
  expect(s.slack.health().state).toMatch(/up|degraded/)
  await back
  expect(Date.now() - began).toBeLessThan(10_000)
  expect((await socket.resend(sent.envelope).ack)?.envelopeId).toBe(sent.envelope.envelope_id)
  expect((await socket.resend(sent.envelope, 2).ack)?.envelopeId).toBe(sent.envelope.envelope_id)
  slow = 0
  await soon(() => expect(s.w.ephemerals('li')).toHaveLength(1))

  // A slow machine may be between two connections just now.
  await socket.connected()
  const again = socket.nextConnection()
  socket.refresh()
  await again
  const event = payloads.envelope(s.w, {
    type: 'app_mention',
    channel: message.channel,
    user: message.user,
    text: `<@${s.w.botUserId}> 733号联系人电话`,
    ts: message.ts.replace(/\d$/, '9'),
    thread_ts: message.ts,
  })
  const one = socket.send('events_api', event)
  await one.ack
  await socket.resend(one.envelope).ack
  await soon(async () => expect(await s.answers(message)).toHaveLength(2))
  await sleep(400)
  expect(await s.answers(message)).toHaveLength(2)
  expect(s.w.ephemerals('li')).toHaveLength(1)
  expect(s.slack.health()).toEqual({ state: 'up', words: 'Slack 正常', english: 'Slack answers' })
}, 30_000)

it('scenario 20: a card pressed by socket is taken, and a form answers errors in its ack', async () => {
  const number = await s.opened('s20')
  const card = await s.card(number)
  expect((await s.driver.press(card, 'case:accept', 'wang')).status).toBe(200)
  await soon(async () => expect(JSON.stringify((await s.card(number)).blocks)).toContain('王敏'))
  const before = s.w.opened().length
  await s.driver.press(await s.card(number), 'case:reply', 'wang')
  const view = await soon(() => s.w.opened()[before]?.view ?? Promise.reject(new Error('no window')))
  expect((await s.driver.submit(view, { text: '字'.repeat(1_600) }, 'wang')).body).toMatchObject({
    response_action: 'errors',
    errors: { text: expect.stringContaining('1500') },
  })
})

it('scenario 21: a malformed frame, an unknown envelope, a 429 on opening: still alive', async () => {
  for (const frame of [
    'not json',
    'null',
    '[]',
    '{"type":"events_api","envelope_id":"x"}',
    '{"type":"events_api","envelope_id":"y","payload":{"event":null}}',
    '{}',
    '"x"',
  ])
    socket.frame(frame)
  socket.send('from_the_future', { a: 1 })
  socket.send('interactive', { type: 'block_actions', actions: 'none' })
  socket.send('slash_commands', { command: '/zhiwen' })
  await sleep(200)
  socket.limitOpening(1, 2)
  const back = socket.nextConnection()
  const began = Date.now()
  socket.drop()
  await soon(() => expect(s.slack.health()).toMatchObject({ state: 'degraded', words: expect.stringContaining('Socket Mode') }))
  await back
  expect(Date.now() - began).toBeLessThan(10_000)
  const { message } = await s.driver.directMessage('li', '32号文第三条')
  await soon(async () => expect(await s.answers(message)).toHaveLength(1))
}, 30_000)

it('scenario 21: an app token that is taken back is told once, and the process lives', async () => {
  s.told.splice(0)
  s.w.revoke(s.w.appToken)
  socket.drop()
  await soon(() => expect(s.told).toEqual([expect.stringContaining('app token')]), 8_000)
  await sleep(300)
  expect(s.told).toHaveLength(1)
  s.w.restore(s.w.appToken)
})
