/** The conversation's page, and a receipt by itself for printing. */
import { html } from 'hono/html'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Reply } from '../../../src/message.ts'
import type { Said } from '../../../src/store.ts'
import { lineItem } from './ask-line.ts'
import { EXAMPLES } from './home.ts'
import { type Refusal, refusalWords } from './refused.ts'
import type { Html } from './typeset.ts'
import { draw, type View } from './view.ts'

export type Asking = {
  readonly lines: readonly Said[]
  readonly busy: boolean
  readonly turn: string
  /** Whether this browser has a conversation whose page can be followed. */
  readonly live: boolean
  /** What came of the last form, where there is something to say. */
  readonly notice: Refusal | 'rated' | null
}

/** What the file dialogue offers; what a file really is, is found out inside. */
const ACCEPT = 'image/*,.heic,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'

export function askPage(view: View, corpus: Corpus, asking: Asking): Html {
  const { say } = view
  const { lines, busy, live, notice } = asking
  const looking = say('正在查找…', 'Looking…')
  return draw(view, {
    title: say('提问', 'Ask'),
    here: 'ask',
    kind: 'asking',
    styles: ['/ask.css'],
    scripts: ['/ask.js'],
    body: html`<h1 class="unseen">${say('提问与求助', 'Ask, or ask for help')}</h1>
${notice ? html`<p class="astray" role="status">${notice === 'rated' ? say('谢谢，已经记下。', 'Thank you, noted.') : refusalWords(view, notice)}</p>` : ''}
${lines.length === 0 ? welcome(view) : ''}
<div id="log" role="log" aria-live="polite" aria-label="${say('对话', 'Conversation')}" data-live="${live ? 'yes' : 'no'}" data-sending="${say('正在发送', 'Sending')}" data-failed="${say('没有发出去', 'Not sent')}" data-colon="${say('：', ': ')}" data-offline="${say('网络不通', 'no connection')}" data-again="${say('重发', 'Send again')}" data-away="${say('连接断了，正在重连…', 'Connection lost, reconnecting…')}" data-thanks="${say('谢谢，已经记下。', 'Thank you, noted.')}" data-remove="${say('去掉', 'Remove')}" data-large="${refusalWords(view, 'large')}" data-many="${refusalWords(view, 'files')}" data-long="${refusalWords(view, 'long')}" data-broken="${refusalWords(view, 'broken')}" data-you="${say('您：', 'You: ')}" data-looking="${looking}" data-writing="${say('正在写…', 'Writing…')}"><ol class="lines">${linesOf(view, corpus, lines, lines.at(-1))}</ol></div>
<p id="busy" class="busy" role="status"${busy ? '' : html` hidden`}>${looking} ${busy ? html`<a href="/ask">${say('看答复', 'See the answer')}</a>` : ''}</p>
${compose(view, asking)}`,
  })
}

/** @param last the conversation's newest line, whose choices can be tapped. */
export function linesOf(view: View, corpus: Corpus, lines: readonly Said[], last: Said | undefined): Html {
  return html`${lines.map((line) => lineItem(view, corpus, line, line === last))}`
}

function welcome({ say, language }: View): Html {
  return html`<section class="welcome" id="welcome"><p class="lead">${say('问知识产权政策，或者说您要办的事。', 'Ask about IP policy, or say what you need done.')}</p>
<ul class="examples">${EXAMPLES[language].map((text) => html`<li><button form="compose" name="choice" value="${text}">${text}</button></li>`)}</ul>
<ul class="terms"><li>${say('答复只引通知原文，旁边写明出处；没有写的，就说没有写。', 'Answers quote the notices alone, with the source beside them; what they do not say, we say they do not.')}</li><li>${say('维权援助、质押融资等请求在这里一步步填，可以发照片和文件，提交后给回执。', 'Requests for infringement assistance or pledge financing are taken down here step by step, with photos and files, and you get a receipt.')}</li><li>${say('对话只在这个浏览器里看得到，30 天没有往来就删除；随时可以说“删除我的信息”。要找人，说“转人工”。', 'This conversation can be seen in this browser only and is deleted after 30 quiet days; say “delete my data” at any time. For a person, say “talk to a person”.')}</li></ul></section>`
}

function compose({ say }: View, { turn, lines }: Asking): Html {
  return html`<form id="compose" class="compose" method="post" action="/ask" enctype="multipart/form-data">
<input type="hidden" name="turn" value="${turn}">
<p id="problem" class="problem" role="alert" hidden></p>
<ul id="pending" class="pending" aria-label="${say('要发的附件', 'Files to send')}" hidden></ul>
<div class="field"><label class="unseen" for="text">${say('您要说的', 'Your message')}</label><textarea id="text" name="text" rows="1" maxlength="5000" enterkeyhint="send" aria-describedby="limits" placeholder="${say('写在这里，回车发送', 'Write here, Enter sends')}"></textarea><button class="send">${say('发送', 'Send')}</button></div>
<div class="tools"><label class="attach"><span>${say('附件', 'Files')}</span><input type="file" name="files" multiple accept="${ACCEPT}" aria-describedby="limits"></label><label class="camera"><span>${say('拍照', 'Camera')}</span><input type="file" name="files" accept="image/*" capture="environment"></label><p id="limits" class="limits">${say('照片、PDF、Word、Excel；每个不超过 20 MB，一次最多 9 个', 'Photos, PDF, Word, Excel; up to 20 MB each, 9 at a time')}</p>${html`<p class="others" id="others"${lines.length ? '' : html` hidden`}><button name="choice" value="${say('进度', 'What is the progress of my request?')}">${say('进度', 'Progress')}</button><button name="choice" value="${say('转人工', 'talk to a person')}">${say('转人工', 'A person')}</button><button name="choice" value="${say('删除我的信息', 'delete my data')}">${say('删除我的信息', 'Delete my data')}</button></p>`}</div>
</form>`
}

export function receiptPage(view: View, { at, body }: Said): Html {
  const { say } = view
  const lines = (body as Reply).text.split('\n').filter((l) => l.trim())
  const china = new Date(at.getTime() + 8 * 3600_000).toISOString()
  return draw(view, {
    title: say('回执', 'Receipt'),
    here: 'ask',
    kind: 'receipt-page',
    styles: ['/ask.css'],
    scripts: ['/ask.js'],
    body: html`<article class="paper"><h1>${say('回执', 'Receipt')}</h1>
${lines.map((l) => html`<p${l.startsWith('  ') ? html` class="field-line"` : ''}>${l.replace(/^【回执】|^Receipt\. /, '').trim()}</p>`)}
<p class="given">${say('知问 · 知识产权政策问答与求助', 'Zhiwen · intellectual-property policy desk')}<br>${china.slice(0, 10)} ${china.slice(11, 16)}</p></article>
<p class="after"><button type="button" id="print" hidden>${say('打印', 'Print')}</button> <a href="/ask">${say('回到对话', 'Back to the conversation')}</a></p>`,
  })
}
