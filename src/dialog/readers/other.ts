/** Reads what any other matter is about. */

import { line } from '../../understand/line.ts'
import type { Said, Seen } from '../form.ts'
import { clauses, polish } from '../values/story.ts'

const EMPTY =
  /^(?:你好|您好|请问|我|我们|俺|咱|想|要|申请|办理?|办个|个|件|点|事儿?|事情|业务|登记|一下|帮|帮忙|帮助|请|麻烦|能|可以|求|吗|吧|呢|了|的|啊|有|需要|一个|手续|服务|hello|hi|please|help|me|i|need|want|to|apply|for|something|\s)*$/
const NAMED =
  /质押|登记|补贴|补助|资助|奖|资金|拨付|兑现|滞销|地理标志|地标|卖不|销路|物流|直播|代理|恢复|期限|年费|延误|错过|平台|检索|高校|专利导航|贯标|优势|示范|运营|成果|转化|推荐|pledge|regist|subsid|fund|unsold|geographical|agency|agent|restor|deadline|platform|universit/
const INTRODUCTION = /^(?:我是|我们是|我叫|我姓|我在|我们在|联系人|电话|手机|公司|地址|你好|您好|谢谢|麻烦)[^，,。]{0,18}$/

export function matterSlot(said: Said): Seen[] {
  const whole = line(said.raw)
  const text = polish(said.raw)
  if (said.labelled) return text.length >= 2 ? [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }] : []
  const parts = clauses(whole.text).filter((c) => !EMPTY.test(c.text.trim()) && !INTRODUCTION.test(c.text.trim()) && /[\p{L}]{2}/u.test(c.text))
  const told = parts.map((c, i) => whole.at(c.start, c.end).text + (i === parts.length - 1 ? '' : c.mark.replace(/\n/g, '，') || '，')).join('')
  const content = told.replace(/[^\p{L}\p{N}]/gu, '').length
  if (parts.length > 0 && (said.asked ? content >= 4 : content >= 5 && NAMED.test(line(told).text)))
    return [{ kind: 'value', start: 0, end: said.raw.length, value: polish(told), sure: said.asked }]
  return []
}
