/** What a reply carries beside its words, what stands beside a file, and which measure a wish names. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hear } from '../../src/dialog/dialog.ts'
import { printOf } from '../../src/dialog/print.ts'
import { type DialogState, NO_DIALOG } from '../../src/dialog/state.ts'
import type { Reply } from '../../src/message.ts'
import { ANSWER, departmentsOf, stage, understood } from './stage.ts'

const TOLD = '公司名称：沈阳海蓝科技有限公司\n信用代码：91210100MA0P4KJU3C\n联系人：王芳\n手机：13940012345\n所在地：沈阳'
const FILLED = ['我要申请维权援助', '同意', TOLD, '实用新型', 'ZL202120000001.1', '大连仿冒机械有限公司', '上个月在展会上看到他们卖一模一样的机器', '有购买发票']

/** The last turn's replies, whole. */
async function replies(texts: readonly string[]): Promise<readonly Reply[]> {
  let state: DialogState = NO_DIALOG
  let last: readonly Reply[] = []
  for (const [n, text] of texts.entries()) {
    const heard = {
      text,
      attachments: [],
      messageId: `m${n}`,
      setting: 'private' as const,
      now: '2026-11-23T09:00:00+08:00',
      understanding: understood(text),
      answer: async () => ANSWER,
      cases: [],
      departmentsOf,
    }
    const result = await hear(state, heard)
    state = result.state
    last = result.replies
  }
  return last
}

describe('what may be tapped', () => {
  it('is to agree or not, below the notice', async () => {
    expect((await replies(['我要申请维权援助'])).map((r) => r.taps)).toEqual([['同意', '不同意']])
    expect((await replies(['We need help, somebody copied our pump'])).at(-1)?.taps).toEqual(['agree', 'disagree'])
  })
  it('is to confirm, to change or to cancel, below the summary', async () => {
    expect((await replies(FILLED)).at(-1)?.taps).toEqual(['确认', '修改', '取消'])
  })
  it('is nothing where a value is waited for, or where numbered choices stand', async () => {
    expect((await replies(FILLED.slice(0, 2))).every((r) => r.taps === undefined)).toBe(true)
    const choosing = (await replies(FILLED.slice(0, 3))).at(-1)
    expect(choosing?.choices).toContain('实用新型')
    expect(choosing?.taps).toBeUndefined()
  })
  it('stands below the last reply of several, and is never printed in it', async () => {
    const both = await replies([...FILLED, '这个要多久能办完？'])
    expect(both).toHaveLength(2)
    expect(both.map((r) => r.taps?.length)).toEqual([undefined, 3])
    expect(both.at(-1)?.text).not.toMatch(/^\s*\d[.、] ?(?:确认|修改|取消)/m)
  })
  it.each([
    ['同意', '维权援助', 'asking'],
    ['不同意', '维权援助', undefined],
    ['确认', '', undefined],
    ['修改', '', 'summary'],
    ['取消', '', undefined],
  ])('%s is understood when it comes back', async (tap, wish, stands) => {
    const s = stage()
    for (const text of wish ? [`我要申请${wish}`] : FILLED) await s.say(text)
    const said = await s.say(tap)
    expect(s.state.draft?.stage).toBe(stands)
    expect(said.join('')).not.toMatch(/没看出|没太看懂|没读明白/)
  })
})

describe('with nothing to change, the summary is confirmed', () => {
  it.each([
    ['中，没啥改的，确认提交', 1],
    ['没什么要改的了，提交吧', 1],
    ['看过了，没有要改的地方，确认', 1],
    ['没啥好改的，就这么交', 1],
    ['对，就按改过的，确认提交', 1],
    ['没有需要修改的内容，确认无误', 1],
    ['电话没改过来，先别提交', 0],
    ['没啥，就是手机要改，改完再提交', 0],
  ])('%s', async (said, cases) => {
    const s = stage()
    for (const text of FILLED) await s.say(text)
    await s.say(said)
    expect(s.cases).toHaveLength(cases)
  })
  it('what was inferred of the purpose gives way to its being left out, and to what is said outright', async () => {
    for (const [said, purpose] of [
      ['贷款用途不想写，用途这项跳过', undefined],
      ['用途嘛，买一条灌装线', '买一条灌装线'],
    ] as const) {
      const s = stage()
      for (const text of ['我们有俩专利，想质押贷款周转一下', '同意', TOLD, 'ZL202120000001.1', '80万', said]) await s.say(text)
      expect(s.state.draft?.entries.purpose?.at(-1)?.value).toBe(purpose)
    }
  })
})

describe('beside a file', () => {
  it('what is written is no failed answer', async () => {
    const s = stage()
    for (const text of FILLED.slice(0, 2)) await s.say(text)
    const said = await s.say({ text: '他家箱子跟我家的摆一块照的', files: [{ name: '箱子对比.png' }] })
    expect(said.join('\n')).toMatch(/收到 箱子对比\.png/)
    expect(said.join('\n')).not.toMatch(/没看出|没太看懂|没读明白/)
    expect(s.state.draft?.failures).toEqual({})
  })
})

describe('the measure', () => {
  it('that is asked for by name comes before the one a story sounds like', async () => {
    const s = stage()
    await s.say({ text: '市面上有人卖假冒我们商标的啤酒，求维权援助', understanding: { measure: 'ln-2022-6#7' } })
    expect(s.state.draft?.measure).toBe('ln-2022-6#8')
    const other = stage()
    await other.say({ text: '市面上有人卖假冒我们商标的啤酒，求你们查处', understanding: { measure: 'ln-2022-6#8' } })
    expect(other.state.draft?.measure).toBe('ln-2022-6#7')
    const both = stage()
    await both.say({ text: '求维权援助，也请查处他们', understanding: { measure: 'ln-2022-6#7', intent: 'infringement-assistance' } })
    expect(both.state.draft?.measure).toBe('ln-2022-6#7')
  })
})

describe('what a summary showed', () => {
  it('is kept as a print that holds nothing of it', async () => {
    const s = stage()
    for (const text of FILLED) await s.say(text)
    expect(s.state.draft?.shown).toMatch(/^[0-9a-f]{16}$/)
    expect(printOf(['王芳', 1])).not.toBe(printOf(['王芳', 2]))
  })
  it('is shown anew when a file came after it', async () => {
    const s = stage()
    for (const text of FILLED) await s.say(text)
    await s.say({ text: '那个', files: [{ name: 'b.jpg' }] })
    const said = (await s.say('确认')).join('\n')
    expect(said + s.replies.at(-2)?.join('\n')).toContain('b.jpg')
    expect(s.cases).toHaveLength(1)
  })
})

/** Whatever somebody says beside the matter, none of which takes back what must be given. */
const BESIDE =
  '电话好像不对|第4项|改一下公司名|谢谢|你好|原文|为什么要这个|多久能办好？|手机号改成1394001|返回|帮助|修改|不对|好的|嗯|接着办贷款那个|证据不对|那个|？？|第2项改成|信用代码错了|不知道|跳过|没有|稍后给|继续|算了，还是原来那个|先等等|第3个|1|都不是|银行？|联系人|对方是谁来着|这个怎么填|我再想想|不是'.split(
    '|',
  )

it('nobody is trapped: with all that is required there, 确认 sends it, at the latest when it was shown once more', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...BESIDE), { minLength: 1, maxLength: 4 }), async (beside) => {
      const s = stage()
      for (const text of [...FILLED, ...beside, '确认', '确认']) if (s.cases.length === 0) await s.say(text)
      expect(s.cases, beside.join(' / ')).toHaveLength(1)
      expect(s.cases[0]?.request.slots).toMatchObject({ company: '沈阳海蓝科技有限公司', mobile: '13940012345' })
    }),
    { numRuns: 40 },
  )
})
