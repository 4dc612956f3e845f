/** Reads from a clause, each with its span: dates, limits, figures, scope, documents, places, contacts, and the bodies it charges. */
import type { Body } from './departments.ts'
import type { Charge, Fact, Modality, Sentence, Span } from './notice.ts'

const NUMBER = '[0-9一二两三四五六七八九十]+'
const READERS: readonly { kind: Fact['kind']; pattern: RegExp }[] = [
  { kind: 'date', pattern: /\d{4}年(?!度)(?:\d{1,2}月(?:\d{1,2}日|底)?|底|上半年|下半年)?前?|(?<!\d{4})年底前|\d{4}—\d{4}年/gu },
  { kind: 'frequency', pattern: new RegExp(`每[年月季](?:至少)?[^，。；]{0,8}?${NUMBER}[次场]|年均${NUMBER}%以上`, 'gu') },
  { kind: 'limit', pattern: new RegExp(`${NUMBER}个?(?:工作日|天|日内)|即收即办|即刻办理|立等可取`, 'gu') },
  { kind: 'figure', pattern: /\d+(?:\.\d+)?(?:%|亿元|万元|人次|场|项|周年)(?:以上)?/gu },
  { kind: 'document', pattern: /《[^》]+》(?:（[^）]*〔\d{4}〕\d+号）)?|GB\/T ?\d+-\d{4}/gu },
  { kind: 'contact', pattern: /\d{3}—\d{8}(?: \d{8})*|[\w.]+@[\w.]+/gu },
  { kind: 'place', pattern: /沈阳|大连|沈抚示范区|辽宁省?|四川省|广东省|新疆生产建设兵团|副省级城市|重点城市/gu },
  {
    kind: 'scope',
    pattern:
      /(?:困难)?民营(?:和)?(?:小微|中小微|中小)?企业|疫情防控物资生产企业|受疫情影响[^，。；]{0,12}?(?:企业|产品)|创新型中小(?:微)?企业|(?:中小微|小微|中小|初创|重点)企业|市场主体|创新主体|高校(?:、科研)?院所/gu,
  },
]
const MODALS: readonly [RegExp, Exclude<Modality, null>][] = [
  [/力争/u, '力争'],
  [/原则上/u, '原则上'],
  [/鼓励/u, '鼓励'],
  [/可以/u, '可以'],
  [/(?<![反响相适呼对])应(?![用对急])/u, '应'],
  [/(?<![需重必主])要(?![求素件点])/u, '要'],
  [/(?<=^|[，。；、要]|合理|积极)引导/u, '引导'],
  [/(?<=^|[，。；、）]|积极|大力)支持/u, '支持'],
]

/** The word that says how strongly a stretch of text binds, or null when it only states. */
export function modality(text: string): Modality {
  return MODALS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** All facts of a clause's sentences, in the order they stand. */
export function facts(sentences: readonly Sentence[]): Fact[] {
  return sentences.flatMap((sentence) =>
    READERS.flatMap(({ kind, pattern }) =>
      [...sentence.text.matchAll(pattern)].map((m): Fact => {
        const start = sentence.start + m.index
        return { kind, text: m[0], start, end: start + m[0].length, modality: modality(sentence.text), from: kind === 'limit' ? startEvent(sentence.text) : null }
      }),
    ).sort((a, b) => a.start - b.start),
  )
}

/** The event a limit counts from: a notice says 即收即办 when the clock starts with receipt; else it names none. */
function startEvent(sentence: string): string | null {
  return sentence.includes('即收即办') ? '收到申请' : null
}

/**
 * The bodies a clause charges: the 责任部门 line where there is one, else the bodies a sentence opens with
 * (“各专利代办处受理窗口要…”), in the order printed.
 */
export function charges(body: string, clause: Span & { readonly ordinal: number | 'end' }, bodies: readonly Body[]): Charge[] {
  const text = body.slice(clause.start, clause.end)
  const line = /责任部门：(.+)/u.exec(text)
  if (line) return listed(line[1] as string, clause.start + line.index + '责任部门：'.length)
  return clause.ordinal === 0 ? [] : addressed(text, clause.start, bodies)
}

/** “各市、沈抚示范区知识产权局，知识产权服务处” names three bodies: the first two share their last words. */
function listed(line: string, offset: number): Charge[] {
  const found: Charge[] = []
  for (const m of line.matchAll(/[^，、]+/gu)) {
    const name = m[0] === '各市' ? '各市知识产权局' : m[0]
    found.push({ name, start: offset + m.index, end: offset + m.index + m[0].length })
  }
  return found
}

function addressed(text: string, offset: number, bodies: readonly Body[]): Charge[] {
  const found: Charge[] = []
  for (const { name, aliases } of bodies)
    for (const alias of [name, ...aliases]) {
      // A name alone on its line is a signature.
      const m = new RegExp(`(?<=^|[。；\\n，])${RegExp.escape(alias)}(?!\\n| \\d|$|办公室)`, 'u').exec(text)
      if (!m || found.some((c) => c.start === offset + m.index || c.name === name)) continue
      found.push({ name, start: offset + m.index, end: offset + m.index + alias.length })
    }
  return found.sort((a, b) => a.start - b.start)
}
