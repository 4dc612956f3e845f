/** Signs of what a message is sent for: the office's own word lists, from which (with the words themselves) the reading of wishes is learned. */

import { syllables } from '../search/pinyin.ts'

const HOME = '(?:我|俺|咱|本|敝|贵)'

/** How it is said: asked to be done, asked to be told, or merely said. */
const MANNER = {
  please:
    /(?<!邀|申)请(?!问|教|求权|人|不起)|恳|麻烦|拜托|劳驾|盼|(?<!希|失|名|绝)望(?!花)|希望|敬|惠予|(?<![要需请诉追寻征力苛渴])求(?![问教解知职证学其索是])|烦(?!了)|please|pls|kindly|could (?:you|your|someone)|can (?:you|your)|would appreciate|help us|help me|need help/,
  help: /帮(?!助企|扶|了(?:我|大|不少)|忙了|(?:我|俺|忙)?们?(?:解释|讲讲|科普|念|翻译))|协助|撑腰|(?:做|作)主|管管|管一管|出[面头马]|搭(?:个|把)?(?:桥|线|手)|牵(?:个|条)?线|引荐|引见|介绍(?:个|一|几|家|银|机|给)|推荐|指导|指点|带带|教教|救救|拉一把|援一?把|伸(?:把|出)|出出主意|支个?招|指(?:条|个)(?:道|路)|张罗|撮合|想(?:想|个|点)?(?:办法|法子|辙)|help|assist|support|introduce|refer us|arrange|step in/,
  give: new RegExp(
    `给(?:${HOME}们?|办|弄|整|介绍|推荐|找|安排|派|开|联系|催|落实|查|挂|登|报|个说法|评|出|牵|引|指|看看|支|救|恢复|教|搭|递|想|调解|判|做|批|贷|放|续|加|留|约|推|管|协调)|替${HOME}|为${HOME}(?:们|司)`,
  ),
  want: /(?:想|要|欲|拟|打算|准备|需要|需|愿意|申请|盼)(?!问|知道|了解|弄清|弄明白|打听|请教|咨询|明白|查一|看看|学|不|是|求|什|多|几|件)|受理|登记一下|预约|need|want|would like|we'd like|i'd like|looking (?:for|to)|seek|request|apply/,
  urgent: /急|尽快|赶紧|赶快|快点|快办|立即|马上|今天|今儿|明天|当天|当场|务必|asap|urgent|today|expedite|fast-?track/,
  order: /(?:来|去|快)(?:人|个人|查|抓|抄|罚|管|端|看看|一趟)|派(?:个|位|人|一|出|专|技术)|给钱|严惩|严查|严打|查处|查办|处罚|立案|罚|严肃|没收|取缔/,
  tell: /(?:想|就|只|来|我|先|再|替\S{0,4}|请)(?:要|想|是|来)?(?:再|先|请)?(?:问|知道|了解|弄清|弄明白|打听|请教|咨询|明白|学习|确认|查一下|搞清|搞懂|核实)|请问|问(?:一句|一下|问|下)|求问|告诉我|说说|讲讲(?!情)|讲一下|解释|介绍一下|好奇|explain|tell me|wondering|i'd like to know|want to know/,
  what: /什么|啥(?!都)|多少|几(?:天|条|个|次|届|月|家|项|号|场|年|种|类|点)|哪(?:个|些|条|里|天|一|几|份|年|类|种)|谁(?:负责|管|判|来|担|发|牵头)|多(?:久|长|快|大|高)|怎么(?:写|说|规定|算|理解|定|样|回事|界定|区分|分)|咋(?:说|规定|写|算)|是不是|算不算|有没有(?:说|写|规定|提|奖|补|贴|特|具)|区别|不同|是真的|一回事|包不包括|包括|指的?是|吗$|吗[?]|咩|乜|科普|有冇|系唔系|边个|几时|点样|点解|㗎|(?:咋|怎么)回事|谁能|\bwhat\b|\bwhich\b|\bwhen\b|how (?:many|much|long|often|soon|does|do|is|are)|\bwho (?:is|are|handles)\b|^who |\bis (?:there|it|the|this|that)\b|\bdoes\b|\bare there\b|\bdo (?:they|banks|we|i)\b|\bwhy\b|shi shen ?me|duo ?shao/,
  attribute:
    /全称|文号|日期|时间|金额|标准|流程|步骤|材料(?!已|都|齐|备|寄|在|我|递|路)|条件|名单|电话(?!预约|里|没|打|都)|地址(?!有|我|都)|利率|利息|比例|费用|收费|依据|范围|对象|含义|意思|全文|原文|目标|指标|区别|意义|背景|成效|职责|rate|fee|criteria|requirement|full name|address/,
  document:
    /文件|通知(?!书)|政策|规定|条款|第[一二三四五六七八九十\d]+条|号文|文里|文中|文上|原文|原话|举措|依据|出自|说法|措施|法律|法条|办法里|notice|polic|document|measure|article|circular|hao wen/,
  curious: /不办事|先了解|先弄|打听|好奇|论文|学习|材料用|汇报|没打算|不急着|没拿定|抬杠|不是来告|just (?:curious|asking)|research/,
  office: /归(?:谁|哪)|哪个(?:处|部门|科|单位)|责任部门|负责(?:人|的|部门)?|department|responsible/,
  own: /我们?(?:公司|厂|家|司|单位|企业|店|村|的|是|这|在|做|手|有)|俺|咱(?:家|们|是|公司)|我司|我厂|我行|我方|本(?:公司|人|企业|厂|社)|敝|\bour\b|\bwe\b|\bmy\b/,
  greeting:
    /^(?:你好|您好|在吗|在不|喂|哈+|嘿|嗨|hi|hello|早|晚安|谢|多谢|感谢|辛苦|好的|好嘞|好吧|嗯|哦|ok|收到|再见|拜拜|bye|thank|thx|good (?:morning|night|evening|afternoon)|ni ?hao|xie ?xie)/,
  thanks: /谢|辛苦|感谢|祝(?!融)|拜(?:个|早)|早年|晚安|再见|拜拜|多关照|thank|bye|nice|weekend/,
  idle: /逛逛|没啥事|没什么事|哈哈|嘻|呵|笑话|天儿|下雪|这雪|风真|机器人|真人|吃了|吃饭|唠|聊|测试|试试|点错|按错|发错|乱按|猫|听得(?:到|见)|收到|知道了|没事|好使|溜达|磨叽|态度|(?<!称|夸|点)赞|么么|how are you|^[^,，]{0,6}[,， ]?有人(?:吗|在吗|不)|回头(?!客)|改天|天[儿气]|下(?:雨|雪|雾|冰雹)|刮(?:大)?风|起雾|降温|零下|(?:嘎嘎|贼|真|好|太|死|天)[冷热](?!库)|[冷热]不[冷热]|多穿|保暖|带伞|堵车|路上堵|(?:早上|上午|中午|下午|晚上|各位|大家)[好早]|快乐|恭喜|新年|春节|周末|周[五六日]|放假|再会|回见|明儿?见|睡了|午休|下班|感冒|你(?:会|叫(?:什么|啥)|多大|几岁|是谁|累|困|老家|家在)|活人|心情|无聊|无语|段子|手滑|冒个泡|(?:食咗?|吃(?:过|啥|的)?)饭|得闲|妥了|得[咧嘞]|懂了|晓得了|厉害|(?:真|太)[行好棒]|lol|anyone there|weather|snowing|happy|cheers|see you|no problem|打个?招呼|刚加|大家好|别理|考试|robot|joke|weather/,
  vague: /(?:办|有)(?:个|点|件)?事|有事|那个事|的事(?:情|儿)?|求助|遇到困难|有困难|something|复杂|情况要反映|办点|坎/,
  nothing: /不办|先不|考虑考虑|等(?:我|会|一下|一会)/,
}

/** What it is about: one list for each kind of measure of ln-2022-6. */
const MATTER = {
  infringed:
    /侵(?:权|犯|害|了我|没侵)|抄(?!了他店|他店)|仿|冒用|盗用|盗(?:我|图|版)|山寨|克隆|照着|照样|照搬|照葫芦|照(?:做|卖|用)|天天用|原样|一模一样|一样一样|开模|抢着用|抢注|被(?:侵|盗|仿|抄)|擅自|未经(?:授权|许可|允许)|没经过|私自|白用|(?:被|让|叫|给|遭)\S{0,3}偷|偷(?:学|着)|翻模|同款|用了我|使了去|一个样|贴到别|卖的就是(?:我|咱|俺)|装(?:俺|我|咱)|(?:被|让|叫|遭|给)[^,，。]{1,16}(?:用了|用上|拿去用|使了|做了|印(?!刷厂)|写进|灌装|搬走|搬了去|贴[到在上]|挂[到在上]|学了?去|套[了用]|扒了)|(?:到处|满街|满网|全|都)是?[^,，。]{0,4}一样|别人[^,，。]{0,3}(?:挂|用|卖|印|做|套)|量产了|sell(?:s|ing)? the same|(?:厂|公司|人|家)用了|(?:造|仿)(?:俺|我|了)|跟(?:我|俺|咱)[^,，。]{0,8}(?:一样|特别像|像)|也用上|白用|擅用|叫\S{1,8}用了|让\S{1,10}用了|copy|copi|clon(?:e|ed|ing)|rip(?:ped)?[- ]?off|(?:took|takes?|taken|using|uses?|used|putting|puts?|sell(?:s|ing)?|under|in|with) (?:our|my) (?:own )?(?:registered )?(?:trade ?mark|mark|logo|label|name|brand|design|bottle|shape|patent|drawing|mould|mold|recipe|packag\w+|software|code)|same (?:name|word|label|shape|bottle|logo|letters|design|package|packaging)|(?:could|can) ?not tell (?:it |them )?from ours|close (?:enough )?to ours|kept (?:the|our) mou?lds|nobody else has a licen|identical|infring|knock|reverse engineer|without (?:permission|licen)|steal|stole|misus|look-?alike|imitat|replica|pass(?:ing|ed) off|us(?:ed by|ing our|es our)/,
  remedy:
    /维[权全]|援助|侵权判[定断]|判定|判[一个](?:下|判)|判判|谁对谁错|护[住着](?!照)|比对|鉴定|行政裁决|裁决|讨(?:回|个|要)?(?:公道|说法|理)|公道|撑腰|说理|打官司|告(?:他|我|赢|你|对)|钱告|告不起|追究|取证|留证|证据|保护(?:自己|中心|我)|停手|停下来|算不算侵|不让卖|评评理|enforc|rights? protection|adjudicat|mediat|claim by claim|make a claim|evidence|infringement (?:opinion|determination)|stop them|defend/,
  report: /举报|举抱|检举|投诉(?!平台|淘宝|人家|了|没用)|反映|曝光|揭发|report/,
  fake: /假(?:货|冒|牌|我|咱|俺|商标|专利|名牌|酒|地|的|包|昌|化)|冒牌|冒充|售假|造假|卖假|贴牌|贴标|贴的|标注|虚标|标假|盗版|窝点|黑作坊|counterfeit|fake|forged|imitation|bogus|no patent (?:whatsoever|at all)/,
  punish:
    /罚|查处|查办|查抄|查封|严惩|严办|严打|严查|打击|执法|端(?:了|掉)|抄(?:了他|他店|了你)|立案查|没收|封(?:该|了|他)|该封|抓(?:他|了|假|一)|依法处理|处理(?:他|她|这家|掉)|亮剑|取缔|检查|整治|整顿|[来去]查(?!询|专利|数据|进度|资料)|penal|punish|raid|fine them|inspect|investigat/,
  loan: /贷(?!款人)|融(?:资|个资|点)|借(?:钱|款|点|个|八|三|五|一百)|续(?:贷|上|一年|期)|抽贷|展期|银企|授信|周转|缺钱|没钱(?!告|请|打官司)|资金(?:链|紧|缺|需)|[找弄筹]点钱|筹(?:集|资)|流动资金|现金|金融服务|钱(?:发工资|进料)|押(?:点|出|给银行|钱|本|款)|到期|到日子|续半年|换(?:点|些)?(?:活钱|现钱|钱|周转|本钱)|抵(?:点)?钱|放[点些]?款|降额|押多少|再(?:给|续|宽限)一年|loan|lend|borrow|financ|working capital|credit line|line of credit|bridging|cash up front|patent-backed|stand as security|as security|limit doubled/,
  bank: /银行|信用社|农商行|行长|客户经理|金融机构|建行|工行|农行|邮储|信贷员|\bbanks?\b/,
  money: /(?:[\d一二两三四五六七八九十百几来]{1,12}(?:个|千|百)?万|百万|千万|[\d,]{1,12}元|工资|买料|进料|million|rmb)/,
  pledge: /质[押压亚]|职押|只压|质权|抵押|押|pledg|zhi ?ya|collateral|security/,
  register:
    /登[记计](?!过|了?(?:外观|商标|专利))|登上|登了|登个|登吧|给登|出质|设立|通知书|解除?质押|注销质押|质押[^,，。]{0,4}(?:解[开除掉]|解了|撤|注销)|解押|撤了|即收即办|立等可取|即刻办|绿色通道|电子化|加急|regist(?!ered)|pledges? (?:to be |is |was |get |be )?(?:registered|recorded|entered)|(?:get|have|be|been|being) (?:it |this |that |them |our pledge |the pledge )?(?:registered|recorded)|record(?:al|ing)|pledge (?:record|entry|certificate)|(?:record|enter|amend|cancel|discharge|release) (?:a|an|the|our|this|that) (?:\w+ ){0,2}pledge|deng ?ji/,
  settled: /合同(?:都|已|也|签|有了|上|昨)|签(?:完|了|好|妥)|已签|就差|卡在|批了|等(?:着)?放款|才放款|不放款|明天就要放款|signed|drawdown|release/,
  valuation: /评估|估(?:个|一)?[价值]|值多少|价值评|作价|apprais|valuation|what (?:our|my|the) patents? (?:is|are) worth|value (?:my|our) patent/,
  risk: /风险(?:补偿|分担|分摊|资金)|补偿|不良|坏账|代偿|坏了一笔|逾期|入池|资金池|担保公司|小额贷款公司|[入进]园|园区(?:让|想|里|办)|管委会|到(?:我们)?园区/,
  funds:
    /补贴|补助|资助|奖(?:励|补|金|项|的钱)|专利奖|拨(?:付|款|下|给|了)|兑现|兑付|到账|到位|扶持(?:资金|政策)?|示范企业|优势企业|贯标|专利导航|项目款|欠我们的|subsid|award|prize|incentive|grant money|funds/,
  university:
    /高校|大学|科研|院所|教授|研究所|中科院|化物所|大连理工|理工|东北大学|沈药|沈农|辽科大|成果|推荐(?:项目|专利)|运营服务体系|中央(?:财政|资金)|重点城市|universit|institute|licen[sc]e a/,
  produce:
    /滞销|堆(?:成|在|着)|堵(?:在|着|了)|放行|卖不(?:动|出|掉)|没人(?:要|收)|销路|销(?:售|出去)|直播(?:节|带货)|物流|封路|拉不出|进不来|烂(?:棚|在|了|$)|春耕|化肥运|农资|产销|压(?:家里|在手)|冷库|囤|收购|unsold|livestream|buyers|mouldy/,
  indication: /地标|地理标志|geographical|\bgi\b/,
  platform:
    /平台(?!投诉|不理|说)|账号|开通|接口|数据|检索|运营(?:机构|服务机构|公司|服务公司)|服务机构|龙头|挂(?:到|上|在)|品牌培育|做大做强|转让|卖(?:掉|专利)|专利运营|品牌机构|闲(?:置|着)|沉睡|platform|access/,
  lapsed:
    /恢复|期限|年费|缴费|交费|过期|续展|宽展|错过|耽误|延误|逾期没|终止|视为(?:撤回|放弃)|救[活回]|补正|丧失|失效了|隔离|封控|封城|missed|deadline|restore|lapse|lockdown/,
  filing: /代理(?!商)|网上(?:交|提交|申请|办|填)|线上|电子申请|提交(?:老)?失败|写专利|布图|商标网|agency|agent|filing|file online/,
  right: /专利|专力|商标|外观|实用新型|发明|牌子|品牌|版权|知识产权|只是产权|patent|trademark|brand|\bip\b|design|zhuan ?li|shang ?biao/,
}

/** The commonest of both, as people type them without characters; held against the message without its spaces. */
const PINYIN: Readonly<Record<string, RegExp>> = {
  please: /qing(?!kuang|chu)|qiu|mafan|baituo/,
  help: /bang(?:wo|mang|zan)|jieshao|tuijian|xiezhu/,
  want: /xiang(?!guan)|yao(?:ban|deng|wei|zhi)|shenqing/,
  urgent: /jiaji|zhaoji|,ji$|kuaidian/,
  what: /shenme|duoshao|zenme|nage|nali|youmeiyou|shibushi|ma$/,
  infringed: /(?:bei|rang)(?:ren)?(?:chao|fang|mao|dao|qin)|qinquan|fangmao|chaoxi/,
  remedy: /weiquan|yuanzhu|panding/,
  report: /jubao|tousu/,
  fake: /jiamao|jiahuo/,
  punish: /chachu|chufa|chaban|fa(?:kuan|ta)/,
  loan: /daikuan|rongzi|xudai|jieqian|que(?:qian)/,
  bank: /yinhang/,
  pledge: /zhiya|diya/,
  register: /dengji/,
  valuation: /pinggu/,
  funds: /butie|buzhu|jiangli|jiangjin|zizhu|meidao/,
  university: /gaoxiao|daxue|keyan/,
  indication: /dibiao|dilibiaozhi/,
  produce: /maibuchuqu|zhixiao|zhibo/,
  platform: /pingtai/,
  lapsed: /huifu|nianfei|qixian|guoqi/,
  filing: /daili/,
  right: /zhuanli|shangbiao|waiguan|paizi/,
}

export type Manner = keyof typeof MANNER
export type Matter = keyof typeof MATTER

const NAMES = [...Object.keys(MANNER), ...Object.keys(MATTER)]
const PATTERNS = [...Object.values(MANNER), ...Object.values(MATTER)]
const PLACE = new Map(NAMES.map((name, i) => [name, i]))
/** What names no measure by itself. */
const UNTOLD = new Set(['right', 'money'])
const TELLING = Object.keys(MATTER).filter((name) => !UNTOLD.has(name))
const ASKING = ['what', 'tell', 'attribute', 'document', 'curious', 'office']
const BIDDING = ['please', 'help', 'give', 'want', 'order', 'urgent']
const DERIVED = [
  'ends asking',
  'short',
  'long',
  'tail bids',
  'tail asks',
  'tail tells',
  'no matter',
  'bids only',
  'asks only',
  'bids and asks',
  'names only',
  'says only',
  'asks of documents',
  'own wish',
] as const
const TAIL = 22
const UNITS = /\p{Script=Han}|[a-z]+|\d+/gu

/** The names of all signs, in their order. */
export const SIGNS: readonly string[] = [...NAMES, ...DERIVED]

export type Signs = {
  readonly has: (name: string) => boolean
  /** The matters named that tell a measure. */
  readonly matters: readonly string[]
  /** How many characters and Latin words it has. */
  readonly size: number
  /** True where no word asks to be told something. */
  readonly unasked: boolean
  /** The places of the signs in `SIGNS`. */
  readonly ids: readonly number[]
}

/** The signs a normalised message shows. Linear in its length. */
export function readSigns(normal: string): Signs {
  const found = new Set<string>()
  NAMES.forEach((name, i) => {
    if ((PATTERNS[i] as RegExp).test(normal)) found.add(name)
  })
  if (typedInPinyin(normal)) {
    const run = normal.replace(/ /g, '')
    for (const [name, pattern] of Object.entries(PINYIN)) if (pattern.test(run)) found.add(name)
  }
  const size = normal.match(UNITS)?.length ?? 0
  const tail = normal.slice(-TAIL)
  const at = (name: string) => (PATTERNS[PLACE.get(name) as number] as RegExp).test(tail)
  const ends = /[?吗呢]\W{0,6}$/.test(normal)
  const matters = TELLING.filter((name) => found.has(name))
  const unasked = !ends && !ASKING.some((name) => found.has(name))
  const bids = BIDDING.some((name) => found.has(name))
  const derived: Record<(typeof DERIVED)[number], boolean> = {
    'ends asking': ends,
    short: size <= 8,
    long: size >= 60,
    'tail bids': ['please', 'help', 'give', 'order'].some(at),
    'tail asks': at('what') || at('attribute'),
    'tail tells': at('tell') || at('document'),
    'no matter': matters.length === 0,
    'bids only': bids && unasked,
    'asks only': !bids && !unasked,
    'bids and asks': bids && !unasked,
    'names only': !bids && unasked && matters.length > 0,
    'says only': !bids && unasked && matters.length === 0,
    'asks of documents': found.has('document') && (found.has('what') || found.has('tell') || ends),
    'own wish': bids && found.has('own') && matters.length > 0,
  }
  for (const name of DERIVED) if (derived[name]) found.add(name)
  return { has: (name) => found.has(name), matters, size, unasked, ids: SIGNS.flatMap((name, i) => (found.has(name) ? [i] : [])) }
}

/** Syllables that English would claim too, and that nobody writing English to this desk needs. */
const SYLLABLES = new Set(['wo', 'bang'])

/** True where most of the letters are syllables of Chinese. */
export function typedInPinyin(normal: string): boolean {
  const words = normal.match(/(?<![a-z])[a-z]{2,30}(?![a-z])/g) ?? []
  return words.length > 1 && words.filter((word) => SYLLABLES.has(word) || syllables(word) !== null).length * 3 >= words.length * 2
}
