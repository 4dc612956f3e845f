/** Tells open pages that something has happened: one look at the log for all of them, and only to whom it may concern. */
import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Officer } from '../../../../src/officer/officer.ts'
import type { Happened } from '../../../../src/store.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeEnv, Sessions } from './session.ts'

const LOOK_MS = 1_000
/** Another process may write down a moment ago what is older than what was seen. */
const OVERLAP_MS = 30_000
const BEAT_MS = 20_000
const MOST_STREAMS = 6

type Listener = (happened: readonly Happened[]) => void

export function livePages(app: Hono<OfficeEnv>, { store, clock, closing }: OfficeParts, sessions: Sessions): void {
  const listeners = new Set<Listener>()
  const streams = new Map<string, number>()
  let seen = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null

  async function look(): Promise<void> {
    const since = clock().getTime() - OVERLAP_MS
    const recent = await store.cases.log(new Date(since))
    const count = new Map<string, number>()
    const fresh: Happened[] = []
    for (const h of recent) {
      const key = `${h.case} ${h.event} ${h.at.getTime()}`
      count.set(key, (count.get(key) ?? 0) + 1)
      if ((count.get(key) as number) > (seen.get(key) ?? 0)) fresh.push(h)
    }
    seen = count
    if (fresh.length > 0) for (const listener of listeners) listener(fresh)
  }

  function listen(listener: Listener): () => void {
    listeners.add(listener)
    if (!timer) {
      // What happened before anybody listened is on the page already.
      void look().catch(() => {})
      timer = setInterval(() => void look().catch(() => {}), LOOK_MS)
      timer.unref()
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && timer) {
        clearInterval(timer)
        timer = null
      }
    }
  }

  app.get('/office/live', (c) => {
    const { officer, hash } = c.get('session')
    const number = c.req.query('case')
    const open = streams.get(hash) ?? 0
    if (open >= MOST_STREAMS || closing?.aborted) return c.body(null, 204)
    streams.set(hash, open + 1)
    return streamSSE(c, async (stream) => {
      let changes = 0
      let sent = 0
      let ring: () => void = () => {}
      const rung = () => ring()
      const quiet = listen((happened) => {
        if (!happened.some((h) => (number ? h.case === number : concerns(officer, h)))) return
        changes++
        ring()
      })
      const end = () => void stream.abort()
      stream.onAbort(rung)
      closing?.addEventListener('abort', end, { once: true })
      try {
        await stream.writeSSE({ event: 'ready', data: '0', retry: 3000 })
        while (!stream.aborted && !closing?.aborted) {
          if (changes > sent) {
            sent = changes
            await stream.writeSSE({ event: 'change', data: String(sent) })
          }
          const woken = await new Promise<boolean>((resolve) => {
            const beat = setTimeout(() => resolve(false), BEAT_MS)
            beat.unref()
            ring = () => {
              clearTimeout(beat)
              resolve(true)
            }
            if (changes > sent || stream.aborted) ring()
          })
          if (woken) continue
          if (!(await sessions.stands(hash, clock()))) break
          await stream.write(': \n\n')
        }
      } finally {
        quiet()
        closing?.removeEventListener('abort', end)
        const left = (streams.get(hash) ?? 1) - 1
        if (left > 0) streams.set(hash, left)
        else streams.delete(hash)
      }
    })
  })
}

/** Another city's cases do not make a page look again: how much happens elsewhere is nobody's business here either. */
function concerns(officer: Officer, { city, departments }: Happened): boolean {
  return officer.city === null || officer.city === city || departments.includes(officer.department)
}
