/** What is said about a slot instead of a value for it: 期限没定, 银行那项跳过, 信用代码回头给. */
import { type Act, actOf } from './acts.ts'
import type { Form, Slot, Values } from './form.ts'
import { named } from './labels.ts'
import type { Clause } from './values/story.ts'

export type Put = { readonly slot: string; readonly act: Act; readonly drop: boolean; readonly clause: Clause }

const SKIPPED =
  /跳过|略过|跳了|空着|空下|空出来|留空|先空|不(?:想|愿意?|打算|方便|便)?(?:填|写(?!真))|不(?:想|愿意?|方便|便)(?:说|讲|提供|透露|公开)(?:了|的)?(?=$|[，,。])|不登记了|免填|免了|(?<![a-z])(?:skip|pass on|leave (?:it |that |this |them )?(?:blank|empty|open|out))/
const OPEN =
  /(?:还|也|都|就|真|现在|暂时|目前)?没(?:有)?(?:定|选|相中|看中|看上|瞧上|想好|想过|谱|找|联系|看好|有着落|着落|确定|决定|商量|谈|着落|挑|比较|意向|偏好|要求|指定|讲究|概念|想法|数)[下好过准妥]?|未定|待定|不挑|不指定|不限定|不特定|不在乎|没所谓|不限|随便|随意|无所谓|(?:怎么|哪家|谁家|多久|长短|哪个)?(?:都|也)(?:行|可以|中|成|好)|看着(?:办|安排|定|来)|随(?:你们|您)|听(?:你们|您)的?|你们(?:定|推荐|安排|看|挑|来|给(?:找|介绍|推荐|定))|由你们|暂无|暂时?没有?|暂缺|没有|没|无(?![\p{Script=Han}])|不知道|不清楚|不晓得|说不(?:上|准|好|清)|拿不准|没个准|不详|不明|先不定|(?<![a-z])(?:no preference|no particular|don't have|do not have|not decided|undecided|none|haven't (?:decided|chosen)|no idea|not yet|don't know|do not know|not sure|any (?:is|will|one))/u
const LATER =
  /回头|等会|等一?下|一会儿?|待会|稍后|晚点|晚些|明天|明儿|明早|后天|下午|晚上|过后|过会|过[一两几]天|到时|后补|后面|随后|以后|再给|再补|再发|再说|再告诉|再报|补给|补上|补一?下|不在(?:手|身|跟|我)|没在(?:手|身|跟)|没带|手[头边](?:上)?没|身边没|现在没|没找到|找不[着到]|翻不[着到]|(?:得|要|等)(?:我|俺|他|她|会计|财务|老板)?.{0,8}(?:找|问|查|翻|拿|回来|回去|发来|给我)|锁|记不[住清得]|背不|(?<![a-z])(?:later|not at hand|not with me|don't have it|do not have it|tomorrow|have to (?:look|find|check|ask))/
const AROUND =
  /[\s\p{P}\p{S}]|我们?|俺们?|咱们?|你们?|您|公司|厂里?|家里|这|那|个|项|条|栏|块儿?|一|方面|的话|呢|嘛|吧|了|啊|呀|哈|的|是|就|都|也|还|先|真|现在|目前|暂时|具体|到底|到|哪家|哪个|谁家|谁|啥|什么|多久|多少|怎么|找|选|定|好|得|给|再|帮|想|要|有|在|执照|证书|贷款|办|说|it|is|the|my|our|we|i|have|for|now|please|a|of|to|yet|still/giu

/** @param valued whether a clause brings a value of the slot itself. */
export function putsIn(
  parts: readonly Clause[],
  {
    form,
    slots,
    known,
    pending,
    mending,
    labelWords,
    valued,
  }: {
    readonly form: Form
    readonly slots: readonly Slot[]
    readonly known: Values
    readonly pending: string | null
    readonly mending: boolean
    readonly labelWords: RegExp
    readonly valued: (slot: string, clause: Clause) => boolean
  },
): Put[] {
  const puts: Put[] = []
  let topic: string | null = null
  for (const c of parts) {
    const all = named(form, slots, c.text)
    const open = all.filter((n) => known[n] === undefined)
    const names = all.length > 1 && open.length === 1 ? open : all
    const name = names.length === 1 ? (names[0] as string) : null
    const bare = c.text.replace(labelWords, '')
    const rest = bare.replace(/^(?:我们?|公司|的|是|呢|嘛|就|这个|现在|对方|这项|my|our|the|is)+|(?:的话|呢|嘛)$/g, '').trim()
    const before = topic
    if (names.length > 0) topic = name
    if (name && /^(?:那?项?)?(?:删掉|删除|删了|去掉|清空|拿掉|不写了|不要了|不填了|划掉|remove|delete)/.test(rest)) {
      puts.push({ slot: name, act: 'skip', drop: true, clause: c })
      continue
    }
    const skipped = SKIPPED.test(bare)
    const subject = name ?? (all.length === 0 && (skipped || LATER.test(bare)) ? (before ?? (skipped && puts.length === 0 ? pending : null)) : null)
    // 用途、期限、银行都跳过
    if (skipped && all.length > 1 && bare.length <= 12) for (const n of open) if (!valued(n, c)) puts.push({ slot: n, act: 'skip', drop: false, clause: c })
    const slot = slots.find((s) => s.name === subject)
    if (!slot || valued(slot.name, c) || (!mending && known[slot.name] !== undefined)) continue
    if (name === null && puts.some((p) => p.slot === slot.name)) continue
    const exact = bare !== c.text ? actOf(rest.replace(/^[:：\s]+/, '')) : null
    const told = (exact === 'later' || exact === 'unknown' || exact === 'none' || exact === 'skip' ? exact : null) ?? loosely(slot, bare, skipped)
    if (told && (name !== null || told === 'skip' || (told === 'later' && !slot.skippable))) puts.push({ slot: slot.name, act: told, drop: false, clause: c })
  }
  return puts
}

/** A label with nothing behind it but that there is nothing: 意向银行：还没着落. */
export function leftOpen(said: string): boolean {
  return (SKIPPED.test(said) || OPEN.test(said)) && said.replace(SKIPPED, '').replace(OPEN, '').replace(OPEN, '').replace(AROUND, '').length <= 4
}

function loosely(slot: Slot, said: string, skipped: boolean): Act | null {
  if (skipped) return said.length <= 30 ? 'skip' : null
  if (slot.prose || slot.free) return null
  const later = LATER.test(said)
  // 信用代码得等俺孙子放学回来找: what must be given may wait for any reason; what may be left is left in few words.
  if (later && !slot.skippable && slot.unmistakable && !/\d{6}/.test(said)) return 'later'
  const around = said.replace(OPEN, '').replace(LATER, '').replace(AROUND, '')
  if (!OPEN.test(said) && !later) return null
  return around.length <= 4 ? (later ? 'later' : 'unknown') : null
}
