/** The course of an open form, one message at a time: consent, the questions, the summary. */

import { line } from '../understand/line.ts'
import { asks, asksAbout, rhetorical } from './acts.ts'
import { revise, take } from './answering.ts'
import { ask, formNow, pendingSlot } from './asking.ts'
import { consents, orders, refuses } from './assent.ts'
import { applicable, type Form, type Slot, slotOf } from './form.ts'
import { takeOffer } from './offers.ts'
import { read } from './reading.ts'
import { cancel, consent, elsewhereIn, pause, refuse, remember, restart, resume, tellElsewhere, wished } from './start.ts'
import { type Draft, valuesOf } from './state.ts'
import { alreadyFiled, stillMissing, submit } from './submit.ts'
import { switchTo, turnsTo } from './switching.ts'
import { answerPolicy, language, say, sayPhrase, setDraft, type Turn } from './turn.ts'
import { readChoice } from './values/choice.ts'
import { clauses } from './values/story.ts'
import { both, notice, phrase } from './words.ts'

export async function goOn(t: Turn): Promise<void> {
  const draft = t.state.draft as Draft
  const { act } = t.acts
  if (t.state.offer?.kind === 'switch' && (act === 'restart' || act === 'resume') && (await takeOffer(t))) return
  if (act === 'cancel' || (t.acts.cancels && noValues(t))) return cancel(t)
  if (act === 'restart') return restart(t)
  if (act === 'pause') return pause(t)
  if (act === 'refuse' || t.acts.lead === 'refuse' || (draft.stage === 'consent' && refuses(t.heard.text))) return refuse(t)
  if (act === 'resume') return resume(t)
  if (draft.paused) setDraft(t, { paused: false })
  if (draft.stage === 'consent') return beforeConsent(t)
  return inForm(t)
}

function noValues(t: Turn): boolean {
  const draft = t.state.draft as Draft
  const seen = read(t.heard.text, { form: formNow(t), known: valuesOf(draft), pending: null })
  return seen.taken.length === 0 && turnsTo(t, t.heard.text) === null
}

async function beforeConsent(t: Turn): Promise<void> {
  const form = formNow(t)
  const { act, lead } = t.acts
  if (act === 'agree' || act === 'yes' || ((lead === 'agree' || lead === 'yes') && t.acts.rest !== t.heard.text))
    return consent(t, t.acts.rest === t.heard.text ? '' : t.acts.rest)
  if (consents(t.heard.text)) return consent(t, t.heard.text)
  if (act === 'no' || act === 'wrong') return refuse(t)
  if (act === 'later' || act === 'done') return pause(t)
  if (act === 'greeting' || act === 'thanks') sayPhrase(t, act === 'greeting' ? 'hello' : 'courtesy')
  else if (act === 'hesitant') sayPhrase(t, 'slowly')
  else if (act === null) {
    const about = asksAbout(t.heard.text)
    const others = wished(t, t.heard.text).filter((f) => f.kind !== form.kind)
    const questions = asking(t.heard.text)
    if (about && !/政策|规定|维权援助|融资/.test(t.heard.text)) {
      say(
        t,
        both(
          `收集这些，是为了让办理部门能核实企业、联系上您，并按条文转给对的部门；只有经办人员看得到。`,
          `It lets the department identify your enterprise, reach you and pass the request on by the clause; only the officers handling it see it.`,
        ),
      )
    } else if (others[0]?.intents.includes(t.heard.understanding.intent) && new RegExp(`${others[0].subject}|${others[0].wish}`).test(line(t.heard.text).text)) {
      return switchTo(t, others[0], others[0].measures.find((m) => m.clause === t.heard.understanding.measure)?.clause ?? others[0].measure)
    } else if (questions.length > 0 && read(t.heard.text, { form, known: {}, pending: null }).taken.length === 0) {
      await answerPolicy(t)
    } else {
      remember(t)
      const place = elsewhereIn(form, [t.heard.text])
      if (place) return tellElsewhere(t, form, place)
      if (questions.length > 0) await answerPolicy(t, questions.join('\n'))
    }
  } else if (t.heard.attachments.length > 0) remember(t)
  sayPhrase(t, 'consentAgain')
  if (act === 'help' || act === 'what') say(t, notice(form, language(t)))
}

function asking(text: string): string[] {
  return clauses(line(text).text)
    .filter((c) => asks(c.text, c.mark) && !rhetorical(c.text))
    .map((c) => c.text)
}

async function inForm(t: Turn): Promise<void> {
  if (await takeOffer(t)) return
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const slot = draft.stage === 'summary' ? null : pendingSlot(form, draft)
  const { act, lead } = t.acts

  if (slot && act === null && sends(t)) {
    await byAct({ ...t, acts: { ...t.acts, act: 'yes' } } as Turn, form, slot)
    return
  }
  if (draft.stage === 'summary' || slot === null) {
    if (sends(t)) return submit(t)
    if (act === 'yes' || act === 'agree') return submit(t)
    if (act === 'no' || act === 'wrong') return sayPhrase(t, 'which')
    if (act === 'hesitant' || act === 'later') {
      sayPhrase(t, 'slowly')
      return say(t, phrase('confirm', language(t), t.state.turn))
    }
    if (act === 'done' || act === 'none' || act === 'skip' || act === 'unknown') return say(t, phrase('confirm', language(t), t.state.turn))
    if ((lead === 'yes' || lead === 'agree') && t.acts.rest !== t.heard.text) return mended(t, t.acts.rest)
    const chosen = readChoice(
      t.heard.text,
      applicable(form, valuesOf(draft)).map(() => '(?!)'),
    )
    if (chosen?.kind === 'one') return revise(t, applicable(form, valuesOf(draft))[chosen.index] as Slot)
  }
  if (act === 'greeting' || act === 'thanks') {
    sayPhrase(t, act === 'greeting' ? 'hello' : 'courtesy')
    return slot ? ask(t) : say(t, phrase('confirm', language(t), t.state.turn))
  }
  if (act === 'back') return goBack(t)
  if (act === 'help') {
    say(
      t,
      both(
        '直接回答就行；也可以说：跳过、返回、暂停、取消、改第几项、为什么要这个、转人工。',
        'Just answer; or say: skip, back, pause, cancel, change item n, why, human.',
      ),
    )
    return slot ? ask(t) : say(t, phrase('confirm', language(t), t.state.turn))
  }
  if (slot && (await aboutSlot(t, form, slot))) return
  if (slot && act && (await byAct(t, form, slot))) return
  const other = turnsTo(t, t.heard.text)
  if (other && switches(t, slot, other)) return switchTo(t, other, other.measures.find((m) => m.clause === t.heard.understanding.measure)?.clause ?? other.measure)
  await take(t, t.heard.text, slot)
}

/** “老板说行，提交”: an order to send, and nothing in it that changes, adds or doubts anything. */
function sends(t: Turn): boolean {
  if (!orders(t.heard.text)) return false
  const seen = read(t.heard.text, { form: formNow(t), known: valuesOf(t.state.draft as Draft), pending: null })
  return seen.taken.length + seen.problems.length + seen.put.length + seen.removed.length === 0
}

/** A wish for another form in the middle of this one, and not a story that mentions it. */
function switches(t: Turn, slot: Slot | null, other: Form): boolean {
  const said = line(t.heard.text).text
  const turning = /改|换|转|还是|其实|算了|先不|不办|不维权|不贷|不融|想起来|(?<![a-z])(?:switch|change|instead|rather|actually)(?![a-z])/.test(said)
  const understood = other.intents.includes(t.heard.understanding.intent)
  if (asking(t.heard.text).length > 0 && !turning) return false
  if (slot?.prose && said.length > 30 && !turning) return false
  return understood || turning
}

/** “为什么要这个” and “这是什么” get an answer, and then the same question once. */
async function aboutSlot(t: Turn, form: Form, pending: Slot): Promise<boolean> {
  const about = asksAbout(t.heard.text)
  if (!about) return false
  const said = line(t.heard.text).text
  const meant = form.slots.find((s) => s !== pending && (said.includes(s.label.zh) || new RegExp(`(?:${s.labels})`, 'i').test(said))) ?? pending
  const direct =
    /^(?:请问|那|啊|嗯|哎|咦)*(?:为|干|凭|这|啥|什么|没|不|怎么|在哪|哪|是什么|举|解释|why|what|where|how|i don't)/.test(said) ||
    meant !== pending ||
    new RegExp(`(?:${pending.labels})`, 'i').test(said)
  if (!direct || said.length > 30) return false
  if (
    /政策|文件|规定|条款|第.{1,3}条|维权援助|质押融资(?!金额)|风险补偿|贴息|专利权评价|policy|notice/.test(said) &&
    meant === pending &&
    !new RegExp(`(?:${pending.labels})`, 'i').test(said)
  )
    return false
  const read0 = read(t.heard.text, { form, known: valuesOf(t.state.draft as Draft), pending: pending.name })
  if (read0.taken.some((k) => !slotOf(form, k.slot)?.prose && k.slot !== 'infringer' && k.slot !== 'purpose')) return false
  say(t, about === 'why' ? meant.why : meant.what)
  ask(t)
  return true
}

/** Acts that are answers of a kind: skip, don't know, later, none, done, yes, no. */
async function byAct(t: Turn, form: Form, slot: Slot): Promise<boolean> {
  const { act } = t.acts
  switch (act) {
    case 'skip':
    case 'none':
    case 'unknown':
    case 'later':
    case 'done': {
      const draft = t.state.draft as Draft
      if (act === 'none' || act === 'unknown') {
        const value = slot.read({
          raw: t.heard.text,
          text: line(t.heard.text).text,
          asked: true,
          labelled: false,
          label: '',
          story: false,
          pending: slot.name,
          mending: false,
          known: valuesOf(draft),
        })
        if (value.some((v) => v.kind === 'value') && !slot.skippable && !slot.prose) return false
      }
      if (draft.revising === slot.name) {
        setDraft(t, { revising: null })
        say(t, both('好，这项不动。', 'Fine, left as it was.'))
        ask(t)
        return true
      }
      if (slot.skippable) {
        setDraft(t, { skipped: [...draft.skipped, slot.name] })
        sayPhrase(t, 'skipped')
      } else if (draft.postponed.includes(slot.name)) {
        sayPhrase(t, 'must', slot.why[language(t)])
        say(
          t,
          both(
            '手头没有也不要紧：准备好再发来就行，草稿给您留 7 天；也可以回复“转人工”。',
            'If you do not have it now, send it whenever you do; the draft is kept for 7 days. Or say “human”.',
          ),
        )
        setDraft(t, { failures: { ...draft.failures, [slot.name]: (draft.failures[slot.name] ?? 0) + 1 } })
        return true
      } else {
        if (act === 'later') sayPhrase(t, 'later')
        else sayPhrase(t, 'must', `${slot.why[language(t)]}${language(t) === 'en' ? ' It can wait to the end; let us go on.' : '先不填也行，最后再补。'}`)
        setDraft(t, { postponed: [...draft.postponed, slot.name] })
      }
      if (alreadyFiled(t)) return true
      ask(t)
      return true
    }
    case 'yes':
    case 'agree':
    case 'no':
    case 'wrong':
    case 'hesitant': {
      const missing = stillMissing(t, form)
      const submits = /提交|确认|submit|confirm|发吧|交吧/.test(line(t.heard.text).text)
      if (act === 'yes' && submits && missing.every((n) => slotOf(form, n)?.skippable)) {
        setDraft(t, { skipped: [...(t.state.draft as Draft).skipped, ...missing] })
        if (!alreadyFiled(t)) ask(t)
        return true
      }
      if (act === 'yes' && submits) say(t, both(`还差 ${missing.length} 项才能提交。`, `${missing.length} more before it can be submitted.`))
      else if (act === 'agree') say(t, both('同意已经记下了。', 'Your consent is already recorded.'))
      else if (act === 'no' && slot.skippable) {
        setDraft(t, { skipped: [...(t.state.draft as Draft).skipped, slot.name] })
        sayPhrase(t, 'skipped')
      } else if (act === 'wrong') {
        sayPhrase(t, 'which')
        return true
      } else if (act === 'hesitant') sayPhrase(t, 'slowly')
      if (!alreadyFiled(t)) ask(t)
      return true
    }
    default:
      return false
  }
}

function goBack(t: Turn): void {
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const now = draft.stage === 'summary' ? null : pendingSlot(form, draft)?.name
  const known = valuesOf(draft)
  const earlier = [...draft.trail].reverse().find((n) => n !== now && (known[n] !== undefined || draft.skipped.includes(n)))
  const slot = slotOf(form, earlier ?? '')
  if (!slot) {
    say(t, both('这已经是第一项了。', 'This is the first one.'))
    ask(t)
    return
  }
  revise(t, slot)
}

/** “是，不过…”: what follows the yes is mended, and it is asked again. */
async function mended(t: Turn, rest: string): Promise<void> {
  await take(t, rest, null, true)
}
