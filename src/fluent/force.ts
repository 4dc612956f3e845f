/** Holds how strongly, under which condition and with which exception something is said against how the notice says it. */

import { CONDITIONS, EXCEPTIONS, HEDGES, type Hedge, RESTRICTIONS, SPURNED, STRONG } from './hedges.ts'
import { around, type Flaw, GOVERNED, governed, type Held, same, stretchAt, used } from './held.ts'
import { blanked, readQuantities } from './quantities.ts'
import { covered, type Explainer, held, heldPairs, ownHeld } from './words.ts'

/** From here on a stretch of the notice is what a stretch of the sentence speaks of. */
const LIKE = 0.3

/** The share of its words that the notice names somebody by. */
const WHOM = 0.6

/** 没有强制, 不敢打包票, 可不是哪家必须给的: said of what is not so. */
const NOT_SO = /不$|不了$|(?:没有?|不是|并非|并不|不敢|不能|拿|肯)(?:[^,;。]{0,8}(?:说|要求)|[^,;。不没]{0,6})?$/

export function strength({ said, context, parts, stretches }: Held): Flaw | null {
  const spurned = new RegExp(`^(?:${SPURNED})`, 'u')
  for (const [word, written, close] of STRONG) {
    for (const m of said.matchAll(new RegExp(word, 'g'))) {
      if (NOT_SO.test(said.slice(0, m.index)) || spurned.test(said.slice(m.index)) || spurned.test(said.slice(m.index + m[0].length))) continue
      // 凡是试点省份: whom the notice names itself.
      const every = /^凡是?([^,;。]{4,30})/.exec(said.slice(m.index))?.[1]
      if (every && heldPairs(every, context) >= WHOM) continue
      if (!written.test(context)) return { kind: 'strength', what: m[0] }
      const at = stretchAt(stretches, m.index)
      const { text = '' } = stretches[at] ?? {}
      const near = stretches.slice(Math.max(0, at - (context.includes(m[0]) && m[0].length > 1 ? 1 : 0)), at + 1).flatMap((s) => s.near)
      // 已建立 of one thing does not make another done.
      if (!near.some((i) => written.test(parts[i] as string) && (!close || held(text, parts[i] as string) >= LIKE))) return { kind: 'strength', what: m[0] }
    }
  }
  // 不管是国家级还是省级: what is named so must be the notice's.
  for (const [whole, named = ''] of said.matchAll(/(?:不管|无论|不论)是?([^,;。!?]{2,40}还是[^,;。!?都]{1,12})/g))
    if (heldPairs(named.replace('还是', ','), context) < LIKE) return { kind: 'strength', what: whole }
  // 应、要 of the notice do not become 必须.
  if ([...said.matchAll(/必须|务必/g)].some((m) => !NOT_SO.test(said.slice(0, m.index))) && !/必须|务必/.test(context)) return { kind: 'strength', what: '必须' }
  return null
}

export function condition({ said, source, parts, stretches }: Held, explain: Explainer): Flaw | null {
  const explained = explain(said, source)
  for (const { name, said: word, written, strict } of CONDITIONS) {
    for (const found of said.matchAll(new RegExp(word, 'g'))) {
      const { text, start } = stretches[stretchAt(stretches, found.index)] ?? { text: '', start: 0 }
      const { share, said: told } = covered(explained, start, start + text.length)
      // The notice sets conditions of this kind too; whether this is one of them, the rest of the stretch tells.
      if (source.includes(found[0]) || written.test(source)) {
        const rest = text.replace(found[0], '')
        const own =
          name === '如果' ||
          parts.some(
            (part, i) => (part.includes(found[0]) || written.test(part)) && Math.max(...[part, parts[i - 1] ?? ''].map((p) => held(rest, p)), held(text, part)) >= OWN,
          )
        if (told < 3 || (share >= FOUNDED && own)) continue
        return { kind: 'condition', what: `${name}：${found[0]}` }
      }
      // 谁要是套取补贴: a way of naming whom the notice names.
      const whom = text.replace(found[0], '').replace(/[您你]|属于|[是的]/g, '')
      if (strict || Math.max(...parts.map((part) => held(whom, part))) < 0.6) return { kind: 'condition', what: `${name}：${found[0]}` }
    }
  }
  return null
}

/** The share of a stretch's words that a condition of the notice itself explains. */
const FOUNDED = 0.45
/** And the share of them that stands in the notice's own condition. */
const OWN = 0.35

/** Words that only carry a sentence on; they stand for a hedge whatever else the source says. */
const PLAIN = /^(?:应|该|要|须|需|得|会|将|可|能|想|先|帮|助|促|试)$/

/** The notice's own word, or one for it that does not already stand for another of the notice's. */
function softened(own: string, word: RegExp, here: string, source: string): boolean {
  if (here.includes(own)) return true
  return [...here.matchAll(new RegExp(word, 'g'))].some(([found]) => PLAIN.test(found) || !source.replaceAll(own, '').includes(found))
}

export function hedge(all: Held): Flaw | null {
  const { said, source, lead } = all
  for (const one of HEDGES) {
    const flaw = dropped(one, all) ?? reached(one, all)
    if (flaw) return flaw
  }
  // A softer word than the notice's is no better.
  for (const name of ['鼓励', '力争', '原则上', '计划', '探索', '逐步'])
    if (said.includes(name) && !HEDGES.some((h) => h.name === name && h.said.test(source + lead))) return { kind: 'hedge', what: `${name}（原文没有）` }
  return null
}

/** What a hedge of the notice governs, said without it. */
function dropped({ name, written, said: word }: Hedge, { said: whole, source, untitled, parts, stretches }: Held): Flaw | null {
  // 除商标数据库外, 在…活动中: named in passing.
  const said = blanked(whole, /除[^,;。]{1,20}外|(?<=^|[,;。])[^,;。]{2,26}(?:活动|工作|过程|试点)[中里上](?=[,;。])/g)
  for (const m of untitled.matchAll(written)) {
    const rest = governed(untitled, m.index + m[0].length)
    // 应超过20%: a figure alone is held below; 原则上不: what is not denied is not said of the rule.
    if (/^[^\p{Script=Han}]*(?:超过|高于|达到)?[^\p{Script=Han}]*$/u.test(rest) || (/^不/.test(rest) && !/不|别|没|勿|莫/.test(said))) continue
    if (listed(source.slice(0, m.index), rest, said) || !used(rest, said)) continue
    const own = `${/[^,;:。!?]*$/.exec(source.slice(0, m.index))?.[0]}${/^[^,;:。!?]*/.exec(source.slice(m.index))?.[0]}`
    const beside = parts.filter((part) => part !== own).join()
    if (!ownHeld(rest.length < 6 ? own : rest, said, beside)) continue
    // 税收优惠政策，会积极配合落实: what is governed may be named anywhere; a duty stands with its verb.
    if (!softened(m[0], word, name === '应' ? around(rest, stretches, 1, 1) : said, source)) return { kind: 'hedge', what: name }
  }
  return null
}

/** A figure aimed at, or that ought to be, said as one that is reached. */
function reached({ name, written, said: word }: Hedge, { said, parts, stretches }: Held): Flaw | null {
  const duty = name === '应'
  if (name !== '力争' && !duty) return null
  const withNext = (list: readonly string[], i: number) => `${list[i]}${(list[i]?.length ?? 0) < 12 ? `,${list[i + 1]}` : ''}`
  for (const q of readQuantities(said).found) {
    if (duty && q.kind === 'date') continue
    const here = withNext(
      stretches.map((s) => s.text),
      stretchAt(stretches, q.start),
    )
    const aimed = parts.some((part, i) => readQuantities(part).found.some((t) => same(t, q)) && withNext(parts, i).search(written) >= 0)
    if (aimed && !word.test(here)) return { kind: 'hedge', what: `${name} ${said.slice(q.start, q.end)}` }
  }
  return null
}

/** 试点省、示范城市: one of a list may be told without the others. */
function listed(before: string, behind: string, said: string): boolean {
  if (said.includes(before.slice(-2))) return false
  const [, next] = /^省?[、和及]([^,;。、和及]{2,4})/.exec(behind) ?? []
  return next !== undefined && said.includes(next)
}

/** True where a sentence takes up a stretch that an exception of the notice stands with, in however few words. */
function touched(stretch: string, said: string): boolean {
  const governs = stretch.slice(0, GOVERNED)
  return used(governs, said) || (governs.length > 3 && held(governs, said) >= 0.5 && heldPairs(governs, said) >= 0.2)
}

export function exception({ said, told, untitled: source, parts }: Held): Flaw | null {
  const missing = (m: RegExpMatchArray) =>
    m[0].length <= 4 ? [...m[0].slice(0, 3)].some((c) => !told.includes(c)) : held(m[0], told) < 0.4 || heldPairs(m[0], told) < 0.15
  for (const { written, head, said: word } of EXCEPTIONS)
    for (const m of source.matchAll(written)) {
      if (word ? word.test(told) : !missing(m)) continue
      const beside = /^[^,;。]*/.exec(source.slice(m.index + m[0].length).replace(/^[,;]/, ''))?.[0] ?? ''
      const before = /[^,;。]*$/.exec(source.slice(0, m.index))?.[0] ?? ''
      if (listed(before, beside, said)) continue
      // What stands at the head of a sentence restricts all of it.
      const behind = (/^[^;。]*/.exec(source.slice(m.index + m[0].length)) as RegExpExecArray)[0].split(',').filter((p) => p.length > 5)
      if (
        head &&
        before.length <= 16 &&
        !/特别是|、/.test(before) &&
        behind.some((part) => used(part.slice(0, GOVERNED), said) && ownHeld(part, said, parts.filter((p) => !p.includes(part)).join()))
      )
        return { kind: 'exception', what: m[0].slice(0, 20) }
      const others = parts.filter((part) => !part.includes(beside)).join()
      if ((touched(beside, said) && ownHeld(beside, said, others)) || (beside.length < 3 && used(before, said))) return { kind: 'exception', what: m[0].slice(0, 20) }
    }
  for (const { written, said: word } of RESTRICTIONS)
    for (const m of source.matchAll(written)) {
      const before = /[^,;。]*$/.exec(source.slice(0, m.index).replace(/[,;]$/, ''))?.[0] ?? ''
      if (!(word ? word.test(told) : !missing(m)) && used(before, said)) return { kind: 'exception', what: m[0].slice(0, 20) }
    }
  return null
}
