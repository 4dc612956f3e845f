/** The web desk's conversations against the contract of channels: each person a browser, what they are shown read from their page. */
import { webApp } from '../../../adapters/channels/web/app.ts'
import { conversationOf, webChannel } from '../../../adapters/channels/web/channel.ts'
import type { Reply } from '../../../src/message.ts'
import type { Store } from '../../../src/store.ts'
import { corpus } from '../../desk-under-test.ts'
import { channelContract } from './suite.ts'

const PEOPLE = ['alice', 'bob', 'carol']
const tokenOf = (person: string) => person.padEnd(22, '-')
const address = (person: string) => conversationOf(tokenOf(person))
const LIMITS = { address: 10_000, conversation: 10_000, megabytes: 10_000 }

channelContract('the web', { people: PEOPLE, address, limit: null, more: null, longest: 5_000, lacks: ['odd'] }, async ({ store, clock, hear, tell }) => {
  let failing = false
  const transcripts: Store['transcripts'] = {
    ...store.transcripts,
    append: (conversation, said, now) => (failing && said.from === 'desk' ? Promise.reject(new Error('disk full')) : store.transcripts.append(conversation, said, now)),
  }
  const channel = webChannel({ store: { ...store, transcripts }, clock, hear, tell })
  const app = webApp({ corpus, chat: () => channel, limits: LIMITS })
  const shown = new Map<string, readonly string[]>()
  async function look(person: string): Promise<void> {
    const lines = await store.transcripts.read(address(person), 1_000).catch(() => [])
    const said = lines.filter((l) => l.from === 'desk').map((l) => (l.body as Reply).text)
    if (said.length >= (shown.get(person)?.length ?? 0)) shown.set(person, said)
  }
  const leave = PEOPLE.map((person) => channel.follow(address(person), () => void look(person)))
  async function post(person: string, turn: string, text: string): Promise<void> {
    const body = new FormData()
    body.set('turn', turn)
    body.set('text', text)
    const headers = { Host: 'desk.example', Origin: 'http://desk.example', Accept: 'application/json', Cookie: `conversation=${tokenOf(person)}` }
    const answer = await app.request('http://desk.example/ask', { method: 'POST', body, headers })
    if (answer.status !== 202) throw new Error(`${answer.status}`)
  }
  return {
    channel: {
      ...channel,
      async send(message) {
        const sent = await channel.send(message)
        for (const person of PEOPLE) await look(person)
        return sent
      },
    },
    up: async () => {},
    async say(person, text) {
      const turn = crypto.randomUUID()
      await post(person, turn, text)
      return turn
    },
    again: post,
    odd: null,
    shown: (person) => shown.get(person) ?? [],
    fail: (now) => {
      failing = now
    },
    async close() {
      for (const stop of leave) stop()
    },
  }
})
