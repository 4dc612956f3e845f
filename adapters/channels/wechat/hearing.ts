/** From a message of the puppet to a turn of the desk: on disk first, late ones marked, quick ones joined, each once, a crash in between or not. */

import type { Hear, Recall } from '../../../src/channel.ts'
import { complete, together } from '../../../src/channel-text.ts'
import type { Clock } from '../../../src/clock.ts'
import type { Gather } from '../../../src/gathering/gather.ts'
import { type Joined, openThoughts } from '../../../src/gathering/thoughts.ts'
import { type Intake, openIntake } from '../../../src/intake.ts'
import type { Setting } from '../../../src/message.ts'
import type { Accepted, Store } from '../../../src/store.ts'
import type { Notebook } from './notebook.ts'
import { CHANNEL, type Raw, type Received, receive, wantsMore } from './receive.ts'

export type Ears = {
  readonly store: Store
  readonly clock: Clock
  readonly hear: Hear
  readonly recall: Recall
  readonly tell: (line: string) => void
  readonly gather: Gather
  readonly notebook: Notebook
  /** What is left of the last thing said there, once; `byNumber`: the offer named a number. */
  readonly rest: (conversation: string) => { readonly text: string; readonly byNumber: boolean } | null
  readonly taken: (conversation: string) => void
}

export type Hearing = {
  /** Resolves when the message is on disk, or is nothing to keep. */
  readonly take: (raw: Raw, selfName: string | null) => Promise<void>
  readonly stop: (ms: number) => Promise<void>
}

type Body =
  | {
      readonly kind: 'said'
      readonly setting: Setting
      readonly text: string
      readonly at: string
      readonly files: readonly { readonly name: string; readonly base64: string }[]
    }
  | { readonly kind: 'recall'; readonly of: string }
  | Joined
type Said = Extract<Body, { kind: 'said' }>

/** WeChat's times are whole seconds, and messages of the same moment overtake each other. */
const OVERTAKING_MS = 5_000
/** One line about what cannot be read, or came late, and then no more of them while they keep coming. */
const BURST_MS = 60_000
const LARGEST = 20 * 1024 * 1024
const FETCH_MS = 60_000
const REMEMBERED = 5_000

export function openHearing({ store, clock, hear, recall, tell, gather, notebook, rest, taken }: Ears): Hearing {
  const lines = new Map<string, Promise<void>>()
  const bursts = new Map<string, number>()
  const thoughts = openThoughts(CHANNEL, store, gather, () => intake)

  const intake: Intake = openIntake(CHANNEL, store, clock, handle, (message, problem) => {
    tell(`微信：有一条消息多次处理失败，已放弃（${problem.split('\n')[0]}）`)
    void notebook.done(message.conversation, message.id, { text: '刚才那条消息我没能处理，请再发一次。' }).catch(() => {})
  })

  async function handle(message: Accepted): Promise<void> {
    const body = message.body as Body
    switch (body.kind) {
      case 'joined':
        return
      case 'recall':
        return void (await recall({ channel: CHANNEL, conversation: message.conversation, id: thoughts.leaderOf(body.of) }, clock()))
      case 'said': {
        const group = await thoughts.of(message)
        await turn(message, group)
        thoughts.done(group)
      }
    }
  }

  async function turn(message: Accepted, group: readonly Accepted[]): Promise<void> {
    const { conversation, id } = message
    if (group.length === 0) return notebook.done(conversation, id)
    const said = group.map((m) => m.body as Said)
    const text = together(said.map((s) => s.text))
    const left = rest(conversation)
    if (left && said.every((s) => s.files.length === 0) && wantsMore(text, left.byNumber)) {
      await notebook.done(conversation, id, { text: left.text })
      return taken(conversation)
    }
    const attachments = said.flatMap((s) => s.files.map((f) => ({ name: f.name, bytes: new Uint8Array(Buffer.from(f.base64, 'base64')) })))
    const { setting, at } = said.at(-1) as Said
    await hear({ channel: CHANNEL, id, conversation, setting, text, attachments, at }, clock())
  }

  async function take(raw: Raw, received: Exclude<Received, { kind: 'ignored' }>): Promise<void> {
    const { conversation } = received
    const at = raw.at.toISOString()
    switch (received.kind) {
      case 'recalled':
        if (!thoughts.withdraw(conversation, received.of))
          await intake.accept({ channel: CHANNEL, id: `recalled:${received.of}`, conversation, body: { kind: 'recall', of: received.of } satisfies Body })
        return
      case 'unread':
        if (received.perhapsFile && (await holdsFile(raw)))
          return take(raw, { kind: 'said', conversation, setting: raw.room === null ? 'private' : 'room', text: '', file: true })
        return notebook.done(conversation, raw.id, once(`${conversation} unread`) ? { text: received.words } : undefined)
      case 'said': {
        const newest = await notebook.newest(conversation)
        if (newest && raw.at.getTime() < newest.getTime() - OVERTAKING_MS) {
          const words = `您${clockTime(raw.at)}发的消息现在才到我这里，我没有把它算进眼下这一步；还需要的话，请再发一次。`
          return notebook.done(conversation, raw.id, once(`${conversation} late`) ? { text: words } : undefined)
        }
        await notebook.advance(conversation, raw.at)
        const got = received.file ? await fetched(raw) : null
        if (got && 'problem' in got) return notebook.done(conversation, raw.id, { text: got.problem })
        const body: Body = { kind: 'said', setting: received.setting, text: received.text, at, files: got ? [got] : [] }
        const message = { channel: CHANNEL, id: raw.id, conversation, body }
        await thoughts.take(message, { alone: got === null && complete(received.text), file: got !== null })
      }
    }
  }

  function once(what: string): boolean {
    const now = performance.now()
    const last = bursts.get(what)
    bursts.set(what, now)
    if (bursts.size > REMEMBERED) bursts.delete(bursts.keys().next().value as string)
    return last === undefined || now - last > BURST_MS
  }

  return {
    take(raw, selfName) {
      const received = receive(raw, selfName)
      if (received.kind === 'ignored') return Promise.resolve()
      const before = lines.get(received.conversation) ?? Promise.resolve()
      const mine = before.then(() => take(raw, received))
      const quiet = mine.catch(() => {})
      lines.set(received.conversation, quiet)
      void quiet.then(() => {
        if (lines.get(received.conversation) === quiet) lines.delete(received.conversation)
      })
      return mine
    },
    async stop(ms) {
      thoughts.flush()
      await Promise.race([Promise.all(lines.values()), new Promise((resolve) => setTimeout(resolve, ms).unref())])
      await intake.stop(ms)
    },
  }
}

async function holdsFile(raw: Raw): Promise<boolean> {
  return raw.remote().then(
    () => true,
    () => false,
  )
}

/** The file, looked at before it is fetched. */
async function fetched(raw: Raw): Promise<{ name: string; base64: string } | { problem: string }> {
  try {
    const remote = await raw.remote()
    const tooLarge = { problem: `“${remote.name}”超过 ${LARGEST / 1024 / 1024} MB，收不下。请压缩、拆开，或者只发要紧的几页。` }
    if (remote.size !== null && remote.size > LARGEST) return tooLarge
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), FETCH_MS)
    })
    const bytes = await Promise.race([remote.bytes(), late]).finally(() => clearTimeout(timer))
    return bytes.length > LARGEST ? tooLarge : { name: remote.name, base64: Buffer.from(bytes).toString('base64') }
  } catch {
    return { problem: '您发的文件我没能取下来，请再发一次。' }
  }
}

function clockTime(at: Date): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(at)
}
