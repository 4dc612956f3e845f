/** Files that an officer sends to the web chat: a link in the conversation that its own browser alone opens, and nothing of it runs. */
import { expect, it } from 'vitest'
import { conversationOf } from '../../adapters/channels/web/channel.ts'
import { browserOf, browserWith, linesOf, openRig } from './web-rig.ts'

it('are links that only this conversation opens, saved and never shown', async () => {
  const rig = await openRig()
  const browser = browserOf(() => rig.app)
  await browser.say('质押登记几天能办好')
  const mine = conversationOf(browser.cookies.get('conversation') as string)
  const bytes = Buffer.from('<script>alert(1)</script>')
  const { id } = await rig.store.files.put('case:x', { name: '<b>通知.html', type: 'text/html', bytes }, new Date(), new Date(Date.now() + 1e8))
  const body = { text: '', files: [{ id, name: '<b>通知.html' }] }
  expect(await rig.channel.send({ key: 'case:x:file', channel: 'web', conversation: mine, body, sequence: 9, attempt: 1 })).toEqual({ kind: 'sent' })
  // Sent once more it stands there once.
  await rig.channel.send({ key: 'case:x:file', channel: 'web', conversation: mine, body, sequence: 9, attempt: 2 })
  const page = await (await browser.get('/ask')).text()
  const line = linesOf(page).filter((l) => l.key === 'case:x:file')
  expect(line).toHaveLength(1)
  const href = /<a href="([^"]+)" download>/.exec(line[0]?.markup ?? '')?.[1] ?? ''
  expect(href).toBe(`/ask/files/${id}`)
  expect(line[0]?.text).toContain('<b>通知.html')
  expect(line[0]?.markup).not.toContain('<b>')

  const got = await browser.get(href)
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
  expect(got.headers.get('Content-Type')).toBe('application/octet-stream')
  expect(got.headers.get('Content-Disposition')).toMatch(/^attachment; /)
  expect(got.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'")
  expect(got.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(got.headers.get('Cache-Control')).toBe('no-store')

  const stranger = browserOf(() => rig.app)
  await stranger.say('你好')
  const [refused, absent, nobody] = [await stranger.get(href), await stranger.get('/ask/files/none'), await browserOf(() => rig.app).get(href)]
  expect([refused.status, absent.status, nobody.status]).toEqual([404, 404, 404])
  expect(await refused.text()).toBe(await absent.text())

  const again = await rig.restart()
  expect((await browserWith(again, browser.cookies).get(href)).status).toBe(200)
  await again.stop()
})
