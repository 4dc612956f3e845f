/** The enterprise's half of the web desk in real Chromium: asking, citations, a request with a photo, reload; phone and desktop, light and dark, with and without JavaScript. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveWeb } from '../../adapters/channels/web/serve.ts'
import { loaded, openRig, PHOTO, type Rig } from '../channels/web-rig.ts'
import { axe, HAVE_CHROMIUM, launch, openPage, overflow } from './chromium.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const DESKTOP = { viewport: { width: 1280, height: 850 } }
const SIZES = [
  ['a phone', 'light', { ...PHONE, colorScheme: 'light' }],
  ['a phone', 'dark', { ...PHONE, colorScheme: 'dark' }],
  ['a desktop', 'light', { ...DESKTOP, colorScheme: 'light' }],
  ['a desktop', 'dark', { ...DESKTOP, colorScheme: 'dark' }],
] as const
const PICTURE = { name: '侵权照片.png', mimeType: 'image/png', buffer: PHOTO }
const desk = (page: Page) => page.locator('li.line.desk')

async function answered(page: Page, before: number): Promise<string> {
  await desk(page).nth(before).waitFor({ timeout: 15_000 })
  return desk(page).nth(before).innerText()
}

async function say(page: Page, text: string): Promise<string> {
  const before = await desk(page).count()
  await page.fill('#text', text)
  await page.press('#text', 'Enter')
  return answered(page, before)
}

async function tap(page: Page, text: string): Promise<string> {
  const before = await desk(page).count()
  await page.locator('.taps').getByRole('button', { name: text, exact: true }).click()
  return answered(page, before)
}

describe.skipIf(!HAVE_CHROMIUM /* no browser, and chromium.ts has said so aloud */)('in Chromium', { timeout: 90_000 }, () => {
  let rig: Rig
  let web: Served
  let browser: Browser
  const at = (path: string) => new URL(path, web.url).href

  beforeAll(async () => {
    rig = await openRig({ walk: 'fresh' })
    web = await serveWeb(rig.app, { host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.stop()
    await web?.close()
  })

  it.each(SIZES)('on %s, %s: an enterprise asks, follows a citation, submits a request with a photo, reloads', async (_, __, options) => {
    const { page, wrongs, close } = await openPage(browser, options)
    const findings: string[] = []
    const look = async () => {
      findings.push(...(await axe(page)))
      expect(await overflow(page), page.url()).toBeLessThanOrEqual(0)
    }

    await page.goto(at('/'))
    await look()
    await page.fill('#text', '质押登记几天能办好')
    await page.press('#text', 'Enter')
    await page.waitForURL(/\/ask/)
    expect(await answered(page, 0)).toContain('力争1个工作日')
    await look()

    await page.locator('.sources a').first().click()
    await page.locator('#cited').waitFor()
    expect(await page.locator('#cited').innerText()).toContain('设立专利商标质押登记绿色通道')
    expect(await page.locator('#cited').evaluate((e) => e.getBoundingClientRect().top < window.innerHeight)).toBe(true)
    await look()
    await page.goBack()
    expect(await answered(page, 0)).toContain('力争1个工作日')

    await say(page, '有人抄我的专利，帮帮我')
    expect(await page.locator('.taps button').allInnerTexts()).toEqual(['同意', '不同意'])
    await look()
    await tap(page, '同意')
    expect(await page.locator('.taps').count()).toBe(0)
    for (const line of ['鞍山海星电子有限公司', '91210300MA0UD2K375', '张三', '13812345678']) await say(page, line)
    await look()
    const before = await desk(page).count()
    await page.getByRole('button', { name: '实用新型' }).click()
    expect(await answered(page, before)).toContain('权利类型 实用新型')
    expect(await page.locator('.choices button').count()).toBe(0)
    for (const line of ['202129999001.4', '跳过', '大连某厂仿制我们的产品，在网上卖']) await say(page, line)
    await page.setInputFiles('.attach input', [PICTURE])
    expect(await page.locator('#pending li').innerText()).toContain('侵权照片.png')
    await look()
    const next = await desk(page).count()
    await page.click('.send')
    expect(await answered(page, next)).toMatch(/侵权照片\.png/)
    expect(await page.locator('.taps button').allInnerTexts()).toEqual(['确认', '修改', '取消'])
    await look()
    await tap(page, '确认')
    await page.locator('.receipt').waitFor()
    expect(await page.locator('.receipt').innerText()).toMatch(/受理编号 LN-20261123-/)
    await look()

    const words = await page.locator('.lines').innerText()
    await page.reload()
    expect(await page.locator('.lines').innerText()).toBe(words)
    await page.getByRole('link', { name: '打印回执' }).click()
    expect(await page.locator('.paper').innerText()).toContain('侵权照片.png')
    await page.locator('#print').waitFor({ state: 'visible', timeout: 5_000 })
    await look()

    expect(findings).toEqual([])
    expect(wrongs).toEqual([])
    await close()
  })

  it.each(SIZES)('on %s, %s: every kind of page is free of what axe finds, fits its window, and keeps its content policy; in English too', async (_, scheme, options) => {
    const findings: string[] = []
    // The other colours of the same page can only be too faint.
    const rules = scheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined
    for (const locale of scheme === 'light' ? ['zh-CN', 'en-US'] : ['zh-CN']) {
      const { page, wrongs, close } = await openPage(browser, { ...options, locale })
      const some = ['/', '/ask', '/departments', '/search?q=质押登记', '/notices/ln-2022-6/2?from=527&to=560']
      const others = ['/notices', '/departments/鞍山市知识产权局', '/search?q=无此字样', '/notices/cnipa-2017-733/4', '/notices/cnipa-2017-733']
      const every = loaded.corpus.notices.map((n) => `/notices/${n.id}`)
      const paths = [...some, ...(locale === 'zh-CN' ? others : []), ...(locale === 'zh-CN' && scheme === 'light' && !('isMobile' in options) ? every : [])]
      for (const path of paths) {
        await page.goto(at(path))
        expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en')
        findings.push(...(await axe(page, rules)))
        expect(await overflow(page), `${locale} ${path}`).toBeLessThanOrEqual(0)
      }
      expect(wrongs).toEqual([])
      // A missing page is an error to the browser's console, and to nothing else.
      await page.goto(at('/notices/ln-2022-6/11'))
      findings.push(...(await axe(page, rules)))
      await close()
    }
    expect(findings).toEqual([])
  })

  it('what should be seen is seen: a broken content policy, and a picture without words', async () => {
    const { page, wrongs, close } = await openPage(browser)
    await page.goto(at('/departments'))
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }), document.createElement('img')))
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    expect(wrongs.join()).toContain('Content Security Policy')
    expect((await axe(page)).join()).toContain('image-alt')
    await close()
  })

  it('without JavaScript asks, chooses, attaches a photo and finds', async () => {
    const { page, close } = await openPage(browser, { ...PHONE, javaScriptEnabled: false })
    await page.goto(at('/'))
    await page.fill('#text', '有人抄我的专利，帮帮我')
    await page.click('.ask-box button')
    expect(await page.locator('li.line.desk').innerText()).toContain('一共需要')
    await page.locator('.taps').getByRole('button', { name: '同意', exact: true }).click()
    for (const line of ['鞍山海星电子有限公司', '稍后给', '张三', '13812345678']) {
      await page.fill('#text', line)
      await page.click('.send')
    }
    await page.getByRole('button', { name: '实用新型' }).click()
    expect(await page.locator('li.line.desk').last().innerText()).toContain('权利类型 实用新型')
    await page.setInputFiles('.attach input', [PICTURE])
    await page.click('.send')
    expect(await page.locator('li.line.person').last().innerText()).toContain('侵权照片.png')
    await page.click('.send')
    expect(await page.locator('[role=status]').first().innerText()).toContain('还没有写字')
    await page.goto(at('/search'))
    await page.fill('#q', '绿色通道')
    await page.press('#q', 'Enter')
    expect(await page.locator('.found li').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'English' }).click()
    expect(page.url()).toContain('/search?q=')
    expect(await page.locator('h1').innerText()).toBe('Search')
    await close()
  })

  it('by keyboard alone: the skip link, sending, a new line by Shift+Enter, a choice', async () => {
    const { page, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/notices/ln-2022-6'))
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe('跳到正文')
    await page.keyboard.press('Enter')
    expect(await page.locator(':focus').getAttribute('id')).toBe('main')
    await page.goto(at('/ask'))
    await page.locator('#text').focus()
    await page.keyboard.type('第一行')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('第二行')
    expect(await page.locator('li.line').count()).toBe(0)
    await page.keyboard.press('Enter')
    await answered(page, 0)
    expect(await page.locator('li.line.person p').first().innerText()).toBe('第一行\n第二行')
    for (const line of ['有人抄我的专利，帮帮我', '同意', '鞍山海星电子有限公司', '稍后给', '张三', '13812345678']) await say(page, line)
    const before = await desk(page).count()
    for (let i = 0; i < 40 && (await page.evaluate(() => document.activeElement?.textContent)) !== '实用新型'; i++) await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    expect(await answered(page, before)).toContain('权利类型 实用新型')
    await close()
  })

  it('files come by paste and by drop too, are named with a picture, can be taken away, and are refused before they are sent', async () => {
    const { page, wrongs, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/ask'))
    await page.evaluate(
      ([bytes]) => {
        const carried = (name: string, size: number) => {
          const data = new DataTransfer()
          data.items.add(new File([size ? new Uint8Array(size) : new Uint8Array(bytes as number[])], name, { type: 'image/png' }))
          return data
        }
        document.querySelector('#text')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried('截图.png', 0), bubbles: true, cancelable: true }))
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: carried('拖来.png', 0), bubbles: true, cancelable: true }))
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: carried('太大.png', 21 * 1024 * 1024), bubbles: true, cancelable: true }))
      },
      [[...PHOTO]] as const,
    )
    expect(await page.locator('#pending li').allInnerTexts()).toHaveLength(2)
    expect(await page.locator('#pending img').count()).toBe(2)
    expect(await page.locator('#problem').innerText()).toContain('太大.png')
    await page.getByRole('button', { name: '去掉 截图.png' }).click()
    await page.click('.send')
    await answered(page, 0)
    expect(await page.locator('li.line.person').innerText()).toContain('拖来.png')
    expect(wrongs).toEqual([])
    await close()
  })

  it('what could not be sent stays, says so, and goes when sent again', async () => {
    const { page, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/ask'))
    await page.route('**/ask', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await page.fill('#text', '质押登记几天能办好')
    await page.press('#text', 'Enter')
    await page.getByText('没有发出去').waitFor()
    expect(await axe(page)).toEqual([])
    await page.unroute('**/ask')
    await page.getByRole('button', { name: '重发' }).click()
    expect(await answered(page, 0)).toContain('力争1个工作日')
    expect(await page.locator('li.line.person').count()).toBe(1)
    await close()
  })

  it('a second window follows; erasing clears both, and the draft outlives a look at a source', async () => {
    const { page, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/ask'))
    await say(page, '质押登记几天能办好')
    const other = await page.context().newPage()
    await other.goto(at('/ask'))
    await other.locator('li.line.desk').waitFor()
    await say(page, '谁负责')
    await answered(other, 1)
    await page.fill('#text', '还没写完')
    await page.locator('.sources a').first().click()
    await page.locator('#cited').waitFor()
    await page.goto(at('/ask'))
    expect(await page.inputValue('#text')).toBe('还没写完')
    await page.fill('#text', '')
    const before = await desk(page).count()
    await page.getByRole('button', { name: '删除我的信息' }).click()
    await answered(page, before)
    await page.fill('#text', '确认删除')
    await page.press('#text', 'Enter')
    for (const window of [page, other]) {
      await window.getByText('您的信息已经删除').waitFor()
      expect(await window.locator('li.line').count()).toBe(1)
      expect(await window.locator('.lines').innerText()).not.toContain('质押登记')
    }
    await close()
  })

  it('search shows results as one types, and the address keeps them', async () => {
    const { page, wrongs, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/search'))
    await page.locator('#q').pressSequentially('绿色通道', { delay: 30 })
    await page.locator('.found li').first().waitFor()
    expect(page.url()).toContain(encodeURIComponent('绿色通道'))
    await page.locator('.found a').first().click()
    expect(await page.locator('#cited').innerText()).toBe('绿色通道')
    expect(wrongs).toEqual([])
    await close()
  })

  it('an answer can be thought useful', async () => {
    const { page, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/ask'))
    await say(page, '质押登记几天能办好')
    await page.getByRole('button', { name: '有用', exact: true }).click()
    await page.getByText('谢谢，已经记下').waitFor()
    expect((await rig.store.asked.list({ since: new Date(0), limit: 50 })).some((q) => q.useful === true)).toBe(true)
    await close()
  })
})
