/** `npm start -- --officer <name|id>`: the officer's desk in the terminal, beside whatever else runs on the same store. */
import { officerTerminal } from '../../adapters/channels/terminal-officer/terminal.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { startCourier } from '../courier.ts'
import { DeskError } from '../errors.ts'
import { readOfficer } from '../officer/officer.ts'
import { TRAY } from '../reach.ts'
import { regions } from '../routing/route.ts'
import type { Officer, Store } from '../store.ts'
import { loadCorpus, openOfficers, openStore } from '../wiring.ts'

export async function sitAtDesk(config: Config, said: string): Promise<number> {
  const loaded = loadCorpus()
  const { corpus } = loaded
  const store = await openStore(config, systemClock())
  try {
    const { id, active } = await onRoll(store, said)
    if (!active) throw new DeskError('officer-inactive', `${said} 已不在岗，不能打开经办台`, `确已回岗，请由管理员运行：npm run officers change ${id} -- --active true`)
    const at = {
      desk: openOfficers(loaded, store),
      tray: `${TRAY}:${id}`,
      known: { directory: corpus.departments, cities: regions(corpus.departments) },
      label: (clause: string) => corpus.clause(clause).label,
      clock: systemClock,
      officer: async () => {
        const now = await store.officers.find({ id })
        return now?.active ? readOfficer(now, corpus.departments) : null
      },
    }
    const desk = officerTerminal(at, process.stdin, process.stdout)
    await desk.start()
    const courier = startCourier(desk, store, systemClock, `${process.pid}`)
    const stopped = new Promise<void>((resolve) => process.once('SIGTERM', resolve))
    await Promise.race([desk.left, stopped])
    await desk.stop()
    await courier.stop(0)
    return 0
  } finally {
    await store.close()
  }
}

/** The officer who is meant. @throws DeskError when there is none, or several of that name. */
export async function onRoll(store: Store, said: string): Promise<Officer> {
  const all = await store.officers.list()
  const byId = all.find((o) => o.id === said.trim())
  if (byId) return byId
  const named = all.filter((o) => o.name === said.trim())
  const at = named.filter((o) => o.active)
  const [one, other] = at.length > 0 ? at : named
  if (one && !other) return one
  if (one)
    throw new DeskError(
      'officer-ambiguous',
      `名册上有 ${(at.length > 0 ? at : named).length} 位“${said}”`,
      `请用编号：${(at.length > 0 ? at : named).map((o) => `${o.id}（${o.department}）`).join('、')}`,
    )
  throw new DeskError(
    'officer-absent',
    `名册上没有“${said}”`,
    all.length > 0 ? '名册见：npm run officers list' : '请先登记：npm run officers add <姓名> -- --department <部门全称>',
  )
}
