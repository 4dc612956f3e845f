/** Holds how strongly, under which condition and whether at all something is said against how the notice says it. */

import { AVOIDING, BENIGN, CONDITIONS, DENIAL, EXCEPTIONS, HEDGES, PUT_AS_DENIAL, RESTRICTIONS, STRONG } from './hedges.ts'
import { around, type Flaw, GOVERNED, governed, type Held, same, used } from './held.ts'
import { readQuantities } from './quantities.ts'
import { held, heldPairs } from './words.ts'

export function strength({ said, context }: Held): Flaw | null {
  for (const [word, written] of STRONG) {
    // 没有强制, 不敢打包票: said of what is not so.
    const found = [...said.matchAll(new RegExp(word, 'g'))].find((m) => !/(?:没有?|不是|并非|不敢|拿|肯)(?:说|要求)?$/.test(said.slice(0, m.index)))
    if (found && !written.test(context)) return { kind: 'strength', what: found[0] }
  }
  // 应、要 of the notice do not become 必须.
  if (/(?<!没有?说?|不是)(?:必须|务必)/.test(said) && !/必须|务必/.test(context)) return { kind: 'strength', what: '必须' }
  return null
}

export function condition({ said, source, stretches }: Held): Flaw | null {
  for (const { name, said: word, written, strict } of CONDITIONS) {
    const found = word.exec(said)
    if (!found || source.includes(found[0]) || written.test(source)) continue
    // 谁要是套取补贴: a way of naming whom the notice names.
    const stretch = stretches.find((s) => s.start <= found.index && found.index < s.start + s.text.length)?.text.replace(found[0], '') ?? ''
    if (strict || held(stretch.replace(/[您你]|属于|[是的]/g, ''), source) < 0.6) return { kind: 'condition', what: `${name}：${found[0]}` }
  }
  return null
}

/** Words that only carry a sentence on; they stand for a hedge whatever else the source says. */
const PLAIN = /^(?:应|该|要|须|需|得|会|将|可|能|想|先|帮|助|促|试)$/

/** The notice's own word, or one for it that does not already stand for another of the notice's. */
function softened(own: string, word: RegExp, here: string, source: string): boolean {
  if (here.includes(own)) return true
  return [...here.matchAll(new RegExp(word, 'g'))].some(([found]) => PLAIN.test(found) || !source.replaceAll(own, '').includes(found))
}

export function hedge({ said, source, parts, stretches }: Held): Flaw | null {
  for (const { name, written, said: word } of HEDGES) {
    const duty = name === '应'
    for (const m of source.matchAll(written)) {
      const rest = governed(source, m.index + m[0].length)
      // 税收优惠政策，会积极配合落实: what is governed may be named anywhere; a duty stands with its verb.
      if (used(rest, said) && !softened(m[0], word, duty ? around(rest, stretches) : said, source)) return { kind: 'hedge', what: name }
    }
    if (name !== '力争' && !duty) continue
    // A figure aimed at is no figure reached.
    for (const q of readQuantities(said).found) {
      if (duty && q.kind === 'date') continue
      const i = stretches.findIndex((s) => s.start <= q.start && q.start < s.start + s.text.length)
      const here = `${stretches[i]?.text}${(stretches[i]?.text.length ?? 0) < 12 ? `,${stretches[i + 1]?.text}` : ''}`
      const aimed = parts.some(
        (part, n) => readQuantities(part).found.some((t) => same(t, q)) && `${part}${part.length < 12 ? `,${parts[n + 1]}` : ''}`.search(written) >= 0,
      )
      if (aimed && !word.test(here)) return { kind: 'hedge', what: `${name} ${said.slice(q.start, q.end)}` }
    }
  }
  // A softer word than the notice's is no better.
  for (const name of ['鼓励', '力争', '原则上', '计划', '探索', '逐步'])
    if (said.includes(name) && !HEDGES.some((h) => h.name === name && h.said.test(source))) return { kind: 'hedge', what: `${name}（原文没有）` }
  return null
}

export function exception({ said, source }: Held): Flaw | null {
  const missing = (m: RegExpMatchArray) =>
    m[0].length <= 4 ? [...m[0].slice(0, 3)].some((c) => !said.includes(c)) : held(m[0], said) < 0.4 || heldPairs(m[0], said) < 0.15
  for (const { written, head, said: word } of EXCEPTIONS)
    for (const m of source.matchAll(written)) {
      if (word ? word.test(said) : !missing(m)) continue
      const beside = /^[^,;。]*/.exec(source.slice(m.index + m[0].length).replace(/^[,;]/, ''))?.[0] ?? ''
      const before = /[^,;。]*$/.exec(source.slice(0, m.index))?.[0] ?? ''
      // What stands at the head of a sentence restricts all of it.
      const behind = (/^[^;。]*/.exec(source.slice(m.index + m[0].length)) as RegExpExecArray)[0].split(',').filter((p) => p.length > 5)
      if (head && before.length <= 16 && !/特别是|、/.test(before) && behind.some((part) => used(part.slice(0, GOVERNED), said)))
        return { kind: 'exception', what: m[0].slice(0, 20) }
      if (used(beside.slice(0, GOVERNED), said) || (beside.length < 3 && used(before, said))) return { kind: 'exception', what: m[0].slice(0, 20) }
    }
  for (const { written, said: word } of RESTRICTIONS)
    for (const m of source.matchAll(written)) {
      const before = /[^,;。]*$/.exec(source.slice(0, m.index).replace(/[,;]$/, ''))?.[0] ?? ''
      if (!(word ? word.test(said) : !missing(m)) && used(before, said)) return { kind: 'exception', what: m[0].slice(0, 20) }
    }
  return null
}

function denials(text: string): number {
  return text.replace(BENIGN, '··').match(DENIAL)?.length ?? 0
}

/** Denials that say what the source says without one: 卖不动 for 滞销. */
function put(said: string, source: string): number {
  return PUT_AS_DENIAL.reduce((sum, [written, word]) => sum + (written.test(source) ? (said.match(word)?.length ?? 0) : 0), 0)
}

/** 不是一下子全放开, 可别以为就没人管了: denies what nobody said, to make plain what is said beside it. */
export function aside(text: string, source: string): boolean {
  return (
    /不是|不等于|并非|别以为|别当|不敢|不见得|别怕|别担心|放心|可不|(?:没有?|并无)(?:说|强制|要求)|光|提醒|告诉|您问|您说|为啥|咋|说白了|打听|问的是|我给您|听我|怎么说呢/.test(
      text,
    ) && heldPairs(text.replaceAll('专利', ''), source) < 0.25
  )
}

const DENIED = /(?:不|没|无|未|非|勿|禁|拒绝?|取消|停止|暂停|暂)(?:不|再|予|有|须|需|能|得|会|要|去|以|必|是|曾|应|可|应当|进行)*([\p{Script=Han}]{2})/gu

/** A word that one of the two denies and the other says plainly. */
function turned(said: string, source: string, avoiding: boolean): string | null {
  const clean = (text: string) => text.replace(BENIGN, (m) => '·'.repeat(m.length))
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
              .replace(/^.*[,;。]/, ''),
          ) === 0,
      )
    )
  }
  for (const word of denied(said)) if (!avoiding && plain(source, word)) return `不${word}`
  for (const word of denied(source)) if (plain(said, word) && denials(said) < denials(source)) return `丢了“不${word}”`
  return null
}

export function denial({ said, source, parts, stretches }: Held): Flaw | null {
  const always = source.match(AVOIDING)?.length ?? 0
  for (const { text } of stretches) {
    const ours = denials(text)
    if (ours === 0 || aside(text, source)) continue
    const likeness = parts.map((part) => held(text, part) + heldPairs(text, part))
    const best = Math.max(...likeness)
    const theirs = best < 0.34 ? '' : parts.filter((_, i) => (likeness[i] as number) >= best - 0.1).join()
    if (ours > denials(theirs) + put(text, source) + (best < 0.34 ? 0 : always)) return { kind: 'denial', what: text.slice(0, 24) }
  }
  const word = turned(said, source, always > 0)
  if (word) return { kind: 'denial', what: word }
  for (const part of parts)
    for (const m of part.replace(BENIGN, '··').matchAll(DENIAL)) {
      const rest = part.slice(m.index + 1, m.index + 11)
      if (used(rest, said) && denials(said) === 0 && !/避免|防止|差|弱|缺|难|才/.test(said)) return { kind: 'denial', what: `丢了“${m[0]}${rest.slice(0, 8)}”` }
    }
  // 打击、避免、遏制 turned into their opposite.
  for (const m of source.matchAll(/避免|遏制|打击|防控|防范|堵住/g)) {
    const rest = governed(source, m.index + m[0].length)
    if (used(rest, said) && denials(around(rest, stretches, 0, 0)) === 0 && !said.includes(m[0]) && !/避免|遏制|打击|防|堵|打|查|罚|惩|治|管|不让/.test(said))
      return { kind: 'denial', what: `丢了“${m[0]}”` }
  }
  return null
}
