/** A case opens with its number, routing and clock, and the enterprise holds a receipt for it. */
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/cases/case.ts'
import { shown, slotsOf } from '../../src/cases/fields.ts'
import { openCase } from '../../src/cases/open.ts'
import { progress, receipt, receiptWords, summary } from '../../src/cases/receipt.ts'
import { route } from '../../src/routing/route.ts'
import { anshan, call, called, circumstances, corpus, did, financing, infringement, MONDAY, opened, registration } from './sample.ts'

const PERSONAL = ['欧阳金丝雀', '13940123456']
const CONFIDENTIAL = ['鞍山某某阀门有限公司', '91210300MA0YCANAR1', '202129999001.4', '营口某某机械厂', '仿制我们的阀门在网上卖', '购买记录']

describe('a completed dialog', () => {
  it('opens one case, held by nobody yet, with its clock running', () => {
    const { case: c, notices } = opened()
    expect(c).toMatchObject({
      kind: 'infringement',
      status: 'submitted',
      live: true,
      version: 1,
      region: '鞍山',
      accountable: null,
      handler: null,
      slots: infringement.slots,
      consent: infringement.consent,
    })
    expect(c.routing.departments).toEqual(['鞍山市知识产权局', '知识产权保护处'])
    expect(c.due?.until).toEqual({ kind: 'at', at: '2026-11-26T17:00:00+08:00' })
    expect(notices.map((n) => n.to)).toEqual([
      { kind: 'department', name: '鞍山市知识产权局' },
      { kind: 'department', name: '知识产权保护处' },
    ])
  })

  it('tells the departments nothing an enterprise wrote: some of them read in Slack', () => {
    for (const { text } of opened().notices) for (const secret of [...PERSONAL, ...CONFIDENTIAL]) expect(text.zh).not.toContain(secret)
  })

  it('of an enterprise elsewhere opens none', () => {
    const elsewhere = { ...infringement, region: '长春' }
    expect(openCase(elsewhere, route(corpus, elsewhere.measure, '长春', corpus.departments), circumstances())).toEqual({ kind: 'elsewhere' })
  })

  it('under a clause without departments goes to the officer on duty', () => {
    expect(opened({ ...registration, measure: 'ln-2022-6#0' }).notices.map((n) => n.to)).toEqual([{ kind: 'duty' }])
  })
})

describe('who asks for a person', () => {
  it('opens a case without a form, held by the departments he was told of, or by the duty desk', () => {
    const { case: c, notices } = called()
    expect(c).toMatchObject({ kind: 'call', status: 'submitted', measure: null, region: '鞍山', consent: null, slots: {}, fingerprint: '', talk: null })
    expect(c.routing).toMatchObject({ departments: ['鞍山市知识产权局'], duty: false, reason: 'asked-for', ground: null })
    expect(c.due?.ours).toBe(true)
    expect(notices.map((n) => n.to)).toEqual([{ kind: 'department', name: '鞍山市知识产权局' }])
    expect(called({ ...call, departments: [], region: null }).notices).toMatchObject([{ to: { kind: 'duty' }, text: { zh: expect.stringContaining('所在地未说明') } }])
  })

  it('keeps what he said only where he consented to it', () => {
    expect(called({ ...call, slots: infringement.slots }).case.slots).toEqual({})
    expect(JSON.stringify(called({ ...call, slots: infringement.slots }).events)).not.toMatch(/欧阳|13940123456/)
    expect(called({ ...call, slots: infringement.slots, consent: infringement.consent }).case.slots).toEqual(infringement.slots)
  })

  it('talks with whoever takes it from that moment on', () => {
    const taken = did(called(), anshan, { kind: 'accept' }, MONDAY)
    expect(taken.case.talk).toEqual({ since: MONDAY, last: MONDAY })
    expect(taken.notices[0]?.text.zh).toContain('直接转给经办人')
    expect(did(opened(), anshan, { kind: 'accept' }, MONDAY).case.talk).toBeNull()
  })
})

describe('the receipt', () => {
  it('says number, what was received, departments with their ground, who is accountable, the due time with its ground, and what to do next', () => {
    const { case: c } = opened()
    const words = receiptWords(corpus, c, 'zh')
    for (const part of [
      c.number,
      '维权援助',
      '鞍山市知识产权局、知识产权保护处',
      '辽知发〔2022〕6号（八）',
      '责任部门：各市、沈抚示范区知识产权局，知识产权保护处',
      '接单后告知',
      '2026年11月26日17:00前首次回复（3个工作日）',
      '本局的服务标准',
      '快速反应',
      `补充材料 ${c.number}`,
      `撤回 ${c.number}`,
      `投诉 ${c.number}`,
      '照片.jpg、购买记录',
    ])
      expect(words).toContain(part)
    expect(words).toContain('139****3456')
    for (const secret of PERSONAL) expect(words).not.toContain(secret)
  })

  it('in English keeps the Chinese quotes, and has no gaps in either language', () => {
    for (const request of [infringement, financing, registration, { ...registration, measure: 'ln-2022-6#0' }])
      for (const language of ['zh', 'en'] as const) {
        const words = receiptWords(corpus, opened(request).case, language)
        expect(words).not.toMatch(/undefined|null|\[object/)
        expect(words.length).toBeLessThan(2000)
      }
    expect(receiptWords(corpus, opened(registration).case, 'en')).toContain('“力争1个工作日完成电子化登记”')
  })

  it('names the accountable officer once there is one', () => {
    const story = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    expect(receipt(story.case, 'zh').accountable).toEqual({ officer: 'a1', name: '赵一', department: '鞍山市知识产权局' })
    expect(receiptWords(corpus, story.case, 'zh')).toContain('首问负责人：鞍山市知识产权局 赵一')
  })
})

describe('what is shown of a request', () => {
  it('is all, all but the personal, or what any machine may show', () => {
    const written = (sight: 'all' | 'own' | 'foreign') => JSON.stringify(shown(infringement.slots, sight, 'zh'))
    for (const secret of [...PERSONAL, ...CONFIDENTIAL]) expect(written('all')).toContain(secret)
    for (const secret of CONFIDENTIAL) expect(written('own')).toContain(secret)
    for (const secret of PERSONAL) expect(written('own')).not.toContain(secret)
    for (const secret of [...PERSONAL, ...CONFIDENTIAL]) expect(written('foreign')).not.toContain(secret)
    expect(written('foreign')).toContain('实用新型')
    expect(JSON.stringify(shown(financing.slots, 'foreign', 'zh'))).toContain('5000000元')
    expect(JSON.stringify(shown(financing.slots, 'own', 'en'))).toContain('12 months')
  })

  it('hides a slot nobody has classified, and never masks a short value into itself', () => {
    const odd = { newSlot: '秘密', contact: '李', mobile: '1234567', company: '甲乙', creditCode: 'ABCD', mixed: { a: 1 } }
    expect(JSON.stringify(shown(odd, 'own', 'zh'))).not.toMatch(/秘密|李|1234567/)
    for (const field of shown(odd, 'foreign', 'zh')) expect(field.value).not.toContain(String(odd[field.slot as keyof typeof odd]))
    expect(slotsOf(odd, 'personal')).toEqual(['newSlot', 'contact', 'mobile', 'mixed'])
  })

  it('leaves away the consent and what was skipped', () => {
    expect(shown(financing.slots, 'all', 'zh').map((f) => f.slot)).toEqual([
      'company',
      'creditCode',
      'region',
      'contact',
      'mobile',
      'patentNumbers',
      'amountYuan',
      'purpose',
      'termMonths',
    ])
  })
})

describe('progress and summary', () => {
  it('progress shows what the enterprise was told, and no note', () => {
    let story = did(opened(), anshan, { kind: 'accept' }, MONDAY)
    story = did(story, anshan, { kind: 'note', text: '内部意见' }, MONDAY)
    story = did(story, anshan, { kind: 'reply', text: '请稍候', confirmed: true }, MONDAY)
    const seen = progress(story.case, 'zh')
    expect(seen).toMatchObject({ status: 'answered', words: '已答复，办理中', answers: [{ text: '请稍候' }] })
    expect(JSON.stringify(seen)).not.toContain('内部意见')
  })

  it('the summary holds nothing personal and nothing of the enterprise', () => {
    const kept = summary(opened().case)
    expect(kept).toEqual({
      kind: 'infringement',
      status: 'submitted',
      city: '鞍山',
      departments: ['鞍山市知识产权局', '知识产权保护处'],
      accountable: null,
      due: '2026-11-26T17:00:00+08:00',
      closedAt: null,
    })
  })

  it('a history that starts with anything but a submission is refused', () => {
    expect(() => fold([])).toThrow(/没有事件/)
    expect(() => fold(did(opened(), anshan, { kind: 'accept' }, MONDAY).events.slice(1))).toThrow(/accepted/)
  })
})
