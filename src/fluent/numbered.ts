/** Finds numbers, codes and accounts in any spelling: every number goes that is not plainly a count, a date or a clause. */
import { JOINT } from './face.ts'

export type Stretch = { readonly start: number; readonly end: number }

const NUMERALS = '零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖'
/** Digits read out in pinyin or English. */
const READ = new Set('ling yao yi er liang san si wu liu qi ba jiu zero oh one two three four five six seven eight nine'.split(' '))
const PIECE = new RegExp(`[\\d${NUMERALS}]+|[a-z]+`, 'g')
/** What may stand between the parts of one number. */
const BETWEEN = new RegExp(`^(?:[^\\p{L}\\p{N}]{0,4}|[^\\p{L}\\p{N}]{0,2}${JOINT}{1,2}[^\\p{L}\\p{N}]{0,2})$`, 'u')

/** Behind a number that counts something, tells a day, or names a notice or a clause. */
const UNIT =
  /^\s?(?:年|月|日|天|号(?:文|通知|函|令|文件)|文|条|款|项|点|个|家|件|份|种|类|批|次|场|回|遍|名|位|人|万|亿|千|百|元|块|%(?![\da-f]{2})|倍|成|折|周|岁|届|级|强|大|步|句|章|页|分|秒|小时|季|期|轮|号(?!\d|楼|院|线)|[-—~至到]\s?\d+\s?(?:年|月|日|天|个|万|亿|元|%|家)|(?:st|nd|rd|th|days?|years?|months?|weeks?|hours?|yuan|rmb|million|percent)\b)/
const BEFORE = /(?:第|no\.?\s?|notice\s|document\s|circular\s|article\s|measure\s|clause\s|section\s|item\s|page\s|#)$/
/** The notices' own numbers, and dates of our time. */
const OWN =
  /^(?:(?:20)?(?:17\D{1,3}733|18\D{1,3}32|21\D{1,3}22|22\D{1,3}6)|20[0-3]\d(?:\D{1,3}(?:0?[1-9]|1[0-2]))?(?:\D{1,3}(?:0?[1-9]|[12]\d|3[01]))?|20[0-3]\d\s?[-—–~]\s?20[0-3]\d)$/

type Piece = Stretch & { readonly said: string; readonly kind: 'figure' | 'read' | 'word' | 'letters' }

/**
 * @param text lower case. @param word true for a word that tells nobody.
 * A chain of digits and letters goes when it has five digits, or letters and digits together; a figure by itself when it has three and counts nothing.
 */
export function numbers(text: string, word: (said: string) => boolean): Stretch[] {
  return chains(text, word).flatMap((chain) => {
    const [first, last] = [chain[0] as Piece, chain.at(-1) as Piece]
    const whole = text.slice(first.start, last.end)
    if (OWN.test(whole)) return []
    const digits = chain.reduce((sum, p) => sum + (p.kind === 'figure' ? p.said.length : p.kind === 'read' ? 1 : 0), 0)
    const letters = chain.reduce((sum, p) => sum + (p.kind === 'letters' ? p.said.length : 0), 0)
    const single = chain.filter((p) => p.kind === 'letters' && p.said.length === 1).length
    const told = digits >= 5 || (digits > 0 && letters > 0 && digits + letters >= 4) || single >= 3 || (letters > 0 && /[@_]/.test(whole))
    if (told) return [{ start: first.start, end: last.end }]
    return chain.filter((p) => p.kind === 'figure' && p.said.length >= 3 && /\d/.test(p.said) && !OWN.test(p.said)).map(({ start, end }) => ({ start, end }))
  })
}

function chains(text: string, word: (said: string) => boolean): Piece[][] {
  const found: Piece[][] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0) found.push(open)
    open = []
  }
  for (const m of text.matchAll(PIECE)) {
    const piece = read(m[0], m.index, text, word)
    const before = open.at(-1)
    if (piece === null) {
      close()
      continue
    }
    if (before && !linked(before, piece, text.slice(before.end, piece.start))) close()
    open.push(piece)
  }
  close()
  return found
}

/** Null for what counts, names a clause, or is a word of the language. */
function read(said: string, start: number, text: string, word: (said: string) => boolean): Piece | null {
  const end = start + said.length
  const piece = { said, start, end }
  if (/^[a-z]/.test(said)) {
    if (READ.has(said)) return { ...piece, kind: 'read' }
    const joined = /[\d_@]/.test(text[start - 1] ?? '') || /[\d_@]/.test(text[end] ?? '')
    return said.length > 1 && word(said) && !joined ? null : { ...piece, kind: 'letters' }
  }
  if (!/^\d+$/.test(said)) return { ...piece, kind: 'figure' }
  const bracketed = said.length <= 2 && '〔[('.includes(text[start - 1] ?? '.') && '〕])'.includes(text[end] ?? '.')
  const counts = bracketed || (said.length <= 4 && UNIT.test(text.slice(end, end + 10))) || (said.length <= 3 && BEFORE.test(text.slice(Math.max(0, start - 10), start)))
  // What goes on from another figure is part of it: 4↵827号.
  const goesOn = /\d[^\p{L}\p{N}，,、]{1,2}$/u.test(text.slice(Math.max(0, start - 3), start))
  return counts && !goesOn && !(said.length === 4 && /^\s?号/.test(text.slice(end, end + 2))) ? null : { ...piece, kind: 'figure' }
}

/** Words keep apart what stands beside them; a space keeps apart letters. */
function linked(before: Piece, piece: Piece, between: string): boolean {
  if (!BETWEEN.test(between)) return false
  const spoken = before.kind !== 'figure' && piece.kind !== 'figure' && (before.kind === 'letters' || piece.kind === 'letters')
  return !spoken || !/\s/.test(between) || (before.said.length === 1 && piece.said.length === 1)
}
