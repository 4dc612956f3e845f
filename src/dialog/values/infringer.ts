/** Reads who infringes out of what is told of them: 侵权的是…, 仿我们的那家叫…, 有个店叫…; and that it is not known who. */
import { line } from '../../understand/line.ts'
import { readCompanies } from './company.ts'
import { polish, type Told, tells } from './story.ts'

const DOES =
  '(?:被(?:举报|投诉|告|查)|卖(?=的人|的那|的是)|干这(?:缺德|损|坏|种|样的)?(?:事|活)儿?|造|生产|侵权|侵犯|侵害|仿冒|仿造|仿制|仿|假冒|冒用|冒充|冒名|冒牌|冒|抄袭|抄|剽窃|盗用|盗版|盗|偷用|偷|山寨|照搬|模仿|贴牌|抢注|造假|作假|做假|卖假货?|卖仿品|卖山寨|搞仿冒|使坏|坑|用|学|糟践|举报|投诉|告)'
const OURS =
  '(?:了|着|过)?(?:的是)?(?:我们?|俺们?|咱们?|人家)?(?:家|厂|公司|店|社)?的?(?:这个|那个)?(?:专利|商标|牌子|品牌|产品|外观|设计|东西|货|标|技术|结构|图纸|名|名字)?'
const WHO = '(?:的)?(?:那个|那家|那帮|那伙|这家|这个|那|这)?(?:人|方|者|家|厂家?|厂子|公司|企业|单位|店家?|铺子|商家|卖家|主体|对象|商户|老板|一方)?'
const IS =
  '(?:呢|嘛)?[，,]?(?:他|它)?(?:就|应该|好像|可能|估计|大概|听说|怀疑|据说|据了解|据查|据悉|经查|经了解|查明|查到|查出来|了解到|打听到|打听|我们?知道的|目前知道的|是个|都){0,2}(?:是一?[家个](?=.{0,14}叫)|就是|应是|是|名叫|名字叫|叫做|叫|为|[:：])'
const SAYS = new RegExp(
  `(?:^|[，,。；;！!？?\\n：: ]|所以|现在|就是|那个|这个|这次|知道)(?:${DOES}${OURS}${WHO}|侵权(?:方|人|者|主体|企业|公司|单位)|对方|对家|被告|被举报人|被投诉人)(?<!${DOES})${IS}[ ]*(?<who>[^，,。；;！!？?\\n]{2,60})`,
  'gu',
)
/** 专利叫沈阳大东区的辉腾工控给侵了: who is named as the one that did it. */
const DONE_BY =
  /(?:[，,]{2}|专利|商标|牌子|产品|外观|设计|东西|包装|图纸|结构)(?:也|又|都|就|已经|全)?(?:被|叫|让|遭)(?<who>(?!人|别|其他|同行|他们?|她们?|对方|外地|当地)(?:(?!一[家个]|有[家个]|某)[^，,。；;！!？?\n我俺咱]){4,24}?)(?:给|都|全)?(?:侵权|侵犯|侵|仿冒|仿造|仿|抄袭|抄|盗用|偷|冒用|山寨)了/gu
/** 仿的厂子在佛山，叫粤焊王: first where, then who. */
const WHERE_FIRST = new RegExp(
  `(?:^|[，,。；;！!？?\\n：: ])${DOES}${OURS}${WHO}(?:是)?在[^，,。；;！!？?\\n]{2,12}[，,](?:店名|厂名|字号|名字)?就?叫(?:做)?[“"「『《]?(?<who>[^，,。；;！!？?\\n”"」』》]{2,30})`,
  'gu',
)
/** 有个店叫…, 那家厂名叫…: called something after what it is. */
const CALLED =
  /(?<person>[^，,。；;！!？?\n]{0,14}(?:一个|有个|那个|叫)?姓\p{Script=Han}的)(?=在|也|就|，|,|。|$|老板|人|卖|做)|(?:一[家个间]|那[家个]|(?:有|冒出|出了?|来了?|碰[见上]|遇[见上])一?[家个间]|这[家个]|另一?[家个]|隔壁|对面|同行)[^，,。；;！!？?\n]{0,14}?(?:就|名字|名|店名|厂名)?(?:叫做|叫|名叫|名为)[“"「『《]?(?<who>[^，,。；;！!？?\n”"」』》]{2,24})|(?<=(?:^|[，,。；;！!？?\n])(?:(?![^，,。；;！!？?\n]*[我俺咱])|[^，,。；;！!？?\n我俺咱]*(?:[仿冒抄偷盗学用]|侵权|侵犯)了?[我俺咱]们?)[^，,。；;！!？?\n我俺咱]{2,24}[，,])(?:字号|店名|厂名|名字)?就?叫(?:做|作)?[“"「『《【](?<quoted>[^”"」』》】\n]{2,24})(?=[”"」』》】])|(?:店名|厂名|公司名|网店名?|直播间|账号|抖音号|店铺|铺子|公司(?=叫)|厂子?(?=叫)|店(?=叫))(?:字|称)?(?:是|叫|为|:|：)[“"「『《]?(?<named>[^，,。；;！!？?\n”"」』》]{2,24})/gu
const ENGLISH =
  /(?:(?:the )?(?:infringer|infringing party|other party|other side|copycat|copier|counterfeiter|violator|seller)(?:'s name)? (?:is|are|was)(?: called| named)?|(?:the )?(?:company|shop|store|factory|firm|one|people) (?:that|who|which|copying|infringing) [^,.;\n]{0,40}? (?:is|are)(?: called| named)?|copied by|infringed by|counterfeited by) (?<who>[^,;\n]{2,70}?)(?=[,;\n]|\.(?:\s|$)|$)/gi
const NAMED_FIRST =
  /(?<who>[A-Z][^,;\n]{2,70}?) (?:is|are|has been|have been) (?:the )?(?:infringers?|ones?|copycats?|counterfeiters?|copying|infringing|selling (?:fakes?|copies)|imitating|faking)/g
const UNKNOWN =
  /(?:谁|哪家|哪个|哪一家|叫[啥什]么?|啥名|什么人|名字|真名|名称|全名|底细|来路|身份|厂名)[^，,。；;]{0,10}(?:不知道|不清楚|不晓得|没查[到着出]|没找[到着]|查不[到着出]|说不上|说不清|没搞清|没弄清|弄不清|没打听|不详|不明|没有)|(?:不知道|不清楚|不晓得|没查到|没查出|查不到|查不出|说不上|说不清|没搞清楚?|没弄清楚?|弄不清楚?|没打听出?|打听不到|不认识|没见过|不了解)[^，,。；;]{0,10}(?:谁|哪家|哪个|哪一家|叫[啥什]|啥名|什么人|名字|底细|来路|对方|他们|人家)|(?:don't|do not|no idea|not|cannot|can't) (?:know|sure|tell|find out|who|yet)? ?(?:yet )?(?:who|what (?:they|the)|which|the infringer|their name|it is called)/
const OWNER = /(?:老板|法人|姓|负责人|店主|销售|业务员|掌柜)[^，,。；;]{0,6}$/
/** A word for any of them, and no name. */
export const NOBODY =
  /^(?:yet|not|still|unknown|unclear)(?![a-z])|^(?:就|好像|应该)?(?:是)?(?:网上|网络上|市面上|市场上|外面|外地|本地|附近|周边|淘宝上?|抖音上?|拼多多上?|京东上?)?(?:的)?(?:一个|一家|某个?|某家|那个|那家|有人|别人|人家|他们?|同行|谁|哪家|一些?|几个|几家|好几家|好多|很多|不少)?(?:同行|公司|厂家?|厂子|人|网店|店|卖家|商家|小?作坊|企业|别人|单位|地方)?(?:的)?$|^(?:一个|一家)?.{0,6}(?:上市公司|大公司|小公司|大企业|国企|央企|民企)(?:的(?:子公司|分公司))?$|^(?:a|an|some|one|another|the) (?:[a-z]+ )?(?:company|factory|shop|store|seller|competitor|person|firm|supplier)(?: (?:in|from) [A-Za-z ]+)?$/i

/** The other side as it is named, without what is told of it next. */
function trimmed(said: string): string {
  return polish(
    said
      .replace(/(?:，|,)?(?:他们?|他家|它|人家|那家|这家)(?:从|在|是|也|就|去|今|把|用|卖|做).*$/u, '')
      .replace(
        /(?<=[\p{Script=Han}]{2}(?:有限公司|公司|厂|店|行|坊|铺|合作社|商贸|旗舰店))(?:从|自|在|去年|今年|前年|上个?月|最近|开始|把|也|就|用|卖|做|生产|仿|抄).{2,}$/u,
        '',
      )
      .replace(/^(?:那个|那家|一个|一家|什么|个|叫|是|名叫)+(?=.{3})/u, '')
      .replace(/(?<=(?:公司|厂|店|行|坊|铺|合作社|部|社))的?(?:给|也|就|都|又|还)?(?:照|拿|用|抄|仿|偷|盗|冒|学|做|卖|干|弄|搞|生产).*$/u, '')
      .replace(/(?:干|弄|搞|做|出)的$/u, '')
      .replace(/(?:的|吧|啊|呢|哈|呀|嘛|了|那家|那伙人?|他们)+$/u, ''),
  )
}

/** Asked who it is: 卖陈榛子的是…, 干这缺德事的叫…. */
const ANSWERED = /(?:^|[，,。；;])[^，,。；;！!？?\n]{1,16}的(?:人|家|店|那家|厂子?|公司|那个人?)?(?:就|应该|好像|可能|听说)?(?:是|叫)(?<who>[^，,。；;！!？?\n]{2,50})/gu

/** Those who are said to infringe, surest first. */
export function readInfringers(raw: string, asked = false): (Told & { readonly sure: boolean })[] {
  const whole = line(raw)
  const found: (Told & { readonly sure: boolean })[] = []
  const add = (start: number, said: string, sure: boolean) => {
    const at = whole.at(start, start + said.length)
    // 海宁的一家，海宁豪胜皮草有限公司: one of somewhere, and then its name.
    const next = /(?:一|那|有)[家个](?:公司|厂|店)?$/.test(said) ? readCompanies(raw).find((c) => c.start === at.end + 1) : undefined
    if (next) {
      found.push({ start: at.start, end: next.end, text: next.name, sure })
      return
    }
    const company = readCompanies(raw).find((c) => c.start >= at.start - 1 && c.start <= at.start + 2 && /[A-Za-z]$|\.$/.test(c.name))
    const called = company
      ? null
      : /^[”"」』》]?[，,]\s*(?:它|他家|人家|那家)?(?:公司|店|厂子?)?(?:名字|名|字号|店名|厂名|全称|招牌|外号|网名|昵称|账号名?|id|(?<who>老板|店主|负责人|法人|老板娘))?(?:就|好像)?(?:叫做?|是叫|名叫|姓|:|：|(?<=网名|昵称|外号|账号名?|店名|字号|id)(?:是|为)?)\s*[“"「『《]?([^，,。；;！!？?\n”"」』》]{2,30})/u.exec(
          whole.text.slice(start + said.length),
        )
    const text =
      company?.name ??
      `${trimmed(at.text).replace(/[.。]$/, '')}${called && !/不知道|不清楚|[啥谁]|什么/.test(called[0]) ? `，${called.groups?.who ?? ''}叫${called.at(-1)}` : ''}`
    if (
      text.length < 2 ||
      NOBODY.test(text) ||
      UNKNOWN.test(text) ||
      /^人(?:家)?(?:给|把|仿|抄|偷|冒|盗|侵|用|学)|^(?:不|没|谁|啥|什么|怎么|为什么|实用新型|发明|外观|商标|地理标志|专利|我们?的|俺们?的|\d|证据|这样|这么)/.test(
        text,
      ) ||
      /不知道|不清楚/.test(text)
    )
      return
    found.push({ start: at.start, end: at.end, text, sure })
  }
  for (const pattern of [SAYS, WHERE_FIRST, DONE_BY, ENGLISH])
    for (const m of whole.text.matchAll(pattern)) {
      const who = m.groups?.who ?? ''
      add(m.index + m[0].lastIndexOf(who), who, true)
    }
  for (const m of raw.matchAll(NAMED_FIRST))
    if (!/^(?:We|Our|They|It|Who|Somebody|Someone|This|That|He|She|I|A |An |Some)\b/.test(m.groups?.who ?? '')) add(m.index, m.groups?.who ?? '', true)
  if (found.length === 0 && asked)
    for (const m of whole.text.matchAll(ANSWERED)) {
      const who = m.groups?.who ?? ''
      if (!/专利|商标|设计|产品|证据|照片|问题|事|时候|东西$|价/.test(who)) add(m.index + m[0].length - who.length, who, true)
    }
  if (found.length === 0 && tells(whole.text))
    for (const m of whole.text.matchAll(CALLED)) {
      const who = (m.groups?.person ?? m.groups?.who ?? m.groups?.quoted ?? m.groups?.named) as string
      const before = whole.text.slice(Math.max(0, m.index - 6), m.index)
      // 米袋子上的牌子叫…: what the goods are called.
      if (/(?:牌子|品牌|商标|产品|货|标)(?:的名字)?(?:就|都)?叫(?:做)?[“"「『《]?$/.test(whole.text.slice(0, m.index + m[0].length - who.length))) continue
      if (/[我俺咱本]们?(?:是|在|开)?$/.test(before) || OWNER.test(whole.text.slice(0, m.index + m[0].length - who.length))) continue
      add(m.index + m[0].length - who.length, who, false)
    }
  return found
}

/** 到底是谁我不知道, 具体叫啥不清楚; but 老板姓啥不知道 leaves the shop itself known. */
export function unknownInfringer(raw: string): boolean {
  const text = line(raw).text
  const m = UNKNOWN.exec(text)
  return m !== null && !OWNER.test(text.slice(0, m.index)) && !/(?:我们?|俺|咱)(?:家)?(?:公司|厂)?是?$/.test(text.slice(0, m.index))
}
