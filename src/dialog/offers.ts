/** What an answer means when the desk has just offered something: a suggestion, options, a way out, the other form. */
import { line } from '../understand/line.ts'
import { ask, formNow } from './asking.ts'
import { consents, orders } from './assent.ts'
import { keeps } from './carrying.ts'
import { type Form, type Slot, slotOf } from './form.ts'
import { handOver } from './people.ts'
import { asks } from './questions.ts'
import { read } from './reading.ts'
import { askWhichForm, pause, restart, resume, start, tellElsewhere } from './start.ts'
import { type Offer, valuesOf } from './state.ts'
import { alreadyFiled } from './submit.ts'
import { askSwitch, changeForm } from './switching.ts'
import { apply, echo } from './taking.ts'
import { formOf, language, say, sayPhrase, set, setDraft, type Turn, uttered } from './turn.ts'
import { readChoice } from './values/choice.ts'
import { clauses } from './values/story.ts'
import { measureOf, wished } from './wishes.ts'
import { both } from './words.ts'

/** True when the message was about the offer; otherwise the offer is forgotten and the message read as any other. */
export async function takeOffer(t: Turn): Promise<boolean> {
  const { offer } = t.state
  if (!offer || !t.state.draft) return false
  set(t, { offer: null })
  const form = formNow(t)
  const yes = t.acts.act === 'yes' || t.acts.act === 'agree'
  const no = t.acts.act === 'no' || t.acts.act === 'wrong' || t.acts.act === 'none'
  switch (offer.kind) {
    case 'suggestion': {
      if (yes || (t.acts.lead === 'yes' && t.acts.rest !== t.heard.text)) {
        const values = offer.set ? [offer.set, { slot: offer.slot, value: offer.value }] : [{ slot: offer.slot, value: offer.value }]
        put(t, form, values)
        if (!yes) return false
        finish(t)
        return true
      }
      if (no) {
        say(t, both('那请再发一次正确的。', 'Then please send the right one.'))
        setDraft(t, { revising: valuesOf(t.state.draft)[offer.slot] === undefined ? t.state.draft.revising : offer.slot })
        ask(t)
        return true
      }
      // 说错了，是实用新型，号没错: the other half of the suggestion said in one's own words.
      const { set: other } = offer
      if (
        other &&
        read(t.heard.text, { form, known: valuesOf(t.state.draft), pending: other.slot, mending: true }).taken.some(
          (k) => k.slot === other.slot && k.value === other.value,
        )
      ) {
        put(t, form, [other, { slot: offer.slot, value: offer.value }])
        finish(t)
        return true
      }
      return false
    }
    case 'options': {
      const chosen = readChoice(
        t.heard.text,
        offer.options.map((o) => o.cue ?? o.label.zh),
      )
      if (chosen?.kind === 'one') {
        const value = offer.options[chosen.index]?.value
        if (typeof value === 'string' && value.startsWith('elsewhere:')) {
          tellElsewhere(t, form, value.slice('elsewhere:'.length))
          return true
        }
        put(t, form, [{ slot: offer.slot, value }])
        // 公司名：…。铁西是鞍山的铁西: what else is said is read as well.
        if (read(t.heard.text, { form, known: valuesOf(t.state.draft), pending: null }).taken.some((k) => k.slot !== offer.slot && !k.soft)) return false
        finish(t)
        return true
      }
      if (chosen?.kind === 'not') {
        const left = offer.options.filter((_, i) => i !== chosen.index)
        set(t, { offer: { ...offer, options: left } })
        say(t, both('好，不是它。那是：', 'Not that one. Then:'))
        say(t, left.map((o, i) => `${i + 1}. ${o.label[language(t)]}`).join('\n'))
        t.choices = left.map((o) => o.label[language(t)])
        return true
      }
      // 我们公司在沈阳的铁西区，联系人…: the choice stands among other things, and all of them are read.
      const seen = read(t.heard.text, { form, known: valuesOf(t.state.draft), pending: offer.slot, mending: true })
      if (seen.taken.some((k) => k.slot === offer.slot)) setDraft(t, { revising: offer.slot })
      return false
    }
    case 'unit': {
      const unit =
        /^(?:单位)?(?:就?是|当然是?|应该是)?\s*(万元|万|亿元|亿|元|块|千万|百万|个月|月|年|million(?: yuan)?|yuan|rmb|months?|years?)(?:人民币|整|左右|吧|啊|的)*[。.!！]*$/i.exec(
          t.heard.text.trim(),
        )
      if (!unit) return false
      const text = `${offer.figure}${/^[a-z]/i.test(unit[1] as string) ? ' ' : ''}${unit[1]}`
      const seen = read(text, { form, known: valuesOf(t.state.draft), pending: offer.slot, mending: true })
      const applied = apply(t, form, seen, t.heard.messageId)
      say(t, echo(t, form, applied))
      for (const p of seen.problems) {
        say(t, p.what)
        if (p.suggestion !== undefined) set(t, { offer: { kind: 'suggestion', slot: p.slot, value: p.suggestion } })
      }
      if (!t.state.offer) finish(t)
      return true
    }
    case 'stuck': {
      const slot = slotOf(form, offer.slot) as Slot
      const chosen = readChoice(t.heard.text, ['人工|工作人员|person|human', '跳过|最后|补|skip|end|later', '暂停|先停|pause'])
      if (chosen?.kind !== 'one') return false
      if (chosen.index === 0) handOver(t, false)
      else if (chosen.index === 2) pause(t)
      else {
        setDraft(
          t,
          slot.skippable
            ? { skipped: [...t.state.draft.skipped, slot.name] }
            : { postponed: [...t.state.draft.postponed.filter((n) => n !== slot.name), slot.name], revising: null },
        )
        sayPhrase(t, slot.skippable ? 'skipped' : 'later')
        finish(t)
      }
      return true
    }
    case 'measure': {
      const chosen = readChoice(
        t.heard.text,
        form.measures.map((m) => m.cue),
      )
      if (chosen?.kind !== 'one') return false
      setDraft(t, { measure: form.measures[chosen.index]?.clause ?? null })
      finish(t)
      return true
    }
    case 'resume': {
      const chosen = readChoice(t.heard.text, ['继续|接着|go on|continue', '重新|从头|新的|anew|over|again'])
      if (yes || (chosen?.kind === 'one' && chosen.index === 0)) resume(t)
      else if (chosen?.kind === 'one') restart(t)
      else return false
      return true
    }
    case 'switch':
      return takeSwitch(t, offer, yes, no)
    default:
      set(t, { offer })
      return false
  }
}

function takeSwitch(t: Turn, offer: Extract<Offer, { kind: 'switch' }>, yes: boolean, no: boolean): boolean {
  const form = formOf(t, offer.form)
  // 确认提交 is said of what was shown, and not of going over to something else.
  if (!form || orders(t.heard.text)) return false
  const chosen = readChoice(t.heard.text, ['带过去|带上|保留|沿用|keep|carry', '重新|重填|清空|不(?:用|要)?带|从头|afresh|fresh', '不换|不改|继续|原来|stay|continue'])
  // 还用原来的: the data and not the form.
  const index = keeps(t.heard.text) ? 0 : chosen?.kind === 'one' ? chosen.index : yes ? 0 : no ? 2 : null
  if (index === 2) {
    say(t, both('好，不换。', 'All right, we stay here.'))
    ask(t)
    return true
  }
  // 嗯, 为什么: no answer and no value, so it is asked again.
  if (index === null && read(t.heard.text, { form, known: {}, pending: null }).taken.length === 0) {
    askSwitch(t, form, offer.measure, offer.said)
    return true
  }
  changeForm(t, form, offer.measure, offer.said, index !== 1)
  // A value instead of a choice: the person has gone on, and so does the form.
  if (index === null) {
    t.lines.pop()
    return false
  }
  return true
}

function put(t: Turn, form: Form, values: readonly { slot: string; value: unknown }[]): void {
  const taken = values.map((v) => {
    const slot = slotOf(form, v.slot) as Slot
    return { slot: v.slot, value: v.value, start: 0, end: 0, soft: false, replaces: !slot.list }
  })
  const applied = apply(
    t,
    form,
    { taken, problems: [], nones: [], put: [], elsewhere: null, removed: [], named: [], questions: [], mending: true, left: '' },
    t.heard.messageId,
  )
  say(t, echo(t, form, applied))
  for (const remark of applied.remarks) say(t, remark)
}

function finish(t: Turn): void {
  if (!t.state.offer && !alreadyFiled(t)) ask(t)
}

/** 先办维权的，贷款放后头: of two that are named, the one behind 先, or the one named first. */
function firstOf(t: Turn, forms: readonly Form[]): number | null {
  const said = line(t.heard.text).text
  const first = /(?:先|头一个|首先|first)[^，,。；;]{0,24}/.exec(said)
  const at = (f: Form, text: string) => new RegExp(f.subject).exec(text)?.index ?? Number.POSITIVE_INFINITY
  const places = forms.map((f) => at(f, first?.[0] ?? said))
  const best = Math.min(...places)
  return Number.isFinite(best) && (first || /再|后|之后|then|later/.test(said)) ? places.indexOf(best) : null
}

/** Values of any of the forms, and neither a wish nor a question. */
function bringsMore(t: Turn, forms: readonly Form[]): boolean {
  if (wished(t, t.heard.text).some((f) => f.measure !== null) || clauses(line(t.heard.text).text).some((c) => asks(c.text, c.mark))) return false
  return forms.some((form) => read(t.heard.text, { form, known: {}, pending: null }).taken.length > 0)
}

/** Offers that stand outside an open form. True when the message was about one. */
export function takeOutsideOffer(t: Turn): boolean {
  const { offer } = t.state
  if (!offer || t.state.draft) return false
  const yes = t.acts.act === 'yes' || t.acts.act === 'agree' || t.acts.act === 'resume'
  const no = t.acts.act === 'no' || t.acts.act === 'none' || t.acts.act === 'cancel' || t.acts.act === 'later' || t.acts.act === 'skip'
  switch (offer.kind) {
    case 'elsewhere': {
      const form = formOf(t, offer.form)
      const seen = form && read(t.heard.text, { form, known: {}, pending: null })
      if (!form || !seen || seen.elsewhere || !seen.taken.some((k) => k.slot === 'region' && !k.soft)) return false
      start(t, form, offer.measure, uttered(t))
      return true
    }
    case 'which-form':
    case 'which-first': {
      const forms = offer.kinds.flatMap((k) => formOf(t, k) ?? [])
      const chosen = readChoice(
        t.heard.text,
        forms.map((f) => f.subject),
      )
      if (t.acts.act === 'cancel') {
        set(t, { offer: null, before: [], later: null })
        say(t, both('好的，都不办。需要时再说。', 'All right, neither. Just tell me when you need it.'))
        return true
      }
      const index = chosen?.kind === 'one' ? chosen.index : yes && offer.kind === 'which-first' ? 0 : firstOf(t, forms)
      if (index === null) {
        // 同意, more data: still nobody knows what for.
        if (offer.kind === 'which-first' || !(yes || consents(t.heard.text) || (t.acts.act === null && bringsMore(t, forms)))) return false
        askWhichForm(t)
        return true
      }
      const first = forms[index] as Form
      const second = offer.kind === 'which-first' ? forms.find((f) => f !== first) : undefined
      const named = first.measures.find((m) => m.clause === t.heard.understanding.measure)
      const tale = t.state.before.map((u) => u.text).join('\n')
      const cued = first.measures.find(
        (m) => m.clause !== first.measure && new RegExp(m.cue).test(tale) && first.kind === 'infringement' && !new RegExp(first.measures[0]?.cue ?? '(?!)').test(tale),
      )
      set(t, { offer: null, later: second ? { form: second.kind, measure: second.measure } : null })
      start(t, first, named?.clause ?? cued?.clause ?? first.measure, uttered(t))
      return true
    }
    case 'other-wish': {
      const form = formOf(t, offer.form)
      const said = line(t.heard.text).text
      // 贷款那个也接着办吧，电话改成…: the wish said again is the yes, and what else it says is read.
      const again =
        form !== undefined &&
        !no &&
        (new RegExp(`${form.subject}|${form.wish}`).test(said) || /第二[件个项]|那[件个]|另一?[件个]|接着|下一[件个]|继续/.test(said)) &&
        !/[?？]|不办|不用|算了|先不/.test(said)
      // 贷款的事今天先不办了: the second wish is let go, and nothing happens to the first.
      if (!again && !yes && said.length <= 40 && DECLINES.test(said) && !/撤/.test(said)) {
        set(t, { offer: null, later: null, carried: null, carriedConsent: null })
        say(t, both('好，那件先不办；需要时说一声就行。', 'All right, not that one; just say so when you need it.'))
        return true
      }
      if ((yes || again) && form) {
        set(t, { offer: null, later: null })
        start(t, form, measureOf(t, form), again && !yes ? uttered(t) : null)
        return true
      }
      if (no) {
        set(t, { offer: null, later: null, carried: null, carriedConsent: null })
        say(t, both('好的，需要时再说。', 'All right, whenever you need it.'))
        return true
      }
      return false
    }
    default:
      return false
  }
}

const DECLINES = /不(?:办|用|弄|要|需要|贷|申请|登记|急|必|想)|算了|先放|先不|以后再|改天|回头再|暂时不|no need|not (?:now|today|needed)|later|never mind/
