/** `npm start -- --demo`: made-up officers and cases in a folder of their own, and the links to look at them as each of the officers. */
import { randomBytes } from 'node:crypto'
import { systemClock } from '../clock.ts'
import { seedDemo } from '../demo/seed.ts'
import type { Desk } from '../desk.ts'
import type { OfficerDesk } from '../officers.ts'
import type { Store } from '../store.ts'
import { type Loaded, openStandards } from '../wiring.ts'

export async function furnish(loaded: Loaded, desk: Desk, officers: OfficerDesk, store: Store, url: string, tell: (line: string) => void): Promise<void> {
  const random = () => randomBytes(32)
  const people = await seedDemo({ corpus: loaded.corpus, standards: openStandards(loaded), store, desk, officers, random }, systemClock())
  tell('演示：以下经办人和案件都是编造的，另存一处。打开链接即可作为这位经办人查看：')
  for (const { id, name, department, code } of people) tell(`  ${name}（${department}）　${url}/office/enter?officer=${id}&code=${encodeURIComponent(code)}`)
}
