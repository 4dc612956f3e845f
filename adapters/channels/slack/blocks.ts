/** The few shapes of Block Kit we use, each kept within Slack's limits as it is made. Pure. */
import type { types } from '@slack/bolt'
import { escaped, short } from './text.ts'

export type Block = types.KnownBlock
export type Button = types.Button
export type Plain = types.PlainTextElement
export type Mrkdwn = types.MrkdwnElement

export const LIMIT = { section: 2900, field: 1900, header: 150, button: 75, context: 2000, value: 2000, blocks: 50, text: 3900 } as const

export const plainText = (text: string, most: number = LIMIT.button): Plain => ({ type: 'plain_text', text: short(text, most), emoji: false })
/** @param text mrkdwn already: whoever calls has escaped what is not ours. */
export const mrk = (text: string, most: number = LIMIT.section): Mrkdwn => ({ type: 'mrkdwn', text: short(text, most) })

export const section = (text: string): Block => ({ type: 'section', text: mrk(text) })
/** Two cells a row, at most five rows a block. */
export const fields = (cells: readonly string[]): Block[] => {
  const blocks: Block[] = []
  for (let i = 0; i < cells.length; i += 10) blocks.push({ type: 'section', fields: cells.slice(i, i + 10).map((cell) => mrk(cell || ' ', LIMIT.field)) })
  return blocks
}
export const header = (text: string): Block => ({ type: 'header', text: plainText(text, LIMIT.header) })
export const context = (...lines: readonly string[]): Block => ({ type: 'context', elements: lines.slice(0, 10).map((line) => mrk(line, LIMIT.context)) })
export const divider: Block = { type: 'divider' }

export function button(action: string, label: string, value: string, style?: 'primary' | 'danger'): Button {
  return { type: 'button', action_id: action, text: plainText(label), value: short(value, LIMIT.value), ...(style ? { style } : {}) }
}
export const linkButton = (action: string, label: string, url: string): Button => ({ type: 'button', action_id: action, text: plainText(label), url })
export const actions = (elements: readonly (Button | types.Overflow)[], id?: string): Block[] =>
  elements.length ? [{ type: 'actions', elements: [...elements.slice(0, 25)], ...(id ? { block_id: id } : {}) }] : []

/** A link by its words; the address is ours. */
export const link = (url: string, label: string) => `<${escaped(url)}|${escaped(label).replaceAll('|', '｜')}>`

/** Rendered for Slack: blocks, and the line a notification shows. */
export type Rendered = { readonly text: string; readonly blocks: readonly Block[] }
