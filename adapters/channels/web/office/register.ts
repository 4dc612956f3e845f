/** The register of financing demand for chiefs, with filters, sums by class, and two exports; each opening is recorded as a look. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { readCase } from '../../../../src/case-file.ts'
import { chinaDay } from '../../../../src/clock.ts'
import { BANDS, bandOf, classed, type Demand, demandOf, type Filter, filtered, GROUND, STATES, sheetOf, stateWords, TERMS } from '../../../../src/insight/demand.ts'
import { csv } from '../../../../src/insight/sheet.ts'
import type { Both, Language } from '../../../../src/message.ts'
import { may } from '../../../../src/officer/authorisation.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import { regions } from '../../../../src/routing/route.ts'
import { bareLabel, clausePath } from '../address.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import { absentPage, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeEnv } from './session.ts'
import { capital, cityName, moneyWords, own } from './tongue.ts'
import { REGISTER } from './words/register.ts'
import { xlsx } from './xlsx.ts'

const KEEP_ACCESS_MS = 184 * 24 * 3600_000
/** Rows of one page of the store's list. */
const AT_ONCE = 200
const MOST = 5_000
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function registerPages(app: Hono<OfficeEnv>, { store, clock, corpus }: OfficeParts): void {
  const cities = regions(corpus.departments)

  /** Every demand this chief may see. */
  async function demands(officer: Officer): Promise<Demand[]> {
    const found: Demand[] = []
    const reach = officer.city === null ? {} : { departments: [officer.department] }
    let after: string | undefined
    for (let read = 0; read < MOST; read += AT_ONCE) {
      const { rows, next } = await store.cases.list({ ...reach, limit: AT_ONCE, ...(after ? { after } : {}) })
      for (const row of rows) {
        if (row.kind !== 'financing' || row.erased) continue
        const c = (await readCase(store, row.case))?.case
        const demand = c && may(officer, c, 'view') ? demandOf(c) : null
        if (demand) found.push(demand)
      }
      if (!next) break
      after = next
    }
    return found
  }

  /** Companies and what they want to borrow stand here: whoever opens or takes it is written down, with what he chose. */
  async function opened(officer: Officer, how: string, filter: Filter, count: number): Promise<void> {
    const now = clock()
    const chosen = Object.entries(filter).map(([key, value]) => `${key}=${value}`)
    const detail = `${how}融资需求项目库：${count} 件${chosen.length ? `，筛选 ${chosen.join(' ')}` : ''}`
    await store.keeping.record({ kind: 'access', subject: 'financing-register', by: officer.id, detail, at: now, keepUntil: new Date(now.getTime() + KEEP_ACCESS_MS) })
  }

  const readFilter = (query: Readonly<Record<string, string>>): Filter => {
    const one = (key: string, allowed: readonly string[]) => (allowed.includes(query[key] ?? '') ? { [key]: query[key] } : {})
    return {
      ...one('city', cities),
      ...one(
        'band',
        BANDS.map((b) => b.id),
      ),
      ...one(
        'term',
        TERMS.map((t) => t.id),
      ),
      ...one(
        'state',
        STATES.map((s) => s.id),
      ),
      ...one('bank', ['named', 'none']),
    }
  }

  app.get('/office/register', async (c) => {
    const { officer } = c.get('session')
    if (officer.role !== 'chief') return absentPage(c)
    const filter = readFilter(c.req.query())
    const all = await demands(officer)
    const found = filtered(all, filter)
    await opened(officer, '打开', filter, found.length)
    const language = languageOf(c)
    const body = registerPage(language, filter, found, all.length, officer.city === null ? cities : [])
    return c.html(officePage(c, { title: REGISTER[language].title, spot: 'register', body }))
  })

  app.get('/office/register/:file{register\\.(?:csv|xlsx)}', async (c) => {
    const { officer } = c.get('session')
    if (officer.role !== 'chief') return absentPage(c)
    const kind = c.req.param('file').endsWith('csv') ? 'csv' : 'xlsx'
    const filter = readFilter(c.req.query())
    const found = filtered(await demands(officer), filter)
    await opened(officer, `导出（${kind}）`, filter, found.length)
    const language = languageOf(c)
    const name = encodeURIComponent(`${REGISTER[language].file(chinaDay(clock()))}.${kind}`)
    const headers = {
      'Content-Disposition': `attachment; filename="register.${kind}"; filename*=UTF-8''${name}`,
      'Content-Type': kind === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
    }
    const sheet = sheetOf(found, language)
    return kind === 'csv' ? c.body(csv(sheet), 200, headers) : c.body(await xlsx(sheet), 200, headers)
  })

  function registerPage(language: Language, filter: Filter, found: readonly Demand[], whole: number, choice: readonly string[]): Html {
    const words = REGISTER[language]
    const query = new URLSearchParams(filter as Record<string, string>).toString()
    const exported = (file: string) => `/office/register/${file}${query ? `?${query}` : ''}`
    const select = (name: keyof Filter, options: readonly { readonly id: string; readonly words: string }[]) =>
      html`<div><label for="f-${name}">${words.filters[name]}</label><select id="f-${name}" name="${name}" data-submit><option value="">${words.any}</option>${options.map((o) => html`<option value="${o.id}"${filter[name] === o.id ? html` selected` : ''}>${capital(o.words)}</option>`)}</select></div>`
    const said = (options: readonly { readonly id: string; readonly words: Both }[]) => options.map((o) => ({ id: o.id, words: o.words[language] }))
    const ground = corpus.clause(GROUND.clause)
    const start = ground.start + ground.text.indexOf(GROUND.quote)
    return html`<h1>${words.heading}</h1>
<p class="quiet">${words.ground}<a href="${clausePath(GROUND.clause, { start, end: start + GROUND.quote.length })}#cited">${own(bareLabel(ground.label), language)}</a>${language === 'zh' ? '' : ' '}“${own(GROUND.quote, language)}”${words.recorded}</p>
<form method="get" action="/office/register" class="filters">${
      choice.length
        ? select(
            'city',
            choice.map((city) => ({ id: city, words: cityName(city, language) })),
          )
        : ''
    }${select('band', said(BANDS))}${select('term', said(TERMS))}${select('state', said(STATES))}${select('bank', [
      { id: 'named', words: words.banks.named },
      { id: 'none', words: words.banks.none },
    ])}<button>${words.filter}</button>${query ? html`<a href="/office/register">${words.clear}</a>` : ''}</form>
<div class="row"><p><b>${found.length}</b> ${words.count}${found.length === whole ? '' : words.ofAll(whole)}${words.sum}<b>${moneyWords(
      found.reduce((sum, d) => sum + (d.amount ?? 0), 0),
      language,
    )}</b></p><p class="exports"><a class="button" href="${exported('register.xlsx')}" download>${words.exports.xlsx}</a> <a class="button" href="${exported('register.csv')}" download>${words.exports.csv}</a></p></div>
${
  found.length === 0
    ? html`<div class="empty"><p>${words.none}</p></div>`
    : html`<ul class="tiles">${classed(found).map((s) => html`<li><span class="name">${capital(s.words[language])}</span> <b>${s.count}</b> <span class="quiet">${moneyWords(s.amount, language)}</span></li>`)}</ul>
${demandTable(found, language)}`
}`
  }
}

const NUMERIC = ['amount', 'patents']

function demandTable(found: readonly Demand[], language: Language): Html {
  const words = REGISTER[language]
  const line = (d: Demand) =>
    html`<tr><th scope="row"><a href="/office/cases/${d.number}">${d.number}</a></th><td>${d.opened.slice(0, 10)}</td><td>${d.city ? own(cityName(d.city, language), language) : ''}</td><td>${own(d.company, language)}</td><td class="num">${d.amount === null ? '—' : moneyWords(d.amount, language)}</td><td>${bandOf(d)?.words[language] ?? words.unsaid}</td><td>${d.term === null ? words.unsaid : words.months(d.term)}</td><td>${own(d.purpose ?? '', language)}</td><td>${own(d.bank ?? '', language)}</td><td class="num">${d.patents.length}</td><td>${stateWords(d, language)}</td></tr>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.region}"><table class="register"><thead><tr>${Object.entries(words.columns).map(([id, name]) => html`<th scope="col"${NUMERIC.includes(id) ? html` class="num"` : ''}>${name}</th>`)}</tr></thead><tbody>${found.map(line)}</tbody></table></div>`
}
