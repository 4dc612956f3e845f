/** The whole road: a request, taken, asked about, talked over, transferred, closed, rated and opened again; on either database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChain } from '../../src/cases/chain.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { anshan, anshan2, approval, dalian } from '../cases/sample.ts'
import type { Shelter } from '../contract/store/place.ts'
import { postgresShelter, sqlitePlace } from '../contract/store/shelters.ts'
import { caseOf, enrol, type Sent, type Stage, stage } from './stage.ts'

const START = '2026-11-23T09:00:00+08:00'
const ENTERPRISE = 'wechat:ent'
/** Whatever stands in the messages of one conversation or tray. */
const to = (sent: readonly Sent[], address: string) => sent.filter((s) => s.to === address).map((s) => s.text)
const SECRETS = /恒达|CANARY|欧阳|13940123456|202129999001|宏发|仿制|营业执照|购买凭证|什么时候|地理标志|行政裁决|又在卖/

async function walk(s: Stage): Promise<void> {
  await enrol(s.store)
  const officersHeard: string[] = []
  const heard = async () => {
    const sent = await s.delivered()
    officersHeard.push(...sent.filter((m) => m.to !== ENTERPRISE).map((m) => m.text))
    return sent
  }

  // Taken down, and told to both departments that the clause names.
  const number = await s.request(ENTERPRISE)
  let sent = await heard()
  expect(to(sent, ENTERPRISE).join()).toContain(`受理编号 ${number}`)
  for (const id of ['a1', 'a2', 'a9', 'p1', 'p9']) expect(to(sent, `tray:${id}`)).toEqual([`新案件 ${number}：维权援助，鞍山，请接单。`])
  for (const id of ['d1', 'x1', 'z1', 'm1']) expect(to(sent, `tray:${id}`)).toEqual([])

  // One winner.
  const [first, second] = await Promise.all([s.act(anshan, number, { kind: 'accept' }), s.act(anshan2, number, { kind: 'accept' })])
  expect([first.kind, second.kind].sort()).toEqual(['done', 'refused'])
  const winner = first.kind === 'done' ? anshan : anshan2
  const loser = winner === anshan ? second : first
  expect(loser).toMatchObject({ reason: 'taken', words: { zh: `鞍山市知识产权局 ${winner.name} 已接单。` } })
  sent = await heard()
  expect(to(sent, ENTERPRISE)).toEqual([`【${number}】鞍山市知识产权局 ${winner.name} 已接单，是您的首问负责人，将负责到底。`])
  expect(to(sent, `tray:${winner.id}`), 'who did it knows it').toEqual([])
  expect(to(sent, 'tray:p1')).toEqual([`案件 ${number}：鞍山市知识产权局 ${winner.name} 已接单。`])

  // Everything missing at once, shown first.
  const ask = { kind: 'request-supplements', items: ['营业执照', '购买凭证'], confirmed: false } as const
  const preview = await s.act(winner, number, ask)
  expect(await heard()).toEqual([])
  await s.did(winner, number, { ...ask, confirmed: true })
  sent = await heard()
  expect(to(sent, ENTERPRISE)).toEqual([preview.kind === 'preview' && preview.text.zh])
  await s.say(ENTERPRISE, `补充材料 ${number} 营业执照号 12345，购买凭证随后寄出`)
  expect((await caseOf(s.store, number)).status).toBe('supplemented')
  sent = await heard()
  expect(to(sent, `tray:${winner.id}`)).toEqual([`案件 ${number}：企业补充了材料。`])

  // A talk: the desk is silent until the enterprise goes back to it.
  await s.did(winner, number, { kind: 'reply', text: '您好，材料收到', confirmed: true })
  expect(to(await heard(), ENTERPRISE)[0]).toMatch(/材料收到[\s\S]*知问不插话/)
  expect((await s.say(ENTERPRISE, '什么时候有结果？'))?.replies).toEqual([])
  expect((await caseOf(s.store, number)).said).toMatchObject([{ text: '什么时候有结果？' }])
  expect(to(await heard(), `tray:${winner.id}`)).toEqual([`案件 ${number}：企业发来消息，请查看。`])
  expect((await s.say(ENTERPRISE, '返回'))?.replies.map((r) => r.text)).toEqual(['现在由知问继续为您解答。'])
  expect((await s.say(ENTERPRISE, '质押登记几天能办好？'))?.replies.length).toBeGreaterThan(0)

  // Transferred, accepted by another, the accountable officer stays.
  await s.did(winner, number, { kind: 'transfer', department: '行政审批处', reason: '涉及地理标志' })
  expect(to(await heard(), 'tray:x1')[0]).toContain(`由 鞍山市知识产权局 ${winner.name} 转办至行政审批处`)
  await s.did(approval, number, { kind: 'accept-transfer' })
  sent = await heard()
  expect(to(sent, ENTERPRISE).at(-1)).toBe(`【${number}】现由 行政审批处 王八斗 办理，首问负责人仍是 鞍山市知识产权局 ${winner.name}。`)
  expect(to(sent, `tray:${winner.id}`)).toEqual([`案件 ${number}：行政审批处 王八斗 已接收转办。`])

  // Closed with a result, rated, opened again: same number, same officers.
  await s.did(approval, number, { kind: 'close', result: '已解决', words: '已指导申请行政裁决', confirmed: true })
  expect(to(await heard(), ENTERPRISE)[0]).toContain('结果：已解决。\n已指导申请行政裁决')
  await s.say(ENTERPRISE, '评价 4分')
  expect(await caseOf(s.store, number)).toMatchObject({ status: 'rated', rating: 4 })
  await s.say(ENTERPRISE, '重新打开，对方又在卖')
  expect(await caseOf(s.store, number)).toMatchObject({ status: 'reopened', handler: { officer: 'x1' }, accountable: { officer: winner.id } })
  await heard()

  // The history says all of it, is unbroken, and what officers were sent holds nothing that anybody wrote.
  const events = (await s.store.cases.events(number)) as readonly CaseEvent[]
  expect(events.map((e) => e.kind)).toEqual([
    ...['submitted', 'accepted', 'supplement-requested', 'supplemented', 'answered', 'said', 'talk-ended'],
    ...['transferred', 'transfer-accepted', 'closed', 'rated', 'reopened'],
  ])
  expect(verifyChain(number, events, (await caseOf(s.store, number)).head)).toEqual({ kind: 'intact' })
  expect(officersHeard.length).toBeGreaterThan(15)
  expect(officersHeard.filter((text) => SECRETS.test(text))).toEqual([])
}

describe('the whole road', { timeout: 60_000 }, () => {
  let shelter: Shelter
  beforeAll(async () => {
    shelter = await postgresShelter()
  }, 60_000)
  afterAll(() => shelter.close(), 60_000)

  it.each([
    ['SQLite', async () => sqlitePlace()],
    ['PostgreSQL', async () => shelter.place()],
  ] as const)('is walked over %s', async (_, found) => {
    const place = await found()
    const store = await place.open()
    await walk(await stage(START, store))
    await store.close()
    await place.remove()
  })
})

describe('an officer’s word', () => {
  it('acts once, however often it is delivered', async () => {
    const s = await stage()
    await enrol(s.store)
    const number = await s.request(ENTERPRISE)
    const [one, two] = await Promise.all([s.act(anshan, number, { kind: 'accept' }, null, 'same'), s.act(anshan, number, { kind: 'accept' }, null, 'same')])
    expect([one.kind, two.kind].sort()).toEqual(['again', 'done'])
    expect(await s.act(anshan, number, { kind: 'note', text: '再来' }, null, 'same')).toMatchObject({ kind: 'again', card: { number } })
    expect((await caseOf(s.store, number)).version).toBe(2)
    expect(await s.act(dalian, number, { kind: 'accept' }, null, 'same'), 'nor tells anybody else anything').toMatchObject({ reason: 'absent' })
    await s.close()
  })

  it('on what has moved since he saw it is refused, and a note is not', async () => {
    const s = await stage()
    await enrol(s.store)
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    const seen = (await caseOf(s.store, number)).moved
    await s.say(ENTERPRISE, `补充材料 ${number} 另有一份公证书`)
    expect(await s.act(anshan, number, { kind: 'reply', text: '没有收到材料', confirmed: true }, seen)).toMatchObject({ kind: 'refused', reason: 'moved' })
    expect(await s.act(anshan, number, { kind: 'note', text: '看过' }, seen)).toMatchObject({ kind: 'done' })
    const now = (await caseOf(s.store, number)).moved
    expect(await s.act(anshan, number, { kind: 'reply', text: '收到', confirmed: true }, now)).toMatchObject({ kind: 'done' })
    await s.close()
  })

  it('without the right is refused as if there were no such case, and kept', async () => {
    const s = await stage()
    await enrol(s.store)
    const number = await s.request(ENTERPRISE)
    for (const [n, action] of ([{ kind: 'accept' }, { kind: 'note', text: '刺探' }, { kind: 'reply', text: '您好', confirmed: true }] as const).entries()) {
      const there = await s.act(dalian, number, action, null, `there${n}`)
      const none = await s.act(dalian, 'LN-20261123-22222222', action, null, `none${n}`)
      expect(there).toEqual(none)
    }
    const look = { place: 'own', open: '好奇' } as const
    const at = (id: string) => ({ channel: 'test', id })
    expect(await s.officers.look(dalian, number, look, at('l1'), s.now)).toEqual(await s.officers.look(dalian, 'LN-20261123-22222222', look, at('l2'), s.now))
    expect(await s.officers.card(dalian, number, s.now)).toBeNull()
    const kept = await s.store.keeping.records(number)
    expect(kept.filter((r) => r.kind === 'access').map((r) => [r.by, r.detail])).toEqual([
      ['d1', '拒绝：accept（absent）'],
      ['d1', '拒绝：note（absent）'],
      ['d1', '拒绝：reply（absent）'],
      ['d1', '拒绝：view'],
    ])
    expect(JSON.stringify(kept)).not.toMatch(/刺探|您好|好奇/)
    expect((await caseOf(s.store, number)).version).toBe(1)
    await s.close()
  })

  it('for personal data is answered on the bureau’s own machines, with a reason, and recorded', async () => {
    const s = await stage()
    await enrol(s.store)
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    const look = (officer: typeof anshan, place: 'own' | 'foreign', open: string | null, id: string) =>
      s.officers.look(officer, number, { place, open }, { channel: 'test', id }, s.now)
    const masked = await look(anshan, 'own', null, 'p1')
    expect(JSON.stringify(masked)).not.toMatch(/欧阳金丝雀|13940123456/)
    expect(JSON.stringify(await look(anshan, 'own', '  ', 'p2'))).not.toMatch(/欧阳金丝雀|13940123456/)
    expect(JSON.stringify(await look(anshan, 'foreign', '电话核实', 'p3'))).not.toMatch(SECRETS)
    expect(JSON.stringify(await look(anshan2, 'own', '电话核实', 'p4'))).not.toMatch(/欧阳金丝雀|13940123456/)
    expect((await caseOf(s.store, number)).version).toBe(2)
    expect(JSON.stringify(await look(anshan, 'own', '电话核实', 'p5'))).toMatch(/欧阳金丝雀.*13940123456/)
    expect((await s.store.cases.events(number)).at(-1)).toMatchObject({ kind: 'looked', by: { id: 'a1' }, data: { reason: '电话核实', fields: ['contact', 'mobile'] } })
    expect(await look(anshan, 'own', '电话核实', 'p5'), 'the same look twice shows nothing').toMatchObject({ kind: 'refused' })
    await s.close()
  })
})
