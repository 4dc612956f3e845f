/** How a message is said, apart from what it is about: the office's own words masked, the last clause read once more. */
import { type Features, featureReader } from '../search/features.ts'

/** The words of a message as said: what the glossary would read into them tells nothing of what is wished for. */
export const said = featureReader([])

const MASK = '囗'
const OFFICE =
  /专利|专力|商标|外观|实用新型|发明|牌子|品牌|知识产权|只是产权|质[押压亚]|抵押|押|贷款?|融资|续贷|银行|登[记计]|侵权|假冒|冒牌|山寨|仿冒|冒用|盗用|抄袭?|仿|维[权全]|援助|评估|风险补偿|基金|补贴|补助|资助|奖金|奖励|贯标|高校|大学|科研院所|地理标志|地标|直播节?|滞销|物流|平台|运营|代理|年费|期限|恢复|权利|疫情|隔离|封控|企业|公司|厂|合作社|[\d.]+(?:万|亿|元|块|个|件|项|年|月)?/gu
const TAIL = 20

/** The features of the whole message, of its frame, and of its last clause's frame. */
export function frame(normal: string): Features {
  const found: Features = said(normal)
  const add = (text: string, mark: string) => {
    for (const [name, weight] of said(text)) found.set(mark + name, (found.get(mark + name) ?? 0) + weight)
  }
  add(masked(normal), 'f:')
  add(`${masked(lastClause(normal).slice(-TAIL))}终`, 'z:')
  return found
}

/** What stands after the last comma or stop, if it is more than a word. */
export function lastClause(normal: string): string {
  const parts = normal.split(/[,，。!！;；、]+/u).map((part) => part.trim())
  return parts.findLast((part) => part.length >= 3) ?? normal
}

function masked(text: string): string {
  return text.replace(OFFICE, MASK).replace(/囗+/gu, MASK)
}

const DENIED = /(?:不是|并非|不(?:想|要|用|打算)|没(?:想|打算)|(?<=[我俺咱,，。 ]|^)不)(?:要|来|想|为了|说|是)?(?:举报|检举|罚|贷款?|登记|融资|质押)(?:谁|的|他|了)?/gu
const DONE = /(?:贷款|融资|登记)(?:早就|早|都|已经|已)?(?:办完|办好|办妥|办下来|做完)了?/gu

/** 请帮我登记一笔质押贷款需求: to be taken down here is not to have the pledge registered. */
const LOAN = /贷款|融资|借款|[贷借](?:点|些|笔|\d|[一二三四五六七八九十百千万])/u
const REGISTRATION =
  /(?:质押|出质|抵押|合同|手续|注销|变更)[^，,。；;]{0,4}登记|登记(?:证|手续|机关|部门|处|号|编号|费|材料|窗口|系统|几天|多久|加急|快)|(?:办|做|搞|弄)(?:理|个|一下|下)?(?:质押|出质)?登记|(?:只差|就差|差个?|卡在|急着?)[^，,。]{0,4}登记/u
const TAKEN_DOWN =
  /(?:请|麻烦|劳驾|烦请|恳请)?(?:您|你们?|贵处|贵局)?(?:帮(?:忙|我们?公司|我们?|咱们?|厂里)?|给(?:我们?|咱们?|办)?|予以?|做个|来)?(?:登(?:一个|个|一下)(?:记|申请|需求)|登记)(?:一下|一笔|下|个)?/gu

function entered(normal: string): string {
  return LOAN.test(normal) && !REGISTRATION.test(normal) ? normal.replace(TAKEN_DOWN, '请帮忙') : normal
}

/** What is asked for is telling: 给我讲讲, 麻烦解释下, 请把第三条念给我听; 给我说说 where the clause says what. */
const TELLING =
  /(?:(?:[给帮替跟](?:我|俺|咱|忙)们?|麻烦|劳驾|烦请|请|能不能|能|可以|可否)(?:您|你们?)?(?:给我|帮我|再|先|详细|具体|简单)*(?:把([^,，。]{1,10}?))?(?:解释|讲讲|讲一?下|科普|念|问一?[声下]))+(?:给我听|一?下|一声)?|(?:[给帮跟](?:我|俺|咱)们?)(?:说说|讲|说一?下|看一?下|翻翻|查查)(?=[^,，。]*(?:啥|什么|咋|怎|哪|几|有没有|是不是|多少))/gu

/** The message without what it says is not meant, or is done (“不是登记，登记早办完了，是银行不放款”), and a wish to be told as a question. */
export function affirmed(normal: string): string {
  return entered(normal)
    .replace(TELLING, (_, what: string = '') => `请问${what}`)
    .replace(DENIED, ' ')
    .replace(DONE, ' ')
    .replace(/ +/g, ' ')
    .trim()
}
