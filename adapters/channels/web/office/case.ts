/** A case's addresses: the page, each act with its preview and its field errors, a look at personal data, a file taken out. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { chinaTime } from '../../../../src/clock.ts'
import type { Language } from '../../../../src/message.ts'
import { MOST_FILES } from '../../../../src/officer/act.ts'
import type { Seen } from '../../../../src/officers.ts'
import { inert } from '../inert.ts'
import { languageOf } from '../language.ts'
import { actionOf, carried, check, chosen, type Form, fieldOf, formOf, formWords, hidden, type On, type Problems, readValues, type Values, withFiles } from './acts.ts'
import { casePage, movedWords, type Shown } from './case-page.ts'
import { absentPage, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeContext, OfficeEnv } from './session.ts'
import { marked } from './tongue.ts'
import { ACTS } from './words/acts.ts'
import { CASE } from './words/case.ts'

const NUMBER = /^LN-\d{8}-[A-Z0-9]{8}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const CHANNEL = 'web-office'
type Open = Extract<Seen, { kind: 'seen' }>

export function casePages(app: Hono<OfficeEnv>, parts: OfficeParts): void {
  const { desk, clock, corpus } = parts
  const message = (id: string = crypto.randomUUID()) => ({ channel: CHANNEL, id })

  /** The case as this officer may see it; null is none and none of his. */
  async function look(c: OfficeContext, open: string | null = null): Promise<Open | null> {
    const number = c.req.param('number') ?? ''
    const { officer } = c.get('session')
    if (!NUMBER.test(number)) return null
    const seen = await desk.look(officer, number, { place: 'own', open, language: languageOf(c) }, message(), clock())
    return seen.kind === 'seen' ? seen : null
  }

  function page(c: OfficeContext, seen: Open, more: Partial<Shown> = {}, status: 200 | 409 | 422 | 403 = 200): Response | Promise<Response> {
    const shown: Shown = { language: languageOf(c), session: c.get('session'), corpus, seen, now: chinaTime(clock()), ...more }
    return c.html(officePage(c, { title: seen.view.number, spot: 'case', body: casePage(shown) }), status)
  }

  app.get('/office/cases/:number', async (c) => {
    const seen = await look(c)
    if (!seen) return absentPage(c)
    const done = c.req.query('done')
    const language = languageOf(c)
    const form = formOf(done ?? '')
    const flash = done === 'again' ? CASE[language].doneAlready : form ? formWords(form.kind, language).done : null
    return page(c, seen, { flash })
  })

  app.post('/office/cases/:number/personal', async (c) => {
    const form = await c.req.parseBody()
    const reason = typeof form.reason === 'string' ? form.reason.trim().slice(0, 200) : ''
    if (reason.length < 2) {
      const seen = await look(c)
      return seen ? page(c, seen, { personalProblem: CASE[languageOf(c)].look.missing }, 422) : absentPage(c)
    }
    const seen = await look(c, reason)
    return seen ? page(c, seen, { opened: seen.view.actions.includes('view-personal') }) : absentPage(c)
  })

  app.get('/office/cases/:number/files/:file', async (c) => {
    const { officer } = c.get('session')
    const number = c.req.param('number')
    const got = NUMBER.test(number) ? await desk.file(officer, number, c.req.param('file').slice(0, 80), message(), clock()) : null
    if (got?.kind !== 'file') return absentPage(c)
    return inert(c, { name: got.file.name, bytes: got.bytes })
  })

  // The address of a page that answered a form, opened again: the case as it stands.
  app.get('/office/cases/:number/:act', (c) =>
    formOf(c.req.param('act')) || c.req.param('act') === 'personal' ? c.redirect(`/office/cases/${c.req.param('number')}`, 303) : absentPage(c),
  )

  app.post('/office/cases/:number/:act', async (c) => {
    const form = formOf(c.req.param('act'))
    if (!form) return absentPage(c)
    const { officer } = c.get('session')
    const language = languageOf(c)
    const words = ACTS[language]
    const number = c.req.param('number')
    if (!NUMBER.test(number)) return absentPage(c)
    const sent = await c.req.parseBody({ all: true })
    const given = form.kind === 'reply' ? chosen(sent) : []
    let values = readValues(form, sent)
    const seen = Number(/^\d{1,6}$/.exec(String(sent.seen ?? ''))?.[0] ?? 0)
    const once = UUID.test(String(sent.once ?? '')) ? `${officer.id}:${sent.once}` : crypto.randomUUID()
    const step = sent.step === 'confirm' || sent.step === 'edit' ? sent.step : 'write'

    const back = async (problems: Problems, status: 200 | 409 | 422 | 403, words?: string, moved?: boolean) => {
      const now = await look(c)
      if (!now) return absentPage(c)
      const changed = moved ? movedWords(now, seen, language) : undefined
      return page(c, now, { writing: { form, values, problems }, ...(words ? { refusal: words } : {}), ...(changed ? { changed } : {}) }, status)
    }

    if (step === 'edit') return back({}, 200)
    let refusedFiles: Problems = {}
    if (given.length > MOST_FILES) refusedFiles = { files: words.tooManyAtOnce }
    else if (given.length > 0) {
      const files = await Promise.all(given.map(async (f) => ({ name: f.name || 'file', bytes: new Uint8Array(await f.arrayBuffer()) })))
      const got = await desk.attach(officer, number, files, clock())
      if (got.kind === 'refused' && got.reason === 'absent') return absentPage(c)
      if (got.kind === 'refused') refusedFiles = { files: got.words[language] }
      else {
        values = withFiles(values, got.files)
        if (got.turnedDown.length > 0) refusedFiles = { files: got.turnedDown.map((f) => words.turnedDown(f.name, f.problem[language])).join(' ') }
      }
    }
    const problems = { ...check(form, values, language), ...refusedFiles }
    if (Object.keys(problems).length > 0) return back(problems, 422)

    const confirmed = !form.preview || step === 'confirm'
    // A preview is no act: only what is meant in earnest uses up the form's once.
    const acted = await desk.act(officer, { case: number, seen }, actionOf(form.kind, values, confirmed), confirmed ? message(once) : message(), clock())
    switch (acted.kind) {
      case 'preview': {
        const body = previewPage(c, form, acted.text[acted.language], acted.language, { number, moved: seen }, values)
        return c.html(officePage(c, { title: CASE[language].preview.title(formWords(form.kind, language).name), spot: 'case', body }))
      }
      case 'done':
        parts.wake?.()
        return c.redirect(`/office/cases/${number}?done=${form.kind}#main`, 303)
      case 'again':
        return c.redirect(`/office/cases/${number}?done=again#main`, 303)
      case 'refused': {
        if (acted.reason === 'absent') return absentPage(c)
        const field = fieldOf(form, acted.reason)
        if (field) return back({ [field]: acted.words[language] }, 422)
        return back({}, acted.reason === 'not-allowed' ? 403 : 409, acted.words[language], acted.reason !== 'not-allowed')
      }
    }
  })

  /** To the letter what the enterprise will read, in its own language, and nothing sent yet. */
  function previewPage(c: OfficeContext, { kind }: Form, text: string, theirs: Language, on: On, values: Values) {
    const language = languageOf(c)
    const words = CASE[language].preview
    const session = c.get('session')
    return html`<p class="crumb"><a href="/office/cases/${on.number}">← ${on.number}</a></p>
<h1>${words.heading(formWords(kind, language).name)}</h1>
<p class="quiet">${words[theirs]}</p>
<blockquote class="preview"${theirs === language ? '' : html` lang="${theirs === 'zh' ? 'zh-CN' : 'en'}"`}>${marked(text, theirs)}</blockquote>
<form method="post" action="/office/cases/${on.number}/${kind}" class="row">${hidden(session, on)}${carried(values)}
<button class="main" name="step" value="confirm">${kind === 'close' ? words.close : words.send}</button><button name="step" value="edit">${words.edit}</button><a class="button" href="/office/cases/${on.number}">${words.drop}</a></form>`
  }
}
