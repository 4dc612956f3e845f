/** The course of an open form, one message at a time: consent, the questions, the summary. */

import { line } from '../understand/line.ts'
import { asksAbout } from './acts.ts'
import { revise, take } from './answering.ts'
import { ask, formNow, pendingSlot, standing } from './asking.ts'
import { consents, declines, orders, refuses } from './assent.ts'
import { byAct, goBack } from './bare-answers.ts'
import { applicable, type Form, type Slot, slotOf } from './form.ts'
import { takeOffer } from './offers.ts'
import { asks, rhetorical } from './questions.ts'
import { read } from './reading.ts'
import { cancel, consent, elsewhereIn, pause, refuse, remember, restart, resume, tellElsewhere } from './start.ts'
import { type Draft, valuesOf } from './state.ts'
import { confirm } from './submit.ts'
import { switchTo } from './switching.ts'
import { answerPolicy, language, say, sayPhrase, set, setDraft, type Turn } from './turn.ts'
import { readChoice } from './values/choice.ts'
import { clauses } from './values/story.ts'
import { measureOf, turnsTo, wished } from './wishes.ts'
import { both, notice, phrase } from './words.ts'

export async function goOn(t: Turn): Promise<void> {
  const draft = t.state.draft as Draft
  const { act } = t.acts
  if (t.state.offer?.kind === 'switch' && (act === 'restart' || act === 'resume') && (await takeOffer(t))) return
  if (act === 'cancel' || (t.acts.cancels && bringsNothing(t) && turnsTo(t, t.heard.text) === null)) return cancel(t)
  if (act === 'restart') return restart(t)
  if (act === 'pause' || rests(t)) return pause(t)
  if (act === 'refuse' || t.acts.lead === 'refuse' || (draft.stage === 'consent' && (refuses(t.heard.text) || (!consents(t.heard.text) && declines(t.heard.text)))))
    return refuse(t)
  if (act === 'resume' || goesOn(t)) return resume(t)
  if (draft.paused) setDraft(t, { paused: false })
  if (draft.stage === 'consent') return beforeConsent(t)
  return inForm(t)
}

/** 先停一下，我去开会: to stop for now is all that is wanted. */
function rests(t: Turn): boolean {
  return t.acts.all.includes('pause') && !t.acts.all.includes('yes') && t.heard.text.length <= 24 && bringsNothing(t)
}

const GOES_ON =
  /(?:^|[，,。；;！! ])(?:好|行|嗯|那|我|咱们?|忙完了?|现在|可以|同意|[\s，,。！!])*(?:回来了|接着(?:办|填|弄|来|说|登)|继续(?:办|填|弄|来|登|申请|上次|刚才)|(?:i'm|i am) back|(?:let's )?(?:continue|go on) with)/

/** 回来了，接着办刚才维权那个: to go on is all that is wanted. */
function goesOn(t: Turn): boolean {
  const said = line(t.heard.text).text
  return t.acts.act === null && t.state.draft?.stage !== 'consent' && said.length <= 24 && GOES_ON.test(said) && bringsNothing(t) && turnsTo(t, t.heard.text) === null
}

/** Nothing in the message could be written into the form. */
export function bringsNothing(t: Turn): boolean {
  const seen = read(t.heard.text, { form: formNow(t), known: valuesOf(t.state.draft as Draft), pending: null })
  return seen.taken.length + seen.problems.length === 0
}

async function beforeConsent(t: Turn): Promise<void> {
  const form = formNow(t)
  const { act, lead } = t.acts
  if (act === 'agree' || act === 'yes' || ((lead === 'agree' || lead === 'yes') && t.acts.rest !== t.heard.text))
    return consent(t, t.acts.rest === t.heard.text ? '' : t.acts.rest, t.acts.rest === t.heard.text ? [] : asking(t.acts.rest))
  if (act === null && consents(t.heard.text)) return consent(t, t.heard.text, asking(t.heard.text))
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
    } else if (
      (questions.length === 0 || TURNING.test(line(t.heard.text).text)) &&
      others[0]?.intents.includes(t.heard.understanding.intent) &&
      new RegExp(bringsNothing(t) ? `${others[0].subject}|${others[0].wish}` : others[0].wish).test(line(t.heard.text).text)
    ) {
      return switchTo(t, others[0], measureOf(t, others[0]))
    } else if (wantsWhole(t) || (questions.length > 0 && read(t.heard.text, { form, known: {}, pending: null }).taken.length === 0)) {
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

/** 原文: the words of what was just answered are wanted, or of a clause that is named. */
function wantsWhole(t: Turn): boolean {
  const said = line(t.heard.text).text
  return t.acts.act === null && said.length <= 24 && /原文|全文|整条|原话|(?:full|original|whole) (?:text|clause)/.test(said) && bringsNothing(t)
}

async function inForm(t: Turn): Promise<void> {
  if (await takeOffer(t)) return
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const slot = draft.stage === 'summary' ? null : pendingSlot(form, draft)
  const { act, lead } = t.acts

  if (sends(t) || ((act === 'yes' || act === 'agree') && (slot === null || approves(t)))) return confirm(t)
  if (slot === null) {
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
  if (wantsWhole(t)) {
    await answerPolicy(t)
    return slot ? ask(t, true) : say(t, phrase('confirm', language(t), t.state.turn))
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
  if (slot && act && (await byAct(t, slot))) return
  const other = turnsTo(t, t.heard.text)
  if (other && slot === null && !TURNING.test(line(t.heard.text).text)) return next(t, other)
  if (other && switches(t, slot, other)) return switchTo(t, other, measureOf(t, other))
  await take(t, t.heard.text, slot)
}

/** A yes that can only be meant for the whole, though one more question stands: 确认; once all was shown, 都对 as well. */
function approves(t: Turn): boolean {
  const draft = t.state.draft as Draft
  const said = line(t.heard.text).text
  return (
    /提交|确认|submit|confirm|发吧|交吧/.test(said) ||
    (draft.revising === null && draft.shown === standing(draft) && /对|没错|没差|无误|没问题|没毛病|正确|right|correct|good/.test(said))
  )
}

/** 换对了，这下可以交，确认提交: the last words order it outright, and nothing before them holds it back. */
const OUTRIGHT = /^(?:请|就|那|麻烦|都|好了?|可以)*(?:确认提交|确认|提交|递交|上报|confirm|submit)(?:吧|了|啊|一下)*$/
const HOLDS =
  /别(?!的)|先不|不要|不对|不是|错(?!的?没)|等|暂|缓|取消|撤|[?？]|吗|怎么|哪|还没|没(?!问题|错|毛病|别的|有|改|啥|什么|差)|如果|要是|之前|以前|(?<![a-z])(?:not|don't|wait|before|if|but)(?![a-z])/

/** “老板说行，提交”: an order to send, and nothing in it that changes, adds or doubts anything. */
function sends(t: Turn): boolean {
  const parts = clauses(line(t.heard.text).text)
  const last = parts.at(-1)
  const ordered = orders(t.heard.text)
  const outright = last !== undefined && OUTRIGHT.test(last.text.trim()) && !HOLDS.test(line(t.heard.text).text.slice(0, last.start))
  if (!ordered && !outright) return false
  const seen = read(t.heard.text, { form: formNow(t), known: valuesOf(t.state.draft as Draft), pending: null })
  return seen.taken.length + seen.problems.length + seen.put.length + seen.removed.length + (ordered ? 0 : seen.named.length + seen.questions.length) === 0
}

const TURNING = /改|换|转|还是|其实|算了|先不|不办|不维权|不贷|不融|想起来|(?<![a-z])(?:switch|change|instead|rather|actually)(?![a-z])/

/** A second wish while the first only waits for its yes: it comes after it. */
function next(t: Turn, form: Form): void {
  set(t, { later: { form: form.kind, measure: measureOf(t, form) } })
  say(t, both(`好，${form.title.zh}随后接着办。先把这一份办完：`, `All right, ${form.title.en} comes next. First this one:`))
  say(t, phrase('confirm', language(t), t.state.turn))
}

/** A wish for another form in the middle of this one, and not a story that mentions it. */
function switches(t: Turn, slot: Slot | null, other: Form): boolean {
  const said = line(t.heard.text).text
  const turning = TURNING.test(said)
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

/** “是，不过…”: what follows the yes is mended, and it is asked again. */
async function mended(t: Turn, rest: string): Promise<void> {
  await take(t, rest, null, true)
}
