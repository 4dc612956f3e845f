/** Who may see which of the officers' pages: every officer × every page, and nobody learns that a case exists which he may not see. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import { ACTIONS, type Act, may } from '../../src/officer/authorisation.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { admin, anshan, anshanChief, did, everyone, financing, infringement, opened, type Story } from '../cases/sample.ts'
import { type Browser, type Page, rig, words } from './office-rig.ts'

const NONE = 'LN-20261123-2222222C'
const MORNING = '2026-11-23T10:00:00+08:00'
const taken = (story: Story) => did(story, anshan, { kind: 'accept' }, MORNING)
const STATES: Readonly<Record<string, () => Story>> = {
  'nobody has taken it': () => opened(infringement, undefined, 1),
  'somebody works it': () => taken(opened(infringement, undefined, 2)),
  'it is offered to another city': () =>
    did(taken(opened(infringement, undefined, 3)), anshan, { kind: 'transfer', department: '大连市知识产权局', reason: '注册地' }, MORNING),
  'it is closed': () => did(taken(opened(infringement, undefined, 4)), anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, MORNING),
}
const FILLED = { text: '话', reason: '原因', words: '话', items: '甲', result: '已解决', department: '沈阳市知识产权局', step: 'confirm' }
/** What is offered on a case's page, by the forms that stand there. */
const onPage = (page: Page, c: Case): Act[] => ACTIONS.filter((a) => page.text.includes(`action="/office/cases/${c.number}/${a === 'view-personal' ? 'personal' : a}#`))

const same = (one: Page, other: Page, c: Case) => {
  expect(one.status).toBe(other.status)
  expect(words(one).replaceAll(c.number, '')).toBe(words(other).replaceAll(NONE, ''))
}

describe.each(Object.keys(STATES))('a case, when %s', (state) => {
  it.each(everyone.map((o) => [`${o.name} ${o.department} ${o.role}`, o] as const))('is to %s what the table says', async (_, officer) => {
    const r = await rig()
    const c = await r.put((STATES[state] as () => Story)())
    const file = await r.file(c.number, '证据.html', new TextEncoder().encode('<b>x</b>'))
    const b = await r.signedIn(officer)
    const page = await b.get(`/office/cases/${c.number}`)
    const none = await b.get(`/office/cases/${NONE}`)
    const sees = may(officer, c, 'view')
    expect(none.status).toBe(404)
    if (sees) expect(page.status).toBe(200)
    else same(page, none, c)
    for (const act of onPage(page, c)) expect(may(officer, c, act), act).toBe(true)

    const got = await b.get(`/office/cases/${c.number}/files/${file}`)
    if (sees) expect(got.text).toBe('<b>x</b>')
    else same(got, await b.get(`/office/cases/${NONE}/files/${file}`), c)

    const personal = await b.post(`/office/cases/${c.number}/personal`, { csrf: await token(b), reason: '电话核实' })
    expect(personal.text.includes('13940123456')).toBe(may(officer, c, 'view-personal'))
    if (!sees) same(personal, await b.post(`/office/cases/${NONE}/personal`, { csrf: await token(b), reason: '电话核实' }), c)
    const looks = (await r.store.cases.events(c.number)).filter((e) => e.kind === 'looked').length
    expect(looks).toBe(may(officer, c, 'view-personal') ? 1 : 0)

    for (const act of ACTIONS.filter((a) => !a.startsWith('view'))) {
      const before = (await r.store.cases.row(c.number))?.version
      if (may(officer, c, act)) continue
      const answer = await b.post(`/office/cases/${c.number}/${act}`, { csrf: await token(b), seen: String(c.moved), once: crypto.randomUUID(), ...FILLED })
      expect((await r.store.cases.row(c.number))?.version, act).toBe(before)
      expect(answer.status, act).toBe(sees ? (act === 'accept' && c.handler ? 409 : 403) : 404)
      if (!sees) same(answer, await b.post(`/office/cases/${NONE}/${act}`, { csrf: await token(b), seen: '1', once: crypto.randomUUID(), ...FILLED }), c)
    }
  })
})

async function token(b: Browser): Promise<string> {
  return /name="csrf" value="([^"]+)"/.exec((await b.get('/office/nowhere')).text)?.[1] as string
}

describe('the other pages', () => {
  const CHIEFS = [
    '/office/insight',
    '/office/questions',
    '/office/questions/entry?q=x',
    '/office/register',
    '/office/register/register.csv',
    '/office/register/register.xlsx',
  ]
  const QUEUES = ['/office/queue/mine', '/office/queue/department', '/office/queue/overdue', '/office/queue/city?city=鞍山', '/office/queue/all']
  const roles: Readonly<Record<string, (o: Officer) => boolean>> = {
    ...Object.fromEntries(CHIEFS.map((p) => [p, (o: Officer) => o.role === 'chief'])),
    ...Object.fromEntries(QUEUES.map((p) => [p, (o: Officer) => o.role !== 'admin'])),
    '/office/operator': (o) => o.role === 'admin',
  }

  it.each(Object.entries(roles))('%s', async (path, allowed) => {
    const r = await rig()
    await r.put(opened(financing))
    expect((await r.browser().get(path)).status).toBe(303)
    for (const officer of everyone) {
      const b = await r.signedIn(officer)
      const page = await b.get(path)
      expect(page.status, officer.name).toBe(allowed(officer) ? 200 : 404)
      if (!allowed(officer)) expect(words(page)).toBe(words(await b.get('/office/nowhere')))
    }
  })

  it('lists only what its reader may see, and counts nothing else', async () => {
    const r = await rig()
    const c = await r.put(opened(infringement))
    for (const officer of everyone.filter((o) => o.role !== 'admin'))
      for (const path of QUEUES) {
        const page = await (await r.signedIn(officer)).get(path)
        if (!may(officer, c, 'view')) expect(words(page), `${officer.name} ${path}`).toContain('这里没有案件')
        expect(page.text.includes(`/office/cases/${c.number}`) && !may(officer, c, 'view')).toBe(false)
      }
  })

  it('shows a chief of a city the statistics and the register of his own bureau alone', async () => {
    const r = await rig()
    const story = opened({ ...financing, region: '大连', slots: { ...financing.slots, region: '大连', company: '大连某某有限公司' } })
    await r.put(story)
    await r.put(opened(financing, undefined, 2), 'wechat:two')
    const b = await r.signedIn(anshanChief)
    for (const path of ['/office/register', '/office/register/register.csv']) {
      const { text } = await b.get(path)
      expect(text).toContain('鞍山某某阀门有限公司')
      expect(text).not.toContain('大连某某')
    }
    expect(words(await b.get('/office/insight'))).toMatch(/提交 1 办理中 1/)
  })

  it('let the administrator see no case by any road', async () => {
    const r = await rig()
    const c = await r.put(opened(infringement))
    const b = await r.signedIn(admin)
    for (const path of [`/office/cases/${c.number}`, `/office/find?number=${c.number}`, '/office/queue/all', '/office/operator', '/office'])
      expect(words(await b.follow(await b.get(path))), path).not.toMatch(/鞍山|阀门|维权援助/)
  })
})
