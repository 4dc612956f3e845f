/** Reads which kind of right is meant and its registration number: patents by their number, marks and indications by theirs. */
import { line } from '../../understand/line.ts'
import type { PatentType } from './patent-number.ts'

export const RIGHT_TYPES = ['发明', '实用新型', '外观设计', '商标', '地理标志', '其他'] as const
export type RightType = (typeof RIGHT_TYPES)[number]

export const PATENTS: readonly string[] = ['发明', '实用新型', '外观设计'] satisfies PatentType[]

/** How people name each kind, in any message. */
const FIRM: Readonly<Record<RightType, RegExp>> = {
  发明: /发明(?:专利|的专利|类|型)|专利(?:类型)?(?:是|为|:|：)?发明(?!人|的)|(?<![a-z])invention(?: patent)?s?(?![a-z])/,
  实用新型: /实用新型|实用性新型|实用型|使用新型|新型专利|(?<![a-z])utility(?: model| patent)?s?(?![a-z])/,
  外观设计: /外观(?!上|看|和内|一样|相似|一致|一模)|(?<![a-z])design(?: patent| right)s?(?![a-z])|款式专利|设计专利/,
  商标: /商标|(?:注册的?|有)牌子|(?:我|咱|俺)们?(?:家|的|厂|公司|店)?的?(?:牌子|品牌)|品牌(?:被|让|遭|商标)|牌子(?:被|让|遭)|(?:仿冒|假冒|冒用)(?:我们?|咱|俺)们?(?:家)?的?(?:牌子|品牌)|(?<![a-z])(?:trade ?mark|brand name|our brand|our logo)s?(?![a-z])/,
  地理标志: /地理标志|地标(?:产品|专用|证|标志)?|地理标识|(?<![a-z])(?:geographical indication|gi (?:mark|product|logo))s?(?![a-z])/,
  其他: /(?:软件)?著作权|版权|软[著着]|商业秘密|植物新品种|集成电路布图|布图设计|(?<![a-z])(?:copyright|trade secret|know-how|layout design)s?(?![a-z])/,
}
/** What is only understood where the kind was asked for. */
const ASKED: Readonly<Record<RightType, RegExp>> = {
  发明: /发明|invention/,
  实用新型: /实用|新型|utility/,
  外观设计: /外观|设计|款式|design/,
  商标: /商标|牌子|品牌|logo|trade ?mark|brand|(?<![a-z])tm(?![a-z])/,
  地理标志: /地理|地标|geographical|(?<![a-z])gi(?![a-z])/,
  其他: /其他|其它|别的|都不是|著作|版权|软[著着]|秘密|other|copyright|secret|none of/,
}

export type RightSeen = { readonly start: number; readonly end: number; readonly type: RightType }

export function readRightTypes(raw: string, asked: boolean): RightSeen[] {
  const whole = line(raw)
  const text = whole.text.replace(
    /(?:不是|并非|不属于|而不是|not an?|isn't an?) ?(?:专利|发明|实用新型|外观设计?|商标|地理标志|invention|utility model|design|trademark)(?:专利| patent)?/g,
    (m) => ' '.repeat(m.length),
  )
  const found: RightSeen[] = []
  for (const type of RIGHT_TYPES)
    for (const m of text.matchAll(new RegExp(FIRM[type], 'g'))) {
      const at = whole.at(m.index, m.index + m[0].length)
      found.push({ start: at.start, end: at.end, type })
    }
  if (found.length === 0 && asked && text.trim().length <= 24)
    for (const type of RIGHT_TYPES) {
      const m = ASKED[type].exec(text)
      if (m && !(type === '外观设计' && m[0] === '设计' && /布图/.test(text))) {
        const at = whole.at(m.index, m.index + m[0].length)
        found.push({ start: at.start, end: at.end, type })
      }
    }
  return found.sort((a, b) => a.start - b.start)
}

export type MarkNumber = { readonly start: number; readonly end: number; readonly number: string }
const MARK_LABEL =
  '(?:商标|注册)(?:的)?(?:注册)?(?:证)?(?:书)?(?:编)?号码?|(?:权利|证书|登记|注册|公告|核准|作品|软[著着])(?:证)?(?:编)?号码?|编号|证号|号码|(?:trade ?mark|registration|reg\\.?|certificate|tm) ?(?:no\\.?|number|#)?'
const MARK = new RegExp(
  `(?:(?:${MARK_LABEL})(?:是|为|叫|:|：|改成|改为|应该是| )*(?:第 ?)?|(?:商标)?(?:注册)号(?:我|俺)?[^\\d，,。；;]{0,10}[，,:：]\\s*|第 ?|(?<![a-z\\d.])g ?)(\\d{4}[a-z]{1,3}\\d{4,9}|[a-z]{0,6}[-]?\\d{4,12}(?:[a-z](?![a-z]))?|g\\d{6,7}[a-z]?)(?! ?[万亿元块%年月天个])(?: ?号)?`,
  'g',
)
const MARK_ASKED =
  /(?:第 ?)?((?<![\d.])\d{4}[a-z]{1,3}\d{4,9}|(?<![\d.])[a-z]{0,6}[ -]?\d{4,12}[a-z]?|国?作登字[-a-z\d]+|[(（]?\d{4}[)）]? ?第? ?\d{1,5})(?! ?[万亿元块%天个])(?: ?号)?/g
const OTHER_NUMBER = /^1[3-9]\d{9}$/

/** Registration numbers of marks, indications and works, as digits with the letters they carry. */
export function readMarkNumbers(raw: string, asked: boolean): MarkNumber[] {
  const whole = line(raw)
  const found: MarkNumber[] = []
  for (const pattern of asked ? [MARK, MARK_ASKED] : [MARK])
    for (const m of whole.text.matchAll(pattern)) {
      const number = (m[1] as string)
        .replace(/^[ ]+|[ ]+$/g, '')
        .replace(/\s+/g, '')
        .toUpperCase()
      const start = m.index + m[0].lastIndexOf(m[1] as string)
      const end = m.index + m[0].length
      if (OTHER_NUMBER.test(number) || /^\d{15,}$/.test(number) || found.some((f) => f.start < end && f.end > start)) continue
      if (pattern === MARK && m[0].startsWith('第') && !/号$/.test(m[0]) && !asked) continue
      const at = whole.at(start, end)
      found.push({ start: at.start, end: at.end, number })
    }
  return found
}
