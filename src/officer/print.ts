/** The officers' desk in plain text: lists, a case with all that stands in it, previews, and what can be typed next. Pure. */
import { KIND_WORDS } from '../cases/open.ts'
import { routingWords } from '../routing/route.ts'
import type { OfficerAction, Outcome } from './act.ts'
import type { Act } from './authorisation.ts'
import type { Officer } from './officer.ts'
import type { Card, Page, Queue } from './queue.ts'
import type { CaseView, HistoryLine } from './view.ts'
import { dueShort, moment, ROLE_WORDS } from './words.ts'

/** What stands in a case beside the view of it. */
export type Beside = {
  readonly view: CaseView
  readonly files: readonly FileLine[]
  readonly deliveries: readonly { readonly key: string; readonly status: 'waiting' | 'sent' | 'dead'; readonly problem: string | null; readonly at: Date }[]
}
/** `sent`: by an officer, to the enterprise. */
export type FileLine = { readonly id: string; readonly name: string; readonly type: string; readonly size: number; readonly at: Date; readonly sent: boolean }
/** The printed name of a clause, by its id. */
export type Label = (clause: string) => string

/** What is typed for each act, in the order in which they are offered. */
const TYPED: readonly (readonly [Act, string])[] = [
  ['accept', '接单'],
  ['accept-transfer', '接收'],
  ['return', '退回 <原因>'],
  ['reply', '回复 <内容>'],
  ['request-supplements', '补充材料 <甲；乙；丙>'],
  ['transfer', '转办 <部门> <原因>'],
  ['close', '办结 <结果> <给企业的话>'],
  ['end-talk', '结束对话'],
  ['note', '备注 <内容>'],
  ['view-personal', '个人信息 <理由>'],
]

export function greeting({ name, department, role }: Officer): string {
  return `知问 · 经办台　${department} ${name}（${ROLE_WORDS[role].zh}）\n输入“帮助”看全部命令，“退出”结束。`
}

export function queueTitle(which: Queue): string {
  switch (which.kind) {
    case 'mine':
      return '我的案件'
    case 'department':
      return '本部门案件'
    case 'overdue':
      return '逾期案件'
    case 'city':
      return `${which.city}的案件`
    case 'all':
      return '全部案件'
  }
}

/** @param now ISO 8601. Places are counted through all pages. */
export function queueWords(which: Queue, { cards, page, pages, total }: Page, perPage: number, now: string): string {
  if (total === 0) return `${queueTitle(which)}：没有。`
  const listed = cards.map((card, i) => `${String((page - 1) * perPage + i + 1).padStart(3)}. ${cardLine(card, now)}`)
  const turn = pages > 1 ? `　第 ${page}/${pages} 页${page < pages ? '，“下一页”' : ''}${page > 1 ? '，“上一页”' : ''}` : ''
  return [`${queueTitle(which)}：${total} 件${turn}`, ...listed].join('\n')
}

/** One case on one line: what the card shows, fit for every eye. */
export function cardLine(card: Card, now: string): string {
  const who = card.offeredTo ? `转办至${card.offeredTo}，待接收` : card.handler ? card.handler.name : '无人接单'
  const news = [...(card.unanswered ? [`${card.unanswered} 条来信未回`] : []), ...(card.files ? [`${card.files} 份文件`] : [])]
  return [
    card.number,
    card.kind,
    card.city ?? '所在地未说明',
    ...card.fields.map((f) => f.value),
    card.words,
    who,
    ...(card.due ? [dueShort(card.due, now)] : []),
    ...news,
  ].join('　')
}

const when = (at: string) => moment(at, 'zh')
const indented = (text: string) => text.replaceAll('\n', '\n      ')

/** A case as it stands, with what can be done about it. */
export function caseWords({ view, files, deliveries }: Beside, label: Label, now: string): string {
  const { routing, written, transfer } = view
  const ground = routing.ground ? `${label(routing.ground.clause)}“${routing.ground.quote}”` : null
  const lines = [
    `━━ ${view.number}　${KIND_WORDS[view.kind].zh}　${view.region ?? '所在地未说明'}　${view.words} ━━`,
    `提交：${when(view.openedAt)}　首问负责：${hand(view.accountable)}　经办：${hand(view.handler)}`,
    view.due
      ? `期限：${dueShort(view.due, now)}，依据${label(view.due.ground.clause)}“${view.due.ground.quote}”${view.due.ours ? '（本局服务标准）' : ''}`
      : '期限：现在没有在走的期限',
    `分派：${ground ? `${routing.departments.join('、') || '值班人员'}，依据${ground}` : routingWords(routing, 'zh')}`,
    ...(transfer ? [`转办：至${transfer.to}，待接收${transfer.reason ? `；原因：${transfer.reason}` : ''}`] : []),
    ...view.fields.map((f) => `  ${f.label}：${indented(f.value)}`),
    ...(view.fields.some((f) => f.masked) && view.actions.includes('view-personal') ? ['  （个人信息已遮盖；要看请写“个人信息 <理由>”，会记入历史）'] : []),
    ...(written?.wanted.length ? [`请企业补充：${written.wanted.join('；')}`] : []),
    ...talkLines(view),
    ...(files.length ? [`文件 ${files.length} 份：${files.map((f, i) => `${i + 1} ${f.name}`).join('　')}（“保存 1 <路径>”取出）`] : []),
    ...deliveryLine(deliveries, files, now),
    ...(view.talking ? ['正在与企业对话：企业发来的话会直接到这里，知问不插话；“结束对话”交还知问。'] : []),
    `可以：${offers(view.actions)}`,
  ]
  return lines.join('\n')
}

function hand(h: CaseView['handler']): string {
  return h ? `${h.department} ${h.name}` : '（无）'
}

/** Everything that was written, in the order in which it was. */
function talkLines({ written, rating }: CaseView): string[] {
  if (!written) return []
  const { supplements, said, answers, notes, closings, appeals } = written
  const lines = [
    ...supplements.map((s) => ({ at: s.at, text: `企业补充：${withFiles(s)}` })),
    ...said.map((s) => ({ at: s.at, text: `企业：${withFiles(s)}` })),
    ...answers.map((a) => ({ at: a.at, text: `${a.by.name} 回复：${withFiles(a)}` })),
    ...notes.map((n) => ({ at: n.at, text: `〔备注〕${n.by.name}：${n.text}` })),
    ...closings.map((c) => ({ at: c.at, text: `${c.by.name} 办结：${c.result}。${c.words}` })),
    ...appeals.map((a) => ({ at: a.at, text: `企业${a.kind === 'reopened' ? '要求重新办理' : '投诉'}：${a.text}` })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return [...lines.map((l) => `  ${when(l.at)}　${indented(l.text)}`), ...(rating === null ? [] : [`企业评价：${rating} 分`])]
}

function withFiles({ text, files }: { readonly text: string; readonly files: readonly string[] }): string {
  return [text.trim(), ...(files.length ? [`［文件：${files.join('、')}］`] : [])].filter(Boolean).join(' ')
}

/** How much of what the enterprise wrote an officer has read: in a case, the words only grow. */
export type Read = { readonly said: number; readonly supplements: number }

export function allOf({ written }: CaseView): Read {
  return { said: written?.said.length ?? 0, supplements: written?.supplements.length ?? 0 }
}

/** What the enterprise wrote beyond what was read, for whoever has the case open; null when nothing. */
export function newWords({ written, number }: CaseView, read: Read): string | null {
  const news = [...(written?.said.slice(read.said) ?? []), ...(written?.supplements.slice(read.supplements) ?? [])]
  const inOrder = news.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return news.length ? inOrder.map((s) => `企业（${number}，${when(s.at)}）：${indented(withFiles(s))}`).join('\n') : null
}

/** What has been under way for less than this is on its way, and nothing to speak of. */
const UNDER_WAY_MS = 60_000

/** The file that a message to the enterprise carried; null where it was words. */
export function fileSent<File extends { readonly id: string }>({ key }: { readonly key: string }, files: readonly File[]): File | null {
  return files.find(({ id }) => key.endsWith(`:file:${id}`)) ?? null
}

function deliveryLine(deliveries: Beside['deliveries'], files: readonly FileLine[], now: string): string[] {
  const count = (status: string) => deliveries.filter((d) => d.status === status).length
  const stuck = deliveries.filter((d) => d.status === 'waiting' && Date.parse(now) - d.at.getTime() > UNDER_WAY_MS)
  const [waiting, dead] = [stuck.length, deliveries.filter((d) => d.status === 'dead')]
  const which = (some: Beside['deliveries']) => {
    const names = some.flatMap((d) => fileSent(d, files)?.name ?? [])
    return names.length ? `（文件 ${names.join('、')}）` : ''
  }
  if (waiting === 0 && dead.length === 0) return []
  const lost = dead.length ? `${dead.length} 条没有送到${which(dead)}（${dead.at(-1)?.problem ?? '原因不明'}），请电话联系企业` : ''
  return [
    `发给企业的消息：${[...(count('sent') ? [`${count('sent')} 条已送出`] : []), ...(waiting ? [`${waiting} 条等待送出${which(stuck)}`] : []), ...(lost ? [lost] : [])].join('，')}`,
  ]
}

export function offers(actions: readonly Act[]): string {
  const typed = TYPED.flatMap(([act, words]) => (actions.includes(act) ? [words] : []))
  return [...typed, '历史', '文件'].join('　')
}

/** What awaits his word, to the letter as the enterprise will read it. */
export function previewWords(preview: Extract<Outcome, { kind: 'preview' }>): string {
  const frame = preview.text[preview.language].split('\n').map((line) => `  │ ${line}`)
  return ['企业将收到：', ...frame, `发送请输入“确认”，要改请输入“改 <新内容>”，不发请输入“放弃”。${preview.language === 'en' ? '（企业使用英文。）' : ''}`].join('\n')
}

export function doneWords(action: OfficerAction, card: Card, now: string): string {
  const due = card.due ? `　${dueShort(card.due, now)}` : ''
  return `✓ ${card.number} ${DONE[action.kind](action as never)}　现在：${card.words}${due}`
}

const DONE: { readonly [K in OfficerAction['kind']]: (action: Extract<OfficerAction, { kind: K }>) => string } = {
  accept: () => '已接单，您是首问负责人。',
  transfer: ({ department }) => `已提出转办至${department}，等对方接收；首问负责人不变。`,
  'accept-transfer': () => '已接收，由您办理。',
  return: () => '已退回。',
  'request-supplements': ({ items }) => `已请企业补充 ${items.length} 项材料。`,
  reply: ({ files }) => `已回复企业${files?.length ? `，附文件 ${files.length} 份` : ''}。`,
  'end-talk': () => '对话已结束，知问继续为企业解答。',
  note: () => '已备注。',
  close: ({ result }) => `已办结（${result}）。`,
}

export function historyWords(number: string, history: readonly HistoryLine[]): string {
  return [`${number} 的历史：`, ...history.map((h) => `  ${when(h.at)}　${h.by}　${h.what}`)].join('\n')
}

export function filesWords(files: readonly FileLine[]): string {
  if (files.length === 0) return '这个案件没有文件。'
  return [
    `文件 ${files.length} 份（企业发来的，请当心打开）：`,
    ...files.map((f, i) => `${String(i + 1).padStart(3)}. ${f.name}　${f.type}　${size(f.size)}${f.sent ? '　发给企业' : ''}`),
    '取出：保存 <序号> <路径>',
  ].join('\n')
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} 字节` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export const HELP = `看：队列（我的）　本部门　逾期　全部　<某市>　下一页　上一页　第3页　看 <序号或编号>
办：接单　转办 <部门> <原因>　接收　退回 <原因>　办结 <结果> <给企业的话>
说：补充材料 <甲；乙；丙>　附件 <路径>（随下一条回复发出）　回复 <内容>　结束对话　备注 <内容>（企业看不到）
查：历史　文件　保存 <序号> <路径>　个人信息 <理由>（每次查看都记录）
发给企业的话先给您过目：确认　改 <新内容>　放弃。换行写 \\n。
English: queue department overdue all next look accept transfer receive return ask reply end note close history files save attach personal confirm amend drop`
