/** While an officer talks with an enterprise, what it writes goes to the case and the desk is silent; this decides which message does. */
import type { Case } from './cases/case.ts'
import { BACK_WORDS } from './cases/enterprise.ts'
import { act, type CarriedOut } from './effects.ts'
import type { Looked, Message } from './message.ts'

const BACK = /^(?:返回|回到?知问|找知问|结束对话|退出对话|back|return to the desk)[。.!！\s]*$/i
/** Rights that no talk may stand before: to be forgotten, to withdraw, to complain, to know how it stands. */
const OWN_RIGHTS =
  /^(?:请|我要|帮我)?(?:删除我的(?:个人)?(?:信息|资料|数据)|确认删除|撤回|投诉|进度|delete my data|withdraw|complain|progress)(?:[\s：:]*LN[\s-]?\d{8}[\s-]?\w{8})?[。.!！\s]*$/i

/** The case in which an officer talks with this enterprise, the latest where there are several. */
function talking(own: readonly Case[]): Case | null {
  return own.filter((c) => c.talk !== null).sort((a, b) => ((a.talk?.last ?? '') < (b.talk?.last ?? '') ? 1 : -1))[0] ?? null
}

/** What becomes of a message during a talk; null where there is none, or the message is the desk's. */
export function relay(own: readonly Case[], { text }: Message, files: readonly Looked[], now: string): Partial<CarriedOut> | null {
  const talk = talking(own)
  if (!talk || OWN_RIGHTS.test(text.trim())) return null
  const { number, language } = talk
  if (BACK.test(text.trim())) {
    const done = act(own, number, { kind: 'end-talk' }, now, language)
    return { ...done, replies: [{ text: BACK_WORDS[language] }] }
  }
  const taken = files.filter((f) => f.accepted)
  const refused = files
    .filter((f) => !f.accepted)
    .map((f) => ({ text: language === 'zh' ? `“${f.name}”没能收下：${f.problem}。` : `“${f.name}” could not be taken: ${f.problem}.` }))
  if (!text.trim() && taken.length === 0) return { replies: refused }
  const said = act(own, number, { kind: 'say', text, files: taken.map((f) => f.name) }, now, language, taken)
  return { ...said, replies: [...(said.replies ?? []), ...refused] }
}

/** What the notices do not answer, and an officer may. */
const UNTOLD: readonly (string | null)[] = ['not-in-notices', 'other-region', 'unclear']

/**
 * While somebody who asked for a person waits to be called back, what the desk cannot answer goes to whoever takes the call.
 * @param asked what the message asked, and whether it was answered; null where there is nothing to pass on.
 */
export function passedOn(
  own: readonly Case[],
  { text }: Message,
  asked: readonly { readonly answered: boolean; readonly reason: string | null }[],
  now: string,
): Partial<CarriedOut> | null {
  const call = own.find((c) => c.kind === 'call' && c.live && c.handler === null)
  if (!call || asked.length === 0 || !asked.every((q) => !q.answered && UNTOLD.includes(q.reason))) return null
  const { number, language } = call
  const zh = `这句我答不了，已转给要接单的工作人员（编号 ${number}），接单后会看到。`
  const en = `I cannot answer this; it is passed on to the officer who will take your call (${number}).`
  return { ...act(own, number, { kind: 'supplement', text, files: [] }, now, language), replies: [{ text: language === 'zh' ? zh : en }] }
}
