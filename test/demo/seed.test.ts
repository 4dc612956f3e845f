/** The walk-through's data: every story can be told through the real doors, whatever the day; it is marked, seeded once, and leaves nothing waiting. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { takeFiles } from '../../adapters/sniff.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { fold } from '../../src/cases/case.ts'
import { headOf, verifyChain } from '../../src/cases/chain.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { QUESTIONS, STORIES } from '../../src/demo/cast.ts'
import { type DemoParts, seedDemo } from '../../src/demo/seed.ts'
import { readCreditCodes } from '../../src/dialog/values/credit-code.ts'
import { hashOfCode } from '../../src/officer/code.ts'
import { readOfficer } from '../../src/officer/officer.ts'
import { openOfficerDesk } from '../../src/officers.ts'
import { corpus, standards } from '../cases/sample.ts'

async function seeded(now: Date) {
  const store = await openSqlite({ folder: null }, now)
  let heard = 0
  const desk = {
    hear: async (message: { id: string; text: string }, at: Date) => {
      heard++
      const asked = [{ id: `demo:${message.id}`, at, text: message.text, answered: false, reason: 'unclear', clauses: [], useful: null }]
      await store.turn(`demo:${message.id}`, { channel: 'demo', id: message.id }, at, () => ({
        value: null,
        state: null,
        keepUntil: new Date(at.getTime() + 9e9),
        asked,
      }))
      return null
    },
  } as unknown as DemoParts['desk']
  const parts: DemoParts = {
    corpus,
    standards,
    store,
    desk,
    officers: openOfficerDesk({ corpus, store, take: (message, now) => takeFiles(store, message, now) }),
    random: () => randomBytes(32),
  }
  return { store, parts, officers: await seedDemo(parts, now), heard: () => heard }
}

describe('the walk-through', () => {
  it.each(['2026-11-20T09:55:00+08:00', '2026-11-23T06:00:00+08:00', '2026-10-05T12:00:00+08:00', '2026-01-01T00:10:00+08:00', '2031-05-08T16:00:00+08:00'])(
    'is told as of %s',
    async (iso) => {
      const now = new Date(iso)
      const { store, parts, officers, heard } = await seeded(now)
      const { rows } = await store.cases.list({ limit: 100 })
      expect(rows).toHaveLength(STORIES.length)
      const statuses = new Set(rows.map((row) => row.status))
      for (const status of ['submitted', 'accepted', 'supplement-requested', 'supplemented', 'answered', 'transfer-pending', 'rated', 'withdrawn', 'reopened'])
        expect(statuses, status).toContain(status)
      for (const row of rows) {
        const events = (await store.cases.events(row.case)) as readonly CaseEvent[]
        expect(verifyChain(row.case, events, headOf(events)).kind).toBe('intact')
        expect(events.every((e) => Date.parse(e.at) <= now.getTime())).toBe(true)
        expect(events.map((e) => e.at)).toEqual(events.map((e) => e.at).toSorted())
        const { slots } = fold(events)
        if (row.kind === 'call') continue
        expect(String(slots.company)).toMatch(/^演示/)
        expect(readCreditCodes(String(slots.creditCode))[0]?.kind).toBe('found')
      }
      expect(heard()).toBe(QUESTIONS.length)
      expect((await store.asked.list({ since: new Date(0), limit: 100 })).filter((q) => q.useful !== null)).toHaveLength(
        QUESTIONS.filter(([, , useful]) => useful !== undefined).length,
      )
      expect((await store.outbox.backlog()).every((line) => line.channel.startsWith('tray:') && line.waiting <= 2)).toBe(true)
      for (const { id, name, code } of officers) {
        expect(name).toContain('演示')
        readOfficer(await store.officers.find({ id }), corpus.departments)
        expect(await store.officers.redeemCode(id, hashOfCode(id, code), now)).toBe(true)
      }
      const again = await seedDemo(parts, now)
      expect((await store.cases.list({ limit: 100 })).rows).toHaveLength(STORIES.length)
      expect(again[0]?.code).not.toBe(officers[0]?.code)
      await store.close()
    },
  )
})
