/** Reads the name of the person to be called, by surname, label or the telephone number beside it. */
import { line } from '../../understand/line.ts'

const SINGLE =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满丘肖闫付习依郗郄仉晁宓亢逄矫邸綦初由修宿逯粟冶乌敬宣竺桓仝亓禚那历'
const DOUBLE =
  '欧阳|上官|皇甫|令狐|诸葛|司马|司徒|夏侯|东方|尉迟|公孙|慕容|长孙|宇文|轩辕|端木|百里|呼延|南宫|独孤|赫连|澹台|完颜|闻人|钟离|申屠|公冶|拓跋|濮阳|淳于|太史|公羊|西门|第五|佟佳|叶赫那拉|爱新觉罗|那拉'
const TITLE =
  '总经理|副总|经理|老板娘|老板|主任|厂长|场长|社长|理事长|董事长|总监|总|师傅|老师|会计|工程师|工|女士|先生|小姐|大姐|大哥|姐|哥|叔|姨|博士|教授|律师|秘书|助理|科长|部长|书记|队长|所长|院长|校长'
const WORDS =
  /^那[个些么边里家天年时种样会儿我你他她是就也都不没有]|^(?:那同意|那就行|那行吧|都同意|也同意|就同意|老公|老家|老师|小时|小米|小区|谢谢|谢了|多谢|谢谢您|金额|高新|安排|方便|周转|周期|向上|何时|康平|常见|时间|安全|文件|成本|成立|应该|应为|应是|历史|历来|历年|应急|原来|原因|原件|和平|公司|公章|公证|公开|门店|利润|利率|利息|满意|明天|明白|明确|花钱|农业|农商|农行|农村|商标|商业|商务|单位|单独|解决|解释|房产|房子|包装|包括|华为|连锁|项目|车间|车床|强烈|古城|沙发|麦片|保护|保证|保密|边上|官方|原料|银行|乐意|荣誉|干嘛|南方|盖州|南票|凌海|凌源|辽阳|大连|沈阳|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|盘锦|铁岭|朝阳|葫芦岛|海城|金州|庄河|安徽|江苏|江西|云南|贵州|温州|常州|金华|石家庄|齐齐哈尔|吉林|广东|山东|于洪|苏家屯|康平|法库|高兴|安装|方案|方法|方式|关于|关键|任何|任务|何必|施工|计划|管理|管件|简单|简介|游戏|池塘|易懂|温度|向您|万元|万分|百万|千万|顾客|单价|马上|毛利|石头|金属|龙头|白天|黄金|水泵|段时间|成功|成果|程序|项链|简直|路上|米面|麦子|梅花|兰花|谷子|安康|文化|文书|申请|盛京|盛世|师傅|明年|明早|时候|时尚|常年|常用|盖章|卫生|卫浴|曲线|马达|毕竟|白酒|黄酒|白色|黑色|黄色|红色|蓝色|金色|银色|高低|高速|高端|长期|应用|应收|经营|任意|沈抚|同意|确认|取消|暂停|跳过|继续|返回|人工|向日葵|古玩|石材|石油|石化|钢材|木材|木门|花生|花卉|米粉|麻烦|莫名|温室|温泉|汤料|解答|单子|查处|查询|查封|包装机|宁愿|左右|左边|强力|路由|查一下|万能|尚未|成品|成套|商品|都是|乐器|游泳|房租|房间|车辆|车子|席位|费用|费劲|时限|连续|连接|连夜|边角|保温|保修|应对|练习|原理|原创|原告|宗旨|储备|封面|封装|楼上|井盖|闻名|木头|木工|公示|利用|占用|门窗|满足|付款|付费|付了)$/u
/** Where a name ends in a message without marks: 马强|电话是, 周桂芬|手机. */
const ENDS = '[哈啊呀哦呢嘛]|手机|电话|联系|号码|微信|就行|吧|的话|是|他|她|我们|公司'
const NAME = `(?:${DOUBLE}|[${SINGLE}])(?:(?!${ENDS})[\\p{Script=Han}·]){1,2}`
const TITLED = `(?:(?:小|老|阿|大)?(?:${DOUBLE}|[${SINGLE}])[\\p{Script=Han}]{0,2}(?:${TITLE}))`
const NICK = `(?:小|老|阿)[${SINGLE}]`
const HONORIFIC = new RegExp(`(${NAME})(?:${TITLE})?$`, 'u')

/** What no given name holds: words of grammar, and of this desk's own business. */
const NEVER = /[这那的是都就要在把被没不了着过吗么什谁句断号码数钱款贷押权证据函侵仿抄冒]/u

/** What somebody says beside the matter: 问一下, 插一句哈, 那个是. */
const ASIDE = /一下[哈啊呀]?$|^(?:[插打问说]|顺便|对了|等等|请|麻烦|稍|改)|^[那这哪]个|^(?:公司|企业|单位|全部|其他|其它|另外|别的)/

/** True for two to four characters that begin with a surname and are no word of the office. */
export function isName(said: string, told = false): boolean {
  return (
    new RegExp(`^${NAME}$`, 'u').test(said) &&
    !WORDS.test(said) &&
    !NEVER.test([...said].slice(1).join('')) &&
    !/^(?:周转|金额|安排|方便|常见|时间|成本|原料|高端|连锁|向您|于是|左右|万元|应该|单位|明天|马上|解决|任何|关于|经营|商标|包装|石化|项目)/.test(said) &&
    !(told ? /[司厂社县市区省的了吗呢是个们被把这那就都也手电联]$/ : /[公司厂店社行县市区省路街号元万的了吗呢是在有个们和或被把这那就都也]$/).test(said)
  )
}

/** Short words that stand where a name may stand, and are none. */
const NO_PERSON =
  /^(?:我|俺|咱|就(?:要|是|这|行)|想|要|把|没|不|请|你|他|她|这|好的|行了|可以)|专利|商标|发明|实用|外观|代码|执照|银行|金额|期限|地址|证据|维权|贷款|融资|质押|同意|确认|提交|手机|电话|联系|本人|公司|企业|单位|个体|地区|注册|权利|登记|谢谢|[市县区镇厂店号码万的了吧呢吗呀啊]$|谁|什么|[怎哪]/u

/** 葛经理, 小李: a way of calling somebody, not a whole name. */
export function isTitled(said: string): boolean {
  return new RegExp(`^(?:${TITLED}|${NICK})$`, 'u').test(said)
}

export type Person = { readonly start: number; readonly end: number; readonly name: string; readonly sure: boolean }

/** Whose name it is, before the name: 我闺女孟雪, 会计姜晓敏. */
const KIN =
  '(?:(?:我|俺|咱|他|她|你)?(?:们)?(?:家|自己|厂里?|公司|店里?|单位)?的?(?:自己|本人|闺女|姑娘|女儿|儿子|儿媳妇?|媳妇儿?|爱人|老婆|老公|丈夫|妻子|老伴儿?|对象|妹妹|妹子|弟弟|兄弟|姐姐?|哥哥?|侄子|侄女|外甥女?|姑爷|女婿|小舅子|父亲|母亲|爸|妈|同事|徒弟|会计|出纳|财务|法务|经理|厂长|业务员|内勤|办公室|秘书|助理|老板娘?|负责人|合伙人|技术员|主管|(?:车间|生产|销售|技术|行政|人事|财务|研发|办公室)?(?:主任|经理|主管|总监|部长|科长|处长|组长)|部长|科长|店长|站长|社长|理事长|工程师))'
const INTRODUCED = new RegExp(
  `(?:联系人(?:姓名|名字)?(?:[和及](?:电话|手机|联系方式)(?:号码?)?)?|打给|(?<=^|[，,、。 ])(?:填|写|留)|大名|全名|${KIN}[，,]?(?:他|她)?(?:就?叫|名叫|名字叫|是|，叫|,叫)|写(?:我|他|她|俺)(?:吧|就行)?[，,]?(?:我|他|她|俺)?(?:叫|是)|负责(?:这事|这块)?的?人?员?(?=是)|负责人|经办人|对接人|法人(?:代表)?|法定代表人|姓名|名字|联络人|联系的人|我叫|俺叫|本人叫|本人|我的名字(?:是|叫)?|名叫|叫我|找|联系|我是|俺是|这里是|请找|可以找|联系我们?的?|(?<=^|[，,、。 ])就?叫)(?:就?是|为|叫做?|就?写|就?填|就留|留|改成|改为|换成|换|改|:|：|，|,| ){0,4}(?:我们?的?|${KIN}|我自己|本人|公司的?|厂里的?|老板娘?|法人|经理|厂长|会计|业务员|[，,]){0,5}(?:就?是|叫)?(${TITLED}|${NAME}|${NICK})(?=手机|电话|联系|的?手机|的?电话|号码|他的?手?机?|她|我们|俺们|公司|统一|信用|微信|就行|吧|负责|[^\\p{Script=Han}]|$|\\p{Script=Han}{1,2}(?!\\p{Script=Han}))`,
  'gu',
)
/** Asked who to call, any name that stands out: 这事儿王鑫负责, 留我媳妇王鑫的电话, 王 鑫. */
const LOOSE = new RegExp(
  `(?:^|[，,、。；;：:（( ]|${KIN}|找|叫|是|写|填|留|打给|联系|经办|负责|问|这?事儿?|单名)(?:(${NAME})(?=$|[^\\p{Script=Han}]|的(?:电话|手机|号|名字)?|是|负责|就|先生|女士|小姐|本人|吧|老师|也|管|${ENDS})|([${SINGLE}]) ([\\p{Script=Han}])(?!\\p{Script=Han}))`,
  'gu',
)

/** 我是某公司的项目经理柯蓝，电话…. */
const EMPLOYED = new RegExp(
  `(?:我|俺|这里|这边)(?:是|叫)(?:[^，,。；;！!？?\\n]{0,30}?(?:公司|厂|店|社|单位|集团|场|院|所|部|中心|企业)|[，,]{2,})的?(?:[\\p{Script=Han}]{0,4}(?:经理|主任|主管|总监|会计|厂长|老板|法人|负责人|员工|业务员|技术员|工程师|社长|理事长|部长|秘书|助理|专员|总|代表|人员))?(?:是|叫|，|,)?(${NAME})(?=[，,。；;（(\\s]|电话|手机|联系|$)`,
  'gu',
)
const SURNAME = new RegExp(
  `(?:我|俺|本人|免贵|贵)?姓(${DOUBLE}|[${SINGLE}])(?:[，, ]*(?:名|叫|全名(?:是|叫)?|名字(?:是|叫)?)[:： ]*([\\p{Script=Han}]{1,3}|${NAME}))?`,
  'gu',
)
/** Whatever somebody is to the firm, the name comes last: 就写我们销售梁大伟，他手机…, 改成副总孙玉梅. */
const WITH_ROLE = new RegExp(
  `(?:联系人|经办人|对接人|负责人|找|叫|我是|俺是|写|留|填|打给|联系|改成|改为|换成)[\\p{Script=Han}]{0,12}?(${NAME})(?=[，,、 ]{0,2}(?:他|她|我)?的?(?:手机|电话|号码|联系电话|联系方式)?(?:号码?)?[是为:： ]{0,3}(?:\\+?86[- ]?)?1[3-9]\\d|[，,。；;！!\\n]|$)`,
  'gu',
)
const BESIDE_NUMBER = new RegExp(
  `(?<![\\p{Script=Han}])(?:${KIN})?(${TITLED}|${NAME})(?=[，,、:： (（/-]{0,3}(?:手机号?码?|电话|联系方式|tel|mobile|phone)?[是为:： ]{0,2}(?:\\+?86[- ]?)?1[3-9]\\d)|(?:1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4})[，,、 (（/-]{0,3}(?:找|联系人?|叫)?[:：]?(${TITLED}|${NAME})(?![\\p{Script=Han}])`,
  'gu',
)
const ENGLISH =
  /(?:my name is|my name's|i am|i'm|this is|contact(?: person| name)?(?: is|:)?|reach(?: out to)?|ask for|call|in charge is|contact (?:will|would) be|manager is|name is|name:|call me|speak to|person is)[ :]+((?:mr|ms|mrs|miss|dr)\.? )?([A-Za-z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}|[A-Z][a-z]+)(?![a-z])/gi
const NOT_A_NAME =
  /^(?:the|a|an|from|in|at|not|here|very|looking|writing|calling|sorry|based|afraid|sure|interested|happy|our|my|we|and|or|is|person|name|number|phone|with|by|on|for|to|company|owner|manager|applying|asking|trying|director|just|also|still|so|really|urgent|help|same|me|you|fine|good|ok|okay|done|ready|also|patent|in charge)\b/i

/** @param asked the pending question is who to call: then a bare word will do. */
export function readPersons(raw: string, asked: boolean): Person[] {
  const whole = line(raw)
  const text = whole.text
  const found: Person[] = []
  const add = (start: number, length: number, sure: boolean, name?: string) => {
    const at = whole.at(start, start + length)
    const said = name ?? clean(text.slice(start, start + length))
    if (said === '' || WORDS.test(said) || found.some((f) => f.start < at.end && f.end > at.start)) return
    found.push({ start: at.start, end: at.end, name: said, sure })
  }
  // Behind the label and before the number it is a name, whatever the surname: 联系人朴正花，电话….
  for (const m of text.matchAll(
    /联系人(?:姓名)?(?:就?是|为|写|叫|填|:|：|改成|改为)*\s*([\p{Script=Han}·]{2,4})(?=[，,、 ]{1,2}(?:他|她)?的?(?:手机|电话|联系电话|联系方式|号码)|[，,、 ]?1[3-9]\d{9})/gu,
  )) {
    const name = m[1] as string
    if (!NEVER.test(name) && !/^(?:我|俺|就|他|她|本人)/.test(name) && (!new RegExp(KIN, 'u').test(name) || isName(name, true)))
      add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(INTRODUCED)) {
    const name = m[1] as string
    const weak = /^(?:就?叫|找|联系(?!人)|我是|俺是|这里是|本人|名字|姓名|叫我)/.test(m[0]) && !new RegExp(`^(?:${TITLED})$`, 'u').test(name)
    const after = text.slice(m.index + m[0].length, m.index + m[0].length + 2)
    if (weak && /^[\p{Script=Han}]/u.test(after) && !/^(?:联系|电话|手机|吧|的|就行|，|,|啊|哈|，|是|我)/.test(after)) continue
    if (/^\p{Script=Han}{2,3}$/u.test(name) && !isName(name, !weak) && !new RegExp(`^(?:${TITLED}|${NICK})$`, 'u').test(name)) continue
    add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(
    /(?:我|俺|本人)(?:就)?(?:名)?叫([\p{Script=Han}·]{2,4}?)(?=[，,。；;（( ]|手机|电话|联系|号码|然后|我们|俺们|我家|就是|今年|去年|想|$)/gu,
  )) {
    const name = m[1] as string
    if (!/^(?:他|她|人|什么|啥|不|公司|别人|醒|你|停|苦|屈)|[公司厂店社行的了]$/.test(name)) add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(EMPLOYED)) {
    const name = m[1] as string
    if (isName(name, true) || isTitled(name)) add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(SURNAME)) {
    const given = m[2]
    const full = new RegExp(`(?:(?<!\\p{Script=Han})|^(?:${m[1]})?)(${m[1]}(?:(?!${ENDS})\\p{Script=Han}){1,2})(?!(?!${ENDS})\\p{Script=Han})`, 'u').exec(
      text.slice(m.index + m[0].length - (m[0].endsWith(m[1] as string) ? 0 : 0)),
    )?.[1]
    const name = given ? (isName(given) ? given : `${m[1]}${given}`) : full && isName(full) ? full : null
    if (name) add(m.index, m[0].length, true, name)
    else if (asked && text.trim().length <= 12) {
      const titled = new RegExp(`(${TITLED})`, 'u').exec(text)
      if (titled) add(titled.index, (titled[0] as string).length, true)
      else add(m.index, m[0].length, true, `${m[1]}先生/女士`)
    }
  }
  for (const m of text.matchAll(BESIDE_NUMBER)) {
    const name = (m[1] ?? m[2]) as string
    if (!isName(clean(name)) && !new RegExp(`^(?:${TITLED})$`, 'u').test(name)) continue
    add(m[1] ? m.index : m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of raw.matchAll(ENGLISH)) {
    const name = `${m[1] ?? ''}${m[2] ?? ''}`.trim()
    if (NOT_A_NAME.test(m[2] ?? '') || /\b(?:Co|Ltd|Inc|Company)\b/.test(name)) continue
    const proper = /^[A-Z]/.test(m[2] ?? '')
    if (!proper && !asked) continue
    const words = name.split(' ').filter((w, i) => i === 0 || /^[A-Z]/.test(w))
    const said = words.join(' ')
    const start = m.index + m[0].length - name.length
    if (!found.some((f) => f.start < start + said.length && f.end > start))
      found.push({ start, end: start + said.length, name: said, sure: !/^(?:i am|i'm|this is)/i.test(m[0]) || said.includes(' ') })
  }
  if (asked)
    for (const m of text.matchAll(new RegExp(`(?:^|[\\s，,、。；;])(?:就?是|叫|改成|改为|换成|应该是)(${TITLED}|${NAME})(?=$|[\\s，,、。；;！!])`, 'gu'))) {
      const name = m[1] as string
      if (isName(name) || new RegExp(`^${TITLED}$`, 'u').test(name)) add(m.index + m[0].length - name.length, name.length, true)
    }
  if (asked || /1[3-9]\d[ -]?\d{4}[ -]?\d{4}/.test(text))
    for (const m of raw.matchAll(/(?:^|[;,；，\n])[ \t]*([A-Z][a-z]{1,9} [A-Z][a-z]{1,12})(?=[ \t]*(?:[;,；，\n]|$))/g)) {
      const name = m[1] as string
      const start = m.index + m[0].length - name.length
      if (!/ (?:City|District|County|Bank|Province|Zone)$/.test(name) && !found.some((f) => f.start < start + name.length && f.end > start))
        found.push({ start, end: start + name.length, name, sure: false })
    }
  // A name that stands alone between separators: sure where it is asked for, a guess elsewhere.
  for (const m of text.matchAll(/[\p{Script=Han}·]{2,6}/gu)) {
    const before = text[m.index - 1]
    const after = text[m.index + m[0].length]
    if ((before !== undefined && !/[\s，,、。；;:：/|（(]/.test(before)) || (after !== undefined && !/[\s，,、。；;：:!！/|（()）\d]/.test(after))) continue
    // Unasked, a lone name needs a number beside it: 张伟，139….
    if (!asked && text.trim() !== m[0] && !/1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[0-9a-z]{18}/.test(text)) continue
    if (isName(m[0]) || (isName(m[0], true) && /[和在有或]$/u.test(m[0]))) add(m.index, m[0].length, asked)
    else if (new RegExp(`^${TITLED}$`, 'u').test(m[0]) || (asked && new RegExp(`^${NICK}$`, 'u').test(m[0]))) add(m.index, m[0].length, asked)
  }
  if (found.length === 0)
    for (const m of text.matchAll(WITH_ROLE)) {
      const name = m[1] as string
      const called =
        /^(?:联系人|经办人|对接人|负责人)/.test(m[0]) || /^[，,、 ]{0,2}(?:他|她|我)?的?(?:手机|电话|号码|联系)?\D{0,6}1[3-9]\d/.test(text.slice(m.index + m[0].length))
      if ((asked || called) && isName(name, true)) add(m.index + m[0].length - name.length, name.length, true)
    }
  if (found.length === 0 && asked)
    for (const m of text.matchAll(LOOSE)) {
      const name = (m[1] ?? `${m[2]}${m[3]}`) as string
      if (isName(name, true)) add(m.index + m[0].length - (m[1] ?? `${m[2]} ${m[3]}`).length, (m[1] ?? `${m[2]} ${m[3]}`).length, true, name)
    }
  // 联系我，郗望，150…: a short word of its own beside the number, whatever the surname.
  if (found.length === 0 && asked)
    for (const m of text.matchAll(
      /(?:^|[\s，,、。；;：:|/])([\p{Script=Han}·]{2,4})(?=[\s，,、；;|/]+(?:\+?86[- ]?)?1[3-9]\d|[\s，,、；;|/]*[，]{5,})|(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[，]{5,})[\s，,、；;|/]+([\p{Script=Han}·]{2,4})(?=$|[\s，,、。；;|/])/gu,
    )) {
      const name = (m[1] ?? m[2]) as string
      if (!NO_PERSON.test(name) && !NEVER.test(name) && !ASIDE.test(name) && !WORDS.test(name))
        add(m[1] ? m.index + m[0].length - name.length : m.index + m[0].length - name.length, name.length, true, name)
    }
  if (found.length === 0 && asked) {
    // 图雅 159…: what is left beside the number, whatever the surname; 办公室的图雅 is 图雅.
    const said = text
      .replace(/(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}/g, ' ')
      .replace(/(?:手机|电话|联系方式|号码|微信)(?:号码?)?(?:同号|是|为|:|：)*/g, ' ')
      .replace(/^联系人?(?:[和及与][\s:：]*)?[\s:：]*/u, '')
      .replace(/^[\s，,、。；;：:/]+|[\s，,、。；;：:/]+$/gu, '')
      .replace(/^[^，,。；;]{1,12}的(?=[\p{Script=Han}·]{2,4}$)/u, '')
      .replace(new RegExp(`^(?:${KIN})+(?=[\\p{Script=Han}·]{2,4}$)`, 'u'), '')
      .trim()
      .replace(/^(?:就?是|叫|写|填|我|找|联系|联系人|就写|就填|名字|it's|it is|name|contact)[:： ]*/u, '')
      .replace(/(?:吧|就行|就可以|就好|即可|[。.!！])+$/u, '')
    const start = text.indexOf(said)
    if (
      /^[\p{Script=Han}·]{2,5}$/u.test(said) &&
      !NEVER.test(said) &&
      !NO_PERSON.test(said) &&
      !ASIDE.test(said) &&
      !/^(?:证据|侵权|情况|经过|用途|期限|金额|专利|商标|银行|企业|公司|代码|另外|关于)/.test(text.trim()) &&
      !/^(?:就|是)*(?:我|俺|本人|自己)|^们|法人|本人|^(?:老公|老婆|媳妇|爱人|对象|儿子|闺女|老伴|女婿|姑爷)$|法务|财务|会计|老板|经理|主任|负责/.test(said) &&
      !WORDS.test(said) &&
      !/[公司厂店社]$|不|没|什么|谁|吗|同意|可以|专利|商标|代码|执照|银行|金额|期限|地址|证据|维权|贷款|[号类型码]$/.test(said)
    )
      add(start, said.length, true)
    else if (
      /^[a-z][a-z.' -]{1,30}$/.test(said) &&
      said.split(' ').length <= 3 &&
      !/\b(?:shop|store|market|company|factory|works|ltd|inc|street|road|city)\b/.test(said) &&
      !NOT_A_NAME.test(said) &&
      !/\b(?:yes|no|ok|skip|help|why|what)\b/.test(said)
    ) {
      const at = whole.at(start, start + said.length)
      found.push({ start: at.start, end: at.end, name: at.text.trim(), sure: true })
    }
  }
  return found
}

function clean(said: string): string {
  const full = HONORIFIC.exec(said)
  if (full && (full[1] as string).length >= 2 && isName(full[1] as string) && /(?:女士|先生|小姐)$/.test(said)) return full[1] as string
  return said
}
