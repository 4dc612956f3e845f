/** Waits for what a channel does in its own time. */
import { setTimeout as sleep } from 'node:timers/promises'

export async function until(holds: () => boolean, ms = 8_000): Promise<void> {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never came true: ${holds}`)
    await sleep(10)
  }
}

/** Waits until it no longer changes. */
export async function still(count: () => number): Promise<void> {
  for (let last = -1; last !== count(); ) {
    last = count()
    await sleep(300)
  }
}
