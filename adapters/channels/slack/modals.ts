/** The windows officers work in: a form for each act that needs words, the preview of what the enterprise will read, the case, its history. Pure. */
import { createHash } from 'node:crypto'
import type { types } from '@slack/bolt'
import { z } from 'zod'
import { RESULTS } from '../../../src/cases/event.ts'
import type { OfficerAction, Outcome, Refusal } from '../../../src/officer/act.ts'
import { historyWords } from '../../../src/officer/print.ts'
import type { HistoryLine } from '../../../src/officer/view.ts'
import { type Block, context, LIMIT, plainText, section } from './blocks.ts'
import { mrkdwn, pieces, short } from './text.ts'

export type View = types.ModalView
/** The acts that need words. */
export type FormKind = 'transfer' | 'return' | 'request-supplements' | 'reply' | 'close' | 'note'
export const FORMS: readonly string[] = ['transfer', 'return', 'request-supplements', 'reply', 'close', 'note'] satisfies readonly FormKind[]

/** Where the card stands that was pressed: in a conversation, or in a window of its own. */
export type Place = { readonly kind: 'message'; readonly channel: string; readonly ts: string } | { readonly kind: 'alone' }

const MetaShape = z.object({
  case: z.string(),
  moved: z.number(),
  kind: z.enum(['transfer', 'return', 'request-supplements', 'reply', 'close', 'note']),
  place: z.discriminatedUnion('kind', [z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() }), z.object({ kind: z.literal('alone') })]),
  /** What was shown to be sent; null before anything was. */
  shown: z.string().nullable(),
})
/** What a form is about; it travels with the form. */
export type Meta = Readonly<z.infer<typeof MetaShape>>

export function readMeta(text: string): Meta | null {
  try {
    return MetaShape.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What was filled in, by field. */
export type Filled = Readonly<Record<string, string>>

type ViewState = {
  readonly state: {
    readonly values: Readonly<Record<string, Readonly<Record<string, { readonly value?: string | null; readonly selected_option?: { readonly value?: string } | null }>>>>
  }
}

export function filled(view: ViewState): Filled {
  return Object.fromEntries(Object.entries(view.state.values).map(([field, { value }]) => [field, value?.selected_option?.value ?? value?.value ?? '']))
}

const items = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((item) => item.replace(/^\s*(?:\d{1,2}\s*[.、．)）]|[-·•])\s*/, '').trim())
    .filter(Boolean)

export function actionOf(kind: FormKind, f: Filled, confirmed: boolean): OfficerAction {
  switch (kind) {
    case 'transfer':
      return { kind, department: f.department ?? '', reason: f.reason ?? '' }
    case 'return':
      return { kind, reason: f.reason ?? '' }
    case 'request-supplements':
      return { kind, items: items(f.items), confirmed }
    case 'reply':
      return { kind, text: f.text ?? '', confirmed }
    case 'close':
      return { kind, result: f.result ?? '', words: f.words ?? '', confirmed }
    case 'note':
      return { kind, text: f.text ?? '' }
  }
}

/** Short for what was filled in: the same thing sent twice is one thing. */
export function contentOf(f: Filled): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(f).sort()))
    .digest('hex')
    .slice(0, 16)
}

/** The field that is to be mended, and why; null where no field can mend it. */
export function fieldError(kind: FormKind, f: Filled, refusal: Refusal | null, words: string): Readonly<Record<string, string>> | null {
  const first: Readonly<Record<FormKind, string>> = { transfer: 'reason', return: 'reason', 'request-supplements': 'items', reply: 'text', close: 'words', note: 'text' }
  if (refusal === 'no-such-department') return { department: words }
  if (refusal === 'no-result') return { result: words }
  if (refusal === 'empty' || refusal === 'too-long') return { [first[kind]]: words }
  if (refusal === null && kind === 'request-supplements') {
    const brief = items(f.items).find((item) => [...item].length < 2)
    if (brief !== undefined) return { items: `“${brief}”太短，请写清楚要补什么，例如“专利登记簿副本”。` }
  }
  return null
}

const TITLES: Readonly<Record<FormKind, string>> = {
  transfer: '转办',
  return: '退回转办',
  'request-supplements': '要求补充材料',
  reply: '回复企业',
  close: '办结',
  note: '内部备注',
}
const NEXT: Readonly<Record<FormKind, string>> = {
  transfer: '提出转办',
  return: '退回',
  'request-supplements': '预览',
  reply: '预览',
  close: '预览',
  note: '记下',
}

/** @param departments to whom a case can be given. */
export function form(meta: Meta, departments: readonly string[], baseUrl: string, f: Filled = {}): View {
  // What goes into Slack leaves the bureau's own machines: files do not.
  const elsewhere = meta.kind === 'reply' ? [context(`在 Slack 里回复不能附文件；要附文件，请<${baseUrl}/office/cases/${meta.case}|到办件台回复>`)] : []
  return { ...frame(meta, NEXT[meta.kind]), blocks: [context(`案件 ${meta.case}`), ...inputs(meta.kind, departments, f), ...elsewhere] }
}

/** To the letter what the enterprise will read, and under it what was written, to be changed still. */
export function preview(meta: Meta, shown: Extract<Outcome, { kind: 'preview' }>, f: Filled, again: boolean): View {
  const text = shown.text[shown.language]
  return {
    ...frame({ ...meta, shown: contentOf(f) }, '发送'),
    blocks: [
      context(`案件 ${meta.case}　${again ? '内容改过了，请再看一遍' : '企业将收到下面的文字'}${shown.language === 'en' ? '（企业使用英文）' : ''}`),
      ...pieces(text, 2400).map((piece) =>
        section(
          piece
            .split('\n')
            .map((line) => `> ${mrkdwn(line)}`)
            .join('\n'),
        ),
      ),
      ...inputs(meta.kind, [], f, '要改就改这里，改过会再给您看一遍；没有问题就点“发送”'),
    ],
  }
}

function frame(meta: Meta, submit: string): Omit<View, 'blocks'> {
  return {
    type: 'modal',
    callback_id: 'case:form',
    private_metadata: JSON.stringify(meta),
    title: plainText(TITLES[meta.kind], 24),
    submit: plainText(submit, 24),
    close: plainText('放弃', 24),
  }
}

function inputs(kind: FormKind, departments: readonly string[], f: Filled, hint?: string): Block[] {
  switch (kind) {
    case 'transfer':
      return [choice('department', '转给哪个部门', departments, f.department), written('reason', '原因', f.reason, { hint: '只有经办双方和本局看得到，企业看不到' })]
    case 'return':
      return [written('reason', '退回的原因', f.reason, { hint: '只有经办双方和本局看得到，企业看不到' })]
    case 'request-supplements':
      return [
        written('items', '要补的材料，一行一项', f.items, {
          hint: hint ?? '请一次写全；下一步先给您看企业将收到的原文，再发出',
          placeholder: '专利登记簿副本\n侵权产品照片',
        }),
      ]
    case 'reply':
      return [written('text', '回复内容', f.text, { hint: hint ?? '下一步先给您看企业将收到的原文，再发出' })]
    case 'close':
      return [
        choice('result', '办理结果', RESULTS, f.result),
        written('words', '给企业的话', f.words, { hint: hint ?? '下一步先给您看企业将收到的原文，再发出' }),
        written('note', '内部备注', f.note, { optional: true, hint: '企业看不到' }),
      ]
    case 'note':
      return [written('text', '备注', f.text, { hint: '企业看不到' })]
  }
}

function written(
  id: string,
  label: string,
  value: string | undefined,
  { hint, optional, placeholder }: { readonly hint?: string; readonly optional?: boolean; readonly placeholder?: string },
): Block {
  return {
    type: 'input',
    block_id: id,
    label: plainText(label, 100),
    optional: optional ?? false,
    ...(hint ? { hint: plainText(hint, 150) } : {}),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      // What is too long is answered in words of ours, where Slack would only count.
      max_length: 3000,
      ...(value ? { initial_value: short(value, 3000) } : {}),
      ...(placeholder ? { placeholder: plainText(placeholder, 150) } : {}),
    },
  }
}

function choice(id: string, label: string, among: readonly string[], value: string | undefined): Block {
  const option = (name: string) => ({ text: plainText(name), value: short(name, 150) })
  const chosen = among.find((name) => name === value)
  return {
    type: 'input',
    block_id: id,
    label: plainText(label, 100),
    element: {
      type: 'static_select',
      action_id: 'value',
      options: among.slice(0, 100).map(option),
      placeholder: plainText('请选择'),
      ...(chosen ? { initial_option: option(chosen) } : {}),
    },
  }
}

/** Says something, and has no button but the one that closes it. */
export function said(title: string, words: string): View {
  return { type: 'modal', callback_id: 'said', title: plainText(title, 24), close: plainText('知道了', 24), blocks: [section(mrkdwn(words))] }
}

/** A case in a window of its own, with everything its card allows. */
export function caseWindow(number: string, blocks: readonly Block[], problem: string | null = null): View {
  return {
    type: 'modal',
    callback_id: 'case:window',
    private_metadata: JSON.stringify({ case: number }),
    title: plainText('案件', 24),
    close: plainText('关闭', 24),
    blocks: [...(problem ? [section(`⚠ ${mrkdwn(problem)}`)] : []), ...blocks].slice(0, 100),
  }
}

export function historyWindow(number: string, history: readonly HistoryLine[]): View {
  const text = historyWords(number, history)
    .split('\n')
    .map((line) => mrkdwn(line.trim()))
    .join('\n')
  return { type: 'modal', callback_id: 'said', title: plainText('历史', 24), close: plainText('关闭', 24), blocks: pieces(text, LIMIT.section).slice(0, 90).map(section) }
}
