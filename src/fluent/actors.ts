/** Holds who acts against whom the notice has act. */
import { ACTORS } from './hedges.ts'
import type { Flaw, Held } from './held.ts'
import { flat } from './quantities.ts'
import { assertsAnything, heldPairs } from './words.ts'

export function subject({ said, source, lead, context, clause }: Held): Flaw | null {
  const near = `${context}${lead}`
  const whole = flat(clause.text)
  for (const [actor] of said.matchAll(ACTORS)) {
    const named = ADDRESSED.test(actor) ? `${context}${whole}` : near
    if (named.includes(actor) || KIN.some(([a, b]) => a.test(actor) && b.test(named))) continue
    return { kind: 'subject', what: actor }
  }
  return (
    kind(said, source) ??
    charged(said, source) ??
    strange(said, near) ??
    agent(said, source, whole) ??
    receiver(said, source) ??
    level(said, source) ??
    leading(said, source)
  )
}

/** 商标代理 where the notice says 专利代理: of the kinds of right one may not stand for another, only for all of them. */
function kind(said: string, source: string): Flaw | null {
  const named = (text: string) => new Set(text.match(RIGHTS) ?? [])
  const theirs = named(source)
  const other = [...named(said)].find((right) => theirs.size > 0 && !theirs.has(right))
  return other ? { kind: 'subject', what: other } : null
}

/** 企业要在年底前报, where the notice charges no enterprise. */
function charged(said: string, source: string): Flaw | null {
  const found = /(?:企业|公司)[^,;。不没]{0,6}(?:要|应|须)(?!求)/.exec(said)
  return found && !/企业|公司|市场主体|创新主体/.test(source) ? { kind: 'subject', what: found[0] } : null
}

const RIGHTS = /专利|商标|地理标志|著作权|版权|集成电路|植物新品种|商业秘密/g

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

const BODY = /([\p{Script=Han}]{2,6}?)(公司|集团|厅|委员会|事务所|院校|学院|协会|学会|联合会|办公室|办事处|研究所|交易所)/gu
/** Words for bodies of a sort, one of which may stand for another. */
const SORT = [/公司|企业|集团|机构/, /厅|局|部门|委员会|办公室/, /事务所|机构/, /院校|学院|院所|高校/, /协会|学会|联合会|组织/, /研究所|院所/] as const
/** Says nothing of which body it is. */
const ANY = /[一每各这那哪某几家些个类种的]|有关|相关|当地|本地|地方|各级|所在|您|咱们?/g

/** 由各家民营企业自己写: who does it, where the notice has somebody do it. */
function agent(said: string, source: string, clause: string): Flaw | null {
  const bare = (text: string) => text.replaceAll('知识产权', '')
  for (const [, who = ''] of bare(said).matchAll(AGENT)) {
    if (/^各?省(?:一?级的?)?(?:局|部门)$|各地$|地方$|[哪谁]/.test(who)) continue
    if (assertsAnything(who) && heldPairs(who, bare(who.endsWith('局') ? clause : source)) < AGENT_HELD) return { kind: 'subject', what: who }
  }
  return null
}

/** Who is charged with it: by a word for doing behind, or by the kind of body it is. */
const AGENT =
  /(?:由|交给|让)([\p{Script=Han}]{1,10}?(?:局|部门|中心|企业|公司|银行|平台|机构|单位|院所|高校|协会|政府|法院)|[\p{Script=Han}]{2,14}?(?=自己|自行|负责|牵头|直接|来[办做定管]))/gu
const AGENT_HELD = 0.45

/** To whom something is reported, or who approves it: the notice must name that body in the same breath. */
function receiver(said: string, source: string): Flaw | null {
  const { body = '', of = '' } = REPORTED.exec(said)?.groups ?? {}
  const named = of === '局' ? `${body.replace('级', '')}知识产权局` : of
  return source.includes(named) ? null : { kind: 'subject', what: `${body}${of}` }
}

const TO = '(?<body>国家|省级?|市级?|当地|本地|地方|所在地)(?:省级|市级)?(?:知识产权)?(?<of>局|政府|法院)'
const REPORTED = new RegExp(`(?:报|通报|上报|告知|送|交)(?:给|到|至|请|由|经)?${TO}|${TO}(?=核准|批准|同意|验收|审批|批)`)

/** 各县（市）知识产权局, where the notice charges those of the provinces. */
function level(said: string, source: string): Flaw | null {
  const found = /(县|乡镇|街道|地市|各市)[区市]?级?的?(?:知识产权)?(?:局|管理部门)/.exec(said)
  return found && !new RegExp(`${found[1]?.slice(-1)}[^,;。]{0,6}(?:局|部门)`).test(source.replaceAll('区、市', '')) ? { kind: 'subject', what: found[0] } : null
}

/** 政府主导, where the notice says 市场主导. */
function leading(said: string, source: string): Flaw | null {
  for (const [whole, who] of said.matchAll(/([\p{Script=Han}]{2})[来为]?(?:主导|说了算|做主|作主|拍板)/gu)) {
    const theirs = [...source.matchAll(/([\p{Script=Han}]{2})主导/gu)].map((m) => m[1])
    if (theirs.length > 0 && !theirs.includes(who) && !theirs.some((t) => said.includes(`${t}主导`))) return { kind: 'subject', what: whole }
  }
  return null
}

/** Those a notice is addressed to: they are charged with what it charges nobody with. */
const ADDRESSED = /^(?:各地|各省|各市|省局|国务院|直辖市|自治区|(?:保护|促进|审批|服务)处)$/

/** Bodies said in a shorter or plainer way. */
const KIN: readonly (readonly [RegExp, RegExp])[] = [
  [/^各地$/, /各地|地方|各级|各有关|地区|各省|辖区/],
  [/^各省$/, /各省|省/],
  [/^(?:自治区|直辖市)$/, /区、市|自治区|直辖市/],
  [/^各市$/, /各市|地市|城市/],
  [/^省局$/, /省局|省知识产权局|辽宁/],
  [/^大学$/, /高校/],
  [/^申请人$/, /申请/],
  [/^(?:员工|职工)$/, /职务|人员/],
  [/^权利人$/, /权利/],
  [/^经营者$/, /市场主体|企业/],
  [/^银行$/, /银行|银企|金融机构/],
  [/^(?:海外|境外|外国)$/, /海外/],
  [/^(?:专利|商标|地理标志)$/, /知识产权/],
  [/^(?:试点|重点|示范)城市$/, /试点城市|重点城市|示范城市/],
  [/^(?:代理|评估|服务)机构$/, /机构/],
]
