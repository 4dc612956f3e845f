/** Reads from a clause where a request of an enterprise goes: its own city's bureau, then the provincial divisions, in the order printed. */
import type { Ground, Routing } from '../cases/event.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Body } from '../corpus/departments.ts'
import type { Clause } from '../corpus/notice.ts'

/** “各市知识产权局”: what a notice writes for the bureau of each of the cities. */
const EACH_CITY = '各市知识产权局'
const LOCAL = /^(.+?)(市|示范区)知识产权局$/

/** The bureaus that answer for a region of their own: fourteen cities and 沈抚示范区. */
function localBureaus(directory: readonly Body[]): { readonly region: string; readonly name: string; readonly city: boolean; readonly province: string }[] {
  return directory.flatMap((body) => {
    const m = LOCAL.exec(body.name)
    const city = body.parent === EACH_CITY
    if (!m || city !== (m[2] === '市')) return []
    return [{ region: city ? (m[1] as string) : `${m[1]}${m[2]}`, name: body.name, city, province: body.region }]
  })
}

/** The short names of the regions that have a bureau in the directory (`鞍山`, `沈抚示范区`). */
export function regions(directory: readonly Body[]): string[] {
  return localBureaus(directory).map((b) => b.region)
}

/**
 * Where a request goes.
 * @param measure id of the clause that names the departments. @param region short name of the enterprise's city; 鞍山市 is 鞍山.
 */
export function route(corpus: Corpus, measure: string, region: string, directory: readonly Body[]): Routing {
  const locals = localBureaus(directory)
  const own = locals.find((b) => b.region === region || `${b.region}市` === region)
  if (!own) return { departments: [], ground: null, duty: false, reason: 'other-region' }
  const clause = corpus.clause(measure)
  const ground = groundOf(clause)
  if (corpus.notice(clause.notice).region !== own.province) return { departments: [], ground, duty: true, reason: 'national-clause' }
  const departments = clause.charges.flatMap(({ name }) => {
    if (name === EACH_CITY) return own.city ? [own.name] : []
    return name === own.name || !locals.some((b) => b.name === name) ? [name] : []
  })
  if (departments.length === 0) return { departments: [], ground, duty: true, reason: 'no-department' }
  return { departments: [...new Set(departments)], ground, duty: false, reason: 'named' }
}

/** The line that names the departments; without one, the stretch from the first body charged to the last. */
function groundOf(clause: Clause): Ground | null {
  const line = /责任部门：.+/u.exec(clause.text)
  const first = clause.charges[0]
  const last = clause.charges.at(-1)
  if (!first || !last) return null
  const start = line ? clause.start + line.index : first.start
  const end = line ? start + line[0].length : last.end
  return { clause: clause.id, quote: clause.text.slice(start - clause.start, end - clause.start), start, end }
}

/** Why a request goes where it goes, for people. */
export function routingWords({ reason, departments, ground }: Routing, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  switch (reason) {
    case 'named':
      return zh ? `由${departments.join('、')}办理，依据“${ground?.quote}”` : `Handled by ${departments.join(', ')}, on the ground of “${ground?.quote}”`
    case 'no-department':
      return zh ? '该条没有写明责任部门，由值班人员接办' : 'The clause names no department; the officer on duty takes it'
    case 'national-clause':
      return zh
        ? '该条是国家层面的规定，没有写明辽宁的责任部门，由值班人员接办'
        : 'The clause is national and names no department in Liaoning; the officer on duty takes it'
    case 'asked-for':
      return zh
        ? `企业要求人工接谈，由${departments.join('、') || '值班人员'}接办`
        : `The enterprise asked for a person; ${departments.join(', ') || 'the officer on duty'} takes it`
    case 'other-region':
      return zh
        ? '企业不在辽宁，辽宁不受理，请联系当地知识产权局'
        : 'The enterprise is not in Liaoning; please turn to the intellectual property office of its own region'
  }
}
