/** What officers read wherever they are, in both languages: roles, kinds of right, the steps of a history, and how much time is left. */
import { workingHours } from '../calendar.ts'
import { readable } from '../cases/due.ts'
import type { Due, EventKind } from '../cases/event.ts'
import type { Modality } from '../corpus/notice.ts'
import type { RightType } from '../dialog/values/right.ts'
import type { Both, Language } from '../message.ts'
import type { Role } from './officer.ts'

export const ROLE_WORDS: Readonly<Record<Role, Both>> = {
  officer: { zh: '经办人', en: 'officer' },
  chief: { zh: '负责人', en: 'chief' },
  duty: { zh: '值班', en: 'on duty' },
  admin: { zh: '管理员', en: 'administrator' },
}

export const RIGHT_WORDS: Readonly<Record<RightType, Both>> = {
  发明: { zh: '发明', en: 'invention patent' },
  实用新型: { zh: '实用新型', en: 'utility model' },
  外观设计: { zh: '外观设计', en: 'design' },
  商标: { zh: '商标', en: 'trademark' },
  地理标志: { zh: '地理标志', en: 'geographical indication' },
  其他: { zh: '其他', en: 'another right' },
}

export const STEP_WORDS: Readonly<Record<EventKind, Both>> = {
  submitted: { zh: '提交申请', en: 'request submitted' },
  accepted: { zh: '接单', en: 'taken' },
  transferred: { zh: '提出转办', en: 'transfer asked for' },
  'transfer-accepted': { zh: '接收转办', en: 'transfer accepted' },
  'transfer-returned': { zh: '退回转办', en: 'transfer given back' },
  'supplement-requested': { zh: '要求补充材料', en: 'further papers asked for' },
  supplemented: { zh: '补充材料', en: 'papers added' },
  answered: { zh: '回复企业', en: 'reply to the enterprise' },
  said: { zh: '企业来信', en: 'message of the enterprise' },
  'talk-ended': { zh: '结束对话', en: 'talk ended' },
  noted: { zh: '内部备注', en: 'internal note' },
  closed: { zh: '办结', en: 'closed' },
  rated: { zh: '评价', en: 'rated' },
  reopened: { zh: '重新打开', en: 'opened again' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  complained: { zh: '投诉', en: 'complaint' },
  looked: { zh: '查看个人信息', en: 'look at personal data' },
  reminded: { zh: '到期提醒', en: 'reminder before the due time' },
  escalated: { zh: '督办', en: 'escalated to the chief' },
}

/** The notice's own word stays beside ours: how strongly a clause binds is not to be lost in a translation. */
const BINDING: Readonly<Record<Exclude<Modality, null>, string>> = {
  力争: 'aim: ',
  鼓励: 'encouraged: ',
  支持: 'supported: ',
  应: 'must: ',
  要: 'must: ',
  可以: 'may: ',
  原则上: 'in principle: ',
  引导: 'guided: ',
}

/** How strongly a limit binds, before the limit: 力争 as it stands, in English `aim (力争): `. */
export function bindingWords(modality: Modality, language: Language): string {
  if (modality === null) return ''
  return language === 'zh' ? modality : BINDING[modality].replace(': ', ` (${modality}): `)
}

/** When it is due, how long that is in working hours, and how strongly the notice binds. @param now ISO 8601. */
export function dueShort({ what, until, modality, ours }: Due, now: string, language: Language = 'zh'): string {
  const zh = language === 'zh'
  if (until.kind !== 'at') return zh ? `期限暂不能推算（缺${until.year}年放假安排）` : `no due time can be computed yet (the holidays of ${until.year} are not entered)`
  const act = what === 'completion' ? (zh ? '办结' : 'close') : zh ? '首次回复' : 'first reply'
  // The year goes without saying in a list.
  const promise = zh
    ? `${bindingWords(modality, language)}${readable(until.at, 'zh').replace(/^\d{4}年/, '')}前${act}${ours ? '' : '（通知所定）'}`
    : `${bindingWords(modality, language)}${act} by ${moment(until.at, 'en')}${ours ? '' : ' (set by the notice)'}`
  if (Date.parse(now) > Date.parse(until.at)) return zh ? `【已逾期】${promise}` : `Overdue: ${promise}`
  const left = workingHours(now, until.at)
  if (left.kind !== 'counted') return promise
  return zh ? `${promise}，还剩${hours(left.value, language)}` : `${promise}, ${hours(left.value, language)} left`
}

function hours(n: number, language: Language): string {
  const days = Math.floor(n / 8)
  const rest = Math.floor(n % 8)
  if (language === 'en') return [days ? many(days, 'working day') : '', rest ? many(rest, 'hour') : ''].filter(Boolean).join(' ') || 'less than an hour'
  if (days === 0 && rest === 0) return '不到 1 小时'
  return ` ${days ? `${days} 个工作日${rest ? ' ' : ''}` : ''}${rest ? `${rest} 小时` : ''}`
}

/** `1 hour`, `2 hours`. */
export function many(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment of these months as people read it: 11月22日 16:05, in English 22 Nov 16:05. @param at ISO 8601 in China's time. */
export function moment(at: string, language: Language): string {
  const [, month, day, time] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? []
  return language === 'zh' ? `${Number(month)}月${Number(day)}日 ${time}` : `${Number(day)} ${MONTHS[Number(month) - 1]} ${time}`
}
