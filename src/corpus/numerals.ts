/** Chinese ordinals as notices print them and people type them. */

/** What one Chinese digit counts, capitals included. */
export const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const PLACES: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100 }

/** Reads a whole number below a thousand, Arabic or Chinese (`十一`, `二十二`, `七三三`, `七百三十三`); null when it is none. */
export function readNumber(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  if (!text || [...text].some((c) => !(c in DIGITS) && !(c in PLACES))) return null
  if ([...text].every((c) => c in DIGITS)) return Number([...text].map((c) => DIGITS[c]).join(''))
  let total = 0
  let digit = 0
  for (const c of text) {
    const place = PLACES[c]
    if (place === undefined) digit = DIGITS[c] as number
    else {
      total += (digit || 1) * place
      digit = 0
    }
  }
  return total + digit
}
