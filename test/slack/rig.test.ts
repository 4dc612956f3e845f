/** The Slack rig tried on a small app: each way in arrives, each thing shown can be read, and each fault happens. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Driver, httpRoad, openDriver } from './driver.ts'
import { openEcho, SECRET } from './echo.ts'
import type { Fault, Json } from './faults.ts'
import { problemsOf } from './limits.ts'
import { openWorkspace, SCOPES, SlackRefused, type Workspace } from './workspace.ts'

let w: Workspace
let echo: Awaited<ReturnType<typeof openEcho>>
let slack: Driver
const soon = vi.waitFor

beforeAll(async () => {
  w = await openWorkspace({ users: ['wang', 'li'], channels: [{ name: 'cases' }, { name: 'closed-room', private: true, bot: false }] })
  echo = await openEcho(w)
  slack = openDriver(w, httpRoad(echo.url, SECRET))
})
afterAll(async () => {
  await echo.close()
  await w.close()
})
afterEach(() => {
  w.faults.forget()
  echo.heard.length = 0
  echo.failed.length = 0
})

/** A card of the echo app in the channel. */
async function card() {
  const { message } = await slack.mention('wang', 'cases', '一张卡')
  return soon(async () => {
    const reply = (await w.thread('cases', message.ts))[1]
    if (!reply) throw new Error('no card yet')
    return reply
  })
}
const heard = (kind: string) => soon(() => echo.heard.find((h) => h.kind === kind)?.body ?? Promise.reject(new Error(`no ${kind} yet`)))

describe('the ways in', () => {
  it('a mention arrives as message and as app_mention, and the reply stands in its thread', async () => {
    const { message, sent } = await slack.mention('wang', 'cases', 'A & B <c>')
    expect(sent.map((s) => s.status)).toEqual([200, 200])
    expect(Math.max(...sent.map((s) => s.ms))).toBeLessThan(500)
    expect(new Set(sent.map((s) => s.eventId)).size).toBe(2)
    await soon(async () =>
      expect((await w.thread('cases', message.ts)).map((m) => [m.text, m.bot_id])).toEqual([
        [`<@${w.botUserId}> A &amp; B &lt;c&gt;`, undefined],
        ['A &amp; B &lt;c&gt;', w.botId],
      ]),
    )
    const events = echo.heard.map((h) => (h.body as { event: Json }).event)
    expect(events.map((e) => e.ts)).toEqual([message.ts, message.ts])
  })

  it('a direct message comes as message.im', async () => {
    const { message } = await slack.directMessage('li', '你好')
    expect((await heard('message')).event).toMatchObject({ channel: message.channel, channel_type: 'im', user: w.user('li'), text: '你好' })
    expect((await w.history(message.channel)).map((m) => m.text)).toContain('你好')
  })

  it('an event is delivered again under the same id with retry headers', async () => {
    const event = { type: 'message', channel: w.channel('cases'), user: w.user('wang'), text: 'x', ts: '1.1' }
    await slack.event(event, { eventId: 'EvSAME' })
    expect((await slack.redeliver(event, 'EvSAME', 1)).status).toBe(200)
    await soon(() => expect(echo.heard.map((h) => h.body.event_id)).toEqual(['EvSAME', 'EvSAME']))
  })

  it('the url is verified', async () => {
    expect(await slack.verifyUrl('word')).toMatchObject({ status: 200, body: { challenge: 'word' } })
  })

  it('a slash command is answered in its ack and at its response_url', async () => {
    expect(await slack.slash('wang', 'cases', '/zhiwen', '今天')).toMatchObject({ status: 200, body: '收到 今天' })
    await soon(() => expect(w.responses()).toEqual([{ text: '办好了' }]))
  })

  it('a press updates the card, tells the person and opens a modal, whose fields answer errors', async () => {
    const before = await card()
    expect((await slack.press(before, 'take', 'li')).status).toBe(200)
    const view = await soon(() => w.opened()[0]?.view ?? Promise.reject(new Error('nothing opened')))
    expect((await w.message('cases', before.ts))?.text).toBe('已接')
    expect(w.updates(before.ts)).toHaveLength(1)
    expect(w.ephemerals('li').map((e) => e.text)).toEqual(['是您的了'])
    expect(w.ephemerals('wang')).toEqual([])
    expect((await slack.submit(view, { text: '短' }, 'li')).body).toEqual({ response_action: 'errors', errors: { words: '太短' } })
    expect((await slack.submit(view, { words: '已经处理完毕' }, 'li')).body).toBe('')
    expect((await slack.closeView(view, 'li')).status).toBe(200)
    expect(echo.heard.map((h) => h.kind)).toEqual(expect.arrayContaining(['action', 'view', 'view_closed']))
    await expect(slack.press(before, 'none', 'li')).rejects.toThrow('there are: take')
    await expect(slack.submit(view, { none: 1 }, 'li')).rejects.toThrow('there are: words/text')
  })

  it('a trigger is good once and for three seconds', async () => {
    const old = await card()
    const trigger = await w.trigger('li')
    await sleep(3100)
    await slack.press(old, 'take', 'li', { trigger })
    await soon(() => expect(echo.failed).toMatchObject([{ data: { error: 'expired_trigger_id' } }]))
  })

  it('App Home is published and comes back with the next opening', async () => {
    await slack.openHome('wang')
    await soon(() => expect(w.published('wang')).toHaveLength(1))
    await slack.openHome('wang')
    await soon(() => expect(echo.heard[1]?.body).toMatchObject({ event: { tab: 'home', view: { id: w.home('wang')?.id } } }))
    await slack.openHome('wang', { tab: 'messages' })
    await soon(() => expect(echo.heard[2]?.body).toMatchObject({ event: { tab: 'messages' } }))
  })

  it('a shortcut, a shared file, an edit, a deletion, a joining and the app’s own echo arrive', async () => {
    expect((await slack.shortcut('ask', 'wang')).status).toBe(200)
    const { message } = await slack.share('wang', 'cases', 'a.pdf', Buffer.from('%PDF-1.4'), { text: '附件' })
    const file = message.files?.[0]
    expect((await heard('message')).event).toMatchObject({ subtype: 'file_share', files: [{ name: 'a.pdf' }] })
    const bytes = await fetch(file?.url_private_download ?? '', { headers: { authorization: `Bearer ${w.botToken}` } })
    expect(await bytes.text()).toBe('%PDF-1.4')
    expect(w.faults.count('/files-pri')).toBe(1)
    expect(await (await fetch(file?.url_private_download ?? '')).text()).toContain('Sign in')
    await w.removeFile('wang', file?.id ?? '')
    expect((await fetch(file?.url_private_download ?? '', { headers: { authorization: `Bearer ${w.botToken}` } })).status).toBe(404)
    const { message: said } = await slack.say('wang', 'cases', '原话')
    expect((await slack.edit(said, '改过')).status).toBe(200)
    expect((await w.message('cases', said.ts))?.text).toBe('改过')
    expect((await slack.remove(said)).status).toBe(200)
    expect(await w.message('cases', said.ts)).toBeNull()
    expect((await slack.joined('li', 'cases')).status).toBe(200)
    expect((await slack.echo(await card())).status).toBe(200)
  })
})

describe('a request that is not Slack’s', () => {
  it.each([
    ['a bad signature', { signature: 'bad' as const }, 401],
    ['no signature', { signature: 'missing' as const }, 401],
    ['no time', { clock: 'missing' as const }, 401],
    ['an old time', { clock: -600 }, 401],
    ['a changed body', { tampered: true }, 401],
    // Bolt lets this one in: the app must look itself.
    ['a time to come', { clock: 3600 }, 200],
  ])('with %s', async (_name, odd, status) => {
    const level = vi.spyOn(console, 'warn').mockReturnValue()
    expect((await slack.event({ type: 'message', channel: w.channel('cases'), user: w.user('wang'), text: 'x', ts: '2.2' }, odd)).status).toBe(status)
    level.mockRestore()
  })
})

describe('the proxy', () => {
  const post = () => echo.app.client.chat.postMessage({ token: w.botToken, channel: w.channel('cases'), text: 'canary 110101199003070000' })
  const posted = async () => (await w.history('cases')).filter((m) => m.text.startsWith('canary')).length

  it.each<[Fault, RegExp, number]>([
    [{ kind: 'rate-limited', retryAfter: 2 }, /slack_webapi_rate_limited_error/, 0],
    [{ kind: 'unavailable' }, /slack_webapi_http_error/, 0],
    [{ kind: 'error', error: 'is_archived' }, /slack_webapi_platform_error/, 0],
    [{ kind: 'lost' }, /slack_webapi_request_error/, 1],
    [{ kind: 'hang', stored: false }, /slack_webapi_request_error/, 0],
    [{ kind: 'hang', stored: true }, /slack_webapi_request_error/, 1],
  ])('%j', async (fault, code, stored) => {
    const before = await posted()
    const rule = w.faults.on('chat.postMessage', fault, { nth: 2 })
    await post()
    await expect(post()).rejects.toMatchObject({ code: expect.stringMatching(code) })
    await post()
    expect(await posted()).toBe(before + 2 + stored)
    expect(rule.hits()).toBe(1)
    expect(w.faults.count('chat.postMessage')).toBe(3)
    rule.remove()
  })

  it('is gone for a while, then back on the same port', async () => {
    await w.faults.gone()
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    await w.faults.back()
    expect((await post()).ok).toBe(true)
  })

  it('is slow, and can answer anything', async () => {
    w.faults.on('chat.postMessage', { kind: 'slow', ms: 300 })
    const began = Date.now()
    await post()
    expect(Date.now() - began).toBeGreaterThanOrEqual(300)
    w.faults.on('/files-pri', { kind: 'raw', status: 200, type: 'text/html', body: '<html>' })
    expect(await (await fetch(`${w.faults.url}/files-pri/F1/a.pdf`)).text()).toBe('<html>')
  })

  it('keeps what was sent, so a canary is found, and what is shown can be checked', async () => {
    await post()
    await card()
    expect(w.faults.carrying('110101199003070000')).toHaveLength(1)
    expect(w.faults.carrying('接单')).toHaveLength(1)
    expect(w.faults.calls('chat.postMessage').at(-1)?.body.blocks).toBeInstanceOf(Array)
    expect(problemsOf(w.faults.calls())).toEqual([])
  })

  it('knows no token but ours, and ours no longer when revoked', async () => {
    await expect(echo.app.client.auth.test({ token: 'xoxb-unknown' })).rejects.toMatchObject({ data: { error: 'invalid_auth' } })
    w.revoke()
    await expect(post()).rejects.toMatchObject({ data: { error: 'token_revoked' } })
    w.restore()
    expect((await echo.app.client.auth.test({ token: w.botToken })).user_id).toBe(w.botUserId)
  })

  it('answers an unknown method as Slack does, and takes an assistant’s decoration', async () => {
    await expect(echo.app.client.apiCall('no.such', { token: w.botToken })).rejects.toMatchObject({ data: { error: 'unknown_method' } })
    expect((await echo.app.client.assistant.threads.setStatus({ token: w.botToken, channel_id: 'D1', thread_ts: '1.1', status: '…' })).ok).toBe(true)
  })
})

describe('the workspace', () => {
  const refused = (where: string) =>
    echo.app.client.chat.postMessage({ token: w.botToken, channel: w.channel(where), text: 'x' }).then(
      () => 'ok',
      (e) => e.data.error,
    )

  it('has channels the bot is not in, archives them, and puts it in', async () => {
    expect(await refused('closed-room')).toBe('not_in_channel')
    await w.putIn('closed-room', w.botUserId)
    expect(await refused('closed-room')).toBe('ok')
    await w.takeOut('closed-room', w.botUserId)
    expect(await refused('closed-room')).toBe('not_in_channel')
    await w.addChannel('new-room')
    await w.archive('new-room')
    expect(await refused('new-room')).toBe('is_archived')
    await w.unarchive('new-room')
    expect(await refused('new-room')).toBe('ok')
    expect(() => w.user('nobody')).toThrow('seeded: ')
    await expect(w.archive('general')).rejects.toBeInstanceOf(SlackRefused)
  })

  it('refuses what the app has no scope for', async () => {
    const poor = await openWorkspace({ scopes: SCOPES.filter((s) => s !== 'chat:write') })
    const answer = await fetch(`${poor.apiUrl}chat.postMessage`, { method: 'POST', headers: { authorization: `Bearer ${poor.botToken}` } })
    expect(await answer.json()).toMatchObject({ error: 'missing_scope', needed: 'chat:write' })
    await poor.close()
  })
})
