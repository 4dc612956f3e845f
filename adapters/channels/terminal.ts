/** The terminal: the same desk in plain text, for trying it in ten seconds. */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Message, Reply } from '../../src/message.ts'

const GREETING = `知问 · 知识产权政策问答（三份国家通知，一份辽宁省通知）
直接打字提问，例如：质押登记几天能办好　32号文第三条　保护处管哪几条
输入“退出”结束。
`

/** Runs a chat until the input ends or the person leaves. */
export async function terminalChat(hear: (message: Message) => Promise<Reply>, now: () => Date, input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, output, prompt: '\n您：', terminal: 'isTTY' in output && Boolean(output.isTTY) })
  output.write(GREETING)
  lines.prompt()
  let n = 0
  for await (const line of lines) {
    const text = line.trim()
    if (/^(退出|再见|exit|quit|bye)$/i.test(text)) break
    if (text) {
      const reply = await hear({ channel: 'terminal', id: `${process.pid}-${++n}`, conversation: 'terminal', text, attachments: [], at: now().toISOString() })
      output.write(`\n知问：${reply.text}\n`)
    }
    lines.prompt()
  }
  lines.close()
  output.write('再见。\n')
}
