/** What the enterprise is called and where it is, in what people write. */
import { describe, expect, test } from 'vitest'
import { readCompanies } from '../../../src/dialog/values/company.ts'
import { financing, gives, infringement, type Row } from './told.ts'

describe('a company’s name is whole, whatever words it holds', () => {
  test.each<Row>([
    ['厂子叫铁岭市老韩家粉条机械厂就在铁岭银州区', { company: '铁岭市老韩家粉条机械厂' }, { pending: 'company' }],
    ['我们注册的名字是丹东鸭绿江把手五金厂在振安区', { company: '丹东鸭绿江把手五金厂', region: '丹东' }, { pending: 'company' }],
    ['公司：锦州老把式电动车修配有限公司，统一社会信用代码91210781MA6J7F4R0D', { company: '锦州老把式电动车修配有限公司' }, { pending: 'company' }],
    ['公司名字叫营口固达门窗有限公司在鲅鱼圈区', { company: '营口固达门窗有限公司', region: '营口' }, { pending: 'company' }],
    ['公司全称大连海昇行冷冻食品有限公司', { company: '大连海昇行冷冻食品有限公司' }, { pending: 'company' }],
    ['我在盘锦开了个厂子名字叫盘锦双台子区红滩苇编工艺品厂干了十来年了', { company: '盘锦双台子区红滩苇编工艺品厂', region: '盘锦' }, { pending: 'company' }],
    ['那个我们单位是朝阳县北四家子乡金穗谷子种植专业合作社属于朝阳县的', { company: '朝阳县北四家子乡金穗谷子种植专业合作社', region: '朝阳' }, { pending: 'company' }],
    ['执照上写的是阜新市海州区老马烧鸡店我是老板马福', { company: '阜新市海州区老马烧鸡店' }, { pending: 'company' }],
    [
      '我们全称叫沈阳来得及物流设备有限公司我叫尚勇电话13940112233',
      { company: '沈阳来得及物流设备有限公司', contact: '尚勇', mobile: '13940112233' },
      { pending: 'company' },
    ],
    ['企业名称填本溪让梨食品有限公司', { company: '本溪让梨食品有限公司' }, { pending: 'company' }],
    ['我是替抚顺给力矿山机械有限公司来办的', { company: '抚顺给力矿山机械有限公司' }, { pending: 'company' }],
    ['帮我客户沈阳向阳花仪表有限公司申请，我是他们的代理', { company: '沈阳向阳花仪表有限公司' }, { pending: 'company' }],
    ['我行客户为营口由你门业有限公司，特代其提交申请', { company: '营口由你门业有限公司' }, { pending: 'company' }],
    ['Our company is Fushun Redstar Valve Co., Ltd.', { company: 'Fushun Redstar Valve Co., Ltd.' }, { pending: 'company' }],
    [
      'The firm I work for is called Yingkou Baolong Refractories Co., Ltd. in Dashiqiao',
      { company: 'Yingkou Baolong Refractories Co., Ltd.', region: '营口' },
      { pending: 'company' },
    ],
    ['葫芦岛市连山区为民豆制品加工坊', { company: '葫芦岛市连山区为民豆制品加工坊' }, { pending: 'company' }],
    ['公司大名是辽宁一家亲食品股份有限公司', { company: '辽宁一家亲食品股份有限公司' }, { pending: 'company' }],
    ['抬头开辽阳发现之旅教育科技有限公司就行', { company: '辽阳发现之旅教育科技有限公司' }, { pending: 'company' }],
    ['我司名为鞍山对路信息技术有限公司。', { company: '鞍山对路信息技术有限公司' }, { pending: 'company' }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    ['侵权方：大连帮助在线信息有限公司', { infringer: '大连帮助在线信息有限公司' }, { pending: 'infringer', known: { company: '大连帮助者智能科技有限公司' } }],
    ['我们公司是沈阳把关检测技术有限公司，被人冒用了商标', { company: '沈阳把关检测技术有限公司' }],
    ['咱厂大号凌源市跟党走砖瓦厂', { company: '凌源市跟党走砖瓦厂' }, { pending: 'company' }],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('a place is the enterprise’s own, and the one that is meant', () => {
  test.each<Row>([
    ['我在锦州的行业协会上班，有家在阜新的会员要专利质押贷款', { region: '阜新' }],
    ['Not the one in Shenyang, Tiexi District of Anshan', { region: '鞍山' }, { pending: 'region' }],
    ['We are in Haicheng, which belongs to Anshan', { region: '鞍山' }, { pending: 'region' }],
    ['我跟你从头讲啊我姓关在海城开厂干了十六年了', { region: '鞍山' }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    ['是在沈阳的铁西区，不是鞍山的', { region: '沈阳' }, { pending: 'region', known: { company: '恒力达传动设备有限公司' } }],
    ['是鞍山的铁西区，不是沈阳那个', { region: '鞍山' }, { pending: 'region', known: { company: '辽宁博冶传动科技有限公司' } }],
    ['不是沈阳铁西，鞍山铁西', { region: '鞍山' }, { pending: 'region' }],
    ['鞍山那个', { region: '鞍山' }, { pending: 'region' }],
    ['锦州的凌河区，别弄成朝阳的凌源了', { region: '锦州' }, { pending: 'region' }],
    ['我说的是朝阳市，不是北京朝阳', { region: '朝阳' }, { pending: 'region' }],
    ['朝阳市双塔区', { region: '朝阳' }, { pending: 'region' }],
    ['在太和区，锦州的', { region: '锦州' }, { pending: 'region' }],
    ['海州，阜新的海州', { region: '阜新' }, { pending: 'region' }],
    ['和平区，沈阳的和平', { region: '沈阳' }, { pending: 'region' }],
    ['注册地在沈阳，实际生产在抚顺，按注册地算吧', { region: '沈阳' }, { pending: 'region' }],
    ['厂在岫岩，岫岩是鞍山管的', { region: '鞍山' }, { pending: 'region' }],
    ['辽中区那边，沈阳', { region: '沈阳' }, { pending: 'region' }],
    ['从鞍山搬到辽阳灯塔了', { region: '辽阳' }, { pending: 'region' }],
    ['我们在营口老边，仿我们的在盘锦大洼', { region: '营口' }, { pending: 'region' }],
    ['大东区', { region: '沈阳' }, { pending: 'region' }],
    ['本溪的，桓仁满族自治县', { region: '本溪' }, { pending: 'region' }],
    ['企业在建昌，归葫芦岛', { region: '葫芦岛' }, { pending: 'region' }],
    ['我是鞍山商会的秘书，替会员办，会员企业在辽阳弓长岭', { region: '辽阳' }],
    ['铁西，沈阳的', { region: '沈阳' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['不是北京的朝阳，是咱辽宁朝阳', { region: '朝阳' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['新城区这边，抚顺的新抚区', { region: '抚顺' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['我们公司注册在大连长兴岛，仿冒的在葫芦岛', { region: '大连' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['在沈抚', { region: '沈抚示范区' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['营口鲅鱼圈，不是大连', { region: '营口' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['县城，清原县', { region: '抚顺' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['阜新蒙古族自治县', { region: '阜新' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['Our plant is in Donggang, Dandong, not in Dalian.', { region: '丹东' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['区是和平区，市是沈阳市', { region: '沈阳' }, { pending: 'region', known: { company: '恒力有限公司' } }],
    ['企业的厂址在铁西区', { region: '<ambiguous>' }, { pending: 'region', known: { company: '辽宁恒力有限公司' } }],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('a company by what is said around it', () => {
  const pending = 'company'
  test.each<Row>([
    // What one does is no name.
    ['我是开设计工作室的，想用专利贷款', { company: undefined }],
    ['我是开五金厂的', { company: undefined }, { pending }],
    ['我是开原清河五金厂的', { company: '开原清河五金厂' }, { pending }],
    ['我们是开源五金厂', { company: '开源五金厂' }, { pending }],
    // One that was left, and one’s own now.
    ['原先的公司跟表哥合开，叫鞍山旧友机械有限公司，散伙归他了；现在自己这家叫鞍山新友机械有限公司', { company: '鞍山新友机械有限公司' }, { pending }],
    ['原来的公司叫鞍山旧友机械有限公司，是跟人合伙的；如今我自己这家叫鞍山新友机械有限公司', { company: '鞍山新友机械有限公司' }, { pending }],
    ['公司原先是我爸开的，叫鞍山旧友机械有限公司', { company: '鞍山旧友机械有限公司' }, { pending }],
    // A verb before 公司.
    ['搬到彰武来了公司叫彰武北甸农机有限公司', { company: '彰武北甸农机有限公司', region: '阜新' }, { pending }],
    ['去年成立了公司', { company: undefined }, { pending }],
    ['公司叫沈阳到了物流有限公司', { company: '沈阳到了物流有限公司' }, { pending }],
    // Whose it is, before what it is called.
    ['我妹夫家厂，叫海城宏盛镁砖厂', { company: '海城宏盛镁砖厂' }, { pending }],
    ['登记的名字是本溪桓仁林下参种植专业合作社', { company: '本溪桓仁林下参种植专业合作社' }, { pending }],
    ['公司的话呢，沈阳甲泵业有限公司', { company: '沈阳甲泵业有限公司' }],
    // Neither of two that are denied.
    ['不叫海昌也不是海盛，叫沈阳海晟泵业有限公司', { company: '沈阳海晟泵业有限公司' }, { pending }],
    // A number is no name.
    ['2021 1 0334455.7', { company: undefined }, { pending }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    ['有人卖我们的假货，那家店背后的公司叫大连仿真商贸有限公司', { infringer: '大连仿真商贸有限公司', company: undefined }],
    ['他家注册的名字是抚顺顺手五金商行', { infringer: '抚顺顺手五金商行', company: undefined }],
    ['我家店背后的公司叫大连真味商贸有限公司', { company: '大连真味商贸有限公司', infringer: undefined }],
    ['A company in Wuxi, Wuxi Falcon Pump Co., Ltd., puts our logo on their pumps', { infringer: 'Wuxi Falcon Pump Co., Ltd.', company: undefined }],
    ['Another company, Suzhou Falcon Pump Co., Ltd., uses our drawings', { infringer: 'Suzhou Falcon Pump Co., Ltd.', company: undefined }],
    ['We are a company in Dandong, Dandong Heron Pump Co., Ltd., and someone copies us', { company: 'Dandong Heron Pump Co., Ltd.', infringer: undefined }],
    ['Our company, Suzhou Falcon Pump Co., Ltd., uses new drawings', { company: 'Suzhou Falcon Pump Co., Ltd.', infringer: undefined }],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
  test('a place alone is none', () => {
    expect(readCompanies('河南驻马店')).toEqual([])
    expect(readCompanies('驻马店老王铁锅店').map((c) => c.name)).toEqual(['驻马店老王铁锅店'])
  })
})
