/** How much, what for, how long and from whom, in what people write. */
import { describe, test } from 'vitest'
import { FIRM, financing, gives, infringement, type Row } from './told.ts'

describe('an amount is read as it is said', () => {
  test.each<Row>([
    ['三百来万', { amountYuan: 3000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['壹佰捌拾万元整', { amountYuan: 1800000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['贷款金额人民币贰佰伍拾万圆整', { amountYuan: 2500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['5 mil', { amountYuan: 5000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['about 3.5m yuan', { amountYuan: 3500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['RMB 2.4 million would do', { amountYuan: 2400000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['we need two million four hundred thousand yuan', { amountYuan: 2400000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['two and a half million RMB', { amountYuan: 2500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['half a million yuan', { amountYuan: 500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['1.8 mln RMB', { amountYuan: 1800000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['1,200,000 RMB', { amountYuan: 1200000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['CNY 800k', { amountYuan: 800000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['一百个w', { amountYuan: 1000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['二百个万吧', { amountYuan: 2000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['小一百万，就写九十五万', { amountYuan: 950000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['一千二百万整', { amountYuan: 12000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['三百六', { amountYuan: '<unit>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['三百到五百万，就按四百万报吧', { amountYuan: 4000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['三百到五百万之间', { amountYuan: '<range>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['贷款金额就按四百二十万报', { amountYuan: 4200000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'], amountYuan: undefined } }],
    ['那贷款金额就按四百二十万报', { amountYuan: 4200000 }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'], amountYuan: 3000000 } }],
    ['金额不是两百万，改成二百六十万', { amountYuan: 2600000 }, { mending: true, known: { amountYuan: 2000000 } }],
    ['最少也要一百八十万吧，就一百八十万', { amountYuan: 1800000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['六七十万吧，你就给我写七十万', { amountYuan: 700000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['差不多得有个小二百万', { amountYuan: 2000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['八十五个', { amountYuan: '<unit>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['1500000', { amountYuan: '<unit>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['150w左右', { amountYuan: 1500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['貸款壹仟萬', { amountYuan: 10000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['between 2 and 3 million yuan', { amountYuan: '<range>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['two to three million', { amountYuan: '<range>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['四十来万美金', { amountYuan: '<currency>' }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['贷款五百万出头', { amountYuan: 5000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['整个三百五十万吧', { amountYuan: 3500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['九十万块钱就行', { amountYuan: 900000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('a story without marks holds every value', () => {
  test.each<Row>([
    [
      '您好我们是海城做菱镁的叫海城市白云菱镁制品有限公司手上有个发明专利想押给银行贷三百二十万用两年主要是买新窑炉我叫宫立新电话是13940112233',
      { company: '海城市白云菱镁制品有限公司', amountYuan: 3200000, termMonths: 24, purpose: '~窑炉', contact: '宫立新', mobile: '13940112233', region: '鞍山' },
    ],
    [
      '想贷二百六十万用两年半主要是给窑炉换燃烧器',
      { amountYuan: 2600000, termMonths: 30, purpose: '~燃烧器' },
      { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } },
    ],
    [
      '我寻思要二百八十万就够，用两年',
      { amountYuan: 2800000, termMonths: 24, purpose: undefined },
      { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } },
    ],
    [
      '去年欠的二十万料款已经还完了这回想贷的是六十万元',
      { amountYuan: 600000, purpose: undefined },
      { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } },
    ],
    [
      '注册资本五百万厂房是自己的去年卖了八百多万的货现在缺二百万周转',
      { amountYuan: 2000000 },
      { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } },
    ],
    ['我们一年流水三千万，工资就得开六百万，想借四百五十万', { amountYuan: 4500000 }],
    ['设备总价七百万，自己出两百万，剩下五百万靠贷款', { amountYuan: 5000000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    [
      '评估公司说专利值一千二百万，银行能放四成，我们申请四百八十万',
      { amountYuan: 4800000 },
      { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } },
    ],
    ['订单总额九百六十万，垫资压力大，贷款金额一百五十万', { amountYuan: 1500000 }, { pending: 'amountYuan', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['钱下来就是发工人工资，再把欠的电费交了', { purpose: '~工资' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['用途嘛就是上一条喷涂线', { purpose: '~喷涂线' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['主要是想把锅炉换成燃气的', { purpose: '~锅炉' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['这钱打算给冷库加两台压缩机', { purpose: '~压缩机' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['就是囤点苞米过冬', { purpose: '~苞米' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['拿来交明年场地租金，剩下的买种苗', { purpose: '~租金' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['用途换一个，改成收大豆', { purpose: '~大豆' }, { mending: true, known: { purpose: '买数控车床' } }],
    ['it is mainly for paying our steel supplier', { purpose: '~steel' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['We plan to buy two injection moulding machines with it', { purpose: '~moulding' }, { pending: 'purpose', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['银行写盖州农村商业银行', { bank: '盖州农村商业银行' }, { pending: 'bank', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['银行填鞍山银行立山支行', { bank: '鞍山银行立山支行' }, { pending: 'bank', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['意向的是咱本地的朝阳银行', { bank: '朝阳银行' }, { pending: 'bank', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['优先选邮储，不行再说', { bank: '邮储' }, { pending: 'bank', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    ['我们基本户在兴业，就找兴业银行沈阳分行', { bank: '兴业银行沈阳分行' }, { pending: 'bank', known: { ...FIRM, patentNumbers: ['202110556802.4'] } }],
    [
      '我跟你们说下我们情况啊我们在凤城搞汽车增压器的公司叫丹东凤涡增压器有限公司有三个实用新型现在手里压着好几百万的货款要不回来想用专利贷个一百八十万周转半年你们看行不行我叫迟广义手机18640012345',
      { company: '丹东凤涡增压器有限公司', amountYuan: 1800000, termMonths: 6, contact: '迟广义', mobile: '18640012345', region: '丹东' },
    ],
    [
      '师傅你好我想问问专利贷款咋弄我们厂子黑山县兴隆花生机械厂要借九十万借一年半主要想多备点钢板和轴承联系找我媳妇儿她叫车秀梅电话15841600321',
      { company: '黑山县兴隆花生机械厂', amountYuan: 900000, termMonths: 18, purpose: '~钢板', contact: '车秀梅', mobile: '15841600321' },
    ],
    ['钱主要是拿来还设备尾款剩下的给工人开工资', { purpose: '~设备尾款' }, { pending: 'purpose', known: { ...FIRM } }],
    ['这笔贷款下来以后呢先把欠供应商的料款结了再进一批新料', { purpose: '~料款' }, { pending: 'purpose', known: { ...FIRM } }],
    ['没啥别的就寻思再盖个冷库', { purpose: '~冷库' }, { pending: 'purpose', known: { ...FIRM } }],
    ['说白了就是过年要备货', { purpose: '~备货' }, { pending: 'purpose', known: { ...FIRM } }],
    ['买种子化肥农药', { purpose: '~化肥' }, { pending: 'purpose', known: { ...FIRM } }],
    ['to cover wages and raw materials until spring', { purpose: '~wages' }, { pending: 'purpose', known: { ...FIRM } }],
    [
      '贷款买料用的钱大概二百三十万期限一年就行银行咱本地农商行就中',
      { amountYuan: 2300000, termMonths: 12, bank: '~农商行' },
      { pending: 'amountYuan', known: { ...FIRM } },
    ],
    ['要三百二十万，三年还清，建厂房', { amountYuan: 3200000, termMonths: 36, purpose: '~厂房' }, { pending: 'amountYuan', known: { ...FIRM } }],
    [
      '我们去年营业额两千多万今年订单又多了三成所以想贷六百五十万扩产能贷两年',
      { amountYuan: 6500000, termMonths: 24, purpose: '~产能' },
      { pending: 'amountYuan', known: { ...FIRM } },
    ],
    ['上回从别的银行贷过一百二十万早就还完了这次准备贷四百万', { amountYuan: 4000000 }, { pending: 'amountYuan', known: { ...FIRM } }],
    ['公司注册资金一千万，实缴三百万，贷款想要两百六十万', { amountYuan: 2600000 }, { pending: 'amountYuan', known: { ...FIRM } }],
    ['专利评了八百八十万，按一半贷，就是四百四十万', { amountYuan: 4400000 }, { pending: 'amountYuan', known: { ...FIRM } }],
    ['设备一台四十五万，要买六台，贷二百七十万', { amountYuan: 2700000 }, { pending: 'amountYuan', known: { ...FIRM } }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    [
      '我是开模具厂的厂名大连金州鑫锐模具有限公司在金州区去年注册的外观设计专利今年九月发现庄河有个叫庄河市宏盛塑料制品厂的在卖一样的收纳盒我叫卢海涛电话13940112233你们帮帮忙',
      { company: '大连金州鑫锐模具有限公司', infringer: '~庄河市宏盛塑料制品厂', contact: '卢海涛', mobile: '13940112233', region: '大连' },
    ],
    [
      '同志啊我是朝阳喀左的做紫砂的公司名字喀左陶韵紫砂有限公司我们的壶有外观专利前阵子在网上看见一家叫宜兴市方圆紫砂厂的卖的跟我们一个模子刻出来的你帮我们管管我姓蔺蔺建民电话13704210987',
      { company: '喀左陶韵紫砂有限公司', infringer: '~宜兴市方圆紫砂厂', contact: '蔺建民', mobile: '13704210987', region: '朝阳' },
    ],
    [
      '事情的经过就是九月初我们业务员去本溪跑市场在一个五金店看见货架上摆着跟我们一样的折叠梯牌子写的不是我们的一问店主说是从浙江一个厂子进的便宜四十多块钱',
      { description: '~折叠梯', amountYuan: undefined },
      { pending: 'description', known: { ...FIRM, rightType: "外观设计, rightNumber: '202230569044.5'" } },
    ],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('a bank of any town, where one is chosen', () => {
  const bank = { pending: 'bank', known: FIRM }
  test.each<Row>([
    ['银行找的是威海银行', { bank: '威海银行' }, bank],
    ['就是张家口银行', { bank: '张家口银行' }, bank],
    ['盛京银行那边不找了，改成阜新银行', { bank: '阜新银行', purpose: undefined }, bank],
    ['抚顺银行先不考虑了', { bank: undefined }, bank],
    ['银行没相中哪家', { bank: null }, bank],
    ['找个便宜的银行', { bank: undefined }, bank],
    ['选利息低的银行', { bank: undefined }, bank],
    ['选哪家银行', { bank: undefined }, bank],
    ['想找家近点的银行', { bank: undefined, purpose: undefined }, { pending: 'purpose', known: FIRM }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('what the money is for stands apart from the term and from talk', () => {
  const purpose = { pending: 'purpose', known: FIRM }
  test.each<Row>([
    ['借一年半，收秋白菜用', { termMonths: 18, purpose: '收秋白菜' }, purpose],
    ['想贷两年，眼瞅着要交货了，给师傅们垫工资', { termMonths: 24, purpose: '给师傅们垫工资' }, purpose],
    ['要两百万，眼瞅着备料了', { amountYuan: 2_000_000, purpose: '备料' }, { known: FIRM }],
    ['去找抚顺银行', { bank: '抚顺银行', purpose: undefined }, purpose],
    ['写错了', { purpose: undefined }, purpose],
    ['改一下', { purpose: undefined }, purpose],
    ['改成气锅炉', { purpose: '~气锅炉' }, purpose],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('numbers in English words, each where it was said', () => {
  test.each<Row>([
    ['we need two million yuan for two years to buy milling machines', { amountYuan: 2_000_000, termMonths: 24, purpose: 'buy milling machines' }],
    ['five hundred thousand yuan for one year', { amountYuan: 500_000, termMonths: 12 }, { pending: 'amountYuan' }],
    ['for a year and a half, to buy steel', { termMonths: 18, purpose: 'buy steel' }, { pending: 'purpose' }],
    ['no one in the office knows the two of us', { amountYuan: undefined, termMonths: undefined }],
  ])('%s', (said, want, scene) => gives(financing(said, { known: FIRM, ...scene }), want))
})
