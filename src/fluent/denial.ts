/** Holds whether at all something is said against how the notice says it: denials added, dropped or turned round. */
import { AVOIDING, BENIGN, DENIAL } from './hedges.ts'
import { around, type Flaw, governed, type Held, stretchAt, used } from './held.ts'
import { compared, type Sign } from './opposites.ts'
import { blanked } from './quantities.ts'
import { assertsAnything, held, heldPairs } from './words.ts'

/** Without the words that deny nothing, every place where it was. */
const clean = (text: string): string => blanked(text, BENIGN)

function denialsAt(text: string): number[] {
  return [...clean(text).matchAll(DENIAL)].map((m) => m.index)
}

const denials = (text: string): number => denialsAt(text).length

/** 不是一下子全放开, 可别以为就没人管了, 跟您提醒一句: denies what nobody said or speaks of the talk, to make plain what is said beside it. */
const ASIDE =
  /(?<!是)不是|不等于|并非|别以为|别当|不敢|不见得|(?:别|不用|不必|甭|莫)[^,;。]{0,8}(?:怕|担心|紧张|着急|慌|愁|误会|多想|奇怪)|放心|可不|(?:没有?|并无)(?:说|强制|要求)|[不别莫甭][^,;。]{0,2}光|光[^,;。]*不|提醒|告诉|您问|您说|说白了|打听|问的是|我给您|听我|怎么说呢|可别|千万别|^那可?不/

export function aside(text: string, source: string): boolean {
  return ASIDE.test(text) && heldPairs(text.replaceAll('专利', ''), source) < 0.25
}

const DENIED = /(?:不|没|无|未|非|勿|禁|拒绝?|取消|停止|暂停|暂)(?:不|再|予|有|须|需|能|得|会|要|去|以|必|是|曾|应|可|应当|进行)*([\p{Script=Han}]{2})/gu

/** A word that one of the two denies and the other says plainly. */
function turned(said: string, source: string, spared: string): string | null {
  const denied = (text: string) => new Set([...clean(text).matchAll(DENIED)].map((m) => m[1] as string))
  const plain = (text: string, word: string) => {
    const found = [...text.matchAll(new RegExp(RegExp.escape(word), 'g'))]
    return (
      found.length > 0 &&
      found.every(
        (m) =>
          denials(
            clean(text)
              .slice(Math.max(0, m.index - 6), m.index)
              .replace(/^.*[,;。、]/, ''),
          ) === 0,
      )
    )
  }
  for (const word of denied(said)) if (!spared.includes(word) && plain(source, word)) return `不${word}`
  if (excepted(said, source)) return null
  for (const word of denied(source)) if (plain(said, word) && denials(said) < denials(source)) return `丢了“不${word}”`
  return null
}

/** 不跨区域设立，如确需设立，…: who tells of the need tells of what is then not denied. */
function excepted(said: string, source: string): boolean {
  return /[不无未][^;。]*[,;]如确/.test(source) && /确(?:实|需|有)|真(?:有|要|需)|实在|有必要/.test(said) && !/原则上|一般|通常/.test(said)
}

const within = (at: number, all: readonly Sign[]): boolean => all.some(({ start, end }) => start <= at && at < end)

/** 不能锁在抽屉里, 不是说开就全开: sets off what is said beside it from what the notice does not speak of; how much of the latter may stand, coverage tells. */
const CONTRAST = /^(?:不(?:能|可|要|让|许|会|是)|并非|别|莫|甭)(?:就|光|只|去|把|是|一)*([^,;。!?]*)/u

/** True where a stretch sets something off from what the notice speaks of, and comes to `at` behind that: 不是搞一次就完. */
export function setOff(text: string, at: number, source: string): boolean {
  return denialsAt(text).some((denied) => denied < at && foreign(text, denied, source))
}

/** 等不起, 卖不掉: what cannot be done. The notice is not denied by it where it speaks of a hardship, or of nothing of the kind; 办不了 denies always. */
const UNABLE = /^不(?:起|了|出|掉|走|动|着|到|上|下|住|完|得|够)/
const HARDSHIP = /困难|滞销|受阻|延误|丧失|[难贵弱]|不[够足]/
const OFFERED = /[办做弄报请领拿享批登]$/

function unable(text: string, at: number, source: string): boolean {
  const before = text.slice(Math.max(0, at - 2), at)
  if (!UNABLE.test(text.slice(at)) || OFFERED.test(before) || /[用谈算轮时都也就先还且暂才再并却仍从,]$/.test(before) || before === '') return false
  return !source.includes(before.slice(-1)) || (HARDSHIP.test(source) && !source.includes(before))
}

function foreign(text: string, at: number, source: string): boolean {
  const [, rest = ''] = CONTRAST.exec(text.slice(at)) ?? []
  const far = rest.slice(0, REACH)
  return assertsAnything(far) && heldPairs(far, source) === 0
}

/** How far a denial reaches. */
const REACH = 12

/** 没下死命令, 不是硬派的任务: no duty, which is so of what the notice only encourages or allows. */
const NO_DUTY =
  /(?:没有?|不是|并非|不算|并不|不|未)[^,;。]{0,8}(?:强制|强迫|死命令|说死|规定死|定死|硬性|硬派|硬要求|摊派|必须|务必|非[^,;。]{1,6}不可|一定要|义务|命令|任务)/
const ENCOURAGED = /鼓励|支持|倡导|可以|引导|探索|原则上/

const freed = (text: string, source: string): boolean => ENCOURAGED.test(source) && NO_DUTY.test(text)

/** What is avoided by the notice may be forbidden in other words: 别重复建. */
const FORBIDDEN = /^(?:别|莫|勿|不要|不能|不可|不得|不许|不再|不让|不准|不去|没必要|不必)/

export function denial({ said, told, source, context, parts, stretches }: Held): Flaw | null {
  const { shared, answered, contrary } = compared(said, source)
  const spared = [...source.matchAll(AVOIDING)].map((m) => /^[^;。]*/.exec(source.slice(m.index + m[0].length))?.[0]).join()
  for (const { start, end } of contrary) {
    const { text, asks } = stretches[stretchAt(stretches, start)] ?? { text: '', asks: false }
    // 期满就停了吗?不是的
    if (!asks && !aside(text, source)) return { kind: 'denial', what: `反话：${said.slice(start, end)}` }
  }
  for (const { text, start, asks } of stretches) {
    if (asks || aside(text, source) || freed(text, source)) continue
    const left = denialsAt(text).filter((at) => !within(start + at, shared) && !foreign(text, at, context) && !unable(text, at, source))
    if (left.length === 0) continue
    const likeness = parts.map((part) => held(text, part) + heldPairs(text, part))
    const best = Math.max(...likeness)
    const theirs = best < 0.34 ? '' : parts.filter((part, i) => (likeness[i] as number) >= best - 0.1 && heldPairs(text, part) > 0).join()
    const avoided = left.filter((at) => FORBIDDEN.test(text.slice(at)) && held(text.slice(at).replace(FORBIDDEN, ''), spared) >= 0.4).length
    if (left.length > denials(theirs) + avoided) return { kind: 'denial', what: text.slice(0, 24) }
  }
  // 原则上不 of the notice is not 原则上 without a denial.
  const principle = /原则上不/.test(source) && stretches.find(({ text }) => /原则上./.test(text) && denials(text) === 0)
  if (principle) return { kind: 'denial', what: principle.text.slice(0, 24) }
  const base = baseSaid(said, source)
  if (base) return { kind: 'denial', what: `反话：${base}` }
  const word = turned(said, source, spared)
  if (word) return { kind: 'denial', what: word }
  for (const m of clean(source).matchAll(DENIAL)) {
    if (within(m.index, answered) || excepted(said, source)) continue
    const rest = governed(source, m.index + 1).slice(0, 10)
    if (used(rest, said) && denials(told) === 0 && !/避免|防止|差|弱|缺|难|才/.test(said)) return { kind: 'denial', what: `丢了“${m[0]}${rest.slice(0, 8)}”` }
  }
  // 打击、避免、遏制 turned into their opposite.
  for (const m of source.matchAll(/避免|遏制|打击|防控|防范|堵住/g)) {
    const rest = governed(source, m.index + m[0].length)
    if (used(rest, said) && denials(around(rest, stretches, 0, 0)) === 0 && !said.includes(m[0]) && !AGAINST.test(said)) return { kind: 'denial', what: `丢了“${m[0]}”` }
  }
  return null
}

/** 打折扣, 走过场, 等于收摊: what no notice wants, said without a denial. */
const BASE =
  /含糊|打折扣?|走样|掺水|马虎|手软|(?<!松)松劲|松懈|走过场|磨蹭|糊弄|敷衍|扯皮|推诿|推脱|拖(?!延?过|累)|\p{Script=Han}了[之事](?=[,;。])|硬来|瞎搞|乱来|光(?:嘴上|[喊说坐等靠发看有搞顾])|一下子全|一刀切|[坐干]等|白跑|来回跑|排长?队|甩手|撒手|等于(?!说|是说)|收摊|凭空|万事大吉|到此为止/gu
/** Denied before it or behind. */
const REFUSED = /[不没别莫甭勿无非免防忌杜绝禁岂少省][^,;。]{0,6}$/
const REFUSED_AFTER = /^[^,;。]{0,8}(?:不(?:行|成|可|够|得)|[?])/

function baseSaid(said: string, source: string): string | null {
  // 凭空编交易的都要打击: what is bad is named to be struck at.
  if (/打击|遏制|堵住/.test(source) && AGAINST.test(said)) return null
  const found = [...said.matchAll(BASE)].find(
    (m) => !source.includes(m[0]) && !REFUSED.test(said.slice(0, m.index)) && !REFUSED_AFTER.test(said.slice(m.index + m[0].length)),
  )
  return found?.[0] ?? null
}

/** Ways of saying that something is not to go on. */
const AGAINST = /避免|遏制|打击|防|堵|打|查|罚|惩|治|管|不让|压(?:下|住)|拦|刹|止|制住|按住|抵制|清理|对付|卡住|警惕|当心|小心/
