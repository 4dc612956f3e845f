/** Signed-in browsers: a random token in a cookie of this desk alone, kept only as a hash; every form carries what only that session can know. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import { DeskError } from '../../../../src/errors.ts'
import { type Officer, readOfficer } from '../../../../src/officer/officer.ts'
import type { Store } from '../../../../src/store.ts'

export type Session = { readonly officer: Officer; readonly hash: string; readonly csrf: string }
export type OfficeEnv = { Variables: { session: Session } }
export type OfficeContext = Context<OfficeEnv>

const COOKIE = 'zhiwen-office'
const PATH = '/office'
export const SESSION_MS = 8 * 3600_000

export type Sessions = {
  readonly open: (c: Context, officer: string, now: Date) => Promise<void>
  readonly of: (c: Context, now: Date) => Promise<Session | null>
  /** Whether a session still stands, for whoever holds a connection open. */
  readonly stands: (hash: string, now: Date) => Promise<boolean>
  readonly close: (c: Context, session: Session) => Promise<void>
}

export function openSessions(store: Store, corpus: Corpus, baseUrl: string): Sessions {
  const secure = baseUrl.startsWith('https:')
  const kept = { path: PATH, httpOnly: true, sameSite: 'Strict', secure } as const
  const officerOf = async (hash: string, now: Date): Promise<Officer | null> => {
    const found = await store.officers.session(hash, now)
    if (!found?.active) return null
    try {
      return readOfficer(found, corpus.departments)
    } catch (error) {
      // His department has left the directory: nobody who may see anything until the roll is mended.
      if (error instanceof DeskError) return null
      throw error
    }
  }
  return {
    async open(c, officer, now) {
      const token = randomBytes(32).toString('base64url')
      await store.officers.openSession(hashOf(token), officer, new Date(now.getTime() + SESSION_MS))
      setCookie(c, COOKIE, token, { ...kept, maxAge: SESSION_MS / 1000 })
    },
    async of(c, now) {
      const token = getCookie(c, COOKIE)
      if (!token || token.length > 100) return null
      const hash = hashOf(token)
      const officer = await officerOf(hash, now)
      return officer && { officer, hash, csrf: createHmac('sha256', token).update('zhiwen-office-form').digest('base64url') }
    },
    stands: async (hash, now) => (await officerOf(hash, now)) !== null,
    async close(c, { hash }) {
      await store.officers.closeSession(hash)
      deleteCookie(c, COOKIE, kept)
    },
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(`officer-session\n${token}`).digest('hex')
}

/** Whether a form was sent from a page of this desk: browsers name where a POST comes from, and cannot be made to lie about it. */
export function ownOrigin(c: Context, baseUrl: string): boolean {
  const origin = c.req.header('Origin')
  if (origin === undefined) return c.req.header('Sec-Fetch-Site') === 'same-origin'
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(c.req.url).host || origin === new URL(baseUrl).origin
}

export function sameToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const WINDOW_MS = 15 * 60_000
const TRIES = 10
const MOST_KEPT = 10_000

/** Counts failed sign-ins by where they come from; the store besides takes a code back after five wrong tries. */
export type Tries = { readonly tooMany: (from: string, now: Date) => boolean; readonly failed: (from: string, now: Date) => void }

export function countTries(): Tries {
  const failures = new Map<string, { count: number; since: number }>()
  const fresh = (from: string, now: Date) => {
    const found = failures.get(from)
    return found && now.getTime() - found.since < WINDOW_MS ? found : null
  }
  return {
    tooMany: (from, now) => (fresh(from, now)?.count ?? 0) >= TRIES,
    failed(from, now) {
      const found = fresh(from, now)
      if (found) found.count++
      else {
        if (failures.size >= MOST_KEPT) failures.clear()
        failures.set(from, { count: 1, since: now.getTime() })
      }
    },
  }
}
