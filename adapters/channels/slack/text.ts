/** Text on its way into and out of Slack: what people typed made plain, and ours made harmless and cut without breaking a character. */

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** What a person typed, as he sees it: links by their words, channels and people by their names where Slack tells them. */
export function plain(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => {
      const [to = '', label] = [inside.split('|')[0], inside.split('|')[1]]
      if (to.startsWith('@')) return label ? `@${label}` : ''
      if (to.startsWith('#')) return label ? `#${label}` : '#频道'
      if (to.startsWith('!')) return label ?? to.slice(1).split('^')[0] ?? ''
      return label ?? to.replace(/^mailto:/, '')
    })
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** Nothing in it can mention anybody, link anywhere or begin a format. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** For mrkdwn: escaped, and with a space of no width behind each mark that would begin a format. */
export function mrkdwn(text: string): string {
  return escaped(text.toWellFormed())
    .replace(/(?<![\p{L}\p{N}*_~])[*_~]+(?=\S)|`+/gu, (marks) => `${marks.split('').join('\u200b')}\u200b`)
    .replace(/^&gt;/gm, '\u200b&gt;')
}

const STOPS = /[。！？；\n]|[.!?;](?=\s)/g
const PAUSES = /[，、：, )）」”]/g

/** Up to `most` units, ending where a sentence does where that leaves at least half, and never within a character. */
export function head(text: string, most: number): string {
  if (text.length <= most) return text
  const window = text.slice(0, most)
  for (const ends of [STOPS, PAUSES]) {
    const last = [...window.matchAll(ends)].at(-1)
    if (last && last.index + 1 >= most / 2) return window.slice(0, last.index + 1)
  }
  return whole(window, text)
}

/** The beginning of a text without the broken character, or half of an escape, at its end. */
function whole(window: string, text: string): string {
  const segments = new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text.slice(0, window.length + 40))
  const at = segments.containing(window.length)
  const cut = at && at.index < window.length && at.index > 0 ? window.slice(0, at.index) : window
  const sound = cut.isWellFormed() ? cut : cut.slice(0, -1)
  return sound.replace(/&(?:a|am|amp|l|lt|g|gt)?$/, '')
}

/** A text as stretches of at most `size`, each cut at a stop. */
export function pieces(text: string, size: number): string[] {
  const cut: string[] = []
  let rest = text
  while (rest.length > size) {
    const piece = head(rest, size)
    cut.push(piece)
    rest = rest.slice(piece.length)
  }
  return [...cut, rest].map((piece) => piece.trim()).filter(Boolean)
}

/** At most `most` units, with an ellipsis where something was left away. */
export function short(text: string, most: number): string {
  const sound = text.toWellFormed()
  return sound.length <= most ? sound : `${whole(sound.slice(0, most - 1), sound)}…`
}
