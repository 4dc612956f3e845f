/** Holds who acts, for whom and where against what the notice says of it. */
import { places } from '../understand/enterprise-region.ts'
import { line } from '../understand/line.ts'
import { ACTORS, ENTERPRISE, NARROWING, QUALIFIERS } from './hedges.ts'
import type { Flaw, Held } from './held.ts'
import { flat } from './quantities.ts'
import { assertsAnything, held, heldPairs } from './words.ts'

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

export function subject({ said, source, lead, context: near, clause }: Held): Flaw | null {
  const whole = `${near}${flat(clause.text)}`
  for (const [actor] of said.matchAll(ACTORS)) {
    const context = ADDRESSED.test(actor) ? whole : `${near}${lead}`
    if (context.includes(actor) || KIN.some(([a, b]) => a.test(actor) && b.test(context))) continue
    return { kind: 'subject', what: actor }
  }
  return strange(said, `${near}${lead}`) ?? agent(said, source, whole) ?? level(said, source) ?? leading(said, source)
}

/** A body no list has: 会计师事务所, 省邮政公司. What tells it from others of its kind must stand in the notice, and so must its kind. */
function strange(said: string, context: string): Flaw | null {
  for (const m of said.matchAll(BODY)) {
    const [whole, before, kind] = m as unknown as [string, string, string]
    const telling = before.replace(ANY, '').slice(-2)
    if (telling.length < 2 || !assertsAnything(telling) || context.includes(telling + kind)) continue
    if (!context.includes(telling) || !SORT.some((sort) => sort.test(kind) && sort.test(context))) return { kind: 'subject', what: whole }
  }
  return null
}

const BODY = /([\p{Script=Han}]{2,6}?)(公司|集团|[工信教民财交建卫农商业化游]?厅|委员会|事务所|院校|学院|协会|学会|联合会|办公室|办事处|研究所|交易所)/gu
/** Words for bodies of a sort, one of which may stand for another. */
const SORT = [/公司|企业|集团|机构/, /厅|局|部门|委员会|办公室/, /事务所|机构/, /院校|学院|院所|高校/, /协会|学会|联合会|组织/, /研究所|院所/] as const
/** Says nothing of which body it is. */
const ANY = /[一每各这那哪某几家些个类种的]|有关|相关|当地|本地|地方|各级|所在|您|咱们?/g

/** 由各家民营企业自己写: who does it, where the notice has somebody do it. */
function agent(said: string, source: string, whole: string): Flaw | null {
  const bare = (text: string) => text.replaceAll('知识产权', '')
  for (const [, who = ''] of bare(said).matchAll(AGENT)) {
    if (/^各?省(?:一?级的?)?(?:局|部门)$/.test(who)) continue
    if (assertsAnything(who) && heldPairs(who, bare(who.endsWith('局') ? whole : source)) < AGENT_HELD) return { kind: 'subject', what: who }
  }
  return null
}

/** Who is charged with it: by a word for doing behind, or by the kind of body it is. */
const AGENT =
  /(?:由|交给|让)([\p{Script=Han}]{1,10}?(?:局|部门|中心|企业|公司|银行|平台|机构|单位|院所|高校|协会|政府|法院)|[\p{Script=Han}]{2,14}?(?=自己|自行|负责|牵头|直接|来[办做定管]))/gu
const AGENT_HELD = 0.45

/** 各县（市）知识产权局, where the notice charges those of the provinces. */
function level(said: string, source: string): Flaw | null {
  const found = /(?:县|区县|乡镇|街道)[区市]?级?的?(?:知识产权)?(?:局|管理部门)/.exec(said)
  return found && !/县[^,;。]{0,6}(?:局|部门)/.test(source) ? { kind: 'subject', what: found[0] } : null
}

/** 政府主导, where the notice says 市场主导. */
function leading(said: string, source: string): Flaw | null {
  for (const [whole, who] of said.matchAll(/([\p{Script=Han}]{2})(?:来)?(?:主导|说了算|做主|作主|拍板)/gu)) {
    const theirs = [...source.matchAll(/([\p{Script=Han}]{2})主导/gu)].map((m) => m[1])
    if (theirs.length > 0 && !theirs.includes(who) && !theirs.some((t) => said.includes(`${t}主导`))) return { kind: 'subject', what: whole }
  }
  return null
}

/** Those a notice is addressed to: they are charged with what it charges nobody with. */
const ADDRESSED = /^(?:各地|各省|各市|省局|国务院|直辖市|自治区|.{2,4}处)$/

/** Bodies said in a shorter or plainer way. */
const KIN: readonly (readonly [RegExp, RegExp])[] = [
  [/^各地$/, /各地|地方|各级|各有关|地区|各省|辖区/],
  [/^各省$/, /各省|省/],
  [/^(?:自治区|直辖市)$/, /区、市|自治区|直辖市/],
  [/^各市$/, /各市|地市|城市/],
  [/^省局$/, /省局|省知识产权局|辽宁/],
  [/^大学$/, /高校/],
  [/^银行$/, /银行|银企|金融机构/],
  [/^(?:海外|境外|外国)$/, /海外/],
  [/^(?:专利|商标|地理标志)$/, /知识产权/],
  [/^(?:试点|重点|示范)城市$/, /试点城市|重点城市|示范城市/],
  [/^(?:代理|评估|服务)机构$/, /机构/],
]

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
