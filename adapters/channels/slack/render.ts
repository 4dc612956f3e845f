/** A reply of the desk as people in Slack read it: quotes set off, lists as tables, sources as links, what can be done next as buttons. Pure. */
import type { Answer, Citation, Reply } from '../../../src/message.ts'
import { actions, type Block, type Button, button, context, fields, LIMIT, link, type Rendered, section } from './blocks.ts'
import { mrkdwn, pieces, plain, short } from './text.ts'

export type Around = {
  /** The question it answers: what a rating is kept under. */
  readonly question: string
  /** Where a citation stands on the web desk, its words lit. */
  readonly linkOf: (citation: Citation) => string
  /** Asked in private: the question, to be asked again where everybody reads it; null where it is public or not known any more. */
  readonly share: string | null
}

/** As much as one message carries before it asks to be read on the web desk. */
const FOLD = 9_000
const CELL = 420

const WORDS = {
  zh: { original: '原文', yes: '有用', no: '没用', person: '转人工', share: '分享到频道', sources: '依据', related: '相关', colon: '：' },
  en: { original: 'Full text', yes: 'Helpful', no: 'Not helpful', person: 'Talk to an officer', share: 'Share', sources: 'Sources', related: 'Related', colon: ': ' },
} as const

const SOURCES = /^(?:依据：|Sources: )/
const ORIGINAL = /^(?:回复“原文”|Reply “原文”)/
const RELATED = /^(?:相关：|Related: )/
const CHARGED = /^(责任部门|由谁来做|Responsible|To be done by)(：|: )/
const NUMBERED = /^(\d{1,2})\. (.*)$/

export function renderReply(reply: Reply, around: Around): Rendered {
  const { answer } = reply
  const lines = reply.text.split('\n')
  const words = WORDS[/^[^\p{Script=Han}]*[A-Za-z]{3}/u.test(reply.text.slice(0, 24)) ? 'en' : 'zh']
  const cited = answer?.citations ?? []
  const related = answer?.related ?? []
  const body = lines.filter((line) => !(cited.length > 0 && (SOURCES.test(line) || ORIGINAL.test(line))) && !(related.length > 0 && RELATED.test(line)))
  const { blocks, linked, left } = laidOut(body, cited, around)
  const notes = [
    ...(left > 0 ? [`……后面还有约 ${left} 字没有显示${cited.length ? '，点下面的依据在网页上看全文' : ''}`] : []),
    ...(cited.length > 0 && !linked ? [`${words.sources}${words.colon}${sources(cited, around)}`] : []),
    ...(related.length > 0 ? [`${words.related}${words.colon}${sources(related, around)}`] : []),
  ]
  const tail = [
    ...(notes.length ? [context(...notes)] : []),
    ...actions(
      buttons(
        reply,
        around,
        words,
        lines.some((line) => ORIGINAL.test(line)),
      ),
      'reply',
    ),
  ]
  return { text: fallback(body), blocks: [...blocks.slice(0, LIMIT.blocks - tail.length), ...tail] }
}

/** What a notification shows, and who cannot see blocks. */
function fallback(lines: readonly string[]): string {
  return short(mrkdwn(short(lines.join('\n'), 3000)), LIMIT.text) || '（没有文字）'
}

function sources(citations: readonly Citation[], { linkOf }: Around): string {
  const links = [...new Set(citations.map((c) => link(linkOf(c), named(c))))]
  // A link cut in two is no link: as many as fit, whole.
  const fit = links.filter((_, i) => links.slice(0, i + 1).join('　').length <= LIMIT.context - 40)
  return fit.join('　') + (fit.length < links.length ? `　等 ${links.length} 处` : '')
}

type Row = { readonly n: string; readonly name: string; readonly quote: string | null }

/** Lines as blocks: a run of numbered lines is a table, a numbered line with quotes below it a stretch of its own. */
function laidOut(lines: readonly string[], cited: readonly Citation[], around: Around): { blocks: Block[]; linked: boolean; left: number } {
  const blocks: Block[] = []
  let text: string[] = []
  let used = 0
  let left = 0
  let linked = false
  const flush = () => {
    for (const piece of pieces(text.join('\n'), LIMIT.section)) {
      if (used + piece.length > FOLD && used > 0) left += plain(piece).length
      else {
        blocks.push(section(piece))
        used += piece.length
      }
    }
    text = []
  }
  const groups = compared(lines)
  const quoted = quotations(lines)
  for (let i = 0; i < lines.length; i++) {
    const rows = table(lines, i)
    if (groups && i === groups.at) {
      flush()
      blocks.push(...fields(groups.cells))
      used += groups.cells.join('').length
      i = groups.end
    } else if (rows.length >= 2) {
      flush()
      linked = rows.every((row, n) => row.name.startsWith(cited[n]?.label ?? '\n'))
      const names = rows.map((row, n) => {
        const c = cited[n]
        const name = linked && c ? `${link(around.linkOf(c), named(c))}${mrkdwn(row.name.slice(c.label.length))}` : mrkdwn(row.name)
        return `*${row.n}.* ${name.replace(/：$/, '')}`
      })
      const laid = rows.some((row) => row.quote !== null)
        ? fields(rows.flatMap((row, n) => [names[n] as string, mrkdwn(row.quote ?? '—')]))
        : pieces(names.join('\n'), LIMIT.section).map(section)
      blocks.push(...laid)
      used += names.join('').length
      i += rows.length - 1
    } else text.push(line(lines[i] as string, quoted[i] === true))
  }
  flush()
  return { blocks, linked, left }
}

/** The run of numbered lines that begins here, each complete in itself. */
function table(lines: readonly string[], from: number): Row[] {
  const rows: Row[] = []
  for (const said of lines.slice(from)) {
    const [, n, rest] = NUMBERED.exec(said) ?? []
    if (n === undefined || rest === undefined || Number(n) !== Number(rows.at(-1)?.n ?? Number(n) - 1) + 1 || /(?:写明：|says:)$/.test(rest)) break
    const quoted = /^(.+?)(?:：)「(.*)」(（.+）)?$/.exec(rest)
    rows.push(quoted ? { n, name: `${quoted[1]}${quoted[3] ?? ''}`, quote: `「${quoted[2]}」` } : { n, name: rest, quote: null })
  }
  return rows.length >= 2 && rows.every((row) => row.name.length < CELL) ? rows : []
}

/** Two stretches that answer side by side (the country, the province), when both are short enough to stand in columns. */
function compared(lines: readonly string[]): { readonly at: number; readonly end: number; readonly cells: readonly string[] } | null {
  const heads = lines.flatMap((said, i) => (/^\d{1,2}\. .*(?:写明：|says:)$/.test(said) ? [i] : []))
  const [first, second] = heads
  if (first === undefined || second === undefined || heads.length !== 2) return null
  let end = second
  while (lines[end + 1]?.startsWith('「')) end += 1
  const cell = (from: number, to: number) => {
    const [title = '', ...quotes] = lines.slice(from, to)
    return `*${mrkdwn(title.replace(/[：:]$/, ''))}*\n${quotes.map((q) => mrkdwn(q)).join('\n')}`
  }
  const cells = [cell(first, second), cell(second, end + 1)]
  return cells.every((c) => c.length <= CELL) ? { at: first, end, cells } : null
}

/** The printed name of a clause without the stop behind its ordinal. */
const named = ({ label }: Citation) => label.replace(/[、.]$/, '')

/** Which lines stand within a quotation, however many lines it has. */
function quotations(lines: readonly string[]): boolean[] {
  let open = false
  return lines.map((said) => {
    const begins = said.startsWith('「')
    if (!open && (!begins || !lines.some((other) => other.endsWith('」')))) return false
    open = !said.endsWith('」')
    return true
  })
}

function line(said: string, quoted: boolean): string {
  if (quoted) return `> ${mrkdwn(said)}`
  if (NUMBERED.test(said) && /(?:写明：|says:)$/.test(said)) return `*${mrkdwn(said)}*`
  const charged = CHARGED.exec(said)
  return charged ? `*${mrkdwn(charged[0].trim())}* ${mrkdwn(said.slice(charged[0].length))}` : mrkdwn(said)
}

function buttons({ answer, choices }: Reply, { question, share }: Around, words: (typeof WORDS)['zh' | 'en'], more: boolean): Button[] {
  const choose = (choices ?? []).slice(0, 10).map((choice, i) => button(`ask:choice:${i}`, choice, choice))
  if (!answer) return choose
  const all: Button[] = [...choose]
  if (answer.answered && more) all.push(button('ask:original', words.original, wholeOf(answer)))
  if (answer.answered) all.push(button('rate:yes', words.yes, question), button('rate:no', words.no, question))
  if (share !== null && answer.answered) all.push(button('share', words.share, share))
  if (answer.reason !== 'small-talk') all.push(button('ask:person', words.person, '转人工'))
  return all
}

/** What is asked to see the clauses whole, whatever was talked about since. */
function wholeOf({ citations }: Answer): string {
  return `${[...new Set(citations.map((c) => c.label))].slice(0, 3).join(' 和 ')} 原文`
}

/** The same message once somebody has said what he thinks of it. */
export function rated(blocks: readonly Block[], useful: boolean): Block[] {
  const left = blocks.flatMap((block): Block[] => {
    if (block.type !== 'actions') return [block]
    const elements = block.elements.filter((e) => !('action_id' in e) || !/^rate:/.test(e.action_id ?? ''))
    return elements.length ? [{ ...block, elements }] : []
  })
  return [...left.slice(0, LIMIT.blocks - 1), context(useful ? '✓ 已记下：有用' : '✓ 已记下：没用，会据此改进')]
}
