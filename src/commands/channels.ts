/** Opens the channels that are configured, each loaded only then, and says at which addresses they are called back. */
import { join } from 'node:path'
import { clausePath } from '../../adapters/channels/web/address.ts'
import type { Callback } from '../../adapters/channels/web/serve.ts'
import { takeFiles } from '../../adapters/sniff.ts'
import type { Channel } from '../channel.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Desk } from '../desk.ts'
import type { OfficerDesk } from '../officers.ts'
import type { Store } from '../store.ts'
import type { Loaded } from '../wiring.ts'

export type Around = {
  readonly config: Config
  readonly loaded: Loaded
  readonly desk: Pick<Desk, 'hear' | 'recall'>
  readonly officers: OfficerDesk
  readonly store: Store
  readonly clock: Clock
  /** One line for the operator. */
  readonly tell: (line: string) => void
  /** Something was put into the outbox that no hearing put there. */
  readonly wake: () => void
}

/** `qr`: what a phone has to scan, while something waits for it. `close`: lets go of what sending still needed after `stop`. */
export type Opened = { readonly channel: Channel; readonly callback?: Callback; readonly qr?: () => string | null; readonly close?: () => Promise<void> }

const LOOPBACK = /^https?:\/\/(?:127\.|localhost|\[::1\])/

export async function openChannels(around: Around): Promise<Opened[]> {
  const { config } = around
  return [
    ...(config.slack ? [await slack(around, config.slack)] : []),
    ...(config.wechat ? [await wechat(around, config.wechat)] : []),
    ...(config.wecom ? [await wecom(around, config.wecom)] : []),
  ]
}

async function slack({ config, loaded, desk, officers, store, clock, tell }: Around, account: NonNullable<Config['slack']>): Promise<Opened> {
  const { openSlack } = await import('../../adapters/channels/slack/slack.ts')
  const channel = openSlack({
    ...account,
    baseUrl: config.baseUrl,
    hear: desk.hear,
    recall: desk.recall,
    take: (message, now) => takeFiles(store, message, now),
    officers,
    store,
    clock,
    linkOf: ({ clause, start, end }) => `${config.baseUrl}${clausePath(clause, { start, end })}`,
    labelOf: (clause) => loaded.corpus.clause(clause).label,
    departments: loaded.corpus.departments.filter((d) => d.region === '辽宁' && d.name !== '各市知识产权局').map((d) => d.name),
    tell,
  })
  return { channel, ...(channel.listener ? { callback: { path: '/slack/events', listen: channel.listener } } : {}) }
}

async function wechat(around: Around, { puppet, token, friends }: NonNullable<Config['wechat']>): Promise<Opened> {
  const { weChat } = await import('../../adapters/channels/wechat/wechat.ts')
  const session = join(around.config.dataDir, 'wechat-login')
  const channel = weChat(parts(around), { puppet: { name: puppet, ...(token ? { token } : {}), session }, friends })
  const qr = () => {
    const login = channel.login()
    return login.state === 'scan' ? login.code : null
  }
  return { channel, qr, close: channel.close }
}

async function wecom(around: Around, account: NonNullable<Config['wecom']>): Promise<Opened> {
  const { API_URL, weComKf } = await import('../../adapters/channels/wecom-kf/wecom.ts')
  const channel = weComKf(parts(around), { ...account, apiUrl: API_URL })
  return { channel, callback: { path: '/wecom/callback', fetch: channel.handle } }
}

function parts({ config, desk, store, clock, tell, wake }: Around) {
  // A phone cannot open an address of this machine alone.
  const link = LOOPBACK.test(config.baseUrl) ? null : (clause: string) => `${config.baseUrl}${clausePath(clause)}`
  return { store, clock, hear: desk.hear, recall: desk.recall, wake, tell, link }
}
