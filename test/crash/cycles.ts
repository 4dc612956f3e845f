/** Kills a working desk again and again, and counts what was promised and is not there, or is there twice. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../src/store.ts'
import { type Count, catchUp, deliver, receive, wrongRows } from '../contract/counting.ts'
import type { Cluster } from '../contract/postgres.ts'
import { type Place, T0 } from '../contract/store/place.ts'
import { peek } from '../contract/store/schedules.ts'
import { CONVERSATIONS, clock, delivered, type Orders } from './child.ts'

/** `lost`, `doubled` and `wrong` must be 0 or empty. `repeated`: sent, killed before the mark, and sent again under the same key. */
export type Toll = {
  readonly cycles: number
  readonly acknowledged: number
  /** Acknowledged and still without a turn when a kill came, summed over the kills. */
  readonly waited: number
  readonly lost: number
  readonly doubled: number
  readonly repeated: number
  readonly wrong: readonly string[]
}

const CHILD = join(import.meta.dirname, 'child.ts')

export type Run = {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  readonly ended: Promise<{ code: number | null; signal: string | null; stderr: string }>
}

export function run(orders: Orders, ipc = false): Run {
  const file = join(orders.folder, 'orders.json')
  writeFileSync(file, JSON.stringify(orders))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, file], { stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])] })
  const lines: string[] = []
  let rest = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const ended = new Promise<{ code: number | null; signal: string | null; stderr: string }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stderr })),
  )
  return { child, lines, ended }
}

/** What a flood has tried and been promised so far. */
export type Ledger = { readonly tried: Set<string>; readonly acknowledged: Set<string> }

function noteDown(ledger: Ledger, lines: readonly string[]): void {
  for (const line of lines) {
    const [verb, who, n] = line.split(' ')
    if (verb === 'tried') ledger.tried.add(`${who}/${n}`)
    if (verb === 'acknowledged') ledger.acknowledged.add(`${who}/${n}`)
  }
}

/** A child process killed at a random moment, `cycles` times over one database. @param url of a PostgreSQL, or nothing for SQLite. */
export async function killProcesses(place: Place, cycles: number, url?: string): Promise<Toll> {
  const ledger: Ledger = { tried: new Set(), acknowledged: new Set() }
  let waited = 0
  for (let cycle = 0; cycle < cycles; cycle++) {
    const again = [...ledger.tried].filter((id) => !ledger.acknowledged.has(id)).map((id) => [id.split('/')[0] ?? '', Number(id.split('/')[1])] as const)
    const { child, lines, ended } = run({ folder: place.folder, ...(url === undefined ? {} : { url }), task: { kind: 'flood', from: cycle * 10_000, again } })
    for (let waited = 0; !lines.includes('ready') && child.exitCode === null && waited < 20_000; waited++) await pause(1)
    await pause(Math.random() * 120)
    child.kill('SIGKILL')
    const { signal, stderr } = await ended
    if (signal !== 'SIGKILL') throw new Error(`the child ended by itself: ${stderr}`)
    noteDown(ledger, lines)
    waited += (await place.rows('select id from intake')).length
    const wrong = await wrongRows(place.rows)
    if (wrong.length > 0) return { ...(await reckon(place, ledger, cycle + 1, waited)), wrong }
  }
  return reckon(place, ledger, cycles, waited)
}

/** A whole cluster killed under a store that goes on, `cycles` times. */
export async function killCluster(cluster: Cluster, place: Place, cycles: number): Promise<Toll> {
  const ledger: Ledger = { tried: new Set(), acknowledged: new Set() }
  const store = await place.open()
  const out: string[] = []
  for (let cycle = 0; cycle < cycles; cycle++) {
    let over = false
    const talk = async (who: string) => {
      for (let n = cycle * 10_000; !over; n++) {
        ledger.tried.add(`${who}/${n}`)
        // Not acknowledged: it may be there or not, and comes again below. Acknowledged without a turn: it waits.
        await receive(store, who, n, T0, () => ledger.acknowledged.add(`${who}/${n}`)).catch(() => pause(5))
      }
    }
    const pump = async () => {
      while (!over)
        await deliver(store, 'w', clock, (m) => void out.push(m.key)).then(
          () => pause(1),
          () => pause(5),
        )
    }
    const work = Promise.all([pump(), ...Array.from({ length: CONVERSATIONS }, (_, k) => talk(`c${k}`))])
    const before = ledger.acknowledged.size
    for (let waited = 0; ledger.acknowledged.size < before + 5 && waited < 10_000; waited += 5) await pause(5)
    await pause(Math.random() * 150)
    await cluster.kill()
    over = true
    await work
    await cluster.start()
  }
  // Nobody gives them their turn between the kills.
  const waited = (await place.rows('select id from intake')).length
  await store.close()
  writeFileSync(delivered(place.folder), out.map((key) => `${key}\n`).join(''))
  return reckon(place, ledger, cycles, waited)
}

/** Everything that waits is given its turn, everything not acknowledged is said once more, the outbox emptied, and the sums are done. */
async function reckon(place: Place, ledger: Ledger, cycles: number, waited: number): Promise<Toll> {
  const store = await place.open()
  await catchUp(store, T0)
  const kept = new Set((await place.rows('select id from inbox')).map((row) => String(row.id)))
  const lost = [...ledger.acknowledged].filter((id) => !kept.has(id))
  const expected = new Map<string, number[]>()
  for (const id of ledger.tried) {
    const [who = '', n] = id.split('/')
    expected.set(who, [...(expected.get(who) ?? []), Number(n)])
    if (!ledger.acknowledged.has(id)) await receive(store, who, Number(n), T0)
  }
  let doubled = 0
  for (const [who, numbers] of expected) doubled += await surplus(store, who, numbers)
  const last = (
    await deliver(
      store,
      'last',
      () => new Date(clock().getTime() + 60_000),
      () => {},
    )
  ).map((m) => m.key)
  await store.close()
  const sent = [...(existsSync(delivered(place.folder)) ? readFileSync(delivered(place.folder), 'utf8').split('\n').filter(Boolean) : []), ...last]
  const wrong = await wrongRows(place.rows)
  const silent = [...ledger.tried].filter((id) => !new Set(sent).has(`${id}/reply`))
  return {
    cycles,
    acknowledged: ledger.acknowledged.size,
    waited,
    lost: lost.length,
    doubled,
    repeated: sent.length - new Set(sent).size,
    wrong: [...wrong, ...silent.slice(0, 9).map((id) => `never answered: ${id}`)],
  }
}

/** By how much a conversation's state is not what its messages make. */
async function surplus(store: Store, who: string, numbers: readonly number[]): Promise<number> {
  const state: Count | null = await peek(store, who)
  const sum = numbers.reduce((a, b) => a + b, 0)
  if (state === null) return numbers.length
  return Math.abs(state.count - numbers.length) + (state.sum === sum ? 0 : 1) + Math.abs(state.events - Math.floor(numbers.length / 3))
}
