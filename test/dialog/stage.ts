/** A small desk in memory for the dialog: one enterprise, a clock that is told, a fixed cited answer, cases that open. */

import { hear, outcome, recall, tick } from '../../src/dialog/dialog.ts'
import type { DialogState } from '../../src/dialog/state.ts'
import { NO_DIALOG } from '../../src/dialog/state.ts'
import type { CaseView, Effect, Heard, Request } from '../../src/dialog/turn.ts'
import type { Answer, Reply } from '../../src/message.ts'

export type Said = {
  readonly text?: string
  readonly files?: readonly { name: string; accepted?: boolean; problem?: string }[]
  readonly understanding?: Partial<Heard['understanding']>
}
export type Opened = CaseView & { readonly request: Request }

export type Stage = {
  state: DialogState
  now: string
  readonly cases: Opened[]
  readonly effects: Effect[]
  readonly replies: (readonly string[])[]
  readonly say: (said: Said | string) => Promise<readonly string[]>
  readonly wait: (ms: number) => readonly string[]
  readonly recall: (nth: number) => readonly string[]
  readonly outcome: () => ReturnType<typeof outcome>
}

export const ANSWER: Answer = {
  answered: true,
  reason: null,
  text: '力争1个工作日完成电子化登记。〔辽知发〔2022〕6号（二）〕',
  citations: [{ clause: 'ln-2022-6#2', label: '辽知发〔2022〕6号（二）', quote: '力争1个工作日完成电子化登记', start: 0, end: 14 }],
  related: [],
  departments: ['知识产权服务处', '省知识产权保护中心'],
}
const DIVISIONS: Readonly<Record<string, readonly string[]>> = {
  'ln-2022-6#1': ['各市', '知识产权运用促进处'],
  'ln-2022-6#2': ['知识产权服务处', '省知识产权保护中心'],
  'ln-2022-6#3': ['各市', '知识产权运用促进处'],
  'ln-2022-6#4': ['各市', '知识产权运用促进处', '知识产权服务处'],
  'ln-2022-6#5': ['各市', '知识产权运用促进处'],
  'ln-2022-6#6': ['各市', '行政审批处'],
  'ln-2022-6#7': ['各市', '知识产权保护处', '知识产权服务处'],
  'ln-2022-6#8': ['各市', '知识产权保护处'],
  'ln-2022-6#9': ['各市', '知识产权服务处'],
  'ln-2022-6#10': ['各市', '知识产权服务处', '省知识产权保护中心'],
}
const LABELS = '零一二三四五六七八九十'

export function departmentsOf(measure: string, region: string) {
  const names = DIVISIONS[measure]
  if (!names) return null
  const city = region === '' ? '各市知识产权局' : region === '沈抚示范区' ? '沈抚示范区知识产权局' : `${region}市知识产权局`
  return { departments: names.map((d) => (d === '各市' ? city : d)), ground: `辽知发〔2022〕6号（${LABELS[Number(measure.split('#')[1])]}）“责任部门”` }
}

/** What the desk's own reading of wishes would say, as far as these tests need it. */
export function understood(text: string): Heard['understanding'] {
  const asking = /什么是|是什么|怎么规定|[?？]\s*$|吗$|多久|哪个部门|how |what |who /i.test(text)
  const please = /申请|想|要|帮|请|求|援助|办|need|want|help|apply|report|please|举报|查处/i.test(text)
  const of = (intent: Heard['understanding']['intent'], measure: string | null) => ({
    intent,
    measure,
    region: null,
    question: asking && !/帮|申请|求/.test(text) ? 0.8 : 0.1,
  })
  if (asking && !/帮(?:我|忙|帮)|求|能给|请你们/.test(text)) return { intent: 'question', measure: null, region: null, question: 0.9 }
  if (/举报|查处|舉報|report/i.test(text) && please) return of('infringement-assistance', 'ln-2022-6#7')
  if (/质押登记|pledge registration/i.test(text) && please && !/融资|贷/.test(text)) return of('pledge-registration', 'ln-2022-6#2')
  if (/维权|維權|维全|侵权|被.{0,12}(?:抄|仿)|抄|假冒|冒用|盗用|仿|模子|一模一样|infring|copied/i.test(text) && please)
    return of('infringement-assistance', 'ln-2022-6#8')
  if (/融资|融資|贷|質押|质押|质压|loan|financing/i.test(text) && please) return of('pledge-financing', 'ln-2022-6#3')
  if (/滞销|卖不|地理标志/.test(text) && please) return of('other-measure', 'ln-2022-6#6')
  if (/代理援助|恢复权利|延误/.test(text) && please) return of('other-measure', 'ln-2022-6#10')
  if (/补贴|奖励|资金/.test(text) && please) return of('other-measure', 'ln-2022-6#4')
  if (/^(?:你好|您好|谢谢|hello|hi|thanks)/i.test(text)) return { intent: 'chitchat', measure: null, region: null, question: 0 }
  return { intent: asking ? 'question' : 'chitchat', measure: null, region: null, question: asking ? 0.9 : 0.1 }
}

/** As the desk hands it over; its own words are tested with the cases. */
function receiptOf(opened: Opened, language: string): string {
  const departments = opened.departments.join(language === 'en' ? ', ' : '、')
  return language === 'en'
    ? `Receipt ${opened.number}\nDepartments: ${departments}\nDue: ${opened.due}`
    : `回执 编号 ${opened.number}\n责任部门：${departments}\n首问负责：值班岗\n办理期限：11月25日（周三） 17:00\n要补充回复“补充材料”，要撤回回复“撤回”，投诉或找人回复“转人工”。`
}

export function stage(start = '2026-11-23T09:00:00+08:00', known: DialogState = NO_DIALOG): Stage {
  let turn = 0
  const it: Stage = {
    state: known,
    now: start,
    cases: [],
    effects: [],
    replies: [],
    async say(said) {
      const { text = '', files = [], understanding = {} } = typeof said === 'string' ? { text: said } : said
      const heard: Heard = {
        text,
        attachments: files.map((f) => ({ name: f.name, accepted: f.accepted ?? true, ...(f.problem ? { problem: f.problem } : {}), hash: `hash-${f.name}` })),
        messageId: `m${++turn}`,
        setting: 'private',
        now: it.now,
        understanding: { ...understood(text), ...understanding },
        answer: async () => ANSWER,
        cases: it.cases.map(({ request: _, ...view }) => view),
        departmentsOf,
      }
      const before = JSON.stringify(it.state)
      const result = await hear(JSON.parse(before) as DialogState, heard)
      it.state = JSON.parse(JSON.stringify(result.state)) as DialogState
      const texts = result.replies.map((r: Reply) => r.text)
      for (const effect of result.effects) {
        it.effects.push(effect)
        if (effect.kind === 'open-case') {
          const routed = departmentsOf(effect.request.measure, effect.request.region)
          const opened: Opened = {
            number: `LN-20261123-7K4M2PX${it.cases.length + 2}`,
            kind: effect.request.kind,
            status: 'submitted',
            due: '2026-11-25T17:00:00+08:00',
            accountable: null,
            departments: routed?.departments ?? [],
            measure: effect.request.measure,
            request: effect.request,
          }
          it.cases.push(opened)
          texts.splice(1, 0, receiptOf(opened, it.state.language))
        } else if (effect.kind === 'withdraw') {
          const i = it.cases.findIndex((c) => c.number === effect.case)
          it.cases[i] = { ...(it.cases[i] as Opened), status: 'withdrawn' }
        }
      }
      it.replies.push(texts)
      return texts
    },
    wait(ms) {
      it.now = `${new Date(Date.parse(it.now) + ms + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
      const result = tick(it.state, it.now)
      it.state = JSON.parse(JSON.stringify(result.state)) as DialogState
      const texts = result.replies.map((r) => r.text)
      it.replies.push(texts)
      return texts
    },
    recall(nth) {
      const result = recall(it.state, `m${nth}`, it.now)
      it.state = JSON.parse(JSON.stringify(result.state)) as DialogState
      const texts = result.replies.map((r) => r.text)
      it.replies.push(texts)
      return texts
    },
    outcome: () => outcome(it.state),
  }
  return it
}
