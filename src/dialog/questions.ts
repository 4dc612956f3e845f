/** Whether a clause asks something: what stands like a question and is none, and what is asked only of oneself. */

const ASKS =
  /[?？]|(?:吗|么)(?:$|[\s])|(?:什么|啥|怎么|咋|如何|多少|多久|多长|^(?:要|得|需要|大概|一般|一共|总共|还要|还有)*几|几(?:天|年|个月|个工作日|周)(?:能|可以|办|下|出|到|有)|哪(?:个|些|里|儿|家|种|天|一|级|位|条)|谁(?!家的?(?:东西|产品|牌))|为什么|为啥|为何|是不是|是否|能不能|能否|可不可以|可否|有没有|要不要|会不会|行不行|算不算|该不该|需不需要|用不用|成不成|好不好)|^(?:what|how|why|who|whom|whose|which|where|when|can|could|is|are|do|does|did|should|will|would|may)\b|\b(?:what|how|why|which) (?:is|are|do|does|much|many|long|should|can)\b/
const NOT_ASKING =
  /^(?:也|我|我们|俺|真|实在|反正|还|都|但|可|但是|可是|这个|目前|现在)*(?:不知道|不知|不清楚|不晓得|不确定|搞不清|说不清|不明白|没问|不管|无论|没(?!有)[^，,]{0,4}(?:哪[家个]|谁|啥)|[^，,]*(?:跳过|略过)(?:吧|了)?(?:$|你们)|不论|don't know|not sure)|(?:什么|啥|哪|谁|怎么|多少)(?:都|也)|没(?:有)?(?:什么|啥|多少)|(?:什么|啥)的(?:$|[，,])|不怎么|怎么着|要多少|有多少.{0,4}(?:就|给)|能贷多少(?:算|是|贷)|多少(?:算|就)|^(?:不知|don't know)/
/** 还不知道是谁, 哪家银行我们还没定呢: what is not known is told, not asked. */
const UNDECIDED =
  /(?:不知道|不知|不清楚|不晓得|不确定|没查到|没查出|查不到|查不出|没搞清|没弄清|没问出|没打听|没打听到|说不上|说不好|说不清|说不准|没数|没谱|没掌握|没找到|没记住|记不得|没想好|没定|没选|没考虑|没联系|没相中|没看中|没瞧上|没看上|没挑|整不明白|弄不明白|搞不明白|闹不清|闹不明白|摸不清)[^，]{0,6}(?:谁|哪|啥|什么|多少|多久|几)|(?:谁|哪|啥|什么|多少|多久|几)[^，]{0,12}(?:不知道|不清楚|不晓得|不确定|整不明白|弄不明白|搞不明白|闹不清|闹不明白|摸不清|没查到|查不到|没搞清楚?|没弄清楚?|没查出来?|不认得|不认识|没接触|没打过|没找到|没打听|没问出|没掌握|说不上|说不准|没数|没谱|没定|没选|没相中|没看[中上]|没瞧上|没挑|没想好|没想过|没决定|未定|待定|无所谓|都行|都可以|都中|随便)|(?:哪|谁|啥|什么)[^，]{1,8}(?:就)?(?:找|选|用|跟|要)(?:哪|谁|啥|什么)|(?<![a-z])(?:don't|do not|not|no idea|haven't) (?:really )?(?:know|sure|decided|found out)?(?: yet)? ?(?:who|what|which|where|how)/
const RHETORICAL =
  /(?:咋|怎么|哪|谁)(?:能|会|还)?不(?:同意|愿意|行)|(?:有|没)(?:啥|什么|嘛)(?:可|好)?不(?:同意|愿意|行|放心|可以)|凭(?:什么|啥)|怎么(?:能|可以|好意思|敢|会(?:这样|有))|哪有(?:这样|这种)|谁(?:来)?(?:给|替)我(?:们)?做主|这(?:算|叫)什么|有没有天理|还有(?:没有)?王法|怎么办$|咋办$|咋整$|该?怎么办[啊呀呢]?$|what (?:should|can|do) (?:i|we) do/

/** 叫什么知识产权质押融资的: half remembered, not asked. */
const HEDGED = /叫(?:做|个)?(?:什么|啥)(?!名|称|号)(?=\p{Script=Han}{4,}(?:的|啥的|什么的|吧|来着)?$)/u

/** Spoken without a pause: a clause longer than this tells, and asks only with its end. */
const BREATH = 40
const LAST_WORDS = 20

/** The end of a clause that goes on and on (voice input has no marks); else the whole of it. */
export function tail(clause: string): string {
  return clause.length > BREATH && /\p{Script=Han}/u.test(clause) ? clause.slice(-LAST_WORDS) : clause
}

/** True where a clause asks for something to be told. `ended` is the mark that ends it. */
export function asks(clause: string, ended = ''): boolean {
  const said = tail(clause).trim().replace(HEDGED, '叫')
  if (
    said === '' ||
    NOT_ASKING.test(said) ||
    (UNDECIDED.test(said) && !/[?？]/.test(said + ended)) ||
    /(?:不知道|不清楚|不晓得|不确定|没搞清楚?|记不清楚?|不了解|不详)(?:了|呢|啊)?$/.test(said)
  )
    return false
  return ASKS.test(said) || /[?？]/.test(ended)
}

export function rhetorical(clause: string): boolean {
  return RHETORICAL.test(clause.trim())
}
