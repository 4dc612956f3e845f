/** Forms handed in: what is wrong is said at its field, what the enterprise will read is shown first, and the same form acts once. */
import type { App, ViewResponseAction } from '@slack/bolt'
import type { Acted } from '../../../src/officers.ts'
import { anew, NOT_AN_OFFICER } from './hearing.ts'
import { actionOf, contentOf, type Filled, fieldError, filled, type Meta, preview, readMeta, said } from './modals.ts'
import { CHANNEL } from './receive.ts'
import { type Means, promptly } from './work.ts'

type Ending = { readonly response: ViewResponseAction; readonly words: string }

const CLEARED: ViewResponseAction = { response_action: 'clear' }
/** What the enterprise reads is shown first. */
const SHOWN_FIRST: readonly Meta['kind'][] = ['request-supplements', 'reply', 'close']

export function listenToForms(app: App, means: Means, report: (error: unknown) => void): void {
  const { cards, sender, home, officers, officerOf, clock } = means

  async function decide(user: string, view: { readonly id: string }, meta: Meta, f: Filled): Promise<Ending> {
    const officer = await officerOf(user)
    if (!officer) {
      await officers.turnedAway(`slack:${user}`, `${meta.kind} ${meta.case}`, clock())
      return over(NOT_AN_OFFICER)
    }
    const wrong = fieldError(meta.kind, f, null, '')
    if (wrong) return { response: { response_action: 'errors', errors: { ...wrong } }, words: Object.values(wrong).join('') }
    const content = contentOf(f)
    const on = { case: meta.case, seen: meta.moved }
    if (SHOWN_FIRST.includes(meta.kind) && meta.shown !== content) {
      const shown = await officers.act(officer, on, actionOf(meta.kind, f, false), anew('preview'), clock())
      if (shown.kind === 'preview') return { response: { response_action: 'update', view: preview(meta, shown, f, meta.shown !== null) }, words: '' }
      return ended(meta, f, shown)
    }
    const acted = await officers.act(officer, on, actionOf(meta.kind, f, true), { channel: CHANNEL, id: `view:${view.id}:${content}` }, clock())
    if (acted.kind === 'done' && meta.kind === 'close' && f.note?.trim())
      await officers.act(officer, { case: meta.case, seen: null }, { kind: 'note', text: f.note }, { channel: CHANNEL, id: `view:${view.id}:${content}:note` }, clock())
    return ended(meta, f, acted)
  }

  function ended(meta: Meta, f: Filled, acted: Acted): Ending {
    if (acted.kind !== 'refused') return { response: CLEARED, words: DONE[meta.kind](meta.case) }
    const wrong = fieldError(meta.kind, f, acted.reason, acted.words.zh)
    return wrong ? { response: { response_action: 'errors', errors: { ...wrong } }, words: acted.words.zh } : over(acted.words.zh)
  }

  app.view('case:form', async ({ ack, body, view }) => {
    const meta = readMeta(view.private_metadata)
    const user = body.user.id
    const f = filled(view)
    const done = meta
      ? decide(user, view, meta, f).catch((error: unknown): Ending => {
          report(error)
          return over('没有办成：系统暂时有问题，内容没有发出。请稍后再试。')
        })
      : Promise.resolve(over('这个窗口已失效，请关闭后重新打开。'))
    const intime = await promptly(done)
    await ack(intime?.response ?? CLEARED).catch(report)
    const { words, response } = await done
    if (!meta || response.response_action === 'update' || response.response_action === 'errors') {
      // It took too long for the window to say so.
      if (!intime && words) await tell(user, meta, words)
      if (meta?.place.kind === 'message' && words) await cards.update(meta.case, meta.place.channel, meta.place.ts).catch(report)
      return
    }
    home.touch()
    await tell(user, meta, words)
    if (meta.place.kind === 'message') await cards.update(meta.case, meta.place.channel, meta.place.ts).catch(report)
  })

  async function tell(user: string, meta: Meta | null, words: string): Promise<void> {
    const channel = meta?.place.kind === 'message' ? meta.place.channel : await sender.direct(user).catch(() => null)
    if (channel) await sender.whisper({ channel }, user, words)
  }
}

const over = (words: string): Ending => ({ response: { response_action: 'update', view: said('没有办理', words) }, words })

const DONE: Readonly<Record<Meta['kind'], (number: string) => string>> = {
  transfer: (number) => `✓ ${number} 已提出转办，等对方接收；首问负责人不变。`,
  return: (number) => `✓ ${number} 已退回转办。`,
  'request-supplements': (number) => `✓ ${number} 已请企业补充材料。是否送到，看卡片最下面一行。`,
  reply: (number) => `✓ ${number} 已回复企业。是否送到，看卡片最下面一行。`,
  close: (number) => `✓ ${number} 已办结，企业会收到结果。`,
  note: (number) => `✓ ${number} 已记下内部备注，企业看不到。`,
}
