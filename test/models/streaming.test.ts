/** An answer as it is written: told object by object over the OpenAI protocol, and as good where a service streams badly or not at all. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, type Limits, openModel } from '../../adapters/models/openai/openai.ts'
import { RewriteShape, SentenceShape, SHAPES } from '../../src/fluent/shapes.ts'
import type { Failure, Model, Said } from '../../src/model.ts'
import { fill, readPrompt } from '../../src/prompts.ts'
import { ROOT } from '../desk-under-test.ts'
import { BROKEN, type Broken, type ModelServer, modelServer } from './server.ts'

const read = (name: string) => readPrompt(name, readFileSync(join(ROOT, 'prompts', `${name}.md`), 'utf8'))
const NONCE = '0123456789abcdef0123456789abcdef'
const prompt = read('rewrite')
const filled = fill(prompt, prompt.exampleIn, NONCE)
const sentence = (n: number) => ({ text: `第${n}句，“{[”。`, clause: 'ln-2022-6#2', quote: '即收即办、快速办理' })
const ANSWER = JSON.stringify({ sentences: [sentence(1), sentence(2), sentence(3)] })

let server: ModelServer
beforeAll(async () => {
  server = await modelServer()
})
afterAll(() => server.close())
beforeEach(() => {
  Object.assign(server, { mood: 'faithful', verbatim: null, events: null, content: ANSWER, streams: 'yes', dripMs: 0, cutAfter: 0 })
  server.heard.length = 0
})

const open = (limits: Partial<Limits> = {}): Model => openModel({ baseUrl: server.url, model: 'qwen3:8b' }, { ...LIMITS, ...limits })

type Told = { readonly said: Said; readonly parts: readonly unknown[]; readonly at: readonly number[]; readonly ms: number }
async function ask(model: Model, ms = 2_000): Promise<Told> {
  const parts: unknown[] = []
  const at: number[] = []
  const from = performance.now()
  const said = await model.complete(filled, RewriteShape, AbortSignal.timeout(ms), (part) => {
    parts.push(part)
    at.push(performance.now() - from)
  })
  return { said, parts, at, ms: performance.now() - from }
}
const why = (said: Said) => (said.kind === 'failed' ? said.why : said.kind)
const asked = () => server.heard.map(({ body }) => [body.stream === true, body.response_format?.type])

describe('a service that streams', () => {
  it('is asked once, by the same JSON schema as ever, and each sentence is told long before the last', async () => {
    await open().complete(filled, RewriteShape, AbortSignal.timeout(2_000))
    server.dripMs = 30
    const { said, parts, at, ms } = await ask(open())
    expect(said).toEqual({ kind: 'said', value: JSON.parse(ANSWER), spent: { tokensIn: 900, tokensOut: ANSWER.length } })
    expect(parts).toEqual(JSON.parse(ANSWER).sentences)
    expect(at[0]).toBeLessThan(ms * 0.6)
    expect((at[2] as number) - (at[0] as number)).toBeGreaterThan(ms * 0.3)
    expect(asked()).toEqual([
      [false, 'json_schema'],
      [true, 'json_schema'],
    ])
    const [whole, streamed] = server.heard.map((h) => h.body)
    expect(streamed?.response_format).toEqual(whole?.response_format)
    expect(streamed?.messages).toEqual(whole?.messages)
    expect(streamed?.tools).toBeUndefined()
  })

  it('and does not say what it cost is not believed to cost nothing', async () => {
    server.streams = 'uncounted'
    expect((await ask(open())).said).toEqual({ kind: 'said', value: JSON.parse(ANSWER), spent: null })
  })

  it.each(['no-schema', 'heedless'] as const)('and is %s is asked in words, and the next time at once', async (mood) => {
    Object.assign(server, { mood, content: null })
    const model = open()
    const first = await ask(model)
    expect(why(first.said)).toBe('said')
    expect(asked().at(-1)?.[1]).toBeUndefined()
    server.heard.length = 0
    const { said, parts } = await ask(model)
    expect(asked()).toEqual([[true, undefined]])
    expect(parts.length).toBeGreaterThan(0)
    expect((said as { value: { sentences: unknown[] } }).value.sentences).toEqual(parts)
  })

  it('tells what was whole when it broke off in the middle, is not asked again for the rest, and is to blame', async () => {
    Object.assign(server, { cutAfter: ANSWER.indexOf('第3句'), dripMs: 2 })
    const model = open()
    const { said, parts } = await ask(model)
    expect(why(said)).toBe('broken')
    expect(parts).toEqual([sentence(1), sentence(2)])
    expect(server.heard).toHaveLength(1)
    for (let i = 0; i < LIMITS.failures; i++) await ask(model)
    expect(why((await ask(model)).said)).toBe('open-circuit')
  })

  it('too slowly tells what came in time, and ends with it', async () => {
    server.dripMs = 240
    const { said, parts, ms } = await ask(open(), 2_000)
    expect(why(said)).toBe('timeout')
    expect(parts).toEqual([sentence(1)])
    expect(ms).toBeLessThan(4_000)
  })

  it.each([
    ['a sentence of another shape', JSON.stringify({ sentences: [sentence(1), { text: 5 }, sentence(2)] }), 3],
    ['a field more', JSON.stringify({ sentences: [sentence(1)], tools: [{ name: 'send' }] }), 1],
    ['JSON that ends in the middle', ANSWER.slice(0, -20), 2],
    ['no JSON behind its first sentence', `{"sentences":[${JSON.stringify(sentence(1))},就这些。`, 1],
  ])('%s has said nothing in its shape, whatever was told', async (_, content, told) => {
    server.content = content
    const { said, parts } = await ask(open())
    expect(said).toEqual({ kind: 'failed', why: 'shape', spent: null })
    expect(parts).toHaveLength(told)
    expect(server.heard).toHaveLength(1)
  })
})

describe('a service that does not stream', () => {
  it('and says all at once is understood, at no further cost', async () => {
    server.streams = 'ignored'
    const { said, parts } = await ask(open())
    expect(said).toEqual({ kind: 'said', value: JSON.parse(ANSWER), spent: { tokensIn: 900, tokensOut: ANSWER.length } })
    expect(parts).toEqual(JSON.parse(ANSWER).sentences)
    expect(server.heard).toHaveLength(1)
  })

  it.each([
    ['faithful', 'json_schema', [true, 'json_schema'], [false, 'json_schema']],
    ['no-schema', undefined, [true, 'json_schema'], [false, 'json_schema'], [false, undefined], [true, undefined], [false, undefined]],
  ] as const)('and refuses to (%s) is asked without, and then never again to stream', async (mood, format, ...order) => {
    Object.assign(server, { mood, streams: 'refused', content: null })
    const model = open()
    for (let i = 0; i < 3; i++) expect(why((await ask(model)).said)).toBe('said')
    expect(asked().slice(0, order.length)).toEqual(order)
    expect(asked().slice(order.length)).toEqual(Array(asked().length - order.length).fill([false, format]))
    expect(asked().length - order.length).toBeLessThanOrEqual(2)
  })
})

describe('a service that is broken where it should stream', () => {
  const MEANS: Partial<Record<Broken, Failure>> = {
    'refused-connection': 'unreachable',
    hang: 'timeout',
    drip: 'timeout',
    '401': 'refused',
    '429': 'busy',
    '503': 'busy',
    'wrong-shape': 'shape',
  }
  it.each(BROKEN)('%s is a value, within the signal’s time, and nothing was told', async (way) => {
    server.mood = way
    const { said, parts, ms } = await ask(open(), 700)
    expect(said).toEqual({ kind: 'failed', why: MEANS[way] ?? 'broken', spent: null })
    expect(parts.filter((part) => SentenceShape.safeParse(part).success)).toEqual([])
    expect(ms).toBeLessThan(1_500)
  })

  const chunk = (delta: unknown) => `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`
  const good = chunk({ role: 'assistant', content: ANSWER })
  it.each<[string, string | Buffer, Failure]>([
    ['an error in the middle', `${chunk({ content: ANSWER.slice(0, 60) })}data: {"error":{"message":"out of memory"}}\n\n`, 'unreachable'],
    ['an event that is no JSON', `${chunk({ content: '{' })}data: {"choices":\n\n`, 'shape'],
    ['no event at all', 'data: [DONE]\n\n', 'broken'],
    ['choices of nothing', 'data: {"choices":[null]}\n\ndata: {"choices":[]}\n\ndata: [DONE]\n\n', 'broken'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(chunk({ content: ANSWER.slice(0, 60) })), Buffer.from('data: {"choices":[{"delta":{"content":"\xff\xfe"}}]}\n\n', 'latin1')]),
      'broken',
    ],
    ['more than an answer may be', chunk({ content: ' '.repeat(2_000) }).repeat(800), 'broken'],
  ])('%s ends the call', async (_, body, means) => {
    server.events = body
    const { said } = await ask(open())
    expect(said.kind === 'failed' && [said.why, said.spent]).toEqual([means, null])
  })

  it('the same stream unbroken is an answer', async () => {
    server.events = `: ping\n\n${good}data: [DONE]\n\n`
    expect(await ask(open())).toMatchObject({ said: { kind: 'said', value: JSON.parse(ANSWER), spent: null }, parts: JSON.parse(ANSWER).sentences })
  })

  it('leaves no connection open once the time is up', async () => {
    server.dripMs = 100
    const before = server.open()
    await ask(open(), 250)
    await expect.poll(server.open, { timeout: 3_000 }).toBeLessThanOrEqual(before)
  })
})

describe('a prompt without a list', () => {
  it('is answered in its own shape, and tells nothing on the way', async () => {
    server.content = null
    const own = read('follow-up')
    const parts: unknown[] = []
    const said = await open().complete(fill(own, own.exampleIn, NONCE), SHAPES['follow-up'], AbortSignal.timeout(2_000), (part) => parts.push(part))
    expect([why(said), parts]).toEqual(['said', []])
  })
})
