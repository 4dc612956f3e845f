/** Reads names of enterprises and says whose each is by the words around it: the enterprise's own, somebody else's, or not told. */
import { line } from '../../understand/line.ts'
import { simplify } from '../../understand/normalise.ts'
import { type Mention, mentions } from '../../understand/region.ts'
import { COPIES_US } from '../labels.ts'

export type Company = { readonly start: number; readonly end: number; readonly name: string; readonly role: 'self' | 'other' | null; readonly legal: boolean }

const LEGAL = '集团(?:股份)?有限(?:责任)?公司|集团公司|股份有限公司|有限责任公司|有限公司|合伙企业(?:（有限合伙）|\\(有限合伙\\))?|集团公司|总公司|集团|公司'
const TRADE =
  '专业合作社|合作社|联合社|家庭农场|农场|经营部|经销处|经销部|经销店|服务部|加工部|批发部|粮油店|商行|商店|商贸行|工作室|研究院|研究所|设计院|事务所|酒庄|酒厂|作坊|加工坊|门市部|旗舰店|专卖店|专营店|饭店|药店|书店|网店|工厂|加工厂|制造厂|[\\p{Script=Han}]{1,4}厂|养殖场|农庄|山庄|庄园|果园|茶园|苗圃|大院|[\\p{Script=Han}]{1,3}(?<!市|现|商|广|立|卖|到|出|入|开|上|专|赛|考|主|当|农贸市|机)场(?!所|地|面|合|景|上|里|子)|牧场|林场|种植园|协会|超市|店铺|店|厂|[商车米酒茶药粮布材]行|旅行社|[\\p{Script=Han}]坊|[饭茶菜面酒]馆|[\\p{Script=Han}]铺|[\\p{Script=Han}]轩|[\\p{Script=Han}]斋|酱园子?|药铺|大药房'
const SUFFIX = `(?:${LEGAL}|${TRADE})`
const NAME = new RegExp(
  `[\\p{Script=Han}a-z0-9（）()·•&＆-]{2,36}?(?:${LEGAL})(?:[\\p{Script=Han}]{2,8}?(?:分公司|分厂|分店|办事处))?|[\\p{Script=Han}a-z0-9（）()·&-]{2,20}?(?:${TRADE})(?=$|[^\\p{Script=Han}]|的|被|让|遭|在|是|抄|仿|卖|老板|法人|代码|统一|信用|税号|联系|电话|手机|我|地址|厂子|他们|他家|做的|干|就|都|也|属于|归|位于|坐落|开了|成立|[今去前]年|现在|专门|主要|想|要|来办|拿|照|用|给|往|把)`,
  'gu',
)
const ENGLISH =
  /(?<![A-Za-z])(?:[A-Z0-9][\w&.'’-]*[ ,]+){1,7}?\(?(?:Co\.?,? ?,?(?:Ltd\b\.?|Limited\b)|Company,? (?:Ltd\b\.?|Limited\b)|Ltd\b\.?|Limited\b|Inc\b\.?|LLC\b|Corp\b\.?|Corporation\b|Company\b|GmbH\b|Group\b|Factory\b|Cooperative\b|Works\b|Workshop\b|Store\b|Shop\b|Mill\b|Technologies\b|Industries\b|Enterprises?\b)/g

/** What leads up to a name and is no part of it. */
const LEAD =
  /^.*(?:公司名称?|企业名称?|单位名称?|名称|全称|名字|名叫|叫做|叫作|就叫|叫|我们?公司是|我们是|我们就是|我是|我司是|我公司是|本公司是|俺们?是|咱们?是|这里是|这边是|来自|任职于|隶属于?|注册的?|开的|开了家?|经营的?|公司:|企业:|单位:|:|：|被|遭到?|遭|让|给|由|跟|与(?=.{4})|把|对|向|跳槽(?:到|去)了?|去了|到了|进了|入职|加入|起诉|状告|告|举报|投诉|怀疑|发现|看到|查到|就是|是|为|改成|改为|换成|写成|应该是|一家|那家|这家|某家|家叫|有个|有家|的(?=.{3})|在(?=.{4})|我们|咱们|俺们|我司|我方|你好|您好|代表|和(?=.{2}(?:市|省|县|区)))/u
const LEADS_UP = /[在从到住搬我俺咱你您他她它们替帮给受代托户司厂店名号叫是为向对跟]|抬头|申请|单位|企业|的$/
const NO_NAME =
  /^(?:你好|您好|我是|是|想|代表|财务部|综合办公室|办公室|法务部|行政部|人事部|销售部|有|改|换|修改|更正|更改|变更|把|将|一下|们|哋|(?:妹夫|姐夫|舅舅?|叔叔?|哥哥?|弟弟?|姐姐?|妹妹?|爸爸?|妈妈?|老公|老婆|朋友|亲戚|同学|老板|合伙人|徒弟|师傅)(?:家|的)?(?=公司|厂|店|$)|而是|到|回|开|[一这那某本我贵该哪你他她它每各两几多]|别的|其他|其它|同行|小|大|对方|外地|当地|本地|竞争|分|子|母|总|代理|代办|贸易|商贸|科技|物流|保险|律师|会计师?|代账|记账|代理记账|税务|电商|网络|上市|国有|民营|私营|股份|有限|责任|皮包|快递|担保|评估|广告|装修|建筑|生产|加工|制造|经销|侵权|仿冒|开|做|个|上游|下游|客户|配套|兄弟|关联|初创|新|老|化工|机械|食品|服装|软件|生物|医药|农业|知识产权|维权援助|保护|服务|创业|龙头)*(?:有限)?(?:责任)?(?:的|家|个|间)?(?:企业|公司|厂家?|店铺?|集团|合作社|工作室|工厂|超市|行|社|中心|协会|农场|作坊|网店|门店|研究所|事务所|商行|经营部)?$/u
const NO_TRADE =
  /银行|(?:不|可|还|也|才|就|都|先|真|很|最|能|进|流|执|运|步|发|旅|出|同|举|自|飞|通|施|品|实|平|改|试|五|现|言|排|履|两|一|各|本|外|内|行|内|罪|修|暴|绿|强)行$|(?:开|看|到|在|进|出|回)店|社$(?<!合作社|联合社|报社|杂志社|旅行社|通讯社|出版社|供销社|商社)|中心$|法院|公安|派出所|海关|^.{0,2}工厂$|大厂$|小厂$|老厂$|本厂$|厂$(?<=^.{0,2})/u

/** What people say of their business with the desk is in nobody's name: 改成办专利质押贷款吧|公司名字照用. */
const SPEAKS = /(?<![酒网水书话氧贴茶])吧|改成|改办|换成/
const NO_PART = new RegExp(`${SPEAKS.source}|质押|抵押|维权|贷款|融资(?!租赁|担保)|^(?:办|申请|登记)`)

const SELF_BEFORE =
  /(?:我们?公司(?:是|叫|名称|全称)?|我司(?:是|叫|名称)?|本公司|我公司|我们?自己(?:开的)?(?:这家)?|自己这家|我们?(?:是|叫|就是|厂|单位|企业|店|合作社)|我是|我叫|我(?:在|开)|我开的|俺们?(?:是|叫|厂)|咱们?(?:是|叫|厂|公司)|这里是|这边是|企业名称|公司名称|单位名称|公司全称|公司名字?|企业名|单位名?|申请(?:人|企业|单位|方)|权利人|公司|企业|单位|来自|代表|名称|全称|(?:we are|we're|i am|i'm|our company(?: is| name is)?|my company(?: is)?|company(?: name)?(?: is)?|this is|here is|from|called|named|on behalf of|represent(?:ing)?|i (?:run|own|work (?:at|for))|applicant))[是叫为:：，, ]{0,3}(?:位于|地处|来自|在)?(?:[\p{Script=Han}]{2,4}(?:市|省|区|县)?的)?(?:一家)?$/iu
const OTHER_BEFORE =
  /(?:(?:a|an|another|some|one|this|the) (?:[a-z]+ )?(?:company|factory|firm|shop|store|seller|manufacturer|supplier|business)(?: (?:in|from|at|near|of|based in) [a-z ]+)?(?: called| named)?,?|跳槽(?:到|去)了?|去了|入职了?|加入了?|对方|对面|侵权(?:方|人|者|的|企业|公司)?|被告|对手|竞争对手|同行|仿冒(?:方|者|的)?|假冒(?:方|者|的)?|抄袭(?:方|者|的)?|被|遭到?|让|叫人|起诉|状告|控告|告|举报|投诉|检举|怀疑|发现|查到|看到|那家|他们(?:是|叫)?|他家|他是|他叫|一家叫|有(?:个|家|一家)(?:叫)?|另一家|客户|买家|(?:(?:former|ex|old|our) ?-?(?:supplier|employee|partner|distributor|agent|client|contractor)s?,?|infringer|infringed by|copied by|competitor|they are|they're|against|report|counterfeiter|by|sued?|found that|discovered that|other (?:party|side)|accused)(?: is| are| was| named| called)?)[是叫为的:：，, ]{0,3}(?:在|位于)?(?:[\p{Script=Han}]{2,4}(?:市|省|区|县)?的)?(?:一家)?(?:叫|名叫)?(?:公司|企业|厂家)?$/iu
const OTHER_AFTER =
  /^(?:做的|干的|搞的|弄的|生产的|出的货)|^(?:[^，,。；;！!？?\n]{0,18}?|[，,](?:他们|他家|对方|他|它|其|人家|在|也|就|they|it)[^，,。；;！!？?\n]{0,18}?)(?:抄|仿|侵犯|侵权|冒用|冒充|假冒|盗用|盗|山寨|照搬|照着|偷|未经|擅自|没经过|私自|抢注|一模一样|(?:在|也|就|正在)?(?:卖|销售|生产|做).{0,8}(?:一样|同样|同款|假|仿|我们|我的|侵权)|cop(?:y|ied|ies|ying)|infring|counterfeit|imitat|steal|stole|fak(?:e|ing)|(?:is|are|has been|have been) (?:selling|making|producing|using)|(?:puts?|uses?|prints?|sells?|makes?|produces?|copies|took|takes) (?:our|my)|without (?:permission|licen))/i
/** A passive after the name says that the name suffers: 我们沈阳甲公司被乙公司抄了. */
const SUFFERS_AFTER = /^(?:的?(?:产品|专利|商标|外观|设计|品牌)?)?(?:被|遭|让人|给人|'s| was | is being | were )/

/** 那家店背后的公司叫…, 他家注册的名字是…. */
const BEHIND_THEM = /(?:那家|他家|她家|人家|对方|他们|卖假货)[^，,。；;我俺咱]{0,8}(?:公司|厂|店|名字?|全称|主体|老板)(?:就|好像|应该)?(?:叫做?|是|名叫|为)$/
/** 原先的公司跟人合开，叫A，散伙归他了；现在自己这家叫B: A is nobody's here. */
const LEFT_FIRM = /(?:原先|原来|以前|之前|从前|早先)的?(?:那个?家?)?(?:公司|厂子?|店|单位|合作社)(?!名|全)[^。；;]{0,20}$/
/** 替我客户…申请: whoever one writes for is the enterprise. */
const WRITES_FOR =
  /(?:替|帮|代|受|代表)(?:我们?|俺们?|咱们?)?(?:家|这边)?的?(?:客户|会员|亲戚|朋友|同学|企业|公司)?$|(?<!被)(?:举报|投诉|申请|求助|维权|填报|委托|权利)(?:企业|单位|人|方|公司)?(?:就?是|为|系|:|：)(?:我们?|我[所行司方])?(?:这边)?的?(?:客户|委托人|委托方|当事人|会员)[:：]?$|(?:^|[^是])(?:我们?|我[所行司方])的?(?:客户|委托人|当事人)(?:就?是|为|系)?[:：]?$/

/** 原来叫A…现在执照上是B: the name that is no more, and the one that took its place. */
const FORMER =
  /(?:原来|以前|之前|原先|从前|早先|过去|曾经|当初|最早|原|曾|旧|老)的?(?:公司|企业|厂子?|工商|执照上)?的?(?:名字|名称|用名|名|字号)?(?:是|叫做?|为|:|：|用的?是?|登记的?是?|注册的?是?){0,3}[“"「『]?$/
const RENAMED =
  /(?:改|更|换)(?:了|过|成|为)?(?:个)?(?:名|字号)|(?:名称?|名字|字号)(?:变更|改|换|变)|变更(?:了|为|成)|新(?:的)?(?:名|字号)|现(?:在|名|用名|已|今)|如今|目前|眼下/

/** Of a name that was and one that is, the one that is. */
function renamed(found: readonly Company[], raw: string): readonly Company[] {
  const former = found.filter((f) => wasCalled(raw, f.start))
  const now = found.find((f) => !former.includes(f) && f.name !== former[0]?.name && f.role !== 'other')
  const old = former[0]
  if (!old || !now || old.role === 'other' || !RENAMED.test(line(raw).text)) return found
  return found.filter((f) => f.name !== old.name).map((f) => (f === now ? { ...f, role: 'self' } : f))
}

/** 原来叫|A: the name that begins here is no more. */
export function wasCalled(raw: string, start: number): boolean {
  return FORMER.test(line(raw.slice(Math.max(0, start - 20), start)).text)
}

/** @param all the names that are no more as well. */
export function readCompanies(raw: string, all = false): Company[] {
  const whole = line(raw)
  const found: Company[] = []
  const places = mentions(whole, false)
  for (const m of whole.text.matchAll(NAME)) {
    let start = m.index
    const all = m[0]
    const opens = opening(all, m.index, places)
    const legal = new RegExp(`(?:${LEGAL})(?:[\\p{Script=Han}]{2,8}(?:分公司|分厂|分店|办事处))?$`, 'u').test(all)
    const lead = LEAD.exec(all.slice(0, opens ?? -2))
    let name = all
    if (lead && lead[0].length < all.length - 2) {
      const left = all.slice(lead[0].length)
      if (left.length >= 3) {
        start += lead[0].length
        name = left
      }
    }
    // 替沈阳…公司, 咱厂大号凌源市…厂: words of grammar before the place lead up to the name, whatever they say.
    const ahead = opens === null ? 0 : m.index + opens - start
    if (ahead > 0 && LEADS_UP.test(name.slice(0, ahead))) {
      start += ahead
      name = name.slice(ahead)
    }
    const trimmed =
      /^(?:我们|我司|咱们|俺们|我|俺|咱|哦|嗯|那个|就|是|叫|和|与|说|家|公司名称?(?=.{4})|企业名称?(?=.{4})|单位名称?(?=.{4})|(?:(?:营业)?执照(?:上)?(?:的)?(?:名字|名称|名)|公司|企业|单位|全称|全名|大名|名称|名字|字号|店名|社名|厂名)(?=.{5}))+/u.exec(
        name,
      )?.[0].length ?? 0
    if (name.length - trimmed >= 4) {
      start += trimmed
      name = name.slice(trimmed)
    }
    const dashed = /^[-—–·]+/.exec(name)?.[0].length ?? 0
    start += dashed
    name = name.slice(dashed)
    const opened = /^[（(]/.exec(name)
    if (opened && !/[）)]/.test(name)) {
      start++
      name = name.slice(1)
    }
    const core = name.replace(new RegExp(`${SUFFIX}$`, 'u'), '')
    if (name.length < 4 || core.length < 2 || /的$/.test(core) || NO_NAME.test(name) || NO_NAME.test(core) || /^[\d（）()-]+$/.test(core)) continue
    if (
      /^(?:\d+[年月日]|[去今前明]年|当时|现在|后来|原来|以前|之前|那时|上个?月|最近|前年疫情|疫情).{0,3}公司$/u.test(name) ||
      /^\d+[年月日]/u.test(name) ||
      (opens === null && /(?:好几|好多|几|多|很多|不少|一些|两三|三四|[两三四五六七八九十])(?:家|个)/u.test(name)) ||
      /^[\p{Script=Han}]{2,3}(?:市|省|区|县)?(?:的)?(?:一家(?!亲|人)|某|这家|那家|某家|一个|有家)/u.test(name) ||
      /^(?:.{0,6}(?:一家|某家|某)(?:.{0,4}))(?:公司|厂|店)$/.test(name)
    )
      continue
    if (!/有限|责任|股份|集团/.test(name) ? NO_PART.test(core) : SPEAKS.test(core)) continue
    if (/(?:好[几多些]|很多|不少|一些|许多|[几数]十?)(?:家|个)?(?:网?店铺?|厂家?|公司|商家|卖家)$/u.test(name)) continue
    if (/的[^的]{0,6}(?<!有限|责任|股份|集团)公司$/u.test(name)) continue
    if (
      !legal &&
      opens === null &&
      (/的|着|去|了|把|带|跟|给|或者?|我|你|您|他|们|是|有(?![机色])|不|说|卖|买|想|贷|质押|抵押|扩厂|建厂|盖厂|打算|准备|开[厂店]|办厂|个|那|这|从|在|就|都|也|很|让|被/.test(
        name,
      ) ||
        NO_TRADE.test(name) ||
        /[，,]/.test(name))
    )
      continue
    const end = m.index + all.length
    // 搬到彰武来了|公司叫…: a verb before 公司, and no name.
    if (/[了着过吗呢吧]公司$/u.test(name)) continue
    // 河南驻马店: a place, whatever it ends with.
    if (places.some((p) => p.start <= start && p.end >= end)) continue
    // 我是开设计工作室的: what one does, and no name.
    if (
      /^(?:开(?![原源元泰拓心明创新发封鲁平化阳])|做|干|搞|办|经营|弄)|^[^开做搞办]{2,10}(?:来|在)[^开做搞办]{0,6}(?:开|做|搞|办)/u.test(name) &&
      !legal &&
      /^的/.test(whole.text.slice(end))
    )
      continue
    found.push({ ...spot(whole, start, end), role: role(whole.text, start, end), legal })
  }
  for (const m of raw.matchAll(ENGLISH)) {
    if (found.some((f) => f.start < m.index + m[0].length && f.end > m.index)) continue
    const said =
      /^(?:(?:We|I|Our|The|This|From|Hello|Hi|My|It|And|Is|At|For|By|Name|Company|Please|They|Their|A|An|Infringer|Against|Yes|No|OK|Sure|Hey|Dear|Agree|Agreed)[ ,:]+)+/.exec(
        m[0],
      )?.[0].length ?? 0
    // A company in Wuxi, Wuxi Falcon Co., Ltd.: the place before the comma is where, and no part of the name.
    const where = /(?:in|from|at|near) $/i.test(raw.slice(0, m.index)) && places.some((p) => p.start === m.index)
    const lead = (where && /^[A-Z]\w+, (?=[A-Z])/.exec(m[0])?.[0].length) || said
    const name = m[0].slice(lead).replace(/[,;:]+$/, '')
    if (name.length < 4 || /^(?:Company|Group|Factory|Co\.?|Store|Works|Limited)$/i.test(name)) continue
    const start = m.index + lead
    found.push({
      start,
      end: start + name.length,
      name: name.replace(/\s+/g, ' ').trim(),
      role: role(whole.text.length === raw.length ? whole.text : raw.toLowerCase(), start, start + name.length),
      legal: true,
    })
  }
  found.sort((a, b) => a.start - b.start)
  // In a story with two companies, the second one “called” something is the other side.
  const now = all ? found : renamed(found, raw)
  const own = now.find((f) => f.role === 'self')
  return now.map((f) =>
    own &&
    f !== own &&
    f.role === 'self' &&
    f.name !== own.name &&
    !/我|本公司|咱|俺|our|my/.test(whole.text.slice(Math.max(0, f.start - 10), f.start)) &&
    !/不对|错|改|换|更正/.test(whole.text)
      ? { ...f, role: 'other' }
      : f,
  )
}

/** What follows a place that is said of somebody, and does not open his name: 在盘锦开了个厂, 丹东的会计. */
const SAID_OF =
  /^(?:市|省|区|县)?(?:的|在|是|那|这|有|叫|一[家个](?!亲|人)|某|几|人|做|搞|弄|整|干|租|盖|来|开(?!原)|办|种|养|这边|那边|本地|当地|注册|成立|企业$|公司|厂|店|[我俺咱你他])/

/** Where in a stretch the place stands that a name opens with: what comes after it is name, whatever words it holds (锦州老把式, 丹东和和). */
function opening(said: string, from: number, places: readonly Mention[]): number | null {
  const place = places.findLast((p) => p.start < from + said.length && p.end > from && p.end < from + said.length && !SAID_OF.test(said.slice(p.end - from)))
  if (!place) return null
  // 辽宁锦州的凌海市…公司: the last of a chain of places opens it.
  const start = Math.max(0, place.start - from)
  return start + said.slice(start, place.end - from).lastIndexOf('的') + 1
}

function spot(whole: ReturnType<typeof line>, start: number, end: number): { start: number; end: number; name: string } {
  const at = whole.at(start, end)
  const written = [...at.text].map((c) => (/[\uff01-\uff5e]/.test(c) && !/[（）]/.test(c) ? c.normalize('NFKC') : c)).join('')
  const simple = simplify(written).toLowerCase()
  // Case as it was written, script as the readers fold it.
  const name =
    simple.length === written.length
      ? Array.from({ length: simple.length }, (_, i) => (/[a-z]/.test(simple[i] as string) || /[（）]/.test(written[i] as string) ? written[i] : simple[i])).join('')
      : simple
  return { start: at.start, end: at.end, name: name.replace(/\(/g, '（').replace(/\)/g, '）') }
}

function role(text: string, start: number, end: number): Company['role'] {
  const clause = text
    .slice(Math.max(0, start - 24), start)
    .split(/[。；;！!？?\n]/)
    .at(-1) as string
  const near = clause.split(/[，,]/).at(-1) as string
  const after = text.slice(end, end + 40)
  if (
    /怀疑(?:就?是)?[^，,]{0,12}$|(?:对方|侵权方?|对面|被告|被(?:举报|投诉|控告)的?|(?<!被)(?:举报|投诉|检举|控告)的|他们|那家|仿冒方?|抄袭方?|假冒方?|竞争对手)(?:的)?(?:公司|企业|单位|厂家?)?(?:名称|全称|名字|名)?[是叫为:： ]{0,3}$/.test(
      near,
    )
  )
    return 'other'
  if (COPIES_US.test(near) || BEHIND_THEM.test(near) || (LEFT_FIRM.test(clause) && /现在|如今|自己|这家/.test(text.slice(end)))) return 'other'
  // 抄我们的是海宁的一家，海宁豪盛皮草有限公司: one of somewhere, and then its name.
  if (/(?:侵权|[仿抄冒盗假])[^，,。；;]*[一那有][家个](?:公司|厂|店)?[，,]$/.test(clause)) return 'other'
  if (WRITES_FOR.test(near)) return 'self'
  if (/^\s*(?:名字|厂名|店名|字号)?(?:就?叫|名叫)(?:做|作)?[“"「『《]?$/.test(near)) {
    const before = text.slice(Math.max(0, start - 60), start)
    const own = Math.max(...['我', '俺', '咱', '本厂', '本公司'].map((w) => before.lastIndexOf(w)))
    const theirs = Math.max(
      ...['一家', '一个', '那边', '那家', '对方', '他们', '他家', '有家', '有个', '人家', '刷到', '看到', '发现', '查到', '抄', '仿'].map((w) => before.lastIndexOf(w)),
    )
    if (own >= 0 || theirs >= 0)
      return theirs > own || /[跟和与同像](?:我|俺|咱)|(?:抄|仿|冒|偷|盗|学)(?:我|俺|咱)/.test(before.slice(Math.max(0, own - 2), own + 3)) ? 'other' : 'self'
  }
  const self = SELF_BEFORE.test(near) && !/(?:对方|侵权|对面|被告|他们|那家|仿冒|抄袭|假冒|竞争|infring|competitor|other)[^，,]{0,8}$/.test(near)
  if (self && !/^[^，,。]{0,4}(?:抄|仿|冒用|盗)/.test(after)) return 'self'
  if (/^(?:的)?.{0,10}(?:的)?(?:专利|商标|产品|外观|设计|品牌)?(?:被|遭|让人|给人)/.test(after.slice(0, 16)) || SUFFERS_AFTER.test(after)) return 'self'
  if (OTHER_BEFORE.test(near) || OTHER_AFTER.test(after)) return 'other'
  // A former supplier, X Ltd., started …: named behind what they are to us.
  if (
    /(?:supplier|competitor|employee|partner|distributor|factory|seller|firm|rival|manufacturer|vendor|(?:a|another|one|some) (?:company|shop|store|business))s?(?: (?:in|from|near|at|of) [a-z ]+)?(?: called| named)?, $/i.test(
      clause,
    ) &&
    !/(?:we are|we're|i am|i'm|i run|i own|my|our)[^,]*, $/i.test(text.slice(Math.max(0, start - 60), start))
  )
    return 'other'
  if (/^(?:我们|我司|咱|俺)/.test(near) || /(?:我们|我司|我是)$/.test(near)) return 'self'
  // In a story of infringement that has spoken of us, whoever is brought in within a clause is the other side: 隔壁展位是…公司.
  if (
    near.trim().length >= 2 &&
    !/[我俺咱]|本(?:公司|厂)|申请|企业|单位|名称?|叫/.test(near) &&
    /[我俺咱]/.test(text.slice(0, start)) &&
    /仿|抄|侵权|侵犯|冒|盗|模一样|照着/.test(text)
  )
    return 'other'
  return null
}
