/** Reads the environment, once; the only module that does. Every variable is optional, none may be half given. */
import { z } from 'zod'
import { DeskError } from './errors.ts'

const count = () => z.coerce.number({ error: '应是不小于 0 的整数' }).int('应是不小于 0 的整数').min(0, '应是不小于 0 的整数')
const money = () => z.coerce.number({ error: '应是不小于 0 的数' }).min(0, '应是不小于 0 的数')

const Shape = z.object({
  DATA_DIR: z.string().default('./data'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: z.url().optional(),
  KEY: z.string().min(16).optional(),
  DATABASE_URL: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_API_URL: z.url().optional(),
  WECHAT_PUPPET: z.string().optional(),
  WECHAT_PUPPET_TOKEN: z.string().optional(),
  WECHAT_FRIENDS: z.string().default('all'),
  WECOM_CORP_ID: z.string().optional(),
  WECOM_KF_SECRET: z.string().optional(),
  WECOM_KF_ID: z.string().optional(),
  WECOM_TOKEN: z.string().optional(),
  WECOM_AES_KEY: z.string().optional(),
  LLM_BASE_URL: z.url().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_ALLOW_HOST: z.string().optional(),
  LLM_TOKENS_PER_PERSON: count().default(60_000),
  LLM_TOKENS_PER_DAY: count().default(3_000_000),
  LLM_PRICE_IN: money().optional(),
  LLM_PRICE_OUT: money().optional(),
  LLM_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, '应是三个大写字母的货币代码')
    .default('CNY'),
  LLM_COST_PER_PERSON: money().optional(),
  LLM_COST_PER_DAY: money().optional(),
  EMBEDDING_BASE_URL: z.url().optional(),
  EMBEDDING_MODEL: z.string().optional(),
  EMBEDDING_API_KEY: z.string().optional(),
})

function together(...names: readonly string[]): (readonly string[])[] {
  return names.map((name, i) => [name, names[(i + 1) % names.length] as string])
}

/** What must be given together: where one of a group is set, the others are missing. */
const TOGETHER: readonly (readonly string[])[] = [
  ['WECHAT_PUPPET_TOKEN', 'WECHAT_PUPPET'],
  ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'],
  ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
  ['SLACK_API_URL', 'SLACK_BOT_TOKEN'],
  ...together('WECOM_CORP_ID', 'WECOM_KF_SECRET', 'WECOM_KF_ID', 'WECOM_TOKEN', 'WECOM_AES_KEY'),
  ['LLM_API_KEY', 'LLM_BASE_URL'],
  ['LLM_BASE_URL', 'LLM_MODEL'],
  ['LLM_MODEL', 'LLM_BASE_URL'],
  ...together('LLM_PRICE_IN', 'LLM_PRICE_OUT'),
  ['LLM_COST_PER_PERSON', 'LLM_PRICE_IN'],
  ['LLM_COST_PER_DAY', 'LLM_PRICE_IN'],
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
  readonly slack: SlackConfig | null
  readonly wechat: { readonly puppet: string; readonly token: string | undefined; readonly friends: 'all' | 'none' | { readonly word: string } } | null
  /** 微信客服. */
  readonly wecom: { readonly corpId: string; readonly secret: string; readonly openKfId: string; readonly token: string; readonly aesKey: string } | null
  /** A language model, which makes answers fluent. */
  readonly llm: ServiceConfig | null
  /** What the language model may cost. */
  readonly budget: BudgetConfig
  /** An embedder, whose neighbours stand beside the desk's own. */
  readonly embedding: ServiceConfig | null
}

/** An OpenAI-compatible service; `allowHost` names the hosts outside the bureau that may be asked. */
export type ServiceConfig = { readonly baseUrl: string; readonly model: string; readonly key: string | undefined; readonly allowHost: string | undefined }

/** Of one day: tokens, and money in `currency` where the service has a price (for a million tokens read and written). */
export type BudgetConfig = {
  readonly tokensPerPerson: number
  readonly tokensPerDay: number
  readonly costPerPerson: number
  readonly costPerDay: number
  readonly priceIn: number
  readonly priceOut: number
  readonly currency: string
}
/** A day's money where a price is given and no limit. */
const COST_PER_PERSON = 2
const COST_PER_DAY = 50

/** By HTTP with the signing secret, or by Socket Mode with the app token; `apiUrl` only for an emulator. */
export type SlackConfig = {
  readonly botToken: string
  readonly signingSecret: string | undefined
  readonly appToken: string | undefined
  readonly apiUrl: string | undefined
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
      `环境变量 ${name}${/(?:_TOKEN|SECRET|KEY|URL)$/.test(name) && !/BASE_URL/.test(name) ? '' : `=${given[String(issue?.path[0])]}`} 不可用：${issue?.message}`,
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
  const { DATA_DIR, HOST, PORT, BASE_URL, KEY, DATABASE_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL, WECHAT_PUPPET } = read.data
  return Object.freeze({
    dataDir: DATA_DIR,
    host: HOST,
    port: PORT,
    baseUrl: BASE_URL ?? `http://${HOST}:${PORT}`,
    key: KEY,
    databaseUrl: DATABASE_URL,
    slack: SLACK_BOT_TOKEN ? { botToken: SLACK_BOT_TOKEN, signingSecret: SLACK_SIGNING_SECRET, appToken: SLACK_APP_TOKEN, apiUrl: SLACK_API_URL } : null,
    wechat: WECHAT_PUPPET ? { puppet: WECHAT_PUPPET, token: read.data.WECHAT_PUPPET_TOKEN, friends: friendsOf(read.data.WECHAT_FRIENDS) } : null,
    wecom: wecomOf(read.data),
    llm: serviceOf(read.data.LLM_BASE_URL, read.data.LLM_MODEL, read.data.LLM_API_KEY, read.data.LLM_ALLOW_HOST),
    budget: budgetOf(read.data),
    embedding: serviceOf(read.data.EMBEDDING_BASE_URL, read.data.EMBEDDING_MODEL, read.data.EMBEDDING_API_KEY, read.data.LLM_ALLOW_HOST),
  })
}

function serviceOf(baseUrl: string | undefined, model: string | undefined, key: string | undefined, allowHost: string | undefined): ServiceConfig | null {
  return baseUrl && model ? { baseUrl, model, key, allowHost } : null
}

function budgetOf(given: z.infer<typeof Shape>): BudgetConfig {
  const paid = given.LLM_PRICE_IN !== undefined
  return {
    tokensPerPerson: given.LLM_TOKENS_PER_PERSON,
    tokensPerDay: given.LLM_TOKENS_PER_DAY,
    costPerPerson: paid ? (given.LLM_COST_PER_PERSON ?? COST_PER_PERSON) : Number.POSITIVE_INFINITY,
    costPerDay: paid ? (given.LLM_COST_PER_DAY ?? COST_PER_DAY) : Number.POSITIVE_INFINITY,
    priceIn: given.LLM_PRICE_IN ?? 0,
    priceOut: given.LLM_PRICE_OUT ?? 0,
    currency: given.LLM_CURRENCY,
  }
}

/** `all`, `none`, or the word somebody has to say to be let in. */
function friendsOf(said: string): 'all' | 'none' | { readonly word: string } {
  return said === 'all' || said === 'none' ? said : { word: said }
}

function wecomOf({ WECOM_CORP_ID, WECOM_KF_SECRET, WECOM_KF_ID, WECOM_TOKEN, WECOM_AES_KEY }: z.infer<typeof Shape>): Config['wecom'] {
  if (!WECOM_CORP_ID || !WECOM_KF_SECRET || !WECOM_KF_ID || !WECOM_TOKEN || !WECOM_AES_KEY) return null
  return { corpId: WECOM_CORP_ID, secret: WECOM_KF_SECRET, openKfId: WECOM_KF_ID, token: WECOM_TOKEN, aesKey: WECOM_AES_KEY }
}

const EXAMPLES: Record<string, string> = {
  PORT: 'ZHIWEN_PORT=3000',
  BASE_URL: 'ZHIWEN_BASE_URL=https://zhiwen.example.gov.cn',
  SLACK_API_URL: 'ZHIWEN_SLACK_API_URL=http://127.0.0.1:4003/api/',
  LLM_BASE_URL: 'ZHIWEN_LLM_BASE_URL=http://127.0.0.1:11434/v1',
  LLM_TOKENS_PER_PERSON: 'ZHIWEN_LLM_TOKENS_PER_PERSON=60000',
  LLM_TOKENS_PER_DAY: 'ZHIWEN_LLM_TOKENS_PER_DAY=3000000',
  LLM_PRICE_IN: 'ZHIWEN_LLM_PRICE_IN=0.8 ZHIWEN_LLM_PRICE_OUT=2',
  LLM_PRICE_OUT: 'ZHIWEN_LLM_PRICE_IN=0.8 ZHIWEN_LLM_PRICE_OUT=2',
  LLM_CURRENCY: 'ZHIWEN_LLM_CURRENCY=CNY',
  LLM_COST_PER_PERSON: 'ZHIWEN_LLM_COST_PER_PERSON=2',
  LLM_COST_PER_DAY: 'ZHIWEN_LLM_COST_PER_DAY=50',
  EMBEDDING_BASE_URL: 'ZHIWEN_EMBEDDING_BASE_URL=http://127.0.0.1:11434/v1',
}
