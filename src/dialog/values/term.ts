/** Reads a loan's term in whole months; ranges, bounds and fractions of a month are problems, and years of history are no terms. */
import { line } from '../../understand/line.ts'
import { PLAIN, readQuantity, spokenRange } from './numeral.ts'
import { type Asking, found, problem, type Reading } from './reading.ts'

export type Term = { readonly months: number; readonly approximate: boolean }
export type TermReason = 'range' | 'bound' | 'zero' | 'fraction' | 'month-or-months' | 'unit' | 'vague' | 'too-long'
export type TermReading = Reading<Term, TermReason>

/** A numeral is read from its first character or not at all. */
const FRESH = '(?<![\\d第零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟点]|\\d[.,])'
const YEARS = `(?:${PLAIN}) ?(?:个)?(?:年|years?|yrs?)(?:期)?`
const MONTHS = `(?:${PLAIN}) ?(?:个半月|个月|months?|期|月(?!份|初|底|末|中|[\\d一二三四五六七八九十]))`
const TERM = new RegExp(
  `${FRESH}(?:(?<years>${YEARS})(?<half>半|多)?(?: ?(?:零|又|加|and|,)? ?(?<months>${MONTHS}))?|(?<only>${MONTHS})(?<more>多)?|(?<quarters>${PLAIN}) ?个?季度|(?<halfyear>(?<![\\d一二两三四五六七八九十]个?|下|上)半年(?!度|报)期?)|(?<days>${PLAIN}) ?(?:天|日(?!元)|days?|周|个?星期|weeks?))`,
  'g',
)
const RANGE = new RegExp(
  `${FRESH}${PLAIN} ?(?:年|个月|months?|years?)?半? ?(?:到|至|-|~|～|—+|–|或者?|to) ?(?:${PLAIN} ?(?:年|个月|期|years?|months?)半?|半年)|半年(?:到|至|-|~|～|或者?)${PLAIN} ?(?:年|个月)`,
  'g',
)
const BARE = new RegExp(`(?<![\\d.a-z第])${PLAIN}(?![\\d.a-z万亿元块年月])`)
/** Words that make a stretch of time a history, an ordinal, an age or a frequency. */
const HISTORY_BEFORE =
  /(?:成立|经营|开业|创办|创立|做|干|用了|近|过去|最近|前|每|第|这|那|今|去|明|后|已|已经|满|持续|花|研发|运营|从业|仿冒|侵权|卖|抄|有效期|保护期|保质期|质保|剩余|晚|早|拖|欠|入行|合作|上市|申请了?|授权|(?<!改|改成|改为|贷款)了)(?:了|期|快|有|将近|已|已经|过|大概)* ?$/
const HISTORY_AFTER = /^ ?(?:多?(?:以?前|以?来|之前|后|以后|了|里|内(?!还)|间|的历史|老|历史|一次|两次|生产|销售|营收|产值|能|可以|产|的(?:老|企业|公司|厂|经验|时间里)))/
const BOUND_BEFORE = /(?:不超过|最多|至多|不少于|不低于|至少|最少|最长|最短|不到|超过|少于|多于|up to|at least) ?(?:是|为|要|贷|借)?$/
const BOUND_AFTER = /^ ?(?:内还|以内|之内|以上|以下|之上|之下|起步?|封顶)/
/** Unless a term was asked for, one is read only where money is spoken of just before, or where it is all that is said. */
const LENT_BEFORE =
  /(?:贷|借|期限|为期|融资|周期|分期|还款|用款|使用|额度|[\d一二两三四五六七八九十百千]万?[万亿w]元?|\d元|loan|term|borrow|month|for)[^。！!？?\n]{0,24}$|(?:想|打算|要|准备|预计|计划|得|能|(?:^|[\s，,。；;、])|钱|款子?|资金)(?:得|要|想|就|能|大概)?[用使周占](?:用|转)?个? ?$|(?<![a-z])(?:over|for|repay(?:able)? (?:in|over)) $/
const LENT_AFTER = /^(?:[,，、 ]{1,2}[^，。]{0,4}[\d一二两三四五六七八九十百千][万亿w]|(?:的|期)?(?:期限|贷款|借款|期|还清|还|吧|就行|就够|够了))/
const FILLER =
  /[\s，。,.!！?？~～、：:]|改成|改为|改|期限|不是|就|想|要|是|用|写|填|先|那|嗯|呃|哦|好|吧|呢|啊|左右|上下|可以|行|了|的|大概|大约|约|差不多|以内|以上|以下|不超过|最多/g
/** 18年 and 21年 are years of the calendar, outside a loan. */
const CALENDAR = /^[12]\d$/
const APPROXIMATELY = /(?:大概|大约|约|差不多|将近|接近|估计|可能|大致|about|around) ?(?:是|要|借|贷|用)? ?$/
const APPROXIMATELY_AFTER = /^ ?(?:左右|上下|的样子|吧?差不多)/
const VAGUE = /(?:几|数|十几|几十)个?(?:年|月|个月)|长期|越长越好|短期|尽量长/g
const LONGEST = 360

/** Every term, and everything that was meant as one, in the order they stand. `asked` takes a bare figure for an attempt. */
export function readTerms(raw: string, { asked = false }: Asking = {}): TermReading[] {
  const text = line(raw)
  const ranges = [...text.text.matchAll(RANGE)]
    .filter(
      (m) =>
        !/(?:19|20)\d\d ?年?/.test(m[0]) &&
        !HISTORY_BEFORE.test(text.text.slice(Math.max(0, m.index - 12), m.index)) &&
        !HISTORY_AFTER.test(text.text.slice(m.index + m[0].length, m.index + m[0].length + 8)),
    )
    .map((m) => ({ start: m.index, end: m.index + m[0].length }))
  const readings: { start: number; end: number; reading: TermReading }[] = ranges.map((r) => ({ ...r, reading: ranged(text.at(r.start, r.end)) }))
  let next = 0
  for (const m of text.text.matchAll(TERM)) {
    const start = m.index
    const end = start + m[0].length
    while (next < ranges.length && (ranges[next] as { end: number }).end <= start) next++
    const range = ranges[next]
    if (range && range.start < end) continue
    const ahead = text.text.slice(Math.max(0, start - 12), start)
    const behind = text.text.slice(end, end + 8)
    const lent =
      asked ||
      LENT_BEFORE.test(text.text.slice(Math.max(0, start - 36), start)) ||
      LENT_AFTER.test(behind) ||
      (text.text.length < 40 && (text.text.slice(0, start) + text.text.slice(end)).replace(FILLER, '') === '')
    if (!lent) continue
    const reading = judged(m, text.at(start, end), ahead, behind, asked)
    if (reading) readings.push({ start, end, reading })
  }
  if (asked) {
    for (const m of text.text.matchAll(VAGUE))
      if (readings.every((r) => m.index >= r.end || m.index + m[0].length <= r.start))
        readings.push({
          start: m.index,
          end: m.index + m[0].length,
          reading: problem(text.at(m.index, m.index + m[0].length), 'vague', '请说一个确定的期限，例如“12个月”或“两年”。'),
        })
    const bare = readings.length === 0 && text.text.length < 40 ? BARE.exec(text.text) : null
    if (bare) {
      const place = text.at(bare.index, bare.index + bare[0].length)
      const only = readQuantity(bare[0])
      if (only !== null && only <= LONGEST)
        readings.push({
          start: bare.index,
          end: bare.index + bare[0].length,
          reading: problem(place, 'unit', `“${place.text}”是年还是月？请连单位一起说，例如“12个月”或“两年”。`),
        })
    }
  }
  return readings.sort((a, b) => a.start - b.start).map((r) => r.reading)
}

type Where = Parameters<typeof problem>[0]

function ranged(place: Where): TermReading {
  return problem(place, 'range', `“${place.text}”是一个范围，请说一个确定的期限，例如“12个月”或“两年”。`)
}

function judged(m: RegExpExecArray, place: Where, ahead: string, behind: string, asked: boolean): TermReading | null {
  const { years, half, months: rest, only, more, quarters, halfyear, days } = m.groups as Record<string, string | undefined>
  if (asked && /^内/.test(behind)) return problem(place, 'bound', `“${place.text}内”是上限，请说一个确定的期限，例如“12个月”或“两年”。`)
  if (HISTORY_BEFORE.test(ahead) || (HISTORY_AFTER.test(behind) && !BOUND_AFTER.test(behind))) return null
  if (/[月年]$/.test(ahead) && days) return null
  const figure = (years ?? only ?? quarters ?? days ?? '').replace(/ ?(?:个|年|月|天|日|期|year|month|yr|day|week|周|季).*$/, '')
  if (days) return asked ? problem(place, 'unit', '期限按月计，请用年或月来说，例如“6个月”。') : null
  if (years && /^(?:19|20|二零|二〇|一九)\d*[〇零一二三四五六七八九]*$/.test(figure) && figure.length >= 4) return null
  if (years && !asked && CALENDAR.test(figure) && !/(?:贷款?|借款?|期限|为期)[是为：: ]*$/.test(ahead)) return null
  if (spokenRange(figure)) return ranged(place)
  const count = figure === '' ? 0 : readQuantity(figure)
  if (count === null) return null
  if (only && /月$/.test(only) && !/个半?月$/.test(only) && count <= 12) {
    if (!asked && (!/(?:期限|贷款?|借款?|为期)[是为：: ]*$/.test(ahead) || /^就?到期/.test(behind))) return null
    return problem(
      place,
      'month-or-months',
      `“${place.text}”是 ${count} 个月，还是到 ${count} 月份？`,
      count > 0 ? { suggestion: { months: count, approximate: false } } : {},
    )
  }
  const restCount = rest ? readQuantity(rest.replace(/ ?(?:个|月|期|month).*$/, '')) : 0
  if (restCount === null) return null
  const fractional = /个半月/.test(`${only ?? ''}${rest ?? ''}`) ? 0.5 : 0
  const months = halfyear ? 6 : quarters ? count * 3 : years ? Math.round(count * 1200) / 100 + (half === '半' ? 6 : 0) + restCount + fractional : count + fractional
  if (months === 0) return problem(place, 'zero', '期限要大于零，例如“12个月”或“两年”。')
  if (BOUND_BEFORE.test(ahead) || BOUND_AFTER.test(behind)) return problem(place, 'bound', `“${place.text}”是上限或下限，请说一个确定的期限，例如“12个月”或“两年”。`)
  if (!Number.isInteger(months)) return problem(place, 'fraction', `“${place.text}”不是整月，请说整月，例如“12个月”。`)
  if (months > LONGEST) return asked ? problem(place, 'too-long', `“${place.text}”超过三十年，请核对期限。`) : null
  return found(place, { months, approximate: half === '多' || Boolean(more) || APPROXIMATELY.test(ahead) || APPROXIMATELY_AFTER.test(behind) })
}
