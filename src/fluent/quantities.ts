/** Reads numbers, dates, limits and how often out of Chinese text, each with its unit and bound, so that two wordings can be compared exactly. */
import { DIGITS } from '../corpus/numerals.ts'

/** `kind: unit` tells what is counted; two are the same exactly when their keys are. */
export type Quantity = {
  readonly kind: 'number' | 'date' | 'often'
  readonly value: string
  readonly unit: string
  readonly bound: Bound
  readonly start: number
  readonly end: number
}
export type Bound = 'least' | 'most' | 'about' | 'before' | 'after' | null

/** One way of writing for comparing: half width, lower case, without white space, quotation marks and brackets. */
export function flat(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d)[—–‐‑−](?=\d{7,8}(?!\d))/g, '-')
    .replace(/[\s"'“”‘’「」『』《》〈〉()（）〔〕[\]【】*_`]/g, '')
}

/** The same with what matches dotted out, every other character where it was: a dot says nothing. */
export function blanked(text: string, pattern: RegExp | string): string {
  return text.replace(pattern, (m) => '·'.repeat(m.length))
}

/** The same for one stretch of it. */
export function blankedAt(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(0, start) + '·'.repeat(end - start) + text.slice(end)
}

const HAN = '零〇一二两三四五六七八九十百千万亿半壹贰叁肆伍陆柒捌玖拾佰'
const N = `(?:\\d+(?:[.,]\\d+)*(?:[万亿千百])*|[${HAN}]+(?:点[${HAN}]+)?)`
const UNITS =
  '个?工作日|学时|课时|个?自然日|个?小时|分钟|个?季度|个?月|个?星期|个?礼拜|周年|周|天|日内|日(?!常)|年内|年(?![度底末初中前])|亿元|个亿|万元|千元|元|块钱?|亿|人次|个人|人|名|位|场次|场|次(?!性)|回|遍|家|个?百分点|%|个点|成(?![为立果效本熟])|倍|号|届|项|条(?!件)|件|份|种|类(?!似)|批|轮|座|期(?![限满间待末])|档|路|桩|宗|款|组|队|支(?![持付撑出])|层|处(?![置罚理境])|道|点(?!名)|趟|番|张|本|册|篇|所(?![有以在])|间(?!接)|笔|单(?!一)|面|边|方(?![面式法案便向])|股(?!权)|关(?![于注键系])|环|阶段|部门|场景|方面|环节|渠道|途径|样|头|块|套(?!取)|折(?![腾扣算])|大(?!型|幅|力|数|家|而)|步|级|台|户|页|个'
const LEAST =
  '至少|少说(?:也|都)?|(?:不[能可应]|不)(?:少|低)于|够|高过|大过|多过|比|不少于|不低于|不得少于|不得低于|起码|最少|最低|超过|超出|超|(?<![通经])过|大于|高于|多于|达到|突破'
const MOST = '至多|最多|最高|(?:不|不[得能可要许该应]|别|莫)超过?|不[得能可要许应]?(?:多|高)于|不多于|不高于|以不超过|低于|少于|不足|不到|小于'
/** “至少到民营企业开展一次”: the bound stands some words before. */
const DISTANT =
  /(?:(?:下限|底线|门槛|起点)[是为]?|至少|起码|最少|最低(?:限度)?|少说|不[得能可应]?[少低]于|(?:超过|达到|突破)(?=[^\d,，。；]{0,3}$))[^\d一二三四五六七八九十,，。；]{0,10}(?:一(?:年|个月|个?季度|周))?$/
/** “年均两成，这是底线”: or some words behind. */
const FOLLOWED = /^[,，]?(?:这|那)?(?:只|才)?(?:是|算)[^\d一二三四五六七八九十,，。；]{0,6}(?:底线|打底|下限|起点|起码|最低|最少|基本要求)/
const ABOUT = '大约|约|左右|大概|差不多|将近|近|接近|几乎'
const QUANTITY = new RegExp(
  `(${LEAST}|${MOST}|${ABOUT})?(?:是|要|应|了|到|办|开展|举办|组织|派出)?(百分之)?(第)?(${N})(多|余|几|来)?(${UNITS})?(以上|及以上|之上|还要?[多高]|还要多|或者?更[多高]|往上|打底|是?底线|起步|起(?!码)|(?:[都也]?还?不够)|以下|以内|之内|内|以后|左右|上下)?`,
  'g',
)
const YEAR = '(?:\\d{4}|[零〇一二三四五六七八九]{4})年'
const MONTH = '(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])月'
const DAY = '(?:\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]'
const PART = '年?(?:底|末|终)|初|年?中旬?|上旬|下旬|上半年|下半年|[一二三四1-4]季度'
const SIDE = '(?:以|之)?[前后]|起|为[止限]|截止'
const DATE = new RegExp(
  `(${YEAR})(${MONTH})?(${DAY})?(?:的)?(${PART})?(${SIDE})?|(${MONTH})(${DAY})?(${PART})?(${SIDE})?|(今年|明年|后年|去年|当年|次年|来年|[当本下次]个?(?:月|季度?|周)(?=内|底|末|里|就|前|[,;。])|当[天日](?=[内就])|次日)(年?[底末终]|上半年|下半年)?(${SIDE})?|(年底|年末|年终|月底|月末|上半年|下半年)(${SIDE})?`,
  'g',
)
/** 2018—2020年, 从2018年管到2020年: both ends named, whatever verb stands between. */
const RANGE = /(\d{4})年?[^\d,;。底末初前后上下]{0,4}[—–~至到-]+(\d{4})年?/g
const OFTEN =
  /(?:每(?:一|个|一个)?|(?<![\d月])月(?=月)|(?<![\d〇零一二三四五六七八九年])年(?=年[^底末终初中前]))(年|月|季度?|周|星期|天|日|半年|两年|两个月)|([月周])(?=增幅|增长)|年均|月均|年平均|月平均|平均[一每]个?(年|月|季度)|按(年|月|季|周)|(年度|月度|季度)(?=考核|计划|重点|报告)|一(年|个月|个?季度|周|天)(?=.{0,4}(?:一|两|\d)(?:次|场|回))/g
/** Names with digits in them stand or fall as a whole. */
const CODE = /(?=[a-z0-9./+@:_-]*[a-z])(?=[a-z0-9./+@:_-]*\d)[a-z0-9][a-z0-9./+@:_-]{2,}|\d{3,4}[—–-]\d{7,8}|\d{5,}/g

/** Common words with a number character in them that count nothing. */
const UNCOUNTED =
  /(?<=\d{4}年)(?:这|全|整)?一年|一[个家项件条场次回天分点](?=[都也](?:不|没|别)|不(?:少|落|差|缺|漏|能|许|准))|一站式|一视同仁|一(?:起|些|下子?|定|般|样|直|旦|并|同|致|体|方面|边|系列|时间|次性|步|流|线|手|块儿?|点儿?|头|味|贯|律|切|整套|条龙|门|心|道)|第一(?:时间|个|位)?(?!届|条|项|部分|次|季)|统一|唯一|进一步|同一|万一|十分|千万(?!元)|百分百|三农|双一流|四个意识|之一|单一|专一|独一|逐一|五花八门|千方百计|成[百千]上[千万]|千万别|万万|百姓|百强|百分之?百|(?<![一二三四五六七八九十两几数\d])千家|万众/g

export type Read = { readonly found: readonly Quantity[] /** Codes, telephone numbers, addresses: compared to the letter. */; readonly codes: readonly string[] }

/** @param text flat. */
export function readQuantities(text: string): Read {
  const found: Quantity[] = []
  const codes: string[] = []
  let left = text
  const take = (pattern: RegExp, read: (m: RegExpMatchArray) => Omit<Quantity, 'start' | 'end'>[] | 'skip') => {
    for (const m of [...left.matchAll(pattern)]) {
      if (m[0] === '') continue
      const start = m.index as number
      const told = read(m)
      if (told === 'skip') continue
      const end = start + m[0].length
      for (const q of told) found.push({ ...q, start, end })
      left = blankedAt(left, { start, end })
    }
  }
  take(CODE, ([code]) => {
    codes.push(code as string)
    return []
  })
  take(UNCOUNTED, () => [])
  take(RANGE, ([, from, to]) => [{ kind: 'date', value: `${from}-${to}`, unit: 'years', bound: null }])
  take(OFTEN, (m) => {
    const unit = (m.slice(1).find((group) => group !== undefined) ?? m[0].slice(0, 1))
      .replace(/^个/, '')
      .replace('度', '')
      .replace(/星期|礼拜/, '周')
      .replace('日', '天')
    return [{ kind: 'often', value: unit, unit: 'often', bound: null }]
  })
  take(DATE, readDate)
  take(QUANTITY, (m) => readNumberOf(m, text))
  return { found: found.sort((a, b) => a.start - b.start), codes }
}

function readDate(m: RegExpMatchArray): Omit<Quantity, 'start' | 'end'>[] {
  const year = m[1] ? digits(m[1].slice(0, 4)) : null
  const month = m[2] ?? m[6]
  const day = m[3] ?? m[7]
  const rawPart = m[4] ?? m[8] ?? m[11] ?? m[13]
  const side = m[5] ?? m[9] ?? m[12] ?? m[14]
  const part = rawPart?.replace(/^年(?=[底末终])/, '').replace(/[末终]$/, '底') ?? ''
  let monthNumber = month ? chinese(month.slice(0, -1)) : null
  // 年底 is the end of December.
  if (part === '底' && monthNumber === 12) monthNumber = null
  const value = [m[10] ?? year ?? '', monthNumber ?? '', day ? chinese(day.slice(0, -1)) : '', part].join('-')
  const bound: Bound = side ? (/前|为[止限]|截止/.test(side) ? 'before' : 'after') : null
  return [{ kind: 'date', value, unit: 'date', bound }]
}

function digits(text: string): string {
  return [...text].map((c) => DIGITS[c] ?? c).join('')
}

function readNumberOf(m: RegExpMatchArray, text: string): Omit<Quantity, 'start' | 'end'>[] | 'skip' {
  const [, before, percent, ordinal, figure, more, named, after] = m as unknown as (string | undefined)[]
  const arabic = /\d/.test(figure as string)
  // 三, 五 alone is mostly part of a word; 一百, 三十 counts whatever stands behind.
  if (!arabic && !named && !percent && !ordinal && !/[百千万]|[二三四五六七八九]十/.test(figure as string)) return 'skip'
  // 关于第二件事: the speaker's own counting.
  if (ordinal && /^(?:件|个|桩)$/.test(named ?? '') && /^(?:事|问)/.test(text.slice((m.index as number) + m[0].length))) return 'skip'
  let value = arabic ? amount(figure as string) : chinese(figure as string)
  let unit = percent ? '%' : unitOf(named ?? '')
  if (named === '万元' || named === '亿元' || named === '千元' || named === '亿' || named === '个亿') {
    value *= named === '万元' ? 1e4 : named === '千元' ? 1e3 : 1e8
    unit = named === '亿' ? '' : '元'
  }
  if (named?.startsWith('成')) {
    value *= 10
    unit = '%'
  }
  // 一百块: money; 这两块: parts of a thing.
  if (unit === '块' && (value >= 10 || !Number.isInteger(value))) unit = '元'
  // 一个、一项、一批: an article, not a count.
  if (!arabic && value === 1 && !ordinal && !TELLING.test(unit)) return 'skip'
  const start = m.index as number
  const around = text.slice(Math.max(0, start - 14), start)
  const bound: Bound =
    before && new RegExp(`^(?:${LEAST})$`).test(before)
      ? 'least'
      : /以上|之上|^起|多|高|往上|打底|底线|不够/.test(after ?? '') || DISTANT.test(around) || FOLLOWED.test(text.slice(start + m[0].length))
        ? 'least'
        : /以下|以内|之内|^内$/.test(after ?? '') || /日内|年内/.test(named ?? '') || (before && new RegExp(`^(?:${MOST})$`).test(before))
          ? 'most'
          : more || /左右|上下/.test(after ?? '') || (before && new RegExp(`^(?:${ABOUT})$`).test(before))
            ? 'about'
            : null
  return [{ kind: 'number', value: String(value), unit: ordinal ? `第${unit}` : unit, bound }]
}

function amount(figure: string): number {
  const number = Number.parseFloat(figure.replace(/,/g, ''))
  return [...figure.replace(/[\d.,]/g, '')].reduce((v, c) => v * ({ 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }[c] ?? 1), number)
}

/** 一百二十, 两亿, 十二, 二〇一八, 半. */
export function chinese(text: string): number {
  if (/^\d/.test(text)) return amount(text)
  if (text === '半') return 0.5
  if ([...text].every((c) => c in DIGITS)) return Number(digits(text))
  let total = 0
  let section = 0
  let digit = 0
  for (const c of text) {
    if (c in DIGITS) digit = DIGITS[c] as number
    else if (c === '万' || c === '亿') {
      total = (total + section + digit) * (c === '万' ? 1e4 : 1e8)
      section = 0
      digit = 0
    } else {
      section += (digit || 1) * ({ 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000 }[c] ?? 1)
      digit = 0
    }
  }
  return total + section + digit
}

/** One of these is a count, where one of other things is only 一个, 一支. */
const TELLING = /日|天|小时|分钟|季|月|周|年|元|块$|亿|次|人$|%|倍|号|届|百分点/

const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(?:个?工作日)$/, '工作日'],
  [/^(?:天|日|日内|个?自然日)$/, '天'],
  [/^个?月$/, '个月'],
  [/^个?季度$/, '季'],
  [/^(?:周|个?星期|个?礼拜)$/, '周'],
  [/^(?:年|年内)$/, '年'],
  [/^(?:场|场次|次|回|遍)$/, '次'],
  [/^(?:块钱|元)$/, '元'],
  [/^(?:个人|人|名|位)$/, '人'],
  [/^(?:%|个点)$/, '%'],
  [/^个?小时$/, '小时'],
]

function unitOf(named: string): string {
  return SAME.find(([pattern]) => pattern.test(named))?.[1] ?? named
}
