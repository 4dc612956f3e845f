/** The first page (what this is, where to ask, the notices, and a walk for whoever tries it), and the list of notices. */
import { html } from 'hono/html'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import { noticePath } from './address.ts'
import { measures, printedDate } from './margin.ts'
import { particular } from './notice-pages.ts'
import { searchForm } from './search-page.ts'
import { type Html, whole } from './typeset.ts'
import { draw, type View } from './view.ts'

/** `fresh`: nothing is configured and there are no officers yet. `demo`: seeded officers and cases stand ready. */
export type Walk = 'fresh' | 'demo'

/** What one may say, each of a kind: a question, a reference, and the two requests. */
export const EXAMPLES = {
  zh: ['质押登记几天能办好？', '32号文第三条', '有人仿冒我的专利，想申请维权援助', '想用专利质押融资五百万'],
  en: ['How long does pledge registration take?', 'Notice 32, clause 3', 'Someone copies my patent, I need help', 'I want a loan against my patents'],
} as const

export function homePage(view: View, corpus: Corpus, { turn, walk }: { readonly turn: string | null; readonly walk: Walk | null }): Html {
  const { say, language } = view
  const count = corpus.notices.length
  return draw(view, {
    title: say('知问 · 知识产权政策问答', 'Zhiwen · intellectual-property policy, answered by clause').replace(/^知问 · /, ''),
    here: 'home',
    kind: 'home',
    canonical: '/',
    body: html`<h1>${say('知问', 'Zhiwen')}${language === 'en' ? html` <span lang="zh-CN">知问</span>` : ''}</h1>
<p class="purpose">${say(
      `只凭下面${count === 4 ? '四' : count}份通知的原文回答企业的提问：每句话都指到所出的条文；通知里没有写的，就说没有写。要人帮忙时，它替您把维权援助、质押融资等请求记下来，交到通知写明的责任部门。`,
      `Answers for enterprises, from the text of ${count === 4 ? 'four' : count} notices alone: every sentence points at its clause, and where the notices say nothing, it says so. When you need help, it takes down your request and hands it to the department that the notice names.`,
    )}</p>
${
  turn === null
    ? ''
    : html`<form class="ask-box" method="post" action="/ask" enctype="multipart/form-data">
<input type="hidden" name="turn" value="${turn}">
<label for="text">${say('您想问什么，或者需要什么帮助？', 'What would you like to know, or what do you need help with?')}</label>
<div class="field"><textarea id="text" name="text" rows="2" maxlength="5000" enterkeyhint="send" data-enter></textarea><button>${say('提问', 'Ask')}</button></div>
</form>
<form class="examples" method="post" action="/ask" enctype="multipart/form-data"><input type="hidden" name="turn" value="${turn}e"><p id="examples">${say('例如', 'For example')}</p><ul aria-labelledby="examples">${EXAMPLES[language].map((text) => html`<li><button name="choice" value="${text}">${text}</button></li>`)}</ul></form>`
}
${walk ? walkAround(view, walk) : ''}
<section aria-labelledby="notices-title"><h2 id="notices-title">${say('依据的通知', 'The notices')}</h2>
${noticeList(view, corpus)}</section>`,
    scripts: turn === null ? [] : ['/home.js'],
  })
}

/** For whoever has just started it: the same case from both sides. */
function walkAround({ say }: View, walk: Walk): Html {
  return html`<section class="walk" aria-labelledby="walk-title"><h2 id="walk-title">${say('第一次打开？走一遍', 'First time here? Walk through it')}</h2>
<ol>
<li><b>${say('问一句政策', 'Ask about policy')}</b> ${say('在上面的框里问，答复旁边就是条文，点开会标出引用的原话。', 'Ask in the box above; beside the answer stands the clause, and its link marks the words cited.')}</li>
<li><b>${say('提一个请求', 'Make a request')}</b> ${say('说“有人仿冒我的专利”，按提示一项项回答，可以发照片，最后拿到回执。', 'Say “someone copies my patent” and answer step by step, photos included, until you hold the receipt.')} <a href="/ask">${say('去提问', 'Go and ask')}</a></li>
<li><b>${say('换到经办人那一边', 'Change sides')}</b> ${
    walk === 'demo'
      ? html`${say('用演示账号看同一个案件：接单、要材料、办结。', 'Look at the same case as the officer: take it, ask for papers, close it.')} <a href="/office">${say('进经办台', 'Open the officers’ desk')}</a>`
      : html`${say('停下来，用', 'Stop it and start it again with')} <code>npm start -- --demo</code> ${say('再启动一次：演示的经办人和十几个案件放在另一个文件夹，不碰您的数据。', ': demonstration officers and a dozen cases, kept in a folder of their own.')}`
  }</li>
</ol></section>`
}

export function noticesPage(view: View, corpus: Corpus): Html {
  const { say } = view
  return draw(view, {
    title: say('通知', 'Notices'),
    here: 'notices',
    kind: 'list',
    canonical: '/notices',
    body: html`<h1>${say('通知', 'Notices')}</h1>
${searchForm(view, '')}
<h2>${say('按时间，新的在前', 'Newest first')}</h2>
${noticeList(view, corpus)}`,
  })
}

function noticeList({ say }: View, corpus: Corpus): Html {
  const newestFirst = [...corpus.notices].sort((a, b) => b.issued.localeCompare(a.issued))
  return html`<ol class="notices">${newestFirst.map(
    (notice) => html`
<li lang="zh-CN"><h3><a href="${noticePath(notice.id)}">${whole(notice.title)}</a></h3>
<dl>${particular('文号', notice.number)}${particular('发文机关', notice.issuer)}${particular('日期', printedDate(notice))}${particular(say('适用', 'Binds'), notice.region)}${particular('条数', `${measures(notice).length}${say('条', ' clauses')}`)}</dl></li>`,
  )}
</ol>`
}
