/** The chain a question runs through: clauses are found, put into a prompt with it, the model asked, and what it says held to one shape. */
import type { Document } from '@langchain/core/documents'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import type { BaseRetriever } from '@langchain/core/retrievers'
import { type Runnable, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables'
import type { ChatOpenAI } from '@langchain/openai'
import { type AIMessageChunk, type BaseMessage, HumanMessage, SystemMessage } from 'langchain'
import { z } from 'zod'
import type { Grown } from '../../../src/model.ts'
import { enclose, type Filled, type Prompt } from '../../../src/prompts.ts'
import { growingReader } from './growing.ts'
import { Fault } from './line.ts'

/** By the service's own JSON schema, or asked for in words where the service knows none. */
export type Way = 'schema' | 'words'
/** What was said in its shape (null: in another), and the message it came in, which tells what it cost. */
export type Spoken<T> = { readonly raw: BaseMessage; readonly parsed: T | null }

/** question ─▶ retriever ─▶ prompt ─▶ model ─▶ shape. The question is de-identified before; what comes out is verified after. */
export function answering<T extends Record<string, unknown>>(parts: {
  readonly retriever: BaseRetriever
  /** Whose inputs are `question` and `clauses`. */
  readonly prompt: Prompt
  /** A clause as the prompt shows it. */
  readonly written: (clause: Document) => string
  readonly nonce: () => string
  readonly chat: ChatOpenAI
  readonly shape: z.ZodType<T>
}): Runnable<string, Spoken<T>> {
  const { retriever, prompt, written, nonce, chat, shape } = parts
  return RunnableSequence.from([
    { question: new RunnablePassthrough<string>(), clauses: retriever.pipe((found) => found.map(written).join('\n\n')) },
    (inputs: { question: string; clauses: string }) => enclose(prompt, inputs, nonce()),
    ChatPromptTemplate.fromMessages([
      ['system', prompt.system],
      ['human', prompt.user],
    ]),
    speaking(chat, shape, 'schema'),
  ])
}

/** model ─▶ shape, for messages that are filled already. */
export function speaking<T extends Record<string, unknown>>(chat: ChatOpenAI, shape: z.ZodType<T>, way: Way): Runnable<BaseMessage[], Spoken<T>> {
  if (way === 'schema') return chat.withStructuredOutput<T>(shape, { name: 'answer', method: 'jsonSchema', includeRaw: true }) as Runnable<BaseMessage[], Spoken<T>>
  return RunnableSequence.from([(messages: BaseMessage[]) => inWords(messages, shape), chat, (raw: BaseMessage) => ({ raw, parsed: read(raw.text, shape) })])
}

/** The same while it is being written: `grown` is told each object of the answer's list as soon as it is whole. @throws Fault for a stream that broke off. */
export async function streaming<T>(chat: ChatOpenAI, shape: z.ZodType<T>, way: Way, messages: BaseMessage[], signal: AbortSignal, grown: Grown): Promise<Spoken<T>> {
  const format = { type: 'json_schema' as const, json_schema: { name: 'answer', schema: shape as unknown as Record<string, unknown>, strict: true } }
  const options = way === 'schema' ? { signal, response_format: format } : { signal }
  const finished = growingReader()
  const parts: AIMessageChunk[] = []
  for await (const part of await chat.stream(way === 'schema' ? messages : inWords(messages, shape), options)) {
    parts.push(part)
    for (const object of finished(part.text)) grown(object)
  }
  if (parts.length === 0) throw new Fault('broken')
  const raw = parts.reduce((before, part) => before.concat(part))
  const parsed = read(raw.text, shape)
  if (parsed) return { raw, parsed }
  // Who ends in the middle has failed; who talks instead knows no schema.
  if (raw.response_metadata.finish_reason === undefined) throw new Fault('broken')
  throw new Fault('shape', way === 'schema' && raw.response_metadata.finish_reason === 'stop' && !raw.text.includes('{'))
}

function inWords<T>([system, ...rest]: BaseMessage[], shape: z.ZodType<T>): BaseMessage[] {
  const form = `只输出一个 JSON 对象，不写别的。它符合这个 JSON Schema：\n${JSON.stringify(z.toJSONSchema(shape))}`
  // One system message, and first: templates of many local models take no other.
  return [new SystemMessage(`${system?.text}\n\n${form}`), ...rest]
}

/** A filled prompt, as messages. */
export function messagesOf({ system, user }: Filled): BaseMessage[] {
  return [new SystemMessage(system), new HumanMessage(user)]
}

/** The object in a text, past what a model thought aloud and whatever stands around it. */
function read<T>(text: string, shape: z.ZodType<T>): T | null {
  const said = text.slice(text.lastIndexOf('</think>') + 1)
  try {
    return shape.parse(JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)))
  } catch {
    return null
  }
}
