/** While an officer talks with an enterprise the desk is silent there; what only the desk can do still works; and who asks for a person gets one. */
import { describe, expect, it } from 'vitest'
import { anshan, dalian, everyone, onDuty } from '../cases/sample.ts'
import { caseOf, enrol, photo, type Stage, stage } from './stage.ts'

const ENTERPRISE = 'wechat:ent'
async function talking(): Promise<{ s: Stage; number: string }> {
  const s = await stage()
  await enrol(s.store)
  const number = await s.request(ENTERPRISE)
  await s.did(anshan, number, { kind: 'accept' })
  await s.did(anshan, number, { kind: 'reply', text: '您好', confirmed: true })
  await s.delivered()
  return { s, number }
}
const words = (turned: Awaited<ReturnType<Stage['say']>>) => (turned?.replies ?? []).map((r) => r.text)

describe('during a talk', () => {
  it('whatever the enterprise writes goes to the case and nothing is answered: questions, wishes, yes, numbers, another case’s words', async () => {
    const { s, number } = await talking()
    const said = ['质押登记几天能办好？', '我还想申请质押融资', '是', '2', '取消', '补充材料', '评价 5分', '转人工', '返回的时候要带什么']
    for (const text of said) expect(words(await s.say(ENTERPRISE, text)), text).toEqual([])
    const c = await caseOf(s.store, number)
    expect(c.said.map((m) => m.text)).toEqual(said)
    expect((await s.store.cases.list({ conversation: ENTERPRISE, limit: 10 })).rows).toHaveLength(1)
    await s.close()
  })

  it('one burst is told to the officer once, and again after his answer', async () => {
    const { s, number } = await talking()
    for (const text of ['在吗', '急', '请回']) await s.say(ENTERPRISE, text)
    expect((await s.delivered()).map((m) => [m.to, m.text])).toEqual([['tray:a1', `案件 ${number}：企业发来消息，请查看。`]])
    await s.did(anshan, number, { kind: 'reply', text: '在', confirmed: true })
    await s.say(ENTERPRISE, '好')
    expect((await s.delivered()).filter((m) => m.to === 'tray:a1')).toHaveLength(1)
    await s.close()
  })

  it('files go to the case, and count as the papers while papers are asked for', async () => {
    const { s, number } = await talking()
    await s.say(ENTERPRISE, '先发一张', [await photo('现场.png'), { name: '病毒.exe', accepted: false, problem: '不收 .exe 文件', hash: 'x' }])
    expect((await caseOf(s.store, number)).said.at(-1)).toMatchObject({ text: '先发一张', files: ['现场.png'] })
    await s.did(anshan, number, { kind: 'request-supplements', items: ['公证书'], confirmed: true })
    await s.say(ENTERPRISE, '还没拿到')
    expect((await caseOf(s.store, number)).status).toBe('supplement-requested')
    await s.say(ENTERPRISE, '', [await photo('公证书.png')])
    expect(await caseOf(s.store, number)).toMatchObject({ status: 'supplemented', supplements: [{ files: ['公证书.png'] }] })
    expect((await s.store.files.ofCase(number)).map((f) => f.name).sort()).toEqual(['公证书.png', '现场.png'])
    await s.close()
  })

  it('a file that cannot be taken is said to be, by the desk', async () => {
    const { s, number } = await talking()
    const refused = { name: '病毒.exe', accepted: false, problem: '不收 .exe 文件', hash: 'x' }
    expect(words(await s.say(ENTERPRISE, '', [refused]))).toEqual(['“病毒.exe”没能收下：不收 .exe 文件。'])
    expect((await caseOf(s.store, number)).said).toEqual([])
    await s.close()
  })

  it('the enterprise’s own rights are the desk’s still: progress, complaint, withdrawal, erasure', async () => {
    const { s, number } = await talking()
    expect(words(await s.say(ENTERPRISE, '进度')).join()).toContain(number)
    expect(words(await s.say(ENTERPRISE, `投诉 ${number}`)).length).toBeGreaterThan(0)
    expect((await s.store.cases.events(number)).at(-1)?.kind).toBe('complained')
    expect(words(await s.say(ENTERPRISE, `撤回 ${number}`)).join()).toContain('已撤回')
    expect(await caseOf(s.store, number)).toMatchObject({ status: 'withdrawn', talk: null })
    await s.close()
    const other = await talking()
    await other.s.say(ENTERPRISE, '删除我的信息')
    await other.s.say(ENTERPRISE, '确认删除')
    expect(await other.s.store.cases.events(other.number)).toEqual([])
    await other.s.close()
  })

  it('the enterprise goes back to the desk by one word, and the officer hears of it; or he ends it, and the enterprise does', async () => {
    const { s, number } = await talking()
    expect(words(await s.say(ENTERPRISE, '返回。'))).toEqual(['现在由知问继续为您解答。'])
    expect((await s.delivered()).filter((m) => m.to === 'tray:a1').map((m) => m.text)).toEqual([`案件 ${number}：企业结束了对话。`])
    await s.did(anshan, number, { kind: 'reply', text: '再补一句', confirmed: true })
    await s.did(anshan, number, { kind: 'end-talk' })
    expect((await s.delivered()).filter((m) => m.to === ENTERPRISE).at(-1)?.text).toBe(`【${number}】鞍山市知识产权局 赵一 结束了这次对话。现在由知问继续为您解答。`)
    expect(words(await s.say(ENTERPRISE, '质押登记几天能办好？')).length).toBeGreaterThan(0)
    expect(await s.act(anshan, number, { kind: 'end-talk' })).toMatchObject({ reason: 'stage' })
    await s.close()
  })

  it('ends with the closing, and says so', async () => {
    const { s, number } = await talking()
    await s.did(anshan, number, { kind: 'close', result: '已解决', words: '好', confirmed: true })
    expect((await s.delivered()).filter((m) => m.to === ENTERPRISE).at(-1)?.text).toContain('现在由知问继续为您解答。')
    expect(words(await s.say(ENTERPRISE, '评价 5分')).length).toBeGreaterThan(0)
    await s.close()
  })

  it('another enterprise is answered by the desk all the while', async () => {
    const { s, number } = await talking()
    expect(words(await s.say('wechat:other', '质押登记几天能办好？')).length).toBeGreaterThan(0)
    expect((await caseOf(s.store, number)).said).toEqual([])
    await s.close()
  })
})

describe('who asks for a person', () => {
  it('opens one call, however often he asks, which somebody on duty can take, and then talks with him', async () => {
    const s = await stage()
    await enrol(s.store)
    const number = await s.request(ENTERPRISE)
    await s.say(ENTERPRISE, '转人工')
    const again = words(await s.say(ENTERPRISE, '转人工')).join()
    const calls = (await s.store.cases.list({ conversation: ENTERPRISE, limit: 10 })).rows.filter((row) => row.kind === 'call')
    expect(calls).toHaveLength(1)
    const call = calls[0]?.case as string
    expect(again).toContain(call)
    expect(call).not.toBe(number)
    expect(await s.act(dalian, call, { kind: 'accept' })).toMatchObject({ reason: 'absent' })
    await s.did(onDuty, call, { kind: 'accept' })
    expect((await s.delivered()).filter((m) => m.to === ENTERPRISE).at(-1)?.text).toMatch(/辽宁省知识产权局 陈十 已接单[\s\S]*直接转给经办人/)
    expect(words(await s.say(ENTERPRISE, '想问问质押'))).toEqual([])
    expect((await caseOf(s.store, call)).said.map((m) => m.text)).toEqual(['想问问质押'])
    await s.close()
  })

  it('leaves for whoever takes the call what the desk cannot answer, and has the rest answered', async () => {
    const s = await stage()
    await enrol(s.store)
    await s.say(ENTERPRISE, '转人工')
    const [row] = (await s.store.cases.list({ conversation: ENTERPRISE, limit: 10 })).rows
    const call = row?.case as string
    expect(words(await s.say(ENTERPRISE, '质押登记几天能办好？')).join()).toContain('力争1个工作日')
    expect(words(await s.say(ENTERPRISE, '谢谢')).join()).not.toContain(call)
    expect(words(await s.say(ENTERPRISE, '隔壁老王家的贷款利率是几个点'))).toEqual([expect.stringContaining(`已转给要接单的工作人员（编号 ${call}）`)])
    expect((await caseOf(s.store, call)).supplements.map((m) => m.text)).toEqual(['隔壁老王家的贷款利率是几个点'])
    await s.did(onDuty, call, { kind: 'accept' })
    await s.say(ENTERPRISE, '还在吗')
    expect((await caseOf(s.store, call)).supplements).toHaveLength(1)
    await s.close()
  })

  it('before any consent keeps nothing of himself', async () => {
    const s = await stage()
    await enrol(s.store, everyone)
    await s.say('wechat:new', '我是鞍山恒达阀门有限公司的欧阳金丝雀，电话13940123456，转人工')
    await s.say('wechat:new', '转人工')
    const [row] = (await s.store.cases.list({ conversation: 'wechat:new', limit: 10 })).rows
    expect(row?.kind).toBe('call')
    const c = await caseOf(s.store, row?.case as string)
    expect([c.slots, c.consent]).toEqual([{}, null])
    expect(JSON.stringify(await s.store.cases.events(c.number))).not.toMatch(/欧阳金丝雀|13940123456|恒达/)
    await s.close()
  })
})
