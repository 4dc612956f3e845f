/** What Slack would refuse, cut or misread in what the app sends: Block Kit's limits and shapes, which the emulator takes without a look. */
import type { Call, Json } from './faults.ts'

export type Problem = { readonly path: string; readonly what: string }
/** People who may be mentioned on purpose, by id. */
export type Allowed = { readonly mentions?: readonly string[] }

type Say = (path: string, what: string) => void
type Check = (value: unknown, path: string, say: Say) => void

export const CHECKED = ['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.open', 'views.push', 'views.update', 'views.publish'] as const

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const size = (value: string) => value.length

/** A string of 1 to `most` characters. */
const text =
  (most: number): Check =>
  (value, path, say) => {
    if (typeof value !== 'string') say(path, 'must be a string')
    else if (value === '') say(path, 'is empty')
    else if (size(value) > most) say(path, `${size(value)} characters, at most ${most}`)
  }

const composed =
  (most: number, types: readonly string[]): Check =>
  (value, path, say) => {
    if (!isObject(value)) return say(path, 'must be a text object')
    if (!types.includes(String(value.type))) say(`${path}.type`, `“${value.type}”, must be ${types.join(' or ')}`)
    text(most)(value.text, `${path}.text`, say)
    if (value.type === 'mrkdwn' && 'emoji' in value) say(path, 'mrkdwn takes no emoji property')
  }
const plain = (most: number) => composed(most, ['plain_text'])
const either = (most: number) => composed(most, ['plain_text', 'mrkdwn'])

const list =
  (least: number, most: number, each: Check): Check =>
  (value, path, say) => {
    if (!Array.isArray(value)) return say(path, 'must be a list')
    if (value.length < least || value.length > most) say(path, `${value.length} of them, must be ${least} to ${most}`)
    for (const [i, item] of value.entries()) each(item, `${path}[${i}]`, say)
  }

const among =
  (...values: unknown[]): Check =>
  (value, path, say) => {
    if (!values.includes(value)) say(path, `“${value}”, must be ${values.join(' or ')}`)
  }
const whole =
  (least: number, most: number): Check =>
  (value, path, say) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) say(path, `${value}, must be a whole number from ${least} to ${most}`)
  }
const flag = among(true, false)
const anything: Check = () => {}

/** Required properties, optional ones, and nothing else. */
const shape =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, path, say) => {
    if (!isObject(value)) return say(path, 'must be an object')
    for (const [key, check] of Object.entries(required)) {
      if (value[key] === undefined || value[key] === null) say(path, `has no ${key}`)
      else check(value[key], `${path}.${key}`, say)
    }
    for (const [key, check] of Object.entries(optional)) if (value[key] !== undefined) check(value[key], `${path}.${key}`, say)
    for (const key of Object.keys(value)) if (key !== 'type' && !(key in required) && !(key in optional)) say(`${path}.${key}`, 'is no property of this type')
  }

const option = shape({ text: either(75), value: text(150) }, { description: either(75), url: text(3000) })
const options = (most: number) => list(1, most, option)
const confirm = shape({ title: plain(100), text: either(300), confirm: plain(30), deny: plain(30) }, { style: among('primary', 'danger') })
const group = shape({ label: plain(75), options: options(100) })
const acts = { action_id: text(255), confirm, focus_on_load: flag }
const hinted = { ...acts, placeholder: plain(150) }
const select = (own: Record<string, Check>) => shape({}, { ...hinted, ...own })
const many = { max_selected_items: whole(1, 100) }
const date: Check = (value, path, say) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(String(value))) say(path, `“${value}” is no YYYY-MM-DD`)
}
const written = { ...hinted, initial_value: text(3000), dispatch_action_config: anything }
const ids = list(1, 100, text(255))
const menu = { options: options(100), option_groups: list(1, 100, group) }

const ELEMENTS: Readonly<Record<string, Check>> = {
  button: shape(
    { text: plain(75), action_id: text(255) },
    { value: text(2000), url: text(3000), style: among('primary', 'danger'), confirm, accessibility_label: text(75) },
  ),
  static_select: select({ ...menu, initial_option: option }),
  multi_static_select: select({ ...menu, ...many, initial_options: options(100) }),
  external_select: select({ initial_option: option, min_query_length: whole(0, 255) }),
  users_select: select({ initial_user: text(255) }),
  multi_users_select: select({ initial_users: ids, ...many }),
  conversations_select: select({ initial_conversation: text(255), filter: anything, default_to_current_conversation: flag, response_url_enabled: flag }),
  channels_select: select({ initial_channel: text(255), response_url_enabled: flag }),
  overflow: shape({ options: options(5), action_id: text(255) }, { confirm }),
  checkboxes: shape({ options: options(10) }, { ...acts, initial_options: options(10) }),
  radio_buttons: shape({ options: options(10) }, { ...acts, initial_option: option }),
  datepicker: shape({}, { ...hinted, initial_date: date }),
  timepicker: shape({}, { ...hinted, initial_time: text(5), timezone: text(255) }),
  datetimepicker: shape({}, { ...acts, initial_date_time: whole(1e9, 1e10 - 1) }),
  plain_text_input: shape({}, { ...written, multiline: flag, min_length: whole(0, 3000), max_length: whole(1, 3000) }),
  email_text_input: shape({}, written),
  url_text_input: shape({}, written),
  number_input: shape({ is_decimal_allowed: flag }, { ...written, min_value: text(255), max_value: text(255) }),
  file_input: shape({}, { action_id: text(255), filetypes: list(1, 100, text(255)), max_files: whole(1, 10) }),
  image: shape({ alt_text: text(2000) }, { image_url: text(3000), slack_file: anything }),
}
const INPUTS = Object.keys(ELEMENTS).filter((type) => !['button', 'overflow', 'image'].includes(type))
const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'file_input']
const PRESSED = Object.keys(ELEMENTS).filter((type) => !TYPED.includes(type))

const element =
  (types: readonly string[]): Check =>
  (value, path, say) => {
    const type = isObject(value) ? String(value.type) : ''
    const check = ELEMENTS[type]
    if (!check) return say(path, `unknown element “${type}”`)
    if (!types.includes(type)) say(path, `${type} may not stand here`)
    check(value, path, say)
    if (/^(?:multi_)?static_select$/.test(type) && !('options' in (value as Json)) && !('option_groups' in (value as Json)))
      say(path, 'has neither options nor option_groups')
  }

const said: Check = (value, path, say) => (isObject(value) && value.type === 'image' ? element(['image'])(value, path, say) : either(3000)(value, path, say))

const BLOCKS: Readonly<Record<string, Check>> = {
  section: (value, path, say) => {
    shape({}, { block_id: text(255), text: either(3000), fields: list(1, 10, either(2000)), accessory: element(PRESSED), expand: flag })(value, path, say)
    if (isObject(value) && !value.text && !value.fields) say(path, 'has neither text nor fields')
  },
  header: shape({ text: plain(150) }, { block_id: text(255) }),
  divider: shape({}, { block_id: text(255) }),
  image: shape({ alt_text: text(2000) }, { block_id: text(255), image_url: text(3000), slack_file: anything, title: plain(2000) }),
  context: shape({ elements: list(1, 10, said) }, { block_id: text(255) }),
  actions: shape({ elements: list(1, 25, element(PRESSED.filter((type) => type !== 'image'))) }, { block_id: text(255) }),
  input: shape({ label: plain(2000), element: element(INPUTS) }, { block_id: text(255), hint: plain(2000), optional: flag, dispatch_action: flag }),
  rich_text: shape({ elements: list(1, 1000, anything) }, { block_id: text(255) }),
  markdown: shape({ text: text(12_000) }, { block_id: text(255) }),
}

type Place = { readonly most: number; readonly where: 'message' | 'modal' | 'home' }

const blocks =
  ({ most, where }: Place): Check =>
  (value, path, say) => {
    if (!Array.isArray(value)) return say(path, 'must be a list')
    if (value.length > most) say(path, `${value.length} blocks, at most ${most}`)
    const seen = new Set<unknown>()
    for (const [i, block] of (value as Json[]).entries()) {
      const at = `${path}[${i}]`
      const check = BLOCKS[String(block?.type)]
      if (!check) {
        say(at, `unknown block “${block?.type}”`)
        continue
      }
      if (block.type === 'markdown' && where !== 'message') say(at, 'markdown stands only in messages')
      check(block, at, say)
      if (block.block_id !== undefined && seen.has(block.block_id)) say(`${at}.block_id`, `“${block.block_id}” stands twice`)
      seen.add(block.block_id)
      const parts = Array.isArray(block.elements) ? (block.elements as Json[]) : []
      const actions = parts.map((part) => part?.action_id).filter((id) => id !== undefined)
      for (const twice of new Set(actions.filter((id, n) => actions.indexOf(id) !== n))) say(at, `action_id “${twice}” stands twice in the block`)
      // Without both names what a person fills in cannot be found again.
      if (block.type === 'input' && (!block.block_id || !(block.element as Json | undefined)?.action_id)) say(at, 'an input needs its own block_id and action_id')
    }
    const long = (value as Json[]).filter((b) => b?.type === 'markdown').reduce((sum, b) => sum + String(b.text).length, 0)
    if (long > 12_000) say(path, `${long} characters of markdown, at most 12000 together`)
  }

const VIEW_BYTES = 250_000

const view: Check = (value, path, say) => {
  if (!isObject(value)) return say(path, 'must be a view')
  const type = value.type
  if (type !== 'modal' && type !== 'home') return say(`${path}.type`, `“${type}”, must be modal or home`)
  const common = { blocks: anything, private_metadata: limit(3000), callback_id: limit(255), external_id: limit(255) }
  const modal = { ...common, close: plain(24), submit: plain(24), clear_on_close: flag, notify_on_close: flag, submit_disabled: flag }
  if (type === 'modal') shape({ title: plain(24) }, modal)(value, path, say)
  else shape({}, common)(value, path, say)
  blocks({ most: 100, where: type })(value.blocks, `${path}.blocks`, say)
  const inputs = Array.isArray(value.blocks) && (value.blocks as Json[]).some((block) => block?.type === 'input')
  if (type === 'modal' && inputs && !value.submit) say(path, 'has inputs and no submit')
  const bytes = Buffer.byteLength(JSON.stringify(value))
  if (bytes > VIEW_BYTES) say(path, `${bytes} bytes, at most ${VIEW_BYTES}`)
}

/** Like `text`, but may be empty. */
const limit =
  (most: number): Check =>
  (value, path, say) => {
    if (value !== '') text(most)(value, path, say)
  }

const LOUD = /<!(?:channel|here|everyone|group|subteam\^[^>]*)(?:\|[^>]*)?>/g
const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g

/** Every string there is: no half character anywhere, no mention in what Slack reads as mrkdwn. */
function strings(value: unknown, path: string, mrkdwn: boolean, allowed: readonly string[], say: Say): void {
  if (typeof value === 'string') {
    // In a form a lone surrogate has already become U+FFFD on its way.
    if (!value.isWellFormed() || value.includes('\uFFFD')) say(path, 'a character is cut in half')
    if (!mrkdwn) return
    for (const [loud] of value.matchAll(LOUD)) say(path, `calls everyone: ${loud}`)
    for (const [mention, id] of value.matchAll(MENTION)) if (!allowed.includes(id as string)) say(path, `mentions ${mention}`)
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) strings(item, `${path}[${i}]`, false, allowed, say)
  } else if (isObject(value)) {
    const read = value.type === 'mrkdwn' || value.type === 'markdown'
    for (const [key, item] of Object.entries(value)) strings(item, path ? `${path}.${key}` : key, key === 'text' && (read || path === ''), allowed, say)
  }
}

const ADDRESS: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['channel'],
  'chat.update': ['channel', 'ts'],
  'chat.postEphemeral': ['channel', 'user'],
  'views.open': ['trigger_id'],
  'views.push': ['trigger_id'],
  'views.update': [],
  'views.publish': ['user_id'],
}

/** What is wrong with one call; a method that shows nothing has no problems. */
export function problems(method: string, body: Json, { mentions = [] }: Allowed = {}): readonly Problem[] {
  const needed = ADDRESS[method]
  if (!needed) return []
  const found: Problem[] = []
  const say: Say = (path, what) => void found.push({ path, what })
  for (const key of needed) if (typeof body[key] !== 'string' || body[key] === '') say(key, 'is missing')
  if (method.startsWith('views.')) {
    if (method === 'views.update' && !body.view_id && !body.external_id) say('view_id', 'is missing')
    view(body.view, 'view', say)
  } else {
    // 4,000 is what Slack advises; with blocks the text is what a notification shows.
    text(4000)(body.text, 'text', say)
    if (body.blocks !== undefined) blocks({ most: 50, where: 'message' })(body.blocks, 'blocks', say)
    if (body.metadata !== undefined) shape({ event_type: text(255), event_payload: anything })(body.metadata, 'metadata', say)
  }
  strings(body, '', false, mentions, say)
  return found
}

/** The problems of everything the app sent, each with its call: an empty list is what a test expects. */
export const problemsOf = (calls: readonly Call[], allowed: Allowed = {}): readonly string[] =>
  calls.flatMap((call, i) => problems(call.method, call.body, allowed).map(({ path, what }) => `${call.method} #${i + 1} ${path}: ${what}`))
