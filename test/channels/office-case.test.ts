/** A case on the web desk: every act by its form, shown before it is sent, once; files inert; personal data only by a look with a reason. */
import { describe, expect, it } from 'vitest'
import { anshan, anshan2, anshanChief, call, called, dalian, did, infringement, opened, protection } from '../cases/sample.ts'
import { formsOf, type Page, rig, words } from './office-rig.ts'

const LATER = '2026-11-23T10:00:00+08:00'
const taken = () => did(opened(infringement), anshan, { kind: 'accept' }, LATER)
const errors = (page: Page) => [...page.text.matchAll(/class="field-problem" id="([\w-]+)"[^>]*>([^<]*)/g)].map(([, id, said]) => `${id}: ${said}`)

describe('an act', () => {
  it('goes from the queue to the close, and the enterprise hears each word once', async () => {
    const r = await rig()
    const c = await r.put(opened(infringement))
    const path = `/office/cases/${c.number}`
    const b = await r.signedIn(anshan)
    expect((await b.get('/office/queue/department')).text).toContain(path)
    let page = await b.follow(await b.submit(await b.get(path), '/accept'))
    expect(words(page)).toContain('已接单，您是首问负责人。')

    const preview = await b.submit(page, '/request-supplements', { items: '1. 营业执照\n2. 购买凭证' })
    expect(words(preview)).toContain('请您一次补齐以下材料： 1. 营业执照 2. 购买凭证')
    expect((await r.store.cases.row(c.number))?.status).toBe('accepted')
    page = await b.follow(await b.submit(preview, '/request-supplements', { step: 'confirm' }))
    expect(words(page)).toContain('待企业补充材料')
    expect(words(page)).toContain('等企业补充 营业执照 购买凭证')

    const shown = await b.submit(page, '/reply', { text: '第一行\n第二行 <b>' })
    expect(shown.text).toContain('第一行\n第二行 &lt;b&gt;')
    const edited = await b.submit(shown, '/reply', { step: 'edit' })
    expect(edited.text).toMatch(/<textarea[^>]*>第一行\n第二行 &lt;b&gt;<\/textarea>/)
    page = await b.follow(await b.submit(shown, '/reply', { step: 'confirm' }))
    expect(words(page)).toContain('已回复企业。')
    page = await b.follow(await b.submit(page, '/note', { text: '仅供内部' }))
    expect(words(page)).toContain('备注，企业看不到')
    page = await b.follow(await b.submit(await b.submit(page, '/close', { result: '已解决', words: '办好了' }), '/close', { step: 'confirm' }))
    expect(words(page)).toContain('已办结')
    const kinds = (await r.store.cases.events(c.number)).map((e) => e.kind)
    expect(kinds).toEqual(['submitted', 'accepted', 'supplement-requested', 'answered', 'noted', 'closed'])
    const told = (await r.store.outbox.deliveries(c.number, 'wechat:enterprise')).length
    expect(told).toBe(4)
    expect(words(page)).toContain('发给企业的消息 4 条')
  })

  it('is done once, however often its button is pressed', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const b = await r.signedIn(anshan)
    const page = await b.get(`/office/cases/${c.number}`)
    const first = await b.submit(page, '/note', { text: '备注' })
    const again = await b.submit(page, '/note', { text: '备注' })
    expect(first.headers.get('Location')).toContain('done=note')
    expect(words(await b.follow(again))).toContain('没有重复办理')
    const preview = await b.submit(page, '/reply', { text: '您好' })
    await Promise.all([b.submit(preview, '/reply', { step: 'confirm' }), b.submit(preview, '/reply', { step: 'confirm' })])
    expect((await r.store.cases.events(c.number)).map((e) => e.kind)).toEqual(['submitted', 'accepted', 'noted', 'answered'])
  })

  it('not filled in says so at each field, keeps what was written, and changes nothing', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const b = await r.signedIn(anshan)
    const page = await b.get(`/office/cases/${c.number}`)
    expect(errors(await b.submit(page, '/close', {}))).toEqual(['close-result-problem: 请选择结果。', 'close-words-problem: 请写明给企业的话。'])
    const half = await b.submit(page, '/transfer', { reason: '注册地在大连' })
    expect([half.status, errors(half)]).toEqual([422, ['transfer-department-problem: 请选择转往的部门。']])
    expect(half.text).toContain('注册地在大连</textarea>')
    expect(errors(await b.submit(page, '/transfer', { department: '各市知识产权局', reason: 'x' }))[0]).toContain('没有这个部门')
    expect(errors(await b.submit(page, '/close', { result: '算了', words: '好' }))[0]).toContain('办结须写明结果')
    expect(errors(await b.submit(page, '/reply', { text: '长'.repeat(1501) }))[0]).toContain('现在是 1501 字')
    expect(errors(await b.submit(page, '/reply', { text: '   \n ' }))[0]).toContain('请写明')
    expect((await r.store.cases.row(c.number))?.version).toBe(c.version)
    // What was refused may be sent again by the same page.
    expect((await b.submit(half, '/transfer', { department: '大连市知识产权局', reason: '注册地在大连' })).status).toBe(303)
  })

  it('on a view that is old says what has changed, keeps the words, and is done when meant again', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const [b, chief] = [await r.signedIn(anshan), await r.signedIn(anshanChief)]
    const old = await b.get(`/office/cases/${c.number}`)
    const preview = await b.submit(old, '/reply', { text: '我写的话' })
    await chief.submit(await chief.submit(await chief.get(`/office/cases/${c.number}`), '/request-supplements', { items: '甲' }), '/request-supplements', {
      step: 'confirm',
    })
    const moved = await b.submit(preview, '/reply', { step: 'confirm' })
    expect(moved.status).toBe(409)
    expect(words(moved)).toContain('案件刚有变化')
    expect(words(moved)).toMatch(/您打开之后： .*孙三 要求补充材料/)
    expect(moved.text).toContain('我写的话</textarea>')
    await b.submit(await b.submit(moved, '/reply', { text: '我写的话' }), '/reply', { step: 'confirm' })
    expect((await r.store.cases.events(c.number)).at(-1)?.kind).toBe('answered')
  })

  it('that can no longer be done gives the words back', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const [b, chief] = [await r.signedIn(anshan), await r.signedIn(anshanChief)]
    const preview = await b.submit(await b.get(`/office/cases/${c.number}`), '/reply', { text: '写了很久的话' })
    await chief.submit(await chief.submit(await chief.get(`/office/cases/${c.number}`), '/close', { result: '已解决', words: '好' }), '/close', { step: 'confirm' })
    expect(words(await b.submit(preview, '/reply', { step: 'confirm' }))).toContain('您写的内容在这里： 写了很久的话')
  })

  it('leaves an address that can be opened again', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const b = await r.signedIn(anshan)
    for (const act of ['reply', 'personal']) expect((await b.get(`/office/cases/${c.number}/${act}`)).headers.get('Location')).toBe(`/office/cases/${c.number}`)
    expect((await b.get(`/office/cases/${c.number}/nothing`)).status).toBe(404)
  })

  it('of two officers who take a case at once has one winner, and the other reads who', async () => {
    const r = await rig()
    const c = await r.put(opened(infringement))
    const [one, two] = [await r.signedIn(anshan), await r.signedIn(anshan2)]
    const [first, second] = [await one.get(`/office/cases/${c.number}`), await two.get(`/office/cases/${c.number}`)]
    expect((await one.submit(first, '/accept')).status).toBe(303)
    expect(words(await two.submit(second, '/accept'))).toContain('赵一 已接单')
    const third = await r.put(opened(infringement, undefined, 7), 'wechat:three')
    const stale = await two.get(`/office/cases/${third.number}`)
    await r.parts.desk.act(
      anshanChief,
      { case: third.number, seen: null },
      { kind: 'transfer', department: '知识产权保护处', reason: 'x' },
      { channel: 'x', id: '1' },
      r.parts.clock(),
    )
    expect((await two.submit(stale, '/accept')).status).toBeGreaterThan(300)
  })

  it('of transfer waits for the other department, which takes it or gives it back', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const [b, other] = [await r.signedIn(anshan), await r.signedIn(dalian)]
    const path = `/office/cases/${c.number}`
    let page = await b.follow(await b.submit(await b.get(path), '/transfer', { department: '大连市知识产权局', reason: '注册地' }))
    expect(words(page)).toContain('转办 至大连市知识产权局，待接收 ；原因：注册地')
    page = await other.follow(await other.submit(await other.get(path), '/return', { reason: '不属本市' }))
    await b.submit(await b.get(path), '/transfer', { department: '大连市知识产权局', reason: '再看看' })
    page = await other.follow(await other.submit(await other.get(path), '/accept-transfer'))
    expect(words(page)).toContain('首问负责 鞍山市知识产权局 赵一')
    expect(words(page)).toContain('经办 大连市知识产权局 李四')
  })

  it('of talking is ended by its button', async () => {
    const r = await rig()
    const c = await r.put(did(called(call), anshan, { kind: 'accept' }, LATER))
    const b = await r.signedIn(anshan)
    const page = await b.get(`/office/cases/${c.number}`)
    expect(words(page)).toContain('正在与企业对话')
    expect(words(await b.follow(await b.submit(page, '/end-talk')))).not.toContain('正在与企业对话')
  })

  it('wakes whoever carries the outbox', async () => {
    let woken = 0
    const r = await rig({ wake: () => woken++ })
    const c = await r.put(opened(infringement))
    const b = await r.signedIn(anshan)
    await b.submit(await b.get(`/office/cases/${c.number}`), '/accept')
    expect(woken).toBe(1)
  })
})

describe('what stands in a case', () => {
  it('shows the clause that decided where it goes, lit', async () => {
    const r = await rig()
    const c = await r.put(opened(infringement))
    const { text } = await (await r.signedIn(anshan)).get(`/office/cases/${c.number}`)
    expect(text).toContain(`<mark>${c.routing.ground?.quote}</mark>`)
    expect(text).toContain('/notices/ln-2022-6/8?from=')
  })

  it('keeps personal data masked until a look with a reason, each of which is recorded', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const b = await r.signedIn(anshan)
    const page = await b.get(`/office/cases/${c.number}`)
    for (const secret of ['13940123456', '欧阳金丝雀']) expect(page.text).not.toContain(secret)
    const refused = await b.submit(page, '/personal', { reason: ' ' })
    expect([refused.status, refused.text.includes('13940123456')]).toEqual([422, false])
    for (const n of [1, 2]) {
      const open = await b.submit(page, '/personal', { reason: '电话核实' })
      for (const secret of ['13940123456', '欧阳金丝雀']) expect(open.text).toContain(secret)
      expect(words(open)).toContain('查看个人信息')
      expect((await r.store.cases.events(c.number)).filter((e) => e.kind === 'looked')).toHaveLength(n)
    }
    expect((await b.get(`/office/cases/${c.number}`)).text).not.toContain('13940123456')
    expect((await (await r.signedIn(protection)).get(`/office/cases/${c.number}`)).text).not.toContain('view-personal')
  })

  it('gives out a file as bytes to be saved, whatever it is and whatever it is called', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const b = await r.signedIn(anshan)
    const names = ['x.html', '../../etc/passwd', 'a"; filename="b.exe', '照片\u202egnp.exe', '\r\nSet-Cookie: x=1', 'é'.repeat(300)]
    for (const [n, name] of names.entries()) {
      const id = await r.file(c.number, name, new TextEncoder().encode(`<script>alert(${n})</script>`))
      const got = await b.get(`/office/cases/${c.number}/files/${id}`)
      const header = (h: string) => got.headers.get(h) ?? ''
      expect(got.text).toBe(`<script>alert(${n})</script>`)
      expect(header('Content-Type')).toBe('application/octet-stream')
      expect(header('Content-Disposition')).toMatch(/^attachment; filename="[^"\\/]*"; filename\*=UTF-8''[\w.%~!*-]*$/)
      expect(decodeURIComponent(header('Content-Disposition'))).not.toContain('\u202e')
      expect(header('Content-Security-Policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'")
      expect(header('X-Content-Type-Options')).toBe('nosniff')
      expect(header('Cache-Control')).toBe('no-store')
      expect(header('Set-Cookie')).toBe('')
    }
    expect((await r.store.keeping.records(c.number)).filter((e) => e.detail === '取出案件里的文件')).toHaveLength(names.length)
    const stranger = await r.file(c.number, 'x.txt', new TextEncoder().encode('another'), 'wechat:other')
    expect((await b.get(`/office/cases/LN-20261123-2222222C/files/${stranger}`)).status).toBe(404)
  })

  it('lets nothing that people write become markup', async () => {
    const r = await rig()
    const bad = '<img src=x onerror=alert(1)>"\'&'
    const c = await r.put(
      did(opened({ ...infringement, slots: { ...infringement.slots, company: bad, description: bad, infringer: bad, contact: bad } }), anshan, { kind: 'accept' }, LATER),
    )
    const b = await r.signedIn(anshan)
    let page = await b.get(`/office/cases/${c.number}`)
    await b.submit(page, '/note', { text: bad })
    await b.submit(page, '/reply', { text: bad })
    page = await b.submit(await b.get(`/office/cases/${c.number}`), '/personal', { reason: bad })
    for (const one of [
      page,
      await b.submit(page, '/reply', { text: bad }),
      await b.submit(page, '/reply', { text: bad, step: 'edit' }),
      await b.get(`/office/find?number=${encodeURIComponent(bad)}`),
    ]) {
      expect(one.text).not.toContain('<img')
      expect(one.text).not.toMatch(/<script(?! type="module" src="\/)/)
    }
  })

  it('says which messages did not reach the enterprise', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const b = await r.signedIn(anshan)
    await b.submit(await b.submit(await b.get(`/office/cases/${c.number}`), '/reply', { text: '您好' }), '/reply', { step: 'confirm' })
    for (let i = 0; i < 20; i++) {
      r.at(new Date(Date.parse('2026-11-24T11:00:00+08:00') + i * 3600_000).toISOString())
      for (const m of await r.store.claim('w', r.parts.clock(), 1000, 10, 'wechat'))
        await r.store.settle(m, { kind: 'failed', problem: 'blocked', fault: 'message', retryAt: r.parts.clock() }, r.parts.clock())
    }
    expect(words(await (await r.signedIn(anshan)).get(`/office/cases/${c.number}`))).toContain('1 条没有送到 请电话联系企业')
  })
})

describe('the queue', () => {
  it('has ten a page, the most urgent first, and finds a case by its number however it is typed', async () => {
    const r = await rig({ now: '2026-11-27T10:00:00+08:00' })
    for (let n = 1; n <= 13; n++) await r.put(opened(infringement, n > 11 ? '2026-11-20T09:00:00+08:00' : '2026-11-26T09:00:00+08:00', n), `wechat:${n}`)
    const b = await r.signedIn(anshan)
    const page = await b.get('/office/queue/department')
    expect(page.text.match(/class="card(?: late)?"/g)).toHaveLength(10)
    expect(page.text.match(/class="card late"/g)).toHaveLength(2)
    expect(page.text.indexOf('card late')).toBeLessThan(page.text.indexOf('class="card"'))
    expect((await b.get('/office/queue/department?page=2')).text.match(/class="card"/g)).toHaveLength(3)
    expect((await b.get('/office/queue/overdue')).text.match(/class="card late"/g)).toHaveLength(2)
    const number = /\/office\/cases\/(LN-\d{8}-\w{8})/.exec(page.text)?.[1] as string
    expect((await b.get(`/office/find?number=${number.toLowerCase().replaceAll('-', ' ')}`)).headers.get('Location')).toBe(`/office/cases/${number}`)
    expect((await b.get('/office/find?number=123')).status).toBe(400)
  })

  it('shows the lines of his tray until he has read them', async () => {
    const r = await rig()
    const c = await r.put(taken())
    const [b, chief] = [await r.signedIn(anshan), await r.signedIn(anshanChief)]
    await chief.submit(await chief.get(`/office/cases/${c.number}`), '/transfer', { department: '大连市知识产权局', reason: 'x' })
    for (let i = 0; i < 2; i++) expect(words(await b.get('/office/queue/mine'))).toMatch(/新通知 1 条 案件 .* 提出转办至大连市知识产权局/)
    await b.submit(await b.get('/office/queue/mine'), '/notices/read')
    expect(words(await b.get('/office/queue/mine'))).not.toContain('新通知')
    expect(formsOf(await b.get('/office/queue/mine')).some((f) => f.action === '/office/notices/read')).toBe(false)
  })

  it('opens a stream that says when something has happened, and ends with the session', async () => {
    const r = await rig()
    const c = await r.put(opened(infringement))
    const b = await r.signedIn(anshan)
    const answer = await r.app.request('http://desk.test/office/live', { headers: { Cookie: b.cookie } })
    expect(answer.headers.get('Content-Type')).toContain('text/event-stream')
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    let heard = ''
    const until = async (said: string) => {
      while (!heard.includes(said)) {
        const { value, done } = await reader.read()
        if (done) break
        heard += new TextDecoder().decode(value)
      }
    }
    await until('event: ready')
    await b.submit(await b.get(`/office/cases/${c.number}`), '/accept')
    await until('event: change')
    expect(heard).toContain('event: change')
    expect(heard).not.toContain(c.number)
    await reader.cancel()
    expect((await r.browser().get('/office/live')).status).toBe(303)
  })
})
