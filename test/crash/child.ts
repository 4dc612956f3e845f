/** The process that tests let die: it works on a store and says on its standard output what it has been promised. */
import { appendFileSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgres } from '../../adapters/stores/postgres/store.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { FailPoint, Store, Trace } from '../../src/store.ts'
import { accepted, catchUp, deliver, hear, receive } from '../contract/counting.ts'
import { T0 } from '../contract/store/place.ts'

export type Task =
  /** Everything a store does, once; dies the `nth` time it comes to `dieAt`. Every step may be repeated. */
  | { readonly kind: 'scenario'; readonly dieAt?: FailPoint; readonly nth?: number }
  /** Messages without end, from number `from` on; `again` first. */
  | { readonly kind: 'flood'; readonly from: number; readonly again: readonly (readonly [string, number])[] }
  /** Acknowledges messages and dies before any has had its turn. */
  | { readonly kind: 'accept' }
  /** Hears what the parent says, message by message. */
  | { readonly kind: 'serve' }
export type Orders = { readonly folder: string; readonly url?: string; readonly task: Task }

export const CONVERSATIONS = 8
export const MESSAGES = 4
export const TALKERS = ['ann', 'bob', 'eve']
/** What has really left the house, one key a line. */
export const delivered = (folder: string) => join(folder, 'delivered.log')

/** A clock that goes on across processes and is past every `T0`. */
export const clock = () => new Date(T0.getTime() + Date.now())
/** Long enough for the leases of the dead to run out. */
const HOUR = 60 * 60 * 1000

const say = (line: string) => writeSync(1, `${line}\n`)

/** Said again after a restart, it is written down once. */
async function talk(store: Store, who: string, n: number): Promise<void> {
  await store.transcripts.append(who, { id: `${n}`, at: T0, from: 'person', body: { n } }, T0)
  await receive(store, who, n, T0, () => say(`acknowledged ${who} ${n}`))
}

async function scenario(store: Store, folder: string, now: () => Date, trace: Trace): Promise<void> {
  const bytes = Buffer.from('evidence '.repeat(2_000))
  await catchUp(store, T0)
  for (let n = 0; n < MESSAGES; n++) await Promise.all(TALKERS.map((who) => talk(store, who, n)))
  const { id } = await store.files.put('ann', { name: 'a.jpg', type: 'image/jpeg', bytes }, T0, new Date(T0.getTime() + 1e9))
  say(`kept ${id}`)
  await deliver(store, `w${process.pid}`, now, (m) => appendFileSync(delivered(folder), `${m.key}\n`), trace)
  await store.keeping.eraseConversation('eve', T0, true)
  say('erased eve')
  await store.keeping.rotateKey(T0)
  say('rotated')
}

async function flood(store: Store, folder: string, from: number, again: readonly (readonly [string, number])[]): Promise<never> {
  const take = async (who: string, n: number) => {
    say(`tried ${who} ${n}`)
    await receive(store, who, n, T0, () => say(`acknowledged ${who} ${n}`))
  }
  say('ready')
  await catchUp(store, T0)
  const pump = async () => {
    for (;;) {
      await deliver(store, `w${process.pid}`, clock, (m) => appendFileSync(delivered(folder), `${m.key}\n`))
      await pause(1)
    }
  }
  const talk = async (who: string) => {
    for (const [, n] of again.filter(([w]) => w === who)) await take(who, n)
    for (let n = from; ; n++) await Promise.all([take(who, n), ...(n % 4 === 0 ? [take(who, n)] : [])])
  }
  await Promise.all([pump(), ...Array.from({ length: CONVERSATIONS }, (_, k) => talk(`c${k}`))])
  throw new Error('the flood ended')
}

async function accept(store: Store): Promise<never> {
  for (let n = 0; n < MESSAGES; n++) for (const who of TALKERS) await store.intake.put(accepted(who, n), T0)
  process.kill(process.pid, 'SIGKILL')
  throw new Error('it lives on')
}

function serve(store: Store): Promise<void> {
  return new Promise((resolve) => {
    process.on('message', (message: { who: string; n: number } | 'done') => {
      if (message === 'done') return resolve()
      void hear(store, message.who, message.n, T0).then((turned) => process.send?.({ ...message, kind: turned.kind }))
    })
    process.send?.('ready')
  })
}

async function obey({ folder, url, task }: Orders): Promise<void> {
  let hits = 0
  const trace: Trace = (point) => {
    if (task.kind === 'scenario' && point === task.dieAt && ++hits === (task.nth ?? 1)) process.kill(process.pid, 'SIGKILL')
  }
  const store = url === undefined ? await openSqlite({ folder, trace }, T0) : await openPostgres({ url, folder, trace }, T0)
  switch (task.kind) {
    case 'scenario':
      await scenario(store, folder, task.dieAt === undefined ? () => new Date(clock().getTime() + HOUR) : clock, trace)
      break
    case 'flood':
      await flood(store, folder, task.from, task.again)
      break
    case 'accept':
      await accept(store)
      break
    case 'serve':
      await serve(store)
      break
  }
  await store.close()
  if (process.connected) process.disconnect()
}

if (process.argv[1] === import.meta.filename) await obey(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders)
