/** Prints blocks as a person would read them, for looking at what we send. */
type Part = Record<string, unknown> & { readonly type?: string }

const words = (text: unknown): string => (typeof text === 'object' && text !== null ? String((text as { text?: unknown }).text ?? '') : String(text ?? ''))

function element(e: Part): string {
  switch (e.type) {
    case 'button':
      return `[${words(e.text)}${e.url ? ' ↗' : ''}]`
    case 'overflow':
      return `[⋯ ${(e.options as Part[]).map((o) => words(o.text)).join(' / ')}]`
    case 'static_select':
      return `(${words(e.placeholder)} ▾ ${(e.options as Part[]).length} 项${e.initial_option ? `：${words((e.initial_option as Part).text)}` : ''})`
    case 'plain_text_input':
      return `|${e.initial_value ?? words(e.placeholder)}|`
    default:
      return words(e)
  }
}

/** Links by their words, escapes undone. */
export function read(blocks: readonly Part[]): string {
  return blocks
    .map((b) => {
      switch (b.type) {
        case 'header':
          return `# ${words(b.text)}`
        case 'section':
          return [
            b.text ? words(b.text) : '',
            ...((b.fields as Part[] | undefined) ?? []).map((f) => `  ┆ ${words(f).replaceAll('\n', ' ')}`),
            b.accessory ? element(b.accessory as Part) : '',
          ]
            .filter(Boolean)
            .join('\n')
        case 'context':
          return (b.elements as Part[]).map((e) => `  · ${words(e)}`).join('\n')
        case 'actions':
          return (b.elements as Part[]).map(element).join(' ')
        case 'input':
          return `${words(b.label)}${b.optional ? '（可不填）' : ''}: ${element(b.element as Part)}${b.hint ? `\n    ${words(b.hint)}` : ''}`
        default:
          return '────'
      }
    })
    .join('\n')
    .replace(/<[^<>|]+\|([^<>]+)>/g, '$1↗')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '')
}
