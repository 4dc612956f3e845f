/** Insight, the register and its exports, the corpus entries, and what machines ask: right figures, nothing that runs, nothing personal. */
import { inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readClocks } from '../../adapters/channels/web/office/clocks.ts'
import { admin, anshan, anshanChief, did, financing, infringement, opened, protectionChief, registration } from '../cases/sample.ts'
import { formsOf, rig, words } from './office-rig.ts'

const BAD = ['=cmd|calc!A1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', ' =1']
const demand = (n: number, slots: object) => opened({ ...financing, slots: { ...financing.slots, ...slots } }, '2026-11-23T09:00:00+08:00', n)

/** The files of a zip, by what its central directory says. */
function unzip(bytes: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    found.set(bytes.subarray(at + 46, at + 46 + name).toString(), (method === 0 ? packed : inflateRawSync(packed)).toString())
    at += 46 + name + extra + comment
  }
  return found
}

describe('the register of financing demand', () => {
  it('is filtered, summed by class, and each opening and export is recorded as a look', async () => {
    const r = await rig()
    await r.put(demand(1, { amountYuan: 800_000, bank: '某银行' }), 'wechat:1')
    await r.put(demand(2, { amountYuan: 5_000_000 }), 'wechat:2')
    await r.put(demand(3, { amountYuan: 12_000_000, termMonths: 24 }), 'wechat:3')
    await r.put(opened(infringement, undefined, 4), 'wechat:4')
    const b = await r.signedIn(protectionChief)
    expect(words(await b.get('/office/register'))).toContain('3 件，合计 1780万元')
    expect(words(await b.get('/office/register?band=to-1m'))).toContain('1 件，全部 3 件，合计 80万元')
    expect(words(await b.get('/office/register?term=years&city=鞍山'))).toContain('合计 1200万元')
    expect(words(await b.get('/office/register?bank=none&state=open'))).toContain('2 件')
    expect(words(await b.get('/office/register?state=已解决'))).toContain('没有符合的需求')
    const whole = await b.get('/office/register?band=evil&city=<b>')
    expect(words(whole)).toContain('3 件，合计')
    await b.get('/office/register/register.xlsx?band=to-1m')
    const looks = (await r.store.keeping.records('financing-register')).map((e) => `${e.by} ${e.detail}`)
    expect(looks).toContain('p9 打开融资需求项目库：1 件，筛选 band=to-1m')
    expect(looks).toContain('p9 导出（xlsx）融资需求项目库：1 件，筛选 band=to-1m')
    expect(looks).toHaveLength(7)
  })

  it('holds no person, on the page or in an export', async () => {
    const r = await rig()
    await r.put(demand(1, {}))
    const b = await r.signedIn(anshanChief)
    for (const path of ['/office/register', '/office/register/register.csv']) {
      const { text } = await b.get(path)
      expect(text).toContain('鞍山某某阀门有限公司')
      for (const secret of ['欧阳金丝雀', '13940123456']) expect(text).not.toContain(secret)
    }
  })

  it('exports nothing that a spreadsheet runs', async () => {
    const r = await rig()
    for (const [n, bad] of BAD.entries()) await r.put(demand(n + 1, { company: bad, purpose: bad, bank: bad }), `wechat:${n}`)
    const b = await r.signedIn(protectionChief)
    const sent = await r.app.request('http://desk.test/office/register/register.csv', { headers: { Cookie: b.cookie } })
    const csv = Buffer.from(await sent.arrayBuffer()).toString()
    expect(csv.startsWith('\uFEFF')).toBe(true)
    for (const bad of BAD) expect(csv).toContain(`'${bad}`)
    for (const cell of csv.slice(1).split(/,|\r\n/)) expect(cell, JSON.stringify(cell)).not.toMatch(/^"?[\s]*[=+\-@＝＋－＠]/)

    const answer = await r.app.request('http://desk.test/office/register/register.xlsx', { headers: { Cookie: b.cookie } })
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="register.xlsx"; filename\*=UTF-8''%E8%9E%8D/)
    const files = unzip(Buffer.from(await answer.arrayBuffer()))
    const sheet = [...files]
      .filter(([name]) => /worksheets\/.*\.xml$/.test(name))
      .map(([, xml]) => xml)
      .join('')
    expect(sheet).toContain('<row')
    expect(sheet).not.toMatch(/<f[ >]/)
    const strings = [...files.values()].join('')
    for (const bad of ['=cmd|calc!A1', '@SUM(A1)', '-2+3']) expect(strings).toContain(bad)
    expect(strings).toMatch(/numFmtId="49"|formatCode="@"/)
  })
})

describe('the statistics', () => {
  const answered = () =>
    did(
      did(opened(infringement, undefined, 1), anshan, { kind: 'accept' }, '2026-11-23T10:00:00+08:00'),
      anshan,
      { kind: 'reply', text: '好', confirmed: true },
      '2026-11-23T13:00:00+08:00',
    )

  it('stand as plots with every figure in a table beside them', async () => {
    const r = await rig({ now: '2026-11-30T10:00:00+08:00' })
    await r.put(answered(), 'wechat:1')
    await r.put(opened(infringement, undefined, 2), 'wechat:2')
    const page = await (await r.signedIn(protectionChief)).get('/office/insight')
    expect(words(page)).toMatch(/提交 2 办理中 2，办结 0/)
    expect(words(page)).toContain('50%（1/2） 其中 1 件已逾期仍在等')
    expect(words(page)).toContain('鞍山 2 2 0 4 小时 50%（1/2） — — 1')
    expect(page.text.match(/<svg viewBox[^>]*role="img"/g)).toHaveLength(2)
    expect(page.text).not.toMatch(/ style=/)
    expect(words(await (await r.signedIn(protectionChief)).get('/office/insight?days=30'))).toContain('提交 2')
  })

  it('hold each case to its own clock, and say by city, department and kind on which ground', async () => {
    const r = await rig({ now: '2026-11-30T10:00:00+08:00' })
    await r.put(answered(), 'wechat:1')
    await r.put(opened(registration, undefined, 2), 'wechat:2')
    const page = await (await r.signedIn(protectionChief)).get('/office/insight')
    const standard = '3 个工作日内首次回复 本局的服务标准，为落实 国知发管字〔2018〕32号二 1 0 100%（1/1） 0 0 4 小时'
    const clause = '力争1 个工作日内办结 通知写明： 辽知发〔2022〕6号（二） 1 0 0%（0/1） 1 1 —'
    for (const name of ['鞍山', '知识产权保护处', '维权援助']) expect(words(page)).toContain(`${name} ${standard}`)
    for (const name of ['知识产权服务处', '其他事项']) expect(words(page)).toContain(`${name} ${clause}`)
    expect(page.text).toMatch(/<a href="\/notices\/ln-2022-6\/2">/)
  })

  it('say how many cases have no history any more, and count them all the same', async () => {
    const r = await rig({ now: '2026-11-30T10:00:00+08:00' })
    const gone = await r.put(answered(), 'wechat:1')
    await r.put(opened(infringement, undefined, 2), 'wechat:2')
    await r.store.turn('wechat:1', { channel: 'rig', id: 'erase' }, r.parts.clock(), () => ({
      value: null,
      state: null,
      keepUntil: r.parts.clock(),
      erase: { cases: [gone.number] },
    }))
    const chief = await r.signedIn(protectionChief)
    expect(words(await chief.get('/office/insight'))).toMatch(/提交 2 .*有 1 件的历史已删除或读不出来/)
    expect(words(await chief.get('/office/insight'))).toContain('0%（0/1）')
    chief.language = 'en'
    expect(words(await chief.get('/office/insight'))).toContain('The history of 1 case is erased or cannot be read')
  })

  it('read the clocks of the last cases alone where there are too many', async () => {
    const r = await rig({ now: '2026-11-30T10:00:00+08:00' })
    for (let n = 1; n <= 5; n++) await r.put(opened(infringement, `2026-11-23T09:0${n}:00+08:00`, n), `wechat:${n}`)
    const log = await r.store.cases.log(new Date(0))
    const { clocks, erased, beyond } = await readClocks(r.store, log, 3)
    expect([[...clocks.keys()].sort(), erased, beyond]).toEqual([
      log
        .slice(2)
        .map((h) => h.case)
        .sort(),
      0,
      2,
    ])
  })
})

describe('a question the desk could not answer', () => {
  async function asked() {
    const r = await rig()
    const at = r.parts.clock()
    const question = (n: number, text: string, answered = false, useful: boolean | null = null) => ({
      id: `web:${n}`,
      at,
      text,
      answered,
      reason: answered ? null : 'not-in-notices',
      clauses: answered ? ['ln-2022-6#2'] : [],
      useful,
    })
    await r.store.turn('web:1', { channel: 'web', id: '1' }, at, () => ({
      value: null,
      state: null,
      keepUntil: new Date(at.getTime() + 9e9),
      asked: [
        question(1, '专利质押贷款利率是多少'),
        question(2, '专利质押贷款的利率现在多少'),
        question(3, '商标注册费多少钱'),
        question(4, '质押登记要几天', true, false),
        question(5, '<b>粗</b>'),
      ],
    }))
    return { r, b: await r.signedIn(anshanChief) }
  }

  it('stands with those like it, and leads to an entry', async () => {
    const { b } = await asked()
    const page = await b.get('/office/questions')
    expect(words(page)).toMatch(/同类的其他 1 次/)
    expect(words(page)).toContain('说没用的 质押登记要几天')
    expect(page.text).not.toContain('<b>粗')
    expect(page.text).toContain(`/office/questions/entry?q=${encodeURIComponent('商标注册费多少钱')}`)
  })

  it('becomes a line for review, and never touches the corpus', async () => {
    const { b } = await asked()
    const form = await b.get('/office/questions/entry?q=登记要多久&clause=ln-2022-6%232')
    expect(form.text).toContain('<option value="ln-2022-6#2" selected>')
    const wrong = await b.submit(form, '/entry', { q: '登记要多久', clause: 'ln-2022-6#2', fact: '三个工作日' })
    expect([wrong.status, words(wrong).includes('这句话不在所选条文里')]).toEqual([422, true])
    const made = await b.submit(form, '/entry', { q: '登记要多久', clause: 'ln-2022-6#2', fact: '力争1个工作日' })
    expect(words(made)).toContain('{"q": "登记要多久", "clauses": ["ln-2022-6#2"], "also": [], "fact": "力争1个工作日"}')
    const download = await b.submit(made, '/entry', { download: '1' })
    expect(download.headers.get('Content-Disposition')).toBe('attachment; filename="questions-officers.jsonl"')
    expect(JSON.parse(download.text)).toEqual({ q: '登记要多久', clauses: ['ln-2022-6#2'], also: [], fact: '力争1个工作日' })
    const word = await b.submit(await b.get('/office/questions/entry?kind=word'), '/entry', { term: '专利', said: '自家发明' })
    expect((await b.submit(word, '/entry', { download: '1' })).text).toContain('+++ b/corpus/glossary.json')
  })
})

describe('what machines ask', () => {
  it('is answered without a sign-in and holds nothing personal', async () => {
    const r = await rig()
    const c = await r.put(did(opened(infringement), anshan, { kind: 'accept' }, '2026-11-23T10:00:00+08:00'))
    const [b, chief] = [await r.signedIn(anshan), await r.signedIn(anshanChief)]
    await chief.submit(await chief.get(`/office/cases/${c.number}`), '/transfer', { department: '大连市知识产权局', reason: 'x' })
    await b.get(`/office/cases/${c.number}`)
    const outside = r.browser()
    expect((await outside.get('/healthz')).text).toBe('ok\n')
    expect(JSON.parse((await outside.get('/readyz')).text)).toEqual({ ready: true, answering: true, store: true, down: ['wechat'] })
    const { text, headers } = await outside.get('/metrics')
    expect(headers.get('Content-Type')).toContain('text/plain')
    expect(text).toMatch(/zhiwen_outbox_waiting\{channel="tray"\} [1-9]/)
    expect(text).toContain('zhiwen_channel_up{channel="wechat"} 0')
    expect(text).toMatch(/zhiwen_office_requests_total\{status="2xx"\} [1-9]/)
    for (const one of [c.number, 'LN-', anshan.id, anshan.name, '13940123456', '欧阳', '阀门', 'wechat:enterprise', 'tray:']) expect(text, one).not.toContain(`"${one}`)
    for (const one of [c.number, anshan.name, '13940123456', '欧阳', '阀门', 'enterprise']) expect(text, one).not.toContain(one)
  })

  it('says that it is not ready while the index is being built', async () => {
    const r = await rig({ operations: () => ({ channels: [], index: null, ready: false }) })
    expect((await r.browser().get('/readyz')).status).toBe(503)
    expect((await r.browser().get('/healthz')).status).toBe(200)
  })

  it('stands on the operator’s page with the QR code that waits, and no case', async () => {
    const r = await rig()
    const page = await (await r.signedIn(admin)).get('/office/operator')
    expect(page.text).toMatch(/role="img" aria-label="微信登录二维码"/)
    expect(words(page)).toContain('微信 不通 等待扫码')
    expect(formsOf(page).map((f) => f.action)).toEqual(['/office/leave'])
  })
})
