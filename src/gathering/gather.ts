/** Waits for the rest of a thought: several quick messages of one person are one group, and each is in one group only. */

export type Piece = {
  readonly id: string
  /** Complete by itself: it joins nothing and waits for nothing. */
  readonly alone: boolean
  readonly file: boolean
  /** Resolves to true when it is on disk and new. */
  readonly stored: Promise<boolean>
}

export type Gather = {
  /** A message has come; one that is waiting already changes nothing. */
  readonly note: (conversation: string, piece: Piece) => void
  /** It was taken back before it was answered. @returns false when it was not waiting. */
  readonly withdraw: (conversation: string, id: string) => boolean
  /** Resolves, when nobody writes on, to the group that begins with this message; [] where it belongs to no group it could lead. */
  readonly collect: (conversation: string, id: string) => Promise<readonly string[]>
  /** Waits no longer, now and from now on. */
  readonly flush: () => void
}

export type Pace = {
  /** So much silence ends a thought. */
  readonly quietMs: number
  /** After a file that nobody has said anything about, people are still typing. */
  readonly quietAfterFileMs: number
  readonly longestMs: number
}

type Group = { pieces: Piece[]; readonly since: number; open: boolean; readonly closed: Promise<void>; close: () => void; timer?: NodeJS.Timeout }

/** More than so many are no longer one thought. */
const MOST = 12

export function openGather(pace: Pace): Gather {
  const waiting = new Map<string, Group[]>()
  let flushed = false

  function begin(conversation: string): Group {
    const { promise, resolve } = Promise.withResolvers<void>()
    const group: Group = {
      pieces: [],
      since: performance.now(),
      open: true,
      closed: promise,
      close() {
        clearTimeout(group.timer)
        group.open = false
        resolve()
      },
    }
    waiting.set(conversation, [...(waiting.get(conversation) ?? []), group])
    return group
  }

  function rearm(group: Group): void {
    clearTimeout(group.timer)
    const quiet = group.pieces.every((p) => p.file) ? pace.quietAfterFileMs : pace.quietMs
    const left = group.since + pace.longestMs - performance.now()
    group.timer = setTimeout(group.close, Math.max(0, Math.min(quiet, left)))
  }

  function leave(conversation: string, group: Group): void {
    const others = (waiting.get(conversation) ?? []).filter((g) => g !== group)
    if (others.length > 0) waiting.set(conversation, others)
    else waiting.delete(conversation)
  }

  function withdraw(conversation: string, id: string): boolean {
    const group = holding(conversation, id)
    if (!group) return false
    group.pieces = group.pieces.filter((p) => p.id !== id)
    if (group.pieces.length === 0) {
      group.close()
      leave(conversation, group)
    }
    return true
  }

  const holding = (conversation: string, id: string) => waiting.get(conversation)?.find((g) => g.pieces.some((p) => p.id === id))

  return {
    withdraw,
    note(conversation, piece) {
      if (holding(conversation, piece.id)) return
      const last = waiting.get(conversation)?.at(-1)
      if (piece.alone) last?.close()
      const group = last?.open && last.pieces.length < MOST ? last : begin(conversation)
      group.pieces.push(piece)
      if (piece.alone || flushed) group.close()
      else rearm(group)
      void piece.stored.then(
        (fresh) => fresh || withdraw(conversation, piece.id),
        () => withdraw(conversation, piece.id),
      )
    },
    async collect(conversation, id) {
      const group = holding(conversation, id)
      if (!group) return []
      await group.closed
      const stored = await Promise.all(group.pieces.map((p) => p.stored.catch(() => false)))
      const ids = group.pieces.filter((_, n) => stored[n]).map((p) => p.id)
      if (!ids.includes(id)) return []
      leave(conversation, group)
      return ids
    },
    flush() {
      flushed = true
      for (const groups of waiting.values()) for (const group of groups) group.close()
    },
  }
}
