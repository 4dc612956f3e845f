/** One officer at his desk, in plain text: which list and which case are open, and what awaits his word; all else is the desk's. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { type Clock, chinaTime } from '../../../src/clock.ts'
import type { SentFile } from '../../../src/message.ts'
import { MOST_FILES, type OfficerAction } from '../../../src/officer/act.ts'
import { type Command, type Known, readCommand, readItems, readResult, unfolded, type Which } from '../../../src/officer/commands.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import { allOf, caseWords, doneWords, filesWords, HELP, historyWords, type Label, newWords, previewWords, queueWords, type Read } from '../../../src/officer/print.ts'
import type { Card, Queue } from '../../../src/officer/queue.ts'
import type { OfficerDesk, Seen } from '../../../src/officers.ts'

export type AtDesk = {
  readonly desk: OfficerDesk
  readonly known: Known
  readonly label: Label
  readonly clock: Clock
}

export type Sitting = {
  /** What is said back; `leave` when he goes. */
  readonly hear: (officer: Officer, text: string) => Promise<{ readonly text: string; readonly leave: boolean }>
  /** His own queue, or where it is empty his department's. */
  readonly begin: (officer: Officer) => Promise<string>
  /** What the enterprise wrote, and what somebody else did, in the case he has open; null when nothing. */
  readonly follow: (officer: Officer) => Promise<string | null>
  /** The case that is open, and whether something awaits his word. */
  readonly stands: () => { readonly open: string | null; readonly awaiting: boolean }
}

type Open = Extract<Seen, { kind: 'seen' }>
type List = { readonly which: Queue; readonly page: number; readonly cards: readonly Card[] }
/** What he added in a case for his next answer there. */
type Added = { readonly case: string; readonly files: readonly SentFile[] }
/** Shown and not yet sent. `seen`: the case as it was when it was shown. */
type Awaiting = { readonly case: string; readonly seen: number | null; readonly action: OfficerAction }

const LARGEST = 20 * 1024 * 1024
const PER_PAGE = 10
const CHANNEL = 'terminal-officer'
const NONE_OPEN = '先打开一件：看 <序号或编号>。'
/** What may be read while something awaits his word; anything else drops it. */
const HARMLESS: readonly Command['kind'][] = ['confirm', 'amend', 'drop', 'history', 'files', 'help', 'queue', 'page', 'missing', 'unknown', 'save', 'attach', 'personal']

export function sitDown({ desk, known, label, clock }: AtDesk): Sitting {
  let list: List = { which: { kind: 'mine' }, page: 1, cards: [] }
  let open: Open | null = null
  /** How much of the enterprise's words in the open case was shown. */
  let read: Read = { said: 0, supplements: 0 }
  let awaiting: Awaiting | null = null
  let added: Added = { case: '', files: [] }

  const message = () => ({ channel: CHANNEL, id: crypto.randomUUID() })

  async function showList(officer: Officer, which: Queue, page: number): Promise<string> {
    const now = clock()
    const found = await desk.queue(officer, which, page, now)
    list = { which, page: found.page, cards: found.cards }
    return queueWords(which, found, PER_PAGE, chinaTime(now))
  }

  async function look(officer: Officer, number: string, reason: string | null): Promise<string | null> {
    const seen = await desk.look(officer, number, { place: 'own', open: reason }, message(), clock())
    if (seen.kind === 'refused') return seen.words.zh
    if (open?.view.number !== number) read = allOf(seen.view)
    open = seen
    return null
  }

  async function show(officer: Officer, number: string, reason: string | null = null): Promise<string> {
    const refused = await look(officer, number, reason)
    if (refused !== null || !open) return refused ?? ''
    read = allOf(open.view)
    return caseWords(open, label, chinaTime(clock()))
  }

  /** What the enterprise wrote that was not shown yet, which is shown hereby. */
  function unread(): string | null {
    const news = open && newWords(open.view, read)
    if (open) read = allOf(open.view)
    return news
  }

  const withUnread = (text: string) => [text, unread()].filter((t) => t !== null).join('\n')

  /** The case meant, as he has seen it. */
  async function meant(officer: Officer, which: Which | null): Promise<{ readonly case: string; readonly seen: number | null } | string> {
    if (which === null) return open ? { case: open.view.number, seen: open.view.moved } : NONE_OPEN
    if (which.kind === 'number') {
      const listed = list.cards.find((c) => c.number === which.number)
      const seen = open?.view.number === which.number ? open.view.moved : listed ? listed.moved : null
      return { case: which.number, seen }
    }
    const page = Math.ceil(which.place / PER_PAGE)
    if (page !== list.page || list.cards.length === 0) await showList(officer, list.which, page)
    const card = page === list.page ? list.cards[(which.place - 1) % PER_PAGE] : undefined
    return card ? { case: card.number, seen: card.moved } : `列表里没有第 ${which.place} 件。`
  }

  async function act(officer: Officer, on: { readonly case: string; readonly seen: number | null }, action: OfficerAction): Promise<string> {
    const now = clock()
    const meant = action.kind === 'reply' ? { ...action, files: addedTo(on.case) } : action
    const acted = await desk.act(officer, on, meant, message(), now)
    switch (acted.kind) {
      case 'preview':
        awaiting = { ...on, action }
        return previewWords(acted)
      case 'done':
      case 'again': {
        awaiting = null
        if (action.kind === 'reply') added = { case: '', files: [] }
        const done = doneWords(meant, acted.card, chinaTime(now))
        if (action.kind === 'accept' || action.kind === 'accept-transfer') return `${done}\n${await show(officer, on.case)}`
        await look(officer, on.case, null)
        return withUnread(done)
      }
      case 'refused': {
        if (acted.reason !== 'moved') {
          const card = list.cards.find((c) => c.number === on.case) ?? open?.card
          const offered = action.kind === 'accept' && card?.number === on.case && card.offeredTo === officer.department
          return offered ? '这件正在转办给贵部门：请输入“接收”或“退回 <原因>”。' : acted.words.zh
        }
        const fresh = await show(officer, on.case)
        const kept = awaiting !== null && open !== null
        if (awaiting && open) awaiting = { ...awaiting, seen: open.view.moved }
        return `${acted.words.zh}\n${fresh}${kept ? '\n您写的还在：看过最新情况，仍要发送请再输入“确认”，不发请输入“放弃”。' : ''}`
      }
    }
  }

  function amended(action: OfficerAction, text: string): OfficerAction {
    switch (action.kind) {
      case 'reply':
        return { ...action, text: unfolded(text), confirmed: false }
      case 'request-supplements':
        return { ...action, items: readItems(text), confirmed: false }
      case 'close': {
        const found = readResult(text)
        const words = found ? text.slice(found.length).replace(/^[\s,，:：。]+/u, '') : text
        return { ...action, ...(found ? { result: found.result } : {}), words: words ? unfolded(words) : action.words, confirmed: false }
      }
      default:
        return action
    }
  }

  const addedTo = (number: string) => (added.case === number ? added.files : [])

  async function attach(officer: Officer, path: string): Promise<string> {
    if (!open) return NONE_OPEN
    const { number } = open.view
    const from = atHome(path)
    const about = await stat(from).catch(() => null)
    if (!about?.isFile()) return `没有读到文件 ${from}：请检查路径和权限。`
    if (about.size > LARGEST) return `“${basename(from)}”没能附上：文件超过 ${LARGEST / 1024 / 1024} MB。`
    const bytes = await readFile(from).catch(() => null)
    if (bytes === null) return `没有读到文件 ${from}：请检查路径和权限。`
    const got = await desk.attach(officer, number, [{ name: basename(from), bytes: new Uint8Array(bytes) }], clock())
    if (got.kind === 'refused') return got.words.zh
    const [bad] = got.turnedDown
    if (bad) return `“${bad.name}”没能附上：${bad.problem.zh}。`
    const files = [...new Map([...addedTo(number), ...got.files].map((f) => [f.id, f])).values()]
    if (files.length > MOST_FILES) return `一次回复最多附 ${MOST_FILES} 份文件；这一份没有附上。`
    added = { case: number, files }
    if (awaiting?.case === number && awaiting.action.kind === 'reply') return act(officer, awaiting, { ...awaiting.action, confirmed: false })
    return `已附上，随下一条“回复 <内容>”发给企业：${files.map((f) => f.name).join('、')}。不要了请输入“放弃”。`
  }

  async function save(officer: Officer, place: number, path: string): Promise<string> {
    const file = open?.files[place - 1]
    if (!open || !file) return open ? `没有第 ${place} 份文件。` : NONE_OPEN
    const got = await desk.file(officer, open.view.number, file.id, message(), clock())
    if (got.kind === 'refused') return got.words.zh
    const home = atHome(path)
    const folder = await stat(home).then(
      (s) => s.isDirectory(),
      () => false,
    )
    const to = folder ? join(home, got.file.name) : home
    try {
      await writeFile(to, got.bytes, { flag: 'wx', mode: 0o600 })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return code === 'EEXIST' ? `${to} 已经有了，没有覆盖；请换一个名字。` : `没有存成 ${to}（${code}）：请检查文件夹和权限。`
    }
    return `已存到 ${to}（${got.bytes.length} 字节），取出已记录。用完请及时删除。`
  }

  async function carryOut(officer: Officer, command: Command): Promise<string> {
    switch (command.kind) {
      case 'queue':
        return showList(officer, command.which, 1)
      case 'page':
        return showList(officer, list.which, command.page === 'next' ? list.page + 1 : command.page === 'previous' ? list.page - 1 : command.page)
      case 'look': {
        const on = await meant(officer, command.which)
        return typeof on === 'string' ? on : show(officer, on.case)
      }
      case 'act': {
        const on = await meant(officer, command.on)
        return typeof on === 'string' ? on : act(officer, on, command.action)
      }
      case 'history':
        return open ? ((await look(officer, open.view.number, null)) ?? withUnread(historyWords(open.view.number, open.history))) : NONE_OPEN
      case 'personal':
        if (!open) return NONE_OPEN
        return open.view.actions.includes('view-personal') ? show(officer, open.view.number, command.reason) : '您没有查看这个案件个人信息的权限；接单后由经办人查看。'
      case 'files':
        return open ? ((await look(officer, open.view.number, null)) ?? withUnread(filesWords(open.files))) : NONE_OPEN
      case 'save':
        return save(officer, command.place, command.path)
      case 'attach':
        return attach(officer, command.path)
      case 'confirm':
        return awaiting ? act(officer, awaiting, { ...awaiting.action, confirmed: true } as OfficerAction) : '没有等待确认的内容。'
      case 'amend':
        return awaiting ? act(officer, awaiting, amended(awaiting.action, command.text)) : '没有等待确认的内容；要对企业说，请写“回复 <内容>”。'
      case 'drop': {
        const had = awaiting !== null || added.files.length > 0
        awaiting = null
        added = { case: '', files: [] }
        return had ? '已放弃，没有发出。' : '没有等待确认的内容。'
      }
      case 'help':
        return HELP
      case 'missing':
        return command.words
      case 'leave':
        return '再见。'
      case 'unknown':
        if (awaiting) return '上面的话还没有发出：输入“确认”、“改 <新内容>”或“放弃”。'
        return open?.view.talking ? '没听懂。要对企业说，请写“回复 <内容>”；“帮助”看全部命令。' : '没听懂，输入“帮助”看全部命令。'
    }
  }

  return {
    async hear(officer, text) {
      const command = readCommand(text, known)
      const again = command.kind === 'look' && command.which === null
      const dropped = awaiting !== null && !again && !HARMLESS.includes(command.kind)
      if (dropped) awaiting = null
      const said = await carryOut(officer, command)
      return { text: `${dropped ? '（刚才等待确认的内容没有发出。）\n' : ''}${said}`, leave: command.kind === 'leave' }
    },
    async begin(officer) {
      const mine = await showList(officer, { kind: 'mine' }, 1)
      return list.cards.length > 0 ? mine : `${mine}\n${await showList(officer, { kind: 'department' }, 1)}`
    },
    async follow(officer) {
      if (!open) return null
      const { view, card } = open
      const now = await desk.card(officer, view.number, clock())
      if (!now || (now.moved === card.moved && now.unanswered <= card.unanswered && now.files === card.files)) return null
      if ((await look(officer, view.number, null)) !== null) return null
      const news = unread()
      const same = now.status === card.status && now.handler?.officer === card.handler?.officer && now.offeredTo === card.offeredTo
      if (news || same) return news
      return `〔变化〕${view.number}：现在${now.words}${now.handler ? `，经办 ${now.handler.name}` : ''}。输入“看”看最新情况。`
    },
    stands: () => ({ open: open?.view.number ?? null, awaiting: awaiting !== null }),
  }
}

function atHome(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path
}
