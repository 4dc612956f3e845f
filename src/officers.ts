/** The officers' desk: one act of one officer is one transaction, allowed and refused here, below every channel; a channel renders what comes back. */
import { appended, readCase } from './case-file.ts'
import { type Case, LIVE_STATUSES as LIVE } from './cases/case.ts'
import type { CaseEvent } from './cases/event.ts'
import { chinaTime } from './clock.ts'
import type { Corpus } from './corpus/corpus.ts'
import type { Entry } from './keeping.ts'
import type { Attachment, Both, Language, Looked, SentFile } from './message.ts'
import { ABSENT, type Outcome as ActOutcome, act, type OfficerAction, type Refused, refused } from './officer/act.ts'
import { may } from './officer/authorisation.ts'
import type { Officer } from './officer/officer.ts'
import { type Card, card, type Page, type Queue } from './officer/queue.ts'
import { type CaseView, type HistoryLine, history, type Looking, viewCase } from './officer/view.ts'
import { channelOf } from './reach.ts'
import { type CaseQuery, type CaseRow, type Delivered, type FileRow, type Inbound, type Outcome, type Store, shelfOf } from './store.ts'
import { tellOf } from './telling.ts'

/** `again`: this very act was carried out before, and is not carried out twice. */
export type Acted = { readonly kind: 'done' | 'again'; readonly card: Card } | Extract<ActOutcome, { kind: 'preview' }> | Refused
/** All that stands in a case and an officer may see from where he looks. `deliveries`: what became of the words sent to the enterprise. */
export type Seen =
  | {
      readonly kind: 'seen'
      readonly view: CaseView
      readonly card: Card
      readonly history: readonly HistoryLine[]
      /** `sent`: by an officer to the enterprise; the others came from it. */
      readonly files: readonly (FileRow & { readonly sent: boolean })[]
      readonly deliveries: readonly Delivered[]
    }
  | Refused

export type Attached = {
  readonly kind: 'attached'
  readonly files: readonly SentFile[]
  readonly turnedDown: readonly { readonly name: string; readonly problem: Both }[]
}

/** Finds out what files really are, and keeps those that are taken. */
export type Take = (message: { readonly conversation: string; readonly attachments: readonly Attachment[] }, now: Date) => Promise<readonly Looked[]>

export type OfficerDesk = {
  /** @param on.seen `moved` of the card or view that was acted upon; null for an act on what is shown now. @param message where it was said: the same id acts once. */
  readonly act: (officer: Officer, on: { readonly case: string; readonly seen: number | null }, action: OfficerAction, message: Inbound, now: Date) => Promise<Acted>
  /** @param looking `open` is the reason for looking at personal data, null for not looking at it. */
  readonly look: (officer: Officer, number: string, looking: Looking, message: Inbound, now: Date) => Promise<Seen>
  /** A file of a case, for whoever may see the case, on the bureau's own machines alone; each is recorded. */
  readonly file: (
    officer: Officer,
    number: string,
    file: string,
    message: Inbound,
    now: Date,
  ) => Promise<{ readonly kind: 'file'; readonly file: FileRow; readonly bytes: Uint8Array } | Refused>
  /** Keeps files that are to go out with a reply to the enterprise, looked into like all others; what is not taken is named with the reason. */
  readonly attach: (officer: Officer, number: string, files: readonly Attachment[], now: Date) => Promise<Attached | Refused>
  /** The card of a case, for whoever may see it. */
  readonly card: (officer: Officer, number: string, now: Date) => Promise<Card | null>
  /** The card as it stands in a department's room, where everybody may see it who may be there. */
  readonly cardIn: (number: string, now: Date) => Promise<Card | null>
  /** @param page from 1, ten a page, the most urgent first. @param language of the cards, Chinese where none is named. */
  readonly queue: (officer: Officer, which: Queue, page: number, now: Date, language?: Language) => Promise<Page>
  /** Keeps that somebody without the right to it tried something. */
  readonly turnedAway: (who: string, what: string, now: Date) => Promise<void>
}

const DAY = 24 * 3600_000
/** Looks and refusals are kept as long as access logs (网络安全法 第二十一条: six months at least). */
const KEEP_ACCESS_MS = 184 * DAY
const KEEP_TURN_MS = 7 * DAY
const PAGE = 10
/** Longer queues than this are nobody's reading; the filters are. */
const MOST = 1000

export function openOfficerDesk({ corpus, store, take }: { readonly corpus: Corpus; readonly store: Store; readonly take: Take }): OfficerDesk {
  const found = (number: string) => readCase(store, number)

  async function seen(officer: Officer, number: string): Promise<boolean> {
    const c = (await found(number))?.case
    return c !== undefined && may(officer, c, 'view')
  }

  /** An officer's word is a turn of his own conversation: once by its id, and again when somebody else moved the case in between. */
  async function turn<T>(officer: Officer, message: Inbound, now: Date, work: () => Promise<Omit<Outcome<T>, 'state' | 'keepUntil'>>): Promise<T | null> {
    const turned = await store.turn(`officer:${officer.id}`, message, now, async ({ state }) => ({
      state,
      keepUntil: new Date(now.getTime() + KEEP_TURN_MS),
      ...(await work()),
    }))
    return turned.kind === 'done' ? turned.value : null
  }

  /** Whether the enterprise is on a machine that is not the bureau's, and gets no files there. */
  const foreign = async (number: string) => channelOf((await store.cases.row(number))?.conversation ?? '') === 'slack'

  /** The files as they are kept, whatever they are called by whoever names them. */
  async function sendable(number: string, named: readonly SentFile[]): Promise<readonly SentFile[] | 'no-such-file' | 'no-files-there'> {
    const shelf = await store.files.ofConversation(shelfOf(number))
    const found = [...new Set(named.map((f) => f.id))].map((id) => shelf.find((f) => f.id === id))
    if (await foreign(number)) return 'no-files-there'
    return found.every((f) => f !== undefined) ? found.map(({ id, name }) => ({ id, name })) : 'no-such-file'
  }

  const access = (subject: string, by: string, detail: string, at: Date): Entry => ({
    kind: 'access',
    subject,
    by,
    detail,
    at,
    keepUntil: new Date(at.getTime() + KEEP_ACCESS_MS),
  })

  return {
    async act(officer, on, action, message, now) {
      const acted = await turn<Acted>(officer, message, now, async () => {
        const at = chinaTime(now)
        const c = (await found(on.case))?.case ?? null
        const files = c && action.kind === 'reply' && action.files?.length ? await sendable(on.case, action.files) : []
        const meant: OfficerAction = action.kind === 'reply' && files !== 'no-such-file' && files !== 'no-files-there' ? { ...action, files } : action
        const decided = act(corpus, c, officer, meant, at, on.seen)
        const outcome = decided.kind !== 'refused' && typeof files === 'string' ? refused(files) : decided
        if (outcome.kind === 'refused') return { value: outcome, records: [access(on.case, officer.id, `拒绝：${action.kind}（${outcome.reason}）`, now)] }
        if (outcome.kind === 'preview' || !c) return { value: outcome.kind === 'preview' ? outcome : ABSENT }
        const changed = appended(c.number, c, outcome.events, outcome.notices)
        return {
          value: { kind: 'done', card: card(changed.case, at) },
          cases: [changed.change],
          outgoing: await tellOf(store, [changed]),
          attach: attachOf(meant, on.case),
        }
      })
      if (acted) return acted
      const c = (await found(on.case))?.case
      return c && may(officer, c, 'view') ? { kind: 'again', card: card(c, chinaTime(now)) } : ABSENT
    },

    async look(officer, number, looking, message, now) {
      const at = chinaTime(now)
      const shown = await turn<{ readonly view: CaseView; readonly case: Case; readonly events: readonly CaseEvent[] } | Refused>(officer, message, now, async () => {
        const there = await found(number)
        const viewed = viewCase(officer, there?.case ?? null, looking, at)
        if (viewed.kind === 'refused' || !there) return { value: ABSENT, records: [access(number, officer.id, '拒绝：view', now)] }
        if (viewed.events.length === 0) return { value: { view: viewed.view, case: there.case, events: there.events } }
        const { case: after, change: looked } = appended(number, there.case, viewed.events, [])
        return {
          value: { view: viewed.view, case: after, events: [...there.events, ...(looked.events as readonly CaseEvent[])] },
          cases: [looked],
          records: [access(number, officer.id, `查看个人信息：${looking.open ?? ''}`.slice(0, 200), now)],
        }
      })
      if (!shown || 'reason' in shown) return shown ?? ABSENT
      const own = looking.place === 'own'
      const row = await store.cases.row(number)
      const [all, shelf, deliveries] = await Promise.all([
        own ? store.files.ofCase(number) : [],
        own ? store.files.ofConversation(shelfOf(number)) : [],
        row?.conversation ? store.outbox.deliveries(number, row.conversation) : [],
      ])
      const files = all.map((file) => ({ ...file, sent: shelf.some((f) => f.id === file.id) }))
      return {
        kind: 'seen',
        view: shown.view,
        card: card(shown.case, at, looking.language),
        history: history(shown.events, looking.place, looking.language),
        files,
        deliveries,
      }
    },

    async file(officer, number, id, message, now) {
      const row = await turn<FileRow | Refused>(officer, message, now, async () => {
        const c = (await found(number))?.case
        const file = c && may(officer, c, 'view') ? (await store.files.ofCase(number)).find((f) => f.id === id) : undefined
        return { value: file ?? ABSENT, records: [access(number, officer.id, file ? '取出案件里的文件' : '拒绝：file', now)] }
      })
      const bytes = row && !('reason' in row) ? await store.files.bytes(row.id) : null
      return row && !('reason' in row) && bytes ? { kind: 'file', file: row, bytes } : ABSENT
    },

    async attach(officer, number, files, now) {
      const c = (await found(number))?.case
      const why = !c || !may(officer, c, 'view') ? ABSENT : may(officer, c, 'reply') ? null : refused('not-allowed')
      if (why) {
        await store.keeping.record(access(number, officer.id, '拒绝：attach', now))
        return why
      }
      if (await foreign(number)) return refused('no-files-there')
      const looked = await take({ conversation: shelfOf(number), attachments: files }, now)
      const shelf = await store.files.ofConversation(shelfOf(number))
      const kept = looked.flatMap((file) => (file.accepted ? (shelf.find((f) => f.hash === file.hash) ?? []) : []))
      return {
        kind: 'attached',
        files: [...new Map(kept.map(({ id, name }) => [id, { id, name }])).values()],
        turnedDown: looked
          .filter((f) => !f.accepted)
          .map(({ name, problem = '收不下', english = 'it cannot be taken' }) => ({ name, problem: { zh: problem, en: english } })),
      }
    },

    async card(officer, number, now) {
      const c = (await found(number))?.case
      return c && may(officer, c, 'view') ? card(c, chinaTime(now)) : null
    },

    async cardIn(number, now) {
      const c = (await found(number))?.case
      return c ? card(c, chinaTime(now)) : null
    },

    async queue(officer, which, page, now, language) {
      const listed = await all(store, queries(officer, which, now))
      const hidden = await Promise.all(listed.map(async (row) => onlyByName(officer, row) && !(await seen(officer, row.case))))
      const rows = listed.filter((_, i) => !hidden[i])
      const pages = Math.max(1, Math.ceil(rows.length / PAGE))
      const asked = Math.min(Math.max(1, page), pages)
      const here = await Promise.all(rows.slice((asked - 1) * PAGE, asked * PAGE).map(async (row) => (await found(row.case))?.case))
      const cards = here.flatMap((c) => (c && may(officer, c, 'view') ? [card(c, chinaTime(now), language)] : []))
      return { cards, page: asked, pages, total: rows.length }
    },

    turnedAway: (who, what, now) => store.keeping.record(access('officers', who, `拒绝：${what}`.slice(0, 200), now)),
  }
}

/** Files that go out with a reply belong to its case from then on. */
function attachOf(action: OfficerAction, number: string): Outcome<unknown>['attach'] {
  return action.kind === 'reply' ? (action.files ?? []).map(({ id }) => ({ file: id, case: number, from: shelfOf(number) })) : []
}

/** What only his name is on may have been taken in a department he has left since: what he may not see is not even counted. */
function onlyByName(officer: Officer, { departments, accountable, handler }: CaseRow): boolean {
  return !departments.includes(officer.department) && (accountable === officer.id || handler === officer.id)
}

/** The rows that can hold a case this officer may see; what each may be seen of is decided case by case. */
function queries(officer: Officer, which: Queue, now: Date): CaseQuery[] {
  if (!officer.active || officer.role === 'admin') return []
  const whole = officer.city === null && officer.role === 'chief'
  const reach: Partial<CaseQuery>[] = whole
    ? [{}]
    : [
        { departments: [officer.department] },
        ...(officer.role === 'duty' ? [{ statuses: ['submitted'], ...(officer.city === null ? {} : { city: officer.city }) }] : []),
        { accountable: officer.id },
      ]
  const limit = MOST
  switch (which.kind) {
    case 'mine':
      return [
        { handler: officer.id, statuses: LIVE, limit },
        { accountable: officer.id, statuses: LIVE, limit },
      ]
    case 'department':
      return (whole ? [{ departments: [officer.department] }] : reach).map((r) => ({ statuses: LIVE, ...r, limit }))
    case 'overdue':
      return reach.map((r) => ({ statuses: LIVE, ...r, dueBefore: now, limit }))
    case 'city':
      return reach.map((r) => ({ statuses: LIVE, ...r, city: which.city, limit }))
    case 'all':
      return reach.map((r) => ({ ...r, limit }))
  }
}

/** The rows of several queries, each once, the most urgent first. */
async function all(store: Store, asked: readonly CaseQuery[]): Promise<CaseRow[]> {
  const found = await Promise.all(asked.map(async (query) => (await store.cases.list(query)).rows))
  const rows = new Map(found.flat().map((row) => [row.case, row]))
  const urgency = (row: CaseRow) => row.due?.getTime() ?? Number.MAX_SAFE_INTEGER
  return [...rows.values()].filter((row) => !row.erased).sort((a, b) => urgency(a) - urgency(b) || (a.case < b.case ? -1 : 1))
}
