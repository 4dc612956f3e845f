/** The officers' pages as they are served, over the walk-through's data, and Chromium to look at them with. */
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { webApp } from '../../adapters/channels/web/app.ts'
import { office } from '../../adapters/channels/web/office/office.ts'
import { serveWeb } from '../../adapters/channels/web/serve.ts'
import { takeFiles } from '../../adapters/sniff.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { type DemoParts, seedDemo } from '../../src/demo/seed.ts'
import { hashOfCode } from '../../src/officer/code.ts'
import { openOfficerDesk } from '../../src/officers.ts'
import type { Store } from '../../src/store.ts'
import { loadCorpus, openIntent, openWholeDesk } from '../../src/wiring.ts'
import { standards } from '../cases/sample.ts'
import { openDeskUnderTest } from '../desk-under-test.ts'
import { axe, launch, openPage, overflow, type Watched } from './chromium.ts'

export const NOW = '2026-11-20T09:55:00+08:00'
export const PHONE = { viewport: { width: 360, height: 760 }, hasTouch: true, isMobile: true }
export const DESKTOP = { viewport: { width: 1440, height: 900 } }
export const SIZES = [
  ['a phone', 'light', { ...PHONE, colorScheme: 'light' }],
  ['a phone', 'dark', { ...PHONE, colorScheme: 'dark' }],
  ['a desktop', 'light', { ...DESKTOP, colorScheme: 'light' }],
  ['a desktop', 'dark', { ...DESKTOP, colorScheme: 'dark' }],
] as const

export type OfficeDesk = {
  readonly store: Store
  readonly parts: DemoParts
  readonly clock: () => Date
  readonly at: (path: string) => string
  /** A page of somebody of the walk-through, signed in. */
  readonly enter: (who: string, options?: BrowserContextOptions) => Promise<Watched>
  readonly close: () => Promise<void>
}

export async function openOfficeDesk(): Promise<OfficeDesk> {
  const closing = new AbortController()
  const began = Date.now()
  const clock = () => new Date(Date.parse(NOW) + Date.now() - began)
  const loaded = loadCorpus()
  const answer = await openDeskUnderTest()
  const store = await openSqlite({ folder: null }, clock())
  const officers = openOfficerDesk({ corpus: loaded.corpus, store, take: (message, now) => takeFiles(store, message, now) })
  const read = openIntent({ dataDir: join(tmpdir(), `zhiwen-web-${loaded.source.slice(0, 16)}`) } as Parameters<typeof openIntent>[0], loaded)
  const parts: DemoParts = { corpus: loaded.corpus, standards, store, desk: openWholeDesk(loaded, answer, read, store), officers, random: () => randomBytes(32) }
  await seedDemo(parts, clock())
  const operations = () => ({
    channels: [{ name: 'wechat', health: { state: 'down', words: '等待扫码登录', english: 'waiting to be scanned' } as const, qr: 'https://login.example/qr' }],
    index: 'stamp',
    ready: true,
  })
  const pages = office({ corpus: loaded.corpus, store, desk: officers, clock, baseUrl: 'http://127.0.0.1', operations, answer, closing: closing.signal })
  const web = await serveWeb(webApp({ corpus: loaded.corpus, office: pages }), { host: '127.0.0.1', port: 0 })
  const browser: Browser = await launch()
  const at = (path: string) => new URL(path, web.url).href
  return {
    ...{ store, parts, clock, at },
    async enter(who, options = {}) {
      const id = `demo-${who}`
      await store.officers.offerCode(id, hashOfCode(id, 'ABCD-EFGH-JKMN'), new Date(clock().getTime() + 600_000), clock())
      const watched = await openPage(browser, options)
      await watched.page.goto(at(`/office/enter?officer=${id}&code=ABCD-EFGH-JKMN`))
      await watched.page.click('main button')
      await watched.page.waitForURL(/\/office\/(?:queue|operator)/)
      return watched
    },
    async close() {
      await browser.close()
      closing.abort()
      await web.close()
      await store.close()
    },
  }
}

/** Nothing that axe finds, and nothing wider than the window. */
export async function fine(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  expect(await axe(page)).toEqual([])
  expect(await overflow(page), page.url()).toBeLessThanOrEqual(0)
}
