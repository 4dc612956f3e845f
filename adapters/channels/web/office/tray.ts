/** The tray of an officer without an account elsewhere, read on the web desk: lines about cases, shown until he has read them. */
import type { Both, CasePost } from '../../../../src/message.ts'
import { TRAY } from '../../../../src/reach.ts'
import type { OfficeParts } from './parts.ts'

export type Notice = { readonly case: string; readonly text: Both }
export type Trays = { readonly read: (officer: string) => Promise<readonly Notice[]>; readonly clear: (officer: string) => void }

const LEASE_MS = 30_000
const AT_ONCE = 20
const MOST = 50

export function keepTrays({ store, clock }: Pick<OfficeParts, 'store' | 'clock'>): Trays {
  const trays = new Map<string, Notice[]>()
  return {
    async read(officer) {
      const now = clock()
      const tray = trays.get(officer) ?? []
      // One of a conversation at a time, so as many rounds as there are lines.
      for (let round = 0; round < MOST; round++) {
        const claimed = await store.claim('web-office', now, LEASE_MS, AT_ONCE, `${TRAY}:${officer}`)
        if (claimed.length === 0) break
        for (const message of claimed) {
          const { case: number, text, english } = message.body as CasePost
          tray.unshift({ case: number, text: { zh: text, en: english ?? text } })
          await store.settle(message, { kind: 'sent' }, now)
        }
      }
      trays.set(officer, tray.slice(0, MOST))
      return tray.slice(0, MOST)
    },
    clear: (officer) => void trays.delete(officer),
  }
}
