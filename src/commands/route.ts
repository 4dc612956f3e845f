/** `npm run route`: what each message is sent for and where it goes, as JSON Lines (CONTRACTS). */
import { z } from 'zod'
import { eachLine } from '../../adapters/jsonl.ts'
import type { Config } from '../config.ts'
import { loadCorpus, openIntent } from '../wiring.ts'

const RouteLine = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })

export async function route(config: Config): Promise<number> {
  const read = openIntent(config, loadCorpus())
  const clean = await eachLine(process.stdin, process.stdout, RouteLine, async ({ id, text }) => {
    const { intent, region, measure, departments, clarify } = read(text)
    return { id, intent, region, measure, departments, clarify }
  })
  return clean ? 0 : 1
}
