/**
 * The names of China's places and what each may mean: provinces, prefectures and counties by GB/T 2260 (as of 2024),
 * their short, spoken, former and English names, and the development zones of Liaoning people name instead of a city.
 */
import atlas from './regions.json' with { type: 'json' }

/** `city` is the short name as routing uses it, null where only the province was named (and in the four municipalities). */
export type Place = { readonly province: string; readonly city: string | null; readonly county: string | null }

/**
 * How surely a name is a place wherever it stands: `firm` always; `weak` with a boundary on one side (台安 in 平台安全);
 * `word` is also an ordinary word (振兴, 和平) and needs a neighbour that says place.
 */
export type Sureness = 'firm' | 'weak' | 'word'
export type Name = { readonly places: readonly Place[]; readonly sureness: Sureness }

type Province = {
  readonly name: string
  readonly say: readonly string[]
  readonly en: readonly string[]
  readonly cities: Readonly<Record<string, { readonly en: readonly string[]; readonly areas: string }>>
}
const PROVINCES = Object.entries(atlas as Readonly<Record<string, Province>>)
const MUNICIPALITIES = new Set(['北京', '天津', '上海', '重庆'])
const PEOPLES =
  '满族|蒙古族|朝鲜族|回族|土家族|苗族|侗族|布依族|彝族|藏族|羌族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|黎族|蒙古|哈萨克|柯尔克孜|瑶族|各族|仡佬族|水族|纳西族|拉祜族|佤族|布朗族|普米族|独龙族|怒族|土族|撒拉族|东乡族|保安族|裕固族|锡伯|塔吉克|达斡尔族|鄂伦春|鄂温克|畲族|仫佬族|毛南族'
const AUTONOMOUS = new RegExp(`(?:${PEOPLES})*自治[州县旗]$`, 'u')

/** The fifteen places the Liaoning notice routes to. */
export const LIAONING_CITIES = ['沈阳', '大连', '鞍山', '抚顺', '本溪', '丹东', '锦州', '营口', '阜新', '辽阳', '盘锦', '铁岭', '朝阳', '葫芦岛', '沈抚示范区'] as const

/** Former, spoken, mistyped and zone names inside Liaoning, to their city. */
const ALSO_LIAONING: Readonly<Record<string, string>> = {
  沈抚示范区: '沈抚示范区',
  沈抚改革创新示范区: '沈抚示范区',
  沈抚新区: '沈抚示范区',
  沈抚新城: '沈抚示范区',
  沈抚: '沈抚示范区',
  沈北: '沈阳',
  新城子区: '沈阳',
  东陵区: '沈阳',
  浑南新区: '沈阳',
  辽中县: '沈阳',
  沈阳经济技术开发区: '沈阳',
  张士开发区: '沈阳',
  辉山开发区: '沈阳',
  沈西工业走廊: '沈阳',
  中德装备园: '沈阳',
  中德产业园: '沈阳',
  金普新区: '大连',
  金普: '大连',
  金石滩: '大连',
  大窑湾: '大连',
  旅顺: '大连',
  普兰店市: '大连',
  瓦市: '大连',
  长兴岛: '大连',
  花园口: '大连',
  太平湾: '大连',
  松木岛: '大连',
  金州新区: '大连',
  大连开发区: '大连',
  庄河花园口: '大连',
  海城西柳: '鞍山',
  腾鳌: '鞍山',
  东戴河: '葫芦岛',
  英歌石: '大连',
  刘二堡: '辽阳',
  熊岳: '营口',
  沟帮子: '锦州',
  茨榆坨: '沈阳',
  虎石台: '沈阳',
  三十里堡: '大连',
  达道湾: '鞍山',
  汤岗子: '鞍山',
  岫岩县: '鞍山',
  新宾县: '抚顺',
  清原县: '抚顺',
  桓仁县: '本溪',
  本溪县: '本溪',
  宽甸县: '丹东',
  东沟县: '丹东',
  松山新区: '锦州',
  锦县: '锦州',
  北宁市: '锦州',
  锦州滨海新区: '锦州',
  鲅鱼圈: '营口',
  盖县: '营口',
  仙人岛: '营口',
  辽宁自贸区营口片区: '营口',
  阜新县: '阜新',
  阜蒙县: '阜新',
  阜蒙: '阜新',
  佟二堡: '辽阳',
  大洼县: '盘锦',
  辽东湾新区: '盘锦',
  凡河新区: '铁岭',
  铁法市: '铁岭',
  铁法: '铁岭',
  铁岭新城区: '铁岭',
  喀左: '朝阳',
  喀左县: '朝阳',
  锦西: '葫芦岛',
  锦西市: '葫芦岛',
  葫芦岛北港: '葫芦岛',
  审阳: '沈阳',
  沈洋: '沈阳',
  锦洲: '锦州',
  扶顺: '抚顺',
  府顺: '抚顺',
  胡芦岛: '葫芦岛',
  葫庐岛: '葫芦岛',
  铁领: '铁岭',
  盘绵: '盘锦',
  辽杨: '辽阳',
  丹冬: '丹东',
}
/** Places elsewhere that are named without their city. */
const ALSO_ELSEWHERE: Readonly<Record<string, readonly [province: string, city: string | null]>> = {
  浦东: ['上海', null],
  张江: ['上海', null],
  海淀: ['北京', null],
  中关村: ['北京', null],
  亦庄: ['北京', null],
  雄安: ['河北', '保定'],
  雄安新区: ['河北', '保定'],
  曹妃甸: ['河北', '唐山'],
  北戴河: ['河北', '秦皇岛'],
  顺德: ['广东', '佛山'],
  番禺: ['广东', '广州'],
  龙岗: ['广东', '深圳'],
  宝安: ['广东', '深圳'],
  福田: ['广东', '深圳'],
  萧山: ['浙江', '杭州'],
  余杭: ['浙江', '杭州'],
  黄岛: ['山东', '青岛'],
  西海岸新区: ['山东', '青岛'],
  江宁: ['江苏', '南京'],
  延边: ['吉林', '延边'],
  内蒙: ['内蒙古', null],
  呼市: ['内蒙古', '呼和浩特'],
  湘西: ['湖南', '湘西'],
  恩施: ['湖北', '恩施'],
  华强北: ['广东', '深圳'],
}

/** County names of Liaoning that are ordinary words or half-words too. */
const LIAONING_WORDS = new Set('和平 中山 千山 平山 元宝 振兴 太和 古塔 站前 西市 太平 海州 白塔 宏伟 灯塔 清河 双塔'.split(' '))
/** Prefectures whose name is a word, or part of common ones. */
const CITY_WORDS = new Set(
  '大同 三明 白银 阿里 来宾 日照 安康 东方 海北 海东 海西 黄南 山南 和田 自贡 中卫 定西 兴安 昌都 新余 安顺 开封 文山 普洱 大理 红河 怒江 云林'.split(' '),
)
/** County-level cities elsewhere whose short name is a word or a person's; they need 市 to be read. */
const COUNTY_WORDS = new Set(
  '安国 高平 怀仁 永济 原平 孝义 丰镇 大安 和龙 尚志 同江 宁安 东宁 北安 安达 海伦 建德 平湖 江山 临海 龙泉 无为 天长 明光 界首 宁国 永安 南安 福安 乐平 高安 德兴 平度 新泰 永城 当阳 宜城 应城 石首 广水 利川 常宁 资兴 津市 临湘 开平 恩平 兴宁 阳春 横州 东兴 北流 平果 合山 文昌 万宁 东方 万源 康定 会理 赤水 兴义 兴仁 福泉 安宁 水富 开远 弥勒 文山 大理 兴平 华亭 合作 同仁 和田 新星 双河 昆玉 北屯 大冶 临江 龙井 三河 沙河 新乐 深州 赤壁 洪湖 凤凰'.split(
    ' ',
  ),
)
const AREA_WORDS = new Set(['新城区', '市中区', '城中区', '城关区', '城区', '郊区', '矿区', '新区', '港口区', '东区', '西区', '开发区', '高新区'])
/** Stretches that hold a place's name and mean none. */
const NO_PLACES =
  '大连锁 大连接 大连续 大连带 大连通 大连环 强大连 巨大连 重大连 扩大连 经营口 运营口 自营口 朝阳产业 朝阳行业 朝阳产品 朝阳项目 平台安 阳台安 公开原 建平台 搭建平 新兴城 复兴城 中兴城 大东北 大东西 大东家 新民营 新民事 新民法 三明治 日照时 日照灯 德州扑克 阿里巴巴 阿里云 和平时 和平台 和平常 和平均 太平洋 太平间 太和谐 灯塔工厂 长治久安 大同小异 中山装 北京时间 东方红 南京西 上海申 普洱茶 烟台苹果 西湖龙井 海南黄花 河北区域 河南北 山东西 海城管 江西南 平山寨 连山寨 明山寨 是山寨 通辽宁 东港口 山东港 古塔楼 清河水 太平稳 太平淡 凤城管 沈大高速 京沈高速 哈大高速 鞍山钢铁 大连海事 沈抚同城 辽宁舰 新疆棉 宁夏枸杞 吉林大学 宁德时代'.split(
    ' ',
  )

/** Single characters and plates that stand for a place when they are the whole answer. */
const ALONE: Readonly<Record<string, string>> = {
  沈: '沈阳',
  大: '大连',
  连: '大连',
  鞍: '鞍山',
  抚: '抚顺',
  本: '本溪',
  丹: '丹东',
  锦: '锦州',
  营: '营口',
  阜: '阜新',
  盘: '盘锦',
  铁: '铁岭',
  葫: '葫芦岛',
  朝: '朝阳市',
  沈抚: '沈抚示范区',
  辽a: '沈阳',
  辽b: '大连',
  辽c: '鞍山',
  辽d: '抚顺',
  辽e: '本溪',
  辽f: '丹东',
  辽g: '锦州',
  辽h: '营口',
  辽j: '阜新',
  辽k: '辽阳',
  辽l: '盘锦',
  辽m: '铁岭',
  辽n: '朝阳市',
  辽p: '葫芦岛',
}
const LIAONING_COUNTIES_IN_ENGLISH =
  'heping:和平 shenhe:沈河 dadong:大东 huanggu:皇姑 tiexi:铁西 sujiatun:苏家屯 hunnan:浑南 shenbei:沈北 yuhong:于洪 liaozhong:辽中 kangping:康平 xinmin:新民 xigang:西岗 shahekou:沙河口 ganjingzi:甘井子 lushun:旅顺 lushunkou:旅顺口 lvshun:旅顺 jinpu:金普 pulandian:普兰店 changhai:长海 wafangdian:瓦房店 zhuanghe:庄河 tiedong:铁东 lishan:立山 qianshan:千山 xiuyan:岫岩 haicheng:海城 xinfu:新抚 wanghua:望花 shuncheng:顺城 xinbin:新宾 qingyuan:清原 mingshan:明山 nanfen:南芬 huanren:桓仁 zhenxing:振兴 kuandian:宽甸 donggang:东港 fengcheng:凤城 linghe:凌河 heishan:黑山 linghai:凌海 beizhen:北镇 zhanqian:站前 bayuquan:鲅鱼圈 laobian:老边 gaizhou:盖州 dashiqiao:大石桥 xinqiu:新邱 zhangwu:彰武 wensheng:文圣 hongwei:宏伟 gongchangling:弓长岭 dengta:灯塔 shuangtaizi:双台子 xinglongtai:兴隆台 panshan:盘山 yinzhou:银州 xifeng:西丰 changtu:昌图 tiaobingshan:调兵山 kaiyuan:开原 shuangta:双塔 longcheng:龙城 jianping:建平 beipiao:北票 lingyuan:凌源 lianshan:连山 longgang:龙港 nanpiao:南票 suizhong:绥中 jianchang:建昌 xingcheng:兴城'

/** A division's name without its suffix: 沈阳市 → 沈阳, 岫岩满族自治县 → 岫岩, 浦东新区 → 浦东. */
export function stem(name: string): string {
  const bare = name.replace(AUTONOMOUS, '')
  return bare !== name ? bare : name.replace(/(?:特别行政区|地区|新区|林区|盟|[省市区县旗])$/u, '')
}

/** Every county of Liaoning under its city, as the table holds them. */
export function liaoningCounties(): { readonly city: string; readonly counties: readonly string[] }[] {
  return Object.entries((atlas as Readonly<Record<string, Province>>).辽宁?.cities ?? {}).map(([city, { areas }]) => ({ city: stem(city), counties: areas.split(' ') }))
}

/** The provinces' short names, and under each the short names of its prefectures. */
export function provinces(): { readonly province: string; readonly cities: readonly string[] }[] {
  return PROVINCES.map(([province, { cities }]) => ({
    province,
    cities: Object.keys(cities)
      .filter((c) => c !== '直辖' && !MUNICIPALITIES.has(province))
      .map(stem),
  }))
}

const PAIRS = ((): { readonly names: ReadonlyMap<string, Name>; readonly english: ReadonlyMap<string, readonly Place[]> } => {
  const names = new Map<string, { places: Place[]; sureness: Sureness }>()
  const english = new Map<string, Place[]>()
  const rank = { word: 0, weak: 1, firm: 2 }
  const put = (name: string, place: Place, sureness: Sureness) => {
    if (name.length < 2) return
    const known = names.get(name)
    if (!known) names.set(name, { places: [place], sureness })
    else {
      if (!known.places.some((p) => p.province === place.province && p.city === place.city && p.county === place.county)) known.places.push(place)
      if (rank[sureness] < rank[known.sureness]) known.sureness = sureness
    }
  }
  const counties: { place: Place; name: string; short: string }[] = []
  for (const [province, { name, say, en, cities }] of PROVINCES) {
    const whole: Place = { province, city: null, county: null }
    for (const spoken of [name, ...say, `${province}省`]) put(spoken, whole, 'firm')
    for (const word of en) english.set(word, [...(english.get(word) ?? []), whole])
    for (const [city, { en: cityEn, areas }] of Object.entries(cities)) {
      const direct = city === '直辖'
      const short = direct || MUNICIPALITIES.has(province) ? null : stem(city)
      const cityPlace: Place = { province, city: short, county: null }
      if (short !== null) {
        put(city, cityPlace, 'firm')
        if (!(short in atlas) || short === province) put(short, cityPlace, CITY_WORDS.has(short) ? 'word' : 'firm')
        if (city.endsWith('自治州')) put(`${short}州`, cityPlace, 'firm')
        for (const word of cityEn) english.set(word, [...(english.get(word) ?? []), cityPlace])
      }
      for (const area of areas.split(' ').filter((a) => a !== '' && !AREA_WORDS.has(a))) {
        const place: Place = { province, city: direct ? stem(area) : short, county: area }
        counties.push({ place, name: area, short: stem(area) })
        put(area, place, area.length > 2 ? 'firm' : 'weak')
        const ethnic = AUTONOMOUS.test(area) ? `${stem(area)}${area.endsWith('旗') ? '旗' : '县'}` : null
        if (ethnic) put(ethnic, place, 'firm')
      }
    }
  }
  const ln = counties.filter((c) => c.place.province === '辽宁' && c.short.length > 1)
  const home = new Map<string, typeof ln>()
  for (const c of ln) home.set(c.short, [...(home.get(c.short) ?? []), c])
  for (const [short, here] of home)
    for (const c of here)
      put(short, c.place, LIAONING_WORDS.has(short) ? 'word' : short.length > 2 || (LIAONING_CITIES as readonly string[]).includes(short) ? 'firm' : 'weak')
  for (const { place, name, short } of counties) {
    if (place.province === '辽宁' || short.length < 2) continue
    const here = home.get(short)
    const cityHere = LIAONING_CITIES.includes(short as '沈阳')
    // A district elsewhere is a rival of a Liaoning district's short name, and of a city's; a county or city elsewhere of both.
    if ((here && !cityHere && (!name.endsWith('区') || here.some((c) => c.name.endsWith('区')))) || (cityHere && name.endsWith('区'))) put(short, place, 'weak')
    else if (!here && name.endsWith('市') && !COUNTY_WORDS.has(short) && !names.has(short)) put(short, place, short.length > 2 ? 'firm' : 'weak')
  }
  for (const [name, city] of Object.entries(ALSO_LIAONING))
    put(
      name,
      { province: '辽宁', city, county: null },
      name.length > 2 || name === '沈抚' || name === '沈北' || name === '旅顺' || name === '喀左' || name === '金普' ? 'firm' : 'weak',
    )
  for (const [name, [province, city]] of Object.entries(ALSO_ELSEWHERE)) put(name, { province, city, county: null }, name.length > 2 ? 'firm' : 'weak')
  for (const word of NO_PLACES) names.set(word, { places: [], sureness: 'firm' })
  names.set('朝阳', { places: names.get('朝阳')?.places.filter((p) => p.county !== '朝阳县') ?? [], sureness: 'firm' })
  for (const pair of LIAONING_COUNTIES_IN_ENGLISH.split(' ')) {
    const [word = '', name = ''] = pair.split(':')
    const places = names.get(name)?.places.filter((p) => p.province === '辽宁' || p.county === null) ?? []
    english.set(word, [...(english.get(word) ?? []), ...places])
  }
  for (const common of ['ali', 'aba', 'dali', 'jian', 'luan', 'hami', 'yuxi', 'puer', 'lasa', 'yili', 'heze']) english.delete(common)
  english.set('jinzhou district', [{ province: '辽宁', city: '大连', county: '金州区' }])
  english.set('zhongshan district', [{ province: '辽宁', city: '大连', county: '中山区' }])
  english.set('chaoyang district', names.get('朝阳区')?.places ?? [])
  for (const zone of ['shenfu', 'shen-fu']) english.set(zone, [{ province: '辽宁', city: '沈抚示范区', county: null }])
  english.set('jilin', [{ province: '吉林', city: null, county: null }])
  english.set('hainan', [{ province: '海南', city: null, county: null }])
  return { names, english }
})()

/** How long the longest name is that begins with a character. */
const LONGEST = new Map<string, number>()
for (const name of PAIRS.names.keys()) LONGEST.set(name[0] as string, Math.max(LONGEST.get(name[0] as string) ?? 0, name.length))

/** The names that begin at an offset, the longest first. */
export function namesAt(text: string, offset: number): { readonly length: number; readonly name: Name }[] {
  const found: { length: number; name: Name }[] = []
  const longest = LONGEST.get(text[offset] as string) ?? 0
  for (let length = Math.min(longest, text.length - offset); length >= 2; length--) {
    const name = PAIRS.names.get(text.slice(offset, offset + length))
    if (name) found.push({ length, name })
  }
  return found
}

/** What an English or pinyin name may mean; `word` is lower case. */
export function englishName(word: string): readonly Place[] {
  return PAIRS.english.get(word.replace(/’/g, "'")) ?? []
}

/** What a lone character or plate (`沈`, `辽C`) means as a whole answer. */
export function aloneName(text: string): Name | undefined {
  if (Object.hasOwn(ALONE, text)) return PAIRS.names.get(ALONE[text] as string)
  const province = PROVINCES.find(([, p]) => p.say.includes(text))?.[0]
  return province === undefined ? undefined : PAIRS.names.get(province)
}
