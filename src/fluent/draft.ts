/** An answer while a model rewrites it: each sentence is held against its clause as it comes, and shown as soon as nothing that may follow can take it back. */
import { fault } from '../answer/verify.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Answer, Show } from '../message.ts'
import type { Verifier } from './claims.ts'
import type { Claim } from './held.ts'
import { beginning, type Group, type Kept, pointKept, rewritten } from './rewrite.ts'
import { MOST_SENTENCES, SentenceShape } from './shapes.ts'

export type Draft = {
  /** One thing the model said: kept where it is a sentence that holds. The same thing said again changes nothing. */
  readonly take: (said: unknown) => void
  /** The answer with what was kept; after a model that did not end well, with no more than what was shown. Null where that is nothing. */
  readonly made: (endedWell: boolean) => Answer | null
  readonly count: () => { readonly kept: number; readonly dropped: number }
}

const AT_MOST = 5

/**
 * A clause's sentences stand in the answer once they say its point; until then its quotes may still go out instead. The answer is shown from its beginning
 * on, clause after clause in the answer's own order, and never ahead of a clause that is undecided. Where the showing has gone on to the next clause, what
 * comes late for an earlier one has no place any more.
 * @param groups the clauses that may be rewritten, in the answer's order. @param show without it nothing is shown, and every sentence has its place.
 */
export function openDraft(corpus: Corpus, answer: Answer, groups: readonly Group[], verify: Verifier, show?: Show): Draft {
  const heard = new Set<string>()
  const texts = new Set<string>()
  const kept = new Map<Group, readonly Claim[]>()
  const covered = new Set<Group>()
  /** How many groups are shown, the last of them still growing. */
  let shown = 0

  let begun = ''

  const inPlace = (among: readonly Group[]): Kept => new Map(among.filter((g) => covered.has(g)).map((g) => [g, kept.get(g) ?? []]))

  function take(said: unknown): void {
    const read = SentenceShape.safeParse(said)
    const key = JSON.stringify(said)
    if (!read.success || heard.has(key) || heard.size >= MOST_SENTENCES) return
    heard.add(key)
    const claim = { ...read.data, text: read.data.text.trim() }
    const at = groups.findIndex(({ citation }) => citation.clause === claim.clause && citation.quote.includes(claim.quote))
    const group = groups[at]
    if (!group || at < shown - 1 || texts.has(`${claim.clause} ${claim.text}`)) return
    texts.add(`${claim.clause} ${claim.text}`)
    if (keep(group, claim)) release(at)
  }

  function keep(group: Group, claim: Claim): boolean {
    const earlier = kept.get(group) ?? []
    const claims = [...earlier, claim]
    if (claims.length > AT_MOST || !holds(claim, earlier)) return false
    const enough = covered.has(group) || pointKept(group, claims)
    // What the last gate would turn back is not kept.
    if (enough && fault(corpus, rewritten(answer, new Map([...inPlace(groups), [group, claims]])) as Answer) !== null) return false
    kept.set(group, claims)
    if (enough) covered.add(group)
    return true
  }

  /** A sentence that cannot be held against its clause does not hold. */
  function holds(claim: Claim, earlier: readonly Claim[]): boolean {
    try {
      return verify(claim, earlier) === null
    } catch {
      return false
    }
  }

  /** @param at the group that a sentence was just kept of. */
  function release(at: number): void {
    if (!show) return
    while (shown <= at && covered.has(groups[shown] as Group)) shown++
    const last = groups[shown - 1]
    const sofar = last && beginning(answer, inPlace(groups.slice(0, shown)), last)
    if (!sofar || sofar.text === begun) return
    begun = sofar.text
    show(sofar)
  }

  return {
    take,
    made: (endedWell) => rewritten(answer, inPlace(endedWell ? groups : groups.slice(0, shown))),
    count() {
      const standing = [...covered].reduce((sum, g) => sum + (kept.get(g)?.length ?? 0), 0)
      return { kept: standing, dropped: heard.size - standing }
    },
  }
}
