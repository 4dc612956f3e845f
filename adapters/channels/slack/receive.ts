/** What Slack tells, made into what is kept on disk before it is acknowledged: which of it is for us, under which id, in which conversation. Pure. */
import { z } from 'zod'
import { plain } from './text.ts'

export const CHANNEL = 'slack'

/** A file as Slack describes it. */
export type Shared = { readonly name: string; readonly size: number; readonly url: string | null; readonly gone: boolean }

/**
 * Something for us to work off. `root` is the post a thread hangs on. `addressed`: said to us in so many words, or where nobody else is.
 * `asked` is said by a button or a command on a person's behalf.
 */
export type Kept =
  | {
      readonly kind: 'said'
      readonly channel: string
      readonly ts: string
      readonly root: string | null
      readonly user: string
      readonly text: string
      readonly addressed: boolean
      /** Who wrote the post the thread hangs on, where Slack tells. */
      readonly parent: string | null
      readonly files: readonly Shared[]
    }
  | { readonly kind: 'asked'; readonly user: string; readonly text: string }
  | { readonly kind: 'shared'; readonly channel: string; readonly user: string; readonly name: string; readonly text: string }
  | {
      readonly kind: 'edited' | 'deleted'
      readonly channel: string
      readonly ts: string
      readonly root: string | null
      readonly user: string
      readonly addressed: boolean
    }

/** To be kept before Slack hears that we have it. */
export type Heard = { readonly id: string; readonly conversation: string; readonly body: Kept }

const FileShape = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  mode: z.string().nullish(),
  file_access: z.string().nullish(),
})
const PostShape = z.object({
  user: z.string().optional(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().nullish(),
  files: z.array(FileShape).nullish(),
})
const EventShape = PostShape.extend({
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  message: PostShape.optional(),
  previous_message: PostShape.optional(),
})
type Post = z.infer<typeof PostShape>
type Event = z.infer<typeof EventShape>

/** Kinds of post that people make; all the others are Slack's own, or of a bot. */
const SAID: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast']

/** Where a post belongs: a direct message is one conversation, a channel one a thread. */
export function conversationOf(channel: string, ts: string, root: string | null): string {
  if (channel.startsWith('D')) return root === null ? `${CHANNEL}:${channel}` : `${CHANNEL}:${channel}:${root}`
  return `${CHANNEL}:${channel}:${root ?? ts}`
}

/** What an event is to us; null for nothing. @param bot our own user id. */
export function heardEvent(event: unknown, bot: string): Heard | null {
  const read = EventShape.safeParse(event)
  if (!read.success) return null
  const { subtype } = read.data
  if (read.data.type === 'message' && subtype === 'message_deleted') return deleted(read.data, bot)
  if (read.data.type === 'message' && subtype === 'message_changed') return changed(read.data, bot)
  return SAID.includes(subtype) ? said(read.data, bot) : null
}

/** A post by somebody else than a program. */
function person(post: Post, bot: string): string | null {
  return post.user && post.user !== bot && !post.bot_id ? post.user : null
}

/** The post its thread hangs on, when that is another one. */
function rootOf({ thread_ts, ts }: Post): string | null {
  return thread_ts && thread_ts !== ts ? thread_ts : null
}

function addressed(channel: string, text: string | null | undefined, bot: string): boolean {
  return channel.startsWith('D') || (text ?? '').includes(`<@${bot}>`)
}

function said(event: Event, bot: string): Heard | null {
  const user = person(event, bot)
  const root = rootOf(event)
  const { channel, ts } = event
  const forUs = event.type === 'app_mention' || addressed(channel, event.text, bot)
  // In a channel only a thread may go on without a mention, and not when it is said to somebody else.
  if (!user || (!forUs && (root === null || /^\s*<@[UW]/.test(event.text ?? '')))) return null
  const text = plain((event.text ?? '').replaceAll(`<@${bot}>`, ' '))
  const files = (event.files ?? []).map(
    (f): Shared => ({
      name: f.name ?? f.title ?? '未命名文件',
      size: f.size ?? 0,
      url: f.url_private_download ?? null,
      gone: f.mode === 'tombstone' || f.file_access === 'file_not_found',
    }),
  )
  return {
    id: `${channel}:${ts}`,
    conversation: conversationOf(channel, ts, root),
    body: { kind: 'said', channel, ts, root, user, text, addressed: forUs, parent: event.parent_user_id ?? null, files },
  }
}

function changed(event: Event, bot: string): Heard | null {
  const [after, before] = [event.message, event.previous_message]
  if (!after) return null
  // A post with answers below it that is deleted leaves a headstone.
  if (after.subtype === 'tombstone') return before ? taken('deleted', event.channel, before, addressed(event.channel, before.text, bot), bot) : null
  // Slack changes a post as well when it adds what a link leads to.
  if (!before || before.text === after.text) return null
  const forUs = addressed(event.channel, before.text, bot) || addressed(event.channel, after.text, bot)
  return taken('edited', event.channel, after, forUs, bot)
}

function deleted(event: Event, bot: string): Heard | null {
  const before = event.previous_message
  return before ? taken('deleted', event.channel, before, addressed(event.channel, before.text, bot), bot) : null
}

function taken(kind: 'edited' | 'deleted', channel: string, post: Post, forUs: boolean, bot: string): Heard | null {
  const user = person(post, bot)
  const root = rootOf(post)
  if (!user || (!forUs && root === null)) return null
  return {
    id: `${kind}:${channel}:${post.ts}`,
    conversation: conversationOf(channel, post.ts, root),
    body: { kind, channel, ts: post.ts, root, user, addressed: forUs },
  }
}

const CommandShape = z.object({ command: z.string(), channel_id: z.string(), user_id: z.string(), text: z.string().nullish(), trigger_id: z.string() })

/** `/zhiwen` with a question: asked in private, wherever it was typed. */
export function heardCommand(body: unknown): Heard | null {
  const read = CommandShape.safeParse(body)
  if (!read.success || read.data.command !== '/zhiwen') return null
  const { channel_id, user_id, text, trigger_id } = read.data
  const said = plain(text ?? '')
  return said ? { id: `command:${trigger_id}`, conversation: privately(channel_id, user_id), body: { kind: 'asked', user: user_id, text: said } } : null
}

const PressShape = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string(), name: z.string().nullish(), username: z.string().nullish() }),
  container: z.object({
    type: z.literal('message'),
    message_ts: z.string(),
    channel_id: z.string(),
    thread_ts: z.string().nullish(),
    is_ephemeral: z.boolean().nullish(),
  }),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().nullish() })).min(1),
})

/** A button that says something on behalf of whoever presses it, each person once for each message; null for any other. */
export function heardPress(body: unknown): Heard | null {
  const read = PressShape.safeParse(body)
  const action = read.data?.actions[0]
  if (!read.success || !action?.value) return null
  const { channel_id: channel, message_ts: ts, thread_ts: root, is_ephemeral } = read.data.container
  const { id: user, name, username } = read.data.user
  const what = /^ask:(.+)$/.exec(action.action_id)?.[1]
  const own = privately(channel, user)
  if (what === undefined && action.action_id !== 'share') return null
  if (what === undefined)
    return { id: `share:${channel}:${ts}:${user}`, conversation: own, body: { kind: 'shared', channel, user, name: name ?? username ?? '同事', text: action.value } }
  const here = channel.startsWith('D') && !root ? `${CHANNEL}:${channel}` : conversationOf(channel, ts, root ?? ts)
  return { id: `press:${channel}:${ts}:${what}:${user}`, conversation: is_ephemeral ? own : here, body: { kind: 'asked', user, text: action.value } }
}

/** Seen by one person alone, in a channel. */
export function privately(channel: string, user: string): string {
  return `${CHANNEL}:${channel}:!${user}`
}

/** Where an address of ours leads. */
export type Target =
  | { readonly kind: 'person'; readonly user: string }
  | { readonly kind: 'private'; readonly channel: string; readonly user: string }
  | { readonly kind: 'place'; readonly channel: string; readonly root: string | null }

export function targetOf(conversation: string): Target {
  const [, where = '', within] = conversation.split(':')
  if (where.startsWith('@')) return { kind: 'person', user: where.slice(1) }
  if (within?.startsWith('!')) return { kind: 'private', channel: where, user: within.slice(1) }
  return { kind: 'place', channel: where, root: within ?? null }
}
