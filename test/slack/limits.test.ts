/** The Block Kit checker tried at each limit: just within is silent, one over is named with its path. */
import { describe, expect, it } from 'vitest'
import type { Json } from './faults.ts'
import { problems } from './limits.ts'

const plain = (n: number) => ({ type: 'plain_text', text: 'x'.repeat(n) })
const mrkdwn = (n: number) => ({ type: 'mrkdwn', text: 'x'.repeat(n) })
const times = <T>(n: number, one: (i: number) => T) => Array.from({ length: n }, (_, i) => one(i))
const button = (more: Json = {}) => ({ type: 'button', action_id: 'a', text: plain(1), ...more })
const option = (n = 1, value = 'v') => ({ text: plain(n), value })
const input = (element: Json, more: Json = {}) => ({ type: 'input', block_id: 'i', label: plain(1), element: { action_id: 'a', ...element }, ...more })
const message = (...blocks: unknown[]) => problems('chat.postMessage', { channel: 'C1', text: 'x', blocks })
const modal = (more: Json) => problems('views.open', { trigger_id: 't', view: { type: 'modal', title: plain(1), submit: plain(1), blocks: [], ...more } })
const field = (element: Json, more: Json = {}) => modal({ blocks: [input(element, more)] })

describe('a limit', () => {
  it.each<[string, number, (n: number) => readonly { path: string }[], string]>([
    ['section text', 3000, (n) => message({ type: 'section', text: mrkdwn(n) }), 'blocks[0].text.text'],
    ['field', 2000, (n) => message({ type: 'section', fields: [mrkdwn(n)] }), 'blocks[0].fields[0].text'],
    ['fields', 10, (n) => message({ type: 'section', fields: times(n, () => mrkdwn(1)) }), 'blocks[0].fields'],
    ['header', 150, (n) => message({ type: 'header', text: plain(n) }), 'blocks[0].text.text'],
    ['context', 10, (n) => message({ type: 'context', elements: times(n, () => mrkdwn(1)) }), 'blocks[0].elements'],
    ['actions', 25, (n) => message({ type: 'actions', elements: times(n, (i) => button({ action_id: `${i}` })) }), 'blocks[0].elements'],
    ['button text', 75, (n) => message({ type: 'actions', elements: [button({ text: plain(n) })] }), 'blocks[0].elements[0].text.text'],
    ['button value', 2000, (n) => message({ type: 'actions', elements: [button({ value: 'x'.repeat(n) })] }), 'blocks[0].elements[0].value'],
    ['action_id', 255, (n) => message({ type: 'actions', elements: [button({ action_id: 'x'.repeat(n) })] }), 'blocks[0].elements[0].action_id'],
    ['block_id', 255, (n) => message({ type: 'divider', block_id: 'x'.repeat(n) }), 'blocks[0].block_id'],
    ['message blocks', 50, (n) => message(...times(n, () => ({ type: 'divider' }))), 'blocks'],
    ['message text', 4000, (n) => problems('chat.update', { channel: 'C1', ts: '1.1', text: 'x'.repeat(n) }), 'text'],
    ['modal blocks', 100, (n) => modal({ blocks: times(n, () => ({ type: 'divider' })) }), 'view.blocks'],
    ['title', 24, (n) => modal({ title: plain(n) }), 'view.title.text'],
    ['submit', 24, (n) => modal({ submit: plain(n) }), 'view.submit.text'],
    ['close', 24, (n) => modal({ close: plain(n) }), 'view.close.text'],
    ['private_metadata', 3000, (n) => modal({ private_metadata: 'x'.repeat(n) }), 'view.private_metadata'],
    ['option text', 75, (n) => field({ type: 'static_select', options: [option(n)] }), 'view.blocks[0].element.options[0].text.text'],
    ['options', 100, (n) => field({ type: 'static_select', options: times(n, () => option()) }), 'view.blocks[0].element.options'],
    ['placeholder', 150, (n) => field({ type: 'plain_text_input', placeholder: plain(n) }), 'view.blocks[0].element.placeholder.text'],
    ['label', 2000, (n) => field({ type: 'plain_text_input' }, { label: plain(n) }), 'view.blocks[0].label.text'],
  ])('of %s is %i', (_name, most, at, path) => {
    expect(at(most)).toEqual([])
    expect(at(most + 1).map((p) => p.path)).toEqual([path])
  })
})

describe('what is named', () => {
  it.each<[string, readonly unknown[], string]>([
    ['an unknown block', [{ type: 'hologram' }], 'unknown block'],
    ['an unknown element', [{ type: 'actions', elements: [{ type: 'lever' }] }], 'unknown element'],
    ['a missing property', [{ type: 'actions', elements: [{ type: 'button', text: plain(1) }] }], 'has no action_id'],
    ['a property that is none', [{ type: 'divider', colour: 'red' }], 'is no property'],
    ['mrkdwn where plain text must be', [{ type: 'header', text: mrkdwn(1) }], 'must be plain_text'],
    ['an empty text', [{ type: 'section', text: mrkdwn(0) }], 'is empty'],
    ['a section of nothing', [{ type: 'section' }], 'neither text nor fields'],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      'stands twice',
    ],
    ['an action_id twice in a block', [{ type: 'actions', elements: [button(), button()] }], 'stands twice'],
    ['a call to everyone', [{ type: 'section', text: { type: 'mrkdwn', text: 'hi <!channel>' } }], 'calls everyone'],
    ['a mention', [{ type: 'section', text: { type: 'mrkdwn', text: '<@U123>' } }], 'mentions <@U123>'],
    ['half a character', [{ type: 'section', text: { type: 'plain_text', text: '好\uD83D' } }], 'cut in half'],
    ['an input without a name', [{ type: 'input', label: plain(1), element: { type: 'plain_text_input' } }], 'needs its own block_id'],
    ['a button as an input', [input(button())], 'may not stand here'],
  ])('%s', (_name, blocks, what) => {
    expect(
      message(...blocks)
        .map((p) => p.what)
        .join(),
    ).toContain(what)
  })

  it('a missing fallback text, address, submit or trigger', () => {
    expect(problems('chat.postMessage', { blocks: [] }).map((p) => p.path)).toEqual(['channel', 'text'])
    expect(modal({ submit: undefined, blocks: [input({ type: 'plain_text_input' })] }).map((p) => p.what)).toEqual(['has inputs and no submit'])
    expect(problems('views.open', { view: { type: 'modal', title: plain(1), blocks: [] } }).map((p) => p.path)).toEqual(['trigger_id'])
  })

  it('but not a mention that is meant, nor one that was escaped or stands in plain text', () => {
    const said = (text: string, mentions: string[] = []) => problems('chat.postMessage', { channel: 'C1', text }, { mentions })
    expect(said('<@U123>', ['U123'])).toEqual([])
    expect(said('&lt;!channel&gt;')).toEqual([])
    expect(said('<!here|here>')).toHaveLength(1)
    expect(message({ type: 'header', text: { type: 'plain_text', text: '<!channel>' } })).toEqual([])
  })
})
