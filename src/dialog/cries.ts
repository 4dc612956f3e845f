/** Hears what calls for a person or for a kind word: a wish to speak to somebody, anger at the desk, distress. */
import { line } from '../understand/line.ts'

const PERSON =
  /(?:转|换|接|找|叫|要|有没有|来个?|喊|联系|跟|和|请|安排)(?:一下|到|给我|我|一?个|一?位|你们的?|的)*(?:人工(?!智能)|真人|活人|大活人|客服(?!端)|工作人员|办事员|值班(?:员|人员)?|专员|负责人|人来?(?:跟我|和我|给我)(?:说|谈|讲|聊)|能说话的人|会说话的人)|人工(?:服务|客服|坐席|接听|处理)|有(?:没有)?(?:一?个)?(?:活人|真人)|(?:^|[，,！!。 ])人工[！!。.]*$|^(?:请|我要|给我|想|要|快)*(?:转)?人工(?:吧|啊|呢|了)?$|(?:不想|别|不要|懒得)(?:再)?(?:跟|和|让)(?:你这?个?|这个?)?(?:机器人?|机器|AI|电脑|程序)(?:说|聊|谈|讲|废话|对话)?|(?:talk|speak|chat|connect|transfer|put)(?: me)?(?: through)? (?:to|with) (?:a |an |some |the |your )?(?:real |live |actual |human )?(?:person|human|agent|officer|someone|somebody|representative|staff|operator|people)|(?:real|live|actual) (?:person|human)|human (?:please|agent|being)|(?:want|need|get me|give me) (?:a |an )?(?:human|real person|person|live agent|officer|someone real)|zhuan ?ren ?gong/i
const PERSON_STORY = /(?:已经|之前|昨天|上次|曾|去年|当时|前几天|后来).{0,14}(?:找|联系|跟|和)/
const ANGER =
  /(?:你们?|这|这个|啥|什么|破)(?:个)?(?:破|烂|垃圾|狗屁|傻|蠢|弱智|智障|烂)(?:系统|机器人?|玩意儿?|东西|程序|软件|AI|逼)|什么(?:破|烂|鬼|狗屁|垃圾|玩意)|(?:问|说|填|搞)(?:起来)?(?:个)?(?:没完没了|没完|来问?去|这么多遍|八百遍|几遍了?)|没完没了|有完没完|烦(?:死|透|不烦|人|得很|死了)|(?:太|真|好|特么|贼)(?:烦|墨迹|磨叽|啰嗦)(?:人|了|啦|死|啊|吧|$)|听不懂人话|(?:你|你们)(?:是)?(?:不是)?(?:有病|傻|聋|瞎|脑子)|(?:妈的|他妈|tmd|操你|草泥|滚蛋|滚!|^滚$|滚吧|去死|废物|混蛋|王八蛋|扯淡|放屁)|(?:不耐烦|受够了|气炸|火大|崩溃了)|(?:浪费|耽误)(?:我|大家|别人)?(?:的)?(?:时间|工夫)|我要投诉(?:你们|你|这)|投诉(?:你们|你这)|(?:刚|都|已经|早就)(?:才)?(?:跟你|给你|和你)?(?:说|讲|填|发)(?:过)?(?:了)?(?:多少|好几|八百|几百|三|两|几)(?:遍|次)|(?:useless|stupid|idiot|ridiculous|fed up|waste of time|wasting my time|damn|bullshit|wtf|piece of (?:junk|crap|garbage)|sick of (?:this|you)|how many times|this is (?:awful|terrible|a joke))/i
/** Words that make the anger somebody else's doing: it belongs to the story. */
const ANGER_AT_OTHERS = /对方|他们|侵权|人家|那家|骗子|仿|抄|假货|银行/

/** Somebody who is to call or come: a wish for a person inside a form, part of the story outside one. */
const CALL_ME =
  /(?:让|派|叫|安排|请|找)(?:个|一个|位|一位)?(?:人|工作人员|同志|老师|专员)(?:来|过来|给|跟|和|帮)?(?:我们?)?(?:打(?:个)?电话|联系|说说|讲讲|上门|回(?:个)?电话|弄|填|当面)|给我(?:们)?(?:打|回)(?:个)?电话|(?:call|phone|ring) me(?: back)?/i

export function wantsCall(raw: string): boolean {
  const text = line(raw).text
  return text.length <= 40 && CALL_ME.test(text)
}

/** …，转人工: the last words wish for it, whatever label stands before. */
const WISHED_LAST = '(?![，,。；;:：](?:请|给我|我要|帮我|麻烦|还是|快)*(?:转|接|找)?人工(?:客服|服务)?[吧。！!]*$)'
/** 证据：平台人工客服的证明: what stands behind a label is told, not wished for. */
const LABELLED = new RegExp(
  `(?<=^|[，,。；;\\n])(?:[^，,。；;：:\\n]{0,6}(?:经过|情况|事实|事情|说明|描述|证据|诉求)${WISHED_LAST}[:：](?:${WISHED_LAST}[^\\n])*|[^，,。；;：:\\n]{1,8}${WISHED_LAST}[:：](?:${WISHED_LAST}[^\\n。；;])*)`,
  'g',
)

export function wantsPerson(raw: string): boolean {
  const text = line(raw).text.replace(LABELLED, (m) => (/^(?:你好|您好|我要?|请问|客服)/.test(m) ? m : ''))
  const m = PERSON.exec(text)
  if (!m) return false
  if (text.length > 60 && PERSON_STORY.test(text)) return false
  if (/(?:不用|不要|别|先不|无需|不必)(?:再)?$/.test(text.slice(Math.max(0, m.index - 4), m.index))) return false
  return !(/[?？]|吗/.test(text) && /什么|怎么样|几点|上班|电话是/.test(text) && text.length > 20)
}

export function isAngry(raw: string): boolean {
  const text = line(raw).text
  return text.length <= 60 && ANGER.test(text) && !ANGER_AT_OTHERS.test(text.replace(/投诉你们?/g, ''))
}

const OF_DESK =
  /投诉(?:一下)?(?:你们?|您们?|贵局|这个?(?:机器人|系统|平台|客服|窗口)|客服|工作人员|办事(?:员|人员)|经办)|(?:你们?|这|服务|态度|办事|客服)[^，,。]{0,10}(?:差|不行|恶劣|糟)[^，,。]{0,4}[，,。 ]?.{0,6}投诉|complain about (?:you|this (?:bot|desk|service)|your (?:service|staff|office))/i

/** A complaint about the desk or its people, not about somebody who infringes. */
export function complainsOfDesk(raw: string): boolean {
  const text = line(raw).text
  return text.length <= 60 && OF_DESK.test(text) && !/侵权|专利|商标|假冒|仿|抄/.test(text)
}

const UPSET =
  /气死|气人|憋屈|委屈|着急|急死|急疯|愁死|愁人|发愁|睡不着|崩溃|绝望|心寒|心里堵|没招|走投无路|撑不住|活不下去|欺负|太过分|无法无天|咽不下|哭|求求|救救|冤|心疼|难受|郁闷|没脸|倒闭|发不出工资|desperate|angry|furious|upset|heartbroken|worried|frustrat|devastat|unfair|outrag|please help/i

export function isUpset(raw: string): boolean {
  return UPSET.test(line(raw).text)
}
