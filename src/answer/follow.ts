/** How a message leans on what was said before it: not at all, wholly (原文, 谁负责), or in part (那大连呢). */
import { readSetting, type Setting } from '../understand/place.ts'
import { type Read, readReferences } from '../understand/reference.ts'
import type { Memory } from './memory.ts'

export type Lean =
  | { readonly kind: 'none'; readonly notice: null }
  /** Wants the text of the clauses talked about, or to be told which they were. */
  | { readonly kind: 'original' | 'which'; readonly clauses: readonly string[]; readonly notice: string | null }
  /** The clauses talked about, asked again for what they say of it (谁负责, 那大连呢). */
  | { readonly kind: 'same'; readonly clauses: readonly string[]; readonly normal: string; readonly notice: string | null }
  /** To be read together with the last question. `only`: the notices it now asks of. */
  | {
      readonly kind: 'lean' | 'more'
      readonly normal: string
      readonly weight: number
      readonly clauses: readonly string[]
      readonly only: readonly string[] | null
      readonly read: Read | null
      readonly setting: Setting | null
      readonly notice: string | null
    }

const ORIGINAL =
  /^(?:那|就|请|麻烦|把|给我|我要|我想|能不能|可以|帮我|再)*(?:看看?|发|来|念|贴|要|把)?(?:一下|下|个|我)?(?:它的|这条的?|那条的?|这个的?|条文的?)?(?:原文|全文|整条|完整(?:条文|内容)?|原话|原句|yuanwen|(?:show me|give me|can i (?:see|have|read)|please)? ?(?:the )?(?:full|original|whole) (?:text|clause|wording))/
const WHICH =
  /^(?:这|那|是|这是|那是|在|说的是|出自|刚才(?:说的|那个)?(?:是|在)?)*(?:哪(?:一)?[条份]|第几条|第几[项点]|哪个(?:文件|通知|条款)|出处|依据(?:是什么|呢)?|which (?:clause|article|notice))(?:说的|规定的?|写的|里(?:说|写)的|啊|呢|的| (?:mentions?|says?|is) (?:it|that|this))?[?？。!]?$/
const NATIONAL_NOTICES = ['cnipa-2018-32', 'cnipa-2021-22', 'cnipa-2017-733']
const CUE =
  /^(?:那|那么|那个|这|它|他|她|其|还有|另外|以及|再|然后|对了|and |then |what about|how about|so |is it|does it|咁|哪么|所以)|(?:呢|咧)[?？。!]?$|这个|这条|那条|这事|这些|这里|这儿|它|上面|刚才|前面|该|这种|这项|\bit\b|\bthis\b|\bthat\b|\bthey\b/
const MORE =
  /^(?:那|就|这)?(?:还有(?:别的|其他|没有|吗|啥|什么|哪些)?|别的|其他的?|其它的?|另外还有)(?:吗|呢|么|没|没有|措施|条|政策|不|哪些|什么|啥)*[?？。]?$|^(?:anything|what) else/
const SWITCH_NATIONAL = /^(?:那|那么)?(?:国家|全国|中央|国知局|国家局)(?:层面|那边|这边|的|方面|上|级)?(?:呢|怎么说|咋说|有没有|有吗|是咋|规定)/
const SWITCH_LIAONING = /^(?:那|那么)?(?:辽宁省?|省里|我们省|咱省|省局|本省)(?:层面|那边|这边|的|方面)?(?:呢|怎么说|咋说|有没有|有吗|是咋|规定)/

const NONE: Lean = { kind: 'none', notice: null }
const WHO =
  /^(?:那|那么|这个?|这事|这条|它|请问)*(?:是|由|归|该|应该|找)?(?:谁|哪个(?:部门|处室|处|单位|局)|什么部门|哪里)(?:来)?(?:负责|管|牵头|主管|办|落实)?(?:的|这个|这事|呢|啊|呀)*[?？。]?$|^(?:那|那么)?责任(?:部门|单位|处室)(?:是谁|是哪个|是|呢)*[?？。]?$|^(?:and )?who(?:'s| is)? (?:responsible|in charge)(?: for (?:it|this|that))?\??$/
const ONLY_PLACE =
  /^(?:那|那么|要是|如果|换成|在)*(?:我(?:是|在)|我们(?:是|在)?|俺(?:是|在)?|咱)?([\p{Script=Han}]{2,4}?)(?:市|省)?(?:的|这边|那边|这儿|那儿|企业|公司)*(?:呢|咧|怎么办|咋办|也一样吗|也行吗|行不行|能用吗|适用吗|可以吗|行吗|也能|有吗)?[?？。]?$/u

/** “那大连呢” */
const WHAT_OF_PLACE = /^那么?[\p{Script=Han}]{2,4}[呢咧][?？。]?$|^(?:and|what about|how about) (?:in )?[a-z]+[?.]?$/u

/** A message that is nothing without one before it, where there was none. */
export function elliptical(normal: string, memory: Memory): boolean {
  if (memory.clauses.length > 0 || memory.normal) return false
  return ORIGINAL.test(normal) || WHICH.test(normal) || MORE.test(normal) || WHO.test(normal) || WHAT_OF_PLACE.test(normal)
}

export function followUp(normal: string, read: Read, memory: Memory): Lean {
  if (memory.clauses.length === 0 && !memory.normal) return NONE
  const notice = memory.clauses[0]?.split('#')[0] ?? readReferences(memory.normal).notices[0] ?? null
  const { clauses } = memory
  if (read.references.some((r) => r.notice && r.ordinal)) return NONE
  if (clauses.length && ORIGINAL.test(normal) && read.notices.length === 0) return { kind: 'original', clauses, notice }
  if (clauses.length && WHICH.test(normal)) return { kind: 'which', clauses, notice }
  if (clauses.length && WHO.test(normal)) return { kind: 'same', clauses, normal: `${memory.normal} ${normal}`, notice }
  const base = { normal: memory.normal, clauses, only: null, read: null, setting: null, notice }
  if (MORE.test(normal)) return { ...base, kind: 'more', weight: 1, clauses: memory.shown }
  const national = SWITCH_NATIONAL.test(normal)
  const liaoning = SWITCH_LIAONING.test(normal)
  if (national || liaoning) {
    const only = liaoning ? ['ln-2022-6'] : NATIONAL_NOTICES
    return { ...base, kind: 'lean', weight: 1.2, clauses: [], only, setting: { liaoning, national, elsewhere: null }, read: { ...read, notices: [] } }
  }
  // “那32号文呢”: the last question, asked of another notice.
  if (read.notices.length && read.rest.replace(/[^\p{L}\p{N}]/gu, '').length <= 4) return { ...base, kind: 'lean', weight: 1.2, clauses: [], only: read.notices }
  const place = readSetting(normal)
  if (clauses.length && ONLY_PLACE.test(normal)) {
    if (place.elsewhere) return { ...base, kind: 'lean', weight: 1.2, clauses: [], only: NATIONAL_NOTICES, setting: place }
    // After a national clause, “那大连呢” asks what the province says of it.
    if (place.liaoning && notice !== 'ln-2022-6') return { ...base, kind: 'lean', weight: 1.2, clauses: [], only: ['ln-2022-6'], setting: place }
    if (place.liaoning) return { kind: 'same', clauses, normal: memory.normal, notice }
  }
  const words = (normal.match(/\p{Script=Han}/gu)?.length ?? 0) + 2 * (normal.match(/[a-z]+|\d+/g)?.length ?? 0)
  const cue = CUE.test(normal)
  if (read.notices.length) return { ...NONE }
  const setting = place.elsewhere || place.liaoning || place.national ? place : readSetting(memory.normal)
  const inherited = readReferences(memory.normal)
  const asBefore = { read: inherited.notices.length ? { ...read, notices: inherited.notices, exact: inherited.exact } : null, setting }
  if (words <= 4) return { ...base, ...asBefore, kind: 'lean', weight: 1 }
  if (cue && words <= 16) return { ...base, ...asBefore, kind: 'lean', weight: 0.8 }
  if (words <= 10) return { ...base, ...asBefore, kind: 'lean', weight: 0.5 }
  if (cue) return { ...base, ...asBefore, kind: 'lean', weight: 0.35 }
  return { ...NONE, notice: null }
}
