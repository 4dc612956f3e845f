/** What was asked in vain and what people thought of the answers, and from a question to a reviewed line for the corpus; the corpus itself is never written here. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { NOTHING_SAID } from '../../../../src/answer/memory.ts'
import { chinaDay, chinaTime } from '../../../../src/clock.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import { type Draft, entry, type Problem } from '../../../../src/insight/entry.ts'
import { alike, type Group, joined } from '../../../../src/insight/likeness.ts'
import type { Language, Reason } from '../../../../src/message.ts'
import { moment } from '../../../../src/officer/words.ts'
import type { Question } from '../../../../src/store.ts'
import { bareLabel, clausePath } from '../address.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import { absentPage, guard, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeContext, OfficeEnv } from './session.ts'
import { capital, lang, marked, own } from './tongue.ts'
import { QUESTIONS } from './words/questions.ts'

const DAY = 24 * 3600_000
const SINCE_DAYS = 180
const MOST = 400
const GROUPS = 30
const reasonWords = (reason: string | null, language: Language) => {
  const { reasons } = QUESTIONS[language]
  return reason ? (reasons[reason as Reason] ?? reason) : ''
}

export function questionPages(app: Hono<OfficeEnv>, { store, clock, corpus, operations, answer }: OfficeParts): void {
  /** The clause a question came near, where the desk would have shown one. */
  async function near(text: string): Promise<string | null> {
    if (!answer || !operations().ready) return null
    const turn = await answer(text, NOTHING_SAID, chinaDay(clock())).catch(() => null)
    return turn?.answer.related[0]?.clause ?? turn?.answer.citations[0]?.clause ?? null
  }

  app.get('/office/questions', async (c) => {
    if (c.get('session').officer.role !== 'chief') return absentPage(c)
    const since = new Date(clock().getTime() - SINCE_DAYS * DAY)
    const [vain, all] = await Promise.all([store.asked.list({ since, answered: false, limit: MOST }), store.asked.list({ since, limit: MOST })])
    // Small talk wants no entry.
    const wanted = vain.filter((q) => q.reason !== 'small-talk')
    const found = alike(wanted, corpus.glossary).slice(0, 2 * GROUPS)
    const came = await Promise.all(found.map((g) => near(g.head.text)))
    const clauses = new Map(found.map((g, i) => [g.head.id, came[i] ?? null]))
    const groups = joined(found, came, corpus.glossary).slice(0, GROUPS)
    const nearest = groups.map((g) => g.questions.map((q) => clauses.get(q.id)).find((id) => id) ?? null)
    const rated = all.filter((q) => q.useful !== null)
    const language = languageOf(c)
    const words = QUESTIONS[language]
    const body = html`<h1>${words.title}</h1>
<p class="quiet">${words.kept(SINCE_DAYS)}</p>
<section aria-labelledby="vain-title"><h2 id="vain-title">${words.vain}</h2>
${groups.length ? html`<ol class="groups">${groups.map((g, i) => group(g, nearest[i] ?? null, corpus, language))}</ol>` : html`<div class="empty"><p>${words.noneInVain}</p></div>`}</section>
${feedback(all, rated, corpus, language)}`
    return c.html(officePage(c, { title: words.title, spot: 'questions', body }))
  })

  app.get('/office/questions/entry', async (c) => {
    if (c.get('session').officer.role !== 'chief') return absentPage(c)
    const { q = '', clause, kind } = c.req.query()
    const text = q.slice(0, 300)
    const draft = {
      kind: kind === 'word' || kind === 'silence' ? kind : 'question',
      q: text,
      clause: clause ?? (await near(text)) ?? '',
      fact: '',
      term: '',
      said: '',
      reason: 'not-in-notices',
    }
    return c.html(officePage(c, { title: QUESTIONS[languageOf(c)].entry.title, spot: 'questions', body: entryPage(c, corpus, draft, []) }))
  })

  app.post('/office/questions/entry', async (c) => {
    if (c.get('session').officer.role !== 'chief') return absentPage(c)
    const form = await c.req.parseBody()
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].slice(0, 1000) : '')
    const kind = text('kind')
    const sent = {
      kind: kind === 'word' || kind === 'silence' ? kind : 'question',
      q: text('q'),
      clause: text('clause'),
      fact: text('fact'),
      term: text('term'),
      said: text('said'),
      reason: text('reason'),
    } as const
    const made = entry(sent as Draft, corpus)
    if (made.kind === 'problems')
      return c.html(officePage(c, { title: QUESTIONS[languageOf(c)].entry.title, spot: 'questions', body: entryPage(c, corpus, sent, made.problems) }), 422)
    const download = made.patch ?? `${made.line}\n`
    const name = made.patch ? 'glossary.patch' : `${made.file.split('/').slice(1).join('-')}`
    if (form.download) return c.body(download, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` })
    const language = languageOf(c)
    const { back, review } = QUESTIONS[language]
    const body = html`<p><a href="/office/questions">${back}</a></p><h1>${review.heading}</h1>
<p>${review.how('npm test', 'npm run eval')}</p>
<h2>${made.file}</h2><pre class="entry" tabindex="0"${lang(made.line, language)}>${made.line}</pre>
<h2>${review.add}</h2><pre class="entry" tabindex="0">${made.patch ? `git apply --unidiff-zero ${name}` : `cat ${name} >> ${made.file}`}</pre>
<form method="post" action="/office/questions/entry" class="row">${guard(c.get('session'))}${Object.entries(sent).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}<button class="main" name="download" value="1">${review.download(name)}</button><a class="button" href="/office/questions">${review.done}</a></form>`
    return c.html(officePage(c, { title: review.title, spot: 'questions', body }))
  })
}

function group({ head, questions }: Group, near: string | null, corpus: Corpus, language: Language): Html {
  const words = QUESTIONS[language]
  const reasons = [...new Set(questions.map((q) => reasonWords(q.reason, language)).filter(Boolean))].join(words.join)
  const latest = questions.reduce((last, q) => (q.at > last ? q.at : last), head.at)
  const query = new URLSearchParams({ q: head.text, ...(near ? { clause: near } : {}) })
  return html`<li class="group"><p class="asked"${lang(head.text, language)}>${head.text}</p><p class="quiet">${words.times(questions.length, moment(chinaTime(latest), language))}${words.semicolon}${reasons}${near ? html`${words.semicolon}${words.near}<a href="${clausePath(near)}">${own(corpus.clause(near).label, language)}</a>` : ''}</p>
${questions.length > 1 ? html`<details><summary>${words.others(questions.length - 1)}</summary><ul>${questions.filter((q) => q !== head).map((q) => html`<li${lang(q.text, language)}>${q.text}</li>`)}</ul></details>` : ''}
<p><a class="button" href="/office/questions/entry?${query.toString()}">${words.intoCorpus}</a></p></li>`
}

function feedback(all: readonly Question[], rated: readonly Question[], corpus: Corpus, language: Language): Html {
  const words = QUESTIONS[language]
  const useful = rated.filter((q) => q.useful).length
  const bad = rated.filter((q) => !q.useful)
  const answered = all.filter((q) => q.answered).length
  const clause = (id: string) =>
    corpus.clauses.some((k) => k.id === id) ? html`<a href="${clausePath(id)}">${own(bareLabel(corpus.clause(id).label), language)}</a> ` : ''
  return html`<section aria-labelledby="feedback-title"><h2 id="feedback-title">${words.feedback}</h2>
<ul class="tiles"><li><span class="name">${words.asked}</span> <b>${all.length}</b> <span class="quiet">${words.answered(answered)}</span></li><li><span class="name">${words.rated}</span> <b>${rated.length}</b> <span class="quiet">${words.useful(useful, bad.length)}</span></li></ul>
${bad.length ? html`<h3>${words.bad}</h3><ul class="groups">${bad.slice(0, 50).map((q) => html`<li><p class="asked"${lang(q.text, language)}>${q.text}</p><p class="quiet">${moment(chinaTime(q.at), language)}${words.semicolon}${q.answered ? html`${words.restsOn}${q.clauses.map(clause)}` : reasonWords(q.reason, language)}</p></li>`)}</ul>` : html`<p class="quiet">${words.noneBad}</p>`}</section>`
}

type Sent = {
  readonly kind: string
  readonly q: string
  readonly clause: string
  readonly fact: string
  readonly term: string
  readonly said: string
  readonly reason: string
}

function entryPage(c: OfficeContext, corpus: Corpus, sent: Sent, problems: readonly Problem[]): Html {
  const language = languageOf(c)
  const { back, entry: words, reasons, semicolon } = QUESTIONS[language]
  const of = (field: Problem['field']) => problems.find((p) => p.field === field)?.words[language]
  const invalid = (field: Problem['field']) => (of(field) ? html` aria-invalid="true" aria-describedby="${field}-problem"` : '')
  const problem = (field: Problem['field']) => (of(field) ? html`<p class="field-problem" id="${field}-problem">${capital(of(field) ?? '')}</p>` : '')
  const shown = corpus.clauses.find((k) => k.id === sent.clause)
  const tab = (kind: keyof typeof words.kinds) => {
    const query = new URLSearchParams({ kind, q: sent.q, ...(sent.clause ? { clause: sent.clause } : {}) })
    return html`<li><a href="/office/questions/entry?${query.toString()}"${sent.kind === kind ? html` aria-current="page"` : ''}>${words.kinds[kind]}</a></li>`
  }
  const q = html`<div><label for="q">${words.q}</label><textarea id="q" name="q" rows="2" maxlength="300"${lang(sent.q, language)}${invalid('q')}>${sent.q}</textarea>${problem('q')}</div>`
  const parts = {
    question: html`${q}
<div><label for="clause">${words.clause}</label><select id="clause" name="clause"${invalid('clause')}><option value="">${words.pleaseChoose}</option>${corpus.notices.map((n) => html`<optgroup label="${n.number}"${lang(n.number, language)}>${n.clauses.map((k) => html`<option value="${k.id}"${k.id === sent.clause ? html` selected` : ''}>${k.printed}${k.heading}</option>`)}</optgroup>`)}</select>${problem('clause')}</div>
${shown ? html`<details open><summary>${marked(words.text(shown.label), language)}</summary><p class="clause-text"${lang(shown.text, language)}>${shown.text}</p></details>` : ''}
<div><label for="fact">${words.fact}</label><textarea id="fact" name="fact" rows="2" maxlength="500"${lang(sent.fact, language)}${invalid('fact')}>${sent.fact}</textarea>${problem('fact')}</div>`,
    word: html`${sent.q ? html`<p class="quiet">${words.question}${own(sent.q, language)}</p>` : ''}
<div><label for="term">${words.term}</label><input id="term" name="term" list="terms" value="${sent.term}" maxlength="40" autocomplete="off"${invalid('term')}><datalist id="terms">${corpus.glossary.map((g) => html`<option value="${g.term}"></option>`)}</datalist>${problem('term')}</div>
<div><label for="said">${words.said}</label><input id="said" name="said" value="${sent.said}" maxlength="40" autocomplete="off"${invalid('said')}>${problem('said')}</div><input type="hidden" name="q" value="${sent.q}">`,
    silence: html`${q}<div><label for="reason">${words.reason}</label><select id="reason" name="reason"${invalid('reason')}>${Object.entries(reasons).map(([id, said]) => html`<option value="${id}"${id === sent.reason ? html` selected` : ''}>${said}</option>`)}</select>${problem('reason')}</div>`,
  }
  return html`<p><a href="/office/questions">${back}</a></p><h1>${words.heading}</h1>
<nav class="tabs" aria-label="${words.asWhat}"><ul>${tab('question')}${tab('word')}${tab('silence')}</ul></nav>
${problems.length ? html`<p class="problem" role="alert">${words.incomplete}${problems.map((p) => p.words[language]).join(semicolon)}${words.stop}</p>` : ''}
<form method="post" action="/office/questions/entry" class="stack wide">${guard(c.get('session'))}<input type="hidden" name="kind" value="${sent.kind}">
${sent.kind === 'word' ? parts.word : sent.kind === 'silence' ? parts.silence : parts.question}
<p><button class="main">${words.see}</button></p></form>`
}
