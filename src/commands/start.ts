/** `npm start`: the web desk always, a chat where there is a terminal, the channels that are configured, until told to stop. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { terminal } from '../../adapters/channels/terminal.ts'
import { webApp } from '../../adapters/channels/web/app.ts'
import { webChannel } from '../../adapters/channels/web/channel.ts'
import { office } from '../../adapters/channels/web/office/office.ts'
import { serveWeb } from '../../adapters/channels/web/serve.ts'
import { readNoticeFolder } from '../../adapters/corpus/folder.ts'
import type { Channel } from '../channel.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { type Courier, startCourier } from '../courier.ts'
import { DeskError } from '../errors.ts'
import type { ModelState } from '../model.ts'
import type { Store } from '../store.ts'
import { CORPUS, loadCorpus, openAnswering, openIntent, openOfficers, openStore, openWholeDesk } from '../wiring.ts'
import { type Opened, openChannels } from './channels.ts'

/** How often the desk looks after conversations and cases whose time has come, and how often it destroys what has expired. */
const LOOK_MS = 60_000
const EXPIRE_MS = 3600_000
/** How long what is already decided may take to go out when the desk is told to stop: with the channels' own stopping, ten seconds at most. */
const DRAIN_MS = 5_000

export async function start(config: Config, args: readonly string[]): Promise<number> {
  const { officer, demo } = wanted(args)
  if (officer !== null) return (await import('./officer-desk.ts')).sitAtDesk(demo ? besides(config) : config, officer)
  return serve(config, demo)
}

function wanted(args: readonly string[]): { readonly officer: string | null; readonly demo: boolean } {
  const usage = 'npm start；演示：npm start -- --demo；经办台：npm start -- --officer <姓名或编号>（-- 不能少）'
  try {
    const options = { officer: { type: 'string' }, demo: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length > 0) throw new DeskError('start', `不明白“${positionals.join(' ')}”`, usage)
    if (values.officer !== undefined && !values.officer.trim()) throw new DeskError('start', '没有说是哪位经办人', usage)
    return { officer: values.officer ?? null, demo: values.demo }
  } catch (cause) {
    if (cause instanceof DeskError) throw cause
    throw new DeskError('start', `不明白“${args.join(' ')}”`, usage, { cause })
  }
}

/** The demo keeps what it makes up in a folder of its own, beside nothing real, on no channel but the pages and the terminal. */
function besides(config: Config): Config {
  return { ...config, dataDir: join(config.dataDir, 'demo'), databaseUrl: undefined, slack: null, wechat: null, wecom: null }
}

async function serve(asked: Config, demo: boolean): Promise<number> {
  const config = demo ? besides(asked) : asked
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  const loaded = loadCorpus()
  const store = await openStore(config, systemClock())
  const couriers = new Map<string, Courier>()
  const opened: Opened[] = []
  const wake = () => {
    for (const courier of couriers.values()) courier.wake()
  }
  const after = followed(wake)
  const roll = openOfficers(loaded, store)
  const officers = { ...roll, act: after(roll.act) }
  // TLS ends before this process: then so does the caller's address.
  const proxied = config.baseUrl.startsWith('https:')
  // The index is the corpus's alone: the demo reads the same.
  const answering = openAnswering(asked, loaded)
  const later = desk()
  const chat = webChannel({ store, clock: systemClock, hear: (message, now, show) => later.then((d) => d.hear(message, now, show)), tell })
  let ready = false
  let model: (() => ModelState) | undefined
  const pages = office({
    corpus: loaded.corpus,
    store,
    desk: officers,
    clock: systemClock,
    baseUrl: config.baseUrl,
    proxied,
    wake,
    closing: chat.closing,
    // Asked only once it is ready, and never of a model.
    answer: async (...asked) => (await answering).plain(...asked),
    operations: () => ({
      channels: opened.map(({ channel, qr }) => ({ name: channel.name, health: channel.health(), qr: qr?.() ?? null })),
      index: ready ? loaded.source.slice(0, 12) : null,
      ready,
      ...(model ? { model: model() } : {}),
    }),
  })
  const app = webApp({
    corpus: loaded.corpus,
    chat: () => (ready ? chat : null),
    received: (notice) => readNoticeFolder(CORPUS, notice).received,
    office: pages,
    ...(demo ? { walk: 'demo' as const } : (await isFresh(store, config)) ? { walk: 'fresh' as const } : {}),
    proxied,
    baseUrl: config.baseUrl,
  })
  const web = await serveWeb(app, { host: config.host, port: config.port }, () => opened.flatMap((o) => o.callback ?? []))
  tell(`网页：${web.url}`)

  async function desk() {
    const { answer, hard, ...models } = await answering
    model = models.model
    const whole = openWholeDesk(loaded, answer, openIntent(asked, loaded), store, hard)
    return { ...whole, hear: after(whole.hear), recall: after(whole.recall), wake: after(whole.wake), rounds: after(whole.rounds) }
  }

  const whole = await later
  const talk = process.stdin.isTTY ? terminal(whole.hear, systemClock, process.stdin, process.stdout, store.files.bytes) : null
  if (demo) await (await import('./demo.ts')).furnish(loaded, whole, officers, store, web.url, tell)
  ready = true
  opened.push(
    { channel: chat },
    ...(talk ? [{ channel: talk }] : []),
    ...(await openChannels({ config, loaded, desk: whole, officers, store, clock: systemClock, tell, wake })),
  )
  await Promise.all(
    opened.map(async ({ channel }) => {
      // One that cannot begin is told; the others go on, and what is meant for it waits.
      await channel.start().catch((error: Error) => tell(error.message))
      couriers.set(channel.name, startCourier(channel, store, systemClock, `${process.pid}`))
    }),
  )

  const looking = every(LOOK_MS, async () => {
    await whole.wake(systemClock())
    const stuck = await whole.rounds(systemClock())
    for (const year of new Set(stuck.map((s) => s.year))) tell(`${year} 年的放假安排尚未录入，有 ${stuck.filter((s) => s.year === year).length} 个案件的期限不能推算`)
  })
  const expiring = every(EXPIRE_MS, async () => void (await store.keeping.expire(systemClock())))
  await Promise.race([stopped, talk ? talk.left : stopped])
  clearInterval(looking)
  clearInterval(expiring)
  await stop(
    opened.map((o) => o.channel),
    [...couriers.values()],
  )
  await Promise.all([web.close(), ...opened.map((o) => o.close?.())])
  await store.close()
  return 0
}

/** Hears no more, lets what was heard have its turn, and sends what was decided. */
async function stop(channels: readonly Channel[], couriers: readonly Courier[]): Promise<void> {
  await Promise.all(channels.map((channel) => channel.stop().catch((error: Error) => tell(error.message))))
  await Promise.all(couriers.map((courier) => courier.stop(DRAIN_MS)))
}

/** For acts after which there may be something to send. */
function followed(wake: () => void) {
  return <In extends readonly unknown[], Out>(act: (...given: In) => Promise<Out>) =>
    async (...given: In): Promise<Out> => {
      const out = await act(...given)
      wake()
      return out
    }
}

/** Nobody on the roll and no channel configured: somebody tries it for the first time. */
async function isFresh(store: Store, { slack, wechat, wecom }: Config): Promise<boolean> {
  return !slack && !wechat && !wecom && (await store.officers.list()).length === 0
}

function every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
  return setInterval(() => void work().catch((error: Error) => tell(error.message)), ms)
}

/** To the operator. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
