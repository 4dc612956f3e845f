/** Reads the environment, once; the only module that does. Every variable is optional, none may be half given. */
import { z } from 'zod'
import { DeskError } from './errors.ts'

const Shape = z.object({
  DATA_DIR: z.string().default('./data'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: z.url().optional(),
  KEY: z.string().min(16).optional(),
  DATABASE_URL: z.string().optional(),
})

/** What must be given together: where one of a group is set, the others are missing. */
const TOGETHER: readonly (readonly string[])[] = [
  ['WECHAT_PUPPET_TOKEN', 'WECHAT_PUPPET'],
  ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'],
  ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
  ['SLACK_API_URL', 'SLACK_BOT_TOKEN'],
  ['LLM_API_KEY', 'LLM_BASE_URL'],
  ['LLM_BASE_URL', 'LLM_MODEL'],
  ['LLM_MODEL', 'LLM_BASE_URL'],
  ['EMBEDDING_API_KEY', 'EMBEDDING_BASE_URL'],
  ['EMBEDDING_BASE_URL', 'EMBEDDING_MODEL'],
  ['EMBEDDING_MODEL', 'EMBEDDING_BASE_URL'],
]

export type Config = {
  /** Where the index and, by default, the store live. */
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** The address of the web desk as others reach it. */
  readonly baseUrl: string
  /** What personal data is sealed with; made once in `dataDir` when absent. */
  readonly key: string | undefined
  /** PostgreSQL instead of SQLite. */
  readonly databaseUrl: string | undefined
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
  for (const [one, other] of TOGETHER as readonly [string, string][])
    if (one in given && !(other in given))
      throw new DeskError('config-half', `设置了 ${PREFIX}${one}，还缺 ${PREFIX}${other}`, `请一并设置 ${PREFIX}${other}，或取消 ${PREFIX}${one}`)
  if ('SLACK_BOT_TOKEN' in given && !('SLACK_SIGNING_SECRET' in given) && !('SLACK_APP_TOKEN' in given))
    throw new DeskError(
      'config-half',
      `设置了 ${PREFIX}SLACK_BOT_TOKEN，还缺 ${PREFIX}SLACK_SIGNING_SECRET`,
      `HTTP 方式请设置 ${PREFIX}SLACK_SIGNING_SECRET，Socket 方式请设置 ${PREFIX}SLACK_APP_TOKEN`,
    )
  const { DATA_DIR, HOST, PORT, BASE_URL, KEY, DATABASE_URL } = read.data
  return Object.freeze({ dataDir: DATA_DIR, host: HOST, port: PORT, baseUrl: BASE_URL ?? `http://${HOST}:${PORT}`, key: KEY, databaseUrl: DATABASE_URL })
}

const EXAMPLES: Record<string, string> = { PORT: 'ZHIWEN_PORT=3000', BASE_URL: 'ZHIWEN_BASE_URL=https://zhiwen.example.gov.cn' }
