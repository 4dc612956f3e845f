/** Reads what has no form of its own: what happened, what proves it, what the money is for, which bank, who did it. */
import { line } from '../../understand/line.ts'
import { simplify } from '../../understand/normalise.ts'

export type Told = { readonly start: number; readonly end: number; readonly text: string }

/** One clause of a message, with its place in the folded line and the mark that ends it. */
export type Clause = { readonly start: number; readonly end: number; readonly text: string; readonly mark: string }

/** A full stop ends a clause where a space follows and no abbreviation goes before: Co. Ltd., No. 5. */
const CLAUSE = /((?:[^，,。；;！!？?\n.]|\.(?!\s+\p{L})|(?<=(?<![a-z])(?:co|ltd|inc|corp|nos?|mr|mrs|ms|dr|st|approx))\.)+)([，,。；;！!？?\n.]*)/gu

export function clauses(text: string): Clause[] {
  return [...text.matchAll(CLAUSE)].map((m) => ({
    start: m.index,
    end: m.index + (m[1] as string).length,
    text: m[1] as string,
    mark: m[2] as string,
  }))
}

const VIOLATION =
  /抄|仿|侵权|权利要求|对得上|侵犯|冒用|冒充|假冒|假货|盗用|盗版|盗图|山寨|照搬|照着(?!执照|证|念|抄|读|写|填)|一模一样|一个样|一样的|一个模子|一样一样|像我们|学我们|[跟和与同](?:我们?|我司|我方|我家|俺们?|咱们?).{0,16}(?:一样|差不多|相同|一致|雷同|没区别|没两样|分不出)|一点(?:都)?没[变改]|照葫芦画瓢|同(?:样|款|配方|结构|设计|工艺|型号)的?|印(?:在|到)(?:他|自己|人家)|[把将](?:我们?|俺们?|咱们?)(?:家)?的?(?:牌子|商标|标|图案|名字)|[把将](?:我|俺|咱)[^，,。]{0,14}(?:搬|拿|抄|用|做|套|扒|学|印|贴|改)|原样|翻版|高仿|复刻|换汤不换药|打着我们|(?:挂|印|贴|用)(?:着|上|了)?(?:我|俺|咱)(?:们|家)?的?(?:牌子|商标|标|名|logo|专利)|冒牌|同款|擅自|未经|没经过|私自|抢注|贴牌|贴我|印我|用(?:了|着|的是|到了?)?我(?:们|的|司|家)(?!的?(?:手机|电话|微信|专利(?:去|来|做|跟|向|贷|质)))|偷|低价|(?:在|就|公开)(?:卖|销售|生产)|卖(?:我|假|一样|同)|cop(?:y|ied|ies|ying)|infring|counterfeit|fake|imitat|knock-?off|stole|steal|selling|without (?:our )?(?:permission|licen|consent)|identical|same (?:product|design|structure)/
const EVENT =
  /发现|看到|看见|碰见|遇到|刷到|查到|买到|客户(?:说|寄|告诉|反映)|展会|淘宝|天猫|京东|拼多多|抖音|快手|1688|阿里|亚马逊|amazon|taobao|网店|网上|直播|超市|市场|门店|批发|上个?月|去年|今年|前年|昨天|前天|最近|上周|月份|\d月|\d年|结构|包装|图案|颜色|款式|图纸|前员工|跳槽|样品|订单|损失|销量|降价|协商|律师函|交涉|谈过|警告|noticed|found|discovered|last (?:week|month|year)|exhibition|trade fair|online|market|store|employee|since/
/** A wish and nothing told: what remains of it is no description. */
const WISH =
  /^(?:那|嗯|你好|您好|请问|所以|现在|就|我|我们|俺|咱|想|要|我司|本公司|特|希望|请|麻烦|恳请|求|能不能|可不可以|需要|打算|来|在此|听说你们这?(?:里|儿)?有?|你们|帮|给|一下|帮忙|帮助|帮我|帮帮我|申请|办理?|登记|请求|寻求|得到|做个?|维权|知识产权|专利|商标|援助|举报|投诉|被|侵权|侵犯|抄袭|抄|仿冒|仿|假冒|冒用|盗用|山寨|了|的|吧|啊|呗|有人|人|别人|人家|被人|让人|让|遭|遭到|怎么办|咋办|咋整|该怎么|可以|吗|谢谢|事|事情|有|个|一下|我的|求助|求援|快速|快|资金|贷款|质押|融资|专利质押融资|知识产权质押|银行|钱|用|拿|去|和|跟|登记|绿色通道|加急|处理|解决|产品|外观|发明|实用新型|外观设计|牌子|品牌|东西|公司|企业|厂|i|we|want|need|to|would|like|apply|for|please|help|us|me|with|my|our|patent|trademark|infringement|assistance|request|financing|pledge|loan|hello|hi|has|have|been|was|is|infringed|copied|by|someone|somebody|a|the|of|on|get|against|your|can|you|\s|[-"“”'、:：.])*$/

/** What a message tells of an infringement, without the clauses `taken` by other values, and without mere wishes. */
export function tale(raw: string, taken: readonly { readonly start: number; readonly end: number }[], asked: boolean): Told | null {
  const whole = line(raw)
  const parts = clauses(whole.text)
  const kept = parts.filter((c) => {
    const at = whole.at(c.start, c.end)
    const left = without(raw, at.start, at.end, taken)
    if (asked && VIOLATION.test(c.text) && left.length >= 4) return true
    return (
      left.replace(/[^\p{L}\p{N}]/gu, '').length >= 3 &&
      !WISH.test(line(left).text.trim()) &&
      (left.length >= (at.end - at.start) * 0.5 || VIOLATION.test(c.text) || EVENT.test(c.text)) &&
      !/^(?:我叫|我姓|我是|我们是|我在|我们在|联系人|电话|手机|公司|地址|你好|您好|谢谢|麻烦)[^，,。]{0,14}$/.test(c.text.trim())
    )
  })
  const telling = kept.filter((c) => !(provesOnly(c.text) && HAVE.test(c.text)))
  if (telling.length > 0) kept.splice(0, kept.length, ...telling)
  if (kept.length === 0) return null
  const said = kept.map((c) => c.text).join('，')
  const violation = VIOLATION.test(said)
  const event = EVENT.test(said)
  const content = kept.reduce((sum, c) => sum + (WISH.test(c.text.trim()) ? 0 : c.text.replace(/[^\p{L}\p{N}]/gu, '').length), 0)
  const english = !/\p{Script=Han}/u.test(said)
  if (
    !asked &&
    !(violation && content >= (english ? (event ? 30 : 60) : event ? 8 : 18)) &&
    !(event && content >= 24 && /专利|商标|产品|牌子|外观|实用新型|patent|trademark|brand|product/.test(whole.text))
  )
    return null
  const first = kept[0] as Clause
  const last = kept.at(-1) as Clause
  // Clauses in between that were taken are left out; the punctuation of the rest stays as it was.
  const text = kept.map((c, i) => {
    const at = whole.at(c.start, c.end).text
    return i === kept.length - 1 ? at : at + (c.mark.trim() === '' || /\n/.test(c.mark) ? '，' : c.mark)
  })
  const tidy = polish(text.join(''))
  return tidy === '' ? null : { start: whole.at(first.start, first.end).start, end: whole.at(last.start, last.end).end, text: tidy }
}

function without(raw: string, start: number, end: number, taken: readonly { readonly start: number; readonly end: number }[]): string {
  let left = ''
  for (let i = start; i < end; i++) if (!taken.some((t) => i >= t.start && i < t.end)) left += raw[i]
  return left.replace(
    /(?:公司|企业|单位)(?:名称?|叫|是)|统一社会信用代码|信用代码|联系(?:人|电话|方式)|手机号?码?|电话号?码?|专利号|注册号|地址|所在地|我叫|我姓|[:：]/g,
    '',
  )
}

/** Simplified, one space, no outer marks. */
export function polish(text: string): string {
  const spaced = text
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/([。；;！!？?])[，,\s]+(?=[，,])/gu, '$1')
    .replace(/[，,][，,\s]*[，,]/gu, '，')
    .replace(/([。；;！!？?])[，,]+/gu, '$1')
  const trimmed = spaced.replace(/^[\s，,。；;：:、.!！…-]+|[\s，,。；;：:、…]+$/gu, '')
  const simple = simplify(trimmed)
  if (simple.length !== trimmed.length) return trimmed
  // By code unit, so that an emoji moves nothing.
  return Array.from({ length: simple.length }, (_, i) => (/\p{Script=Han}/u.test(simple[i] as string) ? simple[i] : trimmed[i])).join('')
}

const EVIDENCE =
  /证据|公证|发票|收据|购物?(?:小票|记录|凭证)|小票|订单(?:截图|记录)|截图|截屏|照片|拍(?:了|的|下)|录像|录音|视频|样品|实物|聊天记录|邮件|往来|微信|短信|单据|出库单|发货单|送货单|记录|鉴定|检测报告|检索报告|评价报告|合同|协议|样机|铭牌|宣传册|宣传单|网页|链接|快递单|专利证书|商标注册证|注册证|证书(?:原件|复印件|扫描件)?|evidence|photos?|pictures?|screenshots?|invoice|receipt|notari|video|samples?|contract|certificate/
const HAVE = /有|留|存|保留|保存|拍|录|买|收集|做了|公证|齐|备好|准备|附|发给|手里|可以提供|能提供|提供|have|got|kept|took|attached|with|can provide|prepared|collected/
const LACKING =
  /没有?(?:什么|啥|任何|其他|别的)?(?:证据|证|照片|材料)|证据(?:不足|不够|没有|没|暂无|还没有?|不多)|没(?:留|拍|存)|拿不出|no evidence|don't have (?:any )?(?:evidence|proof)|(?:怎么|如何|不懂怎么)(?:取证|固定|搜集|收集)|证据(?:怎么|如何)|(?:人家|平台|法院|他们)说证据/

/** Clauses that say what proof there is. */
export function evidenceSaid(raw: string, asked: boolean): Told[] {
  const whole = line(raw)
  return clauses(whole.text).flatMap((c): Told[] => {
    if (
      !EVIDENCE.test(c.text) ||
      LACKING.test(c.text) ||
      (!asked && !HAVE.test(c.text.replace(/有限|看来|听来/g, ''))) ||
      (!asked && /\?|？|吗$|什么|怎么|哪/.test(c.text + c.mark))
    )
      return []
    if (
      !asked &&
      /证书|注册证|合同|certificate|contract/.test(c.text) &&
      !/公证|发票|截图|照片|录像|视频|样品|证据|邮件|往来|手里|留着|保存|evidence|photo|invoice|screenshot/.test(c.text)
    )
      return []
    if (!asked && /宣传册|网页|链接|实物/.test(c.text) && VIOLATION.test(c.text) && !/证据|公证|发票|截图|照片/.test(c.text)) return []
    const at = whole.at(c.start, c.end)
    return [{ start: at.start, end: at.end, text: polish(at.text) }]
  })
}

/** What the other side does is no proof, but part of the story. */
export const THEY_DO = /^(?:就是|然后|后来|结果|现在)?(?:他们?|她们?|它们?|对方|人家|那家|他家|这家|they|he|she)(?!的)[^，,]{3,}/

export function lacksEvidence(raw: string): boolean {
  return /没有?(?:什么|啥|任何)?(?:证据)|拿不出|没攒|没留(?:下|住)?(?:什么|啥)?证据|(?:还|暂时|现在)(?:没|无)证据|证据[^，,。；;有]{0,4}没(?!问题|错|[^，,]{0,6}但)|没(?:有)?(?:取证|留证|公证过?)(?:过)?(?=$|[，,。])|没(?:有)?(?:存|拍|录|留|攒|收集|准备|保留)(?:过|下|住)?(?:什么|啥|任何)?(?:证据|证)|证据(?:还|也|都|暂时|现在|目前)?(?:没有|没|暂无|还没有?|无)(?:$|[，,。\s])|no evidence|don't have (?:any )?(?:evidence|proof)/.test(
    line(raw).text,
  )
}

export function tells(text: string): boolean {
  return VIOLATION.test(text) || EVENT.test(text)
}

export function violates(text: string): boolean {
  return VIOLATION.test(text)
}

export function provesOnly(text: string): boolean {
  return EVIDENCE.test(text) && !VIOLATION.test(text.replace(/仿品|侵权产品|假货的?(?:照片|样品)|侵权(?:证据|现场)/g, ''))
}

const BANKS =
  '(?:中国)?(?:工商|建设|农业|交通|招商|邮政储蓄|邮储|民生|光大|中信|浦发|浦东发展|兴业|华夏|平安|广发|浙商|渤海|恒丰|盛京|大连|锦州|鞍山|抚顺|本溪|丹东|营口沿海|营口|阜新|辽阳|盘锦|铁岭|朝阳|葫芦岛|沈阳|辽沈|哈尔滨|吉林|北京|上海|江苏|南京|宁波|杭州|天津|进出口|农业发展|国家开发|农村商业|农商|农村信用|辽宁农商|辽宁农村商业|振兴|微众|网商)(?:股份有限公司)?银行|中国银行(?!业)|(?:工|建|农|中|交|招|农商|邮储|浦发|光大|中信|民生|兴业|华夏)行(?!业|为|动|政|走|程|情|贷)|(?:(?!以前|之前|原来|去年|跟|找|和|从|向|在|是|银行)[\\p{Script=Han}]){0,3}(?:农商行|农商银行|农村商业银行|村镇银行|城商行|信用社|农信社|信用联社)|邮储(?!银行)|邮政银行|(?:bank of [A-Za-z]+|[a-z]+ (?:commercial |merchants |construction )?bank|(?:icbc|ccb|bocom|psbc))(?![a-z])'
/** A bank of any town where one is named as the choice: 银行找的是泉州银行. */
const CHOSEN =
  /(?:找的?是|选的?是|就是|意向是|是|找|选|填|写|叫)((?!哪家|什么|其他|合作|意向|[个一这那]?家|个|商业|我们|你们|当地|本地|开户|贷款)(?:(?!的)[\p{Script=Han}]){2,4}银行)/gu
const BANK = new RegExp(`(?:[\\p{Script=Han}]{2}(?=农商|农村商|农村信|村镇))?(?:${BANKS})(?:[\\p{Script=Han}]{2,8}?(?:分行|支行|营业部))?`, 'giu')
const BANK_LEFT = /^(?:那边|那儿)?(?:就|也|先|我们?|咱)?(?:不(?:找|要|用|选|考虑|去|办|贷|写|填)了?|算了|换掉|拿掉)/
/** 前年在工商银行借过: a loan of another time. */
const BANK_THEN = /(?:前年|去年|早年|当年|以前|之前|原来|上回|上次|头几年|\d{4}年)[^，,。；;]{0,6}$/
const BANK_OVER = /^[^，,。；;]{0,8}(?:借过|贷过|抵的|押的|还清|还完|到期|借的|贷的)/
const BANK_REFUSED = /^[^，,。；;]{0,10}(?:不认|不给|不贷|拒|抽贷|不肯|不行|不批|不让|说不|没批|太慢|too slow|refus|reject)/
const BANK_NOT = /(?:不要|不想找|不找|除了|别找|不是|以前|之前|原来|去年|欠|已经|还欠|not|except)(?:在|从|向|跟|找|是)?[\p{Script=Han}]{0,2}$/u
const ANY_BANK =
  /(?:哪|谁)[^，]{1,8}(?:找|选|用|跟)(?:哪|谁)|(?:你们|您)(?:看着|帮着)?(?:推荐|安排|定|介绍)|听(?:你们|您)|(?:哪家|什么|任何|哪个)(?:银行)?(?:都|也)(?:行|可以|成|中|好)|银行(?:都行|不限|无所谓|随便|你们(?:定|推荐|安排)|没定|还没定|还没想好|未定|没有(?:意向|指定|要求)|没要求|待定|不指定|都可以|由你们)|(?:没有?|无)(?:意向|指定|合作|特定|固定)的?银行|any bank|no (?:preferred )?bank|no (?:bank )?preference/

export function readBank(raw: string, asked: boolean): { readonly kind: 'bank'; readonly told: Told } | { readonly kind: 'any' } | null {
  const whole = line(raw)
  const several = [...whole.text.matchAll(BANK)].length > 1
  const found = [...whole.text.matchAll(BANK)].flatMap((m): Told[] => {
    const before = whole.text.slice(Math.max(0, m.index - 8), m.index)
    const after = whole.text.slice(m.index + m[0].length, m.index + m[0].length + 14)
    if (BANK_LEFT.test(after) || (BANK_THEN.test(before) && BANK_OVER.test(after))) return []
    if ((!asked && BANK_REFUSED.test(after)) || ((!asked || several) && BANK_NOT.test(before))) return []
    if (/^(?:a|the|any|no|no preferred|preferred|other|local|specific|particular|good|which|your|my|our|to|from|with|by|some|of) bank$/.test(m[0])) return []
    const lead = /^(?:和|跟|找|去|向|从|在|想|是|与|对接|联系|我们|你们|咱们?|本地|当地|写|填|选|定|报|用|就|走|通过)+/u.exec(m[0])?.[0].length ?? 0
    const at = whole.at(m.index + lead, m.index + m[0].length)
    return [{ start: at.start, end: at.end, text: polish(at.text) }]
  })
  const chosen = found.length > 0 ? undefined : [...whole.text.matchAll(CHOSEN)].at(-1)
  if (chosen) {
    const at = whole.at(chosen.index + chosen[0].length - (chosen[1] as string).length, chosen.index + chosen[0].length)
    found.push({ start: at.start, end: at.end, text: polish(at.text) })
  }
  const told = found.at(-1)
  if (!told && ANY_BANK.test(whole.text)) return { kind: 'any' }
  if (!told) return null
  // 建行或农行: named in one breath; of banks in different clauses the last is meant.
  const together = found.filter((f) => f === told || /^[、和或跟及/\s]*$/.test(whole.text.slice(f.end, told.start)))
  return { kind: 'bank', told: { ...told, start: together[0]?.start ?? told.start, text: [...new Set(together.map((f) => f.text))].join('、') } }
}
