/** Reads sums of money in yuan as people say them; a missing unit, a range, a bound or another currency is a problem, never a number. */
import { line } from '../../understand/line.ts'
import { PLAIN, readQuantity, spokenRange } from './numeral.ts'
import { type Asking, found, problem, type Reading } from './reading.ts'

/**
 * `about`: what the words before the figure say it is: the money wanted (贷、融资、额度 …), something else (注册资本、产值、
 * 损失 …), or nothing. A story full of figures names its own one that way.
 */
export type Amount = { readonly yuan: number; readonly approximate: boolean; readonly about: 'wanted' | 'other' | null }
export type AmountReason = 'unit' | 'range' | 'bound' | 'vague' | 'zero' | 'negative' | 'currency' | 'tiny' | 'unreadable'
export type AmountReading = Reading<Amount, AmountReason>

const MAGNITUDE = '(?:[kK]?w(?![a-z])|k(?![a-z])|千?百?十?万亿?|[千百]?亿|[千百])'
const PART = `${PLAIN} ?(?:来|多|余)? ?(?:个(?=半?[万亿w]))? ?${MAGNITUDE}(?:半(?![年个天]))?`
const CURRENCY = '元人民币|块人民币|人民币|块钱|元|圆|块|rmb|cny|yuan'
const FOREIGN =
  '美元|美金|美刀|欧元|欧(?![姆派洲])|日元|日圆|英镑|港币|港元|港纸|韩元|韩币|卢布|澳元|澳币|加元|加币|新元|新币|新台币|台币|瑞郎|法郎|澳门元|泰铢|卢比|刀(?!具|片)|dollars?|usd|eur|euros?|hkd|jpy|gbp|us\\$|[$€£]'
const FOREIGN_ONLY = new RegExp(`^(?:${FOREIGN})$`)
const SUM = new RegExp(
  `(?<before>us\\$|[$€£]|(?:rmb|cny|人民币|usd|eur|hkd|jpy|gbp|美元|美金|欧元|港币|日元)[ :：]?|[¥￥])? ?(?<sign>(?<![\\d\\p{Script=Han}a-z)] ?)-|负)?` +
    `(?<![\\d.])(?<sum>半个?亿|(?:${PART})+(?:${PLAIN})?|${PLAIN}(?: (?:million|thousand|billion)(?![a-z]))?)` +
    ` ?(?<more>多|余|来|几)? ?(?<count>个(?![万亿月]))?(?<after>${FOREIGN}|${CURRENCY})?(?<cents>(?:[\\d零一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?(?:零?[\\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?)[整正]?`,
  'gu',
)
const VAGUE = /(?:十?好?几|数|上|若干|十几|[一二三四五六七八九]十几|百八|千把|百把)(?:十|百|千)*(?:来|多)?个?(?:[万亿]|w(?![a-z]))/g
const BETWEEN = /^ ?(?:到|至|-|~|～|—+|–|−|或者?|、|to|and) ?$/
/** A magnitude counts things, not yuan, when one of these follows. */
const COUNTED =
  /^(?:平方|平米|平|㎡|立方|件|台|套|股|人|户|吨|公斤|斤|次|粒|箱|只|条|亩|辆|米|份|家|张|册|桶|瓶|用户|粉丝|年|月|号|项|[%％‰]|瓦|伏|千瓦|字|名|位|里|公里|像素|毫|克|分之|个|电机|功率|种|点|天|日|小时|期|岁|楼|层|倍|级别?的?(?:设备|电)|分(?!钱)|度|st|nd|rd|th|kg|mm|cm|kw|mah)/
const APPROXIMATELY_BEFORE = /(?:大概|大约|约莫|约|差不多|将近|接近|近|估计|可能|大致|怎么也得|about|around|roughly|approximately)(?:需要|想要|要|是|有|在|借|贷)?个? ?$/
const APPROXIMATELY_AFTER = /^ ?(?:左右|上下|出头|的样子|吧?大概|差不多)/
const BOUND_BEFORE =
  /(?:不超过|不高于|最多|至多|不少于|不低于|至少|最少|最低|最高|不到|不足|超过|高于|低于|少于|多于|上限|小于|大于|up to|at least|at most) ?(?:是|为|要|贷|借)?$/
const BOUND_AFTER = /^ ?(?:以内|之内|以上|以下|之上|之下|起步?(?!诉)|封顶|打底|不到|往上)/
const WANTED = /融资|贷款|贷|借款|借|额度|资金需求|需要|想要|需求|申请|缺口|缺|筹|loan|borrow|need|financ/g
const OTHER =
  /注册资[本金]|实缴|认缴|营收|营业额|收入|产值|销售额?|利润|纳税|损失|赔偿|赔|索赔|评估|估值|投资|投入|投了|欠|货款|成交|售价|价格|卖|价值|补贴|罚|流水|订单|合同|产能|年产|市值|资产|负债|已贷|贷过/g
/** What may stand around a lone figure without making it a statement about something else. */
const FILLER =
  /[\s，。,.!！?？~～、：:]|我们?|咱们?|公司|就行|就好|就|想|需要|要|大概|大约|约|差不多|贷款?|借|融资?|额度|金额|是|为|写|填|改成|先|那|嗯|呃|哦|好的?|吧|呢|啊|左右|上下|可以|了|的|个|多|来/g
const ASKS = '请连单位一起说，例如“500万元”或“5000000元”。'

/** 五|金厂: a numeral that goes on as a word is none. */
function inWord(sum: string, behind: string): boolean {
  return /^\p{Script=Han}+$/u.test(sum.trim()) && /^(?![吧呢啊呀嘛哈左上下就够的来多])\p{Script=Han}/u.test(behind)
}

type Seen = { start: number; end: number; sumStart: number; reading: AmountReading | null; bare: boolean }

/** Every sum of money, and everything that was meant as one, in the order they stand. */
export function readAmounts(raw: string, { asked = false }: Asking = {}): AmountReading[] {
  const text = line(raw)
  const seen: Seen[] = []
  const vague = [...text.text.matchAll(VAGUE)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
  for (const m of text.text.matchAll(SUM)) {
    const { before = '', sign, sum = '', more, count, after = '', cents = '' } = m.groups as Record<string, string | undefined>
    const lead = m[0].length - m[0].trimStart().length
    const start = m.index + lead
    const end = m.index + m[0].trimEnd().length
    const sumStart = m.index + m[0].indexOf(sum, before.length)
    const ahead = text.text.slice(Math.max(0, start - 30), start)
    const behind = text.text.slice(end, end + 12)
    const place = text.at(start, end)
    const marked = before !== '' || after !== ''
    const large = /[万亿wk]|million|thousand|billion/.test(sum)
    const keep = (reading: AmountReading | null, bare = false) => seen.push({ start, end, sumStart, reading, bare })

    if (/(?:第|编号|[〔（(]20|\d[./:])$/.test(ahead) || vague.some((v) => v.start < end && v.end > sumStart && v.start <= sumStart)) continue
    if (!marked && (COUNTED.test(behind.trimStart()) || (more && COUNTED.test(behind.trimStart())))) continue
    if (!marked && count && !/^(?:$|[\s，。,.!！?？；;吧呢左上])/.test(behind)) continue
    const expected = asked || wanted(ahead) || lone(text.text, start, end)
    // 千万 is also “by all means”, 百万 also “very many”: a sum only where one is expected, and then a round one.
    const idiom = /^[百千][万亿]$/.test(sum)
    if (idiom && !marked && !expected) continue
    const foreign = FOREIGN_ONLY.test(after) || /[$€£]|usd|eur|hkd|jpy|gbp|美|欧|港|日/.test(before)
    if (foreign) {
      keep(problem(place, 'currency', `这里只登记人民币金额，您说的“${place.text.trim()}”是外币。请折算成人民币，连单位一起说。`))
      continue
    }
    const bare = !large && !marked
    const amid = /[\da-z][ ./:-]?$/.test(ahead) || /^[ ./:-]?[\da-z]/.test(behind)
    const figure = /^\d/.test(sum) && /^(?:1[3-9]\d{9}|\d{13,}|0\d.*)$/.test(sum)
    if (bare && figure) continue
    if (spokenRange(sum.replace(/[万亿w].*$/, '').replace(/[元块]/g, ''))) {
      if (large || marked || expected) keep(ranged(place))
      continue
    }
    const yuan = value(sum, cents)
    if (bare) {
      const none = yuan === 0
      keep(
        !expected || amid || inWord(sum, behind) || !(asked || /^(?:$|[\s，。,.!！?？；;、~～\-—到至或吧呢啊左上])/.test(behind))
          ? null
          : none
            ? nothing(place)
            : problem(place, 'unit', `“${place.text.trim()}”没有说单位：是元还是万元？${ASKS}`),
        true,
      )
      continue
    }
    if (yuan === null) keep(problem(place, 'unreadable', `没看懂“${place.text.trim()}”是多少钱。${ASKS}`))
    else if (yuan === 0) keep(nothing(place))
    else if (sign) keep(problem(place, 'negative', `金额不能是负数（“${place.text.trim()}”）。${ASKS}`))
    else if (BOUND_BEFORE.test(ahead) || BOUND_AFTER.test(behind))
      keep(problem(place, 'bound', `“${place.text.trim()}”是上限或下限，请说一个确定的金额，例如“500万元”。`))
    else {
      const approximate = Boolean(more) || /[来多余]/.test(sum) || idiom || APPROXIMATELY_BEFORE.test(ahead) || APPROXIMATELY_AFTER.test(behind)
      const amount: Amount = { yuan, approximate, about: about(text.text, start) }
      // 一块 is also “together” and “a part”: a small sum speaks only where a sum is expected.
      if (yuan < 10000)
        keep(
          !expected ? null : problem(place, 'tiny', `“${place.text.trim()}”只有 ${yuan} 元，是不是少了“万”字？如果就是 ${yuan} 元，请回复确认。`, { suggestion: amount }),
        )
      else keep(found(place, amount))
    }
  }
  const ranges: AmountReading[] = []
  const left: Seen[] = []
  for (let i = 0; i < seen.length; i++) {
    const a = seen[i] as Seen
    const b = seen[i + 1]
    const gap = b ? text.text.slice(a.end, b.start) + (text.text.slice(b.start, b.sumStart).includes('-') ? '-' : '') : ''
    const list = /[、或]|^ ?(?:to|and)/.test(gap)
    if (
      b &&
      BETWEEN.test(gap.trim() ? gap : '×') &&
      (!list || (a.bare && !/and/.test(gap)) || /或|to/.test(gap) || /between ?$/.test(text.text.slice(0, a.start))) &&
      (b.bare ? asked || lone(text.text, a.start, b.end) : true)
    ) {
      ranges.push(ranged(text.at(a.start, b.end)))
      i++
    } else left.push(a)
  }
  const unclear = vague
    .filter((v) => left.every((s) => v.end <= s.start || v.start >= s.end))
    .filter((v) => !COUNTED.test(text.text.slice(v.end, v.end + 3)) && !/第$/.test(text.text.slice(0, v.start).slice(-1)))
  const vagues = unclear.map((v) => problem<Amount, AmountReason>(text.at(v.start, v.end), 'vague', '请说一个大致的数，例如“300万元”，之后还可以改。'))
  const stated = left.some((s) => s.reading && !s.bare)
  const readings = left.flatMap((s) => (s.reading && !(stated && s.bare && asked) ? [s.reading] : []))
  return [...readings, ...ranges, ...vagues].sort((a, b) => a.start - b.start)
}

type Where = Parameters<typeof problem>[0]

function ranged(place: Where): AmountReading {
  return problem(place, 'range', `“${place.text.trim()}”是一个范围，请说一个确定的金额，例如“500万元”。`)
}

function nothing(place: Where): AmountReading {
  return problem(place, 'zero', `金额要大于零。${ASKS}`)
}

function value(sum: string, cents: string): number | null {
  const english = / (million|thousand|billion)$/.exec(sum)
  if (english) return times(readQuantity(sum.slice(0, english.index)), { thousand: 1e3, million: 1e6, billion: 1e9 }[english[1] as 'million'])
  if (/^半个?亿$/.test(sum)) return 5e7
  const half = /[万亿w]半$/.test(sum)
  const written = sum
    .replace(/kw/g, '千万')
    .replace(/w/g, '万')
    .replace(/k/g, '千')
    .replace(/[ 来多余个半]/g, '')
  const whole = readQuantity(written)
  if (whole === null) return null
  const jiao = /(.)角/.exec(cents)?.[1]
  const fen = /(.)分/.exec(cents)?.[1]
  const small = (readQuantity(jiao ?? '零') ?? 0) / 10 + (readQuantity(fen ?? '零') ?? 0) / 100
  return Math.round((whole + (half ? (written.endsWith('亿') ? 5e7 : 5e3) : 0) + small) * 100) / 100
}

function times(a: number | null, b: number): number | null {
  return a === null ? null : a * b
}

function wanted(ahead: string): boolean {
  return /(?:融资|贷款|贷|借款?|额度|金额|资金|想要|需要|要|申请|缺)(?:大概|大约|约|是|为|个|到)?[:：]? ?$/.test(ahead)
}

function lone(text: string, start: number, end: number): boolean {
  return text.length < 60 && (text.slice(0, start) + text.slice(end)).replace(FILLER, '') === ''
}

/** The last money word before the figure, in the figure's own clause. */
function about(text: string, start: number): Amount['about'] {
  const clause = text
    .slice(Math.max(0, start - 40), start)
    .split(/[，。；;！!？?\n]/)
    .at(-1) as string
  const last = (pattern: RegExp) => [...clause.matchAll(pattern)].at(-1)?.index ?? -1
  const want = last(WANTED)
  const other = last(OTHER)
  return want < 0 && other < 0 ? null : want > other ? 'wanted' : 'other'
}
