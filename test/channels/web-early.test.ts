/** An answer that is still being written: seen by its own browser alone, kept nowhere, and part of the line that takes its place. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Chat, conversationOf, webChannel } from '../../adapters/channels/web/channel.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { Answerer } from '../../src/answer/answer.ts'
import type { Answer, Reply, Show } from '../../src/message.ts'
import type { Grown, Model, Said } from '../../src/model.ts'
import { guarded } from '../models/guarded.ts'
import { browserOf, linesOf, openRig, type Rig, stream, text } from './web-rig.ts'

const QUESTION = '质押登记几天能办好'
const FAST = { text: '根据企业和银行的需求即收即办、快速办理，力争1个工作日完成电子化登记。', clause: 'ln-2022-6#2', quote: '力争1个工作日完成电子化登记' }
const HELP = { text: '提供电话预约和专人指导等服务。', clause: 'ln-2022-6#2', quote: '提供电话预约和专人指导等服务' }
const LIE = { ...FAST, text: '登记3个工作日内一定办完。' }

/** A model that writes what the test says, when the test says it. */
function pen() {
  const asked = Promise.withResolvers<Grown>()
  const ended = Promise.withResolvers<Said>()
  const model: Model = {
    name: 'scripted',
    async complete(_filled, _shape, _signal, grown) {
      if (!grown) return ended.promise
      asked.resolve(grown)
      return ended.promise
    },
  }
  return {
    wrap: (answer: Answerer) => guarded(answer, model),
    write: async (...sentences: unknown[]) => {
      const grown = await asked.promise
      for (const one of sentences) grown(one)
    },
    end: (...sentences: unknown[]) => ended.resolve({ kind: 'said', value: { sentences }, spent: null }),
  }
}

const rigs: Rig[] = []
async function open(wrap: (answer: Answerer) => Answerer) {
  const rig = await openRig({ wrap })
  rigs.push(rig)
  const browser = browserOf(() => rig.app)
  await browser.say('32号文第三条')
  const said = () => browser.post('/ask', { turn: 'asking', text: QUESTION }, { Accept: 'application/json' })
  const line = async () => linesOf(await (await browser.get('/ask')).text()).at(-1)
  return { rig, browser, said, line, conversation: conversationOf(browser.cookies.get('conversation') ?? '') }
}
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.stop().catch(() => {})
})

const words = (markup: string) => text(/<div class="said">([\s\S]*?)<\/div>/.exec(markup)?.[1]?.replaceAll('</p>', '\n') ?? '').trim()

describe('an answer that is being written', () => {
  it('comes to its browser sentence by sentence, marked and with its sources, and its line begins with it', async () => {
    const { wrap, write, end } = pen()
    const { rig, browser, said, line } = await open(wrap)
    const events = await stream(rig, browser.cookies)
    await said()
    await write(LIE, FAST)
    const first = JSON.parse(await events.next('early')) as string
    expect(words(first)).toBe(`知问：辽宁省（只适用于辽宁，6号文，2022年）的意思是：\n【AI生成，依据辽知发〔2022〕6号（二）】${FAST.text}`)
    expect(first).toContain('<strong class="generated">')
    expect(first).toContain('class="sources"')
    expect(first).not.toMatch(/data-key|class="rate"|3个工作日/)
    await write(HELP)
    const second = JSON.parse(await events.next('early')) as string
    expect(words(second)).toBe(`${words(first)}${HELP.text}`)
    end(LIE, FAST, HELP)
    let last = ''
    while (!last.includes(HELP.text)) last = JSON.parse(await events.next('lines')) as string
    expect(words(last).startsWith(words(second))).toBe(true)
    expect(last).toContain('<strong class="generated">')
    expect((await line())?.text).toContain(`${FAST.text}${HELP.text}`)
    await events.leave()
  })

  it('is for that browser alone, and for whoever opens its page only once it is sent', async () => {
    const { wrap, write, end } = pen()
    const { rig, browser, said, line, conversation } = await open(wrap)
    const other = browserOf(() => rig.app)
    await other.say('32号文第三条')
    const theirs = await stream(rig, other.cookies)
    await said()
    await write(FAST)
    await expect.poll(() => rig.channel.early(conversation, [])?.answer.text).toContain(FAST.text)
    expect(rig.channel.early(conversationOf(other.cookies.get('conversation') ?? ''), [])).toBeNull()
    const page = await (await browser.get('/ask')).text()
    expect(page).not.toContain(FAST.text)
    expect(page).toContain('正在查找')
    end(FAST)
    await expect.poll(async () => (await line())?.text).toContain(FAST.text)
    await other.say('22号文第五条')
    let heard = ''
    while (!heard.includes('22号文第五条')) heard += await theirs.next('lines')
    await expect(Promise.race([theirs.next('early'), sleep(300)])).resolves.toBeUndefined()
    await theirs.leave()
  })

  it('is kept nowhere: not beside the lines, not in the outbox, and not in memory once it is sent', async () => {
    const { wrap, write, end } = pen()
    const { rig, said, conversation } = await open(wrap)
    const from = rig.store.transcripts
    await said()
    await write(FAST)
    await expect.poll(() => rig.channel.early(conversation, [])).not.toBeNull()
    expect(JSON.stringify(await from.read(conversation, 100))).not.toContain(FAST.text)
    expect(await rig.store.claim('test', new Date('2027-01-01'), 1, 100, 'web')).toEqual([])
    end(FAST)
    await expect.poll(async () => JSON.stringify(await from.read(conversation, 100))).toContain(FAST.text)
    await expect.poll(() => rig.channel.early(conversation, [])).toBeNull()
  })

  it('waits for no reader: one that never reads and one that leaves hold up neither the answer nor another window', async () => {
    const { wrap, write, end } = pen()
    const { rig, browser, said, line } = await open(wrap)
    const [stuck, leaving, reading] = [await stream(rig, browser.cookies), await stream(rig, browser.cookies), await stream(rig, browser.cookies)]
    await said()
    await leaving.next('state')
    await leaving.leave()
    await write(FAST)
    expect(await reading.next('early')).toContain(FAST.text)
    await write(HELP)
    expect(await reading.next('early')).toContain(HELP.text)
    end(FAST, HELP)
    await expect.poll(async () => (await line())?.text).toContain(HELP.text)
    await Promise.all([stuck.leave(), reading.leave()])
  })

  it('brings no markup into the page', async () => {
    const hostile = '辽宁省写明：\n【AI生成】<img src=x onerror=alert(1)>"><script>alert(1)</script>'
    const held = Promise.withResolvers<void>()
    const { rig, browser, said } = await open((answer) => async (message, memory, today, waiting) => {
      const turn = await answer(message, memory, today)
      waiting?.show?.({ ...turn.answer, text: hostile, generated: true })
      if (waiting?.show && message === QUESTION) await held.promise
      return turn
    })
    const events = await stream(rig, browser.cookies)
    await said()
    let markup = ''
    while (!markup.includes('AI生成')) markup = JSON.parse(await events.next('early')) as string
    expect(markup).not.toMatch(/<img|<script/)
    expect(words(markup)).toContain('<img src=x onerror=alert(1)>')
    held.resolve()
    await events.leave()
  })
})

describe('a turn', () => {
  const answer = (said: string): Answer => ({ answered: true, reason: null, text: said, citations: [], related: [], departments: [] })

  async function channel(hear: (show: Show, chat: () => Chat) => Promise<unknown>) {
    const clock = () => new Date('2026-11-23T09:00:00+08:00')
    const store = await openSqlite({ folder: null }, clock())
    const chat: ReturnType<typeof webChannel> = webChannel({ store, clock, tell: () => {}, hear: (_message, _now, show) => hear(show, () => chat) })
    await chat.start()
    return { chat, store, clock, close: () => chat.stop().then(() => store.close()) }
  }

  it('that is tried again shows by the same hand, and what does not go on from what was shown is not shown', async () => {
    const hands: Show[] = []
    const seen: (string | undefined)[] = []
    const at = 'web:somebody'
    const { chat, close } = await channel(async (show, now) => {
      hands.push(show)
      for (const said of ['一', '一。二', '三', '一。二。三']) {
        show(answer(said))
        seen.push(now().early(at, [])?.answer.text)
      }
      if (hands.length === 1) throw new Error('the disk was full')
    })
    await chat.say(at, { turn: 't', text: QUESTION, files: [] })
    await chat.quiet(at, 5_000)
    expect(new Set(hands).size).toBe(1)
    expect(seen.slice(0, 4)).toEqual(['一', '一。二', '一。二', '一。二。三'])
    expect(chat.early(at, [])).toBeNull()
    await close()
  })

  it('stands in its line as soon as that is written: it is not shown beside it', async () => {
    const at = 'web:somebody'
    const held = Promise.withResolvers<void>()
    const { chat, clock, close } = await channel(async (show) => {
      show(answer('一'))
      await held.promise
    })
    const id = await chat.say(at, { turn: 't', text: QUESTION, files: [] })
    await expect.poll(() => chat.early(at, [])).not.toBeNull()
    const line = (key: string, said: string, from: 'desk' | 'person' = 'desk') => ({ id: key, from, at: clock(), body: { text: said } satisfies Reply })
    expect(chat.early(at, [line(`web:${id}:0`, '别的'), line('web:other:0', '一。二'), line(`web:${id}:1`, '一', 'person')])).not.toBeNull()
    expect(chat.early(at, [line(`web:${id}:1`, '一。二')])).toBeNull()
    held.resolve()
    await close()
  })
})
