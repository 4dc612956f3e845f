/** `npm run screenshots`: the pictures of the README, taken in Chromium from the running pages. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { webApp } from '../../adapters/channels/web/app.ts'
import { serveWeb } from '../../adapters/channels/web/serve.ts'
import { corpus, ROOT } from '../eval/data.ts'

const out = join(ROOT, '.readme')
mkdirSync(out, { recursive: true })
const web = await serveWeb(webApp({ corpus }), { host: '127.0.0.1', port: 0 })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const sentence = corpus.clause('ln-2022-6#2').sentences.find((s) => s.text.includes('力争1个工作日'))
if (!sentence) throw new Error('the cited sentence is gone')
const pages = [
  { name: 'clause', path: `/notices/ln-2022-6/2?from=${sentence.start}&to=${sentence.end}`, width: 1180, height: 760 },
  { name: 'notices', path: '/', width: 1180, height: 760 },
]
for (const { name, path, width, height } of pages) {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.goto(new URL(path, web.url).href)
  await page.screenshot({ path: join(out, `${name}.png`) })
  await page.close()
}
await browser.close()
await web.close()
