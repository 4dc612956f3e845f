/** The dialog as a whole: whatever is said, it answers, in time, and keeps JSON only. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progress } from '../../src/dialog/afterwards.ts'
import { FORMS, hear, outcome, tick } from '../../src/dialog/dialog.ts'
import { WEEKDAYS } from '../../src/dialog/hours.ts'
import { NO_DIALOG } from '../../src/dialog/state.ts'
import { wakeAt } from '../../src/dialog/time.ts'
import { cpuMsOf } from '../cpu.ts'
import { ANSWER, departmentsOf, stage, understood } from './stage.ts'

const SUMMARY = [
  '我要申请维权援助',
  '同意',
  '公司名称：沈阳海蓝科技有限公司\n信用代码：91210100MA0P4KJU3C\n联系人：王芳\n手机：13940012345\n所在地：沈阳',
  '实用新型',
  'ZL202120000001.1',
  '跳过',
  '上个月在展会上看到他们卖一模一样的机器',
  '有购买发票',
]

describe('what the dialog keeps', () => {
  it('before consent, and after a refusal, is no slot', async () => {
    const s = stage()
    await s.say('我要申请维权援助，我们是沈阳海蓝科技有限公司，电话13940012345')
    expect(JSON.stringify(s.state.draft)).not.toMatch(/海蓝|13940012345/)
    await s.say('不同意')
    expect(JSON.stringify({ ...s.state, said: [] })).not.toMatch(/海蓝|13940012345/)
  })
  it('after cancelling is nothing of what was said', async () => {
    const s = stage()
    for (const text of SUMMARY) await s.say(text)
    await s.say('取消')
    expect(JSON.stringify(s.state)).not.toMatch(/海蓝|13940012345|王芳|91210100/)
  })
  it('after submission is a print from which nothing can be read', async () => {
    const s = stage()
    for (const text of [...SUMMARY, '确认']) await s.say(text)
    expect(s.cases).toHaveLength(1)
    expect(JSON.stringify(s.state)).not.toMatch(/海蓝|13940012345|王芳|91210100/)
    expect(s.state.filed).toHaveLength(1)
  })
  it('never shows a telephone number or a name in the summary', async () => {
    const s = stage()
    let last: readonly string[] = []
    for (const text of SUMMARY) last = await s.say(text)
    expect(last.join('\n')).not.toMatch(/13940012345|王芳/)
  })
})

describe('time', () => {
  it('reminds once, in working hours only', async () => {
    const s = stage('2026-11-27T16:50:00+08:00')
    await s.say('我要申请维权援助')
    expect(s.wait(60 * 60_000)).toEqual([])
    expect(wakeAt(s.state)).toBe('2026-11-30T09:00:00+08:00')
    s.now = '2026-11-30T09:00:00+08:00'
    expect(tick(s.state, s.now).replies).toHaveLength(1)
  })
  it('names Monday when it is Friday evening', () => {
    expect(WEEKDAYS.next('2026-11-27T18:00:00+08:00')).toBe('2026-11-30T09:00:00+08:00')
    expect(WEEKDAYS.next('2026-11-27T10:00:00+08:00')).toBe('2026-11-27T10:00:00+08:00')
    expect(WEEKDAYS.next('2026-11-23T08:00:00+08:00')).toBe('2026-11-23T09:00:00+08:00')
  })
  it('erases an abandoned draft even if nobody ticks', async () => {
    const s = stage()
    for (const text of SUMMARY.slice(0, 3)) await s.say(text)
    s.now = '2026-12-05T09:00:00+08:00'
    expect((await s.say('你好')).join('\n')).toContain('7 天')
    expect(outcome(s.state)).toMatchObject({ outcome: 'cancelled', draft: null })
  })
})

describe('a new version of a form', () => {
  it('keeps what is still asked, drops the rest, and asks what is new', async () => {
    const s = stage()
    for (const text of SUMMARY.slice(0, 3)) await s.say(text)
    const old = s.state.draft
    if (!old) throw new Error('no draft')
    s.state = { ...s.state, draft: { ...old, version: 0, entries: { ...old.entries, gone: [{ value: 'x', from: 'm1' }] } } }
    const said = (await s.say('实用新型')).join('\n')
    expect(said).toContain('更新')
    expect(s.outcome().draft?.slots).toMatchObject({ company: '沈阳海蓝科技有限公司', rightType: '实用新型' })
    expect(s.state.draft?.entries.gone).toBeUndefined()
  })
  it('whose kind is gone strands nobody', async () => {
    const s = stage()
    await s.say('我要申请维权援助')
    const draft = s.state.draft
    if (!draft) throw new Error('no draft')
    s.state = { ...s.state, draft: { ...draft, kind: 'forgotten' } }
    expect((await s.say('你好')).length).toBeGreaterThan(0)
  })
})

const VIEW = {
  number: 'LN-20261123-7K4M2PX2',
  kind: 'infringement',
  status: 'accepted',
  due: '2026-11-25T17:00:00+08:00',
  accountable: '李某',
  departments: ['沈阳市知识产权局'],
  measure: 'ln-2022-6#8',
}

it('progress says who, when and where it stands, in both languages', () => {
  expect(progress(VIEW, 'zh')).toContain('已接单')
  expect(progress(VIEW, 'en')).toContain('taken by an officer')
})

const PIECES = [
  '同意',
  '不同意',
  '取消',
  '确认',
  '跳过',
  '是',
  '不对，',
  '电话是',
  '13940012345',
  '沈阳海蓝科技有限公司',
  '91210100MA0P4KJU3C',
  'ZL202120000001.1',
  '500万',
  '第3项改成',
  '我要申请维权援助',
  '想申请质押融资',
  '转人工',
  '？',
  '\n',
  '：',
  '，',
  '不是',
  '把',
  '1',
  '②',
  'yes',
  'I agree',
  '撤回',
  '进度',
  '😀',
  '对对对对对对对对',
  '嗯嗯嗯嗯嗯',
  '大连',
  '铁西区',
  '公司',
  '的',
]

it('whatever is said, the dialog answers, keeps JSON only and takes no longer than it should', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((p) => p.join('')),
          fc.string({ maxLength: 60 }),
        ),
        { maxLength: 8 },
      ),
      async (turns) => {
        const s = stage()
        for (const text of ['我要申请维权援助', '同意', ...turns]) {
          let replies: readonly string[] = []
          const took = await cpuMsOf(async () => {
            replies = await s.say(text)
          })
          expect(took, text).toBeLessThan(500)
          if (text.trim() && !s.effects.some((e) => e.kind === 'open-case')) expect(replies.length, text).toBeGreaterThan(0)
        }
        expect(JSON.parse(JSON.stringify(s.state))).toEqual(s.state)
      },
    ),
    { numRuns: 150 },
  )
})

it('a very long message is read in time', async () => {
  for (const text of [
    '对'.repeat(4000),
    '我们公司'.repeat(1000),
    '不是'.repeat(2000),
    '1'.repeat(4000),
    'a '.repeat(2000),
    '是，'.repeat(1300),
    '沈阳海蓝科技有限公司被抄了，'.repeat(280),
  ]) {
    const heard = {
      text,
      attachments: [],
      messageId: 'm',
      setting: 'private' as const,
      now: '2026-11-23T09:00:00+08:00',
      understanding: understood(text),
      answer: async () => ANSWER,
      cases: [],
      departmentsOf,
    }
    const took = await cpuMsOf(async () => {
      const opened = await hear(NO_DIALOG, { ...heard, text: '我要申请维权援助', understanding: understood('我要申请维权援助') }, FORMS)
      const agreed = await hear(opened.state, { ...heard, text: '同意' }, FORMS)
      await hear(agreed.state, heard, FORMS)
    })
    expect(took, text.slice(0, 10)).toBeLessThan(2500)
  }
})

describe('the form that is asked for by its name', () => {
  const kind = async (text: string, intent: 'other-measure' | 'pledge-registration' | 'pledge-financing', measure: string) => {
    const s = stage()
    await s.say({ text, understanding: { intent, measure, question: 0.1 } })
    return s.outcome().draft?.kind ?? (s.state.offer?.kind as string)
  }
  it('goes before what the rest sounds like', async () => {
    expect(await kind('我做专利代理，替厂里的客户申请维权援助', 'other-measure', 'ln-2022-6#10')).toBe('infringement')
    expect(await kind('我做专利代理，替厂里的客户申请代理援助', 'other-measure', 'ln-2022-6#10')).toBe('other')
  })
  it('is not the loan where only the pledge is to be registered', async () => {
    expect(await kind('The bank has signed and we want to record the pledge of our patent', 'pledge-registration', 'ln-2022-6#2')).toBe('other')
    expect(await kind('We want to record the pledge and also apply for a new loan', 'pledge-registration', 'ln-2022-6#2')).toBe('which-first')
  })
})
