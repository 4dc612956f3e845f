/** How many tokens and how much money a day may cost, for one person and for all; beyond it the desk answers without a model. */
import type { Spent } from '../model.ts'

export type Limits = {
  readonly tokensPerPerson: number
  readonly tokensPerDay: number
  /** In fen; 0 where nothing is paid. */
  readonly fenPerDay: number
  readonly fenPerThousandIn: number
  readonly fenPerThousandOut: number
}

export const FREE: Limits = { tokensPerPerson: 60_000, tokensPerDay: 3_000_000, fenPerDay: Number.POSITIVE_INFINITY, fenPerThousandIn: 0, fenPerThousandOut: 0 }

export type Day = { readonly day: string; readonly tokens: number; readonly fen: number; readonly people: ReadonlyMap<string, number> }

export function emptyDay(day: string): Day {
  return { day, tokens: 0, fen: 0, people: new Map() }
}

/** True where one more call, of about so many tokens, stays within every limit. */
export function allows(limits: Limits, today: Day, person: string, about: number): boolean {
  const fen = (about / 1000) * Math.max(limits.fenPerThousandIn, limits.fenPerThousandOut)
  return today.tokens + about <= limits.tokensPerDay && (today.people.get(person) ?? 0) + about <= limits.tokensPerPerson && today.fen + fen <= limits.fenPerDay
}

export function spend(limits: Limits, today: Day, person: string, { tokensIn, tokensOut }: Spent): Day {
  const tokens = tokensIn + tokensOut
  const fen = (tokensIn * limits.fenPerThousandIn + tokensOut * limits.fenPerThousandOut) / 1000
  return { ...today, tokens: today.tokens + tokens, fen: today.fen + fen, people: new Map(today.people).set(person, (today.people.get(person) ?? 0) + tokens) }
}

/** What a text costs where the service does not say: a Han character is about a token, four other characters too. */
export function estimate(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + Math.ceil((text.length - han) / 4)
}

/** The same with a memory: calls under way count as spent until they say what they cost. */
export type Budget = { readonly take: (day: string, person: string, about: number) => ((spent: Spent | null) => void) | null }

export function openBudget(limits: Limits): Budget {
  let today = emptyDay('')
  return {
    take(day, person, about) {
      if (today.day !== day) today = emptyDay(day)
      if (!allows(limits, today, person, about)) return null
      const held = { tokensIn: about, tokensOut: 0 }
      today = spend(limits, today, person, held)
      return (spent) => {
        if (spent === null || today.day !== day) return
        // What was held is given back, what was spent is taken.
        today = spend(limits, spend(limits, today, person, { tokensIn: -about, tokensOut: 0 }), person, spent)
      }
    },
  }
}
