/** The form for infringement: asking for help against an infringer, or reporting one. */
import type { Form } from '../form.ts'
import { descriptionSlot, evidenceSlot, infringerSlot, RIGHTS, rightNumberSlot, rightTypeSlot } from '../readers/infringement.ts'
import { patentType } from '../values/patent-number.ts'
import { PATENTS } from '../values/right.ts'
import { ENTERPRISE } from './enterprise.ts'

/** 我翻了材料, 新材料: papers looked into and wares are no evidence. */
const PAPERS = '(?<!新|原|辅|用|耐火|保温|申请|登记|[翻看查对找阅](?:了|过|到|着|完|一?遍|了一?遍)?)材料'

export const INFRINGEMENT: Form = {
  kind: 'infringement',
  version: 1,
  title: { zh: '知识产权维权援助', en: 'infringement assistance' },
  intents: ['infringement-assistance'],
  subject: '侵权|侵犯|被(?:人|别人|同行|对方|他|人家)?.{0,8}(?:抄|仿|盗|冒)|抄袭|仿冒|仿造|假冒|冒用|盗用|山寨|维权|举报|假货|infring|counterfeit|copied|copying',
  wish: '(?:申请|办理?|要|想|需要|帮|求|改|换|转|请).{0,14}(?:维权|举报|侵权|打假|查处|援助)|维权援助|举报|(?:apply|request|help|want|need|switch|report).{0,40}(?:infring|counterfeit|copy|copied)|infringement assistance',
  measures: [
    { clause: 'ln-2022-6#8', name: { zh: '请求维权援助', en: 'help with enforcing your right' }, cue: '维权|援助|帮助|指导|判定|help|assist' },
    {
      clause: 'ln-2022-6#7',
      name: { zh: '举报并请求查处', en: 'reporting, to have it investigated and punished' },
      cue: '举报|投诉|查处|处罚|查封|没收|严查|严惩|打击|执法|检举|抓|report|punish|investigat|raid',
    },
  ],
  measure: 'ln-2022-6#8',
  identity: ['creditCode', 'rightType', 'rightNumber'],
  elsewhere: {
    clause: 'cnipa-2018-32#2',
    label: '国知发管字〔2018〕32号二、',
    quote: '各知识产权维权援助中心要主动作为、上门服务，实施首问负责制，每月至少开展一次民营企业上门服务活动，提供快速反应、快速处理、快速反馈的知识产权维权援助服务。',
    bureau: { zh: '当地知识产权局或知识产权维权援助中心', en: 'the intellectual property office or rights-protection assistance centre' },
  },
  comfort: {
    zh: ['自己的东西被人抄了，换谁都着急，我们一步步来。', '这事搁谁身上都窝火，我先帮您把情况登记清楚。', '您受委屈了，咱们把材料理顺，好让办理人员尽快接手。'],
    en: [
      'I am sorry this happened to you; let us take it step by step.',
      'That is upsetting. Let us get it written down properly.',
      'I understand how frustrating this is.',
    ],
  },
  use: { zh: '只用于办理这次维权援助或举报', en: 'only to handle this request for help or report' },
  slots: [
    ...ENTERPRISE,
    {
      name: 'rightType',
      label: { zh: '权利类型', en: 'Type of right' },
      ask: {
        zh: ['被侵犯的是哪种权利？', '受侵犯的权利属于哪一类？', '是专利、商标还是别的？'],
        en: ['Which kind of right is infringed?', 'What type of right is it?', 'Is it a patent, a trademark or something else?'],
      },
      example: { zh: '回复序号就行', en: 'just reply with the number' },
      why: { zh: '权利不同，判定办法和需要的材料也不同。', en: 'Each kind of right is judged differently.' },
      what: {
        zh: '看证书就知道：专利证书写着发明、实用新型或外观设计；商标看商标注册证。',
        en: 'The certificate says it: invention, utility model or design; or a trademark certificate.',
      },
      labels: '权利(?:的)?(?:类型|种类|类别)|专利(?:的)?类型|知识产权类型|类型|(?:type|kind) of (?:right|ip|patent)|(?:right|ip|patent) type',
      called: '权利类型|类型|type of right',
      read: rightTypeSlot,
      skippable: false,
      personal: false,
      choices: RIGHTS,
      show: (v, language) => (language === 'en' ? (RIGHTS.find((r) => r.value === v)?.label.en ?? String(v)) : String(v)),
      follows: (known) => (typeof known.rightNumber === 'string' && /^\d{8}(?:\d{4})?\.[\dX]/.test(known.rightNumber) ? patentType(known.rightNumber) : null),
    },
    {
      name: 'rightNumber',
      label: { zh: '专利号或注册号', en: 'Patent or registration number' },
      ask: {
        zh: ['专利号（或商标注册号、证书编号）是多少？', '请发一下证书上的号码。', '证书上的专利号或注册号是？'],
        en: ['What is the patent (or registration) number?', 'Please send the number on the certificate.', 'Which number is on the certificate?'],
      },
      example: { zh: '专利如 ZL 2021 2 1234567.8，商标如 12345678', en: 'ZL 2021 2 1234567.8 for a patent, 12345678 for a trademark' },
      why: { zh: '凭号码才能查到您的权利是否有效。', en: 'The number lets the officer look up your right.' },
      what: {
        zh: '专利号在专利证书上，ZL 开头，13 位带小数点；商标看注册证上的“第…号”。',
        en: 'It is on the certificate: patents begin with ZL; a trademark certificate says 第…号.',
      },
      labels:
        '专利(?:申请)?号码?|专利编号|(?<![机话系])号码|(?:商标)?注册(?:证)?(?:的)?号码?|(?:注册)?商标(?:的)?(?:注册)?(?:号码?)|权利(?:证)?(?:编)?号码?|证书编?号|登记号|证号|(?:patent|registration|trade ?mark|certificate)(?: no\\.?| number)',
      called: '专利号|注册号|商标号|证号|证书号|号码|patent number|registration number',
      read: rightNumberSlot,
      unmistakable: true,
      skippable: false,
      personal: false,
      fits: (value, known) => {
        const type = known.rightType as string | undefined
        const number = String(value)
        const patent = /^\d{8}(?:\d{4})?\.[\dX]/.test(number)
        if (type === undefined) return null
        const says = patent ? patentType(number) : null
        if (patent && says && PATENTS.includes(type) && says !== type)
          return {
            what: {
              zh: `${number} 的类型位表示${says}，而您说的是${type}。`,
              en: `${number} is the number of ${says === '发明' ? 'an invention patent' : says === '实用新型' ? 'a utility model' : 'a design'}, which is not what you said (${type}).`,
            },
            set: { slot: 'rightType', value: says },
          }
        if (patent !== PATENTS.includes(type))
          return { what: { zh: `号码和权利类型（${type}）对不上。`, en: 'The number does not go with the type of right.' }, drop: true }
        return null
      },
    },
    {
      name: 'infringer',
      label: { zh: '侵权方', en: 'Infringer' },
      ask: {
        zh: ['侵权的是谁（公司、店铺名）？不知道可以说“跳过”。', '对方叫什么、是哪家？不清楚就回“跳过”。', '知道是谁在侵权吗？'],
        en: ['Who is infringing (company or shop)? Say “skip” if you do not know.', 'What is the infringer called? “skip” if unknown.', 'Do you know who does it?'],
      },
      example: { zh: '某地某某机械厂，或淘宝“某某旗舰店”', en: 'Example Machinery Factory, or a shop’s name' },
      why: { zh: '知道对方是谁，才好核实和取证。', en: 'It helps to verify and to secure evidence.' },
      what: { zh: '就是抄您、仿您的那一方：公司名、店名、网店名都行。', en: 'Whoever copies you: a company, a shop, an online store.' },
      labels:
        "(?:涉嫌)?侵权的?(?:一?方|人|者|企业|公司|单位|主体|对象)(?:资料|信息|情况)?|被(?:举报|投诉|控告)的?(?:方|人|单位|企业|公司|商家|店铺?|对象)|对方(?:公司|企业|单位)?(?:名称|名字|全称)?(?=:|：)|对方(?:公司|企业|单位)(?:名称|名字|全称)(?=是|叫|为)|仿冒(?:方|者)|infringer(?:'s name)?|infringing (?:party|company)|other party",
      called: '侵权方|侵权的?人|侵权者|仿冒的?人|冒用的?人|假冒的?人|抄袭的?人|对方|对家|infringer',
      read: infringerSlot,
      free: true,
      skippable: true,
      personal: false,
    },
    {
      name: 'description',
      label: { zh: '情况经过', en: 'What happened' },
      ask: {
        zh: ['请说说情况：什么时候、在哪里、怎么侵权的？', '经过是怎样的？时间、地点、怎么抄的，想到哪说到哪。', '简单讲讲事情经过吧。'],
        en: ['What happened: when, where, and how is your right infringed?', 'Please tell in your own words what happened.', 'Briefly, what is the other side doing?'],
      },
      example: { zh: '今年 9 月在某展会看到对方卖一模一样的产品', en: 'In September I saw the same product at a trade fair' },
      why: { zh: '办理人员看了经过，才能判断怎么帮您。', en: 'The officer needs it to see how to help.' },
      what: { zh: '就是事情的来龙去脉，几句话就行，不用写得正式。', en: 'A few sentences of what happened; it need not be formal.' },
      labels:
        '案情|案由|来龙去脉|前因后果|(?:情况|事情|事儿|经过|过程)(?:就|大概|大致)?是这样(?:子)?的?|(?:是)?(?:咋|怎么)回事儿?(?=(?:呢|啊|的)?[:：，,])|(?:侵权)?行为(?=[:：])|(?:侵权|具体)?(?:情况|经过|事实|事情|事儿|描述|详情)(?:经过|说明|描述|如下|是这样的?)*|(?:侵权)?(?:说明|描述)|description|what happened|details|facts|situation',
      called: '情况|经过|描述|what happened|description',
      read: descriptionSlot,
      skippable: false,
      personal: false,
      prose: true,
    },
    {
      name: 'evidence',
      label: { zh: '证据', en: 'Evidence' },
      ask: {
        zh: ['手里有什么证据？照片、文件可以直接发来，没有就说“跳过”。', '有证据吗？发文件、拍照或说一说都行；没有回“跳过”。', '证据方面有什么可以提供？'],
        en: [
          'What evidence do you have? Send photos or files, or say “skip”.',
          'Any evidence? Files and photos are welcome; “skip” if none.',
          'What can you show for it?',
        ],
      },
      example: { zh: '购买发票、照片、公证书、网页截图', en: 'invoice, photos, notarial deed, screenshots' },
      why: { zh: '证据越早固定越好，办理人员也能更快判断。', en: 'Evidence secured early makes the case quicker.' },
      what: { zh: '能证明对方侵权的东西：买到的仿品、发票、照片、截图、录像。', en: 'Whatever shows the infringement: a purchased copy, invoices, photos, screenshots.' },
      labels: `证据(?:材料|情况)?|凭据|凭证|${PAPERS}|佐证|evidence|proof`,
      called: `证据|${PAPERS}|evidence`,
      read: evidenceSlot,
      skippable: true,
      personal: false,
      list: true,
      files: true,
      prose: true,
      show: (v) => (v as readonly string[]).join('；'),
    },
  ],
}
