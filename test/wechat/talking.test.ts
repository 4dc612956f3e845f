/** People on the phone: numbers, repetitions, three messages in a second, old ones, long ones. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, memoryStore, openBoth, type Stage, settled, until, type World, warm } from './rig.ts'

const CODE = '91210100MA0P4KJU3C'
const TO_RIGHT = ['我要申请维权援助', '同意', `公司名称：沈阳海蓝科技有限公司\n信用代码：${CODE}\n联系人：王芳\n手机：13940012345\n所在地：沈阳`]

let world: World
let stage: Stage
const open: Stage[] = []
async function begin(options: Parameters<typeof openBoth>[0] = {}): Promise<void> {
  ;({ world, stage } = await openBoth(options))
  open.push(stage)
}
beforeAll(warm, 120_000)
afterEach(async () => {
  await Promise.all(open.splice(0).map((s) => s.close()))
})

/** As far as the question which right it is: six numbered lines. */
async function toRight(from = 'alice'): Promise<void> {
  for (const text of TO_RIGHT) await ask(world, from, text)
  expect(world.sentTo(from).at(-1)).toContain('2. 实用新型')
}

describe('answers by number', () => {
  it.each(['2', '２', '二', '2.', ' 2 ', '选2', '第二个', '实用新型'])('scenario 23: “%s” is item 2', async (text) => {
    await begin()
    await toRight()
    expect((await ask(world, 'alice', text)).join('\n')).toMatch(/实用新型[\s\S]*（7\/10）/)
  })

  it('scenario 23: “9” brings the menu again, and 取消, 返回, 人工 work anywhere', async () => {
    await begin({ contacts: ['alice', 'bob'] })
    await toRight()
    expect((await ask(world, 'alice', '9')).join('\n')).toMatch(/1\. 发明[\s\S]*6\. 其他/)
    expect((await ask(world, 'alice', '人工')).join('\n')).toMatch(/登记|人工|工作人员/)
    expect((await ask(world, 'alice', '取消')).join('\n')).toMatch(/取消|没有保留|清/)
    await toRight('bob')
    expect((await ask(world, 'bob', '返回')).join('\n')).not.toBe('')
  })
})

describe('deliveries', () => {
  it('scenario 25: the same message twice, and again after a restart, is one step forward', async () => {
    const store = await memoryStore()
    await begin({ store })
    await toRight()
    const id = world.say('alice', '2')
    world.again(id)
    await settled(world)
    world.again(id)
    await settled(world)
    expect(world.sentTo('alice').filter((t) => t.includes('（7/10）'))).toHaveLength(1)
    const before = world.sentTo('alice').length
    await stage.close()
    open.length = 0
    await begin({ store })
    world.say('alice', '2', { id })
    await settled(world, 600)
    expect(world.sentTo('alice')).toEqual([])
    expect(before).toBeGreaterThan(3)
    expect((await ask(world, 'alice', 'ZL202120000001.1')).join('\n')).toContain('（8/10）')
  })

  it('scenario 25: three messages heard as one, and a crash before they were marked: still one step', async () => {
    const store = await memoryStore()
    const put = async (id: string, body: unknown) => store.intake.put({ channel: 'wechat', id, conversation: 'wechat:alice', body }, new Date())
    const said = (text: string) => ({ kind: 'said', setting: 'private', text, at: new Date().toISOString(), files: [] })
    // The first had its turn, with the others' words; the process died before it could mark them.
    await store.turn('wechat:alice', { channel: 'wechat', id: 'g1' }, new Date(), () => ({ value: null, state: null, keepUntil: new Date(Date.now() + 1e8) }))
    await put('g2', said('有人抄我的专利，帮帮我'))
    await put('g3', said('我在沈阳'))
    await put('joined:g1', { kind: 'joined', members: ['g1', 'g2', 'g3'] })
    await begin({ store })
    await until(async () => (await store.intake.waiting('wechat', 10)).length === 0)
    await settled(world)
    expect(world.said).toEqual([])
    world.say('alice', '我在沈阳', { id: 'g3' })
    await settled(world)
    expect(world.said).toEqual([])
  })

  it('scenario 26: three messages in a second are one turn; fifty people at once are answered each their own', async () => {
    const people = Array.from({ length: 50 }, (_, n) => `p${n}`)
    await begin({ contacts: people })
    for (const p of people) world.say(p, '在吗')
    for (const p of people) world.say(p, `我是${p}`)
    for (const p of people) world.say(p, Number(p.slice(1)) % 2 === 0 ? '质押登记几天能办好' : '32号文第三条')
    await until(() => people.every((p) => world.sentTo(p).length > 0), 25_000)
    await settled(world, 600)
    for (const p of people) {
      const even = Number(p.slice(1)) % 2 === 0
      expect(world.sentTo(p), p).toHaveLength(1)
      expect(world.sentTo(p)[0], p).toContain(even ? '力争1个工作日' : '32号三、')
    }
  }, 60_000)

  it('scenario 26: what comes one by one is answered in order', async () => {
    await begin({ pace: { quietMs: 0, quietAfterFileMs: 0, longestMs: 0, partsMs: 1 } })
    for (const text of ['32号文第一条', '32号文第二条', '32号文第四条']) world.say('alice', text)
    await until(() => world.sentTo('alice').length >= 1)
    await settled(world, 800)
    expect(
      world
        .sentTo('alice')
        .join('\n')
        .match(/32号[一二四]、/g)
        ?.filter((m, n, all) => all.indexOf(m) === n),
    ).toEqual(['32号一、', '32号二、', '32号四、'])
  })

  it('scenario 27: an old message after a newer one is not applied to the newer step, and the person hears of it once', async () => {
    const store = await memoryStore()
    await begin({ store })
    await toRight()
    const past = Date.now() - 20 * 60_000
    world.say('alice', '2', { timestamp: past })
    world.say('alice', '4', { timestamp: past + 1000 })
    await settled(world, 700)
    const sent = world.sentTo('alice')
    expect(sent.at(-1)).toMatch(/现在才到我这里[\s\S]*请再发一次/)
    expect(sent.filter((t) => t.includes('现在才到我这里'))).toHaveLength(1)
    expect(sent.join('\n')).not.toContain('（7/10）')
    await stage.close()
    open.length = 0
    await begin({ store })
    world.say('alice', '4', { timestamp: past + 2000 })
    await settled(world, 900)
    expect(world.sentTo('alice').join('\n')).toContain('现在才到我这里')
    expect((await ask(world, 'alice', '2')).join('\n')).toContain('（7/10）')
  })

  it('scenario 27: messages of the same moment may overtake each other, and what waited for the log-in is answered', async () => {
    await begin()
    const now = Date.now()
    world.say('alice', '质押登记几天能办好', { timestamp: now })
    world.say('alice', '在吗', { timestamp: now - 2000 })
    await until(() => world.sentTo('alice').length > 0)
    await settled(world)
    expect(world.sentTo('alice').join('\n')).toContain('力争1个工作日')
    expect(world.sentTo('alice').join('\n')).not.toContain('现在才到我这里')
    world.person('carol')
    world.say('carol', '32号文第三条', { timestamp: now - 9 * 3600_000 })
    await until(() => world.sentTo('carol').length > 0)
    expect(world.sentTo('carol').join('\n')).toContain('32号三、')
  })
})

describe('lengths', () => {
  it('scenario 31: 100,000 characters in are one reply', async () => {
    await begin()
    expect(await ask(world, 'alice', '我们公司的专利被侵权了，情况说来话长。'.repeat(5_500).slice(0, 100_000), 25_000)).toHaveLength(1)
    expect((await ask(world, 'alice', '质押登记几天能办好')).join('\n')).not.toBe('')
  }, 40_000)

  it('scenario 31: 5,000 characters out are three ordered parts cut at punctuation, and the rest when asked for', async () => {
    await begin()
    const text = Array.from({ length: 313 }, (_, n) => `第${String(n).padStart(3, '0')}句说得完整，需要切开。`).join('')
    await stage.store.turn('other', { channel: 'test', id: 'long' }, new Date(), () => ({
      value: null,
      state: null,
      keepUntil: new Date(Date.now() + 1e8),
      outgoing: [{ key: 'long', channel: 'wechat', conversation: 'wechat:alice', body: { text } }],
    }))
    stage.courier.wake()
    await until(() => world.sentTo('alice').length >= 3)
    await settled(world)
    const first = world.sentTo('alice')
    expect(first).toHaveLength(3)
    for (const part of first) expect(Buffer.byteLength(part)).toBeLessThan(2000)
    expect(first[0]).toMatch(/。$/)
    expect(first[2]).toContain('回复 2 看下一条')
    const more = await ask(world, 'alice', '2')
    const last = more.at(-1)?.includes('回复 2') ? await ask(world, 'alice', '更多') : []
    const numbers = [...first, ...more, ...last].join('').match(/第\d{3}句/g)
    expect(numbers).toEqual(Array.from({ length: 313 }, (_, n) => `第${String(n).padStart(3, '0')}句`))
    expect((await ask(world, 'alice', '更多')).join('\n')).not.toMatch(/第\d{3}句/)
  }, 20_000)

  it('two parts are a second apart', async () => {
    await begin({ pace: { quietMs: 20, quietAfterFileMs: 20, longestMs: 100, partsMs: 1_000 } })
    await stage.store.turn('other', { channel: 'test', id: 'two' }, new Date(), () => ({
      value: null,
      state: null,
      keepUntil: new Date(Date.now() + 1e8),
      outgoing: [{ key: 'two', channel: 'wechat', conversation: 'wechat:alice', body: { text: '一句话。'.repeat(200) } }],
    }))
    stage.courier.wake()
    await until(() => world.said.length === 2)
    expect((world.said[1]?.at ?? 0) - (world.said[0]?.at ?? 0)).toBeGreaterThanOrEqual(990)
  })
})
