/** The process under load in the Slack bench: a bare Bolt echo app, or the whole desk with its durable inbox, as its one argument says. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { joinSlack, SECRET } from '../slack/joined.ts'

export type Orders = { readonly kind: 'bare' | 'desk'; readonly apiUrl: string; readonly folder: string }

const TOKEN = 'xoxb-bench'
const { kind, apiUrl, folder } = JSON.parse(process.argv[2] ?? '') as Orders
const url = kind === 'bare' ? await bare() : await desk()
process.stdout.write(`${url}\n`)
// Whoever asks hears how much computing it took so far, in milliseconds.
process.on('message', () => process.send?.((process.cpuUsage().user + process.cpuUsage().system) / 1000))

async function bare(): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret: SECRET, endpoints: ['/slack/events'], logLevel: LogLevel.ERROR })
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: TOKEN, botId: 'B0BENCH', botUserId: 'U0BENCH' }),
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 5000, rejectRateLimitedCalls: true },
  })
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: event.text.replace(/<@\w+> /, '') })
  })
  const server = createServer(receiver.requestListener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
}

async function desk(): Promise<string> {
  const clock = () => new Date()
  const { url: at, failed } = await joinSlack({ apiUrl, botToken: TOKEN, store: await openSqlite({ folder }, clock()), clock })
  if (failed) throw failed
  return at
}
