/** The parts of the WeChat channel that are functions: what is heard, what is joined, how a reply is cut. */
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, type Kind, placeOf, type Raw, receive, wantsMore } from '../../adapters/channels/wechat/receive.ts'
import { render } from '../../adapters/channels/wechat/render.ts'
import { complete, cut, together } from '../../src/channel-text.ts'
import { openGather } from '../../src/gathering/gather.ts'

const raw = (more: Partial<Raw>): Raw => ({
  id: 'm1',
  kind: 'text',
  self: false,
  talker: 'wxid_a',
  room: null,
  mentioned: false,
  text: '你好',
  at: new Date(0),
  remote: async () => ({ name: 'a', size: 1, bytes: async () => new Uint8Array() }),
  ...more,
})

describe('what is heard', () => {
  it('a text of a person, in private', () => {
    expect(receive(raw({}), '知问')).toEqual({ kind: 'said', conversation: 'wechat:wxid_a', setting: 'private', text: '你好', file: false })
  })

  it.each([
    ['our own', { self: true }],
    ['the system’s', { talker: 'weixin' }],
    ['a public account’s', { talker: 'gh_abcdef' }],
    ['chatter of a room', { room: '1@chatroom' }],
    ['a file in a room', { room: '1@chatroom', kind: 'file' as Kind }],
    ['a line WeChat writes', { kind: 'unknown' as Kind, text: '你已添加了小王，现在可以开始聊天了。' }],
  ])('nothing: %s', (_, more) => {
    expect(receive(raw(more), '知问')).toEqual({ kind: 'ignored' })
  })

  it('a mention in a room, without the mention', () => {
    const said = { kind: 'said', conversation: 'wechat:1@chatroom:wxid_a', setting: 'room', file: false }
    expect(receive(raw({ room: '1@chatroom', mentioned: true, text: '@知问\u2005质押登记几天' }), '知问')).toEqual({ ...said, text: '质押登记几天' })
    expect(receive(raw({ room: '1@chatroom', mentioned: true, text: '请问 @知问 质押登记几天' }), '知问')).toEqual({ ...said, text: '请问 质押登记几天' })
  })

  it('what is said under a quoted message', () => {
    const text = '「知问：都对就回复“确认”」\n- - - - - - - - - - - - - - -\n确认'
    expect(receive(raw({ text }), '知问')).toMatchObject({ text: '确认' })
  })

  it.each(['voice', 'sticker', 'video', 'card', 'history', 'location', 'mini', 'money', 'link', 'post', 'note', 'unknown'] as const)(
    '%s has a line of its own',
    (kind) => {
      const received = receive(raw({ kind, text: '' }), '知问')
      expect(received.kind).toBe('unread')
      expect('words' in received && received.words.length).toBeGreaterThan(10)
    },
  )

  it('addresses come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.option(fc.string({ minLength: 1 })), (contact, room) => {
        expect(placeOf(addressOf(contact, room))).toEqual({ contact, room })
      }),
    )
  })

  it.each(['2', '２', '2.', ' 2 ', '选2', '第二个', '②', '二', '同意', '确认', '取消', '人工', 'OK'])('“%s” is complete by itself', (text) => {
    expect(complete(text)).toBe(true)
  })
  it.each(['沈阳', '2021年买的', '对方是大连的', '同意书怎么写', '在吗'])('“%s” may go on', (text) => {
    expect(complete(text)).toBe(false)
  })

  it('messages of one thought are one text, without the greeting', () => {
    expect(together(['在吗', '质押登记几天能办好', '要交钱吗'])).toBe('质押登记几天能办好？\n要交钱吗？')
    expect(together(['你好', '在吗'])).toBe('你好')
    expect(together(['沈阳海蓝科技有限公司', '王芳'])).toBe('沈阳海蓝科技有限公司\n王芳')
    expect(together(['没有多少证据', '跳过'])).toBe('没有多少证据\n跳过')
  })

  it('more is asked for in words, and by number where the offer named one', () => {
    for (const text of ['更多', '下一条', 'more', '继续看。']) expect(wantsMore(text, false)).toBe(true)
    for (const text of ['2', '２', ' 2. ', '二']) expect([wantsMore(text, true), wantsMore(text, false)]).toEqual([true, false])
    expect(wantsMore('更多的证据在这里', true)).toBe(false)
  })
})

const bytes = (text: string) => Buffer.byteLength(text)

describe('a reply', () => {
  it('that fits is left as it is', () => {
    expect(render({ text: '好的。\n请说。' }, null)).toEqual({ parts: ['好的。\n请说。'], rest: null, byNumber: true })
  })

  it('is cut where a sentence ends', () => {
    for (const part of cut('这是一句完整的话，说的是质押登记。'.repeat(200), 1_800).slice(0, -1)) expect(part).toMatch(/。$/)
  })

  it('keeps every character, in order, whatever it is made of', () => {
    const plain = (text: string) => text.replace(/\s/g, '')
    const units = fc.constantFrom('知', '。', '，', '\n', 'a', ' ', '👩‍👩‍👧‍👦', '🇨🇳', 'é', '「', '」', '1. ')
    fc.assert(
      fc.property(fc.array(units, { maxLength: 3000 }), fc.integer({ min: 200, max: 1800 }), (pieces, limit) => {
        const text = pieces.join('')
        const parts = cut(text, limit)
        for (const part of parts) expect(bytes(part)).toBeLessThanOrEqual(limit)
        expect(plain(parts.join(''))).toBe(plain(text))
        expect(parts.every((part) => part.isWellFormed())).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('of 5,000 characters comes in three parts and an offer; the rest is all there', () => {
    const text = '第一句话说得很长很长，需要切开。'.repeat(313).slice(0, 5000)
    let { parts, rest } = render({ text }, null)
    expect(parts).toHaveLength(3)
    expect(parts[2]).toMatch(/回复 2 看下一条）$/)
    for (const part of parts) expect(bytes(part)).toBeLessThan(2000)
    const all = [...parts]
    while (rest) {
      ;({ parts, rest } = render({ text: rest }, null))
      all.push(...parts)
    }
    expect(all.join('').replace(/\n?（还没说完[^）]*）/g, '')).toBe(text)
  })

  it('a menu stops after six lines, and the others keep their numbers', () => {
    const choices = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
    const { parts, rest, byNumber } = render({ text: `哪一个？\n${choices.map((c, n) => `${n + 1}. ${c}`).join('\n')}\n都不是就直接说。`, choices }, null)
    expect(parts.join('\n').match(/^\d\./gm)).toHaveLength(6)
    expect(parts.at(-1)).toMatch(/都不是就直接说。\n（还有，回复“更多”接着看）$/)
    expect(rest).toBe('7. 庚\n8. 辛')
    expect(byNumber).toBe(false)
  })

  it('names the page of each clause under the line that names the clause', () => {
    const citation = { clause: 'ln-2022-6#2', label: '辽知发〔2022〕6号（二）', quote: '', start: 0, end: 0 }
    const answer = { answered: true, reason: null, text: '', citations: [citation, citation], related: [], departments: [] }
    const { parts } = render({ text: '一天。\n依据：辽知发〔2022〕6号（二）某某\n回复“原文”看整条。', answer }, (clause) => `https://b.example/${clause}`)
    expect(parts).toEqual(['一天。\n依据：辽知发〔2022〕6号（二）某某\nhttps://b.example/ln-2022-6#2\n回复“原文”看整条。'])
  })
})

describe('a thought', () => {
  const pace = { quietMs: 40, quietAfterFileMs: 90, longestMs: 150 }
  const piece = (id: string, more = {}) => ({ id, alone: false, file: false, stored: Promise.resolve(true), ...more })

  it('is what comes without a pause', async () => {
    const gather = openGather(pace)
    for (const id of ['a', 'b', 'c']) gather.note('x', piece(id))
    gather.note('y', piece('d'))
    expect(await gather.collect('x', 'a')).toEqual(['a', 'b', 'c'])
    expect(await gather.collect('y', 'd')).toEqual(['d'])
    gather.note('x', piece('e'))
    expect(await gather.collect('x', 'e')).toEqual(['e'])
  })

  it('ends after its longest time, however fast one types', async () => {
    const gather = openGather(pace)
    const ids: string[] = []
    gather.note('x', piece('0'))
    const collected = gather.collect('x', '0').then((found) => ids.push(...found))
    for (let n = 1; n < 12; n++) {
      gather.note('x', piece(String(n)))
      await sleep(25)
    }
    await collected
    expect(ids.length).toBeGreaterThan(1)
    expect(ids.length).toBeLessThan(12)
  })

  it('what is complete by itself neither joins nor waits', async () => {
    const gather = openGather({ ...pace, quietMs: 5_000, longestMs: 5_000 })
    gather.note('x', piece('a'))
    gather.note('x', piece('b', { alone: true }))
    gather.note('x', piece('c'))
    expect(await gather.collect('x', 'a')).toEqual(['a'])
    expect(await gather.collect('x', 'b')).toEqual(['b'])
    gather.flush()
    expect(await gather.collect('x', 'c')).toEqual(['c'])
  })

  it('waits longer after a file', async () => {
    const gather = openGather(pace)
    gather.note('x', piece('photo', { file: true }))
    await sleep(60)
    gather.note('x', piece('words'))
    expect(await gather.collect('x', 'photo')).toEqual(['photo', 'words'])
  })

  it('leaves out what was withdrawn, or was there before', async () => {
    const gather = openGather(pace)
    gather.note('x', piece('a'))
    gather.note('x', piece('b'))
    gather.note('x', piece('old', { stored: Promise.resolve(false) }))
    expect(gather.withdraw('x', 'a')).toBe(true)
    expect(gather.withdraw('x', 'gone')).toBe(false)
    expect(await gather.collect('x', 'a')).toEqual([])
    expect(await gather.collect('x', 'b')).toEqual(['b'])
  })
})
