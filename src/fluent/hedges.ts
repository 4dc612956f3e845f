/** The words that say how strongly, under which condition and to whom something applies, and whether it is denied. */

/** A word of the notice that must not get lost while what it governs is said, and the words that may stand for it. */
export type Hedge = { readonly name: string; readonly written: RegExp; readonly said: RegExp }

export const HEDGES: readonly Hedge[] = [
  { name: '力争', written: /力争|争取|力求|尽量|尽可能/g, said: /力争|争取|力求|尽量|尽可能|尽力|努力|力气|奔着|冲着|朝着|目标|使劲|加把劲|想方设法/ },
  { name: '鼓励', written: /鼓励|倡导/g, said: /鼓励|提倡|倡导|欢迎|赞成|号召|鼓劲|激励/ },
  { name: '原则上', written: /原则上/g, said: /原则|一般|通常|按理/ },
  { name: '计划', written: /计划(?=开展|建|设|推|制|申)|拟(?=申报)|将(?=加强|建|会)/g, said: /计划|拟|打算|准备|要|将|会|想|安排|筹备/ },
  { name: '可以', written: /可以/g, said: /可以|可(?!能|靠|持)|能够|允许|也行|能(?=申|提|办)/ },
  {
    name: '应',
    written: /(?<![反响相适呼对效供])应(?![用对急急])当?/g,
    said: /应|该|才|(?<![必重主需想只])要(?!求|素)|须|需(?!求|要设|要的)|(?<!取|获|值)得(?!到|以|出|了)/,
  },
  { name: '探索', written: /探索|尝试/g, said: /探索|尝试|摸索|试|探路|摸着|趟|闯/ },
  { name: '逐步', written: /逐步/g, said: /逐步|逐渐|陆续|分步|慢慢|一步(?:一)?步|一点(?:一)?点|循序|分批|分阶段|有步骤|渐渐|稳步/ },
  { name: '优先', written: /优先(?!审查)/g, said: /优先|先|前头|前面|排前|靠前|头里|紧着/ },
  { name: '协调', written: /协调(?!有关|推进|有序|保护)|协调有关部门/g, said: /协调|沟通|联系|对接|找|拉|牵|谈|会同|商量|会商|打招呼|出面|搭/ },
  { name: '协助', written: /协助/g, said: /协助|帮|配合|搭(?:把|个)手|搭手|搀|扶/ },
  { name: '引导', written: /(?<!的|贯标)引导(?!作用|效果|支持的)/g, said: /引(?!发|起|用|进)|[指疏]导|带动|带着|领着|鼓励|推动|劝|动员|发动/ },
  { name: '支持', written: /(?<=^|[，；、,;要并]|积极|优先|鼓励)支持(?=.{3})(?!力度|政策|的)/g, said: /支持|扶|帮|助|鼓励|撑|力挺|后盾|托/ },
  { name: '推动', written: /推动(?!形成|力|作用)/g, said: /推(?!出|广|荐|介)|促|带动|带着|助力|拉动|催|往前/ },
  { name: '研究', written: /研究(?=制定)/g, said: /研究|制定中|探索|探讨|琢磨|摸索/ },
  { name: '试点', written: /试点(?=工作|地区|期间|省|城市)/g, said: /试点|试行|先行|先试|试着/ },
  { name: '配合', written: /配合(?=有关|落实)/g, said: /配合|协同|会同|一起|一道|协助|携手|联手/ },
]

/** Words that make more of a thing than a notice does; each needs one of the words behind it in the notice itself. */
export const STRONG: readonly (readonly [said: RegExp, written: RegExp])[] = [
  [/必须|务必|强制|非.{1,6}不可|不得不|有义务/, /必须|务必|坚决|严格|应由/],
  [/(?:不得(?!少于|低于|超过|多于|高于)|严禁|禁止|一律不|绝不|(?<!拿)不准|不许)/, /不得|严禁|禁止|坚决|不准/],
  [/一定(?![的程数范规期])|肯定|绝对|必定|必然|担保(?=能|会|可以|办|一)|承诺|包(?=过|批|办成)/, /一定(?!程)|承诺/],
  [/保证(?!保险|金)/, /保证(?!保险|金)|确保/],
  [/确保/, /确保|保证/],
  [/一律|全都|统统|任何|凡是?(?![^,;。]{2,24}的)|无一例外|没有(?:任何)?例外|无条件|不论|无论|不管(?!哪)|不分|不限/, /一律|任何|凡|一视同仁/],
  [/所有(?!权)|全部/, /所有(?!权)|全部/],
  [/均可|都可以?(?!能|围绕|围着|参)|都能|人人|都有份|都适用|(?:每家|每个|什么|谁|哪).{0,8}都(?!市)/, /均可|都|人人/],
  [/全国各地|全国范围|全国都|各地都/, /全国/],
  [/一半|大半|减半|多数|半价|全额|全免|翻倍|成倍/, /一半|大半|过半|减半|半数|多数|全额|全免|翻倍/],
  [/有权|依法享有|有资格/, /有权|享有|资格|可以/],
  [/已经|已(?=完成|建成|实现|全面|在|有)|已于|正式实施/, /已|建设期满|近年来|设有|现有/],
  [/唯一|仅|只有|只能|只限|只面向|只对|(?<![准意批]了|[准意批]后|以后|之后)才(?=能|可|会|行|给)|专门(?=为|给|面)/, /仅|只|唯一|才能|专门|专项/],
  [/立即|马上|当场|立刻|当天|次日|随时/, /即|立等|立刻|当场|及时/],
  [/(?:最|极)(?:高|低|大|多|快|严)|翻番|翻一番|永久|长期有效|终身/, /最|极|长期/],
]

/** Denials. What merely has such a character in it is taken out before. */
export const BENIGN =
  /不断|不同|不仅|不但|不过|不管|不论|无论|不止|不光|不只|不少于|不低于|不超过|不多于|不高于|不一定|不分|不错|不久|差不多|不妨|(?:不足|不到)(?=[\d一二三四五六七八九十半百])|不一样|拿不准|分门别类|不够|一分不少|(\p{Script=Han})[不没]\1|不(?:得|能|可|应)(?:少|低|多|高)于|不(?:得|能|可|应)超过|别急|别拖|别少|别愁|不能光|别光|不愁|别担心|不用愁|不等于|不外乎|不光是|少不了|不只是|别的|个别|特别|分别|类别|级别|识别|无形|无疑|非常|并非|除非|免得|未来|停留/gu
export const DENIAL = /不|没|无|未|非|勿|禁|别|拒|取消|停止|暂停|免除|豁免|废止|撤销/g
/** What goes on governing what stands behind it, said again or not. */
export const AVOIDING = /避免|防止|杜绝/g

/** Conditions a sentence may bring in: said only where the notice itself sets one of that kind. */
export const CONDITIONS: readonly { readonly name: string; readonly said: RegExp; readonly written: RegExp; readonly strict: boolean }[] = [
  { name: '如果', said: /如果|要是|假如|倘若|若(?!干)|的话|一旦|除非/, written: /如|若|的，|的,|对|一旦|尚未|设有|有条件|有需求|针对|拟|凡|确/, strict: false },
  { name: '前提', said: /前提|为条件|须先|需先|先要|先得|必须先|之前须|事先|提前(?!量)/, written: /前提|基础上|核准后|事前|先|条件|具备/, strict: false },
  { name: '须', said: /(?<=^|[,;。])(?:还|并|也|且)?(?:须|需要?(?=提|委|经|先|由|缴|准)|必须)|方可|方能|后才|为准/, written: /须|核准后|准/, strict: false },
  { name: '但', said: /但(?:是)?(?:须|需|要|得|必须|应|只|仅|不|前提|限|每)|不过(?:要|须|需|得|只)/, written: /但/, strict: false },
  {
    name: '审批',
    said: /(?:经|须|需|报|由).{0,14}(?:批准|同意|核准|审核|审批|备案|认定|盖章|公证|签字)|审核通过|获得批准|通过审[核批]/,
    written: /核准|批准|同意|审核|审批|备案|认定|审查/,
    strict: true,
  },
  {
    name: '材料',
    said: /(?:提交|提供|出具|携带|准备|递交).{0,10}(?:材料|证明|营业执照|申请表|身份证|报告|合同|证书|发票|承诺书)/,
    written: /材料|证明|文件|报告|合同/,
    strict: true,
  },
  { name: '费用', said: /缴纳|交纳|缴费|交费|付费|收费(?!减)|手续费|保证金|自费|押金|有偿|抵押|保证人|反担保/, written: /收费|缴纳|付费|保证金/, strict: true },
  {
    name: '资质',
    said: /注册(?:满|地|资本)|成立满|年满|连续.{0,4}年|信用良好|无不良|无违法|纳税|高新技术企业|规模以上|上市|资质|注册.{0,6}以上/,
    written: /注册|纳税|高新技术|规模以上|资质|信用/,
    strict: true,
  },
  { name: '名额', said: /名额|先到先得|额满|限量|限额|每家(?:企业)?(?:限|最多|只)/, written: /名额|限/, strict: true },
]

/** Conditions and exceptions of the notice: what they govern must not be said without them. */
/** `head`: at the head of a sentence it restricts all of it. `said`: how it must be said, where words alone do not tell. */
export const EXCEPTIONS: readonly { readonly written: RegExp; readonly head?: true; readonly said?: RegExp }[] = [
  {
    written: /试点(?:省|城市|地区)/g,
    head: true,
    said: /试点.{0,4}(?:省|城市|地区|地方)|(?:省|城市|地区|地方).{0,6}(?:当|是|搞|做|列入|试)试?点/,
  },
  { written: /确因[^,;。]*/g },
  { written: /尚未[^,;。]*的(?=省|地,)/g, head: true, said: /尚|没|未|空|缺/ },
  { written: /设有[^,;。]*的(?=地区)/g, head: true, said: /[设建有立].{0,24}基金/ },
  { written: /有条件的(?=[^,;。]{2})/g, head: true, said: /条件|够格|具备/ },
  { written: /有需求的(?=[^,;。]{2})/g, head: true, said: /需求|需要|用得着|想(?:要|用|做)/ },
  { written: /建设期满的/g, head: true, said: /期满|满了|满期|到期|建设期(?:一?[满过完]|结束|已)|建完|建成/ },
  { written: /业务量较大/g, head: true, said: /业务|较大|量大|做得(?:较|比较)?多|较多/ },
  { written: /一旦[^,;。]{2,6}/g, said: /一旦|发现|查出|真有|要是|如果|有问题|出(?:了)?(?:问题|状况)|毛病|不对/ },
  { written: /明显不以[^,;。]*?为目的的?/g, said: /(?:明显|明摆|显然|一看|摆明|分明|明知).{0,12}(?:不|没|非)|(?:不|没|非).{0,16}(?:明显|明摆|显然)/ },
  { written: /(?<!明显)不以使用为目的的?/g, said: /(?:不|没|未|无|非)[^,;。]{0,10}用|占着/ },
  { written: /不够健全/g, said: /(?:不|没|未)[^,;。]{0,4}(?:健全|齐|全|完善|到位|完备|成熟)|欠缺|欠|薄弱|短板|缺|有漏洞/ },
  { written: /按(?:照)?规定|依规|依法/g, said: /(?:按|照|依|据|守|合|遵|循)[^,;。]{0,8}(?:规|章|法|程序|制度)|规定|规矩/ },
  { written: /试点期间/g, said: /试点/ },
  { written: /具备实施能力的/g, head: true, said: /能力|有本事|做得(?:了|成|出)|用得(?:了|起来)|能(?:够)?(?:真正)?(?:实施|落地)/ },
  { written: /(?<=^|[,;。])财政(?:资金)?支持的/g, head: true, said: /财政/ },
  { written: /报国家知识产权局核准后/g, said: /核准/ },
  { written: /受疫情影响(?:较大)?的?/g, said: /疫情/ },
  { written: /受疫情影响较大/g, said: /[大重深狠猛]|严重|厉害|不小/ },
  { written: /接受政府委托服务的/g, head: true, said: /委托/ },
  { written: /对存在[^,;。]*?(?=的,)/g },
]

/** What a notice adds behind: it must follow what it restricts. */
export const RESTRICTIONS: readonly { readonly written: RegExp; readonly said?: RegExp }[] = [
  { written: /如确需[^,;。]*/g, said: /确(?:实|需)|真(?:有|要|需)|有必要|非.{1,4}不可/ },
  { written: /但有[^,;。、]*前景/g, said: /前景|前途|奔头|盼头|有(?:发展|希望|潜力)|能发展|潜力/ },
]

/** What narrows down whom a sentence is about; said with 企业, it may be neither dropped nor changed. */
export const QUALIFIERS: readonly (readonly [word: RegExp, same: RegExp])[] = [
  [/民营|私营|私企|民企|非公/, /民营|私营|私企|民企|非公/],
  [/国有|国企|央企/, /国有|国企|央企/],
  [/外资|外商|外企|港澳台|合资/, /外资|外商|外企|合资/],
  [/中小微/, /中小微/],
  [/中小(?!微)/, /中小(?!微)/],
  [/(?<!中)小微|微型|小型/, /(?<!中)小微|微型/],
  [/大型|大中型|规模以上|规上|龙头/, /大型|规模以上|龙头/],
  [/初创|创业(?!投)/, /初创|创业|起步|创新/],
  [/创新型|科技型|高新技术|专精特新/, /创新型|科技型/],
  [/困难/, /困难/],
  [/受疫情|疫情/, /疫情/],
  [/重点(?=企业|产业)/, /重点/],
  [/示范(?=企业)/, /示范/],
  [/出口|外贸|上市|个体|农业|制造业/, /出口|外贸|上市|个体|农业|制造/],
]
/** The qualifiers of which a notice's own may not be dropped. */
export const NARROWING = /民营|中小微|小微|中小(?!企业知识产权战略)|初创|创新型|困难|受疫情影响|重点(?=企业)/g
export const ENTERPRISE = /企业|公司|厂|商户|市场主体/

/** Who acts or is acted upon. A sentence names only those its clause names. */
export const ACTORS =
  /商业银行|开户行|银行|保险(?:公司|机构)|担保公司|法院|检察|公安|警察|税务|海关|工商|发改|科技[厅局部]|财政[厅局部]|商务[厅局部]|工信|人社|市场监管|司法|版权|著作权|律师|公证|仲裁|高校|大学|院所|研究院|协会|商会|联盟|基金(?!管理)|代理机构|评估机构|服务机构|金融机构|投资机构|中介|保护中心|援助中心|交易中心|运营中心|服务中心|审查协作中心|代办处|受理窗口|政务大厅|(?<!知识产权)服务处|保护处|促进处|审批处|运用促进司|专利局|商标局|国务院|省政府|市政府|人民政府|县|乡镇|街道|社区|村|地市|省会|副省级城市|重点城市|试点城市|示范城市|强省|中央财政|中央媒体|媒体|外国|海外|境外|国际|个人|自然人|公民|居民|学生|农民|农户|发明人|科研人员|审查员|行业协会|主管单位|市场主体|创新主体|经营者|质权人|申请人|权利人|专利(?!权人)|商标|地理标志|集成电路|实用新型|外观设计|商业秘密|植物新品种|省局|(?<!区)市局|各地(?!方)|各省|各市(?!场)|直辖市|自治区/g

/** Ways out of the conversation: never a model's to give. */
export const LINKS =
  /https?:|www\.|\.(?:com|cn|net|org|gov|top|xyz|io|me|app)(?![a-z])|@|扫码|二维码|扫一扫|点击|点此|点这里|链接|网址|加(?:我|微信|群|客服)|微信号|公众号|小程序|下载|拨打|致电|来电|热线|12345|短信|验证码|转账|汇款|打款|账户|账号|密码|qq|电话是|邮箱是|\[[^\]]*\]\([^)]*\)|<[a-z/!]/i
