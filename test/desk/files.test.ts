/** What an officer sends with an answer: looked into, shown, kept with the case, sent after the words, and never to a machine that is not the bureau's. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SentFile } from '../../src/message.ts'
import type { Attached } from '../../src/officers.ts'
import { shelfOf } from '../../src/store.ts'
import { anshan, anshan2, dalian } from '../cases/sample.ts'
import { caseOf, enrol, type Stage, stage } from './stage.ts'

const ENTERPRISE = 'wechat:ent'
const PNG = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
const file = (name: string, bytes: Uint8Array = PNG) => ({ name, bytes })
let s: Stage
let number: string
beforeEach(async () => {
  s = await stage()
  await enrol(s.store)
  number = await s.request(ENTERPRISE)
  await s.did(anshan, number, { kind: 'accept' })
  await s.delivered()
})
afterEach(() => s.close())

async function attached(...files: ReturnType<typeof file>[]): Promise<Attached> {
  const got = await s.officers.attach(anshan, number, files, s.now)
  if (got.kind === 'refused') throw new Error(got.words.zh)
  return got
}
const reply = (files: readonly SentFile[], confirmed = true) => s.act(anshan, number, { kind: 'reply', text: '请看附件。', files, confirmed })

it('is named in the preview and in the message, goes out after it, one by one, and stays with the case', async () => {
  const { files } = await attached(file('受理通知书.pdf', PDF), file('../../现场\u202e.png'))
  expect(files.map((f) => f.name)).toEqual(['受理通知书.pdf', '现场.png'])
  expect((await s.store.files.ofCase(number)).length).toBe(0)
  expect(await reply(files, false)).toMatchObject({ kind: 'preview', text: { zh: expect.stringContaining('请看附件。\n附文件 2 份：受理通知书.pdf、现场.png') } })
  expect((await reply(files)).kind).toBe('done')
  const claimed = []
  for (let one = await s.store.claim('w', s.now, 60_000, 10, 'wechat'); one[0]; one = await s.store.claim('w', s.now, 60_000, 10, 'wechat')) {
    claimed.push(one[0].body)
    await s.store.settle(one[0], { kind: 'sent' }, s.now)
  }
  expect(claimed).toMatchObject([{ text: expect.stringContaining('请看附件。') }, { text: '', files: [files[0]] }, { text: '', files: [files[1]] }])
  expect((await s.store.files.ofCase(number)).map((f) => f.name).sort()).toEqual(['受理通知书.pdf', '现场.png'])
  // In the event their names alone.
  expect((await s.store.cases.events(number)).at(-1)).toMatchObject({ kind: 'answered', data: { text: '请看附件。', files: ['受理通知书.pdf', '现场.png'] } })
  expect(JSON.stringify((await s.store.cases.events(number)).at(-1))).not.toContain(files[0]?.id)
  const own = await s.officers.look(anshan, number, { place: 'own', open: null }, { channel: 'test', id: 'own' }, s.now)
  const foreign = await s.officers.look(anshan, number, { place: 'foreign', open: null }, { channel: 'test', id: 'foreign' }, s.now)
  if (own.kind === 'refused' || foreign.kind === 'refused') throw new Error('not seen')
  expect(own.history.at(-1)?.what).toBe('回复企业，附 受理通知书.pdf、现场.png')
  expect(foreign.history.at(-1)?.what).toBe('回复企业，附文件 2 份')
  expect(JSON.stringify(foreign)).not.toContain('受理通知书')
  expect(own.files.map((f) => f.sent)).toEqual([true, true])
  expect(own.view.written?.answers.at(-1)?.files).toEqual(['受理通知书.pdf', '现场.png'])
})

it('that is no photo and no document is refused by name with the reason, the others are kept; the same bytes are one file', async () => {
  const got = await attached(file('a.exe', new TextEncoder().encode('MZ')), file('空.pdf', new Uint8Array()), file('好.png'), file('好2.png'))
  expect(got.turnedDown).toEqual([
    { name: 'a.exe', problem: { zh: expect.stringMatching(/./), en: expect.stringMatching(/^[ -~]+$/) } },
    { name: '空.pdf', problem: { zh: '文件是空的', en: 'the file is empty' } },
  ])
  expect(got.files.map((f) => f.name)).toEqual(['好.png'])
})

it('goes with nobody else’s case, no more than four at a time, and not where only a foreign machine would carry it', async () => {
  expect(await s.officers.attach(dalian, number, [file('x.png')], s.now)).toMatchObject({ kind: 'refused', reason: 'absent' })
  const other = await s.request('wechat:other')
  await s.did(anshan2, other, { kind: 'accept' })
  const theirs = await s.officers.attach(anshan2, other, [file('x.png')], s.now)
  if (theirs.kind === 'refused') throw new Error(theirs.words.zh)
  expect(await reply(theirs.files)).toMatchObject({ kind: 'refused', reason: 'no-such-file' })
  expect(await s.officers.attach(anshan, other, [file('x.png')], s.now)).toMatchObject({ kind: 'refused', reason: 'not-allowed' })
  const many = await attached(...Array.from({ length: 5 }, (_, n) => file(`${n}.png`, new Uint8Array([...PNG, n]))))
  expect(await reply(many.files)).toMatchObject({ kind: 'refused', reason: 'too-many-files' })
  expect((await caseOf(s.store, number)).answers).toEqual([])

  const staff = await s.request('slack:C1:1.1')
  await s.did(anshan2, staff, { kind: 'accept' })
  expect(await s.officers.attach(anshan2, staff, [file('x.png')], s.now)).toMatchObject({ kind: 'refused', reason: 'no-files-there' })
})

it('and was never sent goes with the case when that is erased', async () => {
  const { files } = await attached(file('草稿.png'))
  const id = files[0]?.id ?? ''
  expect(await s.store.files.bytes(id)).not.toBeNull()
  await s.store.turn(ENTERPRISE, { channel: 'wechat', id: 'erase' }, s.now, () => ({ value: null, state: null, keepUntil: s.now, erase: { cases: [number] } }))
  expect(await s.store.files.bytes(id)).toBeNull()
  expect(await s.store.files.ofConversation(shelfOf(number))).toEqual([])
})
