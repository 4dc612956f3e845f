/** Holds for whom and where something is so against what the notice says of it. */
import { places } from '../understand/enterprise-region.ts'
import { line } from '../understand/line.ts'
import { ENTERPRISE, NARROWING, QUALIFIERS } from './hedges.ts'
import type { Flaw, Held } from './held.ts'
import { flat } from './quantities.ts'
import { held, heldPairs } from './words.ts'

const NATIONWIDE = /全国|各省|全省各|外省|跨省/

export function place({ raw, said, context, clause, notice }: Held): Flaw | null {
  const local = notice.region !== '全国'
  const allowed = `${context}${flat(clause.text)}${local ? `${notice.region}省` : ''}`
  const mentioned = places(line(raw)).flatMap(({ mention }) => raw.slice(mention.start, mention.end).split(/[、，,和与及]/))
  for (const named of mentioned) {
    if (named && !allowed.includes(flat(named)) && !allowed.includes(flat(named).replace(/[省市]$/, ''))) return { kind: 'place', what: named }
  }
  if (local && NATIONWIDE.test(said) && !NATIONWIDE.test(context)) return { kind: 'place', what: '全国' }
  if (!local && /全省|我省|本省|省里|辽宁|本市|全市|我市/.test(said) && !/省|辽宁|市/.test(context)) return { kind: 'place', what: '省' }
  return null
}

/** A narrowing with what stands before and behind: 面向｜民营｜企业｜推广. */
const NARROWED = /([\p{Script=Han}]{2})(民营|中小微|小微|初创|创新型|困难民营|受疫情影响较大的)[^,;。、]{0,6}?企业([\p{Script=Han}]{2})/gu

export function scope({ said: whole, source, context, clause, stretches, parts }: Held): Flaw | null {
  const said = whole.replaceAll('千家民营企业', '')
  for (const [word, same] of QUALIFIERS) {
    const found = word.exec(said)
    if (found && !same.test(context)) return { kind: 'scope', what: found[0] }
  }
  for (const m of source.matchAll(NARROWED)) {
    const [, before, narrow, after] = m as unknown as [string, string, string, string]
    const pair = QUALIFIERS.find(([word]) => word.test(narrow))
    const bare = (at: number) => !(pair?.[1] ?? new RegExp(narrow)).test(said.slice(Math.max(0, at - 10), at + 18))
    const ends = [...said.matchAll(new RegExp(`企业的?${RegExp.escape(after)}`, 'g'))].some((found) => bare(found.index))
    if (said.includes(`${before}企业`) || ends) return { kind: 'scope', what: narrow }
  }
  const enterprises = parts.filter((part) => part.includes('企业'))
  const named = stretches.map(({ text }) => text.replace(/千家民营企业|(?:这|那)(?:类|些|样的?|种)企业/g, ''))
  // 得是民营的小微企业，而且确有困难: what narrows may stand in a stretch of its own.
  const beside = named.filter((text) => !ENTERPRISE.test(text)).join()
  for (const text of named.filter((t) => ENTERPRISE.test(t))) {
    const likeness = enterprises.map((part) => held(text, part) + heldPairs(text, part))
    const best = Math.max(...likeness)
    const part = enterprises[likeness.indexOf(best)]
    if (part === undefined || best < 0.5) continue
    for (const [narrow] of part.matchAll(NARROWING)) {
      const pair = QUALIFIERS.find(([word]) => word.test(narrow))
      const alone = part.split(/(?=企业)/).length === 2 && !/(?:民营|中小微|小微|初创)(?:和|、|及|或)/.test(part)
      if (!text.includes(narrow) && !(pair?.[1].test(alone ? `${text},${beside}` : said) ?? false)) return { kind: 'scope', what: narrow }
    }
  }
  return ENTERPRISE.test(named.join()) ? widened(said, enterprises, flat(clause.text)) : null
}

/** Enterprises of any kind, where the notice speaks of one kind only: in what the sentence says of it, or, where that names none, in all of the clause. */
function widened(said: string, enterprises: readonly string[], clause: string): Flaw | null {
  const told = enterprises.filter((part) => held(part, said) + heldPairs(part, said) >= TOLD)
  const near = told.length > 0 ? told : enterprises.length > 0 ? enterprises : [clause]
  const kinds = near.flatMap((part) => part.split(/(?<=企业)/).filter((upTo) => upTo.endsWith('企业')))
  const missing = QUALIFIERS.find(([word, same]) => NARROW.test(word.source) && kinds.length > 0 && kinds.every((kind) => word.test(kind.slice(-14))) && !same.test(said))
  return missing ? { kind: 'scope', what: `不限${missing[0].source}` } : null
}

/** From here on a sentence takes up a stretch of the notice. */
const TOLD = 0.6
/** The narrowings that hold for the whole of what is said. */
const NARROW = /民营|中小|小微|困难|初创|创新型|疫情|重点/
