/** Files of an officer on the web desk: chosen in the reply's form, and gone out with it. */
import { expect, it } from 'vitest'
import { anshan, did, infringement, opened } from '../cases/sample.ts'
import { BASE, formsOf, type Page, rig, words } from './office-rig.ts'

const taken = () => did(opened(infringement), anshan, { kind: 'accept' }, '2026-11-23T10:00:00+08:00')
const errors = (page: Page) => [...page.text.matchAll(/class="field-problem" id="([\w-]+)"[^>]*>([^<]*)/g)].map(([, id, said]) => `${id}: ${said}`)

it('of an officer go with his answer: chosen in the form, looked into, carried through the preview, sent after the words', async () => {
  const r = await rig()
  const c = await r.put(taken())
  const b = await r.signedIn(anshan)
  const path = `/office/cases/${c.number}`
  const send = (page: Page, fields: Readonly<Record<string, string | File | readonly (string | File)[]>>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...formsOf(page).find((f) => f.action.endsWith('/reply'))?.hidden, ...fields }))
      for (const one of [value].flat()) body.append(name, one as string)
    return b.request(`${path}/reply`, { method: 'POST', body, headers: { Origin: BASE, 'Sec-Fetch-Site': 'same-origin' } })
  }
  const paper = new File(['%PDF-1.4\n%%EOF'], '受理通知书.pdf')
  const photo = new File([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], '<b>.png')
  const start = await b.get(path)
  expect(start.text).toMatch(/<form method="post" action="[^"]*\/reply#act-reply"[^>]*enctype="multipart\/form-data"/)
  const half = await send(start, { text: '请看附件。', files: [paper, new File(['MZ'], 'a.exe')] })
  expect(half.status).toBe(422)
  expect(errors(half)[0]).toMatch(/^reply-files-problem: “a\.exe”没能附上：/)
  // The one that was taken is still there.
  const kept = /name="kept" value="([^"]*)" checked/.exec(half.text)?.[1] ?? ''
  expect(kept).toMatch(/^[0-9a-f-]{36} 受理通知书\.pdf$/)
  const shown = await send(half, { text: '请看附件。', kept, files: [photo] })
  expect(words(shown)).toContain('请看附件。 附文件 2 份：受理通知书.pdf、<b>.png')
  expect(shown.text).not.toContain('<b>.png')
  expect((await r.store.cases.events(c.number)).at(-1)?.kind).toBe('accepted')
  const carried = [...shown.text.matchAll(/name="kept" value="([^"]*)"/g)].map((m) => (m[1] ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>'))
  const page = await b.follow(await send(shown, { step: 'confirm', kept: carried }))
  expect(words(page)).toContain('附文件：受理通知书.pdf、<b>.png')
  expect(words(page)).toContain('文件 2 份')
  expect(words(page)).toContain('发给企业')
  expect(words(page)).toContain('文件“受理通知书.pdf”等待送出')
  // A file of another case is none of this one's, whatever the form says.
  const forged = await send(page, { text: '再看', step: 'confirm', kept: `${crypto.randomUUID()} x.pdf` })
  expect(errors(forged)[0]).toContain('附件已过期或不在这个案件里')
  expect((await send(page, { text: '再看', files: [1, 2, 3, 4, 5].map((n) => new File(['x'], `${n}.pdf`)) })).status).toBe(422)
  expect((await send(page, { text: 'x'.repeat(300_000) })).status).toBe(422)
  expect((await b.submit(page, '/note', { text: 'x'.repeat(300_000) })).status).toBe(413)
})
