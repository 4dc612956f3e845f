/** What is configured decides what is loaded and asked: nothing, a language model, an embedder, or one that is gone. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { loadCorpus, openAnswering, openIntent, openWholeDesk } from '../../src/wiring.ts'
import { openDeskUnderTest, ROOT, TODAY } from '../desk-under-test.ts'
import { say } from '../eval/attacks.ts'
import { compare } from '../eval/with-model.ts'
import { KEY, type ModelServer, modelServer } from './server.ts'

const QUESTION = '质押登记几天能办好'
const NOW = new Date('2026-11-23T09:00:00+08:00')
const loaded = loadCorpus()

let server: ModelServer
let folder: string
beforeAll(async () => {
  server = await modelServer()
  folder = mkdtempSync(join(tmpdir(), 'zhiwen-wiring-'))
  // Built once, and found by the processes below.
  await openAnswering(config({}), loaded)
}, 60_000)
beforeEach(() => {
  Object.assign(server, { mood: 'faithful', failEvery: 0 })
  server.heard.length = 0
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

function config(env: Record<string, string>): Config {
  return readConfig({ ZHIWEN_DATA_DIR: folder, ...env })
}
const llm = () => ({ ZHIWEN_LLM_BASE_URL: server.url, ZHIWEN_LLM_MODEL: 'm', ZHIWEN_LLM_API_KEY: KEY })
const embedding = () => ({ ZHIWEN_EMBEDDING_BASE_URL: server.url, ZHIWEN_EMBEDDING_MODEL: 'e' })

/** Tells on standard error which modules of models a process loads. */
const WATCH = `data:text/javascript,${encodeURIComponent(
  `import { registerHooks } from 'node:module'
  registerHooks({ load(url, context, next) { if (/wiring-models|src\\/fluent|adapters\\/models|@langchain\\/openai|cockatiel/.test(url)) console.error('loaded ' + url); return next(url, context) } })`,
)}`

function ask(env: Record<string, string>): Promise<{ out: string; err: string; status: number | null }> {
  return new Promise((resolve) => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ZHIWEN_') && !name.startsWith('VITEST')))
    const child = spawn(process.execPath, ['--import', WATCH, 'src/main.ts', 'ask', QUESTION], {
      cwd: ROOT,
      env: { ...inherited, NODE_ENV: '', ZHIWEN_DATA_DIR: folder, ...env },
    })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('close', (status) => resolve({ out, err, status }))
  })
}

describe('a desk', () => {
  it('with nothing configured loads no module of models, and answers by the rules to the letter', async () => {
    const { out, err, status } = await ask({})
    expect([status, err]).toEqual([0, ''])
    expect(out).toBe(`${(await (await openDeskUnderTest())(QUESTION, NOTHING_SAID, TODAY)).answer.text}\n`)
    const { answer, plain, hard } = await openAnswering(config({}), loaded)
    expect(answer).toBe(plain)
    expect(hard).toBeUndefined()
  })

  it('with a model says what it wrote, and that it did; with a model that is gone, what it says without', async () => {
    const spoken = await ask(llm())
    expect(spoken.err).toContain('@langchain/openai')
    expect(spoken.out).toContain('AI生成')
    server.mood = 'refused-connection'
    const alone = await ask(llm())
    expect(alone.status).toBe(0)
    expect(alone.out).toBe((await ask({})).out)
  }, 60_000)

  it('does not begin with a host nobody named, and says which variable names it', async () => {
    for (const name of ['LLM', 'EMBEDDING']) {
      const { out, err, status } = await ask({ [`ZHIWEN_${name}_BASE_URL`]: 'https://models.example.com/v1', [`ZHIWEN_${name}_MODEL`]: 'm' })
      expect([status, out]).toEqual([1, ''])
      expect(err).toContain('ZHIWEN_LLM_ALLOW_HOST=models.example.com')
      expect(err).not.toMatch(/\n\s+at /)
    }
    const named = { baseUrl: 'https://models.example.com/v1', model: 'm', key: undefined, allowHost: 'models.example.com' }
    expect(
      config({
        ZHIWEN_LLM_BASE_URL: named.baseUrl,
        ZHIWEN_LLM_MODEL: 'm',
        ZHIWEN_LLM_ALLOW_HOST: 'models.example.com',
        ZHIWEN_EMBEDDING_BASE_URL: named.baseUrl,
        ZHIWEN_EMBEDDING_MODEL: 'm',
      }),
    ).toMatchObject({ llm: named, embedding: named })
    expect(config({ ZHIWEN_LLM_ALLOW_HOST: 'models.example.com' })).toMatchObject({ llm: null, embedding: null })
  }, 60_000)

  it('with an embedder asks it for its index once and for each question; with one that fails, says so and goes on without', async () => {
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    server.mood = '401'
    const alone = await openAnswering(config({ ...embedding(), ZHIWEN_EMBEDDING_MODEL: 'gone' }), loaded)
    expect(told.mock.calls.join()).toContain('向量服务 gone 未能完成（refused）')
    const plain = await (await openDeskUnderTest())(QUESTION, NOTHING_SAID, TODAY)
    expect(await alone.answer(QUESTION, NOTHING_SAID, TODAY)).toEqual(plain)
    server.mood = 'faithful'
    const both = await openAnswering(config(embedding()), loaded)
    // The first answer of a process is its slowest: on a busy machine it may not wait for a vector.
    await both.answer('你好', NOTHING_SAID, TODAY)
    await both.answer(QUESTION, NOTHING_SAID, TODAY)
    server.heard.length = 0
    await both.answer(`我叫欧阳金丝雀，${QUESTION}`, NOTHING_SAID, TODAY)
    expect(server.heard).toHaveLength(1)
    expect(server.heard[0]?.raw).not.toContain('金丝雀')
  }, 120_000)
})

describe('the whole desk', () => {
  it('asks the model on the conversation’s own budget, and hears with it what the rules are unsure of', async () => {
    const { answer, hard } = await openAnswering(config(llm()), loaded)
    const store = await openSqlite({ folder: null }, NOW)
    const people: (string | undefined)[] = []
    const heard: string[] = []
    const desk = openWholeDesk(
      loaded,
      (...given) => {
        people.push(given[3]?.person)
        return answer(...given)
      },
      openIntent(config({}), loaded),
      store,
      async (message) => {
        heard.push(message.text)
        return (hard as NonNullable<typeof hard>)(message)
      },
    )
    const [reply] = await say(desk, 'web:one', QUESTION)
    expect(people).toEqual(['web:one'])
    expect(reply?.answer?.generated).toBe(true)
    expect(reply?.text).toContain('AI生成')
    expect(heard).toEqual([QUESTION])
    await store.close()
  })

  it('answers by the rules within eight seconds while model and embedder both hang', async () => {
    const { answer, hard } = await openAnswering(config({ ...llm(), ...embedding() }), loaded)
    const store = await openSqlite({ folder: null }, NOW)
    const desk = openWholeDesk(loaded, answer, openIntent(config({}), loaded), store, hard)
    server.mood = 'hang'
    for (const text of [QUESTION, '隔壁那家又整我那个壳子，我寻思你们给瞅瞅']) {
      const from = performance.now()
      const replies = await say(desk, 'web:patient', text)
      expect(performance.now() - from).toBeLessThan(8_000)
      expect(replies.map((r) => r.text).join()).not.toContain('AI生成')
    }
    expect(server.heard.some((h) => h.path.endsWith('/chat/completions')) && server.heard.some((h) => h.path.endsWith('/embeddings'))).toBe(true)
    await store.close()
  }, 60_000)
})

describe('npm run eval -- --model', () => {
  const questions = [
    { kind: 'answerable', turns: [QUESTION], clauses: ['ln-2022-6#2'], also: [], facts: ['1个工作日'] },
    { kind: 'near-miss', turns: ['质押登记多少钱'], reason: 'not-in-notices' },
  ] as const
  const table = (env: Record<string, string>) => Array.fromAsync(compare(config(env), questions as unknown as Parameters<typeof compare>[1], TODAY))

  it('lays the desk by itself beside the desk with what is configured, and the chain that nobody verifies', async () => {
    server.mood = 'careless'
    const [head, ...rows] = await table({ ...llm(), ...embedding() })
    expect(head).toMatch(/^desk +first +all +belong .* model +p50 +p99$/)
    expect(rows.map((r) => r.trim().slice(0, 20).trim())).toEqual([
      'by itself',
      'with the embedder',
      'with the model',
      'the chain, unverifie',
      'sentences of the mod',
      'how asking ended: no',
    ])
    const kept = rows.map((r) => r.split(/ {2,}/))
    expect(kept[2]?.slice(1, 10)).toEqual(kept[1]?.slice(1, 10))
    expect(rows[4]).toMatch(/dropped: [1-9]\d* of \d+; that the chain would have sent: [1-9]/)
  }, 120_000)

  it('says what to configure where nothing is', async () => {
    await expect(table({})).rejects.toThrow('ZHIWEN_LLM_BASE_URL')
  })
})
