/** What stands beside a clause: its figures and limits, whom it charges, what was mended, our notes, and like clauses elsewhere. */
import { html } from 'hono/html'
import type { Clause, Fact, Notice, Span } from '../../../src/corpus/notice.ts'
import { clausePath, departmentPath, mendAnchor, noticePath } from './address.ts'
import type { Say } from './language.ts'
import { type Mended, visible } from './mends.ts'
import { type Html, whole } from './typeset.ts'

export type Beside = {
  readonly say: Say
  readonly mended: readonly Mended[]
  readonly related: readonly Clause[]
  readonly noticeOf: (id: string) => Notice
  /** On its own page a clause tells its mends in full; on its notice's page they are told below. */
  readonly page: 'notice' | 'clause'
}

const KINDS: readonly { readonly kind: Fact['kind']; readonly zh: string; readonly en: string }[] = [
  { kind: 'limit', zh: '期限', en: 'Time limit' },
  { kind: 'date', zh: '日期', en: 'Date' },
  { kind: 'frequency', zh: '频次', en: 'How often' },
  { kind: 'figure', zh: '数字', en: 'Figure' },
]
/** Words right before a fact without which it would say more, or less, than the notice does. */
const HEDGE = /(?:力争|应?超过|至少[^，。；\n]{0,4})$/u

export function margin(notice: Notice, clause: Clause, beside: Beside): Html | '' {
  const { say, mended, related, page } = beside
  const rows = [
    ...KINDS.flatMap(({ kind, zh, en }) => {
      const found = factsOf(notice, clause, kind)
      return found.length
        ? [
            row(
              say(zh, en),
              'facts',
              found.map((span) => wordsLink(notice, clause, span)),
            ),
          ]
        : []
    }),
    ...(clause.charges.length ? [charged(clause, say)] : []),
    ...(related.length
      ? [
          row(
            say('另见', 'See also'),
            'related',
            related.map((other) => relatedLink(beside.noticeOf(other.notice), other)),
          ),
        ]
      : []),
    ...(mended.length
      ? [
          row(
            say('复原', 'Restored'),
            'mends',
            mended.map((m) => mendEntry(clause, m, page, say)),
          ),
        ]
      : []),
    ...notice.notes
      .filter((n) => n.clause === clause.ordinal)
      .map(
        (note) =>
          html`<div class="note"><dt>${say('编者注', 'Editor’s note')} <small>${note.dated} · ${say('非通知原文', 'not part of the notice')}</small></dt><dd lang="zh-CN">${note.text}<small>${say('依据：', 'Ground: ')}${note.ground}</small></dd></div>`,
      ),
  ]
  return rows.length ? html`<aside class="margin ours" aria-label="${say(`${nameOf(clause)}：要点`, `${nameOf(clause)}: in brief`)}"><dl>${rows}</dl></aside>` : ''
}

function row(name: string, kind: string, entries: readonly Html[]): Html {
  return html`<div class="${kind}"><dt>${name}</dt>${entries.map((e) => html`<dd lang="zh-CN">${e}</dd>`)}</div>`
}

function wordsLink(notice: Notice, clause: Clause, span: Span): Html {
  return html`<a href="${clausePath(clause.id, span)}#cited">${notice.body.slice(span.start, span.end)}</a>`
}

/** Each body leads to its own page, which leads back to the words that charge it. */
function charged(clause: Clause, say: Say): Html {
  const printed = clause.text.includes('责任部门：')
  const names = [...new Set(clause.charges.map((c) => c.name))]
  return row(
    printed ? say('责任部门', 'Departments') : say('所涉单位', 'Bodies addressed'),
    printed ? 'printed-below' : 'facts',
    names.map((name) => html`<a href="${departmentPath(name)}">${name}</a>`),
  )
}

function relatedLink(notice: Notice, other: Clause): Html {
  return html`<a href="${clausePath(other.id)}"><small>${notice.short}</small> ${other.printed}${whole(other.heading)}</a>`
}

function mendEntry(clause: Clause, m: Mended, page: 'notice' | 'clause', say: Say): Html {
  if (page === 'notice')
    return html`<a href="${noticePath(clause.notice)}#${mendAnchor(m.number)}">${m.restored ? visible(m.restored) : say('删去空格', 'space removed')}</a>`
  return html`${diff(m, say)}<small>${m.ground}</small>`
}

/** The received text with what was taken out and what was put in its place. */
export function diff({ received, restored }: Mended, say: Say): Html {
  return html`<span class="diff"><span class="said">${say('收到的是', 'Received:')} </span>…${received.before}<del>${visible(received.broken)}</del><span class="said"> ${say('复原为', 'restored as')} </span><ins>${restored}</ins>${received.after}…</span>`
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

/** `（二）做好…`, `三、扩大…`; the preamble and the closing by these names. */
export function nameOf(clause: Clause): string {
  return clause.ordinal === 0 || clause.ordinal === 'end' ? clause.printed : clause.printed + clause.heading
}

export function entry(clause: Clause): Html {
  return clause.ordinal === 0 || clause.ordinal === 'end' ? html`<span>${clause.printed}</span>` : html`<b>${clause.printed}</b><span>${whole(clause.heading)}</span>`
}

export function printedDate(notice: Notice): string {
  const [year, month, day] = notice.issued.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export function measures(notice: Notice): readonly Clause[] {
  return notice.clauses.filter((c) => c.ordinal !== 0 && c.ordinal !== 'end')
}
