/** The pages of the web desk, from the corpus to HTML: the list of notices, a notice, a clause, and what is not there. */
import { html } from 'hono/html'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Clause, Fact, Notice, Span } from '../../../src/corpus/notice.ts'
import { clauseAnchor, clausePath, noticePath } from './address.ts'
import { type Html, typeset, whole } from './typeset.ts'

/** What an address asks to have lit: nothing, a span of the text shown, or something that is none. */
export type Cited = { readonly kind: 'none' } | { readonly kind: 'span'; readonly span: Span } | { readonly kind: 'astray' }

const HOME = '知问'

function layout(page: { readonly title: string; readonly kind: string; readonly canonical: string | null; readonly main: Html }): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${page.title}</title>
${page.canonical ? html`<link rel="canonical" href="${page.canonical}">` : ''}
<link rel="stylesheet" href="/style.css">
</head>
<body class="${page.kind}">
<a class="skip" href="#main">跳到正文</a>
${page.kind === 'home' ? '' : html`<header class="site"><a href="/" rel="home">${HOME}</a></header>`}
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="site"><p>条文按收到的文件复原，以发文机关公布的文本为准。</p></footer>
</body>
</html>
`
}

export function homePage(corpus: Corpus): Html {
  const newestFirst = [...corpus.notices].sort((a, b) => b.issued.localeCompare(a.issued))
  return layout({
    title: `${HOME} · 知识产权政策问答`,
    kind: 'home',
    canonical: '/',
    main: html`<h1>${HOME}</h1>
<p class="purpose">只凭下面${corpus.notices.length === 4 ? '四' : corpus.notices.length}份通知的原文回答企业的提问：每句话都指到所出的条文；通知里没有写的，就说没有写。</p>
<ol class="notices">${newestFirst.map(
      (notice) => html`
<li><h2><a href="${noticePath(notice.id)}">${whole(notice.title)}</a></h2>
<dl>${particular('文号', notice.number)}${particular('发文机关', notice.issuer)}${particular('日期', printedDate(notice))}${particular('适用', notice.region)}${particular('条数', `${measures(notice).length}条`)}</dl></li>`,
    )}
</ol>`,
  })
}

export function noticePage(notice: Notice, cited: Cited): Html {
  const span = spanOf(cited)
  return layout({
    title: `${notice.title}（${notice.number}）· ${HOME}`,
    kind: 'notice',
    canonical: noticePath(notice.id),
    main: html`${astray(cited)}<article>${notice.clauses.map(
      (clause) => html`
<section class="clause" id="${clauseAnchor(clause.ordinal)}"><div class="text">${typeset(notice, clause, {
        page: 'notice',
        cited: span,
        ...(clause.ordinal === 0 ? { afterHead: particulars(notice) } : {}),
      })}</div>${margin(notice, clause)}</section>`,
    )}
</article>
${contents(notice)}
${restored(notice)}`,
  })
}

export function clausePage(notice: Notice, clause: Clause, cited: Cited): Html {
  const span = spanOf(cited)
  const at = notice.clauses.indexOf(clause)
  const inNotice = `${noticePath(notice.id, span ?? undefined)}#${span ? 'cited' : clauseAnchor(clause.ordinal)}`
  const closing = clause.ordinal === 'end'
  return layout({
    title: `${nameOf(clause)} · ${notice.number} · ${HOME}`,
    kind: 'one-clause',
    canonical: clausePath(clause.id),
    main: html`${astray(cited)}<article>
<p class="source ours"><a href="${noticePath(notice.id)}">${notice.number}</a><span>${notice.issuer}</span><span>${printedDate(notice)}</span><span>适用${notice.region}</span></p>
${span ? html`<p class="lit ours"><a href="#cited">引文已标出 ↓</a></p>` : ''}
<section class="clause" id="${clauseAnchor(clause.ordinal)}"><div class="text">${closing ? html`<h1 class="closing ours">结尾</h1>` : ''}${typeset(notice, clause, { page: 'clause', cited: span })}</div>${margin(notice, clause)}</section>
</article>
<nav class="turn" aria-label="前后条">${turn('prev', '上一条', notice.clauses[at - 1])}${turn('next', '下一条', notice.clauses[at + 1])}<a class="whole" href="${inNotice}">在全文中看这一条</a></nav>`,
  })
}

/** A page for an address that leads nowhere; a clause that a notice does not have is said not to exist. */
export function missingPage(notice: Notice | null, ordinal: string | null): Html {
  const asked = notice && ordinal && /^[1-9]\d{0,3}$/.test(ordinal) ? `，没有第${ordinal}条` : '，没有这一条'
  return layout({
    title: `没有这一页 · ${HOME}`,
    kind: 'missing',
    canonical: null,
    main: notice
      ? html`<h1>没有这一条</h1>
<p>${notice.number}共${measures(notice).length}条${asked}。</p>
<p><a href="${noticePath(notice.id)}">看这份通知的全文</a></p>
<p><a href="/">回到通知目录</a></p>`
      : html`<h1>没有这一页</h1>
<p>这个地址不是哪份通知或哪一条的地址，可能少抄了几个字。</p>
<p><a href="/">回到通知目录</a></p>`,
  })
}

function spanOf(cited: Cited): Span | null {
  return cited.kind === 'span' ? cited.span : null
}

/** A link whose span does not fit lights nothing, and says so, lest the whole clause pass for the quotation. */
function astray(cited: Cited): Html | '' {
  return cited.kind === 'astray' ? html`<p class="astray" role="note">地址里的引文位置不在这段文字之内，因此没有标出引文。</p>` : ''
}

function particular(name: string, value: Html | string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function particulars(notice: Notice): Html {
  return html`<dl class="particulars ours">${particular('发文机关', notice.issuer)}${particular('日期', printedDate(notice))}${particular('适用', notice.region)}${particular('条数', html`<a href="#contents">${measures(notice).length}条</a>`)}${particular('复原', html`<a href="#restored">${notice.restore.mends.length}处</a>`)}</dl>`
}

function contents(notice: Notice): Html {
  return html`<nav id="contents" class="contents" aria-labelledby="contents-title"><h2 id="contents-title">目录</h2><ol>${notice.clauses.map(
    (clause) => html`<li><a href="#${clauseAnchor(clause.ordinal)}">${entry(clause)}</a></li>`,
  )}</ol></nav>`
}

function restored(notice: Notice): Html {
  const count = notice.restore.mends.length
  return html`<section id="restored" class="restored" aria-labelledby="restored-title"><h2 id="restored-title">文本的复原</h2>
<p>${count ? `收到的文件有${count}处由人工复原，每处都记有位置、原样、复原结果和依据。` : '收到的文件没有需要人工复原之处。'}繁简、空格、标点和网页外壳按固定规则整理。</p></section>`
}

function turn(rel: 'prev' | 'next', label: string, clause: Clause | undefined): Html | '' {
  return clause ? html`<a class="${rel}" rel="${rel}" href="${clausePath(clause.id)}"><small>${label}</small> ${entry(clause)}</a>` : ''
}

const KINDS: readonly { readonly kind: Fact['kind']; readonly name: string }[] = [
  { kind: 'limit', name: '期限' },
  { kind: 'date', name: '日期' },
  { kind: 'frequency', name: '频次' },
  { kind: 'figure', name: '数字' },
]
/** Words right before a fact without which it would say more, or less, than the notice does. */
const HEDGE = /(?:力争|应?超过|至少[^，。；\n]{0,4})$/u

/** What a reader looks for in a clause, beside it; each entry leads to its words, lit. */
function margin(notice: Notice, clause: Clause): Html | '' {
  const rows = KINDS.flatMap(({ kind, name }) => {
    const found = factsOf(notice, clause, kind)
    return found.length
      ? [
          row(
            clause,
            name,
            'facts',
            found.map((span) => ({ ...span, name: notice.body.slice(span.start, span.end) })),
          ),
        ]
      : []
  })
  if (clause.charges.length) {
    const printed = clause.text.includes('责任部门：')
    rows.push(row(clause, printed ? '责任部门' : '所涉单位', printed ? 'printed-below' : 'facts', clause.charges))
  }
  return rows.length ? html`<aside class="margin ours" aria-label="${nameOf(clause)}：要点"><dl>${rows}</dl></aside>` : ''
}

function row(clause: Clause, name: string, kind: string, entries: readonly (Span & { readonly name: string })[]): Html {
  return html`<div class="${kind}"><dt>${name}</dt>${entries.map((e) => html`<dd><a href="${clausePath(clause.id, { start: e.start, end: e.end })}#cited">${e.name}</a></dd>`)}</div>`
}

/** A clause's facts of a kind with their hedges: neither inside a larger fact, nor the notice's own date, nor twice. */
function factsOf(notice: Notice, clause: Clause, kind: Fact['kind']): Span[] {
  const seen = new Set([printedDate(notice)])
  return clause.facts
    .filter((fact) => fact.kind === kind && !clause.facts.some((other) => other !== fact && other.start <= fact.start && other.end >= fact.end))
    .map((fact) => ({ start: fact.start - (HEDGE.exec(notice.body.slice(clause.start, fact.start))?.[0].length ?? 0), end: fact.end }))
    .filter(({ start, end }) => {
      const text = notice.body.slice(start, end)
      return !seen.has(text) && seen.add(text)
    })
}

function measures(notice: Notice): readonly Clause[] {
  return notice.clauses.filter((c) => c.ordinal !== 0 && c.ordinal !== 'end')
}

/** `（二）做好…`, `三、扩大…`; the preamble and the closing by these names. */
function nameOf(clause: Clause): string {
  return clause.ordinal === 0 || clause.ordinal === 'end' ? clause.printed : clause.printed + clause.heading
}

function entry(clause: Clause): Html {
  return clause.ordinal === 0 || clause.ordinal === 'end' ? html`<span>${clause.printed}</span>` : html`<b>${clause.printed}</b><span>${whole(clause.heading)}</span>`
}

function printedDate(notice: Notice): string {
  const [year, month, day] = notice.issued.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
