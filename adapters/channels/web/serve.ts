/** Puts the web desk on a port, and beside it what other channels are called back at. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { DeskError } from '../../../src/errors.ts'

export type Served = { readonly url: string; close(): Promise<void> }

/** What answers the requests to one path instead of the web desk, as node hands them on or as the web knows them. */
export type Callback = { readonly path: string } & ({ readonly listen: RequestListener } | { readonly fetch: (request: Request) => Promise<Response> })

/** @throws DeskError when the port or the host cannot be had: which one, and the variable that chooses another. */
export async function serveWeb(
  app: Hono,
  { host, port }: { readonly host: string; readonly port: number },
  callbacks: () => readonly Callback[] = () => [],
): Promise<Served> {
  // Asked at each request: channels come up after the pages do.
  const server = createAdaptorServer({
    fetch: (request: Request, env: object) => {
      const called = find(callbacks(), request.url)
      return called && 'fetch' in called ? called.fetch(request) : app.fetch(request, env)
    },
    createServer: (_: object, desk: RequestListener) =>
      createServer((request, response) => {
        const called = request.method === 'POST' ? find(callbacks(), `http://desk${request.url}`) : undefined
        return called && 'listen' in called ? called.listen(request, response) : desk(request, response)
      }),
  } as Parameters<typeof createAdaptorServer>[0]) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(refused(cause, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${reachable(host)}:${bound}`,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  }
}

function find(callbacks: readonly Callback[], url: string): Callback | undefined {
  const path = URL.parse(url)?.pathname
  return callbacks.find((c) => c.path === path)
}

function refused(cause: NodeJS.ErrnoException, host: string, port: number): DeskError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new DeskError('web-port', `端口 ${port} 已被别的程序占用，网页打不开`, `请另选一个端口，例如 ZHIWEN_PORT=${port + 1} npm start`, { cause })
    case 'EACCES':
      return new DeskError('web-port', `没有权限使用端口 ${port}`, '请选 1024 以上的端口，例如 ZHIWEN_PORT=3000 npm start', { cause })
    default:
      return new DeskError('web-host', `无法在 ${host} 的端口 ${port} 上提供网页：${cause.message}`, '请改 ZHIWEN_HOST（例如 127.0.0.1）或 ZHIWEN_PORT', { cause })
  }
}

/** A host that means “every address of this machine” is no address to open. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
