/** A case on one page: where it stands and why it is here, everything that was written as one thread, and what this officer can do now. */
import { html } from 'hono/html'
import { KIND_WORDS } from '../../../../src/cases/open.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import { dueShort, fileSent } from '../../../../src/officer/print.ts'
import type { CaseView } from '../../../../src/officer/view.ts'
import type { Seen } from '../../../../src/officers.ts'
import { routingWords } from '../../../../src/routing/route.ts'
import { clausePath } from '../address.ts'
import type { Html } from '../typeset.ts'
import { actForm, type formOf, offered, type Problems, type Values } from './acts.ts'
import { guard, officerWords, sizeWords, when } from './page.ts'
import { keys } from './queue.ts'
import type { Session } from './session.ts'

type Open = Extract<Seen, { kind: 'seen' }>
type Form = NonNullable<ReturnType<typeof formOf>>
export type Shown = {
  readonly session: Session
  readonly corpus: Corpus
  readonly seen: Open
  readonly now: string
  /** What was just done. */
  readonly flash?: string | null
  /** Why it was not done, and what has changed since the officer looked. */
  readonly refusal?: string
  readonly changed?: readonly string[]
  /** A form that came back, with what was written. */
  readonly writing?: { readonly form: Form; readonly values: Values; readonly problems: Problems }
  readonly personalProblem?: string
  /** The personal fields are open, this once. */
  readonly opened?: boolean
}

/** What happened since the state that was acted upon, in words. */
export function movedWords({ history }: Open, seen: number): string[] {
  return history.slice(seen).map((h) => `${when(h.at)}　${h.by}　${h.what}`)
}

export function casePage(shown: Shown): Html {
  const { seen, flash, refusal } = shown
  const { view } = seen
  return html`<p class="crumb"><a href="/office/queue/mine" data-back>← 案件</a></p>
<header class="case-head"><h1>${KIND_WORDS[view.kind].zh}<span class="quiet"> ${view.region ?? '所在地未说明'}</span></h1><p class="number">${view.number}</p><p class="state" data-status="${view.status}">${officerWords(view.words)}</p><p class="live" data-live="/office/live?case=${view.number}" data-page="/office/cases/${view.number}" role="status"></p><button class="plain js" data-help hidden>键盘 <kbd>?</kbd></button></header>
${flash ? html`<p class="flash" role="status">${flash}</p>` : ''}
${refusal && !returned(shown) ? refused(shown) : ''}
<div class="case">
<div class="case-main"><div id="live" data-fragment data-moved="${view.moved}">
${standing(shown)}
${thread(seen)}
</div>${answering(shown)}</div>
<div class="case-side"><div id="acts" data-fragment>${acts(shown)}</div>
${fields(shown)}
<div id="beside" data-fragment>${files(seen)}${deliveries(seen)}${past(seen)}</div></div>
</div>
${keys()}`
}

/** The form that came back, where its act can still be done. */
function returned({ writing, seen }: Shown): Shown['writing'] | null {
  return writing && offered(seen.view.actions).some((f) => f.kind === writing.form.kind) ? writing : null
}

/** Why nothing was done, and what has changed meanwhile: where the officer's words are. */
function refused({ refusal, changed }: Shown): Html | null {
  if (!refusal) return null
  return html`<div class="problem" role="alert"><p>${refusal}</p>${changed?.length ? html`<p>您打开之后：</p><ul>${changed.map((line) => html`<li>${line}</li>`)}</ul>` : ''}</div>`
}

/** The clock and its ground, the departments and the clause that names them. */
function standing({ seen: { view }, corpus, now }: Shown): Html {
  const { due, routing, transfer } = view
  const label = (clause: string) => corpus.clause(clause).label
  const ground = routing.ground
  return html`<section class="standing" aria-label="期限与分派"><dl>
<div><dt>期限</dt><dd>${
    due
      ? html`<b${due.until.kind === 'at' && Date.parse(now) > Date.parse(due.until.at) ? html` class="late"` : ''}>${dueShort(due, now)}</b> <span class="quiet">依据${clauseLink(due.ground, label(due.ground.clause))}“${due.ground.quote}”${due.ours ? '；天数是本局的服务标准，通知没有写明' : ''}</span>`
      : '现在没有在走的期限'
  }</dd></div>
<div><dt>分派</dt><dd>${
    ground
      ? html`${routing.departments.join('、') || '值班人员'} <details class="ground"><summary>依据${label(ground.clause)}</summary><p>${lit(corpus.clause(ground.clause).text, ground.start - corpus.clause(ground.clause).start, ground.quote.length)}</p><p>${clauseLink(ground, '看原文')}</p></details>`
      : routingWords(routing, 'zh')
  }</dd></div>
<div><dt>首问负责</dt><dd>${hand(view.accountable)}</dd></div><div><dt>经办</dt><dd>${hand(view.handler)}</dd></div>
${transfer ? html`<div><dt>转办</dt><dd>至${transfer.to}，待接收${transfer.reason ? html`<span class="quiet">；原因：${transfer.reason}</span>` : ''}</dd></div>` : ''}
</dl></section>`
}

function clauseLink(span: { readonly clause: string; readonly start: number; readonly end: number }, words: string): Html {
  return html`<a href="${clausePath(span.clause, span)}#cited" target="_blank" rel="noopener">${words}</a>`
}

function lit(text: string, from: number, length: number): Html {
  return html`${text.slice(0, from)}<mark>${text.slice(from, from + length)}</mark>${text.slice(from + length)}`
}

function hand(h: CaseView['handler']): string {
  return h ? `${h.department} ${h.name}` : '无人接单'
}

type Said = {
  readonly at: string
  readonly who: string
  readonly side: 'enterprise' | 'officer' | 'note' | 'desk'
  readonly tag: string
  readonly text: string
  readonly files?: readonly string[]
}

/** What the enterprise told in its own words stands in the talk, not among the fields. */
const TOLD = ['description', 'matter']
const APPEAL = { reopened: '要求重新打开', complained: '投诉' } as const

/** Everything that was written, in the order in which it was, as one talk. */
function thread({ view }: Open): Html {
  const { written } = view
  if (!written) return html``
  const by = (h: { readonly name: string; readonly department: string }) => `${h.department} ${h.name}`
  const all: Said[] = [
    {
      at: view.openedAt,
      who: '企业',
      side: 'enterprise',
      tag: '提交申请',
      text: view.fields.flatMap((f) => (TOLD.includes(f.slot) && !f.masked ? [f.value] : [])).join('\n'),
    },
    ...written.supplements.map((s): Said => ({ at: s.at, who: '企业', side: 'enterprise', tag: '补充材料', text: s.text, files: s.files })),
    ...written.said.map((s): Said => ({ at: s.at, who: '企业', side: 'enterprise', tag: '来信', text: s.text, files: s.files })),
    ...written.answers.map((a): Said => ({ at: a.at, who: by(a.by), side: 'officer', tag: '回复', text: a.text, files: a.files })),
    ...written.notes.map((n): Said => ({ at: n.at, who: by(n.by), side: 'note', tag: '备注，企业看不到', text: n.text })),
    ...written.closings.map((k): Said => ({ at: k.at, who: by(k.by), side: 'officer', tag: `办结：${k.result}`, text: k.words })),
    ...written.appeals.map((a): Said => ({ at: a.at, who: '企业', side: 'enterprise', tag: APPEAL[a.kind], text: a.text })),
  ]
  const said = all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return html`<section aria-labelledby="thread-title"><h2 id="thread-title">往来</h2><ol class="thread">${said.map(
    (s) =>
      html`<li class="said ${s.side}"><p class="by"><b>${s.who}</b> <span class="tag">${s.tag}</span> <time datetime="${s.at}">${when(s.at)}</time></p>${s.text ? html`<p class="words">${s.text}</p>` : ''}${s.files?.length ? html`<p class="quiet">附文件：${s.files.join('、')}</p>` : ''}</li>`,
  )}${written.wanted.length ? html`<li class="said desk"><p class="by"><b>等企业补充</b></p><ol class="wanted">${written.wanted.map((item) => html`<li>${item}</li>`)}</ol></li>` : ''}</ol>
${view.rating === null ? '' : html`<p class="rating">企业评价：${view.rating} 分（满分 5 分）</p>`}
${view.talking ? html`<p class="talking">正在与企业对话：它发来的话会直接到这里，知问不插话。</p>` : ''}</section>`
}

/** The answer is written where the talk is read. */
function answering(shown: Shown): Html {
  const form = offered(shown.seen.view.actions).find((f) => f.kind === 'reply')
  if (!form) return html``
  const { writing } = shown
  const mine = writing?.form.kind === 'reply' ? writing : undefined
  return html`<section class="answering" id="act-reply" aria-labelledby="reply-title"><h2 id="reply-title">${form.name}</h2>${actForm(form, { ...target(shown), ...(mine ? { values: mine.values, problems: mine.problems, refused: refused(shown) } : {}), main: true })}</section>`
}

const target = ({ session, corpus, seen }: Shown) => ({ session, corpus, on: { number: seen.view.number, moved: seen.view.moved } })

/** What can be done now; what was written comes back open, even where it can no longer be done. */
function acts(shown: Shown): Html {
  const { view } = shown.seen
  const { writing } = shown
  const now = offered(view.actions).filter((f) => f.kind !== 'reply')
  const gone = writing && !returned(shown) ? writing : null
  const lost = gone ? Object.values(gone.values).filter(Boolean) : []
  return html`<section class="acts" aria-labelledby="acts-title"><h2 id="acts-title">办理</h2>
${now.length === 0 ? html`<p class="quiet">${view.actions.includes('reply') ? '在左边回复企业。' : '您可以查看这个案件，现在没有要您办的。'}</p>` : ''}
${now.map((form) => {
  const mine = writing?.form.kind === form.kind ? writing : undefined
  if (form.fields.length === 0)
    return html`<div class="direct" id="act-${form.kind}">${actForm(form, { ...target(shown), main: form.key === 'a', refused: mine ? refused(shown) : null })}</div>`
  return html`<details class="act" id="act-${form.kind}" data-key="${form.key}"${mine ? html` open` : ''}><summary>${form.name}</summary>${actForm(form, { ...target(shown), ...(mine ? { values: mine.values, problems: mine.problems, refused: refused(shown) } : {}) })}</details>`
})}
${lost.length ? html`<div class="kept"><p>“${gone?.form.name}”现在不能办了，您写的内容在这里：</p>${lost.map((text) => html`<pre>${text}</pre>`)}</div>` : ''}</section>`
}

function fields({ seen: { view }, session, personalProblem, opened }: Shown): Html {
  const masked = view.fields.some((f) => f.masked)
  const listed = view.fields.filter((f) => f.masked || !TOLD.includes(f.slot))
  return html`<section class="fields" id="fields" aria-labelledby="fields-title"><h2 id="fields-title">申请内容</h2>${
    listed.length
      ? html`<dl>${listed.map((f) => html`<div><dt>${f.label}</dt><dd>${f.value}${f.masked ? html` <span class="quiet">已遮盖</span>` : ''}</dd></div>`)}</dl>`
      : html`<p class="quiet">没有填报内容。</p>`
  }
${opened ? html`<p class="flash">个人信息只在这一次显示，查看已记入案件历史。</p>` : ''}
${
  masked && view.actions.includes('view-personal')
    ? html`<form method="post" action="/office/cases/${view.number}/personal#fields" class="stack">${guard(session)}<label for="look-reason">查看个人信息的理由（会记入历史）</label><input id="look-reason" name="reason" maxlength="200" required${personalProblem ? html` aria-invalid="true" aria-describedby="look-problem"` : ''} placeholder="如：电话核实购买时间" autocomplete="off">${personalProblem ? html`<p class="field-problem" id="look-problem">${personalProblem}</p>` : ''}<p><button>查看</button></p></form>`
    : ''
}${masked && !view.actions.includes('view-personal') ? html`<p class="hint">个人信息由经办人查看。</p>` : ''}</section>`
}

function files({ files: received, view }: Open): Html {
  if (received.length === 0) return html``
  return html`<section aria-labelledby="files-title"><h2 id="files-title">文件 ${received.length} 份</h2><ul class="files">${received.map(
    (f) =>
      html`<li><a href="/office/cases/${view.number}/files/${f.id}" download>${f.name}</a> <span class="quiet">${f.type} · ${sizeWords(f.size)}${f.sent ? ' · 发给企业' : ''}</span></li>`,
  )}</ul><p class="hint">企业发来的文件，打开前请当心。每次取出都有记录，用完请删除。</p></section>`
}

const named = (d: Open['deliveries'][number], files: Open['files']) => {
  const file = fileSent(d, files)
  return file ? html`文件“${file.name}”` : ''
}

const DELIVERY = { waiting: '等待送出', sent: '已送出', dead: '没有送到' } as const

function deliveries({ deliveries: sent, files }: Open): Html {
  if (sent.length === 0) return html``
  const dead = sent.filter((d) => d.status === 'dead')
  return html`<details class="side-list"${dead.length ? html` open` : ''}><summary>发给企业的消息 ${sent.length} 条${dead.length ? html`，<b class="late">${dead.length} 条没有送到</b>` : ''}</summary>${dead.length ? html`<p>请电话联系企业。</p>` : ''}<ul>${sent.map(
    (d) =>
      html`<li>${when(new Date(d.at.getTime() + 8 * 3600_000).toISOString())}　${named(d, files)}${DELIVERY[d.status]}${d.problem ? html`<span class="quiet">（${d.problem}）</span>` : ''}</li>`,
  )}</ul></details>`
}

function past({ history }: Open): Html {
  return html`<details class="side-list"><summary>历史 ${history.length} 步</summary><ol>${history.map((h) => html`<li><time datetime="${h.at}">${when(h.at)}</time>　${h.by}　${h.what}</li>`)}</ol></details>`
}
