/** One line of a conversation as HTML: what is quoted leads to its own sentence, and what stands beside is not said twice. */
import { expect, it } from 'vitest'
import { lineItem } from '../../adapters/channels/web/ask-line.ts'
import type { Reply } from '../../src/message.ts'
import { loaded } from './web-rig.ts'

const { corpus } = loaded
const clause = corpus.clause('cnipa-2018-32#1')
const [first, second] = clause.sentences.filter((s) => s.start > clause.start).slice(0, 2) as [(typeof clause.sentences)[0], (typeof clause.sentences)[0]]
const { body } = corpus.notice(clause.notice)
const between = (from: number, to: number) => body.slice(from, to)
const citation = { clause: clause.id, label: clause.label, quote: between(first.start, second.end), start: first.start, end: second.end }

async function drawn(text: string): Promise<string> {
  const answer = { answered: true, reason: null, text, citations: [citation], related: [], departments: [] }
  const said = { id: '1', from: 'desk', at: new Date('2026-11-22T11:45:00Z'), body: { text, answer } as unknown as Reply } as const
  return String(await lineItem({ language: 'zh', say: (zh) => zh, office: false }, corpus, said as Parameters<typeof lineItem>[2], true))
}

it('links each sentence that is quoted to where it stands, in whatever order they are', async () => {
  const html = await drawn(`写明：\n「${between(second.start, second.end)}」\n「${between(first.start, first.end)}」`)
  const links = [...html.matchAll(/class="quote" href="[^"]*from=(\d+)&amp;to=(\d+)/g)].map(([, from, to]) => [Number(from), Number(to)])
  expect(links).toEqual([
    [second.start, second.end],
    [first.start, first.end],
  ])
})

it('leaves out the line of sources that stands beside, and no other', async () => {
  const html = await drawn(`依据：${clause.label}${clause.heading}\n依据：别的话\n请看。`)
  expect(html).not.toContain(`<p lang="zh-CN">依据：${clause.label}`)
  expect(html).toContain('依据：别的话')
  expect(html).toContain(`>${clause.label.replace('、', '')}</a>`)
})

it('keeps a case’s number whole, and sets what is read as a list as one', async () => {
  const html = await drawn('受理编号 LN-20261122-78MPMWR6：\n1. 企业名称\n  电话')
  expect(html).toContain('<span class="number">LN-20261122-78MPMWR6</span>')
  expect(html.match(/ data-row/g)).toHaveLength(2)
})
