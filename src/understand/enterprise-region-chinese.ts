/** The role a place plays in a Chinese clause. */
import type { Role, Side } from './roles.ts'

export type Cue = { readonly at: number; readonly end: number; readonly side: Side; readonly noun: boolean; readonly seat: boolean; readonly object: boolean }

/** How surely a place is the enterprise's: moved there or its branch, its seat, said right after 我们, opening the message, anywhere after 我们, merely named. */
export const WEIGHT = { moved: 6, seat: 5, said: 4, opening: 3, told: 2, named: 1, hinted: 0.5 } as const
const NEITHER: Role = { side: 'neither', weight: 0 }
const TOPIC: Role = { side: 'topic', weight: 0 }
const OTHER_SIDE: Role = { side: 'other', weight: 2 }
export const own = (weight: number): Role => ({ side: 'own', weight })

const OWN =
  /我们|我司|我公司|我厂|我家|我方|我单位|我店|我的|我是|我在|我叫|我行(?!业)|我|本公司|本厂|本企业|本单位|本店|本人|本地|咱们?|俺们?|敝司|弊司|(?<!对方)坐标|(?:申请|权利)人(?=[:：是为])|申请单位|(?:单位|公司|企业)(?:名称?)?(?=[:：])/g
/** A company that is nobody else's: 公司在瓦房店, but not 对方公司在 or 那家公司在. */
const PREMISES =
  /(?<!对方|侵权|仿冒|假冒|他们|人家|的|家|某|其|个|总)(?:公司|企业|工厂|厂子?|单位|老板|合作社)(?:[和跟与、及](?:营业执照|执照|厂房|车间|注册地?址?|办公室?|机器|设备|工人|人|证照?))*(?:实际|其实)?(?:就|都|全|也|开)*(?:在|位于|设在)/g
const SEAT = /总部|注册地?在?|注册地址|营业执照|执照(?=[^，,。；;]{0,8}(?:在|地址|住所))/g
const OTHER =
  /侵权方|侵权人|侵权者|侵权的(?:是|厂|公司|企业)?|被告|被举报(?:人|方|单位)|对方|对手|同行|竞品|仿品|人家|(?<!其)他们|它们|她们|他家|(?<!其)他(?!人)|这家(?=.{0,4}(?:侵|仿|假))|(?<!我们?|俺们?|咱们?)那家(?!口)|那个?(?:公司|厂子?|企业|店|老板|商家)|有[一个]?家|某家|另一家|有[一]?个(?=.{0,8}(?:厂|公司|店|作坊|商家|企业|老板))|有人|一家(?=.{0,10}(?:仿|侵|抄|盗|假|山寨|厂|公司|企业|店))|卖家|网店|店家|商家|厂家|(?<!我[^，,]{0,4})作坊|(?<![我俺咱][^，,]{0,6})(?:店主|摊主|嫌疑人|行为人|(?:仿冒|造假|售假|制假|抄袭|盗版|冒牌|侵权)(?:者|的人|商)|摊贩|小?商?贩子|小贩|掌柜|代购|微商)|[仿冒抄盗偷侵](?:冒|制|袭|用|犯)?了?(?:我|俺|咱)们?[^，,。]{0,5}的(?=[在是就])|仿冒(?:(?:我|咱)们?的(?=[^，,]{0,3}(?:厂|公司|店|人|商|家)))?的?|抄(?=我)|假冒的?|冒充|仿造的?|仿制的?|山寨的?|抄袭的?|盗用的?|冒牌|假货|侵犯|(?:仿冒?|抄袭?|冒用|冒充|假冒|盗用|偷|侵权)(?:我们?|俺们?|咱们?)?的(?:那个?)?(?:人|家|厂家?|厂子|公司|店家?|那家|那个)(?=[在是就叫])/g
/** What brings in a place that is neither's home: a market, a discovery, a customer. */
const MARKET =
  /销往|销售到|卖到|卖往|出口到?|发往|供货给?|客户在|客户是|市场在|发现|看到|看见|查到|见到|买到|得知|听说|听[^，,]{0,3}[说讲]|新闻|展会|参展|网上|平台上|法院|海关|出差|收到|发货地址?|寄件地?址?|快递单?/g
const PASSIVE = /被|遭到?|让人|给人/g

/** 冒充我们, 帮我: the one acted on tells nothing of where the actor is, unless the place follows at once (仿冒我们大连公司的产品). */
const OBJECT_OF = /(?:仿冒|假冒|冒充|侵犯|抄袭|抄|盗用|盗|偷|仿造|仿|冒用|侵害|骗|坑|欠|卖|抢注?|告|帮|替|给)了?$/
const NEGATED = /(?:不是|不在|没在|并非|不属于|而不是)(?:来自)?[^，。；;,!！?？\n]{0,2}$/
const FORMER = /(?:原来|以前|之前|原先|过去|曾经|老家|从|打)(?:是|在|于)?[^，。；;,!！?？\n]{0,2}$/
const MOVED_AWAY = /^[^，。；;,!！?？\n]{0,3}搬/
const MOVED_TO = /(?:搬|迁|挪)(?:家|址|厂)?(?:到|回|来|去|至|进|入|往)了?$/
/** 名字里带沈阳, 名称上有个大连: what the name holds is not where it is. */
const IN_NAME =
  /(?:名字?|名称|字号|招牌|大号|抬头|牌子)(?:里边?头?|上边?|中|当中|前面?|开头|头里|打头)?(?:虽然?|倒|明明|就|也|还|是|只)*(?:带|有|挂|写|含|叫|用|冠|顶|打|沾|起)(?:着|了|的是|的|个|上)*[“"「『]?$/
const BRANCH = /^(?:市|省)?的?[^，。的在是]{0,4}(?:分公司|分厂|子公司|分部)/
const LABEL = '(?:市|省|区|县|那边|这边|本地|当地)?(?:的|那个|那家|这个|某|几家|一家|一个)?'
const AUTHORITY = new RegExp(
  `^[)）]?${LABEL}(?:人民)?(?:知识产权(?:局|保护中心|法庭)|市场监管局?|市场监督|知产局|政府|法院|中院|海关|公安|工商|专利代办处|代办处|保护中心|维权中心|中级|省局|市局|国家局|局|复审委|政务|办公室|窗口)`,
)
/** What a notice says of a place: 提到大连了吗, 沈阳的责任部门. */
const MENTIONED = /(?:提到|提及|提没提|写没写|讲到|点名|包不包括|包括|除了)(?:了|过)?$/
const SPOKEN_OF = /^(?:市|省|区)?的?(?:责任部门|主管部门|规定|条款|政策|单独|是不是(?:重点|试点|运营))/
/** A bank, an institute or an expert somebody is to be brought together with. */
const THIRD_PARTY = new RegExp(
  `^${LABEL}(?:[^，。,在是我]{0,4})?(?:银行|分行|支行|农商行|信用社|化物所|[^，。,]{0,4}(?:研究所|研究院|自动化所|金属所)|大学|学院|高校|院校|律师|专家|教授|客户(?!经理)|供应商|供货商|经销商|代理商|采购商|业务员|评估(?:公司|机构)|代理(?:公司|机构)|朋友|亲戚|同学|同事|战友|邻居|哥们|仓库|分仓)`,
)
const BANK_LEFT = /(?:银行|农商行|信用社|保险公司|担保公司)(?:股份有限公司)?的?$/
/** Somebody who is neither we nor they: 银行在沈阳, 我弟弟在抚顺, 一拨是赤峰的. */
const THIRD_SUBJECT =
  /(?:银行|行里|(?:代理|开户|合作|贷款|主办)行|户的地方|客户|供应商|供货商|代理商|经销商|采购商|买家|渠道|销售|主播|网红|直播间|账号|电话号?码?|号码?|ip|车牌|快递|朋友|亲戚|同学|同事|员工|师傅|专家|律师|法院|高校|省局|局里|展会|展|会|仓库?|分仓|市场|一[拨个家帮伙])(?:都|也|就|人|现在|主要|全|大多)*(?:在|是|来自|位于|住|开在)(?:了)?$/
/** 我们老板是锦州人: where somebody comes from is not where the enterprise is. */
const NATIVE = /(?:老板|老板娘|厂长|经理|老总|社长|合伙人|股东|师傅|技术员|徒弟)(?:就|都|也)?是$/
/** 俺是山东沂水人, 我温州的: the person, not the firm. */
const SELF_NATIVE =
  /(?:^|[，,。；;！!？?\s])(?:[^，,。；;]{0,6}?(?:你好|您好)[^，,。；;]{0,4})?(?:(?:我|俺|本人|咱|我自己|俺自己|自己|老板|厂长|我们老板|老板娘)(?:就|本来|原本)?是?|(?:我|俺)?老家是?|籍贯是?)?$/
const OF_PERSON = /^(?:市|省|区|县)?(?:[\p{Script=Han}]{0,4}(?:市|省|区|县))?(?:人(?!家|都|在[^，,。]{0,6}(?:开|办|做))|嘞(?=在|[，,])|籍|过?来的)/u
/** 在朝阳做皮带扣, 在辽阳弄了个厂子: where one works is where the firm is, wherever one comes from. */
const WORKS_THERE =
  /^(?![^，。,]{0,4}[弄整搞做干]的(?:$|[，。,]))[^，。,]{0,4}(?:弄|开|办|整|搞|做|干|建|领着|带着|承包|租|经营|种|养|落户|注册|投资|扎根|打拼|生产)(?!工|官司|生意(?:往来|伙伴))/
const NATIVE_AFTER = /^(?:市|省|区|县)?(?:的|当地|本地|那边)?(?:人|来的|过来的)/
/** 受盘锦客户委托: the firm one writes for. */
const CLIENT = /^(?:市|县|区)?(?:的)?(?:一家|这家|某)?(?:客户|委托人|企业|公司|当事人|会员)/
/** 台湾来的厂长, 香港股东, 温州籍老板: whoever comes from there. */
const COMES_FROM =
  /^(?:市|省|区|县)?(?:那边|那头)?(?:过?来(?:辽|东北|这边|这里|大陆)?(?:的|做生意的?|开厂的?|投资的?)*(?:老板|厂长|经理|老总|老師|老师傅|师傅|人|商人|外商|台商|投资人|企业家|合伙人|股东)|的?(?:股东|合伙人|合作方|投资方|投资人|投资者|客商|同胞)|籍)/
const CUSTOMER = /(?:客户|委托人|委托方|当事人|会员|企业|借款人|出质人)(?:就|则|那边|本身|家)*(?:是|在|位于)$|(?:代|替)$/
/** 我是北京一家专利代理所的，替客户…: the home of who writes for others. */
const HOME_OF_HELPER =
  /^(?:市|省|区|县)?(?:这边|那边|本地)?的?(?:一[家个间位名])?的?[^，。,]{0,10}(?:代理(?:所|机构|公司|人|师|的)|律所|律师|事务所|知产公司|知识产权公司|服务机构|(?:代账|记账)公司)/
/** 丹东的代理公司，想…: an agency that opens a message with itself. */
const AGENCY = /^(?:市|省|区|县)?的?[^，。,]{0,8}(?:代理|评估|服务|担保|小贷|小额贷款)(?:公司|机构|所)$/
const APPLIES = /^[，,、\s]*(?:[^，。,]{0,16}[，,])?(?:我们?)?(?:想|要|申请|希望|欲|拟|盼|恳)/
/** 我在锦州的行业协会上班: where who writes for others sits; 有家在阜新的会员: whom he writes for. */
const OFFICE_OF_HELPER = /^(?:市|省)?的?[^，。,]{0,8}(?:协会|商会|事务所|律所|代理(?:机构|公司|所)|代账公司)(?:上班|工作|当|做(?=秘书|会计|代理)|的(?:秘书|会计|代理))/
/** 我们律所在沈河区: the seat of who writes for others. */
const HELPER_SITS = /(?:律所|(?:律师|会计师?|专利|商标|代理)事务所|代理(?:机构|所)|(?:代账|记账|代理)公司)(?:就|都)?(?:在|位于|设在)$/
const MEMBER = /^(?:市|县|区)?的(?:会员|客户|委托人)(?=要|想|打算|，|,|$)/
/** The family's farm or works is the enterprise's where one runs it there: 俺老头在普兰店开的厂, but not 我闺女在大连上班. */
const FAMILY =
  /(?:舅舅?|舅父|舅妈|叔叔?|伯父|大爷|姑父|姑姑|姨父|姨妈|岳父|岳母|公公|婆婆|亲家|爱人|对象|媳妇|老婆|老公|老头|老伴|儿子|闺女|姑娘|女儿|孩子|姑爷|女婿|亲戚|(?<![徒师])弟|哥|姐|妹|爸|妈|父亲|母亲|外甥|侄子)(?:都|也|就|人|现在)*(?:在|是|住|喺)$/
/** 我人在香港，代舅父问: who writes lives there, not who asks. */
const WRITER = /(?:我|本人|俺)人?(?:现在|目前)?(?:在|喺)$/
const FOR_KIN =
  /^[，,、\s]*(?:代|替|帮|给)(?:我|俺|咱)?(?:们)?(?:家|老家)?(?:的|里)?(?:舅|叔|伯|姑|姨|爸|妈|父|母|岳|公公|婆婆|哥|姐|弟|妹|朋友|亲戚|老乡|同学|家里|老人)/
const RUNS = /^[^，。,]{0,4}(?:开|办|种|养)(?!会)/
const PRODUCT_SUBJECT = /(?:商标|专利|产品|货|牌子|品牌|东西|标|同款|市场)(?:都|也|还)?在$/
const BRINGS = /(?:跟|和|与|同|找|问|向|你们在?|贵|隔壁|邻居|比如|例如|好像|听说|除了|不如|学学?|请|联系|对接|推荐)$/
/** 被沧州一家…抄, 叫烟台的公司用了, 让宜兴的人仿了. */
const AGENT = /(?:被|遭|让|(?<!我|公司|厂|店|名|就|社|牌子|商标)叫|给)(?:了)?(?:一?[个家帮伙位些]|那[个家帮伙些]?|这[个家帮伙些]|人家|他们|什么|哪个)?$/
const SOMEBODY = /(?:那|这|(?<!是)一|有|来了?|来|认识|碰见|碰上|遇到|找)了?一?[个位帮伙些家](?:从|叫|是)?$/
/** Places one goes to or sends to. */
const GOES = /(?:去|到|跑|跑过|往|飞|回|赴|来|路过|经过|逛|去过|离|距|卖|发|运|出口|销)(?:了|过|往|到|至)?$/
const SETTLES = /^[^，。,]{0,4}(?:开|办|建|创|做|种|养|干|注册|落户)/
const VISITS =
  /^[^，。,的]{0,6}(?:瞅见|瞧见|看见|看到|发现|查到|买到|碰到|碰见|遇到|见到|刷到|参加|参展|展出|出差|开会|(?:开|办|举办)的?[^，。,]{0,4}[会展]|旅游|上学|读书|上大学|打官司|起诉)/
const HANDLES = /^[^，。,的]{0,2}办(?:理|质押|登记|手续|事|业务|贷款)/
const SELLS = /^[^，。,的]{0,6}(?:卖|销售|被|遭|让人|给人|流行|到处|满)/
const MARKETPLACE =
  /^(?:市|区|县)?的?[^，。,在有我做]{0,6}(?:市场(?!部|监)|大集|早市|集市|农贸|批发城|五金城|商场|超市|夜市|商城|展会|展览会|博览会|交易会|庙会|一条街|一带)(?!边|旁|附近|门口|对[门面])/
const WEATHER =
  /^(?:的|这|那)?[^，。,]{0,2}(?:天气|雪|雨|风|冰雹|雾|海风|空气|景色|海滩)(?=$|[，,。!！真好太下大可也都挺把还刮吹停不啊呀得])|^(?:的|这|那)?[^，。,]{0,2}(?:堵车|好玩|好看|下(?:雪|雨|雾|冰雹))/
const THERE = /^(?:市|区|县)?(?:的)?(?:那边|那头|那面|那块|那儿|那里|那帮|那伙|那家|那个|那群|那些)/
const HERE = /^(?:市|区|县)?(?:的)?[^，。,在有是被]{0,3}(?:这[边头面块儿里疙嘎旮圪]|那[疙嘎旮圪]|本地|当地)/
const SELF_AFTER = /^(?:市|区|县)?(?:的|人)?(?:我(?!们?的?货)|俺|咱)|^[^，。,有]{0,8}(?:我|俺|咱)家?的?(?:档口|摊|店|厂|门口)/
const SOMEONE_AFTER = /^(?:市|省|区|县)?的?(?:[^，。,在是]{0,4})?(?:某|一家|一个|一间|有家|有个|有人|有商|有厂|有店|客商|老板|卖家|商家|店家|网店|厂家|人(?=[^，。,]))/
const OF_FAKES = /^[^，。,]{0,6}的?(?:假货|仿品|赝品|假冒品)/
const OF_THOSE = /^[^，。,]{0,8}的?(?:那家|那帮|那伙|那群)(?!口)/
const EXISTS = /^(?:市|省|区|县)?的?[^，。,]{0,6}有(?:一?[个家间]|人|商|店|厂|仓|公司)/
/** …那疙瘩有个叫恒炉的, …那边有一家店叫: a stranger by his name. */
const CALLED_THERE = /^[^，。,我俺咱]{0,8}有一?[个家间伙][^，。,我俺咱]{0,8}(?:叫|姓|是做|专门)/
const REPORTED = /(?:举报|投诉|检举|控告|起诉|状告|(?<![广报公转被忠警])告|查查|查处)(?:的是|了)?[:：]?(?:在|位于)?$/
const REPORTS = /^[^，。,]{0,14}(?:举报|投诉|检举|控告|起诉|状告)/

const INFRINGES =
  /(?:仿|假冒|冒充|侵权|侵犯|侵害|抄|盗用|山寨|偷|冒用|抢注|冒牌|假的?|模仿|贴牌|贴我|[把将](?:我|咱|俺)|给(?:我|咱|俺)[^，。,]{0,8}[抄仿套盗偷]|擅自|私自|用(?:着|了)?(?:我|咱|俺)(?![^，。,]{0,14}[贷押融换抵登评])|卖(?:我们|我的|假|仿|同样|一样|同款))/
const STRANGER = /^(?:市|省|区|县|那边|这边)?的?[^，。,我俺咱]{0,4}(?:有|冒出|来了?|出了?)?(?:一|有|个)[个家位帮伙间]?[^，。,我俺咱]*$/
const WRONGS = new RegExp(`${INFRINGES.source}|(?:用|使|印|贴|挂|标|打|顶|套|扒|拿|借|冲)(?:着|上|了|的是)?(?:我|俺|咱)|(?:把|将|连|跟|和)(?:我|俺|咱)`)
const TRADE = /^(?:这边|那边|当地|市|区|县|省)?(?:的|有|某|一)?.{0,10}?(?:人|经营者|经营户|业户|厂|公司|店|企业|商家|作坊|家|卖家|商户|老板|帮)/
/** A place that only opens a company's name says less than one where the company is. */
const COMPANY_NAME = /^(?:[市省区县])?[^的在是这那一有市区县\s]{2,12}(?:有限|股份|集团|厂$|合作社)/
/** All that a clause says besides the place: 沈阳的, 大连的企业. */
const BARE = /^(?:市|省|区|县)?(?:的|滴|人|这边的?|这儿的?|企业|公司|厂子?|工厂|小厂|合作社|本地的?|吧|呢|啊|哈|哦|[()（）])*$/

/** 侵权方是大连某公司，厂在金州: the next clause goes on about the one just brought in. */
export const BRINGS_IN = /(?:侵权(?:方|人|者|的)|对方|被告|被举报(?:人|方)|仿冒(?:方|者)|抄我们的)(?:公司|企业|厂)?(?:就|应该)?(?:是|叫|为|[:：])/

/** @param theirs the clause before brought the other side in, and nobody else. */
export function cuesOf(words: string, theirs = false): Cue[] {
  const cues = (pattern: RegExp, which: Side, noun: boolean, seat = false) =>
    [...words.matchAll(pattern)].map(
      (m): Cue => ({
        at: m.index,
        end: m.index + m[0].length,
        side: which,
        noun,
        seat,
        object: which === 'own' && OBJECT_OF.test(words.slice(Math.max(0, m.index - 4), m.index)),
      }),
    )
  const others = cues(OTHER, 'other', true)
  // 仿冒我们的: that 我们 is the one imitated.
  const self = cues(OWN, 'own', true).filter((c) => !others.some((o) => o.at <= c.at && c.at < o.end))
  return [
    ...self,
    ...cues(PREMISES, theirs && !/[我俺咱]|本[公企厂]/.test(words) ? 'other' : 'own', true),
    ...cues(SEAT, 'own', false, true),
    ...others,
    ...cues(PASSIVE, 'other', false),
    ...cues(MARKET, 'neither', false),
  ].sort((a, b) => a.at - b.at)
}

type Scene = { readonly subject: Side; readonly opens: boolean; readonly listed: boolean; readonly at: number; readonly asBank: boolean; readonly later: string }

export function chineseRole(before: string, after: string, cues: readonly Cue[], scene: Scene): Role {
  const nearest = cues.filter((c) => !c.object || scene.at === c.end).at(-1)
  const gap = nearest ? scene.at - nearest.end : Number.POSITIVE_INFINITY
  /** 我们是沈阳的, 我姓赵溪湖区的: nothing but a few words between. */
  const said = nearest?.side === 'own' && !nearest.seat && gap <= 4
  if (NEGATED.test(before) || IN_NAME.test(before)) return NEITHER
  if (MOVED_TO.test(before)) return nearest?.side === 'other' ? OTHER_SIDE : own(WEIGHT.moved)
  if (FORMER.test(before) || MOVED_AWAY.test(after)) return NEITHER
  if (AUTHORITY.test(after) || MENTIONED.test(before) || SPOKEN_OF.test(after)) return TOPIC
  if (BRANCH.test(after) && nearest?.side !== 'other') return own(WEIGHT.moved)
  if (/我行$/.test(before) || (scene.opens && /^(?:我|俺|咱)?们?是?$/.test(before) && /^(?:市|区|县)?的?(?:经销商|供应商|供货商|代理商|采购商)$/.test(after)))
    return own(WEIGHT.said)
  if (scene.asBank && CUSTOMER.test(before)) return own(WEIGHT.said)
  if (scene.opens && AGENCY.test(after) && APPLIES.test(scene.later)) return own(WEIGHT.opening)
  if (scene.asBank && /(?:受|替|代|为|帮|给)(?:了)?(?:我们)?$/.test(before) && CLIENT.test(after)) return own(WEIGHT.said)
  if (HOME_OF_HELPER.test(after)) return NEITHER
  if (BANK_LEFT.test(before) || THIRD_PARTY.test(after) || COMES_FROM.test(after) || (NATIVE.test(before) && NATIVE_AFTER.test(after))) return NEITHER
  if (SELF_NATIVE.test(before) && OF_PERSON.test(after)) return own(WEIGHT.hinted)
  if (/在$/.test(before) && WORKS_THERE.test(after) && nearest?.side !== 'other' && scene.subject !== 'other' && !FAMILY.test(before) && !(nearest?.side === 'neither'))
    return own(WEIGHT.seat)
  if (WRITER.test(before) && FOR_KIN.test(scene.later)) return NEITHER
  if (OFFICE_OF_HELPER.test(after) || HELPER_SITS.test(before)) return NEITHER
  if (/在$/.test(before) && MEMBER.test(after)) return own(WEIGHT.said)
  if (FAMILY.test(before)) return RUNS.test(after) ? own(WEIGHT.opening) : NEITHER
  if (
    OF_FAKES.test(after) ||
    THIRD_SUBJECT.test(before) ||
    PRODUCT_SUBJECT.test(before) ||
    BRINGS.test(before) ||
    VISITS.test(after) ||
    (/在$/.test(before) && HANDLES.test(after)) ||
    WEATHER.test(after)
  )
    return NEITHER
  if (AGENT.test(before)) return OTHER_SIDE
  // 那家是盘锦的|我可不是: said of them, before one speaks of oneself.
  if (SELF_AFTER.test(after) && !(nearest?.side === 'other' && /[是在]$/.test(before))) return own(WEIGHT.said)
  if (SOMEBODY.test(before)) return OTHER_SIDE
  if (REPORTED.test(before)) return OTHER_SIDE
  if (GOES.test(before) && !SETTLES.test(after)) return NEITHER
  if (scene.listed && !said) return NEITHER
  if (!said && MARKETPLACE.test(after) && !HERE.test(after)) return NEITHER
  if (OF_THOSE.test(after) && !HERE.test(after)) return OTHER_SIDE
  if (THERE.test(after) && !HERE.test(after) && !said && !(scene.opens && !INFRINGES.test(after) && !EXISTS.test(after))) return OTHER_SIDE
  // 辽阳那疙瘩有个叫恒炉的: somebody else is brought in there.
  if (HERE.test(after) && CALLED_THERE.test(after) && !said) return OTHER_SIDE
  if (HERE.test(after) && nearest?.side !== 'other') return own(nearest?.side === 'own' || scene.opens ? WEIGHT.said : WEIGHT.opening)
  if (doer(after, said, scene.opens)) return nearest?.seat ? own(WEIGHT.opening) : OTHER_SIDE
  if (nearest?.seat) {
    const whose = cues.filter((c) => c.noun && !c.object).at(-1)?.side ?? (scene.subject === 'other' ? 'other' : 'own')
    return { side: whose, weight: WEIGHT.seat }
  }
  if (nearest && nearest.side !== 'own') return { side: nearest.side, weight: 2 }
  if (/人(?:现在|目前|这会儿)?在?$/.test(before)) return own(WEIGHT.named)
  if (said) return own(COMPANY_NAME.test(after) ? WEIGHT.named : WEIGHT.said)
  if (scene.opens) return STRANGER.test(after) && wrongs(scene.later) ? OTHER_SIDE : own(WEIGHT.opening)
  if (SOMEONE_AFTER.test(after) || (/在$/.test(before) && SELLS.test(after))) return OTHER_SIDE
  if (nearest) return own(COMPANY_NAME.test(after) ? WEIGHT.named : /在$|是$|于$|[（(]$/.test(before) ? WEIGHT.opening : WEIGHT.told)
  const predicate = /^\s*(?:就|都|也|人|主要|大多|好像|应该|可能|厂子?|公司|企业|地址){0,3}(?:在|是|位于|地址|坐落|住|来自|注册)/.test(before) || before.trim() === ''
  const bare = BARE.test(after)
  if (scene.subject === 'other' && predicate && !/^(?:市|区|县)?的?(?:一家|某)?(?:企业|公司|厂|店)(?:$|[^仿侵])/.test(after)) return { side: 'other', weight: 1 }
  if (scene.subject === 'own' && predicate) return own(bare || /[在是于]$/.test(before) ? WEIGHT.told : WEIGHT.named)
  return own(bare && predicate ? WEIGHT.told : predicate ? WEIGHT.named : WEIGHT.hinted)
}

/** “老边有家彩钢厂，连我们的包装都抄”: the next clause tells what the stranger of this one does. */
function wrongs(later: string): boolean {
  const sentence = later.split(/[。！!？?；;\n]/u)[0] as string
  const verb = WRONGS.exec(sentence)
  return verb !== null && !/被|遭|让|叫|给人|为|举报|投诉|检举|发现|看到|遇到|碰到|有人|有一?[个家]/.test(sentence.slice(0, verb.index))
}

/** “广州有个厂抄我们”, “大连的张三公司卖假货”: who stands before an active verb does it. */
function doer(after: string, said: boolean, opens: boolean): boolean {
  const verb = INFRINGES.exec(after)
  if (!verb || said) return false
  const passive = /被|遭|让|叫|给人/.exec(after)
  if (passive && passive.index < verb.index) return false
  const between = after.slice(0, verb.index)
  if (REPORTS.test(between) || /发现|查到|看到|遇到/.test(between.slice(0, 14))) return false
  return TRADE.test(between) || /^(?:那边|这边|的)?$/.test(between) || EXISTS.test(after) || (!opens && /一家|全是|都是/.test(between))
}
