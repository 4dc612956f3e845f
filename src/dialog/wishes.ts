/** Which forms a message wishes for, which it gives up, and by which measure their cases would go. */
import { line } from '../understand/line.ts'
import { asks } from './acts.ts'
import type { Form } from './form.ts'
import type { Turn } from './turn.ts'
import { clauses } from './values/story.ts'

const WHAT = '(?:维权|举报|贷款?|融资|质押)(?:援助|融资|贷款|登记)?'
const GIVEN_UP = new RegExp(
  `(?:不|别|先不|想不|不再|不用)(?:再|想|要)?(?:办|申请|做|搞|弄)?${WHAT}了?|${WHAT}(?:的?(?:事儿?|事情|申请|那[个件边]|这[个件边]))?[^，,。；;]{0,4}?(?:先|就|也|暂时|这次|今天)?不(?:想|再|用|打算)?(?:办|弄|要|搞|申请|贷|做|需要)了?`,
  'g',
)

/** What is said without what is not wished for any more: 不维权了, 贷款我不办了. */
function undenied(said: string): string {
  return said.replace(GIVEN_UP, '')
}

const JOINS =
  /又|再一个|再有|再就是|另一[个件]|第[一二]|[两俩](?:个|件|码)?事|一码|还想|还要|也想|也要|也需要|另外|同时|顺便|顺带|以及|还有|两件事|两个事|一是|一个是|一方面|一来|再(?:申请|办|贷|问)|和(?=质押|融资|贷款|维权)|(?<![a-z])(?:also|and|plus|both|as well|besides)(?![a-z])/

/** The forms a message wishes for; the one the desk understood goes first. */
export function wished(t: Turn, text: string): Form[] {
  const whole = line(text).text
  const said = undenied(whole)
  const outright = t.forms.filter((f) => new RegExp(f.wish).test(said))
  if (said !== whole && outright.length === 0) return []
  const applies = t.forms.filter((f) => appliesFor(f, said))
  const understood = t.heard.understanding.question < 0.5 || outright.length > 0 ? t.forms.find((f) => f.intents.includes(t.heard.understanding.intent)) : undefined
  const first = understood ?? applies[0] ?? (t.heard.understanding.question < 0.5 ? outright[0] : undefined)
  if (!first) return []
  if (!JOINS.test(said)) return [first]
  const others = outright.filter((f) => f !== first && !(first.kind === 'other' && f.kind !== 'infringement' && /质押登记/.test(said) && !/融资|贷款/.test(said)))
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
  const said = undenied(line(text).text)
  return t.forms.find((f) => f.kind !== t.state.draft?.kind && new RegExp(f.wish).test(said)) ?? null
}
