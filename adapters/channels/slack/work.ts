/** Officers at work: presses on cards, in windows and lists, each carried out by the officers' desk and shown where it was pressed. */
import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { OfficerAction } from '../../../src/officer/act.ts'
import type { Officer } from '../../../src/officer/officer.ts'
import type { OfficerDesk } from '../../../src/officers.ts'
import type { Store } from '../../../src/store.ts'
import type { Rendered } from './blocks.ts'
import { type Calls, refusedFor } from './calls.ts'
import { readValue } from './card.ts'
import type { Cards } from './cards.ts'
import { anew, NOT_AN_OFFICER } from './hearing.ts'
import { type Home, readShown } from './home.ts'
import { caseWindow, FORMS, type FormKind, form, historyWindow, type Place, type View } from './modals.ts'
import { CHANNEL } from './receive.ts'
import { rated } from './render.ts'
import type { Sender } from './send.ts'

export type Means = {
  readonly calls: Calls
  readonly cards: Cards
  readonly sender: Sender
  readonly home: Home
  readonly officers: OfficerDesk
  readonly officerOf: (user: string) => Promise<Officer | null>
  readonly store: Pick<Store, 'asked' | 'officers'>
  readonly clock: Clock
  /** To which a case can be given. */
  readonly departments: readonly string[]
  /** The web desk, as officers reach it. */
  readonly baseUrl: string
  /** Answers where Slack says to, in place of what stands there. */
  readonly respond: (url: string, body: Readonly<Record<string, unknown>>) => Promise<void>
}

/** Slack waits three seconds for an acknowledgement; what is not done by then is shown when it is. */
const ACK_WITHIN_MS = 2_200

/** Waits for work that is to be durable before it is acknowledged, but never too long for Slack; `work` never rejects. */
export async function promptly<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ACK_WITHIN_MS, null)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const PressShape = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().default(''),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    channel_id: z.string().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().nullish(),
    is_ephemeral: z.boolean().nullish(),
  }),
  view: z.object({ id: z.string(), type: z.string() }).optional(),
  message: z.object({ text: z.string().optional(), blocks: z.array(z.unknown()).optional() }).optional(),
  actions: z
    .array(
      z.object({ action_id: z.string(), action_ts: z.string().default(''), value: z.string().nullish(), selected_option: z.object({ value: z.string() }).nullish() }),
    )
    .min(1),
})

type Press = {
  readonly user: string
  readonly trigger: string
  readonly action: string
  readonly value: string
  readonly id: string
  readonly channel: string | null
  readonly root: string | null
  /** The message that was pressed, where it can be changed like any other. */
  readonly ts: string | null
  /** Where a message that one person alone sees is changed. */
  readonly responseUrl: string | null
  /** The window that was pressed. */
  readonly window: string | null
  readonly message: { readonly text: string; readonly blocks: readonly unknown[] } | null
}

function readPress(body: unknown): Press | null {
  const { data } = PressShape.safeParse(body)
  const action = data?.actions[0]
  if (!data || !action) return null
  const { container, view, message } = data
  const ephemeral = container.is_ephemeral === true
  return {
    user: data.user.id,
    trigger: data.trigger_id,
    action: action.action_id,
    value: action.selected_option?.value ?? action.value ?? '',
    id: `press:${data.user.id}:${action.action_ts || data.trigger_id}`,
    channel: container.channel_id ?? null,
    root: container.thread_ts ?? null,
    ts: ephemeral ? null : (container.message_ts ?? null),
    responseUrl: ephemeral ? (data.response_url ?? null) : null,
    window: view?.type === 'modal' ? view.id : null,
    message: message?.blocks ? { text: message.text ?? '', blocks: message.blocks } : null,
  }
}

const AT_ONCE: readonly string[] = ['accept', 'accept-transfer', 'end-talk'] satisfies readonly OfficerAction['kind'][]
const TOO_LATE = '这次点击等得太久，Slack 不再让打开窗口，请再按一次。'
export const TRIGGERS: readonly string[] = ['expired_trigger_id', 'invalid_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged']

/** @param report a failure nobody else hears of. */
export function listenToPresses(app: App, means: Means, report: (error: unknown) => void): void {
  const { calls, cards, sender, home, officers, officerOf, store, clock, departments, baseUrl, respond } = means

  /** The case as it is now, in place of what was pressed. */
  async function refresh(p: Press, number: string, problem: string | null = null): Promise<void> {
    if (p.window !== null) {
      const { blocks } = await cards.rendered(number)
      await calls.call('views.update', { view_id: p.window, view: caseWindow(number, blocks, problem) })
    } else if (p.ts !== null && p.channel !== null) await cards.update(number, p.channel, p.ts)
    else if (p.responseUrl !== null) {
      const { text, blocks } = await cards.rendered(number)
      await respond(p.responseUrl, { replace_original: true, response_type: 'ephemeral', text, blocks })
    }
  }

  async function tell(p: Press, said: string | Rendered): Promise<void> {
    await sender.whisper({ channel: p.channel ?? (await sender.direct(p.user)), root: p.root }, p.user, said)
  }

  /** Refused: said where it was pressed, with the case as it is now. */
  async function refuse(p: Press, number: string, words: string, seen: boolean): Promise<void> {
    if (p.window === null) await tell(p, words)
    if (seen) await refresh(p, number, words)
  }

  async function open(p: Press, view: View): Promise<void> {
    try {
      await calls.call(p.window === null ? 'views.open' : 'views.push', { trigger_id: p.trigger, view })
    } catch (error) {
      if (!refusedFor(error, ...TRIGGERS)) throw error
      await tell(p, TOO_LATE)
    }
  }

  async function pressed(p: Press): Promise<void> {
    const [, within, menu] = /^(?:(history|[a-z-]+)\.)?(LN-.*)$/.exec(p.value) ?? []
    const on = readValue(menu ?? '')
    const act = p.action === 'case:more' ? within : p.action.slice('case:'.length)
    if (!on || !act) return
    const { number, moved } = on
    const officer = await officerOf(p.user)
    if (!officer) {
      await officers.turnedAway(`slack:${p.user}`, `${act} ${number}`, clock())
      return tell(p, NOT_AN_OFFICER)
    }
    if (AT_ONCE.includes(act)) {
      const acted = await officers.act(officer, { case: number, seen: moved }, { kind: act as 'accept' }, { channel: CHANNEL, id: p.id }, clock())
      if (acted.kind === 'refused') return refuse(p, number, acted.words.zh, acted.reason !== 'absent')
      await refresh(p, number)
      return home.touch()
    }
    return shown(p, officer, act, number, moved)
  }

  /** What is only looked at, and what needs words first. */
  async function shown(p: Press, officer: Officer, act: string, number: string, moved: number): Promise<void> {
    const seen = await officers.look(officer, number, { place: 'foreign', open: null }, anew('look'), clock())
    if (seen.kind === 'refused') return refuse(p, number, seen.words.zh, false)
    if (act === 'show') return open(p, caseWindow(number, (await cards.rendered(number)).blocks))
    if (act === 'history') return open(p, historyWindow(number, seen.history))
    if (!FORMS.includes(act)) return
    const kind = act as FormKind
    if (seen.view.moved !== moved && kind !== 'note') return refuse(p, number, '案件刚有变化，卡片已更新；请看最新情况再办。', true)
    if (!seen.view.actions.includes(kind)) {
      await officers.turnedAway(`slack:${p.user}`, `${kind} ${number}`, clock())
      return refuse(p, number, '您没有这项权限，或案件现在不能这样办理。', true)
    }
    const place: Place = p.ts !== null && p.channel !== null ? { kind: 'message', channel: p.channel, ts: p.ts } : { kind: 'alone' }
    const others = departments.filter((name) => name !== officer.department)
    await open(p, form({ case: number, moved, kind, place, shown: null }, others, baseUrl))
  }

  async function rate(p: Press): Promise<void> {
    const useful = p.action === 'rate:yes'
    const known = (await store.asked.rate(p.value, useful)) || (await store.asked.rate(p.value.replace(/:\d+$/, ''), useful))
    if (p.ts !== null && p.channel !== null && p.message)
      await calls.call('chat.update', { channel: p.channel, ts: p.ts, text: p.message.text, blocks: rated(p.message.blocks as Rendered['blocks'], useful) })
    await tell(p, !known ? '谢谢。这个问题的记录已按期清除，没能记下评价。' : useful ? '谢谢，已记下。' : '谢谢，已记下，会据此改进。需要人工可以点“转人工”。')
  }

  const listen = (pattern: RegExp, work: (p: Press) => Promise<void>) =>
    app.action(pattern, async ({ ack, body }) => {
      const p = readPress(body)
      const done = p ? work(p).catch(report) : Promise.resolve()
      await promptly(done)
      await ack().catch(report)
      await done
    })
  listen(/^case:/, pressed)
  listen(/^rate:/, rate)
  listen(/^home:/, async (p) => home.show(p.user, readShown(p.value) ?? undefined))
  // A link is opened by Slack itself; what is asked or shared was kept before it came here.
  listen(/^(?:open:|ask:|share$)/, async () => {})
}
