/** The road that paid puppets take: over gRPC, with a gateway that dies, a token that is wrong, and a process told to stop. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { puppetOf } from '../../adapters/channels/wechat/puppet.ts'
import { qrSvg, qrText } from '../../adapters/channels/wechat/qr.ts'
import { freePort, type Gateway, openGateway } from './gateway.ts'
import { ask, memoryStore, openBoth, openStage, openWorld, type Stage, settled, until, warm } from './rig.ts'

const gateways: Gateway[] = []
const stages: Stage[] = []
beforeAll(warm, 120_000)
afterEach(async () => {
  await Promise.all(stages.splice(0).map((s) => s.close()))
  await Promise.all(gateways.splice(0).map((g) => g.kill().catch(() => {})))
})
async function over(port?: number, token?: string) {
  const world = await openWorld()
  const gateway = await openGateway(world, port ?? (await freePort()), token)
  gateways.push(gateway)
  return { world, gateway }
}

describe('over gRPC', () => {
  it('the same bot answers, and takes what is recalled', async () => {
    const { world, gateway } = await over()
    const stage = await openStage({ puppet: () => gateway.puppet() })
    stages.push(stage)
    world.login()
    await until(() => stage.channel.health().state === 'up')
    expect((await ask(world, 'alice', '质押登记几天能办好')).join('\n')).toContain('力争1个工作日')
  })

  it('a file of five megabytes goes the same way, whole and under its name', async () => {
    const { world, gateway } = await over()
    const stage = await openStage({ puppet: () => gateway.puppet() })
    stages.push(stage)
    world.login()
    await until(() => stage.channel.health().state === 'up')
    const bytes = Buffer.alloc(5 * 1024 * 1024, '要点')
    const { id } = await stage.store.files.put('case:x', { name: '受理通知书.pdf', type: 'application/pdf', bytes }, new Date(), new Date(Date.now() + 1e8))
    const body = { text: '请看附件。', files: [{ id, name: '受理通知书.pdf' }] }
    expect(await stage.channel.send({ key: 'k', channel: 'wechat', conversation: 'wechat:alice', body, sequence: 1, attempt: 1 })).toEqual({ kind: 'sent' })
    expect(world.sentTo('alice')).toEqual(['请看附件。', '［文件 受理通知书.pdf］'])
    expect(world.filesTo('alice')[0]?.bytes.equals(bytes)).toBe(true)
  }, 30_000)

  it('scenario 34: the gateway is killed and comes back: a new bot in less than 15 s, nothing queued is lost, health says so meanwhile', async () => {
    const first = await over()
    const stage = await openStage({ puppet: () => first.gateway.puppet() })
    stages.push(stage)
    first.world.login()
    await until(() => stage.channel.health().state === 'up')
    await ask(first.world, 'alice', '质押登记几天能办好')

    await first.gateway.kill()
    await until(() => stage.channel.health().state === 'down')
    expect(stage.channel.health().words).toMatch(/网关[\s\S]*重新连接/)
    await stage.desk.hear(
      { channel: 'wechat', id: 'while-away', conversation: 'wechat:alice', setting: 'private', text: '32号文第三条', attachments: [], at: new Date().toISOString() },
      new Date(),
    )
    await settled(first.world, 1_200)

    const since = performance.now()
    const second = await over(first.gateway.port, first.gateway.token)
    second.world.login()
    await until(() => stage.channel.health().state === 'up', 15_000)
    expect(performance.now() - since).toBeLessThan(15_000)
    await until(() => second.world.sentTo('alice').length > 0)
    expect(second.world.sentTo('alice').join('\n')).toContain('32号三、')
    expect((await ask(second.world, 'alice', '22号文 九')).join('\n')).not.toBe('')
    expect(second.world.sentTo('alice').filter((t) => t.includes('32号三、'))).toHaveLength(1)
  }, 40_000)

  it('scenario 34: a gateway that falls silent without a word is left for a new bot', async () => {
    const { world, gateway } = await over()
    const stage = await openStage({ puppet: () => gateway.puppet() })
    stages.push(stage)
    world.login()
    await until(() => stage.channel.health().state === 'up')
    const ding = world.puppet.ding.bind(world.puppet)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    world.puppet.ding = () => {}
    await until(() => stage.channel.health().state === 'down', 8_000)
    expect(stage.told.join('\n')).toContain('没有回应')
    world.puppet.ding = ding
    await until(() => stage.channel.health().state === 'up' || !world.puppet.isLoggedIn, 10_000)
    if (!world.puppet.isLoggedIn) world.login()
    await until(() => stage.channel.health().state === 'up', 10_000)
  }, 30_000)

  it('scenario 34: a wrong token is one clear line, at once', async () => {
    const { gateway } = await over()
    const since = performance.now()
    await expect(openStage({ puppet: () => gateway.puppet(`insecure_${crypto.randomUUID()}`) })).rejects.toThrow(/不认这个令牌[\s\S]*ZHIWEN_WECHAT_PUPPET_TOKEN/)
    expect(performance.now() - since).toBeLessThan(10_000)
  }, 20_000)

  it('a puppet that is not installed is named, with what to do', async () => {
    await expect(puppetOf({ name: 'wechaty-puppet-nowhere', token: 'x' })).rejects.toThrow(/没有安装微信接入包 wechaty-puppet-nowhere[\s\S]*npm install/)
  })

  it('a gateway that is not there yet is waited for', async () => {
    const port = await freePort()
    const token = `insecure_${crypto.randomUUID()}`
    const stage = await openStage({ puppet: () => puppetOf({ name: 'wechaty-puppet-service', token: `${token}@127.0.0.1:${port}` }) })
    stages.push(stage)
    expect(stage.channel.health().state).toBe('down')
    const { world } = await over(port, token)
    await until(() => world.puppet.state.active() === true, 15_000)
    world.login()
    await until(() => stage.channel.health().state === 'up', 15_000)
  }, 40_000)
})

describe('logging in', () => {
  it('shows the code to the operator, and who is in', async () => {
    const { world, stage } = await openBoth()
    stages.push(stage)
    await world.puppet.logout('over')
    await until(() => stage.channel.health().state === 'down')
    world.mocker.scan('https://login.weixin.qq.com/l/abc', 2)
    await until(() => stage.channel.login().state === 'scan')
    expect(stage.channel.login()).toEqual({ state: 'scan', code: 'https://login.weixin.qq.com/l/abc' })
    expect(stage.told.join('\n')).toMatch(/扫码登录[\s\S]*█/)
    expect(qrText('x').split('\n').length).toBeGreaterThan(10)
    expect(qrSvg('x')).toMatch(/^<svg/)
  })
})

describe('stopping', () => {
  it('scenario 36: told to stop under load: takes no more turns, is done within 10 s, and the next start answers the rest, each once', async () => {
    const store = await memoryStore()
    const people = Array.from({ length: 30 }, (_, n) => `p${n}`)
    const first = await openBoth({ store, contacts: people })
    const ids = people.map((p) => first.world.say(p, '质押登记几天能办好'))
    await until(() => first.world.said.length > 3)
    const since = performance.now()
    await first.stage.close()
    expect(performance.now() - since).toBeLessThan(10_000)
    const answered = (world: typeof first.world) => people.map((p) => world.sentTo(p).length)
    const before = answered(first.world)

    const second = await openBoth({ store, contacts: people })
    stages.push(second.stage)
    for (const [n, p] of people.entries()) second.world.say(p, '质押登记几天能办好', { id: ids[n] })
    await until(() => answered(second.world).every((n, i) => n + (before[i] as number) >= 1), 20_000)
    await settled(second.world, 1_500)
    expect(answered(second.world).map((n, i) => n + (before[i] as number))).toEqual(people.map(() => 1))
  }, 60_000)

  it('what comes after it was told to stop is on disk for the next start', async () => {
    const store = await memoryStore()
    const { world, stage } = await openBoth({ store })
    await stage.channel.stop()
    world.say('alice', '32号文第三条')
    await until(async () => (await store.intake.waiting('wechat', 5)).length === 1)
    await stage.close()
    const next = await openBoth({ store })
    stages.push(next.stage)
    await until(() => next.world.sentTo('alice').length === 1)
    expect(next.world.sentTo('alice')[0]).toContain('32号三、')
  }, 20_000)
})
