/** What a value reader answers: every candidate it saw in a raw message, each a value or a named problem, with its span. */

/** JavaScript string offsets into the message as it was received: `raw.slice(start, end) === text`. */
type Place = { readonly start: number; readonly end: number; readonly text: string }

export type Found<T> = Place & { readonly kind: 'found'; readonly value: T }

/**
 * Something that was meant as a value and is none. `what` is said to the person as it stands; a `suggestion` is
 * never taken without their yes; `points` are the very characters that are wrong, where they can be named.
 */
export type Problem<T, R extends string = string> = Place & {
  readonly kind: 'problem'
  readonly reason: R
  readonly what: string
  readonly suggestion?: T
  readonly points?: readonly { readonly start: number; readonly end: number }[]
}

export type Reading<T, R extends string = string> = Found<T> | Problem<T, R>

/** `asked`: the pending question is for this very value, so that a bare figure or a torso of a code counts as an attempt. */
export type Asking = { readonly asked?: boolean }

export function found<T>(place: Place, value: T): Found<T> {
  return { kind: 'found', ...place, value }
}

export function problem<T, R extends string>(
  place: Place,
  reason: R,
  what: string,
  more: { suggestion?: T | undefined; points?: readonly { start: number; end: number }[] } = {},
): Problem<T, R> {
  return {
    kind: 'problem',
    ...place,
    reason,
    what,
    ...(more.suggestion === undefined ? {} : { suggestion: more.suggestion }),
    ...(more.points === undefined ? {} : { points: more.points }),
  }
}
