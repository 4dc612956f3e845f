/** Reads the name of the person to be called, by surname, label or the telephone number beside it. */
import { line } from './line.ts'

const SINGLE =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满丘肖闫付'
const DOUBLE = '欧阳|上官|皇甫|令狐|诸葛|司马|司徒|夏侯|东方|尉迟|公孙|慕容|长孙|宇文|轩辕|端木|百里|呼延|南宫|独孤|赫连|澹台|完颜|爱新觉罗|那拉'
const TITLE =
  '总经理|副总|经理|老板娘|老板|主任|厂长|场长|社长|理事长|董事长|总监|总|师傅|老师|会计|工程师|工|女士|先生|小姐|大姐|大哥|姐|哥|叔|姨|博士|教授|律师|秘书|助理|科长|部长|书记|队长|所长|院长|校长'
const WORDS =
  /^(?:金额|高新|安排|方便|周转|周期|向上|何时|康平|常见|时间|安全|文件|成本|成立|应该|应急|原来|原因|原件|和平|公司|公章|公证|公开|门店|利润|利率|利息|满意|明天|明白|明确|花钱|农业|农商|农行|农村|商标|商业|商务|单位|单独|解决|解释|房产|房子|包装|包括|华为|连锁|项目|车间|车床|强烈|古城|沙发|麦片|保护|保证|保密|边上|官方|原料|银行|乐意|荣誉|干嘛|南方|盖州|南票|凌海|凌源|辽阳|大连|沈阳|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|盘锦|铁岭|朝阳|葫芦岛|海城|金州|庄河|安徽|江苏|江西|云南|贵州|温州|常州|金华|石家庄|齐齐哈尔|吉林|广东|山东|于洪|苏家屯|康平|法库|高兴|安装|方案|方法|方式|关于|关键|任何|任务|何必|施工|计划|管理|管件|简单|简介|游戏|池塘|易懂|温度|向您|万元|万分|百万|千万|顾客|单价|马上|毛利|石头|金属|龙头|白天|黄金|水泵|段时间|成功|成果|程序|项链|简直|路上|米面|麦子|梅花|兰花|谷子|安康|文化|文书|申请|盛京|盛世|师傅|明年|明早|时候|时尚|常年|常用|盖章|卫生|卫浴|曲线|马达|毕竟|白酒|黄酒|白色|黑色|黄色|红色|蓝色|金色|银色|高低|高速|高端|长期|应用|应收|经营|任意|沈抚|同意|确认|取消|暂停|跳过|继续|返回|人工|向日葵|古玩|石材|石油|石化|钢材|木材|木门|花生|花卉|米粉|麻烦|莫名|温室|温泉|汤料|解答|单子|查处|查询|查封|包装机|宁愿|左右|左边|强力|路由|查一下|万能|尚未|成品|成套|商品|都是|乐器|游泳|房租|房间|车辆|车子|席位|费用|费劲|时限|连续|连接|连夜|边角|保温|保修|应对|练习|原理|原创|原告|宗旨|储备|封面|封装|楼上|井盖|闻名|木头|木工|公示|利用|占用|门窗|满足|付款|付费|付了)$/u
const NAME = `(?:${DOUBLE}|[${SINGLE}])[\\p{Script=Han}·]{1,2}`
const TITLED = `(?:(?:小|老|阿|大)?(?:${DOUBLE}|[${SINGLE}])[\\p{Script=Han}]{0,2}(?:${TITLE}))`
const NICK = `(?:小|老|阿)[${SINGLE}]`
const HONORIFIC = new RegExp(`(${NAME})(?:${TITLE})?$`, 'u')

/** True for two to four characters that begin with a surname and are no word of the office. */
export function isName(said: string): boolean {
  return (
    new RegExp(`^${NAME}$`, 'u').test(said) &&
    !WORDS.test(said) &&
    !/^(?:周转|金额|安排|方便|常见|时间|成本|原料|高端|连锁|向您|于是|左右|万元|应该|单位|明天|马上|解决|任何|关于|经营|商标|包装|石化|项目)/.test(said) &&
    !/[公司厂店社行县市区省路街号元万的了吗呢是在有个们和或被把这那就都也]$/.test(said)
  )
}

export type Person = { readonly start: number; readonly end: number; readonly name: string; readonly sure: boolean }

const INTRODUCED = new RegExp(
  `(?:联系人(?:姓名|名字)?|负责人|经办人|对接人|法人(?:代表)?|法定代表人|姓名|名字|联络人|联系的人|我叫|俺叫|本人叫|本人|我的名字(?:是|叫)?|名叫|叫我|找|联系|我是|俺是|这里是|请找|可以找|联系我们?的?|(?<=^|[，,、。 ])就?叫)(?:就?是|为|叫做?|写|填|:|：|，|,| ){0,4}(?:我们?的?|我自己|本人|公司的?|厂里的?|老板娘?|法人|经理|厂长|会计|业务员|[，,]){0,5}(?:就?是|叫)?(${TITLED}|${NAME}|${NICK})(?![\\p{Script=Han}]{3,})`,
  'gu',
)
const SURNAME = new RegExp(
  `(?:我|俺|本人|免贵|贵)?姓(${DOUBLE}|[${SINGLE}])(?:[，, ]*(?:名|叫|全名(?:是|叫)?|名字(?:是|叫)?)[:： ]*([\\p{Script=Han}]{1,3}|${NAME}))?`,
  'gu',
)
const BESIDE_NUMBER = new RegExp(
  `(?<![\\p{Script=Han}])(${TITLED}|${NAME})(?=[，,、:： (（/-]{0,3}(?:手机号?码?|电话|联系方式|tel|mobile|phone)?[是为:： ]{0,2}(?:\\+?86[- ]?)?1[3-9]\\d)|(?:1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4})[，,、 (（/-]{0,3}(?:找|联系人?|叫)?[:：]?(${TITLED}|${NAME})(?![\\p{Script=Han}])`,
  'gu',
)
const ENGLISH =
  /(?:my name is|my name's|i am|i'm|this is|contact(?: person| name)?(?: is|:)?|ask for|name is|name:|call me|speak to|person is)[ :]+((?:mr|ms|mrs|miss|dr)\.? )?([A-Za-z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}|[A-Z][a-z]+)(?![a-z])/gi
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
  for (const m of text.matchAll(INTRODUCED)) {
    const name = m[1] as string
    const weak = /^(?:就?叫|找|联系|我是|俺是|这里是|本人|名字|姓名|叫我)/.test(m[0]) && !new RegExp(`^(?:${TITLED})$`, 'u').test(name)
    const after = text.slice(m.index + m[0].length, m.index + m[0].length + 2)
    if (weak && /^[\p{Script=Han}]/u.test(after) && !/^(?:联系|电话|手机|吧|的|就行|，|,|啊|哈|，|是|我)/.test(after)) continue
    if (/^\p{Script=Han}{2,3}$/u.test(name) && !isName(name) && !new RegExp(`^(?:${TITLED}|${NICK})$`, 'u').test(name)) continue
    add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(SURNAME)) {
    const given = m[2]
    const full = new RegExp(`(?<!\\p{Script=Han})${m[1]}\\p{Script=Han}{1,2}(?!\\p{Script=Han})`, 'u').exec(text.slice(m.index + 2))?.[0]
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
  if (/1[3-9]\d[ -]?\d{4}[ -]?\d{4}/.test(text))
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
    if (isName(m[0])) add(m.index, m[0].length, asked)
    else if (new RegExp(`^${TITLED}$`, 'u').test(m[0]) || (asked && new RegExp(`^${NICK}$`, 'u').test(m[0]))) add(m.index, m[0].length, asked)
  }
  if (found.length === 0 && asked) {
    const said = text
      .trim()
      .replace(/^(?:就?是|叫|写|填|我|找|联系|联系人|就写|就填|名字|it's|it is|name|contact)[:： ]*/u, '')
      .replace(/(?:吧|就行|就可以|就好|即可|[。.!！])+$/u, '')
    const start = text.indexOf(said)
    if (
      /^[\p{Script=Han}·]{2,5}$/u.test(said) &&
      !/^(?:就|是)*(?:我|俺|本人|自己)/.test(said) &&
      !WORDS.test(said) &&
      !/[公司厂店社]$|不|没|什么|谁|吗|同意|可以/.test(said)
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
