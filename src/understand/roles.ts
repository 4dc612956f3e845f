/** Whose place a place is, and how surely: the enterprise's own, somebody else's, or nobody's. */

/** `topic`: what is asked about (大连市知识产权局管不管, 沈阳的责任部门). */
export type Side = 'own' | 'other' | 'topic' | 'neither'

export type Role = { readonly side: Side; readonly weight: number }
