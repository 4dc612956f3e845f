/** The slots every form begins with: which enterprise asks, whom to call, and where it is. */
import type { Slot } from '../form.ts'
import { companySlot } from '../readers/company.ts'
import { CITY_EN, cityOfName, codeSlot, contactSlot, masked, mobileSlot, regionSlot } from '../readers/enterprise.ts'

export const COMPANY: Slot = {
  name: 'company',
  label: { zh: '企业名称', en: 'Company name' },
  ask: {
    zh: ['贵公司（企业）的全称是什么？', '请说一下营业执照上的企业名称。', '公司叫什么名字？'],
    en: ['What is the full name of your company?', 'Please give the company name as on the business licence.', 'What is the company called?'],
  },
  example: { zh: '沈阳某某科技有限公司', en: 'Shenyang Example Technology Co., Ltd.' },
  why: { zh: '知道是哪家企业，办理部门才能受理和联系。', en: 'The department can only act for an enterprise it can identify.' },
  what: { zh: '就是营业执照上“名称”一栏写的全称；个体户写字号也行。', en: 'It is the name printed on your business licence.' },
  labels:
    "(?:我们?的?|这个?)?(?:客户|委托(?:方|人|单位)|借款(?:方|人|企业)|会员(?:单位|企业)?)(?:的)?(?:公司|企业|单位|厂)?(?:的)?(?:全称|名称|名字|名)?(?=[:：]|叫|就?是)|(?:公司|企业|单位|厂子?|合作社|农场|家庭农场|工作室|作坊|店|协会|申请企业|申请人)(?:的)?(?:全称|全名|大名|名称|名字|名|称呼)|(?:全称|名称|公司名|企业名|申请单位|申请企业|申请人)|(?:店|厂|社|合作社|农场)名(?:称|字)?|字号|招牌|店号|执照上(?=叫|写的?是)|(?:(?:营业)?(?:执照|证)|登记|注册|工商)(?:上)?(?:写)?的?(?:名字|名称|名)|(?:公司|企业|单位|合作社|工作室|铺子|作坊|厂子?|小?店|社|农场)(?:的)?(?:大名|全名|名儿?|字号)?(?:就|就是)?(?=[:：=叫])|(?:company|enterprise|business|firm)(?: name|'s name)?",
  called: '公司名|企业名|单位名|厂名|店名|company',
  rival: 'infringer',
  read: companySlot,
  skippable: false,
  personal: false,
}

export const CREDIT_CODE: Slot = {
  name: 'creditCode',
  label: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  ask: {
    zh: ['统一社会信用代码是多少？（18 位；手头没有可以说“稍后给”）', '请发一下 18 位的信用代码，不在手边就说“稍后给”。', '信用代码是哪 18 位？'],
    en: [
      'What is the unified social credit code? (18 characters; say “later” if it is not at hand)',
      'Please send the 18-character credit code, or say “later”.',
      'Which 18 characters is the credit code?',
    ],
  },
  example: { zh: '9121**************', en: '9121**************' },
  why: { zh: '用它核对企业身份，免得同名企业弄混。', en: 'It tells your enterprise from others of the same name.' },
  what: {
    zh: '是营业执照右上角（或左上角）那串 18 位的数字和字母，也就是税号。',
    en: 'It is the 18-character number at the top of the business licence, also used as the tax number.',
  },
  labels:
    '(?:统一)?(?:社会)?信用(?:代)?(?:号码|编码|代码|码|号)|统一代码|社会代码|税号|(?:营业)?执照(?:编号|号码?|上的号)|(?:unified )?(?:social )?credit (?:code|number)|uscc|tax (?:id|number)',
  called: '信用代码|代码|税号|执照|credit code',
  read: codeSlot,
  unmistakable: true,
  skippable: false,
  personal: false,
}

export const CONTACT: Slot = {
  name: 'contact',
  label: { zh: '联系人', en: 'Contact person' },
  ask: {
    zh: ['联系人怎么称呼？', '办理时找哪位联系？请说姓名。', '请问联系人姓名？'],
    en: ['Who is the contact person?', 'Whom should the officer ask for? Please give a name.', 'What is the contact’s name?'],
  },
  example: { zh: '王芳', en: 'Wang Fang' },
  why: { zh: '办理人员要知道打电话找谁。', en: 'The officer needs to know whom to ask for.' },
  what: { zh: '就是贵公司负责这件事的人的姓名，老板、经办人都可以。', en: 'The name of whoever looks after this at your company.' },
  labels:
    "(?:联系|连系|联糸|联係)人(?:姓名|名字|名称)?|联络人|经办人|对接人|对接的人|联系的人|负责人员?|(?:我的)?姓名|称呼|contact(?: person| name|'s name)?|name of (?:the )?contact",
  called: '联系人|名字|姓名|contact',
  read: contactSlot,
  first: true,
  skippable: false,
  personal: true,
  show: (v) => {
    const name = String(v)
    return /^\p{Script=Han}/u.test(name) ? name.slice(0, 1) + '*'.repeat(Math.max(1, [...name].length - 1)) : `${name.slice(0, 1)}***`
  },
}

export const MOBILE: Slot = {
  name: 'mobile',
  label: { zh: '手机号', en: 'Mobile number' },
  ask: {
    zh: ['联系手机号是多少？', '请留一个 11 位手机号。', '打哪个手机能找到您？'],
    en: ['What is the mobile number?', 'Please leave an 11-digit mobile number.', 'On which mobile can you be reached?'],
  },
  example: { zh: '139xxxxxxxx（11 位）', en: '139xxxxxxxx (11 digits)' },
  why: { zh: '办理人员用它联系您、告诉您进度，不作别的用途。', en: 'The officer calls it about this request, and for nothing else.' },
  what: { zh: '是联系人的手机号码，11 位，以 1 开头。', en: 'The contact’s mainland mobile number, 11 digits, beginning with 1.' },
  labels: '(?:联系)?(?:手机|电话)(?:号码|号)?|联系方式|联系号码|mobile(?: phone)?(?: number| no\\.?)?|(?:tele)?phone(?: number| no\\.?)?|cell(?:phone)?(?: number)?|tel',
  called: '电话|手机|号码|phone|mobile',
  read: mobileSlot,
  unmistakable: true,
  skippable: false,
  personal: true,
  show: (v) => masked(String(v), 3, 7),
}

export const REGION: Slot = {
  name: 'region',
  label: { zh: '企业所在市', en: 'City of the enterprise' },
  ask: {
    zh: ['企业在辽宁哪个市？', '公司在哪个市、县（区）？', '请说一下企业所在的城市。'],
    en: ['In which city of Liaoning is the enterprise?', 'Where is your company located?', 'Please name the city of your enterprise.'],
  },
  example: { zh: '鞍山，或海城市', en: 'Anshan' },
  why: { zh: '要按所在市转给当地的知识产权局。', en: 'The request goes to the bureau of that city.' },
  what: { zh: '是贵公司注册或经营所在的市，说区县也行。', en: 'The city where your enterprise is registered; a district or county will do.' },
  labels:
    '(?:公司|企业|单位|厂|注册|经营|办公)?(?:所在)?(?:厂址|地区|地址|地点|城市|所在地|所在市|区域|位置)|所在(?:地|市)|注册地|(?:company )?(?:location|city|region|address)',
  called: '地区|城市|地址|所在市|哪个市|city|region|address',
  read: regionSlot,
  skippable: false,
  personal: false,
  show: (v, language) => (language === 'en' ? (CITY_EN[String(v)] ?? String(v)) : String(v)),
  follows: (known) => (typeof known.company === 'string' ? cityOfName(known.company) : null),
}

export const ENTERPRISE: readonly Slot[] = [COMPANY, CREDIT_CODE, CONTACT, MOBILE, REGION]
