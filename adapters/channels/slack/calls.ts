/** Calls of Slack's Web API: one try each, every failure told apart by what is to be done about it, the operator told once, and how Slack is doing. */
import { webApi } from '@slack/bolt'
import type { Health } from '../../../src/channel.ts'
import type { Clock } from '../../../src/clock.ts'

export type Args = Readonly<Record<string, unknown>>
export type Answered = Readonly<Record<string, unknown>>

/**
 * `limited`: wait so long. `away`: Slack cannot be reached, or has trouble of its own; whether the call was carried out is not known.
 * `auth`: the token does not work any more. `refused`: Slack says why, and will say it again.
 */
export type Failure =
  | { readonly kind: 'limited'; readonly retryMs: number | null }
  | { readonly kind: 'away'; readonly problem: string }
  | { readonly kind: 'auth' | 'refused'; readonly problem: string; readonly needed: string | null }

export type Calls = {
  /** @throws CallFailed */
  readonly call: (method: string, args: Args) => Promise<Answered>
  readonly health: () => Health
  /** One line to the operator, once an hour for the same cause and place. */
  readonly tellOnce: (cause: string, line: string) => void
  /** That this cause is gone: it is told again when it comes back. */
  readonly mended: (cause: string) => void
}

export class CallFailed extends Error {
  readonly failure: Failure
  constructor(method: string, failure: Failure) {
    super(`slack ${method}: ${failure.kind}${'problem' in failure ? ` ${failure.problem}` : ''}`)
    this.name = 'CallFailed'
    this.failure = failure
  }
}

const AUTH: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'no_permission',
  'org_login_required',
  'ekm_access_denied',
]
const AWAY: readonly string[] = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']
const TELL_AGAIN_MS = 3600_000

export function openCalls(token: string, apiUrl: string | undefined, clock: Clock, tell: (line: string) => void, timeoutMs = 5_000): Calls {
  const client = new webApi.WebClient(token, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    logger: silent,
  })
  const told = new Map<string, number>()
  let trouble: Failure | null = null

  function tellOnce(cause: string, line: string): void {
    const now = clock().getTime()
    if (now - (told.get(cause) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return
    told.set(cause, now)
    tell(line)
  }

  return {
    async call(method, args) {
      try {
        const answer = (await client.apiCall(method, args)) as unknown as Answered
        if (trouble?.kind === 'away' || trouble?.kind === 'auth') told.delete(trouble.kind)
        trouble = null
        return answer
      } catch (error) {
        const failure = failureOf(error)
        if (failure.kind !== 'refused') trouble = failure
        if (failure.kind === 'auth')
          tellOnce('auth', `Slack 不再接受 bot token（${failure.problem}）；请在 Slack 应用管理页重新安装应用，更新 ZHIWEN_SLACK_BOT_TOKEN 后重启。消息先存着。`)
        if (failure.kind === 'refused' && failure.problem === 'missing_scope')
          tellOnce(`scope:${failure.needed}`, `Slack 应用缺少权限 ${failure.needed ?? '（未说明）'}（${method}）；请按 slack-manifest.yaml 补上后重新安装应用。`)
        throw new CallFailed(method, failure)
      }
    },
    health: () => ({ state: trouble ? 'degraded' : 'up', ...words(trouble) }),
    tellOnce,
    mended: (cause) => void told.delete(cause),
  }
}

function words(trouble: Failure | null): Omit<Health, 'state'> {
  switch (trouble?.kind) {
    case undefined:
    case 'refused':
      return { words: 'Slack 正常', english: 'Slack answers' }
    case 'limited':
      return { words: 'Slack 要求放慢，消息稍后送出', english: 'Slack asks to slow down; messages go out a little later' }
    case 'away':
      return {
        words: `连不上 Slack（${trouble.problem}），消息先存着，恢复后按顺序送出`,
        english: `Slack cannot be reached (${trouble.problem}); messages wait and go out in order afterwards`,
      }
    case 'auth':
      return {
        words: `Slack 不接受 bot token（${trouble.problem}），请更新 ZHIWEN_SLACK_BOT_TOKEN`,
        english: `Slack does not accept the bot token (${trouble.problem}); please renew ZHIWEN_SLACK_BOT_TOKEN`,
      }
  }
}

/** Slack's own client prints what it sends; nothing of that belongs in a log. */
export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
}

function failureOf(error: unknown): Failure {
  const e = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string
    retryAfter?: number
    statusCode?: number
    data?: { error?: string; needed?: string }
  }
  switch (e.code) {
    case 'slack_webapi_rate_limited_error':
      return { kind: 'limited', retryMs: (e.retryAfter ?? 1) * 1000 }
    case 'slack_webapi_http_error':
      return e.statusCode === 429 ? { kind: 'limited', retryMs: null } : { kind: 'away', problem: `http-${e.statusCode}` }
    case 'slack_webapi_request_error':
      return { kind: 'away', problem: 'network' }
    case 'slack_webapi_platform_error': {
      const problem = e.data?.error ?? 'unknown'
      if (problem === 'ratelimited' || problem === 'rate_limited') return { kind: 'limited', retryMs: null }
      if (AWAY.includes(problem)) return { kind: 'away', problem }
      return { kind: AUTH.includes(problem) ? 'auth' : 'refused', problem, needed: e.data?.needed ?? null }
    }
    default:
      // A 429 without Retry-After is an error without a code.
      return /429|retry/i.test(error instanceof Error ? error.message : '') ? { kind: 'limited', retryMs: null } : { kind: 'away', problem: 'network' }
  }
}

/** Whether Slack refused a call for this reason. */
export function refusedFor(error: unknown, ...problems: readonly string[]): boolean {
  return error instanceof CallFailed && error.failure.kind === 'refused' && problems.includes(error.failure.problem)
}
