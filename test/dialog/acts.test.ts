/** What people do with a message: agree, cancel, skip, put off, cry for a person. */
import { describe, expect, it } from 'vitest'
import { asksAbout, languageOf, readActs } from '../../src/dialog/acts.ts'
import { consents, orders, refuses } from '../../src/dialog/assent.ts'
import { isAngry, isUpset, wantsPerson } from '../../src/dialog/cries.ts'
import { asks, rhetorical } from '../../src/dialog/questions.ts'

const act = (text: string) => readActs(text).act

describe('commands are read however they are said', () => {
  it.each([
    ['cancel', '取消', '取消吧', '我不想办了', '不办了', '算了', '放弃申请', 'cancel', 'please cancel it', 'never mind'],
    ['pause', '暂停', '先暂停一下', '明天再填', '先到这', 'pause', 'save it'],
    ['resume', '继续', '接着填', 'continue', '我回来了'],
    ['restart', '重新开始', '重来', '从头来', 'start over'],
    ['skip', '跳过', '过', '下一个', '这项不填', 'skip', 'skip this one'],
    ['unknown', '不知道', '这个我真不知道', '不清楚', '忘了', "I don't know", 'no idea'],
    ['none', '没有', '暂无', '没', 'none', '随便'],
    ['later', '稍后给', '回头再说给你', '手头没有', '明天给', 'later', "I'll send it later"],
    ['back', '返回', '上一步', 'go back'],
    ['agree', '同意', '我同意', '同意授权', 'I agree', 'agreed', '同 意'],
    ['refuse', '不同意', '我不同意', '拒绝', "I don't agree", '不同意收集'],
    ['yes', '确认', '对', '是的', '没问题', '对，没错', 'yes', '确认提交', '好的', 'OK', '以上信息核对无误，确认提交', '👍'],
    ['no', '不是', '不要', 'no', '先别提交'],
    ['hesitant', '嗯', '应该对吧', '我再想想', '差不多吧', 'maybe'],
    ['thanks', '谢谢', '辛苦了', '收到', 'thank you'],
    ['greeting', '你好', '在吗', 'hello'],
    ['erase', '删除我的信息', '请删除我的个人信息', 'delete my data'],
  ] as const)('%s', (wanted, ...said) => {
    for (const text of said) expect(act(text), text).toBe(wanted)
  })

  it('takes no value and no question for a command', () => {
    for (const text of ['沈阳帮助科技有限公司', '客户取消了订单', '同意吗？', '继续教育学院', '不知道饮料有限公司', '跳过我们联系经销商', '确认一下，费用是多少？'])
      expect(act(text), text).toBeNull()
  })

  it('reads what stands before a comma, and leaves the rest', () => {
    expect(readActs('同意，我们公司叫海蓝')).toMatchObject({ lead: 'agree', rest: '我们公司叫海蓝' })
    expect(readActs('是，不过电话错了')).toMatchObject({ act: null, lead: 'yes', rest: '不过电话错了' })
  })
})

describe('questions', () => {
  it('are told from statements', () => {
    for (const text of ['质押登记多久能办好', '能贷500万吗', '哪个部门负责', '有没有补贴', 'how long does it take']) expect(asks(text), text).toBe(true)
    for (const text of ['我有几个专利', '不知道是谁抄的', '什么都没有', '具体叫啥不清楚', '好几个客户来退货']) expect(asks(text), text).toBe(false)
  })
  it.each([
    ['我记得叫什么知识产权质押融资的', false],
    ['叫啥专利维权援助来着', false],
    ['他们公司叫什么', true],
    ['那个叫什么名字的', true],
    ['没相中哪家银行', false],
    ['哪家银行都没看上', false],
    ['哪家银行利息低', true],
  ])('what is half remembered or undecided asks nothing: %s', (text, asking) => expect(asks(text)).toBe(asking))
  it.each([
    ['咋能不同意呢', true],
    ['这有啥不放心的', true],
    ['谁不愿意', true],
    ['为什么不行', false],
    ['谁同意了', false],
  ])('asked only of oneself: %s', (text, only) => expect(rhetorical(text)).toBe(only))
  it('about the pending question itself ask why or what', () => {
    for (const text of ['为什么要这个', '要这个干嘛', '凭什么问我电话', 'why do you need this?']) expect(asksAbout(text), text).toBe('why')
    for (const text of ['这是什么', '什么意思', '在哪看', '怎么填', 'what is this?', 'where can I find it']) expect(asksAbout(text), text).toBe('what')
  })
})

describe('cries', () => {
  it('for a person are heard anywhere', () => {
    for (const text of ['转人工', '我要找真人', '有没有活人', '叫你们负责人来', '别跟我机器人说话，人工！', 'let me talk to a human', 'I want a real person'])
      expect(wantsPerson(text), text).toBe(true)
    for (const text of ['人工智能研发', '沈阳人工智能有限公司', '不用转人工']) expect(wantsPerson(text), text).toBe(false)
  })
  it.each([
    ['证据：平台人工客服的聊天证明', false],
    ['事情经过：他们找过工作人员，没人管', false],
    ['侵权方：海浪店，我们找人工客服投诉过', false],
    ['你好：转人工', true],
    ['诉求：转人工', true],
    ['电话：13840021573，转人工', true],
    ['证据：截图\n转人工', true],
    ['证据有聊天截图，转人工', true],
  ])('behind a label a person is told of, and wished for only by the last words: %s', (text, wished) => expect(wantsPerson(text)).toBe(wished))
  it('of anger at the desk are told from anger at an infringer', () => {
    for (const text of ['烦死了', '什么破系统', '问个没完没了', '听不懂人话', 'this is ridiculous']) expect(isAngry(text), text).toBe(true)
    for (const text of ['他们仿我的，太气人了', '对方欺人太甚，烦死了', '订单被取消了']) expect(isAngry(text), text).toBe(false)
    expect(isUpset('气死我了，专利让人抄了')).toBe(true)
  })
})

it('the language is told from words, not from numbers and names', () => {
  expect(languageOf('I agree')).toBe('en')
  expect(languageOf('我同意')).toBe('zh')
  expect(languageOf('ZL202120000001.1')).toBeNull()
  expect(languageOf('13940012345')).toBeNull()
})

describe('cancelling', () => {
  it.each([
    ['不想办了，取消吧，之前写的也别留', true],
    ['请取消这次申请，之前登记的都删掉', true],
    ['我们决定不办了，请取消这次申请，前面提供的材料别留，谢谢', true],
    ['之前写的也别留', false],
    ['电话填的别留着，改成新的', false],
    ['客户取消了订单，前面填的发票也别留着', false],
    ['能取消吗，之前写的也别留', false],
  ])('what is wished of the data goes with it, and is none by itself: %s', (said, cancels) => expect(readActs(said).cancels).toBe(cancels))
})

describe('assent', () => {
  it.each([
    ['你们这儿还要问同不同意', false],
    ['同意，你们先问同不同意是应该的', false],
    ['答不答应都行', false],
    ['你管我同不同意，我就是不愿意给', true],
    ['答不答应随你，我不答应', true],
    ['不同意', true],
  ])('either way spoken of refuses nothing: %s', (said, refused) => expect(refuses(said)).toBe(refused))
  it('and is no consent without one', () => {
    expect(consents('同意，你们先问同不同意是应该的')).toBe(true)
    expect(consents('你们这儿还要问同不同意')).toBe(false)
  })
  it.each([
    ['没得问题，提交', true],
    ['冇问题，提交', true],
    ['没得办法，提交不了', false],
    ['没问题，改天去拜访你们', true],
    ['改天登门道谢，提交', true],
    ['改天再提交', false],
    ['改天交', false],
    ['改天来改，没问题', false],
  ])('%s sends: %s', (said, sent) => expect(orders(said)).toBe(sent))
})
