/** A table as an Excel file: every text is a text cell, formatted as text, so that it stays one when somebody edits it. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { printable, type Sheet } from '../../../../src/insight/sheet.ts'

const WIDEST = 40

export async function xlsx({ name, head, rows }: Sheet): Promise<ArrayBuffer> {
  const data: SheetData = [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((cell) =>
        cell === null || cell === '' ? null : typeof cell === 'number' ? { value: cell, type: Number } : { value: printable(cell), type: String, format: '@' },
      ),
    ),
  ]
  const widths = head.map((title, i) => ({ width: Math.min(WIDEST, 2 + Math.max(wide(title), ...rows.map((row) => wide(String(row[i] ?? ''))))) }))
  const bytes = await writeXlsxFile(data, { sheet: name, columns: widths, stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(bytes).buffer
}

/** A Chinese character is as wide as two others. */
function wide(text: string): number {
  return [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0)
}
