/** Commands that read JSON Lines and write JSON Lines, one for one, in order (CONTRACTS, Commands). */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { z } from 'zod'

/**
 * Handles each line; a line that cannot be read gives `{"line":n,"error":…}` and the rest go on. Blank lines are skipped.
 * @returns true when every line was handled.
 */
export async function eachLine<T>(input: Readable, output: Writable, shape: z.ZodType<T>, handle: (value: T) => Promise<unknown>): Promise<boolean> {
  let n = 0
  let clean = true
  const write = async (value: unknown) => {
    if (!output.write(`${JSON.stringify(value)}\n`)) await new Promise((resolve) => output.once('drain', resolve))
  }
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    n++
    if (!line.trim()) continue
    const value = read(line, shape)
    if ('error' in value) {
      clean = false
      await write({ line: n, error: value.error })
    } else
      try {
        await write(await handle(value.value))
      } catch (cause) {
        clean = false
        await write({ line: n, error: (cause as Error).message })
      }
  }
  return clean
}

function read<T>(line: string, shape: z.ZodType<T>): { value: T } | { error: string } {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch (cause) {
    return { error: `not JSON: ${(cause as Error).message}` }
  }
  const parsed = shape.safeParse(raw)
  if (parsed.success) return { value: parsed.data }
  const issue = parsed.error.issues[0]
  return { error: `${issue?.path.join('.') || 'line'}: ${issue?.message}` }
}
