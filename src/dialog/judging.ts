/** Weighs what the readers saw against what is known: what is taken, what is wrong, what leaves a list. */
import type { Seen, Slot, Values } from './form.ts'
import { corrects } from './labels.ts'
import { SMALL } from './layout.ts'

export type Taken = {
  readonly slot: string
  readonly value: unknown
  readonly start: number
  readonly end: number
  readonly soft: boolean
  readonly unsure?: boolean
  readonly replaces: boolean
}
export type Trouble = Extract<Seen, { kind: 'problem' }> & { readonly slot: string }

/** One thing seen, and how its slot came to be read there. */
export type Candidate = { readonly slot: Slot; readonly seen: Seen; readonly how: 'labelled' | 'asked' | 'seen' }

type Scene = {
  readonly raw: string
  readonly text: string
  readonly known: Values
  readonly soft: ReadonlySet<string>
  readonly unsure: ReadonlySet<string>
  readonly mending: boolean
  readonly story: boolean
  readonly denies: boolean
  readonly named: readonly string[]
  readonly target: (slot: Slot) => boolean
}

export type Judged = {
  readonly taken: readonly Taken[]
  readonly problems: readonly Trouble[]
  readonly nones: readonly string[]
  readonly elsewhere: { readonly slot: string; readonly place: string } | null
  readonly removed: readonly { readonly slot: string; readonly value: unknown }[]
}

/** 这件不押了，去掉: what is mentioned of a list is taken out of it. */
const REMOVES =
  /去掉|去了|删掉|删了|删除|拿掉|拿下来?|撤掉|撤了|剔除|划掉|扣掉|不押了|不质押了|不要了|不算了?|不用了|别押|别算|除外|作废|失效|remove|drop|delete|take (?:it )?out|leave out/

export function judge(candidates: readonly Candidate[], { raw, text, known: before, soft, unsure, mending, story, denies, named: namedSlots, target }: Scene): Judged {
  const taken: Taken[] = []
  const problems: Trouble[] = []
  const nones: string[] = []
  let elsewhere: Judged['elsewhere'] = null
  const length = raw.replace(SMALL, '').length || 1
  for (const { slot, seen, how } of candidates) {
    const filled = before[slot.name] !== undefined && before[slot.name] !== null && !soft.has(slot.name)
    const meant = how !== 'seen' || target(slot)
    const share = raw.slice(seen.start, seen.end).replace(SMALL, '').length / length
    switch (seen.kind) {
      case 'value': {
        // A story that goes on is added to, even while the summary waits, unless it says that something was wrong.
        const goesOn = slot.prose && how === 'seen' && !corrects(text)
        const added = slot.list || (slot.prose && !mending) || goesOn
        // What was told in passing in the opening story gives way to what is said of it later.
        const betterTold = (slot.long === true || (slot.skippable && !slot.free && !slot.prose)) && unsure.has(slot.name) && !story
        if (!meant && filled && !added && !betterTold && !(seen.sure && (mending || unsure.has(slot.name) || share >= 0.5 || (slot.unmistakable && !story)))) break
        if (!meant && slot.list && filled && !slot.prose && !seen.sure) break
        if (taken.some((t) => t.slot === slot.name && !slot.list && !slot.prose && how === 'seen')) break
        taken.push({
          slot: slot.name,
          value: seen.value,
          start: seen.start,
          end: seen.end,
          soft: seen.soft ?? false,
          unsure: how === 'seen' && !seen.sure,
          replaces: mending && !goesOn && (!slot.list || corrects(text)) && (how === 'labelled' || namedSlots.includes(slot.name) || !slot.list || denies),
        })
        break
      }
      case 'problem':
        if (meant || !filled || (mending && share >= 0.3) || slot.unmistakable) problems.push({ ...seen, slot: slot.name })
        break
      case 'none':
        nones.push(slot.name)
        break
      case 'elsewhere':
        if (meant || !filled || mending) elsewhere = { slot: slot.name, place: seen.place }
        break
    }
  }
  const removed: { slot: string; value: unknown }[] = []
  if (REMOVES.test(text))
    for (const slot of new Set(candidates.map((c) => c.slot))) {
      const held = before[slot.name]
      if (!slot.list || !Array.isArray(held)) continue
      for (let i = taken.length - 1; i >= 0; i--) {
        const t = taken[i] as Taken
        if (t.slot !== slot.name || !held.includes(t.value)) continue
        removed.push({ slot: slot.name, value: t.value })
        taken.splice(i, 1)
      }
    }
  return {
    taken,
    problems: problems.filter((p) => !taken.some((t) => t.slot === p.slot && !candidates.find((c) => c.slot.name === p.slot)?.slot.list)),
    nones: nones.filter((n) => !taken.some((t) => t.slot === n)),
    elsewhere,
    removed,
  }
}
