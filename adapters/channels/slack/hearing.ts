/** Works off what was kept: a question goes to the desk, what is typed under a card becomes a note, an edit is noticed once, a deletion taken back. */
import { randomUUID } from 'node:crypto'
import type { Hear, Recall } from '../../../src/channel.ts'
import type { Clock } from '../../../src/clock.ts'
import type { Looked, Message } from '../../../src/message.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import type { OfficerDesk } from '../../../src/officers.ts'
import type { Accepted, Store } from '../../../src/store.ts'
import { type Calls, refusedFor } from './calls.ts'
import { type Fetched, fetchFiles } from './files.ts'
import { paced } from './pace.ts'
import { CHANNEL, type Kept } from './receive.ts'
import type { Sender } from './send.ts'
import { short } from './text.ts'

export type Means = {
  readonly hear: Hear
  readonly recall: Recall
  readonly take: (message: Message, now: Date) => Promise<readonly Looked[]>
  readonly officers: Pick<OfficerDesk, 'act' | 'turnedAway'>
  readonly officerOf: (user: string) => Promise<Officer | null>
  readonly store: Pick<Store, 'outbox' | 'keeping' | 'turn'>
  readonly calls: Calls
  readonly sender: Sender
  readonly clock: Clock
  readonly token: string
  readonly apiUrl: string | undefined
  readonly botUser: () => string
  /** Whether somebody waits to be acknowledged right now. */
  readonly pressed: () => boolean
}

export type Hearing = {
  /** For the intake. @throws Error when it is to be tried again. */
  readonly handle: (accepted: Accepted) => Promise<void>
  readonly questionOf: (id: string) => string | null
  readonly ours: (id: string) => boolean
}

type Said = Extract<Kept, { kind: 'said' }>

/** So long without an answer, and the person is told that it takes a while. */
const PROGRESS_MS = 1_500
const REMEMBER = 5_000
const DAY_MS = 24 * 3600_000

export function openHearing(means: Means): Hearing {
  const { hear, recall, take, officers, officerOf, store, calls, sender, clock } = means
  const questions = new Map<string, string>()
  const heard = new Set<string>()
  /** Who has spoken to us in a thread: he may go on without a mention. */
  const askers = new Map<string, Set<string>>()
  const inTurn = paced(means.pressed)

  async function ask(id: string, conversation: string, text: string, attachments: Fetched['attachments']): Promise<void> {
    const now = clock()
    remember(heard, id)
    const slow = setTimeout(() => void sender.progress(conversation, id).catch(() => {}), PROGRESS_MS)
    try {
      await hear({ channel: CHANNEL, id, conversation, setting: 'staff', text, attachments, at: now.toISOString() }, now)
    } finally {
      clearTimeout(slow)
    }
  }

  async function said(id: string, conversation: string, body: Said): Promise<void> {
    const { channel, root, user, text, addressed } = body
    const number = root === null ? null : await caseAt(body)
    if (number !== null && (!addressed || channel.startsWith('D'))) return noted(id, conversation, number, body)
    if (!addressed && !(await goesOn(conversation, body))) return
    if (addressed) remember(within(conversation), user)
    const { attachments, refused } = await fetchFiles(body.files, means.token, means.apiUrl)
    if (refused.length) await sender.say(conversation, `files:${id}`, refusals(refused))
    if (text || attachments.length) await ask(id, conversation, text, attachments)
    else if (refused.length === 0) await sender.say(conversation, `empty:${id}`, '请在 @知问 后面写上问题，例如：质押登记几天能办好')
  }

  /** The case whose card a thread hangs on. */
  async function caseAt({ channel, root, user }: Said): Promise<string | null> {
    const room = channel.startsWith('D') ? `${CHANNEL}:@${user}` : `${CHANNEL}:${channel}`
    return root === null ? null : store.outbox.thingAt(CHANNEL, room, root)
  }

  function within(conversation: string): Set<string> {
    const known = askers.get(conversation) ?? new Set<string>()
    askers.delete(conversation)
    askers.set(conversation, known)
    if (askers.size > REMEMBER) askers.delete(askers.keys().next().value as string)
    return known
  }

  /** Whether something said to nobody in a thread is said to us: the desk has spoken there, and whoever speaks has spoken to it before. */
  async function goesOn(conversation: string, { channel, root, user, parent }: Said): Promise<boolean> {
    if (!(await store.keeping.knows(conversation))) return false
    const known = within(conversation)
    if (known.has(user)) return true
    const { messages } = (await calls.call('conversations.replies', { channel, ts: root, limit: 200 })) as {
      readonly messages?: readonly { readonly user?: string; readonly text?: string; readonly ts?: string; readonly bot_id?: string }[]
    }
    for (const post of messages ?? []) if (post.user && post.text?.includes(`<@${means.botUser()}>`)) known.add(post.user)
    // A question somebody shared hangs on a post of ours: whoever goes on below it means us.
    if (parent === means.botUser() || messages?.find((post) => post.ts === root)?.user === means.botUser()) known.add(user)
    return known.has(user)
  }

  async function noted(id: string, conversation: string, number: string, { channel, ts, root, user, text, files }: Said): Promise<void> {
    const now = clock()
    const officer = await officerOf(user)
    if (!officer) {
      await officers.turnedAway(`slack:${user}`, `备注 ${number}`, now)
      return sender.whisper({ channel, root }, user, NOT_AN_OFFICER)
    }
    const { attachments, refused } = await fetchFiles(files, means.token, means.apiUrl)
    const message: Message = { channel: CHANNEL, id, conversation, setting: 'staff', text, attachments, at: now.toISOString() }
    const looked = attachments.length ? await take(message, now) : []
    const kept = looked.filter((file) => file.accepted).map((file) => `${file.name}（SHA-256 ${file.hash.slice(0, 12)}）`)
    const lost = [...refused, ...looked.filter((file) => !file.accepted).map(({ name, problem }) => ({ name, problem: problem ?? '打不开' }))]
    const words = [text, ...(kept.length ? [`［文件：${kept.join('、')}］`] : [])].filter(Boolean).join('\n')
    if (words) {
      const acted = await officers.act(officer, { case: number, seen: null }, { kind: 'note', text: words }, { channel: CHANNEL, id }, now)
      if (acted.kind === 'refused') return sender.whisper({ channel, root }, user, `没有记下备注：${acted.words.zh}`)
      // A small mark says that it was kept; without it the note is kept all the same.
      await calls.call('reactions.add', { channel, timestamp: ts, name: 'memo' }).catch(() => {})
    }
    if (lost.length) await sender.whisper({ channel, root }, user, refusals(lost))
  }

  /** An edit is no new question; whoever edits hears so once. */
  async function edited({ id, conversation }: Accepted, body: Extract<Kept, { kind: 'edited' | 'deleted' }>): Promise<void> {
    const { channel, root, ts, user } = body
    if (!body.addressed && !(await store.keeping.knows(conversation))) return
    const first = await store.turn(`${CHANNEL}:edits`, { channel: CHANNEL, id }, clock(), ({ state }) => ({
      value: true,
      state,
      keepUntil: new Date(clock().getTime() + DAY_MS),
    }))
    if (first.kind === 'done')
      await sender.whisper({ channel, root: root ?? (channel.startsWith('D') ? null : ts) }, user, '已看到您改了上一条；要按新内容回答，请再发一次。')
  }

  /** Asked in private, now asked again where everybody reads it. */
  async function shared(id: string, { channel, user, name, text }: Extract<Kept, { kind: 'shared' }>): Promise<void> {
    try {
      const root = await sender.say(`${CHANNEL}:${channel}`, id, `${short(name, 60)} 问：${short(text, 2500)}`)
      if (root) await ask(id, `${CHANNEL}:${channel}:${root.ts}`, text, [])
    } catch (error) {
      if (!refusedFor(error, 'not_in_channel', 'channel_not_found', 'is_archived')) throw error
      await sender.whisper({ channel }, user, '知问不在这个频道里，没能分享；请先执行 /invite @知问。')
    }
  }

  return {
    // What was kept is acknowledged first, then thought about.
    handle: (accepted) => inTurn(() => workedOff(accepted)),
    questionOf: (id) => questions.get(id) ?? null,
    ours: (id) => heard.has(id),
  }

  async function workedOff(accepted: Accepted): Promise<void> {
    const { id, conversation } = accepted
    const body = accepted.body as Kept
    switch (body.kind) {
      case 'said':
        return said(id, conversation, body)
      case 'asked':
        if (conversation.includes(':!')) keepQuestion(questions, id, body.text)
        return ask(id, conversation, body.text, [])
      case 'shared':
        return shared(id, body)
      case 'edited':
        return edited(accepted, body)
      case 'deleted':
        return void (await recall({ channel: CHANNEL, conversation, id: `${body.channel}:${body.ts}` }, clock()))
    }
  }
}

export const NOT_AN_OFFICER = '您不在经办人名册里，不能办理案件。请让管理员用 npm run officers 登记并发一次性码，再在这里输入 /case 绑定 <编号> <一次性码>。'

/** An id for a look that is no act. */
export const anew = (what: string) => ({ channel: CHANNEL, id: `${what}:${randomUUID()}` })

function refusals(refused: Fetched['refused']): string {
  return refused.map(({ name, problem }) => `“${short(name, 100)}”没能收下：${problem}。`).join('\n')
}

function keepQuestion(questions: Map<string, string>, id: string, text: string): void {
  if (text.length > 1900) return
  questions.set(id, text)
  if (questions.size > REMEMBER) questions.delete(questions.keys().next().value as string)
}

function remember(known: Set<string>, one: string): void {
  known.add(one)
  if (known.size > REMEMBER) known.delete(known.values().next().value as string)
}
