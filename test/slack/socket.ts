/** Slack's end of Socket Mode for the real client: opens connections, sends envelopes, takes acks, and drops, refreshes or garbles when told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Kind, Road, Sent } from './driver.ts'
import type { Json, Rule } from './faults.ts'
import type { Workspace } from './workspace.ts'

export type Ack = { readonly envelopeId: string; readonly payload: Json | null; readonly ms: number }
export type Envelope = { readonly envelope_id: string; readonly type: string; readonly payload: Json; readonly accepts_response_payload: boolean }
export type SocketMode = Awaited<ReturnType<typeof openSocketMode>>

const PATIENCE = 3_000

export async function openSocketMode(w: Workspace) {
  const http = createServer()
  const server = new WebSocketServer({ server: http })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const waiting = new Map<string, (payload: Json | null) => void>()
  const acks: Ack[] = []
  const arrivals: (() => void)[] = []
  let live: WebSocket[] = []
  let connections = 0
  let drawn = 0

  w.faults.answerWith('apps.connections.open', (call) =>
    call.token === w.appToken ? { ok: true, url: `ws://127.0.0.1:${port}/link?ticket=${++drawn}` } : { ok: false, error: 'not_allowed_token_type' },
  )

  server.on('connection', (socket) => {
    const heartbeat = setInterval(() => socket.ping(), 10_000)
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(heartbeat)
      live = live.filter((s) => s !== socket)
    })
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: Json }
      waiting.get(envelope_id)?.(payload && Object.keys(payload).length ? payload : null)
    })
    live.push(socket)
    connections += 1
    const connection = { num_connections: live.length, connection_info: { app_id: w.appId } }
    socket.send(JSON.stringify({ type: 'hello', ...connection, debug_info: { host: 'applink', build_number: 1, approximate_connection_time: 18_060 } }))
    for (const arrived of arrivals.splice(0)) arrived()
  })

  const current = () => {
    const socket = live.at(-1)
    if (!socket) throw new Error('the app is not connected; await connected() first')
    return socket
  }

  const envelope = (type: string, payload: Json): Envelope => ({ envelope_id: `env-${++drawn}`, type, payload, accepts_response_payload: type !== 'events_api' })

  /** Sends an envelope; the ack settles to null when none came in three seconds. */
  const send = (sent: Envelope, retry?: { readonly num: number; readonly reason: string }, patience = PATIENCE): { envelope: Envelope; ack: Promise<Ack | null> } => {
    const began = performance.now()
    const ack = new Promise<Ack | null>((resolve) => {
      const late = setTimeout(() => resolve(null), patience)
      waiting.set(sent.envelope_id, (payload) => {
        clearTimeout(late)
        const got = { envelopeId: sent.envelope_id, payload, ms: performance.now() - began }
        acks.push(got)
        resolve(got)
      })
    })
    current().send(JSON.stringify({ ...sent, ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}) }))
    return { envelope: sent, ack }
  }

  /** For `openDriver`: the same people, over the socket. No ack is status 0. */
  const road: Road = async (kind: Kind, payload, odd): Promise<Sent> => {
    const began = performance.now()
    const ack = await send(envelope(kind, payload), odd.retry ?? (kind === 'events_api' ? { num: 0, reason: '' } : undefined)).ack
    return { status: ack ? 200 : 0, body: ack?.payload ?? '', ms: performance.now() - began, eventId: (payload.event_id as string | undefined) ?? null }
  }

  return {
    road,
    send: (type: string, payload: Json) => send(envelope(type, payload)),
    /** The same envelope again, as after an ack that was lost. */
    resend: (sent: Envelope, num = 1) => send(sent, { num, reason: 'timeout' }),
    acks: () => acks as readonly Ack[],
    connections: () => connections,
    isConnected: () => live.length > 0,
    /** Resolves at once when the app is connected, otherwise at its next connection. */
    connected: () => (live.length ? Promise.resolve() : new Promise<void>((resolve) => arrivals.push(resolve))),
    /** Resolves at the next connection, even while one is up. */
    nextConnection: () => new Promise<void>((resolve) => arrivals.push(resolve)),
    /** The network breaks: no close frame. */
    drop: () => {
      for (const socket of live) socket.terminate()
      live = []
    },
    /** Slack asks the client to come back on a new connection. */
    refresh: (reason: 'refresh_requested' | 'warning' | 'link_disabled' = 'refresh_requested') =>
      current().send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink' } })),
    /** A frame of any text, JSON or not. */
    frame: (text: string) => current().send(text),
    /** `apps.connections.open` answers 429 for the next so many times. */
    limitOpening: (retryAfter: number, times = 1): Rule => w.faults.on('apps.connections.open', { kind: 'rate-limited', retryAfter }, { times }),
    async close() {
      for (const socket of live) socket.terminate()
      server.close()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}
