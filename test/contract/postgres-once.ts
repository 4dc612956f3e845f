/** For vitest's `globalSetup`: one PostgreSQL for the whole run. */
import { ADDRESS, type Cluster, startCluster } from './postgres.ts'

let cluster: Cluster | null = null

export async function setup(): Promise<void> {
  const started = await startCluster()
  cluster = started
  process.env[ADDRESS] = started.url
}

export async function teardown(): Promise<void> {
  await cluster?.stop()
}
