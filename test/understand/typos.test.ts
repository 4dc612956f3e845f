/** Words before a value, typed by sound. */
import { expect, test } from 'vitest'
import { meant, ordered } from '../../src/understand/typos.ts'

test.each([
  ['信用带码 91210602', '信用代码 91210602'],
  ['商标注测号是', '商标注册号是'],
  ['正据有照片', '证据有照片'],
  ['电化15641573982', '电话15641573982'],
  ['公思名：', '公司名：'],
])('%s is meant as %s', (typed, word) => {
  expect(meant(typed)).toBe(word)
  expect(meant(typed)).toHaveLength(typed.length)
})

test.each(['收集了一些照片', '我们公司叫沈阳商彪科技', '联系人李维全', 'patent number', '', '手机号是'])('%s stays as it is', (text) => expect(meant(text)).toBe(text))

test.each([
  ['提教吧', '提交吧'],
  ['确人无误', '确认无误'],
  ['我同易', '我同意'],
])('%s orders %s', (typed, word) => expect(ordered(typed)).toBe(word))

test.each(['题交给老师', '我统一回复', '确认提交'])('%s is left as it is', (text) => expect(ordered(text)).toBe(text))
