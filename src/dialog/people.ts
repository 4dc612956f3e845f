/** A person, at once, from anywhere: who is asked, with what is known, and when somebody is there. */
import { valuesOf } from './state.ts'
import { language, say, set, type Turn } from './turn.ts'
import { both, listed, moment, phrase } from './words.ts'

/** @param angry anger is met with a person and not with a question. */
export function handOver(t: Turn, angry: boolean): void {
  const draft = t.state.draft
  const values = draft ? valuesOf(draft) : {}
  const region = (values.region as string | undefined) ?? t.state.region ?? t.heard.understanding.region ?? null
  const measure = draft?.measure ?? t.heard.understanding.measure ?? null
  const routed = measure ? t.heard.departmentsOf(measure, region ?? '') : null
  const charged = routed?.departments.filter((d) => !d.startsWith('各市')) ?? []
  const departments = charged.length
    ? charged
    : region && /^(?:沈阳|大连|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|辽阳|盘锦|铁岭|朝阳|葫芦岛|沈抚示范区)$/.test(region)
      ? [region === '沈抚示范区' ? '沈抚示范区知识产权局' : `${region}市知识产权局`]
      : ['辽宁省知识产权局']
  t.effects.push({
    kind: 'hand-over',
    departments,
    known: { kind: draft?.kind ?? null, measure, region, consent: draft?.consent ?? null, slots: draft?.consent ? values : {} },
  })
  set(t, { handedOver: departments, offer: null })
  const names = listed(language(t), departments)
  if (angry) say(t, phrase('sorry', language(t), t.state.turn))
  say(
    t,
    both(
      `${angry ? '这就' : '好的，这就'}请${names}的工作人员来接，您说过的会一并转过去，不用再说一遍。`,
      `I am handing you to an officer of ${names}, with what you have told me, so you need not repeat it.`,
    ),
  )
  if (!t.hours.open(t.heard.now))
    say(
      t,
      both(
        `现在是下班时间，下一个工作时间是${moment(t.hours.next(t.heard.now), 'zh')}，到时会联系您。`,
        `It is out of hours; the next working time is ${moment(t.hours.next(t.heard.now), 'en')}.`,
      ),
    )
  if (draft) say(t, both('草稿留着，想自己接着填就回“继续”。', 'Your draft is kept; say “continue” to go on yourself.'))
}
