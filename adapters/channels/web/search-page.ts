/** Search over the clauses: a form that works by itself, and results that a script may fetch as one types. */
import { html } from 'hono/html'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Clause, Span } from '../../../src/corpus/notice.ts'
import { clausePath, departmentPath } from './address.ts'
import { excerpt, type Found } from './find.ts'
import { nameOf } from './margin.ts'
import type { Html } from './typeset.ts'
import { draw, type View } from './view.ts'

/** The clauses whose sense is nearest to a text, best first; null while that search is not ready. */
export type Sense = (text: string, limit: number) => Promise<readonly string[]>

const AT_MOST = 12

export function searchForm({ say }: View, asked: string): Html {
  return html`<form class="search" role="search" method="get" action="/search"><label for="q">${say('在条文里找', 'Find in the clauses')}</label><div class="field"><input id="q" type="search" name="q" value="${asked}" maxlength="100" autocomplete="off" enterkeyhint="search" spellcheck="false"><button>${say('搜索', 'Search')}</button></div></form>`
}

export function searchPage(view: View, corpus: Corpus, asked: string, words: readonly Found[], sense: readonly Clause[]): Html {
  const { say } = view
  const departments = asked.trim() ? corpus.departments.filter((d) => d.charged.length && [d.name, ...d.aliases].some((n) => n.includes(asked.trim()))) : []
  const found = words.slice(0, AT_MOST)
  const near = sense.filter((c) => !found.some((f) => f.clause === c)).slice(0, 5)
  const count = words.length
  return draw(view, {
    title: asked ? say(`搜索“${asked}”`, `Search: ${asked}`) : say('搜索', 'Search'),
    here: 'search',
    kind: 'list',
    scripts: ['/search.js'],
    body: html`<h1>${say('搜索', 'Search')}</h1>
${searchForm(view, asked)}
<div id="results">
${asked.trim() ? html`<p class="count" role="status">${count ? say(`${count}条里有这些字`, `${count} ${count === 1 ? 'clause has' : 'clauses have'} these words`) : say('没有哪一条写有这些字。', 'No clause has these words.')}</p>` : html`<p class="count">${say('输入几个字，例如“质押登记”“1个工作日”。', 'Type a few characters, for example 质押登记.')}</p>`}
${departments.length ? html`<p class="bodies">${say('部门与单位：', 'Departments and bodies: ')}<span lang="zh-CN">${departments.map((d, i) => html`${i ? '、' : ''}<a href="${departmentPath(d.name)}">${d.name}</a>`)}</span></p>` : ''}
${found.length ? html`<h2 class="unseen">${say('条文', 'Clauses')}</h2><ol class="found" lang="zh-CN">${found.map(({ clause, spans }) => result(corpus, clause, spans))}</ol>` : ''}
${near.length ? html`<h2>${say('意思相近的', 'Near in sense')}</h2><ol class="found" lang="zh-CN">${near.map((clause) => result(corpus, clause, []))}</ol>` : ''}
${asked.trim() && !found.length ? html`<form method="post" action="/ask" enctype="multipart/form-data"><input type="hidden" name="text" value="${asked}"><button>${say('把它当问题问', 'Ask it as a question')}</button></form>` : ''}
</div>`,
  })
}

function result(corpus: Corpus, clause: Clause, spans: readonly Span[]): Html {
  const notice = corpus.notice(clause.notice)
  const shown = excerpt(clause, spans)
  const first = spans.find((s) => s.start >= shown.start && s.end <= shown.end) ?? spans[0]
  const lit = spans.filter((s) => s.start >= shown.start && s.end <= shown.end)
  const pieces: Html[] = []
  let at = shown.start
  for (const span of lit) {
    pieces.push(html`${notice.body.slice(at, span.start)}<mark>${notice.body.slice(span.start, span.end)}</mark>`)
    at = span.end
  }
  return html`
<li><h3><a href="${first ? `${clausePath(clause.id, first)}#cited` : clausePath(clause.id)}">${clause.ordinal === 0 || clause.ordinal === 'end' ? `${notice.short} ${nameOf(clause)}` : nameOf(clause)}</a></h3>
<p>${shown.start > clause.start ? '…' : ''}${pieces}${notice.body.slice(at, shown.end)}${shown.end < clause.end ? '…' : ''}</p>
<p class="from">${notice.number}　${notice.region}</p></li>`
}
