/** A puppet gateway on loopback, as paid puppets run one: the real gRPC service with the mock puppet inside. */

import { createServer } from 'node:net'
import { PuppetServer } from 'wechaty-puppet-service'
import { puppetOf } from '../../adapters/channels/wechat/puppet.ts'
import type { World } from './rig.ts'

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export type Gateway = Awaited<ReturnType<typeof openGateway>>

export async function openGateway(world: World, port: number, token = `insecure_${crypto.randomUUID()}`) {
  const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, puppet: world.puppet as never, token })
  await server.start()
  return {
    token,
    port,
    puppet: (other = token) => puppetOf({ name: 'wechaty-puppet-service', token: `${other}@127.0.0.1:${port}` }),
    kill: () => server.stop(),
  }
}
