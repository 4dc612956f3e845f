/** The officers' lists over a store: mine, my department's, overdue, by city, all; the most urgent first, ten a page, and nothing counted that may not be seen. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { change } from '../../src/case-file.ts'
import { chained, EMPTY } from '../../src/cases/chain.ts'
import type { Officer } from '../../src/officer/officer.ts'
import type { Queue } from '../../src/officer/queue.ts'
import {
  admin,
  anshan,
  anshan2,
  anshanChief,
  approval,
  approvalChief,
  call,
  called,
  dalian,
  did,
  financing,
  infringement,
  MONDAY,
  onDuty,
  opened,
  protection,
  type Story,
} from '../cases/sample.ts'
import { type Stage, stage } from './stage.ts'

const TUESDAY = new Date('2026-11-24T10:00:00+08:00')
let s: Stage
let labels: Map<string, string>
beforeEach(async () => {
  s = await stage()
  labels = new Map()
})
afterEach(() => s.close())

/** Puts a story on the shelves as its events tell it. */
async function keep(story: Story, label = story.case.number, conversation = `wechat:${story.case.number}`): Promise<void> {
  labels.set(story.case.number, label)
  const events = chained(story.case.number, EMPTY, story.events)
  await s.store.turn(conversation, { channel: 'test', id: story.case.number }, new Date(MONDAY), () => ({
    value: null,
    state: null,
    keepUntil: new Date('2027-01-01T00:00:00Z'),
    cases: [change(story.case, 0, events)],
  }))
}

async function seen(officer: Officer, which: Queue, now = TUESDAY): Promise<string[]> {
  const { cards, total } = await s.officers.queue(officer, which, 1, now)
  expect(total).toBe(cards.length)
  return cards.map((card) => labels.get(card.number) as string)
}

async function shelves(): Promise<void> {
  const accept = (story: Story, officer: Officer, at = MONDAY) => did(story, officer, { kind: 'accept' }, at)
  await keep(opened(infringement, MONDAY, 3), 'fresh')
  await keep(accept(opened(infringement, MONDAY, 4), anshan), 'mine')
  await keep(accept(opened(infringement, MONDAY, 5), anshan2), 'theirs')
  const early = '2026-11-20T09:00:00+08:00'
  const offered = did(accept(opened(infringement, early, 6), anshan, early), anshan, { kind: 'transfer', department: '行政审批处', reason: '转' }, MONDAY)
  await keep(offered, 'offered')
  const closed = did(accept(opened(infringement, MONDAY, 7), anshan), anshan, { kind: 'close', result: '已解决', words: '好', confirmed: true }, MONDAY)
  await keep(closed, 'over')
  await keep(opened({ ...infringement, region: '大连' }, MONDAY, 8), 'dalians')
  await keep(opened({ ...infringement, measure: 'ln-2022-6#0' }, MONDAY, 9), 'nobodys')
}

describe('the queue', () => {
  it('of an officer: mine, my department’s, overdue, by city, all', async () => {
    await shelves()
    expect((await seen(anshan, { kind: 'mine' })).sort()).toEqual(['mine', 'offered'])
    expect((await seen(anshan, { kind: 'department' })).sort()).toEqual(['fresh', 'mine', 'offered', 'theirs'])
    expect(await seen(anshan, { kind: 'overdue' })).toEqual([])
    expect(await seen(anshan, { kind: 'overdue' }, new Date('2026-11-25T17:00:00+08:00'))).toEqual([])
    expect(await seen(anshan, { kind: 'overdue' }, new Date('2026-11-25T17:00:01+08:00'))).toEqual(['offered'])
    expect(await seen(anshan, { kind: 'city', city: '鞍山' })).toHaveLength(4)
    expect(await seen(anshan, { kind: 'city', city: '大连' })).toEqual([])
  })

  it('has the most urgent first, and the closed only among all, last', async () => {
    await shelves()
    expect((await seen(anshan, { kind: 'department' }))[0]).toBe('offered')
    expect((await seen(anshan, { kind: 'all' })).at(-1)).toBe('over')
    expect(await seen(anshan, { kind: 'mine' })).not.toContain('over')
  })

  it('shows who is offered a case that it waits, and keeps it with the accountable officer', async () => {
    await shelves()
    expect(await seen(approval, { kind: 'department' })).toEqual(['offered'])
    const given = did(
      did(opened(infringement, MONDAY, 20), onDuty, { kind: 'accept' }, MONDAY),
      onDuty,
      { kind: 'transfer', department: '大连市知识产权局', reason: '转' },
      MONDAY,
    )
    await keep(did(given, dalian, { kind: 'accept-transfer' }, MONDAY), 'given')
    expect(await seen(onDuty, { kind: 'mine' })).toEqual(['given'])
    expect(await seen(dalian, { kind: 'mine' })).toEqual(['given'])
  })

  it('of a chief of the province is the whole; of his own department only its own', async () => {
    await shelves()
    expect(await seen(approvalChief, { kind: 'all' })).toHaveLength(7)
    expect(await seen(approvalChief, { kind: 'department' })).toEqual(['offered'])
    expect(await seen(approvalChief, { kind: 'city', city: '大连' })).toEqual(['dalians'])
  })

  it('of the duty desk is what nobody has taken; in a city, of that city', async () => {
    await shelves()
    expect((await seen(onDuty, { kind: 'department' })).sort()).toEqual(['dalians', 'fresh', 'nobodys'])
    expect((await seen({ ...dalian, id: 'dz', role: 'duty' }, { kind: 'department' })).sort()).toEqual(['dalians'])
    await keep(called({ ...call, departments: [], region: null }), 'a call from nobody knows where')
    expect(await seen(onDuty, { kind: 'department' })).toContain('a call from nobody knows where')
    expect(await seen({ ...dalian, id: 'dz', role: 'duty' }, { kind: 'department' })).not.toContain('a call from nobody knows where')
  })

  it('of another city holds nothing of this one; of the administrator, and of who has left, not even a count', async () => {
    await shelves()
    expect(await seen(dalian, { kind: 'all' })).toEqual(['dalians'])
    for (const officer of [admin, { ...admin, department: '鞍山市知识产权局', city: '鞍山' }, { ...anshan, active: false }])
      for (const which of [{ kind: 'all' }, { kind: 'mine' }, { kind: 'department' }, { kind: 'overdue' }, { kind: 'city', city: '鞍山' }] as const)
        expect(await s.officers.queue(officer, which, 1, TUESDAY)).toEqual({ cards: [], page: 1, pages: 1, total: 0 })
  })

  it('of who works in another city now holds nothing he took before', async () => {
    await shelves()
    expect(await seen({ ...anshan, department: '大连市知识产权局', city: '大连' }, { kind: 'mine' })).toEqual([])
  })

  it('holds nothing of a person, nothing of the enterprise', async () => {
    await shelves()
    await keep(opened(financing, MONDAY, 30), 'financing')
    const page = await s.officers.queue(anshanChief, { kind: 'all' }, 1, TUESDAY)
    expect(JSON.stringify(page)).not.toMatch(/欧阳金丝雀|13940123456|阀门|CANAR|202129999001\.4|机械厂|仿制|购买记录/)
    expect(page.cards.find((card) => labels.get(card.number) === 'financing')?.fields.map((f) => f.value)).toEqual(['（2 项）', '5000000元', '12个月'])
  })

  it('of 250 cases is paged, the overdue first, each once, and the last page is where a page too far leads', { timeout: 60_000 }, async () => {
    for (let i = 0; i < 250; i++) await keep(opened(infringement, i % 5 === 0 ? '2026-11-09T09:00:00+08:00' : MONDAY, 100 + i))
    const from = performance.now()
    const pages = await Promise.all(Array.from({ length: 25 }, (_, i) => s.officers.queue(anshan, { kind: 'department' }, i + 1, TUESDAY)))
    expect((performance.now() - from) / 25).toBeLessThan(200)
    const cards = pages.flatMap((p) => p.cards)
    expect(new Set(cards.map((c) => c.number)).size).toBe(250)
    expect(cards.map((c) => c.overdue)).toEqual([...Array(50).fill(true), ...Array(200).fill(false)])
    for (const p of pages) expect([p.cards.length, p.pages, p.total]).toEqual([10, 25, 250])
    expect((await s.officers.queue(anshan, { kind: 'department' }, 99, TUESDAY)).page).toBe(25)
    expect((await s.officers.queue(anshan, { kind: 'department' }, -3, TUESDAY)).page).toBe(1)
    expect((await s.officers.queue(protection, { kind: 'overdue' }, 1, TUESDAY)).total).toBe(50)
  })
})
