/** The whole conversation with an enterprise, one message at a time: state and message in, state, replies and effects out. */

import { line } from '../understand/line.ts'
import { languageOf, readActs } from './acts.ts'
import { afterwards } from './afterwards.ts'
import { ask, formNow } from './asking.ts'
import { agrees, refuses } from './assent.ts'
import { bringsNothing, goOn } from './course.ts'
import { complainsOfDesk, isAngry, wantsCall, wantsPerson } from './cries.ts'
import type { Form } from './form.ts'
import { FINANCING } from './forms/financing.ts'
import { INFRINGEMENT } from './forms/infringement.ts'
import { OTHER } from './forms/other.ts'
import { type Hours, OFFICE } from './hours.ts'
import { takeOutsideOffer } from './offers.ts'
import { among, inPrivate } from './overheard.ts'
import { handOver } from './people.ts'
import { asks } from './questions.ts'
import { absorb, askWhichFirst, askWhichForm, inactive, offerResume, remember, start } from './start.ts'
import { type DialogState, type Draft, NO_DIALOG, NOTICE_VERSION, openDraft, REMIND_AFTER_MS } from './state.ts'
import { slotsOf } from './submit.ts'
import { addFiles, echo } from './taking.ts'
import { forget, migrate, passTime, takeBack } from './time.ts'
import { accepted, answerPolicy, close, finish, formOf, type Heard, language, type Result, say, sayPhrase, set, setDraft, type Turn, uttered } from './turn.ts'
import { bringsData, measureOf, onlyData, spokenOf, wished } from './wishes.ts'
import { both, needed } from './words.ts'

/** The forms the desk knows; a fourth is one more file and one more word here. */
export const FORMS: readonly Form[] = [INFRINGEMENT, FINANCING, OTHER]

export async function hear(state: DialogState, heard: Heard, forms: readonly Form[] = FORMS, hours: Hours = OFFICE): Promise<Result> {
  const t: Turn = { state, heard, acts: readActs(heard.text), forms, hours, lines: [], choices: null, replies: [], effects: [] }
  const spoken = languageOf(heard.text)
  if (spoken) set(t, { language: spoken })
  if (heard.understanding.region && !state.region) set(t, { region: heard.understanding.region })
  forget(t)
  migrate(t)
  const idle = t.state.draft ? Date.parse(heard.now) - Date.parse(t.state.draft.touchedAt) : 0
  const resting = t.state.draft !== null && (t.state.draft.paused || idle > REMIND_AFTER_MS)
  if (t.state.draft) setDraft(t, { touchedAt: heard.now, reminded: false })
  await respond(t, resting)
  return finish(t)
}

async function respond(t: Turn, resting: boolean): Promise<void> {
  const { text } = t.heard
  const onlyFiles = text.trim() === '' && t.heard.attachments.length > 0
  if (t.heard.attachments.length > 0) receiveFiles(t)
  if (onlyFiles) return afterFiles(t)
  if (t.acts.act === 'erase') return askErase(t)
  if (t.state.offer?.kind === 'erase') {
    if (t.acts.act === 'yes' || t.acts.act === 'agree' || /确认删除|确定删除|删除|delete/.test(line(text).text)) return erase(t)
    set(t, { offer: null })
  }
  if (t.heard.cases.length === 0 && complainsOfDesk(text)) return handOver(t, true)
  if (wantsPerson(text) || (t.state.draft !== null && wantsCall(text))) return handOver(t, isAngry(text))
  if (
    isAngry(text) &&
    !(t.state.draft && t.acts.cancels) &&
    !(t.state.draft === null && t.heard.understanding.intent !== 'chitchat' && t.heard.understanding.intent !== 'question')
  )
    return handOver(t, true)
  if (t.state.draft) {
    if (resting && returning(t)) return offerResume(t)
    if (aboutCases(t) && afterwards(t)) {
      close(t)
      return t.state.draft.stage === 'consent' ? sayPhrase(t, 'consentAgain') : ask(t, true)
    }
    return goOn(t)
  }
  return outside(t)
}

/** Somebody comes back to a draft with a greeting or the wish itself, not with an answer. */
function returning(t: Turn): boolean {
  const kind = t.state.draft?.kind
  if (t.acts.act === 'greeting') return true
  if (t.acts.act !== null) return false
  const forms = wished(t, t.heard.text)
  return forms.length > 0 && forms.every((f) => f.kind === kind) && t.heard.text.length < 60 && bringsNothing(t)
}

/** In the middle of a form, only a plain question after a case already sent is one, or the one word that the receipts give. */
function aboutCases(t: Turn): boolean {
  if (t.heard.cases.length === 0)
    return /^(?:查|看|问)?(?:一下|看)?(?:我的?)?(?:申请|办理)?的?(?:进度|进展)[\s?？。!！]*$|^(?:status|progress)[\s?.!]*$/i.test(t.heard.text.trim())
  return t.heard.text.length <= 40 && /进度|进展|到哪|撤回|编号|status|progress|withdraw/.test(line(t.heard.text).text)
}

async function outside(t: Turn): Promise<void> {
  if (takeOutsideOffer(t)) return
  const { act } = t.acts
  const { refused } = t.state
  if (refused && (act === 'agree' || agrees(t.heard.text))) return agreeAfterAll(t)
  if (afterwards(t)) return
  if (t.state.ended === 'submitted' && (act === 'yes' || act === 'agree') && t.state.offer === null) {
    const last = t.heard.cases.at(-1)
    return say(
      t,
      both(
        `已经提交好了${last ? `（编号 ${last.number}）` : ''}，不用再确认，不会重复登记。`,
        `It is already submitted${last ? ` (${last.number})` : ''}; nothing is filed twice.`,
      ),
    )
  }
  if (t.state.begun && (act === 'cancel' || act === 'refuse' || refuses(t.heard.text) || (t.acts.cancels && wished(t, t.heard.text).length === 0)))
    return say(t, both('现在没有正在填的申请，之前的内容也没有保留。', 'There is no open request, and nothing of an earlier one was kept.'))
  if ((act === 'restart' || act === 'resume') && t.state.begun) {
    return say(
      t,
      both(
        '现在没有未填完的申请。想办什么，直接说就行，比如“申请维权援助”或“专利质押融资”。',
        'There is no unfinished request. Just tell me what you need, e.g. “infringement assistance” or “pledge financing”.',
      ),
    )
  }
  if (t.state.ended === 'submitted' && (act === 'thanks' || (act === null && partsWith(t)))) return welcome(t)
  if (act === null) {
    const forms = partsWith(t) || onlyData(t) ? [] : wished(t, t.heard.text)
    if (t.state.offer?.kind !== 'elsewhere' && t.state.offer?.kind !== 'which-form') set(t, { offer: null })
    if (t.heard.setting !== 'private') return forms[0] ? inPrivate(t, forms[0]) : among(t)
    if (forms.length > 1) return askWhichFirst(t, forms.slice(0, 2), uttered(t))
    const form = forms[0]
    if (form) {
      const questions = asks(line(t.heard.text).text) && t.heard.understanding.question > 0.35
      if (questions) await answerPolicy(t)
      return start(t, form, measureOf(t, form), uttered(t))
    }
    if (bringsData(t)) {
      const meant = spokenOf(t)
      return meant ? start(t, meant, measureOf(t, meant), uttered(t)) : askWhichForm(t)
    }
    remember(t)
  }
  await answerPolicy(t)
}

/** Thanks after filing: one friendly line, with the number to ask by. */
function welcome(t: Turn): void {
  const number = t.heard.cases.at(-1)?.number
  sayPhrase(
    t,
    'courtesy',
    number === undefined ? '' : language(t) === 'en' ? ` Say “progress” at any time to hear how ${number} stands.` : `想看 ${number} 办到哪了，随时回“进度”。`,
  )
}

/** “好，那我自己去一趟，谢谢了” after something ended is a farewell, whatever it sounds like. */
function partsWith(t: Turn): boolean {
  const said = line(t.heard.text).text
  return (
    t.state.begun &&
    said.length <= 30 &&
    /谢谢|多谢|感谢|再见|拜拜|知道了|明白了|自己(?:去|跑|找|想)|去(?:一趟|问问|看看)|回头再说|改天|先这样|thanks|thank you|bye/.test(said) &&
    !t.forms.some((f) => new RegExp(`${f.subject}|${f.wish}`).test(said))
  )
}

/** Refused once, agreed now: the form begins with nothing in it. */
function agreeAfterAll(t: Turn): void {
  const form = formOf(t, t.state.refused?.form ?? '')
  if (!form) return
  set(t, {
    draft: {
      ...openDraft(form.kind, form.version, t.state.refused?.measure ?? form.measure, t.heard.now),
      consent: { at: t.heard.now, noticeVersion: NOTICE_VERSION },
      stage: 'asking',
    },
    refused: null,
    begun: true,
    ended: null,
    before: [],
  })
  say(t, both('好的，已记录您的同意，我们开始。之前的内容没有保留，请重新说一下。', 'Thank you, your consent is recorded. Nothing of before was kept, so let us begin.'))
  say(t, needed(form, language(t)))
  if (t.acts.act === null) {
    remember(t, uttered(t, t.acts.rest))
    say(t, echo(t, form, absorb(t, form)))
  }
  ask(t)
}

/** Files are named and counted; what was refused is said with its reason. */
function receiveFiles(t: Turn): void {
  const files = accepted(t)
  for (const a of t.heard.attachments)
    if (!a.accepted) say(t, both(`“${a.name}”没能收下：${a.problem ?? '文件打不开'}。`, `“${a.name}” could not be taken: ${a.problem ?? 'it cannot be opened'}.`))
  if (files.length === 0) return
  const { draft } = t.state
  const en = language(t) === 'en'
  if (draft && draft.stage !== 'consent') {
    addFiles(t, formNow(t), files)
    const count = (t.state.draft as Draft).files.length
    say(t, en ? `Received ${files.map((f) => f.name).join(', ')}; ${count} file(s) so far.` : `收到 ${files.map((f) => f.name).join('、')}，共 ${count} 份。`)
    return
  }
  const kept = t.state.before.reduce((sum, u) => sum + u.files.length, 0) + files.length
  if (t.heard.text.trim() === '' || draft) remember(t, uttered(t, ''))
  if (draft || t.heard.cases.length === 0)
    say(
      t,
      en
        ? `Received ${files.map((f) => f.name).join(', ')}; ${kept} file(s) so far, not yet recorded anywhere.`
        : `收到 ${files.map((f) => f.name).join('、')}，共 ${kept} 份，先替您拿着。`,
    )
}

async function afterFiles(t: Turn): Promise<void> {
  const { draft, offer } = t.state
  const files = accepted(t)
  if (draft) {
    if (draft.stage === 'consent') return sayPhrase(t, 'consentAgain')
    if (offer) set(t, { offer: null })
    return ask(t)
  }
  if (files.length === 0) return
  if (offer?.kind === 'supplement' && afterwards(t)) return
  const active = t.heard.cases.filter((c) => !inactive(c.status))
  if (active.length > 0) {
    say(
      t,
      both(
        `收到 ${files.map((f) => f.name).join('、')}。要补充到 ${active.at(-1)?.number} 吗？回“是”就加进去。`,
        `Received ${files.map((f) => f.name).join(', ')}. Add to ${active.at(-1)?.number}? Reply “yes”.`,
      ),
    )
    set(t, { offer: { kind: 'files', case: active.at(-1)?.number ?? '', names: files } })
    return
  }
  say(t, both('您想办什么？申请维权援助、质押融资，还是问政策？', 'What would you like: infringement assistance, pledge financing, or a question about policy?'))
}

function askErase(t: Turn): void {
  say(
    t,
    both(
      '会删除您在这里的草稿、对话，以及已提交申请里的个人信息，删了找不回来。确定请回复“确认删除”。',
      'This erases your draft, this conversation, and the personal data of what you submitted; it cannot be undone. Reply “confirm” to go on.',
    ),
  )
  set(t, { offer: { kind: 'erase' } })
}

function erase(t: Turn): void {
  t.effects.push({ kind: 'erase' })
  const ended = t.state.draft ? 'cancelled' : t.state.ended
  t.state = { ...NO_DIALOG, language: t.state.language, begun: t.state.begun, ended, turn: t.state.turn }
  say(t, both('您的信息已经删除。政策问题还可以照常问。', 'Your data is erased. You can still ask about policy.'))
}

/** Time goes by without a message: one reminder in working hours, and at last the draft is erased, with notice. */
export function tick(state: DialogState, now: string, forms: readonly Form[] = FORMS, hours: Hours = OFFICE): Result {
  return passTime(state, now, forms, hours)
}

/** A message was recalled: what it brought leaves the draft. */
export function recall(state: DialogState, messageId: string, now: string, forms: readonly Form[] = FORMS): Result {
  return takeBack(state, messageId, now, forms)
}

/** What `converse` prints of a conversation (CONTRACTS). */
export function outcome(
  state: DialogState,
  forms: readonly Form[] = FORMS,
): { outcome: 'submitted' | 'cancelled' | 'incomplete' | null; draft: { kind: string; slots: Record<string, unknown> } | null; handedOver: readonly string[] | null } {
  const { draft } = state
  const form = forms.find((f) => f.kind === draft?.kind)
  return {
    outcome: draft ? 'incomplete' : (state.ended ?? (state.handedOver ? 'incomplete' : null)),
    draft: draft && form ? { kind: draft.kind, slots: slotsOf(form, draft) } : null,
    handedOver: state.handedOver,
  }
}
