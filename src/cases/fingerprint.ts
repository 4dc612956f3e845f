/** Recognises the same request when it is sent again, so that nothing is filed twice. */
import { createHash } from 'node:crypto'
import type { Case } from './case.ts'
import { canonical } from './chain.ts'
import type { Request } from './event.ts'

/**
 * The same for the same enterprise asking the same thing under the same measure: kind, measure, credit code (the name
 * where there is none), and the right, the patents and sum, or the matter. How it is told, and by whom, does not count.
 */
export function fingerprint({ kind, measure, slots }: Pick<Request, 'kind' | 'measure' | 'slots'>): string {
  const who = code(slots.creditCode) ?? plain(slots.company)
  return createHash('sha256')
    .update(canonical(['request', kind, measure, who, asked(kind, slots)]))
    .digest('hex')
}

function asked(kind: Request['kind'], slots: Request['slots']): unknown {
  switch (kind) {
    case 'infringement':
      return [plain(slots.rightType), code(slots.rightNumber)]
    case 'financing':
      return [list(slots.patentNumbers).sort(), typeof slots.amountYuan === 'number' ? slots.amountYuan : null]
    case 'other':
      return plain(slots.matter)
  }
}

function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((v) => code(v) ?? [])
}

/** A number as it is compared: letters and digits only, ZL left away. */
function code(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return (
    value
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/^ZL(?=\d)/, '') || null
  )
}

function plain(value: unknown): string | null {
  return typeof value === 'string'
    ? value
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '')
    : null
}

/** The case that already holds this request, among the enterprise's own; one that is over does not stand in the way of a new one. */
export function alreadyFiled(cases: readonly Case[], request: Pick<Request, 'kind' | 'measure' | 'slots'>): Case | null {
  const print = fingerprint(request)
  return cases.find((c) => c.fingerprint === print && c.live) ?? null
}
