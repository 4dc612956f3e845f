/** A case on one page: where it stands and why it is here, everything that was written as one thread, and what this officer can do now. */
import { html } from 'hono/html'
import { KIND_WORDS } from '../../../../src/cases/open.ts'
import { RESULT_WORDS } from '../../../../src/cases/receipt.ts'
import { chinaTime } from '../../../../src/clock.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import type { Language } from '../../../../src/message.ts'
import { fileSent } from '../../../../src/officer/print.ts'
import type { CaseView } from '../../../../src/officer/view.ts'
import { dueShort, moment } from '../../../../src/officer/words.ts'
import type { Seen } from '../../../../src/officers.ts'
import { routingWords } from '../../../../src/routing/route.ts'
import { bareLabel, clausePath } from '../address.ts'
import type { Html } from '../typeset.ts'
import { actForm, type Form, formWords, offered, type Problems, type Values } from './acts.ts'
import { guard, livePlace } from './page.ts'
import { fieldWords, keys } from './queue.ts'
import type { Session } from './session.ts'
import { capital, cityName, lang, listed, marked, own, type Piece, sizeWords } from './tongue.ts'
import { CASE } from './words/case.ts'
import { QUEUE } from './words/queue.ts'

type Open = Extract<Seen, { kind: 'seen' }>
export type Shown = {
  readonly language: Language
  readonly session: Session
  readonly corpus: Corpus
  readonly seen: Open
  readonly now: string
  /** What was just done. */
  readonly flash?: string | null
  /** Why it was not done, and what has changed since the officer looked. */
  readonly refusal?: string
  readonly changed?: readonly string[]
  /** A form that came back, with what was written. */
  readonly writing?: { readonly form: Form; readonly values: Values; readonly problems: Problems }
  readonly personalProblem?: string
  /** The personal fields are open, this once. */
  readonly opened?: boolean
}

/** What happened since the state that was acted upon, in words. */
export function movedWords({ history }: Open, seen: number, language: Language): string[] {
  const { gap } = CASE[language]
  return history.slice(seen).map((h) => [moment(h.at, language), h.by, h.what].join(gap))
}

export function casePage(shown: Shown): Html {
  const { seen, flash, refusal, language } = shown
  const { view } = seen
  const words = CASE[language]
  const region = view.region ? own(cityName(view.region, language), language) : words.noCity
  const kind = KIND_WORDS[view.kind]
  return html`<p class="crumb"><a href="/office/queue/mine" data-back>← ${words.cases}</a></p>
<header class="case-head"><h1>${capital(kind[language])}${language === 'en' ? html` <span lang="zh-CN">${kind.zh}</span>` : ''}<span class="quiet"> ${region}</span></h1><p class="number">${view.number}</p><p class="state" data-status="${view.status}">${capital(view.words)}</p>${livePlace(language, `/office/live?case=${view.number}`, `/office/cases/${view.number}`)}<button class="plain js" data-help hidden>${QUEUE[language].keyboard} <kbd>?</kbd></button></header>
${flash ? html`<p class="flash" role="status">${flash}</p>` : ''}
${refusal && !returned(shown) ? refused(shown) : ''}
<div class="case">
<div class="case-main"><div id="live" data-fragment data-moved="${view.moved}">
${standing(shown)}
${thread(seen, language)}
</div>${answering(shown)}</div>
<div class="case-side"><div id="acts" data-fragment>${acts(shown)}</div>
${fields(shown)}
<div id="beside" data-fragment>${files(seen, language)}${deliveries(seen, language)}${past(seen, language)}</div></div>
</div>
${keys(language)}`
}

/** The form that came back, where its act can still be done. */
function returned({ writing, seen }: Shown): Shown['writing'] | null {
  return writing && offered(seen.view.actions).some((f) => f.kind === writing.form.kind) ? writing : null
}

/** Why nothing was done, and what has changed meanwhile: where the officer's words are. */
function refused({ refusal, changed, language }: Shown): Html | null {
  if (!refusal) return null
  return html`<div class="problem" role="alert"><p>${marked(refusal, language)}</p>${changed?.length ? html`<p>${CASE[language].sinceOpened}</p><ul>${changed.map((line) => html`<li>${marked(line, language)}</li>`)}</ul>` : ''}</div>`
}

/** The clock and its ground, the departments and the clause that names them. */
function standing({ seen: { view }, corpus, now, language }: Shown): Html {
  const words = CASE[language]
  const { due, routing, transfer } = view
  const label = (clause: string) => own(bareLabel(corpus.clause(clause).label), language)
  const ground = routing.ground
  return html`<section class="standing" aria-label="${words.standing}"><dl>
<div><dt>${words.due}</dt><dd>${
    due
      ? html`<b${due.until.kind === 'at' && Date.parse(now) > Date.parse(due.until.at) ? html` class="late"` : ''}>${marked(capital(dueShort(due, now, language)), language)}</b> <span class="quiet">${words.ground}${clauseLink(due.ground, label(due.ground.clause))}${quoted(due.ground.quote, language)}${due.ours ? words.oursNote : ''}</span>`
      : words.noClock
  }</dd></div>
<div><dt>${words.routed}</dt><dd>${
    ground
      ? html`${routing.departments.length ? listed(routing.departments, language) : words.onDuty} <details class="ground"><summary>${words.ground}${label(ground.clause)}</summary><p${lang(ground.quote, language)}>${lit(corpus.clause(ground.clause).text, ground.start - corpus.clause(ground.clause).start, ground.quote.length)}</p><p>${clauseLink(ground, words.seeText)}</p></details>`
      : marked(routingWords(routing, language), language)
  }</dd></div>
<div><dt>${words.accountable}</dt><dd>${hand(view.accountable, language)}</dd></div><div><dt>${words.handler}</dt><dd>${hand(view.handler, language)}</dd></div>
${transfer ? html`<div><dt>${words.transfer}</dt><dd>${marked(words.transferTo(transfer.to), language)}${transfer.reason ? html`<span class="quiet">${words.reason}${own(transfer.reason, language)}</span>` : ''}</dd></div>` : ''}
</dl></section>`
}

/** The notice's own words. */
function quoted(quote: string, language: Language): Html {
  return html`${language === 'zh' ? '' : ' '}“${own(quote, language)}”`
}

function clauseLink(span: { readonly clause: string; readonly start: number; readonly end: number }, words: Piece): Html {
  return html`<a href="${clausePath(span.clause, span)}#cited" target="_blank" rel="noopener">${words}</a>`
}

function lit(text: string, from: number, length: number): Html {
  return html`${text.slice(0, from)}<mark>${text.slice(from, from + length)}</mark>${text.slice(from + length)}`
}

function hand(h: CaseView['handler'], language: Language): Piece {
  return h ? own(`${h.department} ${h.name}`, language) : CASE[language].nobody
}

type Said = {
  readonly at: string
  /** null: the enterprise. */
  readonly who: string | null
  readonly side: 'enterprise' | 'officer' | 'note'
  readonly tag: string
  readonly text: string
  readonly files?: readonly string[]
}

/** What the enterprise told in its own words stands in the talk, not among the fields. */
const TOLD = ['description', 'matter']

/** Everything that was written, in the order in which it was, as one talk. */
function thread({ view }: Open, language: Language): Html {
  const { written } = view
  if (!written) return html``
  const words = CASE[language]
  const { tags } = words
  const by = (h: { readonly name: string; readonly department: string }) => `${h.department} ${h.name}`
  const all: Said[] = [
    {
      at: view.openedAt,
      who: null,
      side: 'enterprise',
      tag: tags.submitted,
      text: view.fields.flatMap((f) => (TOLD.includes(f.slot) && !f.masked ? [f.value] : [])).join('\n'),
    },
    ...written.supplements.map((s): Said => ({ at: s.at, who: null, side: 'enterprise', tag: tags.supplement, text: s.text, files: s.files })),
    ...written.said.map((s): Said => ({ at: s.at, who: null, side: 'enterprise', tag: tags.said, text: s.text, files: s.files })),
    ...written.answers.map((a): Said => ({ at: a.at, who: by(a.by), side: 'officer', tag: tags.answer, text: a.text, files: a.files })),
    ...written.notes.map((n): Said => ({ at: n.at, who: by(n.by), side: 'note', tag: tags.note, text: n.text })),
    ...written.closings.map((k): Said => ({ at: k.at, who: by(k.by), side: 'officer', tag: tags.closed(RESULT_WORDS[k.result][language]), text: k.words })),
    ...written.appeals.map((a): Said => ({ at: a.at, who: null, side: 'enterprise', tag: tags[a.kind], text: a.text })),
  ]
  const said = all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return html`<section aria-labelledby="thread-title"><h2 id="thread-title">${words.thread}</h2><ol class="thread">${said.map(
    (s) =>
      html`<li class="said ${s.side}"><p class="by"><b>${s.who === null ? words.enterprise : own(s.who, language)}</b> <span class="tag">${s.tag}</span> <time datetime="${s.at}">${moment(s.at, language)}</time></p>${s.text ? html`<p class="words"${lang(s.text, language)}>${s.text}</p>` : ''}${s.files?.length ? html`<p class="quiet">${words.withFiles}${listed(s.files, language)}</p>` : ''}</li>`,
  )}${written.wanted.length ? html`<li class="said asked"><p class="by"><b>${words.wanted}</b></p><ol class="wanted">${written.wanted.map((item) => html`<li${lang(item, language)}>${item}</li>`)}</ol></li>` : ''}</ol>
${view.rating === null ? '' : html`<p class="rating">${words.rating(view.rating)}</p>`}
${view.talking ? html`<p class="talking">${words.talking}</p>` : ''}</section>`
}

/** The answer is written where the talk is read. */
function answering(shown: Shown): Html {
  const form = offered(shown.seen.view.actions).find((f) => f.kind === 'reply')
  if (!form) return html``
  const { writing } = shown
  const mine = writing?.form.kind === 'reply' ? writing : undefined
  return html`<section class="answering" id="act-reply" aria-labelledby="reply-title"><h2 id="reply-title">${formWords(form.kind, shown.language).name}</h2>${actForm(form, { ...target(shown), ...(mine ? { values: mine.values, problems: mine.problems, refused: refused(shown) } : {}), main: true })}</section>`
}

const target = ({ language, session, corpus, seen }: Shown) => ({ language, session, corpus, on: { number: seen.view.number, moved: seen.view.moved } })

/** What can be done now; what was written comes back open, even where it can no longer be done. */
function acts(shown: Shown): Html {
  const { view } = shown.seen
  const { writing, language } = shown
  const words = CASE[language]
  const now = offered(view.actions).filter((f) => f.kind !== 'reply')
  const gone = writing && !returned(shown) ? writing : null
  const lost = gone ? Object.values(gone.values).filter(Boolean) : []
  return html`<section class="acts" aria-labelledby="acts-title"><h2 id="acts-title">${words.acts}</h2>
${now.length === 0 ? html`<p class="quiet">${view.actions.includes('reply') ? words.answerBeside : words.nothingToDo}</p>` : ''}
${now.map((form) => {
  const mine = writing?.form.kind === form.kind ? writing : undefined
  if (form.fields.length === 0)
    return html`<div class="direct" id="act-${form.kind}">${actForm(form, { ...target(shown), main: form.key === 'a', refused: mine ? refused(shown) : null })}</div>`
  return html`<details class="act" id="act-${form.kind}" data-key="${form.key}"${mine ? html` open` : ''}><summary>${formWords(form.kind, language).name}</summary>${actForm(form, { ...target(shown), ...(mine ? { values: mine.values, problems: mine.problems, refused: refused(shown) } : {}) })}</details>`
})}
${gone && lost.length ? html`<div class="kept"><p>${words.lost(formWords(gone.form.kind, language).name)}</p>${lost.map((text) => html`<pre${lang(text, language)}>${text}</pre>`)}</div>` : ''}</section>`
}

function fields({ seen: { view }, session, personalProblem, opened, language }: Shown): Html {
  const words = CASE[language]
  const masked = view.fields.some((f) => f.masked)
  const shown = view.fields.filter((f) => f.masked || !TOLD.includes(f.slot))
  return html`<section class="fields" id="fields" aria-labelledby="fields-title"><h2 id="fields-title">${words.fields}</h2>${
    shown.length
      ? html`<dl>${shown.map((f) => html`<div><dt>${f.label}</dt><dd>${fieldWords(f.slot, f.value, language)}${f.masked ? html` <span class="quiet">${words.masked}</span>` : ''}</dd></div>`)}</dl>`
      : html`<p class="quiet">${words.noFields}</p>`
  }
${opened ? html`<p class="flash">${words.openedOnce}</p>` : ''}
${
  masked && view.actions.includes('view-personal')
    ? html`<form method="post" action="/office/cases/${view.number}/personal#fields" class="stack">${guard(session)}<label for="look-reason">${words.look.reason}</label><input id="look-reason" name="reason" maxlength="200" required${personalProblem ? html` aria-invalid="true" aria-describedby="look-problem"` : ''} placeholder="${words.look.example}" autocomplete="off">${personalProblem ? html`<p class="field-problem" id="look-problem">${personalProblem}</p>` : ''}<p><button>${words.look.button}</button></p></form>`
    : ''
}${masked && !view.actions.includes('view-personal') ? html`<p class="hint">${words.look.byHandler}</p>` : ''}</section>`
}

function files({ files: received, view }: Open, language: Language): Html {
  if (received.length === 0) return html``
  const words = CASE[language]
  return html`<section aria-labelledby="files-title"><h2 id="files-title">${capital(words.files(received.length))}</h2><ul class="files">${received.map(
    (f) =>
      html`<li><a href="/office/cases/${view.number}/files/${f.id}" download>${own(f.name, language)}</a> <span class="quiet">${f.type} · ${sizeWords(f.size, language)}${f.sent ? words.sentOut : ''}</span></li>`,
  )}</ul><p class="hint">${words.filesHint}</p></section>`
}

function deliveries({ deliveries: sent, files }: Open, language: Language): Html {
  if (sent.length === 0) return html``
  const words = CASE[language]
  const dead = sent.filter((d) => d.status === 'dead')
  const named = (d: Open['deliveries'][number]) => {
    const file = fileSent(d, files)
    return file ? marked(words.file(file.name), language) : ''
  }
  return html`<details class="side-list"${dead.length ? html` open` : ''}><summary>${words.deliveries(sent.length)}${dead.length ? html`${words.comma}<b class="late">${words.dead(dead.length)}</b>` : ''}</summary>${dead.length ? html`<p>${words.phone}</p>` : ''}<ul>${sent.map(
    (d) =>
      html`<li>${moment(chinaTime(d.at), language)}${words.gap}${named(d)}${words.delivery[d.status]}${d.problem ? html`<span class="quiet">${words.why(d.problem)}</span>` : ''}</li>`,
  )}</ul></details>`
}

function past({ history }: Open, language: Language): Html {
  const words = CASE[language]
  return html`<details class="side-list"><summary>${words.history(history.length)}</summary><ol>${history.map((h) => html`<li><time datetime="${h.at}">${moment(h.at, language)}</time>${words.gap}${marked(h.by, language)}${words.gap}${marked(h.what, language)}</li>`)}</ol></details>`
}
