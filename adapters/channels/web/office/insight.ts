/** How the desk does, for chiefs: volumes, times against the clock, by city and department; nothing on these pages is about a person. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { dueFor } from '../../../../src/cases/due.ts'
import type { RequestKind } from '../../../../src/cases/event.ts'
import { KIND_WORDS } from '../../../../src/cases/open.ts'
import { chinaTime } from '../../../../src/clock.ts'
import { type Promised, type Statistics, statistics, type Tally, type Times } from '../../../../src/insight/statistics.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import type { Happened } from '../../../../src/store.ts'
import type { Html } from '../typeset.ts'
import { columns, shares } from './chart.ts'
import { absentPage, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeEnv } from './session.ts'

const DAY = 24 * 3600_000
const PERIODS = [
  { id: '30', words: '近 30 天', days: 30 },
  { id: '90', words: '近 90 天', days: 90 },
  { id: '365', words: '近一年', days: 365 },
] as const
const KINDS = ['infringement', 'financing', 'other', 'call'] as const satisfies readonly RequestKind[]
/** The clause a kind is held to; the rest by the standard for any other. */
const MEASURE: Readonly<Record<string, string | null>> = { infringement: 'ln-2022-6#8', financing: 'ln-2022-6#3' }

export function insightPages(app: Hono<OfficeEnv>, { store, clock, corpus, standards }: OfficeParts): void {
  app.get('/office/insight', async (c) => {
    const { officer } = c.get('session')
    if (officer.role !== 'chief') return absentPage(c)
    const now = clock()
    const period = PERIODS.find((p) => p.id === c.req.query('days')) ?? PERIODS[1]
    const promised = (request: string): Promised => {
      const { what, workingDays } = dueFor(corpus, standards, KINDS.find((kind) => kind === request) ?? 'other', MEASURE[request] ?? null, chinaTime(now))
      return { what, workingDays }
    }
    const log = (await store.cases.log(new Date(now.getTime() - period.days * DAY))).filter((h) => sees(officer, h))
    const found = statistics(log, promised, now)
    const clocks = KINDS.map((kind) => `${KIND_WORDS[kind].zh} ${promised(kind).workingDays} 个工作日`).join('、')
    const scope = officer.city === null ? '全省' : officer.department
    const body = html`<h1>统计</h1><p class="quiet">${scope}，按提交时间</p>
<nav class="tabs" aria-label="期间"><ul>${PERIODS.map((p) => html`<li><a href="/office/insight?days=${p.id}"${p === period ? html` aria-current="page"` : ''}>${p.words}</a></li>`)}</ul></nav>
${found.whole.opened === 0 ? html`<div class="empty"><p>这段时间没有案件。</p></div>` : figures(found, clocks)}`
    return c.html(officePage(c, { title: '统计', spot: 'insight', body }))
  })
}

/** A chief of the province sees the whole; one of a city what came to his bureau. */
function sees({ city, department }: Officer, happened: Pick<Happened, 'city' | 'departments'>): boolean {
  return city === null || happened.departments.includes(department)
}

function figures({ whole, weeks, byCity, byDepartment, byRequest }: Statistics, clocks: string): Html {
  const series = KINDS.map((id) => ({ id, name: KIND_WORDS[id].zh }))
  const bars = byDepartment.filter((t) => t.first.held > 0).slice(0, 14)
  return html`<ul class="tiles">
${tile('提交', String(whole.opened), `办理中 ${whole.open}，办结 ${whole.closed}`)}
${tile('首次回复', hours(whole.first.median), `中位数；最长 ${hours(whole.first.longest)}`)}
${tile('期限内首次回复', share(whole.first), whole.first.waiting ? `其中 ${whole.first.waiting} 件已逾期仍未回复` : `共 ${whole.first.held} 件到期或已回复`)}
${tile('办结', hours(whole.close.median), `中位数；最长 ${hours(whole.close.longest)}`)}
</ul>
<p class="hint">时间按工作时间计（工作日 9:00—17:00）。首次回复的期限：${clocks}，均为本局的服务标准；要求补充材料也算首次回复。期限已过仍未回复的，算逾期。</p>
<div class="beside">${columns(
    'weeks',
    '每周提交的案件',
    series,
    weeks.map((w) => ({ label: day(w.from), values: w.opened })),
  )}
<details class="figures"><summary>同样的数字，列成表</summary><div class="scroll" tabindex="0" role="region" aria-label="每周案件数"><table><thead><tr><th scope="col">周一</th>${series.map((s) => html`<th scope="col">${s.name}</th>`)}<th scope="col">办结</th></tr></thead><tbody>${weeks.map(
    (w) => html`<tr><th scope="row">${w.from}</th>${series.map((s) => html`<td>${w.opened[s.id] ?? 0}</td>`)}<td>${w.closed}</td></tr>`,
  )}</tbody></table></div></details></div>
${
  bars.length
    ? shares(
        'departments',
        '首次回复是否在期限内，按责任部门',
        bars.map((t) => ({ name: t.name ?? '值班', part: t.first.within, whole: t.first.held })),
      )
    : ''
}
${table('按市', '市', byCity, (t) => t.name ?? '未说明')}
${table('按责任部门', '部门', byDepartment, (t) => t.name ?? '值班')}
${table('按业务', '业务', byRequest, (t) => KIND_WORDS[t.name as RequestKind]?.zh ?? '其他')}`
}

function tile(name: string, figure: string, below: string): Html {
  return html`<li><span class="name">${name}</span> <b>${figure}</b> <span class="quiet">${below}</span></li>`
}

function table(title: string, head: string, tallies: readonly Tally[], name: (t: Tally) => string): Html {
  return html`<section class="tally"><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">${head}</th><th scope="col">提交</th><th scope="col">办理中</th><th scope="col">办结</th><th scope="col">首次回复<br>中位数</th><th scope="col">期限内</th><th scope="col">逾期未回复</th><th scope="col">办结<br>中位数</th></tr></thead><tbody>${tallies.map(
    (t) =>
      html`<tr><th scope="row">${name(t)}</th><td>${t.opened}</td><td>${t.open}</td><td>${t.closed}</td><td>${hours(t.first.median)}</td><td>${share(t.first)}</td><td>${t.first.waiting}</td><td>${hours(t.close.median)}</td></tr>`,
  )}</tbody></table></div></section>`
}

function share({ held, within }: Times): string {
  return held === 0 ? '—' : `${Math.round((within / held) * 100)}%（${within}/${held}）`
}

/** Working hours, in working days of eight where there is more than one. */
function hours(n: number | null): string {
  if (n === null) return '—'
  if (n < 1) return '不到 1 小时'
  return n < 8 ? `${round(n)} 小时` : `${round(n / 8)} 个工作日`
}

function round(n: number): string {
  return String(Math.round(n * 10) / 10)
}

function day(iso: string): string {
  const [, month, date] = iso.split('-').map(Number)
  return `${month}/${date}`
}
