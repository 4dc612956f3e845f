/** Whose a number, a code or a name is, by who was spoken of last before it: our own enterprise, the other side, or who writes for the enterprise. */
import { clauses, violates } from './story.ts'

export type Holder = 'ours' | 'theirs' | 'helper' | null

const US = '(?:我|俺|咱)'
/** 仿我们的, 山寨我: that 我们 is the one acted on. */
const THEIRS = `对方|对面|对家|侵权|被告|被举报|卖家|店家|商家|客服|热线|拨打|卖假|冒牌|假货|(?:仿冒?|抄袭?|山寨|冒充|冒用|盗用|偷|骗|坑|模仿|糟践|举报|投诉|告)了?(?:的是|${US})|(?<![a-z])(?:infringer|their|theirs|seller|counterfeiter|copycat)`
const HELPER =
  '经办人[（(]银行|我行|本行|(?:经办)?(?:银行|(?<!工|农|建|中|交|招)行(?=联系人|经办人))(?:方|这边|那边)?的?(?:经办人|联系人)?|客户经理|代理(?:人|师|机构|公司|所)|律师|中介|代账|记账|事务所|落款|(?<![a-z])(?:lawyer|agent)'
const OURS = `${US}|本(?:人|公司|厂|店)|自己|自个|联系人|经办人|对接人|客户|企业|会员|借款人|申请人|(?<![a-z])(?:my|our|mine|ours|me|contact)(?![a-z])`
/** Somebody spoken of before: the other side where a wrong is told of, else whoever one writes for. */
const SPOKEN_OF = '(?:他|她|它)(?:们|家|那|的(?=电话|手机|号码?|代码|联系))|那[家帮伙店]|那个(?:人|店|厂|公司|老板)|人家'
/** Who says of himself that he writes for somebody: from then on 我 is not the enterprise. */
const WRITES_FOR_OTHERS =
  /我(?:们|这边|这)?是[^，,。；;\n]{0,20}(?:银行|支行|分行|代理|律师|代账|记账|事务所|商会|协会|中介|客户经理)|我行(?!业)|(?:替|代|帮|受)(?:我们?)?客户/
const cuesWith = (helper: string, theirs: string) => new RegExp(`(?<helper>${helper})|(?<theirs>${theirs})|(?<ours>${OURS})`, 'g')
const CUES = { wrong: cuesWith(HELPER, `${THEIRS}|${SPOKEN_OF}`), plain: cuesWith(`${HELPER}|${SPOKEN_OF}`, THEIRS) }
const ANY_THEIRS = new RegExp(`${THEIRS}|${SPOKEN_OF}`)
const SELF = new RegExp(`^(?:${US}|本人|自|my|our|mine|me$)`)
/** The other side by a word that means nobody else. */
const STRANGER = /对方|对家|侵权|被告|卖家|店家|冒牌|假货|[仿冒抄](?:我|俺|咱)|infring/
/** A clause that brings somebody in, of whom the next may say more: 卖假货的叫孙二，手机…. */
const NAMES = /叫|姓|代码|号码|电话|手机|是.{2,}|公司|[厂店行]$|老板|called|named/

const OF_CONTACT = /(?:联系人|经办人|对接人|负责人|管事儿?的)[^。；;]*(?:他|她)的?(?:手机|电话|联系电话|号码?)(?:号码?)?[^。；;\d]{0,6}$/

/** @param text a folded line; @param at where the value begins in it. */
export function whose(text: string, at: number): Holder {
  const sentence = text
    .slice(0, at)
    .split(/[。；;！!？?\n]/)
    .at(-1) as string
  // 联系人填客户那边的，叫曲立新，他的手机是…: he is the one just named to be called.
  if (OF_CONTACT.test(sentence) && !STRANGER.test(sentence)) return 'ours'
  const before = clauses(sentence)
    .map((c) => c.text)
    .slice(-4)
  const told = { forOthers: WRITES_FOR_OTHERS.test(text), cues: STRANGER.test(text) || violates(text) ? CUES.wrong : CUES.plain }
  const nearest = /[，,]\s*$/.test(sentence) ? null : holderIn(before.pop() ?? '', told)
  const holder =
    nearest ??
    before
      .reverse()
      .map((clause) => (NAMES.test(clause) || !ANY_THEIRS.test(clause) ? holderIn(clause, told) : null))
      .find((h) => h !== null) ??
    null
  // 联系人写他们老板常胜，手机…: who writes for a firm calls it 他们.
  return holder === 'theirs' && /联系人|经办人|对接人/.test(sentence) && !STRANGER.test(sentence) ? 'ours' : holder
}

function holderIn(clause: string, { forOthers, cues: known }: { readonly forOthers: boolean; readonly cues: RegExp }): Holder {
  const cues = [...clause.matchAll(known)]
  const cue = cues.at(-1)
  if (!cue) return null
  const self = SELF.test(cue[0])
  // 他家的老板, 对方企业: what belongs to the other side stays theirs.
  if (cues.some((c) => c.groups?.theirs !== undefined) && !cue.groups?.theirs && !self && !/^(?:联系|经办|对接)人/.test(cue[0])) return 'theirs'
  if (cue.groups?.helper || (self && forOthers)) return 'helper'
  return cue.groups?.theirs ? 'theirs' : 'ours'
}

/** Those values that are not the other side's; the helper's own only where the enterprise's is told nowhere in the message. */
export function oursOf<T extends { readonly start: number }>(found: readonly T[], everywhere: readonly { readonly start: number }[], text: string): T[] {
  const named = everywhere.some((v) => whose(text, v.start) === 'ours')
  return found.filter((v) => {
    const holder = whose(text, v.start)
    return holder !== 'theirs' && !(holder === 'helper' && named)
  })
}
