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

const AT_ONCE = 20
const LEASE_MS = 60_000
/** How often the outbox is looked at when nobody calls: another process may have written to it. */
const LOOK_MS = 1_000
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 5 * 60_000

/** @param trace lets tests die before and after sending. */
export function startCourier(channel: Pick<Channel, 'name' | 'send' | 'health'>, store: Store, clock: Clock, worker: string, trace: Trace = () => {}): Courier {
  let stopping = false
  let called = false
  let ring: () => void = () => {}

  async function carry(message: Claimed): Promise<void> {
    trace('before-send')
    const sent = await channel.send(message).catch((error: unknown) => ({ kind: 'failed', fault: 'message', problem: codeOf(error) }) as const)
    trace('after-send')
    const now = clock()
    if (sent.kind === 'sent') await store.settle(message, sent, now)
    else {
      const { problem, fault } = sent
      const wait = ('retryMs' in sent ? sent.retryMs : undefined) ?? Math.min(FIRST_RETRY_MS * 2 ** Math.min(message.attempt - 1, 20), LONGEST_RETRY_MS)
      await store.settle(message, { kind: 'failed', problem, fault, retryAt: new Date(now.getTime() + wait) }, now)
    }
  }

  async function once(): Promise<number> {
    if (channel.health().state === 'down') return 0
    const claimed = await store.claim(worker, clock(), LEASE_MS, AT_ONCE, channel.name)
    await Promise.all(claimed.map(carry))
    return claimed.length
  }

  async function run(): Promise<void> {
    while (!stopping) {
      called = false
      // A store that cannot be read now is asked again; whoever writes to it hears of it in words.
      const done = await once().catch(() => 0)
      if (done > 0 || called || stopping) continue
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
    wake() {
      called = true
      ring()
    },
    async stop(ms) {
      const until = performance.now() + ms
      while (performance.now() < until && (await once().catch(() => 0)) > 0);
      stopping = true
      ring()
      await running
    },
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error ? (('code' in error && typeof error.code === 'string' ? error.code : error.name) as string) : 'unknown'
}
