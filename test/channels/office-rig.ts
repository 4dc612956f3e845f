/** A store, the officers of the sample and a browser for each, for tests of the officers' pages. */
import { Hono } from 'hono'
import { webApp } from '../../adapters/channels/web/app.ts'
import { LANGUAGE_COOKIE } from '../../adapters/channels/web/language.ts'
import { office } from '../../adapters/channels/web/office/office.ts'
import type { OfficeParts } from '../../adapters/channels/web/office/parts.ts'
import { takeFiles } from '../../adapters/sniff.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { change } from '../../src/case-file.ts'
import type { Case } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import type { Language } from '../../src/message.ts'
import { hashOfCode } from '../../src/officer/code.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { openOfficerDesk } from '../../src/officers.ts'
import type { Store } from '../../src/store.ts'
import { corpus, everyone, type Story } from '../cases/sample.ts'

export const BASE = 'http://desk.test'
export const CODE = 'ABCD-EFGH-JKMN'

export type Rig = {
  readonly app: Hono
  readonly store: Store
  readonly parts: OfficeParts
  /** The moment every request sees; moves only when told. */
  readonly at: (iso: string) => void
  readonly put: (story: Story, conversation?: string) => Promise<Case>
  readonly file: (number: string, name: string, bytes: Uint8Array, conversation?: string) => Promise<string>
  readonly browser: () => Browser
  readonly signedIn: (officer: Officer) => Promise<Browser>
}

export async function rig({ now = '2026-11-24T10:00:00+08:00', ...more }: { now?: string } & Partial<OfficeParts> = {}): Promise<Rig> {
  let moment = new Date(now)
  const store = await openSqlite({ folder: null }, moment)
  for (const officer of everyone) await store.officers.save({ ...officer, slack: null }, moment)
  const parts: OfficeParts = {
    ...{ corpus, store, baseUrl: BASE },
    desk: openOfficerDesk({ corpus, store, take: (message, now) => takeFiles(store, message, now) }),
    clock: () => moment,
    operations: () => ({
      channels: [{ name: 'wechat', health: { state: 'down', words: '等待扫码', english: 'waiting to be scanned' }, qr: 'https://login.example/1' }],
      index: 'stamp',
      ready: true,
    }),
    ...more,
  }
  // As it is served: behind the headers and checks of the whole web desk.
  const app = new Hono().route('/', webApp({ corpus, office: office(parts) }))
  let turns = 0
  const commit = (conversation: string, events: readonly CaseEvent[], after: Case, attach: readonly { file: string; case: string }[]) =>
    store.turn(conversation, { channel: 'rig', id: String(turns++) }, moment, () => ({
      value: null,
      state: null,
      keepUntil: new Date(moment.getTime() + 9e9),
      cases: events.length ? [change(after, 0, events)] : [],
      attach,
    }))
  const browser = () => new Browser(app)
  return {
    ...{ app, store, parts, browser },
    at: (iso) => {
      moment = new Date(iso)
    },
    async put(story, conversation = 'wechat:enterprise') {
      await commit(conversation, story.events, story.case, [])
      return story.case
    },
    async file(number, name, bytes, conversation = 'wechat:enterprise') {
      const row = await store.files.put(conversation, { name, type: 'text/html', bytes }, moment, new Date(moment.getTime() + 9e9))
      await store.turn(conversation, { channel: 'rig', id: String(turns++) }, moment, () => ({
        value: null,
        state: null,
        keepUntil: new Date(moment.getTime() + 9e9),
        attach: [{ file: row.id, case: number }],
      }))
      return row.id
    },
    async signedIn(officer) {
      await store.officers.offerCode(officer.id, hashOfCode(officer.id, CODE), new Date(moment.getTime() + 600_000), moment)
      const b = browser()
      const answer = await b.post('/office/enter', { officer: officer.id, code: CODE })
      if (answer.status !== 303) throw new Error(`${officer.id}: ${answer.status}`)
      return b
    },
  }
}

export type Page = { readonly status: number; readonly text: string; readonly headers: Headers }

/** A browser without JavaScript: it keeps the cookie, says where its forms come from, and sends what a form holds. */
export class Browser {
  cookie = ''
  /** What the switch was set to; null while nobody touched it. */
  language: Language | null = null
  readonly app: Hono
  constructor(app: Hono) {
    this.app = app
  }

  async request(path: string, init: RequestInit = {}): Promise<Page> {
    const headers = new Headers(init.headers)
    const cookies = [this.cookie, this.language && `${LANGUAGE_COOKIE}=${this.language}`].filter(Boolean)
    if (cookies.length) headers.set('Cookie', cookies.join('; '))
    const answer = await this.app.request(`${BASE}${path}`, { ...init, headers })
    const set = answer.headers.get('Set-Cookie')
    if (set?.startsWith('zhiwen-office=')) this.cookie = /Max-Age=0/.test(set) ? '' : (set.split(';')[0] as string)
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }

  get(path: string): Promise<Page> {
    return this.request(path)
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { Origin: BASE, 'Sec-Fetch-Site': 'same-origin' },
  ): Promise<Page> {
    return this.request(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    })
  }

  /** Sends the form of a page whose action ends in `action`, with what is filled in. */
  submit(page: Page, action: string, filled: Readonly<Record<string, string>> = {}): Promise<Page> {
    const form = formsOf(page).find((f) => f.action.endsWith(action))
    if (!form) throw new Error(`no form ${action} among ${formsOf(page).map((f) => f.action)}`)
    return this.post(form.action, { ...form.hidden, ...filled })
  }

  async follow(page: Page): Promise<Page> {
    const to = page.headers.get('Location')
    return page.status === 303 && to ? this.get(to.split('#')[0] as string) : page
  }
}

export function formsOf({ text }: Page): { readonly action: string; readonly hidden: Record<string, string> }[] {
  return [...text.matchAll(/<form method="post" action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)].map(([, action, inside]) => ({
    action: (action as string).split('#')[0] as string,
    hidden: Object.fromEntries(
      [...(inside as string).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name as string, plain(value as string)]),
    ),
  }))
}

/** What a person reads on a page. */
export function words({ text }: Page): string {
  return plain((/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '').replace(/<dialog[\s\S]*?<\/dialog>/g, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
