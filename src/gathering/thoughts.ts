/** Joins the quick messages of one thought into one turn: which are heard as one is decided once and put on disk, so that a crash cannot decide it anew. */
import type { Intake } from '../intake.ts'
import type { Accepted, Inbound, Store } from '../store.ts'
import type { Gather } from './gather.ts'

/** Kept under an id of its own beside the messages it names; whoever handles the intake passes it by. */
export type Joined = { readonly kind: 'joined'; readonly members: readonly string[] }

export type Thoughts = {
  /** Puts a message on disk, and lets it wait for the rest of its thought. Resolves when it is on disk. */
  readonly take: (message: Accepted, how: { readonly alone: boolean; readonly file: boolean }) => Promise<void>
  /** It was taken back. @returns false when it has had its turn, or waits for nothing. */
  readonly withdraw: (conversation: string, id: string) => boolean
  /** Under which id a message had its turn. */
  readonly leaderOf: (id: string) => string
  /** The messages that are heard as one with this one, first said first; [] where another speaks for it, or it was taken back. */
  readonly of: (message: Accepted) => Promise<readonly Accepted[]>
  /** They have had their turn. */
  readonly done: (group: readonly Accepted[]) => void
  /** Waits no longer, now and from now on. */
  readonly flush: () => void
}

const RESTORED = 200
const REMEMBERED = 5_000

export function isJoined(body: unknown): body is Joined {
  return typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'joined'
}

export function openThoughts(channel: string, store: Pick<Store, 'intake'>, gather: Gather, intake: () => Pick<Intake, 'accept'>): Thoughts {
  const bodies = new Map<string, Accepted>()
  /** Who speaks for a message that was joined to others. */
  const leaders = new Map<string, string>()
  const groups = new Map<string, readonly Accepted[]>()
  const withdrawn = new Set<string>()

  /** What was decided before a crash. */
  const restored = (async () => {
    const waiting = await store.intake.waiting(channel, RESTORED)
    for (const { body } of waiting) {
      if (!isJoined(body)) continue
      const { members } = body
      joinedAs(members)
      const here = members.flatMap((id) => waiting.find((m: Inbound) => m.id === id) ?? [])
      if (here[0]?.id === members[0]) groups.set(members[0] as string, here)
    }
  })().catch(() => {})

  function joinedAs(members: readonly string[]): void {
    for (const id of members.slice(1)) leaders.set(id, members[0] as string)
    while (leaders.size > REMEMBERED) leaders.delete(leaders.keys().next().value as string)
  }

  async function form(message: Accepted): Promise<readonly Accepted[]> {
    const ids = await gather.collect(message.conversation, message.id)
    if (withdrawn.delete(message.id)) return []
    const group = ids.length === 0 ? [message] : ids.flatMap((id) => bodies.get(id) ?? [])
    if (group.length > 1) {
      const members = group.map((m) => m.id)
      await intake().accept({ channel, id: `joined:${message.id}`, conversation: message.conversation, body: { kind: 'joined', members } satisfies Joined })
      joinedAs(members)
    }
    groups.set(message.id, group)
    return group
  }

  return {
    async take(message, { alone, file }) {
      const { id, conversation } = message
      if (bodies.has(id)) return
      bodies.set(id, message)
      const stored = intake()
        .accept(message)
        .then((put) => put === 'new')
      gather.note(conversation, { id, alone, file, stored })
      if (!(await stored.catch(() => false))) bodies.delete(id)
      await stored
    },
    withdraw(conversation, id) {
      const waited = gather.withdraw(conversation, id)
      if (waited) withdrawn.add(id)
      return waited
    },
    leaderOf: (id) => leaders.get(id) ?? id,
    async of(message) {
      await restored
      if (leaders.has(message.id) || withdrawn.delete(message.id)) return []
      return groups.get(message.id) ?? (await form(message))
    },
    done(group) {
      for (const { id } of group) {
        groups.delete(id)
        bodies.delete(id)
      }
    },
    flush: gather.flush,
  }
}
