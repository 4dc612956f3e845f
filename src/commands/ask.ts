/** `npm run ask`: one answer for a person, or JSON Lines in and out (CONTRACTS). */
import { z } from 'zod'
import { eachLine } from '../../adapters/jsonl.ts'
import { NOTHING_SAID } from '../answer/memory.ts'
import { chinaDay, systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { DeskError } from '../errors.ts'
import { loadCorpus, openAnswering } from '../wiring.ts'

const AskLine = z.object({ id: z.union([z.string(), z.number()]), turns: z.array(z.string()).min(1, 'needs at least one turn') })

export async function ask(config: Config, args: readonly string[]): Promise<number> {
  const question = args.join(' ').trim()
  if (!question) throw new DeskError('ask', '没有问题', '用法：npm run -s ask -- "质押登记几天能办好"，或 npm run -s ask -- --jsonl < questions.jsonl')
  const { answer } = await openAnswering(config, loadCorpus())
  const today = () => chinaDay(systemClock())
  if (!args.includes('--jsonl')) {
    process.stdout.write(`${(await answer(question, NOTHING_SAID, today())).answer.text}\n`)
    return 0
  }
  const clean = await eachLine(process.stdin, process.stdout, AskLine, async ({ id, turns }) => {
    let memory = NOTHING_SAID
    for (const turn of turns.slice(0, -1)) memory = (await answer(turn, memory, today(), { person: `ask:${id}` })).memory
    const from = performance.now()
    const { answer: given } = await answer(turns.at(-1) as string, memory, today(), { person: `ask:${id}` })
    return { id, ...given, ms: Math.round((performance.now() - from) * 1000) / 1000 }
  })
  return clean ? 0 : 1
}
