/** The one file that knows wechaty: builds a bot on a puppet by its name, and gives back plain messages; loaded only when WeChat is configured. */
import type { Friendship, Message, Wechaty } from 'wechaty'
import type { PuppetInterface } from 'wechaty-puppet/impls'
import { DeskError } from '../../../src/errors.ts'
import type { Kind, Raw, Remote } from './receive.ts'

export type PuppetChoice = {
  /** The package: `wechaty-puppet-service`, `wechaty-puppet-wechat4u` … */
  readonly name: string
  /** A token, or `token@host:port` for a gateway at an address of its own. */
  readonly token?: string
  /** Where the puppet keeps its log-in, so that a restart needs no new scan; null forgets it. */
  readonly session?: string | null
}

/** A puppet as wechaty takes it; tests hand in their own. */
export type Puppet = PuppetInterface
export type MakePuppet = () => Promise<Puppet>

/** A friend request, as far as a rule needs it. */
export type Request = { readonly contact: string; readonly hello: string; readonly accept: () => Promise<void> }

export type BotEvents = {
  readonly message: (raw: Raw) => void
  readonly request: (request: Request) => void
  readonly friend: (contact: string) => void
  readonly scan: (code: string) => void
  readonly login: (name: string) => void
  readonly logout: (reason: string) => void
  /** Anything at all came from the gateway; `dong` answers a `ding`. */
  readonly alive: (what: 'event' | 'dong') => void
  /** `code` as gRPC numbers them, where there is one. */
  readonly error: (error: { readonly code: unknown; readonly message: string }) => void
}

/** One log-in of one puppet, from start to stop. */
export type Bot = {
  readonly start: () => Promise<void>
  /** Resolves when what has come by now is handed on. */
  readonly arrived: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly ding: () => void
  readonly selfName: () => string | null
  readonly say: (to: { readonly room: string | null; readonly contact: string }, text: string) => Promise<void>
  readonly hand: (to: { readonly room: string | null; readonly contact: string }, file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<void>
}

/** How long one message may take to be loaded, with others behind it; and how long one may be under way from the gateway. */
const LOAD_MS = 5_000
const ON_THE_WIRE_MS = 100
const SERVICE = 'wechaty-puppet-service'
const TOKEN_AT = /^(?<token>[^@]+)@(?<endpoint>[\w.-]+:\d+)$/

/** @throws DeskError when there is no such package, or it refuses its options. */
export async function puppetOf({ name, token }: PuppetChoice): Promise<Puppet> {
  const { helpers } = await import('wechaty-puppet')
  const at = TOKEN_AT.exec(token ?? '')?.groups
  const puppetOptions = at ? { token: at.token, endpoint: at.endpoint } : { token }
  try {
    const puppet = await helpers.resolvePuppet({ puppet: name as never, puppetOptions: token ? puppetOptions : {} })
    if (name === SERVICE) forgetful(puppet)
    return puppet
  } catch (cause) {
    const missing = /Cannot find (?:package|module)|ERR_MODULE_NOT_FOUND/.test(String(cause))
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw missing
      ? new DeskError('wechat-puppet', `没有安装微信接入包 ${name}`, `请执行 npm install ${name}，或改 ZHIWEN_WECHAT_PUPPET`, { cause })
      : new DeskError(
          'wechat-puppet',
          `微信接入包 ${name} 用不了：${why}`,
          '请检查 ZHIWEN_WECHAT_PUPPET_TOKEN，例如 ZHIWEN_WECHAT_PUPPET_TOKEN=insecure_<uuid>@127.0.0.1:8788',
          { cause },
        )
  }
}

/**
 * The service's client writes every contact's name and picture to `~/.wechaty`, unsealed, and holds a lock there that a second bot of
 * this process would die of. It asks its store with `?.` everywhere, so that one which never opens is enough.
 */
function forgetful(puppet: object): void {
  Object.assign(puppet, { _payloadStore: { start: async () => {}, stop: async () => {} } })
}

export async function openBot(puppet: Puppet, session: string | null, on: BotEvents): Promise<Bot> {
  const [{ WechatyBuilder, log, types }, { FileBox }] = await Promise.all([import('wechaty'), import('file-box')])
  // What it logs holds names and texts of people.
  log.level('silent')
  const bot = WechatyBuilder.build({ ...(session ? { name: session } : {}), puppet })

  bot.on('error', (error) => on.error({ code: (error as { code?: unknown }).code, message: error.message }))
  bot.on('heartbeat', () => on.alive('event'))
  bot.on('dong', () => on.alive('dong'))
  bot.on('scan', (code) => on.scan(code))
  bot.on('login', (user) => on.login(user.name()))
  bot.on('logout', (_, reason) => on.logout(reason ?? ''))
  bot.on('friendship', (friendship) => {
    if (friendship.type() === types.Friendship.Receive) on.request(request(friendship))
    else if (friendship.type() === types.Friendship.Confirm) on.friend(friendship.contact().id)
  })

  // Wechaty loads each message by itself and hands them on as they are ready: here one after the other, in the order they came.
  let line: Promise<void> = Promise.resolve()
  puppet.on('message', ({ messageId }) => {
    on.alive('event')
    line = line
      .then(() => within(LOAD_MS, bot.Message.find({ id: messageId })))
      .then((message) => (message ? on.message(plain(bot, types.Message, message)) : Promise.reject(new Error('not found'))))
      .catch((error: Error) => on.error({ code: 'message', message: error.message }))
  })

  return {
    arrived: async () => {
      await new Promise((resolve) => setTimeout(resolve, ON_THE_WIRE_MS))
      await line
    },
    start: () => bot.start(),
    stop: () => bot.stop(),
    ding: () => bot.puppet.ding('zhiwen'),
    selfName: () => (bot.isLoggedIn ? bot.currentUser.name() : null),
    async say({ room, contact }, text) {
      if (!bot.isLoggedIn) throw new Error('not logged in')
      if (room === null) return void (await bot.puppet.messageSendText(contact, text))
      const name = await bot.puppet.contactPayload(contact).then(
        (payload) => payload.name,
        () => '',
      )
      await bot.puppet.messageSendText(room, name ? `@${name}\u2005${text}` : text, [contact])
    },
    async hand({ room, contact }, { name, bytes }) {
      if (!bot.isLoggedIn) throw new Error('not logged in')
      await bot.puppet.messageSendFile(room ?? contact, FileBox.fromBase64(Buffer.from(bytes).toString('base64'), name))
    },
  }
}

function request(friendship: Friendship): Request {
  return { contact: friendship.contact().id, hello: friendship.hello(), accept: () => friendship.accept() }
}

const KINDS: Readonly<Record<string, Kind>> = {
  Text: 'text',
  Attachment: 'file',
  Image: 'file',
  Recalled: 'recalled',
  Audio: 'voice',
  Emoticon: 'sticker',
  Video: 'video',
  Contact: 'card',
  ChatHistory: 'history',
  Location: 'location',
  MiniProgram: 'mini',
  Transfer: 'money',
  RedEnvelope: 'money',
  Url: 'link',
  Post: 'post',
  GroupNote: 'note',
}

function plain(bot: Wechaty, names: Record<number, string>, message: Message): Raw {
  const room = message.room()?.id ?? null
  return {
    id: message.id,
    kind: KINDS[names[message.type()] ?? ''] ?? 'unknown',
    self: message.self(),
    talker: message.talker().id,
    room,
    mentioned: room !== null && mentioned(bot, message),
    text: message.text(),
    at: message.date(),
    remote: () => remote(message),
  }
}

function mentioned(bot: Wechaty, message: Message): boolean {
  const listed = (message.payload as { mentionIdList?: readonly string[] } | undefined)?.mentionIdList ?? []
  return listed.includes(bot.puppet.currentUserId) || message.text().includes(`@${bot.currentUser.name()}`)
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function remote(message: Message): Promise<Remote> {
  const box = await message.toFileBox()
  return { name: box.name, size: box.size > 0 ? box.size : null, bytes: async () => new Uint8Array(await box.toBuffer()) }
}
