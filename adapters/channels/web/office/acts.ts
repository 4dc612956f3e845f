/** What an officer can do to a case, as forms: their fields, how they are read, and what is wrong with them. */
import { html } from 'hono/html'
import { RESULTS } from '../../../../src/cases/event.ts'
import { RESULT_WORDS } from '../../../../src/cases/receipt.ts'
import type { Corpus } from '../../../../src/corpus/corpus.ts'
import type { Language, SentFile } from '../../../../src/message.ts'
import { LONGEST, MOST_FILES, type OfficerAction, type Refusal } from '../../../../src/officer/act.ts'
import type { Act } from '../../../../src/officer/authorisation.ts'
import { readItems } from '../../../../src/officer/commands.ts'
import type { Html } from '../typeset.ts'
import { guard } from './page.ts'
import type { Session } from './session.ts'
import { lang, marked, own } from './tongue.ts'
import { ACTS, type FieldName } from './words/acts.ts'

type Kind = OfficerAction['kind']
/** What was filled in; `files` a line each, its id and its name. */
export type Values = Readonly<Partial<Record<FieldName, string>>>
export type Problems = Readonly<Partial<Record<FieldName, string>>>
/** Where an act is done: the case, as it was seen. */
export type On = { readonly number: string; readonly moved: number }

type Field = { readonly name: FieldName; readonly control: 'lines' | 'department' | 'result' | 'files'; readonly rows?: number }
export type Form = {
  readonly kind: Kind
  readonly fields: readonly Field[]
  readonly key: string
  /** What reaches the enterprise is shown first. */
  readonly preview: boolean
}

const lines = (name: FieldName, rows: number): Field => ({ name, control: 'lines', rows })

/** In the order in which they are offered. */
const FORMS: readonly Form[] = [
  { kind: 'accept', fields: [], key: 'a', preview: false },
  { kind: 'accept-transfer', fields: [], key: 'a', preview: false },
  { kind: 'return', fields: [lines('reason', 3)], key: 'b', preview: false },
  { kind: 'reply', fields: [lines('text', 5), { name: 'files', control: 'files' }], key: 'r', preview: true },
  { kind: 'request-supplements', fields: [lines('items', 5)], key: 's', preview: true },
  { kind: 'transfer', fields: [{ name: 'department', control: 'department' }, lines('reason', 3)], key: 't', preview: false },
  { kind: 'close', fields: [{ name: 'result', control: 'result' }, lines('words', 4)], key: 'c', preview: true },
  { kind: 'end-talk', fields: [], key: 'e', preview: false },
  { kind: 'note', fields: [lines('text', 3)], key: 'm', preview: false },
]

/** A form's own words; its hint and its fields' are not in every one. */
export function formWords(kind: Kind, language: Language): { readonly name: string; readonly submit: string; readonly hint?: string; readonly done: string } {
  return ACTS[language].forms[kind]
}

function fieldLabel(kind: Kind, name: FieldName, language: Language): { readonly label: string; readonly hint?: string } {
  const fields: Readonly<Partial<Record<FieldName, { readonly label: string; readonly hint?: string }>>> = ACTS[language].forms[kind].fields
  return fields[name] ?? { label: name }
}

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
export function check(form: Form, values: Values, language: Language): Problems {
  const words = ACTS[language]
  return Object.fromEntries(
    form.fields.flatMap(({ name, control }): [FieldName, string][] => {
      const value = values[name] ?? ''
      if (control === 'files') return filesOf(values).length > MOST_FILES ? [[name, words.tooMany]] : []
      const { label } = fieldLabel(form.kind, name, language)
      if (!value) return [[name, control === 'lines' ? words.write(label) : words.choose(label)]]
      return value.length > LONGEST ? [[name, words.tooLong(value.length)]] : []
    }),
  )
}

/** A refusal that is about a field stands at the field; null when it is about the case. */
export function fieldOf(form: Form, reason: Refusal): FieldName | null {
  if (reason === 'no-such-department') return 'department'
  if (reason === 'no-result') return 'result'
  if (reason === 'too-many-files' || reason === 'no-such-file' || reason === 'no-files-there') return 'files'
  return reason === 'empty' || reason === 'too-long' ? (form.fields.find((f) => f.control === 'lines')?.name ?? null) : null
}

export function actionOf(kind: Kind, values: Values, confirmed: boolean): OfficerAction {
  const text = (name: FieldName) => values[name] ?? ''
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
  readonly language: Language
  readonly session: Session
  readonly corpus: Corpus
  readonly on: On
  readonly values?: Values
  readonly problems?: Problems
  readonly main?: boolean
  readonly refused?: Html | null
}

/** A form, empty or as it came back. `once` makes two presses of its button one act. */
export function actForm(form: Form, { language, session, corpus, on, values = {}, problems = {}, main = false, refused = null }: Shown): Html {
  const { submit, hint } = formWords(form.kind, language)
  const wrong = Object.keys(problems).length > 0
  const said = Object.values(problems).map((problem) => html`${language === 'zh' ? '' : ' '}${marked(problem, language)}`)
  return html`<form method="post" action="/office/cases/${on.number}/${form.kind}#act-${form.kind}" class="stack act-form" data-act="${form.kind}"${form.fields.some((f) => f.control === 'files') ? html` enctype="multipart/form-data"` : ''} novalidate>${hidden(session, on)}
${refused ?? ''}${wrong ? html`<p class="problem" role="alert">${ACTS[language].incomplete}${said}</p>` : ''}
${form.fields.map((field) => control(form, field, language, corpus, values[field.name] ?? '', problems[field.name] ?? null))}
${hint ? html`<p class="hint">${hint}</p>` : ''}
<p><button${main ? html` class="main"` : ''} data-key="${form.fields.length === 0 ? form.key : ''}">${submit}</button></p></form>`
}

export function hidden(session: Session, on: On): Html {
  return html`${guard(session)}<input type="hidden" name="seen" value="${on.moved}"><input type="hidden" name="once" value="${crypto.randomUUID()}">`
}

/** What the file dialogue offers; what a file really is, is found out inside. */
const ACCEPT = 'image/*,.heic,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'

function control(form: Form, field: Field, language: Language, corpus: Corpus, value: string, problem: string | null): Html {
  const words = ACTS[language]
  const { label, hint } = fieldLabel(form.kind, field.name, language)
  const id = `${form.kind}-${field.name}`
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ')
  const attributes = html`id="${id}" name="${field.name}"${described ? html` aria-describedby="${described}"` : ''}${problem ? html` aria-invalid="true"` : ''} required`
  const after = html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}${problem ? html`<p class="field-problem" id="${id}-problem">${marked(problem, language)}</p>` : ''}`
  switch (field.control) {
    case 'lines':
      return html`<div><label for="${id}">${label}</label><textarea ${attributes}${lang(value, language)} rows="${field.rows ?? 3}" maxlength="${LONGEST}">${value}</textarea>${after}</div>`
    case 'files':
      return html`<div>${filesOf({ files: value }).map(
        (f) => html`<label class="choice"><input type="checkbox" name="kept" value="${f.id} ${f.name}" checked> ${own(f.name, language)}</label>`,
      )}<label for="${id}">${label}</label><input type="file" multiple accept="${ACCEPT}" id="${id}" name="${field.name}"${described ? html` aria-describedby="${described}"` : ''}${problem ? html` aria-invalid="true"` : ''}>${after}</div>`
    case 'department':
      return html`<div><label for="${id}">${label}</label><select ${attributes}><option value="">${words.pleaseChoose}</option>${departments(corpus).map(
        ([group, names]) =>
          html`<optgroup label="${words[group]}">${names.map((name) => html`<option${lang(name, language)}${name === value ? html` selected` : ''}>${name}</option>`)}</optgroup>`,
      )}</select>${after}</div>`
    case 'result':
      return html`<fieldset${described ? html` aria-describedby="${described}"` : ''}><legend>${label}</legend>${RESULTS.map(
        (result) =>
          html`<label class="choice"><input type="radio" name="${field.name}" value="${result}"${result === value ? html` checked` : ''} required> ${RESULT_WORDS[result][language]}</label>`,
      )}${after}</fieldset>`
  }
}

function departments(corpus: Corpus): readonly (readonly ['cities' | 'province', readonly string[]])[] {
  const all = corpus.departments.filter((d) => d.region === '辽宁' && d.name !== '各市知识产权局').map((d) => d.name)
  const local = (name: string) => /(?:市|示范区)知识产权局$/.test(name)
  return [
    ['cities', all.filter(local)],
    ['province', all.filter((name) => !local(name))],
  ]
}

/** Hidden fields that carry what was written through the preview. */
export function carried(values: Values): Html {
  const kept = filesOf(values).map((f) => html`<input type="hidden" name="kept" value="${f.id} ${f.name}">`)
  return html`${Object.entries(values).map(([name, value]) => (name === 'files' ? kept : html`<input type="hidden" name="${name}" value="${value}">`))}`
}
