/** What kind of thing a message asks for, told from its frame: money, a term, a telephone, who is responsible, the whole clause … */
import type { Clause } from '../corpus/notice.ts'

export type Asked =
  | 'responsible'
  | 'contact'
  | 'original'
  | 'count'
  | 'validity'
  | 'fee'
  | 'rate'
  | 'amount'
  | 'address'
  | 'material'
  | 'procedure'
  | 'names'
  | 'statistics'
  | 'when'
  | null

const FRAMES: readonly (readonly [Exclude<Asked, null>, RegExp])[] = [
  [
    'validity',
    /有效期|还有效|(?:还|是否|是不是)(?:有效|管用|算数|作数)|失效|废止|作废|过期|被取代|最新版|still (?:in force|valid|effective|apply|applies|good)|repealed|superseded|in effect|out of date|how long .{0,60}(?:valid|in force|effective)\b|(?:period|term|duration) of validity|^(?!.*\b(?:deadlines?|time limits?|periods?|rights?)\b).*\bexpired?\b/,
  ],
  ['original', /原文|全文|整条|完整(?:内容|条文)|原话|一字不[差漏]|whole (?:clause|article|text)|full text|original text|word for word|verbatim|exact wording|yuan ?wen/],
  [
    'responsible',
    /谁(?:来)?(?:负责|管|牵头|主管|干|落实|承担|办)|(?:哪个|哪些|什么|啥|几个)(?:责任)?(?:部门|处室|处|单位|机构|科室|局)|归(?:谁|哪|哪个|什么|啥)|边个|边间|责任(?:部门|单位|处室|主体)|哪儿管|哪里管|找(?:谁|哪个|哪家|什么部门)|who(?:'s| is| are) (?:responsible|in charge|tasked)|responsible (?:department|body|office|for)|(?:which|what) (?:department|office|division|bureau|authority|government body)|in charge of|who (?:handles|deals with|looks after|takes care of|oversees|supervises)|shei fuze|guishei/,
  ],
  ['count', /(?:一共|总共|共|到底)?(?:有)?(?:几|多少) ?(?:条|项|点|款)(?!件)|how many (?:articles|items|measures|clauses|points|sections)\b/],
  ['contact', /电话|座机|热线|手机号|联系(?:人|方式)|邮箱|邮件地址|微信号|公众号|\b(?:tele)?phone\b|\bhotline|\be-?mail|\bcontact/],
  ['rate', /利率|利息|年化|几个点|贴息(?:比例|率|多少)|担保费率|保费率|费率|interest rates?\b|rate of interest|premium rate|insurance premium|per annum/],
  [
    'fee',
    /(?:多少|几多)(?:钱|银)|收费|收唔收|使唔使(?:畀|俾|比)?钱|费用|要交钱|交多少|官费|价格|报价|花多少|几块钱|免费吗|要钱不|要钱吗|\bfees?\b|\bpric(?:es?|ing)\b|(?<!\b(?:in|take) )\bcharge[sd]?\b|\b(?:how much|what|any|much|it|does|do)\b.{0,40}\bcosts?\b|^costs?\b|how much (?:does|do|is|to|will|would)\b|have to pay\b/,
  ],
  [
    'amount',
    /(?:多少|几多)(?:万|亿|元|资金|补贴|奖励|额度)|额度|贷多少|能贷|最高(?:能|可)|上限|补多少|奖多少|几万|how much(?! time)|\bmaximum\b|how (?:large|big)\b|\bceiling\b|upper limit/,
  ],
  [
    'address',
    /地址|喺边|边度|在哪(?!条|份|个文|一条|里写|里说|里提)|什么地方|怎么走|几楼|坐几路|办公地点|\baddress\b(?! (?:the|this|these|our|to)\b)|\bwhere(?:'s| is| are)\b(?!.{0,80}\b(?:written|stated|said|mentioned|provided)\b)|\blocat(?:ed|ion)\b|(?:opening|office|business|working) hours/,
  ],
  [
    'when',
    /几号|几月|(?:几|多少|几多) ?(?:个)? ?(?:工作日|小时|钟头|天|日|周|星期|礼拜|月|时间)|几时|几耐|多快|哪(?:一)?[天年]|(?:什么|啥|哪个|哪)(?:时候|时间|日子)|何时|几点|截止|期限|多久|多长时间|几天|哪月|(?:^|[^a-z ] ?|\b(?:and|or|but|by|since|until|till|from|know|me|ask|exactly|so|also|please|about) )when\b|\bdeadline|how (?:long|fast|soon|often|quick(?:ly)?|frequently|much time)\b|how many (?:\w+ )?(?:hours|days|weeks|months|years|times)\b|(?:by |in |within |at )?(?:what|which) (?:date|day|month|year|time|period)\b|turnaround|time ?frame|time ?line|processing time|due date|latest date/,
  ],
  [
    'material',
    /材料|表格|申请表|证件|带什么|准备(?:什么|啥|哪些)|下载|模板|\b(?:documents?|papers|materials) (?:do|are|is|must|should|needed|required|to (?:bring|submit|prepare))\b|(?:which|what) (?:documents?|papers|materials)\b|\bforms? (?:do|to|must|are|is|needed|required)\b|(?:application|official|blank|which|what) forms?\b(?! of)|paperwork|\btemplates?\b|(?:what|which) .{0,12}(?:bring|prepare|hand in)\b|\bdownload\b/,
  ],
  [
    'procedure',
    /流程|步骤|怎么办理|怎么申请|如何申请|咋申请|点样?(?:申请|办|搞)|怎么报名|手续(?:怎么|咋|如何)|怎么操作|在线(?:入口|办理入口)|网址|链接|how (?:do|can|to|should|must|would|does) (?:i |we |one |you |(?:a|my|our) (?:company|firm|client) )?(?:apply|file|sign up|enrol|go about|proceed|start|submit)\b|\bprocedures?\b|\bsteps\b|step by step|\blinks?\b|\bweb ?(?:site|page)s?\b|\burl\b/,
  ],
  [
    'names',
    /(?:哪|那)(?:几)?家|名单|叫什么名字的(?:银行|公司|机构)|具体(?:银行|机构|企业|公司)|有哪些银行|(?:工商|建设|农业|中国|交通|招商|盛京|大连|锦州|辽沈|浦发|中信|光大|民生|兴业|平安|邮储)银行.{0,12}(?:吗|不|么)[?？]?$|(?:does|do|can|will) (?:icbc|ccb|bank of (?:china|dalian|communications)|(?:shengjing|agricultural|construction) bank)\b|(?:which|what) (?:banks?|lenders?|insurers?|insurance compan\w+|law firms?)\b|list of|names? of (?:the |some |any )?(?:banks?|companies|firms|insurers?)/,
  ],
  [
    'statistics',
    /(?:办|做|发|查|培训|援助|登记|受理|处理)了多少|完成(?:了)?(?:没|多少)|实际|统计|效果怎么样|结果(?:如何|怎么样)|达标了|how many .* (?:were|was|have been|has been|have (?:they|you|we)|did)\b|\bso far\b|statistics|success rate/,
  ],
]

/** The kinds in a fixed order, for judgement. */
export const KINDS: readonly Exclude<Asked, null>[] = [
  'validity',
  'original',
  'responsible',
  'count',
  'contact',
  'rate',
  'fee',
  'amount',
  'address',
  'material',
  'procedure',
  'names',
  'statistics',
  'when',
]

/** Whether a clause states anything of the kind asked for; null where its text cannot tell. */
export function holds(clause: Clause, asked: Asked): boolean | null {
  switch (asked) {
    case 'when':
      return clause.facts.some((f) => f.kind === 'date' || f.kind === 'limit' || f.kind === 'frequency')
    case 'contact':
      return clause.facts.some((f) => f.kind === 'contact')
    case 'responsible':
      return clause.charges.length > 0
    case 'amount':
    case 'statistics':
      return clause.facts.some((f) => f.kind === 'figure')
    case 'fee':
      return /免费|收费|减缓/.test(clause.text)
    case 'validity':
    case 'address':
    case 'rate':
      return false
    default:
      return null
  }
}

/** The first frame that fits, most telling first. */
export function readAsked(normal: string): Asked {
  return FRAMES.find(([, frame]) => frame.test(normal))?.[0] ?? null
}

/** What the notices do not state, in the asker's words. */
export const MISSING: Record<Exclude<Asked, null>, readonly [zh: string, en: string]> = {
  validity: ['有效期或是否已废止', 'how long it is in force or whether it was repealed'],
  original: ['这部分原文', 'that text'],
  responsible: ['由谁具体负责', 'who exactly is responsible'],
  count: ['这个数目', 'that number'],
  contact: ['这里问的联系方式', 'that contact'],
  rate: ['利率或费率', 'interest or premium rates'],
  fee: ['收费标准', 'fees'],
  amount: ['具体金额或额度', 'that amount or limit'],
  address: ['地址', 'an address'],
  material: ['所需材料或表格', 'the documents or forms needed'],
  procedure: ['具体办理步骤或网址', 'the steps or a link'],
  names: ['具体名单', 'names'],
  statistics: ['实际办理数量或结果', 'figures of what was done'],
  when: ['具体时间', 'a date or period'],
}
