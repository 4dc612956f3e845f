/**
 * The desk: one message in, one reply out.
 *
 *   channel ─ Message ─▶ understand ─▶ answer (clauses, spans, or why not) ─▶ Reply ─▶ channel
 *
 * Each conversation is handled one message at a time; many go on side by side.
 */
import { type Answerer, type Memory, NOTHING_SAID } from './answer/answer.ts'
import { type Clock, chinaDay } from './clock.ts'
import type { Message, Reply } from './message.ts'

export type Desk = { readonly hear: (message: Message) => Promise<Reply> }

/** How many conversations are remembered; the one longest silent is forgotten first. */
const REMEMBERED = 10_000

export function openDesk(answer: Answerer, clock: Clock): Desk {
  const memories = new Map<string, Memory>()
  const busy = new Map<string, Promise<unknown>>()

  async function turn(message: Message): Promise<Reply> {
    const before = memories.get(message.conversation) ?? NOTHING_SAID
    const { answer: given, memory } = await answer(message.text, before, chinaDay(clock()))
    memories.delete(message.conversation)
    memories.set(message.conversation, memory)
    if (memories.size > REMEMBERED) memories.delete(memories.keys().next().value as string)
    return { text: given.text, answer: given }
  }

  return {
    hear(message) {
      const previous = busy.get(message.conversation) ?? Promise.resolve()
      const mine = previous.catch(() => {}).then(() => turn(message))
      busy.set(message.conversation, mine)
      return mine.finally(() => {
        if (busy.get(message.conversation) === mine) busy.delete(message.conversation)
      })
    },
  }
}
