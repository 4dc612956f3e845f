/** Reads the enterprise's own name: by its form, behind its label, or as what was asked for. */
import { line } from '../../understand/line.ts'
import { readRegions } from '../../understand/region.ts'
import type { Said, Seen } from '../form.ts'
import { readCompanies, wasCalled } from '../values/company.ts'
import { isName } from '../values/name.ts'
import { readPersons } from '../values/person.ts'
import { polish, tells } from '../values/story.ts'

/** A street, a township or a park at the end is where, not who. */
const ADDRESS = /(?:街道|大街|大路|路\d+号?|\d+号|镇|村|屯|乡|(?:工业|产业|科技|创业)园|园区|开发区|高新区|小区|栋|附近|旁边?|这边|那边|一带)内?(?:\d+号?)?的?$/

const COMPANY_NO =
  /^(?:证据|侵权|(?:事情|侵权)?(?:经过|情况)|贷款|意向银行|用途|期限|金额|商标|专利)|^(?:我们?|本|贵|你们?)?(?:公司|企业|单位|厂)(?:名称?|名字)?$|的(?:企业|公司|厂子?|单位)$|[了着过吗呢吧]公司$|^开(?![原源元泰拓心明创新发封鲁平化阳]).{1,8}(?:公司|厂子?|店|工作室|作坊)$|^[\d\s.+-]+$|^[\da-zA-Z]{15,}$|^(?:zl|cn|no)?[\d\s.．·-]{8,}[\dxX]$|^(?:在|是|做|搞|没|不|从|被|把|要|想|也|就|都|说|改)(?!.{2,}(?:公司|厂|店|社)$)/

export function companySlot(said: Said): Seen[] {
  const all = readCompanies(said.raw)
  const own = all.filter((c) => c.role === 'self')
  // 前年疫情公司: a company by one word only is nobody's name, unless it is asked for.
  const open = all.filter((c) => c.role === null && (said.asked || said.labelled || !/(?<!有限|股份|责任|集团)公司$/u.test(c.name)))
  if (said.labelled) {
    const named = all[0]
    // 以前的名字是A，现在叫B
    if (named && wasCalled(said.whole, named.start) && readCompanies(said.whole).some((c) => c.role === 'self' && c.name !== named.name)) return []
    if (/^\s*(?:in|at|from|located|based|near|of|错|少|多|漏|写错|打错)(?![a-z])/.test(said.text)) return []
    if (named && named.role !== 'other') return [{ kind: 'value', start: named.start, end: named.end, value: named.name, sure: true }]
    const text = polish(said.raw.trim())
      .replace(/^(?:是|叫|为|就是)/, '')
      .replace(/^(?:我们?的?)?(?:客户|委托(?:人|方|单位))(?:是|为)?[:：]\s*/, '')
      .replace(/(?:哈|啊|吧|呢|哦)$/u, '')
    const start = said.raw.indexOf(said.raw.trim())
    return text.length >= 2 && text.length <= 40 && !COMPANY_NO.test(text) && !/[?？]/.test(text)
      ? [{ kind: 'value', start, end: start + said.raw.trim().length, value: text, sure: true }]
      : []
  }
  const other = said.pending === 'infringer' && !said.asked
  // Asked for the other side, a company is theirs unless one says we.
  if (other && said.known.company !== undefined && !said.mending && !/我|俺|咱|本(?:公司|厂|店)|our|we /.test(said.text)) return []
  if (own.length > 0)
    return own.slice(-1).map((c) => ({ kind: 'value', start: c.start, end: c.end, value: c.name, sure: said.asked || !(said.story && tells(said.text)) || said.mending }))
  if (open.length > 0 && !other) {
    const first = open.find((c) => c.legal) ?? (open[0] as (typeof open)[number])
    return [
      {
        kind: 'value',
        start: first.start,
        end: first.end,
        value: first.name,
        sure: said.asked || (said.mending && !said.story && first.legal),
        soft: said.pending === null && said.story && tells(said.text),
      },
    ]
  }
  const any = said.asked && !other ? all[0] : undefined
  if (any && !/对方|侵权|他们|仿|抄/.test(said.text)) return [{ kind: 'value', start: any.start, end: any.end, value: any.name, sure: true }]
  if (!said.asked) return []
  // 北票市大黑山农庄，代码…: a word of its own that begins with a place and goes on beyond it, whatever it is called.
  for (const m of said.raw.matchAll(/(?<=^|[\s，,；;。:：、|])[\p{Script=Han}（）()·A-Za-z0-9]{5,30}(?=$|[\s，,；;。、|])/gu)) {
    const token = line(m[0]).text.replace(/^(?:我们?|俺们?|咱们?|本)?(?:公司|店|厂|单位|家)?(?:是|叫|就是|名叫)/u, '')
    const begins = readRegions(token).find((r) => r.start <= 1)
    if (
      begins &&
      !ADDRESS.test(token) &&
      !/[做卖搞]/.test(token.replace(/(?:公司|厂|店|社|部|坊|场|行)$/u, '')) &&
      token.length - begins.text.length >= 3 &&
      !/[的在有是被想要我俺你他这那吗呢吧了]|(?:[市区县镇乡村省路街道号]|附近|这边|那边)$/u.test(token.slice(begins.end))
    )
      return [{ kind: 'value', start: m.index, end: m.index + m[0].length, value: token, sure: true }]
  }
  const called = /(?:^|[，,。；;\s])(?:就|名)?叫(?:做)?([\p{Script=Han}A-Za-z0-9（）()·]{3,16})(?=$|[\s，,。；;])/u.exec(said.raw)
  if (called && !/^(?:人|我|他|她|什么|啥)|[的了]$/u.test(called[1] as string) && !isName(called[1] as string))
    return [{ kind: 'value', start: called.index, end: called.index + called[0].length, value: called[1] as string, sure: true }]
  if (/改|换|更正|修改|写错|错了|重新/.test(said.text)) return []
  const text = polish(said.raw)
    .replace(/^(?:我们?|公司|厂|店|单位|企业|的|全称|名称?|名字|我司|俺们?|咱们?){0,6}(?:就?是|叫做?|为|:|：|名叫){1,3} */u, '')
    .replace(/(?:的|哈|啊|吧|呢|哦|呀)$/u, '')
  if (
    /^[\p{L}\p{N}（）()·&.,'’ -]{3,40}$/u.test(text) &&
    /\p{L}{2}/u.test(text) &&
    !COMPANY_NO.test(text) &&
    !/(?<![\d])1[3-9]\d{9}(?!\d)|不知道|[吗呢么]$|什么|怎么|^(?:yes|no|ok|i |we |my |our |the )/i.test(text) &&
    (/(?:公司|厂|店|社|行|部|院|所|集团|中心|坊|场|商贸|会)$/.test(text) ||
      (text.length <= 16 &&
        !ADDRESS.test(text) &&
        !/^(?:公司|厂子?|店|单位|企业)?在|[做卖搞]|[，,。我你您他她这那不没能可会要想说问等让吧呢啊]/.test(text) &&
        !readPersons(said.raw, false).length &&
        !readRegions(said.raw, { asked: true }).some((r) => r.text.length >= text.length - 2)))
  )
    return [{ kind: 'value', start: 0, end: said.raw.length, value: text, sure: true }]
  return []
}
