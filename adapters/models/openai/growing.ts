/** Reads JSON that is still being written: each object of its first list of objects, as soon as it is written to its end. */

/** @returns a reader that is given the text piece by piece, cut anywhere, and gives back the objects that were finished by it. Once the text is no JSON, it gives nothing any more. */
export function growingReader(): (more: string) => unknown[] {
  const answer = answerOnly()
  let text = ''
  /** Where it is read next. */
  let at = 0
  /** The brackets that are open, outermost first. */
  let open = ''
  let quoted = false
  /** Where the object being written begins. */
  let begun = -1
  let listed = false
  let over = false

  /** The object that ends with this character, if one of the list does. */
  function step(character: string): unknown[] {
    if (quoted) {
      // What is escaped stands for itself.
      if (character === '\\') at++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{' || character === '[') {
      if (open === '{[' && character === '{') begun = at
      open += character
    } else if (character === '}' || character === ']') {
      open = open.slice(0, -1)
      if (open === '{[' && begun >= 0) return finished()
      over = open === '' || (open === '{' && listed)
    }
    return []
  }

  function finished(): unknown[] {
    const written = text.slice(begun, at + 1)
    listed = true
    begun = -1
    try {
      return [JSON.parse(written)]
    } catch {
      over = true
      return []
    }
  }

  return (more) => {
    text += answer(more)
    const found: unknown[] = []
    for (; at < text.length && !over; at++) found.push(...step(text[at] as string))
    forget(begun < 0 ? text.length : begun)
    return found
  }

  /** What was read is not carried along. */
  function forget(length: number): void {
    text = text.slice(length)
    at -= length
    if (begun >= 0) begun -= length
  }
}

const THINKS = '<think>'
const THOUGHT = '</think>'

/** Passes a text on from its first bracket. What a model thinks aloud before it is no answer, whatever it holds. */
function answerOnly(): (more: string) => string {
  let text = ''
  let before: 'all' | 'thought' | 'words' | 'nothing' = 'all'
  return (more) => {
    if (before === 'nothing') return more
    text += more
    if (before === 'all') {
      text = text.trimStart()
      if (THINKS.startsWith(text)) return ''
      before = text.startsWith(THINKS) ? 'thought' : 'words'
    }
    if (before === 'thought') {
      const end = text.indexOf(THOUGHT)
      // As much as its last word needs that is only half there.
      text = text.slice(end < 0 ? -THOUGHT.length : end)
      if (end < 0) return ''
      before = 'words'
    }
    const start = text.indexOf('{')
    const found = start < 0 ? '' : text.slice(start)
    text = ''
    if (start >= 0) before = 'nothing'
    return found
  }
}
