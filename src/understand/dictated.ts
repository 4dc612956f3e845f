/** Makes a message readable: commas where it was dictated or typed with spaces alone, and no letterhead of somebody who writes for another. */

const MARKS = /[，,。；;！!？?\n]/
/** A stretch this long without a mark is no clause but several; of a message that has no mark at all, already this much. */
const LONG = 30
const SHORT = 12
const NUMERAL = '[\\d一二两三四五六七八九十百半]'
const MINE = '(?:我们?的?|俺们?的?|咱们?的?|我那个?|这个|那个|他家?的?|对方的?|还有|另外|然后|就是)?'
/** What people name before its value. */
const LABELS =
  '(?:统一社会信用代码|(?<!社会|统一)(?:社会)?信用代码|(?<!信用)代码(?=是|为|9)|税号|(?:质押的?)?专利号|商标(?:注册)?号|(?<!商标)注册号|(?:企业)?联系人|联系(?:电话|方式)|(?:手机|电话)号码?|(?:手机|电话)(?=是|\\d|幺|一[三五八])|(?:贷款|资金|借款)?(?:用途|期限)(?=是|为|呢|嘛|就|\\d|[一二两三半])|(?:贷款|融资)金额|意向银行|(?:贷款)?(?<!(?:写|找|是|选|到|去|跟|用|叫|填)\\p{Script=Han}{2,4})银行(?=是|呢|嘛|就|想|找|还|没|那[块边]|这项|选|不)|(?:(?<!有限|责任)公司|工厂|厂子?)?地址(?=是|在)|证据(?=是|有|呢|嘛|就|的话|还|没)|侵权(?:方|的|人)(?=是|叫)|(?:公司|企业|厂|单位|店|社)(?:名称?|名字|全称|大名)(?=叫|是)|厂子(?=叫|在)|全称)'
/** What begins a statement, whatever stood before. */
const BEGINS = `(?:我|俺)(?:叫|姓|是|在|们(?:是|在|叫|想|要|家|公司|厂|单位|打算)|想|寻思)|(?:他|她)(?:叫|姓|们(?:是|在|把|也|就|说|公司|厂))|(?:就|还|又)?(?:想|打算|准备|寻思|要|能)?(?:贷|借)(?=[个了款点]?${NUMERAL}{1,9}[多来几]?[万w千亿])|用(?=${NUMERAL}{1,3}(?:个月|年))|主要(?:就?是|想|拿来|用来|用于)|专门(?=用|扩|买|建)|用来|用于|拿来(?=买|进|建|换|还|付|周转)|(?:这|那)?钱(?=下来|主要|用|拿|是)`
/** And what turns to something else, unless a company is called so. */
const TURNS = `然后|所以|但是|可是|不过|后来|结果|现在(?!代)|这回|这次|以前(?=跟|在|从|贷|欠|有)|去年|前年|上个月|今年(?=${NUMERAL}|发现|冒出|听)|另外|还有(?=一个|个|我|联)|(?:你|您)们?(?:给|帮|看|打|能)|人家|麻烦(?=你|您|帮)|能不能|可不可以|有事|发现(?=有|了|市|网|一)`
/** 进一批原料的|期限就一年: a label right before its figure, whatever stood before. */
const FIGURED = '(?<=的)(?:贷款)?期限(?=就?(?:是|为)?[\\d一二两三四五六七八九十半])'
/** …有限公司在振安区: where a name has ended, its place begins. */
const AFTER_NAME = '(?<=有限公司|责任公司|合作社|\\p{Script=Han}{3}[厂店])(?:就|都|也)?(?:在|位于|属于|归|搁)(?=\\p{Script=Han})'
const START = new RegExp(
  `(?<![的个那这一家上把]|客服|老板|家里|(?<!有限|责任)公司|店里|厂里|店铺|会计|单位|备用|对方|他们)${MINE}${LABELS}|(?<![请让给找被求帮跟和向替叫对为])(?:${BEGINS}|(?:${TURNS})(?!\\p{Script=Han}{0,12}(?:有限|合作社)))|${FIGURED}|${AFTER_NAME}`,
  'gu',
)
/** 联系人 厉春花: the space stands for a colon. */
const LABEL_END = /(?:联系人|姓名|(?<!有限|责任)公司|企业|单位|名称|全称|全名|[代号]码|号|电话|手机|地址|地区|城市|金额|用途|期限|银行|类型|[是叫为：:])$/u

/** 盘山县胡家镇的 大闸王渔具厂: behind 的 the space parts nothing, unless another statement begins. */
const SAYS_NEXT = /^(?:我|俺|咱|公|电|手|联|信|代|专|商|想|有|要|请|帮|证|贷|银|期|用|金|被|就|没|不|他|对|侵)/u

/** 幺三九 四幺六七: the spaces of a number read aloud. */
const DICTATED = /[零〇幺一二三四五六七八九]/

/** 代理师, 事务所 under a row of dashes: the letterhead of who writes for a client, with his own name, number and place. */
const LETTERHEAD = /\n\s*[—–_=-]{2,}\s*\n(?=[\s\S]{0,80}(?:代理|律师|事务所|会计|银行|商会|协会|attorney|law firm|agency))[\s\S]{1,240}$/i

export function withoutLetterhead(message: string): string {
  return message.replace(LETTERHEAD, '')
}

/** The message with commas where nobody typed them; one that has its marks comes back as it is. */
export function punctuated(message: string): string {
  const marked = MARKS.test(message)
  const spaced = /[，,。；;\n]/.test(message)
    ? message
    : message.replace(/(?<=([^\s]{2,})) +(?=(\p{Script=Han}{2}))/gu, (gap, left: string, right: string) =>
        LABEL_END.test(left) ||
        (/的$/u.test(left) && !SAYS_NEXT.test(right)) ||
        (DICTATED.test(left.at(-1) as string) && DICTATED.test(right[0] as string)) ||
        !/(?:\p{Script=Han}|\d[wWkK]?)$/u.test(left)
          ? gap
          : '，',
      )
  return spaced
    .split(/(?<=[，,。；;！!？?\n：:])/u)
    .map((stretch) => (stretch.length > (marked ? LONG : SHORT) && /\p{Script=Han}/u.test(stretch) ? parted(stretch) : stretch))
    .join('')
}

function parted(stretch: string): string {
  let last = 0
  let text = ''
  for (const m of stretch.matchAll(START)) {
    if (m.index - last < 3) continue
    text += `${stretch.slice(last, m.index)}，`
    last = m.index
  }
  return text + stretch.slice(last)
}
