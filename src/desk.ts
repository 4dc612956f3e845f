/**
 * The desk: one message is one transaction.
 *
 *   Message ─▶ inbox (once, in order) ─┬▶ an officer talks? ─▶ to the case ─────────────────────────────────────────┐
 *                                      └▶ understand ─▶ dialog ─┬▶ answer (clauses, spans, or why not) ─▶ Reply ─────┤
 *                                                              └▶ effects ─▶ case opened, routed, due ─▶ who is told ─┼▶ outbox ─▶ channel
 *   officer's act ─▶ may he? can it happen? ─▶ case events ─▶ who is told ──────────────────────────────(officers.ts)┤
 *   clock ─▶ drafts to be reminded of or erased; cases due ─▶ remind | escalate | return ───────────────(rounds.ts)──┘
 *
 * The inbound id, the conversation's new state, the case events and the outgoing messages commit together or not at all.
 */
import type { Answerer } from './answer/answer.ts'
import { type Memory, NOTHING_SAID } from './answer/memory.ts'
import { readCase } from './case-file.ts'
import type { Case } from './cases/case.ts'
import { chinaDay, chinaTime } from './clock.ts'
import type { Corpus } from './corpus/corpus.ts'
import { hear, recall, tick } from './dialog/dialog.ts'
import { type DialogState, NO_DIALOG } from './dialog/state.ts'
import { wakeAt } from './dialog/time.ts'
import type { Result, Understanding } from './dialog/turn.ts'
import { type CarriedOut, carryOut, joined, type Means, viewOf } from './effects.ts'
import type { Hard, Heard } from './fluent/understand.ts'
import type { Answer, Citation, Looked, Message, Reply, Show } from './message.ts'
import { PATIENCE_MS } from './model.ts'
import { channelOf } from './reach.ts'
import { passedOn, relay } from './relay.ts'
import { roundOfCases, type Stuck } from './rounds.ts'
import { route, routingWords } from './routing/route.ts'
import type { Outcome, Outgoing, Question, Standing, Store } from './store.ts'
import { tellOf } from './telling.ts'

/** What a conversation is remembered by. */
type Kept = { readonly dialog: DialogState; readonly memory: Memory }

export type Parts = Means & {
  readonly store: Store
  readonly answer: Answerer
  readonly understand: (text: string) => Understanding
  /** Hears a message the rules are unsure of, where there is a model to ask. */
  readonly hard?: HearHard
  /** Finds out what each file really is, and keeps those that are taken. */
  readonly take: (message: Message, now: Date) => Promise<readonly Looked[]>
}

/** How a message and its understanding are heard where the rules alone do not tell. */
export type HearHard = (hard: Omit<Hard, 'forms'>) => Promise<Heard>

/** What one turn said, and where the conversation stands after it. */
export type Turned = { readonly conversation: string; readonly replies: readonly Reply[]; readonly dialog: DialogState }

export type Desk = {
  /** The replies to one message, committed; null when it was heard before. @param show an answer while a model writes it, where the channel can. */
  readonly hear: (message: Message, now: Date, show?: Show) => Promise<Turned | null>
  /** A message was recalled: what it brought leaves the draft. */
  readonly recall: (message: { readonly channel: string; readonly conversation: string; readonly id: string }, now: Date) => Promise<Turned | null>
  /** Looks after conversations whose time has come: one reminder, or the end of an abandoned draft. */
  readonly wake: (now: Date) => Promise<readonly Turned[]>
  /** Looks after cases whose time has come. */
  readonly rounds: (now: Date) => Promise<readonly Stuck[]>
}

/** A conversation nobody comes back to is forgotten after this long. */
const FORGET_MS = 30 * 24 * 3600_000
const AT_ONCE = 100

export function openDesk(parts: Parts): Desk {
  const { store, corpus } = parts

  async function turn(standing: Standing, message: Message, files: readonly Looked[], now: Date, show?: Show): Promise<Outcome<Turned>> {
    const own = await ownCases(store, message.conversation)
    const relayed = relay(own, message, files, chinaTime(now))
    if (relayed) return commit(message, now, own, { ...kept(standing), replies: [], effects: [] }, joined(relayed))
    const { dialog, memory } = kept(standing)
    const { conversation: person } = message
    const today = chinaDay(now)
    // Only a model is waited for.
    const until = parts.hard && AbortSignal.timeout(PATIENCE_MS)
    const ruled = { text: message.text, understanding: parts.understand(message.text) }
    const { text, understanding } = (await parts.hard?.({ text: ruled.text, own: ruled.understanding, dialog, today, person, until })) ?? ruled
    let remembered = memory
    const asked: Question[] = []
    const heard = await hear(dialog, {
      text,
      attachments: files,
      messageId: message.id,
      setting: message.setting,
      now: chinaTime(now),
      understanding,
      answer: async (only) => {
        const given = await parts.answer(only ?? message.text, remembered, today, { person, until, show })
        remembered = given.memory
        asked.push(questionOf(message, asked.length, only ?? message.text, given.answer, now))
        return given.answer
      },
      cases: own.map((c) => viewOf(corpus, c, dialog.language)),
      departmentsOf: (measure, region) => departmentsOf(corpus, measure, region, dialog.language),
      cite: (clause, quote) => citation(corpus, clause, quote),
    })
    const passed = heard.state.draft === null ? passedOn(own, message, asked, chinaTime(now)) : null
    if (passed) return { ...(await commit(message, now, own, { dialog: heard.state, memory: remembered, replies: [], effects: [] }, joined(passed))), asked }
    const done = carryOut(parts, heard.effects, own, chinaTime(now), heard.state.language)
    return { ...(await commit(message, now, own, { dialog: heard.state, memory: remembered, replies: heard.replies, effects: heard.effects }, done)), asked }
  }

  /** Everything a turn leaves behind, as one outcome. */
  async function commit(
    { channel, conversation, id }: Pick<Message, 'channel' | 'conversation' | 'id'>,
    now: Date,
    own: readonly Case[],
    said: Kept & Pick<Result, 'replies' | 'effects'>,
    done: CarriedOut,
  ): Promise<Outcome<Turned>> {
    const { dialog, memory } = said
    const replies = [...said.replies, ...done.replies]
    const stored = done.attached.length ? await store.files.ofConversation(conversation) : []
    const wake = wakeAt(dialog)
    return {
      value: { conversation, replies, dialog },
      state: { dialog, memory } satisfies Kept,
      keepUntil: new Date(now.getTime() + FORGET_MS),
      wakeAt: wake === null ? null : new Date(wake),
      cases: done.changed.map((c) => c.change),
      outgoing: [...outgoing(channel, conversation, id, replies), ...(await tellOf(store, done.changed, conversation))],
      records: done.records,
      attach: done.attached.flatMap(({ hash, case: number }) => stored.filter((f) => f.hash === hash).map((f) => ({ file: f.id, case: number }))),
      ...(said.effects.some((e) => e.kind === 'erase') ? { erase: { conversation: true, cases: own.map((c) => c.number) } } : {}),
    }
  }

  /** A turn without a message: time, or a message taken back. */
  async function quietly(conversation: string, inbound: { channel: string; id: string }, now: Date, work: (dialog: DialogState) => Result): Promise<Turned | null> {
    const turned = await store.turn(conversation, inbound, now, (standing) => {
      const { state, replies, effects } = work(kept(standing).dialog)
      const at = { channel: channelOf(conversation), conversation, id: inbound.id }
      return commit(at, now, [], { dialog: state, memory: kept(standing).memory, replies, effects }, joined({}))
    })
    return turned.kind === 'done' ? turned.value : null
  }

  return {
    async hear(message, now, show) {
      const files = await parts.take(message, now)
      const turned = await store.turn(message.conversation, { channel: message.channel, id: message.id }, now, (standing) => turn(standing, message, files, now, show))
      return turned.kind === 'done' ? turned.value : null
    },
    recall: ({ channel, conversation, id }, now) => quietly(conversation, { channel, id: `recall:${id}` }, now, (dialog) => recall(dialog, id, chinaTime(now))),
    async wake(now) {
      const woken: Turned[] = []
      for (const { conversation, version } of await store.keeping.waking(now, AT_ONCE)) {
        const turned = await quietly(conversation, { channel: 'clock', id: `${conversation}@${version}` }, now, (dialog) => tick(dialog, chinaTime(now)))
        if (turned) woken.push(turned)
      }
      return woken
    },
    rounds: (now) => roundOfCases(store, now),
  }
}

function kept({ state }: Standing): Kept {
  return (state as Kept | null) ?? { dialog: NO_DIALOG, memory: NOTHING_SAID }
}

async function ownCases(store: Store, conversation: string): Promise<Case[]> {
  const { rows } = await store.cases.list({ conversation, limit: 50 })
  const found = await Promise.all(rows.filter((row) => !row.erased).map((row) => readCase(store, row.case)))
  return found.flatMap((file) => file?.case ?? [])
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

function outgoing(channel: string, conversation: string, id: string, replies: readonly Reply[]): Outgoing[] {
  return replies.map((body, n) => ({ key: `${channel}:${id}:${n}`, channel, conversation, body }))
}

/** A question for the bureau to learn from: what could name a person or a company's papers is masked. */
function questionOf({ channel, id }: Message, n: number, text: string, answer: Answer, at: Date): Question {
  const masked = text
    .normalize('NFKC')
    .replace(/[\w.+-]+@[\w-]+\.\w+/g, '＊')
    .replace(/[0-9A-Za-z][0-9A-Za-z\s-]{4,}[0-9A-Za-z]/g, (run) => (/\d(?:[\s-]?\w){5}/.test(run) ? '＊' : run))
  const { answered, reason } = answer
  const clauses = [...new Set(answer.citations.map((c) => c.clause))]
  return { id: n === 0 ? `${channel}:${id}` : `${channel}:${id}:${n}`, at, text: [...masked].slice(0, 300).join(''), answered, reason, clauses, useful: null }
}
