/** The terminal: the same desk in plain text, for trying it in ten seconds. Replies come from the outbox, as on any channel. */
import { clearLine, createInterface, cursorTo } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Channel } from '../../src/channel.ts'
import type { Clock } from '../../src/clock.ts'
import type { Message, Reply } from '../../src/message.ts'

const GREETING = `知问 · 知识产权政策问答与求助（三份国家通知，一份辽宁省通知）
直接打字，例如：质押登记几天能办好　32号文第三条　有人抄我的专利，帮帮我
输入“退出”结束。
`
const CHANNEL = 'terminal'
const CONVERSATION = 'terminal:here'
const LEAVE = /^(退出|再见|exit|quit|bye)$/i

/** Hears a message; what it says back comes by `send`. */
export type Hear = (message: Message, now: Date) => Promise<unknown>

export type Terminal = Channel & {
  /** Resolves when the input ends or the person leaves. */
  readonly left: Promise<void>
}

export function terminal(hear: Hear, clock: Clock, input: Readable, output: Writable): Terminal {
  const tty = 'isTTY' in output && Boolean(output.isTTY)
  const lines = createInterface({ input, output, prompt: '您：', terminal: tty })
  let closed = false
  lines.once('close', () => {
    closed = true
  })
  let leave: () => void = () => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })

  /** Above what is just being typed. */
  function say(text: string): void {
    if (tty) {
      clearLine(output, 0)
      cursorTo(output, 0)
    }
    output.write(`${text}\n\n`)
    // What was decided before the person left is still said.
    if (!closed) lines.prompt(true)
  }

  async function listen(): Promise<void> {
    lines.prompt()
    for await (const line of lines) {
      const text = line.trim()
      if (LEAVE.test(text)) break
      const at = clock()
      if (text)
        await hear({ channel: CHANNEL, id: crypto.randomUUID(), conversation: CONVERSATION, setting: 'private', text, attachments: [], at: at.toISOString() }, at).catch(
          (error: Error) => say(error.message),
        )
      else if (!closed) lines.prompt()
    }
    leave()
  }

  return {
    name: CHANNEL,
    left,
    async start() {
      output.write(`${GREETING}\n`)
      void listen()
    },
    async send(message) {
      say(`知问：${(message.body as Reply).text}`)
      return { kind: 'sent' }
    },
    health: () => ({ state: 'up', words: '终端' }),
    async stop() {
      lines.close()
      output.write('再见。\n')
    },
  }
}
