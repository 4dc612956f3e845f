/** 微信客服 with the real desk behind it, over the local server of its protocol. */
import { type KfOptions, type WeComKf, weComKf } from '../../adapters/channels/wecom-kf/wecom.ts'
import { type Courier, startCourier } from '../../src/courier.ts'
import type { Desk } from '../../src/desk.ts'
import type { Store } from '../../src/store.ts'
import { memoryStore, openDesk, QUICK, until } from '../wechat/rig.ts'
import { ACCOUNT, type KfServer, SECRETS } from './server.ts'

export type Kf = {
  readonly channel: WeComKf
  readonly courier: Courier
  readonly store: Store
  readonly desk: Desk
  readonly told: readonly string[]
  readonly close: () => Promise<void>
}

export async function openKf(server: KfServer, options: Partial<KfOptions> & { readonly store?: Store; readonly link?: (clause: string) => string } = {}): Promise<Kf> {
  const store = options.store ?? (await memoryStore())
  const desk = await openDesk(store)
  const told: string[] = []
  let courier: Courier | null = null
  const wake = () => courier?.wake()
  const channel = weComKf(
    {
      store,
      clock: () => new Date(),
      hear: async (message, now) => {
        await desk.hear(message, now)
        wake()
      },
      recall: async (message, now) => {
        await desk.recall(message, now)
        wake()
      },
      wake,
      tell: (line) => void told.push(line),
      link: options.link ?? null,
    },
    { ...ACCOUNT, ...SECRETS, apiUrl: server.url, askAgainMs: 200, pace: QUICK, ...options },
  )
  await channel.start()
  courier = startCourier(channel, store, () => new Date(), 'test')
  const running = courier
  return {
    channel,
    courier: running,
    store,
    desk,
    told,
    async close() {
      await channel.stop()
      await running.stop(500)
    },
  }
}

/** The customer writes, WeCom calls; gives back what was sent upon it. */
export async function say(server: KfServer, kf: Kf, customer: string, text: string): Promise<string[]> {
  const before = server.sentTo(customer).length
  server.text(customer, text)
  await kf.channel.handle(server.callback())
  await until(() => server.sentTo(customer).length > before)
  await new Promise((resolve) => setTimeout(resolve, 120))
  return server
    .sentTo(customer)
    .slice(before)
    .map((s) => s.text)
}
