/** A need said plainly is met, and what goes beyond it is not. */
import { describe, expect, it } from 'vitest'
import { plainNeed } from '../../src/answer/need.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { corpus } from '../eval/data.ts'

const met = (message: string, elsewhere = false) => plainNeed(corpus, normalise(message), elsewhere)?.map((c) => c.id) ?? []

describe('somebody who was copied', () => {
  it.each(['我的专利被隔壁厂仿了咋办', '有人抄我们家的产品，找谁', '商標被人冒用了怎麼辦', '俺家外观让同行抄了，谁能帮帮'])('%s is told of 维权援助', (message) => {
    expect(met(message)).toEqual(['ln-2022-6#8', 'cnipa-2018-32#2'])
  })
  it('and outside Liaoning only of the national clause', () => {
    expect(met('我的专利被隔壁厂仿了咋办', true)).toEqual(['cnipa-2018-32#2'])
  })
  it.each(['我的专利被仿了能赔多少钱', '专利被侵权了怎么起诉', '我的手机被偷了咋办', '被老板骂了咋办'])('%s is another matter', (message) => {
    expect(met(message)).toEqual([])
  })
})

describe('somebody with a patent and no money', () => {
  it.each(['专利押给银行能贷到钱吗', '商标能不能贷款', '有个发明专利可以贷点款不'])('%s is told of pledge financing', (message) => {
    expect(met(message)).toEqual(['ln-2022-6#3', 'cnipa-2018-32#3'])
  })
  it.each(['专利能贷多少钱', '专利贷款利率是多少', '房子能贷款吗', '我有5个实用新型 能贷50w不'])('%s is another matter', (message) => {
    expect(met(message)).toEqual([])
  })
})
