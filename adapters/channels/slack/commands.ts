/** `/case`: a case by its number, one's own queue, or tying an account here to an officer by a one-time code. */
import type { App } from '@slack/bolt'
import { readCaseNumbers } from '../../../src/cases/number.ts'
import { chinaTime } from '../../../src/clock.ts'
import { hashOfCode } from '../../../src/officer/code.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import { queueTitle } from '../../../src/officer/print.ts'
import type { Queue } from '../../../src/officer/queue.ts'
import { type Block, context, section } from './blocks.ts'
import { renderLine } from './card.ts'
import { anew, NOT_AN_OFFICER } from './hearing.ts'
import { mrkdwn, plain } from './text.ts'
import { type Means, promptly } from './work.ts'

type Said = { readonly text: string; readonly blocks?: Block[] }

const HELP = '用法：/case 看我的队列；/case <受理编号> 看一个案件；/case 绑定 <编号或姓名> <一次性码>'
export const ASK_HELP = '请在 /zhiwen 后面写上问题，例如：/zhiwen 质押登记几天能办好。只有您自己看得到回答。'

export function listenToCommands(app: App, means: Means, report: (error: unknown) => void): void {
  const { officers, officerOf, store, cards, clock, respond } = means

  async function queue(officer: Officer): Promise<Said> {
    const now = clock()
    const lists: readonly Queue[] = [{ kind: 'mine' }, { kind: 'department' }]
    for (const which of lists) {
      const { cards: found, total } = await officers.queue(officer, which, 1, now)
      if (total === 0) continue
      const blocks: Block[] = [
        section(`*${queueTitle(which)}　${total} 件*${which.kind === 'department' ? '（您手上没有案件）' : ''}`),
        ...found.map((card) => renderLine(card, { now: chinaTime(now) })),
        ...(total > found.length ? [context(`最急的 ${found.length} 件；其余请看知问的主页（App Home）`)] : []),
      ]
      return { text: `${queueTitle(which)} ${total} 件`, blocks }
    }
    return { text: '您手上没有案件，本部门也没有待办的案件。' }
  }

  async function show(officer: Officer, text: string): Promise<Said> {
    const [reading] = readCaseNumbers(text)
    if (!reading) return { text: HELP }
    if (reading.kind === 'mistyped') return { text: `“${mrkdwn(reading.text)}”不像受理编号，可能抄错了一个字符，请核对。` }
    const seen = await officers.look(officer, reading.number, { place: 'foreign', open: null }, anew('look'), clock())
    if (seen.kind === 'refused') return { text: seen.words.zh }
    const { text: line, blocks } = await cards.rendered(reading.number)
    return { text: line, blocks: [...blocks] }
  }

  /** The code proves who it is; an account here is one officer's, and an officer has one account. */
  async function tie(user: string, text: string): Promise<Said> {
    const [, who, code] = /^(\S+)\s+(\S.*)$/.exec(text.trim()) ?? []
    if (!who || !code) return { text: '请写：/case 绑定 <编号或姓名> <一次性码>，例如 /case 绑定 wang 7K4M-9PXR-2ACE' }
    const now = clock()
    const mine = await store.officers.find({ slack: user })
    if (mine?.active) return { text: `这个 Slack 账号已经是${mrkdwn(mine.name)}（编号 ${mine.id}）的；要改请找管理员。` }
    const all = (await store.officers.list()).filter((o) => o.active && (o.id === who || o.name === who))
    const officer = all.find((o) => o.id === who) ?? (all.length === 1 ? all[0] : undefined)
    const right = officer !== undefined && (await store.officers.redeemCode(officer.id, hashOfCode(officer.id, code), now))
    if (!officer || !right) {
      await officers.turnedAway(`slack:${user}`, '绑定', now)
      return { text: '没有绑定：编号或一次性码不对，或码已过期。请核对，或请管理员重新发一个（npm run officers -- code <编号>）。' }
    }
    await store.officers.save({ ...officer, slack: user }, now)
    return { text: `✓ 已绑定：${mrkdwn(officer.department)} ${mrkdwn(officer.name)}。新案件和提醒会发到这里；输入 /case 看您的队列。` }
  }

  async function answer(user: string, said: string): Promise<Said> {
    const text = plain(said).normalize('NFKC')
    const tying = /^(?:绑定|bind)\s*(.*)$/is.exec(text)
    if (tying) return tie(user, tying[1] ?? '')
    if (/^(?:帮助|help|\?)$/i.test(text)) return { text: HELP }
    const officer = await officerOf(user)
    if (!officer) {
      await officers.turnedAway(`slack:${user}`, '/case', clock())
      return { text: NOT_AN_OFFICER }
    }
    return text ? show(officer, text) : queue(officer)
  }

  app.command('/case', async ({ ack, command }) => {
    const done = answer(command.user_id, command.text ?? '').catch((error: unknown): Said => {
      report(error)
      return { text: '系统暂时有问题，请稍后再试。' }
    })
    const intime = await promptly(done)
    const shown = ({ text, blocks }: Said) => ({ response_type: 'ephemeral' as const, text, ...(blocks ? { blocks } : {}) })
    await (intime ? ack(shown(intime)) : ack()).catch(report)
    if (!intime) await respond(command.response_url, shown(await done)).catch(report)
  })
  // The question itself was kept before it came here.
  app.command('/zhiwen', async ({ ack, command }) => (plain(command.text ?? '') ? ack() : ack({ response_type: 'ephemeral', text: ASK_HELP })))
}
