/** Whether a message does nothing but agree, to the notice or to sending what was shown, in whatever words. */
import { line } from '../understand/line.ts'
import { ordered } from '../understand/typos.ts'
import { clauses } from './values/story.ts'

const MARKS = /[\s\p{P}\p{S}]/gu
const QUESTION = /[?？]|(?:吗|么)\s*[。.!！]*$/
/** Words around an agreement that neither add to it nor take from it. */
const AROUND =
  /我们?|俺们?|咱们?|你们?|您|大家|这[回次下里边个件份些]?|那[个件份些]?|第[一二三四五\d]+[件份个项]|信息|资料|数据|内容|材料|情况|申请|登记|表格?|单子|以上|上面|上述|全部|所有|一切|都|全|也|就|请|麻烦|劳驾|帮忙?|给|吧|了|啦|的|呢|啊|呀|哈|嘛|呗|哦|噢|喽|哒|滴|嗯|哎|唉|看过|核对|核实|检查|过|一?遍|完毕?|同志|老师|师傅|领导|大[哥姐]|谢谢|多谢|感谢|辛苦|现在|马上|赶紧|直接|立即|上去|过去|出去|上|着|去|来|很|挺|可|那|就这样|这样|这么办|不用改|不改|没有?(?:什么)?要改|别的不变|其他不变|i|we|you|it|that|this|is|are|all|everything|the|please|now|thanks?|thank you|so|and|then|just|as|here|looks?|s/gi
const SENDS =
  /确认|确定|提交|递交|上报|上交|交上去|交吧|交了吧|报上去|报吧|递上去|发出去|发过去|发吧|送出去|没问题|没毛病|没错|没差|没意见|没有问题|无误|正确|准确|齐全|对头|对得上|妥|confirm(?:ed)?|submit|send|go ahead|correct|right|fine|good|yes|yeah|yep|sure|okay|ok/gi
const RIGHT = /对|是|好|行|中|成|可以|齐|赶紧的?|快点儿?|麻溜儿?的?/g

/** 对着呢，提交吧；everything is correct, please submit: right as it stands, and nothing else is said. */
export function assents(raw: string): boolean {
  const said = spoken(raw)
  if (said.length > 48 || QUESTION.test(said)) return false
  const rest = said.replace(MARKS, (m) => (m === ' ' && /[a-z]/.test(said) ? ' ' : '，'))
  const sent = rest.replace(SENDS, '')
  if (sent === rest) return false
  return (
    sent
      .replace(AROUND, '')
      .replace(RIGHT, '')
      .replace(/[，\s]/g, '') === ''
  )
}

/** An order to send, in a message that changes nothing; whoever calls has seen that it brings no value. */
const ORDERS =
  /确认|提交|递交|上报|报上去|报了吧|交上去|交了?吧|递上去|发出去|发过去|发了?吧|送出去|送上去|办了?吧|报送|呈报|呈送|转呈|报出|报批|送审|受理|属实|交[咯啦了]|[递报送]吧|往上[送报递交]|上传|发走|发送|送件|走流程|(?:就)?(?:照|按)(?:着)?(?:这个?|此|这份|你写的|您写的|这样)(?:办|来|报|送|登记|走|交)|就它了|que ?ren|file it|ship it|forward it|please send|no changes|verify the above|accurate|confrim|perfect|交$|就(?:这么|这样|按这个|照这个)(?:报|办|交|来|定|弄|填|提|写|登)|没问题|没毛病|没错|无误|都对|全对|对了|正确|齐了|submit|confirm|send it|go ahead|all (?:good|correct|right|set)|looks (?:good|right|fine)|(?:is|are) (?:correct|right|fine)/
const BENIGN =
  /(?:按|照|用|以)(?:着|照)?(?:我们?|刚才|刚刚|上面|现在|这次|新|最后)*(?:改|换|更正|修改|订正|核对)(?:过|好|完|后|了|定)+(?:的|之后的)?(?:来|为准|内容|信息)?|没(?:有)?(?:(?:什么|啥|哪儿?里?|哪[处点]|别的|其他的?|任何|地方|东西|一[处点])+(?:好|要|需要|可|用|得|想|能|该|再|值得)*|(?:好|要|需要|可|用得着|想|该|值得))(?:改|动|变|补|加|添|挑|修改|更改|改动|更正|变动|变更|补充|调整)(?:动|正)?(?:的?(?:地方|之处|内容)|的)?了?|没(?:有)?改的(?:地方)?了?|(?:无需|无须|不必|不需要?|用不着)(?:再)?(?:做)?(?:改动?|修改|更改|更正|变动|调整|补充)(?:什么|啥|任何)?了?|没(?:有)?(?:遗漏|缺|漏)(?:的|什么)?|(?:就)?先这样|再(?:看|核对|检查|核实)(?:了|过)?(?:一|两|几)?遍|没(?:有)?(?:其[他它余]的?|别的)(?:要(?:改|补充|说|动)的?)?了?|没(?:有)?(?:什么|啥|别的|其他的?)?(?:要|需要|可|地方)(?:改|补充|说|变)的?|没(?:有)?(?:什么|任何)?(?:问题|差错|错误|出入|纰漏|偏差|错|毛病|意见|差|别的|啥|要改|需要改|需要补充)(?:的|了)?|(?:一处|一点儿?|半点儿?|啥|什么|任何|丁点儿?)?(?:毛病|问题|差错|错误|出入|错处?)(?:都|也)?没(?:有)?(?!处)|不用(?:再)?改了?|不改了?|不变|不再改|(?:别的|其余|其他|其它|剩下的?|余下的?)(?:的|都|就)*不(?:变|改|动)了?|(?:改|换|补|填|写|核)(?:对|好|齐|完|妥|过来)了|(?:一个字|一点儿?)?(?:都)?不(?:用|必|须|需要?)(?:再)?(?:动|改)(?:了)?|一点儿?(?:都)?不差|没跑儿?|木有(?:错|问题|毛病)|没假|(?:刚才|之前|先前)看错了|不改了|没错|改天(?![^，,。]*(?:确认|提|递|交|报|发|送|办|填|改|弄|说|看))[^，,。]*|nothing else|no (?:changes?|problems?|issues?|mistakes?)|(?:回|次)(?:没|不会)错/g
const DOUBTS =
  /几(?:个|天)|除(?:了|[^，,。]{1,8}(?:外|之外))|啥|什么|暂|缓|尚|待(?=[^，,。]{0,6}(?:审|定|批|核|看))|不|别(?!的)|没|先(?!生)|再|等(?!你|您)|改|但|可是|如果|要是|假如|[?？]|吗|换|错|能不能|是不是|怎么|啥时候|什么时候|多久|几天|撤|取消|(?<![a-z])(?:not|don't|but|wait|change|before|if|when|how|cancel)(?![a-z])/

const LONGEST = { han: 60, other: 120 } as const

/** 没得问题 is 没问题 in Sichuan. */
function spoken(raw: string): string {
  return ordered(line(raw).text)
    .replace(/[布步部卜](?=同意|统一|同义|统意)/g, '不')
    .replace(/没得(?=问题|错|毛病|意见|说|差|啥)/g, '没')
}

export function orders(raw: string): boolean {
  const said = spoken(raw)
  return (
    said.length <= LONGEST[/\p{Script=Han}/u.test(said) ? 'han' : 'other'] && clauses(said).some((c) => ORDERS.test(c.text)) && !DOUBTS.test(said.replace(BENIGN, ''))
  )
}

/** 侵权方不清楚，证据也没有，就这样提交: the last words are the order, whatever was left open before. */
export function ordersLast(raw: string): boolean {
  return orders(clauses(spoken(raw)).at(-1)?.text ?? '')
}

const AGREES =
  /同意|愿意|乐意|情愿|接受|授权|答应|应允|允许|准许|准予|许可|认可|点头|配合|(?:没|无)(?:有)?(?:二话|说的|意见|异议|啥怕的|什么怕的)|不反对|尽管用|放心用|随便用|该用就用|(?:拿去|拿走|留着|收着|存着)(?:用|使|吧|就)|(?:给|让|由)你们?(?:用|使|记|登|收|存)|你们?(?:就)?(?:用|使|记|登|收|存|留)(?:着|下|上)?(?:吧|就是|好了|得了)|可以(?:给你们)?(?:使用|用|收集|收|记录|记|登记|登|存|留)|(?:按|照)(?:规定|章|上面|说的)(?:用|使用|办|登记|收)|agree|consent|accept|permission|permit|authori[sz]e|you may use/
/** An agreement that is somebody else's, missing, wished for, or a condition: 未经我们同意, 老板同意了再说. */
const NOT_MINE =
  /的话|一部分|部分(?=同意)|得[^，,。]{1,6}(?:点头|同意|批)|不(?!反对)|没(?!有?(?:二话|说的|意见|异议|啥怕|什么怕|问题|事))|[未别勿莫]|无(?!异议|意见|二话)|经(?!理|办|营)|征得|如果|要是|假如|除非|才|以后|之后|再说|是否|谁|他|她|对方|名叫|姓名|叫[^，]{0,3}同意|(?<![a-z])(?:not|don't|if|unless|without|refuse|can't|cannot|never|until|before)(?![a-z])/
const ALLOWS =
  /可以的?|准了?|登记吧|记吧|用吧|收吧|记吧|存吧|留吧|办吧|来吧|开始吧|行|好|中|成|没问题|没意见|没毛病|没事|妥|没得说|随便用|放心用|yes|yeah|yep|sure|ok(?:ay)?|fine|go ahead|may use|can use|no problem|of course|certainly|all right|alright/g
const ALLOWING =
  /继续|开始|使用|收集|采集|登记|记录|留着?|用|收|记|存|拿去|该咋用咋用|咋用都|怎么用|看着|随便|放心|个人|企业|公司|厂里?|办|弄|整|接着|no|may|can|use|our|my|information|data|with|me|us|of|to|do|collect|keep|for/g

/** 我同意，顺便问一下…？ The question stands beside the agreement; 同意的话，几天能好？ makes it a part of the question. */
const ASIDE =
  /^\s*(?:那就|那|不过|就是|但|还有|对了|哎|诶)?[，,]?\s*(?:我|咱|俺)?(?:们)?(?:再|就|也|还|想|要|多)*(?:顺便|顺带|顺嘴|插一?句|另外|请问|请教|打听|咨询|了解|问|by the way|just asking|one question)/
function asked(later: readonly { readonly mark: string }[]): boolean {
  return later.some((c) => /[?？]/.test(c.mark))
}

/** 那我同意了: the word itself, said for oneself in a clause of its own. */
export function agrees(raw: string): boolean {
  const said = spoken(raw)
  const parts = clauses(said.replace(/(?<=[a-z])[.](?=\s|$)/g, '，'))
  const outright = parts.some(
    (c, i) =>
      !(asked(parts.slice(i + 1)) && !/[。；;！!\n]/.test(c.mark) && !ASIDE.test(parts[i + 1]?.text ?? '')) &&
      AGREES.test(c.text) &&
      !OTHERS.test(c.text) &&
      !NAMED_ONLY.test(c.text) &&
      !NOT_MINE.test(c.text) &&
      c.text.length <= (/\p{Script=Han}/u.test(c.text) ? 26 : 70) &&
      !QUESTION.test(c.text + c.mark),
  )
  return (outright || PASSED_ON.test(said) || NOTHING_AGAINST.test(said)) && !HALF.test(said) && !refuses(raw)
}

/** 邻居同意让出半米地, 银行不同意展期: what somebody else agreed to. */
const OTHERS =
  /(?:发改委|政府|部门|法院|局里|高校|学校|大学|院校|研究所|员工|职工|邻居|甲方|乙方|房东|银行|行里|对方|侵权|人家|发明人|设计人|作者|合伙人|股东|供应商|厂家|亲戚|朋友|爱人|媳妇|老公|老婆|对象|家里|孩子|儿子|闺女|父母|总部|上级)(?!和我|跟我|与我|也|都|说|表示|商量)[^，,。；;\s我俺咱]{0,8}(?:同意|答应|允许|准许|点头|授权|愿意)|(?<![a-z])(?:inventor|bank|landlord|partner|neighbou?r|employee|supplier|they|he|she)s? (?:has |have |had )?(?:agreed|consented|agrees?|approved)/
/** 同意书, 同意是啥意思: the word and no agreement. */
const NAMED_ONLY = /同意(?:书|函|立项|调|让|延期|展期|过|完)|同意(?:二字|这俩字)?(?:是|指|算|代表)(?:啥|什么|哪)|敢不同意/

/** 同意，但电话别给别人; 等老板回来再说: agreed in part, on a condition, or not yet. */
const HALF =
  /的话|但(?!凡|愿)|不过(?!是)|可是|只(?:同意|能同意|给|记)|如果|要是|假如|除非|前提|只要|一部分|部分(?:同意|可以)|(?:商量|考虑|想想|琢磨|掂量)(?!了|过|好|完|妥|清楚|来着)|等(?:我|他|她|老板|厂长|经理|会儿|一下|一等|明天|法人)|再(?:说|看|定|议|决定|答复|回|点头|同意)|先(?:保证|承诺|说清|讲清|解释)|先(?:看|等|别|不|想|让我|问问)|得(?:先)?[^，,。]{1,8}(?:点头|批|同意|签字|说了算)|应该(?:可以|行|同意|会同意)|可能|也许|大概|(?<![a-z])(?:but|if|unless|until|only (?:if|when)|provided|as long as|however|let me (?:ask|check|think)|maybe|probably|not sure)(?![a-z])/

/** Somebody else types for whoever it is about: 他在旁边呢，他说同意. */
const PASSED_ON =
  /^(?:[^，,。；;?？]{0,12}[，,])?(?:他们?|她们?|老板|我?爱人|厂长|经理|领导|企业|本人|单位|公司)(?:那边)?(?:也|就|都)?(?:(?:说|表示|讲|点头)(?:了|他们?|她们?|也|都|可以|，|,)*)?(?:同意|愿意)(?:了|的|啊|呢)?[。.!！]*$|^[^?？不没未]{0,24}[：:，,]\s*(?:我?同意|agree)[。.!！]*$/

/** 行啊同意这有啥不同意的, 那必须同意啊不同意咋办事: asked of oneself, it refuses nothing. */
const RHETORICAL =
  /(?:(?:有|没)(?:啥|什么|嘛)(?:可|好)?|咋(?:能|会)?|怎么(?:能|会)?|哪(?:能|会)|谁|为什么|干嘛)不(?:能|可|会)?(?:同意|愿意|行|可以|放心)[的呢啊]*|(?<=(?:同意|愿意).{0,4})不(?:同意|愿意)(?:[^，,。；;]{0,2}(?:咋|怎么|哪|能行|还能)[^，,。；;]*|(?=$|[，,。的]))/g
/** 同意没说的, 同意同意该咋用咋用我这没啥怕人的: who begins with the word itself has agreed, unless a condition comes with it. */
const AGREES_FIRST =
  /^(?:中|行|好|成|可以|可|嗯|哦|噢|啊|呀|吧|的|了|嘞|哈|那|就|也|都|我们?|俺们?|咱们?|必须|当然|肯定|自然|完全|没问题|没事|[\s，,。！!、])*(?:同意|愿意)(?!不|吗|么|与否|书|之|以|才|再)/
const CONDITION =
  /的话|多久|几天|一部分|部分|有条件|得[^，,。]{1,6}(?:点头|批|定|说了算)|出差|但(?!凡)|不过|可是|如果|要是|除非|之前|才(?:能|可以|行)|再说|再看|以后|等(?:我|他|老板|会|一)|谁|吗|[?？]|商量|考虑|问问|(?<![a-z])(?:but|if|unless|until|before)(?![a-z])/

/** 开整, 尽管记, let's begin: to go on is what is said, and nothing against it. */
const GOES_AHEAD =
  /开整|走起|开(?:始)?(?:吧|填|登|弄|整)|开始$|往下(?:走|进行|填|办)|(?:请)?继续(?:吧|登记|填|办|下去)?(?=$|[，,。！!])|来吧|(?:尽管|随便|放心|任|都?依|随)(?:你们?|您们?)?(?:随意|便)?(?:记|登记|登|用|使|存|收|填|办|弄|$)|记(?:上|着)?(?:就是|吧|嘛|呗)|应了|赞成|我认|欧了|阔以|莫得(?:问题|意见)|要得|得行|得嘞|准了|这有啥不|那必须的|tong ?yi|(?:fine|ok|okay|good|works|yes)(?:,)? (?:by|with|for) (?:me|us)|works for me|let'?s (?:begin|start|go)|lets (?:begin|start|go)|ask away|approved it|i arg+ee/
/** Agreement to the notice before a form: outright, or a message of nothing but allowing words. */
export function consents(raw: string): boolean {
  const said = spoken(raw)
  if (agrees(raw)) return true
  if (AGREES_FIRST.test(said) && !NAMED_ONLY.test(said) && !CONDITION.test(said.slice(0, 40)) && !refuses(raw)) return true
  if (said.length > 48 || QUESTION.test(said)) return false
  if (
    said.length <= 30 &&
    GOES_AHEAD.test(said) &&
    !CONDITION.test(said) &&
    !declines(raw) &&
    !/[不没别未](?!啥|什么|问题|意见|反对)/.test(said.replace(RHETORICAL, '').replace(/这有啥不[^，,。]*|没啥怕[^，,。]*/g, ''))
  )
    return true
  const rest = said.replace(MARKS, (m) => (m === ' ' && /[a-z]/.test(said) ? ' ' : '，')).replace(/[，\s]*$/, '')
  const allowed = rest.replace(ALLOWS, '')
  return (
    allowed !== rest &&
    allowed
      .replace(ALLOWING, '')
      .replace(AROUND, '')
      .replace(RIGHT, '')
      .replace(/[，\s']/g, '') === ''
  )
}

/** 你们要先问同不同意: either way is spoken of. */
const WHETHER = /同不同意|愿不愿意?|接不接受|答不答应|同意(?:还是|或者?)不同意|同意与否/g
const NOTHING_AGAINST = /(?<![a-z])no objections?(?![a-z])|没(?:啥|什么|有)?(?:可)?不(?:同意|愿意|行|可以)|(?:没|无)(?:有)?异议/
const REFUSES =
  /(?:不|没法|不能|不想|不会|不太|拒绝|没)(?:再)?(?:同意|愿意|接受|授权|答应|允许)|(?:不想|不愿意?|不肯|不敢|不会|不能|不让|不许|不准|不|别)(?:随便|乱)?(?:让|把|叫)?(?:你们?|人|别人)?(?:给|留|交|提供|透露|泄露|登记|存|记|收集|采集|拿|用|要)(?:着|下|走)?(?:你们?|我们?的?|我的|俺们?的?|这些|个人|企业|公司|家里)*(?:信息|资料|电话|隐私|底细|数据|东西)|(?:信息|资料|电话|隐私)(?:我|我们|俺|就|可)*(?:不|别)(?:能|想|会|敢|愿意?)?(?:给|留|交|提供|存|记)|(?<![a-z])(?:do not|don't|won't|not) (?:agree|consent|accept|want you to)/

/** 没门儿, 不中，不能给恁记: a no to the notice, in words that elsewhere may be about anything. */
const DECLINES =
  /(?:^|[，,。！! ])(?:我|俺|咱|本企业|本公司|我们|俺们|可|那|坚决|坚持|选)*(?:不(?:登|整|中|行|成|给|予|了|批准|乐意|愿|干|要|信|记|能给|能外传|想让|让)|信不[着过]|反对|拒绝|拉倒|免谈|没门|选?否$|不能|别(?:收集|记|存|登|用|碰|收)|隐私[^，,。]*不|bu ?tong ?yi|nope|no way|恕(?:难|无法|我)|谢绝|请?勿(?:记|存|留|收)|想都别想|(?:不许|不准|别|不要)(?:给我|再|替我)?(?:记|存|留|写|登)|(?:我|反正|还是)不(?:想)?(?:留|记|登记|弄这个)|不想留|不记了|no[,.!]|don't (?:store|keep|record|save))/
const EITHER_WAY = /会(?:咋|怎|有啥|有什么)|还是(?!不|算)|能不能|可不可以|行不行|好不好|只(?:记|登|存|留)|咋样|怎么样|为什么|为啥|先(?!生)|明天|回头|等/

/** Heard where the notice waits for an answer, and nowhere else. */
export function declines(raw: string): boolean {
  const said = spoken(raw).replace(RHETORICAL, '').replace(WHETHER, '')
  return (
    said.length <= 40 &&
    DECLINES.test(said) &&
    !QUESTION.test(said) &&
    !CONDITION.test(said) &&
    !EITHER_WAY.test(said) &&
    !/不(?:同意|愿意)?(?:的)?(?:问题|是问题)/.test(said)
  )
}

export function refuses(raw: string): boolean {
  const said = spoken(raw).replace(RHETORICAL, '').replace(WHETHER, '')
  if (QUESTION.test(said) || OTHERS.test(said) || NAMED_ONLY.test(said) || EITHER_WAY.test(said) || /如果|要是|假如|万一|(?<![a-z])if(?![a-z])/.test(said)) return false
  return (
    REFUSES.test(said) &&
    !/没(?:啥|什么|有)?(?:可)?不(?:同意|愿意)|不是不(?:同意|愿意)|(?:原来|刚才|之前|本来|开始)[^，]{0,6}不(?:同意|愿意|想)|未经|没经|从来没|从未|没(?:有)?(?:授权|允许|同意|许可|准许)过/.test(
      said,
    )
  )
}
