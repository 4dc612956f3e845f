/** What Slack sends, as it sends it: event envelopes, slash commands, presses, submissions and shortcuts, built without sending any. */
import type { Json } from './faults.ts'
import type { Message, View, Workspace } from './workspace.ts'

/** Slack escapes three characters in whatever a person types. */
export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

let drawn = 0
const fresh = (prefix: string) => `${prefix}${Date.now().toString(36).toUpperCase()}${(++drawn).toString(36).toUpperCase().padStart(4, '0')}`

/** An event as the Events API wraps it; give `eventId` to deliver the same one again. */
export function envelope(w: Workspace, event: Json, eventId = fresh('Ev')): Json {
  const seconds = Math.floor(Date.now() / 1000)
  return {
    token: 'verification-token-unused',
    team_id: w.teamId,
    api_app_id: w.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: seconds,
    authorizations: [{ enterprise_id: null, team_id: w.teamId, user_id: w.botUserId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: `4-${eventId}`,
  }
}

const channelType = (channel: string) => (channel.startsWith('D') ? 'im' : 'channel')

/** A person's message as the `message` event; `text` is what Slack shows after escaping. */
export function messageEvent(w: Workspace, message: Message): Json {
  const { channel, files, ...rest } = message
  return {
    ...rest,
    type: 'message',
    client_msg_id: `00000000-0000-4000-8000-${message.ts.replace('.', '').slice(-12)}`,
    team: w.teamId,
    ...(files ? { files, subtype: 'file_share' } : { blocks: richText(message.text) }),
    channel,
    event_ts: message.ts,
    channel_type: channelType(channel),
  }
}

/** The same post as `app_mention`: no channel_type, no subtype, its own event id. */
export function mentionEvent(w: Workspace, message: Message): Json {
  const { channel_type: _type, subtype: _subtype, ...event } = messageEvent(w, message)
  return { ...event, type: 'app_mention' }
}

function richText(text: string): Json[] {
  const elements = text.split(/(<@U[A-Z0-9]+>)/).flatMap((part): Json[] => {
    const mentioned = /^<@(U[A-Z0-9]+)>$/.exec(part)?.[1]
    if (mentioned) return [{ type: 'user', user_id: mentioned }]
    return part ? [{ type: 'text', text: part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') }] : []
  })
  return [{ type: 'rich_text', block_id: fresh('b'), elements: [{ type: 'rich_text_section', elements }] }]
}

export function changedEvent(message: Message, before: Message, hidden = true): Json {
  const ts = stamp()
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden,
    channel: message.channel,
    ts,
    event_ts: ts,
    channel_type: channelType(message.channel),
    message,
    previous_message: before,
  }
}

export function deletedEvent(message: Message): Json {
  const ts = stamp()
  const { channel } = message
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    channel,
    ts,
    event_ts: ts,
    channel_type: channelType(channel),
    previous_message: message,
  }
}

const stamp = () => `${Math.floor(Date.now() / 1000)}.${String(900_000 + (++drawn % 99_999))}`

const person = (w: Workspace, who: string) => ({ id: w.user(who), username: w.nameOf(w.user(who)), name: w.nameOf(w.user(who)), team_id: w.teamId })
const common = (w: Workspace, who: string) => ({
  team: { id: w.teamId, domain: 'emulate' },
  enterprise: null,
  is_enterprise_install: false,
  user: person(w, who),
  api_app_id: w.appId,
  token: 'verification-token-unused',
})
const responseUrl = (w: Workspace) => `${w.faults.url}/respond/${fresh('R')}`

/** Every button, menu and field in blocks, with the block it stands in. */
export function elementsOf(blocks: readonly Json[]): readonly { readonly block: Json; readonly element: Json }[] {
  return blocks.flatMap((block) => {
    const within = [block.accessory, block.element, ...((block.elements as readonly Json[] | undefined) ?? [])]
    return within.filter((e): e is Json => typeof e === 'object' && e !== null && 'action_id' in e).map((element) => ({ block, element }))
  })
}

const chosen = (element: Json, value: unknown): Json => {
  const options = (element.options ?? []) as readonly Json[]
  const option = (v: unknown) => options.find((o) => o.value === v) ?? { text: { type: 'plain_text', text: String(v) }, value: v }
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
    case 'external_select':
      return { selected_option: value === undefined ? (element.initial_option ?? null) : option(value) }
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: value === undefined ? (element.initial_options ?? []) : (value as unknown[]).map(option) }
    case 'datepicker':
      return { selected_date: value ?? element.initial_date ?? null }
    case 'users_select':
      return { selected_user: value ?? element.initial_user ?? null }
    case 'button':
      return { text: element.text, value: value ?? element.value, ...(element.style ? { style: element.style } : {}) }
    default:
      return { value: value ?? element.initial_value ?? null }
  }
}

/** @throws Error naming the actions there are, when the target has none of this id. */
export function press(w: Workspace, target: Message | View, actionId: string, who: string, trigger: string, value?: unknown): Json {
  const found = elementsOf(target.blocks ?? []).find(({ element }) => element.action_id === actionId)
  if (!found) throw new Error(`no action “${actionId}” there; there are: ${elementsOf(target.blocks ?? []).map(({ element }) => element.action_id)}`)
  const { block, element } = found
  const action = { action_id: actionId, block_id: block.block_id ?? fresh('b'), type: element.type, ...chosen(element, value), action_ts: stamp() }
  const place =
    'ts' in target
      ? {
          container: {
            type: 'message',
            message_ts: target.ts,
            channel_id: target.channel,
            is_ephemeral: false,
            ...(target.thread_ts ? { thread_ts: target.thread_ts } : {}),
          },
          channel: { id: target.channel, name: 'privategroup' },
          message: target,
          state: { values: {} },
          response_url: responseUrl(w),
        }
      : { container: { type: 'view', view_id: target.id }, view: target }
  return { type: 'block_actions', ...common(w, who), trigger_id: trigger, ...place, actions: [action] }
}

/** What a person filled in, by action id or block id; what is left out keeps its initial value. @throws Error for a field that is not in the view. */
export function submission(w: Workspace, view: View, values: Json, who: string, trigger: string): Json {
  const fields = elementsOf(view.blocks).filter(({ block }) => block.type === 'input')
  const unknown = Object.keys(values).filter((key) => !fields.some(({ block, element }) => key === element.action_id || key === block.block_id))
  if (unknown.length) throw new Error(`no field ${unknown} in the view; there are: ${fields.map(({ block, element }) => `${block.block_id}/${element.action_id}`)}`)
  const state: Record<string, Json> = {}
  for (const { block, element } of fields)
    state[String(block.block_id)] = {
      [String(element.action_id)]: { type: element.type, ...chosen(element, values[String(element.action_id)] ?? values[String(block.block_id)]) },
    }
  return { type: 'view_submission', ...common(w, who), trigger_id: trigger, view: { ...view, state: { values: state } }, response_urls: [] }
}

export const closed = (w: Workspace, view: View, who: string): Json => ({ type: 'view_closed', ...common(w, who), view, is_cleared: false })

/** A global shortcut, or one on a message when there is a message. */
export const shortcut = (w: Workspace, callbackId: string, who: string, trigger: string, message?: Message): Json => ({
  type: message ? 'message_action' : 'shortcut',
  ...common(w, who),
  callback_id: callbackId,
  trigger_id: trigger,
  action_ts: stamp(),
  ...(message ? { channel: { id: message.channel, name: 'privategroup' }, message_ts: message.ts, message, response_url: responseUrl(w) } : {}),
})

export const slash = (w: Workspace, who: string, where: string, command: string, text: string, trigger: string): Record<string, string> => ({
  token: 'verification-token-unused',
  team_id: w.teamId,
  team_domain: 'emulate',
  channel_id: w.channel(where),
  channel_name: where.startsWith('D') ? 'directmessage' : where,
  user_id: w.user(who),
  user_name: w.nameOf(w.user(who)),
  command,
  text,
  api_app_id: w.appId,
  is_enterprise_install: 'false',
  response_url: responseUrl(w),
  trigger_id: trigger,
})
