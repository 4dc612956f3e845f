/** The Socket Mode server tried with Bolt's own client: the same people over the socket, and every way a connection can go wrong. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Driver, openDriver } from './driver.ts'
import { openSocketEcho } from './echo.ts'
import { openSocketMode, type SocketMode } from './socket.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

let w: Workspace
let socket: SocketMode
let echo: Awaited<ReturnType<typeof openSocketEcho>>
let slack: Driver
const quiet = vi.spyOn(console, 'error').mockReturnValue()

beforeAll(async () => {
  w = await openWorkspace()
  socket = await openSocketMode(w)
  echo = await openSocketEcho(w)
  await socket.connected()
  slack = openDriver(w, socket.road)
})
afterAll(async () => {
  await echo.close()
  await socket.close()
  await w.close()
  quiet.mockRestore()
})

const alive = async () => expect(await slack.slash('wang', 'cases', '/zhiwen', '在')).toMatchObject({ status: 200, body: { text: '收到 在' } })

it('carries events, commands, presses and submissions, each acknowledged', async () => {
  const { message, sent } = await slack.mention('wang', 'cases', '问')
  expect(sent.map((s) => s.status)).toEqual([200, 200])
  const card = await vi.waitFor(async () => (await w.thread('cases', message.ts))[1] ?? Promise.reject(new Error('no reply')))
  await alive()
  expect((await slack.press(card, 'take', 'li')).status).toBe(200)
  const view = await vi.waitFor(() => w.opened()[0]?.view ?? Promise.reject(new Error('nothing opened')))
  expect((await slack.submit(view, { text: '短' }, 'li')).body).toMatchObject({ response_action: 'errors' })
})

it('delivers an envelope again', async () => {
  const { envelope, ack } = socket.send('events_api', {
    type: 'event_callback',
    event_id: 'EvTWICE',
    event: { type: 'message', channel: 'C1', user: 'U1', text: 'x', ts: '1.1' },
  })
  expect((await ack)?.envelopeId).toBe(envelope.envelope_id)
  await socket.resend(envelope).ack
  expect(echo.heard.filter((h) => h.body.event_id === 'EvTWICE')).toHaveLength(2)
})

it.each([
  ['dropped', () => socket.drop()],
  ['refreshed', () => socket.refresh()],
])('is back after being %s', async (_how, go) => {
  const next = socket.nextConnection()
  go()
  await next
  await alive()
})

it('lives on after a frame that is no JSON and an envelope of an unknown type', async () => {
  socket.frame('{ not json')
  expect(await socket.send('from_the_future', {}).ack).toBeNull()
  await alive()
})

it('comes back when opening is limited for a while', async () => {
  const next = socket.nextConnection()
  const rule = socket.limitOpening(1)
  socket.drop()
  await next
  expect(rule.hits()).toBe(1)
  await alive()
})
