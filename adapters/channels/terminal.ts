/** The terminal: the same desk in plain text, for trying it in ten seconds. Replies come from the outbox, as on any channel. */
import { writeFile } from 'node:fs/promises'
import { clearLine, createInterface, cursorTo } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Channel, Hear } from '../../src/channel.ts'
import type { Clock } from '../../src/clock.ts'
import type { Reply, SentFile } from '../../src/message.ts'

const GREETING = `知问 · 知识产权政策问答与求助（三份国家通知，一份辽宁省通知）
直接打字，例如：质押登记几天能办好　32号文第三条　有人抄我的专利，帮帮我
输入“退出”结束。
`
const CHANNEL = 'terminal'
const CONVERSATION = 'terminal:here'
const SAVE = /^(?:保存|save)(?:\s+|(?=\d))(?:([1-9]\d?)\s+)?["'“]?(\S.*?)["'”]?$/iu
const LEAVE = /^(退出|再见|exit|quit|bye)$/i

export type Terminal = Channel & {
  /** Resolves when the input ends or the person leaves. */
  readonly left: Promise<void>
}

/** @param bytes what a file the desk has sent holds; null when it is no more. */
export function terminal(hear: Hear, clock: Clock, input: Readable, output: Writable, bytes: (id: string) => Promise<Uint8Array | null> = async () => null): Terminal {
  const tty = 'isTTY' in output && Boolean(output.isTTY)
  const lines = createInterface({ input, output, prompt: '您：', terminal: tty })
  const files: SentFile[] = []
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

  /** Keeps a file of the desk's where the person says; what is already there is left alone. */
  async function save(place: number, path: string): Promise<string> {
    const file = files[place - 1]
    const held = file ? await bytes(file.id) : null
    if (!file || !held) return file ? `“${file.name}”已经不在了。` : `没有第 ${place} 份文件。`
    try {
      await writeFile(path, held, { flag: 'wx', mode: 0o600 })
      return `“${file.name}”已存到 ${path}（${held.length} 字节）。`
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return code === 'EEXIST' ? `${path} 已经有了，没有覆盖；请换一个名字。` : `没有存成 ${path}（${code}）：请检查文件夹和权限。`
    }
  }

  async function listen(): Promise<void> {
    lines.prompt()
    for await (const line of lines) {
      const text = line.trim()
      if (LEAVE.test(text)) break
      const wanted = files.length > 0 ? SAVE.exec(text) : null
      if (wanted) {
        say(await save(Number(wanted[1] ?? files.length), wanted[2] as string))
        continue
      }
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
      const reply = message.body as Reply
      files.push(...(reply.files ?? []))
      const named = (reply.files ?? []).map((f) => `［文件 ${files.indexOf(f) + 1}：${f.name}］存下请输入“保存 ${files.indexOf(f) + 1} <路径>”`)
      say(`知问：${[reply.text, ...named].filter(Boolean).join('\n')}`)
      return { kind: 'sent' }
    },
    health: () => ({ state: 'up', words: '终端', english: 'The terminal' }),
    async stop() {
      lines.close()
      output.write('再见。\n')
    },
  }
}
