/** How many tokens and how much money a day may cost, for one person and for all; beyond it the desk answers without a model. */
import type { ModelState, Spent } from '../model.ts'

/** All of a day of China's calendar. Money in `currency`, without an end where it is infinite; prices for a million tokens, 0 where nothing is paid. */
export type Limits = {
  readonly tokensPerPerson: number
  readonly tokensPerDay: number
  readonly costPerPerson: number
  readonly costPerDay: number
  readonly priceIn: number
  readonly priceOut: number
  readonly currency: string
}

type Sum = { readonly tokens: number; readonly cost: number }
export type Day = Sum & { readonly day: string; readonly people: ReadonlyMap<string, Sum> }

const NOTHING: Sum = { tokens: 0, cost: 0 }
const MILLION = 1e6

export function emptyDay(day: string): Day {
  return { day, ...NOTHING, people: new Map() }
}

/** Which limit one more call, of about so many tokens, would overrun: everybody's, the person's own, or none. */
export function overrun(limits: Limits, today: Day, person: string, about: number): 'day' | 'person' | null {
  const cost = (about / MILLION) * Math.max(limits.priceIn, limits.priceOut)
  if (today.tokens + about > limits.tokensPerDay || today.cost + cost > limits.costPerDay) return 'day'
  const own = today.people.get(person) ?? NOTHING
  return own.tokens + about > limits.tokensPerPerson || own.cost + cost > limits.costPerPerson ? 'person' : null
}

export function spend(limits: Limits, today: Day, person: string, { tokensIn, tokensOut }: Spent): Day {
  const cost = (tokensIn * limits.priceIn + tokensOut * limits.priceOut) / MILLION
  const added = (sum: Sum): Sum => ({ tokens: sum.tokens + tokensIn + tokensOut, cost: sum.cost + cost })
  return { ...today, ...added(today), people: new Map(today.people).set(person, added(today.people.get(person) ?? NOTHING)) }
}

/** What a text costs where the service does not say: a Han character is about a token, four other characters too. */
export function estimate(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + Math.ceil((text.length - han) / 4)
}

/** The same with a memory: calls under way count as spent until they say what they cost. */
export type Budget = {
  readonly take: (day: string, person: string, about: number) => ((spent: Spent | null) => void) | null
  readonly state: () => ModelState
}

/** @param told once a day, when the first call is refused for everybody's limit. */
export function openBudget(limits: Limits, told: (state: ModelState) => void = () => {}): Budget {
  let today = emptyDay('')
  let refused = { day: 0, person: 0 }
  const state = (): ModelState => ({ gone: refused.day > 0, tokens: today.tokens, cost: today.cost, currency: limits.currency, refused })
  return {
    state,
    take(day, person, about) {
      if (today.day !== day) {
        today = emptyDay(day)
        refused = { day: 0, person: 0 }
      }
      const over = overrun(limits, today, person, about)
      if (over) {
        refused = { ...refused, [over]: refused[over] + 1 }
        if (over === 'day' && refused.day === 1) told(state())
        return null
      }
      today = spend(limits, today, person, { tokensIn: about, tokensOut: 0 })
      return (spent) => {
        if (spent === null || today.day !== day) return
        // What was held is given back, what was spent is taken.
        today = spend(limits, spend(limits, today, person, { tokensIn: -about, tokensOut: 0 }), person, spent)
      }
    },
  }
}
