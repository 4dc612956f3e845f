/** How region values are read out of what people type. */
import { describe, expect, test } from 'vitest'
import { type Region, readRegions } from '../../src/understand/region.ts'
import { LIAONING_CITIES, liaoningCounties, provinces } from '../../src/understand/regions.ts'

const told = (value: Region): string => {
  switch (value.kind) {
    case 'liaoning':
      return value.city
    case 'elsewhere':
      return `elsewhere ${value.province}${value.city ? `/${value.city}` : ''}`
    case 'ambiguous':
      return `? ${value.options
        .map((o) => o.name)
        .sort()
        .join(' ')}`
  }
}
const read = (raw: string) =>
  readRegions(raw, { asked: true }).map((r) => {
    expect(raw.slice(r.start, r.end)).toBe(r.text)
    return told(r.value)
  })

describe('the table', () => {
  test('Liaoning has 14 cities and the demonstration zone, 59 districts, 16 county-level cities, 17 counties and 8 autonomous counties (GB/T 2260, 2024)', () => {
    const all = liaoningCounties().flatMap((c) => c.counties)
    expect(liaoningCounties().map((c) => c.city)).toEqual(LIAONING_CITIES.slice(0, 14))
    expect(all.filter((n) => n.endsWith('区'))).toHaveLength(59)
    expect(all.filter((n) => n.endsWith('市'))).toHaveLength(16)
    expect(all.filter((n) => n.endsWith('县') && !n.endsWith('自治县'))).toHaveLength(17)
    expect(all.filter((n) => n.endsWith('自治县'))).toHaveLength(8)
  })
  test('China has 34 provincial divisions, and its mainland provinces 333 prefectures', () => {
    const all = provinces()
    expect(all).toHaveLength(34)
    expect(all.filter((p) => !['香港', '澳门', '台湾'].includes(p.province)).flatMap((p) => p.cities)).toHaveLength(333)
  })
  test('every county of Liaoning is its city, under its own name or after its city', () => {
    for (const { city, counties } of liaoningCounties())
      for (const county of counties) {
        const [alone] = read(county)
        if (alone?.startsWith('?')) expect(alone).toContain(`${city}${county}`)
        else expect([county, alone]).toEqual([county, city])
        expect([county, ...read(`${city}市${county}`)]).toEqual([county, city])
        expect([county, ...read(`辽宁省${city}${county}`)]).toEqual([county, city])
      }
  })
  test('every province and prefecture elsewhere is elsewhere', () => {
    for (const { province, cities } of provinces()) {
      if (province === '辽宁') continue
      expect(read(province)).toEqual([`elsewhere ${province}`])
      for (const city of cities) {
        if (['中山', '海南', '吉林'].includes(city)) continue
        expect([city, ...read(city)]).toEqual([city, `elsewhere ${province}/${city}`])
      }
    }
  })
})

describe('a place is read', () => {
  test.each([
    ['沈', '沈阳'],
    ['鞍', '鞍山'],
    ['辽C', '鞍山'],
    ['沈河', '沈阳'],
    ['浑南', '沈阳'],
    ['沈北', '沈阳'],
    ['海城', '鞍山'],
    ['东港', '丹东'],
    ['新抚', '抚顺'],
    ['大东', '沈阳'],
    ['双塔', '朝阳'],
    ['站前', '营口'],
    ['西市', '营口'],
    ['老边', '营口'],
    ['细河', '阜新'],
    ['清河门', '阜新'],
    ['弓长岭', '辽阳'],
    ['银州', '铁岭'],
    ['南票', '葫芦岛'],
    ['中山区', '大连'],
    ['旅顺', '大连'],
    ['金普新区', '大连'],
    ['普兰店', '大连'],
    ['鲅鱼圈', '营口'],
    ['喀左', '朝阳'],
    ['阜蒙县', '阜新'],
    ['岫岩', '鞍山'],
    ['沈抚新区', '沈抚示范区'],
    ['沈抚示范区', '沈抚示范区'],
    ['义县', '锦州'],
    ['遼寧省瀋陽市鐵西區', '沈阳'],
    ['铁西，沈阳', '沈阳'],
    ['Shenyang', '沈阳'],
    ['dalian city', '大连'],
    ['Anshan Tiexi', '鞍山'],
    ['Dandong, Liaoning', '丹东'],
    ['朝阳市', '朝阳'],
    ['朝阳县', '朝阳'],
    ['辽宁朝阳', '朝阳'],
    ['我们是台安的', '鞍山'],
    ['在开原', '铁岭'],
  ])('%s is %s', (raw, city) => expect(read(raw)).toEqual([city]))
  test.each([
    ['广州', '广东/广州'],
    ['深圳市南山区', '广东/深圳'],
    ['昆山', '江苏/苏州'],
    ['义乌', '浙江/金华'],
    ['北京朝阳区', '北京'],
    ['长春朝阳', '吉林/长春'],
    ['粤', '广东'],
    ['内蒙', '内蒙古'],
    ['香港', '香港'],
    ['Hong Kong', '香港'],
    ['Inner Mongolia', '内蒙古'],
    ['吉林', '吉林'],
    ['吉林市', '吉林/吉林'],
    ['天津和平区', '天津'],
  ])('%s is elsewhere: %s', (raw, place) => expect(read(raw)).toEqual([`elsewhere ${place}`]))
  test.each([
    ['铁西区', '? 吉林四平铁西区 沈阳铁西区 鞍山铁西区'],
    ['铁东区', '? 吉林四平铁东区 鞍山铁东区'],
    ['和平区', '? 天津和平区 沈阳和平区'],
    ['朝阳', '? 北京朝阳区 吉林长春朝阳区 朝阳市'],
    ['海州区', '? 江苏连云港海州区 阜新海州区'],
    ['中山', '? 大连中山区 广东中山'],
    ['龙港', '? 浙江温州龙港市 葫芦岛龙港区'],
    ['清河', '? 河北邢台清河县 铁岭清河区'],
  ])('%s is asked about', (raw, options) => expect(read(raw)).toEqual([options]))
  test('the province alone is asked about among all fifteen', () =>
    expect(readRegions('我们是辽宁的')).toMatchObject([{ value: { kind: 'ambiguous', options: LIAONING_CITIES.map((city) => ({ city })) } }]))
  test('a street named after a city is no place, and its own city stays', () => {
    expect(read('沈阳市和平区南京北街206号')).toEqual(['沈阳'])
    expect(read('大连市中山区上海路')).toEqual(['大连'])
  })
  test.each([
    '平台安全',
    '搭建平台',
    '公开原则',
    '经营口味',
    '大连锁店',
    '三明治',
    '阿里巴巴',
    '朝阳产业',
    '我们要振兴品牌',
    '和平解决',
    '盛京银行沈阳分行',
    'fuwu shiyan xitong',
    'near Zhongshan square',
  ])('%s names no place', (raw) => expect(readRegions(raw)).toEqual([]))
})
