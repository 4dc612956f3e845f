/** The parts of the Slack adapter that touch nothing: what is for us, text in and out, replies, cards, and the manifest against what the code needs. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { legal, readValue } from '../../adapters/channels/slack/card.ts'
import { actionOf, contentOf, fieldError } from '../../adapters/channels/slack/modals.ts'
import { heardCommand, heardEvent, heardPress, targetOf } from '../../adapters/channels/slack/receive.ts'
import { renderReply } from '../../adapters/channels/slack/render.ts'
import { SCOPES } from '../../adapters/channels/slack/slack.ts'
import { head, mrkdwn, pieces, plain, short } from '../../adapters/channels/slack/text.ts'
import { type Case, HAPPENS_AT, type Stage } from '../../src/cases/case.ts'
import { ready } from '../../src/officer/act.ts'
import type { Card } from '../../src/officer/queue.ts'
import { BASE } from './joined.ts'
import { problems } from './limits.ts'
import { read } from './look.ts'
import { SCOPES as GRANTED } from './workspace.ts'

const BOT = 'U0BOT'
const post = (more: object) => ({ type: 'message', channel: 'C1', user: 'U1', ts: '10.1', text: 'x', ...more })

describe('what is for us', () => {
  it.each([
    ['a mention', post({ type: 'app_mention', text: `<@${BOT}> 问` }), 'slack:C1:10.1'],
    ['the same post as a message', post({ text: `<@${BOT}> 问` }), 'slack:C1:10.1'],
    ['a follow-up in a thread', post({ thread_ts: '9.9' }), 'slack:C1:9.9'],
    ['one that is shown in the channel too', post({ thread_ts: '9.9', subtype: 'thread_broadcast' }), 'slack:C1:9.9'],
    ['a direct message', post({ channel: 'D1' }), 'slack:D1'],
    ['one in a thread of it', post({ channel: 'D1', thread_ts: '9.9' }), 'slack:D1:9.9'],
  ])('%s', (_name, event, conversation) => {
    expect(heardEvent(event, BOT)).toMatchObject({ conversation, id: `${event.channel}:10.1`, body: { kind: 'said' } })
  })

  it.each([
    ['a remark in a channel', post({})],
    ['a remark to somebody else in a thread', post({ thread_ts: '9.9', text: '<@U2> 你看看' })],
    ['our own', post({ user: BOT, channel: 'D1' })],
    ['another bot’s', post({ bot_id: 'B1', text: `<@${BOT}> 问` })],
    ['a joining', post({ subtype: 'channel_join', text: `<@${BOT}>` })],
    ['what Slack adds for a link', post({ subtype: 'message_changed', message: post({ channel: 'D1' }), previous_message: post({ channel: 'D1' }) })],
    ['an edit of our own', post({ channel: 'D1', subtype: 'message_changed', message: post({ user: BOT, text: 'b' }), previous_message: post({ user: BOT }) })],
    ['nothing', null],
    ['nonsense', { type: 'message', channel: 1 }],
  ])('not %s', (_name, event) => expect(heardEvent(event, BOT)).toBeNull())

  it('a button asks on behalf of whoever presses it, once each', () => {
    const press = (action: object, container: object = {}) =>
      heardPress({
        type: 'block_actions',
        user: { id: 'U1', name: 'wang' },
        container: { type: 'message', message_ts: '10.2', channel_id: 'C1', thread_ts: '10.1', ...container },
        actions: [action],
      })
    expect(press({ action_id: 'ask:original', value: '三 原文' })).toEqual({
      id: 'press:C1:10.2:original:U1',
      conversation: 'slack:C1:10.1',
      body: { kind: 'asked', user: 'U1', text: '三 原文' },
    })
    expect(press({ action_id: 'ask:person', value: '转人工' }, { is_ephemeral: true, thread_ts: null })?.conversation).toBe('slack:C1:!U1')
    expect(press({ action_id: 'ask:person', value: '转人工' }, { channel_id: 'D1', thread_ts: null })?.conversation).toBe('slack:D1')
    expect(press({ action_id: 'share', value: 'q' }, { is_ephemeral: true })?.body).toEqual({ kind: 'shared', channel: 'C1', user: 'U1', name: 'wang', text: 'q' })
    expect([press({ action_id: 'case:accept', value: 'x' }), press({ action_id: 'ask:original' }), heardPress({ type: 'block_actions' })]).toEqual([null, null, null])
    expect(heardCommand({ command: '/zhiwen', channel_id: 'C1', user_id: 'U1', text: ' 问 ', trigger_id: 't' })).toMatchObject({
      id: 'command:t',
      conversation: 'slack:C1:!U1',
    })
    expect(heardCommand({ command: '/case', channel_id: 'C1', user_id: 'U1', text: 'x', trigger_id: 't' })).toBeNull()
  })

  it('addresses lead where they should', () => {
    expect(['slack:@U1', 'slack:C1:!U1', 'slack:C1:10.1', 'slack:D1'].map(targetOf)).toEqual([
      { kind: 'person', user: 'U1' },
      { kind: 'private', channel: 'C1', user: 'U1' },
      { kind: 'place', channel: 'C1', root: '10.1' },
      { kind: 'place', channel: 'D1', root: null },
    ])
  })
})

describe('text', () => {
  it('comes in as its writer saw it', () => {
    expect(plain('A &amp; B &lt;c&gt;  <https://a.cn/x|这里> <#C1|公告> <@U2|li> <@U3> <!here> <mailto:a@b.cn|a@b.cn>')).toBe('A & B <c> 这里 #公告 @li here a@b.cn')
  })
  it('goes out harmless', () => {
    expect(mrkdwn('<!channel> <@U1> a_b 2021****.1')).toBe('&lt;!channel&gt; &lt;@U1&gt; a_b 2021****.1')
    expect(mrkdwn('*粗* ```x``` \ud83d')).not.toMatch(/(?:^|\s)\*粗|```|\ud83d/)
  })
  it('is cut at a stop, never in a character or an escape', () => {
    expect(pieces('一二三四。五六七八。九', 5)).toEqual(['一二三四。', '五六七八。', '九'])
    for (const most of [5, 6, 7, 8, 9, 10, 11, 12]) {
      for (const text of ['👨‍👩‍👧‍👦'.repeat(9), '𠮷'.repeat(20), '&amp;'.repeat(9), 'a&lt;b&gt;'.repeat(5)]) {
        const cut = head(text, most)
        expect([cut.isWellFormed(), cut.length <= most || cut.length > 0, /&[a-z]*$/.test(cut)]).toEqual([true, true, false])
        expect(short(text, most).length).toBeLessThanOrEqual(most)
      }
    }
  })
})

describe('a reply', () => {
  const citation = (clause: string, label: string) => ({ clause, label, quote: 'q', start: 3, end: 9 })
  const around = {
    question: 'slack:q',
    linkOf: ({ clause, start, end }: { clause: string; start: number; end: number }) => `${BASE}/notices/${clause.replace('#', '/')}?from=${start}&to=${end}`,
    share: null,
  }
  const answer = { answered: true, reason: null, text: '', related: [], departments: [] }

  it('has its sources as links and not as lines, its quotes set off', () => {
    const text = '辽宁省写明：\n「力争1个工作日。」\n责任部门：知识产权服务处。可向上述责任部门提出。\n依据：辽知发〔2022〕6号（二）做好（辽宁）\n回复“原文”看整条。'
    const { blocks, text: line } = renderReply({ text, answer: { ...answer, citations: [citation('ln-2022-6#2', '辽知发〔2022〕6号（二）')] } }, around)
    expect(read(blocks as never)).toBe(
      '辽宁省写明：\n> 「力争1个工作日。」\n*责任部门：* 知识产权服务处。可向上述责任部门提出。\n  · 依据：辽知发〔2022〕6号（二）↗\n[原文] [有用] [没用] [转人工]',
    )
    expect(JSON.stringify(blocks)).toContain(`<${BASE}/notices/ln-2022-6/2?from=3&amp;to=9|`)
    expect(line).not.toContain('依据')
  })

  it('lays a list out as a table whose rows are links, and two sides in columns', () => {
    const cited = ['国知发运字〔2021〕22号八、', '辽知发〔2022〕6号（一）'].map((label, i) => citation(`n#${i}`, label))
    const rows = '写到“某局”的共2条：\n1. 国知发运字〔2021〕22号八、完善环境：「某局将加强」\n2. 辽知发〔2022〕6号（一）提高：「各市」（辽宁）'
    const listed = renderReply({ text: rows, answer: { ...answer, citations: cited } }, around)
    expect(read(listed.blocks as never)).toContain(
      '┆ *1.* 国知发运字〔2021〕22号八↗完善环境\n  ┆ 「某局将加强」\n  ┆ *2.* 辽知发〔2022〕6号（一）↗提高（辽宁）\n  ┆ 「各市」',
    )
    const sides = renderReply({ text: '1. 国家写明：\n「甲」\n2. 辽宁省写明：\n「乙」', answer: { ...answer, citations: cited } }, around)
    expect(sides.blocks[0]).toMatchObject({ type: 'section', fields: [{ text: '*1. 国家写明*\n「甲」' }, { text: '*2. 辽宁省写明*\n「乙」' }] })
    for (const { blocks, text } of [listed, sides]) expect(problems('chat.postMessage', { channel: 'C', text, blocks })).toEqual([])
  })

  it('without an answer offers a person, and small talk nothing', () => {
    const none = (reason: 'not-in-notices' | 'small-talk') =>
      read(renderReply({ text: '没有写。', answer: { ...answer, answered: false, reason, citations: [] } }, around).blocks as never)
    expect(none('not-in-notices')).toBe('没有写。\n[转人工]')
    expect(none('small-talk')).toBe('没有写。')
  })
})

describe('a card', () => {
  it('offers what its state allows, and nothing else', () => {
    const stages = Object.keys(Object.fromEntries(Object.values(HAPPENS_AT).flatMap((all) => all.map((stage) => [stage, 1])))) as Stage[]
    const hand = { officer: 'a', name: 'a', department: 'd' }
    for (const stage of stages)
      for (const transfer of [null, { to: 'd2' }])
        for (const talk of [null, { since: '', last: '' }]) {
          if ((transfer || talk) && !HAPPENS_AT.transferred.includes(stage)) continue
          const c = { stage, transfer, talk, handler: stage === 'submitted' ? null : hand, due: null, rating: null } as unknown as Case
          const card = { status: transfer ? 'transfer-pending' : stage, handler: c.handler, talking: talk !== null } as unknown as Card
          const kinds = ['accept', 'transfer', 'accept-transfer', 'return', 'request-supplements', 'reply', 'end-talk', 'note', 'close'] as const
          // Supplements may be asked for while a transfer waits; the card does not tell at which stage it does.
          const may = kinds.filter((kind) => ready(c, kind) && !(transfer && kind === 'request-supplements'))
          expect([stage, transfer, [...legal(card)].sort()]).toEqual([stage, transfer, [...may, 'history'].sort()])
        }
  })
  it('carries number and version, and reads nothing else', () => {
    expect(readValue('LN-20261122-NMAF3RNF.12')).toEqual({ number: 'LN-20261122-NMAF3RNF', moved: 12 })
    for (const value of ['', 'LN-1.2', 'LN-20261122-NMAF3RNF', 'LN-20261122-NMAF3RNF.x', ' LN-20261122-NMAF3RNF.1;']) expect(readValue(value)).toBeNull()
  })
})

describe('a form', () => {
  it('takes one item a line, however numbered, and finds one that says nothing', () => {
    expect(actionOf('request-supplements', { items: '1. 甲证\n2、乙证\n\n（3）丙\n- 丁证' }, true)).toMatchObject({
      items: ['甲证', '乙证', '（3）丙', '丁证'],
      confirmed: true,
    })
    expect(fieldError('request-supplements', { items: '登记簿\n证' }, null, '')).toEqual({ items: expect.stringContaining('“证”太短') })
    expect(fieldError('close', {}, 'no-result', '要结果')).toEqual({ result: '要结果' })
    expect(fieldError('reply', {}, 'moved', 'x')).toBeNull()
    expect(contentOf({ a: '1', b: '2' })).toBe(contentOf({ b: '2', a: '1' }))
  })
})

describe('the manifest', () => {
  const folder = join(import.meta.dirname, '../../adapters/channels/slack')
  const manifest = readFileSync(join(folder, 'slack-manifest.yaml'), 'utf8')
  const list = (name: string) =>
    (new RegExp(`${name}:\\n((?:\\s+- .*\\n)+)`).exec(manifest)?.[1] ?? '').split('\n').flatMap((line) => /- ([\w.:]+)/.exec(line)?.[1] ?? [])
  const code = globSync('*.ts', { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')

  it('asks for the scopes that the code names, each with a reason, and the rig grants no more', () => {
    expect(list('bot').sort()).toEqual([...SCOPES].sort())
    expect([...GRANTED].sort()).toEqual([...SCOPES].sort())
    for (const line of manifest.split('\n').filter((l) => /^ {6}- [\w.]+:/.test(l))) expect(line).toMatch(/ # .{4,}/)
  })
  it('asks for nothing that no call or event needs', () => {
    const needs: Readonly<Record<string, RegExp>> = {
      'chat:write': /chat\.postMessage/,
      'app_mentions:read': /app_mention/,
      'assistant:write': /assistant\.threads/,
      'channels:history': /conversations\.replies/,
      'groups:history': /conversations\.history/,
      'im:history': /startsWith\('D'\)/,
      'im:write': /conversations\.open/,
      'files:read': /url_private_download/,
      commands: /app\.command/,
      'reactions:write': /reactions\.add/,
    }
    expect(Object.keys(needs).sort()).toEqual([...SCOPES].sort())
    for (const [scope, used] of Object.entries(needs)) expect([scope, used.test(code)]).toEqual([scope, true])
    const called = [...new Set([...code.matchAll(/'((?:chat|views|conversations|auth|reactions|assistant\.threads)\.[A-Za-z]+)'/g)].map((m) => m[1]))].sort()
    expect(called).toEqual([
      'assistant.threads.setSuggestedPrompts',
      'auth.test',
      'chat.postEphemeral',
      'chat.postMessage',
      'chat.update',
      'conversations.history',
      'conversations.open',
      'conversations.replies',
      'reactions.add',
      'views.open',
      'views.publish',
      'views.push',
      'views.update',
    ])
  })
  it('subscribes to what is listened to, and names both commands', () => {
    expect(list('bot_events')).toEqual(['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im'])
    for (const command of ['/zhiwen', '/case']) {
      expect(manifest).toContain(`command: ${command}`)
      expect(code).toContain(`app.command('${command}'`)
    }
  })
})
