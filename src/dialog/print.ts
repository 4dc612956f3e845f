/** A print of anything said, by which it is known again and from which nothing can be read back. */

/** FNV-1a, 64 bits in two halves: forwards and backwards over the JSON of it. */
export function printOf(said: unknown): string {
  const text = JSON.stringify(said)
  let a = 0x811c9dc5
  let b = 0x01000193
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193) >>> 0
    b = Math.imul(b ^ text.charCodeAt(text.length - 1 - i), 0x85ebca6b) >>> 0
  }
  return a.toString(16).padStart(8, '0') + b.toString(16).padStart(8, '0')
}
