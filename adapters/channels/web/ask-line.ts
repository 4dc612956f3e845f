/** One line of a conversation as HTML, the same on the page and in the stream: words, sources beside them, choices to tap. */
import { html } from 'hono/html'
import { chinaTime } from '../../../src/clock.ts'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Answer, Citation, Reply } from '../../../src/message.ts'
import { moment } from '../../../src/officer/words.ts'
import type { Said } from '../../../src/store.ts'
import { bareLabel, clausePath, departmentPath } from './address.ts'
import type { Early, PersonSaid } from './channel.ts'
import type { Html } from './typeset.ts'
import type { View } from './view.ts'

/** How the desk's receipts begin (src/cases/receipt.ts). */
const RECEIPT = /^(?:【回执】|Receipt\. )/mu

export function lineItem(view: View, corpus: Corpus, line: Said, last: boolean): Html {
  return line.from === 'person' ? personLine(view, line) : deskLine(view, corpus, line, last)
}

function personLine(view: View, { id: key, at, body }: Said): Html {
  const { say } = view
  const { text, files } = body as PersonSaid
  return html`<li class="line person" data-key="${key}"><div class="said"><span class="unseen">${say('您：', 'You: ')}</span>${text ? html`<p${languageMark(text)}>${text}</p>` : ''}${
    files.length ? html`<ul class="files" aria-label="${say('附件', 'Files')}">${files.map((name) => html`<li>${name}</li>`)}</ul>` : ''
  }${stamp(view, at)}</div></li>`
}

function deskLine(view: View, corpus: Corpus, { id: key, at, body }: Said, last: boolean): Html {
  const { say } = view
  const { text, answer, choices = [], taps = [], files = [] } = body as Reply
  const { words, listed } = withoutChoices(text, choices)
  const receipt = RECEIPT.test(text)
  return html`<li class="line desk${receipt ? ' receipt' : ''}" data-key="${key}"><div class="said">${speaker(view)}${paragraphs(words, answer)}${
    listed
      ? html`<ol class="choices">${choices.map((choice) =>
          last
            ? html`<li><button form="compose" name="choice" value="${choice}"${languageMark(choice)}>${choice}</button></li>`
            : html`<li${languageMark(choice)}>${choice}</li>`,
        )}</ol>`
      : ''
  }${
    last && taps.length > 0
      ? html`<ul class="taps" aria-label="${say('可以点选的回答', 'Answers to tap')}">${taps.map((tap) => html`<li><button form="compose" name="choice" value="${tap}"${languageMark(tap)}>${tap}</button></li>`)}</ul>`
      : ''
  }${files.length ? html`<ul class="files" aria-label="${say('附件', 'Files')}">${files.map((f) => html`<li><a href="/ask/files/${f.id}" download>${f.name}</a></li>`)}</ul>` : ''}${receipt ? html`<p class="print"><a href="/ask/receipt?key=${encodeURIComponent(key)}">${say('打印回执', 'Print this receipt')}</a></p>` : ''}${
    answer?.answered
      ? html`<form class="rate" method="post" action="/ask/rate"><input type="hidden" name="key" value="${key}"><span>${say('这个答复', 'This answer was')}</span> <button name="useful" value="1">${say('有用', 'useful')}</button> <button name="useful" value="0">${say('没用', 'not useful')}</button></form>`
      : ''
  }${stamp(view, at)}</div>${answer ? sources(view, corpus, answer) : ''}</li>`
}

/** The beginning of an answer that is still being written: the same words, marks and sources as its line will have. */
export function earlyItem(view: View, corpus: Corpus, { to, answer }: Early): Html {
  return html`<li class="line desk early" data-early="${to}"><div class="said">${speaker(view)}${paragraphs(answer.text, answer)}</div>${sources(view, corpus, answer)}</li>`
}

function speaker({ say }: View): Html {
  return html`<span class="unseen">${say('知问：', 'Zhiwen: ')}</span>`
}

/** The numbered lines at the end of the words are the choices once more: where they can be tapped they need not be read twice. */
function withoutChoices(text: string, choices: readonly string[]): { words: string; listed: boolean } {
  if (choices.length === 0) return { words: text, listed: false }
  const lines = text.split('\n')
  const left = lines.filter((l) => !choices.some((choice, n) => new RegExp(`^\\s*${n + 1}[.、．)] ?`).test(l) && l.includes(choice)))
  return { words: left.join('\n').trimEnd(), listed: true }
}

function paragraphs(text: string, answer: Answer | undefined): Html {
  const cited = (answer?.citations ?? []).filter((c, i, all) => all.findIndex((o) => o.quote === c.quote) === i)
  const lines = text.split('\n').filter((l) => l.trim() !== '' && !(answer && standsBeside(l, answer)))
  return html`${lines.map((l) => html`<p${languageMark(l)}${ROW.test(l) ? html` data-row` : ''}>${answer?.generated ? marked(l, cited) : quoted(l, cited)}</p>`)}`
}

/** One of several short lines that are read as a list. */
const ROW = /^(?: {2}|\d{1,2}\. )/

/** The sources stand beside the words with their links: the line that names them need not be read twice. */
function standsBeside(line: string, { citations, related }: Answer): boolean {
  return /^(?:依据：|相关：|Sources: |Related: )/.test(line) && [...citations, ...related].some((c) => line.includes(c.label))
}

/** What a model wrote begins with its mark, which stands out. */
function marked(text: string, cited: readonly Citation[]): Html {
  const mark = /^【(AI生成[^】]*)】/.exec(text)
  if (!mark) return quoted(text, cited)
  return html`<strong class="generated"><span>【</span>${mark[1]}<span>】</span></strong>${quoted(text.slice(mark[0].length), cited)}`
}

/** What is quoted leads to where it stands, lit. */
function quoted(text: string, cited: readonly Citation[]): Html {
  const first = cited.flatMap((c) => placed(text, c)).sort((a, b) => a.at - b.at)[0]
  if (!first) return numbered(text)
  const { at, c } = first
  const end = at + c.quote.length
  return html`${numbered(text.slice(0, at))}<a class="quote" href="${citedPath(c)}">${c.quote}</a>${quoted(text.slice(end), cited)}`
}

/** Where a citation stands in a text: as a whole, or one of its sentences between quotation marks. */
function placed(text: string, c: Citation): { at: number; c: Citation }[] {
  const whole = text.indexOf(c.quote)
  if (whole >= 0) return [{ at: whole, c }]
  return [...text.matchAll(/「([^「」]+)」/g)].flatMap(({ index, 1: quote = '' }) => {
    const from = c.quote.indexOf(quote)
    return from < 0 ? [] : [{ at: index + 1, c: { ...c, quote, start: c.start + from, end: c.start + from + quote.length } }]
  })
}

/** A case's number is not broken at its hyphens. */
function numbered(text: string): Html {
  return html`${text.split(/(LN-\d{8}-\w{8})/).map((part, i) => (i % 2 ? html`<span class="number">${part}</span>` : part))}`
}

function citedPath(c: Citation): string {
  return `${clausePath(c.clause, { start: c.start, end: c.end })}#cited`
}

function sources({ say }: View, corpus: Corpus, answer: Answer): Html | '' {
  const source = (c: Citation) => {
    const clause = corpus.clauses.find((k) => k.id === c.clause)
    const notice = clause && corpus.notice(clause.notice)
    return html`<li><a href="${citedPath(c)}">${bareLabel(c.label)}</a>${clause ? html`<span>${clause.heading}</span>` : ''}${notice ? html`<small>${notice.region} · ${notice.issued}</small>` : ''}</li>`
  }
  const known = new Set(corpus.departments.map((d) => d.name))
  const groups = [
    ...(answer.citations.length ? [html`<div><h2>${say('出处', 'Sources')}</h2><ul>${onePerClause(answer.citations).map(source)}</ul></div>`] : []),
    ...(answer.related.length ? [html`<div><h2>${say('相关', 'Related')}</h2><ul>${onePerClause(answer.related).map(source)}</ul></div>`] : []),
    ...(answer.departments.length
      ? [
          html`<div><h2>${say('责任部门', 'Departments')}</h2><ul>${answer.departments.map((name) => html`<li>${known.has(name) ? html`<a href="${departmentPath(name)}">${name}</a>` : name}</li>`)}</ul></div>`,
        ]
      : []),
  ]
  return groups.length ? html`<div class="sources" lang="zh-CN">${groups}</div>` : ''
}

function onePerClause(citations: readonly Citation[]): readonly Citation[] {
  return citations.filter((c, i) => citations.findIndex((o) => o.clause === c.clause) === i)
}

/** The desk answers in the asker's language, whatever language the page is in. */
function languageMark(text: string): Html {
  return html` lang="${/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'}"`
}

function stamp({ language }: View, at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${moment(chinaTime(at), language)}</time>`
}

export function isReceipt({ from, body }: Said): boolean {
  return from === 'desk' && RECEIPT.test((body as Reply).text)
}
