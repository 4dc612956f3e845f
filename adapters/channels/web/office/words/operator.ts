/** The words of the page of whoever keeps the machine. */
import type { Health } from '../../../../../src/channel.ts'
import type { Language } from '../../../../../src/message.ts'
import { many } from '../../../../../src/officer/words.ts'

type Names = Readonly<Record<string, string>>

const zh = {
  title: '运行',
  at: (time: string) => `${time}（北京时间）；刷新看最新`,
  answering: '问答',
  ready: '可用',
  preparing: '还在准备',
  index: '索引 ',
  building: '正在建立',
  waiting: '待发消息',
  given: (n: number) => `放弃 ${n}`,
  atWork: '在岗',
  roll: (n: number) => `名册 ${n} 人`,
  model: '模型',
  gone: '今日预算已用完，回答改用原文',
  spent: (tokens: number, money: string) => `今日 ${tokens} 词元，${money}`,
  channels: '渠道',
  webOnly: '只有网页。',
  names: { web: '网页', slack: 'Slack', wechat: '微信', wecom: '微信客服', terminal: '终端', tray: '经办台通知，等经办人看' } as Names,
  states: { up: '正常', degraded: '不稳', down: '不通' } satisfies Record<Health['state'], string>,
  qr: '微信登录二维码',
  scan: '用要值守的微信扫这个码登录；码会过期，失效请刷新。',
  outbox: '发件箱',
  outboxTable: '各渠道等待的消息',
  empty: '空的。',
  columns: { channel: '渠道', waiting: '等待', oldest: '最早的已等', dead: '放弃' },
  machines: '供监控读取：',
  comma: '、',
  noCases: '。管理员看不到任何案件。',
  minutes: (n: number) => (n < 1 ? '不到 1 分钟' : `${n} 分钟`),
  hours: (n: number) => `${n} 小时`,
  days: (n: number) => `${n} 天`,
}

const en: typeof zh = {
  title: 'Operation',
  at: (time) => `${time} (China time); reload for the latest`,
  answering: 'Answers',
  ready: 'available',
  preparing: 'getting ready',
  index: 'index ',
  building: 'being built',
  waiting: 'Messages to be sent',
  given: (n) => `${n} given up`,
  atWork: 'Officers active',
  roll: (n) => `${n} on the roll`,
  model: 'Model',
  gone: 'today’s budget is used up; answers quote the notices',
  spent: (tokens, money) => `${tokens} tokens today, ${money}`,
  channels: 'Channels',
  webOnly: 'The web alone.',
  names: { web: 'Web', slack: 'Slack', wechat: 'WeChat', wecom: 'WeChat customer service', terminal: 'Terminal', tray: 'Officers’ trays, waiting to be read' },
  states: { up: 'up', degraded: 'unsteady', down: 'down' },
  qr: 'QR code to sign in to WeChat',
  scan: 'Scan it with the WeChat that keeps the desk. The code expires; reload for a new one.',
  outbox: 'Outbox',
  outboxTable: 'Messages waiting in each channel',
  empty: 'Empty.',
  columns: { channel: 'Channel', waiting: 'Waiting', oldest: 'Oldest waits', dead: 'Given up' },
  machines: 'For machines that watch: ',
  comma: ', ',
  noCases: '. The administrator sees no case.',
  minutes: (n) => (n < 1 ? 'under a minute' : many(n, 'minute')),
  hours: (n) => many(n, 'hour'),
  days: (n) => many(n, 'day'),
}

export const OPERATOR: Readonly<Record<Language, typeof zh>> = { zh, en }
