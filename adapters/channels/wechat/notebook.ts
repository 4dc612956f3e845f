/** What the channel itself keeps: which messages it has done with, what it says on its own account, and how far each conversation has come. */
import { createHash, randomUUID } from 'node:crypto'
import type { Clock } from '../../../src/clock.ts'
import type { Reply } from '../../../src/message.ts'
import type { Store } from '../../../src/store.ts'
import { CHANNEL } from './receive.ts'

export type Notebook = {
  /** This message needs no answer of the desk; said once, however often it is delivered. */
  readonly done: (conversation: string, id: string, says?: Reply) => Promise<void>
  /** When the newest message of this conversation was sent, as far as it was heard; null where none was. */
  readonly newest: (conversation: string) => Promise<Date | null>
  readonly advance: (conversation: string, to: Date) => Promise<void>
}

/** Longer than any puppet hands in old messages. */
const KEEP_MS = 7 * 24 * 3600_000
/** The newest time is written down at most so often: what was sent in between is told from memory. */
const WRITE_MS = 60_000
const REMEMBERED = 10_000

/**
 * A turn of a conversation of the channel's own beside the person's, so that nothing here touches the dialog. It is named by a hash: it
 * outlives what the person has erased, and holds no more than a time.
 */
export function openNotebook(store: Store, clock: Clock, wake: () => void): Notebook {
  const known = new Map<string, { at: Date | null; written: Date | null }>()
  const beside = (conversation: string) => `${CHANNEL}~${createHash('sha256').update(conversation).digest('hex').slice(0, 32)}`

  async function write(conversation: string, id: string, change: (at: string | null) => string | null, says?: Reply): Promise<string | null> {
    const now = clock()
    const turned = await store.turn(beside(conversation), { channel: CHANNEL, id }, now, ({ state }) => {
      const at = change((state as { at: string | null } | null)?.at ?? null)
      return {
        value: at,
        state: { at },
        keepUntil: new Date(now.getTime() + KEEP_MS),
        outgoing: says ? [{ key: `${CHANNEL}:${id}:own`, channel: CHANNEL, conversation, body: says }] : [],
      }
    })
    if (says) wake()
    return turned.kind === 'done' ? turned.value : null
  }

  async function remembered(conversation: string): Promise<{ at: Date | null; written: Date | null }> {
    const before = known.get(conversation)
    if (before) return before
    const at = await write(conversation, `look:${randomUUID()}`, (was) => was)
    const read = { at: at ? new Date(at) : null, written: at ? new Date(at) : null }
    known.set(conversation, read)
    if (known.size > REMEMBERED) known.delete(known.keys().next().value as string)
    return read
  }

  return {
    done: async (conversation, id, says) => void (await write(conversation, id, (at) => at, says)),
    newest: async (conversation) => (await remembered(conversation)).at,
    async advance(conversation, to) {
      const last = await remembered(conversation)
      if (last.at && last.at >= to) return
      last.at = to
      if (last.written && to.getTime() - last.written.getTime() < WRITE_MS) return
      last.written = to
      await write(conversation, `at:${randomUUID()}`, (was) => (was && was > to.toISOString() ? was : to.toISOString()))
    },
  }
}
