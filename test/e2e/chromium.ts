/** Real Chromium for tests, where the machine has one; pages opened here report every violation of their content policy, every script error, and what axe finds. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const HAVE_CHROMIUM = existsSync(PATH)
if (!HAVE_CHROMIUM)
  console.warn(
    `\n*** SKIPPED: no Chromium at ${PATH}. Install it (apt install chromium) or set CHROMIUM; until then nothing of the web desk is tested in a browser. ***\n`,
  )

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

export type Watched = { readonly page: Page; readonly wrongs: string[]; readonly close: () => Promise<void> }

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const page = await context.newPage()
  const wrongs: string[] = []
  page.on('pageerror', (error) => wrongs.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(`console: ${message.text()}`)
  })
  return { page, wrongs, close: () => context.close() }
}

type AxeResults = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }

/** What axe finds wrong with the page as it stands, best practices included. @param only the rules that can find something new here. */
export async function axe(page: Page, only?: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = (await page.evaluate(`axe.run(${only ? JSON.stringify({ runOnly: only }) : ''})`)) as AxeResults
  return violations.map((v) => `${page.url()} ${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} — ${n.failureSummary ?? ''}`).join(' | ')}`)
}

/** How far the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
