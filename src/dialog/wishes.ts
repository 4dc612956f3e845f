/** Which forms a message wishes for, which it gives up, and by which measure their cases would go. */
import { line } from '../understand/line.ts'
import { topical } from '../understand/typos.ts'
import type { Form } from './form.ts'
import { asks } from './questions.ts'
import { read } from './reading.ts'
import type { Turn } from './turn.ts'
import { clauses, tells } from './values/story.ts'

const WHAT = '(?:维权|举报|贷款?|融资|质押)(?:援助|融资|贷款|登记)?'
const GIVEN_UP = new RegExp(
  `(?:不|别|先不|想不|不再|不用|不让|不许|不准)(?:再|想|要|我们?)?(?:办|申请|做|搞|弄)?${WHAT}了?|${WHAT}(?:的?(?:事儿?|事情|申请|那[个件边]|这[个件边]))?[^，,。；;]{0,4}?(?:先|就|也|暂时|这次|今天)?不(?:想|再|用|打算)?(?:办|弄|要|搞|申请|贷|做|需要)了?`,
  'g',
)

/** What is said without what is not wished for any more: 不维权了, 贷款我不办了. */
function undenied(said: string): string {
  return said.replace(GIVEN_UP, '')
}

const JOINS =
  /又|再一个|再有|再就是|另一[个件]|第[一二]|[两俩](?:个|件|码|桩|宗|档)?事|另一[桩宗档码]|一码|还想|还要|也想|也要|也需要|另外|同时|顺便|顺带|以及|还有|两件事|两个事|一是|一个是|一方面|一来|再(?:申请|办|贷|问)|和(?=质押|融资|贷款|维权)|(?<![a-z])(?:also|and|plus|both|as well|besides)(?![a-z])/

/** To have a pledge registered is not to ask for the loan behind it. */
const PLEDGE_ONLY = /质押登记|pledge (?:registration|registered|recorded)|(?:regist|record)\w* (?:of )?(?:the|a|an|our|this|that) (?:\w+ ){0,2}pledge/

/** The forms a message wishes for; the one the desk understood goes first. */
export function wished(t: Turn, text: string): Form[] {
  const whole = topical(line(text).text)
  const said = undenied(whole)
  const outright = t.forms.filter((f) => new RegExp(f.wish).test(said))
  if (said !== whole && outright.length === 0) return []
  const applies = t.forms.filter((f) => appliesFor(f, said))
  const understood = t.heard.understanding.question < 0.5 || outright.length > 0 ? t.forms.find((f) => f.intents.includes(t.heard.understanding.intent)) : undefined
  // 我是专利代理师，替客户申请维权援助: what is asked for by its name goes before what it sounds like.
  const called =
    understood && outright.length === 1 && outright[0] !== understood && said.includes((outright[0] as Form).title.zh.replace('知识产权', '')) ? outright[0] : undefined
  const first = called ?? understood ?? applies[0] ?? (t.heard.understanding.question < 0.5 ? outright[0] : undefined)
  if (!first) return []
  if (!JOINS.test(said)) return [first]
  const others = outright.filter(
    (f) => f !== first && !(first.kind === 'other' && f.kind !== 'infringement' && PLEDGE_ONLY.test(said) && !/融资|贷款|loan|financing/.test(said)),
  )
  return [first, ...others]
}

/** 我要申请质押融资，需要什么材料: who says in a clause of its own that it is applied for has not only asked. */
function appliesFor(form: Form, said: string): boolean {
  return clauses(said).some(
    (c) =>
      !asks(c.text, c.mark) &&
      new RegExp(
        `(?:^|我们?|俺们?|咱们?|我司|公司|单位|厂里?)[^，,]{0,4}(?:要|想|想要|打算|需要|准备|拟)(?:申请|办理?|登记|报名?|做一?个?|弄一?个?|拿|用|把)[^，,]{0,14}(?:${form.subject})`,
      ).test(c.text),
  )
}

/** The measure a form's case would go by, as far as it can be told now. */
export function measureOf(t: Turn, form: Form): string | null {
  const said = line(t.heard.text).text
  const outright = form.measures.filter((m) => new RegExp(`(?:求|请|申请|想|要|帮|希望|办理?)[^，,。；;]{0,6}(?:${m.cue})`).test(said))
  // 有人卖假冒我们商标的啤酒，求维权援助: what is asked for by name has the first word.
  if (form.measure !== null && outright.length === 1) return outright[0]?.clause ?? form.measure
  const understood = form.measures.find((m) => m.clause === t.heard.understanding.measure && form.intents.includes(t.heard.understanding.intent))
  return understood?.clause ?? form.measure
}

/** Another form plainly wished for in the middle of one; what is denied (不维权了) is no wish. */
export function turnsTo(t: Turn, text: string): Form | null {
  const said = undenied(topical(line(text).text))
  return t.forms.find((f) => f.kind !== t.state.draft?.kind && new RegExp(f.wish).test(said)) ?? null
}

/** Told outright as for a form, and asking nothing: the company by its name, its code, a telephone. */
const PAPERS: ReadonlySet<string> = new Set(['company', 'creditCode', 'contact', 'mobile', 'patentNumbers', 'rightNumber', 'amountYuan'])

export function bringsData(t: Turn): boolean {
  const { text } = t.heard
  if (clauses(line(text).text).some((c) => asks(c.text, c.mark))) return false
  return t.forms.some((form) => {
    const seen = read(text, { form, known: {}, pending: null })
    const told = seen.taken.filter((k) => PAPERS.has(k.slot) && !k.soft)
    return told.length > 1 || told.some((k) => k.slot === 'creditCode' || (k.slot === 'company' && /公司|合作社|厂$|[A-Za-z]/u.test(String(k.value))))
  })
}

/** Data, and not a word of any form or measure: no guess is made what it is for. */
export function onlyData(t: Turn): boolean {
  const said = line(t.heard.text).text
  const understood = t.forms.find((f) => f.intents.includes(t.heard.understanding.intent))
  if (understood && understood.measure !== null) return false
  const words = t.forms.flatMap((f) => [f.subject, f.wish, ...f.measures.map((m) => m.cue)])
  return !words.some((w) => new RegExp(w).test(said)) && !tells(said) && bringsData(t)
}

/** The one form that was last spoken of, before anything was taken down. */
export function spokenOf(t: Turn): Form | null {
  for (const { text } of [...t.state.before].reverse()) {
    const forms = t.forms.filter((f) => new RegExp(f.subject).test(line(text).text))
    if (forms.length === 1) return forms[0] as Form
  }
  return null
}
