/** The outer half of the models: every fault of a service becomes a value within the caller's time, and nobody foreign is asked. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { permittedHost } from '../../adapters/models/openai/address.ts'
import { LIMITS, type Limits, openModel } from '../../adapters/models/openai/openai.ts'
import { RewriteShape, SHAPES } from '../../src/fluent/shapes.ts'
import type { Failure, Model, Said } from '../../src/model.ts'
import { fill, readPrompt } from '../../src/prompts.ts'
import { ROOT } from '../desk-under-test.ts'
import { BROKEN, type Broken, KEY, type ModelServer, modelServer } from './server.ts'

const read = (name: string) => readPrompt(name, readFileSync(join(ROOT, 'prompts', `${name}.md`), 'utf8'))
const prompt = read('rewrite')
const NONCE = '0123456789abcdef0123456789abcdef'
const filled = fill(prompt, prompt.exampleIn, NONCE)

let server: ModelServer
beforeAll(async () => {
  server = await modelServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.mood = 'faithful'
  server.verbatim = null
  server.slowMs = 300
  server.heard.length = 0
})

const open = (limits: Partial<Limits> = {}): Model => openModel({ baseUrl: server.url, key: KEY, model: 'qwen3:8b' }, { ...LIMITS, ...limits })
const ask = (model: Model, ms = 2_000): Promise<Said> => model.complete(filled, RewriteShape, AbortSignal.timeout(ms))
const why = (said: Said) => (said.kind === 'failed' ? said.why : said.kind)

describe('a model that is well', () => {
  it('is asked once, by JSON schema, with no tools, and what it says has the shape', async () => {
    const said = await ask(open())
    expect(said).toMatchObject({ kind: 'said', spent: { tokensIn: 900 } })
    expect(RewriteShape.parse((said as { value: unknown }).value).sentences[0]?.clause).toBe('ln-2022-6#2')
    expect(server.heard).toHaveLength(1)
    const { body, path, headers } = server.heard[0] as (typeof server.heard)[number]
    expect(path).toBe('/v1/chat/completions')
    expect(headers.authorization).toBe(`Bearer ${KEY}`)
    expect(body.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } })
    expect(body.messages).toEqual([
      { role: 'system', content: filled.system },
      { role: 'user', content: filled.user },
    ])
    expect(body.tools).toBeUndefined()
  })

  it('answers each prompt in its own shape', async () => {
    for (const name of ['rewrite', 'understand', 'follow-up'] as const) {
      const own = read(name)
      const said = await open().complete(fill(own, own.exampleIn, NONCE), SHAPES[name], AbortSignal.timeout(2_000))
      expect(said.kind, name).toBe('said')
      expect(SHAPES[name].safeParse((said as { value: unknown }).value).success).toBe(true)
    }
  })

  it.each(['no-schema', 'heedless'] as const)('is asked in words where it is %s, and from then on in words alone', async (mood) => {
    server.mood = mood
    const model = open()
    expect(why(await ask(model))).toBe('said')
    expect(server.heard.map((h) => h.body.response_format?.type)).toEqual(['json_schema', undefined])
    expect(server.heard[1]?.body.messages?.map((m) => m.role)).toEqual(['system', 'user'])
    expect(why(await ask(model))).toBe('said')
    expect(server.heard).toHaveLength(3)
  })

  it('says its name and host, never its key', () => {
    expect(open().name).toBe(`qwen3:8b@${new URL(server.url).host}`)
    expect(JSON.stringify(open())).not.toContain(KEY)
  })
})

const MEANS: Record<Broken, Failure> = {
  'refused-connection': 'unreachable',
  hang: 'timeout',
  drip: 'timeout',
  '401': 'refused',
  '429': 'busy',
  '500': 'broken',
  '503': 'busy',
  truncated: 'broken',
  'wrong-shape': 'shape',
  empty: 'broken',
  huge: 'broken',
  'not-utf8': 'broken',
  html: 'broken',
  'wrong-type': 'broken',
}

describe('a model that is broken', () => {
  it.each(BROKEN)('%s is a value, within the signal’s time, and tells nothing', async (way) => {
    server.mood = way
    const from = performance.now()
    const said = await ask(open(), 700)
    expect(performance.now() - from).toBeLessThan(1_500)
    expect(said).toEqual({ kind: 'failed', why: MEANS[way], spent: null })
    expect(server.heard.length).toBeLessThanOrEqual(2)
  })

  const choice = (message: unknown, finish_reason = 'stop') => ({ choices: [{ index: 0, message, finish_reason }], usage: { prompt_tokens: -5, completion_tokens: 'x' } })
  it.each<[unknown, Failure]>([
    [null, 'broken'],
    [5, 'broken'],
    [[], 'broken'],
    [{}, 'broken'],
    [{ choices: 5 }, 'broken'],
    [{ choices: [] }, 'broken'],
    [{ choices: [null] }, 'broken'],
    [{ error: { message: KEY } }, 'broken'],
    [choice(null), 'broken'],
    [choice({}), 'shape'],
    [choice({ content: null, refusal: 'no' }), 'shape'],
    [choice({ content: 7 }), 'shape'],
    [choice({ content: '{"sentences":[]}' }, 'length'), 'shape'],
    [choice({ content: '[]' }), 'shape'],
    [choice({ content: '{"sentences":[],"__proto__":{"x":1},"tool":1}' }), 'shape'],
    [choice({ content: null, tool_calls: [{ id: '1', type: 'function', function: { name: 'submit', arguments: '{' } }] }), 'shape'],
    [choice({ content: '{'.repeat(20_000) }), 'shape'],
  ])('%j is not an answer', async (value, means) => {
    server.verbatim = JSON.stringify(value)
    expect(await ask(open())).toEqual({ kind: 'failed', why: means, spent: null })
  })

  it('a host where nobody listens is unreachable', async () => {
    const gone = await modelServer()
    await gone.close()
    expect(why(await openModel({ baseUrl: gone.url, model: 'm' }).complete(filled, RewriteShape, AbortSignal.timeout(2_000)))).toBe('unreachable')
  })

  it('is not followed to another host', async () => {
    server.mood = 'elsewhere'
    expect(why(await ask(open()))).toBe('refused')
  })

  it('leaves no connection open once the time is up', async () => {
    server.mood = 'hang'
    const before = server.open()
    await ask(open(), 200)
    await expect.poll(server.open, { timeout: 3_000 }).toBeLessThanOrEqual(before)
  })

  it('ends with a signal that had ended before, and with the limit where the signal never does', async () => {
    expect(why(await open().complete(filled, RewriteShape, AbortSignal.abort()))).toBe('timeout')
    expect(server.heard).toEqual([])
    server.mood = 'hang'
    expect(why(await open({ callMs: 150 }).complete(filled, RewriteShape, new AbortController().signal))).toBe('timeout')
  })
})

describe('a service that fails', () => {
  it('is left alone after five failures, tried once after its rest, and asked again when that went well', async () => {
    server.mood = '500'
    const model = open({ restMs: 400 })
    const told: string[] = []
    for (let i = 0; i < 8; i++) told.push(why(await ask(model)))
    expect(told).toEqual([...Array(5).fill('broken'), ...Array(3).fill('open-circuit')])
    expect(server.heard).toHaveLength(5)
    await sleep(450)
    expect([why(await ask(model)), why(await ask(model))]).toEqual(['broken', 'open-circuit'])
    expect(server.heard).toHaveLength(6)
    server.mood = 'faithful'
    await sleep(450)
    expect([why(await ask(model)), why(await ask(model)), why(await ask(model))]).toEqual(['said', 'said', 'said'])
  })

  it('is left alone too where it says nothing at all', async () => {
    server.mood = 'hang'
    const model = open({ callMs: 200, restMs: 400 })
    const told: string[] = []
    for (let i = 0; i < 7; i++) {
      told.push(why(await ask(model)))
      await sleep(10)
    }
    expect(told).toEqual([...Array(5).fill('timeout'), ...Array(2).fill('open-circuit')])
    server.mood = 'faithful'
    await sleep(450)
    expect(why(await ask(model))).toBe('said')
  })

  it('is not blamed for an answer of another shape', async () => {
    server.mood = 'wrong-shape'
    const model = open()
    for (let i = 0; i < 7; i++) expect(why(await ask(model))).toBe('shape')
  })

  it('is asked by so many at once; the next wait, and more are turned away', async () => {
    server.mood = 'slow'
    server.slowMs = 400
    const model = open({ atOnce: 2, waiting: 1 })
    const asked = Array.from({ length: 5 }, () => ask(model))
    await sleep(200)
    expect(server.heard).toHaveLength(2)
    expect((await Promise.all(asked)).map(why).sort()).toEqual(['busy', 'busy', 'said', 'said', 'said'])
  })
})

describe('an address', () => {
  const at = (baseUrl: string, allowHost?: string) => () => permittedHost({ baseUrl, model: 'm', allowHost })

  it.each([
    'http://127.0.0.1:11434/v1',
    'http://localhost:8000/v1',
    'http://10.1.2.3/v1',
    'https://192.168.1.9/v1',
    'http://172.31.0.2/v1',
    'http://[::1]:1234/v1',
    'http://[fd00::5]/v1',
    'http://[::ffff:10.0.0.1]/v1',
  ])('%s is the bureau’s own', (url) => {
    expect(at(url)()).toBe(new URL(url).host)
  })

  it.each([
    'https://api.openai.com/v1',
    'https://8.8.8.8/v1',
    'http://169.254.169.254/latest',
    'https://172.32.0.1/v1',
    'https://[2001:db8::1]/v1',
    'https://[::ffff:8.8.8.8]/v1',
    'https://127.0.0.1.evil.example/v1',
    'https://localhost.evil.example/v1',
    'http://user:pass@127.0.0.1/v1',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is refused', (url) => {
    expect(at(url)).toThrow(expect.objectContaining({ name: 'DeskError' }))
    expect(() => openModel({ baseUrl: url, model: 'm', key: KEY })).toThrow(expect.not.objectContaining({ message: expect.stringContaining(KEY) }))
  })

  it('that is foreign may be asked where it is named, and only encrypted', () => {
    expect(at('https://dashscope.aliyuncs.com/compatible-mode/v1', 'api.deepseek.com, dashscope.aliyuncs.com')()).toBe('dashscope.aliyuncs.com')
    expect(at('https://dashscope.aliyuncs.com/v1', 'aliyuncs.com')).toThrow('ZHIWEN_LLM_ALLOW_HOST=dashscope.aliyuncs.com')
    expect(at('http://api.deepseek.com/v1', 'api.deepseek.com')).toThrow('https://api.deepseek.com')
  })

  it('is refused where LangChain would tell somebody else', () => {
    vi.stubEnv('LANGSMITH_TRACING', 'true')
    try {
      expect(at('http://127.0.0.1/v1')).toThrow('unset LANGSMITH_TRACING')
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
