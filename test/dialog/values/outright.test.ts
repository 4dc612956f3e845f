/** Who is who in a story: the infringer by name, the firm somebody reports for, the place that is the enterprise's; and what is merely sounded like. */
import { describe, test } from 'vitest'
import { FIRM, financing, gives, infringement, type Row } from './told.ts'

describe('the infringer is read by the name he is called', () => {
  const known = { company: '沈阳甲有限公司', region: '沈阳' }
  test.each<Row>([
    [
      '权利是发明专利，专利号ZL202110482960.6。侵权的是鞍山市立山区的鞍山恒锋工具厂。',
      { infringer: '~鞍山恒锋工具厂', rightNumber: '202110482960.6' },
      { pending: 'rightNumber', known: { ...FIRM, rightType: '发明' } },
    ],
    ['侵权的是营口老边区的营口顺达五金厂。', { infringer: '~营口顺达五金厂' }, { known }],
    ['经过查了，造假的是大石桥的一家叫鑫鑫耐火的。', { infringer: '~鑫鑫耐火' }, { known }],
    ['今年三月起，铁岭那块儿有个叫铁岭丰茂农机的，照着我们的样子做，价钱便宜一半', { infringer: '铁岭丰茂农机' }, { known }],
    ['有家叫「好又来」的网店，一直卖仿我们商标的酱油', { infringer: '好又来' }, { known }],
    ['我们卖了十年榛子，去年冒出个叫山里红的，包装跟我们一模一样，连商标都抄', { infringer: '山里红' }, { known }],
    ['冒用商标的是锦州的一个铺子，叫「老关家」', { infringer: '老关家' }, { known }],
    ['仿我们的那家在丹东，叫「鸭绿江五金」，门口招牌写着', { infringer: '鸭绿江五金' }, { known }],
    ['抄我们的系广东中山一间厂，叫「明辉灯饰」，佢哋成日喺网上卖', { infringer: '广东中山一间厂，叫明辉灯饰' }, { known }],
    ['冒用嗰間係福建南安嘅舖頭，叫「金和石業」。情況係：佢哋喺網店賣', { infringer: '~金和石' }, { known }],
    ['我们的牌子叫「金永和」，被人冒用了', { infringer: undefined }, { known }],
    ['我们是做石材的，叫「金永和」，有人冒用我们商标', { infringer: undefined }, { known }],
    ['我们的产品名叫「一口香」，市面上全是假的', { infringer: undefined }, { known }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('who reports for a firm does not report it', () => {
  const pending = 'company'
  test.each<Row>([
    ['举报企业为我的客户大连海润油品有限公司', { company: '大连海润油品有限公司', infringer: undefined }, { pending }],
    ['举报人：我所客户丹东绿野食品有限公司', { company: '丹东绿野食品有限公司', infringer: undefined }, { pending }],
    ['维权企业系我行客户本溪药都制药有限公司', { company: '本溪药都制药有限公司', infringer: undefined }, { pending }],
    ['申请企业是我们的客户锦州宏远机械有限公司，侵权方是沈阳某店', { company: '锦州宏远机械有限公司', infringer: '~沈阳某店' }, { pending }],
    ['委托方为抚顺北方蜡业有限公司，我是代理律师', { company: '抚顺北方蜡业有限公司', infringer: undefined }, { pending }],
    ['我代客户鞍山钢峰铸造有限公司举报营口宏发机械厂假冒商标', { company: '鞍山钢峰铸造有限公司' }, { pending }],
    ['申请企业为营口宏发机械厂', { company: '营口宏发机械厂', infringer: undefined }, { pending }],
    ['被举报企业为营口宏发机械厂', { company: undefined, infringer: '营口宏发机械厂' }, { pending }],
    ['举报的企业是营口宏发机械厂', { company: undefined, infringer: '营口宏发机械厂' }, { pending }],
    ['被投诉的商家：铁岭万家旺超市', { company: undefined, infringer: '铁岭万家旺超市' }, { pending }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('the place of a stranger, or of who writes for others, is not the enterprise’s', () => {
  test.each<Row>([
    ['辽阳那疙瘩有个叫辽阳恒炉窑业的，今年开春把俺们从前的徒弟挖走，照葫芦画瓢就开卖', { region: undefined }],
    ['盘锦那边有一家叫顺发的，专门仿我们的商标', { region: undefined }],
    ['铁岭那块儿有个姓马的，卖的全是仿我们专利的粉碎机', { region: undefined }],
    ['受客户委托举报：沈阳一经营者大量销售假冒我客户注册商标的机油', { region: undefined }],
    ['投诉：营口的商户在卖假冒我们商标的镁砖', { region: undefined }],
    ['我们律所在沈阳沈河区，企业在抚顺望花区', { region: '抚顺' }],
    ['举报企业为我的客户辽宁润驰油品有限公司，位于沈抚示范区。我们律所在沈阳沈河区，与填报无关。', { region: '沈抚示范区' }],
    ['我们公司在兴城，那家晨露是盘锦的我可不是盘锦的啊', { region: '葫芦岛' }],
    ['俺们是鞍山这疙瘩做耐火砖的，专利让人抄了', { region: '鞍山' }],
    ['厂子大号叫海城市老罗耐火材料有限公司，就在鞍山海城牌楼镇', { region: '鞍山' }],
    ['我们合作社在大洼那边种稻子，商标让人冒用了', { region: '盘锦' }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('what is done with the patents is not what the money is for', () => {
  test.each<Row>([
    ['我们有个发明专利想拿去押给银行贷点款', { purpose: undefined }],
    ['手里两件专利，拿去质押换点钱，买台注塑机', { purpose: '~注塑机' }],
    ['想把专利押给建行，钱用来交海运费', { purpose: '~海运费', bank: '建行' }],
    ['拿专利抵押，贷的款是用来盖冷库的', { purpose: '~盖冷库' }],
    ['专利拿来抵押给银行', { purpose: undefined }],
    ['想拿去跟银行谈谈贷款', { purpose: undefined }],
    ['换成办融资吧，公司电话照旧', { purpose: undefined }],
    ['钱是用来买贴片机和备料的', { purpose: '~贴片机' }],
    ['借钱就是为了囤冬天的货', { purpose: '~囤冬天的货' }],
    ['这钱拿去还旧贷', { purpose: '~旧贷' }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('a term is told by how long the money is used', () => {
  const known = { ...FIRM, amountYuan: 4_000_000 }
  test.each<Row>([
    ['知道了。钱用一年半，用途是进皮料和改生产线', { termMonths: 18, purpose: '~进皮料' }, { pending: 'purpose', known }],
    ['钱用个两年就够', { termMonths: 24 }, { pending: 'purpose', known }],
    ['这笔钱要用十八个月', { termMonths: 18 }, { pending: 'purpose', known }],
    ['资金占用一年', { termMonths: 12 }, { pending: 'bank', known }],
    ['款子用半年', { termMonths: 6 }, { pending: 'bank', known }],
    ['钱打算用三年', { termMonths: 36 }, { pending: 'purpose', known }],
    ['贷款使两年', { termMonths: 24 }, { pending: 'bank', known }],
    ['设备用了三年了', { termMonths: undefined }, { pending: 'bank', known }],
    ['这专利用了两年', { termMonths: undefined }, { pending: 'bank', known }],
    ['资金紧张一年多了', { termMonths: undefined }, { pending: 'bank', known }],
    ['厂子干了一年半', { termMonths: undefined }, { pending: 'bank', known }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('a name of a person', () => {
  const pending = 'patentNumbers'
  test.each<Row>([
    ['银行找的是盛京银行', { contact: undefined, bank: '盛京银行' }, { pending }],
    ['贷款找的是盛京银行，联系的是他们信贷部', { contact: undefined, bank: '盛京银行' }, { pending }],
    ['联系人：欧阳金丝雀', { contact: '欧阳金丝雀' }, { pending }],
    ['联系人：上官婉清儿，电话13709753074', { contact: '上官婉清儿', mobile: '13709753074' }, { pending }],
    ['联系人是司马文，手机13709753074', { contact: '司马文' }, { pending }],
    ['联系人银雪梅，电话13709753074', { contact: '银雪梅' }, { pending }],
    ['我姓栾，电话13709753074，公司沈阳甲有限公司', { contact: '栾先生/女士', mobile: '13709753074', company: '沈阳甲有限公司' }, { pending }],
    ['俺姓佟，手机13709753074，信用代码91211081MA5F30292N', { contact: '佟先生/女士' }, { pending }],
    ['我姓栾，栾志强，电话13709753074', { contact: '栾志强' }, { pending }],
    ['我姓罗，搞了三十来年耐火砖', { contact: undefined }, { pending }],
    ['卖家姓罗，电话13709753074', { contact: undefined }, { pending }],
    ['聯絡人係何子文，手提電話 13942607737', { contact: '何子文', mobile: '13942607737' }, { pending }],
    ['联系人系卓桂芝', { contact: '卓桂芝' }, { pending }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('a company’s name holds none of what is said to the desk', () => {
  test.each<Row>([
    ['改成办专利质押贷款吧公司名字代码电话这些照用', { company: undefined }],
    ['算了办贷款吧公司信息不变', { company: undefined }],
    ['先不维权了我想办质押融资公司还是那个', { company: undefined }],
    ['帮我登记质押公司', { company: undefined }],
    ['那就贷款公司都一样', { company: undefined }],
    ['你好我们公司有个发明专利', { company: undefined }, { pending: 'company' }],
    ['沈阳市和平区惠民小额贷款有限公司', { company: '沈阳市和平区惠民小额贷款有限公司' }],
    ['我们是大连融信融资租赁有限公司', { company: '大连融信融资租赁有限公司' }],
    ['沈阳老友记酒吧有限公司', { company: '沈阳老友记酒吧有限公司' }],
    ['公司叫大连吧台家具有限公司', { company: '大连吧台家具有限公司' }, { pending: 'company' }],
    ['合作社全称：盘锦市大洼区稻蟹缘河蟹养殖专业合作社', { company: '盘锦市大洼区稻蟹缘河蟹养殖专业合作社' }, { known: { company: '河蟹合作社' } }],
    ['农场名称：新民市老于家庭农场', { company: '新民市老于家庭农场' }, { known: { company: '老于农场' } }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('where the plant or the licence is beats what the name holds', () => {
  const pending = 'company'
  test.each<Row>([
    ['公司叫沈阳黑塬农机有限公司。名字里带沈阳，可是厂子和执照都在铁岭开原，不在沈阳', { company: '沈阳黑塬农机有限公司', region: '铁岭' }, { pending }],
    ['企业名称是大连海岳泵业有限公司，名称里虽然有大连，工厂和车间都在营口大石桥', { region: '营口' }, { pending }],
    ['我们叫沈阳恒远轴承有限公司，字号带沈阳，执照办在抚顺', { region: '抚顺' }, { pending }],
    ['鞍山立信矿机有限公司，名字挂着鞍山，厂房早就在辽阳灯塔了，不在鞍山', { region: '辽阳' }, { pending }],
    ['公司叫盘锦苇海食品有限公司，公司和厂房都在盘锦大洼', { region: '盘锦' }, { pending }],
    ['锦州北塔制药有限公司，就在锦州', { region: '锦州' }, { pending }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('an agent’s own place is not his client’s', () => {
  test.each<Row>([
    ['您好，我是北京一家专利代理所的，替客户来办事，客户是锦州凌海市的企业', { region: '锦州' }],
    ['我是上海的律师，受客户委托，委托人是丹东东港的企业，专利让人仿了', { region: '丹东' }],
    ['我们是深圳一家知识产权服务机构，代客户维权，客户在营口', { region: '营口' }],
    ['我是天津某律所的，帮客户问一下，当事人在朝阳北票', { region: '朝阳' }],
    ['我们是北京的企业，想申请维权援助', { region: 'elsewhere:北京' }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('whoever copies us is named, and we are not', () => {
  const known = { ...FIRM, rightType: '实用新型', rightNumber: '201820935860.8' }
  const pending = 'infringer'
  test.each<Row>([
    ['抄俺们的厂叫营口众鑫铸锻有限公司，在营口老边区', { infringer: '~营口众鑫铸锻有限公司', company: undefined }, { known, pending }],
    ['仿我们产品的那家公司叫大连普众农具有限公司', { infringer: '~大连普众农具有限公司', company: undefined }, { known, pending }],
    ['冒用咱商标的厂子是锦州好家食品厂', { infringer: '~锦州好家食品厂', company: undefined }, { known, pending }],
    ['偷我家图纸的单位名称是本溪宏泰机械有限公司', { infringer: '~本溪宏泰机械有限公司', company: undefined }, { known, pending: 'description' }],
    ['让人抄了的是俺们厂，叫沈阳北陵泵业有限公司', { company: '沈阳北陵泵业有限公司', infringer: undefined }, { pending: 'company' }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('of a name that was and one that is, the one that is', () => {
  const pending = 'company'
  const now = { company: '辽宁砚池新材料科技有限公司', infringer: undefined }
  test.each<Row>([
    ['公司原来叫沈阳清泉滤材有限公司，今年三月改了名，现在执照上是辽宁砚池新材料科技有限公司，以新名称为准', now, { pending }],
    ['以前的名字是沈阳清泉滤材有限公司，现在叫辽宁砚池新材料科技有限公司', now, { pending }],
    ['我们现在叫辽宁砚池新材料科技有限公司，原名沈阳清泉滤材有限公司', now, { pending }],
    ['企业已变更为辽宁砚池新材料科技有限公司，曾用名：沈阳清泉滤材有限公司', now, { pending }],
    ['公司原来叫沈阳清泉滤材有限公司', { company: '沈阳清泉滤材有限公司' }, { pending }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('a right that is corrected is no evidence', () => {
  const known = { ...FIRM, rightType: '实用新型', rightNumber: '202021783364.9', infringer: '大连甲厂', description: '照着做', evidence: ['视频'] }
  const want = { rightType: '商标', rightNumber: '36750829', evidence: undefined }
  const mending = true
  test.each<Row>([
    ['不对，权利类型要改：我翻了材料，我们这个不是专利，是商标，商标注册号36750829', want, { known, mending }],
    ['权利类型错了，看了一遍材料，不是专利，是商标，注册号36750829', want, { known, mending }],
    ['刚才说错了，查过材料，被侵权的是商标，注册号36750829', want, { known, mending }],
    ['材料：公证书和发票', { evidence: ['公证书和发票'] }, { known: { ...known, evidence: undefined }, pending: 'evidence' }],
    ['证据是展会上拍的视频', { evidence: ['展会上拍的视频'] }, { known: { ...known, evidence: undefined }, pending: 'evidence' }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('what the money is for, said outright or left out', () => {
  const known = { ...FIRM, patentNumbers: ['201911042237.5'], amountYuan: 2_800_000, termMonths: 24 }
  const bank = { pending: 'bank', known }
  test.each<Row>([
    ['这笔钱的用途嘛，一多半收果子，剩下的添一条灌装线', { purpose: '~灌装线' }, bank],
    ['用途呢，主要是买两台冷柜，再付一部分货款', { purpose: '~冷柜' }, bank],
    ['手里的现钱全压在果子上了', { purpose: undefined }, { known }],
    ['钱都套在库存里了，想办质押贷款', { purpose: undefined }, { known: FIRM }],
    ['贷款用途不想写，用途这项跳过', { purpose: null }, bank],
    ['用途不方便说', { purpose: null }, bank],
    ['资金用途这栏不想填', { purpose: null }, bank],
    ['贷款用于买灌装机', { purpose: '~买灌装机' }, bank],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('the infringer by where he is, by what he did, by what he is and then by name', () => {
  const known = FIRM
  const pending = 'infringer'
  test.each<Row>([
    ['仿的厂子在佛山，叫粤焊旺', { infringer: '粤焊旺' }, { known }],
    ['我们的店在丹东，叫鸭江渔具', { infringer: undefined }, { known }],
    ['仿品在佛山卖，叫好便宜', { infringer: undefined }, { known }],
    ['我们的外观专利叫锦州太和区的宏图灯具给仿了', { infringer: '锦州太和区的宏图灯具' }, { known }],
    ['商标被抚顺望花的老兵烧烤冒用了', { infringer: '抚顺望花的老兵烧烤', rightType: '商标' }, { known }],
    ['我们的专利叫一种防松螺栓，被人仿了', { infringer: undefined }, { known }],
    ['专利叫同行给侵了', { infringer: undefined }, { known }],
    ['专利叫人把图纸偷了', { infringer: undefined }, { known }],
    ['造假的是人民路的宏发五金', { infringer: '人民路的宏发五金' }, { known, pending }],
    ['抄我们的是海宁的一家，海宁豪盛皮草有限公司', { infringer: '海宁豪盛皮草有限公司', company: undefined }, { known }],
    ['侵权的是铁岭的一家公司，铁岭丰登农机有限公司', { infringer: '铁岭丰登农机有限公司', company: undefined }, { known, pending }],
    ['侵权的是铁岭的一家，跟我们挨着', { infringer: '铁岭的一家' }, { known }],
    ['有人仿冒，我们是铁岭的一家，铁岭丰登农机有限公司', { company: '铁岭丰登农机有限公司', infringer: undefined }],
    ['侵权方：大连的一家冷冻食品批发部，叫港湾老孙冻货', { infringer: '~，叫港湾老孙冻货' }, { known, pending }],
    ['侵权方：抚顺顺手五金商行，叫他赔钱', { infringer: '抚顺顺手五金商行' }, { known, pending }],
    ['侵权人信息：锦州凌河区好再来五金店', { infringer: '锦州凌河区好再来五金店' }, { known, pending }],
    ['图传错了，这张才是他们的店', { infringer: null }, { known, pending }],
  ])('%s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('what happened, behind any word that leads in to it', () => {
  test.each<Row>([
    ['事情是这样的，上个月在集上看到他们卖仿我们的锅', { description: '上个月在集上看到他们卖仿我们的锅' }],
    ['来龙去脉：去年十月他们来厂里参观，回去就照着做了', { description: '去年十月他们来厂里参观，回去就照着做了' }],
    ['咋回事呢：去年十月他们来厂里参观，回去就照着做了', { description: '去年十月他们来厂里参观，回去就照着做了' }],
    ['事情比较急', { description: undefined }],
  ])('%s', (said, want) => gives(infringement(said, { known: FIRM }), want))
})
