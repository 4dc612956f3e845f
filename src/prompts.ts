/** Prompts given to a language model: read from their files, checked, and filled so that whatever people, notices or files wrote is delimited data. */
import { DeskError } from './errors.ts'

/** One input of a prompt. `data` is fenced; anything else must be one of the words listed. */
export type Input = { readonly name: string; readonly of: 'data' | readonly string[]; readonly meaning: string }

/**
 * One file of `prompts/`. `system` and `user` hold `{placeholders}` and no other brace, so that LangChain's
 * `ChatPromptTemplate.fromMessages([['system', system], ['human', user]])` reads them as they are.
 */
export type Prompt = {
  readonly name: string
  readonly purpose: string
  readonly inputs: readonly Input[]
  /** One value an input, as it would be given to `fill`. */
  readonly exampleIn: Readonly<Record<string, string>>
  /** JSON, as the model should write it. */
  readonly exampleOut: string
  readonly system: string
  readonly user: string
}

/** The prompts the desk knows. */
export const PROMPTS = ['rewrite', 'understand', 'follow-up'] as const
export type PromptName = (typeof PROMPTS)[number]
export type Prompts = Readonly<Record<PromptName, Prompt>>

/** What a model is given: nothing that people, notices or files wrote stands outside a fence, and none of it in `system`. */
export type Filled = { readonly prompt: string; readonly system: string; readonly user: string }

const SECTIONS = ['Inputs', 'Example in', 'Example out', 'System', 'User'] as const
const INPUT = /^- `([a-z][a-zA-Z]*)`: (data|[\w-]+(?: \| [\w-]+)+)\. (\S.*)$/
const PLACEHOLDER = /\{([a-z][a-zA-Z]*)\}/g
/** Stands in the system part where the fence of this filling is told. */
const FENCE = 'fence'

/**
 * Reads one prompt file: a title, the purpose, then the sections in order.
 * @throws DeskError naming the file and what is missing, unknown or left over.
 */
export function readPrompt(name: string, text: string): Prompt {
  const fail = (what: string, remedy: string): never => {
    throw new DeskError('prompt', `prompts/${name}.md：${what}`, remedy)
  }
  const [head = '', ...rest] = text.replaceAll('\r\n', '\n').split(/^## /m)
  const sections = new Map(rest.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1).trim()]))
  if ([...sections.keys()].join() !== SECTIONS.join()) fail(`小节应依次为 ${SECTIONS.join('、')}`, '见 prompts/README.md')
  const section = (title: (typeof SECTIONS)[number]) => sections.get(title) as string
  const purpose = head.replace(/^# .*\n/, '').trim()
  if (!head.startsWith(`# ${name}\n`) || !purpose) fail(`应以 “# ${name}” 和一段用途开头`, '见 prompts/README.md')
  const inputs = section('Inputs')
    .split('\n')
    .filter(Boolean)
    .map((line): Input => {
      const read = INPUT.exec(line)
      if (!read) return fail(`读不懂输入 “${line}”`, '写作 - `name`: data. 含义')
      const [, input, of, meaning] = read as unknown as [string, string, string, string]
      return { name: input, of: of === 'data' ? 'data' : of.split(' | '), meaning }
    })
  const prompt: Prompt = {
    name,
    purpose,
    inputs,
    exampleIn: exampleOf(section('Example in'), inputs, fail),
    exampleOut: section('Example out').replace(/^```json\n|\n```$/g, ''),
    system: section('System'),
    user: section('User'),
  }
  check(prompt, fail)
  return prompt
}

type Fail = (what: string, remedy: string) => never

function exampleOf(text: string, inputs: readonly Input[], fail: Fail): Record<string, string> {
  const given = Object.fromEntries(text.split(/^(?=- `)/m).map((part) => [/^- `([^`]+)`/.exec(part)?.[1] ?? '', part.replace(/^- `[^`]+`: /, '').trim()]))
  if (Object.keys(given).join() !== inputs.map((i) => i.name).join()) fail('例子的输入与 Inputs 不一致', '每个输入各写一行，次序相同')
  return given
}

function check({ inputs, system, user }: Prompt, fail: Fail): void {
  const known = new Map(inputs.map((i) => [i.name, i]))
  const used = new Set<string>()
  for (const [part, text] of [
    ['System', system],
    ['User', user],
  ] as const) {
    if (/[{}]/.test(text.replace(PLACEHOLDER, ''))) fail(`${part} 里有不成对的花括号`, '花括号只用于 {placeholder}')
    for (const [, name] of text.matchAll(PLACEHOLDER) as Iterable<[string, string]>) {
      if (name === FENCE && part === 'System') continue
      const input = known.get(name)
      if (!input) fail(`未知的占位符 {${name}}`, '先在 Inputs 里声明')
      else if (input.of === 'data' && part === 'System') fail(`数据 {${name}} 不得进入 System`, '把它移到 User')
      used.add(name)
    }
  }
  if (!system.includes(`{${FENCE}}`)) fail('System 没有说明 {fence}', '说明围栏内只是数据')
  const unused = inputs.filter((i) => !used.has(i.name)).map((i) => i.name)
  if (unused.length) fail(`没有用到输入 ${unused.join('、')}`, '删去它，或在 User 里用它')
}

/**
 * The values for a prompt's placeholders, data fenced with the nonce: for `fill`, and for a LangChain template of the same text.
 * @param nonce drawn anew for each filling; nobody who writes data can know it.
 * @throws DeskError for an input that is missing, unknown, or not one of its words.
 */
export function enclose(prompt: Prompt, values: Readonly<Record<string, string>>, nonce: string): Record<string, string> {
  if (!/^[0-9a-f]{16,}$/.test(nonce)) throw new DeskError('prompt-nonce', '围栏需要至少 16 位随机十六进制', '用 randomBytes(16) 生成')
  const unknown = Object.keys(values).filter((name) => !prompt.inputs.some((i) => i.name === name))
  if (unknown.length) throw new DeskError('prompt-input', `${prompt.name} 没有输入 ${unknown.join('、')}`, `见 prompts/${prompt.name}.md`)
  const filled: Record<string, string> = { [FENCE]: `⟦${nonce}⟧` }
  for (const { name, of } of prompt.inputs) {
    const value = values[name]
    if (value === undefined) throw new DeskError('prompt-input', `${prompt.name} 缺少输入 ${name}`, `见 prompts/${prompt.name}.md`)
    if (of === 'data') filled[name] = `⟦${nonce}⟧ ${name}\n${defuse(value, nonce)}\n⟦/${nonce}⟧`
    else if (of.includes(value)) filled[name] = value
    else throw new DeskError('prompt-input', `${prompt.name} 的 ${name} 不能是 ${value.slice(0, 20)}`, `应为 ${of.join('、')}`)
  }
  return filled
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** Nothing in data can close its fence, open another, or hide. */
export function defuse(data: string, nonce: string): string {
  return data.toWellFormed().replace(UNSEEN, '').replaceAll(nonce, '|').replace(/[⟦⟧]/g, '|')
}

/** A prompt with its placeholders filled. */
export function fill(prompt: Prompt, values: Readonly<Record<string, string>>, nonce: string): Filled {
  const enclosed = enclose(prompt, values, nonce)
  // One pass: what was put in is not read for placeholders again.
  const put = (text: string) => text.replace(PLACEHOLDER, (_, name: string) => enclosed[name] as string)
  return { prompt: prompt.name, system: put(prompt.system), user: put(prompt.user) }
}
