/** Carries a channel's messages out of the outbox: in order within a conversation, many conversations side by side, each tried again until it is through or given up. */
import type { Channel } from './channel.ts'
import type { Clock } from './clock.ts'
import type { Claimed, Store, Trace } from './store.ts'

export type Courier = {
  /** There may be something to send now. */
  readonly wake: () => void
  /** Sends what is ready for at most `ms`, then stops. */
  readonly stop: (ms: number) => Promise<void>
}

/** So many are on their way side by side; what a lease covers must get through in its time. */
const AT_ONCE = 40
const LEASE_MS = 60_000
/** How often the outbox is looked at when nobody calls: another process may have written to it. */
const LOOK_MS = 1_000
/** Where much is said, what comes within this time is taken out together, and what came back is written down together. */
const GATHER_MS = 10
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 5 * 60_000

/** @param trace lets tests die before and after sending. */
export function startCourier(channel: Pick<Channel, 'name' | 'send' | 'health'>, store: Store, clock: Clock, worker: string, trace: Trace = () => {}): Courier {
  /** Each with the time at which its lease runs out, the oldest first. */
  const underway = new Map<Promise<void>, number>()
  const together = gathering(GATHER_MS)
  let sending = 0
  let stopping = false
  let called = false
  let ring: () => void = () => {}

  function wake(): void {
    called = true
    ring()
  }

  async function carry(message: Claimed): Promise<void> {
    trace('before-send')
    sending += 1
    const sent = await channel.send(message).catch((error: unknown) => ({ kind: 'failed', fault: 'message', problem: codeOf(error) }) as const)
    sending -= 1
    trace('after-send')
    await together(sending === 0)
    const now = clock()
    if (sent.kind === 'sent') await store.settle(message, sent, now)
    else {
      const { problem, fault } = sent
      const wait = ('retryMs' in sent ? sent.retryMs : undefined) ?? Math.min(FIRST_RETRY_MS * 2 ** Math.min(message.attempt - 1, 20), LONGEST_RETRY_MS)
      await store.settle(message, { kind: 'failed', problem, fault, retryAt: new Date(now.getTime() + wait) }, now)
    }
  }

  /** Sets out with as many as there is room for. What a store that cannot be written to does not learn now runs out with its lease. */
  async function once(): Promise<number> {
    const room = AT_ONCE - underway.size
    const now = clock()
    const [first = Number.POSITIVE_INFINITY] = underway.values()
    // What outlived its lease would be claimed once more while it is still on its way.
    if (room <= 0 || first <= now.getTime() || channel.health().state === 'down') return 0
    const claimed = await store.claim(worker, now, LEASE_MS, room, channel.name)
    for (const message of claimed) {
      const way = carry(message).catch(() => {})
      underway.set(way, now.getTime() + LEASE_MS)
      // Behind one that is through there may be the next of its conversation.
      void way.then(() => {
        underway.delete(way)
        wake()
      })
    }
    return claimed.length
  }

  async function run(): Promise<void> {
    let several = false
    while (!stopping) {
      if (several) await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
      called = false
      // A store that cannot be read now is asked again; whoever writes to it hears of it in words.
      several = (await once().catch(() => 0)) > 1
      if (called || stopping) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS)
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const running = run()

  return {
    wake,
    async stop(ms) {
      const until = performance.now() + ms
      while (performance.now() < until) if ((await once().catch(() => 0)) === 0 && (await firstOf([...underway.keys()], until - performance.now()))) break
      stopping = true
      ring()
      await running
      await Promise.all(underway.keys())
    },
  }
}

/** Lets all who come go on together: after `ms`, or as soon as one comes who is the last for now. */
function gathering(ms: number): (last: boolean) => Promise<void> {
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | null = null
  return (last) => {
    const { opened, open } = gate ?? closed()
    if (last) open()
    return opened
  }

  function closed() {
    let pass: () => void = () => {}
    const opened = new Promise<void>((resolve) => {
      pass = resolve
    })
    const open = () => {
      clearTimeout(timer)
      gate = null
      pass()
    }
    const timer = setTimeout(open, ms)
    gate = { opened, open }
    return gate
  }
}

/** Resolves with the first of them, or after `ms`. @returns whether there was none. */
async function firstOf(ways: readonly Promise<void>[], ms: number): Promise<boolean> {
  if (ways.length === 0) return true
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    ...ways,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms)
    }),
  ])
  clearTimeout(timer)
  return false
}

function codeOf(error: unknown): string {
  return error instanceof Error ? (('code' in error && typeof error.code === 'string' ? error.code : error.name) as string) : 'unknown'
}
