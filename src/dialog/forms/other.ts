/** The short form for every other measure of the Liaoning notice. */
import type { Form } from '../form.ts'
import { matterSlot } from '../readers/other.ts'
import { ENTERPRISE } from './enterprise.ts'

export const OTHER: Form = {
  kind: 'other',
  version: 1,
  title: { zh: '其他惠企事项', en: 'another support measure' },
  intents: ['pledge-registration', 'other-measure'],
  subject: '质押登记|滞销|卖不(?:出|动)|地理标志|补贴|奖励资金|代理援助|恢复权利|权利恢复|pledge registration|unsold',
  wish: '(?:申请|办理?|要|想|需要|帮|求|改|换|转|请).{0,14}(?:质押登记|代理援助|恢复权利|权利恢复|奖补|补贴|资金拨付|公共服务平台|产销对接)|(?:apply|want|need|request|register).{0,30}(?:pledge registration|restor|subsid)',
  measures: [
    { clause: 'ln-2022-6#2', name: { zh: '专利商标质押登记', en: 'registering a pledge' }, cue: '质押登记|登记|出质|regist' },
    {
      clause: 'ln-2022-6#4',
      name: { zh: '知识产权扶持资金', en: 'support funds and awards' },
      cue: '补贴|补助|资助|奖|资金|拨付|兑现|贯标|示范|优势|导航|subsid|fund|award',
    },
    { clause: 'ln-2022-6#5', name: { zh: '专利转化与运用项目', en: 'patent transfer and projects' }, cue: '高校|科研|院所|转化|成果|项目|推荐|universit|project' },
    {
      clause: 'ln-2022-6#6',
      name: { zh: '地理标志产品产销', en: 'selling products with a geographical indication' },
      cue: '地理标志|地标|滞销|卖不|销路|产销|物流|直播|geographical|unsold|sell',
    },
    { clause: 'ln-2022-6#9', name: { zh: '公共服务平台和服务机构', en: 'the public service platform' }, cue: '平台|检索|数据|服务机构|运营机构|platform' },
    {
      clause: 'ln-2022-6#10',
      name: { zh: '代理援助、权利恢复、线上办理', en: 'agency aid, restoring rights, filing online' },
      cue: '代理|恢复|期限|年费|延误|错过|线上|网上|agen|restor|deadline|online',
    },
  ],
  measure: null,
  identity: ['creditCode', 'matter'],
  elsewhere: {
    clause: 'cnipa-2018-32#7',
    label: '国知发管字〔2018〕32号七、',
    quote: '各专利代办处受理窗口要面向民营企业组织专利收费减缓及相关申请政策宣讲会。',
    bureau: { zh: '当地知识产权局或专利代办处', en: 'the intellectual property office' },
  },
  comfort: {
    zh: ['难处我听到了，先登记下来，让对口的部门来帮您。', '别急，这事有部门管，我来帮您递上去。', '您别上火，咱们一步步来。'],
    en: ['I hear you; let us pass this to the right department.', 'There is a department for this. One step at a time.', 'Let us get it recorded.'],
  },
  use: { zh: '只用于办理这件事', en: 'only to handle this matter' },
  slots: [
    ...ENTERPRISE,
    {
      name: 'matter',
      label: { zh: '要办的事', en: 'The matter' },
      ask: {
        zh: ['要办的是什么事？几句话说说情况。', '请说说您想办什么、遇到了什么困难。', '具体是什么事情？'],
        en: ['What is it about? A few words will do.', 'Please describe what you need.', 'What exactly do you need help with?'],
      },
      example: { zh: '专利质押登记想加急，合同已签好', en: 'urgent pledge registration, contract already signed' },
      why: { zh: '不同的事归不同的处室，说清楚才能转对地方。', en: 'Different matters go to different divisions.' },
      what: { zh: '就是您想让我们帮什么忙，想到哪说到哪。', en: 'Whatever you would like to be done.' },
      labels: '事项|事由|要办的(?:事儿?|事情)?|想办的(?:事儿?|事情)?|申请事项|办理事项|诉求|需求|(?:情况|事情)(?:说明|如下)?|matter|request|description',
      called: '事项|要办的事|情况|诉求|matter',
      read: matterSlot,
      skippable: false,
      personal: false,
      prose: true,
    },
  ],
}
