/** The conversation on the web: its page survives reload and restart, streams what is said, and only its own browser sees it. */
import { afterEach, describe, expect, it } from 'vitest'
import { conversationOf } from '../../adapters/channels/web/channel.ts'
import { EXAMPLES } from '../../adapters/channels/web/home.ts'
import { browserOf, browserWith, linesOf, loaded, openRig, PHOTO, type Rig, type Setup, stream, text } from './web-rig.ts'

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
const REQUEST = [
  '有人抄我的专利，帮帮我',
  '同意',
  '鞍山海星电子有限公司',
  '91210300MA0UD2K375',
  '张三',
  '13812345678',
  '实用新型',
  '202129999001.4',
  '跳过',
  '大连某厂仿制我们的产品，在网上卖',
]

describe('a question without JavaScript', () => {
  it('is answered on the page that follows, with the cited words as links and the sources beside', async () => {
    const { browser } = await open()
    const [person, desk] = linesOf(await browser.say(QUESTION))
    expect(person?.text).toContain(QUESTION)
    expect(desk?.text).toContain('力争1个工作日')
    const cited = /<a class="quote" href="([^"]*)"/.exec(desk?.markup ?? '')?.[1] ?? ''
    const clause = await (await browser.get(text(cited).split('#')[0] as string)).text()
    expect(text(/<mark[\s\S]*<\/mark>/.exec(clause)?.[0] ?? '')).toContain('力争1个工作日')
    expect(desk?.markup).toContain('class="sources"')
    // The line of sources is not read twice.
    expect(desk?.text.split('辽知发〔2022〕6号（二）')).toHaveLength(2)
    expect(desk?.text).not.toContain('依据：')
    expect(desk?.markup).toContain(`href="/departments/${encodeURIComponent('知识产权服务处')}"`)
  })

  it('survives a reload, and a restart of the process', async () => {
    const { rig, browser: first } = await open()
    const said = linesOf(await first.say(QUESTION))
    expect(linesOf(await (await first.get('/ask')).text())).toEqual(said)
    const again = await rig.restart()
    rigs[0] = again
    const second = browserOf(() => again.app)
    for (const [name, value] of first.cookies) second.cookies.set(name, value)
    expect(linesOf(await (await second.get('/ask')).text())).toEqual(said)
    expect(linesOf(await second.say('谁负责'))).toHaveLength(4)
  })

  it('asked from the first page, the search page, or by an example leads to the conversation', async () => {
    const { browser } = await open()
    const home = await (await browser.get('/')).text()
    const example = text(/<button name="choice" value="([^"]*)"/.exec(home)?.[1] ?? '')
    const page = await (await browser.post('/ask', { choice: example, text: '', turn: 'x' })).text()
    expect(linesOf(page).map((l) => l.by)).toEqual(['person', 'desk'])
    expect(linesOf(page)[0]?.text).toContain(example)
  })
})

describe('what the pages themselves offer to say', () => {
  it.each([...EXAMPLES.zh, ...EXAMPLES.en])('is understood: %s', async (example) => {
    const { browser } = await open()
    const said = linesOf(await browser.say(example)).at(-1)
    expect(said?.markup.includes('class="sources"') ? said.text : `${said?.text}`).toMatch(/[「“][^」”]{20,}[」”]|一共需要|What will be needed/)
    expect(said?.text).not.toMatch(/will not guess|没有写/)
  })

  it.each([
    ['zh-CN', [/进度|没有查到/, /工作人员/, /确认删除/]],
    ['en', [/progress|No such request/, /officer/, /confirm/]],
  ] as const)('beside the message is understood, in %s', async (language, answers) => {
    const { browser } = await open()
    await browser.say('你好')
    const page = await (await browser.get('/ask', { 'Accept-Language': language })).text()
    const offered = [...(/<p class="others"[\s\S]*?<\/p>/.exec(page)?.[0].matchAll(/value="([^"]*)"/g) ?? [])].map((m) => text(m[1] as string))
    for (const [i, answer] of answers.entries())
      expect(
        linesOf(await browser.say(offered[i] as string))
          .map((l) => l.text)
          .slice(-2)
          .join(),
      ).toMatch(answer)
  })
})

describe('what may be answered with one word', () => {
  const taps = (markup: string | undefined) =>
    [...(markup ?? '').matchAll(/<ul class="taps"[\s\S]*?<\/ul>/g)].flatMap(([list]) => [...list.matchAll(/value="([^"]*)"/g)].map((m) => text(m[1] as string)))

  it('stands below the notice and the summary as buttons that say it, in the newest line alone, and not in its words', async () => {
    const { browser } = await open()
    const notice = linesOf(await browser.say(REQUEST[0] as string)).at(-1)
    expect(taps(notice?.markup)).toEqual(['同意', '不同意'])
    const agreed = linesOf(await (await browser.post('/ask', { choice: '同意', text: '', turn: 'tap' })).text())
    expect(agreed.flatMap((l) => taps(l.markup))).toEqual([])
    expect(agreed.find((l) => l.key === notice?.key)?.text).toContain('一共需要')
    let page = ''
    for (const line of REQUEST.slice(2)) page = await browser.say(line)
    expect(taps(linesOf(await browser.say('跳过')).at(-1)?.markup)).toEqual(['确认', '修改', '取消'])
    page = await (await browser.post('/ask', { choice: '确认', text: '', turn: 'confirm' })).text()
    expect(linesOf(page).at(-1)?.text).toContain('受理编号')
    expect(taps(page)).toEqual([])
  })
})

describe('a conversation', () => {
  it('is opened by a secret in a cookie that scripts and other sites do not get, and that its address does not tell', async () => {
    const { rig, browser } = await open()
    await browser.say(QUESTION)
    const token = browser.cookies.get('conversation') ?? ''
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(rig.heard[0]?.conversation).toBe(conversationOf(token))
    expect(JSON.stringify(rig.heard)).not.toContain(token)
    const answer = await browser.post('/ask', { text: '好', turn: 'x' }, { Accept: 'application/json' })
    expect(answer.headers.get('Set-Cookie')).toMatch(/^conversation=[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })

  it('is sent over TLS only where the desk is reached by https', async () => {
    const { browser } = await open({ baseUrl: 'https://desk.example' })
    const answer = await browser.post('/ask', { text: QUESTION, turn: 'x' }, { Accept: 'application/json' })
    expect(answer.headers.get('Set-Cookie')).toContain('; Secure')
  })

  it('is nobody else’s: another browser sees its own, a forged cookie an empty one, the address opens nothing', async () => {
    const { rig, browser } = await open()
    await browser.say(QUESTION)
    const address = rig.heard[0]?.conversation.replace('web:', '') ?? ''
    for (const forged of [undefined, 'x'.repeat(22), address, '../../etc', '']) {
      const other = browserOf(() => rig.app)
      if (forged !== undefined) other.cookies.set('conversation', forged)
      expect(linesOf(await (await other.get('/ask')).text())).toEqual([])
    }
  })

  it('is erased on the word of its person: the page holds nothing of before', async () => {
    const { rig, browser } = await open()
    await browser.say(QUESTION)
    await browser.say('删除我的信息')
    const page = await browser.say('确认删除')
    expect(linesOf(page).map((l) => l.by)).toEqual(['desk'])
    expect(page).toContain('已经删除')
    expect(page).not.toContain(QUESTION)
    const again = await rig.restart()
    rigs[0] = again
    expect(linesOf(await (await browserWith(again, browser.cookies).get('/ask')).text())).toHaveLength(1)
  })

  it('too many messages of it, or of one address, in a minute have to wait, and are told how long', async () => {
    const { rig, browser } = await open({ limits: { address: 5, conversation: 2, megabytes: 1 } })
    const statuses: number[] = []
    for (let i = 0; i < 3; i++) statuses.push((await browser.post('/ask', { turn: `${i}`, text: QUESTION }, { Accept: 'application/json' })).status)
    expect(statuses).toEqual([202, 202, 429])
    const other = browserOf(() => rig.app)
    const answers = [
      await other.post('/ask', { turn: 'a', text: QUESTION }, { Accept: 'application/json' }),
      await other.post('/ask', { turn: 'b', text: '好' }),
      await other.post('/ask', { turn: 'c', text: '好' }),
    ]
    expect(answers.map((a) => a.status)).toEqual([202, 200, 429])
    expect(Number(answers[2]?.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await answers[2]?.text()).toContain('发得太快了')
  })
})

describe('a request', () => {
  it('is taken down to a receipt that can be printed by its own person alone', async () => {
    const { rig, browser } = await open()
    for (const line of REQUEST) await browser.say(line)
    const withPhoto = linesOf(await browser.say('', [photo(), new File(['MZ'], '../../evil.exe')])).slice(-2)
    expect(withPhoto[0]?.text).toContain('侵权照片.png')
    expect(withPhoto[1]?.text).toContain('“evil.exe”没能收下')
    const page = await browser.say('确认')
    const receipt = linesOf(page).at(-1)
    expect(receipt?.text).toMatch(/受理编号 LN-20261123-/)
    const href = text(/href="(\/ask\/receipt[^"]*)"/.exec(receipt?.markup ?? '')?.[1] ?? '')
    const printed = await (await browser.get(href)).text()
    expect(text(printed)).toContain('侵权照片.png')
    expect(text(printed)).not.toContain('13812345678')
    expect((await browserOf(() => rig.app).get(href)).status).toBe(404)
    const [row] = (await rig.store.cases.list({ conversation: rig.heard[0]?.conversation ?? '', limit: 5 })).rows
    expect(row?.departments[0]).toBe('鞍山市知识产权局')
    expect((await rig.store.files.ofCase(row?.case ?? '')).map((f) => f.name)).toEqual(['侵权照片.png'])
  }, 60_000)

  it('offers the numbered choices of the last question as buttons, and those of earlier ones as words', async () => {
    const { browser } = await open()
    for (const line of ['有人抄我的专利，帮帮我', '同意', '鞍山海星电子有限公司', '稍后给', '张三']) await browser.say(line)
    const asked = linesOf(await browser.say('13812345678')).at(-1)
    expect([...(asked?.markup ?? '').matchAll(/<button form="compose" name="choice" value="([^"]*)"/g)].map((m) => m[1])).toEqual([
      '发明',
      '实用新型',
      '外观设计',
      '商标',
      '地理标志',
      '其他',
    ])
    const next = await (await browser.post('/ask', { turn: 'c', text: '', choice: '实用新型' })).text()
    expect(linesOf(next).at(-1)?.text).toContain('权利类型 实用新型')
    expect(next).not.toContain('name="choice" value="发明"')
  }, 60_000)
})

describe('what is thought of an answer', () => {
  it('goes to the question it answers, for the person who asked alone', async () => {
    const { rig, browser } = await open()
    const key = linesOf(await browser.say(QUESTION)).at(-1)?.key ?? ''
    const asked = async () => (await rig.store.asked.list({ since: new Date(0), limit: 5 })).map((q) => q.useful)
    await browserOf(() => rig.app).post('/ask/rate', { key, useful: '0' })
    expect(await asked()).toEqual([null])
    expect(text(await (await browser.post('/ask/rate', { key, useful: '1' })).text())).toContain('谢谢，已经记下')
    expect(await asked()).toEqual([true])
  })
})

describe('the stream', () => {
  it('sends what was said since, then each new line, and says whether an answer is on its way', async () => {
    const { rig, browser } = await open()
    const first = linesOf(await browser.say(QUESTION))
    const events = await stream(rig, browser.cookies, first[0]?.key)
    expect(events.answer.headers.get('Content-Type')).toContain('text/event-stream')
    expect(JSON.parse(await events.next('lines'))).toContain('力争1个工作日')
    await browser.post('/ask', { turn: 'n', text: '32号文第三条' }, { Accept: 'application/json' })
    const fresh = JSON.parse(await events.next('lines')) as string
    expect(fresh).toContain('32号文第三条')
    expect(fresh).not.toContain(QUESTION)
    await events.leave()
  })

  it('draws the page anew when everything was erased', async () => {
    const { rig, browser } = await open()
    await browser.say(QUESTION)
    const last = linesOf(await browser.say('删除我的信息')).at(-1)?.key
    const events = await stream(rig, browser.cookies, last)
    await events.next('state')
    await browser.post('/ask', { turn: 'n', text: '确认删除' }, { Accept: 'application/json' })
    let anew = JSON.parse(await events.next('reset')) as string
    // The page may be seen empty between the erasure and the word of it.
    if (anew === '') anew = JSON.parse(await events.next('lines')) as string
    expect(anew).toContain('已经删除')
    expect(anew).not.toContain(QUESTION)
    await events.leave()
  })

  it('is not for whoever has no conversation, ends when the desk stops, and is limited for one address', async () => {
    const { rig, browser } = await open()
    expect((await browserOf(() => rig.app).get('/ask/events')).status).toBe(204)
    await browser.say(QUESTION)
    const open12 = await Promise.all(Array.from({ length: 12 }, () => stream(rig, browser.cookies)))
    expect((await browser.get('/ask/events')).status).toBe(429)
    await rig.channel.stop()
    expect(await Promise.all(open12.map((s) => s.ended()))).toEqual(open12.map(() => true))
  })
})

describe('while the desk is getting ready', () => {
  it('the notices can be read, and asking says to come back', async () => {
    const { rig } = await open({ chat: () => null })
    const browser = browserOf(() => rig.app)
    expect((await browser.get('/notices/ln-2022-6')).status).toBe(200)
    const answer = await browser.get('/ask')
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
    expect(await answer.text()).toContain('还在准备')
    expect((await browser.post('/ask', { text: QUESTION })).status).toBe(503)
    expect(loaded.corpus.notices).toHaveLength(4)
  })
})
