/** Finds what people put before a value: 联系人：, 第3项改成, the phone is; and which slots a correction names. */
import type { Form, Slot } from './form.ts'
import { mayBeName } from './values/name.ts'

/** `unit`: what the label itself says the figure counts: 申请金额（万元）. */
export type Segment = { readonly slot: string; readonly start: number; readonly end: number; readonly valueStart: number; readonly unit: string | null }

const SAYS =
  '(?:(?<=[\\p{Script=Han}])(?:嘛|呢|么|吧|啊|呀|哈)[，,]|[:：=】\\]」]|(?<=\\p{Script=Han})[-—–]+(?=\\p{Script=Han}|[\\da-z]{9})|->|→|就?是(?!不是)|(?<=[址置])就?在|就?(?:按|定(?:为|在|成|到)?)(?=[\\d一二两三四五六七八九十百壹贰叁肆伍])|为(?!什么|啥|了)|系(?![统列由指数])|叫做?|改成|改为|改到|换成|变成|更正为|更改为|应该是|应该为|应为|应是|写成|填(?!错)|写(?!错|真|了错|少|多|漏)|设为|调到|调成|降到|提到|用|(?<![a-z])(?:is|are|was|should be|changed? to|to|as)(?![a-z]))'
const SEPARATOR = `(?:[ \\t]*(?:的话|呢|也|就|现在|还|需要|要|请|应该|，|,)?[ \\t]*${SAYS})+[ \\t]*`
/** Somebody else's: 对方公司名称是… names the other side. */
const FOREIGN = /(?:对方|侵权方|侵权人|他们|被告|那家|人家|infringer'?s?|their|other party'?s?)(?:的|公司|企业)?\s*$/
/** 抄俺们的|厂叫…: whoever copies us, by what they are. */
export const COPIES_US =
  /(?:仿冒?|仿造|仿制|抄袭?|剽窃|冒用|冒充|假冒|盗用|盗|偷|山寨|侵犯|模仿|照搬|坑|糟践)(?:了|着|过)?(?:我|俺|咱)们?(?:家|厂|公司|店|社)?[^，,。；;！!？?\n我俺咱]{0,8}的(?:那个?|这个?)?(?:家|个|伙)?[^，,。；;！!？?\n我俺咱]{0,8}$/

/** …仿我们货的那家店，店名是…: the name of whoever was spoken of last. */
function foreign(before: string): boolean {
  const said = before.slice(-40)
  const theirs = Math.max(
    ...[
      '对方',
      '侵权',
      '他们',
      '那家',
      '人家',
      '单干',
      '仿我',
      '抄我',
      '冒用',
      '仿冒',
      '卖家',
      '有家',
      '有个',
      '一家',
      '一个厂',
      '一个店',
      '一个公司',
      '仿的是',
      '抄的是',
      '别家',
      '逛',
      '刷到',
      '看见',
      '看到',
      '发现',
      '淘宝',
      '京东',
      '拼多多',
      '抖音',
    ].map((w) => said.lastIndexOf(w)),
  )
  const ours = Math.max(...['我们公司', '我司', '我们厂', '我家', '俺们', '咱们', '我们是', '我是', '本公司', '。', '\n'].map((w) => said.lastIndexOf(w)))
  return COPIES_US.test(said) || (theirs >= 0 && theirs > ours)
}
const BOUNDARY = /(?:^|(?:^|[\s，,。])那|[\s，,。；;、.！!？?:：()（）\d"“—-]|[我们司方俺咱的把将和及公业于:厂外还有请个此换改【[「]|my |our |the )$/i
const NUMBERED =
  /第\s*([0-9一二三四五六七八九十]{1,2}|[①-⑩])\s*(?:项|条|个|行|点|号)?|(?:^|[\s，,。])([0-9]{1,2})\s*(?:项|号)?(?=\s*(?:改|换|应|写))|\b(?:item|number|no\.?|line)\s*([0-9]{1,2})\b/g
const COUNT: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12 }

function place(said: string): number {
  if (/^\d+$/.test(said)) return Number(said)
  const at = said.codePointAt(0) ?? 0
  return at >= 0x2460 && at <= 0x246e ? at - 0x2460 + 1 : (COUNT[said] ?? 0)
}

/** A list with the numbers the desk gave: 1. … 2. … */
const LISTED = /(?:^|[\s，,。；;])(\d{1,2})\s?[.、．)）](?=\s|\D|\d{6})\s*/g

/** The desk's own list is told with these. */
const CIRCLED = /([①-⑮])[ \t]*(?![ \t]*(?:项|条|个|改|换|应该|写错|错|不对))/g

type Mark = { readonly slot: string; readonly start: number; readonly end: number; readonly bare: boolean; readonly prose: boolean; readonly unit?: string | undefined }

/** Every label in the text, with or without a value behind it. */
function marks(form: Form, slots: readonly Slot[], text: string, unlisted = false): Mark[] {
  const found: Mark[] = []
  for (const slot of form.slots)
    for (const m of text.matchAll(
      new RegExp(
        `(?:${slot.labels})(?<gloss>[（(][^）)\\n]{0,14}[）)])?(?:(?<separator>${SEPARATOR})|(?<change>[^，,。；;：:！!？?\\n]{1,24}?(?:改成|改为|换成|变成|更正为|改到|change to|changed to)[ \\t]*))?`,
        'giu',
      ),
    )) {
      const before = text.slice(Math.max(0, m.index - 10), m.index)
      if (/(?:他|她|它|其)的?$/.test(before) && foreign(text.slice(0, m.index)) && slot.unmistakable) continue
      if ((FOREIGN.test(before) || (foreign(text.slice(0, m.index)) && (slot.labels.includes('公司') || slot.follows))) && slot.name !== 'infringer') continue
      if (!BOUNDARY.test(before)) continue
      const thus = /(?:这样(?:子)?的?|回事儿?)$/.test(m[0]) && /^[，,]/.test(text.slice(m.index + m[0].length))
      // 联系人温作海，手机…: a name right behind its label needs no mark between.
      const direct =
        slot.first === true &&
        mayBeName(/^[ \t]*((?![姓叫是写填就还换改先在找我俺])[\p{Script=Han}·]{2,4})(?=[，,、；;。\s]|$)/u.exec(text.slice(m.index + m[0].length))?.[1] ?? '', true)
      // 证据嘛，有…, but not 跟你反映个情况啊，…: a mere particle parts only what opens a clause.
      const drawled = /^\s*[嘛呢么吧啊呀哈][，,]\s*$/.test(m.groups?.separator ?? '') && !/(?:^|[，,。；;！!？?\n\s]|那|我们?|还有)$/.test(before)
      const separated = thus || direct || (m.groups?.separator !== undefined && !drawled) || m.groups?.change !== undefined
      const spaced = !separated && /^[ \t]{1,3}\S|^\n/.test(text.slice(m.index + m[0].length)) && /(?:^|[\n，,。；;])\s*$/.test(before)
      found.push({
        slot: slot.name,
        start: m.index,
        end: m.index + m[0].length,
        bare: !separated && !spaced,
        prose: slot.prose === true,
        unit: /万元|亿元|元|个月|月|年/.exec(m.groups?.gloss ?? '')?.[0],
      })
    }
  for (const m of text.matchAll(NUMBERED)) {
    const slot = slots[place((m[1] ?? m[2] ?? m[3]) as string) - 1]
    if (!slot) continue
    const after = new RegExp(`^${SEPARATOR}`, 'iu').exec(text.slice(m.index + m[0].length))
    found.push({ slot: slot.name, start: m.index, end: m.index + m[0].length + (after?.[0].length ?? 0), bare: !after, prose: slot.prose === true })
  }
  const items = (unlisted ? [] : [...text.matchAll(LISTED), ...text.matchAll(CIRCLED)]).flatMap((m) => {
    const slot = slots[place(m[1] as string) - 1]
    return slot ? [{ slot: slot.name, start: m.index, end: m.index + m[0].length, bare: false, prose: slot.prose === true }] : []
  })
  // 三件专利号分别是：①… ②…: what leads in to the list says what all of it is.
  const lead = items[0] ? /[^。；;！!？?\n]*[:：]\s*$/.exec(text.slice(0, items[0].start))?.[0] : undefined
  const ofOne = lead !== undefined && form.slots.some((s) => new RegExp(`(?:${s.labels}|${s.called})`, 'i').test(lead))
  if (!ofOne && (items.length > 1 || (items[0]?.start === 0 && text.length > 6))) found.push(...items)
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  // 第6项专利号改成…: the label right behind an ordinal says the same; of overlapping labels the longer one holds.
  return found.filter((m, i) => !found.some((o, j) => j !== i && o.start <= m.start && o.end >= m.end && (o.end - o.start > m.end - m.start || j < i)))
}

/** The stretches of a message that stand behind a label, each up to where the next begins. */
export function segments(form: Form, slots: readonly Slot[], text: string, unlisted = false): Segment[] {
  const all = marks(form, slots, text, unlisted)
  return all
    .filter((m) => !m.bare)
    .flatMap((m): Segment[] => {
      const next = all.find((o) => o.start >= m.end && (!o.bare || /[\n。；;]\s*$/.test(text.slice(m.end, o.start))))?.start ?? text.length
      const reach = text.slice(m.end, next)
      const slot = form.slots.find((s) => s.name === m.slot) as Slot
      const stop = slot.first
        ? /[。；;！!？?\n]|[，,](?!\s*(?:全名|大名|大号|本名|名叫|名字叫|就叫|叫))/
        : m.prose
          ? slot.list
            ? /[。；;\n]/
            : /\n(?=\s*\S{1,12}[:：])/
          : /[。；;！!？?\n]|，(?!\s*(?:(?:名字|全名|店名|厂名|字号)?(?:就|名)?叫|(?:他|她)?(?:自己|现在|后来)?(?:开|办|注册)了?一?[个家]))|(?<!(?<![a-z])(?:co|ltd|inc|corp|nos?|mr|ms|mrs|dr|st))\.(?=\s+\p{L})(?!\s[x×](?![a-z]))|,(?!\d{3}(?!\d)|\s*(?:ltd|limited|inc|co\b))/iu
      const cut = stop.exec(reach.replace(/^\s+/, (s) => ' '.repeat(s.length)))
      let end = m.end + (cut ? goesOn(form, slot, reach, cut.index, /[:：]\s*$/.test(text.slice(m.start, m.end))) : reach.length)
      // What leads into the next label belongs to it: …，我的 | 电话是.
      if (!cut && next < text.length) end = m.end + reach.replace(/(?:[\s，,、。；;]+(?:我的?|我们的?|公司的?|和|and|my|our)?)+$/i, '').length
      return end > m.end && text.slice(m.end, end).trim() !== '' ? [{ slot: m.slot, start: m.start, end, valueStart: m.end, unit: m.unit ?? null }] : []
    })
}

const FIGURES = /\d+ ?(?:年|个月|万)|[一二两三四五六七八九十半]年/
const SAYS_ELSE = new RegExp(`[贷借]|不|没|${FIGURES.source}`)

/** Where a value that may go on over commas ends: before the first clause that speaks of another slot, or of figures. */
function goesOn(form: Form, slot: Slot, reach: string, cut: number, written: boolean): number {
  if (!slot.long) return cut
  let end = cut
  const others = new RegExp(
    form.slots
      .filter((s) => s !== slot)
      .map((s) => `(?:${s.labels})|${s.called}`)
      .join('|'),
    'i',
  )
  for (const m of reach.slice(cut).matchAll(/([，,])((?:(?!\.\s)[^，,。；;！!？?\n])+)/g)) {
    if (cut + m.index !== end || others.test(m[2] as string) || (written ? FIGURES : SAYS_ELSE).test(m[2] as string)) break
    end += m[0].length
  }
  return end
}

const CORRECTS =
  /^(?:不对|不是|错了?|等等|等一下|更正|修改|纠正|改|换|刚才|前面|之前|抱歉|对不起|不好意思|哎呀|写错|打错|说错|填错|搞错|弄错|我改主意|no[,. ]|wait|sorry|correction|actually|oops|change|update|edit)|改成|改为|改一下|改下|改改|修改|更改|更正|换成|变更|应该(?:是|写|叫)|应为|写错|打错|填错|说错|弄错|搞错|记错|发错|不对|有误|(?<![买认拿走做卖吃用分])错了|不是.{1,30}(?:是|叫)|重新(?:填|说|写|输入|报)|(?<![a-z])(?:change|changed|correction|correct (?:the|my|our|it|that)|update|edit|should be|instead|wrong|mistake|typo)(?![a-z])/

export function corrects(text: string): boolean {
  return CORRECTS.test(text.trim())
}

/** The slots a message names without giving a value: 改一下公司名, 第3项错了. */
export function named(form: Form, slots: readonly Slot[], text: string): string[] {
  const by = marks(form, slots, text).map((m) => m.slot)
  const found = form.slots.flatMap((slot) =>
    [...text.matchAll(new RegExp(`${slot.labels}|${slot.called}|${slot.label.zh}|${slot.label.en.toLowerCase()}`, 'gi'))]
      // 侵权方名字写错了: the name is theirs.
      .filter((m) => slot.name === 'infringer' || !FOREIGN.test(text.slice(Math.max(0, m.index - 10), m.index)))
      // 鞍山是对方: it is said of something else.
      .filter((m) => !/[^的就]是$/.test(text.slice(0, m.index)))
      .map((m) => ({
        slot: slot.name,
        start: m.index,
        end: m.index + m[0].length,
      })),
  )
  for (const f of found) if (!found.some((o) => o !== f && o.start <= f.start && o.end >= f.end && o.end - o.start > f.end - f.start)) by.push(f.slot)
  return [...new Set(by)]
}

/**
 * The stretches that are denied or replaced, so that no value is read there:
 * 不是**500万**是300万, 把**500万**改成300万, not **A** but B.
 */
export function denied(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  const patterns = [
    /(?<![是要])(?:并?不是|并非|不叫|不姓|而非|别写|不在)\s*(?<x>[^，,。；;！!？?\n]{1,40}?)(?=[，,。；;！!？?\n]|\s*(?:而是|应该是|应是|其实是|是|叫|在|[也更又都]不是)|$)/g,
    /(?:把|将|从|由)\s*(?<x>[^，,。；;！!？?\n]{1,40}?)(?=改成|改为|改到|换成|变成|调到|调成|降到|提到|更正为)/g,
    /(?:原来|之前|刚才|前面|上次)(?:说|写|填|给|发|报)?的?(?:是|那个)?\s*(?<x>[^，,。；;！!？?\n]{1,40}?)(?=(?:不对|错了|有误|作废|写错|不算))/g,
    /(?<![a-z])(?:not|isn't|instead of|rather than|was not)\s+(?<x>[^,.;!?\n]{1,40}?)(?=[,.;!?\n]|\s+(?:but|it's|it is)\b|$)/g,
    /(?<![a-z])from\s+(?<x>[^,.;!?\n]{1,40}?)(?=\s+to\s)/g,
  ]
  for (const pattern of patterns)
    for (const m of text.matchAll(pattern)) {
      const x = m.groups?.x as string
      const start = m.index + m[0].indexOf(x, 1)
      if (x.trim() && !/^(?:很|太|特别|第一次|一天|一次|我|吗)/.test(x)) found.push({ start, end: start + x.length })
    }
  return found
}
