/** The officers' pages inside the desk's frame: their navigation, and the page for what is not there. */
import { html } from 'hono/html'
import type { Language } from '../../../../src/message.ts'
import type { Officer } from '../../../../src/officer/officer.ts'
import { ROLE_WORDS } from '../../../../src/officer/words.ts'
import { frame } from '../frame.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import type { OfficeContext, Session } from './session.ts'
import { own } from './tongue.ts'
import { DESK } from './words/desk.ts'

export type Spot = 'queue' | 'case' | 'insight' | 'questions' | 'register' | 'operator'
type Place = Exclude<Spot, 'case'>

const STYLES = ['/office/office.css']
const SCRIPTS = ['/office/office.js']
const HREF: Readonly<Record<Place, string>> = {
  queue: '/office/queue/mine',
  insight: '/office/insight',
  questions: '/office/questions',
  register: '/office/register',
  operator: '/office/operator',
}

/** Chiefs see how it goes; the administrator keeps the machine and sees no case. */
function places({ role }: Officer): readonly Place[] {
  if (role === 'admin') return ['operator']
  return role === 'chief' ? ['queue', 'insight', 'questions', 'register'] : ['queue']
}

export function officePage(c: OfficeContext, page: { readonly title: string; readonly spot: Spot; readonly body: Html }): Html {
  const session = c.get('session')
  const { officer } = session
  const language = languageOf(c)
  const words = DESK[language]
  const here = page.spot === 'case' ? 'queue' : page.spot
  const under = html`<section class="office-bar" aria-label="${words.desk}"><nav aria-label="${words.nav}"><ul>${places(officer).map(
    (place) => html`<li><a href="${HREF[place]}"${place === here ? html` aria-current="page"` : ''}>${words.places[place]}</a></li>`,
  )}</ul></nav>
${officer.role === 'admin' ? '' : html`<form class="find" method="get" action="/office/find" role="search"><label class="unseen" for="find">${words.number}</label><input id="find" name="number" placeholder="${words.numberExample}" autocomplete="off" spellcheck="false"><button>${words.find}</button></form>`}
<p class="who"><b>${own(officer.name, language)}</b> ${own(officer.department, language)} · ${ROLE_WORDS[officer.role][language]}</p>
<form method="post" action="/office/leave">${guard(session)}<button class="plain">${words.leave}</button></form></section>`
  return framed(language, page.title, page.body, under)
}

/** A page for whoever has not signed in. */
export function openPage(c: OfficeContext, title: string, body: Html): Html {
  return framed(languageOf(c), title, body)
}

function framed(language: Language, title: string, body: Html, under?: Html): Html {
  return frame({
    title: `${title} · ${DESK[language].desk}`,
    language,
    body: html`<div class="desk">${body}</div>`,
    nav: { here: 'office', ...(under ? { under } : {}) },
    kind: 'office',
    styles: STYLES,
    scripts: SCRIPTS,
  })
}

/** What every form that changes something carries. */
export function guard({ csrf }: Session): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}">`
}

/** What an officer sees who may not see something, and what he sees when there is nothing: the same. */
export function absentPage(c: OfficeContext): Response | Promise<Response> {
  const { absent, toList } = DESK[languageOf(c)]
  const body = html`<h1>${absent.heading}</h1><p>${absent.why}</p><p><a href="/office">${toList}</a></p>`
  return c.html(officePage(c, { title: absent.title, spot: 'case', body }), 404)
}

/** Where a page says that something has happened since it was read. @param page the address to read again, where it is not the page's own. */
export function livePlace(language: Language, stream: string, page?: string): Html {
  const { fresh, moved, stopped } = DESK[language].live
  return html`<p class="live" data-live="${stream}"${page ? html` data-page="${page}"` : ''} data-fresh="${fresh}" data-changed="${moved}" data-stopped="${stopped}" role="status"></p>`
}
