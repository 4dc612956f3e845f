/** How much of a sentence its source explains: shared words, ways of saying the same, and words that assert nothing. */
import type { Glossary } from '../corpus/glossary.ts'
import { HEDGES } from './hedges.ts'

/** Words that assert nothing of their own. */
const NEUTRAL =
  '咋|啥|法子|路子|活儿|俩|哪儿|那儿|这儿|那头|这头|哪头|呗|嘞|哈|呀|哦|喂|听好|记下|记好|说准|图个|冲着|压根儿|压根|干脆|眼下|手头|底子|劲头|力气|那阵子|这阵子|一摊|分成|几档|两档|三档|档|打头|这边|那边|头上|手里|手上|这事|那事|事儿|您看|算是|等于说|提醒|一句|告诉|数数|这么|那么|说的是|讲的是|图的是|为的是|难处|那些|咱们|局里|态度|口气|上门的|头一条|这方面|这一块|这块|这些|那些|这类|那类|这样|那样|这项|这个|那个|这里|那里|这种|一类|一些|一起|一般来说|具体来说|也就是说|就是说|简单说|比如说|比如|例如|其中|包括|方面|办法|方式|措施|工作|事情|事项|有关|相关|要求|通知|文件|规定|写明|明确|提出|指出|按要求|按照|根据|国家|上面|上头|层面|政策|为了|好让|使得|以便|从而|因此|所以|并且|而且|同时|另外|此外|以及|还有|或者|还是|更加|进一步|有的|可以|能够|应当|应该|需要|正在|已|将会|会|将|要|能|可|得|应|须|进行|开展|组织|实施|推进|落实|做好|办理|办好|办完|搞|做|办|弄|完成|提供|给予|得到|享受|获得|建立|建起来|建起|建设|加强|加大|提升|提高|完善|发挥|利用|运用|使用|用上|用好|通过|采取|围绕|面向|针对|结合|作为|属于|到时候?|时候|之后|以后|以前|之前|期间|这次|目前|现在|接下来|您那里|您那边|贵单位|贵公司|您|你们|你|我们|他们|它们|大家|人家|自己|自身|本身|企业|公司|单位|机构|部门|地方|各地|当地|本地|各级|各类|各种|各|每个|每|多种|几个|全部过程|整个|里面|里头|里|中|上|下|内|外|间|前|后|等等|一类的|之类|等|的话|的|地|了|着|过|吧|呢|吗|啊|嘛|也|还|都|就|再|又|才|更|很|较|比较|最|好|多|少|大|小|新|真|来|去|给|把|将|被|由|对于|对|向|在|于|为|与|和|跟|同|及|或|让|使|令|叫|请|以|从|到|往|按|靠|凭|用|拿|有|是|像|即|并|而|且|但|则|之|其|所|此|该|某|谁|什么|怎么|如何|哪些|多少|几|要是|如果|不过|只要|因为|由于|虽然|但是|这|那|它|他|她|不|没有|没|无|未|非|也就|总之|当面|面对面|方便|便于|做到|实现|达到|保持|继续|接着|随时|及时|尽快|加快|快速|快|积极|主动|认真|切实|充分|有效|合理|科学|规范|有序|依法|依规|全面|深入|重点|主要|特别|尤其|一定|进度|情况|问题|内容|方法|形式|类型|范围|力度|水平|能力|效率|质量|作用|效果|目标|任务|机制|体系|制度|平台|服务|支持|帮助|帮着|帮忙|帮|协助|指导|引导|鼓励|推动|促进|促|协调|力争|争取|原则上|计划|打算|探索|试点|逐步|优先|至少|以上|以下|超过|不少于|左右|增长|增加|扩大|降低|减少|压缩|压|减|增|年|月|日|天|个|项|家|次|场|件|条|种|类|批'
const NEUTRALS = [...new Set(NEUTRAL.split('|'))].sort((a, b) => b.length - a.length)
/** Words that may stand in any sentence but carry no weight in it either way. */
const ASSERTING_NOTHING = new RegExp(NEUTRALS.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')

/** True for words of which some say more than a sentence's own grammar does. */
export function assertsAnything(words: string): boolean {
  return words.replace(ASSERTING_NOTHING, '').length > 0
}

/** Ways people say what notices write, where the glossary has none. `said` is explained where `written` stands in the source. */
const SAME: readonly (readonly [said: string, written: string])[] = [
  ['打假', '打击|假冒'],
  ['减轻|缓一缓|松快|缓解', '缓解|纾困'],
  ['毛病|状况|岔子', '问题|风险'],
  ['知会|通气|告知|说一声', '通报|通知|告知'],
  ['打成一包|打包|绑在一(?:起|块儿?)|绑到一(?:起|块儿?)', '捆绑'],
  ['头六个月|前六个月|前半年', '上半年'],
  ['押着|抵着|押出去', '质押'],
  ['虚构|编造|假的', '编造|虚假'],
  ['买卖', '交易'],
  ['严打|狠打|重拳', '打击|严厉'],
  ['底子|家底', '基础'],
  ['铺开|推开|推到|推向', '推广'],
  ['常来常往|勤走动|经常', '常态化|经常'],
  ['落到|用到|够得着', '惠及'],
  ['奔头|前途|盼头', '前景'],
  ['一样一样|分类|分门别类', '分类'],
  ['分步|一步一步|一步步|慢慢', '逐步'],
  ['摸一摸|摸清|摸底|打听', '调查|调研|掌握'],
  ['省份|省里|全省|本省', '省'],
  ['仿冒', '假冒|侵权'],
  ['案子', '案件'],
  ['有名|出名|叫得响', '知名'],
  ['会同|一起|联合|共同|和有关', '会同|共同|协调|配合'],
  ['卖不动|卖不掉|卖不出去', '滞销'],
  ['耽误|错过|过了期限|超期', '延误'],
  ['没了|失去|丢掉', '丧失'],
  ['恢复', '恢复'],
  ['收到就办|一收就[^,;。]{0,2}办|当场办|马上办|立刻办', '即收即办|即刻办理|立等可取'],
  ['办得快|快办', '快速办理'],
  ['网上|线上|在线', '网上|线上|在线|电子'],
  ['寄|邮寄', '邮寄'],
  ['打电话|电话', '电话'],
  ['专门的人|专人|有人', '专人'],
  ['加急', '加急'],
  ['上门|登门|到企业|到厂里|走进|进园区|进企业', '上门|走访|深入|入园惠企|面对面'],
  ['头一个接待|第一个接待|接待的人|负责到底', '首问负责'],
  ['反应快|处理快|反馈快', '快速反应|快速处理|快速反馈'],
  ['审查快|确权快|维权快', '快速审查|快速确权|快速维权'],
  ['打官司|维权', '维权'],
  ['钱|资金|经费|款', '资金|经费|基金|贷款|补贴|财政|投资'],
  ['省着用|节省|节约|省钱', '节约|降低'],
  ['比例|比重|份额|占到|占', '占比|比例'],
  ['算进|放进|写进|写入|列进|加进', '纳入|列入'],
  ['考核|评价|打分', '评价|考核'],
  ['公开|公布|发布', '发布|公开'],
  ['管理|监管|管', '管理|监管|监督'],
  ['罚|处罚|惩处', '处罚|惩戒'],
  ['约谈|通报', '约谈|通报'],
  ['套取|骗取', '套取'],
  ['造假|假交易', '编造虚假'],
  ['恶意|打算使用|想使用|真正使用', '恶意|不以使用为目的'],
  ['是为了|目的', '目的'],
  ['转让|卖专利', '转让'],
  ['真有需要|确实需要|确有需要|的确需要', '确需'],
  ['确实|的确|真是', '确'],
  ['总部|上级单位|主管', '主管'],
  ['分支|分部|分店', '分支|分平台|分中心'],
  ['跨区|跨省|跨地区', '跨区域'],
  ['还没|尚未|没建', '尚未'],
  ['捆绑|打包', '捆绑'],
  ['落地', '落地'],
  ['贷款|借钱|借款|放贷', '贷款|融资|续贷'],
  ['接着贷|续贷', '续贷'],
  ['前景|有奔头', '前景'],
  ['成本|花费|开销', '成本|费用'],
  ['打有力|更有力|力气', '力度'],
  ['更精准|准', '精准'],
  ['追根溯源|查源头|揪源头', '源头追溯'],
  ['监测|盯着', '监测|实时'],
  ['免费|不要钱|不收费|不花钱', '免费'],
  ['代办|代理', '代理'],
  ['审批|批', '审批'],
  ['审查员|审查的人', '审查员'],
  ['答疑|解答|回答问题', '答疑解惑'],
  ['当面|面谈', '面对面'],
  ['宣讲|讲政策|讲', '宣讲|宣传'],
  ['报道|采访', '报道|采访|宣传'],
  ['典型|案例|例子', '案例|典型'],
  ['做大做强|壮大', '做大做强|壮大'],
  ['龙头|领头', '龙头'],
  ['培养|培育|扶持', '培养|培育'],
  ['好用的|管用的|有效的|行之有效', '行之有效'],
  ['延续|接着用|继续用|延续下去', '延续'],
  ['经常|常常|时常|定期', '经常性|常态化'],
  ['调查|调研|摸底|了解', '调查|调研|了解|掌握'],
  ['拨付|拨款|发放|到位', '拨付|兑现'],
  ['足额|一分不少', '足额'],
  ['提交|报送|上报|报给|交给|报', '报|提交'],
  ['正式文件|纸质', '正式文件'],
  ['电子版|电子件', '电子件'],
  ['修改|修订', '修订'],
  ['难|贵', '融资难|融资贵'],
  ['对接|牵线|搭桥|撮合', '对接'],
  ['银企|银行和企业', '银企'],
  ['分配|分钱|怎么分', '分配'],
  ['评估|估价|估值', '评估'],
  ['基层|网点', '网点'],
  ['重复|重新建|再建|再新建', '重复|新建'],
  ['人才|人手', '人才'],
  ['三类|两类|四类|几类', '各类|、'],
  ['业务量|业务多', '业务量'],
  ['基础好', '工作基础'],
  ['总结|交流', '总结|交流'],
  ['方案|计划', '方案|计划'],
  ['举办|办一场|办', '举办|组织|开展'],
  ['厘清|理清|划清|分清|分开', '厘清|划分'],
  ['统一|一致', '统一'],
  ['跟踪|盯', '跟踪'],
  ['发现', '发现'],
  ['通报|通知|告诉', '通报|通知'],
  ['风险', '风险'],
  ['不分|平等|公平|同等', '一视同仁|公平'],
  ['国有|国企', '国有'],
  ['归|所有|产权', '所有权'],
  ['名录|名单', '名录|名单'],
  ['一站式|一条龙', '一站式'],
  ['减缓|减免', '减缓'],
  ['受惠|惠及|得实惠|受益', '惠及|惠企'],
  ['培训|上课|讲课', '培训'],
  ['分析', '分析'],
  ['法人|公司实体', '法人实体'],
  ['贯标|标准', '贯标|标准|规范'],
  ['倾斜|偏向', '倾斜'],
  ['直播|电商', '直播|电商'],
  ['推介|推荐|推广|展示', '推介|推荐|推广|展示|展会'],
  ['下一步|以后怎么做', '下一步'],
  ['成效|成绩|效果', '成效|成果'],
  ['建议|意见', '建议|意见'],
  ['标准', '技术标准|规范'],
  ['备案', '备案'],
  ['健全|完备', '健全'],
  ['弱|差', '较弱'],
  ['开放|公开', '开放'],
  ['许可|授权使用', '许可'],
  ['定价|价格', '定价'],
  ['窗口|柜台', '窗口'],
  ['政务大厅|办事大厅', '政务大厅'],
  ['畅通|打通', '畅通'],
  ['优惠|减税', '优惠'],
  ['合同范本|合同模板|范本', '合同范本'],
  ['唱主角|当主角|主体', '主体作用'],
  ['投了以后|投完|投后', '投后'],
  ['托管|代管', '托管'],
  ['帮扶|扶贫|扶持', '扶贫|帮扶|扶持'],
  ['丰富|多样', '丰富|多样化'],
  ['覆盖', '覆盖'],
  ['看重|重视|注重', '注重|重视'],
  ['资助|奖励|补贴', '资助|奖励|补贴'],
  ['裁决|裁定', '裁决'],
  ['判定|判断|鉴定', '判定'],
  ['挑选|筛选|选', '筛选'],
  ['定向|专门', '定向'],
  ['海外|国外', '海外'],
  ['走访|上门', '走访'],
  ['指引|指南|手册', '指引'],
]
const PAIRS = SAME.map(([said, written]) => ({ said: new RegExp(said, 'g'), written: new RegExp(written) }))

/** What may stand for a hedge says what it says. */
const HEDGED = HEDGES.map(({ said, written }) => ({ said: new RegExp(said, 'g'), written }))

export type Explained = {
  /** 1 explained, 0.5 only its character stands in the source, 0 not at all, −1 asserts nothing; one a character. */
  readonly weights: readonly number[]
}

const MARK = /[^\p{L}\p{N}]/u

export type Explainer = (sentence: string, source: string, clause?: string) => Explained

/** Makes a measure of how a flat sentence is explained by a flat source. */
export function explainer(glossary: Glossary): Explainer {
  const terms = glossary.flatMap(({ term, zh }) => zh.map((form) => ({ form, term })))
  return (sentence, source, clause = '') => {
    const weights: number[] = sentence.split('').map((c) => (MARK.test(c) ? -1 : source.includes(c) ? 0.5 : 0))
    const raise = (start: number, length: number, to: number) => {
      for (let i = start; i < start + length; i++) if ((weights[i] as number) < to) weights[i] = to
    }
    const lower = (start: number, length: number) => {
      for (let i = start; i < start + length; i++) if ((weights[i] as number) < 1) weights[i] = -1
    }
    for (let i = 0; i + 2 <= sentence.length; i++) if (source.includes(sentence.slice(i, i + 2))) raise(i, 2, 1)
    // What else its clause speaks of explains less.
    for (let i = 0; i + 2 <= sentence.length; i++) if (clause.includes(sentence.slice(i, i + 2))) raise(i, 2, 0.75)
    for (const { said, written } of PAIRS) if (written.test(source)) for (const m of sentence.matchAll(said)) raise(m.index, m[0].length, 1)
    for (const { said, written } of HEDGED) if (source.search(written) >= 0) for (const m of sentence.matchAll(said)) raise(m.index, m[0].length, 1)
    for (const { form, term } of terms) {
      const at = sentence.indexOf(form)
      if (at >= 0 && source.includes(term)) raise(at, form.length, 1)
    }
    for (const m of sentence.matchAll(ASSERTING_NOTHING)) lower(m.index, m[0].length)
    return { weights }
  }
}

/** The share explained of what is asserted, and the longest stretch of it that nothing explains. */
export function covered({ weights }: Explained, start = 0, end = weights.length): { readonly share: number; readonly said: number; readonly gap: number } {
  let sum = 0
  let said = 0
  let gap = 0
  let run = 0
  for (let i = start; i < end; i++) {
    const weight = weights[i] as number
    if (weight < 0) {
      run = 0
      continue
    }
    said++
    sum += weight
    run = weight <= 0.5 ? run + (weight === 0 ? 1 : 0.5) : 0
    gap = Math.max(gap, run)
  }
  return { share: said === 0 ? 1 : sum / said, said, gap }
}

/** Whom every notice names. */
const BODIES = /(?:国家|各省|省级|省|各级|各地方?)?知识产权(?:管理部门|局)?|各?省局/g

/** The pairs of neighbouring characters of a flat text that say something. */
function pairsOf(text: string): Set<string> {
  const bare = text.replaceAll('科研院所', '院所').replace(BODIES, ',').replace(ASSERTING_NOTHING, ',')
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, i) => bare.slice(i, i + 2)).filter((pair) => !MARK.test(pair)))
}

/** One sentence of a notice, to be told from the others. */
type Told = { readonly clause: string; readonly pairs: ReadonlySet<string> }

/**
 * Makes a measure of where in the notices a sentence belongs: how much of it the source it names says, and how much the likeliest sentence of other clauses does.
 * A pair counts the more, the fewer sentences have it.
 */
export function belonging(
  sentences: readonly { readonly clause: string; readonly text: string }[],
): (said: string, source: string, clause: string) => { readonly own: number; readonly other: number } {
  const all: Told[] = sentences.map(({ clause, text }) => ({ clause, pairs: pairsOf(text) }))
  const counts = new Map<string, number>()
  for (const { pairs } of all) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  const weight = (pair: string) => Math.log(all.length / (counts.get(pair) ?? all.length))
  return (said, source, clause) => {
    const ours = [...pairsOf(said)]
    const share = (has: (pair: string) => boolean) => ours.reduce((sum, pair) => sum + (has(pair) ? weight(pair) : 0), 0)
    return {
      own: share((pair) => source.includes(pair)),
      other: Math.max(0, ...all.filter((t) => t.clause !== clause).map((t) => share((pair) => t.pairs.has(pair)))),
    }
  }
}

/** Stands in nearly every sentence and tells none from another. */
const EVERYWHERE = /知识产权/g

/** The share of a stretch's telling characters that stand in a sentence. */
export function held(stretch: string, sentence: string): number {
  const bare = [...new Set(stretch.replace(EVERYWHERE, '').replace(/[^\p{L}\p{N}]|[的地得了和与及等并为对在将把要各有]/gu, ''))]
  return bare.length === 0 ? 0 : bare.filter((c) => sentence.includes(c)).length / bare.length
}

/** The same of pairs of neighbours: what shares characters only by chance shares few of them. */
export function heldPairs(stretch: string, sentence: string): number {
  const pairs = neighbours(stretch)
  return pairs.length === 0 ? 0 : pairs.filter((p) => sentence.includes(p)).length / pairs.length
}

/** False where what a sentence shares with a stretch stands in the stretches beside it too: it may be speaking of those. */
export function ownHeld(stretch: string, sentence: string, beside: string): boolean {
  const own = neighbours(stretch).filter((p) => !beside.includes(p))
  return own.length === 0 || own.filter((p) => sentence.includes(p)).length / own.length >= OWN_SHARE
}

const OWN_SHARE = 0.15

function neighbours(stretch: string): string[] {
  const bare = stretch.replace(EVERYWHERE, '').replace(/[^\p{L}\p{N}]/gu, '')
  return [...new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, i) => bare.slice(i, i + 2)))]
}
