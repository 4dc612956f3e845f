/** Where a question is set: Liaoning and its cities, the whole country, or elsewhere; bodies and words that only look like places are none. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/understand/normalise.ts'
import { readSetting } from '../../src/understand/place.ts'
import { cpuMs } from '../cpu.ts'

const setting = (message: string) => {
  const { liaoning, national, elsewhere } = readSetting(normalise(message))
  return [liaoning ? 'liaoning' : '', national ? 'national' : '', elsewhere ?? ''].filter(Boolean).join(' ')
}

describe('a question is set in', () => {
  it.each([
    ['沈阳的厂子能贷款吗', 'liaoning'],
    ['我在葫芦岛', 'liaoning'],
    ['遼寧省有什麼措施', 'liaoning'],
    ['沈抚示范区归谁管', 'liaoning'],
    ['咱省里咋规定的', 'liaoning'],
    ['省里有啥政策', 'liaoning'],
    ['How fast is it in Dalian?', 'liaoning'],
    ['国家层面怎么说', 'national'],
    ['全国都一样吗', 'national'],
    ['CNIPA says', 'national'],
    ['国家和辽宁分别怎么说', 'liaoning national'],
    ['我在杭州开公司', '杭州'],
    ['廣東有沒有', '广东'],
    ['we are in Shenzhen', 'shenzhen'],
    ['我公司在新疆', '新疆'],
    ['从大连搬到青岛了', 'liaoning 青岛'],
    ['内蒙古赤峰的企业', '内蒙古赤峰'],
    ['朝阳的厂子能贷款吗', 'liaoning'],
    ['北京朝阳的厂子能贷款吗', '北京朝阳'],
    ['铁西区的企业归哪个处管', 'liaoning'],
    ['我们在鲅鱼圈，有啥措施', 'liaoning'],
    ['义乌有个厂抄我们的外观，文件里怎么说', ''],
    ['四平铁东区的能办吗', '四平铁东区'],
    ['各省都要办吗', ''],
    ['跨省经营', ''],
    ['国家级平台', ''],
    ['四川省知识产权服务促进中心是主送机关吗', ''],
    ['新疆生产建设兵团知识产权局', ''],
    ['平台和台账', ''],
    ['专利质押登记几天', ''],
  ])('“%s”: %j', (message, expected) => {
    expect(setting(message)).toBe(expected)
  })

  it('each of the fourteen cities of Liaoning', () => {
    const cities = '沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛'.split(' ')
    expect(cities.filter((city) => setting(`我是${city}市的企业`) !== 'liaoning')).toEqual([])
  })

  it('each of the other provinces', () => {
    const others =
      '北京 天津 上海 重庆 河北 山西 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 内蒙古 香港 澳门 台湾'.split(
        ' ',
      )
    expect(others.filter((place) => setting(`我在${place}办厂`) !== place)).toEqual([])
  })

  it('no place, and without falling over, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (message) => {
        expect(typeof readSetting(normalise(message)).liaoning).toBe('boolean')
      }),
      { numRuns: 500, seed: 20261122 },
    )
    expect(cpuMs(() => readSetting('省'.repeat(10_000)))).toBeLessThan(300)
  })
})
