/** Where each mend of a notice stands in its restored body, and what the received text had there. */
import type { Clause, Notice, Span } from '../../../src/corpus/notice.ts'
import { restore } from '../../../src/corpus/restore.ts'
import { simplify } from '../../../src/understand/normalise.ts'

/** `span` is what was put in the body; empty where something was only taken out. */
export type Mended = {
  readonly number: number
  readonly clause: Clause
  readonly span: Span
  readonly received: { readonly before: string; readonly broken: string; readonly after: string }
  readonly restored: string
  readonly ground: string
}

export type Mending = {
  readonly byHand: readonly Mended[]
  /** How often each fixed rule was applied. */
  readonly byRule: readonly { readonly ground: string; readonly times: number }[]
}

const OPEN = '\ue000'
const CLOSE = '\ue001'
const AROUND = 8

export function mending(notice: Notice, received: string): Mending {
  const recipe = notice.restore
  const byHand = recipe.mends
    .flatMap((mend) => {
      // The mend is restored once more between two marks, which say where it came to stand.
      const marked = restore(
        received,
        { ...recipe, mends: recipe.mends.map((m) => (m === mend ? { ...m, after: `${OPEN}${m.after.trim()}${CLOSE}` } : m)) },
        simplify,
      ).body
      const start = marked.indexOf(OPEN)
      const restored = mend.after.trim()
      const clause = notice.clauses.find((c) => c.start <= start && start < c.end)
      if (start < 0 || !clause || notice.body.slice(0, start) !== marked.slice(0, start)) return []
      const end = mend.at + mend.before.length
      const around = { before: oneLine(received.slice(mend.at - AROUND, mend.at)), broken: mend.before, after: oneLine(received.slice(end, end + AROUND)) }
      return [{ clause, span: { start, end: start + restored.length }, received: around, restored, ground: mend.ground }]
    })
    .sort((a, b) => a.span.start - b.span.start)
    .map((m, i) => ({ ...m, number: i + 1 }))
  const own = new Set(recipe.mends.map((m) => m.ground))
  const times = new Map<string, number>()
  for (const { ground } of restore(received, recipe, simplify).mends) if (!own.has(ground)) times.set(ground, (times.get(ground) ?? 0) + 1)
  return { byHand, byRule: [...times].map(([ground, n]) => ({ ground, times: n })) }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** Spaces and line ends that were in the way, made visible. */
export function visible(text: string): string {
  return text.replace(/\n/g, '↵').replace(/[ \u00a0\u3000]/g, '␣')
}
