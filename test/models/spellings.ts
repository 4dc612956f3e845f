/** Twenty ways in which people write one and the same datum, and a search that finds it in any of them. */
import * as OpenCC from 'opencc-js/cn2t'
import { pinyin } from 'pinyin-pro'
import { simplify } from '../../src/understand/normalise.ts'
import type { Canary } from './canaries.ts'

const digits = (text: string, to: (digit: number, nth: number) => string): string => {
  let nth = 0
  return text.replace(/\d/g, (d) => to(Number(d), nth++))
}
const between = (text: string, mark: string): string => [...text.replace(/[\s-]/g, '')].join(mark)
const grouped = (text: string, mark: string): string => (text.match(/[\s\S]{1,4}/gu) ?? []).join(mark)
const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const sounds = (text: string, mark: string): string =>
  text.replace(/\p{Script=Han}+/gu, (han) => ` ${pinyin(han, { toneType: 'none', type: 'array' }).join(mark)} `).trim()
const capital = (text: string): string => text.replace(/\b[a-z]/g, (c) => c.toUpperCase())
const traditional = OpenCC.Converter({ from: 'cn', to: 'tw' })

export const SPELLINGS: readonly (readonly [name: string, spell: (said: string, kind: Canary['kind']) => string])[] = [
  ['plain', (s) => s],
  ['full width', (s) => wide(s).replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, '\u3000')],
  ['spaced', (s) => between(s, ' ')],
  ['hyphenated', (s) => between(s, '-')],
  ['dotted', (s) => between(s, /\p{Script=Han}/u.test(s) ? '·' : '.')],
  ['broken over lines', (s) => grouped(s, '\n')],
  ['Chinese numerals', (s) => digits(s, (d) => '零一二三四五六七八九'[d] as string)],
  ['大写', (s) => digits(s, (d) => '零壹贰叁肆伍陆柒捌玖'[d] as string).toUpperCase()],
  ['mixed numerals', (s) => digits(s, (d, n) => (n % 2 ? ('〇幺二三四五六七八九'[d] as string) : String(d)))],
  ['with zero-width characters', (s) => between(s, '\u200b')],
  ['in brackets', (s) => `【${(s.match(/[\s\S]{1,3}/gu) ?? []).join('】（')}）`],
  ['in a URL', (s) => `https://u.example.cn/i?k=${encodeURIComponent(s)}`],
  ['Traditional', (s) => traditional(s)],
  ['pinyin, a syllable a word', (s) => digits(sounds(s, ' '), (d) => ` ${['ling', 'yao', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'][d]}`)],
  ['pinyin as a name', (s) => capital(sounds(s, ''))],
  ['with honorifics', (s, kind) => (kind === 'person' ? `${s}先生` : kind === 'company' ? `贵单位${s}的各位领导` : `尊号${s}敬上`)],
  ['upper and lower case', (s) => [...s].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join('')],
  ['with a country before it', (s, kind) => (/mobile|landline/.test(kind) ? `${s.length % 2 ? '+86' : '0086'} ${s.replace(/^\(?0/, '')}` : `CN-${s}`)],
  ['keycaps and styled letters', (s) => digits(s, (d) => `${d}\ufe0f\u20e3`).replace(/[a-z]/g, (c) => String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97))],
  ['dictated in parts', (s) => (s.match(/[\s\S]{1,3}/gu) ?? []).join('，然后是')],
]

const NUMERALS: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((all, d) => [...all].map((c) => [c, String(d)])),
)

/** What a text looks like to somebody who searches it: as it is, folded, with its numerals as digits, unescaped, and as it sounds. */
export function faces(text: string): readonly string[] {
  const open = text.replace(/(?:%[0-9a-f]{2})+/gi, (code) => {
    try {
      return decodeURIComponent(code)
    } catch {
      return code
    }
  })
  const folded = simplify(open.normalize('NFKD').normalize('NFKC')).toLowerCase()
  const bare = folded.replace(/[^\p{L}\p{N}]/gu, '')
  const said = bare.replaceAll('然后是', '')
  const numbers = [...said].map((c) => NUMERALS[c] ?? c).join('')
  const sung = said.replace(/ling|yao|er|san|si|wu|liu|qi|ba|jiu/g, (s) => String(['ling', 'yao', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'].indexOf(s)))
  return [text, folded, bare, said, numbers, sung]
}

/** What of a canary a search looks for: each part that tells, written plainly, folded, and, of Han, as it sounds when there is enough of it to be told by. */
export function clues({ tells }: Canary): string[] {
  return [
    ...new Set(
      tells.flatMap((tell) => {
        const bare = simplify(tell.normalize('NFKC'))
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]/gu, '')
        const sound = pinyin(bare, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
          .join('')
          .replace(/[^\p{L}\p{N}]/gu, '')
        return [tell, bare, ...(sound.length >= 6 ? [sound] : []), ...(bare.match(/[a-z]{6,}/g) ?? [])]
      }),
    ),
  ]
}

/** The clues of a canary that a text holds; `usual` are the faces of what stands there anyhow. */
export function found(canary: Canary, text: string, usual: readonly string[]): string[] {
  const seen = faces(text)
  return clues(canary).filter((clue) => seen.some((face) => face.includes(clue)) && !usual.some((face) => face.includes(clue)))
}
