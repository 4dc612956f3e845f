/** Figures of the running desk for whoever watches machines: counts, ages and states, nothing of a person, a case or an officer. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { OfficeParts } from './parts.ts'

export type Metrics = { readonly text: () => Promise<string>; readonly type: string; readonly answered: (status: number) => void }
export type Backlog = { readonly channel: string; readonly waiting: number; readonly oldest: Date | null; readonly dead: number }

const STATE = { up: 1, degraded: 0.5, down: 0 } as const
const DAY = 24 * 3600_000
const MOST = 10_000

export function openMetrics({ store, clock, operations }: OfficeParts): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'zhiwen_' })
  const registers = [registry]
  const requests = new Counter({ name: 'zhiwen_office_requests_total', help: 'Requests to the officers’ pages', labelNames: ['status'], registers })
  const up = new Gauge({ name: 'zhiwen_channel_up', help: '1 up, 0.5 degraded, 0 down', labelNames: ['channel'], registers })
  const waiting = new Gauge({ name: 'zhiwen_outbox_waiting', help: 'Messages waiting to be sent', labelNames: ['channel'], registers })
  const oldest = new Gauge({ name: 'zhiwen_outbox_oldest_seconds', help: 'Age of the oldest message waiting', labelNames: ['channel'], registers })
  const dead = new Gauge({ name: 'zhiwen_outbox_dead', help: 'Messages given up', labelNames: ['channel'], registers })
  const ready = new Gauge({ name: 'zhiwen_ready', help: '1 when questions can be answered', registers })
  const asked = new Gauge({ name: 'zhiwen_questions_day', help: 'Questions of the last 24 hours', labelNames: ['answered'], registers })

  const gone = new Gauge({ name: 'zhiwen_model_budget_gone', help: '1 when the day has no tokens or money left for the model', registers })
  const tokens = new Gauge({ name: 'zhiwen_model_tokens_day', help: 'Tokens the model cost today', registers })
  const cost = new Gauge({ name: 'zhiwen_model_cost_day', help: 'Money the model cost today', labelNames: ['currency'], registers })
  const refused = new Gauge({ name: 'zhiwen_model_refused_day', help: 'Calls of the model not made today, by whose limit', labelNames: ['limit'], registers })

  return {
    type: registry.contentType,
    answered: (status) => requests.inc({ status: `${Math.floor(status / 100)}xx` }),
    async text() {
      const now = clock()
      const [lines, questions] = await Promise.all([backlog(store), store.asked.list({ since: new Date(now.getTime() - DAY), limit: MOST })])
      for (const gauge of [up, waiting, oldest, dead]) gauge.reset()
      for (const { name, health } of operations().channels) up.set({ channel: label(name) }, STATE[health.state])
      for (const line of lines) {
        waiting.set({ channel: line.channel }, line.waiting)
        oldest.set({ channel: line.channel }, line.oldest ? Math.max(0, (now.getTime() - line.oldest.getTime()) / 1000) : 0)
        dead.set({ channel: line.channel }, line.dead)
      }
      ready.set(operations().ready ? 1 : 0)
      const { model } = operations()
      if (model) {
        gone.set(model.gone ? 1 : 0)
        tokens.set(model.tokens)
        cost.set({ currency: model.currency }, model.cost)
        for (const limit of ['day', 'person'] as const) refused.set({ limit }, model.refused[limit])
      }
      const yes = questions.filter((q) => q.answered).length
      asked.set({ answered: 'yes' }, yes)
      asked.set({ answered: 'no' }, questions.length - yes)
      return registry.metrics()
    },
  }
}

/** A tray is named after its officer: all of them are one here. */
function label(channel: string): string {
  return channel.split(':')[0] ?? channel
}

export async function backlog(store: OfficeParts['store']): Promise<Backlog[]> {
  const groups = Map.groupBy(await store.outbox.backlog(), (line) => label(line.channel))
  return [...groups].map(([channel, lines]) => ({
    channel,
    waiting: lines.reduce((sum, l) => sum + l.waiting, 0),
    oldest: lines.reduce<Date | null>((first, l) => (l.oldest && (!first || l.oldest < first) ? l.oldest : first), null),
    dead: lines.reduce((sum, l) => sum + l.dead, 0),
  }))
}
