/** The officers' lists: mine, my department's, overdue, by city, all; ten a page, the most urgent first. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { readCaseNumbers } from '../../../../src/cases/number.ts'
import { chinaTime } from '../../../../src/clock.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import { dueShort } from '../../../../src/officer/print.ts'
import type { Card, Page, Queue } from '../../../../src/officer/queue.ts'
import { regions } from '../../../../src/routing/route.ts'
import type { Html } from '../typeset.ts'
import { absentPage, guard, moneyWords, officePage, officerWords } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeContext, OfficeEnv, Session } from './session.ts'
import { keepTrays, type Notice } from './tray.ts'

/** How many lines of the tray are shown at once. */
const NEWEST = 4
const KINDS = ['mine', 'department', 'overdue', 'city', 'all'] as const
type Kind = (typeof KINDS)[number]

export function queuePages(app: Hono<OfficeEnv>, parts: OfficeParts): void {
  const { desk, clock, corpus } = parts
  const cities = regions(corpus.departments)
  const trays = keepTrays(parts)

  app.get('/office/queue/:kind', async (c) => {
    const { officer } = c.get('session')
    const kind = KINDS.find((k) => k === c.req.param('kind'))
    if (!kind || officer.role === 'admin') return absentPage(c)
    const which = readQueue(kind, c.req.query('city'), officer, cities)
    const now = clock()
    const page = Number(/^\d{1,4}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1)
    const [listed, notices] = await Promise.all([desk.queue(officer, which, page, now), trays.read(officer.id)])
    return c.html(officePage(c, { title: titleOf(which, officer), spot: 'queue', body: listPage(c, which, listed, cities, notices, chinaTime(now)) }))
  })

  app.post('/office/notices/read', (c) => {
    trays.clear(c.get('session').officer.id)
    return c.redirect('/office/queue/mine', 303)
  })

  app.get('/office/find', (c) => {
    const said = (c.req.query('number') ?? '').slice(0, 60)
    const found = readCaseNumbers(said)[0]
    if (found?.kind === 'number') return c.redirect(`/office/cases/${found.number}`, 303)
    const body = html`<h1>没有查</h1><p>${said ? html`“${said}”不是完整的受理编号，请核对。` : '请填受理编号，'}编号形如 LN-20261123-7K4M2PXR。</p><p><a href="/office">回到案件列表</a></p>`
    return c.html(officePage(c, { title: '查案件', spot: 'queue', body }), 400)
  })
}

function readQueue(kind: Kind, city: string | undefined, officer: Officer, cities: readonly string[]): Queue {
  if (kind !== 'city') return { kind }
  return { kind, city: cities.find((c) => c === city) ?? officer.city ?? (cities[0] as string) }
}

function titleOf(which: Queue, officer: Officer): string {
  switch (which.kind) {
    case 'mine':
      return '我的案件'
    case 'department':
      return officer.department
    case 'overdue':
      return '逾期'
    case 'city':
      return `${which.city}的案件`
    case 'all':
      return '全部案件'
  }
}

const pathOf = (which: Queue, page = 1) => {
  const query = new URLSearchParams({ ...(which.kind === 'city' ? { city: which.city } : {}), ...(page > 1 ? { page: String(page) } : {}) }).toString()
  return `/office/queue/${which.kind}${query ? `?${query}` : ''}`
}

const TABS: readonly (readonly [Kind, string])[] = [
  ['mine', '我的'],
  ['department', '本部门'],
  ['overdue', '逾期'],
  ['city', '按市'],
  ['all', '全部'],
]

function listPage(c: OfficeContext, which: Queue, listed: Page, cities: readonly string[], notices: readonly Notice[], now: string): Html {
  const session = c.get('session')
  const { officer } = session
  // Who has one city needs no list of cities.
  const tabs = TABS.filter(([kind]) => kind !== 'city' || officer.city === null)
  return html`<div class="head-row"><h1>${titleOf(which, officer)}</h1><p class="live" data-live="/office/live" role="status"></p><button class="plain js" data-help hidden>键盘 <kbd>?</kbd></button></div>
<nav class="tabs" aria-label="案件列表"><ul>${tabs.map(
    ([kind, name], i) => html`<li><a href="/office/queue/${kind}" data-key="${i + 1}"${kind === which.kind ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )}</ul>${which.kind === 'city' ? cityForm(which.city, cities) : ''}</nav>
<div id="live" data-fragment>
${notices.length ? noticeList(notices, session) : ''}
${listed.total === 0 ? empty(which) : html`<p class="quiet count">共 ${listed.total} 件，最急的在前</p><ol class="cards" start="${(listed.page - 1) * 10 + 1}">${listed.cards.map((card) => row(card, now))}</ol>${turn(which, listed)}`}
</div>
${keys()}`
}

function empty(which: Queue): Html {
  return html`<div class="empty"><p>这里没有案件。</p>${which.kind === 'mine' ? html`<p><a href="/office/queue/department">看本部门待接的案件</a></p>` : ''}</div>`
}

function cityForm(city: string, cities: readonly string[]): Html {
  return html`<form method="get" action="/office/queue/city" class="inline"><label for="city">市</label><select id="city" name="city" data-submit>${cities.map(
    (name) => html`<option${name === city ? html` selected` : ''}>${name}</option>`,
  )}</select><button>看</button></form>`
}

function noticeList(notices: readonly Notice[], session: Session): Html {
  const line = (n: Notice) => html`<li><a href="/office/cases/${n.case}">${n.text}</a></li>`
  const [first, rest] = [notices.slice(0, NEWEST), notices.slice(NEWEST)]
  return html`<section class="notices-new" aria-labelledby="notices-title"><h2 id="notices-title">新通知 ${notices.length} 条</h2><ul>${first.map(line)}</ul>${rest.length ? html`<details><summary>更早的 ${rest.length} 条</summary><ul>${rest.map(line)}</ul></details>` : ''}<form method="post" action="/office/notices/read">${guard(session)}<button>知道了</button></form></section>`
}

/** What stands on a card, in words that need no label: a sum as it is said, patents counted. */
function fact({ slot, label, value }: Card['fields'][number]): Html {
  const sum = slot === 'amountYuan' ? Number(/^\d+/.exec(value)?.[0] ?? Number.NaN) : Number.NaN
  if (sum >= 0) return html`<span>${moneyWords(sum)}</span>`
  return html`<span>${/^（/.test(value) ? label : html`<span class="unseen">${label}：</span>`}${value}</span>`
}

function row(card: Card, now: string): Html {
  const who = card.offeredTo ? `转办至${card.offeredTo}，待接收` : card.handler ? card.handler.name : '无人接单'
  return html`<li class="card${card.overdue ? ' late' : ''}" id="${card.number}">
<a class="open" href="/office/cases/${card.number}"><span class="what"><b>${card.kind}</b> ${card.city ?? '所在地未说明'}</span><span class="number">${card.number}</span></a>
<p class="facts">${card.fields.map(fact)}<span class="state" data-status="${card.status}">${officerWords(card.words)}</span><span>${who}</span>${card.unanswered ? html`<span class="new">${card.unanswered} 条来信未回</span>` : ''}${card.files ? html`<span>${card.files} 份文件</span>` : ''}</p>
<p class="due">${card.due ? dueShort(card.due, now) : '没有在走的期限'}</p></li>`
}

function turn(which: Queue, { page, pages }: Page): Html | '' {
  if (pages === 1) return ''
  return html`<nav class="pages" aria-label="翻页">${page > 1 ? html`<a rel="prev" href="${pathOf(which, page - 1)}">上一页</a>` : ''}<span>第 ${page} / ${pages} 页</span>${page < pages ? html`<a rel="next" href="${pathOf(which, page + 1)}">下一页</a>` : ''}</nav>`
}

/** Opened by `?`; without JavaScript there is nothing to press. */
export function keys(): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['j / k', '下一件 / 上一件'],
    ['Enter', '打开'],
    ['n / p', '下一页 / 上一页'],
    ['1 … 5', '切换列表'],
    ['/', '按编号查'],
    ['u', '案件页：回到列表'],
    ['a', '案件页：接单或接收'],
    ['r', '案件页：回复企业'],
    ['s', '案件页：要求补充材料'],
    ['t', '案件页：转办'],
    ['c', '案件页：办结'],
    ['m', '案件页：内部备注'],
    ['?', '这张表'],
  ]
  return html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">键盘</h2><table><tbody>${rows.map(([key, what]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${what}</td></tr>`)}</tbody></table><p><label><input type="checkbox" id="keys-on" checked> 使用单键快捷键</label></p><form method="dialog"><button>关闭</button></form></dialog>`
}
