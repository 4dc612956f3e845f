/** Reads what the money is for: what follows 用来, 钱是…, or a clause that begins with what one does with money. */
import { line } from '../../understand/line.ts'
import { PLAIN } from './numeral.ts'
import { clauses, polish, type Told } from './story.ts'

/** What money is spent on, as a verb and what belongs to it. */
const VERB =
  '(?:购买|购置|采购|购进|购入|购(?!销)|买(?!我们|到|家|了|的|过|错|卖|单)|进(?!行|入|口|展|度|步|去|来|不|了|出|了?车)|收购|收(?!到|入|据|费|款|了|的|拾|走|尾)|新建|扩建|扩产|扩大|扩充|扩厂|扩(?!散|展会)|改扩建|建(?!议|立|平|设银行|行)|盖(?!章|州)|上(?=[^，,]{0,8}(?:设备|线|机|产能|项目|新|套|台|条))|添置|添(?!麻烦)|置办|置换|换(?=[^，,]{0,8}(?:机|设备|线|新|模具|炉|器|泵|车|锅|台|套|件))|更换|更新|升级|改造|改上|技改|技术改造|技术升级|研发|开发|搞(?=[^，,]{0,6}(?:研发|技改|生产|扩|建|设备|养殖|试验))|做(?=[^，,]{0,6}(?:研发|技改|周转|流动|大|模具|试验|推广|认证|检测))|还(?=[^，,]{0,8}(?:款|债|账|旧贷|欠|钱))|归还|偿还|支付(?!宝)|付(?=[^，,]{0,10}(?:款|费|钱|租|账|薪|工资|尾|定金))|发放|发(?=[^，,]{0,6}(?:工资|薪|奖金|工钱))|开(?=[^，,]{0,4}(?:工资|支|分店|新店|模))|(?:多)?(?:备|进|囤|压|添)(?:点|些|上)|补充|补(?=[^，,]{0,4}(?:货|流动|资金|库))|周转|资金周转|流动资金|日常经营|备货|备料|备(?=一批|[点些上]|[^，,]{0,4}(?:货|料|种|肥|苗))|囤|存货|租(?!金太)|装修|翻修|翻新|维修|修(?=[^，,]{0,6}(?:厂|库|棚|设备|路|窖))|招(?=[^，,]{0,3}(?:人|工|兵))|垫(?:付|资)?|结(?=[^，,]{0,10}(?:款|账|钱|工资|木料|材料))|铺货|引进|投产|投建|投入|增加|增添|加(?=[^，,]{0,4}(?:设备|产能|条|台|套))|种(?!类)|养(?!老)|打井|打样|安装|装(?=[^，,]{0,6}(?:线|设备|机|系统))|整(?=[几两三点台条套])|弄(?=[几两三台条套])|拓展|开拓|推广|参展|发货|换成|换(?=[一二两三四五六七八九十几])|加装|改成|把[^，,]{1,12}(?:工资|工钱|货款|钱|账|款)[^，,]{0,3}(?:发|结|付|还|清|开)|给(?:工人|员工|师傅)[^，,]{0,4}(?:开|发)|[\\u4e00-\\u9fa5]{1,4}(?:款|钱)(?:结|付)(?:了|清))'
const MONEY = '(?:这|那)?(?:些|笔|个)?(?:(?:贷|借|融)(?:来|下来|出来|到)?的?)?(?:这笔)?(?:钱|(?<!贷|借)款子?|资金|贷款(?!用途|金额|期限|额度)|款项)'
const AIM = '(?:就|呢|嘛|专门|都|全|主要|大部分|基本|是|拿|留着|用(?!途)|花|投|想|打算|准备|计划|要|先|将|会|为了?|来|去|于|到|在|给|好|作|做)'
/** 用途是…, 钱是开春买…, 拿来盖…: said outright. */
const OUTRIGHT = new RegExp(
  `(?:${MONEY}${AIM}{1,6}|(?:资金|贷款)?(?:的)?用途(?:(?:嘛|呢|么|吧|啊|方面)[，,]?)?${AIM}{0,2}|(?:是|就|都|主要|打算|准备)?(?:用来|用于|用在|用作|用做|用到|拿来|拿去|花在|投到|投在|投入到|为的是|为了))(?<what>[^，,。；;！!？?\\n]{2,60})`,
  'u',
)
/** 进铸件用, 好收玉米: a clause that is what one does with money. */
const DOES = new RegExp(
  `^(?:我们?|俺们?|咱们?|厂里|眼瞅着?|眼看着?|马上|这不|[^，,]{0,8}(?:之)?[前后](?=备|进|买|收|囤|修|换|建|盖|付|还|发)|那|然后|再|就|现在|目前|今年|明年|眼下|最近|一部分|一半|大头|剩下的?|余下的?|其余的?|另外|${AIM}|还有|开春|年底|秋天|春天|入冬|过年|急着|[\\d一二两三四五六七八九十百千万亿wk.]+(?:块钱?|元|来块?)?(?:左右)?|[\\d一二两三四五六七八九十半]+个?(?:年|月|季度)半?|${MONEY}){0,6}(?<what>(?:[给把][^，,。；;]{1,14}?(?=换|加|添|装|改|修|翻|升|建|盖|买|做|更|垫|付|交|发|结))?${VERB}[^，,。；;！!？?\\n]{0,50})`,
  'u',
)
const ENGLISH =
  /(?:the |this )?(?:money|loan|funds?|proceeds) (?:is|are|will be|would be|shall be) (?:mainly |mostly |all )?(?:used )?(?:for|to) ([^.;!?\n]{3,90})|(?:(?:it|money|loan|fund(?:s|ing)?|proceeds|cash)(?: (?:is|are|will be|would be))? (?:(?:mainly|mostly|all) )?(?:used )?(?:for|to)|(?:use(?:d)?|spend|need) (?:it|this|the (?:money|loan|funds?))? ?(?:for|to|on)|purpose(?: of the (?:loan|money))?(?: is|:)?(?: to| for)?|in order to|for|to) ((?:working capital|cash ?flow|buy|purchas|pay|expan|equip|r&d|research|build|construct|upgrad|renovat|new |raw material|stock|inventor|hir|develop|install|replac|import|cover|material|production|a new|machin)[^,.;!?\n]*)/i
const LENT = /(?:贷|借|融资|融|押|续|需要|缺|差|额度|期限|分期|利息|loan|borrow)/
const SUM = `(?:大概|约|个)?${PLAIN} ?(?:百|千)?(?:万|亿|w|元|块)(?:块钱?|元)?(?:钱|左右|上下)?`
/** Money wanted, a term, or a request at either end belongs to other slots. */
const LED = new RegExp(`^(?:(?:贷|借|融|要|需要|大概|想)*${SUM}|(?:用|借|贷|期限)${PLAIN}(?:年|个月)半?)[，, ]*`, 'u')
const TRAILING = new RegExp(
  `(?:用?的?(?:钱|款)?(?:大概|大约|约|得|要)?${SUM}$|[，,然后再]*(?:贷|借|需要|融资?|要|缺|差)(?:款)?${SUM}.*|[，,]?(?:贷款?|借款?|用|期限|分|为期)(?:是|为|大概|个)?${PLAIN} ?(?:年|个月|个季度)半?.*|(?:你|您|麻烦|请|帮)(?:们)?(?:给|帮).*|银行(?:找|选|是|想|就|我).*)$`,
  'u',
)
const NOT_SPENT =
  /^(?:还款(?:期|时间)|(?:改|换)成(?:我|俺|咱|他|她)|[哎唉哦啊嗯噢]|不对|[我俺咱]们?(?:家|厂|公司|企业)?$|[这那][桩件个份边项]|(?:想|打算)?(?:找|选|去|跟|向|从|走)[^，,]{0,6}银行|[我俺咱]们?(?:寻思|估摸|琢磨|觉得|合计|想|看)$|(?:改|换)(?:一下|下|个|成|为)?$|写错|错了|[全都]?(?:压|套|占|搭|砸|陷|扣|拖|积)(?:在|着|住|进去)|[押抵]|质押|(?:换|改)成?(?:办|做|申请|贷|融|[^，,]{2,8}银行)|(?:跟|向|找|从|给)?银行|还(?:贷|款|债)?(?:不上|不了|不起|清了|息)|周转(?:不|有|困难|紧张|吃紧|出|成|太慢|慢|问题|压力|难)|流动资金(?:不|紧|少|缺|困难|吃紧)|投入(?:大|多|太)|发(?:不|愁)|开(?:不|支大)|研发(?:了|出|的|人员|团队|四年|多年|\d)|升级(?:版|了)|更新(?:了|版)|开发(?:了|出|的|区)|种(?:了|的|植大户)|养(?:了|的|殖户)|建(?:了|的|成)|盖(?:了|的)|扩(?:了|过)|投入(?:了|的|不)|发(?:了|过)|收(?:购商|上来)|进(?:价)|租(?:的|了)|上(?:了|过)|增加了|安装了|推广了|装修公司)/u

/** 用途|这栏不想填: it is left out. */
const LEFT_OUT =
  /^(?:这|那)?一?[个项栏条块]?(?:我们?|就|也|都|先|还|暂时|可以|能)*(?:不(?:想|愿|打算|方便|便|填|写|说|提供)|没(?:啥|什么|想|定)|跳|略|空[着下]|免[了填])/u

function trimmed(said: string): string {
  return polish(
    said
      .replace(LED, '')
      .replace(TRAILING, '')
      .replace(/(?:的(?:贷款|资金|钱))?(?:用的|用)?(?:的|吧|啊|呢|呗|了|哈|嘛|就行|就够|就够了|这块儿?|方面|,)*$/u, ''),
  )
}

/** @param asked then whatever begins like spending will do; `sure` where it was said outright what the money is for. */
export function readPurpose(raw: string, asked: boolean): (Told & { readonly sure: boolean }) | null {
  const whole = line(raw)
  const all = clauses(whole.text)
  const seen: (Told & { readonly sure: boolean })[] = []
  for (const [i, c] of all.entries()) {
    const outright = OUTRIGHT.exec(c.text)
    const does = DOES.exec(c.text) ?? inner(c.text)
    const english = ENGLISH.exec(c.text)
    const said = outright?.groups?.what ?? does?.groups?.what ?? english?.[1] ?? english?.[2]
    if (said === undefined) continue
    const what = trimmed(said)
    if (
      what.length < 2 ||
      NOT_SPENT.test(what) ||
      LEFT_OUT.test(what) ||
      /^[\d.\s]|^[一二两三四五六七八九十半百千]+个?(?:年|月|季|百|千|万|亿)|^(?:专利|知识产权|商标|商標)?(?:质押|抵押|贷|借|融资)|(?:没定|没想好|跳过|不知道|不清楚|随便)$/.test(
        what,
      )
    )
      continue
    if (!outright && !asked && !english && /专利(?!权?费|年费)|商标|知识产权/.test(c.text) && !LENT.test(c.text.slice(0, c.text.indexOf(said)))) continue
    const lead = Math.max(0, said.indexOf(what.slice(0, 2)))
    const at = c.start + c.text.indexOf(said) + lead
    const place = whole.at(at, Math.min(c.end, at + what.length))
    // 买两台贴片机，再付一部分原料款: what goes on in the same manner belongs to it.
    let text = whole.at(at, Math.min(c.end, at + what.length)).text
    let end = place.end
    for (let j = i + 1; j < all.length; j++) {
      const next = all[j] as (typeof all)[number]
      const more = /^(?:再|还|还有|另外|顺便|以及|和|一部分|一半|剩下的?|余下的?|其余的?)?/.exec(next.text) && DOES.exec(next.text)
      const led = (more?.groups?.what && trimmed(more.groups.what)) || ''
      if (led.length < 2 || NOT_SPENT.test(led) || /^(?:贷|借)/.test(next.text.trim())) break
      text = `${text}，${trimmed(whole.at(next.start, next.end).text)}`
      end = whole.at(next.start, next.end).end
    }
    seen.push({ start: place.start, end, text: polish(text), sure: outright !== null || english !== null })
  }
  return seen.find((s) => s.sure) ?? seen.toSorted((a, b) => b.text.length - a.text.length)[0] ?? null
}

/** 想贷三百万进一批钢材: spending told right behind the sum. */
function inner(text: string): RegExpExecArray | null {
  const lent = new RegExp(`(?:贷|借|融|要|需要|缺|差|申请)[^，,]{0,8}?${SUM}(?<what>(?:想|打算|准备|用来|拿来|去|好|是|来|主要)*${VERB}.{0,50})`, 'u').exec(text)
  return (
    lent ?? new RegExp(`(?:贷点?款|借点?钱|借[点些]|贷[点些]|融资|贷点?钱|贷些?款|弄点钱|整点钱)(?:去|来|好|用来|想|用于|打算)?(?<what>${VERB}.{0,40})`, 'u').exec(text)
  )
}
