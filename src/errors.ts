/** The one kind of error the desk throws on purpose: it names what is wrong and what to do about it. */
export class DeskError extends Error {
  readonly code: string
  readonly remedy: string

  /** @param code stable, kebab-case; @param what what is wrong; @param remedy what the reader can do. */
  constructor(code: string, what: string, remedy: string, options?: { cause?: unknown }) {
    super(`${what}\n  → ${remedy}`, options)
    this.name = 'DeskError'
    this.code = code
    this.remedy = remedy
  }
}
