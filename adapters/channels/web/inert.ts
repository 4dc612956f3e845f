/** A file somebody gave, served so that nothing of it runs or is shown here: to the browser it is bytes to be saved. */
import type { Context } from 'hono'

export function inert(c: Context, { name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Response {
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': disposition(name),
    'Content-Length': String(bytes.length),
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Download-Options': 'noopen',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  })
}

/** A name a person gave, fit for a header and for a folder: no direction marks, no path, nothing unprintable. */
function disposition(name: string): string {
  const plain =
    name
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"\\/:*?<>|]/g, '_')
      .slice(-120) || 'file'
  const ascii = plain.replace(/[^\x20-\x7e]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(plain).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
}
