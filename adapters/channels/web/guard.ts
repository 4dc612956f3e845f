/** What every request passes: the headers of every answer, who may send a form, how much and how often. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

/** Scripts, styles and everything else are files of this desk; a photo about to be sent is shown from the browser's own memory (blob:). */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  // With no-referrer browsers send forms with `Origin: null`, and nothing could be told from it.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Served on plain http; whoever puts TLS before it decides this.
  strictTransportSecurity: false,
})

/** A page with a policy of its own (a file served inert) keeps it. */
export const ownPolicy: MiddlewareHandler = async (c, next) => {
  await next()
  const own = c.res.headers.get('Content-Security-Policy')
  if (own) c.set('policy', own)
}

export const keepOwnPolicy: MiddlewareHandler = async (c, next) => {
  await next()
  const own = c.get('policy') as string | undefined
  if (own) c.res.headers.set('Content-Security-Policy', own)
}

/** Whether a request that changes something comes from a page of this desk: by Sec-Fetch-Site, which browsers send over TLS and to this very machine, else by Origin. @param baseUrl as others reach the desk. */
export function fromHere(c: Context, baseUrl: string): boolean {
  if (/^(?:GET|HEAD|OPTIONS)$/.test(c.req.method)) return true
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('Origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === (c.req.header('Host') ?? new URL(c.req.url).host) || (URL.canParse(baseUrl) && origin === new URL(baseUrl).origin)
}

/** @param proxied whether a server of ours stands before this one and names the address it was called from. */
export function addressOf(c: Context, proxied: boolean): string {
  const told = proxied ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  const address = told || connected(c)
  // Whoever has one IPv6 address has the 2^64 beside it.
  return address.includes(':') && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address
}

function connected(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

/** How many seconds `key` has to wait; 0 when it may go on. */
export type Limit = (key: string, points?: number) => Promise<number>

export function limit(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return (key, cost = 1) =>
    limiter.consume(key, cost).then(
      () => 0,
      (refused: RateLimiterRes) => Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    )
}
