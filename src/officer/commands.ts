/** What an officer types, read forgivingly: full width, any form of number, Chinese or short English; what is missing is named. Pure. */
import { RESULTS } from '../cases/event.ts'
import { readCaseNumbers } from '../cases/number.ts'
import type { Body } from '../corpus/departments.ts'
import { readNumber } from '../corpus/numerals.ts'
import type { OfficerAction } from './act.ts'
import type { Queue } from './queue.ts'
import { VERBS, type Verb } from './verbs.ts'

/** A case by its place in the list that is open, or by its number. */
export type Which = { readonly kind: 'place'; readonly place: number } | { readonly kind: 'number'; readonly number: string }

export type Command =
  | { readonly kind: 'queue'; readonly which: Queue }
  | { readonly kind: 'page'; readonly page: number | 'next' | 'previous' }
  | { readonly kind: 'look'; readonly which: Which | null }
  /** `on` is null for the case that is open. What reaches the enterprise is never confirmed here. */
  | { readonly kind: 'act'; readonly on: Which | null; readonly action: OfficerAction }
  | { readonly kind: 'history' | 'files' | 'confirm' | 'drop' | 'help' | 'leave' }
  | { readonly kind: 'amend'; readonly text: string }
  | { readonly kind: 'personal'; readonly reason: string }
  | { readonly kind: 'save'; readonly place: number; readonly path: string }
  /** A file of his machine, to go out with his next answer. */
  | { readonly kind: 'attach'; readonly path: string }
  /** Understood, but not whole: what to add, with an example. */
  | { readonly kind: 'missing'; readonly words: string }
  | { readonly kind: 'unknown' }

/** What the reading leans on: the directory, and the short names of the regions. */
export type Known = { readonly directory: readonly Body[]; readonly cities: readonly string[] }

/** Only between a command and what follows it; what the officer writes is left as he wrote it. */
const GAP = /^[\s:：,，、]+/
const EDGE = /^[\s/]+|[\s。.!！~～]+$/gu

export function readCommand(text: string, known: Known): Command {
  const line = text.trim()
  const found = verbOf(line)
  if (found) return command(found.verb, found.rest, known)
  const plain = line.normalize('NFKC').replace(EDGE, '')
  const pageNumber = /^第?\s*(.{1,4}?)\s*页$/.exec(plain)?.[1]
  const page = pageNumber ? readNumber(pageNumber) : null
  if (page) return { kind: 'page', page }
  const which = readWhich(plain)
  if (which && which.rest === '') return { kind: 'look', which: which.which }
  const city = cityOf(plain, known)
  return city ? { kind: 'queue', which: { kind: 'city', city } } : { kind: 'unknown' }
}

function verbOf(line: string): { readonly verb: Verb; readonly rest: string } | null {
  const plain = line.normalize('NFKC').replace(EDGE, '')
  for (const { verb, zh, en, alone } of VERBS) {
    if (verb === 'page') continue
    const word = [...zh].find((w) => plain.startsWith(w)) ?? en.find((w) => new RegExp(`^${w.replace('?', '\\?')}(?![a-z])`, 'i').test(plain))
    if (word === undefined) continue
    // Full width may have been written: what follows is taken from the line as it stands.
    const rest = line.replace(/^[\s/／]+/u, '').slice(word.length)
    if (!alone || rest.replace(GAP, '').replace(EDGE, '') === '') return { verb, rest: rest.replace(GAP, '').trimEnd() }
  }
  return null
}

function command(verb: Verb, rest: string, known: Known): Command {
  switch (verb) {
    case 'mine':
    case 'department':
    case 'overdue':
    case 'all':
      return { kind: 'queue', which: { kind: verb } }
    case 'next':
    case 'previous':
      return { kind: 'page', page: verb }
    case 'history':
    case 'confirm':
    case 'drop':
    case 'help':
    case 'leave':
      return { kind: verb }
    case 'look': {
      const which = readWhich(rest)
      if (rest === '' || which) return { kind: 'look', which: which?.which ?? null }
      const city = cityOf(rest, known)
      return city ? { kind: 'queue', which: { kind: 'city', city } } : missing('看哪一件？写序号或编号', '看 2')
    }
    case 'accept':
    case 'accept-transfer':
    case 'end-talk': {
      const which = readWhich(rest)
      if (rest !== '' && which?.rest !== '') return { kind: 'unknown' }
      return { kind: 'act', on: which?.which ?? null, action: { kind: verb } }
    }
    case 'personal':
      return rest ? { kind: 'personal', reason: rest } : missing('查看个人信息要写明理由，会记入案件历史', '个人信息 电话核实购买时间')
    case 'files': {
      const saved = /^(?:保存|save)\s*/i.exec(rest)
      if (saved) return save(rest.slice(saved[0].length))
      return rest === '' ? { kind: 'files' } : { kind: 'unknown' }
    }
    case 'save':
      return save(rest)
    case 'attach': {
      const path = unquoted(rest)
      return path ? { kind: 'attach', path } : { kind: 'files' }
    }
    case 'amend':
      return rest ? { kind: 'amend', text: rest } : missing('改成什么？请写全新的内容', '改 您好，请于周五前……')
    default:
      return written(verb as Written, rest, known)
  }
}

type Written = 'transfer' | 'return' | 'request-supplements' | 'reply' | 'note' | 'close'

/** The acts with words of the officer's own; a case number may stand before them, a place in the list may not: 回复 3天内… is an answer. */
function written(verb: Written, rest: string, known: Known): Command {
  const named = readCaseNumbers(rest.slice(0, 40))[0]
  const led = /^[\sA-Za-z\d\-‐-―−－_.Ａ-Ｚａ-ｚ０-９]{12,34}?(?=[\s,，:：]|$)/u.exec(rest)
  const on: Which | null = named?.kind === 'number' && led && readCaseNumbers(led[0])[0]?.kind === 'number' ? { kind: 'number', number: named.number } : null
  const text = (on && led ? rest.slice(led[0].length) : rest).replace(GAP, '')
  const act = (action: OfficerAction): Command => ({ kind: 'act', on, action })
  switch (verb) {
    case 'transfer':
      return transfer(text, known, on)
    case 'return':
      return text ? act({ kind: 'return', reason: text }) : missing('退回要写明原因', '退回 不属本处职责')
    case 'request-supplements': {
      const items = readItems(text)
      return items.length > 0
        ? act({ kind: 'request-supplements', items, confirmed: false })
        : missing('要企业补充哪些材料？用分号隔开，一次写全', '补充材料 营业执照；购买凭证；侵权产品照片')
    }
    case 'reply':
      return text ? act({ kind: 'reply', text: unfolded(text), confirmed: false }) : missing('回复什么？', '回复 您好，材料已收到，正在核对')
    case 'note':
      return text ? act({ kind: 'note', text: unfolded(text) }) : missing('备注什么？备注只有工作人员看得到', '备注 已电话联系')
    case 'close':
      return close(text, on)
  }
}

function transfer(text: string, { directory }: Known, on: Which | null): Command {
  const example = '转办 大连市知识产权局 企业注册地在大连'
  if (!text) return missing('转办要写明部门和原因', example)
  const found = departmentAt(text, directory)
  // Without one that is known, the first word is taken for it, and the desk says what it thinks of that.
  const cut = found?.length ?? /^\S+/.exec(text)?.[0].length ?? 0
  const department = found?.name ?? text.slice(0, cut)
  const reason = text.slice(cut).replace(/^[\s,，:：。;；]*(?:原因|理由|因为|因)?(?:是|为)?[\s:：,，]*/u, '')
  if (!found && !reason) return missing(`没有认出部门“${text}”，请写部门全称和原因`, example)
  return reason ? { kind: 'act', on, action: { kind: 'transfer', department, reason } } : missing(`转办至${department}，还缺原因`, `转办 ${department} 企业注册地在该市`)
}

/** The department a text begins with, by its name, another name it goes by, or its city alone. */
export function departmentAt(text: string, directory: readonly Body[]): { readonly name: string; readonly length: number } | null {
  const names = directory
    .filter((body) => body.region === '辽宁' && body.name !== '各市知识产权局')
    .flatMap((body) => {
      const [, city, of] = /^(.+?)(市|示范区)知识产权局$/.exec(body.name) ?? []
      const short = city ? [`${city}${of}局`, `${city}局`, `${city}${of}`, city] : []
      return [body.name, ...body.aliases, ...short].map((name) => ({ name: body.name, said: name }))
    })
    .sort((a, b) => b.said.length - a.said.length)
  const head = text.slice(0, 40).normalize('NFKC')
  const found = names.find(({ said }) => head.startsWith(said))
  return found ? { name: found.name, length: found.said.length } : null
}

function close(text: string, on: Which | null): Command {
  const list = RESULTS.map((r, i) => `${i + 1} ${r}`).join('　')
  const example = '办结 已解决 已指导申请行政裁决'
  if (!text) return missing(`办结要写明结果和给企业的话。结果：${list}`, example)
  const found = readResult(text)
  if (!found) return missing(`没有认出结果“${/^\S{1,12}/.exec(text)?.[0]}”。结果：${list}`, example)
  const words = text
    .slice(found.length)
    .replace(GAP, '')
    .replace(/^[。;；]\s*/, '')
  return words
    ? { kind: 'act', on, action: { kind: 'close', result: found.result, words: unfolded(words), confirmed: false } }
    : missing(`结果：${found.result}。还缺给企业的话`, `办结 ${found.result} 已指导申请行政裁决`)
}

/** The result a text begins with: its name, its beginning, or its number in the list. */
export function readResult(text: string): { readonly result: (typeof RESULTS)[number]; readonly length: number } | null {
  const whole = RESULTS.find((r) => text.startsWith(r))
  if (whole) return { result: whole, length: whole.length }
  const first = /^[^\s,，:：。;；]+/.exec(text)?.[0] ?? ''
  const number = readPlace(first)
  const result = number ? RESULTS[number - 1] : RESULTS.find((r) => first.length >= 2 && (r.startsWith(first) || r.slice(1).startsWith(first)))
  return result ? { result, length: first.length } : null
}

/** A list as people write one: by semicolons or lines, else by 、; numbers before the items are left away. */
export function readItems(text: string): string[] {
  const parts = unfolded(text)
  const by = /[；;\n]/.test(parts) ? /[；;\n]/ : /、/
  return parts
    .split(by)
    .map((item) =>
      item
        .trim()
        .replace(/^(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[①-⑳])\s*/u, '')
        .replace(/[。；;]$/, ''),
    )
    .filter(Boolean)
}

/** On one line, a line end is typed as \n. */
export function unfolded(text: string): string {
  return text.replaceAll('\\n', '\n').trim()
}

function save(rest: string): Command {
  const m = /^(\S+)\s+(.+)$/u.exec(rest)
  const place = m ? readPlace(m[1] as string) : null
  const path = m?.[2] ? unquoted(m[2]) : undefined
  return place && path ? { kind: 'save', place, path } : missing('保存要写明文件的序号和存到哪里', '保存 1 ./证据.jpg')
}

function unquoted(path: string): string {
  return path.trim().replace(/^["'“](.*)["'”]$/u, '$1')
}

/** A case said by its number or its place at the beginning of a text, and what follows. */
function readWhich(text: string): { readonly which: Which; readonly rest: string } | null {
  const number = readCaseNumbers(text)[0]
  if (number?.kind === 'number') return { which: { kind: 'number', number: number.number }, rest: '' }
  const first = /^\S+/.exec(text)?.[0] ?? ''
  const place = readPlace(first)
  return place ? { which: { kind: 'place', place }, rest: text.slice(first.length).trim() } : null
}

/** 3, ３, ③, 三, 第三件, #3, 3号, 3. */
export function readPlace(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  const m = /^(?:第|#|no\.?)?\s*(\d{1,4}|[零〇一二两三四五六七八九十百]{1,5})\s*(?:[件个号项条份]|、|\.|\)|案)?$/iu.exec(plain)
  const n = m ? readNumber(m[1] as string) : null
  return n && n > 0 ? n : null
}

function cityOf(text: string, { cities }: Known): string | null {
  const said = text
    .normalize('NFKC')
    .replace(/^(?:按市|市|城市)[\s:：]*/u, '')
    .replace(/[\s的案件队列]+$/u, '')
  return cities.find((city) => said === city || said === `${city}市` || `${said}示范区` === city) ?? null
}

function missing(what: string, example: string): Command {
  return { kind: 'missing', words: `${what}，例如：${example}` }
}
