/** A Slack workspace on this machine: the emulator behind the fault proxy, with officers, channels and our app in it, and everything readable. */
import { createEmulator } from 'emulate'
import { type Call, type Faults, type Json, openFaults } from './faults.ts'

export type Message = {
  readonly channel: string
  readonly ts: string
  readonly user?: string
  readonly text: string
  readonly thread_ts?: string
  readonly subtype?: string
  readonly bot_id?: string
  readonly app_id?: string
  readonly blocks?: readonly Json[]
  readonly metadata?: { readonly event_type: string; readonly event_payload: Json }
  readonly files?: readonly SlackFile[]
  readonly edited?: { readonly user: string; readonly ts: string }
}
export type SlackFile = { readonly id: string; readonly name: string; readonly mimetype: string; readonly size: number; readonly url_private_download: string }
export type View = {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly hash: string
  readonly callback_id: string
  readonly private_metadata: string
  readonly blocks: readonly Json[]
  readonly title: Json | null
  readonly submit: Json | null
}
/** A view with who sees it, where the call tells: an opened modal is known by its trigger alone. */
export type Shown = { readonly method: string; readonly user: string | null; readonly view: View }
export type Ephemeral = { readonly channel: string; readonly user: string; readonly text: string; readonly blocks?: readonly Json[]; readonly thread_ts?: string }

export type Seed = {
  readonly users?: readonly string[]
  /** The bot is put into each channel unless told otherwise. */
  readonly channels?: readonly { readonly name: string; readonly private?: boolean; readonly bot?: boolean }[]
  readonly scopes?: readonly string[]
}

/** What the app asks for; leave one out to see `missing_scope`. */
export const SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'chat:write',
  'commands',
  'files:read',
  'groups:history',
  'im:history',
  'im:write',
  'reactions:write',
]
const ALL = [
  ...SCOPES,
  'channels:read',
  'groups:read',
  'im:read',
  'users:read',
  'channels:manage',
  'channels:join',
  'groups:write',
  'mpim:write',
  'mpim:read',
  'mpim:history',
  'files:write',
  'users:read.email',
]

const APP = {
  appId: 'A0ZHIWEN01',
  botId: 'B0ZHIWEN01',
  botUserId: 'U0ZHIWEN01',
  teamId: 'T000000001',
  botToken: 'xoxb-zhiwen-under-test',
  appToken: 'xapp-zhiwen-under-test',
}
/** The rig's own eyes as the app: the same bot with every scope, never limited or revoked. */
const RIG = 'xoxb-rig'
const ADMIN = 'admin'

export class SlackRefused extends Error {
  readonly code: string
  constructor(method: string, answer: Json) {
    super(`${method}: ${JSON.stringify(answer)}`)
    this.code = String(answer.error)
  }
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>

export async function openWorkspace({ users = ['wang', 'li'], channels = [{ name: 'cases' }], scopes = SCOPES }: Seed = {}) {
  const bot = { app_id: APP.appId, bot_id: APP.botId, bot_user_id: APP.botUserId }
  const people = [ADMIN, ...users]
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: users.map((name) => ({ name, real_name: name })),
        channels: channels.map((channel) => ({ name: channel.name, is_private: channel.private ?? false })),
        oauth_apps: [{ client_id: '1.1', client_secret: 'none', name: 'Zhiwen', redirect_uris: [], bot_name: 'zhiwen', scopes, ...bot }],
        tokens: [
          { token: APP.botToken, type: 'bot', user_id: APP.botUserId, scopes, ...bot },
          { token: RIG, type: 'bot', user_id: APP.botUserId, scopes: ALL, ...bot },
          ...people.map((name) => ({ token: `xoxp-${name}`, type: 'user', user: name, scopes: ALL })),
        ],
      },
    },
  })
  const upstream = emulator.url.replace('localhost', '127.0.0.1').replace(/\/$/, '')
  const faults = await openFaults(upstream)
  for (const token of [APP.botToken, APP.appToken]) faults.admit(token)
  // Slack tells in a header what a token may; the emulator does not.
  faults.headersWith('auth.test', { 'x-oauth-scopes': scopes.join(',') })
  // Decoration that the emulator does not know.
  for (const method of ['assistant.threads.setStatus', 'assistant.threads.setTitle', 'assistant.threads.setSuggestedPrompts'])
    faults.answerWith(method, () => ({ ok: true }))

  /** A call of the rig itself: it passes by the proxy, so it is neither counted nor hit by a fault. */
  const call = async (token: string, method: string, args: Json = {}): Promise<Json> => {
    const answer = await fetch(`${upstream}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
    const body = JSON.parse((await answer.text()).replaceAll(emulator.url.replace(/\/$/, ''), faults.url)) as Json
    if (!body.ok) throw new SlackRefused(method, body)
    return body
  }
  const admin = (method: string, args: Json = {}) => call(`xoxp-${ADMIN}`, method, args)

  const members = (await admin('users.list', { limit: 1000 })).members as readonly { id: string; name: string }[]
  const ids = new Map(members.map(({ id, name }) => [name, id]))
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const rooms = new Map(
    ((await admin('conversations.list', { types: 'public_channel,private_channel', limit: 1000 })).channels as { id: string; name: string }[]).map((c) => [c.name, c.id]),
  )
  const found = (map: Map<string, string>, name: string, what: string) => {
    const id = map.get(name) ?? ([...map.values()].includes(name) ? name : undefined)
    if (!id) throw new Error(`no ${what} “${name}” in the workspace; seeded: ${[...map.keys()].join(', ')}`)
    return id
  }
  /** By name; an id is let through, so helpers take either. */
  const user = (name: string) => found(ids, name, 'user')
  const channel = (name: string) => (/^D[0-9A-F]{9}$/.test(name) ? name : found(rooms, name, 'channel'))
  /** Whoever may look into a conversation: the bot into its direct messages, the administrator elsewhere. */
  const eyes = (id: string) => (id.startsWith('D') ? RIG : `xoxp-${ADMIN}`)
  const tokenOf = (who: string) => `xoxp-${names.get(user(who))}`

  const read = async (method: string, where: string, args: Json = {}): Promise<readonly Message[]> => {
    const id = channel(where)
    const { messages } = await call(eyes(id), method, { channel: id, limit: 1000, ...args })
    // The emulator forgets who is a bot: real Slack marks each of our posts.
    return (messages as Message[]).map((m) => ({ ...m, channel: id, ...(m.user === APP.botUserId ? { bot_id: APP.botId, app_id: APP.appId } : {}) }))
  }

  const put = (where: string, who: string) => admin('conversations.invite', { channel: channel(where), users: user(who) }).then(() => {})
  for (const room of channels) if (room.bot !== false) await put(room.name, APP.botUserId)

  const answered = (method: string) => faults.calls(method).filter((c) => (c.answer?.body as Json | undefined)?.ok === true || c.fault === 'lost')
  const shown = (...methods: string[]): readonly Shown[] =>
    methods
      .flatMap(answered)
      .sort((a, b) => a.at - b.at)
      .flatMap((c) => {
        const view = (c.answer?.body as { view?: View } | undefined)?.view
        return view ? [{ method: c.method, user: (c.body.user_id as string | undefined) ?? null, view }] : []
      })

  return {
    ...APP,
    apiUrl: faults.apiUrl,
    faults: faults as Faults,
    user,
    nameOf: (id: string) => names.get(id) ?? id,
    channel,
    /** The conversation's top level, oldest first. */
    history: async (where: string) => [...(await read('conversations.history', where))].reverse(),
    /** A thread, its root first. */
    thread: (where: string, ts: string) => read('conversations.replies', where, { ts }),
    message: async (where: string, ts: string) => (await read('conversations.replies', where, { ts })).find((m) => m.ts === ts) ?? null,
    ephemerals: (who?: string) =>
      answered('chat.postEphemeral')
        .map((c) => c.body as Ephemeral)
        .filter((e) => !who || e.user === user(who)),
    opened: () => shown('views.open', 'views.push'),
    published: (who?: string) => shown('views.publish').filter((s) => !who || s.user === user(who)),
    /** The latest state of each view shown, by id. */
    view: (id: string) => shown('views.open', 'views.push', 'views.update', 'views.publish').findLast((s) => s.view.id === id)?.view ?? null,
    home: (who: string) => shown('views.publish').findLast((s) => s.user === user(who))?.view ?? null,
    updates: (ts?: string): readonly Call[] => answered('chat.update').filter((c) => !ts || c.body.ts === ts),
    /** What was posted to a response_url. */
    responses: () => faults.calls('/respond').map((c) => c.body),
    async addChannel(name: string, { private: hidden = false, bot: inside = true } = {}) {
      const { channel: made } = (await admin('conversations.create', { name, is_private: hidden })) as { channel: { id: string } }
      rooms.set(name, made.id)
      if (inside) await put(name, APP.botUserId)
      return made.id
    },
    archive: (where: string) => admin('conversations.archive', { channel: channel(where) }).then(() => {}),
    unarchive: (where: string) => admin('conversations.unarchive', { channel: channel(where) }).then(() => {}),
    putIn: put,
    takeOut: (where: string, who: string) => admin('conversations.kick', { channel: channel(where), user: user(who) }).then(() => {}),
    /** The direct conversation between the app and a person. */
    async dm(who: string) {
      return ((await call(RIG, 'conversations.open', { users: user(who) })).channel as { id: string }).id
    },
    /** Stores a person's message; telling the app of it is the driver's work. */
    async post(who: string, where: string, text: string, thread?: string) {
      const sent = await call(tokenOf(who), 'chat.postMessage', { channel: channel(where), text, ...(thread ? { thread_ts: thread } : {}) })
      return { ...(sent.message as Message), channel: channel(where) }
    },
    async edit(message: Message, text: string) {
      await call(tokenOf(message.user ?? ADMIN), 'chat.update', { channel: message.channel, ts: message.ts, text })
    },
    async remove(message: Message) {
      await call(tokenOf(message.user ?? ADMIN), 'chat.delete', { channel: message.channel, ts: message.ts })
    },
    /** Uploads as a person and shares into a conversation; the message that carries the file comes back. */
    async upload(who: string, where: string, name: string, bytes: Uint8Array, text = '', thread?: string): Promise<Message> {
      const [id, token] = [channel(where), tokenOf(who)]
      const { upload_url, file_id } = await call(token, 'files.getUploadURLExternal', { filename: name, length: bytes.length })
      const stored = await fetch(String(upload_url).replace(faults.url, upstream), { method: 'POST', body: new Uint8Array(bytes) })
      if (!stored.ok) throw new Error(`upload of ${name}: ${stored.status}`)
      await call(token, 'files.completeUploadExternal', { files: [{ id: file_id }], channel_id: id, initial_comment: text, ...(thread ? { thread_ts: thread } : {}) })
      const within = thread ? await read('conversations.replies', id, { ts: thread }) : await read('conversations.history', id)
      const message = within.find((m) => m.files?.some((file) => file.id === file_id))
      if (!message) throw new Error(`${name} was shared but is in no message`)
      return message
    },
    removeFile: (who: string, id: string) => call(tokenOf(who), 'files.delete', { file: id }).then(() => {}),
    /** A trigger as Slack draws one for each press: good once, for 3 s at most (the emulator counts whole seconds: 2–3). */
    async trigger(who: string, viewId?: string) {
      return String((await call(RIG, 'views.generateTriggerId', { user_id: user(who), ...(viewId ? { view_id: viewId } : {}) })).trigger_id)
    },
    revoke: (token: string = APP.botToken) => faults.revoke(token),
    restore: (token: string = APP.botToken) => faults.admit(token),
    async close() {
      await faults.close()
      await emulator.close()
    },
  }
}
