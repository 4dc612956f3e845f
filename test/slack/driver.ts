/** Slack's side of the wire: what people do in the workspace reaches the app under test as signed requests, and how it was acknowledged is measured. */
import { createHmac } from 'node:crypto'
import type { Json } from './faults.ts'
import * as payloads from './payloads.ts'
import type { Message, View, Workspace } from './workspace.ts'

export type Kind = 'events_api' | 'interactive' | 'slash_commands'

/** How a delivery departs from the ordinary one. */
export type Odd = {
  /** Deliver as this event id, to repeat one. */
  readonly eventId?: string
  readonly retry?: { readonly num: number; readonly reason: 'http_timeout' | 'http_error' | 'connection_failed' }
  readonly signature?: 'good' | 'bad' | 'missing'
  /** Seconds added to the signed time; `missing` leaves the header out. */
  readonly clock?: number | 'missing'
  /** The body is changed after it was signed. */
  readonly tampered?: boolean
  /** A trigger made earlier, for instance one that has run out. */
  readonly trigger?: string
}

/** How a delivery was acknowledged: `body` is parsed JSON where it is JSON; `status` is 0 when nothing came within ten seconds. */
export type Sent = { readonly status: number; readonly body: unknown; readonly ms: number; readonly eventId: string | null }

/** A way for a payload to reach the app: signed HTTP here, an envelope in `socket.ts`. */
export type Road = (kind: Kind, payload: Json, odd: Odd) => Promise<Sent>

const PATIENCE = 10_000

export const sign = (secret: string, seconds: number | string, body: string) => `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`

/** @param url of the app's endpoint, such as http://127.0.0.1:3000/slack/events */
export function httpRoad(url: string, signingSecret: string): Road {
  return async (kind, payload, odd) => {
    const json = kind === 'events_api'
    const form = kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) }
    const text = json ? JSON.stringify(payload) : new URLSearchParams(form).toString()
    const seconds = Math.floor(Date.now() / 1000) + (typeof odd.clock === 'number' ? odd.clock : 0)
    const headers: Record<string, string> = {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    }
    if (odd.clock !== 'missing') headers['x-slack-request-timestamp'] = String(seconds)
    if (odd.signature !== 'missing') headers['x-slack-signature'] = sign(odd.signature === 'bad' ? `not ${signingSecret}` : signingSecret, seconds, text)
    if (odd.retry) Object.assign(headers, { 'x-slack-retry-num': String(odd.retry.num), 'x-slack-retry-reason': odd.retry.reason })
    const eventId = (payload.event_id as string | undefined) ?? null
    const body = odd.tampered ? text.replace(/U0ZHIWEN01|verification-token-unused/, 'U0SOMEONE1') : text
    const began = performance.now()
    try {
      const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE) })
      const said = await answer.text()
      return { status: answer.status, body: parsed(said), ms: performance.now() - began, eventId }
    } catch (error) {
      return { status: 0, body: String(error), ms: performance.now() - began, eventId }
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A person's post, with how each delivery of it went. */
export type Posted = { readonly message: Message; readonly sent: readonly Sent[] }
export type Driver = ReturnType<typeof openDriver>

export function openDriver(w: Workspace, road: Road) {
  const event = (body: Json, odd: Odd = {}) => road('events_api', payloads.envelope(w, body, odd.eventId), odd)
  const triggerOf = (who: string, odd: Odd, view?: string) => odd.trigger ?? w.trigger(who, view)

  const told = async (message: Message, mentioned: boolean, odd: Odd): Promise<Posted> => {
    // A mention in a channel reaches the app twice, with two event ids and one ts, in no fixed order.
    const events = [payloads.messageEvent(w, message), ...(mentioned ? [payloads.mentionEvent(w, message)] : [])]
    return { message, sent: await Promise.all(events.map((e) => event(e, odd))) }
  }
  const said = (who: string, where: string, text: string, thread?: string) => w.post(who, where, text, thread)

  return {
    event,
    /** A request of any shape on the same road: signed, but not wrapped. */
    raw: road,
    verifyUrl: (challenge: string, odd: Odd = {}) => road('events_api', { token: 'verification-token-unused', type: 'url_verification', challenge }, odd),

    /** A person mentions the app; the text is typed as is and escaped as Slack does. */
    async mention(who: string, where: string, text: string, { thread, ...odd }: Odd & { thread?: string } = {}): Promise<Posted> {
      return told(await said(who, where, `<@${w.botUserId}> ${payloads.escaped(text)}`, thread), true, odd)
    },
    /** A person types in a channel without mentioning anyone. */
    async say(who: string, where: string, text: string, { thread, ...odd }: Odd & { thread?: string } = {}): Promise<Posted> {
      return told(await said(who, where, payloads.escaped(text), thread), false, odd)
    },
    async directMessage(who: string, text: string, { thread, ...odd }: Odd & { thread?: string } = {}): Promise<Posted> {
      return told(await said(who, await w.dm(who), payloads.escaped(text), thread), false, odd)
    },
    /** A person shares a file; in a direct message when no channel is named. */
    async share(
      who: string,
      where: string | null,
      name: string,
      bytes: Uint8Array,
      { text = '', thread, ...odd }: Odd & { text?: string; thread?: string } = {},
    ): Promise<Posted> {
      return told(await w.upload(who, where ?? (await w.dm(who)), name, bytes, payloads.escaped(text), thread), false, odd)
    },
    async edit(message: Message, text: string, odd: Odd = {}): Promise<Sent> {
      await w.edit(message, payloads.escaped(text))
      const after = (await w.message(message.channel, message.ts)) ?? message
      return event(payloads.changedEvent(after, message), odd)
    },
    async remove(message: Message, odd: Odd = {}): Promise<Sent> {
      await w.remove(message)
      return event(payloads.deletedEvent(message), odd)
    },
    /** Slack tells the app of the app's own post, or of its own edit when there is a state before. */
    echo: (message: Message, before?: Message, odd: Odd = {}) =>
      event(
        before
          ? payloads.changedEvent(message, before)
          : { ...payloads.messageEvent(w, message), bot_id: w.botId, app_id: w.appId, bot_profile: { id: w.botId, app_id: w.appId, name: 'zhiwen' } },
        odd,
      ),
    joined: (who: string, where: string, odd: Odd = {}) =>
      event({ type: 'member_joined_channel', user: w.user(who), channel: w.channel(where), channel_type: 'C', team: w.teamId }, odd),
    /** A person opens the app: its home tab, or the messages tab of an agent. */
    async openHome(who: string, { tab = 'home', ...odd }: Odd & { tab?: 'home' | 'messages' } = {}): Promise<Sent> {
      const view = w.home(who)
      const opened = { type: 'app_home_opened', user: w.user(who), channel: await w.dm(who), tab, event_ts: `${Date.now() / 1000}` }
      return event({ ...opened, ...(tab === 'home' && view ? { view } : {}) }, odd)
    },

    async slash(who: string, where: string, command: string, text = '', odd: Odd = {}): Promise<Sent> {
      return road('slash_commands', payloads.slash(w, who, where, command, text, await triggerOf(who, odd)), odd)
    },
    /** A press on a message as it is given here, so that a card read earlier is pressed in its older state; or on a view. */
    async press(target: Message | View, actionId: string, who: string, { value, ...odd }: Odd & { value?: unknown } = {}): Promise<Sent> {
      const trigger = await triggerOf(who, odd, 'hash' in target && target.type === 'modal' ? target.id : undefined)
      return road('interactive', payloads.press(w, target, actionId, who, trigger, value), odd)
    },
    /** @param values by action id or block id: text, an option's value, a list of them, a date or a user id */
    async submit(view: View, values: Json, who: string, odd: Odd = {}): Promise<Sent> {
      return road('interactive', payloads.submission(w, view, values, who, await triggerOf(who, odd, view.id)), odd)
    },
    closeView: (view: View, who: string, odd: Odd = {}) => road('interactive', payloads.closed(w, view, who), odd),
    async shortcut(callbackId: string, who: string, { message, ...odd }: Odd & { message?: Message } = {}): Promise<Sent> {
      return road('interactive', payloads.shortcut(w, callbackId, who, await triggerOf(who, odd), message), odd)
    },
    /** The same event again, as Slack repeats it: after a moment, a minute and five, with these headers. */
    redeliver: (body: Json, eventId: string, num: number) => event(body, { eventId, retry: { num, reason: 'http_timeout' } }),
  }
}
