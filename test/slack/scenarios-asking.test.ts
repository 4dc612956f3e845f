/** Staff ask in Slack (CHANNELS, scenarios 1–3, 5, 6, 16–19): once each, in the thread, with sources, whatever arrives twice, late or forged. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { BASE, SECRET } from './joined.ts'
import { problemsOf } from './limits.ts'
import { openStage, type Stage, soon } from './stage.ts'
import type { Message } from './workspace.ts'

let s: Stage
let slow = 0
beforeAll(async () => {
  s = await openStage({ slow: () => sleep(slow) })
})
afterEach(() => {
  s.check()
})
afterAll(() => s.close())

const QUESTION = '质押登记几天能办好'
const replied = (message: Message, n = 1) =>
  soon(async () => {
    const answers = await s.answers(message)
    if (answers.length < n) throw new Error(`${answers.length} of ${n} answers`)
    return answers
  })
const quiet = () => sleep(350)

it('scenario 1: a mention with a question is acknowledged at once and answered once in the thread, with its sources', async () => {
  const { message, sent } = await s.driver.mention('wang', 'talk', QUESTION)
  for (const { status, ms } of sent) expect([status, ms < 500]).toEqual([200, true])
  const [answer] = await replied(message)
  expect(answer?.thread_ts).toBe(message.ts)
  expect(answer?.text).toContain('1个工作日')
  expect(answer?.text).not.toContain('@')
  const blocks = JSON.stringify(answer?.blocks)
  expect(blocks).toContain(`${BASE}/notices/ln-2022-6/2?from=`)
  expect(blocks).toContain('辽知发〔2022〕6号（二）')
  const call = s.w.faults.calls('chat.postMessage').at(-1)
  expect([call?.body.unfurl_links, call?.body.unfurl_media].map(String)).toEqual(['false', 'false'])
  // A follow-up needs no mention; a colleague's remark is not taken for one.
  const { message: more } = await s.driver.say('wang', 'talk', '那谁负责？', { thread: message.ts })
  const answers = await replied(message, 2)
  expect(answers.at(-1)?.text).toContain('知识产权服务处')
  await s.driver.say('li', 'talk', '这个上次也问过', { thread: message.ts })
  await s.driver.say('wang', 'talk', '随便说一句')
  await quiet()
  expect(await s.answers(message)).toHaveLength(2)
  expect(more.thread_ts).toBe(message.ts)
})

it('scenario 1: a direct message, a private question, its sharing, the original and what people think of it', async () => {
  const { message } = await s.driver.directMessage('li', QUESTION)
  expect((await replied(message)).at(-1)?.text).toContain('1个工作日')

  expect((await s.driver.slash('wang', 'talk', '/zhiwen', '32号文第三条')).status).toBe(200)
  const own = await soon(() => s.w.ephemerals('wang').find((e) => e.text.includes('32号')) ?? Promise.reject(new Error('no ephemeral')))
  expect(own.channel).toBe(s.w.channel('talk'))
  const shown = { ...own, ts: '1.000001', channel: own.channel } as unknown as Message
  await s.driver.press(shown, 'share', 'wang')
  const root = await soon(async () => (await s.w.history('talk')).find((m) => m.text.includes('问：32号文第三条')) ?? Promise.reject(new Error('not shared')))
  const shared = (await replied(root, 2)).at(-1)
  expect(shared?.text).toContain('国知发管字〔2018〕32号')
  await s.driver.press(shown, 'share', 'wang')

  const { message: third } = await s.driver.mention('wang', 'talk', '融资风险补偿怎么分担')
  const [answer] = (await replied(third)) as [Message]
  await s.driver.press(answer, 'ask:original', 'li')
  const whole = (await replied(third, 2)).at(-1)
  expect(whole?.text.length).toBeGreaterThan(answer.text.length)
  await s.driver.press(answer, 'rate:no', 'li')
  await soon(() => expect(s.w.ephemerals('li').at(-1)?.text).toContain('谢谢'))
  const after = await s.w.message('talk', answer.ts)
  expect(JSON.stringify(after?.blocks)).not.toContain('rate:')
  const [asked] = await s.store.asked.list({ since: new Date(0), limit: 50 }).then((all) => all.filter((q) => q.text.includes('融资风险补偿')))
  expect(asked?.useful).toBe(false)
  await quiet()
  expect((await s.w.history('talk')).filter((m) => m.text.includes('问：32号文第三条'))).toHaveLength(1)
})

it('scenario 2: one event delivered three times, with retry headers, is answered once', async () => {
  const message = await s.w.post('wang', 'talk', `<@${s.w.botUserId}> ${QUESTION}`)
  const event = { type: 'app_mention', user: message.user, text: message.text, ts: message.ts, channel: message.channel, event_ts: message.ts }
  for (const num of [0, 1, 2]) expect((await s.driver.redeliver(event, 'EvTWICE', num)).status).toBe(200)
  await replied(message)
  expect((await s.driver.redeliver(event, 'EvTWICE', 3)).status).toBe(200)
  await quiet()
  expect(await s.answers(message)).toHaveLength(1)
})

it('scenario 3: message and app_mention of one post are one question', async () => {
  const { message, sent } = await s.driver.mention('li', 'talk', '733号联系人电话')
  expect(new Set(sent.map((one) => one.eventId)).size).toBe(2)
  await replied(message)
  await quiet()
  expect(await s.answers(message)).toHaveLength(1)
})

it('scenario 5: what is not signed as it should be is refused without effect, and nothing secret is told', async () => {
  const message = await s.w.post('wang', 'talk', `<@${s.w.botUserId}> ${QUESTION}`)
  const event = { type: 'app_mention', user: message.user, text: message.text, ts: message.ts, channel: message.channel, event_ts: message.ts }
  const odd = [{ signature: 'bad' }, { signature: 'missing' }, { clock: 'missing' }, { clock: -600 }, { clock: 3600 }, { clock: 120 }, { tampered: true }] as const
  for (const one of odd) expect([one, (await s.driver.event(event, one)).status]).toEqual([one, 401])
  await quiet()
  expect(await s.answers(message)).toEqual([])
  expect(await s.store.intake.waiting('slack', 10)).toEqual([])
  const told = s.told.join('\n')
  expect(told).toContain('签名不符')
  for (const secret of [SECRET, s.w.botToken, QUESTION, message.text]) expect(told).not.toContain(secret)
  // A little ahead is a clock, not a forgery; a page of a browser is no end of the process.
  expect((await s.driver.event({ ...event, ts: '2.000001' }, { clock: 30 })).status).toBe(200)
  expect((await fetch(s.url)).status).toBe(404)
})

it('scenario 6: a slow model holds up no acknowledgement; progress is shown, and the answer takes its place', async () => {
  slow = 2_300
  const { message, sent } = await s.driver.mention('wang', 'talk', QUESTION)
  for (const { status, ms } of sent) expect([status, ms < 500]).toEqual([200, true])
  const [waiting] = (await replied(message)) as [Message]
  expect(waiting.text).toBe('正在查……')
  const answer = await soon(async () => {
    const now = await s.w.message('talk', waiting.ts)
    if (!now?.text.includes('1个工作日')) throw new Error('not answered')
    return now
  })
  slow = 0
  expect(answer.metadata?.event_payload.key).toBe(`slack:${message.channel}:${message.ts}:0`)
  await quiet()
  expect(await s.answers(message)).toHaveLength(1)
})

it('scenario 16: three files, one .exe, one of 30 MB, one gone: kept by hash or refused by name; the token goes nowhere else', async () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF')
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 1)])
  const strangers: (string | undefined)[] = []
  const elsewhere = createServer((request, response) => {
    strangers.push(request.headers.authorization)
    response.end('x')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const posted = [
    await s.w.upload('wang', await s.w.dm('wang'), 'register.pdf', pdf),
    await s.w.upload('wang', await s.w.dm('wang'), 'setup.exe', exe),
    await s.w.upload('wang', await s.w.dm('wang'), 'gone.pdf', pdf),
  ]
  const files = posted.flatMap((m) => m.files ?? [])
  await s.w.removeFile('wang', files[2]?.id ?? '')
  const message = posted[0] as Message
  const big = { name: 'video.mp4', size: 30 * 1024 * 1024, url_private_download: `${s.w.faults.url}/files-pri/T/F/video.mp4`, mode: 'hosted' }
  const foreign = { name: 'x.pdf', size: 10, url_private_download: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x.pdf`, mode: 'external' }
  const { subtype: _none, ...rest } = message
  const event = { ...rest, type: 'message', subtype: 'file_share', channel_type: 'im', event_ts: message.ts, text: '', files: [...files, big, foreign] }
  const before = s.w.faults.count('/files-pri')
  expect((await s.driver.event(event)).status).toBe(200)
  const words = await soon(async () => {
    const all = (await s.answers(message)).map((m) => m.text).join('\n')
    if (!all.includes('register.pdf')) throw new Error(all)
    return all
  })
  expect(words).toMatch(/“setup\.exe”没能收下/)
  expect(words).toMatch(/“gone\.pdf”没能收下：文件已被删除/)
  expect(words).toMatch(/“video\.mp4”没能收下：文件超过 20 MB/)
  expect(words).toMatch(/“x\.pdf”没能收下：文件不在 Slack 上/)
  const kept = await s.store.files.ofConversation(`slack:${message.channel}`)
  expect(kept.map((f) => [f.name, f.hash])).toEqual([['register.pdf', createHash('sha256').update(pdf).digest('hex')]])
  expect(strangers).toEqual([])
  expect(s.w.faults.count('/files-pri') - before).toBe(3)
  await new Promise<void>((resolve) => elsewhere.close(() => resolve()))
})

it('scenario 17: a 20,000-character answer with fences, brackets, <!channel> and emoji keeps every limit, mentions nobody, halves no character', async () => {
  const hostile = '```代码``` <>& <!channel> <@U0ZHIWEN01> *粗* _斜_ 👨‍👩‍👧‍👦𠮷句子到这里结束。'
  const text = hostile.repeat(Math.ceil(20_000 / hostile.length))
  const citation = { clause: 'ln-2022-6#2', label: '辽知发〔2022〕6号（二）|<!here>', quote: '力争1个工作日', start: 0, end: 8 }
  const answer = { answered: true, reason: null, text, citations: Array.from({ length: 30 }, (_, i) => ({ ...citation, start: i })), related: [], departments: [] }
  const conversation = `slack:${s.w.channel('talk')}`
  const bodies = [
    { text },
    { text, answer, choices: Array.from({ length: 12 }, (_, i) => `${i}${hostile}`) },
    { text: '👨‍👩‍👧‍👦'.repeat(3_000) },
    { text: `1. 国家写明：\n「${text}」\n2. 辽宁写明：\n「${text}」`, answer },
    { text: Array.from({ length: 120 }, (_, i) => `${i + 1}. 第${i}条：「${hostile}」`).join('\n'), answer },
    { text: '' },
  ]
  for (const [i, body] of bodies.entries())
    expect(await s.slack.send({ key: `slack:long${i}:0`, channel: 'slack', conversation, body, sequence: i, attempt: 1 })).toEqual({ kind: 'sent' })
  const calls = s.w.faults.calls('chat.postMessage').slice(-bodies.length)
  expect(problemsOf(calls)).toEqual([])
  for (const call of calls) expect(call.body.text).not.toMatch(/<!|<@/)
  expect(JSON.stringify(calls[1]?.body.blocks)).toContain('没有显示')
})

it('scenario 18: own edits, other bots, deletions and joins are ignored; no loop in 100 rounds', async () => {
  const { message } = await s.driver.mention('wang', 'talk', QUESTION)
  const [answer] = (await replied(message)) as [Message]
  await quiet()
  const before = s.w.faults.count()
  const other = { ...answer, user: 'U0OTHERBOT', bot_id: 'B0OTHER' }
  for (let round = 0; round < 100; round++) {
    const event = [
      () => s.driver.echo(answer),
      () => s.driver.echo({ ...answer, text: `${answer.text}${round}` }, answer),
      () => s.driver.event({ ...other, type: 'message', subtype: 'bot_message', ts: `3.${100000 + round}`, text: `<@${s.w.botUserId}> 你好` }),
      () => s.driver.event({ ...other, type: 'message', ts: `4.${100000 + round}`, text: `<@${s.w.botUserId}> 你好`, thread_ts: message.ts }),
      () => s.driver.joined('li', 'talk'),
      () => s.driver.event({ type: 'message', subtype: 'channel_join', channel: answer.channel, user: s.w.user('li'), ts: `5.${100000 + round}`, text: 'joined' }),
    ][round % 6]
    expect((await event?.())?.status).toBe(200)
  }
  await quiet()
  expect(s.w.faults.count()).toBe(before)
  expect(await s.answers(message)).toHaveLength(1)
})

it('scenario 19: a question edited or deleted is noted once, and makes no second case', async () => {
  const { message } = await s.driver.mention('li', 'talk', '转人工')
  await replied(message, 2)
  const cases = async () => (await s.store.cases.list({ conversation: `slack:${message.channel}:${message.ts}`, limit: 10 })).rows.length
  await soon(async () => expect(await cases()).toBe(1))
  const answered = (await s.answers(message)).length
  await s.driver.edit(message, `<@${s.w.botUserId}> 转人工，快一点`)
  await soon(() => expect(s.w.ephemerals('li').at(-1)?.text).toContain('改了上一条'))
  const edited = { ...message, text: 'x', edited: { user: message.user ?? '', ts: '9.9' } }
  await s.driver.event({ type: 'message', subtype: 'message_changed', channel: message.channel, ts: '9.900001', message: edited, previous_message: message })
  // What Slack adds for a link is no edit.
  await s.driver.event({
    type: 'message',
    subtype: 'message_changed',
    channel: message.channel,
    ts: '9.900002',
    message: { ...message, attachments: [{}] },
    previous_message: message,
  })
  await s.driver.remove(message)
  await quiet()
  expect(s.w.ephemerals('li').filter((e) => e.text.includes('改了上一条'))).toHaveLength(1)
  expect(await cases()).toBe(1)
  expect((await s.answers(message)).length).toBe(answered)
})
