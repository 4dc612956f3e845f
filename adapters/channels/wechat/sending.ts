/** Sends what the outbox holds: a reply in its parts, its files after them, at a person's pace, taken up again where a failure left it. */
import type { Sent } from '../../../src/channel.ts'
import type { CasePost, Reply, SentFile } from '../../../src/message.ts'
import type { Claimed } from '../../../src/store.ts'
import { placeOf } from './receive.ts'
import { render } from './render.ts'

type To = { readonly room: string | null; readonly contact: string }
/** Says one part, or hands over one file; both reject when WeChat did not take it. */
export type Mouth = {
  readonly say: (to: To, text: string) => Promise<void>
  readonly hand: (to: To, file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<void>
  /** The bytes of a file the desk sends; null when it is no more. */
  readonly bytes: (id: string) => Promise<Uint8Array | null>
}

export type Sending = {
  readonly send: (message: Claimed) => Promise<Sent>
  /** What is left of the last thing said there. */
  readonly rest: (conversation: string) => { readonly text: string; readonly byNumber: boolean } | null
  readonly taken: (conversation: string) => void
}

const SAY_MS = 15_000
/** Below the lease of a message: what takes longer is not begun anew beside it. */
const HAND_MS = 50_000
const REMEMBERED = 2_000
/** The rest of an answer is worth asking for as long as one still knows what it was about. */
const REST_MS = 2 * 3600_000

/** @param paceMs between two parts in one conversation. */
export function openSending({ say, hand, bytes }: Mouth, link: ((clause: string) => string) | null, paceMs: number): Sending {
  /** How many parts of a message are through: `say` gives no id, so that only this process knows. */
  const through = new Map<string, number>()
  const rests = new Map<string, { text: string; byNumber: boolean; at: number }>()
  const spoke = new Map<string, number>()

  async function pause(conversation: string): Promise<void> {
    const wait = (spoke.get(conversation) ?? Number.NEGATIVE_INFINITY) + paceMs - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }

  async function handed(conversation: string, { id, name }: SentFile): Promise<Sent | null> {
    const found = await bytes(id)
    if (found === null) return { kind: 'failed', fault: 'message', problem: 'file-gone' }
    return done(hand(placeOf(conversation), { name, bytes: found }), HAND_MS)
  }

  return {
    async send({ key, conversation, body }) {
      const reply = body as Reply | CasePost
      const { parts, rest, byNumber } = render({ text: reply.text, ...('kind' in reply ? {} : reply) }, link)
      const files = 'files' in reply ? (reply.files ?? []) : []
      const steps = [...parts.map((part) => () => done(say(placeOf(conversation), part), SAY_MS)), ...files.map((file) => () => handed(conversation, file))]
      for (let n = through.get(key) ?? 0; n < steps.length; n++) {
        await pause(conversation)
        const problem = await steps[n]?.()
        spoke.set(conversation, performance.now())
        if (problem) return problem
        keep(through, key, n + 1)
      }
      keep(spoke, conversation, performance.now())
      // A file answers nothing: what was offered before it can still be asked for.
      if (parts.length > 0) rests.delete(conversation)
      if (rest !== null) keep(rests, conversation, { text: rest, byNumber, at: performance.now() })
      return { kind: 'sent' }
    },
    rest(conversation) {
      const left = rests.get(conversation)
      return left && performance.now() - left.at < REST_MS ? left : null
    },
    taken: (conversation) => void rests.delete(conversation),
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value as string)
}

/** Codes of gRPC that speak of the road and not of the message: cancelled, deadline, unavailable, unauthenticated. */
const ROAD: readonly unknown[] = [1, 4, 14, 16]

/** null when it went through. */
async function done(attempt: Promise<void>, withinMs: number): Promise<Sent | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'failed', fault: 'channel', problem: 'wechat-slow' }), withinMs)
  })
  const tried = attempt.then(
    () => null,
    (error: unknown): Sent => {
      const { code, message } = error as { code?: unknown; message?: string }
      const road = ROAD.includes(code) || /not logged in|no grpc manager|logged ?out|no client/i.test(message ?? '')
      return { kind: 'failed', fault: road ? 'channel' : 'message', problem: road ? 'wechat-away' : 'wechat-refused' }
    },
  )
  return Promise.race([tried, late]).finally(() => clearTimeout(timer))
}
