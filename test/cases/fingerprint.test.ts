/** The same request is recognised however it is written; another one is not. */
import { describe, expect, it } from 'vitest'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import { alreadyFiled, fingerprint } from '../../src/cases/fingerprint.ts'
import { financing, happened, infringement, MONDAY, opened, registration } from './sample.ts'

const same = (base: typeof infringement, slots: Record<string, unknown>) => fingerprint({ ...base, slots: { ...base.slots, ...slots } }) === fingerprint(base)

describe('the same request', () => {
  it.each([
    ['told otherwise, by somebody else', infringement, { description: '还是那家', contact: '李某', mobile: '13800000000', evidence: [], infringer: null }],
    ['with the number as on the certificate', infringement, { rightNumber: 'ZL 2021 2 9999001．4', creditCode: ' 91210300ma0ycanar1 ' }],
    ['under another writing of the name', infringement, { company: '鞍山某某阀门有限公司（总部）' }],
    ['with its patents in another order', financing, { patentNumbers: ['ZL202119999002.x', '202129999001.4'] }],
    ['for another purpose and term', financing, { purpose: '还贷', termMonths: 24, bank: '某银行' }],
    ['with other punctuation', registration, { matter: '专利质押登记，加急！' }],
  ])('%s', (_, base, slots) => {
    expect(same(base, slots)).toBe(true)
  })
})

describe('another request', () => {
  it.each([
    ['of another enterprise', infringement, { creditCode: '91210300MA0YOTHER2' }],
    ['about another right', infringement, { rightNumber: '202129999002.2' }],
    ['about a trade mark of the same number', infringement, { rightType: '商标' }],
    ['for another sum', financing, { amountYuan: 5_000_001 }],
    ['on fewer patents', financing, { patentNumbers: ['202129999001.4'] }],
    ['about another matter', registration, { matter: '专利代理援助' }],
    ['of an enterprise known only by another name', registration, { company: '鞍山别的公司' }],
  ])('%s', (_, base, slots) => {
    expect(same(base, slots)).toBe(false)
  })

  it('of another kind or under another measure', () => {
    expect(fingerprint({ ...infringement, measure: 'ln-2022-6#7' })).not.toBe(fingerprint(infringement))
    expect(fingerprint({ ...registration, kind: 'infringement' })).not.toBe(fingerprint(registration))
  })
})

describe('what is already filed', () => {
  it('is found among the live cases, and no longer after it was withdrawn', () => {
    const story = opened()
    const others = opened(financing, MONDAY, 2).case
    expect(alreadyFiled([others, story.case], { ...infringement, slots: { ...infringement.slots, description: '再说一遍' } })?.number).toBe(story.case.number)
    expect(alreadyFiled([others], infringement)).toBeNull()
    const withdrawn = enterpriseAct(story.case, { kind: 'withdraw', reason: '' }, MONDAY)
    if (withdrawn.kind !== 'done') throw new Error(withdrawn.reason)
    expect(alreadyFiled([happened(story, withdrawn).case], infringement)).toBeNull()
  })
})
