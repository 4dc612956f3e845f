/** The verifier: its figures over the desk's answers within their bounds, and the ways of being false that have a name. */
import { beforeAll, describe, expect, it } from 'vitest'
import { verifier } from '../../src/fluent/claims.ts'
import type { Claim } from '../../src/fluent/held.ts'
import { corpus } from '../desk-under-test.ts'
import { cries, type Figures, foundByHand, measure, ownWords, share, sum } from '../eval/verifier.ts'
import { KINDS } from './planting.ts'
import { HALVES, prompted } from './said.ts'

const verify = verifier(corpus)

describe('over the answers of the desk', () => {
  let figures: Figures
  beforeAll(async () => {
    figures = await measure()
  }, 180_000)

  it('takes at least 300 answers, twelve errors planted in each', () => {
    expect(figures.answers).toBeGreaterThanOrEqual(300)
    expect(KINDS).toHaveLength(12)
    for (const kind of KINDS) expect(figures.caught[kind].dev.of + figures.caught[kind].report.of).toBe(figures.answers)
    expect(figures.caught.number.report.of).toBeGreaterThanOrEqual(300)
  })

  it.each(KINDS)('finds a planted error of the kind “%s”, in sentences never looked into too', (kind) => {
    const exact = ['number', 'date', 'clause number'].includes(kind)
    for (const half of HALVES) expect(share(figures.caught[kind][half]), half).toBeGreaterThanOrEqual(exact ? 1 : 0.95)
  })

  it('finds 99 % of what is planted in sentences never looked into, all kinds together', () => {
    expect(share(sum(KINDS.map((kind) => figures.caught[kind].report)))).toBeGreaterThanOrEqual(0.99)
  })

  it('cries at no more than 3 % of the free retellings it was tuned on, and at no more than 9 % of others', () => {
    // What breaks the prompt's own rules, 五个地市里至少有四个 for 80%以上, costs a sentence its fluency, never the answer its truth.
    expect(share(figures.alarms.dev)).toBeLessThanOrEqual(0.03)
    expect(share(figures.alarms.report)).toBeLessThanOrEqual(0.09)
  })
})

describe('errors made by hand, as a model makes them', () => {
  it.each(HALVES)('are found, 95 in a hundred, of figures and clause numbers 97: %s', (half) => {
    const found = foundByHand(half)
    expect(share(sum(Object.values(found)))).toBeGreaterThanOrEqual(0.95)
    expect(share(sum([found.number, found.date, found.amount, found['clause number'], found['unit of a term']]))).toBeGreaterThanOrEqual(0.97)
  })
})

describe('what writers said by the prompt that a model is given', () => {
  it.each(HALVES)('is cried at in no more than three in a hundred sentences: %s', (half) => {
    const cried = cries(prompted(half))
    expect(cried.of).toBeGreaterThanOrEqual(300)
    expect(share(cried)).toBeLessThanOrEqual(0.03)
  })

  it('is never cried at where it is the notice’s own words', () => {
    const cried = ownWords()
    expect(cried.of).toBeGreaterThanOrEqual(100)
    expect(share(cried)).toBeLessThanOrEqual(0.03)
  })
})

describe('a sentence', () => {
  const quote =
    '设立专利商标质押登记绿色通道，鼓励采取网上和邮寄方式提交，提供电话预约和专人指导等服务，根据有关企业和银行需求，即收即办、快速办理，力争1个工作日完成电子化登记。'
  const of = (text: string, change: Partial<Claim> = {}): Claim => ({ text, clause: 'ln-2022-6#2', quote, ...change })
  const faithful = [
    '即收即办、快速办理，力争1个工作日完成电子化登记。',
    '登记是即收即办，力争一个工作日完成电子化登记。',
    '鼓励采取网上和邮寄方式提交，也提供电话预约和专人指导。',
    '登记不能拖，要即收即办、快速办理，力争1个工作日完成电子化登记。',
    '电话预约、专人指导这两样服务都提供，鼓励网上和邮寄提交。',
  ]
  it.each(faithful)('that says what is quoted passes: %s', (text) => {
    expect(verify(of(text))).toBeNull()
  })

  const wrong: [string, Claim, RegExp][] = [
    ['another number', of('即收即办，力争3个工作日完成电子化登记。'), /number/],
    ['a number in Chinese', of('即收即办，力争三个工作日完成电子化登记。'), /number/],
    ['a number in full width', of('即收即办，力争３个工作日完成电子化登记。'), /number/],
    ['another unit', of('即收即办，力争1天完成电子化登记。'), /number/],
    ['a dropped 力争', of('即收即办，1个工作日完成电子化登记。'), /hedge/],
    ['a promise', of('即收即办，保证1个工作日完成电子化登记。'), /strength/],
    ['a dropped 鼓励', of('采取网上和邮寄方式提交，提供电话预约和专人指导。'), /hedge/],
    ['鼓励 made a duty', of('必须采取网上和邮寄方式提交。'), /strength|hedge/],
    ['a denial', of('不提供电话预约和专人指导等服务。'), /denial/],
    ['a condition', of('即收即办，力争1个工作日完成电子化登记，但须先缴纳保证金。'), /condition|coverage/],
    ['another subject', of('税务部门即收即办，力争1个工作日完成电子化登记。'), /subject/],
    ['another place', of('全国都即收即办，力争1个工作日完成电子化登记。'), /place|strength/],
    ['a city', of('杭州市即收即办，力争1个工作日完成电子化登记。'), /place/],
    ['another clause', of('按照第三条，即收即办，力争1个工作日完成电子化登记。'), /reference/],
    ['another notice', of('根据国知发管字〔2018〕32号，即收即办，力争1个工作日完成电子化登记。'), /reference/],
    ['a link', of('即收即办，力争1个工作日完成，见 https://a.cn/x。'), /link/],
    ['a mention', of('即收即办，请找@channel，力争1个工作日完成电子化登记。'), /link/],
    ['a telephone', of('即收即办，力争1个工作日完成电子化登记，电话02486912345。'), /code|number|link/],
    ['a quote that is not there', of('即收即办，力争1个工作日完成电子化登记。', { quote: '力争2个工作日' }), /quote/],
    ['a quote of another clause', of('即收即办，力争1个工作日完成电子化登记。', { clause: 'ln-2022-6#3' }), /quote/],
    ['a clause that does not exist', of('即收即办，力争1个工作日完成电子化登记。', { clause: 'ln-2022-6#99' }), /quote/],
    ['quotation marks of our own', of('「即收即办」，力争1个工作日完成电子化登记。'), /form/],
    ['a placeholder', of('［公司1］即收即办，力争1个工作日完成电子化登记。'), /form/],
    ['an invisible character', of('即收即办，力争1个\u200b工作日完成电子化登记。'), /form/],
    ['another tongue', of('Registration is finished within one working day.'), /form/],
    ['words of no source', of('登记以后企业信用会越来越好，融资轻松没有烦恼。'), /coverage|condition|denial/],
    ['nothing', of('好的，这方面有相关的规定和要求。'), /coverage/],
    ['the contrary without a denial', of('即收即办、快速办理都是拖着来，力争1个工作日完成电子化登记。'), /denial/],
    ['words of another clause', of('各知识产权维权援助中心要上门服务，实施首问负责制，提供快速处理、快速反馈。'), /coverage|subject|place/],
  ]
  it.each(wrong)('with %s falls away', (_, claim, kind) => {
    expect(verify(claim)?.kind).toMatch(kind)
  })

  /** The first sentence of a clause with these words in it, said so. */
  const claim = (clause: string, anchor: string, text: string): Claim => ({
    text,
    clause,
    quote: corpus.clause(clause).sentences.find((s) => s.text.includes(anchor))?.text ?? '',
  })
  it.each([
    ['a denial of the contrary', 'cnipa-2021-22#end', '及时报告', '重要情况、重要问题不能拖着不报，各级知识产权管理部门要及时报告。'],
    ['a denial of what nobody spoke of', 'ln-2022-6#5', '定向推荐', '高校、科研院所的优秀专利项目不能锁在抽屉里，辽宁要定向推荐给产业聚集区的企业。'],
    ['a denial that it is a duty, of what is encouraged', 'cnipa-2021-22#7', '鼓励评估服务机构', '鼓励评估服务机构针对不同应用场景开发知识产权评估工具，不是硬性任务。'],
    ['“not only”', 'cnipa-2017-733#end', '请于2017年12月1日前', '人员信息表别光发电子件，2017年12月1日前还要有正式文件，报国家知识产权局。'],
    ['the number of its own notice', 'cnipa-2017-733#3', '鼓励引进', '按733号通知，专利资产评估等服务机构，引进或培育都是鼓励的。'],
    ['a date said to be the last', 'cnipa-2017-733#2', '2018年6月底前', '国家专利质押融资风险补偿试点省份，最晚2018年6月底要把经验在辖区内80%以上的地市推广。'],
    ['a yearly mean in other words', 'cnipa-2017-733#1', '年均20%', '全省专利质押融资的方案从2018年管到2020年，新增服务企业数或项目数平均每年增长20%以上。'],
    [
      'a hedge of the notice that governs what stands beside',
      'ln-2022-6#9',
      '做大做强',
      '要培育一批产业特色鲜明、知识产权运营能力突出的行业龙头机构，打造知名的运营服务品牌。',
    ],
    ['the day at the head of the notice’s list', 'cnipa-2017-733#1', '年度考核机制', '2018年6月底前，省知识产权局要建立全省专利质押融资工作年度考核机制。'],
    ['the notice named by its year', 'cnipa-2018-32#1', '信用联合惩戒', '2018年的文件要求，知识产权领域的信用联合惩戒机制要加快建立。'],
    ['a count of what it lists', 'cnipa-2021-22#2', '使用权', '使用权、处置权和收益权这三项权利，职务发明专利的改革要指导深化。'],
    ['one of two that the notice names', 'cnipa-2018-32#9', '200人次', '2018年底前，示范城市面向民营企业培训200人次以上。'],
  ])('with %s passes', (_, clause, anchor, text) => {
    expect(verify(claim(clause, anchor, text))).toBeNull()
  })
  it.each([
    ['a denial of what is quoted', 'cnipa-2021-22#end', '及时报告', '重要情况、重要问题，各级知识产权管理部门不能及时报告。', /denial/],
    ['what is offered said not to be had', 'ln-2022-6#1', '缓解', '辽宁创新型中小微企业的融资难、融资贵问题，质押融资风险补偿办不了。', /denial|scope|coverage/],
    ['a duty, of what is encouraged', 'cnipa-2021-22#7', '鼓励评估服务机构', '鼓励评估服务机构针对不同应用场景开发知识产权评估工具，这是硬性任务。', /strength/],
    ['the number of another notice', 'cnipa-2017-733#3', '鼓励引进', '按732号通知，专利资产评估等服务机构，引进或培育都是鼓励的。', /number|reference/],
    [
      '“already”, which the notice says of something else',
      'cnipa-2021-22#5',
      '设有质押融资',
      '设有质押融资风险补偿基金的地区，已经优化补偿机制和质物处置流程。',
      /strength/,
    ],
    ['a condition in the words of another', 'cnipa-2018-32#7', '每年至少组织2场', '每年至少组织2场政策宣讲活动，申请前要先参加培训。', /condition|coverage/],
    ['a rule for all behind an equality of some', 'cnipa-2018-32#6', '一视同仁', '对国有、民营知识产权服务机构一视同仁，一律照办。', /strength|coverage/],
    [
      'a principle turned round',
      'cnipa-2021-22#9',
      '原则上不跨区域',
      '国家级知识产权运营平台（中心）到别的区域设分支机构，原则上行；确需设立的，应由主管单位报国家知识产权局核准后设立。',
      /denial/,
    ],
    ['a share in words', 'cnipa-2018-32#4', '超过80%', '投向民营企业的占比，三分之二就够了。', /number/],
    ['a measure no list has', 'ln-2022-6#7', '亮剑护航', '辽宁分五轮开展“亮剑护航”专项行动，加大处罚力度，大幅度提高违法成本。', /number|count/],
    ['a count of fewer than the notice names', 'cnipa-2021-22#2', '使用权', '职务发明专利的改革有两项权利，使用权和收益权，要指导深化。', /count/],
    ['a figure of the sentence beside', 'cnipa-2017-733#1', '有专人负责', '70%以上的地市，专利质押融资工作要有政策保障、有专人负责、有经费支持、有平台服务。', /number/],
    ['a limit turned round', 'cnipa-2018-32#4', '超过80%', '投向民营企业的占比不应超过80%。', /number/],
    ['another pace', 'cnipa-2018-32#5', '增幅20%以上', '2018年援助的企业数，月增幅20%以上。', /date/],
    [
      'an exception said to make no difference',
      'cnipa-2021-22#5',
      '设有质押融资',
      '各地区设没设风险补偿基金都一样，补偿机制和质物处置流程都要优化。',
      /strength|exception/,
    ],
    ['a body that no list has', 'cnipa-2021-22#4', '依规合理划分', '由会计师事务所依规合理划分知识产权运营的政府委托服务和市场化业务。', /subject/],
    ['somebody else to report to', 'cnipa-2017-733#4', '一旦发现问题', '在质押的专利项目一旦发现问题，要及时通报给国家知识产权局。', /subject/],
    ['another to lead', 'cnipa-2021-22#1', '坚持市场主导', '知识产权运营要坚持政府主导，厘清政府行为与市场行为。', /subject/],
    ['another kind of right', 'cnipa-2018-32#6', '至10天', '压减商标代理机构审批时间至10天。', /subject/],
    ['a work the notice does not name', 'ln-2022-6#8', '行政裁决', '深入企业开展调研，指导企业运用《企业知识产权管理规范》维护自身权益。', /reference/],
  ])('with %s falls away', (_, clause, anchor, text, kind) => {
    expect(verify(claim(clause, anchor, text))?.kind).toMatch(kind)
  })

  it('that leans on the one before holds with it, and not alone', () => {
    const first = claim('cnipa-2017-733#2', '尚未建立风险补偿机制', '尚未建立风险补偿机制的省份，要引入专利保险机制。')
    const next = { ...first, text: '这些省份还要设立地方性风险补偿资金。' }
    expect(verify(first)).toBeNull()
    expect(verify(next, [first])).toBeNull()
    expect(verify(next)?.kind).toMatch(/exception|denial/)
  })

  it('of any length and any characters is judged at once', () => {
    for (const text of ['力争'.repeat(100), `${'1个工作日，'.repeat(40)}`, '一'.repeat(219), '（（（（'.repeat(50), '不'.repeat(200), '企业'.repeat(100)]) {
      // The best of five: a busy machine holds up one of them, a slow expression all.
      const spent = Array.from({ length: 5 }, () => {
        const from = performance.now()
        verify(of(text))
        return performance.now() - from
      })
      expect(Math.min(...spent), text.slice(0, 12)).toBeLessThan(100)
    }
  })
})
