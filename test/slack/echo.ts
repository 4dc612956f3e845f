/** The smallest app on Bolt, for the rig to be tried on: it echoes mentions and shows one of each thing a person can press. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Json } from './faults.ts'
import type { Workspace } from './workspace.ts'

export const SECRET = '0123456789abcdef0123456789abcdef'

export const CARD = (state: string) => [
  { type: 'section', block_id: 'state', text: { type: 'mrkdwn', text: state } },
  { type: 'actions', block_id: 'acts', elements: [{ type: 'button', action_id: 'take', text: { type: 'plain_text', text: '接单' }, value: 'Z-1:1' }] },
]
export const MODAL = {
  type: 'modal' as const,
  callback_id: 'close',
  title: { type: 'plain_text' as const, text: '结案' },
  submit: { type: 'plain_text' as const, text: '提交' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'words',
      label: { type: 'plain_text' as const, text: '答复' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
}

/** What reached the listeners, in order. */
export type Heard = { readonly kind: string; readonly body: Json }

function listen(receiver: Receiver, w: Workspace, timeout: number) {
  const heard: Heard[] = []
  const failed: unknown[] = []
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: w.botToken, botId: w.botId, botUserId: w.botUserId }),
    clientOptions: { slackApiUrl: w.apiUrl, retryConfig: { retries: 0 }, timeout, rejectRateLimitedCalls: true },
  })
  const note = (kind: string, body: unknown) => void heard.push({ kind, body: body as Json })
  app.error(async (error) => void failed.push(error.original ?? error))
  app.event('app_mention', async ({ event, body, client }) => {
    note('app_mention', body)
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.thread_ts ?? event.ts, text: event.text.replace(/<@\w+> /, ''), blocks: CARD('待接') })
  })
  app.message(async ({ body }) => note('message', body))
  app.event('app_home_opened', async ({ event, body, client }) => {
    note('app_home_opened', body)
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [CARD('队列')[0] as never] } })
  })
  app.command('/zhiwen', async ({ ack, body, respond }) => {
    await ack(`收到 ${body.text}`)
    note('command', body)
    await respond('办好了')
  })
  app.action('take', async ({ ack, body, client }) => {
    await ack()
    note('action', body)
    if (body.type !== 'block_actions' || !body.message || !body.channel) return
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: '已接', blocks: CARD('已接') })
    await client.chat.postEphemeral({ channel: body.channel.id, user: body.user.id, text: '是您的了' })
    await client.views.open({ trigger_id: body.trigger_id, view: MODAL })
  })
  app.view('close', async ({ ack, body, view }) => {
    const text = view.state.values.words?.text?.value ?? ''
    await (text.length < 4 ? ack({ response_action: 'errors', errors: { words: '太短' } }) : ack())
    note('view', body)
  })
  app.view({ callback_id: 'close', type: 'view_closed' }, async ({ ack, body }) => {
    await ack()
    note('view_closed', body)
  })
  app.shortcut('ask', async ({ ack, body }) => {
    await ack()
    note('shortcut', body)
  })
  return { app, heard, failed }
}

/** Mounted as the desk will mount it: Bolt's listener behind a server that is not Bolt's. */
export async function openEcho(w: Workspace, { timeout = 2000 } = {}) {
  const receiver = new HTTPReceiver({ signingSecret: SECRET, endpoints: ['/slack/events'], logLevel: LogLevel.ERROR })
  const { app, heard, failed } = listen(receiver, w, timeout)
  const server = createServer((request, response) => {
    // Bolt throws, out of the listener, at any other path or method.
    if (request.method === 'POST' && request.url === '/slack/events') return receiver.requestListener(request, response)
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  return { url, app, receiver, heard, failed, close: () => new Promise<void>((resolve) => void server.close(() => resolve())) }
}

export async function openSocketEcho(w: Workspace) {
  const receiver = new SocketModeReceiver({
    appToken: w.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 500,
    // A receiver built by hand does not take the App's clientOptions.
    installerOptions: { clientOptions: { slackApiUrl: w.apiUrl } },
  })
  const { app, heard, failed } = listen(receiver, w, 2000)
  await app.start()
  return { app, receiver, heard, failed, close: async () => void (await app.stop()) }
}
