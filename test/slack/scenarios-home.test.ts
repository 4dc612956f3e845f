/** App Home (CHANNELS, scenario 15): the queue of 0, 1 and 250 cases within Slack's limits, the most urgent first, page by page, and for who is no officer. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queueBlocks } from '../../adapters/channels/slack/home.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { BASE } from './joined.ts'
import { problems } from './limits.ts'
import { openStage, type Stage, soon } from './stage.ts'
import type { View } from './workspace.ts'

let s: Stage
let now = new Date()
beforeAll(async () => {
  s = await openStage({ clock: () => now })
})
afterAll(() => s.close())

const home = (who: string, contains: string) =>
  soon(() => {
    const view = s.w.home(who)
    if (!view || !JSON.stringify(view.blocks).includes(contains)) throw new Error(`no “${contains}” on the home of ${who}`)
    return view as View
  })
const numbers = (view: View) => JSON.stringify(view.blocks).match(/LN-\d{8}-[0-9A-Z]{8}(?=\*)/g) ?? []

it('scenario 15: who is no officer sees what this is; an officer without cases sees that', async () => {
  await s.driver.openHome('stranger')
  await home('stranger', '可以这样问')
  await s.driver.openHome('wang')
  await home('wang', '您手上没有案件')
  await s.driver.openHome('wang', { tab: 'messages' })
  await soon(() => expect(s.w.faults.calls('assistant.threads.setSuggestedPrompts')).toHaveLength(1))
})

it('scenario 15: one case, refreshed when it changes, opened and taken in its window; a hash conflict is retried', async () => {
  const number = await s.opened('h1')
  const empty = await home('wang', '本部门')
  await s.driver.press(empty, 'home:department', 'wang')
  const one = await home('wang', number)
  expect(numbers(one)).toEqual([number])
  const before = s.w.opened().length
  await s.driver.press(one, 'case:show', 'wang')
  const view = await soon(() => s.w.opened()[before]?.view ?? Promise.reject(new Error('no window')))
  expect(JSON.stringify(view.blocks)).toContain('case:accept')
  s.w.faults.on('views.publish', { kind: 'error', error: 'hash_conflict' })
  expect((await s.driver.press(view, 'case:accept', 'wang')).status).toBe(200)
  await soon(() => expect(JSON.stringify(s.w.view(view.id)?.blocks)).toContain('case:reply'))
  await home('wang', '王敏')
  expect(s.w.faults.calls('views.publish').filter((call) => call.fault === 'error')).toHaveLength(1)
  // A second form on top of the window, and an act of somebody else in between: the window says so.
  await s.officers.act(
    (await s.store.officers.find({ id: 'wang' })) as never,
    { case: number, seen: null },
    { kind: 'transfer', department: '大连市知识产权局', reason: '外地' },
    { channel: 'web', id: 'h1' },
    now,
  )
  await s.driver.press(s.w.view(view.id) as View, 'case:close', 'wang')
  await soon(() => expect(JSON.stringify(s.w.view(view.id)?.blocks)).toContain('案件刚有变化'))
})

it('scenario 15: 250 cases: ten a page, the overdue first, every page within the limits', async () => {
  const officer = (await s.store.officers.find({ id: 'wang' })) as Officer
  const first = (await s.officers.queue(officer, { kind: 'department' }, 1, now)).cards[0]
  if (first?.due?.until.kind !== 'at') throw new Error('no case')
  const {
    due,
    due: { until },
  } = first
  const cards = Array.from({ length: 250 }, (_, i) => ({
    ...first,
    number: `LN-20261122-${String(i).padStart(8, '2')}`,
    overdue: i < 40,
    unanswered: i % 7,
    due: { ...due, until: { kind: 'at' as const, at: i < 40 ? '2026-11-01T17:00:00+08:00' : until.at } },
  }))
  for (let page = 1; page <= 25; page++) {
    const blocks = queueBlocks({ kind: 'department' }, { cards: cards.slice((page - 1) * 10, page * 10), page, pages: 25, total: 250 }, '2026-11-22T09:00:00+08:00', BASE)
    expect(problems('views.publish', { user_id: 'U', view: { type: 'home', blocks } })).toEqual([])
    expect(JSON.stringify(blocks).includes('已逾期')).toBe(page <= 4)
  }
})

it('scenario 15: a real queue of many turns its pages, with what is overdue before what is not', async () => {
  for (let n = 0; n < 11; n++) await s.opened(`old${n}`)
  now = new Date(now.getTime() + 9 * 24 * 3600_000)
  const late = await s.opened('late')
  const start = await home('wang', '本部门')
  await s.driver.press(start, 'home:department', 'wang')
  const one = await home('wang', '第 1 / 2 页')
  expect(numbers(one)).toHaveLength(10)
  expect(numbers(one)).not.toContain(late)
  expect(JSON.stringify(one.blocks)).toContain('已逾期')
  await s.driver.press(one, 'home:on', 'wang')
  const two = await home('wang', '第 2 / 2 页')
  expect(numbers(two)).toContain(late)
  await s.driver.press(two, 'home:overdue', 'wang')
  expect(numbers(await home('wang', '逾期案件'))).not.toContain(late)
  now = new Date(now.getTime() - 9 * 24 * 3600_000)
})
