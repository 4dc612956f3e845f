/** The web as a channel: what is posted goes on disk and then to the desk; what the desk says is written to the conversation's page. */
import { createHash, randomBytes } from 'node:crypto'
import type { Channel } from '../../../src/channel.ts'
import type { Clock } from '../../../src/clock.ts'
import { type Intake, openIntake } from '../../../src/intake.ts'
import type { Answer, Attachment, Message, Reply, Show } from '../../../src/message.ts'
import type { Accepted, Said, Store } from '../../../src/store.ts'

export const CHANNEL = 'web'

/** Hears a message; what it says back comes by `send`. Where it tells of its replies (the desk's turn does), a form waits for them. `show` is told of an answer while it is being written. */
export type Hear = (message: Message, now: Date, show: Show) => Promise<unknown>

/** `turn` is the form's own number, so that a form sent twice is one message. */
export type Spoken = { readonly turn: string; readonly text: string; readonly files: readonly Attachment[] }
/** What a person's line holds. */
export type PersonSaid = { readonly text: string; readonly files: readonly string[] }

/** The beginning of an answer to the message `to`: it stands in the page until its reply takes its place. In memory alone. */
export type Early = { readonly to: string; readonly answer: Answer }

/** The conversations as the pages know them. */
export type Chat = {
  /** Resolves with the line's key when the message is on disk. */
  readonly say: (conversation: string, spoken: Spoken) => Promise<string>
  readonly read: (conversation: string) => Promise<readonly Said[]>
  /** What is being written to this conversation and does not stand in these lines yet. */
  readonly early: (conversation: string, lines: readonly Said[]) => Early | null
  /** Calls `ring` whenever a line was written, or more of an answer, or one is complete, until the returned function is called. */
  readonly follow: (conversation: string, ring: () => void) => () => void
  /** Whether the desk has still to answer here. */
  readonly busy: (conversation: string) => boolean
  /** Resolves when the desk has answered, or after `ms`. */
  readonly quiet: (conversation: string, ms: number) => Promise<void>
  /** A file that was sent in this conversation; null when there is none, or it is no more. */
  readonly file: (conversation: string, id: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>
  /** What a person thinks of an answer in their own conversation. */
  readonly rate: (conversation: string, key: string, useful: boolean) => Promise<boolean>
  /** Aborted when the desk stops: open streams end. */
  readonly closing: AbortSignal
}

export type WebChannelParts = {
  readonly store: Store
  readonly clock: Clock
  readonly hear: Hear
  /** A line for the operator. */
  readonly tell: (line: string) => void
}

type Writing = { readonly to: string; readonly show: Show; early: Early | null }
type Body = { readonly text: string; readonly at: string; readonly files: readonly { readonly name: string; readonly base64: string }[] }

const DRAIN_MS = 8_000
/** So many lines of a conversation are shown again. */
const SHOWN = 400

/** A secret for the browser's cookie. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/** The address that a secret opens: who sees the address (officers, the database) cannot enter the conversation with it. */
export function conversationOf(token: string): string {
  return `${CHANNEL}:${digest('conversation', token)}`
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}

function repliesOf(turned: unknown): readonly unknown[] {
  return typeof turned === 'object' && turned !== null && 'replies' in turned && Array.isArray(turned.replies) ? turned.replies : []
}

export function webChannel({ store, clock, hear, tell }: WebChannelParts): Channel & Chat {
  const followers = new Map<string, Set<() => void>>()
  /** What each conversation still waits for: message ids being heard, and keys of replies on their way. */
  const awaited = new Map<string, Set<string>>()
  const gates = new Map<string, Promise<unknown>>()
  /** The turn that each conversation waits for, with what it showed; of one turn the same, however often it is tried. */
  const writing = new Map<string, Writing>()
  const closing = new AbortController()
  let intake: Intake | null = null

  const ring = (conversation: string) => {
    for (const follower of followers.get(conversation) ?? []) follower()
  }

  function expect(conversation: string, ...keys: readonly string[]): void {
    awaited.set(conversation, new Set([...(awaited.get(conversation) ?? []), ...keys]))
  }

  function met(conversation: string, key: string): void {
    const left = awaited.get(conversation)
    left?.delete(key)
    if (left?.size === 0) {
      awaited.delete(conversation)
      writing.delete(conversation)
    }
    ring(conversation)
  }

  function follow(conversation: string, follower: () => void): () => void {
    const here = followers.get(conversation) ?? new Set()
    followers.set(conversation, here.add(follower))
    return () => {
      here.delete(follower)
      if (here.size === 0 && followers.get(conversation) === here) followers.delete(conversation)
    }
  }

  function begin(conversation: string, to: string): Writing {
    const before = writing.get(conversation)
    if (before?.to === to) return before
    const begun: Writing = {
      to,
      early: null,
      show(answer) {
        // Another answer of the same turn waits until its reply is sent.
        if (!answer.text.startsWith(begun.early?.answer.text ?? '')) return
        begun.early = { to, answer }
        ring(conversation)
      },
    }
    writing.set(conversation, begun)
    return begun
  }

  async function write(conversation: string, line: Said): Promise<void> {
    await store.transcripts.append(conversation, line, clock())
    ring(conversation)
  }

  function lineOf({ id, body }: Accepted): Said {
    const { text, at, files } = body as Body
    return { id, from: 'person', at: new Date(at), body: { text, files: files.map((f) => f.name) } satisfies PersonSaid }
  }

  async function handle(message: Accepted): Promise<void> {
    await gates.get(message.id)
    await write(message.conversation, lineOf(message))
    const { text, at, files } = message.body as Body
    const attachments = files.map((f) => ({ name: f.name, bytes: new Uint8Array(Buffer.from(f.base64, 'base64')) }))
    const { show } = begin(message.conversation, message.id)
    const turned = await hear({ channel: CHANNEL, id: message.id, conversation: message.conversation, setting: 'private', text, attachments, at }, clock(), show)
    const said = new Set((await store.transcripts.read(message.conversation, SHOWN)).map((l) => l.id))
    const coming = repliesOf(turned)
      .map((_, n) => `${CHANNEL}:${message.id}:${n}`)
      .filter((key) => !said.has(key))
    if (coming.length > 0) expect(message.conversation, ...coming)
    met(message.conversation, message.id)
  }

  function lost(message: Accepted, problem: string): void {
    tell(`网页：有一条消息多次处理失败，已放弃（${problem.split('\n')[0]}）`)
    const body: Reply = { text: '刚才那条消息没能处理，请再发一次。' }
    void write(message.conversation, { id: `lost:${message.id}`, from: 'desk', at: clock(), body }).catch(() => {})
    met(message.conversation, message.id)
  }

  return {
    name: CHANNEL,
    closing: closing.signal,
    async start() {
      intake = openIntake(CHANNEL, store, clock, handle, lost)
    },
    async say(conversation, { turn, text, files }) {
      if (!intake) throw new Error('the web channel is not started')
      const prints = files.map((f) => createHash('sha256').update(f.name).update('\n').update(f.bytes).digest('base64url'))
      const id = digest(conversation, turn, text, ...prints)
      const body: Body = { text, at: clock().toISOString(), files: files.map((f) => ({ name: f.name, base64: Buffer.from(f.bytes).toString('base64') })) }
      const message: Accepted = { channel: CHANNEL, id, conversation, body }
      let open: () => void = () => {}
      // The desk hears it only when its line stands in the transcript: an erasure by this very message finds it there.
      gates.set(id, new Promise<void>((resolve) => (open = resolve)))
      try {
        expect(conversation, id)
        const put = await intake.accept(message)
        if (put === 'duplicate') met(conversation, id)
        else await write(conversation, lineOf(message)).catch(() => {})
      } catch (error) {
        met(conversation, id)
        throw error
      } finally {
        gates.delete(id)
        open()
      }
      return id
    },
    read: (conversation) => store.transcripts.read(conversation, SHOWN),
    early(conversation, lines) {
      const early = writing.get(conversation)?.early
      const stands = ({ id, from, body }: Said) =>
        from === 'desk' && early && id.startsWith(`${CHANNEL}:${early.to}:`) && (body as Reply).text.startsWith(early.answer.text)
      return early && !lines.some(stands) ? early : null
    },
    follow,
    busy: (conversation) => awaited.has(conversation),
    quiet(conversation, ms) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          leave()
          resolve()
        }
        const timer = setTimeout(done, ms)
        const leave = follow(conversation, () => awaited.has(conversation) || done())
        if (!awaited.has(conversation)) done()
      })
    },
    async file(conversation, id) {
      const lines = await store.transcripts.read(conversation, SHOWN)
      const sent = lines.flatMap((l) => (l.from === 'person' ? [] : ((l.body as Reply).files ?? []))).find((f) => f.id === id)
      const bytes = sent ? await store.files.bytes(sent.id) : null
      return sent && bytes ? { name: sent.name, bytes } : null
    },
    async rate(conversation, key, useful) {
      const lines = await store.transcripts.read(conversation, SHOWN)
      const answers = lines.filter((l) => l.id.replace(/:\d+$/, '') === key.replace(/:\d+$/, '') && (l.body as Reply).answer)
      const n = answers.findIndex((l) => l.id === key)
      return n >= 0 && store.asked.rate(`${key.replace(/:\d+$/, '')}${n === 0 ? '' : `:${n}`}`, useful)
    },
    async send(message) {
      try {
        await write(message.conversation, { id: message.key, from: 'desk', at: clock(), body: message.body })
      } catch {
        return { kind: 'failed', fault: 'channel', problem: 'web-not-stored' }
      }
      met(message.conversation, message.key)
      return { kind: 'sent' }
    },
    // Told to stop it hears no more; what is decided can still be written to the pages.
    health: () =>
      intake
        ? { state: 'up', words: '网页对话可用', english: 'The chat on the web is open' }
        : { state: 'down', words: '网页对话还没有开始', english: 'The chat on the web has not begun yet' },
    async stop() {
      await intake?.stop(DRAIN_MS)
      closing.abort()
    },
  }
}
