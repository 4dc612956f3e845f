/** How enterprise region values are read out of what people type. */
import { describe, expect, test } from 'vitest'
import { enterpriseRegion, regionAskedOf } from '../../src/understand/enterprise-region.ts'

const told = (raw: string) => {
  const region = enterpriseRegion(raw)
  return region === null ? null : region.kind === 'ambiguous' ? '?' : region.kind === 'elsewhere' ? `elsewhere ${region.city ?? region.province}` : region.city
}

describe("the enterprise's place is told from the infringer's", () => {
  test.each([
    ['我们是沈阳的一家公司，被广州一家厂仿冒', '沈阳'],
    ['我是沈阳的，广州有个厂抄我们', '沈阳'],
    ['对方在广州，我们在沈阳', '沈阳'],
    ['侵权方是抚顺的，我公司是鞍山的', '鞍山'],
    ['我们公司在营口，发现大连一家店卖假货', '营口'],
    ['沈阳的企业，专利被大连一家公司侵权', '沈阳'],
    ['本厂海城的，商标被浙江义乌的卖家盗用', '鞍山'],
    ['咱丹东的，草莓被人冒充', '丹东'],
    ['盘锦大米的地理标志被黑龙江的商家冒用', '盘锦'],
    ['我是做轴承的，瓦房店的，有一家山东的厂仿冒我们专利', '大连'],
    ['沈阳有家厂子仿冒我们大连公司的产品', '大连'],
    ['铁岭的一家厂仿冒我们的专利，我们公司在阜新', '阜新'],
    ['专利被人偷了，对方沈阳的，我抚顺', '抚顺'],
    ['淘宝上有卖家在杭州卖我们的仿品，我们在葫芦岛兴城', '葫芦岛'],
    ['专利权人是我们，厂子在本溪，侵权的那家在辽阳', '本溪'],
    ['We are in Shenyang; a factory in Guangzhou copies our valve', '沈阳'],
    ['The infringer is in Dalian. We are based in Anshan.', '鞍山'],
    ['專利被侵權了，我們在瀋陽', '沈阳'],
  ])('%s', (raw, city) => expect(told(raw)).toBe(city))
  test.each([
    '被广州的厂仿冒了',
    '我们被广州的厂仿冒',
    '我们发现广州有人仿冒我们的阀门',
    '卖家在义乌',
    '仿冒的在抚顺',
    '对方是一家小厂，在广州',
    '大连的张三公司卖假货',
    '有个大连的公司侵犯我们的专利',
    '你好',
    '',
  ])('only the other side is named, or none: %s', (raw) => expect(told(raw)).toBeNull())
})

describe('other places that are not its own', () => {
  test.each([
    ['我们是鞍山市铁东区宏伟阀门有限公司', '鞍山'],
    ['大连这边有人冒充我们公司（公司在锦州）', '锦州'],
    ['抚顺新宾的，外地好多假货，主要是吉林那边的', '抚顺'],
    ['我们公司叫大连沈鼓机械有限公司，在沈阳经营', '沈阳'],
    ['我们老板是朝阳建平人，公司开在阜新', '阜新'],
    ['我们不是沈阳的，是鞍山的', '鞍山'],
    ['我们从沈阳搬到营口了', '营口'],
    ['总部在沈阳，工厂在大连', '沈阳'],
    ['我们公司的产品销往广州、上海，公司在锦州', '锦州'],
    ['你好沈阳市知识产权局，我们在阜新', '阜新'],
    ['我们在铁西，沈阳的', '沈阳'],
    ['公司名：沈阳新光阀门有限公司', '沈阳'],
    ['鞍山', '鞍山'],
    ['想贷款，辽阳灯塔的', '辽阳'],
    ['我们是广东的企业', 'elsewhere 广东'],
    ['我们厂在铁西区', '?'],
  ])('%s', (raw, city) => expect(told(raw)).toBe(city))
})

test.each([
  ['大连市知识产权局管不管维权援助', '大连'],
  ['沈阳的责任部门是哪个', '沈阳'],
  ['你好沈阳市知识产权局，我们在阜新', '阜新'],
  ['沈阳某银行让我来问问', null],
])('a question is about the asker’s own region, else one it asks about: %s', (raw, city) => {
  const place = regionAskedOf(raw)
  expect(place?.kind === 'liaoning' ? place.city : null).toBe(city)
})

describe('the role a place plays in its clause', () => {
  test.each([
    // Who does it: 被, 叫, 让, 给 bring in the other side, a later place never beats the opening one.
    ['盖州做苹果醋的，四平那边有个厂子贴我们的标', '营口'],
    ['凌源百合花，包装盒外观叫昆明那边拿去用了', '朝阳'],
    ['海城做菱镁砖的，专利让营口大石桥一个老板给仿了', '鞍山'],
    ['我是清原的，来了个沈阳的业务员，转头就把图纸卖给常州了', '抚顺'],
    ['山东企业举报辽宁营口一家厂假冒我商标', 'elsewhere 山东'],
    // Banks, institutes and experts are somebody to be brought together with.
    ['盘锦化工园区企业，希望对接大连化物所的项目', '盘锦'],
    ['长春的公司，专利质押给沈阳的银行，能办登记吗', 'elsewhere 长春'],
    ['台安县的，兴业银行沈阳分行给我批了，要办登记', '鞍山'],
    // Where one went, sent or saw is not where one is.
    ['在上海出差听说有补贴，我们盘锦的能报吗', '盘锦'],
    ['我营口的，跑沈阳太远', '营口'],
    ['我在大连干了十一年，去年把厂子搬回沈阳大东区了', '沈阳'],
    ['总公司在北京，我们是沈阳分公司', '沈阳'],
    ['我媳妇在绥中开的民宿，名字让北戴河那边抢注了', '葫芦岛'],
    // Ways of speaking.
    ['俺们大石桥这疙瘩的，商标让人用了', '营口'],
    ['我灯塔的，材料都带来了', '辽阳'],
    ['灯塔的皮草厂，款式被海宁抄了', '辽阳'],
    ['我这本溪平山的小厂子干了二十年', '本溪'],
    ['锦洲的，商标被人用了', '锦州'],
    ['ben xi de, wo de zhuan li bei ren fang le', '本溪'],
    ['专利被人抄了 沈北的厂子 求帮忙', '沈阳'],
    ['举报某商贸公司销售假酒，请查处。丹东市XX酒业', '丹东'],
    // English.
    ['Dalian-based software firm; a Hebei factory stole our code', '大连'],
    ["We're based in Hangzhou and a Shenyang company copied our valve", 'elsewhere 杭州'],
    ['Our company is from Anshan, Bank of Dalian is waiting', '鞍山'],
    ['We are a small pump maker in Fushun. A competitor from Suzhou sells copies.', '抚顺'],
    ['We are a small agate workshop in Fuxin and somebody in Guangzhou copies us', '阜新'],
    ['We are a startup in the Shenfu Demonstration Zone', '沈抚示范区'],
    ['I run a small machine shop in Dadong, Shenyang and want a patent loan', '沈阳'],
    ['I manage a shop in Zhongshan District, Dalian', '大连'],
    // Dialect, labels, a place that is also a word.
    ['灯塔这旮沓冬天冷，厂里周转难', '辽阳'],
    ['灯塔皮草，我家的款式有外观专利', '辽阳'],
    ['我家是做帽子的，厂址灯塔', '辽阳'],
    ['俺家厂子搁古塔呢', '锦州'],
    ['注册地：振兴；需求：贷款', '丹东'],
    // Who writes for another, or for itself.
    ['我是营口银行的客户经理，客户是老边的一家泵厂', '营口'],
    ['我行大连分行有一笔贷款形成不良', '大连'],
    ['丹东的知识产权代理公司，想入选服务品牌', '丹东'],
    ['抚顺县的香菇，注册商标被河北商贩套用', '抚顺'],
    ['张家口的滑雪器材厂，想贷款', 'elsewhere 张家口'],
    ['人在北京，公司在沈阳', '沈阳'],
  ])('%s', (raw, city) => expect(told(raw)).toBe(city))
  test.each([
    '被沧州一家做管件的给抄了',
    '叫河北一个厂子给仿了',
    '那个铁岭的王八蛋把我的商标抢着用了',
    '抄我的那个公司在沈阳于洪',
    '有人冒充我们在盘锦开店',
    '发货地写的是浙江金华',
    '保定一个厂子把我们图纸弄走了',
    '我听客户讲鞍山有个作坊仿我们',
    '展会在大连，对面展位就是仿我们的',
    '我们告了大连一家公司，法院在沈阳',
    '盛京银行沈阳中山支行说能做专利贷',
    '大连化物所有没有能转给我们的专利',
    '银行在大连，催得不行',
    '我闺女在大连上班，她说你们能帮着维权',
    '普兰店海鲜市场。假地理标志。举报。',
    '往年沈阳、北京的都来拉',
    '你们沈阳办公室的电话是多少',
    '今天沈阳这雪下得可真大',
    'A company based in Dalian copied our design',
    'someone copied our product in Yingkou',
    'fake patent marks on goods sold in a Shenyang mall',
    'Can Bank of Dalian lend us money?',
    '老边有家彩钢厂，连我们包装上的错别字都抄了去',
    '盖州一个水果商，用着我们的注册商标印纸箱',
    '店主是青岛人，在网上卖的跟我家的一样',
    '锦州某公司擅自用我方专利，请维权',
    '仿我们的在营口大石桥',
    '我们代理行在沈阳',
    '我们老板是锦州人，想贷款',
    '沈阳市知识产权局管不管贷款',
    '沈抚示范区的责任部门是哪个局',
    "The infringer's warehouse is in Yingkou",
    'The bank branch is in Yingkou.',
    'a seller on a livestream who says he’s from Benxi uses our mark',
    'Dalian-based exporter copies our design',
  ])('none of its own: %s', (raw) => expect(told(raw)).toBeNull())
  test.each(['铁西区的，想贷款', '辽宁的企业，想贷款'])('what may mean several stays open: %s', (raw) => expect(told(raw)).toBe('?'))
})

describe('where somebody comes from, and where the firm is', () => {
  test.each([
    // The one who writes has a home, and works elsewhere.
    ['我绍兴人，在朝阳双塔做黄酒', '朝阳'],
    ['我绍兴人，在朝阳做黄酒', '?'],
    ['俺是山东菏泽嘞，搁铁岭种中药材', '铁岭'],
    ['俺老家安徽亳州，在本溪做药材加工', '本溪'],
    ['我是湖南来的，在盖州种苹果', '营口'],
    ['广东人，搁凌源包了几十亩大棚', '朝阳'],
    ['老板是南通人，在鞍山开了家绣品厂', '鞍山'],
    // Nothing but the home is told, or the firm is there too.
    ['我是绍兴人，想贷款', 'elsewhere 绍兴'],
    ['俺是山东菏泽嘞，牌子让人冒用了', 'elsewhere 菏泽'],
    ['我是福建人，公司也在福建', 'elsewhere 福建'],
    ['我是福建人，在福州开公司', 'elsewhere 福州'],
    // Who works there is somebody else, or does a wrong there.
    ['我闺女在鞍山做会计', null],
    ['他在铁岭做假货', null],
    ['我在沈阳打官司，厂在本溪', '本溪'],
    // Whoever comes from there belongs to the firm and does not place it.
    ['台湾来的厂长，厂子在丹东', '丹东'],
    ['台湾过来的老板，在营口办了家钟表厂', '营口'],
    ['我们有香港股东，公司在大连', '大连'],
    ['温州籍老板，公司在阜新', '阜新'],
    ['我们有香港股东', null],
    ['我们是台湾来的企业', 'elsewhere 台湾'],
    // A home elsewhere and a place in Liaoning, both one's own.
    ['我汕头潮阳的，来兴城做内衣', '葫芦岛'],
    ['我广州的，厂子开在辽阳灯塔', '辽阳'],
    ['老家四川的，来海城开了家纽扣厂', '鞍山'],
    ['我广州的，专利让人仿了', 'elsewhere 广州'],
    ['我们是晋江的企业，在兴城参加过展会', 'elsewhere 泉州'],
    ['我们是晋江的企业，货卖到兴城', 'elsewhere 泉州'],
  ])('%s', (raw, city) => expect(told(raw)).toBe(city))
})

describe('the clause after the other side was brought in goes on about them', () => {
  test.each([
    ['侵权方是大连某阀门公司，厂在金州', null],
    ['对方是抚顺一家铸件厂，厂子在望花', null],
    ['侵权方是大连某阀门公司，厂在金州，我们在铁岭', '铁岭'],
    ['仿冒我们的那个人在锦州', null],
    // Nobody was brought in, or the sentence speaks of us again.
    ['我们是抚顺一家铸件厂，厂子在望花', '抚顺'],
    ['侵权方是大连一家公司。我们厂在铁岭', '铁岭'],
    ['侵权方是大连一家公司，俺们工厂在铁岭', '铁岭'],
    ['侵权方查不到，厂在金州', '大连'],
  ])('%s', (raw, city) => expect(told(raw)).toBe(city))
})
