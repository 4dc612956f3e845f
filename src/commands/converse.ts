/** `npm run converse`: whole conversations, each an enterprise of its own on a clock of its own, as JSON Lines (CONTRACTS). */
import { z } from 'zod'
import { eachLine } from '../../adapters/jsonl.ts'
import { readCase } from '../case-file.ts'
import type { Config } from '../config.ts'
import type { Desk, Turned } from '../desk.ts'
import { outcome } from '../dialog/dialog.ts'
import { NO_DIALOG } from '../dialog/state.ts'
import type { Store } from '../store.ts'
import { loadCorpus, openAnswering, openIntent, openStore, openWholeDesk } from '../wiring.ts'

const Attached = z.object({ name: z.string(), base64: z.base64() })
const Turn = z.union([z.string(), z.object({ wait: z.iso.duration() }), z.object({ text: z.string().default(''), attachments: z.array(Attached).default([]) })])
const ConverseLine = z.object({ id: z.union([z.string(), z.number()]), channel: z.string().default('wechat'), turns: z.array(Turn).min(1) })
type Line = z.infer<typeof ConverseLine>

/** Every conversation begins on a Monday morning. */
const START = Date.parse('2026-11-23T09:00:00+08:00')
const MINUTE = 60_000

export async function converse(config: Config): Promise<number> {
  const loaded = loadCorpus()
  const { answer, hard } = await openAnswering(config, loaded)
  const read = openIntent(config, loaded)
  const clean = await eachLine(process.stdin, process.stdout, ConverseLine, async (line) => {
    const store = await openStore(null, new Date(START))
    try {
      return await one(openWholeDesk(loaded, answer, read, store, hard), store, line)
    } finally {
      await store.close()
    }
  })
  return clean ? 0 : 1
}

async function one(desk: Desk, store: Store, { id, channel, turns }: Line): Promise<unknown> {
  const conversation = `${channel}:${id}`
  let now = START
  const replies: string[][] = []
  let dialog = NO_DIALOG
  for (const [n, turn] of turns.entries()) {
    if (typeof turn === 'object' && 'wait' in turn) {
      const until = now + milliseconds(turn.wait)
      const woken = await pass(desk, now, until)
      replies.push(woken.flatMap((t) => t.replies.map((r) => r.text)))
      dialog = woken.at(-1)?.dialog ?? dialog
      now = until
    } else {
      const { text, attachments } = typeof turn === 'string' ? { text: turn, attachments: [] } : turn
      const files = attachments.map((a) => ({ name: a.name, bytes: new Uint8Array(Buffer.from(a.base64, 'base64')) }))
      const at = new Date(now)
      const heard = await desk.hear({ channel, id: `${id}-${n}`, conversation, setting: 'private', text, attachments: files, at: at.toISOString() }, at)
      replies.push((heard?.replies ?? []).map((r) => r.text))
      dialog = heard?.dialog ?? dialog
    }
  }
  const { outcome: ended, draft, handedOver } = outcome(dialog)
  return { id, replies, outcome: ended, draft, cases: await cases(store, conversation), handedOver }
}

/** Lets time go by, minute by minute where something waits for it. */
async function pass(desk: Desk, from: number, to: number): Promise<Turned[]> {
  const said: Turned[] = []
  const step = Math.max(MINUTE, Math.ceil((to - from) / 2000 / MINUTE) * MINUTE)
  for (let at = from + step; at < to + step; at += step) said.push(...(await desk.wake(new Date(Math.min(at, to)))))
  return said
}

/** ISO 8601 durations of days and smaller: P1D, PT45M, P1DT2H. */
function milliseconds(duration: string): number {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? []
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000
}

async function cases(store: Store, conversation: string): Promise<unknown[]> {
  const { rows } = await store.cases.list({ conversation, limit: 50 })
  const found = await Promise.all(rows.map((row) => readCase(store, row.case)))
  return (
    found
      .flatMap((file) => file?.case ?? [])
      // A person who was asked for stands in `handedOver`.
      .filter((c) => c.kind !== 'call')
      .sort((a, b) => a.openedAt.localeCompare(b.openedAt))
      .map((c) => ({
        number: c.number,
        kind: c.kind,
        status: c.status,
        slots: c.slots,
        departments: c.routing.departments,
        due: c.promised.until.kind === 'at' ? c.promised.until.at : null,
        accountable: c.accountable?.name ?? null,
        measure: c.measure,
      }))
  )
}
