/** Signing in to the officers' pages: one link, one button, one session; and no form that did not come from a page of ours. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { describe, expect, it, vi } from 'vitest'
import { office } from '../../adapters/channels/web/office/office.ts'
import { hashOfCode } from '../../src/officer/code.ts'
import { anshan, anshanChief, did, infringement, opened } from '../cases/sample.ts'
import { BASE, Browser, CODE, formsOf, rig } from './office-rig.ts'

const LINK = `/office/enter?officer=${anshan.id}&code=${CODE}`

async function offered(more = {}) {
  const r = await rig(more)
  const now = r.parts.clock()
  await r.store.officers.offerCode(anshan.id, hashOfCode(anshan.id, CODE), new Date(now.getTime() + 600_000), now)
  return r
}

describe('the one-time link', () => {
  it('survives whatever fetches it in advance, and lets in once', async () => {
    const r = await offered()
    for (let i = 0; i < 3; i++) await new Browser(r.app).get(LINK)
    const b = r.browser()
    const page = await b.get(LINK)
    expect(formsOf(page)[0]?.hidden).toMatchObject({ officer: anshan.id, code: CODE })
    const entered = await b.submit(page, '/office/enter')
    expect(entered.headers.get('Location')).toBe('/office')
    expect((await b.get('/office/queue/mine')).text).toContain(anshan.name)
    const second = await r.browser().submit(page, '/office/enter')
    expect(second.status).toBe(401)
    expect(second.headers.get('Set-Cookie')).toBeNull()
  })

  it('opens a session whose cookie no script and no other site can use, and of which only a hash is kept', async () => {
    const r = await offered()
    const kept = vi.spyOn(r.store.officers, 'openSession')
    const b = r.browser()
    const entered = await b.post('/office/enter', { officer: anshan.id, code: CODE })
    const cookie = entered.headers.get('Set-Cookie') as string
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).toMatch(/Path=\/office/)
    expect(cookie).not.toMatch(/Secure/)
    const token = /zhiwen-office=([^;]+)/.exec(cookie)?.[1] as string
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const hash = kept.mock.calls[0]?.[0] as string
    expect(hash).not.toContain(token)
    expect(hash).toBe(createHash('sha256').update(`officer-session\n${token}`).digest('hex'))
  })

  it('sends the cookie over TLS only where the desk is reached by https', async () => {
    const r = await offered({ baseUrl: 'https://desk.example' })
    expect((await r.browser().post('/office/enter', { officer: anshan.id, code: CODE })).headers.get('Set-Cookie')).toMatch(/Secure/)
  })

  it('goes on only to a page of this desk', async () => {
    for (const [next, to] of [
      ['/office/queue/all?page=2', '/office/queue/all?page=2'],
      ['//evil.example/office', '/office'],
      ['https://evil.example', '/office'],
      ['/office/../notices', '/office'],
    ] as const) {
      const r = await offered()
      expect((await r.browser().post('/office/enter', { officer: anshan.id, code: CODE, next })).headers.get('Location'), next).toBe(to)
    }
  })

  it('says the same to a wrong code, a wrong officer and one who has left, and writes each down', async () => {
    const r = await offered()
    const wrong = await r.browser().post('/office/enter', { officer: anshan.id, code: 'AAAA-AAAA-AAAA' })
    const nobody = await r.browser().post('/office/enter', { officer: 'nobody', code: 'AAAA-AAAA-AAAA' })
    await r.store.officers.save({ ...anshan, active: false, slack: null }, r.parts.clock())
    const left = await r.browser().post('/office/enter', { officer: anshan.id, code: CODE })
    const shown = (page: { text: string }) => /class="problem"[^>]*>([^<]*)/.exec(page.text)?.[1]
    for (const page of [wrong, nobody, left]) expect(page.status).toBe(401)
    expect(shown(wrong)).toBe(shown(nobody))
    expect(shown(left)).toBe(shown(nobody))
    expect((await r.store.keeping.records('officers')).length).toBe(3)
  })

  it('is not to be guessed: after ten failures nobody is let in from there for a while', async () => {
    const r = await offered()
    for (let i = 0; i < 10; i++) await r.browser().post('/office/enter', { officer: `x${i}`, code: 'AAAA-AAAA-AAAA' })
    expect((await r.browser().post('/office/enter', { officer: anshan.id, code: CODE })).status).toBe(429)
    r.at('2026-11-24T10:16:00+08:00')
    expect((await r.browser().post('/office/enter', { officer: 'x', code: 'AAAA-AAAA-AAAA' })).status).toBe(401)
  })
})

describe('a session', () => {
  it('ends after eight hours, by signing out, and with the officer', async () => {
    const r = await rig()
    const [one, two, three] = [await r.signedIn(anshan), await r.signedIn(anshanChief), await r.signedIn(anshan)]
    const stays = one.cookie
    const page = await one.get('/office/queue/mine')
    expect((await one.submit(page, '/office/leave')).status).toBe(303)
    one.cookie = stays
    expect((await one.get('/office/queue/mine')).status).toBe(303)
    await r.store.officers.save({ ...anshan, active: false, slack: null }, r.parts.clock())
    expect((await three.get('/office/queue/mine')).status).toBe(303)
    expect((await two.get('/office/queue/mine')).status).toBe(200)
    r.at('2026-11-24T18:00:01+08:00')
    expect((await two.get('/office/queue/mine')).headers.get('Location')).toBe('/office/enter?next=%2Foffice%2Fqueue%2Fmine')
  })

  it('is found again by a link from elsewhere, which comes without its cookie', async () => {
    const r = await rig()
    const answer = await r.browser().request('/office/queue/mine', { headers: { 'Sec-Fetch-Site': 'cross-site' } })
    expect(answer.text).toContain('http-equiv="refresh" content="0;url=/office/queue/mine"')
  })

  it('is kept by no cache', async () => {
    const r = await rig()
    const b = await r.signedIn(anshan)
    for (const path of ['/office/queue/mine', '/office/enter', '/office/nowhere']) expect((await b.get(path)).headers.get('Cache-Control'), path).toBe('no-store')
  })
})

describe('a form', () => {
  it('does nothing without the token of its own session, or from elsewhere', async () => {
    const r = await rig()
    const c = await r.put(did(opened(infringement), anshan, { kind: 'accept' }, '2026-11-23T10:00:00+08:00'))
    const b = await r.signedIn(anshan)
    // The office itself refuses, not only what stands before it.
    const alone = new Browser(new Hono().route('/', office(r.parts)))
    alone.cookie = b.cookie
    const other = await r.signedIn(anshanChief)
    const token = formsOf(await other.get('/office/queue/mine'))[0]?.hidden.csrf as string
    const own = formsOf(await b.get('/office/queue/mine'))[0]?.hidden.csrf as string
    const here = { Origin: BASE }
    const paths = ['accept', 'transfer', 'accept-transfer', 'return', 'reply', 'request-supplements', 'close', 'end-talk', 'note', 'personal'].map(
      (act) => `/office/cases/${c.number}/${act}`,
    )
    const filled = { text: '话', reason: '原因', words: '话', items: '甲', result: '已解决', department: '大连市知识产权局', step: 'confirm' }
    for (const path of [...paths, '/office/leave', '/office/notices/read', '/office/questions/entry'])
      for (const [fields, headers] of [
        [{}, here],
        [{ csrf: 'x' }, here],
        [{ csrf: token }, here],
        [{ csrf: own }, { Origin: 'https://evil.example' }],
        [{ csrf: own }, { Origin: 'null' }],
        [{ csrf: own }, {}],
        [{ csrf: own }, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
      ] as const)
        for (const one of [b, alone])
          expect((await one.post(path, { ...filled, ...fields }, headers as Record<string, string>)).status, `${path} ${JSON.stringify([fields, headers])}`).toBe(403)
    expect((await r.store.cases.row(c.number))?.version).toBe(c.version)
    expect((await b.get('/office/queue/mine')).status).toBe(200)
  })

  it('too large is not read', async () => {
    const r = await rig()
    const b = await r.signedIn(anshan)
    expect((await b.post('/office/leave', { csrf: 'x'.repeat(300_000) })).status).toBe(413)
  })
})
