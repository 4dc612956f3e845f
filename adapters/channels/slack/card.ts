/** A case as its card in Slack: what is fit for every eye, the acts its state allows, and where the rest is to be seen. Pure. */
import type { types } from '@slack/bolt'
import { HAPPENS_AT, type Stage } from '../../../src/cases/case.ts'
import type { EventKind } from '../../../src/cases/event.ts'
import type { OfficerAction } from '../../../src/officer/act.ts'
import type { Card } from '../../../src/officer/queue.ts'
import { dueShort } from '../../../src/officer/words.ts'
import { actions, type Block, type Button, button, context, fields, header, linkButton, plainText, type Rendered } from './blocks.ts'
import { mrkdwn, short } from './text.ts'

/** What a card shows beside the case's own card: what became of the last words to the enterprise. */
export type Beside = {
  readonly delivery: {
    readonly status: 'waiting' | 'sent' | 'dead'
    readonly at: string
    /** How often the one that is next was tried in vain. */
    readonly failures: number
    /** How many were given up before the last. */
    readonly lost: number
  } | null
}
export type Around = {
  /** The web desk. */
  readonly baseUrl: string
  /** The printed name of a clause. */
  readonly labelOf: (clause: string) => string
  readonly now: string
}

export type CardAct = OfficerAction['kind'] | 'history'

const EVENTS: readonly (readonly [OfficerAction['kind'], EventKind])[] = [
  ['accept', 'accepted'],
  ['reply', 'answered'],
  ['request-supplements', 'supplement-requested'],
  ['transfer', 'transferred'],
  ['close', 'closed'],
  ['end-talk', 'talk-ended'],
  ['note', 'noted'],
]

/** The acts that the state of a case allows to whoever may; who may is decided on our side when one is pressed. */
export function legal({ status, handler, talking }: Card): CardAct[] {
  if (status === 'transfer-pending') return ['accept-transfer', 'return', 'reply', ...(talking ? (['end-talk'] as const) : []), 'note', 'history']
  const stage: Stage = status
  const kinds = EVENTS.filter(([kind, event]) => HAPPENS_AT[event].includes(stage) && (kind !== 'accept' || handler === null) && (kind !== 'end-talk' || talking))
  return [...kinds.map(([kind]) => kind), 'history']
}

const BUTTONS: Readonly<Record<CardAct, { readonly label: string; readonly style?: 'primary' | 'danger' }>> = {
  accept: { label: '接单', style: 'primary' },
  'accept-transfer': { label: '接收转办', style: 'primary' },
  return: { label: '退回' },
  reply: { label: '回复企业' },
  'request-supplements': { label: '要求补充' },
  transfer: { label: '转办' },
  close: { label: '办结' },
  'end-talk': { label: '结束对话' },
  note: { label: '内部备注' },
  history: { label: '历史' },
}
/** What is seldom wanted stands in the menu. */
const IN_MENU: readonly CardAct[] = ['note', 'history']

export function renderCard(card: Card, beside: Beside, around: Around): Rendered {
  const at = `${card.number}.${card.moved}`
  const acts = legal(card)
  const closed = ['closed', 'rated', 'withdrawn'].includes(card.status)
  const shown = acts.filter((act) => !IN_MENU.includes(act))
  const menu = acts.filter((act) => IN_MENU.includes(act))
  const press = closed ? [] : shown.map((act): Button => button(`case:${act}`, BUTTONS[act].label, at, BUTTONS[act].style))
  const open = linkButton('open:case', '在办件台打开', `${around.baseUrl}/office/cases/${card.number}`)
  return {
    text: short(`${card.number} ${card.kind} ${card.city ?? ''} ${statusWords(card)}`, 300),
    blocks: [
      header(`${card.number}　${card.kind}`),
      ...fields(cells(card, around)),
      context(...contexts(card, beside, around)),
      ...actions([...press, open, ...(menu.length ? [overflow(menu, at)] : [])], 'case'),
    ],
  }
}

function overflow(acts: readonly CardAct[], at: string): types.Overflow {
  return { type: 'overflow', action_id: 'case:more', options: acts.map((act) => ({ text: plainText(BUTTONS[act].label), value: `${act}.${at}` })) }
}

export function statusWords({ words, offeredTo }: Pick<Card, 'words' | 'offeredTo'>): string {
  return offeredTo ? `转办至${offeredTo}，待接收` : words
}

function cells(card: Card, { now }: Around): string[] {
  const cell = (label: string, value: string) => `*${label}*\n${mrkdwn(value)}`
  const hand = (h: Card['handler']) => (h ? `${h.name}（${h.department}）` : '')
  const due = card.due ? `${card.overdue ? '⚠ ' : ''}${dueShort(card.due, now)}` : ''
  return [
    cell('状态', statusWords(card)),
    cell('所在地', card.city ?? '未说明'),
    ...card.fields.map((field) => cell(field.label, field.value)),
    ...(due ? [cell('期限', due)] : []),
    cell('经办', hand(card.handler) || '无人接单'),
    ...(card.accountable && card.accountable.officer !== card.handler?.officer ? [cell('首问负责', hand(card.accountable))] : []),
    ...(card.files ? [cell('材料', `${card.files} 项`)] : []),
    ...(card.unanswered ? [cell('来信', `${card.unanswered} 条未回`)] : []),
  ].slice(0, 10)
}

function contexts(card: Card, { delivery }: Beside, { labelOf }: Around): string[] {
  const { ground, due } = card
  const to = card.departments.join('、') || '值班人员'
  return [
    mrkdwn(ground ? `分派：${to}。依据${labelOf(ground.clause)}“${short(ground.quote, 160)}”` : `分派：${to}`),
    ...(due ? [mrkdwn(due.ours ? '期限：本局服务标准，通知没有写明期限' : `期限依据：${labelOf(due.ground.clause)}“${short(due.ground.quote, 120)}”`)] : []),
    ...(card.talking ? ['正在与企业对话：企业发来的话直接记到案件，知问不插话'] : []),
    ...(delivery ? [mrkdwn(deliveryWords(delivery))] : []),
    ...(delivery && delivery.lost > 0 ? [mrkdwn(`⚠ 此前有 ${delivery.lost} 条给企业的消息没有送到，请电话联系企业`)] : []),
    '企业和个人信息不在 Slack 显示，请到办件台查看；在话题里写的是内部备注，企业看不到',
  ]
}

function deliveryWords({ status, at, failures }: NonNullable<Beside['delivery']>): string {
  const [, month, day, time] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? []
  const when = `${Number(month)}月${Number(day)}日 ${time}`
  switch (status) {
    case 'sent':
      return `给企业的最近一条消息：${when} 已送出`
    case 'waiting':
      return failures > 0 ? `⚠ 给企业的最近一条消息：已试 ${failures} 次没有送出，会继续按顺序再试` : '给企业的最近一条消息：等待送出'
    case 'dead':
      return '⚠ 给企业的最近一条消息没有送到，请电话联系企业'
  }
}

/** A case that is no more: what stood here is inert. */
export function gone(number: string): Rendered {
  return { text: `${number} 已删除`, blocks: [context(mrkdwn(`${number} 的资料已按规定删除`))] }
}

/** `LN-….3` → the number, and the version that was acted upon. */
export function readValue(value: string): { readonly number: string; readonly moved: number } | null {
  const [, number, moved] = /^(LN-\d{8}-[0-9A-Z]{8})\.(\d{1,6})$/.exec(value) ?? []
  return number && moved ? { number, moved: Number(moved) } : null
}

/** One case in a list, with the way into it. */
export function renderLine(card: Card, { now }: Pick<Around, 'now'>): Block {
  const due = card.due ? `\n${card.overdue ? '⚠ ' : ''}${mrkdwn(dueShort(card.due, now))}` : ''
  const said = card.unanswered ? `　*${card.unanswered} 条来信未回*` : ''
  return {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: `*${card.number}*　${mrkdwn(card.kind)}　${mrkdwn(card.city ?? '所在地未说明')}\n${mrkdwn(statusWords(card))}${card.handler ? `　${mrkdwn(card.handler.name)}` : ''}${said}${due}`,
    },
    accessory: button('case:show', '办理', `${card.number}.${card.moved}`),
  }
}
