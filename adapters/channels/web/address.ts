/** The addresses of the web desk's pages, for itself and for whoever links to a clause. */
import type { Span } from '../../../src/corpus/notice.ts'

/** The element that holds a clause on its notice's page. */
export function clauseAnchor(ordinal: number | 'end'): string {
  return `clause-${ordinal}`
}

/** The element that explains a mend on its notice's page. */
export function mendAnchor(number: number): string {
  return `mend-${number}`
}

/** @param span a citation's offsets into the restored body, lit on the page. */
export function noticePath(notice: string, span?: Span): string {
  return `/notices/${notice}${query(span)}`
}

/** `ln-2022-6#2` lies at `/notices/ln-2022-6/2`; with a span, `?from=505&to=600` lights the cited words. */
export function clausePath(clauseId: string, span?: Span): string {
  return `/notices/${clauseId.replace('#', '/')}${query(span)}`
}

/** A clause's label by itself, without the mark that leads on to its heading: 国知发管字〔2018〕32号一. */
export function bareLabel(label: string): string {
  return label.replace(/、$/, '')
}

export function departmentPath(name: string): string {
  return `/departments/${encodeURIComponent(name)}`
}

function query(span?: Span): string {
  return span ? `?from=${span.start}&to=${span.end}` : ''
}
