/** The officers' pages in both languages in real Chromium: the switch, the axe, the width, on a phone and on a desktop, light and dark. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HAVE_CHROMIUM } from './chromium.ts'
import { DESKTOP, fine, type OfficeDesk, openOfficeDesk, SIZES } from './office-desk.ts'

describe.skipIf(!HAVE_CHROMIUM /* no browser, and chromium.ts has said so aloud */)('in English in Chromium', { timeout: 90_000 }, () => {
  let desk: OfficeDesk
  beforeAll(async () => {
    desk = await openOfficeDesk()
  }, 60_000)
  afterAll(() => desk?.close())

  it.each(SIZES)('on %s, %s: the switch turns every page, and a case is worked in it', async (_, __, options) => {
    const { page, wrongs, close } = await desk.enter('qian', options)
    await page.click('.language button')
    await page.waitForSelector('html[lang=en]')
    for (const path of ['/office/queue/department', '/office/insight', '/office/questions', '/office/questions/entry?q=x', '/office/register', '/office/find?number=1']) {
      await page.goto(desk.at(path))
      for (const summary of await page.locator('.by-ground summary').all()) await summary.click()
      await fine(page)
    }
    await page.goto(desk.at('/office/queue/all'))
    await page.click('.card:has-text("5 million yuan") .open')
    await fine(page)
    await page.click('#act-close summary')
    await page.click('#act-close button')
    await page.waitForSelector('.field-problem >> text=Please choose “Result”.')
    await fine(page)
    await page.fill('#reply-text', '请看附件。')
    await page.click('#act-reply button')
    await page.waitForSelector('text=The enterprise uses Chinese')
    expect(await page.getAttribute('.preview', 'lang')).toBe('zh-CN')
    await fine(page)
    await page.click('text=Drop it')
    await page.click('.language button')
    await page.waitForSelector('html[lang=zh-CN]')
    expect(wrongs.filter((w) => !w.includes('422') && !w.includes('400'))).toEqual([])
    await close()
  })

  it('the operator sees the machine in both schemes and both languages', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, wrongs, close } = await desk.enter('wang', { ...DESKTOP, colorScheme })
      await fine(page)
      await page.click('.language button')
      await page.waitForSelector('h1 >> text=Operation')
      await fine(page)
      await page.click('.language button')
      expect(await page.locator('.qr svg').count()).toBe(1)
      await page.click('text=退出')
      await page.waitForURL(/enter/)
      await fine(page)
      expect(wrongs).toEqual([])
      await close()
    }
  })
})
