/** Where others read along: what may be said there, and what is asked to be said in private. */

import { line } from '../understand/line.ts'
import type { Form } from './form.ts'
import { answerPolicy, say, type Turn } from './turn.ts'
import { both } from './words.ts'

/** Others read along: nothing is taken down here. */
export function inPrivate(t: Turn, form: Form): void {
  say(
    t,
    t.heard.setting === 'room'
      ? both(
          `${form.title.zh}要登记企业和联系人的信息，群里不方便。请加我好友，私聊里说“${form.title.zh}”就能开始；您在群里说的没有保存。`,
          `A request for ${form.title.en} takes personal data, which does not belong in a group. Please write to me privately; nothing was kept of what you said here.`,
        )
      : both(
          `${form.title.zh}要登记个人信息，不能在 Slack 里办。请企业在微信或网页上说“${form.title.zh}”；需要人工就回复“转人工”。`,
          `A request for ${form.title.en} takes personal data and cannot be taken down in Slack. The enterprise can file it by WeChat or on the web desk; reply “person” for an officer.`,
        ),
  )
}

/** A question among others; what is personal in it is asked not to be sent here. */
export async function among(t: Turn): Promise<void> {
  if (t.heard.setting === 'room' && /1[3-9]\d{9}|[0-9A-Z]{18}/.test(line(t.heard.text).text.replace(/[\s-]/g, '').toUpperCase())) {
    say(
      t,
      both(
        '电话、证照号这类信息请不要发在群里，加我好友私聊说；刚才的内容没有保存。',
        'Please do not send numbers of persons or companies to a group; write to me privately. Nothing was kept.',
      ),
    )
    return
  }
  await answerPolicy(t)
}
