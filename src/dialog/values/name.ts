/** Tells the names of persons from ordinary words: by a surname where there is one, else by not being made of words. */

const SINGLE =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇祖厉隗暴蒯戈苍昝晋盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占门帅利满丘肖闫付习依郗郄仉晁宓亢逄矫邸綦初由修宿逯粟冶乌敬宣竺桓仝亓禚那历'
const DOUBLE =
  '欧阳|上官|皇甫|令狐|诸葛|司马|司徒|夏侯|东方|尉迟|公孙|慕容|长孙|宇文|轩辕|端木|百里|呼延|南宫|独孤|赫连|澹台|完颜|闻人|钟离|申屠|公冶|拓跋|濮阳|淳于|太史|公羊|西门|第五|佟佳|叶赫那拉|爱新觉罗|那拉'
/** 换成子公司: there 成 belongs to the verb. */
export const SURNAME = `(?:${DOUBLE}|[${SINGLE}]|(?<![改换变写填])成)`
export const TITLE =
  '总经理|副总|经理|老板娘|老板|主任|厂长|场长|社长|理事长|董事长|总监|总|师傅|老师|会计|工程师|工|女士|先生|小姐|大姐|大哥|姐|哥|叔|姨|博士|教授|律师|秘书|助理|科长|部长|书记|队长|所长|院长|校长'
/** Where a name ends in a message without marks: 马强|电话是, 周桂芬|手机. */
export const ENDS = '[哈啊呀哦呢嘛]|手机|电话|联系|号码|微信|就行|吧|的话|是|他|她|我们|公司|对接'
export const NAME = `(?:(?:${DOUBLE})(?:(?!${ENDS})[\\p{Script=Han}·]){3}(?![\\p{Script=Han}·])|${SURNAME}(?:(?!${ENDS})[\\p{Script=Han}·]){1,2})`
export const TITLED = `(?:(?:小|老|阿|大)?${SURNAME}[\\p{Script=Han}]{0,2}(?:${TITLE}))`
export const NICK = `(?:小|老|阿)[${SINGLE}]`
/** Whose name it is, before the name: 我闺女孟雪, 会计姜晓敏. */
const OWNERS = '(?:(?:我|俺|咱|他|她|你)?(?:们)?(?:家|自己|厂里?|公司|店里?|单位|这边|这头|那边)?的?)'
const RELATIVES =
  '自己|本人|闺女|姑娘|女儿|儿子|儿媳妇?|媳妇儿?|爱人|老婆|老公|丈夫|妻子|老伴儿?|对象|妹妹|妹子|弟弟|兄弟|姐姐?|哥哥?|表[哥弟姐妹]|堂[哥弟姐妹]|侄子|侄女|外甥女?|外孙女?|孙子|孙女|姑爷|女婿|小舅子|姐夫|嫂子|舅舅?|叔叔?|姑姑?|姨妈?|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|姥姥|姥爷|同事|徒弟'
const ROLES =
  '会计|出纳|财务|法务|行政|人事|内勤|文员|库管|保管员?|采购员?|销售员?|业务员?|厂办|办公室|秘书|助理|专员|专干|法人代表|法人|老板娘?|负责人|合伙人|股东|工程师|技术员|设计师|[\\p{Script=Han}]{2}部门?|(?:[\\p{Script=Han}]{2,4}?部|(?:车间|生产|销售|技术|行政|人事|财务|研发|项目|市场|品控|质检|办公室))?的?(?:副|总|常务)?(?:主任|经理|主管|总监|部长|科长|处长|组长|厂长|店长|站长|社长|理事长|总)'
export const KIN = `(?:${OWNERS}(?:[\\p{Script=Han}]{1,6}的)?(?:${RELATIVES}|${ROLES}))`

/** Words that begin with what is a surname elsewhere. */
const WORDS =
  /^那[个些么边里家天年时种样会儿我你他她是就也都不没有]|^(?:那同意|那就行|那行吧|都同意|也同意|就同意|老公|老家|老师|小时|小米|小区|谢谢|谢了|多谢|谢谢您|金额|高新|安排|方便|周转|周期|向上|何时|康平|常见|时间|安全|文件|成本|成立|应该|应为|应是|历史|历来|历年|应急|原来|原因|原件|和平|公司|公章|公证|公开|门店|利润|利率|利息|满意|明天|明白|明确|花钱|农业|农商|农行|农村|商标|商业|商务|单位|单独|解决|解释|房产|房子|包装|包括|华为|连锁|项目|车间|车床|强烈|古城|沙发|麦片|保护|保证|保密|边上|官方|原料|银行|乐意|荣誉|干嘛|南方|盖州|南票|凌海|凌源|辽阳|大连|沈阳|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|盘锦|铁岭|朝阳|葫芦岛|海城|金州|庄河|安徽|江苏|江西|云南|贵州|温州|常州|金华|石家庄|齐齐哈尔|吉林|广东|山东|于洪|苏家屯|康平|法库|高兴|安装|方案|方法|方式|关于|关键|任何|任务|何必|施工|计划|管理|管件|简单|简介|游戏|池塘|易懂|温度|向您|万元|万分|百万|千万|顾客|单价|马上|毛利|石头|金属|龙头|白天|黄金|水泵|段时间|成功|成果|程序|项链|简直|路上|米面|麦子|梅花|兰花|谷子|安康|文化|文书|申请|盛京|盛世|师傅|明年|明早|时候|时尚|常年|常用|盖章|卫生|卫浴|曲线|马达|毕竟|白酒|黄酒|白色|黑色|黄色|红色|蓝色|金色|银色|高低|高速|高端|长期|应用|应收|经营|任意|沈抚|同意|确认|取消|暂停|跳过|继续|返回|人工|向日葵|古玩|石材|石油|石化|钢材|木材|木门|花生|花卉|米粉|麻烦|莫名|温室|温泉|汤料|解答|单子|查处|查询|查封|包装机|宁愿|左右|左边|强力|路由|查一下|万能|尚未|成品|成套|商品|都是|乐器|游泳|房租|房间|车辆|车子|席位|费用|费劲|时限|连续|连接|连夜|边角|保温|保修|应对|练习|原理|原创|原告|宗旨|储备|封面|封装|楼上|井盖|闻名|木头|木工|公示|利用|占用|门窗|满足|付款|付费|付了)$/u
/** And those that no name begins with either: 公司名, 金额是, 时间上. */
const LEADING =
  /^(?:公司|企业|单位|银行|贷款|周转|金额|安排|方便|常见|时间|成本|原料|高端|连锁|向您|于是|左右|万元|应该|明天|马上|解决|任何|关于|经营|商标|包装|石化|项目|方案|施工|利润|原文|查询|别人|白天)/
/** What no name holds: words of grammar, and of this desk's own business. */
const NEVER = /[啥这那的是都就要在把被没不了着过吗么什谁句断号码数钱款贷押权证据函侵仿抄冒]/u
/** What a name without a known surname does not hold either: whoever speaks, what is asked of the desk, what is done with a form. */
const SPOKEN = /[我俺咱你您他她它们系人好哈啊呀哦呢嘛吧嘞请先再还也看填写说问查等发补改换点给用同前两几三已完待稍如里后]/u
const KINSHIP = new RegExp(`^${KIN}$`, 'u')
const SEGMENTS = new Intl.Segmenter('zh', { granularity: 'word' })

/** True for two to four characters that begin with a surname and are no word of the office. @param told something beside it says that it is a name. */
export function isName(said: string, told = false): boolean {
  return (
    new RegExp(`^${NAME}$`, 'u').test(said) &&
    !WORDS.test(said) &&
    !LEADING.test(said) &&
    !NEVER.test([...said].slice(1).join('')) &&
    !(told ? /[司厂社县市区省的了吗呢是个们被把这那就都也手电联]$/ : /[公司厂店社行县市区省路街号元万的了吗呢是在有个们和或被把这那就都也]$/).test(said)
  )
}

/** 葛经理, 小李: a way of calling somebody, not a whole name. */
export function isTitled(said: string): boolean {
  return new RegExp(`^(?:${TITLED}|${NICK})$`, 'u').test(said) && !WORDS.test(said) && !LEADING.test(said)
}

/**
 * True for what may be somebody's name where a name is asked for, whatever the surname: 图雅, 郗望, 巴图尔.
 * No word of the language is part of it (谢谢, 原文, 公司名), nor what people say of themselves and to the desk.
 * @param told it stands behind the label: then a surname nobody has heard of may go before a word (厉春花).
 */
export function mayBeName(said: string, told = false): boolean {
  if (isName(said, true)) return true
  if (
    !/^[\p{Script=Han}·]{2,5}$/u.test(said) ||
    WORDS.test(said) ||
    LEADING.test(said) ||
    NEVER.test(said) ||
    SPOKEN.test(told && !/^[我俺咱你您他她它]/u.test(said) ? said.slice(1) : said) ||
    KINSHIP.test(said)
  )
    return false
  const [first, ...others] = [...SEGMENTS.segment(said)].map(({ segment }) => segment.length)
  return first === 1 && others.length > 0 && (told || others.every((length) => length === 1))
}
