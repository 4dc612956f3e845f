/** Slack under load, in one run over loopback: a bare Bolt echo app against the desk with its durable inbox and full answers. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { sign } from '../slack/driver.ts'
import { SECRET } from '../slack/joined.ts'
import type { Orders } from './slack-app.ts'

const CONNECTIONS = 50
const RATE = 200
const GOALS = { share: 0.6, p99: 300 }
/** So long without a single answer, and what is still missing counts as lost. */
const PATIENCE_MS = 30_000
/** A flood ends early with so many unanswered: the rest would only be a longer wait. */
const BACKLOG = 40_000
const QUESTIONS = readFileSync(join(import.meta.dirname, '../../corpus/questions/hurried.jsonl'), 'utf8')
  .split('\n')
  .flatMap((line) => (/"(?:question|q|text)":\s*"([^"]+)"/.exec(line)?.[1] ?? []) as string[] | string)

/** Slack's end: knows who we are, takes what is posted, and counts the threads that got an answer. */
async function openStub() {
  const answered = new Set<string>()
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const method = incoming.url?.split('/').at(-1)
      if (method === 'chat.postMessage') {
        const body = Buffer.concat(parts).toString()
        const thread = /thread_ts=([\d.]+)/.exec(body)?.[1]
        if (thread) answered.add(thread)
      }
      const body = method === 'auth.test' ? { ok: true, user_id: 'U0BENCH', bot_id: 'B0BENCH' } : { ok: true, ts: `${Date.now()}.1`, channel: 'C0BENCH', messages: [] }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, answered, close: () => server.close() }
}

let drawn = 0
function mention(): { readonly ts: string; readonly body: string } {
  const n = ++drawn
  const ts = `${1_700_000_000 + Math.floor(n / 1000)}.${String(n % 1000).padStart(6, '0')}`
  const text = `<@U0BENCH> ${QUESTIONS[n % QUESTIONS.length] ?? '质押登记几天能办好'}`
  const event = { type: 'app_mention', user: `U0ASKER${n % 97}`, text, ts, channel: 'C0BENCH', event_ts: ts }
  return { ts, body: JSON.stringify({ type: 'event_callback', team_id: 'T0', api_app_id: 'A0', event_id: `Ev${n}`, event_time: 1, event }) }
}

type Acked = { readonly ts: string; readonly status: number; readonly ms: number }

function post(url: string, agent: Agent): Promise<Acked> {
  const { ts, body } = mention()
  const seconds = Math.floor(Date.now() / 1000)
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': sign(SECRET, seconds, body),
  }
  const began = performance.now()
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ ts, status, ms: performance.now() - began })
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode ?? 0))
    })
    sent.on('error', () => done(0))
    sent.end(body)
  })
}

type Started = { readonly url: string; readonly child: ChildProcess; readonly computed: () => Promise<number> }

async function start(orders: Orders): Promise<Started> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'slack-app.ts'), JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const [url] = (await once(createInterface(child.stdout as Readable), 'line')) as [string]
  const computed = async () => {
    child.send('computed')
    return ((await once(child, 'message')) as [number])[0]
  }
  return { url, child, computed }
}

/** Waits as long as answers keep coming. @returns how many of the acknowledged got none. */
async function drained(acked: readonly Acked[], answered: ReadonlySet<string>): Promise<number> {
  let missing = acked.filter(({ status }) => status === 200)
  let moved = performance.now()
  while (missing.length > 0 && performance.now() - moved < PATIENCE_MS) {
    const left = missing.filter(({ ts }) => !answered.has(ts))
    if (left.length < missing.length) moved = performance.now()
    missing = left
    if (missing.length > 0) await sleep(missing.length > 1_000 ? 200 : 20)
  }
  return missing.length
}

const secondsSince = (began: number) => (performance.now() - began) / 1000

async function flood({ url, computed }: Started, answered: ReadonlySet<string>, seconds: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const acked: Acked[] = []
  const [before, so] = [await computed(), answered.size]
  const began = performance.now()
  const goesOn = () => secondsSince(began) < seconds && acked.length - (answered.size - so) < BACKLOG
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (goesOn()) acked.push(await post(url, agent))
    }),
  )
  const accepting = secondsSince(began)
  const lost = await drained(acked, answered)
  const answering = secondsSince(began)
  agent.destroy()
  const good = acked.filter((a) => a.status === 200).length
  const cpu = ((await computed()) - before) / Math.max(1, good - lost)
  return { acks: good / accepting, answers: (good - lost) / answering, cpu, accepting, answering, lost, refused: acked.length - good, p99: p99(acked) }
}

async function steady({ url }: Started, answered: ReadonlySet<string>, seconds: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const sent: Promise<Acked>[] = []
  const began = performance.now()
  while (secondsSince(began) < seconds) {
    while (sent.length < secondsSince(began) * RATE) sent.push(post(url, agent))
    await sleep(2)
  }
  const acked = await Promise.all(sent)
  const lost = await drained(acked, answered)
  const took = secondsSince(began)
  agent.destroy()
  return { p99: p99(acked), most: Math.max(...acked.map((a) => a.ms)), took, lost, refused: acked.filter((a) => a.status !== 200).length, sent: acked.length }
}

function p99(acked: readonly Acked[]): number {
  const times = acked.map((a) => a.ms).sort((a, b) => a - b)
  return times[Math.floor(times.length * 0.99)] ?? 0
}

const NAMES = { bare: '裸 Bolt 回声', desk: '知问（落盘 + 完整回答）' } as const

/** @returns whether the goals were met. */
export async function bench(options: readonly string[]): Promise<boolean> {
  const [floodFor, steadyFor] = options.includes('--full') ? [30, 60] : [5, 10]
  const folder = mkdtempSync(join(tmpdir(), 'zhiwen-bench-slack-'))
  const stub = await openStub()
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const results: Record<string, Awaited<ReturnType<typeof flood>>> = {}
  let reference = 0
  let calm: Awaited<ReturnType<typeof steady>> | null = null
  try {
    for (const kind of ['bare', 'desk'] as const) {
      const started = await start({ kind, apiUrl: stub.apiUrl, folder })
      try {
        await flood(started, stub.answered, 1)
        const result = await flood(started, stub.answered, floodFor)
        results[kind] = result
        say(
          `${NAMES[kind]}：${CONNECTIONS} 个连接，确认 ${result.acks.toFixed(0)}/s，答完 ${result.answers.toFixed(0)}/s，每条 ${result.cpu.toFixed(2)} ms CPU，确认 p99 ${result.p99.toFixed(0)} ms，拒绝 ${result.refused}，丢失 ${result.lost}（收 ${result.accepting.toFixed(0)} s，到答完 ${result.answering.toFixed(0)} s）`,
        )
        if (kind === 'bare') reference = (await steady(started, stub.answered, Math.min(steadyFor, 10))).p99
        else {
          calm = await steady(started, stub.answered, steadyFor)
          say(
            `知问：${RATE} 条/s × ${steadyFor} s，共 ${calm.sent} 条，确认 p99 ${calm.p99.toFixed(1)} ms，最长 ${calm.most.toFixed(0)} ms，拒绝 ${calm.refused}，丢失 ${calm.lost}（到答完 ${calm.took.toFixed(0)} s）`,
          )
        }
      } finally {
        started.child.kill('SIGKILL')
        await once(started.child, 'exit')
      }
    }
  } finally {
    stub.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const { bare, desk } = results
  if (!bare || !desk || !calm) return false
  const share = desk.acks / bare.acks
  say(
    `比例：确认 ${(share * 100).toFixed(0)} %（目标 ≥ ${GOALS.share * 100} %），答完 ${((desk.answers / bare.answers) * 100).toFixed(0)} %（按 CPU ${((bare.cpu / desk.cpu) * 100).toFixed(0)} %）；p99 ${calm.p99.toFixed(0)} ms（目标 < ${GOALS.p99}；同样负荷下裸 Bolt ${reference.toFixed(0)} ms）；丢失 ${desk.lost + calm.lost}（目标 0）`,
  )
  return share >= GOALS.share && calm.p99 < GOALS.p99 && desk.lost + calm.lost + calm.refused === 0
}
