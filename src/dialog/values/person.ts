/** Reads the name of the person to be called, by surname, label or the telephone number beside it. */
import { line } from '../../understand/line.ts'
import { ENDS, isName, isTitled, KIN, mayBeName, NAME, NICK, SURNAME, TITLE, TITLED } from './name.ts'

export type Person = { readonly start: number; readonly end: number; readonly name: string; readonly sure: boolean }

const INTRODUCED = new RegExp(
  `(?:[联连]系人(?:姓名|名字)?(?:[和及](?:电话|手机|联系方式)(?:号码?)?)?|打给|(?<=^|[，,、。 ])(?:填|写|留)|大名|全名|${KIN}[，,]?(?:他|她)?(?:就?叫|名叫|名字叫|是|，叫|,叫)|写(?:我|他|她|俺)(?:吧|就行)?[，,]?(?:我|他|她|俺)?(?:叫|是)|负责(?:这事|这块)?的?人?员?(?=是)|负责人|经办人|对接人|法人(?:代表)?|法定代表人|姓名|名字|联络人|联系的人|我叫|俺叫|本人叫|本人|我的名字(?:是|叫)?|名叫|叫我|找|联系|我是|俺是|这里是|请找|可以找|联系我们?的?|(?<=^|[，,、。 ])就?叫)(?:就?是|为|系|叫做?|就?写|就?填|就留|留|改成|改为|换成|换|改|:|：|，|,| ){0,4}(?:我们?的?|${KIN}的?|我自己|本人|公司的?|厂里的?|老板娘?|法人|经理|厂长|会计|业务员|[，,]){0,5}(?:就?是|叫)?(${TITLED}|${NAME}|${NICK})(?=手机|电话|联系|的?手机|的?电话|号码|他的?手?机?|她|我们|俺们|公司|统一|信用|微信|就行|吧|负责|[^\\p{Script=Han}]|$|\\p{Script=Han}{1,2}(?!\\p{Script=Han}))`,
  'gu',
)
/** Asked who to call, any name that stands out: 这事儿王鑫负责, 留我媳妇王鑫的电话, 王 鑫. */
const LOOSE = new RegExp(
  `(?:^|[，,、。；;：:（( ]|${KIN}|找|叫|是|写|填|留|打给|联系|经办|负责|问|由|归|这?事儿?|单名)(?:(${NAME})(?=$|[^\\p{Script=Han}]|的(?:电话|手机|号|名字)?|是|负责|跟进|经办|来办|盯|就|先生|女士|小姐|本人|吧|老师|也|管|${ENDS})|(${SURNAME}) ([\\p{Script=Han}])(?!\\p{Script=Han}))`,
  'gu',
)

/** 联系人写我爸就好，他叫高玉林: whoever was named as the one to call, his name comes next. */
const NEXT_NAMED = new RegExp(
  `(?:联系人|经办人|对接人|找|打给|联系)[^。；;！!？?\\n，,]{1,12}[，,](?:他|她|大名|名字|全名|姓名)?(?:就?叫|名叫|是)(${NAME})(?=$|[^\\p{Script=Han}]|${ENDS})`,
  'gu',
)
/** 由行政部的贺知远负责联系, 平时杨帆对接. */
const IN_CHARGE = new RegExp(
  `(?:由|是|归|平时|日常|具体)(?:[^，,。；;！!？?\\n]{0,10}的|${KIN})?(${NAME})(?=(?:来|具体|全权)?(?:负责|对接|联系|经办|跟进|办理|管|盯))`,
  'gu',
)
/** 我是某公司的项目经理柯蓝，电话…. */
const EMPLOYED = new RegExp(
  `(?:我|俺|这里|这边)(?:是|叫)(?:[^，,。；;！!？?\\n]{0,30}?(?:公司|厂|店|社|单位|集团|场|院|所|部|中心|企业)|[，,]{2,})的?(?:[\\p{Script=Han}]{0,4}(?:经理|主任|主管|总监|会计|厂长|老板|法人|负责人|员工|业务员|技术员|工程师|社长|理事长|部长|秘书|助理|专员|总|代表|人员))?(?:是|叫|，|,)?(${NAME})(?=[，,。；;（(\\s]|电话|手机|联系|$)`,
  'gu',
)
/** 姓周，周建国; 免贵姓冷，单名一个锋字. */
const BY_SURNAME = new RegExp(
  `(?:我|俺|本人|免贵|贵)?姓(${SURNAME})(?:[，, ]*(?:单?名一?个?(?:单?字)?(?:是|叫)?|叫|全名(?:是|叫)?|名字(?:是|叫)?)[:： ]*(?:([\\p{Script=Han}]{1,2})字(?!\\p{Script=Han})|([\\p{Script=Han}]{1,3}|${NAME})))?`,
  'gu',
)
const SELF_NAMED = /^(?:我|俺|本人|免贵)姓/
const NUMBER = /1[3-9]\d[ -]?\d{4}[ -]?\d{4}/
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
  /(?:(?:colleague|boss|manager|accountant|son|daughter|wife|husband|brother|sister|secretary|assistant|director|partner),?(?: is| called| named)?|my name is|my name's|i am|i'm|this is|contact(?: person| name)?(?: is|:)?|reach(?: out to)?|ask for|call|in charge is|contact (?:will|would) be|manager is|name is|name:|call me|speak to|person is)[ :]+((?:mr|ms|mrs|miss|dr)\.? )?([A-Za-z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}|[A-Z][a-z]+)(?![a-z])/gi
/** Ms Guan Yue, wherever it stands. */
const HONOURED = /(?<![A-Za-z])((?:Mr|Ms|Mrs|Miss|Dr)\.? )([A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?)/g
const SYLLABLE = '(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aeiou]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|er)'
/** Kevin Zhao, anna; in lower case one word, or Chinese syllables only. */
const LATIN_NAME = new RegExp(`^(?:[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,2}|[a-z]{2,12}|${SYLLABLE}(?: ${SYLLABLE}{1,2}){1,2})$`)
const NOT_A_NAME =
  /^(?:that's|it's|me|korean|chinese|japanese|american|german|british|french|italian|russian|taiwanese|canadian|australian|indian|dutch|spanish|thai|vietnamese|turkish|would|will|should|can|may|the|a|an|from|in|at|not|here|very|looking|writing|calling|sorry|based|afraid|sure|interested|happy|our|my|we|and|or|is|person|name|number|phone|with|by|on|for|to|company|owner|manager|applying|asking|trying|director|just|also|still|so|really|urgent|help|same|me|you|thanks?|hang|wait|see|let|sounds?|later|continue|next|all|agreed?|confirm(?:ed)?|submit|cancel|change|sorry|fine|good|ok|okay|done|ready|also|patent|in charge)\b/i

/** @param asked the pending question is who to call: then a bare word will do. */
export function readPersons(raw: string, asked: boolean): Person[] {
  const whole = line(raw)
  const text = whole.text
  const found: Person[] = []
  const add = (start: number, length: number, sure: boolean, name?: string) => {
    const at = whole.at(start, start + length)
    const said = name ?? clean(text.slice(start, start + length))
    // 找律|师打官|司太贵: no name begins inside a word.
    if (/[律老厨医导技]师$|[公官上]司$/.test(text.slice(0, start) + said[0])) return
    if (said === '' || found.some((f) => f.start < at.end && f.end > at.start)) return
    found.push({ start: at.start, end: at.end, name: said, sure })
  }
  // Behind the label and before the number it is a name, whatever the surname: 联系人朴正花，电话….
  for (const m of text.matchAll(
    /(?:[联连]系人(?:姓名)?|管事儿?的|负责的)(?:就?是|就|系|为|写|叫|填|:|：|改成|改为)*(?:我|俺|本人)?(?:自己|本人)?[，,]?(?:名?叫)?\s*([\p{Script=Han}·]{2,4})(?=[，,、 ]{1,2}(?:他|她)?的?(?:手机|电话|联系电话|联系方式|号码)|[，,、 ]?1[3-9]\d{9})/gu,
  )) {
    const name = m[1] as string
    if (mayBeName(name, true)) add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(INTRODUCED)) {
    const name = m[1] as string
    const weak = /^(?:就?叫|找|联系(?!人)|我是|俺是|这里是|本人|名字|姓名|叫我)/.test(m[0]) && !isTitled(name)
    const after = text.slice(m.index + m[0].length, m.index + m[0].length + 2)
    if (weak && /^[\p{Script=Han}]/u.test(after) && !/^(?:联系|电话|手机|吧|的|就行|，|,|啊|哈|，|是|我)/.test(after)) continue
    if (/^\p{Script=Han}{2,3}$/u.test(name) && !isName(name, !weak) && !isTitled(name)) continue
    add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(
    /(?:我|俺|本人)(?:就)?(?:名)?叫([\p{Script=Han}·]{2,4}?)(?=[，,。；;（( ]|手机|电话|联系|号码|然后|我们|俺们|我家|就是|今年|去年|想|$)/gu,
  )) {
    const name = m[1] as string
    if (!/^(?:他|她|人|什么|啥|不|公司|别人|醒|你|停|苦|屈)|[公司厂店社行的了]$/.test(name)) add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(NEXT_NAMED)) if (isName(m[1] as string, true)) add(m.index + m[0].length - (m[1] as string).length, (m[1] as string).length, true)
  for (const m of text.matchAll(IN_CHARGE)) {
    const name = m[1] as string
    if (isName(name, true) && !/^(?:我|俺|咱)/.test(name)) add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(EMPLOYED)) {
    const name = m[1] as string
    if (isName(name, true) || isTitled(name)) add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of text.matchAll(BY_SURNAME)) {
    const given = m[2] ?? m[3]
    const full = new RegExp(`(?:(?<!\\p{Script=Han})|^(?:${m[1]})?)(${m[1]}(?:(?!${ENDS})\\p{Script=Han}){1,2})(?!(?!${ENDS})\\p{Script=Han})`, 'u').exec(
      text.slice(m.index + m[0].length),
    )?.[1]
    const name = given ? (isName(given) ? given : `${m[1]}${given}`) : full && isName(full) ? full : null
    if (name) add(m.index, m[0].length, true, name)
    // 我姓栾，电话…: with the number beside it, the surname is enough to ask for somebody.
    else if ((asked && text.trim().length <= 12) || (SELF_NAMED.test(m[0]) && /^[，,、。；; ]|^$/.test(text.slice(m.index + m[0].length)) && NUMBER.test(text))) {
      const titled = new RegExp(`(${TITLED})`, 'u').exec(text)
      if (titled) add(titled.index, (titled[0] as string).length, asked)
      else add(m.index, m[0].length, asked, `${m[1]}先生/女士`)
    }
  }
  for (const m of text.matchAll(BESIDE_NUMBER)) {
    const name = (m[1] ?? m[2]) as string
    if (!isName(clean(name)) && !isTitled(name)) continue
    add(m.index + m[0].length - name.length, name.length, true)
  }
  for (const m of [...raw.matchAll(ENGLISH), ...raw.matchAll(HONOURED)]) {
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
    for (const m of text.matchAll(new RegExp(`(?:^|[\\s，,、。；;])(?:就?是|叫|改成|改为|换成|应该是)(${TITLED}|${NAME})(?=$|[\\s，,、。；;！!]|不是)`, 'gu'))) {
      const name = m[1] as string
      if (isName(name) || isTitled(name)) add(m.index + m[0].length - name.length, name.length, true)
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
    else if (isTitled(m[0]) && (asked || m[0].length > 2)) add(m.index, m[0].length, asked)
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
      if (mayBeName(name)) add(m.index + m[0].lastIndexOf(name), name.length, true, name)
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
    if (mayBeName(said)) add(start, said.length, true)
    else if (
      LATIN_NAME.test(whole.at(start, start + said.length).text) &&
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

const HONORIFIC = new RegExp(`(${NAME})(?:${TITLE})?$`, 'u')

function clean(said: string): string {
  const full = HONORIFIC.exec(said)
  if (full && (full[1] as string).length >= 2 && isName(full[1] as string) && /(?:女士|先生|小姐)$/.test(said)) return full[1] as string
  return said
}
