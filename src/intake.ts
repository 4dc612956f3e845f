/** Takes messages a channel has heard: on disk first, then acknowledged, then answered, each once, in order within a conversation, across a crash too. */
import type { Clock } from './clock.ts'
import type { Accepted, Store } from './store.ts'

export type Intake = {
  /** Resolves when the message is on disk: only then may the channel acknowledge it. `duplicate`: it was here before. */
  readonly accept: (message: Accepted) => Promise<'new' | 'duplicate'>
  /** Takes no more; resolves when what is under way is done, or after `ms`. */
  readonly stop: (ms: number) => Promise<void>
}

const AT_ONCE = 100
const SWEEP_MS = 10_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 60_000
/** So many failures of one message, and it is given up, and the operator told. */
const FAILURES = 6

/**
 * @param handle gives the message its turn under its own id (which takes it out of the store), or throws.
 * @param lost a message that failed too often is dropped; `problem` says why, for the operator.
 */
export function openIntake(
  channel: string,
  store: Store,
  clock: Clock,
  handle: (message: Accepted) => Promise<void>,
  lost: (message: Accepted, problem: string) => void,
): Intake {
  const lines = new Map<string, Promise<void>>()
  const known = new Set<string>()
  let stopping = false

  function enqueue(message: Accepted): void {
    if (known.has(message.id)) return
    known.add(message.id)
    const before = lines.get(message.conversation) ?? Promise.resolve()
    const mine = before.then(() => attempt(message, 1))
    lines.set(message.conversation, mine)
    void mine.finally(() => {
      known.delete(message.id)
      if (lines.get(message.conversation) === mine) lines.delete(message.conversation)
    })
  }

  async function attempt(message: Accepted, n: number): Promise<void> {
    if (stopping) return
    try {
      await handle(message)
      // A message that needed no turn leaves the store here.
      await store.intake.drop(message)
    } catch (error) {
      if (n >= FAILURES) {
        lost(message, error instanceof Error ? error.message : String(error))
        await store.intake.drop(message).catch(() => {})
        return
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(FIRST_RETRY_MS * 2 ** (n - 1), LONGEST_RETRY_MS)))
      return attempt(message, n + 1)
    }
  }

  /** What a process that is no more acknowledged and did not answer; what another one is about to answer gets its one turn all the same. */
  async function sweep(): Promise<void> {
    for (const message of await store.intake.waiting(channel, AT_ONCE).catch(() => [])) enqueue(message)
  }
  let sweeping = sweep()
  const sweeps = setInterval(() => {
    sweeping = sweep()
  }, SWEEP_MS)
  sweeps.unref()

  return {
    async accept(message) {
      const put = await store.intake.put(message, clock())
      if (put === 'new') enqueue(message)
      return put
    },
    async stop(ms) {
      clearInterval(sweeps)
      await sweeping
      const done = Promise.all(lines.values())
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        done,
        new Promise((resolve) => {
          timer = setTimeout(resolve, ms)
        }),
      ])
      clearTimeout(timer)
      stopping = true
    },
  }
}
