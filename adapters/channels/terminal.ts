/** The terminal: the same desk in plain text, for trying it in ten seconds. Replies are taken from the outbox like any channel's. */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../../src/clock.ts'
import type { Message, Reply } from '../../src/message.ts'
import type { Store } from '../../src/store.ts'

const GREETING = `知问 · 知识产权政策问答与求助（三份国家通知，一份辽宁省通知）
直接打字，例如：质押登记几天能办好　32号文第三条　有人抄我的专利，帮帮我
输入“退出”结束。
`
const CHANNEL = 'terminal'
const CONVERSATION = 'terminal:here'
const LEASE_MS = 10_000

/** Hears a message at a time; what it says back goes by the outbox. */
export type Hear = (message: Message, now: Date) => Promise<unknown>

/** Runs a chat until the input ends or the person leaves. */
export async function terminalChat(hear: Hear, store: Store, clock: Clock, input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, output, prompt: '\n您：', terminal: 'isTTY' in output && Boolean(output.isTTY) })
  output.write(GREETING)
  await deliver(store, clock, output)
  lines.prompt()
  for await (const line of lines) {
    const text = line.trim()
    if (/^(退出|再见|exit|quit|bye)$/i.test(text)) break
    if (text) {
      const at = clock()
      await hear({ channel: CHANNEL, id: crypto.randomUUID(), conversation: CONVERSATION, text, attachments: [], at: at.toISOString() }, at)
      await deliver(store, clock, output)
    }
    lines.prompt()
  }
  lines.close()
  output.write('再见。\n')
}

/** Shows what waits for this terminal, in order; what belongs to other channels is left to them. */
async function deliver(store: Store, clock: Clock, output: Writable): Promise<void> {
  for (;;) {
    const claimed = (await store.claim('terminal', clock(), LEASE_MS, 1))[0]
    if (!claimed) return
    if (claimed.channel === CHANNEL) output.write(`\n知问：${(claimed.body as Reply).text}\n`)
    await store.settle(claimed, { kind: 'sent' }, clock())
  }
}
