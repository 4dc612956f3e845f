/** Fills an empty store for the walk-through (`npm start -- --demo`): officers to sign in as, cases in every state over the last weeks, questions and what people thought of the answers. */
import { isWorkingDay } from '../calendar.ts'
import { appended, readCase } from '../case-file.ts'
import type { Case } from '../cases/case.ts'
import type { Standard } from '../cases/due.ts'
import { enterpriseAct } from '../cases/enterprise.ts'
import type { CaseNotice, EventDraft } from '../cases/event.ts'
import { type Circumstances, openCall, openCase } from '../cases/open.ts'
import { chinaDay, chinaTime } from '../clock.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Desk } from '../desk.ts'
import { DeskError } from '../errors.ts'
import { hashOfCode, newCode } from '../officer/code.ts'
import { cityOf, type Officer } from '../officer/officer.ts'
import type { OfficerDesk } from '../officers.ts'
import { route } from '../routing/route.ts'
import type { FileRow, Store } from '../store.ts'
import { tellOf } from '../telling.ts'
import { OFFICERS, type Player, QUESTIONS, STORIES, type Step, type Story, type When } from './cast.ts'

export type DemoParts = {
  readonly corpus: Corpus
  readonly standards: readonly Standard[]
  readonly store: Store
  readonly desk: Desk
  readonly officers: OfficerDesk
  /** At least 32 bytes from a cryptographic source. */
  readonly random: () => Uint8Array
}
/** Somebody to sign in as; the code serves once and until a day is over. */
export type DemoOfficer = Player & { readonly code: string }

/** What the demo's messages go by; nothing carries them anywhere. */
const CHANNEL = 'demo'
const DAY = 24 * 3600_000
const KEEP_MS = 30 * DAY
const UNREAD = 2
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Seeds a store once, and gives a sign-in code for each officer each time. */
export async function seedDemo(parts: DemoParts, now: Date): Promise<readonly DemoOfficer[]> {
  const { store, random } = parts
  const first = OFFICERS[0] as Player
  if ((await store.officers.find({ id: first.id })) === null) await seed(parts, now)
  return Promise.all(
    OFFICERS.map(async (officer) => {
      const code = newCode(random())
      await store.officers.offerCode(officer.id, hashOfCode(officer.id, code), new Date(now.getTime() + DAY), now)
      return { ...officer, code }
    }),
  )
}

async function seed(parts: DemoParts, now: Date): Promise<void> {
  const { store } = parts
  for (const { id, name, department, role } of OFFICERS)
    await store.officers.save({ id, name, department, city: cityOf(department), role, active: true, slack: null }, now)
  for (const [n, story] of STORIES.entries()) await play(parts, story, n, now)
  for (const [n, [at, text, useful]] of QUESTIONS.entries()) {
    const moment = momentOf(at, now)
    const id = `question-${n}`
    await parts.desk.hear({ channel: CHANNEL, id, conversation: `${CHANNEL}:asker-${n}`, setting: 'private', text, attachments: [], at: chinaTime(moment) }, moment)
    if (useful !== undefined) await store.asked.rate(`${CHANNEL}:${id}`, useful)
  }
  await deliver(store, now)
}

/** One story: the request as the dialog would have handed it over, then each step through the same doors as in earnest. */
async function play(parts: DemoParts, story: Story, n: number, now: Date): Promise<void> {
  const { store, officers } = parts
  const conversation = `${CHANNEL}:enterprise-${n}`
  const opened = momentOf(story.at, now)
  const files = await pictures(store, conversation, story.evidence ?? 0, `证据-${n}`, opened)
  const number = await submit(parts, story, conversation, files, opened)
  for (const [i, one] of story.steps.entries()) {
    const at = momentOf(one.at, now)
    if (one.kind === 'enterprise') await enterprise(parts, conversation, number, one, `step-${n}-${i}`, at)
    else {
      const officer = (await store.officers.find({ id: one.by })) as Officer | null
      const acted = officer && (await officers.act(officer, { case: number, seen: null }, one.act, { channel: CHANNEL, id: `step-${n}-${i}` }, at))
      if (acted?.kind !== 'done') throw broken(`${one.by} ${one.act.kind}`, n)
    }
  }
}

async function submit({ corpus, standards, store, random }: DemoParts, story: Story, conversation: string, files: readonly FileRow[], at: Date): Promise<string> {
  const circumstances: Circumstances = { corpus, standards, language: story.english ? 'en' : 'zh', now: chinaTime(at), random: random() }
  const { request } = story
  const opening =
    request.kind === 'call'
      ? openCall({ departments: [request.department], measure: null, region: request.region, consent: null, slots: {} }, circumstances)
      : openCase(
          {
            ...request,
            slots: files.length ? { ...request.slots, evidence: files.map((f) => f.name) } : request.slots,
            consent: { at: chinaTime(at), noticeVersion: 'demo' },
          },
          route(corpus, request.measure, request.region, corpus.departments),
          circumstances,
        )
  if (opening.kind !== 'opened') throw broken('submit', 0)
  await commit(store, conversation, `${conversation}-submit`, at, null, opening.number, opening.events, opening.notices, files)
  return opening.number
}

async function enterprise(
  { store }: DemoParts,
  conversation: string,
  number: string,
  { act, files }: Extract<Step, { kind: 'enterprise' }>,
  id: string,
  at: Date,
): Promise<void> {
  const before = (await readCase(store, number))?.case ?? null
  const sent = await pictures(store, conversation, files, '补充', at)
  const named = 'files' in act && files > 0 ? { ...act, files: sent.map((f) => f.name) } : act
  const outcome = enterpriseAct(before, named, chinaTime(at))
  if (outcome.kind !== 'done') throw broken(`enterprise ${act.kind}`, 0)
  await commit(store, conversation, id, at, before, number, outcome.events, outcome.notices, sent)
}

async function commit(
  store: Store,
  conversation: string,
  id: string,
  at: Date,
  before: Case | null,
  number: string,
  drafts: readonly EventDraft[],
  notices: readonly CaseNotice[],
  files: readonly FileRow[],
): Promise<void> {
  const changed = appended(number, before, drafts, notices)
  await store.turn(conversation, { channel: CHANNEL, id }, at, async ({ state }) => ({
    value: null,
    state,
    keepUntil: new Date(at.getTime() + KEEP_MS),
    cases: [changed.change],
    outgoing: await tellOf(store, [changed], conversation),
    attach: files.map((f) => ({ file: f.id, case: number })),
  }))
}

/** Small pictures, each of its own bytes so that each is a file of its own. */
async function pictures(store: Store, conversation: string, count: number, name: string, at: Date): Promise<FileRow[]> {
  const keepUntil = new Date(at.getTime() + KEEP_MS)
  const put = (n: number) => {
    const bytes = new Uint8Array([...Buffer.from(PIXEL, 'base64'), n])
    return store.files.put(conversation, { name: `演示-${name}-${n + 1}.png`, type: 'image/png', bytes }, at, keepUntil)
  }
  return Promise.all(Array.from({ length: count }, (_, n) => put(n)))
}

/** What the demo would have sent counts as sent, and what its officers were told as read but for the last lines. */
async function deliver(store: Store, now: Date): Promise<void> {
  for (const { channel, waiting } of await store.outbox.backlog()) {
    for (let left = channel === CHANNEL ? waiting : waiting - UNREAD; left > 0; ) {
      const claimed = await store.claim(CHANNEL, now, 60_000, left, channel)
      if (claimed.length === 0) break
      for (const message of claimed) await store.settle(message, { kind: 'sent' }, now)
      left -= claimed.length
    }
  }
}

/** So many working days back, at a time in China that is not to come yet. */
function momentOf([days, time]: When, now: Date): Date {
  let at = now
  for (let left = days; left > 0; ) {
    at = new Date(at.getTime() - DAY)
    if (worked(chinaDay(at))) left--
  }
  const moment = new Date(`${chinaDay(at)}T${time}:00+08:00`)
  // Early in the morning, and at a weekend, the day's own events have just happened.
  return moment > now ? new Date(now.getTime() - 3600_000 + Number(time.slice(3)) * 30_000) : moment
}

/** A year without data is no reason not to show anything: then every weekday counts. */
function worked(day: string): boolean {
  const known = isWorkingDay(day)
  const weekday = new Date(day).getUTCDay()
  return known.kind === 'counted' ? known.value : weekday !== 0 && weekday !== 6
}

function broken(what: string, n: number): DeskError {
  return new DeskError('demo', `演示数据的第 ${n + 1} 个故事走不下去：${what}`, '请核对 src/demo/cast.ts')
}
