/** Around the notices: every mend shown, like clauses beside, search, the language switch, and forms from elsewhere. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noticePath } from '../../adapters/channels/web/address.ts'
import { webApp } from '../../adapters/channels/web/app.ts'
import { readCorpusFolder, readNoticeFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'

const corpus = buildCorpus(readCorpusFolder('corpus'))
const app = webApp({ corpus, received: (id) => readNoticeFolder('corpus', id).received })

async function page(path: string): Promise<string> {
  const answer = await app.request(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const text = (markup: string) => markup.replace(/<[^>]*>/g, '').replace(/&[a-z]+;|&#39;/g, (entity) => ENTITIES[entity] ?? entity)
const unbroken = (s: string) => s.replaceAll('\n', '')
/** The page's own words of the notice: its article without what is ours beside them. */
const printed = (markup: string) => {
  const article = /<article lang="zh-CN">([\s\S]*)<\/article>/.exec(markup)?.[1] ?? ''
  return unbroken(text(article.replace(/<(\w+) class="[^"]*\bours\b[^>]*>[\s\S]*?<\/\1>/g, '')))
}
const lit = (markup: string) => [...markup.matchAll(/<mark[^>]*>([\s\S]*?)<\/mark>/g)].map((m) => text(m[1] as string)).join('')

describe('every mend', () => {
  const mends = corpus.notices.flatMap((n) => n.restore.mends.map((mend) => ({ notice: n.id, ...mend })))

  it.each(mends)('of $notice at $at is shown against the received text, with its ground, and leads to its place', async ({ notice, before, after, ground }) => {
    const restored = /<section id="restored"[\s\S]*<\/section>/.exec(await page(noticePath(notice)))?.[0] ?? ''
    const shown = (s: string) => s.replace(/\n/g, '↵').replace(/[ \u00a0\u3000]/g, '␣')
    expect(text(restored)).toContain(shown(before))
    expect(text(restored)).toContain(after.trim())
    expect(text(restored)).toContain(ground)
    const places = [...restored.matchAll(/<li id="mend-\d+">([\s\S]*?)<\/li>/g)]
      .map((m) => m[1] as string)
      .filter((item) => text(item).includes(shown(before)) && text(item).includes(ground))
    const href = text(/href="([^"]*)"/.exec(places[0] ?? '')?.[1] ?? '')
    expect(lit(await page(href.split('#')[0] as string))).toBe(unbroken(after.trim()))
  })

  it('is a link where it stands in the text, and one in the margin of its clause', async () => {
    const clause = await page('/notices/cnipa-2017-733/5')
    expect(clause).toContain('<a class="mended" href="/notices/cnipa-2017-733#mend-3">地政务</a>')
    expect(text(/<aside[\s\S]*?<\/aside>/.exec(clause)?.[0] ?? '')).toContain('编码损坏')
  })

  it('by rule is counted', async () => {
    expect(text(await page('/notices/cnipa-2017-733'))).toMatch(/拼音注音，非原文\s*355/)
  })
})

describe('beside a clause', () => {
  it('stand the like clauses of the other notices, never of its own', async () => {
    const beside = /<aside[\s\S]*?<\/aside>/.exec(await page('/notices/ln-2022-6/8'))?.[0] ?? ''
    expect(beside).toContain('href="/notices/cnipa-2018-32/2"')
    expect(beside).not.toMatch(/class="related"[\s\S]*href="\/notices\/ln-2022-6\/\d+"/)
  })

  it('stands our note on law that has changed, dated, grounded, and said not to be the notice', async () => {
    const clause = await page('/notices/cnipa-2017-733/4')
    const beside = text(/<aside[\s\S]*?<\/aside>/.exec(clause)?.[0] ?? '')
    expect(beside).toContain('编者注')
    expect(beside).toContain('非通知原文')
    expect(beside).toContain('第一千二百六十条')
    expect(printed(clause)).not.toContain('编者注')
  })
})

describe('search', () => {
  const found = (markup: string) => [...markup.matchAll(/<h3><a href="([^"]*)"/g)].map((m) => text(m[1] as string))

  it('finds every clause with the words, each leading to them, lit', async () => {
    const paths = found(await page('/search?q=质押登记'))
    expect(paths.length).toBe(corpus.clauses.filter((c) => c.text.includes('质押登记')).length)
    for (const path of paths) expect(lit(await page(path.split('#')[0] as string))).toBe('质押登记')
  })

  it('reads Traditional, wide and narrow, and several words at once', async () => {
    expect(found(await page('/search?q=質押登記'))).toEqual(found(await page('/search?q=质押登记')))
    const both = found(await page('/search?q=质押登记 绿色通道'))
    expect(both.map((p) => p.split('?')[0])).toEqual(['/notices/ln-2022-6/2'])
  })

  it('by sense stands beside the search by words, where it is given', async () => {
    const other = webApp({ corpus, sense: async () => ['ln-2022-6#3', 'no-such#1'] })
    const markup = await (await other.request('/search?q=找银行借钱')).text()
    expect(markup).toContain('意思相近的')
    expect(found(markup)).toEqual(['/notices/ln-2022-6/3'])
  })

  it('never throws, and brings nothing of what was asked into the page but its letters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (asked) => {
        const answer = await app.request(`/search?${new URLSearchParams({ q: asked.toWellFormed() })}`)
        expect([200, 429]).toContain(answer.status)
        expect(await answer.text()).not.toMatch(/<script(?! type="module" src="\/search\.js")/)
      }),
      { numRuns: 60 },
    )
  })

  it('too often from one address has to wait, and is told how long', async () => {
    const other = webApp({ corpus })
    let last = await other.request('/search?q=a')
    for (let i = 0; i < 130 && last.status === 200; i++) last = await other.request('/search?q=a')
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await other.request('/notices')).status).toBe(200)
  })
})

describe('the language', () => {
  const lang = async (headers: Record<string, string>) => /<html lang="([^"]*)"/.exec(await (await app.request('/notices/ln-2022-6/2', { headers })).text())?.[1]

  it('is Chinese unless a browser likes English better, or the reader chose', async () => {
    expect(await lang({})).toBe('zh-CN')
    expect(await lang({ 'Accept-Language': 'en-US,en;q=0.9' })).toBe('en')
    expect(await lang({ 'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.8' })).toBe('zh-CN')
    expect(await lang({ 'Accept-Language': 'fr' })).toBe('zh-CN')
    expect(await lang({ 'Accept-Language': 'zh-CN', Cookie: 'language=en' })).toBe('en')
    expect(await lang({ Cookie: 'language=xx' })).toBe('zh-CN')
  })

  it('is switched by a form, which leads back to where it stood and nowhere else', async () => {
    const post = (Referer: string) =>
      app.request('http://desk.example/language', {
        method: 'POST',
        body: new URLSearchParams({ language: 'en' }),
        headers: { Host: 'desk.example', Origin: 'http://desk.example', Referer },
      })
    const back = await post('http://desk.example/notices/ln-2022-6/2?from=505&to=600')
    expect(back.status).toBe(303)
    expect(back.headers.get('Location')).toBe('/notices/ln-2022-6/2?from=505&to=600')
    expect(back.headers.get('Set-Cookie')).toMatch(/^language=en;.*SameSite=Lax/)
    for (const elsewhere of ['http://evil.example/x', 'http://desk.example//evil.example/', 'nonsense']) expect((await post(elsewhere)).headers.get('Location')).toBe('/')
  })

  it('of the frame never changes a letter of the notice', async () => {
    const english = await (await app.request('/notices/ln-2022-6', { headers: { Cookie: 'language=en' } })).text()
    expect(printed(english)).toBe(unbroken(corpus.notice('ln-2022-6').body))
    expect(english).toContain('Skip to content')
  })
})

describe('a form from elsewhere', () => {
  const post = (headers: Record<string, string>) =>
    app.request('http://desk.example/language', { method: 'POST', body: new URLSearchParams({ language: 'en' }), headers: { Host: 'desk.example', ...headers } })

  it.each([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site', Origin: 'http://desk.example' },
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
    {},
  ])('is refused (%j)', async (headers) => {
    const answer = await post(headers as Record<string, string>)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('Set-Cookie')).toBeNull()
  })

  it.each([
    ['Sec-Fetch-Site', 'same-origin'],
    ['Origin', 'http://desk.example'],
  ])('is told from one of ours (%s: %s)', async (name, value) => {
    expect((await post({ [name]: value })).status).toBe(303)
  })
})
