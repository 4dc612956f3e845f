/** Enterprises on WeChat and officers in Slack over one desk (CHANNELS, scenarios 24, 33 and 35 on both rigs together, and the whole road of a case). */
import { FileBox } from 'file-box'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Officer } from '../../src/officer/officer.ts'
import { CANARIES, soon } from '../slack/stage.ts'
import { settled, until } from '../wechat/rig.ts'
import { type Joint, openJoint } from './rig.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let j: Joint
beforeEach(async () => {
  j = await openJoint()
}, 120_000)
afterEach(() => j.close())

it('scenario 24: a whole infringement dialog typed on WeChat stands in Slack as one card with the same data, masked', async () => {
  const number = await j.filed('alice')
  const c = await j.state(number)
  expect(c.slots).toMatchObject({ company: CANARIES.company, contact: CANARIES.contact, mobile: CANARIES.mobile, rightNumber: CANARIES.right, region: '沈阳' })
  expect(c.slots.infringer).toBe(CANARIES.infringer)
  const card = await j.cardNow(number)
  const blocks = JSON.stringify(card.blocks)
  for (const words of [number, '维权援助', '沈阳', '实用新型', '2021****', '沈阳市知识产权局', '辽知发〔2022〕6号']) expect(blocks).toContain(words)
  for (const words of Object.values(CANARIES)) expect(blocks).not.toContain(words)
  const told = j.world.sentTo('alice').join('\n')
  expect(told).toContain(number)
  j.check()
})

it('a case typed on WeChat is accepted, answered, supplemented with a photo, sent a file, closed and rated, and Slack sees nothing that anybody wrote', async () => {
  const { world } = j
  const number = await j.filed('alice')
  expect(await j.upon('alice', () => j.press(number, 'accept'))).toContain('沈阳市知识产权局 王敏 已接单')
  await j.shows(number, '王敏')

  expect(await j.upon('alice', () => j.did(number, 'request-supplements', { items: '专利登记簿副本\n购买发票照片' }))).toContain('1. 专利登记簿副本\n2. 购买发票照片')
  await j.shows(number, '待企业补充材料')
  await j.upon('alice', () => world.say('alice', `补充材料 ${number}`))
  await j.upon('alice', () => world.file('alice', FileBox.fromBase64(PNG, '发票.png')))
  await until(async () => (await j.store.files.ofCase(number)).length === 1, 4_000).catch(() => j.upon('alice', () => world.say('alice', '就这些')))
  expect((await j.store.files.ofCase(number)).map((f) => f.name)).toEqual(['发票.png'])
  await j.shows(number, '材料')

  expect(await j.upon('alice', () => j.did(number, 'reply', { text: '请问展会是哪一天的？' }))).toMatch(/王敏 回复：\n请问展会是哪一天的？/)
  await j.shows(number, '正在与企业对话')
  const before = world.sentTo('alice').length
  world.say('alice', '10月18号那天')
  await j.shows(number, '1 条未回')
  expect((await j.state(number)).said.map((s) => s.text)).toEqual(['10月18号那天'])
  // The desk is silent while the officer talks.
  await settled(world, 300)
  expect(world.sentTo('alice')).toHaveLength(before)

  // A file goes by the bureau's own desk, for Slack carries none.
  const wang = (await j.store.officers.find({ id: 'wang' })) as Officer
  const got = await j.officers.attach(wang, number, [{ name: '受理通知书.png', bytes: new Uint8Array(Buffer.from(PNG, 'base64')) }], new Date())
  if (got.kind === 'refused') throw new Error(got.words.zh)
  const replied = await j.upon('alice', async () => {
    await j.officers.act(
      wang,
      { case: number, seen: null },
      { kind: 'reply', text: '通知书请查收。', files: got.files, confirmed: true },
      { channel: 'web-office', id: 'r1' },
      new Date(),
    )
    j.wake()
    await until(() => world.filesTo('alice').length === 1)
  })
  expect(replied).toMatch(/通知书请查收。\n附文件 1 份：受理通知书\.png[\s\S]*——\n［文件 受理通知书\.png］$/)
  expect(world.filesTo('alice')[0]?.bytes.equals(Buffer.from(PNG, 'base64'))).toBe(true)
  expect(j.w.faults.carrying('受理通知书')).toEqual([])

  expect(await j.upon('alice', () => j.press(number, 'end-talk'))).toContain('结束了这次对话')
  expect((await j.say('alice', '质押登记几天能办好')).join('\n')).toContain('力争1个工作日')
  expect(await j.upon('alice', () => j.did(number, 'close', { result: '已解决', words: '双方已经和解。', note: CANARIES.note }))).toMatch(
    /已办结，结果：已解决。\n双方已经和解。/,
  )
  await j.shows(number, '已办结')
  await j.say('alice', `评价 ${number} 5分`)
  await soon(async () => expect((await j.state(number)).rating).toBe(5))
  const kinds = await j.kinds(number)
  const road = ['submitted', 'accepted', 'supplement-requested', 'supplemented', 'answered', 'said', 'answered', 'talk-ended', 'closed', 'noted', 'rated']
  expect(kinds.filter((kind, n) => kind !== kinds[n - 1])).toEqual(road)
  expect(world.sentTo('alice').join('\n')).not.toContain(CANARIES.note)
  for (const words of ['10月18号那天', '发票.png', '受理通知书']) expect(j.w.faults.carrying(words), words).toEqual([])
  j.check()
}, 60_000)

it('scenario 33: sending fails three times: each wait longer, order kept, nothing twice, and the card in Slack says so until it is through', async () => {
  const { world } = j
  const number = await j.taken('alice')
  await settled(world)
  const before = world.sentTo('alice').length
  const tries: number[] = []
  let failing = 3
  const send = world.puppet.messageSendText
  world.puppet.messageSendText = async (to: string, text: string) => {
    tries.push(performance.now())
    if (failing-- > 0) throw new Error('send failed')
    await send(to, text)
  }
  await j.did(number, 'reply', { text: '我先看一下材料。' })
  await j.did(number, 'reply', { text: '下午给您答复。' })
  await j.shows(number, '没有送出，会继续按顺序再试', 8_000)
  await until(() => world.sentTo('alice').length >= before + 2, 20_000)
  await settled(world, 500)
  expect(world.sentTo('alice').slice(before)).toEqual([expect.stringContaining('我先看一下材料。'), expect.stringContaining('下午给您答复。')])
  const gaps = tries.slice(1, 4).map((t, n) => t - (tries[n] as number))
  expect(
    gaps.every((gap, n) => n === 0 || gap > (gaps[n - 1] as number) * 1.4),
    String(gaps),
  ).toBe(true)
  await j.shows(number, '已送出', 20_000)
}, 60_000)

it('scenario 33: logged out, what officers say in Slack waits and the card says so; logged in again, it goes out in order, once', async () => {
  const { world } = j
  const number = await j.taken('alice')
  await settled(world)
  const before = world.sentTo('alice').length
  await world.puppet.logout('kicked')
  await until(() => j.channel.health().state === 'down')
  await j.did(number, 'reply', { text: '请补一份登记簿。' })
  await j.did(number, 'close', { result: '已答复指导', words: '材料齐了可以再来。' })
  await j.shows(number, '等待送出')
  await settled(world, 800)
  expect(world.sentTo('alice')).toHaveLength(before)
  expect((await j.store.outbox.deliveries(number, 'wechat:alice')).filter((d) => d.status === 'waiting').map((d) => d.failures)).toEqual([0, 0])
  world.login()
  await until(() => world.sentTo('alice').length >= before + 2)
  await settled(world, 400)
  expect(world.sentTo('alice').slice(before)).toEqual([expect.stringContaining('请补一份登记簿。'), expect.stringContaining('材料齐了可以再来。')])
  await j.shows(number, '已送出', 20_000)
}, 60_000)

it('scenario 35: an officer closes in Slack while the enterprise types its last field on WeChat: both are told, one final state', async () => {
  const { world } = j
  for (const [who, ms] of [
    ['alice', 0],
    ['bob', 130],
  ] as const) {
    const number = await j.taken(who)
    await j.say(who, `补充材料 ${number}`)
    const close = await j.prepared(number, 'close', { result: '已答复指导', words: '已电话答复。' })
    const before = world.sentTo(who).length
    world.say(who, '还有一张公证书，编号第123号')
    // Together, and once the words have been gathered.
    await new Promise((resolve) => setTimeout(resolve, ms))
    const sent = await close.send()
    expect(sent.status).toBe(200)
    await until(() => world.sentTo(who).length > before)
    await until(world.idle)
    if ((await j.state(number)).status !== 'closed') {
      // The papers came first: the officer is told, looks again and closes what he has seen.
      expect(JSON.stringify(sent.body)).toContain('案件刚有变化')
      expect((await j.state(number)).supplements.map((s) => s.text)).toContain('还有一张公证书，编号第123号')
      await j.did(number, 'close', { result: '已答复指导', words: '已电话答复。' })
    }
    await soon(async () => expect((await j.state(number)).status).toBe('closed'))
    await j.shows(number, '已办结')
    await until(() =>
      world
        .sentTo(who)
        .slice(before)
        .some((t) => t.includes('已电话答复。')),
    )
    await until(world.idle)
    const told = world.sentTo(who).slice(before)
    expect(told.filter((t) => t.includes('已电话答复。'))).toHaveLength(1)
    // Its last words had an answer of their own: taken, or told that it is too late.
    expect(told.length, told.join('\n——\n')).toBeGreaterThan(1)
    expect((await j.kinds(number)).filter((kind) => kind === 'closed')).toHaveLength(1)
  }
}, 60_000)
