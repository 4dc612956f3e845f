/** The officers' half of the web desk in real Chromium over the walk-through's data: an officer takes, asks, replies and closes; a chief looks and exports; by keyboard, live, and without JavaScript. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import { chinaTime } from '../../src/clock.ts'
import type { DemoParts } from '../../src/demo/seed.ts'
import type { Officer } from '../../src/officer/officer.ts'
import type { Store } from '../../src/store.ts'
import { standards } from '../cases/sample.ts'
import { HAVE_CHROMIUM } from './chromium.ts'
import { DESKTOP, fine, NOW, type OfficeDesk, openOfficeDesk, SIZES } from './office-desk.ts'

describe.skipIf(!HAVE_CHROMIUM /* no browser, and chromium.ts has said so aloud */)('in Chromium', { timeout: 90_000 }, () => {
  let desk: OfficeDesk
  let store: Store
  let parts: DemoParts
  const clock = () => desk.clock()
  const at = (path: string) => desk.at(path)
  const enter: OfficeDesk['enter'] = (...who) => desk.enter(...who)

  beforeAll(async () => {
    desk = await openOfficeDesk()
    ;({ store, parts } = desk)
  }, 60_000)
  afterAll(() => desk?.close())

  /** A case nobody has taken yet, put there now. */
  async function fresh(n: number): Promise<string> {
    const { openCase } = await import('../../src/cases/open.ts')
    const { chained, EMPTY } = await import('../../src/cases/chain.ts')
    const { fold } = await import('../../src/cases/case.ts')
    const { change } = await import('../../src/case-file.ts')
    const { route } = await import('../../src/routing/route.ts')
    const { infringement } = await import('../cases/sample.ts')
    const opening = openCase(infringement, route(parts.corpus, infringement.measure, '鞍山', parts.corpus.departments), {
      corpus: parts.corpus,
      standards,
      language: 'zh',
      now: NOW,
      random: randomBytes(32),
    })
    if (opening.kind !== 'opened') throw new Error(opening.kind)
    const events = chained(opening.number, EMPTY, opening.events)
    await store.turn(`web:fresh-${n}`, { channel: 'rig', id: `fresh-${n}` }, clock(), () => ({
      value: null,
      state: null,
      keepUntil: new Date(clock().getTime() + 9e9),
      cases: [change(fold(events), 0, events)],
    }))
    return opening.number
  }

  it.each(SIZES.map((s, n) => [...s, n] as const))('on %s, %s: an officer takes a case, asks for papers, replies and closes', async (_, __, options, n) => {
    const number = await fresh(n)
    const { page, wrongs, close } = await enter('zhao', options)
    await page.goto(at('/office/queue/department'))
    await fine(page)
    await page.click(`#${number} .open`)
    await fine(page)
    await page.click('#act-accept button')
    await page.waitForSelector('.flash >> text=首问负责人')
    await page.click('#act-request-supplements summary')
    await page.click('#act-request-supplements button')
    await page.waitForSelector('.field-problem')
    await fine(page)
    await page.fill('#request-supplements-items', '营业执照副本照片\n购买凭证')
    await page.click('#act-request-supplements button')
    await page.waitForSelector('.preview')
    await fine(page)
    expect(await page.innerText('.preview')).toMatch(/1\. 营业执照副本照片\n2\. 购买凭证/)
    await page.click('button:has-text("确认发送")')
    await page.waitForSelector('.state >> text=待企业补充材料')
    await page.fill('#reply-text', '请在周五前发来。')
    await page.click('#act-reply button')
    await page.click('button:has-text("返回修改")')
    expect(await page.inputValue('#reply-text')).toBe('请在周五前发来。')
    await page.click('#act-reply button')
    await page.click('button:has-text("确认发送")')
    await page.waitForSelector('.thread >> text=请在周五前发来。')
    await page.fill('#look-reason', '电话核实')
    await page.click('#fields button')
    await page.waitForSelector('text=欧阳金丝雀')
    await fine(page)
    await page.click('#act-close summary')
    await page.check('input[value="已解决"]')
    await page.fill('#close-words', '已指导，祝顺利。')
    await page.click('#act-close button')
    await page.click('button:has-text("确认办结")')
    await page.waitForSelector('.state >> text=已办结')
    await fine(page)
    expect((await store.cases.row(number))?.status).toBe('closed')
    // A form that comes back with 422 is an error to the console and a page to the officer.
    expect(wrongs.filter((w) => !w.includes('422'))).toEqual([])
    await close()
  })

  it.each(SIZES)('on %s, %s: a chief sees how it goes and exports the register', async (_, __, options) => {
    const { page, wrongs, close } = await enter('wu', { ...options, acceptDownloads: true })
    for (const path of [
      '/office/queue/city?city=鞍山',
      '/office/queue/overdue',
      '/office/insight',
      '/office/questions',
      '/office/questions/entry?q=利率多少&clause=ln-2022-6%233',
      '/office/questions/entry?kind=word',
      '/office/questions/entry?kind=silence',
    ]) {
      await page.goto(at(path))
      await fine(page)
    }
    await page.goto(at('/office/register'))
    await fine(page)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=导出 xlsx')])
    expect(download.suggestedFilename()).toBe('融资需求项目库-2026-11-20.xlsx')
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await page.selectOption('#f-state', 'open')
    await page.waitForURL(/state=open/)
    expect(await page.locator('table.register tbody tr').count()).toBe(3)
    expect(wrongs).toEqual([])
    await close()
  })

  it('by keyboard alone a case is found, opened and answered; single keys can be switched off', async () => {
    const { page, wrongs, close } = await enter('zhao', DESKTOP)
    await page.keyboard.press('2')
    await page.waitForURL(/department/)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const first = await page.locator('.cards .open').first().getAttribute('href')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\//)
    await page.keyboard.press('r')
    await page.keyboard.type('ajk?')
    expect(await page.inputValue('#reply-text')).toBe('ajk?')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.preview')
    await page.goBack()
    await page.keyboard.press('Escape')
    await page.locator('h1').click()
    await page.keyboard.press('?')
    await page.waitForSelector('dialog[open]')
    await fine(page)
    await page.uncheck('#keys-on')
    await page.click('dialog button')
    await page.keyboard.press('u')
    expect(page.url()).toContain('/cases/')
    await page.keyboard.press('?')
    await page.check('#keys-on')
    await page.click('dialog button')
    await page.keyboard.press('u')
    await page.waitForURL(/queue/)
    expect(wrongs).toEqual([])
    await close()
  })

  it('an open page hears what others do, and what is being written stays', async () => {
    const number = await fresh(90)
    const { page, wrongs, close } = await enter('zhao', DESKTOP)
    await page.goto(at('/office/queue/department'))
    const zhao = (await store.officers.find({ id: 'demo-zhao' })) as Officer
    await page.waitForTimeout(1500)
    await parts.officers.act(zhao, { case: number, seen: null }, { kind: 'accept' }, { channel: 'rig', id: 'live-1' }, clock())
    await page.waitForSelector(`#${number} .state >> text=已接单`, { timeout: 8000 })
    await page.goto(at(`/office/cases/${number}`))
    await page.fill('#reply-text', '写到一半')
    await page.waitForTimeout(1500)
    const events = (await store.cases.events(number)) as Parameters<typeof import('../../src/cases/case.ts')['fold']>[0]
    const { fold, step } = await import('../../src/cases/case.ts')
    const { chained } = await import('../../src/cases/chain.ts')
    const { change } = await import('../../src/case-file.ts')
    const before = fold(events)
    const said = enterpriseAct(before, { kind: 'supplement', text: '又找到一张照片', files: [] }, chinaTime(clock()))
    if (said.kind !== 'done') throw new Error(said.kind)
    const added = chained(number, before.head, said.events)
    await store.turn('web:fresh-90', { channel: 'rig', id: 'live-2' }, clock(), () => ({
      value: null,
      state: null,
      keepUntil: new Date(clock().getTime() + 9e9),
      cases: [change(added.reduce(step, before), before.version, added)],
    }))
    await page.waitForSelector('.thread >> text=又找到一张照片', { timeout: 8000 })
    expect(await page.inputValue('#reply-text')).toBe('写到一半')
    // The reply was begun before: sending it says what has changed, and keeps it.
    await page.click('#act-reply button')
    await page.waitForSelector('.problem >> text=补充材料')
    expect(await page.inputValue('#reply-text')).toBe('写到一半')
    await page.click('#act-reply button')
    await page.click('button:has-text("确认发送")')
    await page.waitForSelector('.flash >> text=已回复企业')
    expect(wrongs.filter((w) => !w.includes('409'))).toEqual([])
    await close()
  })

  it('a file of a case is saved and never shown, and all of it works without JavaScript', async () => {
    const { page, close } = await enter('zhao', { ...DESKTOP, javaScriptEnabled: false, acceptDownloads: true })
    await page.goto(at('/office/queue/all'))
    const hrefs = await page.locator('.cards .open').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    for (const href of hrefs) {
      await page.goto(at(href as string))
      const link = page.locator('.files a').first()
      if ((await link.count()) === 0) continue
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect(download.suggestedFilename()).toMatch(/^演示-.*\.png$/)
      await page.click('summary:has-text("内部备注")')
      await page.fill('#note-text', '没有脚本也能记')
      await page.click('#act-note button')
      expect(await page.innerText('.thread')).toContain('没有脚本也能记')
      return close()
    }
    throw new Error('no case with a file')
  })
})
