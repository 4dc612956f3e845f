/** Small words of the south, of Henan and of the north-east read as the standard has them, each where it stood. */
import { describe, expect, test } from 'vitest'
import { homely } from '../../src/understand/dialect.ts'

describe('homely words', () => {
  test.each([
    ['佢哋喺网上卖', '他们在网上卖'],
    ['我哋嘅商标俾人抄咗', '我们的商标给人抄了'],
    ['呢间厂系我嘅，冇收据', '呢间厂是我的，没收据'],
    ['搵人唔易，唔同意', '找人唔易，不同意'],
    ['畀钱佢先嚟', '给钱他先来'],
    ['俺是周口嘞，恁看咋弄', '俺是周口的，你看咋弄'],
    ['厂子搁铁岭呢', '厂子在铁岭呢'],
  ])('%s reads %s', (said, plain) => {
    expect(homely(said)).toBe(plain)
    expect(plain).toHaveLength(said.length)
  })
  test.each(['项目搁置了', '船搁浅了', '先搁下不说', '耽搁了两天', '嘞', '唔该', '联系人系王芳', '质量管理体系', '一套管理系统'])('%s stays', (said) =>
    expect(homely(said)).toBe(said),
  )
  test.each([
    ['佢哋冇联系方式', '他们没联系方式'],
    ['同我哋冇关系', '同我们没关系'],
    ['我哋嘅系列产品', '我们的系列产品'],
    ['呢个系统唔系我嘅', '呢个系统不是我的'],
  ])('beside them 系 is a word of its own only where it stands alone: %s', (said, plain) => expect(homely(said)).toBe(plain))
})
