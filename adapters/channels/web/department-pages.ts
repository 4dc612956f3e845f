/** The departments the notices charge, and for each what it is charged with, in the notices' own words. */
import { html } from 'hono/html'
import type { Corpus } from '../../../src/corpus/corpus.ts'
import type { Department } from '../../../src/corpus/departments.ts'
import { clausePath, departmentPath } from './address.ts'
import { nameOf } from './margin.ts'
import type { Html } from './typeset.ts'
import { draw, type View } from './view.ts'

/** What a notice of the province means by the bureau of each city. */
const EVERY_CITY = '各市知识产权局'

export function departmentsPage(view: View, corpus: Corpus): Html {
  const { say } = view
  const regions = [...new Set(corpus.departments.map((d) => d.region))]
  return draw(view, {
    title: say('责任部门', 'Departments'),
    here: 'departments',
    kind: 'list',
    canonical: '/departments',
    body: html`<h1>${say('责任部门', 'Departments')}</h1>
<p class="purpose">${say('通知把哪些事交给了谁。点开一个部门，看它负责的条文。', 'Whom the notices charge with what. Open one to see its clauses.')}</p>
${regions.map((region) => {
  const here = corpus.departments.filter((d) => d.region === region)
  const charged = here.filter((d) => d.charged.length > 0)
  const cities = here.filter((d) => cityOf(corpus, d))
  return html`<section><h2 lang="zh-CN">${region}</h2><ul class="departments" lang="zh-CN">${charged.map((d) => html`<li><a href="${departmentPath(d.name)}">${d.name}</a> <small>${d.charged.length}${say('条', '')}</small></li>`)}</ul>
${cities.length ? html`<p class="cities" lang="zh-CN"><small>${EVERY_CITY}：</small>${cities.map((d) => html` <a href="${departmentPath(d.name)}">${d.name.replace(/知识产权局$/, '')}</a>`)}</p>` : ''}</section>`
})}`,
  })
}

export function departmentPage(view: View, corpus: Corpus, department: Department): Html {
  const { say } = view
  const every = cityOf(corpus, department)
  const named = every ?? department
  return draw(view, {
    title: department.name,
    here: 'departments',
    kind: 'list',
    canonical: departmentPath(department.name),
    body: html`<h1 lang="zh-CN">${department.name}</h1>
<p class="purpose">${department.parent ? html`<span lang="zh-CN">${department.parent}</span> · ` : ''}<span lang="zh-CN">${department.region}</span>${department.aliases.length ? html` · ${say('又称', 'also')} <span lang="zh-CN">${department.aliases.join('、')}</span>` : ''}</p>
${every ? html`<p>${say('通知写作', 'The notice writes')} <a href="${departmentPath(EVERY_CITY)}" lang="zh-CN">${EVERY_CITY}</a>${say('，在这个市就是它。', '; in this city that is meant.')}</p>` : ''}
${
  named.charged.length
    ? html`<ol class="found" lang="zh-CN">${named.charged.map((id) => {
        const clause = corpus.clause(id)
        const notice = corpus.notice(clause.notice)
        const spans = clause.charges.filter((c) => c.name === named.name)
        const first = spans[0]
        const sentence = first && clause.sentences.find((s) => s.start <= first.start && first.start < s.end)
        const from = sentence?.start ?? clause.start
        const to = Math.min(sentence?.end ?? clause.end, (first?.end ?? from) + 80)
        return html`
<li><h2><a href="${first ? `${clausePath(id, first)}#cited` : clausePath(id)}">${nameOf(clause)}</a></h2>
${first ? html`<p>${notice.body.slice(from, first.start)}<mark>${notice.body.slice(first.start, first.end)}</mark>${notice.body.slice(first.end, to)}${sentence && to < sentence.end ? '…' : ''}</p>` : ''}
<p class="from">${notice.number}　${notice.region}</p></li>`
      })}</ol>`
    : html`<p>${say('没有哪一条把事情交给它。', 'No clause charges it.')}</p>`
}`,
  })
}

/** The entry that stands for this city's bureau, where it is one. */
function cityOf(corpus: Corpus, { name, charged, region }: Department): Department | null {
  if (charged.length > 0 || !/市知识产权局$/.test(name)) return null
  return corpus.departments.find((d) => d.name === EVERY_CITY && d.region === region) ?? null
}
