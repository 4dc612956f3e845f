/** 微信客服 from the callback to the case: pages, the cursor, five messages, taps, files, recalls, a person in WeCom. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { STATES } from '../../adapters/channels/wecom-kf/api.ts'
import type { Reply } from '../../src/message.ts'
import { memoryStore, until, warm } from '../wechat/rig.ts'
import { type Kf, openKf, say } from './rig.ts'
import { type KfServer, openKfServer } from './server.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const ALICE = 'wmAlice'
const TO_RIGHT = ['我要申请维权援助', '同意', '公司名称：沈阳海蓝科技有限公司\n信用代码：91210100MA0P4KJU3C\n联系人：王芳\n手机：13940012345\n所在地：沈阳']

let server: KfServer
const open: Kf[] = []
const begin = async (options: Parameters<typeof openKf>[1] = {}) => {
  const kf = await openKf(server, options)
  open.push(kf)
  return kf
}
beforeAll(warm, 120_000)
beforeEach(async () => {
  server = await openKfServer()
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((kf) => kf.close()))
  await server.close()
})
const quiet = (ms = 300) => new Promise((resolve) => setTimeout(resolve, ms))
const outgoing = (kf: Kf, texts: readonly string[], conversation = `wecom:${ALICE}`) =>
  kf.store.turn('other', { channel: 'test', id: crypto.randomUUID() }, new Date(), () => ({
    value: null,
    state: null,
    keepUntil: new Date(Date.now() + 1e8),
    outgoing: texts.map((text) => ({ key: crypto.randomUUID(), channel: 'wecom', conversation, body: { text } })),
  }))

describe('a conversation', () => {
  it('is asked, answered, and its menu is tapped', async () => {
    const kf = await begin({ link: (clause) => `https://b.example/${clause}` })
    expect((await say(server, kf, ALICE, '质押登记几天能办好')).join('\n')).toMatch(/力争1个工作日[\s\S]*https:\/\/b\.example\/ln-2022-6#2/)
    for (const text of TO_RIGHT) await say(server, kf, ALICE, text)
    const menu = server.sentTo(ALICE).at(-1)
    expect(menu?.items).toEqual(['发明', '实用新型', '外观设计', '商标', '地理标志', '其他'])
    expect(menu?.text).toContain('（6/10）')
    expect(menu?.text).not.toContain('1. 发明')
    server.tap(ALICE, '实用新型', '2')
    const before = server.sentTo(ALICE).length
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).length > before)
    expect(server.sentTo(ALICE).at(-1)?.text).toMatch(/实用新型[\s\S]*（7\/10）/)
  })

  it('offers the answers to a notice as a menu, below words that stay as they are', async () => {
    const kf = await begin()
    const told = await say(server, kf, ALICE, '我们的专利被人仿了，申请维权援助')
    const notice = server.sentTo(ALICE).at(-1)
    expect(notice?.items).toEqual(['同意', '不同意'])
    expect(told.join('\n')).toMatch(/联系人[\s\S]*同意请回复“同意”开始/)
    server.tap(ALICE, '同意', '1')
    const before = server.sentTo(ALICE).length
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).length > before)
    expect(server.sentTo(ALICE).at(-1)?.text).toContain('已记录您的同意')
  })

  it('hears quick messages as one thought, across pages, and one of them taken back in time not at all', async () => {
    const kf = await begin()
    for (const text of ['在吗', '质押登记几天能办好', '要交钱吗']) server.text(ALICE, text)
    server.text('wmBob', '32号文第三条')
    const back = server.text('wmBob', '算了不问这个')
    server.event('wmBob', { event_type: 'user_recall_msg', recall_msgid: back })
    server.pages(2)
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).length > 0 && server.sentTo('wmBob').length > 0)
    await quiet(500)
    const told = server.sentTo(ALICE).map((m) => m.text)
    expect(told.join('\n')).toContain('力争1个工作日')
    expect(
      (await kf.store.asked.list({ since: new Date(0), limit: 9 }))
        .filter((q) => !q.id.includes('wmBob'))
        .map((q) => q.text)
        .sort(),
    ).toContain('质押登记几天能办好?\n要交钱吗?')
    expect((await kf.store.intake.waiting('wecom', 9)).length).toBe(0)
    expect(server.sentTo('wmBob')).toHaveLength(1)
  })

  it('takes a photo, names what is too large, and takes back what is recalled', async () => {
    const kf = await begin()
    for (const text of [...TO_RIGHT, '实用新型']) await say(server, kf, ALICE, text)
    const upon = async (act: () => string) => {
      const before = server.sentTo(ALICE).length
      const id = act()
      await kf.channel.handle(server.callback())
      await until(() => server.sentTo(ALICE).length > before)
      await quiet(100)
      return {
        id,
        text: server
          .sentTo(ALICE)
          .slice(before)
          .map((s) => s.text)
          .join('\n'),
      }
    }
    expect((await upon(() => server.file(ALICE, '展会照片.png', PNG))).text).toContain('展会照片.png')
    expect((await upon(() => server.file(ALICE, '大.pdf', Buffer.alloc(21 * 1024 * 1024), 'file'))).text).toContain('20 MB')
    const { id } = await upon(() => server.text(ALICE, 'ZL202120000001.1'))
    expect((await upon(() => server.event(ALICE, { event_type: 'user_recall_msg', recall_msgid: id }))).text).toMatch(/7\/10|专利号/)
    expect((await kf.store.files.ofConversation(`wecom:${ALICE}`)).map((f) => f.name)).toEqual(['展会照片.png'])
  })

  it('greets who comes in, and says one line a burst about what it cannot read', async () => {
    const kf = await begin()
    server.event(ALICE, { event_type: 'enter_session', welcome_code: 'code-1' })
    for (const msgtype of ['voice', 'location', 'channels_shop_product']) server.put(ALICE, { msgtype })
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).length > 0)
    await quiet()
    expect(server.sentTo('event:code-1')[0]?.text).toContain('我是知问')
    expect(server.sentTo(ALICE).map((s) => s.text)).toEqual([expect.stringContaining('语音')])
  })
})

describe('fetching', () => {
  it('goes on from its cursor, page by page, each message once, also after a restart', async () => {
    const store = await memoryStore()
    const first = await begin({ store })
    server.pages(7)
    for (let n = 0; n < 30; n++) server.text(`wm${n}`, '32号文第三条')
    await Promise.all([first.channel.handle(server.callback()), first.channel.handle(server.callback()), first.channel.handle(server.callback())])
    await until(() => server.sent.length === 30, 15_000)
    await first.close()
    open.length = 0
    const fetched = server.calls.filter((c) => c.path === 'kf/sync_msg').length
    server.text('wm5', '22号文 九')
    const second = await begin({ store })
    await until(() => server.sentTo('wm5').length === 2)
    await quiet()
    expect(server.sent).toHaveLength(31)
    expect(server.calls.filter((c) => c.path === 'kf/sync_msg').length - fetched).toBe(1)
    expect(server.calls.find((c) => c.path === 'kf/sync_msg' && c.body.cursor === '30')).toBeDefined()
    expect(second.channel.health().state).toBe('up')
  }, 30_000)

  it('survives a token that ran out, a notice that is too old, and a server that is away', async () => {
    const kf = await begin()
    server.expireToken()
    expect((await say(server, kf, ALICE, '32号文第三条')).join('\n')).toContain('32号三、')
    const late = server.callback()
    server.pass(11 * 60_000)
    server.text(ALICE, '32号文第四条')
    await kf.channel.handle(late)
    await until(() => server.sentTo(ALICE).length === 2)
    server.setDown(true)
    await kf.channel.handle(server.callback())
    await until(() => kf.channel.health().state === 'degraded')
    server.setDown(false)
    expect((await say(server, kf, ALICE, '32号文第一条')).join('\n')).toContain('32号一、')
    expect(kf.channel.health().state).toBe('up')
  })

  it('a wrong secret is one clear line at the start', async () => {
    await expect(openKf(server, { secret: 'wrong' })).rejects.toThrow(/40001[\s\S]*Secret/)
  })

  it('a caller who is not WeCom fetches nothing', async () => {
    const kf = await begin()
    const calls = server.calls.length
    expect((await kf.channel.handle(server.callback({ signature: '0'.repeat(40) }))).status).toBe(403)
    expect((await kf.channel.handle(server.callback({ at: new Date(Date.now() - 600_000) }))).status).toBe(403)
    expect(server.calls).toHaveLength(calls)
  })
})

describe('five messages', () => {
  it('go out, the rest waits and the case can show it, and goes out in order when the customer writes', async () => {
    const kf = await begin()
    await say(server, kf, ALICE, '32号文第三条')
    await outgoing(kf, ['一', '二', '三', '四', '五', '六'])
    kf.courier.wake()
    await until(() => server.sentTo(ALICE).length === 5)
    await quiet(400)
    expect(server.sentTo(ALICE)).toHaveLength(5)
    expect((await kf.store.outbox.backlog()).find((b) => b.channel === 'wecom')?.waiting).toBe(2)
    server.text(ALICE, '在的')
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).length >= 8, 25_000)
    expect(
      server
        .sentTo(ALICE)
        .slice(1, 7)
        .map((s) => s.text),
    ).toEqual(['一', '二', '三', '四', '五', '六'])
  }, 40_000)

  it('the fifth says that there is more, and the rest begins where it stopped', async () => {
    const kf = await begin()
    await say(server, kf, ALICE, '32号文第三条')
    await outgoing(kf, ['一', '二', '三', '这是一句话，说得很完整。'.repeat(120)])
    kf.courier.wake()
    await until(() => server.sentTo(ALICE).length === 5)
    await quiet(300)
    expect(server.sentTo(ALICE).at(-1)?.text).toMatch(/（还有，回复任意一个字，我接着发）$/)
    server.text(ALICE, '好')
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).length > 6, 25_000)
    const text = server
      .sentTo(ALICE)
      .slice(4, 7)
      .map((s) => s.text.replace(/\n（还有[^）]*）/, ''))
      .join('')
    expect(text.startsWith('这是一句话，说得很完整。'.repeat(120))).toBe(true)
    for (const s of server.sent) expect(Buffer.byteLength(s.text)).toBeLessThanOrEqual(2048)
  }, 40_000)

  it('an answer of WeCom that is lost leads to one message, by its id', async () => {
    const kf = await begin()
    await say(server, kf, ALICE, '32号文第三条')
    server.loseAnswers(2)
    await outgoing(kf, ['只此一条'])
    kf.courier.wake()
    await until(async () => (await kf.store.outbox.backlog()).every((b) => b.waiting === 0), 15_000)
    expect(server.sentTo(ALICE).filter((s) => s.text === '只此一条')).toHaveLength(1)
    expect(server.calls.filter((c) => c.path === 'kf/send_msg' && JSON.stringify(c.body).includes('只此一条')).length).toBeGreaterThan(1)
  }, 20_000)
})

describe('a person in WeCom', () => {
  it('takes over and gives back, and the desk is silent in between', async () => {
    const kf = await begin({ servicer: 'zhaoyi' })
    await say(server, kf, ALICE, '32号文第三条')
    expect(await kf.channel.handOver(`wecom:${ALICE}`)).toBe(true)
    expect(server.state(ALICE)).toBe(STATES.human)
    server.text(ALICE, '质押登记几天能办好')
    await kf.channel.handle(server.callback())
    await quiet(500)
    expect(server.sentTo(ALICE)).toHaveLength(1)
    expect(await kf.channel.handBack(`wecom:${ALICE}`)).toBe(true)
    expect((await say(server, kf, ALICE, '质押登记几天能办好')).join('\n')).toContain('力争1个工作日')
    expect(await kf.channel.handBack(`wecom:${ALICE}`)).toBe(true)
    expect(await kf.channel.handOver(`wecom:${ALICE}`)).toBe(false)
  })

  it('who took the customer without us is noticed when a message is refused', async () => {
    const kf = await begin()
    await say(server, kf, ALICE, '32号文第三条')
    server.setState(ALICE, STATES.human)
    await outgoing(kf, ['还要补一张发票'])
    kf.courier.wake()
    await until(() => server.calls.some((c) => c.path === 'kf/service_state/get'))
    await quiet()
    expect((await kf.store.outbox.backlog()).find((b) => b.channel === 'wecom')?.waiting).toBe(1)
    server.setState(ALICE, STATES.new)
    server.event(ALICE, { event_type: 'session_status_change', change_type: 3 })
    await kf.channel.handle(server.callback())
    await until(() => server.sentTo(ALICE).some((s) => s.text === '还要补一张发票'), 25_000)
  }, 40_000)
})

describe('files of the desk', () => {
  it('follow the words, photos as photos, handed in once and sent once, whatever fails on the way', async () => {
    const kf = await begin()
    server.allow(ALICE)
    const keep = async (name: string, bytes: Buffer) => {
      const { id } = await kf.store.files.put('case:x', { name, type: 'x', bytes }, new Date(), new Date(Date.now() + 1e8))
      return { id, name }
    }
    const [photo, paper] = [await keep('现场.png', PNG), await keep('受理通知书.pdf', Buffer.from('%PDF-1.4 要点'))]
    const put = (...bodies: readonly Reply[]) =>
      kf.store.turn('other', { channel: 'test', id: crypto.randomUUID() }, new Date(), () => ({
        value: null,
        state: null,
        keepUntil: new Date(Date.now() + 1e8),
        outgoing: bodies.map((body) => ({ key: crypto.randomUUID(), channel: 'wecom', conversation: `wecom:${ALICE}`, body })),
      }))
    await put({ text: '请看附件。' })
    kf.courier.wake()
    await until(() => server.sentTo(ALICE).length === 1)
    // Told that the photo it was handed is gone, the channel hands it in anew; then an answer is lost on its way.
    server.fail(0, 40007)
    server.loseAnswers(1)
    await put({ text: '', files: [photo] }, { text: '', files: [paper] }, { text: '看完请回一声。' })
    kf.courier.wake()
    await until(() => server.sentTo(ALICE).length === 4, 20_000)
    expect(server.sentTo(ALICE).map((s) => s.text)).toEqual(['请看附件。', '［image 现场.png］', '［file 受理通知书.pdf］', '看完请回一声。'])
    expect(server.uploads.filter((u) => u.type === 'file').map((u) => [u.name, u.bytes.toString()])).toEqual([['受理通知书.pdf', '%PDF-1.4 要点']])
    expect(server.uploads.at(0)?.bytes.equals(PNG)).toBe(true)
    await quiet()
    expect(server.sentTo(ALICE)).toHaveLength(4)
  }, 45_000)
})
