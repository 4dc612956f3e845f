/** Sends what the outbox holds: a reply in its parts, at a person's pace, taken up again where a failure left it. */
import type { Sent } from '../../../src/channel.ts'
import type { CasePost, Reply } from '../../../src/message.ts'
import type { Claimed } from '../../../src/store.ts'
import { placeOf } from './receive.ts'
import { render } from './render.ts'

/** Says one part; rejects when WeChat did not take it. */
export type Say = (to: { readonly room: string | null; readonly contact: string }, text: string) => Promise<void>

export type Sending = {
  readonly send: (message: Claimed) => Promise<Sent>
  /** What is left of the last thing said there. */
  readonly rest: (conversation: string) => { readonly text: string; readonly byNumber: boolean } | null
  readonly taken: (conversation: string) => void
}

const SAY_MS = 15_000
const REMEMBERED = 2_000
/** The rest of an answer is worth asking for as long as one still knows what it was about. */
const REST_MS = 2 * 3600_000

/** @param paceMs between two parts in one conversation. */
export function openSending(say: Say, link: ((clause: string) => string) | null, paceMs: number): Sending {
  /** How many parts of a message are through: `say` gives no id, so that only this process knows. */
  const through = new Map<string, number>()
  const rests = new Map<string, { text: string; byNumber: boolean; at: number }>()
  const spoke = new Map<string, number>()

  async function pause(conversation: string): Promise<void> {
    const wait = (spoke.get(conversation) ?? Number.NEGATIVE_INFINITY) + paceMs - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }

  return {
    async send({ key, conversation, body }) {
      const reply = body as Reply | CasePost
      const { parts, rest, byNumber } = render({ text: reply.text, ...('kind' in reply ? {} : reply) }, link)
      for (let n = through.get(key) ?? 0; n < parts.length; n++) {
        await pause(conversation)
        const problem = await said(say(placeOf(conversation), parts[n] as string))
        spoke.set(conversation, performance.now())
        if (problem) return problem
        keep(through, key, n + 1)
      }
      keep(spoke, conversation, performance.now())
      rests.delete(conversation)
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
async function said(attempt: Promise<void>): Promise<Sent | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'failed', fault: 'channel', problem: 'wechat-slow' }), SAY_MS)
  })
  const done = attempt.then(
    () => null,
    (error: unknown): Sent => {
      const { code, message } = error as { code?: unknown; message?: string }
      const road = ROAD.includes(code) || /not logged in|no grpc manager|logged ?out|no client/i.test(message ?? '')
      return { kind: 'failed', fault: road ? 'channel' : 'message', problem: road ? 'wechat-away' : 'wechat-refused' }
    },
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
