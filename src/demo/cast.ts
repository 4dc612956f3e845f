/** The people, enterprises and stories of the walk-through: all invented, all marked 演示. */
import type { EnterpriseAction } from '../cases/enterprise.ts'
import type { Request, Slots } from '../cases/event.ts'
import { creditCheck } from '../dialog/values/credit-code.ts'
import { patentCheck } from '../dialog/values/patent-number.ts'
import type { OfficerAction } from '../officer/act.ts'
import type { Role } from '../officer/officer.ts'

export type Player = { readonly id: string; readonly name: string; readonly department: string; readonly role: Role }

const player = (id: string, name: string, department: string, role: Role = 'officer'): Player => ({ id: `demo-${id}`, name: `${name}（演示）`, department, role })

export const OFFICERS: readonly Player[] = [
  player('zhao', '赵一', '鞍山市知识产权局'),
  player('qian', '钱二', '鞍山市知识产权局', 'chief'),
  player('sun', '孙三', '沈阳市知识产权局'),
  player('li', '李四', '大连市知识产权局'),
  player('zhou', '周五', '知识产权保护处'),
  player('wu', '吴六', '知识产权运用促进处', 'chief'),
  player('zheng', '郑七', '辽宁省知识产权局', 'duty'),
  player('wang', '王八斗', '辽宁省知识产权局', 'admin'),
]

/** `days` working days before the day of the walk (0 is that day), at a time of it. */
export type When = readonly [days: number, time: string]
export type Step =
  | { readonly kind: 'officer'; readonly at: When; readonly by: string; readonly act: OfficerAction }
  /** `files`: how many pictures come with it. */
  | { readonly kind: 'enterprise'; readonly at: When; readonly act: EnterpriseAction; readonly files: number }
export type Story = {
  readonly at: When
  readonly english?: true
  readonly evidence?: number
  readonly request: Omit<Request, 'consent'> | { readonly kind: 'call'; readonly region: string; readonly department: string }
  readonly steps: readonly Step[]
}

/** Codes and numbers whose check characters are right and whose owners do not exist. */
const code = (n: number) => {
  const body = `9121${String(n).padStart(4, '0')}MA0DEM${String(n).padStart(3, '0')}`
  return body + creditCheck(body)
}
const patent = (type: 1 | 2 | 3, n: number) => {
  const digits = `2021${type}99${String(n).padStart(5, '0')}`
  return `${digits}.${patentCheck(digits)}`
}
let made = 0
const enterprise = (name: string, region: string): Slots => {
  made++
  return {
    company: `演示${region}${name}有限公司`,
    creditCode: code(made),
    contact: `演示联系人${made}`,
    mobile: `1390000${String(made).padStart(4, '0')}`,
    region,
    consent: true,
  }
}
const infringed = (name: string, region: string, rightType: string, description: string, infringer: string | null = null): Omit<Request, 'consent'> => {
  const slots = enterprise(name, region)
  const rightNumber = rightType === '商标' ? `演示商标${made}` : patent(rightType === '发明' ? 1 : rightType === '外观设计' ? 3 : 2, made)
  return {
    kind: 'infringement',
    measure: 'ln-2022-6#8',
    region,
    slots: { ...slots, rightType, rightNumber, infringer, description: `（演示）${description}`, evidence: null },
  }
}
const financing = (
  name: string,
  region: string,
  amountYuan: number,
  termMonths: number | null,
  purpose: string | null,
  bank: string | null,
  patents = 1,
): Omit<Request, 'consent'> => {
  const slots = enterprise(name, region)
  const patentNumbers = Array.from({ length: patents }, (_, i) => patent(i % 2 ? 2 : 1, made * 10 + i))
  return { kind: 'financing', measure: 'ln-2022-6#3', region, slots: { ...slots, patentNumbers, amountYuan, purpose, termMonths, bank } }
}
const matter = (name: string, region: string, measure: string, words: string): Omit<Request, 'consent'> => ({
  kind: 'other',
  measure,
  region,
  slots: { ...enterprise(name, region), matter: `（演示）${words}` },
})

const by = (who: string, at: When, act: OfficerAction): Step => ({ kind: 'officer', at, by: `demo-${who}`, act })
const accept = (who: string, ...at: When): Step => by(who, at, { kind: 'accept' })
const reply = (who: string, at: When, text: string): Step => by(who, at, { kind: 'reply', text, confirmed: true })
const ask = (who: string, at: When, ...items: string[]): Step => by(who, at, { kind: 'request-supplements', items, confirmed: true })
const close = (who: string, at: When, result: string, words: string): Step => by(who, at, { kind: 'close', result, words, confirmed: true })
const note = (who: string, at: When, text: string): Step => by(who, at, { kind: 'note', text })
const from = (at: When, act: EnterpriseAction, files = 0): Step => ({ kind: 'enterprise', at, act, files })

export const STORIES: readonly Story[] = [
  {
    at: [19, '09:20'],
    evidence: 2,
    request: infringed('阀门', '鞍山', '实用新型', '去年起有人在网上卖跟我们一样的截止阀，连编号位置都没改。', '演示某某机械厂'),
    steps: [
      accept('zhao', 19, '11:05'),
      note('zhao', [19, '11:20'], '权利有效，已核对登记簿。'),
      ask('zhao', [19, '11:30'], '购买侵权产品的订单截图', '侵权产品照片，能看清结构'),
      from([18, '15:40'], { kind: 'supplement', text: '订单和照片发来了', files: ['订单.png', '照片.png'] }, 2),
      reply('zhao', [17, '10:10'], '材料收到。比对后认为可以申请行政裁决，附办理指引，如需上门指导请告知。'),
      from([17, '10:45'], { kind: 'say', text: '太好了，下周能来厂里看看吗？', files: [] }),
      reply('zhao', [17, '13:30'], '可以，周二上午到厂，请准备权利要求书。'),
      close('zhao', [12, '16:00'], '已解决', '已到厂指导并提交行政裁决申请，后续进展由承办科室通知您。'),
      from([11, '09:30'], { kind: 'rate', stars: 5 }),
    ],
  },
  { at: [0, '09:12'], evidence: 1, request: infringed('海洋装备', '大连', '发明', '展会上看到一家的系泊装置，跟我们的专利一模一样。'), steps: [] },
  { at: [6, '14:30'], request: infringed('精密仪器', '沈阳', '外观设计', '电商平台上有三家店在卖仿我们外观的测量仪。', '演示某某网店'), steps: [] },
  {
    at: [2, '10:00'],
    evidence: 1,
    request: infringed('重型机械', '鞍山', '实用新型', '离职员工带走图纸，另开了一家厂。'),
    steps: [accept('zhao', 2, '10:50'), ask('zhao', [2, '14:20'], '劳动合同与保密协议', '对方产品的购买凭证', '说明对方何时开始生产')],
  },
  {
    at: [5, '15:10'],
    request: infringed('包装', '鞍山', '商标', '邻市一家用了跟我们几乎一样的商标。', '演示某某包装厂'),
    steps: [
      accept('zhao', 4, '09:15'),
      ask('zhao', [4, '09:40'], '商标注册证', '对方使用商标的照片'),
      from([1, '16:20'], { kind: 'supplement', text: '注册证和照片', files: ['注册证.png'] }, 1),
    ],
  },
  {
    at: [4, '09:40'],
    request: financing('新材料', '鞍山', 5_000_000, 12, '扩产', '演示银行', 2),
    steps: [
      accept('qian', 4, '10:30'),
      reply('qian', [3, '09:20'], '已联系两家银行，下午给您回复额度。'),
      from([0, '09:05'], { kind: 'say', text: '银行说要做专利评估，费用谁出？', files: [] }),
      from([0, '09:07'], { kind: 'say', text: '另外期限能不能到两年？', files: [] }),
    ],
  },
  {
    at: [3, '11:00'],
    request: financing('轴承', '沈阳', 12_000_000, 24, '买设备', null, 3),
    steps: [accept('sun', 3, '13:30'), by('sun', [0, '09:30'], { kind: 'transfer', department: '知识产权运用促进处', reason: '金额较大，请省里统筹对接银行。' })],
  },
  {
    at: [16, '10:20'],
    request: financing('环保', '鞍山', 3_000_000, 12, '资金周转', '演示银行'),
    steps: [
      accept('qian', 16, '14:00'),
      reply('qian', [14, '09:30'], '已推荐给三家银行，请留意来电。'),
      close('qian', [9, '15:20'], '已解决', '银行已受理贷款申请，质押登记请走绿色通道。'),
      from([8, '19:40'], { kind: 'rate', stars: 4 }),
    ],
  },
  { at: [10, '16:40'], request: financing('食品', '大连', 800_000, 6, '进原料', null), steps: [from([9, '10:00'], { kind: 'withdraw', reason: '已从别处借到' })] },
  {
    at: [7, '13:20'],
    request: financing('软件', '沈阳', 6_500_000, null, null, '演示银行'),
    steps: [accept('sun', 7, '15:00'), reply('sun', [6, '09:50'], '已登记，请补充近一年的财务报表。')],
  },
  {
    at: [1, '09:30'],
    request: matter('船舶配件', '营口', 'ln-2022-6#9', '想知道老专利怎么许可给别人用，请派人指导。'),
    steps: [by('zheng', [1, '09:45'], { kind: 'note', text: '请先看第九项。' })],
  },
  {
    at: [13, '09:00'],
    request: infringed('电气', '本溪', '实用新型', '对方已经停了又卖。'),
    steps: [],
  },
  {
    at: [1, '15:00'],
    request: { kind: 'call', region: '鞍山', department: '鞍山市知识产权局' },
    steps: [accept('zhao', 1, '15:10'), from([1, '15:12'], { kind: 'say', text: '（演示）我就想问问，被人告侵权了怎么应诉？', files: [] })],
  },
  {
    at: [15, '10:00'],
    english: true,
    request: infringed('Valve Trading', '鞍山', '实用新型', 'A shop sells copies of our patented valve online.'),
    steps: [
      accept('zhao', 15, '11:30'),
      close('zhao', [11, '10:00'], '已答复指导', 'Please see the enclosed guide on administrative adjudication.'),
      from([6, '09:10'], { kind: 'reopen', reason: 'They are selling again.' }),
    ],
  },
]

/** Asked at the desk in the last weeks; the third figure is what the person thought of the answer. */
export const QUESTIONS: readonly (readonly [at: When, text: string, useful?: boolean])[] = [
  [[18, '10:02'], '知识产权质押登记要多久', true],
  [[17, '11:20'], '专利质押贷款利率一般是多少'],
  [[16, '20:14'], '专利质押贷款的利率现在给到几个点', false],
  [[15, '09:31'], '谁负责维权援助', true],
  [[14, '15:45'], '质押贷款贴息贴多少'],
  [[12, '08:50'], '辽宁质押融资贴息比例是多少'],
  [[11, '13:00'], '32号文第三条说了什么', true],
  [[9, '16:26'], '申请一个实用新型要交多少钱'],
  [[8, '10:10'], '商标注册费多少钱'],
  [[7, '22:05'], '疫情期间错过缴费期限怎么办', true],
  [[5, '09:44'], '专利代理机构哪家好'],
  [[4, '14:18'], '质押登记的材料清单', false],
  [[3, '11:11'], '专利质押贷款利息怎么算'],
  [[2, '17:50'], '山东企业能申请吗'],
  [[1, '09:09'], '维权援助收费吗'],
  [[0, '08:58'], '733号文的联系人电话', true],
]
