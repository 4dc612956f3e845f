/** Sets the restored text of a clause as a printed official document does, letter for letter, with the cited span lit. */
import { html, raw } from 'hono/html'
import type { Clause, Notice, Span } from '../../../src/corpus/notice.ts'
import { clausePath, mendAnchor, noticePath } from './address.ts'

export type Html = ReturnType<typeof html>

/** The parts of an official document (GB/T 9704-2012) that a line of the body can be. */
type Part = 'masthead' | 'number' | 'title' | 'addressee' | 'annex' | 'part' | 'heading' | 'run-in' | 'charged' | 'signature' | 'imprint' | 'paragraph'
type Line = Span & { readonly part: Part }
type Mark = { readonly number: number; readonly span: Span }

export type Setting = {
  /** A clause on its notice's page links to its own address; on its own page its heading is the page's. */
  readonly page: 'notice' | 'clause'
  readonly cited: Span | null
  /** Words put in by hand, each leading to why. */
  readonly mended: readonly Mark[]
  /** What is ours and stands between the document's head and its text. */
  readonly afterHead?: Html
}

const NUMERAL = /^[一二三四五六七八九十]+、/u
const DATE = /^(?:\d{4}年\d{1,2}月\d{1,2}日)?$/u
const HEAD: readonly Part[] = ['masthead', 'number', 'title']

function partOf(text: string, notice: Notice, clause: Clause, before: readonly Line[]): Part {
  if (clause.ordinal === 0) {
    if (text === notice.title) return 'title'
    if (text === notice.number) return 'number'
    if (text.endsWith('文件') && before.length === 0) return 'masthead'
    if (text.endsWith('：') && !before.some((l) => l.part === 'addressee')) return 'addressee'
    if (notice.title.includes(`《${text}》`)) return 'annex'
  } else if (clause.ordinal !== 'end') {
    if (text.startsWith(clause.printed + clause.heading)) return notice.numbering === 'line' ? 'heading' : 'run-in'
    if (notice.numbering === 'bracket' && NUMERAL.test(text)) return 'part'
    if (text.startsWith('责任部门：')) return 'charged'
  }
  if (clause.ordinal === 'end' && /日印发$/u.test(text)) return 'imprint'
  if (DATE.test(text.replace(notice.issuer, '').trim())) return 'signature'
  return 'paragraph'
}

function linesOf(notice: Notice, clause: Clause): Line[] {
  const lines: Line[] = []
  for (const m of clause.text.matchAll(/.+/gu)) {
    const start = clause.start + m.index
    lines.push({ start, end: start + m[0].length, part: partOf(m[0], notice, clause, lines) })
  }
  return lines
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })

/** Ends of segments at which a line may not turn all the same. */
const JOINED = new RegExp(
  [
    '[“《（〔]\\n',
    '\\n(?=[，。、；：！？”》）〕的])',
    '(?<=知识)\\n(?=产权)',
    // The segmenter leaves single what it does not know (质|押) and suffixes (覆盖|面); 和 goes with what follows it.
    '(?<=(?:^|\\n)[^和与及])\\n(?=[^和与及](?:\\n|$))',
    '\\n(?=[^和与及](?:\\n.{2}|$))',
    '(?<=\\n[和与及])\\n',
  ].join('|'),
  'gu',
)

/** A heading that turns lines only between words, as GB/T 9704-2012 7.3.1 asks of titles. */
export function whole(text: string): Html {
  const segments = Array.from(WORDS.segment(text), (s) => s.segment)
  const words = segments
    .join('\n')
    .replace(JOINED, (found) => found.replace('\n', ''))
    .split('\n')
  return html`${words.map((word, i) => html`${i ? raw('<wbr>') : ''}${word}`)}`
}

/** A stretch of the body, escaped; `draw` sets it without what is cited of it, and what is cited stands in a mark, the first of which is `#cited`. */
function letters(start: number, end: number, cited: Span | null, draw: (start: number, end: number) => Html): Html {
  if (!cited || cited.end <= start || cited.start >= end) return draw(start, end)
  const from = Math.max(start, cited.start)
  const to = Math.min(end, cited.end)
  const id = from === cited.start ? raw(' id="cited"') : ''
  return html`${from > start ? draw(start, from) : ''}<mark${id}>${draw(from, to)}</mark>${to < end ? draw(to, end) : ''}`
}

function mendedLetters(start: number, end: number, mended: readonly Mark[], draw: (start: number, end: number) => Html, notice: Notice): Html {
  const mark = mended.find((m) => m.span.end > start && m.span.start < end)
  if (!mark) return draw(start, end)
  const from = Math.max(start, mark.span.start)
  const to = Math.min(end, mark.span.end)
  const rest = mended.filter((m) => m !== mark)
  return html`${from > start ? draw(start, from) : ''}<a class="mended" href="${noticePath(notice.id)}#${mendAnchor(mark.number)}">${draw(from, to)}</a>${to < end ? mendedLetters(to, end, rest, draw, notice) : ''}`
}

const plain = (text: string): Html => html`${text}`

export function typeset(notice: Notice, clause: Clause, { page, cited, mended, afterHead }: Setting): Html {
  const setWith = (set: (text: string) => Html) => (start: number, end: number) =>
    letters(start, end, cited, (from, to) => mendedLetters(from, to, mended, (a, b) => set(notice.body.slice(a, b)), notice))
  const text = setWith(plain)
  const words = setWith(whole)
  const onClause = page === 'clause'
  const bracket = notice.numbering === 'bracket'
  const heading = onClause ? 'h1' : bracket ? 'h4' : 'h2'

  /** The printed number leads to the clause's own page; on that page it is plain. */
  const numbered = (start: number, end: number) => {
    const after = start + clause.printed.length
    return onClause ? words(start, end) : html`<a class="printed" href="${clausePath(clause.id)}">${text(start, after)}</a>${text(after, end)}`
  }

  const set = ({ start, end, part }: Line): Html => {
    switch (part) {
      case 'title':
        return html`<h1 class="title">${words(start, end)}</h1>`
      case 'annex':
        return onClause ? html`<p class="annex">${words(start, end)}</p>` : html`<h2 class="annex">${words(start, end)}</h2>`
      case 'part':
        return onClause ? html`<p class="part">${words(start, end)}</p>` : html`<h3 class="part">${words(start, end)}</h3>`
      case 'heading':
        return html`<${heading} class="heading">${numbered(start, end)}</${heading}>`
      case 'run-in': {
        const stop = start + clause.printed.length + clause.heading.length + 1
        return html`<div class="run-in ${bracket ? 'second' : 'first'}"><${heading}>${numbered(start, stop)}</${heading}><p>${text(stop, end)}</p></div>`
      }
      default:
        return html`<p class="${part}">${text(start, end)}</p>`
    }
  }

  const lines = linesOf(notice, clause)
  const head = lines.filter((l) => HEAD.includes(l.part))
  const rest = lines.slice(head.length)
  return html`${head.length ? html`<header class="head">${head.map(set)}</header>` : ''}${afterHead ?? ''}${rest.map(set)}`
}
