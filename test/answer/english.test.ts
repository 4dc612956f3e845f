/** English as foreign managers, lawyers and non-native speakers write it: what is stated is told, what is not is refused. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Asked, readAsked } from '../../src/answer/asked.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { cited, openDeskUnderTest, reply } from '../desk-under-test.ts'

beforeAll(async () => void (await openDeskUnderTest()), 60_000)

describe('an English question of what is stated is answered by the clause', () => {
  it.each([
    ['How long does pledge registration take?', 'ln-2022-6#2'],
    ['How many days does the pledge registration need?', 'ln-2022-6#2'],
    ['how long does it take to register a patent pledge in Liaoning?', 'ln-2022-6#2'],
    ['We need the pledge recorded, how long is the wait?', 'ln-2022-6#2'],
    ['How much time do you need to register our pledge?', 'ln-2022-6#2'],
    ['How long takes the registration of pledge?', 'ln-2022-6#2'],
    ['Can I register my pledge online?', 'ln-2022-6#2'],
    ['How many days until a patent agency gets its approval?', 'cnipa-2018-32#6'],
    ['How often do assistance centers come to visit?', 'cnipa-2018-32#2'],
    ['Someone is copying our patented product, what can we do?', 'ln-2022-6#8'],
    ['Can I get a loan against my patent?', 'ln-2022-6#3'],
  ])('%s', async (question, id) => {
    expect(cited(await reply(question))[0]).toBe(id)
  })
})

describe('a near miss in English is refused', () => {
  it.each([
    'How long is the registered pledge valid?',
    'How long does it take to lift a pledge?',
    'How long does the bank take to approve the pledge loan?',
    'How long can I pledge my patent for?',
    'How long does trademark registration take?',
    'How long does company registration take?',
    'How many days does the evaluation of a patent take?',
    'How many days does the restoration take?',
    'How much is the pledge registration fee?',
    'Which documents do I need to bring for the pledge?',
    'How long does it take to register a patent pledge in Shanghai?',
    'How much can I borrow against my patent?',
    'Can I get a loan against my patent without a guarantee?',
  ])('%s', async (question) => {
    expect((await reply(question)).answered).toBe(false)
  })
})

describe('what is asked for is read from English frames, not from parts of words', () => {
  it.each<[string, Asked]>([
    ['How many working days does it need?', 'when'],
    ['What is the turnaround?', 'when'],
    ['By which date must the plan be sent?', 'when'],
    ['Is there help for firms when the city is locked down?', null],
    ['Can a platform open a branch?', null],
    ['Is a reform of service inventions planned?', null],
    ['To whom is the circular addressed?', null],
    ['Is feedback given quickly?', null],
    ['Who is in charge of it?', 'responsible'],
    ['Which authority deals with it?', 'responsible'],
    ['What does it cost to file?', 'fee'],
    ['Is there a fee?', 'fee'],
    ['Will the financing cost of small firms fall?', null],
    ['How long is the registration valid?', 'validity'],
    ['Has the notice expired?', 'validity'],
    ['How should we apply?', 'procedure'],
    ['What papers must we bring?', 'material'],
    ['Which lenders take part?', 'names'],
    ['What is your street address?', 'address'],
    ['How large is the fund?', 'amount'],
  ])('%s', (question, asked) => {
    expect(readAsked(normalise(question))).toBe(asked)
  })
})
