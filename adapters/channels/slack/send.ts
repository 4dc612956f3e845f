/** Carries what the desk says into Slack: each message once by its key, a card in the place where it stands, every failure told apart. */
import type { Sent } from '../../../src/channel.ts'
import type { Clock } from '../../../src/clock.ts'
import type { CasePost, Citation, Reply } from '../../../src/message.ts'
import type { Claimed, Store } from '../../../src/store.ts'
import type { Rendered } from './blocks.ts'
import { CallFailed, type Calls, refusedFor } from './calls.ts'
import type { Cards } from './cards.ts'
import { CHANNEL, type Target, targetOf } from './receive.ts'
import { renderReply } from './render.ts'
import { mrkdwn } from './text.ts'

export type Sender = {
  readonly send: (message: Claimed) => Promise<Sent>
  /** Words of the channel's own, once by their key. @throws CallFailed */
  readonly say: (conversation: string, key: string, text: string) => Promise<{ readonly channel: string; readonly ts: string } | null>
  /** Seen by one person alone; what fails is not tried again. */
  readonly whisper: (to: { readonly channel: string; readonly root?: string | null }, user: string, said: string | Rendered) => Promise<void>
  /** The direct conversation with a person. */
  readonly direct: (user: string) => Promise<string>
  /** That this message takes a while: what answers it will take the place of the line that says so. */
  readonly progress: (conversation: string, id: string) => Promise<void>
}

export type Means = {
  readonly calls: Calls
  readonly cards: Cards
  readonly store: Pick<Store, 'outbox'>
  readonly clock: Clock
  readonly linkOf: (citation: Citation) => string
  /** The question asked in private under a message id, while it is known. */
  readonly questionOf: (id: string) => string | null
  /** Whether this very process took the message in: then nobody else can have answered it. */
  readonly ours: (id: string) => boolean
  /** A case's card was sent. */
  readonly changed: () => void
}

const QUIET = { unfurl_links: false, unfurl_media: false } as const
const RETRY_REFUSED_MS = 15 * 60_000
const RETRY_AUTH_MS = 30_000
/** What a process before this one may have posted and not said so is looked for during this long. */
const RECOVERING_MS = 2 * 60_000
const PAGES = 5

export function openSender({ calls, cards, store, clock, linkOf, questionOf, ours, changed }: Means): Sender {
  const directs = new Map<string, string>()
  const underway = new Map<string, Promise<{ readonly ts: string } | null>>()
  const since = clock().getTime()
  const recovering = () => clock().getTime() - since < RECOVERING_MS

  async function direct(user: string): Promise<string> {
    const known = directs.get(user)
    if (known) return known
    const { channel } = (await calls.call('conversations.open', { users: user })) as { channel?: { id?: string } }
    if (!channel?.id) throw new CallFailed('conversations.open', { kind: 'refused', problem: 'no-channel', needed: null })
    directs.set(user, channel.id)
    return channel.id
  }

  async function placeOf(target: Exclude<Target, { kind: 'private' }>): Promise<{ readonly channel: string; readonly root: string | null }> {
    return target.kind === 'person' ? { channel: await direct(target.user), root: null } : target
  }

  /** A post of ours by one of its keys, as Slack has it. */
  async function found(channel: string, root: string | null, keys: readonly string[]): Promise<{ readonly ts: string; readonly key: string } | null> {
    let cursor = ''
    for (let page = 0; page < PAGES; page++) {
      const read = await calls.call(root === null ? 'conversations.history' : 'conversations.replies', {
        channel,
        ...(root === null ? {} : { ts: root }),
        include_all_metadata: true,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      })
      type Post = { readonly ts: string; readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly key?: string } } }
      for (const { ts, metadata } of (read.messages ?? []) as readonly Post[]) {
        const key = metadata?.event_type === 'zhiwen' ? metadata.event_payload?.key : undefined
        if (key !== undefined && keys.includes(key)) return { ts, key }
      }
      cursor = (read.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? ''
      if (!cursor) return null
    }
    return null
  }

  async function post(channel: string, root: string | null, key: string, { text, blocks }: Rendered, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const args = { channel, text, ...(root === null ? {} : { thread_ts: root }), ...QUIET, ...more, metadata: { event_type: 'zhiwen', event_payload: { key } } }
    return tried(blocks, async (shown) => (await calls.call('chat.postMessage', { ...args, ...shown })).ts as string)
  }

  /** Words without their frame are better than none. */
  async function tried<T>(blocks: Rendered['blocks'], work: (shown: { readonly blocks?: Rendered['blocks'] }) => Promise<T>): Promise<T> {
    if (blocks.length === 0) return work({})
    try {
      return await work({ blocks })
    } catch (error) {
      if (!refusedFor(error, 'invalid_blocks', 'invalid_blocks_format', 'msg_too_long', 'msg_blocks_too_long')) throw error
      calls.tellOnce('invalid_blocks', 'Slack 不接受一条消息的版式，已改发纯文字；请把这件事报告给开发者。')
      return work({})
    }
  }

  /** @param looks whether an earlier attempt may have got through. */
  async function once(
    place: { readonly channel: string; readonly root: string | null },
    key: string,
    said: Rendered,
    looks: boolean,
    of: string | null = null,
  ): Promise<string> {
    const line = of === null ? null : await underway.get(of)
    const there = looks ? await found(place.channel, place.root, of === null ? [key] : [key, progressKey(of)]) : null
    if (there?.key === key) return there.ts
    const instead = line?.ts ?? there?.ts
    if (instead !== undefined && of !== null) {
      underway.delete(of)
      const args = { channel: place.channel, ts: instead, text: said.text, metadata: { event_type: 'zhiwen', event_payload: { key } } }
      try {
        await tried(said.blocks, (shown) => calls.call('chat.update', { ...args, ...shown }))
        return instead
      } catch (error) {
        if (!refusedFor(error, 'message_not_found')) throw error
      }
    }
    return post(place.channel, place.root, key, said)
  }

  async function privately(target: Extract<Target, { kind: 'private' }>, said: Rendered): Promise<void> {
    const { channel, user } = target
    try {
      await tried(said.blocks, (shown) => calls.call('chat.postEphemeral', { channel, user, text: said.text, ...shown }))
    } catch (error) {
      if (!refusedFor(error, 'not_in_channel', 'user_not_in_channel', 'channel_not_found', 'is_archived')) throw error
      await tried(said.blocks, async (shown) => calls.call('chat.postMessage', { channel: await direct(user), text: said.text, ...QUIET, ...shown }))
    }
  }

  async function reply(message: Claimed, body: Reply): Promise<Sent> {
    const target = targetOf(message.conversation)
    const [, id = message.key, nth = '0'] = /^[^:]+:(.*):(\d+)$/.exec(message.key) ?? []
    const question = nth === '0' ? `${CHANNEL}:${id}` : message.key
    const said = renderReply(body, { question, linkOf, share: target.kind === 'private' ? questionOf(id) : null })
    if (target.kind === 'private') await privately(target, said)
    else await once(await placeOf(target), message.key, said, message.attempt > 1 || (recovering() && !ours(id)), nth === '0' ? id : null)
    return { kind: 'sent' }
  }

  async function card(message: Claimed, { case: number }: CasePost): Promise<Sent> {
    const { channel } = await placeOf(targetOf(message.conversation) as Exclude<Target, { kind: 'private' }>)
    const stands = await store.outbox.posted(CHANNEL, message.conversation, number)
    if (stands !== null) {
      try {
        await cards.update(number, channel, stands)
        return { kind: 'sent', posted: { thing: number, remote: stands } }
      } catch (error) {
        if (!refusedFor(error, 'message_not_found', 'cant_update_message')) throw error
      }
    }
    const now = await cards.rendered(number)
    // An erased case is not announced.
    if (now.card === null) return { kind: 'sent' }
    const ts = await once({ channel, root: null }, message.key, now, message.attempt > 1 || recovering())
    if (now.waiting) await cards.update(number, channel, ts).catch(() => {})
    return { kind: 'sent', posted: { thing: number, remote: ts } }
  }

  async function notice(message: Claimed, { case: number, text }: CasePost): Promise<Sent> {
    const target = targetOf(message.conversation) as Exclude<Target, { kind: 'private' }>
    const { channel } = await placeOf(target)
    // A thread in a direct conversation is easily overlooked; in a room it keeps a case together, and while nobody has the case the room sees it too.
    const root = target.kind === 'person' ? null : await store.outbox.posted(CHANNEL, message.conversation, number)
    const nobody = root !== null && (await cards.rendered(number)).card?.handler === null
    const there = message.attempt > 1 || recovering() ? await found(channel, root, [message.key]) : null
    if (!there) await post(channel, root, message.key, { text: mrkdwn(text), blocks: [] }, nobody ? { reply_broadcast: true } : {})
    return { kind: 'sent' }
  }

  function failed(error: unknown, { conversation }: Claimed): Sent {
    if (!(error instanceof CallFailed)) throw error
    const { failure } = error
    switch (failure.kind) {
      case 'limited':
        return { kind: 'failed', fault: 'channel', problem: 'rate-limited', ...(failure.retryMs === null ? {} : { retryMs: failure.retryMs }) }
      case 'away':
        return { kind: 'failed', fault: 'channel', problem: failure.problem }
      case 'auth':
        return { kind: 'failed', fault: 'channel', problem: failure.problem, retryMs: RETRY_AUTH_MS }
      case 'refused': {
        const where = conversation.split(':')[1] ?? ''
        if (failure.problem !== 'missing_scope') calls.tellOnce(`${failure.problem}:${where}`, refusalWords(failure.problem, where))
        return { kind: 'failed', fault: 'message', problem: failure.problem, retryMs: RETRY_REFUSED_MS }
      }
    }
  }

  return {
    async send(message) {
      try {
        const body = message.body as Reply | CasePost
        const sent = !('kind' in body) ? await reply(message, body) : body.kind === 'card' ? await card(message, body) : await notice(message, body)
        const where = message.conversation.split(':')[1] ?? ''
        for (const problem of Object.keys(PLACE_PROBLEMS)) calls.mended(`${problem}:${where}`)
        if ('kind' in body) changed()
        return sent
      } catch (error) {
        return failed(error, message)
      }
    },
    async say(conversation, key, text) {
      const target = targetOf(conversation)
      const said: Rendered = { text: mrkdwn(text), blocks: [] }
      if (target.kind === 'private') return privately(target, said).then(() => null)
      const place = await placeOf(target)
      return { channel: place.channel, ts: await once(place, key, said, true) }
    },
    async whisper({ channel, root }, user, said) {
      const { text, blocks } = typeof said === 'string' ? { text: mrkdwn(said), blocks: [] } : said
      const shown = { text, ...(blocks.length ? { blocks } : {}) }
      try {
        await calls.call('chat.postEphemeral', { channel, user, ...shown, ...(root ? { thread_ts: root } : {}) })
      } catch {
        await direct(user)
          .then((own) => calls.call('chat.postMessage', { channel: own, ...shown, ...QUIET }))
          .catch(() => {})
      }
    },
    direct,
    async progress(conversation, id) {
      const target = targetOf(conversation)
      if (target.kind === 'private') return
      const posted = placeOf(target).then(async ({ channel, root }) => ({ ts: await post(channel, root, progressKey(id), { text: '正在查……', blocks: [] }) }))
      underway.set(
        id,
        posted.catch(() => null),
      )
      await posted
    },
  }
}

const progressKey = (id: string) => `progress:${id}`

const PLACE_PROBLEMS: Readonly<Record<string, string>> = {
  not_in_channel: '知问不在频道里：请在该频道执行 /invite @知问',
  channel_not_found: '找不到这个频道，或知问不在这个私有频道里：请核对频道 ID，并在该频道执行 /invite @知问',
  is_archived: '频道已归档：请恢复频道，或用 npm run officers -- room <部门> --slack <频道> 换一个',
  user_not_found: '没有这个人：请核对名册里的 Slack 编号（npm run officers）',
  user_disabled: '这个账号已停用：请用 npm run officers 更新名册',
}

function refusalWords(problem: string, where: string): string {
  return `Slack ${where}：${PLACE_PROBLEMS[problem] ?? `消息没有被接受（${problem}）`}。消息先存着，15 分钟后再试。`
}
