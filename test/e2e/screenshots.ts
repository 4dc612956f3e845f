/** `npm run screenshots`: the pictures of the README, taken in Chromium from `npm start -- --demo` as anybody would see it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from 'playwright-core'
import { corpus, ROOT } from '../eval/data.ts'
import { launch } from './chromium.ts'

const out = join(ROOT, '.readme')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'zhiwen-pictures-'))
const desk = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'start', '--demo'], {
  env: { ...process.env, ZHIWEN_DATA_DIR: folder, ZHIWEN_PORT: '0' },
  stdio: ['ignore', 'ignore', 'pipe'],
})
process.on('exit', () => desk.kill())
let url = ''
const links: string[] = []
for await (const line of createInterface({ input: desk.stderr })) {
  url ||= /网页：(\S+)/.exec(line)?.[1] ?? ''
  const link = /(http\S+office\/enter\S+)/.exec(line)?.[1]
  if (link) links.push(link)
  // One link an officer, the last of them the administrator's.
  if (links.length === 8) break
}

const sentence = corpus.clause('ln-2022-6#2').sentences.find((s) => s.text.includes('力争1个工作日'))
if (!sentence) throw new Error('the cited sentence is gone')
const browser = await launch()
const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1180, height: 760 } })
const page = await context.newPage()

async function picture(of: Page, name: string): Promise<void> {
  await of.screenshot({ path: join(out, `${name}.png`) })
}

await page.goto(`${url}/`)
await picture(page, 'notices')
await page.goto(`${url}/notices/ln-2022-6/2?from=${sentence.start}&to=${sentence.end}`)
await picture(page, 'clause')
await page.goto(`${url}/ask`)
for (const [n, said] of ['俺大连的，专利押给银行那个登记，几天能下来', '要交多少钱'].entries()) {
  await page.fill('#text', said)
  await page.keyboard.press('Enter')
  await page.locator('li.line.desk').nth(n).waitFor()
}
await page.waitForTimeout(500)
await picture(page, 'ask')
await page.goto(links[0] as string)
await page.click('main button')
await page.goto(`${url}/office/queue/department`)
await picture(page, 'queue')
await page.click('main a[href*="/office/cases/"], main a[href*="/office/case/"]')
await page.waitForLoadState()
await picture(page, 'case')
await browser.close()
desk.kill('SIGTERM')
await once(desk, 'exit')
rmSync(folder, { recursive: true, force: true })
