/** How the desk does, for chiefs: volumes, and times against the clock that each case itself got, by city, department, kind and ground; nothing on these pages is about a person. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { RequestKind } from '../../../../src/cases/event.ts'
import { KIND_WORDS } from '../../../../src/cases/open.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import { type Kept, type Statistics, statistics, type Tally, type Times } from '../../../../src/insight/statistics.ts'
import type { Language } from '../../../../src/message.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import { bindingWords } from '../../../../src/officer/words.ts'
import type { Happened } from '../../../../src/store.ts'
import { bareLabel, clausePath } from '../address.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import { columns, shares } from './chart.ts'
import { MOST, type Read, readClocks } from './clocks.ts'
import { absentPage, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeEnv } from './session.ts'
import { capital, cityName, lang, marked, own, type Piece } from './tongue.ts'
import { INSIGHT } from './words/insight.ts'

const DAY = 24 * 3600_000
const PERIODS = ['30', '90', '365'] as const
const KINDS = ['infringement', 'financing', 'other', 'call'] as const satisfies readonly RequestKind[]
/** Departments in the plot; all of them stand in the table. */
const MOST_BARS = 14

export function insightPages(app: Hono<OfficeEnv>, { store, clock, corpus }: OfficeParts): void {
  app.get('/office/insight', async (c) => {
    const { officer } = c.get('session')
    if (officer.role !== 'chief') return absentPage(c)
    const now = clock()
    const language = languageOf(c)
    const words = INSIGHT[language]
    const period = PERIODS.find((p) => p === c.req.query('days')) ?? '90'
    const log = (await store.cases.log(new Date(now.getTime() - Number(period) * DAY))).filter((h) => sees(officer, h))
    const read = await readClocks(store, log)
    const found = statistics(log, read.clocks, now)
    const body = html`<h1>${words.title}</h1><p class="quiet">${marked(words.scope(officer.city === null ? null : officer.department), language)}</p>
<nav class="tabs" aria-label="${words.period}"><ul>${PERIODS.map((p) => html`<li><a href="/office/insight?days=${p}"${p === period ? html` aria-current="page"` : ''}>${words.periods[p]}</a></li>`)}</ul></nav>
${found.whole.opened === 0 ? html`<div class="empty"><p>${words.none}</p></div>` : figures({ language, corpus }, found, read)}`
    return c.html(officePage(c, { title: words.title, spot: 'insight', body }))
  })
}

/** A chief of the province sees the whole; one of a city what came to his bureau. */
function sees({ city, department }: Officer, happened: Pick<Happened, 'city' | 'departments'>): boolean {
  return city === null || happened.departments.includes(department)
}

type On = { readonly language: Language; readonly corpus: Corpus }

function figures(on: On, { whole, weeks, byCity, byDepartment, byRequest }: Statistics, { erased, beyond }: Read): Html {
  const { language } = on
  const words = INSIGHT[language]
  const series = KINDS.map((id) => ({ id, name: capital(KIND_WORDS[id][language]) }))
  const bars = byDepartment.filter((t) => t.first.held + t.close.held > 0).slice(0, MOST_BARS)
  return html`<ul class="tiles">
${tile(words.submitted, String(whole.opened), words.openAndClosed(whole.open, whole.closed))}
${tile(words.first, hours(whole.first.median, language), spread(whole.first, language))}
${tile(words.firstInTime, share(whole.first, language), standing(whole.first, language))}
${tile(words.closed, hours(whole.close.median, language), spread(whole.close, language))}
${tile(words.closeInTime, share(whole.close, language), standing(whole.close, language))}
</ul>
<p class="hint">${words.how}</p>
${erased ? html`<p class="note">${words.erased(erased)}</p>` : ''}${beyond ? html`<p class="note">${words.beyond(beyond, MOST)}</p>` : ''}
<section class="tally"><h2>${words.byGround}</h2>${grounds(on, words.byGround, [whole], null)}</section>
<div class="beside">${columns(
    'weeks',
    words.weeks,
    series,
    weeks.map((w) => ({ label: day(w.from, language), values: w.opened })),
  )}
<details class="figures"><summary>${words.asTable}</summary><div class="scroll" tabindex="0" role="region" aria-label="${words.weeksTable}"><table><thead><tr><th scope="col">${words.monday}</th>${series.map((s) => html`<th scope="col">${s.name}</th>`)}<th scope="col">${words.closed}</th></tr></thead><tbody>${weeks.map(
    (w) => html`<tr><th scope="row">${w.from}</th>${series.map((s) => html`<td>${w.opened[s.id] ?? 0}</td>`)}<td>${w.closed}</td></tr>`,
  )}</tbody></table></div></details></div>
${
  bars.length
    ? shares(
        'departments',
        words.kept,
        { part: words.inTime, rest: words.late },
        bars.map((t) => ({
          name: t.name ?? words.duty,
          lang: lang(t.name ?? words.duty, language),
          part: t.first.within + t.close.within,
          whole: t.first.held + t.close.held,
        })),
      )
    : ''
}
${split(on, 'city', byCity, (t) => (t.name === null ? words.noCity : own(cityName(t.name, language), language)))}
${split(on, 'department', byDepartment, (t) => (t.name === null ? words.duty : own(t.name, language)))}
${split(on, 'kind', byRequest, (t) => capital(KIND_WORDS[t.name as RequestKind]?.[language] ?? words.otherKind))}`
}

function tile(name: string, figure: string, below: string): Html {
  return html`<li><span class="name">${name}</span> <b>${figure}</b> <span class="quiet">${below}</span></li>`
}

function spread({ done, longest }: Times, language: Language): string {
  const words = INSIGHT[language]
  return done === 0 ? words.notYet : words.medianAndLongest(hours(longest, language))
}

function standing({ held, waiting }: Times, language: Language): string {
  const words = INSIGHT[language]
  return held === 0 ? words.noHeld : waiting ? words.waiting(waiting) : words.held(held)
}

type Name = (t: Tally) => Piece

/** The groups of one dimension: what came and how long it took, and below the same groups by what their clocks rest on. */
function split(on: On, dimension: 'city' | 'department' | 'kind', tallies: readonly Tally[], name: Name): Html {
  const { language } = on
  const words = INSIGHT[language]
  const { title, head } = words.dimensions[dimension]
  const two = (of: readonly string[]) => html`<th scope="col">${of[0]}<br>${of[1]}</th>`
  const { firstMedian, firstInTime, closeMedian, closeInTime, waiting } = words.columns
  return html`<section class="tally"><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">${head}</th><th scope="col">${words.submitted}</th><th scope="col">${words.open}</th><th scope="col">${words.closed}</th>${two(firstMedian)}${two(firstInTime)}${two(closeMedian)}${two(closeInTime)}${two(waiting)}</tr></thead><tbody>${tallies.map(
    (t) =>
      html`<tr><th scope="row">${name(t)}</th><td>${t.opened}</td><td>${t.open}</td><td>${t.closed}</td><td>${hours(t.first.median, language)}</td><td>${share(t.first, language)}</td><td>${hours(t.close.median, language)}</td><td>${share(t.close, language)}</td><td>${t.first.waiting + t.close.waiting}</td></tr>`,
  )}</tbody></table></div>
<details class="by-ground"><summary>${words.splitByGround}</summary>${grounds(on, `${title} · ${words.byGround}`, tallies, { head, name })}</details></section>`
}

/** How many clocks were kept, ground by ground; with `group`, for each group of a dimension. */
function grounds(on: On, title: string, tallies: readonly Tally[], group: { readonly head: string; readonly name: Name } | null): Html {
  const words = INSIGHT[on.language].ground
  const row = (k: Kept) =>
    html`<th scope="row" class="promise">${promise(on, k)}</th><td>${k.begun}</td><td>${k.again}</td><td>${share(k, on.language)}</td><td>${k.held - k.within}</td><td>${k.waiting}</td><td>${hours(k.median, on.language)}</td>`
  const rows = (t: Tally) =>
    t.grounds.map((k, i) => html`<tr>${group && i === 0 ? html`<th scope="rowgroup" rowspan="${t.grounds.length}">${group.name(t)}</th>` : ''}${row(k)}</tr>`)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${group ? html`<th scope="col">${group.head}</th>` : ''}<th scope="col" class="promise">${words.promise}</th><th scope="col">${words.begun}</th><th scope="col">${words.again}</th><th scope="col">${words.inTime}</th><th scope="col">${words.late}</th><th scope="col">${words.waiting}</th><th scope="col">${words.median[0]}<br>${words.median[1]}</th></tr></thead>${tallies.map((t) => (t.grounds.length ? html`<tbody>${rows(t)}</tbody>` : ''))}</table></div>`
}

/** What was promised within how long, and whose promise it is. */
function promise({ language, corpus }: On, { what, workingDays, modality, ours, clause }: Kept): Html {
  const words = INSIGHT[language]
  const said = what === 'completion' ? words.close(workingDays) : words.reply(workingDays)
  const known = corpus.clauses.find((k) => k.id === clause)
  return html`${marked(capital(`${bindingWords(modality, language)}${said}`), language)} <span class="quiet">${ours ? words.ours : words.byNotice}${known ? html`<a href="${clausePath(clause)}">${own(bareLabel(known.label), language)}</a>` : clause}</span>`
}

function share({ held, within }: Pick<Times, 'held' | 'within'>, language: Language): string {
  return held === 0 ? '—' : INSIGHT[language].share(Math.round((within / held) * 100), within, held)
}

/** Working hours, in working days of eight where there is more than one. */
function hours(n: number | null, language: Language): string {
  return n === null ? '—' : INSIGHT[language].hours(n)
}

function day(iso: string, language: Language): string {
  const [, month = 1, date = 1] = iso.split('-').map(Number)
  return INSIGHT[language].day(month, date)
}
