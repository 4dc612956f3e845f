/** What was only inferred gives way to what is said outright; agreement beside a question; what both forms share goes along when somebody says so. */
import { describe, expect, test } from 'vitest'
import { valuesOf } from '../../src/dialog/state.ts'
import { type Stage, stage } from './stage.ts'

const slots = (s: Stage) => (s.state.draft ? valuesOf(s.state.draft) : {})

async function heard(...said: readonly string[]): Promise<Stage> {
  const s = stage()
  for (const text of said) await s.say(text)
  return s
}

describe('at the notice, agreement beside a question is consent, and the question is answered', () => {
  test.each([
    '要得，我同意。顺便问一哈，专利质押登记一般几天能办好？',
    '同意。另外想问一下，质押登记多久能办完？',
    '我同意，顺便打听打听，维权援助归哪个部门管？',
    '可以，我同意！请问质押登记几天办好？',
    '同意，不过我想问一下质押登记要几天？',
    '没问题，同意。质押登记要跑几趟？',
    'I agree. By the way, how long does a pledge registration take?',
    '同意，那质押登记几天能好？',
  ])('%s', async (said) => {
    const s = await heard('我想办知识产权质押融资', said)
    expect(s.state.draft?.kind).toBe('financing')
    expect(s.state.draft?.consent).not.toBeNull()
    expect(s.replies.at(-1)?.join('\n')).toContain('1个工作日')
    expect(s.state.draft?.stage).toBe('asking')
  })
})

describe('at the notice, a question is answered, agrees to nothing and begins no other form', () => {
  test.each([
    '同意的话，几天能办好？',
    '要是我同意了，你们会给谁看？',
    '不同意会怎么样？',
    '专利质押登记一般几天能办好？',
    '维权援助是哪个部门管的？',
    '那我想问问举报侵权要多久？',
    '你们说同意是同意什么？',
    '老板同意以后还能改吗？',
  ])('%s', async (said) => {
    const s = await heard('我想办知识产权质押融资', said)
    expect(s.state.draft).toMatchObject({ kind: 'financing', consent: null, stage: 'consent' })
  })
})

describe('what a story only let guess yields to what is said outright', () => {
  const TOLD = '专利是俺们爷俩琢磨出来的，今年开春被人照葫芦画瓢就开卖，想求你们帮俺维权。'
  test.each<[string, string, Record<string, unknown>]>([
    [`我们是辽阳的，做镁碳砖几十年了，${TOLD}`, '统一社会信用代码91210381726841538T，联系人罗振奎，手机13941270588，我们厂在鞍山海城', { region: '鞍山' }],
    [`我们是辽阳的，做镁碳砖几十年了，${TOLD}`, '手机13941270588，联系人罗振奎，厂子搬到鞍山海城了，信用代码91210381726841538T', { region: '鞍山' }],
    [
      `做镁碳砖几十年了，辽阳一带都知道，${TOLD}`,
      '信用代码91210381726841538T，公司是海城市老罗耐火材料有限公司',
      { company: '海城市老罗耐火材料有限公司', region: '鞍山' },
    ],
    [
      `辽阳那疙瘩有个叫辽阳恒炉窑业的，把俺们徒弟挖走了，${TOLD}`,
      '厂子大号叫海城市老罗耐火材料有限公司，就在鞍山海城牌楼镇。',
      { region: '鞍山', infringer: '辽阳恒炉窑业' },
    ],
    [`我们是辽阳的，做镁碳砖几十年了，${TOLD}`, '公司叫海城市老罗耐火材料有限公司', { company: '海城市老罗耐火材料有限公司', region: '辽阳' }],
    [`我们是辽阳的，做镁碳砖几十年了，${TOLD}`, '抄我们的那家在鞍山海城，厂子挺大', { region: '辽阳' }],
  ])('%s / %s', async (first, said, want) => {
    const s = await heard(first, '同意', said)
    expect(slots(s)).toMatchObject(want)
  })
  test.each<[string, string, string, Record<string, unknown>]>([
    [
      '领导好，我们是大洼的河蟹合作社，有件专利，受疫情影响，今年两万来斤蟹子卖不动，物流也不给力，想办质押融资周转一下。',
      '合作社全称：盘锦市大洼区稻蟹缘河蟹养殖专业合作社，所在地就是盘锦大洼。',
      '同意',
      { company: '盘锦市大洼区稻蟹缘河蟹养殖专业合作社', region: '盘锦' },
    ],
    ['你好我们公司有个发明专利想拿去押给银行贷点款周转一下你们帮我们办一下', '想贷三百万 用十八个月 钱是用来买贴片机和备料的', '同意', { purpose: '买贴片机和备料' }],
    ['我们想办质押融资，进点料周转', '用途是还旧贷', '同意', { purpose: '还旧贷' }],
    ['想办专利质押贷款，资金周转不开了，买设备欠着钱', '这笔钱主要用来建冷库', '同意', { purpose: '建冷库' }],
  ])('%s / %s', async (first, said, agrees, want) => {
    const s = await heard(first, agrees, said)
    expect(slots(s)).toMatchObject(want)
  })
  test('a surname alone to the whole name', async () => {
    const s = await heard('我想办质押融资', '同意', '我姓栾，电话13709753074，公司沈阳甲有限公司', '联系人写栾志强')
    expect(slots(s)).toMatchObject({ contact: '栾志强', mobile: '13709753074' })
  })
  test('but what was said outright stays where something is only mentioned', async () => {
    const s = await heard('我们公司在鞍山，专利让人仿了，想要维权援助', '同意', '公司叫沈阳烛光蜡制品有限公司', '侵权的是营口老边区的营口顺达五金厂')
    expect(slots(s)).toMatchObject({ region: '鞍山', company: '沈阳烛光蜡制品有限公司' })
  })
})

describe('asked whether what both forms share goes along', () => {
  const BEFORE = [
    '有个厂子仿我们家的粉碎机专利，我想请你们帮着维权',
    '同意',
    '公司叫铁岭丰谷农机制造有限公司，联系人马占江，手机15141933198',
    '我想了想，先不维权了，改成办专利质押贷款吧',
  ]
  test.each(['嗯同意贷款也用这些信息', '照用', '一样的', '都用刚才的', '信息照用', '公司电话这些还用原来的', '用前面的资料就行', '1', '带过去'])(
    '%s: it does',
    async (said) => {
      const s = await heard(...BEFORE, said)
      expect(s.state.draft?.kind).toBe('financing')
      expect(slots(s)).toMatchObject({ company: '铁岭丰谷农机制造有限公司', contact: '马占江', mobile: '15141933198' })
    },
  )
  test.each(['全部重新填', '不用带了，重填'])('%s: it does not', async (said) => {
    const s = await heard(...BEFORE, said)
    expect(s.state.draft?.kind).toBe('financing')
    expect(slots(s).company).toBeUndefined()
  })
  test.each(['不换，继续现在的', '照用原来的，不换了', '3'])('%s: the form stays', async (said) => {
    const s = await heard(...BEFORE, said)
    expect(s.state.draft?.kind).toBe('infringement')
  })
  test('said in the wish itself, it is not asked', async () => {
    const s = await heard(...BEFORE.slice(0, 3), '哎我想了想先不弄维权了改成办专利质押贷款吧公司名字代码电话这些照用')
    expect(s.state.draft?.kind).toBe('financing')
    expect(slots(s)).toMatchObject({ company: '铁岭丰谷农机制造有限公司', contact: '马占江' })
  })
})
