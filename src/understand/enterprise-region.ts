/** Tells the enterprise's own place from the infringer's, a market's, a bank's or an authority's, by the role each place plays in its clause. */

import { BRINGS_IN, chineseRole, cuesOf, own, WEIGHT } from './enterprise-region-chinese.ts'
import { englishRole } from './enterprise-region-english.ts'
import { latest } from './latest.ts'
import { type Line, line } from './line.ts'
import { type Mention, mentions, narrowed, type Region, region } from './region.ts'
import type { Place } from './regions.ts'
import type { Role, Side } from './roles.ts'

/** A place named, and whose it is. */
export type Weighed = Role & { readonly mention: Mention }
/** How far into a clause roles are told; people dictate without a comma, but not for ever. */
const SCOPE = 400
/** A bank or an agent that writes for its customer: the customer is the enterprise. */
const AS_BANK =
  /我们?是[^，。,]{0,12}(?:银行|[分支]行|农商行|信用社)|我行(?!业)|受[^，,。；;]{1,10}委托|(?:代理(?:所|机构|公司|人|师)|律所|律师|事务所)[^，。]{0,8}[，,][^，。]{0,6}(?:替|代|帮|受|为)|(?:替|代|帮|受|为|给|代表)(?:了)?(?:我们?|我所|俺们?|咱们?)?(?:家|这边)?的?(?:一[个家位])?(?:客户|委托人|委托方|当事人|企业客户)(?!服务)/
/** The company's name under its letter. */
const SIGNATURE = /^(?:市|省|区|县)?[^，。,的在有]{1,20}(?:公司|厂|业|社|店|行|中心|协会|部)$/
const GREETING = /你们?好|您好|老师|领导|同志|喂|哎|诶|那个|请问|麻烦|打扰了?|大妹子|大哥|大姐|师傅|亲|在吗|hello|hi|[\s，。,.!！?？~～、：:（(【“"]/g
/** What a message may open with before its own place: 俺, 我家是, 来自. */
const OPENER = /^(?:我们?|俺们?|咱们?|我家|俺家|咱家|我们家|家)?(?:这边|这里)?(?:是|在|来自|住|位于|就是|姓.)?(?:一家|一个)?$/

/**
 * The enterprise's region, ambiguous where its name is; null where no place is named, or only another's.
 * Of several of its own, the surest goes: moved to, the seat, said of oneself, opening the message; among equals the last one said of oneself.
 */
export function enterpriseRegion(raw: string, options: { readonly asked?: boolean } = {}): Region | null {
  return enterpriseSeat(raw, options)?.region ?? null
}

/** 我泉州晋江的，来兴城做泳装: who names a home elsewhere and a place in Liaoning, both his own, has his firm in Liaoning. */
function seatsOnly(mine: readonly Weighed[]): readonly Weighed[] {
  const inLiaoning = (w: Weighed) => w.mention.places.every((p) => p.province === '辽宁') && !whole(w.mention)
  return mine.some((w) => inLiaoning(w) && w.weight >= WEIGHT.hinted) && mine.every((w) => w.weight <= WEIGHT.said || inLiaoning(w)) ? mine.filter(inLiaoning) : mine
}

/** The same, and whether it is but a guess: merely named, and not told of the enterprise. */
export function enterpriseSeat(raw: string, options: { readonly asked?: boolean } = {}): { readonly region: Region; readonly guessed: boolean } | null {
  const text = line(raw)
  const weighed = places(text, options.asked)
  const mineAll = seatsOnly(weighed.filter((w) => w.side === 'own'))
  const best = Math.max(...mineAll.map((w) => w.weight))
  const top = mineAll.filter((w) => w.weight === best)
  const mine = best >= WEIGHT.told ? top.at(-1) : top[0]
  if (!mine) return null
  // 我们在铁西，沈阳的: another of its own places may say which Tiexi.
  const others = mineAll.filter((w) => w !== mine && (w.weight === best || w.mention.end <= mine.mention.start || whole(mine.mention) || w.weight >= WEIGHT.told))
  const settled = others.reduce<readonly Place[]>((meant, other) => {
    const both = narrowed(meant, other.mention.places)
    return both.length > 0 ? both : meant
  }, mine.mention.places)
  return { region: region(settled), guessed: best <= WEIGHT.named }
}

/** The region a question is about: the asker's own, else one that it asks about. */
export function regionAskedOf(raw: string): Region | null {
  const topic = places(line(raw)).find(({ side }) => side === 'topic')
  return enterpriseRegion(raw) ?? (topic ? region(topic.mention.places) : null)
}

/** Every place named, in the order they stand, each with its role. */
export function places(text: Line, asked = false): readonly Weighed[] {
  return asked ? weigh(text.text, mentions(text, true)) : told(text.raw)
}

const told = latest((raw): readonly Weighed[] => {
  const text = line(raw)
  return weigh(text.text, mentions(text, false))
})

/** Liaoning alone: said of this desk as often as of the enterprise. */
function whole(mention: Mention): boolean {
  return mention.places.every((p) => p.province === '辽宁' && p.city === null)
}

function clausesOf(text: string): { readonly start: number; readonly end: number }[] {
  const clauses: { start: number; end: number }[] = []
  let start = 0
  for (const mark of text.matchAll(/[，。；;！!？?\n,]+|\.(?=\s|$)|(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu)) {
    if (mark.index > start) clauses.push({ start, end: mark.index })
    start = mark.index + mark[0].length
  }
  if (start < text.length) clauses.push({ start, end: text.length })
  return clauses
}

function weigh(text: string, all: readonly Mention[]): Weighed[] {
  const weighed: Weighed[] = []
  let subject: Side = 'neither'
  let theirs = false
  let next = 0
  let found = 0
  const last = text.trimEnd().length
  const asBank = AS_BANK.test(text)
  for (const clause of clausesOf(text)) {
    const words = text.slice(clause.start, Math.min(clause.end, clause.start + SCOPE))
    const english = !/\p{Script=Han}/u.test(words)
    const cues = english ? [] : cuesOf(words, theirs)
    while (next < all.length && (all[next] as Mention).start < clause.start) next++
    for (; next < all.length && (all[next] as Mention).start < clause.end; next++) {
      const mention = all[next] as Mention
      const at = mention.start - clause.start
      if (at >= SCOPE) {
        if (weighed.length === 0) weighed.push({ mention, ...own(WEIGHT.hinted) })
        continue
      }
      const before = words.slice(0, at)
      const after = words.slice(mention.end - clause.start, mention.end - clause.start + 60)
      const opens = found === 0 && mention.start < 40 && OPENER.test(text.slice(0, mention.start).replace(GREETING, ''))
      const signed =
        before.trim() === '' && clause.end >= last - 1 && /[。\n！!]\s*$/.test(text.slice(Math.max(0, clause.start - 4), clause.start)) && SIGNATURE.test(after)
      const role = signed
        ? own(WEIGHT.said)
        : english
          ? englishRole(before, after, { opens: mention.start < 24 && found === 0, subject })
          : chineseRole(
              before.slice(-30),
              after,
              cues.filter((c) => c.at < at),
              { subject, opens, listed: listed(text, all, next), at, asBank, later: text.slice(clause.end, clause.end + 60) },
            )
      if (role.side === 'own' && role.weight >= WEIGHT.opening) found++
      weighed.push({ mention, ...(role.side === 'own' && whole(mention) ? { side: 'own', weight: role.weight / 8 } : role) })
    }
    const named = cues.filter((c) => c.side !== 'neither' && c.noun && !c.object).at(-1)
    theirs = BRINGS_IN.test(words)
    if (named) subject = named.side
    else if (english)
      subject = /(?:^|\W)(?:they|he|she|infringer|seller|competitor|supplier|copycat)\W/.test(words) ? 'other' : /(?:^|\W)(?:we|our|i|my)\W/.test(words) ? 'own' : subject
  }
  return weighed
}

/** 沈阳、北京的都来拉, 跑过沈阳大连: places told in a row are nobody's home. */
function listed(text: string, all: readonly Mention[], i: number): boolean {
  const joined = (a: Mention | undefined, b: Mention | undefined) =>
    a !== undefined && b !== undefined && /^(?:[、和跟与及]|还是|到|或者?)?$/.test(text.slice(a.end, b.start))
  return joined(all[i - 1], all[i]) || joined(all[i], all[i + 1])
}
