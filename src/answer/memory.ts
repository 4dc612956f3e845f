/** What a conversation remembers, as far as the next question may lean on it. */
export type Memory = {
  /** The last question of substance, normalised. */
  readonly normal: string
  /** The clauses it was answered with, best first; those merely related when it was not. */
  readonly clauses: readonly string[]
  /** Every clause shown for it so far. */
  readonly shown: readonly string[]
  /** The enterprise's city in Liaoning, once it was said. */
  readonly city: string | null
}

export const NOTHING_SAID: Memory = { normal: '', clauses: [], shown: [], city: null }
