/**
 * The desk: one message is one transaction.
 *
 *   Message ─▶ inbox (once, in order) ─▶ understand ─▶ dialog ─┬▶ answer (clauses, spans, or why not) ─▶ Reply ─┐
 *                                                            └▶ effects ─▶ case opened, routed, due ──────────┼▶ outbox ─▶ channel
 *   clock ─▶ conversations whose time has come ─▶ remind | erase ────────────────────────────────────────────┘
 *
 * The inbound id, the conversation's new state, the case events and the outgoing messages commit together or not at all.
 */
import type { Answerer } from './answer/answer.ts'
import { type Memory, NOTHING_SAID } from './answer/memory.ts'
import { fold } from './cases/case.ts'
import type { CaseEvent } from './cases/event.ts'
import { chinaDay } from './clock.ts'
import type { Corpus } from './corpus/corpus.ts'
import { hear, tick } from './dialog/dialog.ts'
import { type DialogState, NO_DIALOG } from './dialog/state.ts'
import { wakeAt } from './dialog/time.ts'
import type { Understanding } from './dialog/turn.ts'
import { carryOut, type Means, type Own, viewOf } from './effects.ts'
import type { Citation, Looked, Message, Reply } from './message.ts'
import { route, routingWords } from './routing/route.ts'
import type { Outcome, Standing, Store } from './store.ts'

/** What a conversation is remembered by. */
type Kept = { readonly dialog: DialogState; readonly memory: Memory }

export type Parts = Means & {
  readonly store: Store
  readonly answer: Answerer
  readonly understand: (text: string) => Understanding
  /** Finds out what each file really is, and keeps those that are taken. */
  readonly take: (message: Message, now: Date) => Promise<readonly Looked[]>
}

export type Desk = {
  /** The replies to one message, committed; none when it was heard before. */
  readonly hear: (message: Message, now: Date) => Promise<readonly Reply[]>
  /** Looks after conversations whose time has come: one reminder, or the end of an abandoned draft. */
  readonly wake: (now: Date) => Promise<readonly { readonly conversation: string; readonly replies: readonly Reply[] }[]>
  /** Where a conversation stands, for whoever shows it. */
  readonly dialogOf: (conversation: string, now: Date) => Promise<DialogState>
}

/** A conversation nobody comes back to is forgotten after this long. */
const FORGET_MS = 30 * 24 * 3600_000

export function openDesk(parts: Parts): Desk {
  const { store, corpus } = parts

  async function turn(standing: Standing, message: Message, files: readonly Looked[], now: Date): Promise<Outcome<readonly Reply[]>> {
    const { dialog, memory } = kept(standing)
    const own = await ownCases(store, message.conversation)
    let remembered = memory
    const heard = await hear(dialog, {
      text: message.text,
      attachments: files,
      messageId: message.id,
      now: chinaTime(now),
      understanding: parts.understand(message.text),
      answer: async (only) => {
        const given = await parts.answer(only ?? message.text, remembered, chinaDay(now))
        remembered = given.memory
        return given.answer
      },
      cases: own.map((o) => viewOf(corpus, o.row, dialog.language)),
      departmentsOf: (measure, region) => departmentsOf(corpus, measure, region, dialog.language),
      cite: (clause, quote) => citation(corpus, clause, quote),
    })
    const done = carryOut(parts, heard.effects, own, chinaTime(now), heard.state.language)
    const replies = [...heard.replies, ...done.replies]
    const state = { dialog: heard.state, memory: remembered } satisfies Kept
    const stored = done.attached.length ? await store.files.ofConversation(message.conversation) : []
    return {
      value: replies,
      state,
      keepUntil: new Date(now.getTime() + FORGET_MS),
      wakeAt: date(wakeAt(heard.state)),
      cases: done.changes,
      outgoing: outgoing(message.channel, message.conversation, message.id, replies),
      attach: done.attached.flatMap(({ hash, case: number }) => stored.filter((f) => f.hash === hash).map((f) => ({ file: f.id, case: number }))),
      ...(heard.effects.some((e) => e.kind === 'erase') ? { erase: { conversation: true, cases: own.map((o) => o.row.number) } } : {}),
    }
  }

  return {
    async hear(message, now) {
      const files = await parts.take(message, now)
      const turned = await store.turn(message.conversation, { channel: message.channel, id: message.id }, now, (standing) => turn(standing, message, files, now))
      return turned.kind === 'done' ? turned.value : []
    },
    async wake(now) {
      const woken: { conversation: string; replies: readonly Reply[] }[] = []
      for (const { conversation, version } of await store.keeping.waking(now, 100)) {
        const id = `${conversation}@${version}`
        const turned = await store.turn(conversation, { channel: 'clock', id }, now, (standing) => {
          const { dialog, memory } = kept(standing)
          const ticked = tick(dialog, chinaTime(now))
          const next = { dialog: ticked.state, memory } satisfies Kept
          return {
            value: ticked.replies,
            state: next,
            keepUntil: new Date(now.getTime() + FORGET_MS),
            wakeAt: date(wakeAt(ticked.state)),
            outgoing: outgoing(channelOf(conversation), conversation, id, ticked.replies),
          }
        })
        if (turned.kind === 'done') woken.push({ conversation, replies: turned.value })
      }
      return woken
    },
    async dialogOf(conversation, now) {
      const turned = await store.turn(conversation, { channel: 'look', id: crypto.randomUUID() }, now, (standing) => ({
        value: kept(standing).dialog,
        state: standing.state,
        keepUntil: new Date(now.getTime() + FORGET_MS),
      }))
      return turned.kind === 'done' ? turned.value : NO_DIALOG
    },
  }
}

function kept({ state }: Standing): Kept {
  return (state as Kept | null) ?? { dialog: NO_DIALOG, memory: NOTHING_SAID }
}

async function ownCases(store: Store, conversation: string): Promise<Own[]> {
  const { rows } = await store.cases.list({ conversation, limit: 50 })
  const found = await Promise.all(rows.filter((row) => !row.erased).map(async (row) => (await store.cases.events(row.case)) as readonly CaseEvent[]))
  return found.filter((events) => events.length > 0).map((events) => ({ row: fold(events), events }))
}

function departmentsOf(corpus: Corpus, measure: string, region: string, language: 'zh' | 'en'): { departments: readonly string[]; ground: string } {
  const routing = route(corpus, measure, region, corpus.departments)
  return { departments: routing.departments, ground: routing.ground ? corpus.clause(routing.ground.clause).label : routingWords(routing, language) }
}

function citation(corpus: Corpus, id: string, quote: string): Citation | null {
  const clause = corpus.clause(id)
  const start = corpus.notice(clause.notice).body.indexOf(quote, clause.start)
  return start < 0 || start + quote.length > clause.end ? null : { clause: id, label: clause.label, quote, start, end: start + quote.length }
}

function outgoing(channel: string, conversation: string, id: string, replies: readonly Reply[]): { key: string; channel: string; conversation: string; body: Reply }[] {
  return replies.map((body, n) => ({ key: `${channel}:${id}:${n}`, channel, conversation, body }))
}

/** A conversation's address begins with its channel. */
function channelOf(conversation: string): string {
  return conversation.split(':')[0] as string
}

function date(at: string | null): Date | null {
  return at === null ? null : new Date(at)
}

/** ISO 8601 in China's own time. */
export function chinaTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
}
