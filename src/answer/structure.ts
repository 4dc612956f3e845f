/** Questions that are answered from the structure of the corpus, completely and not by search: lists, outlines, counts. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Clause, Sentence, Span } from '../corpus/notice.ts'
import type { Read } from '../understand/reference.ts'

/** A complete list: what it is a list of, and each clause with the words that put it there. */
export type Listing = {
  readonly kind: 'department' | 'mention' | 'outline' | 'notices' | 'count' | 'contact' | 'issued'
  readonly of: string
  readonly items: readonly (Span & { readonly clause: Clause })[]
}

const LIST =
  /哪些|哪几|几(?:条|项|个|款)|那些|所有|全部|都(?:管|负责|有|是)|列(?:一下|出|个表)|清单|汇总|分别是|(?:管|负责|承担|分)(?:了)?(?:哪|什么|啥)|活儿?|which|what|list|all /
const FRAME =
  /(?<!第)[一二三四五六七八九十]+条|逐一|逐项|列明|列为|被|请|来着|着|别的|还|落下|一项|别|全部|所有|条目|明细|由|归|让|是|在|的|了|呢|吗|么|啊|呀|请问|想问|一下|帮我|帮忙|给我|列出?来?|出来|说说|看看|告诉我|我想知道|到底|一共|总共|都|负责|主管|牵头|承担|分管|管|干|落实|领|摊|要|有|哪些|哪几|哪|几|什么|啥|多少|条|项|个|款|措施|举措|任务|事项?|工作|活儿?|职责|责任|部门|处室|单位|辽宁省?|省里?|省局|纾困|解难|文件?|通知|中|里面?|上|那|这|份|号|参与|涉及|开会|处长|which|what|measures?|articles?|clauses?|items?|is|are|the|does|do|for|of|in|by|responsible|charge|under|handled?|list|all|liaoning|notice|ip|division|department|office/g

/** The measures that charge a department named in the message, when that is all the message asks. */
export function byDepartment(corpus: Corpus, normal: string, read: Read): Listing | null {
  if (!LIST.test(normal)) return null
  const named = naming(corpus, normal)
  if (!named) return null
  const left = read.rest
    .replaceAll(named.alias, '')
    .replace(FRAME, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (left.length > 2) return null
  const items = charging(corpus, named.name).filter(({ clause }) => within(read, clause))
  return items.length ? { kind: 'department', of: named.name, items } : null
}

const OTHERS = /(?:还有|还管|还负责|有没有)(?:没有)?(?:别的|其他|其它)|(?:其他|其它|别的)(?:的|条|措施)?(?:呢|还有)|anything else|what else/

/** “除了这条，保护处还管别的吗”: the other measures of the department talked about. */
export function othersOfDepartment(corpus: Corpus, normal: string, memory: { readonly normal: string; readonly clauses: readonly string[] }): Listing | null {
  if (!OTHERS.test(normal) || memory.clauses.length === 0) return null
  const department = mentioned(corpus, normal) ?? mentioned(corpus, memory.normal)
  if (!department) return null
  const charged = charging(corpus, department).filter(({ clause }) => clause.notice === 'ln-2022-6')
  // After a whole list, the one excepted is the one the message describes; after one clause, that clause.
  const bigrams = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
  const alike = (id: string) => bigrams(normal).filter((b) => corpus.clause(id).text.includes(b)).length
  const excepted = memory.clauses.length === 1 ? memory.clauses[0] : [...memory.clauses].sort((a, b) => alike(b) - alike(a))[0]
  const items = charged.filter(({ clause }) => clause.id !== excepted)
  return items.length ? { kind: 'department', of: department, items } : null
}

/** The department of Liaoning that a text names, by its longest name or alias. */
function mentioned(corpus: Corpus, normal: string): string | null {
  return naming(corpus, normal)?.name ?? null
}

function naming(corpus: Corpus, normal: string): { readonly name: string; readonly alias: string } | undefined {
  return corpus.departments
    .filter((d) => d.region === '辽宁')
    .flatMap((d) => [d.name, ...d.aliases].map((alias) => ({ name: d.name, alias: alias.toLowerCase() })))
    .filter(({ alias }) => normal.includes(alias))
    .sort((a, b) => b.alias.length - a.alias.length)[0]
}

function charging(corpus: Corpus, department: string): Listing['items'] {
  return corpus.clauses.flatMap((clause) => clause.charges.filter((c) => c.name === department).map((c) => ({ clause, start: c.start, end: c.end })))
}

function within(read: Read, clause: Clause): boolean {
  return read.notices.length === 0 || read.notices.includes(clause.notice)
}

/** Asks where something stands, rather than what it is. */
const WHERE_STANDS =
  /(?:哪些|哪[几两三四]|哪|几|第几|[几这那]些?)(?:个|份)?(?:条款|条|款|项|举措|措施|通知|文件|地方|处)|(?:都|全部?)(?:给我)?列|which (?:articles|clauses|items|notices)|where .{0,30} mentioned/
const STANDS =
  /提到|提及|提过|涉及|说到|讲到|讲过|谈到|写到|写着|写了|写明|出现|包含|含有|带有?|提|讲|说|写|要求|规定|完成|要|干完|干|做|有关|相关|沾边|内容|字样|这个词|活儿?|东西|事|各|咋|怎么|分别|里面?|中|过|着|上|给|看|发|归拢|捋|对照表|这些?|那些?|两|三|四|份|都是|(?<!第)[一二三四五六七八九十]+条|一共|总共|列|是|啊|呀|头|打算|写到|到|这个?事|这件事|国家|凡是|沾|别漏|别落下|漏|落下|一项|请|逐项|麻烦|来着|算|完|全|mention\w*|about|say|says|said/g

/** The clauses whose text holds a term, when all the message asks is where it stands (“疫情提到的有哪几项”). */
export function byMention(corpus: Corpus, normal: string, read: Read): Listing | null {
  if (!WHERE_STANDS.test(normal)) return null
  const quoted = /[“"「『]([^”"」』]{2,20})[”"」』]/u.exec(normal)?.[1]
  const left = (quoted ?? read.rest)
    .replace(WHERE_STANDS, ' ')
    .replace(quoted ? /$^/g : STANDS, ' ')
    .replace(quoted ? /$^/g : FRAME, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const [term] = left
  if (left.length !== 1 || !term || term.length < 2 || term.length > 14) return null
  const tails = Array.from({ length: Math.max(1, term.length - 3) }, (_, i) => term.slice(i))
  // “信用联合惩戒” stands in one clause, “联合惩戒” in two: the longest ending that several hold.
  for (const tail of tails) {
    const items = holding(corpus, tail, read)
    if (items.length >= 2) return { kind: 'mention', of: tail, items }
  }
  return null
}

function holding(corpus: Corpus, term: string, read: Read): Listing['items'] {
  return corpus.clauses
    .filter((c) => typeof c.ordinal === 'number' && c.ordinal > 0 && within(read, c))
    .flatMap((clause) => {
      const sentence = clause.sentences.find((s) => s.text.toLowerCase().includes(term))
      return sentence ? [{ clause, ...around(sentence.text, sentence.text.toLowerCase().indexOf(term), sentence.start) }] : []
    })
}

/** The stretch between punctuation that holds a place in a sentence. */
function around(text: string, at: number, offset: number): Span {
  const from = Math.max(...['，', '；', '：', '。'].map((p) => text.lastIndexOf(p, at))) + 1
  const ends = ['，', '；', '。'].map((p) => text.indexOf(p, at)).filter((i) => i >= 0)
  return { start: offset + from, end: offset + (ends.length ? Math.min(...ends) : text.length) }
}

const OUTLINE =
  /(?:都|一共|总共|主要|大概|大致)?(?:有|讲|说|写|包括|规定|提)(?:了|的是?)?(?:哪些|什么|啥|哪几)(?:主要|具体)?(?:措施|举措|内容|条款|方面|事项|东西|条|项|要求|任务)|(?:主要|大概|概括|总结|归纳|梳理)(?:一下)?(?:内容|讲|说|写)|(?:讲|说|写)(?:了|的)?(?:是)?(?:些)?(?:什么|啥)(?:内容|东西)?[?？。]?$|目录|大纲|提纲|概要|小标题|outline|summar|main (?:points|content|measures)|what (?:does|do) .{0,30} (?:say|cover|contain)|what(?:'s| is) in/
const COUNT = /(?:几|多少) ?(?:条|项|点|款|个(?:措施|举措|部分))|how many (?:articles|items|measures|clauses|points)/

/** The headings of one notice, when the message names it and asks what it holds and no more. */
export function outline(corpus: Corpus, normal: string, read: Read): Listing | null {
  if (read.notices.length !== 1 || read.references.some((r) => r.ordinal)) return null
  const left = read.rest
    .replace(
      /这|那|个|份|文件?|通知|政策|举措|措施|请|帮我|给我|麻烦|一下|简单|快速|概括|总结|归纳|梳理|介绍|说说|讲讲|列出?|出来|来|看看|的|里面?|中|主要|大概|大致|具体|都|一共|总共|有|讲|说|写|包括|规定|提|了|是|些|哪些|哪几|哪|什么|啥|几|多少|内容|条款?|方面|事项|东西|项|点|要求|任务|目录|大纲|提纲|概要|小标题|到底|究竟|呀|啊|呢|吗|么|what|does|do|the|say|cover|contain|outline|summar\w*|main|points?|is|in|notice|of|it|how|many|articles?|items?|are|there|measures?|clauses?/g,
      '',
    )
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (left.length > 2) return null
  const id = read.notices[0] as string
  const notice = corpus.notice(id)
  const measures = notice.clauses.filter((c) => typeof c.ordinal === 'number' && c.ordinal > 0)
  const items = measures.map((clause) => ({ clause, ...headingSpan(clause, notice.body) }))
  if (COUNT.test(normal)) return { kind: 'count', of: id, items: items.slice(-1) }
  return OUTLINE.test(normal) || left.length === 0 ? { kind: 'outline', of: id, items } : null
}

export function headingSpan(clause: Clause, body: string): Span {
  const start = body.indexOf(clause.heading, clause.start)
  return { start, end: start + clause.heading.length }
}

const PARTICULARS =
  /(?:这|那|个|份|文件?|通知|政策|的|是|在|了|请问|我想|想|给我|告诉|知道|一下|发我|麻烦|有没有|有|联系人?|联络人?|方式|电话|号码|座机|邮箱|邮件|地址|多少|谁|找|问|打|哪个|什么|啥|几|时候|时间|日子|年|月|号|日|天|哪|发|印发|发布|成文|出台|下发|下|落款|日期|呢|吗|啊|呀|来着|when|was|is|it|the|of|issued?|published|date|phone|number|telephone|contact|person|email|e-mail|for|what|who|notice|doc\w*)/g
const ISSUED =
  /(?:什么|啥|几)(?:时候|时间|日子)(?:发|印发|发布|出台|下发|下|成文|出)|(?:哪|几)(?:一)?[年天日月号](?:发|印发|发布|出台|下发|下|成文|出)|(?:发文|成文|印发|发布|落款|下发)(?:的)?(?:日期|时间)|when (?:was|were) .{0,40}(?:issued|published|released)|date of issue|issue date/

const CONTACT = /电话|号码|座机|联系|邮箱|邮件|phone|telephone|contact|e-?mail|dian ?hua|lian ?xi/

/** Contact or date of issue of a notice that is named, when that is all the message asks; `none` when the notice gives no contact. */
export function particulars(corpus: Corpus, normal: string, read: Read): Listing | 'none' | null {
  const [id] = read.notices
  if (read.notices.length !== 1 || id === undefined || read.rest.replace(PARTICULARS, '').replace(/[^\p{L}\p{N}]/gu, '').length > 2) return null
  const notice = corpus.notice(id)
  if (ISSUED.test(normal)) {
    const [year, month, day] = notice.issued.split('-').map(Number)
    const signed = `${year}年${month}月${day}日`
    // 印发 is a date of its own where the notice prints one.
    const printed = /印发/.test(normal) ? /\d{4}年\d{1,2}月\d{1,2}日印发/.exec(notice.body)?.[0] : undefined
    const written = printed ?? signed
    const start = notice.body.indexOf(written)
    const clause = notice.clauses.find((c) => c.start <= start && start < c.end)
    return clause ? { kind: 'issued', of: id, items: [{ clause, start, end: start + written.length }] } : null
  }
  if (!CONTACT.test(normal)) return null
  const clause = notice.clauses.find((c) => c.facts.some((f) => f.kind === 'contact'))
  if (!clause) return 'none'
  const lines = clause.sentences.filter((s) => /联系人|电话|邮箱/.test(s.text))
  return { kind: 'contact', of: id, items: [{ clause, start: (lines[0] as Sentence).start, end: (lines.at(-1) as Sentence).end }] }
}

const NOTICES =
  /^(?:你|您|这里|系统|知问|现在|目前|到底|都|能|可以|请问|,|，)*(?:收录|有|查|懂|手头|手里|管)(?:了|的|得|到|到底|是|,)*(?:哪|那)(?:几|些)(?:个|份|项)?(?:文件|通知|政策|东西)|(?:四|几)(?:个|份|项)?(?:文件|通知).{0,6}(?:名|号|标题|叫什么|是什么|是啥|文号|列|分别)|你(?:手头|手里|这儿|这里|都)?.{0,4}(?:收录|有|懂|知道|能查)(?:了|的)?(?:哪|什么|啥)|(?:which|what) (?:notices|documents|policies) (?:do you|can you|are)|four notices.{0,20}(?:number|title|name)/

/** The four notices themselves, when the message asks which the desk holds. */
export function notices(corpus: Corpus, normal: string, read: Read): Listing | null {
  if (read.notices.length > 0 || !NOTICES.test(normal)) return null
  const items = corpus.notices.map((n) => {
    const start = n.body.indexOf(n.number)
    return { clause: n.clauses[0] as Clause, start, end: start + n.number.length }
  })
  return { kind: 'notices', of: '', items }
}
