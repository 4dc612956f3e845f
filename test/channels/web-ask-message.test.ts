/** One message on the web: on disk before it is acknowledged, once however often it is sent, refused with the reason. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { browserOf, browserWith, linesOf, openRig, PHOTO, type Rig, type Setup } from './web-rig.ts'

const rigs: Rig[] = []
async function open(setup: Setup = {}) {
  const rig = await openRig(setup)
  rigs.push(rig)
  return { rig, browser: browserOf(() => rig.app) }
}
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.stop().catch(() => {})
})

const photo = (name = '侵权照片.png') => new File([PHOTO], name, { type: 'image/png' })
const QUESTION = '质押登记几天能办好'

describe('one message', () => {
  it('sent twice by the same form is heard once; the same words in a new form are a new message', async () => {
    const { rig, browser } = await open()
    await browser.say(QUESTION, [], 'turn-1')
    await browser.say(QUESTION, [], 'turn-1')
    expect(rig.heard).toHaveLength(1)
    await browser.say('32号文第三条', [], 'turn-1')
    await browser.say(QUESTION, [], 'turn-2')
    expect(rig.heard.map((m) => m.text)).toEqual([QUESTION, '32号文第三条', QUESTION])
  })

  it('is on disk before it is acknowledged, and heard after a crash, once', async () => {
    let dead = true
    const { rig, browser } = await open({ hear: () => (dead ? new Promise<void>(() => {}) : Promise.resolve()) })
    const answer = await browser.post('/ask', { turn: 't', text: QUESTION }, { Accept: 'application/json' })
    expect(answer.status).toBe(202)
    expect(await rig.store.intake.waiting('web', 10)).toHaveLength(1)
    dead = false
    const next = await openRig({ store: rig.store })
    rigs.push(next)
    const page = async () => linesOf(await (await browserWith(next, browser.cookies).get('/ask')).text())
    await until(async () => (await page()).length === 2)
    expect((await page()).map((l) => l.by)).toEqual(['person', 'desk'])
  })

  it('that cannot be stored is not acknowledged, and its sender is told', async () => {
    const { rig } = await open()
    const broken = { ...rig.store, intake: { ...rig.store.intake, put: () => Promise.reject(new Error('disk full')) } }
    const other = await openRig({ store: broken })
    const answer = await browserOf(() => other.app).post('/ask', { turn: 't', text: QUESTION }, { Accept: 'application/json' })
    expect(answer.status).toBe(503)
    expect(((await answer.json()) as { problem: string }).problem).toContain('没有收下')
    await other.channel.stop()
  })

  it.each([
    ['nothing', { text: '  ' }, 400, '还没有写字'],
    ['5,001 characters', { text: '长'.repeat(5001) }, 400, '太长'],
    ['ten files', { text: '', files: Array.from({ length: 10 }, (_, i) => photo(`${i}.png`)) }, 400, '最多 9 个'],
    ['a file of 21 MB', { text: '', files: [new File([new Uint8Array(21 * 1024 * 1024)], 'big.png')] }, 413, '20 MB'],
  ])('of %s is refused with the reason', async (_, fields, status, words) => {
    const { rig, browser } = await open()
    const answer = await browser.post('/ask', { turn: 't', ...(fields as { text: string }) }, { Accept: 'application/json' })
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as { problem: string }).problem).toContain(words)
    expect(rig.heard).toEqual([])
  })

  it('longer than any form may be is refused before it is read whole', async () => {
    const { browser } = await open()
    const answer = await browser.post('/ask', { text: 'x', files: [1, 2, 3].map((n) => new File([new Uint8Array(15 * 1024 * 1024)], `${n}.png`)) })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('40 MB')
  })

  it('with a body that is no form is refused, and nothing breaks', async () => {
    const { rig } = await open()
    for (const [type, body] of [
      ['multipart/form-data; boundary=x', '--y\r\nnonsense'],
      ['multipart/form-data', 'x'],
      ['application/json', '{"text":"x"}'],
      ['text/plain', 'text=x'],
    ] as const) {
      const answer = await rig.app.request('http://desk.example/ask', {
        method: 'POST',
        body,
        headers: { Host: 'desk.example', 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin', Accept: 'application/json' },
      })
      expect(answer.status, type).toBe(400)
    }
  })

  it('from another site is refused and changes nothing', async () => {
    const { rig, browser } = await open()
    const answer = await browser.post('/ask', { turn: 't', text: QUESTION }, { Origin: 'http://evil.example', 'Sec-Fetch-Site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(rig.heard).toEqual([])
  })

  it('brings no markup into the page', async () => {
    const { browser } = await open()
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> " onfocus="x'
    const page = await browser.say(hostile, [photo('"><script>x</script>.png')])
    expect(page).not.toMatch(/<script(?! type="module" src="\/ask\.js"><)|<img|\sonfocus="x/)
    expect(linesOf(page)[0]?.text).toContain(hostile)
  })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error('it never came')
}
