/** A notice and a clause as printed documents, and the page for an address that leads to neither. */
import { html } from 'hono/html'
import type { Clause, Notice, Span } from '../../../src/corpus/notice.ts'
import { clauseAnchor, clausePath, mendAnchor, noticePath } from './address.ts'
import { type Beside, diff, entry, margin, measures, nameOf, printedDate } from './margin.ts'
import type { Mending } from './mends.ts'
import type { Related } from './related.ts'
import { type Html, typeset } from './typeset.ts'
import { draw, type View } from './view.ts'

/** What an address asks to have lit: nothing, a span of the text shown, or something that is none. */
export type Cited = { readonly kind: 'none' } | { readonly kind: 'span'; readonly span: Span } | { readonly kind: 'astray' }

/** What the pages of the notices know besides the notice. */
export type Shelf = { readonly mending: (notice: Notice) => Mending; readonly related: Related; readonly noticeOf: (id: string) => Notice }

function besideOf(shelf: Shelf, view: View, notice: Notice, clause: Clause, page: 'notice' | 'clause'): Beside {
  const mended = shelf.mending(notice).byHand.filter((m) => m.clause === clause)
  return { say: view.say, mended, related: shelf.related(clause), noticeOf: shelf.noticeOf, page }
}

export function noticePage(view: View, shelf: Shelf, notice: Notice, cited: Cited): Html {
  const span = spanOf(cited)
  const { byHand } = shelf.mending(notice)
  return draw(view, {
    title: `${notice.title}（${notice.number}）`,
    here: 'notices',
    kind: 'notice',
    canonical: noticePath(notice.id),
    body: html`${astray(view, cited)}<article lang="zh-CN">${notice.clauses.map(
      (clause) => html`
<section class="clause" id="${clauseAnchor(clause.ordinal)}"><div class="text">${typeset(notice, clause, {
        page: 'notice',
        cited: span,
        mended: byHand.filter((m) => m.restored && m.clause === clause),
        ...(clause.ordinal === 0 ? { afterHead: particulars(view, shelf, notice) } : {}),
      })}</div>${margin(notice, clause, besideOf(shelf, view, notice, clause, 'notice'))}</section>`,
    )}
</article>
${contents(view, notice)}
${restored(view, shelf, notice)}`,
  })
}

export function clausePage(view: View, shelf: Shelf, notice: Notice, clause: Clause, cited: Cited): Html {
  const { say } = view
  const span = spanOf(cited)
  const at = notice.clauses.indexOf(clause)
  const inNotice = `${noticePath(notice.id, span ?? undefined)}#${span ? 'cited' : clauseAnchor(clause.ordinal)}`
  const turn = (rel: 'prev' | 'next', label: string, to: Clause | undefined) =>
    to ? html`<a class="${rel}" rel="${rel}" href="${clausePath(to.id)}"><small>${label}</small> <span lang="zh-CN">${entry(to)}</span></a>` : ''
  return draw(view, {
    title: `${nameOf(clause)} · ${notice.number}`,
    here: 'notices',
    kind: 'one-clause',
    canonical: clausePath(clause.id),
    body: html`${astray(view, cited)}<article lang="zh-CN">
<p class="source ours"><a href="${noticePath(notice.id)}">${notice.number}</a><span>${notice.issuer}</span><span>${printedDate(notice)}</span><span>${say('适用', 'Binds: ')}${notice.region}</span></p>
${span ? html`<p class="lit ours"><a href="#cited">${say('引文已标出 ↓', 'The cited words are marked ↓')}</a></p>` : ''}
<section class="clause" id="${clauseAnchor(clause.ordinal)}"><div class="text">${clause.ordinal === 'end' ? html`<h1 class="closing ours">结尾</h1>` : ''}${typeset(
      notice,
      clause,
      {
        page: 'clause',
        cited: span,
        mended: shelf.mending(notice).byHand.filter((m) => m.restored && m.clause === clause),
      },
    )}</div>${margin(notice, clause, besideOf(shelf, view, notice, clause, 'clause'))}</section>
</article>
<nav class="turn" aria-label="${say('前后条', 'Clauses before and after')}">${turn('prev', say('上一条', 'Previous'), notice.clauses[at - 1])}${turn('next', say('下一条', 'Next'), notice.clauses[at + 1])}<a class="whole" href="${inNotice}">${say('在全文中看这一条', 'See it in the whole notice')}</a></nav>`,
  })
}

/** A clause that a notice does not have is said not to exist. */
export function missingPage(view: View, notice: Notice | null, ordinal: string | null): Html {
  const { say } = view
  const numbered = notice !== null && ordinal !== null && /^[1-9]\d{0,3}$/.test(ordinal)
  return draw(view, {
    title: say('没有这一页', 'No such page'),
    here: null,
    kind: 'missing',
    body: notice
      ? html`<h1>${say('没有这一条', 'No such clause')}</h1>
<p>${say(
          `${notice.number}共${measures(notice).length}条${numbered ? `，没有第${ordinal}条` : '，没有这一条'}。`,
          `${notice.number} has ${measures(notice).length} clauses${numbered ? `; there is no clause ${ordinal}` : ''}.`,
        )}</p>
<p><a href="${noticePath(notice.id)}">${say('看这份通知的全文', 'Read the whole notice')}</a></p>
<p><a href="/">${say('回到首页', 'Back to the first page')}</a></p>`
      : html`<h1>${say('没有这一页', 'No such page')}</h1>
<p>${say('这个地址不通向任何一页，可能少抄了几个字。', 'This address leads to no page; perhaps a few characters were lost in copying.')}</p>
<p><a href="/">${say('回到首页', 'Back to the first page')}</a></p>`,
  })
}

function spanOf(cited: Cited): Span | null {
  return cited.kind === 'span' ? cited.span : null
}

/** A link whose span does not fit lights nothing, and says so, lest the whole clause pass for the quotation. */
function astray({ say }: View, cited: Cited): Html | '' {
  return cited.kind === 'astray'
    ? html`<p class="astray" role="note">${say('地址里的引文位置不在这段文字之内，因此没有标出引文。', 'The cited place in this address is not within this text, so nothing is marked.')}</p>`
    : ''
}

export function particular(name: string, value: Html | string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function particulars({ say }: View, shelf: Shelf, notice: Notice): Html {
  const mends = shelf.mending(notice).byHand.length
  return html`<dl class="particulars ours">${particular(say('发文机关', 'Issuer'), notice.issuer)}${particular(say('日期', 'Date'), printedDate(notice))}${particular(say('适用', 'Binds'), notice.region)}${particular(say('条数', 'Clauses'), html`<a href="#contents">${measures(notice).length}${say('条', '')}</a>`)}${particular(say('复原', 'Restored'), html`<a href="#restored">${mends}${say('处', mends === 1 ? ' place' : ' places')}</a>`)}</dl>`
}

function contents({ say }: View, notice: Notice): Html {
  return html`<nav id="contents" class="contents" aria-labelledby="contents-title"><h2 id="contents-title">${say('目录', 'Contents')}</h2><ol lang="zh-CN">${notice.clauses.map(
    (clause) => html`<li><a href="#${clauseAnchor(clause.ordinal)}">${entry(clause)}</a></li>`,
  )}</ol></nav>`
}

/** Every mend by hand against the received text, with its ground, and how often each fixed rule was applied. */
function restored({ say }: View, shelf: Shelf, notice: Notice): Html {
  const { byHand, byRule } = shelf.mending(notice)
  return html`<section id="restored" class="restored" aria-labelledby="restored-title"><h2 id="restored-title">${say('文本的复原', 'How the text was restored')}</h2>
${
  byHand.length
    ? html`<p>${say(`收到的文件有${byHand.length}处由人工复原：`, `Mended by hand in ${byHand.length} ${byHand.length === 1 ? 'place' : 'places'}:`)}</p>
<ol class="mended">${byHand.map(
        (m) =>
          html`<li id="${mendAnchor(m.number)}"><p lang="zh-CN">${diff(m, say)}</p><p class="ground">${say('依据：', 'Ground: ')}<span lang="zh-CN">${m.ground}</span> · <a href="${m.restored ? `${clausePath(m.clause.id, m.span)}#cited` : clausePath(m.clause.id)}">${say('看这一处', 'See the place')}<span class="unseen">（${m.number}）</span></a></p></li>`,
      )}</ol>`
    : html`<p>${say('收到的文件没有需要人工复原之处。', 'Nothing had to be mended by hand.')}</p>`
}
${
  byRule.length
    ? html`<details><summary>${say('按固定规则整理的', 'Put in order by fixed rules')}</summary><table><caption class="unseen">${say('规则与次数', 'Rules and how often each was applied')}</caption><thead><tr><th scope="col">${say('规则', 'Rule')}</th><th scope="col">${say('次数', 'Times')}</th></tr></thead><tbody lang="zh-CN">${byRule.map((r) => html`<tr><td>${r.ground}</td><td>${r.times}</td></tr>`)}</tbody></table></details>`
    : html`<p>${say('繁简、空格、标点和网页外壳按固定规则整理。', 'Characters, spaces, punctuation and page chrome are put in order by fixed rules.')}</p>`
}</section>`
}
