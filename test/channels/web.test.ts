/** The web desk: every clause has its address, a citation lights its words and no others, and nothing in an address gets into a page. */
import { createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clausePath, departmentPath, noticePath } from '../../adapters/channels/web/address.ts'
import { webApp } from '../../adapters/channels/web/app.ts'
import { serveWeb } from '../../adapters/channels/web/serve.ts'
import { readCorpusFolder, readNoticeFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { DeskError } from '../../src/errors.ts'

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
const elements = (markup: string) => [...markup.matchAll(/<[^>]*>/g)].map((m) => m[0]).filter((tag) => !tag.includes('href=') && !/^<\/?(?:mark|a)\b/.test(tag))

describe('addresses', () => {
  it('are printed as citations carry them', () => {
    expect(clausePath('ln-2022-6#2', { start: 505, end: 600 })).toBe('/notices/ln-2022-6/2?from=505&to=600')
    expect(clausePath('cnipa-2018-32#end')).toBe('/notices/cnipa-2018-32/end')
  })

  it.each(corpus.clauses.map((c) => c.id))('%s has its own page, canonical whatever is cited, and its place in the notice', async (id) => {
    const clause = corpus.clause(id)
    const plain = await page(clausePath(id))
    expect(printed(plain)).toBe(unbroken(clause.text))
    const canonical = `<link rel="canonical" href="${clausePath(id)}">`
    expect(plain).toContain(canonical)
    expect(await page(clausePath(id, clause))).toContain(canonical)
    expect(await page(noticePath(clause.notice))).toContain(`<section class="clause" id="clause-${clause.ordinal}">`)
  })

  it('of every page lead only to pages and places that exist', async () => {
    const paths = [
      '/',
      '/notices',
      '/departments',
      '/search?q=质押',
      ...corpus.departments.map((d) => departmentPath(d.name)),
      ...corpus.notices.map((n) => noticePath(n.id)),
      ...corpus.clauses.map((c) => clausePath(c.id, c)),
    ]
    const pages = new Map<string, string>()
    const read = async (path: string) => pages.get(path) ?? pages.set(path, await page(path)).get(path) ?? ''
    for (const path of paths)
      for (const [, href] of (await read(path)).matchAll(/<a [^>]*href="([^"]*)"/g)) {
        const [target = '', anchor] = text(href as string).split('#')
        // The conversation's page needs a desk behind it (web-ask.test.ts).
        if (target === '/ask') continue
        const there = await read(target || path)
        if (anchor) expect(there, `${path} → ${href}`).toContain(`id="${anchor}"`)
      }
  })

  it('end in a slash or not, alike', async () => {
    expect(await page('/notices/ln-2022-6/2/')).toBe(await page('/notices/ln-2022-6/2'))
  })
})

describe('a notice', () => {
  it.each(corpus.notices.map((n) => n.id))('%s stands on its page to the letter, in order, once', async (id) => {
    expect(printed(await page(noticePath(id)))).toBe(unbroken(corpus.notice(id).body))
  })

  it('is listed with its number, issuer, date, region and number of clauses', async () => {
    const home = text(await page('/'))
    for (const words of ['辽知发〔2022〕6号', '国家知识产权局办公室', '2018年12月7日', '适用辽宁', '12条']) expect(home).toContain(words)
  })

  it('keeps the hedge on a limit and names the departments it charges, each leading to its words', async () => {
    const beside = /<aside[\s\S]*?<\/aside>/.exec(await page('/notices/ln-2022-6/2'))?.[0] ?? ''
    expect(text(beside)).toContain('力争1个工作日')
    expect(text(beside)).toContain('省知识产权保护中心')
    for (const [, href] of beside.matchAll(/href="(\/notices\/[^"]*\?[^"]*)"/g)) expect(lit(await page(text(href as string)))).not.toBe('')
    for (const name of ['知识产权服务处', '省知识产权保护中心']) {
      expect(beside).toContain(`href="${departmentPath(name)}"`)
      const own = await page(departmentPath(name))
      expect(own).toContain('href="/notices/ln-2022-6/2?')
      expect(lit(own)).toContain(name === '知识产权服务处' ? '知识产权服务处' : '省知识产权保护中心')
    }
  })
})

describe('a cited span', () => {
  const spanOfClause = fc
    .constantFrom(...corpus.clauses)
    .chain((clause) =>
      fc
        .tuple(fc.integer({ min: clause.start, max: clause.end - 1 }), fc.integer({ min: 1, max: 400 }))
        .map(([start, length]) => ({ clause, start, end: Math.min(start + length, clause.end) })),
    )

  it('is lit exactly, on the page of its clause and in the whole notice', async () => {
    await fc.assert(
      fc.asyncProperty(spanOfClause, async ({ clause, ...span }) => {
        const quote = unbroken(corpus.notice(clause.notice).body.slice(span.start, span.end))
        for (const path of [clausePath(clause.id, span), noticePath(clause.notice, span)]) {
          const markup = await page(path)
          expect(lit(markup)).toBe(quote)
          expect(markup.match(/id="cited"/g)?.length ?? 0).toBe(quote ? 1 : 0)
        }
        expect(printed(await page(clausePath(clause.id, span)))).toBe(unbroken(clause.text))
      }),
      { numRuns: 300 },
    )
  })

  it('of every sentence, fact and charge is lit', async () => {
    for (const clause of corpus.clauses)
      for (const span of [...clause.sentences, ...clause.facts, ...clause.charges])
        expect(lit(await page(clausePath(clause.id, span)))).toBe(unbroken(corpus.notice(clause.notice).body.slice(span.start, span.end)))
  })

  it.each([
    'from=505',
    'to=600',
    'from=600&to=505',
    'from=0&to=9',
    'from=505&to=99999',
    'from=-1&to=600',
    'from=5e2&to=600',
    'from=505.5&to=600',
    'from=&to=',
    'from=NaN&to=Infinity',
    'from=659&to=660',
  ])('that is none (%s) lights nothing and says so', async (query) => {
    const markup = await page(`/notices/ln-2022-6/2?${query}`)
    expect(lit(markup)).toBe('')
    expect(markup).toContain('没有标出引文')
  })
})

describe('a hostile address', () => {
  const HOSTILE = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "'onload='x",
      '../../etc/passwd',
      '%00',
      '%E0%A4%A',
      '__proto__',
      'constructor',
      '１',
      '505\n',
      '0x1',
      '<mark>',
      '9'.repeat(5000),
    ),
  )

  it('never throws, and brings nothing of itself into a page, in from and to', async () => {
    const usual = elements(await page('/notices/ln-2022-6/2?from=x&to=y'))
    await fc.assert(
      fc.asyncProperty(HOSTILE, HOSTILE, async (from, to) => {
        const markup = await page(`/notices/ln-2022-6/2?${new URLSearchParams({ from: from.toWellFormed(), to: to.toWellFormed() })}`)
        expect(elements(markup)).toEqual(usual)
      }),
    )
  })

  it('is a page not found, in notice and clause', async () => {
    await fc.assert(
      fc.asyncProperty(HOSTILE, HOSTILE, async (id, ordinal) => {
        for (const path of [`/notices/_${encodeURIComponent(id.toWellFormed())}`, `/notices/ln-2022-6/_${encodeURIComponent(ordinal.toWellFormed())}`]) {
          const answer = await app.request(path)
          expect(answer.status).toBe(404)
          const markup = await answer.text()
          expect(markup).not.toContain('<script')
          expect(markup).toContain('<a href="/">')
        }
      }),
    )
  })

  it.each(['/notices/%E0%A4%A', '/notices/ln-2022-6/%', '/notices/ln-2022-6/02', '/notices/LN-2022-6', '/notices/__proto__', '/nowhere', '/../../etc/passwd'])(
    '%s is not found, with a way back',
    async (path) => {
      const answer = await app.request(path)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('<a href="/">')
    },
  )

  it('of a clause that a notice does not have is told how many there are', async () => {
    const answer = await app.request('/notices/ln-2022-6/11')
    expect(answer.status).toBe(404)
    expect(text(await answer.text())).toContain('辽知发〔2022〕6号共10条，没有第11条。')
  })
})

describe('every answer', () => {
  it.each(['/', '/notices/ln-2022-6', '/notices/ln-2022-6/2', '/nowhere', '/style.css'])('of %s carries the security headers', async (path) => {
    const { headers } = await app.request(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("style-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-type')?.toLowerCase()).toContain('charset=utf-8')
  })

  it('to HEAD has the status and headers of GET, and no body', async () => {
    for (const path of ['/', '/notices/ln-2022-6/2', '/nowhere']) {
      const [head, get] = [await app.request(path, { method: 'HEAD' }), await app.request(path)]
      expect(head.status).toBe(get.status)
      expect([...head.headers]).toEqual([...get.headers])
      expect(await head.text()).toBe('')
    }
  })

  it('is not sent again to a reader who has it', async () => {
    const tag = (await app.request('/style.css')).headers.get('etag') ?? ''
    expect((await app.request('/style.css', { headers: { 'If-None-Match': tag } })).status).toBe(304)
  })

  it('needs no script, no inline style and nothing from elsewhere', async () => {
    for (const path of ['/notices/cnipa-2021-22', '/notices/ln-2022-6/2?from=600&to=620', '/departments'])
      expect(await page(path)).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:|url\(/)
    for (const path of ['/', '/search?q=质押'])
      expect(await page(path)).not.toMatch(/<script(?! type="module" src="\/\w+\.js"><\/script>)|<style|\sstyle=|\son\w+=|https?:|url\(/)
    for (const path of ['/style.css', '/ask.css']) expect(await (await app.request(path)).text()).not.toMatch(/@import|https?:|url\(/)
    for (const path of ['/ask.js', '/home.js', '/search.js']) expect(await (await app.request(path)).text()).not.toMatch(/https?:|\beval\(|new Function|document\.write/)
  })
})

describe('on a port', () => {
  it('the desk answers, and is gone when closed', async () => {
    const web = await serveWeb(app, { host: '127.0.0.1', port: 0 })
    expect(web.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${web.url}/notices/ln-2022-6/2`)).status).toBe(200)
    await web.close()
    await expect(fetch(web.url)).rejects.toThrow()
  })

  it('that is taken, the desk says which and how to choose another', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)))
    const refusal = await serveWeb(app, { host: '127.0.0.1', port }).catch((error: unknown) => error)
    other.close()
    expect(refusal).toBeInstanceOf(DeskError)
    expect(refusal).toMatchObject({ code: 'web-port', message: expect.stringContaining(String(port)), remedy: expect.stringContaining('ZHIWEN_PORT') })
  })
})
