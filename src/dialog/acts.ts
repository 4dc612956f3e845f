/** What a message does, apart from the values in it: a command, a yes, a no, a question, a greeting, a cry. */

import { line } from '../understand/line.ts'
import { assents, ordersLast } from './assent.ts'

export type Act =
  | 'cancel'
  | 'pause'
  | 'resume'
  | 'restart'
  | 'skip'
  | 'none'
  | 'unknown'
  | 'later'
  | 'why'
  | 'what'
  | 'back'
  | 'help'
  | 'erase'
  | 'agree'
  | 'refuse'
  | 'yes'
  | 'no'
  | 'hesitant'
  | 'done'
  | 'greeting'
  | 'thanks'
  | 'wrong'

/** Small words around a command; they change nothing. */
const BEFORE =
  "(?:算了吧?|那就|那么?|嗯|哦|噢|啊|呃|额|唉|哎呀?|好的?|行|请|麻烦|劳驾|帮我|帮忙|给我|我们?|我司|俺们?|咱们?|本人|想要?|要|先|还是|就|你们?|您|现在|这个|这[件份单笔张](?:事情?|申请)?|这一?项|这一?条|这题|确定|确认|真的?|确实|暂时|目前|直接|都|也|可以|能|可能|已经|全部?|信息|申请|统统|please|i|we|i'd like to|i want to|want to|let's|let us|just|ok|well|then|the|can you|could you|to|so) ?"
const AFTER =
  '(?: ?(?:吧|了|啦|的|呢|哈|呀|嘛|啊|哦|喽|咯|谢谢你?|谢了|多谢|一下|申请|办理|登记|这个|这项|这一项|这题|本次|此次|它|再说|哎|亲|各位|老师|同志|领导|for now|please|it|this|this one|that|then|thanks?|thank you|now|here|the (?:request|application|form|whole thing)|my (?:request|application)))*'

const whole = (core: string) => new RegExp(`^(?:${BEFORE})*(?:${core})${AFTER}$`)

const CANCELS = whole(
  "撤回|撤回来|撤了|撤掉|确认撤回|取消|取消掉|不办理?|不弄|不申请|不搞|不想(?:办|弄|申请|搞|维权|贷|融资)|不维权|不贷款?|不融资|放弃|作废|撤销|终止|退出|结束|不用(?:办|申请|弄)|不需要(?:办|申请)?|不(?:再)?追究|别办|cancel|quit|exit|abort|give up|drop it|call it off|withdraw|stop the (?:request|application)|don't want (?:to apply|it|this|to continue)(?: anymore| any more)?|never ?mind|forget (?:it|about it)",
)
const GIVES_UP = whole('算了|拉倒|不用|不要|罢了|不必|免了|stop')
/** 算了，还是原来那个: what follows keeps or changes something, and gives nothing up. */
const KEEPS = /还是|原来|不改|别改|写|填|改|按|提交|确认|接着|继续|keep|leave|submit|confirm/
/** The whole message, or one of its clauses, says nothing but this. */
const COMMANDS: readonly (readonly [Act, RegExp])[] = [
  [
    'refuse',
    whole(
      "(?:不同意|不太同意|拒绝|不接受|不授权|不愿意|不想同意|不允许)(?:你们)?(?:收集|授权|提供|使用|处理|留|保存)(?:我的?)?(?:个人)?(?:信息|资料)?|不同意|不太同意|拒绝|不接受|不授权|不愿意|不想同意|不答应|disagree|don't agree|do not agree|not agree|decline|refuse|do not consent|don't consent|i don't accept|reject",
    ),
  ],
  ['cancel', CANCELS],
  [
    'restart',
    whole(
      '重新开始|重新来|重来|从头来|从头开始|从头再来|重填|重新填写?|重新弄|全部重新?来|start over|restart|start again|start anew|begin again|from scratch|start afresh',
    ),
  ],
  [
    'resume',
    whole("继续|继续填|继续办|继续申请|接着|接着填|接着办|接着来|接着弄|接着上次的?|我回来|回来|往下|go on|continue|resume|carry on|keep going|i'm back|proceed"),
  ],
  [
    'pause',
    whole(
      '暂停|停一下|停下|停|放着|放一放|放一下|等等再(?:说|填|弄)|改天(?:再)?(?:说|填|弄|来)?|明天(?:再)?(?:说|填|弄|来|继续)|下次(?:再)?(?:说|填|弄|来)|到这(?:儿|里)?|这样|保存|存着|存草稿|有事|去忙|忙去|得走|一会儿?再?(?:来|弄|填)|待会儿?再?(?:来|弄|填)|回头再?(?:来|弄|填)|晚点再?(?:来|弄|填)|过会儿?再?(?:来|弄|填)|歇会儿?|pause|hold on|save (?:it|this|the draft)|continue later|come back later|take a break|finish later|do this later',
    ),
  ],
  [
    'later',
    whole(
      "(?:等会儿?|待会儿?|一会儿?|回头|稍后|晚点|晚些|过会儿?|以后|之后|后面|最后|明天|到时候|等下|等我(?:找找|查查|问问|回去|一下|翻翻|去拿|看看).{0,8}|下午|明早)(?:再|我再)?(?:给|说给|说|补|补充|补上|发给|发|报|提供|告诉|查|找)?(?:你们?|您)?|(?:手头|手边|身边|身上)(?:上)?(?:没有|没|没带)|没在(?:手边|身边|手头)|不在(?:手边|身边|手头|身上).{0,6}|没带(?:在身上)?|(?:执照|证书|证|材料)?(?:没带|不在(?:手边|身边|我这儿?|手里|跟前))|later|(?:give|send|tell|provide) (?:it )?(?:to you )?later|(?:don't|do not) have it (?:with me|at hand|on me|here|right now).{0,12}|not at hand|will (?:send|give|provide) (?:it )?later|i'll (?:send|give|provide) (?:it )?(?:to you )?later|(?:can i )?(?:give|send) it later",
    ),
  ],
  [
    'skip',
    whole(
      '跳过|略过|过|下一个|下一题|下一项|下一步|不填|不想填|不想说|不提供|不方便(?:说|提供|透露)?|不便(?:说|透露)|空着|空|不写|略|skip|pass|next|skip (?:that|it|this|this one)|leave (?:it )?(?:blank|empty)|no comment|prefer not to say|rather not say',
    ),
  ],
  [
    'unknown',
    whole(
      "(?:我)?(?:这个|这些)?(?:真|也|确实|还)?(?:不知道|不晓得|不清楚|不太清楚|不大清楚|弄不清|搞不清楚?|说不准|说不好|说不清|拿不准|不确定|没数|不记得|忘记?|忘了|记不住|记不清|记不得|想不起来|想不到|不懂|没概念|没想好|没想过|没定|没确定|没决定|查不到|找不到|不详|不明|待定|未知|不了解|不掌握)(?:是谁|是哪家|叫什么|叫啥|对方.{0,6}|他.{0,8}|多少|号码|怎么填|该?填(?:什么|啥)|具体)?|(?:don't|do not|didn't) (?:really )?know(?: (?:who|what|which|where|when|how).{0,24}| yet)?|dunno|not sure(?: (?:who|what|which|yet).{0,20})?|no idea|unknown|can't remember|can't find it|don't remember|i forgot|forgot|not decided(?: yet)?|undecided|haven't decided(?: yet)?|not certain|no clue",
    ),
  ],
  [
    'none',
    whole(
      "没有|无|没|木有|暂无|暂时?没有|没有呢|还没有?|一个也没有|什么(?:都|也)没有|没啥|没什么|没得|冇|都行|随便|随意|无所谓|不限|都可以|哪家都行|你们(?:定|推荐|看着办|安排)|听你们的|由你们推荐|none|no|nope|nothing|n/a|na|nil|don't have (?:any|one|it)|no (?:preference|evidence|bank)|any|anyone|any bank|whichever|nothing (?:yet|so far)|not yet",
    ),
  ],
  [
    'done',
    whole(
      "就这些|就这么多|没了|没有了|没有别的|没别的|没有其他|没其他|没其它|没补充|没有补充|完|完毕|填完|说完|发完|发好|齐|没有要(?:改|补充)的?|不用改|不改|不需要改|that's all|that's it|that is all|done|finished|nothing else|no more|all done|no changes?|nothing to (?:change|add)",
    ),
  ],
  ['back', whole('返回|返回上一[步题项]|返回上个|上一步|上一题|上一个|上一项|上个问题|后退|退回去?|回到上一[步题项个]|back|go back|previous|previous (?:one|question)')],
  [
    'erase',
    /^(?:请|麻烦|帮我|我要|我想|把)*(?:删除|删掉|清除|清空|抹掉|注销)(?:掉)?(?:我|我们|本人|公司)?(?:的)?(?:所有|全部|个人)*(?:的)?(?:信息|资料|数据|记录|内容|档案)(?:删掉|删除|清除|都删了?)?(?:吧|了)?$|^(?:请|麻烦|帮我)*把?我(?:们)?的(?:所有|全部|个人)*(?:信息|资料|数据|记录)(?:都|全)?(?:删除|删掉|清除|删了?)(?:掉)?(?:吧|了)?$|^(?:please )?(?:delete|erase|remove) (?:all )?(?:of )?my (?:personal )?(?:data|information|info|details|records?)(?: please)?$|^forget me$|^忘掉我$/,
  ],
  ['help', whole('帮助|菜单|怎么用|功能|使用说明|能做什么|help|menu|commands?')],
]
const REASON_WHY =
  /^(?:请问|那|咦|哎|啊|嗯|欸|不是)*(?:为什么|为啥|为何|干嘛|干吗|凭什么|凭啥|做什么用|干什么用|有什么用|有啥用|什么用途|why|what for|what do you need)|(?:为什么|为啥|干嘛|凭什么|干吗)(?:要|需要|还要|非要|一定要|得|问|填|收|必须)|(?:要|问|填|收集?|用)(?:这个|这些|它|我的?.{1,6})(?:有)?(?:干嘛|干吗|干什么|做什么|做啥|干啥|有什么用|有啥用|什么用)|why (?:do|are|is|does|should)|what do you need .* for|what(?:'s| is) (?:it|this|that) (?:for|used for)/
const WHAT_IS =
  /^(?:请问|那|这个|这|啊|嗯|哎|欸|它|您|你)*(?:是)?(?:这)?(?:是)?(?:什么|啥|个啥|嘛)(?:东西|意思|玩意|来的)?(?:啊|呀|呢|嘛)?$|(?:什么|啥)(?:意思|东西|叫)|(?:没|不)(?:太)?(?:看|听)?(?:懂|明白)(?:你|您|这|什么)?|^(?:啥|什么)是|(?:是|叫)(?:什么|啥|个啥)(?:啊|呀|呢|东西|意思)?$|(?:在|去|从|到)?(?:哪|哪儿|哪里|什么地方|啥地方)(?:能|可以)?(?:看|找|查|有|能找到|查到)|怎么(?:看|找|查|填|写|弄|知道)|(?:长|什么|啥)样(?:子|的)?|举个例|例子|解释|what(?:'s| is| are| does)|where (?:can|do|is)|how (?:do|can) i (?:find|get|know|fill)|meaning|don't understand|example/
const GREETING = whole(
  '你好|您好|在吗|在么|在不|在不在|有人吗|喂|哈喽|哈啰|嗨|hi|hello|hey|早|早上好|上午好|中午好|下午好|晚上好|晚安|大家好|good (?:morning|afternoon|evening)|同志你?您?好|老师好|领导好|你好啊',
)
const THANKS = whole(
  '谢谢|谢谢您?你?|多谢|感谢|谢啦|谢了|辛苦了?|辛苦您?了|麻烦(?:你们?|您)了?|费心了?|给(?:你|您)添麻烦了?|太好了|真好|好人一生平安|明白|知道|收到|了解|懂|清楚|thanks?|thank you(?: (?:very|so) much)?|thx|ty|appreciate it|cheers|great|got it|i see|understood|noted|真不错|服务真好|哈哈+|呵呵+|嘿嘿+|👍|🙏',
)
const YES_WORD =
  "是的?|是滴|是呀|是啊|是对的?|对的?|对头|对呀|对啊|没错|正确|没问题|没毛病|没有问题|确认|确认提交|确认无误|确定|确定提交|核对无误|无误|都对|全对|都没错|全部正确|都正确|完全正确|提交|提交吧|可以提交|同意提交|马上提交|立即提交|发吧|交吧|报吧|就这样提交|就这样|就这么办|就这样办|就按这个来?|可以|可以的|可以了|好的?|好嘞|好呀|好滴|好吧|行的?|行吧|行呀|中|妥|妥了|得嘞|成|必须的|嗯对|嗯是|嗯好|嗯[呐哪]|ok|okay|okey|k|yes|yeah|yep|yup|sure|of course|right|that's right|that is right|correct|that's correct|that is correct|(?:it|all|everything)(?: is|'s) (?:correct|right|fine|good)|all correct|all good|looks good|confirm|confirmed|i confirm|submit|submit it|please submit|yes please|yes submit|go ahead|absolutely|shi|dui|queren|同意|没意见|麻烦提交|帮我提交|赶紧提交|上报|就它|就是它|是它|就是这个|是这个|接着办|办吧|一起办|也办|带过去|带上|带过来|都带上|照搬|沿用|要|要的|需要|想"
const YES = new RegExp(
  `^(?:(?:以上|上述|上面|这些)?(?:信息|内容|资料|情况)?(?:全部|均|都)?(?:已)?(?:${YES_WORD})(?:了|吧|啦|哈|呢|啊|谢谢|感谢|麻烦了?|辛苦了?|please|thanks?|thank you|it)*[\\s，,。.!！~～、]*)+$`,
)
const AGREE_WORD =
  '(?:我|我们|我方|本人|我司|俺|本公司|本单位|我单位|我公司|公司|完全|当然|非常)*(?:同意|接受|愿意|授权|答应|没意见)(?:收集|授权|处理|使用|你们|以上|上述|了|的|并授权|提供|信息|个人信息|告知|告知书)*|(?:i|we)(?: fully| do)? (?:agree|accept|consent)|agreed?|accept(?:ed)?|consent|tongyi'
const AGREE = new RegExp(`^(?:${BEFORE})*(?:${AGREE_WORD}|看过了?[,，]?同意|已阅[,，]?同意)${AFTER}$`)
const NO = whole(
  '不|不是|不是的|不对|不行|不可以|不要|错|错了|不对的|不正确|有误|有错|别|别提交|先别提交|先不提交|不提交|不确认|等等|no|nope|not?|wrong|not correct|incorrect|not yet|不带|不用带|不带过去|不切换|不换|不改了?',
)
const HESITANT =
  /^(?:嗯+|呃+|额+|哦+|噢+|啊+|唔+|应该(?:是|对|可以|没问题|没错)?吧?|大概(?:是)?吧?|差不多吧?|好像(?:是|对)?吧?|可能(?:是)?吧?|也许|我(?:再)?想想|让我(?:再)?想想|再(?:看看|想想|考虑考虑|考虑一下)|考虑(?:一下|考虑)|等等|等一下|稍等|看看再说|先看看|maybe|perhaps|hmm+|um+|uh+|i think so|i guess(?: so)?|probably|let me (?:think|see|check)|wait|not sure yet|是吗|对吗|可以吗|行吗|是吧|对吧|算是吧|凑合|随便吧|也行吧?)[\s。.…~～！!]*$/

const SEPARATOR = /[\s]*[，,。.；;！!？?\n~～、…]+[\s]*/u

/** The message as commands are matched: half width, Simplified, lower case, without outer punctuation and emoji. */
export function bare(text: string): string {
  return line(text)
    .text.replace(/[\ufe0f\u200d]/g, '')
    .replace(/\p{Extended_Pictographic}/gu, (c) => (c === '👍' || c === '🙏' || c === '👌' ? c : ''))
    .replace(/\[[^\]]{1,4}\]$/g, '')
    .replace(/^[\s"“”'‘’「」『』【】()（）<>《》。.!！,，~～、]+|[\s"“”'‘’「」『』【】()（）<>《》。.!！,，~～、:：;；…]+$/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}

function one(said: string): Act | null {
  if (said === '' || said.length > 40) return null
  if (/^(?:👍|👌|🙏)+$/u.test(said)) return said.includes('🙏') ? 'thanks' : 'yes'
  const command = COMMANDS.find(([act, pattern]) => act !== 'none' && act !== 'skip' && act !== 'done' && act !== 'pause' && pattern.test(said))
  if (command) return command[0]
  if (AGREE.test(said)) return 'agree'
  for (const [act, pattern] of COMMANDS) if ((act === 'skip' || act === 'done' || act === 'pause') && pattern.test(said)) return said === '就这样' ? 'yes' : act
  if (HESITANT.test(said)) return 'hesitant'
  if (YES.test(said)) return 'yes'
  if (NO.test(said)) return /错|误|wrong|incorrect|不对|不正确/.test(said) ? 'wrong' : 'no'
  const none = COMMANDS.find(([act, pattern]) => act === 'none' && pattern.test(said))
  if (none) return 'none'
  if (GREETING.test(said)) return 'greeting'
  if (THANKS.test(said)) return 'thanks'
  if (GIVES_UP.test(said)) return 'cancel'
  return null
}

export type Acts = {
  /** The act the whole message is, whatever small words stand around it. */
  readonly act: Act | null
  /** The act its first clause is, and what follows. */
  readonly lead: Act | null
  readonly rest: string
  /** The acts of all its clauses. */
  readonly all: readonly Act[]
  /** A cancelling clause among others that are no values: 太麻烦了，不办了. */
  readonly cancels: boolean
}

/** …取消吧，前面填的也别留着: what is wished of the data goes with the cancelling. */
const LEAVES_NOTHING =
  /[，,。；;！!]*(?:前面|之前|刚才|已经|那些|我|都)*(?:填|写|说|登记|提供)(?:过|好|了)?的[^，,。；;]{0,8}(?:别留|不留|不要留|删|清|作废|不要|别存)[^，,。；;]*(?:[，,。；;！!]*(?:谢谢|多谢|麻烦了|辛苦了?))?[。.!！\s]*$/u

export function readActs(raw: string): Acts {
  const said = bare(raw)
  const asking = /[?？]\s*$/.test(raw.trim()) || /(?:吗|么)$/.test(said)
  const act =
    asking && !/^(?:在吗|在么|有人吗)$/.test(said)
      ? HESITANT.test(said)
        ? 'hesitant'
        : null
      : (one(said) ?? sent(several(line(raw).text), raw) ?? (assents(raw) ? 'yes' : null))
  const text = line(raw)
  const first = SEPARATOR.exec(text.text.trimStart())
  const offset = text.text.length - text.text.trimStart().length
  const head = first ? text.text.slice(offset, offset + first.index) : said
  const askingHead = first ? /[?？]/.test(first[0]) : asking
  const spaced = /^(同意|agree|确认|对|是的?|不对|不是|yes|no|不|好的?|ok|我同意|i agree) +(?=\S)/.exec(text.text.trimStart())
  let lead: Act | null = null
  let rest = raw
  if (first && !askingHead) {
    lead = one(bare(head))
    rest = raw.slice(text.at(offset + first.index + first[0].length, text.text.length).start)
  } else if (spaced) {
    lead = one(bare(spaced[0]))
    rest = raw.slice(text.at(offset + spaced[0].length, text.text.length).start)
  }
  const clauses = said.split(SEPARATOR).map(bare).filter(Boolean)
  const all = clauses.flatMap((c) => one(c) ?? [])
  const last = one(clauses.at(-1) ?? '')
  // …资金已经解决了，我们不办了，请取消这次申请: the last clause says it outright, whatever led up to it.
  const outright =
    said.length <= 80 && !asking && CANCELS_THIS.test(said.replace(LEAVES_NOTHING, '').replace(/[，,。；;！!]*(?:谢谢|多谢|麻烦了|辛苦了?)?[。.!！\s]*$/, ''))
  const lets = lead === 'cancel' && !(GIVES_UP.test(bare(head)) && KEEPS.test(line(rest).text))
  const amid = clauses.some((c) => CANCELS.test(c))
  const short = said.length <= (/\p{Script=Han}/u.test(said) ? 40 : 80)
  const cancels = ((lets || last === 'cancel' || amid) && short && !asking) || outright
  return { act, lead: lead ?? (first ? null : act), rest: lead ? rest : raw, all, cancels }
}

/** 没有要改的，提交: nothing more, and send it, is a yes. */
function sent(act: Act | null, raw: string): Act | null {
  return (act === 'none' || act === 'done' || act === 'unknown' || act === 'skip') && ordersLast(raw) ? 'yes' : act
}

/** The act a short stretch is, if it is nothing else. */
export function actOf(said: string): Act | null {
  return one(bare(said))
}

/** Several clauses that all say the same, or a yes among thanks, are one act: 好的，谢谢，同意. */
function several(said: string): Act | null {
  const clauses = said
    .split(/[\s，,。.；;！!~～、…]+/u)
    .map(bare)
    .filter(Boolean)
  if (clauses.length < 2 || clauses.length > 5) return null
  const acts = clauses.map(one)
  if (acts.some((a) => a === null)) return null
  const weighty = acts.filter((a) => a !== 'thanks' && a !== 'greeting' && a !== 'hesitant')
  const strong = weighty.filter((a) => a !== 'yes')
  const kinds = [...new Set(strong.length > 0 ? strong : weighty)]
  if (kinds.length === 1) return (acts.includes('hesitant') && kinds[0] === 'yes' && !/确认|提交|submit|confirm/.test(said) ? 'hesitant' : kinds[0]) as Act
  if (kinds.length === 0) return acts.includes('thanks') ? 'thanks' : (acts[0] as Act)
  if (kinds.every((k) => k === 'none' || k === 'done' || k === 'skip' || k === 'unknown')) return kinds[0] as Act
  if (kinds.every((k) => k === 'pause' || k === 'later' || k === 'resume')) return 'pause'
  if (kinds.includes('wrong') || kinds.includes('no')) return null
  return null
}

const CANCELS_THIS =
  /(?:^|[，,。；;！! ])(?:对|是的|嗯)?[，, ]*(?:请|麻烦|劳驾|就|那就|还是|确定|确认)*(?:你们?|您)?(?:帮(?:我们?|俺们?|忙)?|把)?(?:取消|撤销|作废)(?:掉|了)?(?:(?:这次|这个|这份|本次|我的|我们的)(?:申请|登记|办理|表格?|单子)?|申请|登记|吧)(?:吧|了|掉)?$/

/** What is asked about the pending question itself: why it is asked, or what it is. */
export function asksAbout(raw: string): 'why' | 'what' | null {
  const said = bare(raw)
  if (said.length > 40) return null
  if (REASON_WHY.test(said)) return 'why'
  if (WHAT_IS.test(said)) return 'what'
  return null
}

/** Which language a message is written in; null where it does not tell (a number, a name). */
export function languageOf(raw: string): 'zh' | 'en' | null {
  const text = line(raw).text
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const english =
    text.match(
      /(?<![a-z])(?:the|we|our|is|are|my|a|an|to|of|i|i'm|it's|you|your|and|can|please|yes|no|agree|want|need|it|for|in|by|from|with|phone|number|name|company|that|this|what|why|how|who|skip|confirm|submit|cancel|hello|hi|thanks?|don't|know|help|patent|trademark|loan|financing|infringement|continue|change|sure|human|person|back|pause|correct|not|have|has|been|was|copied|contact|based|months?|years?|million)(?![a-z])/g,
    )?.length ?? 0
  if (english >= 1 && han === 0) return 'en'
  if (english >= 3 && han <= english * 3) return 'en'
  if (han >= 1) return 'zh'
  return null
}
