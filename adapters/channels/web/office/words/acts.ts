/** The words of what an officer can do to a case: its name, its button, its fields, what it brings about, and what is wrong with what was filled in. */
import type { Language } from '../../../../../src/message.ts'
import { LONGEST, MOST_FILES, type OfficerAction } from '../../../../../src/officer/act.ts'

export type FieldName = 'text' | 'items' | 'department' | 'reason' | 'result' | 'words' | 'files'
type FieldWords = { readonly label: string; readonly hint?: string }
type FormWords = {
  readonly name: string
  readonly submit: string
  readonly hint?: string
  readonly done: string
  readonly fields: Readonly<Partial<Record<FieldName, FieldWords>>>
}

const zh = {
  forms: {
    accept: { name: '接单', submit: '接单', hint: '您将成为首问负责人，企业会收到通知。', done: '已接单，您是首问负责人。', fields: {} },
    'accept-transfer': { name: '接收转办', submit: '接收', hint: '接收后由您办理，首问负责人不变。', done: '已接收，由您办理。', fields: {} },
    return: { name: '退回转办', submit: '退回', done: '已退回。', fields: { reason: { label: '退回的原因' } } },
    reply: {
      name: '回复企业',
      submit: '预览回复',
      done: '已回复企业。',
      fields: {
        text: { label: '回复的内容' },
        files: { label: '附文件', hint: `可以不附。照片、PDF、Word、Excel，最多 ${MOST_FILES} 份，每份不超过 20 MB；预览之后才发出。` },
      },
    },
    'request-supplements': {
      name: '要求补充材料',
      submit: '预览',
      done: '已请企业补充材料；企业补齐前不计时。',
      fields: { items: { label: '需要的材料', hint: '一行一项，一次写全。例如：营业执照副本照片' } },
    },
    transfer: {
      name: '转办',
      submit: '提出转办',
      hint: '对方接收之前仍由您办理；首问负责人不变。',
      done: '已提出转办，等对方接收。',
      fields: { department: { label: '转往的部门' }, reason: { label: '原因', hint: '对方部门会看到。' } },
    },
    close: { name: '办结', submit: '预览', done: '已办结。', fields: { result: { label: '结果' }, words: { label: '给企业的话' } } },
    'end-talk': { name: '结束对话', submit: '结束对话', hint: '之后企业发来的消息由知问回答。', done: '对话已结束。', fields: {} },
    note: { name: '内部备注', submit: '记下', done: '已备注。', fields: { text: { label: '备注', hint: '只有工作人员看得到，不会发给企业。' } } },
  } satisfies Record<OfficerAction['kind'], FormWords>,
  write: (label: string) => `请写明${label}。`,
  choose: (label: string) => `请选择${label}。`,
  tooLong: (n: number) => `请控制在 ${LONGEST} 字以内，现在是 ${n} 字。`,
  tooMany: `最多附 ${MOST_FILES} 份，请去掉几份。`,
  tooManyAtOnce: `一次最多附 ${MOST_FILES} 份，请分几次发。`,
  turnedDown: (name: string, problem: string) => `“${name}”没能附上：${problem}。`,
  incomplete: '还差一点：',
  pleaseChoose: '请选择',
  cities: '各市',
  province: '省级',
}

const en: typeof zh = {
  forms: {
    accept: {
      name: 'Take the case',
      submit: 'Take the case',
      hint: 'You become the accountable officer, and the enterprise is told.',
      done: 'Taken; you are the accountable officer.',
      fields: {},
    },
    'accept-transfer': {
      name: 'Accept the transfer',
      submit: 'Accept',
      hint: 'You handle it from then on; the accountable officer stays the same.',
      done: 'Accepted; you handle it now.',
      fields: {},
    },
    return: { name: 'Give the transfer back', submit: 'Give back', done: 'Given back.', fields: { reason: { label: 'Why it is given back' } } },
    reply: {
      name: 'Reply to the enterprise',
      submit: 'Preview the reply',
      done: 'The enterprise has your reply.',
      fields: {
        text: { label: 'Your reply' },
        files: {
          label: 'Files to go with it',
          hint: `None is needed. Photos, PDF, Word or Excel, at most ${MOST_FILES}, 20 MB each; nothing is sent before the preview.`,
        },
      },
    },
    'request-supplements': {
      name: 'Ask for further papers',
      submit: 'Preview',
      done: 'The enterprise is asked for papers; the clock stands until they are here.',
      fields: { items: { label: 'Papers needed', hint: 'One a line, all of them at once. For example: a photo of the business licence' } },
    },
    transfer: {
      name: 'Transfer',
      submit: 'Ask for the transfer',
      hint: 'Until it is accepted you handle it; the accountable officer stays the same.',
      done: 'Transfer asked for; it waits to be accepted.',
      fields: { department: { label: 'Transfer to' }, reason: { label: 'Reason', hint: 'The other department will see it.' } },
    },
    close: { name: 'Close', submit: 'Preview', done: 'Closed.', fields: { result: { label: 'Result' }, words: { label: 'Words to the enterprise' } } },
    'end-talk': { name: 'End the talk', submit: 'End the talk', hint: 'Zhiwen answers the enterprise from then on.', done: 'The talk has ended.', fields: {} },
    note: {
      name: 'Internal note',
      submit: 'Keep the note',
      done: 'Note kept.',
      fields: { text: { label: 'Note', hint: 'Only staff can see it; the enterprise never does.' } },
    },
  },
  write: (label) => `Please fill in “${label}”.`,
  choose: (label) => `Please choose “${label}”.`,
  tooLong: (n) => `At most ${LONGEST} characters, please; there are ${n} now.`,
  tooMany: `At most ${MOST_FILES} files, please; take some away.`,
  tooManyAtOnce: `At most ${MOST_FILES} files at a time, please; send them in several replies.`,
  turnedDown: (name, problem) => `“${name}” was not taken: ${problem}.`,
  incomplete: 'Not complete yet:',
  pleaseChoose: 'Please choose',
  cities: 'Cities',
  province: 'Province',
}

export const ACTS: Readonly<Record<Language, typeof zh>> = { zh, en }
