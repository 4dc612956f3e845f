/** A table that goes out to a spreadsheet: text stays text there, whatever it begins with. Pure. */

export type Cell = string | number | null
export type Sheet = { readonly name: string; readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** What a spreadsheet takes for the beginning of a formula, in full width too; leading blanks do not hide it. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: a sheet cannot hold these
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

export function isFormula(text: string): boolean {
  return FORMULA.test(text)
}

/** Text as a cell may hold it: without what XML cannot say, within what a cell can hold. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '').slice(0, 32_000)
}

/** RFC 4180 with a byte order mark, as Chinese Excel wants it; an apostrophe stands before what would run. */
export function csv({ head, rows }: Sheet): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = printable(cell)
  const safe = isFormula(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
