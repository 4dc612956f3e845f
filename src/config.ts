/** Reads the environment, once; the only module that does. Every variable is optional, none may be half given. */
import { z } from 'zod'
import { DeskError } from './errors.ts'

const Shape = z.object({
  DATA_DIR: z.string().default('./data'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: z.url().optional(),
})

export type Config = {
  /** Where the index and, by default, the store live. */
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** The address of the web desk as others reach it. */
  readonly baseUrl: string
}

const PREFIX = 'ZHIWEN_'

/** @throws DeskError naming the variable, what is wrong with it, and an example. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env)
      .filter(([name, value]) => name.startsWith(PREFIX) && value !== '')
      .map(([name, value]) => [name.slice(PREFIX.length), value]),
  )
  const read = Shape.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    const name = `${PREFIX}${issue?.path.join('.')}`
    throw new DeskError(
      'config',
      `环境变量 ${name}=${given[String(issue?.path[0])]} 不可用：${issue?.message}`,
      `例如 ${EXAMPLES[String(issue?.path[0])] ?? `unset ${name}`}`,
    )
  }
  const { DATA_DIR, HOST, PORT, BASE_URL } = read.data
  return Object.freeze({ dataDir: DATA_DIR, host: HOST, port: PORT, baseUrl: BASE_URL ?? `http://${HOST}:${PORT}` })
}

const EXAMPLES: Record<string, string> = { PORT: 'ZHIWEN_PORT=3000', BASE_URL: 'ZHIWEN_BASE_URL=https://zhiwen.example.gov.cn' }
