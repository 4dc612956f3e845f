/** Who is to be called, and whose a number is, in what people write. */
import { describe, test } from 'vitest'
import { FIRM, financing, gives, infringement, type Row } from './told.ts'

describe('a name is read, whatever the surname and wherever it stands', () => {
  test.each<Row>([
    ['联系人图雅，手机13840021573', { contact: '图雅' }, { pending: 'contact' }],
    ['图雅 13840021573', { contact: '图雅', mobile: '13840021573' }, { pending: 'contact' }],
    ['有事打给我们车间的巴图，13840021573', { contact: '巴图', mobile: '13840021573' }, { pending: 'contact' }],
    ['我会计老吴家的闺女，叫吴晓霞，她电话13840021573', { contact: '吴晓霞' }, { pending: 'contact' }],
    ['就我本人吧，名字叫高峰，高兴的高，山峰的峰', { contact: '高峰' }, { pending: 'contact' }],
    ['联系人填我儿子，孟庆林', { contact: '孟庆林' }, { pending: 'contact' }],
    ['写我奶奶，白玉兰', { contact: '白玉兰' }, { pending: 'contact' }],
    ['我是出纳宋佳，联系人就写我', { contact: '宋佳' }, { pending: 'contact' }],
    ['我是行政的韩璐，这件事我跑，电话15904012233', { contact: '韩璐', mobile: '15904012233' }, { pending: 'contact' }],
    ['联系人登记成我，田静', { contact: '田静' }, { pending: 'contact' }],
    ['联系人换成我们副厂长栾世杰', { contact: '栾世杰' }, { mending: true, known: { contact: '李四' } }],
    ['不过联系人改成分公司的主管乌云，电话不变', { contact: '乌云' }, { mending: true, known: { contact: '李四', mobile: '13840021573' } }],
    ['是，不过联系人换成子公司的经理段秋生，手机不变', { contact: '段秋生' }, { mending: true, known: { contact: '李四', mobile: '13840021573' } }],
    ['郗望', { contact: '郗望' }, { pending: 'contact' }],
    ['那就写关小磊吧', { contact: '关小磊' }, { pending: 'contact' }],
    ['找库管老周就行，周振海，手机13940112233', { contact: '周振海' }, { pending: 'contact' }],
    ['我叫萨仁，蒙古族', { contact: '萨仁' }, { pending: 'contact' }],
    ['回来了，我是船老大的儿子邵阳阳，电话15543397586', { contact: '邵阳阳' }, { pending: 'contact' }],
    ['联系人就登记我，曲静怡，手机13304167859。', { contact: '曲静怡', mobile: '13304167859' }, { pending: 'contact' }],
    ['联系人：欧阳雪（财务）；手机 139-4011-2233', { contact: '欧阳雪', mobile: '13940112233' }, { pending: 'contact' }],
    ['电话找我老伴儿接，她叫付桂芝，号是13940112233', { contact: '付桂芝', mobile: '13940112233' }, { pending: 'contact' }],
    ['公司这边由市场部魏然对接，联系方式13940112233', { contact: '魏然', mobile: '13940112233' }, { pending: 'contact' }],
    ['我姓佟，佟大勇，手机13940112233', { contact: '佟大勇' }, { pending: 'contact' }],
    ['免贵姓冷，单名一个锋字', { contact: '冷锋' }, { pending: 'contact' }],
    ['小名不说了大名叫艾民', { contact: '艾民' }, { pending: 'contact' }],
    ['有事联系我手机13940112233我叫史强', { contact: '史强', mobile: '13940112233' }, { pending: 'contact' }],
    ['联系人写我 安静 13940112233', { contact: '安静' }, { pending: 'contact' }],
    ['My colleague Li Wei will handle it, his mobile is 13940112233', { contact: 'Li Wei', mobile: '13940112233' }, { pending: 'contact' }],
    ['Contact: Ms. Tang Yue (13940112233)', { contact: 'Ms. Tang Yue', mobile: '13940112233' }, { pending: 'contact' }],
    ['Please contact 宿百川, his mobile number is 18741928850.', { contact: '宿百川', mobile: '18741928850' }, { pending: 'contact' }],
    ['Just ask for Anna, she runs the office', { contact: 'Anna' }, { pending: 'contact' }],
    ['联系人：佟丽娅，电话：15640001234', { contact: '佟丽娅', mobile: '15640001234' }, { pending: 'contact' }],
    ['找小郑，郑凯文，15640001234', { contact: '郑凯文', mobile: '15640001234' }, { pending: 'contact' }],
    ['那就我吧，我姓安，安娜', { contact: '安娜' }, { pending: 'contact' }],
    ['联系的话找车间主任祖国庆', { contact: '祖国庆' }, { pending: 'contact' }],
    ['我二姑家的表弟厉害，他管这个，15640001234', { mobile: '15640001234' }, { pending: 'contact' }],
    ['厉冬生 电话15640001234', { contact: '厉冬生', mobile: '15640001234' }, { pending: 'contact' }],
    ['办公室的海日罕，15640001234', { contact: '海日罕', mobile: '15640001234' }, { pending: 'contact' }],
    ['姓名：暴雪松', { contact: '暴雪松' }, { pending: 'contact' }],
    ['负责人是隗志宏，手机15640001234', { contact: '隗志宏', mobile: '15640001234' }, { pending: 'contact' }],
    ['我叫平安，平安的平，平安的安', { contact: '平安' }, { pending: 'contact' }],
    ['您贵姓不重要，联系人写郎平吧', { contact: '郎平' }, { pending: 'contact' }],
    ['电话15640001234找赵工', { contact: '赵工', mobile: '15640001234' }, { pending: 'contact' }],
    ['就登记法人吧，法人叫康有德', { contact: '康有德' }, { pending: 'contact' }],
    ['联系人改我哥，他叫艾力', { contact: '艾力' }, { mending: true, known: { ...FIRM } }],
    ['等等，联系人改成隋玉珍', { contact: '隋玉珍' }, { mending: true, known: { ...FIRM } }],
    ['刚才联系人填错了，是申小雨不是申晓宇', { contact: '申小雨' }, { mending: true, known: { ...FIRM, contact: '申晓宇' } }],
    ['wang lei, 15640001234', { contact: 'wang lei', mobile: '15640001234' }, { pending: 'contact' }],
    ['Contact person would be our export manager, Zhou Min', { contact: 'Zhou Min' }, { pending: 'contact' }],
    ['You can reach Tom Bauer at 15640001234', { contact: 'Tom Bauer', mobile: '15640001234' }, { pending: 'contact' }],
    ['好的，稍等', { contact: undefined }, { pending: 'contact' }],
    ['为啥要留名字', { contact: undefined }, { pending: 'contact' }],
    ['网上能查到吗', { contact: undefined }, { pending: 'contact' }],
    ['填完了吗', { contact: undefined }, { pending: 'contact' }],
    ['15640001234，微信同号', { contact: undefined, mobile: '15640001234' }, { pending: 'contact' }],
    ['号码15640001234，白天打', { contact: undefined, mobile: '15640001234' }, { pending: 'contact' }],
    ['15640001234，下午方便', { contact: undefined, mobile: '15640001234' }, { pending: 'contact' }],
    ['电话15640001234，人在外地', { contact: undefined, mobile: '15640001234' }, { pending: 'contact' }],
    ['辛苦了，电话15640001234', { contact: undefined, mobile: '15640001234' }, { pending: 'contact' }],
    ['上面说的都对', { contact: undefined }, { pending: 'contact' }],
    ['法人不方便', { contact: undefined }, { pending: 'contact' }],
    ['同前', { contact: undefined }, { pending: 'contact' }],
    ['有空再说', { contact: undefined }, { pending: 'contact' }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([['你们找我的话打我手机18102453970，我叫巴图尔', { contact: '巴图尔', mobile: '18102453970' }, { pending: 'contact' }]])(
    'infringement: %s',
    (said, want, scene) => gives(infringement(said, scene), want),
  )
})

describe('no ordinary word is a name', () => {
  test.each<Row>([
    ['原文在哪能看', { contact: undefined }, { pending: 'contact' }],
    ['谢谢', { contact: undefined }, { pending: 'contact' }],
    ['还有，地理标志直播节是怎么回事？', { contact: undefined }, { pending: 'contact' }],
    ['公司名、代码、联系人、电话、地区都照刚才的用，不变。', { contact: undefined, company: undefined }, { pending: 'contact' }],
    ['公司和联系人那些信息沿用刚才填的', { contact: undefined }, { pending: 'contact' }],
    ['联系人写我爷爷', { contact: undefined }, { pending: 'contact' }],
    ['您好，我是公司会计。', { contact: undefined }],
    ['我明天把材料发来', { contact: undefined }, { pending: 'contact' }],
    ['稍等一下，老板在开会', { contact: undefined }, { pending: 'contact' }],
    ['看看原文', { contact: undefined }, { pending: 'contact' }],
    ['同意，继续', { contact: undefined }, { pending: 'contact' }],
    ['信息保密吗', { contact: undefined }, { pending: 'contact' }],
    ['手机13940112233，姓名回头补', { mobile: '13940112233' }, { pending: 'contact' }],
    ['接着说，电话13940112233', { contact: undefined, mobile: '13940112233' }, { pending: 'contact' }],
    ['先填电话，13940112233', { contact: undefined, mobile: '13940112233' }, { pending: 'contact' }],
    ['好嘞 13940112233', { contact: undefined, mobile: '13940112233' }, { pending: 'contact' }],
    ['明白，13940112233', { contact: undefined, mobile: '13940112233' }, { pending: 'contact' }],
    ['材料齐了', { contact: undefined }, { pending: 'contact' }],
    ['麻烦，快点', { contact: undefined }, { pending: 'contact' }],
    ['辽阳，13940112233', { contact: undefined, mobile: '13940112233' }, { pending: 'contact' }],
    ['我老婆', { contact: undefined }, { pending: 'contact' }],
    ['我自己', { contact: undefined }, { pending: 'contact' }],
    ['老板本人', { contact: undefined }, { pending: 'contact' }],
    ['Hang on, let me ask my boss', { contact: undefined }, { pending: 'contact' }],
    ['thanks a lot', { contact: undefined }, { pending: 'contact' }],
    ['same as before please', { contact: undefined }, { pending: 'contact' }],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    ['对方老板叫钱大海', { contact: undefined }, { pending: 'contact' }],
    ['仿我们的那个人姓崔，叫崔永年', { contact: undefined }, { pending: 'contact' }],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('who writes for a firm is not the firm', () => {
  test.each<Row>([
    [
      '我是中国银行鞍山分行的客户经理许宁，替客户鞍山千山耐磨材料有限公司报，企业联系人郝建业，手机13940112233，我的手机13700058261',
      { company: '鞍山千山耐磨材料有限公司', contact: '郝建业', mobile: '13940112233' },
      { pending: 'company' },
    ],
    [
      '我是代理人张倩，电话13700058261；企业那头的联系人是王德，电话13940112233',
      { contact: '王德', mobile: '13940112233' },
      { pending: 'contact', known: { company: '甲有限公司' } },
    ],
    ['联系人别写我，写他们老板常胜，手机13940112233', { contact: '常胜', mobile: '13940112233' }, { pending: 'contact', known: { company: '甲有限公司' } }],
    ['我是记账的，姓刘；老板叫曲波，有事找他，13940112233', { contact: '曲波', mobile: '13940112233' }, { pending: 'contact', known: { company: '甲有限公司' } }],
    ['我这边是事务所的小陈，客户公司叫本溪溪山矿泉水有限公司', { company: '本溪溪山矿泉水有限公司' }, { pending: 'company' }],
    ['企业法人是段宏伟，经办人是我赵晓薇，打我电话13940112233', { contact: '赵晓薇', mobile: '13940112233' }, { pending: 'contact', known: { company: '甲有限公司' } }],
    [
      '经办行联系人：周敏 13700058261\n企业联系人：郭庆 13940112233',
      { contact: '郭庆', mobile: '13940112233' },
      { pending: 'contact', known: { company: '甲有限公司' } },
    ],
    ['我们银行的电话是024-22223333，客户手机13940112233', { mobile: '13940112233' }, { pending: 'mobile' }],
    ['我行统一社会信用代码91210106MA0XP5R682，客户的是91210411MA0W39HN3U', { creditCode: '91210411MA0W39HN3U' }, { pending: 'creditCode' }],
    ['您好我是邮储银行朝阳分行的小贾帮我们客户朝阳龙山酒业有限公司填一下这个', { company: '朝阳龙山酒业有限公司', contact: undefined }, { pending: 'company' }],
    ['企业那边的统一社会信用代码是91210411MA0W39HN3U，我们分行的是91210106MA0XP5R682，别弄混', { creditCode: '91210411MA0W39HN3U' }, { pending: 'creditCode' }],
    ['联系人写企业老板白振海吧，手机13591010101，我这个号18600001111就不用登了', { contact: '白振海', mobile: '13591010101' }, { pending: 'contact' }],
    ['我是会计师事务所的，受辽阳石花机床有限公司委托来办', { company: '辽阳石花机床有限公司' }, { pending: 'company' }],
    [
      '经办是我，冯倩，工行的；借款人联系人是沙宝林，他电话15640001234',
      { contact: '沙宝林', mobile: '15640001234' },
      { pending: 'contact', known: { company: '甲有限公司' } },
    ],
  ])('financing: %s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    ['我是律师，姓温，受沈阳北方阀业有限公司委托', { company: '沈阳北方阀业有限公司' }, { pending: 'company' }],
    ['我替我表哥问，他厂叫大连旅顺口蓝湾船用电器厂', { company: '大连旅顺口蓝湾船用电器厂' }, { pending: 'company' }],
    [
      '我是这家公司的法律顾问，姓祝，公司名称：葫芦岛滨海泳装有限公司，联系人：总经理谷云飞，电话13842900011',
      { company: '葫芦岛滨海泳装有限公司', contact: '谷云飞', mobile: '13842900011' },
      { pending: 'company' },
    ],
    [
      '替我们村合作社报的，合作社叫绥中县塔山苹果专业合作社，社长是屈洪亮，13842900011',
      { company: '绥中县塔山苹果专业合作社', contact: '屈洪亮', mobile: '13842900011' },
      { pending: 'company' },
    ],
    [
      'I am writing for our client, Anshan Qianshan Abrasives Co., Ltd., in Lishan District of Anshan.',
      { company: 'Anshan Qianshan Abrasives Co., Ltd.', region: '鞍山' },
      { pending: 'company' },
    ],
    [
      'The contact at the client is Ms Guan Yue, 15640001234; my own number is 13700058261',
      { mobile: '15640001234', contact: '~Guan Yue' },
      { pending: 'contact', known: { company: '甲有限公司' } },
    ],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('what is the other side’s is not ours', () => {
  test.each<Row>([
    [
      '侵权方是沈阳佳美家居有限公司，他家老板的手机是13998276610，他家的信用代码是91210106MA0XP5R682，这俩可别当成我的',
      { mobile: undefined, creditCode: undefined, infringer: '沈阳佳美家居有限公司' },
      { pending: 'contact', known: { company: '抚顺取消烦恼办公家具有限公司' } },
    ],
    ['对方那家店的座机是024-23456789', { mobile: undefined }, { pending: 'mobile' }],
    [
      '山寨我的老板电话是13700058261，他那店叫炉边老饺子。你们找我的话打我手机18102453970，我叫巴图尔',
      { mobile: '18102453970', contact: '巴图尔', infringer: '~炉边老饺子', company: undefined },
      { pending: 'contact', known: { company: '沈阳老边炉餐饮管理有限公司' } },
    ],
    ['冒牌那家留的号是13700058261，我的是13940112233', { mobile: '13940112233' }, { pending: 'mobile' }],
    ['侵权店铺客服电话13700058261', { mobile: undefined }, { pending: 'mobile' }],
    [
      '卖假货的叫孙二，手机13700058261，在义县',
      { mobile: undefined, contact: undefined, region: undefined },
      { pending: 'infringer', known: { company: '锦州甲有限公司', region: '锦州', contact: '李四', mobile: '13940112233' } },
    ],
    ['仿的是临清一个厂子叫鲁轴兄弟', { infringer: '~鲁轴兄弟', company: undefined }, { pending: 'rightType', known: { company: '瓦房店滚得动轴承有限公司' } }],
    [
      '抄袭者公司叫河北廊坊金瑞保温材料有限公司，在廊坊大城县',
      { infringer: '~河北廊坊金瑞保温材料有限公司', company: undefined, region: undefined },
      { pending: 'infringer', known: { company: '沈阳甲有限公司', region: '沈阳' } },
    ],
    [
      '被告是大连某某商贸有限公司的前身大连巨浪商贸有限公司，统一代码91210200MA0M9A5H41',
      { creditCode: undefined, infringer: '~大连巨浪商贸有限公司' },
      { pending: 'infringer', known: { company: '沈阳甲有限公司', region: '沈阳' } },
    ],
    ["We don't know who the infringer is yet, please skip that one.", { infringer: null }, { pending: 'infringer' }],
    ['发现网上好多店在卖仿我们专利的产品，想请知识产权局帮我们维权', { infringer: undefined }],
    ['侵权方是谁我们不知道，侵权人这项跳过吧', { infringer: null }, { pending: 'infringer' }],
    ['好几家都在卖，说不上是哪家造的', { infringer: null }, { pending: 'infringer' }],
    ['冒用的那家是北京新发地一个档口，叫京鲜贝贝', { infringer: '~京鲜贝贝' }, { pending: 'infringer', known: { company: '大连獐子岭海产养殖有限公司' } }],
    ['就是隔壁镇的老宋家作坊，没挂牌子', { infringer: '~老宋家作坊' }, { pending: 'infringer', known: { company: '大连甲有限公司' } }],
    ['拼多多上一个叫“优选小馆”的店', { infringer: '~优选小馆' }, { pending: 'infringer', known: { company: '大连甲有限公司' } }],
    [
      'The copycat is Hebei Jinrui Insulation Co., Ltd.',
      { infringer: '~Hebei Jinrui Insulation Co., Ltd.', company: undefined },
      { pending: 'infringer', known: { company: 'Fushun Redstar Valve Co., Ltd.' } },
    ],
    ['Their phone is 13700058261, mine is 13940112233', { mobile: '13940112233' }, { pending: 'mobile' }],
    ['仿我们的那家在丹东东港，我们公司在大连庄河', { region: '大连' }, { pending: 'region' }],
    ['对方跟我们一个市，也是铁岭的', { region: undefined }, { pending: 'infringer', known: { company: '铁岭甲有限公司', region: '铁岭' } }],
    [
      '干这事的是铁岭的一个体户，叫卜大力，电话15640001234，在调兵山开店',
      { infringer: '~卜大力', mobile: undefined, contact: undefined, region: undefined },
      { pending: 'infringer', known: { ...FIRM } },
    ],
    ['侵权人：京东店铺“暖心小屋家居”', { infringer: '~暖心小屋家居' }, { pending: 'infringer', known: { ...FIRM } }],
    ['对方公司在鞍山，我们在辽阳', { region: '辽阳' }, { pending: 'region', known: { company: '甲有限公司' } }],
    ['对方的统一社会信用代码查到了，91210411MA0W39HN3U', { creditCode: undefined }, { pending: 'infringer', known: { company: '甲有限公司' } }],
    [
      '抄我们的厂子留的电话是0412-5551234，老板手机15640001234',
      { mobile: undefined },
      { pending: 'description', known: { ...FIRM, mobile: undefined, rightType: '商标' } },
    ],
    [
      '他家老板叫温大宝，我叫温小宝，可不是一家人，我手机15640001234',
      { contact: '温小宝', mobile: '15640001234' },
      { pending: 'contact', known: { company: '甲有限公司' } },
    ],
    [
      'They are called Jinhua Topway Tools Co., Ltd. and they sit in Zhejiang.',
      { infringer: '~Jinhua Topway Tools Co., Ltd.', company: undefined, region: undefined },
      { pending: 'infringer', known: { ...FIRM } },
    ],
    ['No idea who makes them.', { infringer: null }, { pending: 'infringer', known: { ...FIRM } }],
    ['侵权方我只知道网名叫海边阿强', { infringer: '~海边阿强' }, { pending: 'infringer', known: { ...FIRM } }],
    ['是我们原来的代理商沈阳启航商贸有限公司干的', { infringer: '~沈阳启航商贸有限公司', company: undefined }, { pending: 'infringer', known: { ...FIRM } }],
    ['两家，一家沈阳博远机械厂，一家本溪远大机械厂', { infringer: '~沈阳博远机械厂', company: undefined }, { pending: 'infringer', known: { ...FIRM } }],
    ['不清楚是哪家，市场上到处都是', { infringer: null }, { pending: 'infringer', known: { ...FIRM } }],
  ])('infringement: %s', (said, want, scene) => gives(infringement(said, scene), want))
})

describe('who is in charge is the one to call', () => {
  test.each<Row>([
    ['这事由质检部的贺知秋负责联系', { contact: '贺知秋' }, { pending: 'contact' }],
    ['平时杨桐对接，13840021573', { contact: '杨桐', mobile: '13840021573' }, { pending: 'contact' }],
    ['具体办公室的乔木兰跟进，电话13840021573', { contact: '乔木兰', mobile: '13840021573' }],
    ['管事的是我自己，叫朴成哲，电话13840021573', { contact: '朴成哲', mobile: '13840021573' }],
    ['负责的是朴成哲，电话13840021573', { contact: '朴成哲' }],
    ['公司一直由银行负责联系', { contact: undefined }, { pending: 'contact' }],
    ['这事归市场部负责', { contact: undefined }, { pending: 'contact' }],
    ['平时都是我在对接', { contact: undefined }, { pending: 'contact' }],
    ['管事的是老板，电话13840021573', { contact: undefined, mobile: '13840021573' }],
    ['找律师打官司太贵', { contact: undefined }, { pending: 'contact' }],
    ['师永强，13840021573', { contact: '师永强' }, { pending: 'contact' }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('right behind its label a name needs no mark', () => {
  test.each<Row>([
    ['联系人温作林，手机13840021573', { contact: '温作林', mobile: '13840021573' }],
    ['公司沈阳甲泵业有限公司，联系人卜广田，有事打13840021573', { company: '沈阳甲泵业有限公司', contact: '卜广田' }],
    ['联系人还没定', { contact: null }],
    ['联系人找我', { contact: undefined }],
    ['联系人就写厂长', { contact: undefined }],
    ['联系人电话，13840021573', { contact: undefined, mobile: '13840021573' }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('where somebody comes from is no name', () => {
  test.each<Row>([
    ['老板是温州平阳人，手机13840021573', { contact: undefined, mobile: '13840021573' }, { pending: 'contact' }],
    ['我自己是安徽和县人', { contact: undefined }, { pending: 'contact' }],
    ['老板叫温平阳，手机13840021573', { contact: '温平阳' }, { pending: 'contact' }],
    ['我叫江宁远，手机13840021573', { contact: '江宁远' }, { pending: 'contact' }],
    ['联系人：江宁', { contact: '江宁' }, { pending: 'contact' }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
  test.each<Row>([
    ["I'm Korean, my phone is 13840021573", { contact: undefined, mobile: '13840021573' }, { pending: 'contact' }],
    ["I'm Korin, my phone is 13840021573", { contact: 'Korin', mobile: '13840021573' }, { pending: 'contact' }],
  ])('%s', (said, want, scene) => gives(financing(said, scene), want))
})

describe('a number that is not to be called is not the one', () => {
  test.each<Row>([
    ['会计的是13840021573，没事别打给她，打我的13940112244', { mobile: '13940112244' }],
    ['13840021573这个号不要打，打13940112244', { mobile: '13940112244' }],
    ['对方来偷拍过，他的电话是13840021573', { mobile: undefined }],
    ['13840021573，晚上八点以后别打', { mobile: '13840021573' }],
    ['号码是13840021573，别打错了', { mobile: '13840021573' }],
    ['对方来偷拍过，我的电话是13840021573', { mobile: '13840021573' }],
  ])('%s', (said, want) => gives(infringement(said, { pending: 'mobile' }), want))
})
