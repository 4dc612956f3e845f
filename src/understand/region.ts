/** Reads places out of a message and says which city of Liaoning each means, that it lies elsewhere, or what it may mean. */
import { type Line, line } from './line.ts'
import { aloneName, englishName, LIAONING_CITIES, type Name, namesAt, type Place, stem } from './regions.ts'

export type LiaoningCity = (typeof LIAONING_CITIES)[number]
export type Certain = { readonly kind: 'liaoning'; readonly city: LiaoningCity } | { readonly kind: 'elsewhere'; readonly province: string; readonly city: string | null }
/** One meaning of an ambiguous name, with the words to offer it in. */
export type Option = Certain & { readonly name: string }
export type Region = Certain | { readonly kind: 'ambiguous'; readonly options: readonly Option[] }
export type RegionReading = { readonly kind: 'found'; readonly value: Region; readonly start: number; readonly end: number; readonly text: string }

/** A mention in the folded line, its meanings still open. */
export type Mention = { readonly start: number; readonly end: number; readonly places: readonly Place[] }

const LEFT =
  /(?:^|[\s，。,.;；:：!！?？、（(“"'《【\-—/]|[在是到于从去来住的和与及、们家市省县区州被叫位驻至往离给向跟由了你您咱厂司找过搬属为有自我俺咱系]|(?:辽宁|本地|地处|注册))$/
const RIGHT = /^(?:$|[\s，。,.;；:：!！?？、）)”"'》】\-—/\d]|[的市省县区州人这那一某有厂公企本当地和与及等几家开做卖生搞办籍注农呢吧啊嘛呀吗哦是分商])/
/** A name before these is a street's, a bank's or a school's, not where someone is. */
const STREET = /^(?:[东西南北中前后]|[一二三四五六七八九十\d]{1,2}[经纬]?)?(?:大街|(?<!中)街|路(?![演上过程边])|大道|胡同|巷|桥|道(?![歉理]))/
const INSTITUTION = /^(?:(?:市|省)?(?:银行|农商行|分行|支行|理工|交通|海事|工业|医科|师范|财经|科技|农业)?(?:大学|学院|银行|农商行|分行|支行)|理工|晚报|日报|机场|高速)/
/** In a sentence typed in pinyin, yiyang is 一样 and shiyan 实验: a lower-case name of a lesser city needs a word before it. */
const PREPOSITION = /(?<![a-z])(?:in|from|at|of|to|near|zai|shi|cong|the) $/
const BIG = new Set(
  'guangzhou shenzhen hangzhou suzhou ningbo wenzhou nanjing wuxi qingdao jinan chengdu wuhan changsha zhengzhou xian xiamen fuzhou quanzhou dongguan foshan zhuhai kunming guiyang nanning hefei nanchang taiyuan changchun harbin yiwu lanzhou yinchuan xining urumqi lhasa hohhot shijiazhuang tangshan yantai weifang taipei'.split(
    ' ',
  ),
)
const ENGLISH_STREET = /^ (?:road|rd|street|st|avenue|square|university)(?![a-z])/
const GAP = /^(?:[\s,，、\-—·/|]|的|省|市|中国|（|\()*$/
const SETTING =
  /(?:在|位于|来自|地处|坐落于?|(?:我|俺|咱)们?(?:家|这儿?|公司|厂)?(?:就|都|也)?是|设[在于]|属于|住|搁|[厂地店]址(?:是|在)?[：: ]?|注册地(?:是|在)?[：: ]?|坐标[：: ]?|[（(])$/
const AROUND = /[\s，。,.!！?？~～、：:]|我们?|咱们?|公司|企业|工厂|厂|本|地区|地址|位于|注册|在|是|的|市|区|这边|那边|这儿|这里|吧|呢|啊|哦|嗯|呀|嘛|来自|人/g

/** Every place named, in the order they stand; neighbours that belong together (`辽宁省沈阳市铁西区`) are one. */
export function readRegions(raw: string, { asked = false }: { readonly asked?: boolean } = {}): RegionReading[] {
  const text = line(raw)
  return mentions(text, asked).map((m) => ({ kind: 'found', ...text.at(m.start, m.end), value: region(m.places) }))
}

export function mentions(text: Line, asked: boolean): Mention[] {
  const single = [
    ...chained(
      text.text,
      [...chinese(text.text), ...english(text)].sort((a, b) => a.start - b.start),
    ),
  ]
  if (single.length > 0) return single
  const lone = text.text.length < 20 ? text.text.replace(AROUND, '') || (asked ? text.text.trim() : '') : ''
  const name = lone ? aloneName(lone) : undefined
  const start = text.text.indexOf(lone)
  return name && start >= 0 ? [{ start, end: start + lone.length, places: name.places }] : []
}

function* chinese(text: string): Generator<Mention> {
  let last: Mention | null = null
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x3400) continue
    const known = namesAt(text, i)
    const none = known.find((k) => k.name.places.length === 0)
    if (none && none === known[0]) {
      i += none.length - 1
      continue
    }
    const hit = known.find((k) => k.name.places.length > 0 && stands(text, i, i + k.length, k.name, last))
    if (!hit) continue
    const after = text.slice(i + hit.length, i + hit.length + 8)
    if (!STREET.test(after) && (!INSTITUTION.test(after) || /[我本敝]行$/.test(text.slice(0, i)))) {
      last = { start: i, end: i + hit.length, places: hit.name.places }
      yield last
    }
    i += hit.length - 1
  }
}

/** Whether a name here is a place: firm names always, others by what stands beside them. */
function stands(text: string, start: number, end: number, name: Name, last: Mention | null): boolean {
  if (name.sureness === 'firm') return true
  const before = text.slice(Math.max(0, start - 4), start)
  const after = text.slice(end, end + 4)
  if (last && start - last.end < 4 && GAP.test(text.slice(last.end, start)) && narrowed(last.places, name.places).length > 0) return true
  if (name.sureness === 'weak') return LEFT.test(before) || RIGHT.test(after)
  const whole = text.length < 20 && text.replace(AROUND, '') === text.slice(start, end).replace(AROUND, '')
  // 我灯塔的，灯塔皮装城这边
  if (
    (/(?:^|[\s，。,.!！])(?:我|俺|咱)(?:们|家)?是?$/.test(before) && /^(?:的|滴)(?:$|[\s，。,.;；!！])/.test(after)) ||
    /^[^\s，。,.的有在]{0,3}这[边儿头块里疙嘎旮圪]/.test(text.slice(end, end + 5))
  )
    return true
  // 我们灯塔的厂, 我灯塔人, 灯塔做轴承的
  if (/(?:我|俺|咱)们?$/.test(before) && /^(?:的[^，。,]{0,4}(?:厂|公司|企业|合作社|店|作坊)|人(?:$|[，。,；; 呀啊]))/.test(text.slice(end, end + 8))) return true
  if (/(?:^|[，。；;！!？?\n,])$/.test(before) && /^(?:(?:做|搞|养|种|开|卖)[^，。,]{1,10}的|人?(?:$|[。；;！!]))/.test(text.slice(end, end + 14))) return true
  // 灯塔皮草，我家
  if (start === 0 && /^[^，。,的]{1,4}[，, ]+(?:我|俺|咱)/.test(text.slice(end, end + 8))) return true
  // 灯塔的皮草厂
  if (/(?:^|[，。；;！!？?\n,])$/.test(before) && /^的[^，。,]{0,4}(?:厂|公司|企业|合作社|店|作坊)/.test(text.slice(end, end + 8))) return true
  return whole || (SETTING.test(before) && RIGHT.test(after)) || /^(?:这边|那边|这儿|当地|本地)/.test(after)
}

function* english(line: Line): Generator<Mention> {
  const { text } = line
  const words = [...text.matchAll(/[a-z]+(?:['’][a-z]+)?/g)]
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as RegExpExecArray
    const next = words[i + 1]
    // ben xi de
    const parted =
      next && next.index === word.index + word[0].length + 1 && word[0].length < 5
        ? englishName(`${word[0]}${next[0]}`).filter((p) => p.province === '辽宁' && p.city !== null && p.county === null)
        : []
    if (next && parted.length > 0 && englishName(word[0]).length === 0) {
      yield { start: word.index, end: next.index + next[0].length, places: parted }
      i++
      continue
    }
    const two = next && next.index === word.index + word[0].length + 1 ? `${word[0]} ${next[0]}` : ''
    const pair = two ? englishName(two) : []
    const places = pair.length > 0 ? pair : englishName(word[0].replace(/['’]s$/, ''))
    if (places.length === 0) continue
    const capital = /^\p{Lu}/u.test(line.at(word.index, word.index + 1).text)
    const named =
      capital ||
      BIG.has(word[0]) ||
      places.some((p) => p.province === '辽宁' || p.city === null) ||
      PREPOSITION.test(text.slice(Math.max(0, word.index - 8), word.index)) ||
      text.trim() === word[0]
    if (!named || ENGLISH_STREET.test(text.slice(word.index + word[0].length, word.index + word[0].length + 12))) continue
    yield { start: word.index, end: word.index + (pair.length > 0 ? two.length : word[0].length), places }
    if (pair.length > 0) i++
  }
}

/** Joins neighbours that narrow each other: the wider name first or last, nothing but spaces, commas, 省, 市 or 的 between. */
function* chained(text: string, all: readonly Mention[]): Generator<Mention> {
  let open: Mention | null = null
  for (const next of all) {
    const gap: string = open ? text.slice(open.end, next.start) : ''
    const both: readonly Place[] =
      open && gap.length < 8 && (GAP.test(gap) || /^(?: city| district| county|,| province)* ?,? ?$/.test(gap)) ? narrowed(open.places, next.places) : []
    if (open && both.length > 0) open = { start: open.start, end: next.end, places: both }
    else {
      if (open) yield open
      open = next
    }
  }
  if (open) yield open
}

/** The meanings two neighbouring names share: one lies within the other. */
export function narrowed(a: readonly Place[], b: readonly Place[]): Place[] {
  const within = (inner: Place, outer: Place) =>
    inner.province === outer.province && (outer.city === null || outer.city === inner.city) && (outer.county === null || outer.county === inner.county)
  const inside = b.filter((inner) => a.some((outer) => within(inner, outer)))
  return inside.length > 0 ? inside : a.filter((inner) => b.some((outer) => within(inner, outer)))
}

/** One region for a set of meanings; several cities, or a province of which the city matters, are asked about. */
export function region(places: readonly Place[]): Region {
  const options: Option[] = []
  for (const place of places) for (const option of certain(place)) if (!options.some((o) => same(o, option))) options.push(option)
  const province = options[0]?.kind === 'elsewhere' ? options[0].province : null
  if (options.length > 1 && province !== null && options.every((o) => o.kind === 'elsewhere' && o.province === province))
    return { kind: 'elsewhere', province, city: null }
  const only = options.length === 1 ? options[0] : undefined
  if (!only) return { kind: 'ambiguous', options }
  return only.kind === 'liaoning' ? { kind: 'liaoning', city: only.city } : { kind: 'elsewhere', province: only.province, city: only.city }
}

function certain({ province, city, county }: Place): Option[] {
  if (province !== '辽宁')
    return [{ kind: 'elsewhere', province, city, name: `${province}${city && city !== province && stem(county ?? '') !== city ? city : ''}${county ?? ''}` }]
  if (city !== null) return [{ kind: 'liaoning', city: city as LiaoningCity, name: `${city}${county ?? (city === '沈抚示范区' ? '' : '市')}` }]
  return LIAONING_CITIES.map((c) => ({ kind: 'liaoning', city: c, name: c }))
}

export function same(a: Region, b: Region): boolean {
  if (a.kind === 'liaoning' && b.kind === 'liaoning') return a.city === b.city
  return a.kind === 'elsewhere' && b.kind === 'elsewhere' && a.province === b.province && a.city === b.city
}

/** Of several places a name may mean, the one in Liaoning where there is just one: this is Liaoning's desk. Where there is none, elsewhere. */
export function atHome(place: Region | null): Region | null {
  if (place?.kind !== 'ambiguous') return place
  const ours = place.options.filter((option) => option.kind === 'liaoning')
  const theirs = place.options.find((option) => option.kind === 'elsewhere')
  return ours.length === 1 ? (ours[0] as Certain) : ours.length === 0 && theirs ? theirs : place
}
