/** From the last question to the last star: the case, its officer, and the two of them talking through the desk. */
import { FileBox } from 'file-box'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OfficerAction } from '../../src/officer/act.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { ask, openBoth, type Stage, settled, until, type World, warm } from './rig.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const OTHER = Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.from('another photo')]).toString('base64')
const WRITTEN = ['沈阳海蓝科技有限公司', '13940012345', '王芳', '大连仿冒机械有限公司', '上个月在展会上看到']
const TYPED = [
  '有人抄我的专利，帮帮我',
  '同意',
  '公司名称：沈阳海蓝科技有限公司\n信用代码：91210100MA0P4KJU3C\n联系人：王芳\n手机：13940012345\n所在地：沈阳',
  '2',
  'ZL202120000001.1',
  '大连仿冒机械有限公司',
  '上个月在展会上看到他们卖一模一样的机器',
  '有购买发票',
]
const zhao = { id: 'z1', name: '赵一', department: '沈阳市知识产权局', city: '沈阳', role: 'officer', active: true, slack: 'U0ZHAO' } satisfies Officer & {
  readonly slack: string
}

let world: World
let stage: Stage
const open: Stage[] = []
async function begin(): Promise<void> {
  ;({ world, stage } = await openBoth())
  open.push(stage)
  await stage.store.officers.save(zhao, new Date())
  await stage.store.officers.saveRoom('沈阳市知识产权局', 'slack:C0SY', new Date())
}
beforeAll(warm, 120_000)
afterEach(async () => {
  await Promise.all(open.splice(0).map((s) => s.close()))
})

let acts = 0
async function act(number: string, action: OfficerAction): Promise<string> {
  const acted = await stage.officers.act(zhao, { case: number, seen: null }, action, { channel: 'slack', id: `act-${++acts}` }, new Date())
  stage.courier.wake()
  return acted.kind === 'refused' ? acted.reason : acted.kind
}

async function filed(): Promise<string> {
  for (const text of [...TYPED, '确认']) await ask(world, 'alice', text)
  const number = /LN-\d{8}-\w{8}/.exec(world.sentTo('alice').join('\n'))?.[0]
  if (!number) throw new Error(world.sentTo('alice').join('\n'))
  return number
}

async function upon(what: () => unknown): Promise<string> {
  const before = world.sentTo('alice').length
  await what()
  await until(() => world.sentTo('alice').length > before)
  await until(world.idle, 1_000).catch(() => settled(world, 250))
  return world.sentTo('alice').slice(before).join('\n——\n')
}
const kinds = async (number: string) => (await stage.store.cases.events(number)).map((e) => e.kind)

describe('a case', () => {
  it('scenario 24: a whole dialog by WeChat ends in a number, and the card that waits for Slack holds the same case and nothing anybody wrote', async () => {
    await begin()
    const number = await filed()
    const row = await stage.store.cases.row(number)
    expect(row).toMatchObject({
      kind: 'infringement',
      status: 'submitted',
      city: '沈阳',
      departments: ['沈阳市知识产权局', '知识产权保护处'],
      conversation: 'wechat:alice',
    })
    const queued = await stage.store.claim('slack', new Date(), 60_000, 10, 'slack')
    expect(queued.map((q) => [q.conversation, (q.body as { kind: string }).kind])).toEqual([['slack:C0SY', 'card']])
    const card = JSON.stringify([queued, await stage.officers.cardIn(number, new Date())])
    expect(card).toContain(number)
    expect(card).toContain('实用新型')
    for (const text of WRITTEN) expect(card, text).not.toContain(text)
  })

  it('is accepted, talked about both ways, supplemented with a photo, closed and rated, all on the phone', async () => {
    await begin()
    const number = await filed()
    expect(await upon(() => act(number, { kind: 'accept' }))).toContain('沈阳市知识产权局 赵一')

    expect(await upon(() => act(number, { kind: 'request-supplements', items: ['购买发票的照片'], confirmed: true }))).toContain('购买发票的照片')
    await upon(() => world.say('alice', `补充材料 ${number}`))
    await upon(() => world.file('alice', FileBox.fromBase64(PNG, '发票.png')))
    await until(async () => (await stage.store.files.ofCase(number)).length === 1, 4_000).catch(async () => {
      await upon(() => world.say('alice', '就这些'))
    })
    expect((await stage.store.files.ofCase(number)).map((f) => f.name)).toEqual(['发票.png'])

    const word = await upon(() => act(number, { kind: 'reply', text: '请问展会是哪一天的？', confirmed: true }))
    expect(word).toMatch(/沈阳市知识产权局[\s\S]*赵一[\s\S]*请问展会是哪一天的/)

    const before = world.sentTo('alice').length
    world.say('alice', '10月18号那天')
    world.file('alice', FileBox.fromBase64(OTHER, '展会.png'))
    await until(async () => (await kinds(number)).includes('said'), 4_000).catch(() => {})
    await settled(world, 500)
    expect(world.sentTo('alice').slice(before)).toEqual([])
    expect((await stage.store.files.ofCase(number)).map((f) => f.name)).toContain('展会.png')
    const seen = await stage.officers.look(zhao, number, { place: 'own', open: '核对' }, { channel: 'web', id: 'look-1' }, new Date())
    expect(JSON.stringify(seen)).toContain('10月18号那天')

    expect(await upon(() => act(number, { kind: 'end-talk' }))).not.toBe('')
    expect((await ask(world, 'alice', '质押登记几天能办好')).join('\n')).toContain('力争1个工作日')

    expect(
      await upon(() =>
        act(number, { kind: 'close', result: '已解决', words: '双方已经和解。', confirmed: true }).then((a) => (a === 'done' ? a : Promise.reject(new Error(a)))),
      ),
    ).toContain('双方已经和解')
    await upon(() => world.say('alice', '5分'))
    expect((await stage.store.cases.events(number)).some((e) => e.kind === 'rated')).toBe(true)
  }, 30_000)

  it('scenario 33: sending fails three times: waits longer each time, keeps the order, sends nothing twice, and the case shows it', async () => {
    await begin()
    const number = await filed()
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
    await act(number, { kind: 'accept' })
    await act(number, { kind: 'reply', text: '我先看一下材料。', confirmed: true })
    await until(() => tries.length >= 2)
    const shown = await stage.officers.look(zhao, number, { place: 'own', open: null }, { channel: 'web', id: 'look-2' }, new Date())
    expect(shown.kind === 'seen' && shown.deliveries.find((d) => d.status === 'waiting' && d.failures > 0)?.problem).toBe('wechat-refused')
    await until(() => world.sentTo('alice').length >= before + 2, 20_000)
    await settled(world, 500)
    const sent = world.sentTo('alice').slice(before)
    expect(sent).toHaveLength(2)
    expect(sent[0]).toContain('已接单')
    expect(sent[1]).toContain('我先看一下材料。')
    const gaps = tries.slice(1, 4).map((t, n) => t - (tries[n] as number))
    expect(gaps[1]).toBeGreaterThan((gaps[0] as number) * 1.4)
    expect((await stage.store.outbox.deliveries(number, 'wechat:alice')).every((d) => d.status === 'sent')).toBe(true)
  }, 30_000)

  it('scenario 33: logged out, messages wait without being counted; logged in, they go out in order', async () => {
    await begin()
    const number = await filed()
    const before = world.sentTo('alice').length
    await world.puppet.logout('kicked')
    await until(() => stage.channel.health().state === 'down')
    expect(stage.told.at(-1)).toMatch(/退出登录/)
    await act(number, { kind: 'accept' })
    await act(number, { kind: 'reply', text: '我先看一下材料。', confirmed: true })
    await settled(world, 1_300)
    expect(world.sentTo('alice')).toHaveLength(before)
    expect((await stage.store.outbox.deliveries(number, 'wechat:alice')).filter((d) => d.status === 'waiting').map((d) => d.failures)).toEqual([0, 0])
    expect((await stage.store.outbox.backlog()).find((b) => b.channel === 'wechat')?.waiting).toBe(2)
    world.login()
    await until(() => world.sentTo('alice').length === before + 2)
    expect(world.sentTo('alice').at(-1)).toContain('我先看一下材料。')
  })

  it('scenario 35: an officer closes while the enterprise adds its last word: both hear, one final state', async () => {
    await begin()
    const number = await filed()
    await upon(() => act(number, { kind: 'accept' }))
    await upon(() => world.say('alice', `补充材料 ${number}`))
    const before = world.sentTo('alice').length
    world.say('alice', '还有一张公证书的编号是第123号')
    const closing = act(number, { kind: 'close', result: '已解决', words: '双方已经和解。', confirmed: true })
    const acted = await closing
    await until(() => world.sentTo('alice').length >= before + 2).catch(() => {})
    await settled(world, 500)
    const told = world.sentTo('alice').slice(before).join('\n')
    expect(acted).toBe('done')
    expect(told).toContain('双方已经和解')
    const row = await stage.store.cases.row(number)
    const closed = (await kinds(number)).filter((k) => k === 'closed')
    expect(closed).toHaveLength(1)
    expect(row?.status).toBe('closed')
    const queued = await stage.store.claim('slack', new Date(), 60_000, 50, 'slack')
    expect(queued.length).toBeGreaterThan(0)
  })

  it('an officer’s files follow his words, each once; one that fails waits by itself, is shown, and goes out in order', async () => {
    await begin()
    const number = await filed()
    await upon(() => act(number, { kind: 'accept' }))
    const given = [
      { name: '办理须知.png', bytes: new Uint8Array(Buffer.from(PNG, 'base64')) },
      { name: '样表.png', bytes: new Uint8Array(Buffer.from(OTHER, 'base64')) },
    ]
    const got = await stage.officers.attach(zhao, number, given, new Date())
    if (got.kind === 'refused') throw new Error(got.words.zh)
    const before = world.sentTo('alice').length
    world.failFiles(new Error('upload failed'))
    expect(await act(number, { kind: 'reply', text: '请照样表填写。', files: got.files, confirmed: true })).toBe('done')
    await act(number, { kind: 'reply', text: '填好发回来。', confirmed: true })
    await until(async () => (await stage.store.outbox.deliveries(number, 'wechat:alice')).some((d) => d.problem === 'wechat-refused'))
    const stuck = (await stage.store.outbox.deliveries(number, 'wechat:alice')).find((d) => d.problem !== null)
    expect(stuck).toMatchObject({ status: 'waiting', key: expect.stringContaining(`:file:${got.files[0]?.id}`) })
    expect(world.sentTo('alice').slice(before)).toHaveLength(1)
    world.failFiles(null)
    await until(() => world.sentTo('alice').length >= before + 4, 15_000)
    await settled(world, 300)
    const sent = world.sentTo('alice').slice(before)
    expect(sent).toEqual([
      expect.stringContaining('请照样表填写。\n附文件 2 份：办理须知.png、样表.png'),
      '［文件 办理须知.png］',
      '［文件 样表.png］',
      expect.stringContaining('填好发回来'),
    ])
    expect(world.filesTo('alice').map((f) => f.bytes.equals(Buffer.from(f.name === '样表.png' ? OTHER : PNG, 'base64')))).toEqual([true, true])
  }, 30_000)
})
