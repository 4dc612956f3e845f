/** The enterprise's terminal: lines in, the outbox's words out, one thing at a time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { terminal } from '../../adapters/channels/terminal.ts'
import type { Message } from '../../src/message.ts'

const NOW = new Date('2026-11-23T09:00:00+08:00')

function seat(hear: (message: Message) => Promise<unknown>, bytes?: (id: string) => Promise<Uint8Array | null>) {
  const input = new PassThrough()
  const output = new PassThrough()
  let printed = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  return { input, printed: () => printed, channel: terminal(hear, () => NOW, input, output, bytes) }
}

describe('the terminal', () => {
  it('hands in each line once, each with an id of its own, in private; empty lines are none', async () => {
    const heard: Message[] = []
    const { input, channel, printed } = seat(async (message) => heard.push(message))
    await channel.start()
    input.end('质押登记几天能办好\n\n   \n  32号文第三条  \n')
    await channel.left
    expect(heard.map((m) => [m.text, m.channel, m.conversation, m.setting, m.at])).toEqual([
      ['质押登记几天能办好', 'terminal', 'terminal:here', 'private', NOW.toISOString()],
      ['32号文第三条', 'terminal', 'terminal:here', 'private', NOW.toISOString()],
    ])
    expect(new Set(heard.map((m) => m.id)).size).toBe(2)
    expect(printed()).toContain('输入“退出”结束')
    await channel.stop()
  })

  it('prints what the outbox holds for it', async () => {
    const { channel, printed } = seat(async () => {})
    await channel.start()
    const body = { text: '第一行\n第二行' }
    expect(await channel.send({ key: 'k', channel: 'terminal', conversation: 'terminal:here', body, sequence: 1, attempt: 1 })).toEqual({ kind: 'sent' })
    expect(printed()).toContain('知问：第一行\n第二行\n')
    expect(channel.health().state).toBe('up')
    await channel.stop()
  })

  it('says what went wrong and goes on; a word to leave leaves', async () => {
    const heard: string[] = []
    const { input, channel, printed } = seat(async ({ text }) => {
      heard.push(text)
      if (text === '坏') throw new Error('数据库写不进去')
    })
    await channel.start()
    input.write('坏\n好\nEXIT\n再来\n')
    await channel.left
    expect(printed()).toContain('数据库写不进去')
    expect(heard).toEqual(['坏', '好'])
    await channel.stop()
  })
})

describe('after the person has left', () => {
  it('what was decided before is still said, once', async () => {
    const { channel, printed, input } = seat(async () => {})
    await channel.start()
    input.end()
    await channel.left
    await channel.stop()
    expect(await channel.send({ key: 'k', channel: 'terminal', conversation: 'terminal:here', body: { text: '回执' }, sequence: 1, attempt: 1 })).toEqual({
      kind: 'sent',
    })
    expect(printed()).toContain('知问：回执')
  })

  it('a file is named, and saved where he says, beside nothing that is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhiwen-terminal-'))
    const heard: string[] = []
    const { channel, printed, input } = seat(
      async ({ text }) => heard.push(text),
      async (id) => (id === 'f1' ? Buffer.from('要点') : null),
    )
    await channel.start()
    input.write(`保存 ${join(folder, '早.txt')}\n`)
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    const body = {
      text: '',
      files: [
        { id: 'f1', name: '通知书.pdf' },
        { id: 'f2', name: '没了.pdf' },
      ],
    }
    await channel.send({ key: 'k', channel: 'terminal', conversation: 'terminal:here', body, sequence: 1, attempt: 1 })
    expect(printed()).toContain(`［文件 1：通知书.pdf］存下请输入“保存 1 <路径>”`)
    const to = join(folder, '通知书.pdf')
    for (const line of [`保存 1 ${to}`, `保存 1 ${to}`, `保存 2 ${to}2`, '保存 7 x', '保存期限是多久']) input.write(`${line}\n`)
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(readFileSync(to, 'utf8')).toBe('要点')
    for (const words of [`已存到 ${to}`, '没有覆盖', '“没了.pdf”已经不在了', '没有第 7 份文件']) expect(printed()).toContain(words)
    expect(heard.at(-1)).toBe('保存期限是多久')
    await channel.stop()
    rmSync(folder, { recursive: true, force: true })
  })
})
