/** Two hundred personal data that nobody has, each with the parts of it that would tell: what the tests plant to see whether it comes out anywhere. */

export const KINDS = ['person', 'company', 'mobile', 'landline', 'credit code', 'identity', 'card', 'patent', 'paper', 'address', 'mail', 'account'] as const
export type Kind = (typeof KINDS)[number]

/** `said` as people write it; `tells` are the parts that must not be anywhere: what is left of it beside them (a city, a trade) tells nobody. */
export type Canary = { readonly kind: Kind; readonly said: string; readonly tells: readonly string[] }

/** Between bars stands what tells by itself; without bars only the whole does. */
function marked(kind: Kind, said: string): Canary {
  const parts = said.split('|')
  return { kind, said: parts.join(''), tells: parts.length === 1 ? [said] : parts.filter((_, i) => i % 2 === 1) }
}

/** Of digits and letters, any four in a row tell: a tail is enough to find somebody. */
function numbered(kind: Kind, said: string): Canary {
  const bare = said.replace(/[^\p{L}\p{N}]/gu, '')
  return { kind, said, tells: [...new Set(Array.from({ length: bare.length - 3 }, (_, i) => bare.slice(i, i + 4)))].filter((t) => /\d{4}|[A-Z].*\d|\d.*[A-Z]/.test(t)) }
}

const PERSONS =
  '王|建国|,李|晓燕|,张|淑芬|,刘|德柱|,陈|思彤|,杨|桂兰|,欧阳|雪莹|,司马|长风|,诸葛|明轩|,慕容|婉清|,赵|铁柱|,孙|悦然|,周|子墨|,吴|凤霞|,郑|钧尧|,冯|绍棠|,褚|遂安|,卫|嘉禾|,蒋|沛霖|,沈|柏舟|,韩|冬梅|,秦|镇远|,尤|瑞雪|,许|知遥|,何|满仓|,吕|惠珠|,施|可欣|,孔|祥麟|,曹|秀琴|,严|松涛|,金|成焕|,朴|正花|,图雅|其其格|,买买提|艾则孜|,扎西|顿珠|,阿依|古丽|,王文明,李发展,张建设,高峰平,陈服务,马国强,黎明,王专,周到华,沙|棘红|,哈斯|巴根|,白雪莲'
const COMPANIES =
  '沈阳|鑫诚|精密机械有限公司,大连|海昱澜|科技股份有限公司,鞍山市|腾鳌老铁匠|五金厂,抚顺|琥珀缘|工艺品有限责任公司,本溪|溪缘春|药业有限公司,丹东|鸭绿江畔|草莓专业合作社,锦州|笔架晴|食品有限公司,营口|宏发盛昌|机械厂,阜新|玛瑙轩|珠宝行,辽阳|白塔晨曦|新材料有限公司,盘锦|苇海蟹歌|水产养殖场,铁岭|榛香万家|商贸有限公司,朝阳|化石鸟|文化传媒有限公司,葫芦岛|泳衣汇|服饰有限公司,|恒彩瑞丰|农机经销处,|老李家锅炉|配件厂,|喜旺旺|豆腐坊,北京|字云跃动|网络技术有限公司,深圳市|腾达讯飞扬|电子有限公司,广州|白鹭洲|化妆品有限公司,|Harbor Quill| Instruments Co., Ltd.,|Zhenxing Yutai| Valve Factory,|Quellmark| GmbH,|Bluefinch| Technologies Inc.,辽宁创新科技有限公司,沈阳服务平台有限公司,大连质押评估咨询有限公司,中国信息技术有限公司,东北发展集团,辽宁快速维权服务中心有限公司'
const MOBILES =
  '13912345678,13840159627,15940273816,18642530971,17702486135,18904119753,13304271869,15142035867,19924681357,16604198273,13610974852,18240631795,15698527413,13591746208,18741263509,17341508692,15841627395,13250968174,18304752961,19804153726'
const LANDLINES =
  '024-86913457,0411-84597263,0412-5568193,024-31876259转8021,0417-2849615,(0427)2937481,0419 4137826,010-62083947,4006129853,0415-3179462-603,024 2396 7581,0416-4571938'
const CODES =
  '91210102MA0UXY3T5K,91210200MA7BQ8W96R,912103007A4KLD813X,91210400ME0P5TGH2J,91210500MA1FWR7N43,91210600NB2LX8EQ71,91210700MA5CTY6D9U,91210800MC4RKA1P56,92210900MA8GNH3E2W,93211000MA6YDQ5J07,91211100MAJ4XB9T38,210102197412034'
const IDENTITIES =
  '21010219850312451X,210302199107186243,210603196811053718,211004200002294926,E83741952,G28416397,210882197609137056,21132119930825401x,H0293847561,辽A7K395'
const CARDS =
  '6222021001116245702,6217003810029473815,6228480402564890018,6214830149572836,4367421935068274159,6230580731946258,6216619472058316947,41001583729406517,6013820700394815726,5309701842963571'
const PATENTS =
  'ZL202110123456.7,202129999001.4,ZL201830457219.X,201710839462.5,CN113745926B,ZL 2022 3 0518376.9,200920174835.2,202310684957X,CN215873649U,第38472916号,ZL03128547.6,202030791584.3'
const PAPERS = '(2023)辽01民初|4827|号,ZW-QZ-|58317|,HT2023|0917406|,沈知裁字〔2023〕|7391|号,PO-|4471829|,SF|1384726059173|,No.|77310492|,辽市监处罚〔2023〕|6482|号'
const ADDRESSES =
  '沈阳市和平区|南京南街|258号3单元|502室|,大连市甘井子区|凌水路|37号,鞍山市铁西区|九道街|114栋,抚顺市望花区|雷锋路东段|16-2号,本溪市平山区|解放路|88号,丹东市振兴区|七经街|19号,锦州市凌河区|云飞街三段|45号,营口市鲅鱼圈|熊岳镇望儿山村|12组,阜新市海州区|红玛瑙街|7号楼,辽阳市白塔区|民主路|203号,盘锦市兴隆台|石油大街|168号,铁岭市银州区|柴河街南段|29号,朝阳市双塔区|龙山街四段|601号,葫芦岛市兴城|温泉街道滨海路|5号,|腾鳌镇老河屯|31号,|尚品天城小区|6号楼|1104室|,浑南区|创新路|195号,|青年大街|286号华润大厦|2307|'
const MAILS =
  '|zhangwei1979|@163.com,|laoli_wujin|@qq.com,|wang.jianguo|@xincheng-jx.com,sales@|haiyulan|.cn,|282947163|@qq.com,|li-xiaoyan|@sina.com.cn,|chen.sitong88|@gmail.com,|liudezhu|@126.com,|hongfa_ip|@outlook.com,|boss.zhao|@foxmail.com'
const ACCOUNTS =
  'wx_|laozhang88|,wxid_|7hq2kd93mzx41|,微信|wj_xincheng|,VX|hyl-dalian2020|,qq|847261935|,抖音|tieling_zhenxiang|,www.|xincheng-jx|.com,https://weibo.com/u/|5849271630|,淘宝店|hongmanao1688|,wechat: |lixy_1990|'

/** Names and addresses with the bars around what tells; numbers as they are. */
export const CANARIES: readonly Canary[] = [
  ...PERSONS.split(',').map((p) => ({ ...marked('person', p), tells: [...new Set([p.replaceAll('|', ''), ...marked('person', p).tells])] })),
  ...COMPANIES.split(/,(?! Ltd)/).map((c) => ({ ...marked('company', c), tells: c.includes('|') ? marked('company', c).tells : [c.replace(/(?:有限公司|集团)$/, '')] })),
  ...MOBILES.split(',').map((n) => numbered('mobile', n)),
  ...LANDLINES.split(',').map((n) => numbered('landline', n)),
  ...CODES.split(',').map((n) => numbered('credit code', n)),
  ...IDENTITIES.split(',').map((n) => numbered('identity', n)),
  ...CARDS.split(',').map((n) => numbered('card', n)),
  ...PATENTS.split(',').map((n) => numbered('patent', n)),
  ...PAPERS.split(',').map((n) => marked('paper', n)),
  ...ADDRESSES.split(',').map((a) => marked('address', a)),
  ...MAILS.split(',').map((m) => marked('mail', m)),
  ...ACCOUNTS.split(',').map((a) => marked('account', a)),
]
