/** The officer's desk in a terminal: lines in, lines out above what he is just typing; notices of his tray as they come. */
import { clearLine, createInterface, cursorTo } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Channel } from '../../../src/channel.ts'
import type { CasePost } from '../../../src/message.ts'
import { readCommand } from '../../../src/officer/commands.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import { greeting } from '../../../src/officer/print.ts'
import { type AtDesk, sitDown } from './sitting.ts'

export type OfficerTerminal = Channel & {
  /** Resolves when the input ends or he leaves. */
  readonly left: Promise<void>
}

export type Here = AtDesk & {
  /** His tray: the channel whose messages come here. */
  readonly tray: string
  /** Himself as the roll has him now; null when he is on it no more. */
  readonly officer: () => Promise<Officer | null>
  /** How often the open case is looked at for what the enterprise writes. */
  readonly lookMs?: number
}

const LOOK_MS = 2_000
/** Lines that come closer than anybody types were pasted as one. */
const PASTE_MS = 15
/** Acts without words of his own: the lines after them are commands again. */
const WORDLESS: readonly string[] = ['accept', 'accept-transfer', 'end-talk']

export function officerTerminal(at: Here, input: Readable, output: Writable): OfficerTerminal {
  const tty = 'isTTY' in output && Boolean(output.isTTY)
  const lines = createInterface({ input, output, terminal: tty })
  const sitting = sitDown(at)
  let over = false
  let closed = false
  let busy: Promise<void> = Promise.resolve()
  let left: () => void = () => {}
  const gone = new Promise<void>((resolve) => {
    left = resolve
  })

  function say(text: string): void {
    if (tty) {
      clearLine(output, 0)
      cursorTo(output, 0)
    }
    output.write(`${text}\n`)
    prompt()
  }

  function prompt(): void {
    const { open, awaiting } = sitting.stands()
    lines.setPrompt(`${open ? `[${open.slice(-8)}]` : ''}${awaiting ? '（待确认）' : ''}> `)
    if (!over && !closed) lines.prompt(true)
  }

  /** One thing at a time, in the order in which it came. */
  function then(work: (officer: Officer) => Promise<void>): Promise<void> {
    busy = busy
      .then(async () => {
        if (over) return
        const officer = await at.officer()
        if (officer) return work(officer)
        over = true
        say('您已不在经办人名册上，请联系管理员。')
        lines.close()
      })
      .catch((error: Error) => say(error.message))
    return busy
  }

  const hear = (text: string) =>
    then(async (officer) => {
      if (!text.trim()) return prompt()
      const { text: said, leave } = await sitting.hear(officer, text)
      over = leave
      say(`${said}\n`)
      if (leave) lines.close()
    })

  const follow = () =>
    then(async (officer) => {
      const news = await sitting.follow(officer)
      if (news) say(news)
    })

  let typed: string[] = []
  function flush(): void {
    const batch = typed
    typed = []
    const first = readCommand(batch[0] ?? '', at.known)
    const writing = first.kind === 'amend' || (first.kind === 'act' && !WORDLESS.includes(first.action.kind))
    for (const text of writing ? [batch.join('\n')] : batch) void hear(text)
  }

  let pause: NodeJS.Timeout | undefined
  let following: NodeJS.Timeout | undefined
  lines.on('close', () => {
    closed = true
    clearTimeout(pause)
    clearInterval(following)
    if (typed.length > 0) flush()
    void busy.then(() => {
      over = true
      left()
    })
  })

  return {
    name: at.tray,
    left: gone,
    async start() {
      const greeted = then(async (officer) => say(`${greeting(officer)}\n\n${await sitting.begin(officer)}\n`))
      lines.on('line', (line) => {
        typed.push(line)
        clearTimeout(pause)
        if (tty) pause = setTimeout(flush, PASTE_MS)
        else flush()
      })
      following = setInterval(() => void follow(), at.lookMs ?? LOOK_MS)
      await greeted
    },
    async send({ body }) {
      // Who has left reads it when he sits down again.
      if (closed) return { kind: 'failed', fault: 'channel', problem: 'left' }
      const { case: number, text } = body as CasePost
      say(`〔通知〕${text}`)
      if (sitting.stands().open === number) void follow()
      return { kind: 'sent' }
    },
    health: () =>
      closed
        ? { state: 'down', words: '经办台终端已关闭', english: 'The officer’s terminal is closed' }
        : { state: 'up', words: '经办台终端', english: 'The officer’s terminal' },
    async stop() {
      lines.close()
      await gone
    },
  }
}
