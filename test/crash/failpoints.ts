/** Lets the desk die at every point that has a name, the first, second, third … time it comes there, until it comes no more. */
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { FailPoint } from '../../src/store.ts'
import { wrongRows } from '../contract/counting.ts'
import { later, type Place, T0 } from '../contract/store/place.ts'
import { peek } from '../contract/store/schedules.ts'
import { delivered, MESSAGES, TALKERS } from './child.ts'
import { run } from './cycles.ts'

export const POINTS: readonly FailPoint[] = [
  'inbox-stored',
  'before-commit',
  'after-commit',
  'outbox-claimed',
  'before-send',
  'after-send',
  'mid-migration',
  'mid-erasure',
  'mid-key-rotation',
  'upload-written',
  'upload-renamed',
]

/** Sent and not yet marked: it may be sent once more, with the same key. */
const MAY_REPEAT: readonly FailPoint[] = ['after-send', 'before-commit']

/** @returns how many times it died before a scenario ran to its end, and what was not as it must be afterwards. */
export async function dieAt(point: FailPoint, most: number, newPlace: () => Promise<{ place: Place; url?: string }>): Promise<{ deaths: number; wrong: string[] }> {
  const wrong: string[] = []
  for (let nth = 1; nth <= most; nth++) {
    const { place, url } = await newPlace()
    const at = { folder: place.folder, ...(url === undefined ? {} : { url }) }
    const first = run({ ...at, task: { kind: 'scenario', dieAt: point, nth } })
    const { signal, code, stderr } = await first.ended
    const blame = (what: string) => wrong.push(`${point} ${nth}: ${what}`)
    if (signal === null && code !== 0) blame(stderr)
    if (signal === 'SIGKILL') {
      for (const what of await afterDeath(place, first.lines, point)) blame(what)
      const second = run({ ...at, task: { kind: 'scenario' } })
      const end = await second.ended
      if (end.code !== 0) blame(`does not come up again: ${end.stderr}`)
    }
    for (const what of await inTheEnd(place, point)) blame(what)
    await place.remove()
    if (signal !== 'SIGKILL') return { deaths: nth - 1, wrong }
  }
  return { deaths: most, wrong }
}

/** Right after the death, before anybody mends anything. */
async function afterDeath(place: Place, lines: readonly string[], point: FailPoint): Promise<string[]> {
  if (point === 'mid-migration') return []
  const migrated = (await place.columns()).includes('intake.id')
  if (!migrated) return lines.length === 0 ? [] : ['heard something before there was a schema']
  const kept = new Set((await place.rows('select id from inbox union select id from intake')).map((row) => String(row.id)))
  const promised = lines.filter((line) => line.startsWith('acknowledged ')).map((line) => line.replace('acknowledged ', '').replace(' ', '/'))
  return [...promised.filter((id) => !kept.has(id)).map((id) => `lost ${id}`), ...(await wrongRows(place.rows))]
}

/** After a scenario that ran to its end. */
async function inTheEnd(place: Place, point: FailPoint): Promise<string[]> {
  const wrong = await wrongRows(place.rows)
  for (const { id } of await place.rows('select id from intake')) wrong.push(`still waits: ${id}`)
  const store = await place.open()
  for (const who of ['ann', 'bob']) {
    const state = await peek(store, who)
    if (state?.count !== MESSAGES || state.events !== 1) wrong.push(`${who}: ${JSON.stringify(state)}`)
    if ((await store.cases.events(`C-${who}`)).length !== 1) wrong.push(`${who} has no case`)
    const said = (await store.transcripts.read(who, 99)).map(({ id }) => id).join(' ')
    if (said !== Array.from({ length: MESSAGES }, (_, n) => n).join(' ')) wrong.push(`${who} has said ${said}`)
  }
  if ((await peek(store, 'eve')) !== null || (await store.cases.events('C-eve')).length > 0 || (await store.transcripts.read('eve', 9)).length > 0)
    wrong.push('eve is remembered')
  for (const { id } of await place.rows("select id from question where conversation = 'eve'")) wrong.push(`eve’s question is kept: ${id}`)
  const files = await store.files.ofConversation('ann')
  if (files.length !== 1 || (await store.files.bytes(files[0]?.id ?? ''))?.length !== 18_000) wrong.push('the file is not as it was sent')
  for (const name of readdirSync(join(place.folder, 'files'))) utimesSync(join(place.folder, 'files', name), T0, T0)
  await store.keeping.expire(later(2 * 60 * 60 * 1000))
  await store.close()
  const onDisk = readdirSync(join(place.folder, 'files'))
  if (onDisk.length !== 1) wrong.push(`left on disk: ${onDisk.join(' ')}`)
  if (existsSync(join(place.folder, 'key.next'))) wrong.push('a rotation is left half done')
  const sent = readFileSync(delivered(place.folder), 'utf8').split('\n').filter(Boolean)
  const repeated = sent.length - new Set(sent).size
  if (new Set(sent).size < 2 * MESSAGES || repeated > (MAY_REPEAT.includes(point) ? 1 : 0)) wrong.push(`sent ${sent.join(' ')}`)
  return wrong
}

/** Dies when everything is acknowledged and nothing has had its turn. @returns what was not as it must be after the restart. */
export async function dieBetween(place: Place, url?: string): Promise<string[]> {
  const at = { folder: place.folder, ...(url === undefined ? {} : { url }) }
  const { signal, stderr } = await run({ ...at, task: { kind: 'accept' } }).ended
  if (signal !== 'SIGKILL') return [`ended by itself: ${stderr}`]
  const all = MESSAGES * TALKERS.length
  const waiting = (await place.rows('select id from intake')).length
  const again = await run({ ...at, task: { kind: 'scenario' } }).ended
  return [
    ...(waiting === all ? [] : [`${waiting} of ${all} wait`]),
    ...(again.code === 0 ? [] : [`does not come up again: ${again.stderr}`]),
    ...(await inTheEnd(place, 'after-commit')),
  ]
}
