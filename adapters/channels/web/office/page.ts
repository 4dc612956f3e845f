/** The officers' pages inside the desk's frame: their navigation, the words that stand on many of them, and the page for what is not there. */
import { html } from 'hono/html'
import type { Officer } from '../../../../src/officer/officer.ts'
import { ROLE_WORDS } from '../../../../src/officer/print.ts'
import { frame } from '../frame.ts'
import { languageOf } from '../language.ts'
import type { Html } from '../typeset.ts'
import type { OfficeContext, Session } from './session.ts'

export type Spot = 'queue' | 'case' | 'insight' | 'questions' | 'register' | 'operator'

const STYLES = ['/office/office.css']
const SCRIPTS = ['/office/office.js']

/** Chiefs see how it goes; the administrator keeps the machine and sees no case. */
function places({ role }: Officer): readonly { readonly spot: Spot; readonly href: string; readonly name: string }[] {
  if (role === 'admin') return [{ spot: 'operator', href: '/office/operator', name: '运行' }]
  return [
    { spot: 'queue', href: '/office/queue/mine', name: '案件' },
    ...(role === 'chief'
      ? ([
          { spot: 'insight', href: '/office/insight', name: '统计' },
          { spot: 'questions', href: '/office/questions', name: '提问与反馈' },
          { spot: 'register', href: '/office/register', name: '融资需求库' },
        ] as const)
      : []),
  ]
}

export function officePage(c: OfficeContext, page: { readonly title: string; readonly spot: Spot; readonly body: Html }): Html {
  const session = c.get('session')
  const { officer } = session
  const here = page.spot === 'case' ? 'queue' : page.spot
  const under = html`<section class="office-bar" lang="zh-CN" aria-label="经办台"><nav aria-label="经办台导航"><ul>${places(officer).map(
    ({ spot, href, name }) => html`<li><a href="${href}"${spot === here ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )}</ul></nav>
${officer.role === 'admin' ? '' : html`<form class="find" method="get" action="/office/find" role="search"><label class="unseen" for="find">受理编号</label><input id="find" name="number" placeholder="受理编号 LN-…" autocomplete="off" spellcheck="false"><button>查</button></form>`}
<p class="who"><b>${officer.name}</b> ${officer.department} · ${ROLE_WORDS[officer.role]}</p>
<form method="post" action="/office/leave">${guard(session)}<button class="plain">退出</button></form></section>`
  return framed(c, page.title, page.body, under)
}

/** A page for whoever has not signed in. */
export function openPage(c: OfficeContext, title: string, body: Html): Html {
  return framed(c, title, body)
}

function framed(c: OfficeContext, title: string, body: Html, under?: Html): Html {
  const language = languageOf(c)
  const words = html`<div lang="zh-CN" class="desk">${language === 'en' ? html`<p class="note" lang="en">This desk is kept in Chinese.</p>` : ''}${body}</div>`
  return frame({
    title: `${title} · 经办台`,
    language,
    body: words,
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
  return c.html(
    officePage(c, {
      title: '没有这一页',
      spot: 'case',
      body: html`<h1>没有这个案件或这一页</h1><p>编号可能抄错了，或不在您的职责范围内。</p><p><a href="/office">回到案件列表</a></p>`,
    }),
    404,
  )
}

/** 11月22日 16:05, in China. */
export function when(at: string): string {
  const [, month, day, time] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? []
  return `${Number(month)}月${Number(day)}日 ${time}`
}

/** Statuses are worded for the enterprise. */
export function officerWords(words: string): string {
  return words.replace('待您', '待企业')
}

/** 500万元, 1.2亿元: what a sum is said as. */
export function moneyWords(yuan: number): string {
  if (yuan >= 100_000_000) return `${Math.round(yuan / 1_000_000) / 100}亿元`
  return yuan >= 10_000 ? `${Math.round(yuan / 100) / 100}万元` : `${yuan}元`
}

export function sizeWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} 字节` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
