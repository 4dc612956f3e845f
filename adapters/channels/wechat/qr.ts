/** The log-in code as something that can be scanned: half-block characters for a terminal, an image for the web desk. */
import { renderSVG, renderUnicodeCompact } from 'uqr'

export function qrText(code: string): string {
  return renderUnicodeCompact(code, { border: 2 })
}

export function qrSvg(code: string): string {
  return renderSVG(code, { border: 2 })
}
