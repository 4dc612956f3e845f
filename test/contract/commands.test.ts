/** The commands as other programs call them: child processes, JSON Lines in and out, nothing else on standard output (CONTRACTS, Commands). */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type Done, ROOT, run as runCommand } from './run-command.ts'

const DATA = mkdtempSync(join(tmpdir(), 'zhiwen-commands-'))
afterAll(() => rmSync(DATA, { recursive: true, force: true }))

const run = (args: readonly string[], given: Parameters<typeof runCommand>[2] = {}) => runCommand(args, DATA, given)

const rows = (out: string) => {
  expect(out.endsWith('\n')).toBe(true)
  return out
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line))
}

const ANSWER = ['id', 'answered', 'reason', 'text', 'citations', 'related', 'departments', 'ms']
const CITATION = ['clause', 'label', 'quote', 'start', 'end']

describe('corpus', () => {
  let done: Done
  beforeAll(async () => {
    done = await run(['corpus', '--', '--json'], { env: { ZHIWEN_DATA_DIR: join(DATA, 'never-made') } })
  }, 60_000)

  it('--json writes one line a clause with exactly the fields promised, the notices in order, and ends well', () => {
    const clauses = rows(done.out)
    expect([done.status, done.err]).toEqual([0, ''])
    expect(clauses).toHaveLength(44)
    for (const row of clauses)
      expect(Object.keys(row).sort()).toEqual(['clause', 'departments', 'end', 'heading', 'issued', 'label', 'notice', 'number', 'printed', 'region', 'start', 'text'])
    expect(new Set(clauses.map((r) => r.clause)).size).toBe(44)
  })

  it('--json gives the clause of the contract as the contract shows it', () => {
    const row = rows(done.out).find((r) => r.clause === 'ln-2022-6#2')
    const body = readFileSync(join(ROOT, 'corpus/notices/ln-2022-6/body.txt'), 'utf8')
    expect(row).toEqual({
      clause: 'ln-2022-6#2',
      notice: 'ln-2022-6',
      number: '辽知发〔2022〕6号',
      label: '辽知发〔2022〕6号（二）',
      printed: '（二）',
      heading: '做好知识产权质押登记便利化服务',
      text: body.slice(row.start, row.end),
      start: body.indexOf('（二）做好'),
      end: body.indexOf('（三）加快'),
      departments: ['知识产权服务处', '省知识产权保护中心'],
      issued: '2022-05-10',
      region: '辽宁',
    })
  })

  it('--json tiles each body', () => {
    for (const id of ['cnipa-2017-733', 'cnipa-2018-32', 'cnipa-2021-22', 'ln-2022-6'])
      expect(
        rows(done.out)
          .filter((r) => r.notice === id)
          .map((r) => r.text)
          .join(''),
      ).toBe(readFileSync(join(ROOT, `corpus/notices/${id}/body.txt`), 'utf8'))
  })

  it('touches no data folder', () => {
    expect(existsSync(join(DATA, 'never-made'))).toBe(false)
  })

  it('--body prints a body byte for byte', async () => {
    const { out, err, status } = await run(['corpus', '--', '--body', 'cnipa-2017-733'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toBe(readFileSync(join(ROOT, 'corpus/notices/cnipa-2017-733/body.txt'), 'utf8'))
  }, 30_000)

  it('--body of an unknown notice, or of none, says which there are', async () => {
    for (const [args, told] of [
      [['--body', 'cnipa-2099-1'], 'cnipa-2099-1'],
      [['--body'], '未给出'],
    ] as const) {
      const { out, err, status } = await run(['corpus', '--', ...args])
      expect([status, out]).toEqual([1, ''])
      expect(err).toContain(told)
      expect(err).toContain('cnipa-2017-733、cnipa-2018-32、cnipa-2021-22、ln-2022-6')
      expect(err).not.toMatch(/\n\s+at /)
    }
  }, 30_000)
})

describe('ask', () => {
  const LINES = [
    '{"id":"q1","turns":["质押登记几天能办好"]}',
    '{"id":2,"turns":["32号文第三条","第四条呢"]}',
    'not json',
    '',
    '{"id":"q3"}',
    '{"id":"q4","turns":[]}',
    '{"id":"q5","turns":["质押登记利率多少","红烧肉怎么做"]}',
    '{"id":"q6","turns":[""]}',
    '[]',
    '{"id":"q7","turns":["32号文第十一条"]}',
    '{"id":"q8","turns":["第四条呢"]}',
    `{"id":"long","turns":["${'押'.repeat(100_000)}"]}`,
    '['.repeat(50_000),
    '{"id":"odd","turns":["质\\ud83d押"],"extra":1}',
  ]
  let done: Done
  beforeAll(async () => {
    done = await run(['ask', '--', '--jsonl'], { input: Buffer.concat([Buffer.from(`${LINES.join('\r\n')}\n`), Buffer.from([0xff, 0xfe])]) })
  }, 60_000)

  it('--jsonl answers one for one, in order; a line that cannot be read gives its number and why, and the rest go on', () => {
    const answers = rows(done.out)
    expect(answers.map((r) => r.id ?? `line ${r.line}`)).toEqual([
      'q1',
      2,
      'line 3',
      'line 5',
      'line 6',
      'q5',
      'q6',
      'line 9',
      'q7',
      'q8',
      'long',
      'line 13',
      'odd',
      'line 15',
    ])
    for (const r of answers.filter((a) => a.line)) expect([Object.keys(r).sort(), typeof r.error]).toEqual([['error', 'line'], 'string'])
    const told = (n: number) => answers.find((r) => r.line === n)?.error
    expect(told(3)).toMatch(/JSON/)
    expect(told(5)).toMatch(/turns/)
    expect(told(6)).toMatch(/turns.*at least one/)
    expect(done.status).toBe(1)
    expect(done.err).toBe('')
  })

  it('--jsonl writes exactly the fields promised', () => {
    for (const r of rows(done.out).filter((a) => !a.line)) {
      expect(Object.keys(r)).toEqual(ANSWER)
      expect([typeof r.answered, typeof r.text, typeof r.ms, Array.isArray(r.departments)]).toEqual(['boolean', 'string', 'number', true])
      for (const c of [...r.citations, ...r.related]) {
        expect(Object.keys(c)).toEqual(CITATION)
        const body = readFileSync(join(ROOT, `corpus/notices/${c.clause.split('#')[0]}/body.txt`), 'utf8')
        expect(body.slice(c.start, c.end)).toBe(c.quote)
      }
      expect(r.ms).toBeGreaterThanOrEqual(0)
    }
  })

  it('--jsonl answers, keeps silent with a reason, and answers the last turn only', () => {
    const by = (id: string | number) => rows(done.out).find((r) => r.id === id)
    expect(by('q1')).toMatchObject({ answered: true, reason: null, departments: ['知识产权服务处', '省知识产权保护中心'] })
    expect(by('q1').citations[0]).toMatchObject({ clause: 'ln-2022-6#2', label: '辽知发〔2022〕6号（二）' })
    expect(by(2).citations.map((c: { clause: string }) => c.clause)).toEqual(['cnipa-2018-32#4'])
    expect(by('q5')).toMatchObject({ answered: false, reason: 'not-in-notices', citations: [], departments: [] })
    expect(by('q6')).toMatchObject({ answered: false, reason: 'unclear', citations: [] })
    expect(by('q7')).toMatchObject({ answered: false, reason: 'no-such-clause', citations: [] })
    expect(by('q8'), 'a line is a conversation of its own').toMatchObject({ answered: false })
    expect(by('long').text.length).toBeLessThan(5000)
  })

  it('builds its index in DATA_DIR, and nothing else', () => {
    const made = readdirSync(DATA)
    expect(made).toEqual([expect.stringMatching(/^index-[0-9a-f]{16}$/)])
    expect(readdirSync(join(DATA, made[0] as string)).sort()).toEqual(['args.json', 'docstore.json', 'hnswlib.index', 'learned.bin', 'learned.json', 'stamp.json'])
  })

  it('--jsonl of nothing writes nothing and ends well; of good lines alone it ends well', async () => {
    const [none, good] = await Promise.all([run(['ask', '--', '--jsonl']), run(['ask', '--', '--jsonl'], { input: '{"id":"a","turns":["你好"]}' })])
    expect(none).toEqual({ out: '', err: '', status: 0 })
    expect([good.status, rows(good.out)[0].reason]).toEqual([0, 'small-talk'])
  }, 60_000)

  it('prints the same answer for a person, and nothing else', async () => {
    const { out, err, status } = await run(['ask', '--', '质押登记几天能办好'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toBe(`${rows(done.out)[0].text}\n`)
  }, 60_000)

  it('without a question says how to ask', async () => {
    const { out, err, status } = await run(['ask'])
    expect([status, out]).toEqual([1, ''])
    expect(err).toMatch(/没有问题[\s\S]*npm run -s ask -- /)
    expect(err).not.toMatch(/\n\s+at /)
  }, 60_000)
})

describe('a configuration that cannot be', () => {
  it.each([
    ['ZHIWEN_PORT', 'many'],
    ['ZHIWEN_PORT', '70000'],
    ['ZHIWEN_PORT', '-1'],
    ['ZHIWEN_PORT', '3.5'],
    ['ZHIWEN_BASE_URL', 'not a url'],
  ])('%s=%s is refused, naming the variable, its value and an example', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining(`${name}=${value}`), remedy: expect.stringContaining(`${name}=`) }),
    )
  })

  it('that is half given stops the start with the missing name', () => {
    for (const [given, missing] of [
      ['SLACK_BOT_TOKEN', /ZHIWEN_SLACK_(?:SIGNING_SECRET|APP_TOKEN)/],
      ['WECHAT_PUPPET_TOKEN', /ZHIWEN_WECHAT_PUPPET(?!_TOKEN)/],
      ['LLM_BASE_URL', /ZHIWEN_LLM_MODEL/],
      ['EMBEDDING_API_KEY', /ZHIWEN_EMBEDDING_(?:BASE_URL|MODEL)/],
    ] as const)
      expect(() => readConfig({ [`ZHIWEN_${given}`]: 'https://example.org' }), given).toThrow(missing)
  })

  it('stops a command with one clear line and nothing on standard output', async () => {
    const { out, err, status } = await run(['ask', '--', '你好'], { env: { ZHIWEN_PORT: 'many' } })
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('ZHIWEN_PORT=many')
    expect(err).not.toMatch(/\n\s+at /)
  }, 30_000)

  it('is none where nothing or an empty value is given', () => {
    const plain = { dataDir: './data', host: '127.0.0.1', port: 3000, baseUrl: 'http://127.0.0.1:3000' }
    expect(readConfig({})).toMatchObject(plain)
    expect(readConfig({ ZHIWEN_PORT: '', ZHIWEN_DATA_DIR: '', PATH: '/bin' })).toMatchObject(plain)
    expect(readConfig({ ZHIWEN_PORT: '8080', ZHIWEN_DATA_DIR: '/srv/zhiwen' })).toMatchObject({ dataDir: '/srv/zhiwen', port: 8080, baseUrl: 'http://127.0.0.1:8080' })
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  it('an unknown command names those there are', async () => {
    const child = await new Promise<Done>((resolve) => {
      let err = ''
      const started = spawn(process.execPath, ['src/main.ts', 'dance'], { cwd: ROOT })
      started.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text
      })
      started.on('close', (status) => resolve({ out: '', err, status }))
    })
    expect(child.status).toBe(1)
    expect(child.err).toMatch(/没有 dance 这个命令[\s\S]*start、ask、route、converse、corpus、officers/)
  }, 30_000)
})
