/** The officers' pages in English: over the walk-through's data every page, every form's answer and every refusal is walked, and no Chinese stands there but names, quotes and what people wrote, marked as such. */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OfficeParts } from '../../adapters/channels/web/office/parts.ts'
import { ACTS } from '../../adapters/channels/web/office/words/acts.ts'
import { CASE } from '../../adapters/channels/web/office/words/case.ts'
import { DESK } from '../../adapters/channels/web/office/words/desk.ts'
import { INSIGHT } from '../../adapters/channels/web/office/words/insight.ts'
import { OPERATOR } from '../../adapters/channels/web/office/words/operator.ts'
import { QUESTIONS } from '../../adapters/channels/web/office/words/questions.ts'
import { QUEUE } from '../../adapters/channels/web/office/words/queue.ts'
import { REGISTER } from '../../adapters/channels/web/office/words/register.ts'
import { OFFICERS } from '../../src/demo/cast.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import type { Desk } from '../../src/desk.ts'
import type { Officer } from '../../src/officer/officer.ts'
import type { Question } from '../../src/store.ts'
import { corpus, standards } from '../cases/sample.ts'
import { type Browser, formsOf, type Page, type Rig, rig, words } from './office-rig.ts'

const NOW = '2026-11-20T09:55:00+08:00'
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff01]/u
/** What is said to whoever reads or hears the page, beside its text. */
const SPOKEN = /\s(?:aria-label|placeholder|title|alt|label|data-fresh|data-changed|data-stopped)="([^"]*)"/g
const VOID = ['meta', 'link', 'input', 'br', 'hr', 'img', 'col', 'path', 'rect', 'circle', 'line']

/** Every stretch of text, spoken attributes included, with whether the nearest language around it is Chinese. */
function stretches(html: string): { readonly text: string; readonly chinese: boolean }[] {
  const found: { text: string; chinese: boolean }[] = []
  const open: { name: string; chinese: boolean }[] = []
  for (const [, close, name, attributes = '', empty, text] of html.matchAll(/<(\/?)([a-z][\w-]*)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/gi)) {
    const within = open.at(-1)?.chinese ?? false
    if (text !== undefined) found.push({ text: text.trim(), chinese: within })
    else if (close) while (open.length > 0 && open.pop()?.name !== name);
    else {
      const lang = /\slang="([^"]*)"/.exec(attributes)?.[1]
      const chinese = lang === undefined ? within : lang.startsWith('zh')
      for (const [, said = ''] of attributes.matchAll(SPOKEN)) found.push({ text: said, chinese })
      if (!empty && !VOID.includes(name as string)) open.push({ name: name as string, chinese })
    }
  }
  return found.filter((s) => s.text)
}

const numbersOn = (page: Page) => [...new Set([...page.text.matchAll(/\/office\/cases\/(LN-\d{8}-\w{8})/g)].map((m) => m[1] as string))]

/** Chinese that nobody marked. The desk's own name stays in the window's title. */
const unmarked = (page: Page) =>
  stretches(page.text.replace(/<title>(.*) · 知问<\/title>/, '<title>$1</title>'))
    .filter((s) => !s.chinese && CHINESE.test(s.text))
    .map((s) => s.text.slice(0, 60))

/** Our own Chinese words, which no mark excuses on what is ours: what an enterprise will read is told what to write in Chinese. */
const OURS = new Set(
  [ACTS, CASE, DESK, INSIGHT, OPERATOR, QUESTIONS, QUEUE, REGISTER].flatMap(function strings({ zh }): string[] {
    const inside = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(inside) : []
    return inside(zh).filter((text) => text.length >= 3 && CHINESE.test(text))
  }),
)
const disguised = (page: Page) => stretches(page.text.replace(/<blockquote[\s\S]*?<\/blockquote>/g, '')).flatMap((s) => (s.chinese && OURS.has(s.text) ? [s.text] : []))

function english(page: Page, where: string): void {
  expect(page.text, where).toMatch(/<html lang="en"/)
  expect(unmarked(page), where).toEqual([])
  expect(disguised(page), where).toEqual([])
}

describe('in English', { timeout: 60_000 }, () => {
  let r: Rig
  /** Signed in, reading English. */
  async function reader(who: string, language: 'en' | 'zh' = 'en'): Promise<Browser> {
    const officer = (await r.store.officers.find({ id: `demo-${who}` })) as Officer
    const b = await r.signedIn(officer)
    b.language = language
    return b
  }

  beforeAll(async () => {
    const related = corpus.clause('ln-2022-6#3')
    const answer: OfficeParts['answer'] = async () =>
      ({ answer: { answered: false, reason: 'not-in-notices', text: '', citations: [], related: [{ clause: related.id }], departments: [] } }) as never
    r = await rig({
      now: NOW,
      answer,
      operations: () => ({
        channels: [
          { name: 'wechat', health: { state: 'down', words: '等待扫码', english: 'waiting to be scanned' }, qr: 'https://login.example/1' },
          { name: 'slack', health: { state: 'up', words: 'Slack 正常', english: 'Slack answers' }, qr: null },
        ],
        index: null,
        ready: true,
      }),
    })
    /** Questions are kept as they were asked; nobody has to answer them here. */
    let asked = 0
    const hear: Desk['hear'] = async (message, now) => {
      const question: Question = {
        id: `${message.channel}:${message.id}`,
        at: now,
        text: message.text,
        answered: asked++ % 3 === 0,
        reason: 'not-in-notices',
        clauses: ['ln-2022-6#2'],
        useful: null,
      }
      await r.store.turn(message.conversation, message, now, () => ({ value: null, state: null, keepUntil: new Date(now.getTime() + 9e9), asked: [question] }))
      return [] as never
    }
    await seedDemo({ corpus, standards, store: r.store, officers: r.parts.desk, desk: { hear } as Desk, random: () => randomBytes(32) }, r.parts.clock())
    r.at(NOW)
  })

  it('no page that an officer can come to holds a word of Chinese that is ours', async () => {
    const seen = new Set<string>()
    for (const { id } of OFFICERS) {
      const b = await reader(id.slice(5))
      const waiting = [
        '/office',
        '/office/nowhere',
        '/office/find?number=LN-1',
        '/office/find?number=',
        '/office/insight?days=365',
        '/office/questions/entry?kind=silence&q=x',
        '/office/register?band=to-1m&state=withdrawn',
      ]
      const done = new Set<string>()
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if (done.has(path) || done.size > 120) continue
        done.add(path)
        const page = await b.follow(await b.get(path))
        english(page, `${id} ${path}`)
        seen.add(path.split('?')[0]?.replace(/LN-\d{8}-\w{8}/, 'LN') as string)
        for (const [, href = ''] of page.text.matchAll(/href="(\/office[^"#]*)/g))
          if (!/\/files\/|register\.|office\.(?:css|js)/.test(href)) waiting.push(href.replaceAll('&amp;', '&'))
      }
    }
    expect([...seen].sort()).toEqual([
      '/office',
      '/office/cases/LN',
      '/office/find',
      '/office/insight',
      '/office/nowhere',
      '/office/operator',
      '/office/questions',
      '/office/questions/entry',
      '/office/queue/all',
      '/office/queue/city',
      '/office/queue/department',
      '/office/queue/mine',
      '/office/queue/overdue',
      '/office/register',
    ])
  })

  it('every form is answered in English: what is missing, what is refused, what will be sent, what was done', async () => {
    const filled = { text: '您好', items: '甲', words: '办好了', result: '已解决', reason: 'x', department: '大连市知识产权局' }
    const wrong = { ...filled, department: '各市知识产权局', result: '?', text: 'x'.repeat(1600) }
    const tried = new Set<string>()
    for (const who of ['wu', 'sun', 'zhao']) {
      const b = await reader(who)
      const send = async (action: string, fields: Readonly<Record<string, string>>, what: string) =>
        english(await b.follow(await b.post(action, fields)), `${action} ${what}`)
      for (const number of numbersOn(await b.get('/office/queue/all'))) {
        const page = await b.get(`/office/cases/${number}`)
        for (const { action, hidden } of formsOf(page).filter((f) => f.action.startsWith('/office/cases/'))) {
          const act = action.split('/').at(-1) as string
          if (tried.has(act)) continue
          tried.add(act)
          await send(action, hidden, 'empty')
          await send(action, { ...hidden, ...wrong }, 'wrong')
          const fresh = formsOf(await b.get(`/office/cases/${number}`)).find((f) => f.action === action)
          if (!fresh) continue
          await send(action, { ...fresh.hidden, ...filled, seen: '1' }, 'moved')
          await send(action, { ...fresh.hidden, ...filled }, 'done')
          await send(action, { ...fresh.hidden, ...filled, step: 'confirm' }, 'again')
        }
      }
    }
    expect([...tried].sort()).toEqual([...Object.keys(ACTS.en.forms), 'personal'].sort())
    const [b, chief] = [await reader('zhao'), await reader('qian')]
    const question = await chief.get('/office/questions/entry?q=利率多少&clause=ln-2022-6%233')
    for (const kind of ['question', 'word', 'silence']) {
      const form = await chief.get(`/office/questions/entry?kind=${kind}&q=利率多少`)
      english(await chief.submit(form, '/entry', { q: '', clause: '', term: '', said: '', reason: '?' }), `${kind} empty`)
    }
    const made = await chief.submit(question, '/entry', { q: '利率多少', clause: 'ln-2022-6#3', fact: '做到政策上门和服务上门' })
    expect(words(made)).toContain('Please review this entry')
    english(made, 'entry')
    english(await b.post('/office/leave', { csrf: 'x' }), 'a foreign form')
    english(await b.post('/office/cases/LN-20261123-2222222C/reply', { csrf: formsOf(question)[0]?.hidden.csrf ?? '' }), 'nothing there')
  })

  it('the way in and the way out are in English, and the switch stands on every page', async () => {
    const b = r.browser()
    b.language = 'en'
    for (const page of [
      await b.get('/office/enter'),
      await b.get('/office/enter?officer=demo-zhao&code=ABCD-EFGH-JKMN'),
      await b.post('/office/enter', { officer: '', code: '' }),
      await b.post('/office/enter', { officer: 'demo-zhao', code: 'AAAA-AAAA-AAAA' }),
      await b.post('/office/enter', { officer: 'demo-zhao', code: 'AAAA-AAAA-AAAA' }, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }),
      await b.post('/office/notices/read', {}),
    ]) {
      english(page, String(page.status))
      expect(page.text).toContain('<form class="language" method="post" action="/language"><button name="language" value="zh"')
    }
    const crossed = await b.request('/office/queue/mine', { headers: { 'Sec-Fetch-Site': 'cross-site' } })
    expect(unmarked(crossed)).toEqual([])
    expect(CHINESE.test((await b.post('/office/enter', { code: 'x'.repeat(300_000) })).text)).toBe(false)
  })

  it('is what a browser gets that asks for it, until the switch says otherwise', async () => {
    const b = await reader('zhao', 'zh')
    const header = { headers: { 'Accept-Language': 'en-GB,en;q=0.9' } }
    expect((await b.request('/office/queue/mine', header)).text).toContain('<html lang="zh-CN"')
    b.language = null
    expect((await b.request('/office/queue/mine', header)).text).toContain('<html lang="en"')
    expect((await b.get('/office/queue/mine')).text).toContain('<html lang="zh-CN"')
  })

  it('dates, times and sums are said as English says them', async () => {
    const b = await reader('qian')
    const said = words(await b.get('/office/queue/all'))
    expect(said).toMatch(/First reply by 20 Nov 17:00, 7 hours left/)
    expect(said).toMatch(/Overdue: first reply by 17 Nov 17:00/)
    expect(said).toContain('Pledge financing Anshan')
    expect(said).toContain('5 million yuan')
    expect(words(await b.get('/office/register'))).toContain('2 found, in all 8 million yuan')
  })

  it('what the enterprise reads stays in the enterprise’s language, and says so', async () => {
    const b = await reader('qian')
    const previews: string[] = []
    for (const number of numbersOn(await b.get('/office/queue/all'))) {
      const page = await b.get(`/office/cases/${number}`)
      if (!page.text.includes('/reply#')) continue
      const shown = await b.submit(page, '/reply', { text: '请看 guide 一文' })
      previews.push(/<p class="quiet">([^<]*)<\/p>\s*<blockquote class="preview"([^>]*)>/.exec(shown.text)?.slice(1).join('|') as string)
    }
    expect([...new Set(previews)].sort()).toEqual([`${CASE.en.preview.en}|`, `${CASE.en.preview.zh}| lang="zh-CN"`].sort())
  })

  it('exports have English headings and keep what people wrote; in Chinese they are as ever', async () => {
    const [b, zh] = [await reader('wu'), await reader('wu', 'zh')]
    const [en, before] = [await b.get('/office/register/register.csv'), await zh.get('/office/register/register.csv')]
    expect(en.text.split('\r\n')[0]).toBe(
      'Case number,Registered,City,Enterprise,Amount (yuan),Class by amount,Term (months),Class by term,Purpose,Bank in mind,Patents,Patent numbers,Departments,Status,Result',
    )
    expect(before.text).toContain('受理编号,登记日期')
    expect(en.text.split('\r\n')).toHaveLength(before.text.split('\r\n').length)
    expect(en.text).toContain('closed: solved,solved')
    expect(en.text).toContain('有限公司')
    expect(decodeURIComponent(en.headers.get('Content-Disposition') ?? '')).toContain('financing-register-2026-11-20.csv')
  })
})

describe('the walk itself', () => {
  it('finds Chinese in text and in what is spoken, and lets pass what is marked', () => {
    const found = (text: string) => unmarked({ text, status: 200, headers: new Headers() })
    expect(found('<p>未译<br><span lang="zh-CN">鞍山</span> x <input placeholder="编号"> <a aria-label="回">y</a></p>')).toEqual(['未译', '编号', '回'])
    expect(found('<p lang="zh-CN">引文 <b>内</b></p><p>，</p>')).toEqual(['，'])
    expect(found('<title>Cases · 知问</title><svg><text lang="zh-CN">局</text><rect></rect></svg>')).toEqual([])
  })
})
