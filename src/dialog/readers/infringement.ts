/** Reads for the slots of an infringement: the right and its number, the infringer, what happened, the evidence. */

import { line } from '../../understand/line.ts'
import type { Said, Seen } from '../form.ts'
import { readCompanies, wasCalled } from '../values/company.ts'
import { NOBODY, readInfringers, unknownInfringer } from '../values/infringer.ts'
import { PATENTS, RIGHT_TYPES, readMarkNumbers, readRightTypes } from '../values/right.ts'
import { evidenceSaid, lacksEvidence, polish, provesOnly, THEY_DO, tale, tells, violates } from '../values/story.ts'
import { patentNumbers } from './patents.ts'

const RIGHT_EN = ['Invention patent', 'Utility model', 'Design patent', 'Trademark', 'Geographical indication', 'Other']
const CUES = [
  '发明|invention',
  '实用|新型|utility',
  '外观|设计(?!.*布图)|design',
  '商标|牌子|品牌|trade ?mark|brand',
  '地理标志|地标|geographical',
  '其他|其它|别的|著作|版权|软著|秘密|other|copyright',
]
export const RIGHTS = RIGHT_TYPES.map((value, i) => ({ value, label: { zh: value, en: RIGHT_EN[i] as string }, cue: CUES[i] as string }))

export function rightTypeSlot(said: Said): Seen[] {
  const asked = said.asked || said.labelled
  const found = readRightTypes(said.raw, asked)
  const types = [...new Set(found.map((f) => f.type))]
  const first = found[0]
  if (first && types.length === 1) return [{ kind: 'value', start: first.start, end: first.end, value: first.type, sure: asked || said.mending }]
  if (first && types.length > 1) {
    const last = found.at(-1) as (typeof found)[number]
    if (said.mending) return [{ kind: 'value', start: last.start, end: last.end, value: last.type, sure: true }]
    if (said.known.rightType !== undefined && !asked) return []
    const options = RIGHTS.filter((r) => types.includes(r.value))
    const names = types.join('、')
    return [
      {
        kind: 'problem',
        start: first.start,
        end: last.end,
        reason: 'which',
        what: { zh: `您提到了${names}，这次主要按哪一种登记？`, en: `You mentioned ${options.map((o) => o.label.en).join(' and ')}; which is this request about?` },
        options,
      },
    ]
  }
  const patent = asked && said.raw.trim().length <= 20 ? /专利|patent/.exec(line(said.raw).text) : null
  if (patent && patentNumbers({ ...said, asked: false, labelled: false }).length === 0)
    return [
      {
        kind: 'problem',
        start: patent.index,
        end: patent.index + patent[0].length,
        reason: 'which-patent',
        what: { zh: '专利有三种，证书上写着是哪一种。', en: 'There are three kinds of patent; the certificate says which.' },
        options: RIGHTS.slice(0, 3),
      },
    ]
  return []
}

/** Said to be a mark's, whatever the right was thought to be before: 商标注册号是…. */
const MARKED = /(?:商标|注册商标|trade ?mark)[^，,。；;\n]{0,16}?(?:注册)?(?:证)?(?:号|no|number)|注册(?:证)?号码?|registration (?:no|number)|登记证书|证书编?号/

export function rightNumberSlot(said: Said): Seen[] {
  const told = said.label + said.text
  const marked = MARKED.test(told) && !/专利(?:申请)?号|zl ?\d|patent n/.test(told) ? readMarkNumbers(said.raw, said.labelled)[0] : undefined
  const type = said.known.rightType as string | undefined
  if (marked && !/^(?:20\d{10}|\d{8})[.\dX]{1,2}$/.test(marked.number) && (type === undefined || PATENTS.includes(type)))
    return [{ kind: 'value', start: marked.start, end: marked.end, value: marked.number, sure: true }]
  const patents = patentNumbers(type !== undefined && !PATENTS.includes(type) ? { ...said, asked: false, labelled: false } : said)
  if (type === undefined || PATENTS.includes(type)) {
    const found = patents.filter((p) => p.kind === 'value')
    const first = found[0]
    if (found.length > 1 && first)
      return [
        ...patents.filter((p) => p.kind !== 'value'),
        { ...first, end: found.at(-1)?.end ?? first.end, value: [...new Set(found.map((f) => (f.kind === 'value' ? f.value : '')))].join('、') },
      ]
    if (patents.length > 0 || type !== undefined) return patents
  }
  const marks = readMarkNumbers(said.raw, (said.asked || said.labelled) && type !== undefined)
  const mark = marks[0]
  if (mark) return [{ kind: 'value', start: mark.start, end: mark.end, value: mark.number, sure: true }]
  if (patents.length > 0)
    return patents.map((p) =>
      p.kind === 'value'
        ? {
            kind: 'problem',
            start: p.start,
            end: p.end,
            reason: 'patent-number',
            what: { zh: `${p.value} 是专利号，而权利类型登记的是${type}。`, en: `${p.value} is a patent number, but the right was given as ${type}.` },
          }
        : p,
    )
  if (type === '其他' && said.asked && /^(?:没有|无|没|暂无|不知道|没有编号|没有号|none|no)/.test(line(said.raw).text.trim()))
    return [{ kind: 'value', start: 0, end: said.raw.length, value: '无', sure: true }]
  return []
}

const VAGUE =
  /^(?:[^，,。]{0,4}(?:传|发|拍)错了?.*|(?:这|那)[张个份]才?是.*)$|^(?:是|i |we |really |we're |i'm )*(?:不知道|不清楚|不晓得|没查到|查不到|不认识|不明|unknown|don't know|do not know|not sure)(?:.{0,20})$/

/** 登记的名字不清楚，招牌写「米香坊」: what can be read of them. */
const SIGNBOARD = /(?:招牌|门头|店招|牌匾|包装)上?(?:只)?(?:写|叫|挂|是|打|印|寫|掛)(?:着|著|的是|的)?[“"「『《]?([^”"」』》，,。；;\n]{2,20})/u

export function infringerSlot(said: Said): Seen[] {
  const companies = readCompanies(said.raw).filter((c) => c.role === 'other' || !wasCalled(said.raw, c.start))
  const other = companies.filter((c) => c.role === 'other')
  const named =
    other.find((c) => c.legal) ??
    other[0] ??
    (said.asked || said.labelled
      ? (companies.find((c) => c.role !== 'self') ??
        (/我|俺|咱|our|we /.test(said.text.replace(/(?:仿|抄|冒用|偷|学|是|像)我们?|我们(?:以前|原来|的)/g, '')) ? undefined : companies[0]))
      : undefined) ??
    (!said.mending && said.known.company !== undefined && (said.story || /，，/.test(said.raw))
      ? companies.find((c) => c.role === null && c.name !== said.known.company)
      : undefined) ??
    // Asked for the company, somebody lists it all: the second name in the list is the other side.
    (said.pending === 'company' ? companies.filter((c) => c.role === null)[1] : undefined)
  const alone =
    !said.mending &&
    companies.length === 1 &&
    companies[0] &&
    said.known.company !== undefined &&
    companies[0].name !== said.known.company &&
    companies[0].role !== 'self' &&
    said.pending !== 'company' &&
    polish(said.raw).length <= companies[0].name.length + 4
      ? companies[0]
      : undefined
  const shop =
    /(?:网店|店铺|旗舰店|账号|直播间|卖家|商家|店名|用户名|抖音号|shop|store|seller|account)(?:名称?|名字)?(?:是|叫|为|:|：| |named|called)*[“"‘'《「『](.{1,30}?)[”"’'》」』]|[“"《「『]([^”"》」』]{1,30})[”"》」』](?:这家|这个)?(?:的)?(?:网店|店铺?|旗舰店|账号|直播间|商家)/.exec(
      said.raw,
    )
  const text = polish(said.raw.replace(/^[^?？，,。]{1,8}[?？]/, ''))
    .replace(/^(?:嗯|哦|那个|就是|应该是|我怀疑是?|侵权(?:方|人|者)?|对方|他们?|公司|名字){0,6}(?:就?是|叫做?|为|名叫|[:：]){1,3} */u, '')
    .replace(/^(?:it is|it's|they are|the infringer is) /i, '')
    .replace(/(?<=[^A-Z][a-z\p{Script=Han}])\.$/u, '')
  const told = line(said.raw.replace(/^[^?？，,。]{1,8}[?？]/, '')).text.trim()
  const [identified] = said.labelled ? [] : readInfringers(said.raw, said.asked)
  // 仿我们的是河南的，具体叫啥不清楚: where they are is not who they are.
  if (identified && unknownInfringer(said.raw) && !/厂|公司|店|行|社|坊|铺|部|叫|姓|[“"「]/.test(identified.text))
    return [{ kind: 'none', start: 0, end: said.raw.length }]
  if (identified && identified.text !== said.known.company && companies.find((c) => identified.text.includes(c.name))?.role !== 'self')
    return [
      {
        kind: 'value',
        start: identified.start,
        end: identified.end,
        value: identified.text,
        sure: said.asked || (identified.sure && (said.mending || !said.story)),
        soft: said.story && said.pending === null,
      },
    ]
  const sign = SIGNBOARD.exec(said.raw)
  if (sign && unknownInfringer(said.raw)) {
    const start = sign.index + sign[0].length - (sign[1] as string).length
    return [{ kind: 'value', start, end: start + (sign[1] as string).length, value: polish(sign[1] as string), sure: said.asked }]
  }
  if (unknownInfringer(said.raw) && !named) return [{ kind: 'none', start: 0, end: said.raw.length }]
  if (said.labelled && !named && NOBODY.test(told)) return unknownInfringer(said.whole) ? [{ kind: 'none', start: 0, end: said.raw.length }] : []
  if (said.labelled && (/^(?:谁|哪家|哪个)/.test(told) || unknownInfringer(said.label + said.text)) && !named) return [{ kind: 'none', start: 0, end: said.raw.length }]
  // …一家冷冻食品批发部，叫港湾老孙冻品: what it is, and then its name.
  const byName = named && /^[，,]\s*(?:店名|厂名|字号|名字)?就?叫(?:做)?(?![他她它你您我俺咱人])[^，,。；;！!？?\n]{2,30}/u.exec(said.raw.slice(named.end))
  if (said.labelled && named && byName)
    return [
      { kind: 'value', start: named.start, end: named.end + byName[0].length, value: polish(said.raw.slice(named.start, named.end + byName[0].length)), sure: true },
    ]
  if (said.labelled || said.asked) {
    if (said.asked && !said.labelled && !named && told.length > 12 && /^(?:他们|对方|他家|人家|那家|them|they)(?!是|就是|叫| are called)/.test(told)) return []
    if (VAGUE.test(told) || /不知道(?:是)?(?:谁|哪)|不知道叫/.test(told)) return [{ kind: 'none', start: 0, end: said.raw.length }]
    if (/的$/.test(text) && !named) return []
    if (named && (told.length > 30 || said.raw.slice(named.end).trim().length <= 4))
      return [{ kind: 'value', start: named.start, end: named.end, value: named.name, sure: true }]
    if (named && /[，,。；;]/.test(said.raw.slice(named.end, named.end + 1)))
      return [{ kind: 'value', start: named.start, end: named.end, value: named.name, sure: true }]
    if (
      said.asked &&
      !said.labelled &&
      !named &&
      (provesOnly(told) || (violates(told) && told.length > 12 && !/店|号|叫|家|公司|厂|摊|商户|老板/.test(told.slice(0, 12))))
    )
      return []
    if (text.length >= 2 && text.length <= 60 && /\p{L}{2}/u.test(text) && !(said.asked && !said.labelled && /^(?:一|两|三|四|五|[1-6])$/.test(text)))
      return [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }]
    if (named) return [{ kind: 'value', start: named.start, end: named.end, value: named.name, sure: true }]
    if (text.length > 60) return [{ kind: 'value', start: 0, end: 0, value: (text.split(/[，,。；;]/)[0] as string).slice(0, 60), sure: true }]
    return []
  }
  if (!named && alone) return [{ kind: 'value', start: alone.start, end: alone.end, value: alone.name, sure: false }]
  if (named && named.name !== said.known.company)
    return [
      { kind: 'value', start: named.start, end: named.end, value: named.name, sure: said.mending && named.role === 'other', soft: said.story && said.pending === null },
    ]
  if (shop && tells(told)) return [{ kind: 'value', start: shop.index, end: shop.index + shop[0].length, value: shop[0].replace(/(?:是|叫|为|:|：)/, ''), sure: false }]
  return []
}

export function descriptionSlot(said: Said): Seen[] {
  if (said.labelled) {
    const text = polish(said.raw)
    return text.length >= 2 ? [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }] : []
  }
  const told = tale(said.raw, [], said.asked)
  // Who does it, named in a clause of its own, is not yet what happened.
  if (told && !said.asked && readInfringers(told.text).some((r) => told.text.replace(r.text, '').length < 14)) return []
  // Asked what happened, somebody tells what proves it: that is no story yet.
  const proofs = evidenceSaid(said.raw, true)
  if (told && proofs.length > 0 && !violates(line(told.text).text) && proofs.reduce((left, p) => left.replace(p.text, ''), polish(said.raw)).length < 16) return []
  if (told && !(provesOnly(line(told.text).text) && (!said.asked || told.text.length < 30)))
    return [{ kind: 'value', start: told.start, end: told.end, value: told.text, sure: said.asked }]
  const text = polish(said.raw)
  if (said.asked && text.replace(/[^\p{L}\p{N}]/gu, '').length >= 4 && !provesOnly(line(text).text))
    return [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }]
  return []
}

const HAVING = /^(?:我们?|俺们?|手里|手上|手头|这边|现在|目前|暂时|只|就|也|还|都){0,4}(?:有|留|存|拍|录|保留|保存|提供|附|准备)/

/** 就这些了，没有别的; 就是刚才那张照片: nothing beside what is already there. */
const NO_MORE =
  /^(?:证据|材料)?(?:嘛|呢)?(?:就是?|只有|都是|全是|暂时|目前|手里|现在)*(?:(?:这|那|刚才|上面|前面|刚刚|已经)(?:发|传|给|说)?的?(?:那|这)?(?:些|么多|点|[一二两三几]?[张份个段])?|[^，,。]{0,6}(?:刚才|上面)[^，,。]{0,6})(?:[\p{Script=Han}]{0,4}(?:照片|图片?|截图|文件|视频|录像|材料|东西))?(?:了|吧)?(?:[，,。]?\s*(?:再)?(?:没有?|没啥|无)(?:别的|其他的?|其它的?|更多的?|了)*(?:了|啦)?|[，,。]?\s*(?:别的|其他的?|其它的?)(?:就|也|都)?(?:没有?|没啥|无)(?:了|啦)?)?$|^(?:没有?|无)(?:别的|其他的?|其它的?|更多的?)(?:了|啦)?$/u

export function evidenceSlot(said: Said): Seen[] {
  const text = polish(said.raw)
  const known = said.known.evidence
  if (Array.isArray(known) && known.length > 0 && NO_MORE.test(line(text).text)) return [{ kind: 'none', start: 0, end: said.raw.length }]
  if (lacksEvidence(said.raw) && evidenceSaid(said.raw, false).length === 0) return [{ kind: 'none', start: 0, end: said.raw.length }]
  if (said.labelled) return text.length >= 2 ? [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }] : []
  const found = evidenceSaid(said.raw, said.asked)
  if (found.length > 0 && (!said.asked || text.length > 80))
    return found.slice(0, 3).map((f) => ({ kind: 'value', start: f.start, end: f.end, value: f.text, sure: true }))
  if (THEY_DO.test(line(text).text) && (found.length === 0 || (violates(line(text).text) && !/证据|留着|保存/.test(text)))) return []
  // 我翻了材料，不是专利: named in passing, it is not what is told.
  if (
    said.asked &&
    text.replace(/[^\p{L}\p{N}]/gu, '').length >= 2 &&
    (found.length > 0 || (said.pending === 'evidence' && (!tells(line(text).text) || HAVING.test(text)) && text.length <= 40))
  )
    return [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }]
  return []
}
