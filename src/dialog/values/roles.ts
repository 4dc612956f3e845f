/** Whose place a place is, and how surely: the enterprise's own, somebody else's, or nobody's. */

export type Side = 'own' | 'other' | 'neither'

export type Role = { readonly side: Side; readonly weight: number }
