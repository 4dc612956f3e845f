/** App Home: an officer's queue with the most urgent first, refreshed while he has it open; for everybody else, what this is and how to ask. */
import type { Clock } from '../../../src/clock.ts'
import { chinaTime } from '../../../src/clock.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import { queueTitle } from '../../../src/officer/print.ts'
import type { Page, Queue } from '../../../src/officer/queue.ts'
import type { OfficerDesk } from '../../../src/officers.ts'
import { actions, type Block, type Button, button, context, divider, header, linkButton, section } from './blocks.ts'
import { type Calls, refusedFor } from './calls.ts'
import { renderLine } from './card.ts'
import { mrkdwn } from './text.ts'

export type Shown = { readonly which: Queue; readonly page: number }
export type Home = {
  /** Shows it, on the page asked for or the one that was open. */
  readonly show: (user: string, shown?: Shown) => Promise<void>
  /** A case changed: whoever has his queue open sees it. */
  readonly touch: () => void
  readonly stop: () => void
}

export type Means = {
  readonly calls: Calls
  readonly officers: Pick<OfficerDesk, 'queue'>
  readonly officerOf: (user: string) => Promise<Officer | null>
  readonly clock: Clock
  readonly baseUrl: string
}

const LATELY_MS = 30 * 60_000
const MOST_OPEN = 50
const SETTLE_MS = 400
const FIRST: Shown = { which: { kind: 'mine' }, page: 1 }
export const EXAMPLES: readonly string[] = ['质押登记几天能办好', '32号文第三条', '哪些措施由知识产权保护处负责']

export function openHome({ calls, officers, officerOf, clock, baseUrl }: Means): Home {
  const open = new Map<string, Shown & { readonly at: number; readonly hash: string | null }>()
  const lines = new Map<string, Promise<void>>()
  let touched: NodeJS.Timeout | null = null

  async function publish(user: string, asked: Shown | undefined): Promise<void> {
    const last = open.get(user)
    const { which, page } = asked ?? last ?? FIRST
    const officer = await officerOf(user)
    const now = clock()
    const view = async () =>
      officer
        ? { type: 'home', callback_id: 'home', blocks: queueBlocks(which, await officers.queue(officer, which, page, now), chinaTime(now), baseUrl) }
        : { type: 'home', callback_id: 'home', blocks: greeting(baseUrl) }
    let answer: Readonly<Record<string, unknown>>
    try {
      answer = await calls.call('views.publish', { user_id: user, view: await view(), ...(last?.hash ? { hash: last.hash } : {}) })
    } catch (error) {
      // Somebody, another process of ours, has shown it anew in between: what is true now is read again and shown whatever stands there.
      if (!refusedFor(error, 'hash_conflict')) throw error
      answer = await calls.call('views.publish', { user_id: user, view: await view() })
    }
    open.delete(user)
    open.set(user, { which, page, at: asked || !last ? now.getTime() : last.at, hash: (answer.view as { hash?: string } | undefined)?.hash ?? null })
    if (open.size > MOST_OPEN) open.delete(open.keys().next().value as string)
  }

  /** One at a time for each person, so that an older state never follows a newer one. */
  function show(user: string, shown?: Shown): Promise<void> {
    const mine = (lines.get(user) ?? Promise.resolve()).catch(() => {}).then(() => publish(user, shown))
    lines.set(user, mine)
    const end = () => {
      if (lines.get(user) === mine) lines.delete(user)
    }
    mine.then(end, end)
    return mine
  }

  return {
    show,
    touch() {
      touched ??= setTimeout(() => {
        touched = null
        const since = clock().getTime() - LATELY_MS
        for (const [user, { at }] of open) if (at >= since) void show(user).catch(() => {})
      }, SETTLE_MS)
      touched.unref()
    },
    stop() {
      if (touched) clearTimeout(touched)
    },
  }
}

const FILTERS: readonly (readonly [Queue['kind'] & ('mine' | 'department' | 'overdue'), string])[] = [
  ['mine', '我的'],
  ['department', '本部门'],
  ['overdue', '逾期'],
]

/** `home:department:2` */
export function readShown(value: string): Shown | null {
  const [, kind, page] = /^(mine|department|overdue|all):(\d{1,4})$/.exec(value) ?? []
  return kind && page ? { which: { kind: kind as 'mine' }, page: Number(page) } : null
}

export function queueBlocks(which: Queue, { cards, page, pages, total }: Page, now: string, baseUrl: string): Block[] {
  const filters = FILTERS.map(([kind, label]): Button => button(`home:${kind}`, label, `${kind}:1`, kind === which.kind ? 'primary' : undefined))
  const turns = [
    ...(page > 1 ? [button('home:back', '上一页', `${which.kind}:${page - 1}`)] : []),
    ...(page < pages ? [button('home:on', '下一页', `${which.kind}:${page + 1}`)] : []),
  ]
  const none = which.kind === 'mine' ? '您手上没有案件。待接的案件在“本部门”里。' : which.kind === 'overdue' ? '没有逾期的案件。' : '没有案件。'
  return [
    header(`${queueTitle(which)}　${total} 件`),
    ...actions([...filters, linkButton('open:desk', '打开办件台', `${baseUrl}/office`)], 'filters'),
    divider,
    ...(total === 0 ? [section(none)] : cards.map((card) => renderLine(card, { now }))),
    ...(pages > 1 ? [context(`第 ${page} / ${pages} 页，最急的在前`), ...actions(turns, 'turns')] : []),
  ]
}

function greeting(baseUrl: string): Block[] {
  return [
    header('知问'),
    section('我按国家知识产权局的三份通知和辽宁省的一份通知回答问题，每句话都注明出自哪一条；通知没有写的，就说没有写。'),
    section(`*可以这样问*\n${EXAMPLES.map((example) => `• ${mrkdwn(example)}`).join('\n')}`),
    section('*在哪里问*\n• 在“消息”里直接写\n• 在频道里 @知问，接着问不用再 @\n• `/zhiwen 问题`：只有您自己看得到，可以再分享'),
    context('请不要在 Slack 里写企业和个人的信息；企业办事请到微信或网页。', '经办人请让管理员登记，再输入 /case 绑定 <编号> <一次性码>。'),
    ...actions([linkButton('open:desk', '看通知原文', baseUrl)], 'links'),
  ]
}
