/** Plants errors into faithful sentences, twelve kinds, each in several ways that take turns. */
import type { Corpus } from '../../src/corpus/corpus.ts'
import type { Claim } from '../../src/fluent/held.ts'

export const KINDS = [
  'number',
  'date',
  'negation',
  'clause number',
  'subject',
  'amount',
  'unit of a term',
  'swapped clause',
  'dropped hedge',
  'added condition',
  'dropped exception',
  'invented link',
] as const
export type Kind = (typeof KINDS)[number]

/** Draws the same lots for the same seed. */
export function lots(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}

type Draw = (below: number) => number
const one = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T

/** Changes one match of a pattern; null where there is none. */
function change(text: string, pattern: RegExp, draw: Draw, to: (found: string) => string): string | null {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return null
  const m = one(draw, found)
  const planted = text.slice(0, m.index) + to(m[0]) + text.slice(m.index + m[0].length)
  return planted === text ? null : planted
}

/** Adds a stretch before the final mark. */
function added(text: string, more: string): string {
  return `${text.replace(/[。！]$/, '')}，${more}。`
}

const VERBS =
  /开展|提供|完善|建立|加强|推进|组织|支持|鼓励|引导|培育|打击|办理|完成|推广|设立|提高|提升|面向|落实|协调|通报|派出|推动|扩大|制定|举办|运用|发展|加快|办|报/g

function plantNumber(text: string, draw: Draw): string {
  const other = (n: string) =>
    String(
      one(
        draw,
        [Number(n) + 1, Number(n) + 2, Number(n) * 2, Number(n) * 10, Math.max(1, Number(n) - 1)].filter((v) => v !== Number(n)),
      ),
    )
  return (
    change(text, /(?<![\d—/-])\d{1,3}(?=个工作日|天|场|次|人次|%|亿|届|周年|号)/g, draw, other) ??
    change(text, /[一两](?=个工作日|次|场)/g, draw, () => one(draw, ['三', '五', '十'])) ??
    added(text, one(draw, ['共12项', '已覆盖35个城市', '每家企业可办3次', '分5批进行', '涉及600家企业', '由八个部门一起做', '每年办4场', '有3000人参加']))
  )
}

function plantDate(text: string, draw: Draw): string {
  return (
    change(text, /20\d\d(?=年)/g, draw, (y) => String(Number(y) + one(draw, [-1, 1, 2, 5]))) ??
    change(text, /\d{1,2}月/g, draw, (m) => `${(Number.parseInt(m, 10) % 12) + 1}月`) ??
    change(text, /年?年底前/g, draw, () => one(draw, ['6月底前', '次年3月前', '年底后'])) ??
    added(text, one(draw, ['2025年底前完成', '从2026年3月1日起执行', '截止到今年6月底', '2019年上半年落实', '每年12月1日前申报', '自明年起', '2030年前见效']))
  )
}

/** What may be taken out of a sentence so that it says the contrary; 能不能 asks, and says nothing without its 不 either. */
const TAKEN = /(?<!特|分|个|区)(?:不(?!同|断|仅|少|过|分|管)(?!(?<=(\p{Script=Han})不)\1)|没有?(?!(?<=(\p{Script=Han})没)\2)|还没|尚未|避免|遏制)/gu
function plantNegation(text: string, draw: Draw): string {
  return (
    (draw(3) === 0 ? change(text, TAKEN, draw, () => '') : null) ??
    change(text, VERBS, draw, (v) => `${one(draw, ['不', '不再', '没有', '不予', '暂不', '停止', '未', '拒绝', '无须'])}${v}`) ??
    added(text, one(draw, ['目前还不行', '暂时没有这项服务']))
  )
}

function plantReference({ text, clause }: Claim, corpus: Corpus, draw: Draw): string {
  const own = corpus.clause(clause)
  const wrong = one(
    draw,
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].filter((n) => !own.printed.includes(n)),
  )
  const notices = ['国知发管字〔2018〕32号', '国知发运字〔2021〕22号', '国知办函管字〔2017〕733号', '辽知发〔2022〕6号'].filter(
    (n) => n !== corpus.notice(own.notice).number,
  )
  return (
    one(draw, [
      `按照第${wrong}条，`,
      `这是第${wrong}条的规定：`,
      `根据（${wrong}），`,
      `根据${one(draw, notices)}，`,
      `按照${corpus.notice(own.notice).number}第${wrong}条，`,
      '根据国知发〔2019〕45号，',
      `依据通知第${wrong}项，`,
    ]) + text
  )
}

const SUBJECTS = [
  '国有企业',
  '外资企业',
  '商业银行',
  '人民法院',
  '税务部门',
  '个体工商户',
  '律师事务所',
  '在校学生',
  '海关',
  '街道办事处',
  '市场监管部门',
  '上市公司',
  '行业商会',
  '个人发明人',
  '公安机关',
  '乡镇政府',
]
function plantSubject(text: string, draw: Draw): string {
  return (
    change(
      text,
      /(?:各地方|各级|各省|国家|地方)?知识产权(?:局|管理部门)|(?:困难的?|有困难的)?民营(?:和)?(?:中小微|小微)?企业|(?:创新型)?中小微?企业|小微企业|初创企业|重点企业|各?(?:知识产权)?(?:维权援助|保护|审查协作)中心|(?:专利)?代理机构|评估(?:服务)?机构|高校院所|科研人员|重点城市|试点省份|质权人|服务机构|龙头机构|(?<=[，。为给让])企业|各地/g,
      draw,
      () => one(draw, SUBJECTS),
    ) ?? `${one(draw, SUBJECTS)}${one(draw, ['负责：', '要做的是：', '牵头，'])}${text}`
  )
}

function plantAmount(text: string, draw: Draw): string {
  return (
    change(text, /\d+(?=亿元|万元|%|人次)/g, draw, (n) => String(one(draw, [Number(n) * 2, Number(n) + 5, Number(n) * 10, Number(n) + 30]))) ??
    change(text, /亿元/g, draw, () => '万元') ??
    added(
      text,
      one(draw, [
        '最高补贴50万元',
        '每件资助3000元',
        '贴息比例为2%',
        '可贷500万元',
        '奖励10万元',
        '费用减免70%',
        '按贷款额的1%补助',
        '每家给两万块钱',
        '额度不超过1000万元',
        '补助一半费用',
      ]),
    )
  )
}

function plantUnit(text: string, draw: Draw): string {
  return (
    change(text, /个?工作日/g, draw, () => one(draw, ['天', '个月', '周', '个小时', '年'])) ??
    change(text, /每个?[月年]/g, draw, (t) => (t.includes('月') ? one(draw, ['每年', '每周', '每季度']) : one(draw, ['每月', '每季度', '每周']))) ??
    change(text, /年均/g, draw, () => '月均') ??
    change(text, /(?<=\d)天/g, draw, () => one(draw, ['个工作日', '个月', '周'])) ??
    change(text, /人次/g, draw, () => one(draw, ['家企业', '天', '场'])) ??
    change(text, /(?<=[\d一两])[场次]/g, draw, () => one(draw, ['个月', '年', '天'])) ??
    added(text, one(draw, ['3个月内办结', '7天内答复', '五个工作日完成', '有效期两年', '每季度一次', '期限为一年', '每周受理', '24小时内响应']))
  )
}

function plantSwap(claim: Claim, corpus: Corpus, draw: Draw): Claim {
  const others = corpus.clauses.filter((c) => c.id !== claim.clause && typeof c.ordinal === 'number' && c.ordinal > 0)
  const other = one(draw, others)
  const sentence = one(
    draw,
    other.sentences.filter((s) => s.text.length > 14 && !s.text.includes(other.heading)),
  )
  // Named under another clause: with its own words, or with words of the clause named.
  return draw(4) === 0 ? { ...claim, clause: other.id } : { text: claim.text, clause: other.id, quote: sentence.text }
}

/** What a sentence may lose is what its source has; `支持的` and the like hedge nothing. */
const HEDGED =
  /力争|争取|支持、?鼓励|(?<!支持、?)鼓励|提倡|原则上|积极协调|协调(?!有关)|协助|(?<!贯标|宣传)引导(?!支持|作用)|(?<!鼓励|财政|引导|经费)支持(?!的|政策|力度|项目|扩大|，|。|、?鼓励)|推动着?|计划(?=开展|搞)|逐步|优先(?!审查)|可以|(?<![反响对效相供])应当?(?!对|用)|应该/g
const MEANT: Readonly<Record<string, string>> = { 争取: '力争', 提倡: '鼓励', 应当: '应', 应该: '应', 推动着: '推动', 积极协调: '协调', '支持、鼓励': '支持鼓励' }
function plantHedge({ text, quote }: Claim, draw: Draw): string {
  // 支持鼓励 is one hedge in two words, and 引导作用 none.
  const theirs = new Set(quote.replace(/支持、?鼓励/g, '支持鼓励').match(HEDGED) ?? [])
  const found = [...new Set(text.match(HEDGED) ?? [])].filter((word) => theirs.has(MEANT[word] ?? word))
  const strong = () =>
    change(text, VERBS, draw, (v) => `${one(draw, ['必须', '一定', '保证', '一律', '务必', '肯定会', '都能', '承诺', '已经'])}${v}`) ?? added(text, '这是一定能办到的')
  if (found.length === 0) return strong()
  const word = one(draw, found)
  const bare = text.replaceAll(word, one(draw, ['', '', '必须']))
  return bare
}

const MORE = [
  '但须先缴纳保证金',
  '仅限注册满三年的企业',
  '前提是企业信用良好',
  '须经市局批准',
  '只对高新技术企业开放',
  '需要提交审计报告',
  '申请前要先参加培训',
  '如果企业上年度亏损则不适用',
  '要求企业年纳税超过一百万元',
  '名额用完为止',
  '必须由法定代表人到场办理',
  '只有拥有发明专利的企业才能申请',
  '企业要提供房产作抵押',
  '限成立两年以上的公司',
  '须委托指定的代理机构',
  '且企业没有诉讼记录',
  '通过专家评审后方可享受',
  '每家企业只能申请一次',
  '要先在系统里实名注册',
  '以企业缴纳社保为准',
]
const WITHOUT = ['所有企业都适用', '没有任何例外', '不论规模大小都一样', '任何人都可以申请', '全国各地都照此执行', '一律照办', '什么情况都包括', '每家企业都有份']
const EXCEPT =
  /(?:确实|真)?(?:需要设立的|有需要的话)，应(?:当)?由主管单位报国家知识产权局核准后再?设立|确因疫情相关原因|确实是疫情原因|有条件的(?:地区)?，?|(?:有?困难的?)(?=民营)|受疫情影响较大(?:但有发展前景)?的?|试点(?=省|城市|地区)|、但还有发展前景的|但有发展前景的|不以使用为目的的|明显不以保护创新为目的的?|还没有建立风险补偿机制的|建设期满的?|试点期间|民营(?=企业|中小|小微)|民营和(?=中小)|创新型|中小微?|小微|初创|设有质押融资风险补偿基金的|按规定|依规|原则上|重点(?=企业)|财政(?:资金)?支持的/g
function plantException(text: string, draw: Draw): string {
  return (draw(4) > 0 ? change(text, EXCEPT, draw, () => '') : null) ?? added(text, one(draw, WITHOUT))
}

const LINKED = [
  '详见 https://zscq-fuwu.com/apply',
  '可登录www.ip-help.cn办理',
  '请加微信zhishi2022',
  '扫码关注公众号即可申请',
  '点击这里查看详情',
  '请联系 @张主任',
  '发邮件到 help@ip-service.net',
  '咨询电话024-86912345',
  '下载“知产通”小程序办理',
  '[申请入口](http://1.2.3.4/a)',
  '请拨打12330热线',
  '请把费用汇到指定账户',
]

/** The claim with one error of a kind. */
export function plant(kind: Kind, claim: Claim, corpus: Corpus, draw: Draw): Claim {
  const { text } = claim
  const to = (planted: string): Claim => ({ ...claim, text: planted })
  switch (kind) {
    case 'number':
      return to(plantNumber(text, draw))
    case 'date':
      return to(plantDate(text, draw))
    case 'negation':
      return to(plantNegation(text, draw))
    case 'clause number':
      return to(plantReference(claim, corpus, draw))
    case 'subject':
      return to(plantSubject(text, draw))
    case 'amount':
      return to(plantAmount(text, draw))
    case 'unit of a term':
      return to(plantUnit(text, draw))
    case 'swapped clause':
      return plantSwap(claim, corpus, draw)
    case 'dropped hedge':
      return to(plantHedge(claim, draw))
    case 'added condition':
      return to(added(text, one(draw, MORE)))
    case 'dropped exception':
      return to(plantException(text, draw))
    case 'invented link':
      return to(added(text, one(draw, LINKED)))
  }
}
