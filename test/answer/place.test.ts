/** Whose bureau an answer names: the asker’s own, or the one asked about, never a bank’s or an infringer’s city. */
import { beforeAll, expect, it } from 'vitest'
import { openDeskUnderTest, reply } from '../desk-under-test.ts'

beforeAll(async () => void (await openDeskUnderTest()), 60_000)

const WIDE = '各市知识产权局'

it.each([
  [['我在朝阳，专利质押融资归谁负责'], '朝阳市知识产权局'],
  [['鲅鱼圈的企业，维权援助找谁'], '营口市知识产权局'],
  [['大连市知识产权局管不管维权援助'], '大连市知识产权局'],
  [['维权援助归谁管', '那大连呢'], '大连市知识产权局'],
  [['沈阳某银行说要找你们，专利质押融资归谁负责'], WIDE],
  [['义乌有个厂仿我们的专利，维权援助找谁'], WIDE],
  [['铁西区的企业，维权援助找谁'], WIDE],
])('%j: %s', async (turns, department) => {
  expect((await reply(...turns)).departments).toContain(department)
})
