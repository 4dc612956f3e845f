/** What every store keeps to, whichever database it stands on. */
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { askedContract } from './store/asked.ts'
import { caseContract } from './store/cases.ts'
import { intakeContract } from './store/intake.ts'
import { keepingContract } from './store/keeping.ts'
import { migrationContract } from './store/migrations.ts'
import { outboxContract } from './store/outbox.ts'
import type { Place, Shelter } from './store/place.ts'
import { postedContract } from './store/posted.ts'
import { scheduleContract } from './store/schedules.ts'
import { sessionContract } from './store/sessions.ts'
import { transcriptContract } from './store/transcripts.ts'
import { turnContract } from './store/turns.ts'

/** @param more tests of this database alone. */
export function storeContract(name: string, shelter: () => Promise<Shelter>, more: (at: () => Place) => void): void {
  describe(`a store on ${name}`, { timeout: 60_000 }, () => {
    let found: Shelter
    let place: Place
    beforeAll(async () => {
      found = await shelter()
    }, 60_000)
    beforeEach(async () => {
      place = await found.place()
    }, 60_000)
    afterEach(() => place.remove(), 60_000)
    afterAll(() => found.close(), 60_000)
    const at = () => place

    turnContract(at)
    intakeContract(at)
    outboxContract(at)
    postedContract(at)
    askedContract(at)
    transcriptContract(at)
    caseContract(at)
    sessionContract(at)
    keepingContract(at)
    migrationContract(at)
    scheduleContract(at)
    more(at)
  })
}
