/** The officers' lists: mine, my department's, overdue, by city, all; ten a page, the most urgent first. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { readCaseNumbers } from '../../../../src/cases/number.ts'
import { chinaTime } from '../../../../src/clock.ts'
import type { Language } from '../../../../src/message.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import type { Card, Page, Queue } from '../../../../src/officer/queue.ts'
import { dueShort, RIGHT_WORDS } from '../../../../src/officer/words.ts'
import { regions } from '../../../../src/routing/route.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import { absentPage, guard, livePlace, officePage } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeContext, OfficeEnv, Session } from './session.ts'
import { capital, cityName, marked, moneyWords, own, type Piece } from './tongue.ts'
import { keepTrays, type Notice } from './tray.ts'
import { DESK } from './words/desk.ts'
import { QUEUE } from './words/queue.ts'

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
    const language = languageOf(c)
    const [listed, notices] = await Promise.all([desk.queue(officer, which, page, now, language), trays.read(officer.id)])
    return c.html(officePage(c, { title: QUEUE[language].titles[kind], spot: 'queue', body: listPage(c, which, listed, cities, notices, chinaTime(now)) }))
  })

  app.post('/office/notices/read', (c) => {
    trays.clear(c.get('session').officer.id)
    return c.redirect('/office/queue/mine', 303)
  })

  app.get('/office/find', (c) => {
    const said = (c.req.query('number') ?? '').slice(0, 60)
    const found = readCaseNumbers(said)[0]
    if (found?.kind === 'number') return c.redirect(`/office/cases/${found.number}`, 303)
    const { find } = QUEUE[languageOf(c)]
    const body = html`<h1>${find.heading}</h1><p>${said ? find.incomplete(said) : find.empty}</p><p><a href="/office">${DESK[languageOf(c)].toList}</a></p>`
    return c.html(officePage(c, { title: find.title, spot: 'queue', body }), 400)
  })
}

function readQueue(kind: Kind, city: string | undefined, officer: Officer, cities: readonly string[]): Queue {
  if (kind !== 'city') return { kind }
  return { kind, city: cities.find((c) => c === city) ?? officer.city ?? (cities[0] as string) }
}

function heading(which: Queue, officer: Officer, language: Language): Piece {
  const { titles, cityHeading } = QUEUE[language]
  if (which.kind === 'department') return own(officer.department, language)
  return which.kind === 'city' ? cityHeading(cityName(which.city, language)) : titles[which.kind]
}

const pathOf = (which: Queue, page = 1) => {
  const query = new URLSearchParams({ ...(which.kind === 'city' ? { city: which.city } : {}), ...(page > 1 ? { page: String(page) } : {}) }).toString()
  return `/office/queue/${which.kind}${query ? `?${query}` : ''}`
}

function listPage(c: OfficeContext, which: Queue, listed: Page, cities: readonly string[], notices: readonly Notice[], now: string): Html {
  const session = c.get('session')
  const { officer } = session
  const language = languageOf(c)
  const words = QUEUE[language]
  // Who has one city needs no list of cities.
  const tabs = KINDS.filter((kind) => kind !== 'city' || officer.city === null)
  return html`<div class="head-row"><h1>${heading(which, officer, language)}</h1>${livePlace(language, '/office/live')}<button class="plain js" data-help hidden>${words.keyboard} <kbd>?</kbd></button></div>
<nav class="tabs" aria-label="${words.lists}"><ul>${tabs.map(
    (kind, i) => html`<li><a href="/office/queue/${kind}" data-key="${i + 1}"${kind === which.kind ? html` aria-current="page"` : ''}>${words.tabs[kind]}</a></li>`,
  )}</ul>${which.kind === 'city' ? cityForm(which.city, cities, language) : ''}</nav>
<div id="live" data-fragment>
${notices.length ? noticeList(notices, session, language) : ''}
${listed.total === 0 ? empty(which, language) : html`<p class="quiet count">${words.count(listed.total)}</p><ol class="cards" start="${(listed.page - 1) * 10 + 1}">${listed.cards.map((card) => row(card, now, language))}</ol>${turn(which, listed, language)}`}
</div>
${keys(language)}`
}

function empty(which: Queue, language: Language): Html {
  const { none, toDepartment } = QUEUE[language]
  return html`<div class="empty"><p>${none}</p>${which.kind === 'mine' ? html`<p><a href="/office/queue/department">${toDepartment}</a></p>` : ''}</div>`
}

function cityForm(city: string, cities: readonly string[], language: Language): Html {
  const words = QUEUE[language]
  return html`<form method="get" action="/office/queue/city" class="inline"><label for="city">${words.city}</label><select id="city" name="city" data-submit>${cities.map(
    (name) => html`<option value="${name}"${name === city ? html` selected` : ''}>${cityName(name, language)}</option>`,
  )}</select><button>${words.show}</button></form>`
}

function noticeList(notices: readonly Notice[], session: Session, language: Language): Html {
  const words = QUEUE[language]
  const line = (n: Notice) => html`<li><a href="/office/cases/${n.case}">${marked(n.text[language], language)}</a></li>`
  const [first, rest] = [notices.slice(0, NEWEST), notices.slice(NEWEST)]
  return html`<section class="notices-new" aria-labelledby="notices-title"><h2 id="notices-title">${words.news(notices.length)}</h2><ul>${first.map(line)}</ul>${rest.length ? html`<details><summary>${words.older(rest.length)}</summary><ul>${rest.map(line)}</ul></details>` : ''}<form method="post" action="/office/notices/read">${guard(session)}<button>${words.read}</button></form></section>`
}

/** What stands on a card, in words that need no label: a sum as it is said, patents counted. */
function fact({ slot, label, value }: Card['fields'][number], language: Language): Html {
  const sum = slot === 'amountYuan' ? Number(/^\d+/.exec(value)?.[0] ?? Number.NaN) : Number.NaN
  if (sum >= 0) return html`<span>${moneyWords(sum, language)}</span>`
  const said = fieldWords(slot, value, language)
  return html`<span>${/^[（(*]/.test(value) ? html`${label}${language === 'zh' && !value.startsWith('*') ? '' : ' '}` : html`<span class="unseen">${QUEUE[language].label(label)}</span>`}${said}</span>`
}

/** What a field holds: a kind of right and a city by their names in the page's language, all else as it was given. */
export function fieldWords(slot: string, value: string, language: Language): Piece {
  if (slot === 'rightType') return RIGHT_WORDS[value as keyof typeof RIGHT_WORDS]?.[language] ?? own(value, language)
  return slot === 'region' ? own(cityName(value, language), language) : own(value, language)
}

function row(card: Card, now: string, language: Language): Html {
  const words = QUEUE[language]
  const who = card.offeredTo ? marked(words.offered(card.offeredTo), language) : card.handler ? own(card.handler.name, language) : words.nobody
  return html`<li class="card${card.overdue ? ' late' : ''}" id="${card.number}">
<a class="open" href="/office/cases/${card.number}"><span class="what"><b>${capital(card.kind)}</b> ${card.city ? own(cityName(card.city, language), language) : words.noCity}</span><span class="number">${card.number}</span></a>
<p class="facts">${card.fields.map((field) => fact(field, language))}<span class="state" data-status="${card.status}">${card.words}</span><span>${who}</span>${card.unanswered ? html`<span class="new">${words.unanswered(card.unanswered)}</span>` : ''}${card.files ? html`<span>${words.files(card.files)}</span>` : ''}</p>
<p class="due">${card.due ? marked(capital(dueShort(card.due, now, language)), language) : words.noClock}</p></li>`
}

function turn(which: Queue, { page, pages }: Page, language: Language): Html | '' {
  if (pages === 1) return ''
  const words = QUEUE[language]
  return html`<nav class="pages" aria-label="${words.turn}">${page > 1 ? html`<a rel="prev" href="${pathOf(which, page - 1)}">${words.previous}</a>` : ''}<span>${words.page(page, pages)}</span>${page < pages ? html`<a rel="next" href="${pathOf(which, page + 1)}">${words.next}</a>` : ''}</nav>`
}

const KEYS: readonly (readonly [string, keyof (typeof QUEUE)['zh']['keys']['what']])[] = [
  ['j / k', 'step'],
  ['Enter', 'open'],
  ['n / p', 'turn'],
  ['1 … 5', 'lists'],
  ['/', 'find'],
  ['u', 'back'],
  ['a', 'take'],
  ['r', 'reply'],
  ['s', 'papers'],
  ['t', 'transfer'],
  ['c', 'close'],
  ['m', 'note'],
  ['?', 'table'],
]

/** Opened by `?`; without JavaScript there is nothing to press. */
export function keys(language: Language): Html {
  const words = QUEUE[language].keys
  return html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${words.title}</h2><table><tbody>${KEYS.map(([key, what]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${words.what[what]}</td></tr>`)}</tbody></table><p><label><input type="checkbox" id="keys-on" checked> ${words.single}</label></p><form method="dialog"><button>${words.close}</button></form></dialog>`
}
