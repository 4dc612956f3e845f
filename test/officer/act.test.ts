/** What officers do: one winner, a transfer that waits, requests all at once, replies shown first, notes that never leave. */
import { describe, expect, it } from 'vitest'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import type { CaseNotice } from '../../src/cases/event.ts'
import { act, LONGEST, type OfficerAction } from '../../src/officer/act.ts'
import type { Officer } from '../../src/officer/officer.ts'
import {
  anshan,
  anshan2,
  anshanChief,
  approval,
  approvalChief,
  corpus,
  did,
  happened,
  infringement,
  MONDAY,
  onDuty,
  opened,
  protection,
  type Story,
} from '../cases/sample.ts'

const TUESDAY = '2026-11-24T10:00:00+08:00'
const taken = () => did(opened(), anshan, { kind: 'accept' }, MONDAY)
const why = (story: Story, officer: Officer, action: OfficerAction) => {
  const outcome = act(corpus, story.case, officer, action, TUESDAY)
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind
}
const to = (notices: readonly CaseNotice[]) => notices.map((n) => Object.values(n.to).join(' '))
const toOfficers = (notices: readonly CaseNotice[]) => JSON.stringify(notices.filter((n) => n.to.kind !== 'enterprise'))

describe('接单', () => {
  it('makes the accountable officer, told to the enterprise and to everybody who had the card', () => {
    const story = taken()
    expect(story.case).toMatchObject({ status: 'accepted', accountable: { officer: 'a1', name: '赵一', department: '鞍山市知识产权局' }, handler: { officer: 'a1' } })
    expect(to(story.notices)).toEqual(['enterprise', 'department 鞍山市知识产权局', 'department 知识产权保护处'])
    expect(story.notices[0]?.text.zh).toContain('鞍山市知识产权局 赵一 已接单，是您的首问负责人')
  })

  it('has one winner, and the other sees who', () => {
    for (const late of [anshan2, protection, anshanChief])
      expect(act(corpus, taken().case, late, { kind: 'accept' }, TUESDAY)).toEqual({
        kind: 'refused',
        reason: 'taken',
        words: { zh: '鞍山市知识产权局 赵一 已接单。', en: '赵一, 鞍山市知识产权局, has taken it.' },
      })
    expect(why(taken(), anshan, { kind: 'accept' })).toBe('taken')
  })

  it('of two on the same version can only be appended once', () => {
    const { case: c } = opened()
    const [a, b] = [act(corpus, c, anshan, { kind: 'accept' }, MONDAY), act(corpus, c, protection, { kind: 'accept' }, MONDAY)]
    if (a.kind !== 'done' || b.kind !== 'done') throw new Error('both see a free case')
    const won = happened(opened(), a)
    expect(won.case.version).not.toBe(c.version)
    expect(() => happened(won, b)).toThrow(/不可能在这里发生/)
  })

  it('by the officer on duty where no department is named', () => {
    const story = did(opened({ ...infringement, measure: 'ln-2022-6#0' }), onDuty, { kind: 'accept' }, MONDAY)
    expect(story.case.accountable).toMatchObject({ officer: 'z1' })
    const away = did(story, onDuty, { kind: 'transfer', department: '鞍山市知识产权局', reason: '企业在鞍山' }, TUESDAY)
    expect(did(away, anshan, { kind: 'accept-transfer' }, TUESDAY).case).toMatchObject({ accountable: { officer: 'z1' }, handler: { officer: 'a1' } })
  })
})

describe('转办', () => {
  const transfer: OfficerAction = { kind: 'transfer', department: '行政审批处', reason: '涉及地理标志' }
  const pending = () => did(taken(), anshan, transfer, TUESDAY)

  it('is pending until accepted, with one working day to do so; the accountable officer stays', () => {
    expect(pending().case).toMatchObject({
      status: 'transfer-pending',
      handler: { officer: 'a1' },
      transfer: { to: '行政审批处', until: { at: '2026-11-25T17:00:00+08:00' } },
    })
    expect(to(pending().notices)).toEqual(['department 行政审批处'])
    expect(pending().notices[0]?.text.zh).toContain('请于2026年11月25日17:00前接收')
    const story = did(pending(), approval, { kind: 'accept-transfer' }, TUESDAY)
    expect(story.case).toMatchObject({ status: 'accepted', transfer: null, accountable: { officer: 'a1' }, handler: { officer: 'x1', department: '行政审批处' } })
    expect(to(story.notices)).toEqual(['enterprise', 'officer a1'])
    expect(story.notices[0]?.text.zh).toContain('首问负责人仍是 鞍山市知识产权局 赵一')
  })

  it('can be given back, with a reason, and tells who has it again', () => {
    const story = did(pending(), approval, { kind: 'return', reason: '不是地理标志' }, TUESDAY)
    expect(story.case).toMatchObject({ status: 'accepted', transfer: null, handler: { officer: 'a1' } })
    expect(to(story.notices)).toEqual(['officer a1'])
    expect(why(pending(), approval, { kind: 'return', reason: ' ' })).toBe('empty')
  })

  it('does not keep the officer from answering meanwhile, but from closing and transferring again', () => {
    expect(why(pending(), anshan, { kind: 'reply', text: '在转', confirmed: true })).toBe('done')
    expect(why(pending(), anshan, transfer)).toBe('transfer-pending')
    expect(why(pending(), anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true })).toBe('transfer-pending')
  })

  it('needs a reason and a department somebody works in', () => {
    expect(why(taken(), anshan, { ...transfer, reason: '' })).toBe('empty')
    for (const department of ['各市知识产权局', '国家知识产权局', '审批处', '深圳市知识产权局', ''])
      expect(why(taken(), anshan, { ...transfer, department })).toBe('no-such-department')
  })

  it('by a chief tells the officer who had it and the accountable one', () => {
    expect(to(did(taken(), anshanChief, transfer, TUESDAY).notices)).toEqual(['department 行政审批处', 'officer a1'])
  })

  it('goes on from department to department, and the first officer still answers for it', () => {
    let story = did(pending(), approval, { kind: 'accept-transfer' }, TUESDAY)
    story = did(story, approvalChief, { kind: 'transfer', department: '知识产权保护处', reason: '再转' }, TUESDAY)
    expect(to(story.notices)).toEqual(['department 知识产权保护处', 'officer x1', 'officer a1'])
    story = did(story, protection, { kind: 'accept-transfer' }, TUESDAY)
    expect(story.case).toMatchObject({ accountable: { officer: 'a1' }, handler: { officer: 'p1' } })
    expect(why(story, anshan, { kind: 'reply', text: '我仍负责', confirmed: true })).toBe('done')
    expect(why(story, anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true })).toBe('not-allowed')
  })

  it('into a year without data waits without a date, and says so', () => {
    const outcome = act(corpus, taken().case, anshan, transfer, '2026-12-31T10:00:00+08:00')
    expect(outcome).toMatchObject({ kind: 'done', events: [{ data: { until: { kind: 'cannot-compute', year: 2027 } } }] })
    if (outcome.kind === 'done') expect(outcome.notices[0]?.text.zh).toContain('不能自动退回')
  })
})

describe('要求补充', () => {
  const ask: OfficerAction = { kind: 'request-supplements', items: ['专利证书', ' 公证书 ', ''], confirmed: true }

  it('lists everything missing at once, and once', () => {
    const story = did(taken(), anshan, ask, TUESDAY)
    expect(story.case).toMatchObject({ status: 'supplement-requested', wanted: ['专利证书', '公证书'] })
    expect(story.notices).toHaveLength(1)
    expect(story.notices[0]?.text.zh).toContain(`1. 专利证书\n2. 公证书\n请回复“补充材料 ${story.case.number}”`)
    expect(why(story, anshan, ask)).toBe('stage')
  })

  it('may be repeated after the enterprise has answered', () => {
    const asked = did(taken(), anshan, ask, TUESDAY)
    const given = enterpriseAct(asked.case, { kind: 'supplement', text: '给', files: [] }, TUESDAY)
    if (given.kind !== 'done') throw new Error(given.reason)
    expect(why(happened(asked, given), anshan, ask)).toBe('done')
  })

  it('needs something to ask for', () => {
    expect(why(taken(), anshan, { ...ask, items: [] })).toBe('empty')
    expect(why(taken(), anshan, { ...ask, items: [' '] })).toBe('empty')
    expect(why(taken(), anshan, { ...ask, items: Array(21).fill('件') })).toBe('too-long')
  })
})

describe('回复企业', () => {
  it('is shown first, to the letter, and nothing happens before it is confirmed', () => {
    const shownFirst = act(corpus, taken().case, anshan, { kind: 'reply', text: ' 正在比对 ', confirmed: false }, TUESDAY)
    const sent = act(corpus, taken().case, anshan, { kind: 'reply', text: ' 正在比对 ', confirmed: true }, TUESDAY)
    expect(shownFirst.kind === 'preview' && shownFirst.text.zh).toBe(
      `【${taken().case.number}】鞍山市知识产权局 赵一 回复：\n正在比对\n（接下来您发的消息会直接转给经办人，知问不插话；想回到知问，回复“返回”。）`,
    )
    expect(sent.kind === 'done' && sent.notices).toEqual([
      { to: { kind: 'enterprise' }, case: taken().case.number, text: shownFirst.kind === 'preview' && shownFirst.text },
    ])
  })

  it.each(['', ' \n ', '字'.repeat(LONGEST + 1)])('is neither empty nor longer than a message (%#)', (text) => {
    expect(why(taken(), anshan, { kind: 'reply', text, confirmed: true })).toBe(text.trim() ? 'too-long' : 'empty')
  })

  it('is for who has the case, and not before anybody took it', () => {
    expect(why(taken(), anshan2, { kind: 'reply', text: '插话', confirmed: true })).toBe('not-allowed')
    expect(why(opened(), anshanChief, { kind: 'reply', text: '先答', confirmed: true })).toBe('stage')
  })
})

describe('a talk', () => {
  it('begins with the first answer, and the enterprise is told once who reads along', () => {
    const first = did(taken(), anshan, { kind: 'reply', text: '您好', confirmed: true }, TUESDAY)
    expect(first.case.talk).toEqual({ since: TUESDAY, last: TUESDAY })
    expect(first.notices[0]?.text.zh).toContain('知问不插话')
    const second = did(first, anshan, { kind: 'reply', text: '还有', confirmed: true }, TUESDAY)
    expect(second.notices[0]?.text.zh).not.toContain('知问不插话')
  })

  it('is ended by who has the case, once, and begins again with the next answer', () => {
    const first = did(taken(), anshan, { kind: 'reply', text: '您好', confirmed: true }, TUESDAY)
    expect(why(first, anshan2, { kind: 'end-talk' })).toBe('not-allowed')
    const ended = did(first, anshan, { kind: 'end-talk' }, TUESDAY)
    expect(ended.case.talk).toBeNull()
    expect(to(ended.notices)).toEqual(['enterprise'])
    expect(ended.notices[0]?.text.zh).toContain('现在由知问继续为您解答')
    expect(why(ended, anshan, { kind: 'end-talk' })).toBe('stage')
    expect(did(ended, anshan, { kind: 'reply', text: '又来', confirmed: true }, TUESDAY).notices[0]?.text.zh).toContain('知问不插话')
  })

  it('does not keep the case from being transferred, and goes on with who accepts it', () => {
    const first = did(taken(), anshan, { kind: 'reply', text: '您好', confirmed: true }, TUESDAY)
    const away = did(did(first, anshan, { kind: 'transfer', department: '行政审批处', reason: '转' }, TUESDAY), approval, { kind: 'accept-transfer' }, TUESDAY)
    expect(away.case.talk).not.toBeNull()
    expect(why(away, approval, { kind: 'end-talk' })).toBe('done')
  })
})

describe('what has moved since it was seen', () => {
  it('is not acted upon; a note is no act upon it, and a look or a note moves nothing', () => {
    const story = taken()
    const reply: OfficerAction = { kind: 'reply', text: '好', confirmed: true }
    expect(act(corpus, story.case, anshan, reply, TUESDAY, story.case.moved)).toMatchObject({ kind: 'done' })
    expect(act(corpus, story.case, anshan, reply, TUESDAY, story.case.moved - 1)).toMatchObject({ reason: 'moved' })
    expect(act(corpus, story.case, anshan, { kind: 'note', text: '记' }, TUESDAY, 1)).toMatchObject({ kind: 'done' })
    expect(did(story, anshan, { kind: 'note', text: '记' }, TUESDAY).case.moved).toBe(story.case.moved)
    expect(did(story, anshan, reply, TUESDAY).case.moved).toBeGreaterThan(story.case.moved)
  })

  it('comes after who may do it at all', () => {
    expect(act(corpus, taken().case, anshan2, { kind: 'reply', text: '插话', confirmed: true }, TUESDAY, 1)).toMatchObject({ reason: 'not-allowed' })
  })
})

describe('a preview', () => {
  it('says in which language it goes out', () => {
    const { case: c } = taken()
    const english = { ...c, language: 'en' as const }
    expect(act(corpus, english, anshan, { kind: 'reply', text: '好', confirmed: false }, TUESDAY)).toMatchObject({ kind: 'preview', language: 'en' })
  })
})

describe('a note', () => {
  it('never leaves: it is told to nobody', () => {
    for (const officer of [anshan, anshan2, protection]) {
      const story = did(taken(), officer, { kind: 'note', text: '此企业多次申请' }, TUESDAY)
      expect(story.notices).toEqual([])
      expect(story.case.notes).toMatchObject([{ text: '此企业多次申请', by: { officer: officer.id } }])
      expect(story.case.status).toBe('accepted')
    }
    expect(why(taken(), anshan, { kind: 'note', text: '' })).toBe('empty')
  })
})

describe('办结', () => {
  it('needs a result and words, is shown first, and tells the enterprise how to rate and reopen', () => {
    const close = { kind: 'close', result: '已解决', words: '已指导申请行政裁决', confirmed: true } as const
    expect(why(taken(), anshan, { ...close, result: '' })).toBe('no-result')
    expect(why(taken(), anshan, { ...close, result: '搞定' })).toBe('no-result')
    expect(why(taken(), anshan, { ...close, words: '' })).toBe('empty')
    expect(why(taken(), anshan, { ...close, confirmed: false })).toBe('preview')
    const story = did(taken(), anshan, close, TUESDAY)
    expect(story.case).toMatchObject({ status: 'closed', live: false, due: null, closed: { result: '已解决', words: '已指导申请行政裁决', by: { officer: 'a1' } } })
    expect(story.notices[0]?.text.zh).toMatch(/结果：已解决。\n已指导申请行政裁决\n评价请回复“评价 LN-.* 1–5”；10个工作日内可回复“重新打开 LN-/)
    expect(why(story, anshan, close)).toBe('stage')
  })
})

describe('what officers hear', () => {
  it('holds nothing an enterprise or an officer wrote', () => {
    let story = taken()
    const heard: string[] = [toOfficers(opened().notices), toOfficers(story.notices)]
    const go = (officer: Officer, action: OfficerAction) => {
      story = did(story, officer, action, TUESDAY)
      heard.push(toOfficers(story.notices))
    }
    go(anshan, { kind: 'request-supplements', items: ['机密甲'], confirmed: true })
    go(anshan, { kind: 'reply', text: '机密乙', confirmed: true })
    go(anshan, { kind: 'note', text: '机密丙' })
    go(anshan, { kind: 'transfer', department: '行政审批处', reason: '机密丁' })
    go(approval, { kind: 'return', reason: '机密戊' })
    go(anshan, { kind: 'close', result: '已解决', words: '机密己', confirmed: true })
    expect(heard.join()).not.toMatch(/机密|欧阳|13940123456|阀门|CANAR|仿制|机械厂/)
  })
})
