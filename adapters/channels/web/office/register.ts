/** The register of financing demand for chiefs, with filters, sums by class, and two exports; each opening is recorded as a look. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { readCase } from '../../../../src/case-file.ts'
import { chinaDay } from '../../../../src/clock.ts'
import { BANDS, bandOf, classed, type Demand, demandOf, type Filter, filtered, GROUND, STATES, sheetOf, stateWords, TERMS } from '../../../../src/insight/demand.ts'
import { csv } from '../../../../src/insight/sheet.ts'
import { may } from '../../../../src/officer/authorisation.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import { regions } from '../../../../src/routing/route.ts'
import { clausePath } from '../address.ts'
import type { Html } from '../typeset.ts'
import { absentPage, moneyWords, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeEnv } from './session.ts'
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
    return c.html(officePage(c, { title: '融资需求库', spot: 'register', body: registerPage(filter, found, all.length, officer.city === null ? cities : []) }))
  })

  app.get('/office/register/:file{register\\.(?:csv|xlsx)}', async (c) => {
    const { officer } = c.get('session')
    if (officer.role !== 'chief') return absentPage(c)
    const kind = c.req.param('file').endsWith('csv') ? 'csv' : 'xlsx'
    const filter = readFilter(c.req.query())
    const found = filtered(await demands(officer), filter)
    await opened(officer, `导出（${kind}）`, filter, found.length)
    const name = encodeURIComponent(`融资需求项目库-${chinaDay(clock())}.${kind}`)
    const headers = {
      'Content-Disposition': `attachment; filename="register.${kind}"; filename*=UTF-8''${name}`,
      'Content-Type': kind === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
    }
    const sheet = sheetOf(found)
    return kind === 'csv' ? c.body(csv(sheet), 200, headers) : c.body(await xlsx(sheet), 200, headers)
  })

  function registerPage(filter: Filter, found: readonly Demand[], whole: number, choice: readonly string[]): Html {
    const query = new URLSearchParams(filter as Record<string, string>).toString()
    const exported = (file: string) => `/office/register/${file}${query ? `?${query}` : ''}`
    const select = (name: keyof Filter, label: string, options: readonly { readonly id: string; readonly words: string }[]) =>
      html`<div><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}" data-submit><option value="">不限</option>${options.map((o) => html`<option value="${o.id}"${filter[name] === o.id ? html` selected` : ''}>${o.words}</option>`)}</select></div>`
    const ground = corpus.clause(GROUND.clause)
    const start = ground.start + ground.text.indexOf(GROUND.quote)
    return html`<h1>融资需求项目库</h1>
<p class="quiet">依据<a href="${clausePath(GROUND.clause, { start, end: start + GROUND.quote.length })}#cited">${ground.label}</a>“${GROUND.quote}”。打开和导出都有记录；联系人与电话不在这里，请到案件里查看。</p>
<form method="get" action="/office/register" class="filters">${
      choice.length
        ? select(
            'city',
            '市',
            choice.map((city) => ({ id: city, words: city })),
          )
        : ''
    }${select('band', '金额', BANDS)}${select('term', '期限', TERMS)}${select('state', '状态', STATES)}${select('bank', '意向银行', [
      { id: 'named', words: '已有意向' },
      { id: 'none', words: '没有' },
    ])}<button>筛选</button>${query ? html`<a href="/office/register">清除</a>` : ''}</form>
<div class="row"><p><b>${found.length}</b> 件${found.length === whole ? '' : html`，全部 ${whole} 件`}，合计 <b>${moneyWords(found.reduce((sum, d) => sum + (d.amount ?? 0), 0))}</b></p><a class="button" href="${exported('register.xlsx')}" download>导出 xlsx</a><a class="button" href="${exported('register.csv')}" download>导出 CSV</a></div>
${
  found.length === 0
    ? html`<div class="empty"><p>没有符合的需求。</p></div>`
    : html`<ul class="tiles">${classed(found).map((s) => html`<li><span class="name">${s.words}</span> <b>${s.count}</b> <span class="quiet">${moneyWords(s.amount)}</span></li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="融资需求"><table class="register"><thead><tr><th scope="col">受理编号</th><th scope="col">登记</th><th scope="col">市</th><th scope="col">企业</th><th scope="col" class="num">金额</th><th scope="col">分类</th><th scope="col">期限</th><th scope="col">用途</th><th scope="col">意向银行</th><th scope="col" class="num">专利</th><th scope="col">状态</th></tr></thead><tbody>${found.map(
        (d) =>
          html`<tr><th scope="row"><a href="/office/cases/${d.number}">${d.number}</a></th><td>${d.opened.slice(0, 10)}</td><td>${d.city ?? ''}</td><td>${d.company}</td><td class="num">${d.amount === null ? '—' : moneyWords(d.amount)}</td><td>${bandOf(d)?.words ?? '未说明'}</td><td>${d.term === null ? '未说明' : `${d.term} 个月`}</td><td>${d.purpose ?? ''}</td><td>${d.bank ?? ''}</td><td class="num">${d.patents.length}</td><td>${stateWords(d)}</td></tr>`,
      )}</tbody></table></div>`
}`
  }
}
