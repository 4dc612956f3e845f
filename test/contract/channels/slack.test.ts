/** Slack against the contract of channels, over the emulator: each person in a direct message with the app. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { openSlack } from '../../../adapters/channels/slack/slack.ts'
import { httpRoad, openDriver } from '../../slack/driver.ts'
import { BASE, SECRET } from '../../slack/joined.ts'
import { messageEvent } from '../../slack/payloads.ts'
import { type Message, openWorkspace, type Workspace } from '../../slack/workspace.ts'
import { channelContract } from './suite.ts'

const PEOPLE = ['alice', 'bob', 'carol']
/** One workspace for all: what is said in it outlives the app. */
let w: Workspace
const rooms = new Map<string, string>()
const posts = new Map<string, Message>()
beforeAll(async () => {
  w = await openWorkspace({ users: PEOPLE, channels: [{ name: 'talk' }] })
  for (const person of PEOPLE) rooms.set(person, await w.dm(person))
})
afterAll(() => w.close())

const room = (person: string) => rooms.get(person) as string

channelContract(
  'Slack',
  // The emulator cuts a person's text at 40,000 characters, as Slack does.
  { people: PEOPLE, address: (person) => `slack:${room(person)}`, limit: null, more: null, longest: 40_000, setting: 'staff', lacks: ['odd'] },
  async (parts) => {
    const from = w.faults.count('chat.postMessage')
    const never = () => Promise.reject(new Error('not in this suite'))
    const channel = openSlack({
      ...parts,
      botToken: w.botToken,
      signingSecret: SECRET,
      apiUrl: w.apiUrl,
      baseUrl: BASE,
      take: async () => [],
      officers: { act: never, look: never, file: never, attach: never, card: never, cardIn: never, queue: never, turnedAway: never },
      linkOf: () => BASE,
      labelOf: (clause) => clause,
      departments: [],
      timing: { callMs: 1_500 },
    })
    const server = createServer((request, response) => channel.listener?.(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const driver = openDriver(w, httpRoad(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, SECRET))
    const outage: { rule: { remove: () => void } | null } = { rule: null }
    return {
      channel,
      up: async () => {},
      async say(person, text) {
        const { message } = await driver.directMessage(person, text)
        posts.set(message.ts, message)
        return message.ts
      },
      async again(_, id) {
        const message = posts.get(id)
        if (message) await driver.redeliver(messageEvent(w, message), `Ev${id}`, 1)
      },
      // What is neither text nor file is Slack's own line, and nobody asked for anything.
      odd: null,
      /** With the blocks that stand in it, as it is read. */
      shown: (person) =>
        w.faults
          .calls('chat.postMessage')
          .slice(from)
          .filter((c) => c.body.channel === room(person) && (c.answer?.body as { ok?: boolean } | undefined)?.ok === true)
          .map((c) => wordsOf(c.body.blocks) || String(c.body.text)),
      fail(failing) {
        outage.rule?.remove()
        outage.rule = failing ? w.faults.on('chat.postMessage', { kind: 'unavailable' }, { times: 1_000 }) : null
      },
      close: async () => {
        outage.rule?.remove()
        server.closeAllConnections()
        await new Promise<void>((resolve) => server.close(() => resolve()))
      },
    }
  },
)

/** What stands in the sections of a message. */
function wordsOf(blocks: unknown): string {
  return ((blocks ?? []) as readonly { readonly type: string; readonly text?: { readonly text: string } }[])
    .flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []))
    .join('')
}
