/** What an enterprise writes after filing, in its own words: mistakes put right and papers that were asked for go to the case. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anshan } from '../cases/sample.ts'
import { caseOf, enrol, type Stage, stage } from './stage.ts'

const ENTERPRISE = 'wechat:ent'
let s: Stage
const words = (turned: Awaited<ReturnType<Stage['say']>>) => (turned?.replies ?? []).map((r) => r.text)
beforeEach(async () => {
  s = await stage()
  await enrol(s.store)
})
afterEach(() => s.close())

const added = async (number: string) => (await caseOf(s.store, number)).supplements.map((m) => m.text)

describe('after filing', () => {
  it.each([
    '专利号写错了，应该是202021783364.9',
    '电话填错了一位',
    '公司名有误，更正一下：鞍山恒达阀业有限公司',
    'sorry, the patent number is wrong, it should be 202021783364.9',
  ])('“%s” goes to the case as it stands', async (said) => {
    const number = await s.request(ENTERPRISE)
    expect(words(await s.say(ENTERPRISE, said)).join()).toContain(number)
    expect(await added(number)).toEqual([said])
  })

  it.each(['专利号写错了怎么办？', '谢谢', '质押登记几天能办好'])('“%s” does not', async (said) => {
    const number = await s.request(ENTERPRISE)
    await s.say(ENTERPRISE, said)
    expect(await added(number)).toEqual([])
  })
})

describe('asked for papers', () => {
  it('what it gives goes to the case without any word before it; what it asks is answered', async () => {
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    await s.did(anshan, number, { kind: 'request-supplements', items: ['营业执照', '购买凭证'], confirmed: true })
    await s.say(ENTERPRISE, '照片要几张？')
    await s.say(ENTERPRISE, '好的，收到')
    expect(await added(number)).toEqual([])
    await s.say(ENTERPRISE, '营业执照在家里，购买凭证是淘宝的订单号 88776655')
    expect(await added(number)).toEqual(['营业执照在家里，购买凭证是淘宝的订单号 88776655'])
    expect((await caseOf(s.store, number)).stage).toBe('supplemented')
  })
})
