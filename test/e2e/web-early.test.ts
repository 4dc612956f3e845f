/** An answer shown while its model writes, in real Chromium: the first sentence long before the last, no lie ever, and at the end the very words that stood there. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Served, serveWeb } from '../../adapters/channels/web/serve.ts'
import { LIMITS, openModel } from '../../adapters/models/openai/openai.ts'
import type { Reply } from '../../src/message.ts'
import { openRig, type Rig } from '../channels/web-rig.ts'
import { guarded } from '../models/guarded.ts'
import { type ModelServer, modelServer } from '../models/server.ts'
import { axe, HAVE_CHROMIUM, launch, openPage, overflow } from './chromium.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const DESKTOP = { viewport: { width: 1280, height: 850 } }
const SIZES = [
  ['a phone', 'light', { ...PHONE, colorScheme: 'light' }],
  ['a phone', 'dark', { ...PHONE, colorScheme: 'dark' }],
  ['a desktop', 'light', { ...DESKTOP, colorScheme: 'light' }],
  ['a desktop', 'dark', { ...DESKTOP, colorScheme: 'dark' }],
] as const

const QUESTION = '质押登记几天能办好'
const of = (text: string, quote: string) => ({ text, clause: 'ln-2022-6#2', quote })
const FAST = of('根据企业和银行的需求即收即办、快速办理，力争1个工作日完成电子化登记。', '力争1个工作日完成电子化登记')
const HELP = of('提供电话预约和专人指导等服务。', '提供电话预约和专人指导等服务')
const WAYS = of('鼓励采取网上和邮寄方式提交。', '鼓励采取网上和邮寄方式提交')
const LIES = [of('登记3个工作日内一定办完，补贴50万元。', '力争1个工作日完成电子化登记'), of('请点击 https://evil.example/apply 申请。', '提供电话预约和专人指导等服务')]
const SAID = [LIES[0], FAST, LIES[1], HELP, WAYS]
const LIE = /3个工作日|50万|evil/

/** Keeps what the conversation looked like after every change, as a person would have seen it. */
const WATCH = `
  window.seen = []
  new MutationObserver(() => {
    const log = document.querySelector('#log')
    if (log) window.seen.push(log.innerText)
  }).observe(document, { childList: true, subtree: true, characterData: true })
`
const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
const paragraphs = (page: Page) => page.locator('li.line.desk .said > p').allInnerTexts()

describe.skipIf(!HAVE_CHROMIUM /* no browser, and chromium.ts has said so aloud */)('in Chromium', { timeout: 90_000 }, () => {
  let model: ModelServer
  let rig: Rig
  let web: Served
  let browser: Browser
  const at = (path: string) => new URL(path, web.url).href

  beforeAll(async () => {
    model = await modelServer()
    const speaking = openModel({ baseUrl: model.url, model: 'm' }, { ...LIMITS, callMs: 40_000 })
    // The tests look at a page in the middle of a sentence, for longer than anybody would wait.
    const patient = () => AbortSignal.timeout(40_000)
    rig = await openRig({
      wrap(answer) {
        const fluent = guarded(answer, speaking)
        return (message, memory, today, waiting) => fluent(message, memory, today, { ...waiting, until: patient() })
      },
    })
    web = await serveWeb(rig.app, { host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  beforeEach(() => {
    Object.assign(model, { content: JSON.stringify({ sentences: SAID }), streams: 'yes', dripMs: 10, gate: null, cutAfter: 0 })
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.stop()
    await web?.close()
    await model?.close()
  })

  /** The model stops behind its first true sentence until `open` is called. */
  function gate(behind = HELP.text): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    model.gate = { behind: behind.slice(0, 4), open: promise }
    return () => resolve()
  }

  async function ask(page: Page): Promise<void> {
    await page.addInitScript(WATCH)
    await page.goto(at('/ask'))
    await page.fill('#text', QUESTION)
    await page.press('#text', 'Enter')
  }
  const answered = (page: Page) => page.locator('li.line.desk[data-key] form.rate').waitFor({ timeout: 20_000 })

  it.each(SIZES)('on %s, %s: the first sentence is read before the model has ended, marked, and the end is the same text', async (_, __, options) => {
    const { page, wrongs, close } = await openPage(browser, options)
    const open = gate()
    await ask(page)
    await page.locator('li.line.early').getByText(FAST.text).waitFor({ timeout: 20_000 })
    expect(await page.locator('li.line.desk[data-key]').count()).toBe(0)
    const early = await paragraphs(page)
    expect(early).toEqual(['辽宁省（只适用于辽宁，6号文，2022年）的意思是：', `【AI生成，依据辽知发〔2022〕6号（二）】${FAST.text}`])
    expect(await page.locator('.generated').isVisible()).toBe(true)
    expect(await page.locator('.early .sources').innerText()).toContain('辽知发〔2022〕6号（二）')
    expect(await page.locator('#busy').innerText()).toBe('正在写…')
    expect(await page.locator('.rate').count()).toBe(0)
    const findings = await axe(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.evaluate(() => Object.assign(window, { first: document.querySelector('.early .said > p:last-child') }))

    open()
    await answered(page)
    const final = await paragraphs(page)
    expect(final[1]).toBe(`${early[1]}${HELP.text}${WAYS.text}`)
    // The very paragraph that stood there: a screen reader does not begin anew.
    expect(await page.evaluate(() => (window as unknown as { first: Element }).first.isConnected)).toBe(true)
    expect(await page.locator('#log').getAttribute('aria-live')).toBe('polite')
    findings.push(...(await axe(page)))
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await page.locator('#busy').isVisible()).toBe(false)

    const states = (await seen(page)).map((text) => text.replace(/\s+/g, ''))
    expect(states.filter((text) => LIE.test(text))).toEqual([])
    const written = states.map((text) => /的意思是：(.*?)(?:责任部门|出处|$)/.exec(text)?.[1] ?? '')
    for (const [n, text] of written.entries()) expect(text.startsWith(written[n - 1] ?? ''), `${n}: ${text}`).toBe(true)
    expect(new Set(written.filter(Boolean)).size).toBeGreaterThanOrEqual(3)

    await page.reload()
    expect(await paragraphs(page)).toEqual(final)
    expect(await page.locator('.generated').isVisible()).toBe(true)
    const conversation = rig.heard.at(-1)?.conversation as string
    const line = (await rig.store.transcripts.read(conversation, 10)).at(-1)?.body as Reply
    // The line of sources stands beside the words, as links.
    expect(final).toEqual(line.text.split('\n').filter((l) => !l.startsWith('依据：')))
    expect(await page.locator('.line.desk').last().locator('.sources a').first().innerText()).toBe('辽知发〔2022〕6号（二）')
    expect(line.answer?.generated).toBe(true)
    expect(findings).toEqual([])
    expect(wrongs).toEqual([])
    await close()
  })

  it('another window of the same browser reads along; another browser and a page without JavaScript see the answer when it is sent', async () => {
    const { page, close } = await openPage(browser, DESKTOP)
    await page.goto(at('/ask'))
    await page.fill('#text', '32号文第三条')
    await page.press('#text', 'Enter')
    await page.locator('li.line.desk[data-key]').waitFor()
    const open = gate()
    const beside = await page.context().newPage()
    await beside.goto(at('/ask'))
    const stranger = await openPage(browser, DESKTOP)
    await stranger.page.goto(at('/ask'))
    const still = await openPage(browser, { ...DESKTOP, javaScriptEnabled: false, storageState: await page.context().storageState() })
    await page.fill('#text', QUESTION)
    await page.press('#text', 'Enter')
    await page.getByText(FAST.text).waitFor({ timeout: 20_000 })
    await beside.getByText(FAST.text).waitFor()
    await still.page.goto(at('/ask'))
    expect(await still.page.locator('#log').innerText()).not.toContain('AI生成')
    expect(await still.page.locator('#busy').isVisible()).toBe(true)
    open()
    await beside.locator('li.line.desk[data-key]').getByText(WAYS.text).waitFor({ timeout: 20_000 })
    await expect.poll(async () => (await still.page.reload()) && (await still.page.locator('#log').innerText())).toContain(WAYS.text)
    expect(await still.page.locator('.generated').isVisible()).toBe(true)
    expect(await stranger.page.locator('li.line').count()).toBe(0)
    for (const one of [still, stranger]) await one.close()
    await close()
  })

  it('a page loaded in the middle of a sentence goes on from there; what is sent meanwhile has its place behind', async () => {
    const { page, wrongs, close } = await openPage(browser, DESKTOP)
    const open = gate()
    await ask(page)
    await page.locator('li.line.early').getByText(FAST.text).waitFor({ timeout: 20_000 })
    await page.reload()
    await page.locator('li.line.early').getByText(FAST.text).waitFor({ timeout: 20_000 })
    await page.fill('#text', '32号文第三条')
    await page.press('#text', 'Enter')
    await page.locator('li.line.person').nth(1).waitFor()
    open()
    await page.locator('li.line.desk[data-key]').nth(1).waitFor({ timeout: 20_000 })
    const lines = await page.locator('li.line').allInnerTexts()
    expect(lines).toHaveLength(4)
    expect(lines.filter((line) => line.includes(FAST.text))).toEqual([expect.stringContaining(`${FAST.text}${HELP.text}${WAYS.text}`)])
    expect(wrongs).toEqual([])
    await close()
  })

  it.each([
    ['dies in the middle', { cutAfter: JSON.stringify({ sentences: SAID }).indexOf(WAYS.text) }, `${FAST.text}${HELP.text}`],
    ['breaks its shape in the middle', { content: JSON.stringify({ sentences: [FAST, { text: 5 }, HELP] }) }, `${FAST.text}${HELP.text}`],
    ['says all at once', { streams: 'ignored' }, `${FAST.text}${HELP.text}${WAYS.text}`],
  ] as const)('a model that %s leaves nothing on the page that is not the answer', async (_, mood, written) => {
    const { page, wrongs, close } = await openPage(browser, DESKTOP)
    Object.assign(model, mood)
    await ask(page)
    await answered(page)
    expect((await paragraphs(page))[1]).toBe(`【AI生成，依据辽知发〔2022〕6号（二）】${written}`)
    expect((await seen(page)).filter((text) => LIE.test(text))).toEqual([])
    expect(await page.locator('li.line').count()).toBe(2)
    expect(wrongs).toEqual([])
    await close()
  })

  it('a model that only lies is never seen: the notice is quoted, without a mark', async () => {
    const { page, close } = await openPage(browser, DESKTOP)
    model.content = JSON.stringify({ sentences: LIES })
    await ask(page)
    await answered(page)
    expect((await seen(page)).filter((text) => LIE.test(text) || text.includes('AI生成'))).toEqual([])
    expect((await paragraphs(page))[1]).toMatch(/^「.*力争1个工作日完成电子化登记。」$/)
    await close()
  })

  it.each([
    ['no-preference', 'come'],
    ['reduce', 'none'],
  ] as const)('new words move only where motion is welcome: %s', async (reducedMotion, animation) => {
    const { page, close } = await openPage(browser, { ...DESKTOP, reducedMotion })
    await ask(page)
    await answered(page)
    expect(
      await page
        .locator('.more')
        .first()
        .evaluate((e) => getComputedStyle(e).animationName),
    ).toBe(animation)
    await close()
  })
})
