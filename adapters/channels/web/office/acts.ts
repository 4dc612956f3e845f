/** What an officer can do to a case, as forms: their fields, how they are read, and what is wrong with them. */
import { html } from 'hono/html'
import { RESULTS } from '../../../../src/cases/event.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import type { SentFile } from '../../../../src/message.ts'
import { LONGEST, MOST_FILES, type OfficerAction, type Refusal } from '../../../../src/officer/act.ts'
import type { Act } from '../../../../src/officer/authorisation.ts'
import { readItems } from '../../../../src/officer/commands.ts'
import type { Html } from '../typeset.ts'
import { guard } from './page.ts'
import type { Session } from './session.ts'

type Kind = OfficerAction['kind']
type Name = 'text' | 'items' | 'department' | 'reason' | 'result' | 'words' | 'files'
/** What was filled in; `files` a line each, its id and its name. */
export type Values = Readonly<Partial<Record<Name, string>>>
export type Problems = Readonly<Partial<Record<Name, string>>>
/** Where an act is done: the case, as it was seen. */
export type On = { readonly number: string; readonly moved: number }

type Field = {
  readonly name: Name
  readonly label: string
  readonly hint?: string
  readonly control: 'lines' | 'department' | 'result' | 'files'
  readonly rows?: number
}
type Form = {
  readonly kind: Kind
  readonly name: string
  readonly submit: string
  readonly fields: readonly Field[]
  readonly key: string
  /** What reaches the enterprise is shown first. */
  readonly preview: boolean
  readonly hint?: string
  readonly done: string
}

const lines = (name: Name, label: string, rows: number, hint?: string): Field => ({ name, label, control: 'lines', rows, ...(hint ? { hint } : {}) })

/** In the order in which they are offered. */
export const FORMS: readonly Form[] = [
  { kind: 'accept', name: '接单', submit: '接单', fields: [], key: 'a', preview: false, hint: '您将成为首问负责人，企业会收到通知。', done: '已接单，您是首问负责人。' },
  {
    kind: 'accept-transfer',
    name: '接收转办',
    submit: '接收',
    fields: [],
    key: 'a',
    preview: false,
    hint: '接收后由您办理，首问负责人不变。',
    done: '已接收，由您办理。',
  },
  { kind: 'return', name: '退回转办', submit: '退回', fields: [lines('reason', '退回的原因', 3)], key: 'b', preview: false, done: '已退回。' },
  {
    kind: 'reply',
    name: '回复企业',
    submit: '预览回复',
    fields: [
      lines('text', '回复的内容', 5),
      { name: 'files', label: '附文件', control: 'files', hint: `可以不附。照片、PDF、Word、Excel，最多 ${MOST_FILES} 份，每份不超过 20 MB；预览之后才发出。` },
    ],
    key: 'r',
    preview: true,
    done: '已回复企业。',
  },
  {
    kind: 'request-supplements',
    name: '要求补充材料',
    submit: '预览',
    fields: [lines('items', '需要的材料', 5, '一行一项，一次写全。例如：营业执照副本照片')],
    key: 's',
    preview: true,
    done: '已请企业补充材料；企业补齐前不计时。',
  },
  {
    kind: 'transfer',
    name: '转办',
    submit: '提出转办',
    fields: [{ name: 'department', label: '转办至', control: 'department' }, lines('reason', '原因', 3, '对方部门会看到。')],
    key: 't',
    preview: false,
    hint: '对方接收之前仍由您办理；首问负责人不变。',
    done: '已提出转办，等对方接收。',
  },
  {
    kind: 'close',
    name: '办结',
    submit: '预览',
    fields: [{ name: 'result', label: '结果', control: 'result' }, lines('words', '给企业的话', 4)],
    key: 'c',
    preview: true,
    done: '已办结。',
  },
  { kind: 'end-talk', name: '结束对话', submit: '结束对话', fields: [], key: 'e', preview: false, hint: '之后企业发来的消息由知问回答。', done: '对话已结束。' },
  {
    kind: 'note',
    name: '内部备注',
    submit: '记下',
    fields: [lines('text', '备注', 3, '只有工作人员看得到，不会发给企业。')],
    key: 'm',
    preview: false,
    done: '已备注。',
  },
]

export function formOf(kind: string): Form | null {
  return FORMS.find((f) => f.kind === kind) ?? null
}

export function offered(actions: readonly Act[]): Form[] {
  return FORMS.filter((f) => actions.includes(f.kind))
}

export function readValues(form: Form, sent: Readonly<Record<string, unknown>>): Values {
  const kept = [sent.kept].flat().filter((k): k is string => typeof k === 'string')
  const files = kept.map((k) => k.replace(/\s+/g, ' ').trim()).filter((k) => FILE.test(k))
  return Object.fromEntries(
    form.fields.map(({ name }) => [name, name === 'files' ? files.join('\n') : typeof sent[name] === 'string' ? sent[name].replaceAll('\r\n', '\n').trim() : '']),
  )
}

const FILE = /^[0-9a-f-]{36} \S/

/** What was chosen from the officer's machine in this form. */
export function chosen(sent: Readonly<Record<string, unknown>>): File[] {
  return [sent.files].flat().filter((f): f is File => f instanceof File && (f.size > 0 || f.name !== ''))
}

export function filesOf({ files = '' }: Values): SentFile[] {
  return files
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ id: line.slice(0, 36), name: line.slice(37) }))
}

export function withFiles(values: Values, more: readonly SentFile[]): Values {
  const all = new Map([...filesOf(values), ...more].map((f) => [f.id, f]))
  return { ...values, files: [...all.values()].map((f) => `${f.id} ${f.name}`).join('\n') }
}

/** Everything that is wrong, each at its field. What only the desk can know it says itself. */
export function check(form: Form, values: Values): Problems {
  return Object.fromEntries(
    form.fields.flatMap(({ name, label, control }): [Name, string][] => {
      const value = values[name] ?? ''
      if (control === 'files') return filesOf(values).length > MOST_FILES ? [[name, `最多附 ${MOST_FILES} 份，请去掉几份。`]] : []
      if (!value) return [[name, control === 'lines' ? `请写明${label}。` : `请选择${label}。`]]
      return value.length > LONGEST ? [[name, `请控制在 ${LONGEST} 字以内，现在是 ${value.length} 字。`]] : []
    }),
  )
}

/** A refusal that is about a field stands at the field; null when it is about the case. */
export function fieldOf(form: Form, reason: Refusal): Name | null {
  if (reason === 'no-such-department') return 'department'
  if (reason === 'no-result') return 'result'
  if (reason === 'too-many-files' || reason === 'no-such-file' || reason === 'no-files-there') return 'files'
  return reason === 'empty' || reason === 'too-long' ? (form.fields.find((f) => f.control === 'lines')?.name ?? null) : null
}

export function actionOf(kind: Kind, values: Values, confirmed: boolean): OfficerAction {
  const text = (name: Name) => values[name] ?? ''
  switch (kind) {
    case 'accept':
    case 'accept-transfer':
    case 'end-talk':
      return { kind }
    case 'return':
      return { kind, reason: text('reason') }
    case 'transfer':
      return { kind, department: text('department'), reason: text('reason') }
    case 'note':
      return { kind, text: text('text') }
    case 'reply':
      return { kind, text: text('text'), files: filesOf(values), confirmed }
    case 'request-supplements':
      return { kind, items: readItems(text('items')), confirmed }
    case 'close':
      return { kind, result: text('result'), words: text('words'), confirmed }
  }
}

type Shown = {
  readonly session: Session
  readonly corpus: Corpus
  readonly on: On
  readonly values?: Values
  readonly problems?: Problems
  readonly main?: boolean
  readonly refused?: Html | null
}

/** A form, empty or as it came back. `once` makes two presses of its button one act. */
export function actForm(form: Form, { session, corpus, on, values = {}, problems = {}, main = false, refused = null }: Shown): Html {
  const wrong = Object.keys(problems).length > 0
  return html`<form method="post" action="/office/cases/${on.number}/${form.kind}#act-${form.kind}" class="stack act-form" data-act="${form.kind}"${form.fields.some((f) => f.control === 'files') ? html` enctype="multipart/form-data"` : ''} novalidate>${hidden(session, on)}
${refused ?? ''}${wrong ? html`<p class="problem" role="alert">还差一点：${Object.values(problems).join(' ')}</p>` : ''}
${form.fields.map((field) => control(form, field, corpus, values[field.name] ?? '', problems[field.name] ?? null))}
${form.hint ? html`<p class="hint">${form.hint}</p>` : ''}
<p><button${main ? html` class="main"` : ''} data-key="${form.fields.length === 0 ? form.key : ''}">${form.submit}</button></p></form>`
}

export function hidden(session: Session, on: On): Html {
  return html`${guard(session)}<input type="hidden" name="seen" value="${on.moved}"><input type="hidden" name="once" value="${crypto.randomUUID()}">`
}

/** What the file dialogue offers; what a file really is, is found out inside. */
const ACCEPT = 'image/*,.heic,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'

function control(form: Form, field: Field, corpus: Corpus, value: string, problem: string | null): Html {
  const id = `${form.kind}-${field.name}`
  const described = [...(field.hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ')
  const attributes = html`id="${id}" name="${field.name}"${described ? html` aria-describedby="${described}"` : ''}${problem ? html` aria-invalid="true"` : ''} required`
  const after = html`${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : ''}${problem ? html`<p class="field-problem" id="${id}-problem">${problem}</p>` : ''}`
  switch (field.control) {
    case 'lines':
      return html`<div><label for="${id}">${field.label}</label><textarea ${attributes} rows="${field.rows ?? 3}" maxlength="${LONGEST}">${value}</textarea>${after}</div>`
    case 'files':
      return html`<div>${filesOf({ files: value }).map(
        (f) => html`<label class="choice"><input type="checkbox" name="kept" value="${f.id} ${f.name}" checked> ${f.name}</label>`,
      )}<label for="${id}">${field.label}</label><input type="file" multiple accept="${ACCEPT}" id="${id}" name="${field.name}"${described ? html` aria-describedby="${described}"` : ''}${problem ? html` aria-invalid="true"` : ''}>${after}</div>`
    case 'department':
      return html`<div><label for="${id}">${field.label}</label><select ${attributes}><option value="">请选择</option>${departments(corpus).map(
        ([group, names]) => html`<optgroup label="${group}">${names.map((name) => html`<option${name === value ? html` selected` : ''}>${name}</option>`)}</optgroup>`,
      )}</select>${after}</div>`
    case 'result':
      return html`<fieldset${described ? html` aria-describedby="${described}"` : ''}><legend>${field.label}</legend>${RESULTS.map(
        (result) =>
          html`<label class="choice"><input type="radio" name="${field.name}" value="${result}"${result === value ? html` checked` : ''} required> ${result}</label>`,
      )}${after}</fieldset>`
  }
}

function departments(corpus: Corpus): readonly (readonly [string, readonly string[]])[] {
  const all = corpus.departments.filter((d) => d.region === '辽宁' && d.name !== '各市知识产权局').map((d) => d.name)
  const local = (name: string) => /(?:市|示范区)知识产权局$/.test(name)
  return [
    ['各市', all.filter(local)],
    ['省级', all.filter((name) => !local(name))],
  ]
}

/** Hidden fields that carry what was written through the preview. */
export function carried(values: Values): Html {
  const kept = filesOf(values).map((f) => html`<input type="hidden" name="kept" value="${f.id} ${f.name}">`)
  return html`${Object.entries(values).map(([name, value]) => (name === 'files' ? kept : html`<input type="hidden" name="${name}" value="${value}">`))}`
}
