/** Opposites: what a denial says when it is put the other way round, and which words of a sentence say the contrary of the notice's. */
import { blanked } from './quantities.ts'

/**
 * Pairs of ways, each the contrary of the other. Denying the one says the other: 政策不能断 for 政策予以延续, 卖不动 for 滞销.
 * Words of a side may themselves have a denial in them; the longer match goes first.
 */
const AXES: readonly (readonly [plus: string, minus: string])[] = [
  [
    '延续|继续|接着|保持|持续|常态|经常|长期|长效|时常|年年|每月|每年',
    '(?<!不)断(?!增|完|提|发|创|更|定)|停|撂|丢(?:下|[,;:。]|$)|扔下|一阵子|一阵风|一锤子|一次性?就|半途|三天打鱼|时有时无|断断续续|有一搭',
  ],
  [
    '及时|尽快|加快|快速|抓紧|即收|即刻|立等|马上|立刻|当场|提速|压减|压缩',
    '拖(?![累过])|[缓放]一[缓放]|先[缓放]着|放缓|放慢|减慢|缓着|(?<!货)压着|压下(?![去来])|耽搁|磨蹭|迟迟|慢吞吞|干等|排长队|捂着|憋着|瞒',
  ],
  [
    '免费|不要钱|不收(?:取)?(?:钱|费|费用)?|不(?:用)?花钱|(?:不用|不必|无需|分文不)(?:交|花|付|掏|出|取|要)(?:钱|费)?|一分钱不',
    '收(?:取)?费(?!减)|收[^,;。不]{0,6}钱|要钱|花钱|掏钱|交钱|付费|交费',
  ],
  ['足额|兑现|保质保量|确保|全额', '短(?=$|[,了缺])|少给|打折扣?|克扣|拖欠|截留|打白条|缩水|走样|欠着'],
  [
    '加大|提高|提升|扩大|增加|增长|增幅|新增|做大|上调|放大|拉高|抬高',
    '从轻|降(?:下来|一降|下去)|减幅|下降|下滑|减少|调低|下调|往下[调降压]|收窄|收紧|缩小|缩减|收一收|减小|降低|压低|[轻低少小]一?些|[轻低少小]一?点',
  ],
  ['决定性|主导|主体|关键|基本保障', '辅助性?作用|次要|配角|附带'],
  ['公开|发布|公布|共享|开放|汇集', '收窄|收紧|捂|藏|保密|锁着|攥'],
  [
    '打击|遏制|堵住|惩戒|查办|处罚|严厉|防控|防范|整治|净化|监管|监督',
    '放过|手软|姑息|纵容|任由|由着|容忍|听之任之|放任|放手|撒手|不管(?=$|[,;。了])|没人管|不闻不问|客气|心软',
  ],
  ['会同|共同|联合|协同|统筹|合力|配合|协调|多方|参与', '单干|独自|各干各|各管各|一家(?:扛|干|说了算|包)|单打独斗|各自为政|孤军|自己扛|硬扛|一头热'],
  ['节约|盘活|高效|有效|效率|效益', '浪费|乱花|大手大脚|白花|糟蹋|闲置|闲着|趴|躺着|睡大觉|沉睡'],
  [
    '一视同仁|公平|平等|不(?:作|做|加|搞)?区(?:别|分)',
    '偏心|歧视|区别对待|厚此薄彼|两样|另眼|亏待|偏向|偏袒|往后排|排(?:在|到)?后|靠后|优先考虑|分(?:高低|亲疏|彼此|国有|公私)',
  ],
  ['主动|上门|走访|深入|面对面', '坐等|坐着|干等|等着|等人|等企业|守着|光坐|窝在'],
  ['精准|针对|分类|分应用|不同', '一刀切|一锅(?:煮|端|烩)|一概而论|不看对象|笼统|一个样|一样|盲目|撒胡椒面|瞎'],
  ['线上|网上|网|电子|邮寄|上门', '跑腿|跑大厅|跑窗口|来回跑|跑现场|跑一趟|跑路|亲自跑|多跑|到现场|跑'],
  ['便利|便民|便捷|畅通', '麻烦|折腾|费事|费劲'],
  ['加强|强化|严格|从严|加大|狠抓', '放松|放宽|松懈|减弱|削弱|淡化|减轻'],
  ['规范|依规|按规定|依法|严格|从严|科学', '随意|随便|胡来|马虎|乱来|乱花|乱搞|瞎搞|走过场|松口'],
  ['落实|落地|实施|见效|成效|转化', '摆设|空谈|空话|挂在墙上|锁在柜子|落空|光说|停在|嘴上|纸上'],
  ['(?:销|卖)得?(?:动|掉|出)|畅销|好卖|热销', '滞销|(?:卖|销)不(?:动|掉|出去?|了)|货压|积压|压货|压着货|没(?:人)?(?:买|要)'],
  [
    '运(?:得)?(?:出去?|走|动)|发得出|(?:物流|道|路上?)[^,;。不]{0,2}[畅通]|跑得通',
    '受阻|(?:运|走|发|送|出)不(?:出去?|走|动|了|通)|(?:物流|路上?|运输|道)[^,;。]{0,4}不(?:通|畅|顺)|堵|卡(?:住|在|着)',
  ],
  ['保住|保留', '丧失|没了|没的(?=[,;。]|$)|没有了|失去|丢(?:了|掉|失)'],
  ['赶上|按时|如期|按期', '延误|没赶上|没能按|来不及|没来得及|没按|耽误|错过|误了|超期'],
  ['顺利|容易|跟得?上', '困难|不容易|难处|不好(?:办|做|弄)|跟不上|上不去|做不(?:下去|了)|干不下去'],
  ['(?:很|较|更)强|健全|完善|(?<![不能])够(?=[全细强好])', '弱|不(?:够)?强|不足|不够|不(?:太|大|很)?(?:健全|完善|齐)|欠缺|差|跟不上|吃力|缺'],
  ['拉长|延长|放慢|变长', '压减|压缩|缩短|加快'],
  ['厘清|理清|划清|分清|划分|分开', '搅(?:在|和|到)|混(?:在一起|为一谈|淆|着)|掺和|一锅粥'],
  ['尊重|意愿|自愿', '勉强|强迫|硬来|硬塞|强买|硬逼|亏'],
  ['统筹|现有|盘活', '另起炉灶|重复|重来|另搞|再建|白建'],
  ['长期有效|不变', '有效期'],
  ['已经?(?:有|建)|现成', '尚未|还没(?:有)?|没(?:有)?(?:建|设|搭)|未(?:建|设)|尚无|还无|没(?:有)?[^,;。]{0,6}机制|空着|空白|缺着|空缺'],
  [
    '真(?:用|要用|想用)|为了?(?:使)?用|为(?:了)?创新',
    '恶意|虚假|套取|造假|编造|不以[^,;。]{1,8}为目的|(?:不|没|没有|并非)(?:是)?(?:真)?(?:打算|为了?|想|图|冲着|拿来)(?:真|去|要|拿来)?(?:使?用|创新|保护)?',
  ],
  ['对称|均衡|统一', '不对称|滞后|对不上|不(?:统一|一致|准|对等|匹配)'],
]

const RULES = AXES.map((sides) => sides.map((words) => new RegExp(words, 'g')) as [RegExp, RegExp])
/** Takes back what stands behind it, in the same stretch. */
const DENYING = /(?:(?:不|没|别|莫|勿|无|未|非|免得|省得|避免|防止|杜绝|哪能|岂能|禁)[^,;。!?:、·]{0,4}|(?:别|莫|不(?:能|要|可|得|该|许|让))把[^,;。!?:、·]{0,14})$/
/** Words with a denying character in them that deny nothing. */
const WORDS =
  /不断|不同|一分不少|不少(?!于)|不仅|不但|不过|不论|无论|不只|(?:不用|不必|用不着|甭|无[须需])(?=自己|您|企业|再|亲自)|个别|特别|分别|类别|级别|识别|别的|无形|无疑|非常|除非|未来|(\p{Script=Han})[不没]\1/gu

/** Denies that it is all, or that it is sure, and not that it is so: 别光发电子件, 不能说一定免费. */
const PARTLY = /光|仅|只|单|止|全|都|说|一定|保证/

/** 吃不吃亏, 有没有: leaves open which. */
const ASKED = /(\p{Script=Han})[不没]\1[^,;。]{0,2}$/u

/** 打击编造虚假交易: what is struck at is named, and denied. */
const STRUCK = /(?:打击|遏制|堵住|防控|防范)[^,;。]{0,12}$/

/** One way a text goes on one axis; `start` is where its denial stands, if it has one; `partly` if it goes the other way too. */
export type Sign = { readonly axis: number; readonly plus: boolean; readonly partly: boolean; readonly start: number; readonly end: number }

/** Every way a flat text goes, denials reckoned in. */
function signs(text: string): Sign[] {
  const found = RULES.flatMap((sides, axis) => {
    const taken: { side: number; start: number; end: number }[] = []
    // What is longer has the denial in it already: 不要钱 before 要钱.
    for (const one of sides
      .flatMap((words, side) => [...text.matchAll(words)].map((m) => ({ side, start: m.index, end: m.index + m[0].length })))
      .sort((a, b) => b.end - b.start - (a.end - a.start)))
      if (!taken.some(({ start, end }) => one.start < end && start < one.end)) taken.push(one)
    return taken.map((one) => ({ axis, ...one }))
  })
  // A denial that belongs to one word denies no other: 卖不动或物流受阻.
  const clean = found.reduce((t, { start, end }) => blank(t, start, end), blanked(text, WORDS))
  return found.map(({ axis, side, start, end }) => {
    const denied = DENYING.exec(clean.slice(Math.max(0, start - 18), start))
    return {
      axis,
      plus: (side === 0) !== (denied !== null),
      partly: (denied !== null && PARTLY.test(denied[0])) || ASKED.test(text.slice(0, start)) || STRUCK.test(text.slice(0, start)),
      start: denied ? start - denied[0].length : start,
      end,
    }
  })
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[不没别莫勿无未非]/g, '·') + text.slice(end)
}

/** The ways of a sentence that its source goes too, those of the source that it answers, and those that are the contrary of all the source says on that axis. */
export function compared(said: string, source: string): { readonly shared: readonly Sign[]; readonly answered: readonly Sign[]; readonly contrary: readonly Sign[] } {
  const theirs = signs(source)
  const ours = signs(said)
  const on = (s: Sign) => theirs.filter((t) => t.axis === s.axis)
  return {
    shared: ours.filter((s) => on(s).some((t) => s.partly || t.partly || t.plus === s.plus)),
    answered: theirs.filter((t) => ours.some((s) => s.axis === t.axis && s.plus === t.plus)),
    contrary: ours.filter((s) => !s.partly && on(s).length > 0 && !on(s).some((t) => t.partly || t.plus === s.plus)),
  }
}
