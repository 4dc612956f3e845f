/** The web channel on a whole desk over a store in memory, for tests: with a browser of its own that keeps cookies, or served on a port. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { type WebParts, webApp } from '../../adapters/channels/web/app.ts'
import { type Limits, newTurn } from '../../adapters/channels/web/ask-routes.ts'
import { type Chat, webChannel } from '../../adapters/channels/web/channel.ts'
import { readNoticeFolder } from '../../adapters/corpus/folder.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { Answerer } from '../../src/answer/answer.ts'
import type { Channel } from '../../src/channel.ts'
import { type Courier, startCourier } from '../../src/courier.ts'
import type { Message } from '../../src/message.ts'
import type { Store } from '../../src/store.ts'
import { CORPUS, loadCorpus, openIntent, openWholeDesk } from '../../src/wiring.ts'
import { openDeskUnderTest } from '../desk-under-test.ts'

export const loaded = loadCorpus()
const read = openIntent({ dataDir: join(tmpdir(), `zhiwen-web-${loaded.source.slice(0, 16)}`) } as Parameters<typeof openIntent>[0], loaded)

export type Rig = {
  readonly app: Hono
  readonly store: Store
  readonly channel: Channel & Chat
  readonly heard: Message[]
  readonly told: string[]
  /** The process ends and another one begins over the same store. */
  readonly restart: () => Promise<Rig>
  readonly stop: () => Promise<void>
}

export type Setup = Partial<WebParts> & {
  readonly store?: Store
  readonly now?: () => Date
  readonly limits?: Limits
  readonly hear?: (message: Message) => Promise<void>
  /** Makes the answerer fluent. */
  readonly wrap?: (answer: Answerer) => Answerer
}

const PLENTY: Limits = { address: 10_000, conversation: 10_000, megabytes: 10_000 }

export async function openRig({
  store: kept,
  now = () => new Date('2026-11-23T09:00:00+08:00'),
  limits = PLENTY,
  hear,
  wrap = (answer) => answer,
  ...parts
}: Setup = {}): Promise<Rig> {
  const store = kept ?? (await openSqlite({ folder: null }, now()))
  const desk = openWholeDesk(loaded, wrap(await openDeskUnderTest()), read, store)
  const heard: Message[] = []
  const told: string[] = []
  let courier: Courier | null = null
  const channel = webChannel({
    store,
    clock: now,
    tell: (line) => told.push(line),
    hear: async (message, at, show) => {
      heard.push(message)
      await hear?.(message)
      const turned = await desk.hear(message, at, show)
      courier?.wake()
      return turned
    },
  })
  await channel.start()
  courier = startCourier(channel, store, now, 'test')
  const received = (id: string) => readNoticeFolder(CORPUS, id).received
  const app = webApp({ corpus: loaded.corpus, chat: () => channel, received, limits, ...parts })
  const end = async () => {
    await channel.stop()
    await courier?.stop(1_000)
  }
  return {
    app,
    store,
    channel,
    heard,
    told,
    async restart() {
      await end()
      return openRig({ store, now, limits, wrap, ...parts })
    },
    async stop() {
      await end()
      await store.close()
    },
  }
}

/** A browser without JavaScript: it keeps its cookies, follows redirects, and says where its forms come from. */
export function browserOf(app: () => Hono) {
  const cookies = new Map<string, string>()
  async function go(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ Host: 'desk.example', Cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '), 'Accept-Language': 'zh-CN' })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    const answer = await app().request(`http://desk.example${path}`, { ...init, headers })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get('Location')
    return answer.status === 303 && to ? go(to.split('#')[0] as string) : answer
  }
  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => go(path, { headers }),
    post(path: string, fields: Record<string, string | File | readonly File[]>, headers: Record<string, string> = {}) {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string)
      return go(path, { method: 'POST', body, headers: { Origin: 'http://desk.example', ...headers } })
    },
    /** Sends a message as the form does and gives back the page that follows. */
    async say(said: string, files: readonly File[] = [], turn = newTurn()): Promise<string> {
      const answer = await this.post('/ask', { turn, text: said, files })
      return answer.text()
    },
  }
}

/** The same browser after a restart. */
export function browserWith(rig: Rig, cookies: ReadonlyMap<string, string>) {
  const browser = browserOf(() => rig.app)
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

/** What the page of a browser hears while it is open. */
export async function stream(rig: Rig, cookies: ReadonlyMap<string, string>, after = '') {
  const answer = await browserWith(rig, cookies).get(`/ask/events?after=${encodeURIComponent(after)}`)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let held = ''
  return {
    answer,
    async next(event: string): Promise<string> {
      for (;;) {
        const found = new RegExp(`event: ${event}\\ndata: (.*)\\n(?:id: .*\\n)?\\n`).exec(held)
        if (found) {
          held = held.slice(found.index + found[0].length)
          return found[1] as string
        }
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
        if (done) throw new Error(`the stream ended without ${event}`)
        held += value
      }
    },
    ended: async () => {
      for (;;) if ((await reader?.read())?.done) return true
    },
    leave: () => reader?.cancel(),
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
export const text = (markup: string) => markup.replace(/<[^>]*>/g, '').replace(/&[a-z]+;|&#39;/g, (entity) => ENTITIES[entity] ?? entity)
/** The lines of a conversation's page, by whom. */
export const linesOf = (markup: string) =>
  [...markup.matchAll(/<li class="line (person|desk)[^"]*" data-key="([^"]*)">([\s\S]*?)(?=<li class="line |<\/ol><\/div>\s*<p id="busy")/g)].map((m) => ({
    by: m[1] as string,
    key: text(m[2] as string),
    markup: m[3] as string,
    text: text(m[3] as string),
  }))

/** One green pixel, as a phone would send it. */
export const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC', 'base64')
