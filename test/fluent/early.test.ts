/** What is shown of an answer before its model has ended, and what the answer then is, however the model ends. */
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answerer } from '../../src/answer/answer.ts'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import type { Outcome } from '../../src/fluent/fluent.ts'
import type { Answer, Show } from '../../src/message.ts'
import type { Grown, Model, Said } from '../../src/model.ts'
import { openDeskUnderTest, TODAY } from '../desk-under-test.ts'
import { guarded } from '../models/guarded.ts'

const QUESTION = '辽宁质押登记几天能办好'
const FAST = { text: '根据企业和银行的需求即收即办、快速办理，力争1个工作日完成电子化登记。', clause: 'ln-2022-6#2', quote: '力争1个工作日完成电子化登记' }
const HELP = { text: '提供电话预约和专人指导等服务。', clause: 'ln-2022-6#2', quote: '提供电话预约和专人指导等服务' }
const WAYS = { text: '鼓励采取网上和邮寄方式提交。', clause: 'ln-2022-6#2', quote: '鼓励采取网上和邮寄方式提交' }
const LIE = { ...FAST, text: '登记3个工作日内一定办完。' }
const ELSEWHERE = { ...HELP, clause: 'cnipa-2018-32#3' }

let answerer: Answerer
let plain: Answer
beforeAll(async () => {
  answerer = await openDeskUnderTest()
  plain = (await answerer(QUESTION, NOTHING_SAID, TODAY)).answer
}, 60_000)

const said = (...sentences: unknown[]): Said => ({ kind: 'said', value: { sentences }, spent: { tokensIn: 400, tokensOut: 60 } })
const FAILED: Said = { kind: 'failed', why: 'broken', spent: null }

type Saying = (grown: Grown | undefined) => Promise<Said> | Said
function desk(saying: Saying, withinMs = 20_000) {
  const outcomes: Outcome[] = []
  let asked = 0
  const model: Model = {
    name: 'scripted',
    async complete(_filled, _shape, _signal, grown) {
      asked++
      return saying(grown)
    },
  }
  return { answer: guarded(answerer, model, (o) => outcomes.push(o), { withinMs }), outcomes, asked: () => asked }
}

async function ask(saying: Saying, withinMs?: number) {
  const { answer, outcomes } = desk(saying, withinMs)
  const shown: string[] = []
  const given = await answer(QUESTION, NOTHING_SAID, TODAY, { show: (sofar) => shown.push(sofar.text) })
  return { answer: given.answer, shown, outcome: outcomes.at(-1) }
}

/** A model that says these one after another and then ends so. */
const telling =
  (end: Said | 'never' | 'throws', ...sentences: unknown[]): Saying =>
  async (grown) => {
    for (const one of sentences) {
      grown?.(one)
      await sleep(5)
    }
    if (end === 'throws') throw new Error('broken')
    return end === 'never' ? new Promise(() => {}) : end
  }

const mark = '【AI生成，依据辽知发〔2022〕6号（二）】'
const begin = (...sentences: { readonly text: string }[]) => `辽宁省（只适用于辽宁，6号文，2022年）的意思是：\n${mark}${sentences.map((s) => s.text).join('')}`
/** What an answer says behind what its model wrote. */
const rest = () => plain.text.split('\n').slice(2).join('\n')

describe('an answer whose model', () => {
  it('keeps to the clause is shown sentence by sentence, and is what was shown with the desk’s own lines behind it', async () => {
    const { answer, shown, outcome } = await ask(telling(said(HELP, FAST, WAYS), HELP, FAST, WAYS))
    expect(shown).toEqual([begin(HELP, FAST), begin(HELP, FAST, WAYS)])
    expect(answer).toEqual({ ...plain, generated: true, text: `${begin(HELP, FAST, WAYS)}\n${rest()}` })
    expect(outcome).toEqual({ prompt: 'rewrite', came: 'kept', kept: 3, dropped: 0 })
  })

  it('lies in between is shown without the lies', async () => {
    const { answer, shown, outcome } = await ask(telling(said(LIE, FAST, ELSEWHERE, LIE, HELP), LIE, FAST, ELSEWHERE, LIE, HELP))
    expect(shown).toEqual([begin(FAST), begin(FAST, HELP)])
    expect(answer.text).toBe(`${begin(FAST, HELP)}\n${rest()}`)
    expect(outcome).toMatchObject({ came: 'kept', kept: 2, dropped: 2 })
  })

  it('only lies, or never comes to the point, is not shown, and the answer is as it was', async () => {
    for (const sentences of [[LIE, ELSEWHERE], [HELP, WAYS], []]) {
      const { answer, shown } = await ask(telling(said(...sentences), ...sentences))
      expect([shown, answer]).toEqual([[], plain])
    }
  })

  it('says all at once is shown then, and the answer is the same', async () => {
    const { answer, shown } = await ask(telling(said(FAST, HELP)))
    expect(answer.text).toBe(`${begin(FAST, HELP)}\n${rest()}`)
    expect(shown).toEqual([begin(FAST), begin(FAST, HELP)])
  })

  it.each<[string, Said | 'never' | 'throws', string]>([
    ['dies in the middle', FAILED, 'failed'],
    ['throws in the middle', 'throws', 'failed'],
    ['never ends', 'never', 'late'],
    ['ends in another shape', { kind: 'said', value: { sentences: [FAST, { text: 1 }] }, spent: null }, 'shape'],
    ['ends with more than its shape', { kind: 'said', value: { sentences: [FAST, HELP], send: true }, spent: null }, 'shape'],
  ])('%s says what it showed, and not a word more; where it showed nothing, the answer is as it was', async (_, end, came) => {
    const ms = end === 'never' ? 1_500 : undefined
    const some = await ask(telling(end, LIE, FAST, LIE, HELP), ms)
    expect(some.shown).toEqual([begin(FAST), begin(FAST, HELP)])
    expect(some.answer).toEqual({ ...plain, generated: true, text: `${begin(FAST, HELP)}\n${rest()}` })
    expect(some.outcome).toEqual({ prompt: 'rewrite', came, kept: 2, dropped: 1 })
    const none = await ask(telling(end, LIE, HELP, LIE), ms)
    expect([none.shown, none.answer]).toEqual([[], plain])
  })

  it('goes on after its time is up is heard no more: the answer is what was shown by then', async () => {
    let late: Grown | undefined
    const { answer, shown } = await ask((grown) => {
      late = grown
      grown?.(FAST)
      return new Promise(() => {})
    }, 500)
    late?.(HELP)
    expect(shown).toEqual([begin(FAST)])
    expect(answer.text).toBe(`${begin(FAST)}\n${rest()}`)
  })

  it('ends otherwise than it told says both: nothing told is lost, nothing comes twice', async () => {
    const { answer, shown } = await ask(telling(said(HELP, FAST), FAST, WAYS))
    expect(shown.slice(0, 2)).toEqual([begin(FAST), begin(FAST, WAYS)])
    expect(answer.text).toBe(`${begin(FAST, WAYS, HELP)}\n${rest()}`)
  })
})

describe('a turn', () => {
  it('that has to run again says what it showed, without asking again; another one is asked', async () => {
    const { answer, asked } = desk((grown) => {
      grown?.(asked() === 1 ? FAST : { ...FAST, text: '力争1个工作日完成电子化登记，即收即办、快速办理。' })
      return FAILED
    })
    const shown: string[] = []
    const show: Show = (sofar) => shown.push(sofar.text)
    const first = await answer(QUESTION, NOTHING_SAID, TODAY, { show })
    expect(first.answer.text).toContain(FAST.text)
    expect(await answer(QUESTION, NOTHING_SAID, TODAY, { show })).toEqual(first)
    expect([asked(), shown]).toEqual([1, [begin(FAST)]])
    await answer(QUESTION, NOTHING_SAID, TODAY, { show: () => {} })
    expect(asked()).toBe(2)
  })

  it('of a channel that cannot show is not streamed, and a model that dies in it leaves the answer as it was', async () => {
    const asking: boolean[] = []
    const { answer } = desk((grown) => {
      asking.push(grown !== undefined)
      grown?.(FAST)
      return FAILED
    })
    expect((await answer(QUESTION, NOTHING_SAID, TODAY)).answer).toEqual(plain)
    expect(asking).toEqual([false])
  })

  it('whose answer is exact, or none, asks nobody and shows nothing', async () => {
    const { answer, asked } = desk(telling(said(FAST), FAST))
    for (const message of ['32号文第三条', '733号联系人电话', '今天天气怎么样']) await answer(message, NOTHING_SAID, TODAY, { show: () => expect.unreachable() })
    expect(asked()).toBe(0)
  })
})
