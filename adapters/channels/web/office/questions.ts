/** What was asked in vain and what people thought of the answers, and from a question to a reviewed line for the corpus; the corpus itself is never written here. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { NOTHING_SAID } from '../../../../src/answer/memory.ts'
import { chinaDay, chinaTime } from '../../../../src/clock.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import { type Draft, entry, type Problem } from '../../../../src/insight/entry.ts'
import { alike, type Group, joined } from '../../../../src/insight/likeness.ts'
import type { Reason } from '../../../../src/message.ts'
import type { Question } from '../../../../src/store.ts'
import { clausePath } from '../address.ts'
import type { Html } from '../typeset.ts'
import { absentPage, guard, officePage, when } from './page.ts'
import type { OfficeParts } from './parts.ts'
import type { OfficeContext, OfficeEnv } from './session.ts'

const DAY = 24 * 3600_000
const SINCE_DAYS = 180
const MOST = 400
const GROUPS = 30
const REASON_WORDS: Readonly<Record<Reason, string>> = {
  'not-in-notices': '通知没有写',
  'other-region': '其他地区',
  'no-such-clause': '没有这一条',
  unclear: '没听懂',
  'small-talk': '闲聊',
  refused: '不予回答',
}
const reasonWords = (reason: string | null) => (reason ? (REASON_WORDS[reason as Reason] ?? reason) : '')

export function questionPages(app: Hono<OfficeEnv>, { store, clock, corpus, operations, answer }: OfficeParts): void {
  /** The clause a question came near, where the desk would have shown one. */
  async function near(text: string): Promise<string | null> {
    if (!answer || !operations().ready) return null
    const turn = await answer(text, NOTHING_SAID, chinaDay(clock())).catch(() => null)
    return turn?.answer.related[0]?.clause ?? turn?.answer.citations[0]?.clause ?? null
  }

  app.get('/office/questions', async (c) => {
    if (c.get('session').officer.role !== 'chief') return absentPage(c)
    const since = new Date(clock().getTime() - SINCE_DAYS * DAY)
    const [vain, all] = await Promise.all([store.asked.list({ since, answered: false, limit: MOST }), store.asked.list({ since, limit: MOST })])
    // Small talk wants no entry.
    const wanted = vain.filter((q) => q.reason !== 'small-talk')
    const found = alike(wanted, corpus.glossary).slice(0, 2 * GROUPS)
    const came = await Promise.all(found.map((g) => near(g.head.text)))
    const clauses = new Map(found.map((g, i) => [g.head.id, came[i] ?? null]))
    const groups = joined(found, came, corpus.glossary).slice(0, GROUPS)
    const nearest = groups.map((g) => g.questions.map((q) => clauses.get(q.id)).find((id) => id) ?? null)
    const rated = all.filter((q) => q.useful !== null)
    const body = html`<h1>提问与反馈</h1>
<p class="quiet">近 ${SINCE_DAYS} 天；提问里的号码已遮盖，满 ${SINCE_DAYS} 天即删。</p>
<section aria-labelledby="vain-title"><h2 id="vain-title">没有答上的提问，相近的归在一起</h2>
${groups.length ? html`<ol class="groups">${groups.map((g, i) => group(g, nearest[i] ?? null, corpus))}</ol>` : html`<div class="empty"><p>没有答不上的提问。</p></div>`}</section>
${feedback(all, rated, corpus)}`
    return c.html(officePage(c, { title: '提问与反馈', spot: 'questions', body }))
  })

  app.get('/office/questions/entry', async (c) => {
    if (c.get('session').officer.role !== 'chief') return absentPage(c)
    const { q = '', clause, kind } = c.req.query()
    const text = q.slice(0, 300)
    const draft = {
      kind: kind === 'word' || kind === 'silence' ? kind : 'question',
      q: text,
      clause: clause ?? (await near(text)) ?? '',
      fact: '',
      term: '',
      said: '',
      reason: 'not-in-notices',
    }
    return c.html(officePage(c, { title: '写入语料', spot: 'questions', body: entryPage(c, corpus, draft, []) }))
  })

  app.post('/office/questions/entry', async (c) => {
    if (c.get('session').officer.role !== 'chief') return absentPage(c)
    const form = await c.req.parseBody()
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].slice(0, 1000) : '')
    const kind = text('kind')
    const sent = {
      kind: kind === 'word' || kind === 'silence' ? kind : 'question',
      q: text('q'),
      clause: text('clause'),
      fact: text('fact'),
      term: text('term'),
      said: text('said'),
      reason: text('reason'),
    } as const
    const made = entry(sent as Draft, corpus)
    if (made.kind === 'problems') return c.html(officePage(c, { title: '写入语料', spot: 'questions', body: entryPage(c, corpus, sent, made.problems) }), 422)
    const download = made.patch ?? `${made.line}\n`
    const name = made.patch ? 'glossary.patch' : `${made.file.split('/').slice(1).join('-')}`
    if (form.download) return c.body(download, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` })
    const body = html`<p><a href="/office/questions">← 提问与反馈</a></p><h1>请审阅这一条</h1>
<p>网页不改语料：请把它交给维护语料的人，或在项目目录里执行下面的命令，再运行 <code>npm test</code> 与 <code>npm run eval</code> 核对。</p>
<h2>${made.file}</h2><pre class="entry" tabindex="0">${made.line}</pre>
<h2>怎样加入</h2><pre class="entry" tabindex="0">${made.patch ? `git apply --unidiff-zero ${name}` : `cat ${name} >> ${made.file}`}</pre>
<form method="post" action="/office/questions/entry" class="row">${guard(c.get('session'))}${Object.entries(sent).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}<button class="main" name="download" value="1">下载 ${name}</button><a class="button" href="/office/questions">完成</a></form>`
    return c.html(officePage(c, { title: '审阅', spot: 'questions', body }))
  })
}

function group({ head, questions }: Group, near: string | null, corpus: Corpus): Html {
  const reasons = [...new Set(questions.map((q) => reasonWords(q.reason)).filter(Boolean))].join('、')
  const latest = questions.reduce((last, q) => (q.at > last ? q.at : last), head.at)
  const query = new URLSearchParams({ q: head.text, ...(near ? { clause: near } : {}) })
  return html`<li class="group"><p class="asked">${head.text}</p><p class="quiet">${questions.length} 次，最近 ${when(chinaTime(latest))}；${reasons}${near ? html`；接近 <a href="${clausePath(near)}">${corpus.clause(near).label}</a>` : ''}</p>
${questions.length > 1 ? html`<details><summary>同类的其他 ${questions.length - 1} 次</summary><ul>${questions.filter((q) => q !== head).map((q) => html`<li>${q.text}</li>`)}</ul></details>` : ''}
<p><a class="button" href="/office/questions/entry?${query.toString()}">把答案写进语料</a></p></li>`
}

function feedback(all: readonly Question[], rated: readonly Question[], corpus: Corpus): Html {
  const useful = rated.filter((q) => q.useful).length
  const bad = rated.filter((q) => !q.useful)
  const answered = all.filter((q) => q.answered).length
  return html`<section aria-labelledby="feedback-title"><h2 id="feedback-title">反馈</h2>
<ul class="tiles"><li><span class="name">提问</span> <b>${all.length}</b> <span class="quiet">答上 ${answered}</span></li><li><span class="name">评价过的回答</span> <b>${rated.length}</b> <span class="quiet">有用 ${useful}，没用 ${bad.length}</span></li></ul>
${bad.length ? html`<h3>说没用的</h3><ul class="groups">${bad.slice(0, 50).map((q) => html`<li><p class="asked">${q.text}</p><p class="quiet">${when(chinaTime(q.at))}；${q.answered ? html`回答依据 ${q.clauses.map((id) => (corpus.clauses.some((k) => k.id === id) ? html`<a href="${clausePath(id)}">${corpus.clause(id).label}</a> ` : ''))}` : reasonWords(q.reason)}</p></li>`)}</ul>` : html`<p class="quiet">没有人说没用。</p>`}</section>`
}

type Sent = {
  readonly kind: string
  readonly q: string
  readonly clause: string
  readonly fact: string
  readonly term: string
  readonly said: string
  readonly reason: string
}

function entryPage(c: OfficeContext, corpus: Corpus, sent: Sent, problems: readonly Problem[]): Html {
  const of = (field: Problem['field']) => problems.find((p) => p.field === field)?.words
  const invalid = (field: Problem['field']) => (of(field) ? html` aria-invalid="true" aria-describedby="${field}-problem"` : '')
  const problem = (field: Problem['field']) => (of(field) ? html`<p class="field-problem" id="${field}-problem">${of(field)}</p>` : '')
  const shown = corpus.clauses.find((k) => k.id === sent.clause)
  const tab = (kind: string, words: string) => {
    const query = new URLSearchParams({ kind, q: sent.q, ...(sent.clause ? { clause: sent.clause } : {}) })
    return html`<li><a href="/office/questions/entry?${query.toString()}"${sent.kind === kind ? html` aria-current="page"` : ''}>${words}</a></li>`
  }
  const q = html`<div><label for="q">问法（不含个人信息和企业名称）</label><textarea id="q" name="q" rows="2" maxlength="300"${invalid('q')}>${sent.q}</textarea>${problem('q')}</div>`
  const parts = {
    question: html`${q}
<div><label for="clause">回答它的条文</label><select id="clause" name="clause"${invalid('clause')}><option value="">请选择</option>${corpus.notices.map((n) => html`<optgroup label="${n.number}">${n.clauses.map((k) => html`<option value="${k.id}"${k.id === sent.clause ? html` selected` : ''}>${k.printed}${k.heading}</option>`)}</optgroup>`)}</select>${problem('clause')}</div>
${shown ? html`<details open><summary>${shown.label}原文，供摘录</summary><p class="clause-text">${shown.text}</p></details>` : ''}
<div><label for="fact">条文里回答它的原话，一字不差</label><textarea id="fact" name="fact" rows="2" maxlength="500"${invalid('fact')}>${sent.fact}</textarea>${problem('fact')}</div>`,
    word: html`${sent.q ? html`<p class="quiet">提问：${sent.q}</p>` : ''}
<div><label for="term">通知里的用语</label><input id="term" name="term" list="terms" value="${sent.term}" maxlength="40" autocomplete="off"${invalid('term')}><datalist id="terms">${corpus.glossary.map((g) => html`<option value="${g.term}"></option>`)}</datalist>${problem('term')}</div>
<div><label for="said">企业的说法</label><input id="said" name="said" value="${sent.said}" maxlength="40" autocomplete="off"${invalid('said')}>${problem('said')}</div><input type="hidden" name="q" value="${sent.q}">`,
    silence: html`${q}<div><label for="reason">不回答的原因</label><select id="reason" name="reason"${invalid('reason')}>${Object.entries(REASON_WORDS).map(([id, words]) => html`<option value="${id}"${id === sent.reason ? html` selected` : ''}>${words}</option>`)}</select>${problem('reason')}</div>`,
  }
  return html`<p><a href="/office/questions">← 提问与反馈</a></p><h1>把答案写进语料</h1>
<nav class="tabs" aria-label="写成什么"><ul>${tab('question', '条文能回答：预设问法')}${tab('word', '说法不同：词汇')}${tab('silence', '通知确实没有写')}</ul></nav>
${problems.length ? html`<p class="problem" role="alert">还差一点：${problems.map((p) => p.words).join('；')}。</p>` : ''}
<form method="post" action="/office/questions/entry" class="stack wide">${guard(c.get('session'))}<input type="hidden" name="kind" value="${sent.kind}">
${sent.kind === 'word' ? parts.word : sent.kind === 'silence' ? parts.silence : parts.question}
<p><button class="main">看这一条</button></p></form>`
}
