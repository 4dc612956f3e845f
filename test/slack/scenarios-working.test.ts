/** Officers work cases in Slack (CHANNELS, scenarios 10–15, and the Slack halves of 24 and 35): one winner, one state, nothing said twice, nothing shown that may not be. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { fold } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { BASE } from './joined.ts'
import { problems } from './limits.ts'
import { ackBlocks, CANARIES, openStage, type Stage, soon } from './stage.ts'
import type { Message, View } from './workspace.ts'

let s: Stage
beforeAll(async () => {
  s = await openStage()
})
afterEach(() => s.check())
afterAll(() => s.close())

const state = async (number: string) => fold((await s.store.cases.events(number)) as readonly CaseEvent[])
const cardNow = async (number: string) => {
  const card = (await s.w.history('cases')).find((m) => m.text.startsWith(number))
  if (!card) throw new Error('no card')
  return card
}
const shows = (number: string, words: string) => soon(async () => expect(JSON.stringify((await cardNow(number)).blocks)).toContain(words))
const lastOpened = async (work: () => Promise<unknown>): Promise<View> => {
  const before = s.w.opened().length
  await work()
  return soon(() => s.w.opened()[before]?.view ?? Promise.reject(new Error('no window')))
}
const told = (who: string, words: string | RegExp) => soon(() => expect(s.w.ephemerals(who).map((e) => e.text)).toContainEqual(expect.stringMatching(words)))
const taken = async (who: string) => {
  const number = await s.opened(who)
  await s.driver.press(await s.card(number), 'case:accept', 'wang')
  await shows(number, '王敏')
  return number
}
/** A view that came back in an acknowledgement, as Slack then shows it. */
const updated = (view: View, body: unknown): View => {
  const { response_action, view: next } = body as { response_action: string; view: View }
  expect(response_action).toBe('update')
  expect(problems('views.update', { view_id: view.id, view: next })).toEqual([])
  return { ...next, id: view.id, hash: view.hash }
}

it('scenario 24: an infringement dialog by WeChat to a number stands in Slack as a card with the same data, masked', async () => {
  const number = await s.opened('a24')
  const card = await s.card(number)
  const blocks = JSON.stringify(card.blocks)
  const c = await state(number)
  for (const words of [number, '维权援助', '沈阳', '实用新型', '沈阳市知识产权局', '辽知发〔2022〕6号', `${BASE}/office/cases/${number}`]) expect(blocks).toContain(words)
  expect(c.slots).toMatchObject({ company: CANARIES.company, mobile: CANARIES.mobile, rightNumber: CANARIES.right })
  expect(blocks).toContain('2021****')
  expect((await s.w.history('cases')).filter((m) => m.text.startsWith(number))).toHaveLength(1)
  // The card is shown before the store hears that it is.
  await soon(async () => expect(await s.store.outbox.thingAt('slack', `slack:${card.channel}`, card.ts)).toBe(number))
  s.check()
  // What is looked for is found where it was sent on purpose, as JSON and as a form: the search works.
  const all = Object.values(CANARIES).join(' ')
  for (const body of [JSON.stringify({ channel: card.channel, text: all }), new URLSearchParams({ channel: card.channel, text: all })])
    await fetch(`${s.w.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${s.w.botToken}`, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}) },
      body,
    })
  for (const canary of Object.values(CANARIES)) expect(s.w.faults.carrying(canary)).toHaveLength(2)
  expect(() => s.check()).toThrow()
  s.w.faults.forget()
})

it('scenario 10: two officers press 接单 together: one owner, one card, the other is told who', async () => {
  const number = await s.opened('a10')
  const card = await s.card(number)
  const sent = await Promise.all([s.driver.press(card, 'case:accept', 'wang'), s.driver.press(card, 'case:accept', 'li')])
  for (const { status, ms } of sent) expect([status, ms < 3000]).toEqual([200, true])
  const { accountable } = await state(number)
  const [winner, loser] = accountable?.officer === 'wang' ? ['王敏', 'li'] : ['李强', 'wang']
  await told(loser, new RegExp(`${winner} 已接单`))
  await shows(number, winner)
  const after = await cardNow(number)
  expect(JSON.stringify(after.blocks)).not.toContain('case:accept"')
  expect((await s.store.cases.events(number)).filter((e) => e.kind === 'accepted')).toHaveLength(1)
  expect(s.wechat.filter((m) => m.to === 'wechat:a10' && m.text.includes('已接单'))).toHaveLength(1)
})

it('scenario 11: an old card changes nothing, says so, and is brought up to date', async () => {
  const number = await taken('a11')
  const old = await cardNow(number)
  await s.officers.act(
    (await s.store.officers.find({ id: 'wang' })) as never,
    { case: number, seen: null },
    { kind: 'transfer', department: '大连市知识产权局', reason: '不在本市' },
    { channel: 'web', id: 't11' },
    new Date(),
  )
  const before = (await s.store.cases.events(number)).length
  expect((await s.driver.press(old, 'case:reply', 'wang')).status).toBe(200)
  await told('wang', '案件刚有变化')
  await shows(number, '转办至大连市知识产权局，待接收')
  expect((await s.store.cases.events(number)).length).toBe(before)
  const now = await cardNow(number)
  const labels = JSON.stringify(now.blocks)
  expect(labels).toContain('接收转办')
  expect(labels).not.toContain('case:transfer"')
  // 接单 of the card as it first was.
  const first = { ...old, blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'case:accept', text: {}, value: `${number}.1` }] }] } as Message
  await s.driver.press(first, 'case:accept', 'li')
  await told('li', '王敏 已接单')
  expect((await s.store.cases.events(number)).length).toBe(before)
})

it('scenario 12: supplements: too short is a field error; right, the enterprise gets it once, and submitted twice once', async () => {
  const number = await taken('a12')
  const form = await lastOpened(async () => s.driver.press(await cardNow(number), 'case:request-supplements', 'wang'))
  const short = await s.driver.submit(form, { items: '1. 证' }, 'wang')
  expect(short.body).toMatchObject({ response_action: 'errors', errors: { items: expect.stringContaining('太短') } })
  expect((await s.driver.submit(form, { items: ' \n ' }, 'wang')).body).toMatchObject({ response_action: 'errors' })
  const long = await s.driver.submit(form, { items: '专利登记簿副本'.repeat(300) }, 'wang')
  expect(long.body).toMatchObject({ response_action: 'errors', errors: { items: expect.stringContaining('1500') } })
  const wanted = '1. 专利登记簿副本\n2、侵权产品照片'
  const seen = updated(form, (await s.driver.submit(form, { items: wanted }, 'wang')).body)
  expect(JSON.stringify(seen.blocks)).toContain('请您一次补齐以下材料')
  expect(s.wechat.filter((m) => m.to === 'wechat:a12' && m.text.includes('补齐'))).toEqual([])
  // Changed still: it is shown again before it goes.
  const again = updated(seen, (await s.driver.submit(seen, { items: `${wanted}\n营业执照` }, 'wang')).body)
  expect(JSON.stringify(again.blocks)).toContain('内容改过了')
  const both = await Promise.all([s.driver.submit(again, {}, 'wang'), s.driver.submit(again, {}, 'wang')])
  for (const { status, body } of both) expect([status, body]).toEqual([200, { response_action: 'clear' }])
  const got = await soon(() => {
    const texts = s.wechat.filter((m) => m.to === 'wechat:a12' && m.text.includes('补齐'))
    if (texts.length === 0) throw new Error('not yet')
    return texts
  })
  await shows(number, '待企业补充材料')
  await sleep(300)
  expect(got).toHaveLength(1)
  expect(got[0]?.text).toContain('1. 专利登记簿副本\n2. 侵权产品照片\n3. 营业执照')
  expect((await state(number)).wanted).toEqual(['专利登记簿副本', '侵权产品照片', '营业执照'])
  await shows(number, '已送出')
})

it('scenario 12: a reply, a talk, a note and closing go the same way', async () => {
  const number = await taken('b12')
  const reply = await lastOpened(async () => s.driver.press(await cardNow(number), 'case:reply', 'wang'))
  expect(JSON.stringify(reply.blocks)).toContain(`在 Slack 里回复不能附文件；要附文件，请<${BASE}/office/cases/${number}|到办件台回复>`)
  const shown = updated(reply, (await s.driver.submit(reply, { text: '请周三上午带登记簿来窗口。' }, 'wang')).body)
  expect((await s.driver.submit(shown, {}, 'wang')).body).toEqual({ response_action: 'clear' })
  await soon(() => expect(s.wechat.filter((m) => m.to === 'wechat:b12').at(-1)?.text).toContain('请周三上午带登记簿来窗口。'))
  await shows(number, '正在与企业对话')
  await s.enterprise('b12', '好的，周三到')
  await shows(number, '1 条未回')

  const card = await cardNow(number)
  await s.driver.say('wang', 'cases', CANARIES.note, { thread: card.ts })
  await soon(async () => expect((await state(number)).notes.map((n) => n.text)).toEqual([CANARIES.note]))
  const { message } = await s.driver.share('wang', 'cases', 'scan.pdf', Buffer.from('%PDF-1.4\n%%EOF'), { text: '现场记录', thread: card.ts })
  await soon(async () => expect((await state(number)).notes.at(-1)?.text).toMatch(/现场记录\n［文件：scan\.pdf（SHA-256 [0-9a-f]{12}）］/))
  await soon(async () => expect((await s.w.message('cases', message.ts)) as unknown).toMatchObject({ reactions: [{ name: 'memo' }] }))
  expect(
    s.wechat
      .filter((m) => m.to === 'wechat:b12')
      .map((m) => m.text)
      .join(),
  ).not.toContain(CANARIES.note)

  const history = await lastOpened(async () => s.driver.press(await cardNow(number), 'case:more', 'wang', { value: `history.${number}.${(await state(number)).moved}` }))
  expect(JSON.stringify(history.blocks)).toMatch(/接单.*回复企业.*企业来信.*内部备注/)

  await s.driver.press(await cardNow(number), 'case:end-talk', 'wang')
  await soon(async () => expect((await state(number)).talk).toBeNull())
  await shows(number, '办结')
  const close = await lastOpened(async () => s.driver.press(await cardNow(number), 'case:close', 'wang'))
  expect((await s.driver.submit(close, { words: '已协调解决。' }, 'wang')).body).toMatchObject({ response_action: 'errors', errors: { result: expect.any(String) } })
  const last = updated(close, (await s.driver.submit(close, { result: '已解决', words: '已协调解决。', note: '归档' }, 'wang')).body)
  expect((await s.driver.submit(last, {}, 'wang')).body).toEqual({ response_action: 'clear' })
  await shows(number, '已办结')
  const closed = await state(number)
  expect([closed.status, closed.notes.at(-1)?.text]).toEqual(['closed', '归档'])
  // Inert: nothing is left to press but what looks.
  const ids = JSON.stringify((await cardNow(number)).blocks).match(/"action_id":"[^"]+"/g)
  expect(ids).toEqual(['"action_id":"open:case"', '"action_id":"case:more"'])
})

it('scenario 13: a trigger older than three seconds: the officer is asked to press again, nothing breaks', async () => {
  const number = await taken('a13')
  const trigger = await s.w.trigger('wang')
  await sleep(3_100)
  expect((await s.driver.press(await cardNow(number), 'case:reply', 'wang', { trigger })).status).toBe(200)
  await told('wang', '请再按一次')
  await lastOpened(async () => s.driver.press(await cardNow(number), 'case:reply', 'wang'))
})

it('scenario 14: who has no role presses or types a command: refused, and recorded', async () => {
  const number = await s.opened('a14')
  const card = await s.card(number)
  const before = (await s.store.cases.events(number)).length
  await s.driver.press(card, 'case:accept', 'stranger')
  await told('stranger', '不在经办人名册里')
  await s.driver.say('stranger', 'cases', '我来办', { thread: card.ts })
  await soon(() => expect(s.w.ephemerals('stranger')).toHaveLength(2))
  expect(ackBlocks((await s.driver.slash('stranger', 'talk', '/case', number)).body).text).toContain('不在经办人名册里')
  // An officer of another city hears that there is no such case, as for one that never was.
  const absent = ackBlocks((await s.driver.slash('yuan', 'talk', '/case', number)).body).text
  expect(absent).toBe('没有这个案件。')
  await s.driver.press(card, 'case:accept', 'yuan')
  await told('yuan', /^没有这个案件。$/)
  // One of the department who may not transfer what is not his.
  await s.driver.press(card, 'case:accept', 'wang')
  await shows(number, '王敏')
  await s.driver.press(await cardNow(number), 'case:transfer', 'li')
  await told('li', '没有这项权限')
  expect((await s.store.cases.events(number)).length).toBe(before + 1)
  const records = (await s.store.keeping.records('officers')).filter((r) => r.by === `slack:${s.w.user('stranger')}`)
  expect(records.map((r) => r.detail)).toEqual(expect.arrayContaining([`拒绝：accept ${number}`, `拒绝：备注 ${number}`, '拒绝：/case']))
})

it('scenario 14: a one-time code ties an account to an officer, a wrong one does not', async () => {
  const { hashOfCode } = await import('../../src/officer/code.ts')
  const now = new Date()
  await s.store.officers.save({ id: 'sun', name: '孙悦', department: '沈阳市知识产权局', city: '沈阳', role: 'officer', active: true, slack: null }, now)
  await s.store.officers.offerCode('sun', hashOfCode('sun', '7K4M-9PXR-2ACE'), new Date(now.getTime() + 60_000), now)
  const typed = async (text: string) => ackBlocks((await s.driver.slash('stranger', 'talk', '/case', text)).body).text
  expect(await typed('绑定')).toContain('请写')
  expect(await typed('绑定 sun 7K4M-9PXR-2ACF')).toContain('没有绑定')
  expect(await typed('绑定 sun 7k4m 9pxr 2ace')).toContain('已绑定')
  expect(await typed('绑定 sun 7K4M-9PXR-2ACE')).toContain('已经是孙悦')
  const queue = ackBlocks((await s.driver.slash('stranger', 'talk', '/case')).body)
  expect(queue.text).toMatch(/本部门案件 \d+ 件/)
  await s.store.officers.save({ id: 'sun', name: '孙悦', department: '沈阳市知识产权局', city: '沈阳', role: 'officer', active: false, slack: null }, now)
})

it('scenario 35: an officer closes while the enterprise types the last field: both are told, one final state', async () => {
  const number = await taken('a35')
  const form = await lastOpened(async () => s.driver.press(await cardNow(number), 'case:close', 'wang'))
  const shown = updated(form, (await s.driver.submit(form, { result: '已答复指导', words: '已电话答复。' }, 'wang')).body)
  const [closing, said] = await Promise.all([s.driver.submit(shown, {}, 'wang'), s.enterprise('a35', `补充材料 ${number}`)])
  expect(closing.status).toBe(200)
  expect(said).not.toBe('')
  const more = await s.enterprise('a35', '还有一张发票')
  expect(more).not.toBe('')
  const c = await state(number)
  if (c.status !== 'closed') {
    // The papers came first: the officer was told, looks again and closes what he has seen.
    await told('wang', '案件刚有变化')
    const again = await lastOpened(async () => s.driver.press(await cardNow(number), 'case:close', 'wang'))
    const seen = updated(again, (await s.driver.submit(again, { result: '已答复指导', words: '已电话答复。' }, 'wang')).body)
    await s.driver.submit(seen, {}, 'wang')
  }
  await soon(async () => expect((await state(number)).status).toBe('closed'))
  await shows(number, '已办结')
  await soon(() => expect(s.wechat.filter((m) => m.to === 'wechat:a35' && m.text.includes('已办结'))).toHaveLength(1))
  expect((await s.store.cases.events(number)).filter((e) => e.kind === 'closed')).toHaveLength(1)
})
