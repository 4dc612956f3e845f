/** Digits as they are read out, 二零二一…点一, written as figures, character for character, so that every place stays where it was. */
const DIGITS: Readonly<Record<string, string>> = { 零: '0', 〇: '0', 一: '1', 幺: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
const RUN = /[零〇一幺二三四五六七八九\da-zA-Z]{8,}(?:点[零〇一幺二三四五六七八九\dxX])?/g

export function spokenDigits(raw: string): string {
  return raw
    .replace(RUN, (run) => ((run.match(/[零〇一幺二三四五六七八九]/g)?.length ?? 0) >= 6 ? [...run].map((c) => (c === '点' ? '.' : (DIGITS[c] ?? c))).join('') : run))
    .replace(/(?<=\d{8})点(?=[\dxX](?!\d))/g, '.')
}
